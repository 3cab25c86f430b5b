//! Finds: `Nora Hart: “…”` at the start of a sentence.
//!
//! Why it is a statement: nothing but a name and a colon stands before the quotation, as in a printed conversation.
//!
//! Examples: see the tests. Source: coding guide, "Statements"; PARC 3.0 guidelines on punctuation as a cue.

use sayso_model::{Act, EntityKind, Mode, Speaker};

use super::clause::clauses;
use super::{Draft, Evidence, Rule, Scene, clean};

pub(super) const RULE: Rule = Rule { id: "named_line", confidence: 0.85, evidence: Evidence::Layout, find };

fn find(scene: &Scene) -> Vec<Draft> {
    let reading = scene.reading;
    let mut drafts = Vec::new();
    for clause in clauses(scene) {
        let Some(phrase) = clause.mention(clause.start).and_then(|_| clause.phrase_starting_at(clause.start))
        else {
            continue;
        };
        let kind = clause.mention(clause.start).and_then(|mention| mention.kind);
        let is_body = matches!(kind, Some(EntityKind::Person | EntityKind::Organisation) | None);
        let quotation =
            clause.quotation(phrase.end + 1).filter(|_| is_body && clause.is_mark(phrase.end, ":"));
        if let Some(quotation) = quotation {
            let parts = &reading.quotations[quotation].parts;
            drafts.push(Draft {
                segment: clause.stream.segment,
                content: parts
                    .iter()
                    .map(|part| clean(reading, part.inner))
                    .filter(|part| !part.is_empty())
                    .collect(),
                cue: vec![clause.item(phrase.end).span],
                cue_lemma: None,
                act: Act::Speech,
                speaker: Speaker::Named(phrase.span),
                addressee: None,
                mode: Mode::Direct,
                is_negated: false,
                is_hypothetical: false,
                quotations: vec![quotation],
            });
        }
    }
    drafts
}

#[cfg(test)]
mod tests {
    use crate::rules::testing;

    #[test]
    fn hits_and_near_misses() {
        testing::check("named_line", "Nora Hart: “We won.”", &["Nora Hart | : | We won. | direct speech"]);
        testing::check("named_line", "Options: “We won.”", &[]);
        testing::check("named_line", "Nora Hart “We won.”", &[]);
    }
}
