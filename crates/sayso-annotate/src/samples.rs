//! An invented document full of symbols beyond the first plane, with nested and interrupted statements.

use std::collections::BTreeMap;

use crate::dataset::Names;
use crate::page::{Chars, Page, Stance, Statement};

/// A news item of which every sentence has its trap.
pub(crate) const TEXT: &str = "🎉🎉 “We 👩‍👧 stay,” said Bo 𝔏ind, “and\n\nnobody <pays> more.”\n\
    Zoë 🙂 writes that Bo says the rent must fall & fall.\n  They did not say: “𝓝ever”.\n";

/// The `nth` place of `words` in the text, from 0.
pub(crate) fn at(words: &str, nth: usize) -> Chars {
    let at_byte = TEXT.match_indices(words).nth(nth).unwrap().0;
    let start_char = TEXT[..at_byte].chars().count();
    Chars::new(start_char, start_char + words.chars().count())
}

pub(crate) fn statement(
    id: &str,
    content: &[Chars],
    cue: &str,
    speaker: Option<Chars>,
    speaker_id: &str,
) -> Statement {
    Statement {
        content: content.to_vec(),
        id: Some(format!("d0-s{id}")),
        cue: if cue.is_empty() { Vec::new() } else { vec![at(cue, 0)] },
        speaker,
        speaker_id: Some(speaker_id.to_owned()).filter(|id| !id.is_empty()),
        mode: Some("direct".to_owned()),
        act: Some("speech".to_owned()),
        is_negated: false,
        is_hypothetical: false,
    }
}

pub(crate) fn stance(
    id: &str,
    statement: usize,
    evidence: Chars,
    holder: &str,
    target: &str,
    polarity: &str,
) -> Stance {
    Stance {
        evidence,
        id: Some(format!("d0-t{id}")),
        statement: Some(statement),
        holder_id: Some(holder.to_owned()),
        target_id: Some(target.to_owned()),
        polarity: Some(polarity.to_owned()),
        derived_from: None,
    }
}

pub(crate) fn page() -> Page {
    let rent = at("the rent must fall & fall", 0);
    let mut page = Page {
        document_id: "d0".to_owned(),
        title: "Rent <&> \"more\"".to_owned(),
        lang: "en".to_owned(),
        text: TEXT.to_owned(),
        statements: vec![
            statement(
                "1",
                &[at("We 👩‍👧 stay,", 0), at("and\n\nnobody <pays> more.", 0)],
                "said",
                Some(at("Bo 𝔏ind", 0)),
                "per-bo",
            ),
            statement(
                "2",
                &[at("Bo says the rent must fall & fall", 0)],
                "writes",
                Some(at("Zoë", 0)),
                "per-zoe",
            ),
            statement("3", &[rent], "says", Some(at("Bo", 1)), "per-bo"),
            Statement {
                is_negated: true,
                ..statement("4", &[at("𝓝ever", 0)], "say", Some(at("They", 0)), "")
            },
            // somebody has coded the same words twice
            Statement { is_hypothetical: true, ..statement("5", &[at("𝓝ever", 0)], "", None, "per-zoe") },
        ],
        stances: vec![
            stance("1", 2, rent, "per-bo", "rent", "oppose"),
            stance("2", 2, rent, "per-bo", "per-zoe", "mixed"),
            Stance {
                statement: None,
                holder_id: None,
                ..stance("3", 0, at("🎉🎉", 0), "", "rent", "support")
            },
        ],
    };
    page.settle();
    page
}

pub(crate) fn names() -> Names {
    let named = |pairs: &[(&str, &str)]| -> BTreeMap<String, String> {
        pairs.iter().map(|(id, name)| ((*id).to_owned(), (*name).to_owned())).collect()
    };
    Names {
        title: "Letters & \"more\"".to_owned(),
        actors: named(&[("per-bo", "Bo 𝔏ind"), ("per-cem", "Cem <K>"), ("per-zoe", "Zoë")]),
        issues: named(&[("rent", "rent & co")]),
    }
}
