//! Finds: `According to Nora Hart, …` and `…, according to Nora Hart.`
//!
//! Why it is a statement: the phrase gives the rest of its sentence to the one it names. "According to plan" names nobody: the
//! phrase must hold a name, a pronoun or a determiner.
//!
//! Examples: see the tests. Source: PARC 3.0 guidelines on prepositional cues.

use sayso_model::{Act, Mode, Span, Speaker};

use super::clause::{Clause, drafts_at};
use super::{Draft, Evidence, Rule, Scene, clean};
use crate::language::Class;
use crate::reading::What;

pub(super) const RULE: Rule =
    Rule { id: "according_to", confidence: 0.85, evidence: Evidence::Sentence, find };

fn find(scene: &Scene) -> Vec<Draft> {
    drafts_at(scene, |clause, at| {
        let is_cue = clause.is_word(at, "according") && clause.is_word(at + 1, "to");
        is_cue.then(|| draft(clause, at)).flatten()
    })
}

fn draft(clause: &Clause, cue: usize) -> Option<Draft> {
    let start = cue + 2;
    let phrase = if clause.has(start, Class::ObjectPronoun) {
        clause.item(start).span
    } else {
        let phrase = clause.phrase_starting_at(start)?;
        let is_somebody = clause.mention(start).is_some()
            || clause.has_any(start, &[Class::Determiner, Class::Possessive])
            || clause.is_capital(start);
        phrase
            .span
            .contains(clause.item(phrase.end - 1).span)
            .then_some(phrase.span)
            .or(Some(phrase.span))
            .filter(|_| is_somebody)?
    };
    let after = (start..clause.end)
        .find(|at| clause.item(*at).span.start_byte() >= phrase.end_byte())
        .unwrap_or(clause.end);
    let comma = (after..clause.end).find(|at| clause.is_mark(*at, ","));
    let items = if cue == clause.start {
        comma? + 1..clause.end
    } else if clause.is_mark(cue - 1, ",") && (after >= clause.end || clause.is_mark(after, ".!?,")) {
        clause.start..cue - 1
    } else {
        return None;
    };
    let (content, mode, quotations) = report(clause, items)?;
    Some(Draft {
        segment: clause.stream.segment,
        content: vec![content],
        cue: vec![clause.span(cue..cue + 2)],
        cue_lemma: Some("according to".to_owned()),
        act: Act::Speech,
        speaker: Speaker::Named(phrase),
        addressee: None,
        mode,
        is_negated: false,
        is_hypothetical: false,
        quotations,
    })
}

/// What a range of items reports: its words without the marks that end them; direct where one quotation is all there is.
pub(super) fn report(clause: &Clause, items: std::ops::Range<usize>) -> Option<(Span, Mode, Vec<usize>)> {
    let reading = clause.scene.reading;
    let mut items = items;
    while items.end > items.start && clause.is_mark(items.end - 1, ".,;:–—-?!") {
        items.end -= 1;
    }
    while items.start < items.end && clause.is_mark(items.start, ",;:") {
        items.start += 1;
    }
    if items.is_empty() {
        return None;
    }
    let inside: Vec<(usize, usize)> = items
        .clone()
        .filter_map(|at| match clause.item(at).what {
            What::Quotation(quotation, part) => Some((quotation, part)),
            What::Token(_) => None,
        })
        .collect();
    if let (1, [(quotation, part)]) = (items.len(), inside.as_slice()) {
        let inner = reading.quotations[*quotation].parts.get(*part)?.inner;
        return Some((clean(reading, inner), Mode::Direct, vec![*quotation]));
    }
    let n_words = items.clone().filter(|at| clause.is_plain_word(*at)).count() + 2 * inside.len();
    let mode = if inside.is_empty() { Mode::Indirect } else { Mode::Mixed };
    (n_words >= 2).then(|| (clause.span(items), mode, Vec::new()))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing;

    fn check(text: &str, expected: &[&str]) {
        testing::check("according_to", text, expected);
    }

    #[test]
    fn hits() {
        check(
            "According to Nora Hart, the vote was late.",
            &["Nora Hart | According to | the vote was late | indirect speech"],
        );
        check(
            "The vote was late, according to the mayor.",
            &["the mayor | according to | The vote was late | indirect speech"],
        );
        check(
            "According to Nora Hart, “It was late.”",
            &["Nora Hart | According to | It was late. | direct speech"],
        );
        check(
            "According to Nora Hart, it was “late”.",
            &["Nora Hart | According to | it was “late” | mixed speech"],
        );
    }

    #[test]
    fn near_misses() {
        check("All went according to plan.", &[]);
        check("According to plan, we met.", &[]);
    }
}
