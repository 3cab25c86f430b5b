//! Finds: `“…,” said Nora Hart`, `“…,” she said. “…”`, `“…,” says Hart, “…”`.
//!
//! Why it is a statement: a verb of speech and its subject, in either order, follow the quotation, which ends as quotations do that
//! go before their speaker: with a comma or a mark that ends sentences. A quotation that goes on after the speaker is part of the
//! same statement.
//!
//! Examples: see the tests. Source: coding guide, "Statements"; Quirk et al. 1985, 14.29.

use sayso_model::Speaker;

use super::clause::{Clause, Verb, clauses};
use super::phrase::Phrase;
use super::{Draft, Evidence, Rule, Scene};
use crate::language::{Class, Form};
use crate::reading::What;

pub(super) const RULE: Rule =
    Rule { id: "quotation_before_cue", confidence: 0.93, evidence: Evidence::Sentence, find };

/// Most items between the speaker and the next quotation.
const MAX_ADJUNCT: usize = 12;

/// Cue and speaker after a quotation.
struct Frame<'a> {
    verb: Verb<'a>,
    speaker: Phrase,
    is_negated: bool,
    end: usize,
}

fn find(scene: &Scene) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let sentences: Vec<Clause> = clauses(scene).collect();
    for (nth, clause) in sentences.iter().enumerate() {
        for at in clause.start..clause.end {
            let Some(quotation) = clause.quotation(at) else { continue };
            // The frame may look like a sentence of its own: “It is.” Nora Hart said.
            let next = sentences.get(nth + 1).filter(|next| std::ptr::eq(next.stream, clause.stream));
            let whole = match next {
                Some(next) if at + 1 == clause.end => Clause { end: next.end, ..*clause },
                _ => *clause,
            };
            drafts.extend(draft(&whole, at, quotation));
        }
    }
    drafts
}

fn draft(clause: &Clause, at: usize, quotation: usize) -> Option<Draft> {
    let reading = clause.scene.reading;
    let has_comma = clause.is_mark(at + 1, ",");
    let start = at + 1 + usize::from(has_comma || clause.is_dash(at + 1));
    let frame = frame_at(clause, start)?;
    let is_full = has_comma || ends_as_speech(clause, quotation);
    let is_inverted = frame.verb.start < frame.speaker.start;
    let is_spoken = is_full || is_inverted && super::quotation_after_cue::looks_spoken(clause, quotation);
    if !is_spoken {
        return None;
    }
    let mut quotations = vec![quotation];
    quotations.extend(continued(clause, frame.end).filter(|next| *next != quotation));
    let mut draft = Draft::direct(
        clause.stream.segment,
        quotations,
        reading,
        frame.verb.cue,
        Speaker::Named(frame.speaker.span),
    );
    draft.cue = vec![clause.span(frame.verb.start..frame.verb.end)];
    draft.is_negated = frame.is_negated;
    Some(draft)
}

fn is_finite(form: Form) -> bool {
    matches!(form, Form::ThirdPerson | Form::Past | Form::PastOrParticiple)
}

fn frame_at<'a>(clause: &Clause<'a>, start: usize) -> Option<Frame<'a>> {
    if let Some(verb) = clause.verb(start).filter(|verb| verb.cue.takes.quotation && is_finite(verb.form)) {
        let mut at = verb.end;
        while clause.has(at, Class::Adverb)
            && !clause.has_any(at, &[Class::SubjectPronoun, Class::Determiner])
        {
            at += 1;
        }
        let speaker = clause.phrase_starting_at(at)?;
        let end = speaker.end;
        return closes(clause, end).then_some(Frame { verb, speaker, is_negated: false, end });
    }
    let speaker = clause.phrase_starting_at(start)?;
    let mut at = speaker.end;
    // "Nora Hart, a member of the League, said".
    if clause.is_mark(at, ",") {
        let limit = clause.end.min(at + MAX_ADJUNCT);
        at = (at + 1..limit).find(|comma| clause.is_mark(*comma, ","))? + 1;
    }
    let mut is_negated = false;
    while clause.has_any(at, &[Class::Adverb, Class::Have]) || clause.folded(at).ends_with("ly") {
        is_negated |= clause.has(at, Class::Negation);
        at += 1;
    }
    let verb = clause.verb(at).filter(|verb| {
        let is_plural = verb.form == Form::Base && (speaker.is_plural || speaker.is_first_person);
        verb.cue.takes.quotation && (is_finite(verb.form) || is_plural)
    })?;
    closes(clause, verb.end).then_some(Frame { verb, speaker, is_negated, end: verb.end })
}

/// Whether a frame can end here: it does not lead up to a quotation or a clause of its own.
fn closes(clause: &Clause, end: usize) -> bool {
    let limit = clause.end.min(end + MAX_ADJUNCT);
    let leads_up = (end..limit).take_while(|at| !clause.is_mark(*at, ".!?;")).any(|at| {
        clause.is_mark(at, ":")
            || at == end
                && (clause.quotation(at).is_some()
                    || clause.has_any(at, &[Class::Question])
                    || clause.is_word(at, "that"))
    });
    !leads_up
}

fn ends_as_speech(clause: &Clause, quotation: usize) -> bool {
    let reading = clause.scene.reading;
    let last = reading.quotations[quotation].parts.last();
    last.is_some_and(|part| {
        reading.document.slice(part.inner).trim_end().ends_with([',', '.', '?', '!', '…', '–', '—', '-'])
    })
}

/// The quotation that goes on after the frame: behind a comma in the same sentence, or right behind the sentence's full stop.
fn continued(clause: &Clause, end: usize) -> Option<usize> {
    let items = &clause.stream.items;
    let limit = items.len().min(end + MAX_ADJUNCT);
    let stop = (end..limit).find(|at| {
        matches!(items[*at].what, What::Quotation(..))
            || items[*at].token().is_some_and(|token| {
                matches!(
                    clause.scene.reading.tokens[token].kind,
                    crate::reading::TokenKind::Mark('.' | ',' | ';' | '!' | '?' | ':' | '—' | '–')
                )
            })
    })?;
    let is_mark = items[stop].token().is_some();
    let next = if is_mark { stop + 1 } else { stop };
    let What::Quotation(quotation, 0) = items.get(next)?.what else { return None };
    let is_colon = clause.is_mark(stop, ":") || clause.is_mark(stop, ";!?");
    // A quotation with a speaker of its own behind it is another statement.
    let whole = Clause { end: items.len(), start: clause.start, ..*clause };
    let has_comma = whole.is_mark(next + 1, ",");
    let is_own = frame_at(&whole, next + 1 + usize::from(has_comma)).is_some();
    (is_mark && !is_colon && !is_own).then_some(quotation)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing;

    fn check(text: &str, expected: &[&str]) {
        testing::check("quotation_before_cue", text, expected);
    }

    #[test]
    fn hits() {
        check("“We will win,” said Nora Hart.", &["Nora Hart | said | We will win | direct speech"]);
        check("\"We will win,\" Nora Hart said.", &["Nora Hart | said | We will win | direct speech"]);
        check("“Will we win?” she asked.", &["she | asked | Will we win? | direct speech"]);
        check(
            "‘We will win,’ said the mayor of Norland.",
            &["the mayor | said | We will win | direct speech"],
        );
        check(
            "«We will win», said former minister Nora Hart.",
            &["Nora Hart | said | We will win | direct speech"],
        );
        check(
            "“Furthermore,” says Nora Hart, “we will win.”",
            &["Nora Hart | says | Furthermore … we will win. | direct speech"],
        );
        check(
            "“It is.” Nora Hart said. “It will be.”",
            &["Nora Hart | said | It is. … It will be. | direct speech"],
        );
        check("“It is,” Nora Hart, a member, said.", &["Nora Hart | said | It is | direct speech"]);
        check(
            "“It is,” she said. “It was,” he said.",
            &["she | said | It is | direct speech", "he | said | It was | direct speech"],
        );
    }

    #[test]
    fn near_misses() {
        check("The “witch hunt” claims the mayor.", &[]);
        check("She saw “Winter” and said so.", &[]);
        check("Nora Hart said: “Yes.” Orla Quill said: “No.”", &[]);
    }
}
