//! Finds: `“…” — Nora Hart, teacher` as a paragraph of its own.
//!
//! Why it is a statement: a paragraph that is one quotation and then a dash and a name gives the words to the one named, as in
//! pull quotes, testimonies and letters pages.
//!
//! Examples: see the tests. Source: coding guide, "Statements"; PARC 3.0 guidelines on punctuation as a cue.

use std::ops::Range;

use sayso_model::{Act, Mode, Span, Speaker};

use super::{Draft, Evidence, Rule, Scene, clean};
use crate::language::Class;
use crate::reading::{Quotation, Unit};

pub(super) const RULE: Rule =
    Rule { id: "signed_quotation", confidence: 0.9, evidence: Evidence::Layout, find };

/// Most tokens of what follows the dash.
const MAX_SIGNATURE: usize = 16;

fn find(scene: &Scene) -> Vec<Draft> {
    let units = scene.reading.units.iter().filter(|unit| unit.is_own_words);
    units.filter_map(|unit| draft(scene, unit)).collect()
}

fn draft(scene: &Scene, unit: &Unit) -> Option<Draft> {
    let reading = scene.reading;
    let tokens = unit.tokens.clone();
    let floor = tokens.end.saturating_sub(MAX_SIGNATURE).max(tokens.start + 1);
    let dash = (floor..tokens.end).rev().find(|at| reading.is_mark(*at, "—–―-"))?;
    let signature = dash + 1..tokens.end;
    let is_quotation = reading.is_mark(tokens.start, "“”\"„«") && reading.is_mark(dash - 1, "”“\"»");
    if !is_quotation || tokens.start + 1 >= dash - 1 {
        return None;
    }
    let inner = tokens.start + 1..dash - 1;
    // one quotation only: nothing closes it before the dash
    let is_whole = !inner.clone().any(|at| reading.is_mark(at, "”»"));
    let speaker = speaker(scene, signature).filter(|_| is_whole)?;
    let content = clean(reading, reading.span_of(inner));
    let first_open = |quotation: &Quotation| quotation.parts.first().map_or(0, |part| part.open_token);
    let quotation = reading.quotations.binary_search_by_key(&tokens.start, first_open);
    Some(Draft {
        segment: unit.segment,
        content: vec![content],
        cue: vec![reading.tokens[dash].span],
        cue_lemma: None,
        act: Act::Speech,
        speaker: Speaker::Named(speaker),
        addressee: None,
        mode: Mode::Direct,
        is_negated: false,
        is_hypothetical: false,
        quotations: quotation.into_iter().collect(),
    })
}

/// The name with which a signature starts: a mention, or capitals up to a comma or bracket.
fn speaker(scene: &Scene, signature: Range<usize>) -> Option<Span> {
    let reading = scene.reading;
    let first = signature.start;
    if let Some(mention) = (!signature.is_empty()).then(|| scene.mention_at(first)).flatten() {
        return Some(mention.span);
    }
    let end = signature
        .clone()
        .find(|at| !reading.is_capital(*at) && !reading.is_mark(*at, ".-'’"))
        .unwrap_or(signature.end);
    let end = (first..end).rev().find(|at| reading.is_capital(*at))? + 1;
    let is_closed = end == signature.end || reading.is_mark(end, ",(.;");
    let is_name = !reading.has(first, Class::SentenceStarter) && !reading.has(first, Class::Determiner);
    (is_closed && is_name).then(|| reading.span_of(first..end))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing;

    fn check(text: &str, expected: &[&str]) {
        testing::check("signed_quotation", text, expected);
    }

    #[test]
    fn hits() {
        check(
            "“We lost. We will win.” — Nora Hart",
            &["Nora Hart | — | We lost. We will win. | direct speech"],
        );
        check("“It was late.”― Zuzka Trnka.", &["Zuzka Trnka | ― | It was late. | direct speech"]);
        check("”It was late.” – Nora Hart, teacher", &["Nora Hart | – | It was late. | direct speech"]);
    }

    #[test]
    fn near_misses() {
        check("“Late” – and that is that", &[]);
        check("“Winter,” she said, and “Summer” – Nora Hart", &[]);
        check("She said “no” – Nora Hart", &[]);
        check("“We lost.” – The end", &[]);
    }
}
