//! An invented dataset for the tests of this crate.

use sayso_published::{
    ActorRow, AffiliationRow, DocumentRow, IdentifierRow, IssueRow, MentionRow, NameRow, PartRow, SegmentRow,
    StanceRow, StatementRow, Tables,
};

/// A letter by Bo Lind with emoji of several code points, a quotation that its attribution interrupts, and speech within speech.
pub(crate) const LETTER: &str = "Dear Ann & Bea,\n\n\u{201c}Nobody 👩‍👧 can pay,\u{201d} says the NTA, \u{201c}and nobody <will>.\u{201d}\nPark said that the NTA wants no rent rise. Never 🙂.\n";

/// Start and end, in code points, of the `nth` occurrence of `words` in the letter.
fn span(words: &str, nth: usize) -> (usize, usize) {
    let at_byte = LETTER.match_indices(words).nth(nth).unwrap().0;
    let start_char = LETTER[..at_byte].chars().count();
    (start_char, start_char + words.chars().count())
}

fn part(statement_id: &str, role: &str, part: usize, (start_char, end_char): (usize, usize)) -> PartRow {
    PartRow { statement_id: statement_id.to_owned(), role: role.to_owned(), part, start_char, end_char }
}

fn statement(
    id: &str,
    inside: Option<&str>,
    speaker: &str,
    mode: &str,
    words: &[(usize, usize)],
) -> StatementRow {
    let (start_char, end_char) = (words[0].0, words[words.len() - 1].1);
    let content: Vec<String> =
        words.iter().map(|(start, end)| LETTER.chars().skip(*start).take(end - start).collect()).collect();
    StatementRow {
        statement_id: id.to_owned(),
        document_id: "d-letter".to_owned(),
        segment_id: "g-letter".to_owned(),
        inside_id: inside.map(str::to_owned),
        speaker_id: Some(speaker.to_owned()),
        mode: mode.to_owned(),
        act: "speech".to_owned(),
        content: content.join(" … "),
        start_char,
        end_char,
        method: "model".to_owned(),
        rule_id: "reader".to_owned(),
        confidence: Some(0.8),
        review_status: "auto".to_owned(),
        ..StatementRow::default()
    }
}

fn actor(id: &str, actor_type: &str, name: &str, family_name: Option<&str>) -> ActorRow {
    ActorRow {
        actor_id: id.to_owned(),
        actor_type: actor_type.to_owned(),
        name: name.to_owned(),
        family_name: family_name.map(str::to_owned),
        public_role: "unknown".to_owned(),
        ..ActorRow::default()
    }
}

fn stance(
    id: &str,
    statement: Option<&str>,
    holder: &str,
    target: (&str, &str),
    polarity: &str,
    words: (usize, usize),
) -> StanceRow {
    StanceRow {
        stance_id: id.to_owned(),
        document_id: "d-letter".to_owned(),
        statement_id: statement.map(str::to_owned),
        holder_id: Some(holder.to_owned()),
        target_type: target.0.to_owned(),
        target_id: target.1.to_owned(),
        polarity: Some(polarity.to_owned()),
        evidence: LETTER.chars().skip(words.0).take(words.1 - words.0).collect(),
        evidence_start_char: words.0,
        evidence_end_char: words.1,
        method: "rule".to_owned(),
        rule_id: "frame".to_owned(),
        confidence: Some(0.9),
        review_status: "auto".to_owned(),
        ..StanceRow::default()
    }
}

fn name(actor_id: &str, name: &str, name_type: &str) -> NameRow {
    NameRow {
        actor_id: actor_id.to_owned(),
        name: name.to_owned(),
        name_type: name_type.to_owned(),
        is_observed: true,
    }
}

/// A letter with four statements and four stances, and an empty, undated document.
pub(crate) fn letter() -> Tables {
    let n_chars = LETTER.trim_end().chars().count();
    let split = [span("Nobody 👩‍👧 can pay,", 0), span("and nobody <will>.", 0)];
    let said = span("the NTA wants no rent rise", 0);
    let rent = span("no rent rise", 0);
    let never = span("Never 🙂", 0);
    let mention = |words: &str, nth: usize, actor: &str| MentionRow {
        document_id: "d-letter".to_owned(),
        actor_id: Some(actor.to_owned()),
        start_char: span(words, nth).0,
        end_char: span(words, nth).1,
        mention_type: Some("name".to_owned()),
    };
    Tables {
        title: "Letters".to_owned(),
        documents: vec![
            DocumentRow {
                document_id: "d-empty".to_owned(),
                source: "empty.txt".to_owned(),
                genre: "other".to_owned(),
                lang: "und".to_owned(),
                date_precision: "unknown".to_owned(),
                ..DocumentRow::default()
            },
            DocumentRow {
                document_id: "d-letter".to_owned(),
                source: "letter.txt".to_owned(),
                title: Some("On rent & rises".to_owned()),
                genre: "letter".to_owned(),
                lang: "en-GB".to_owned(),
                author_id: Some("per-lind".to_owned()),
                date: Some("2019-03".to_owned()),
                date_precision: "month".to_owned(),
                url: Some("https://example.org/letter?a=1&b=2".to_owned()),
                text: LETTER.to_owned(),
                ..DocumentRow::default()
            },
        ],
        segments: vec![SegmentRow {
            segment_id: "g-letter".to_owned(),
            document_id: "d-letter".to_owned(),
            segment_type: "letter".to_owned(),
            author_id: Some("per-lind".to_owned()),
            end_char: n_chars,
            ..SegmentRow::default()
        }],
        actors: vec![
            actor("org-nta", "organisation", "Northwick Tenants’ Association", None),
            actor("org-party", "organisation", "Bridge Party", None),
            actor("per-lind", "person", "Bo Lind", Some("Lind")),
            actor("per-park", "person", "Ann Park", Some("Park")),
        ],
        actor_names: vec![
            name("org-nta", "NTA", "acronym"),
            name("per-park", "Ann Park", "name"),
            name("per-park", "@annpark", "handle"),
        ],
        actor_identifiers: vec![IdentifierRow {
            actor_id: "per-park".to_owned(),
            scheme: "handle".to_owned(),
            identifier: "@annpark".to_owned(),
        }],
        mentions: vec![
            mention("NTA", 0, "org-nta"),
            mention("Park", 0, "per-park"),
            mention("NTA", 1, "org-nta"),
        ],
        statements: vec![
            statement("s-letter", None, "per-lind", "block", &[(0, n_chars)]),
            statement("s-rent", Some("s-said"), "org-nta", "indirect", &[rent]),
            statement("s-said", Some("s-letter"), "per-park", "indirect", &[said]),
            statement("s-split", Some("s-letter"), "org-nta", "direct", &split),
        ],
        statement_parts: vec![
            part("s-letter", "content", 1, (0, n_chars)),
            part("s-rent", "content", 1, rent),
            part("s-rent", "cue", 1, span("wants", 0)),
            part("s-rent", "speaker", 1, span("the NTA", 1)),
            part("s-said", "content", 1, said),
            part("s-said", "cue", 1, span("said", 0)),
            part("s-said", "speaker", 1, span("Park", 0)),
            part("s-split", "content", 1, split[0]),
            part("s-split", "content", 2, split[1]),
            part("s-split", "cue", 1, span("says", 0)),
            part("s-split", "speaker", 1, span("the NTA", 0)),
        ],
        stances: vec![
            stance("t-lind", None, "per-lind", ("issue", "rent"), "oppose", never),
            stance("t-mixed", Some("s-said"), "per-park", ("actor", "org-nta"), "mixed", said),
            stance("t-nta", Some("s-rent"), "org-nta", ("issue", "rent"), "oppose", rent),
            stance("t-park", Some("s-said"), "per-park", ("actor", "per-lind"), "support", said),
        ],
        issues: vec![IssueRow {
            issue_id: "rent".to_owned(),
            label: "rent rise".to_owned(),
            definition: None,
        }],
        affiliations: vec![AffiliationRow {
            document_id: "d-letter".to_owned(),
            member_id: "per-park".to_owned(),
            organisation_id: "org-party".to_owned(),
            role: Some("member".to_owned()),
            status: "current".to_owned(),
            start_date: Some("2017".to_owned()),
            evidence: "Park".to_owned(),
            ..AffiliationRow::default()
        }],
        ..Tables::default()
    }
}
