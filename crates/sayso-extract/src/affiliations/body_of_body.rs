//! Finds: a body tied to another: "the Dock Union is affiliated to Progress", "the organisation boasts a long affiliation to
//! Progress", "the Dock Union, an affiliate of Progress".
//!
//! Why it is an affiliation: bodies are members of bodies as people are; the words say so. A body that is no longer tied to the other
//! is a former affiliate, one that is not or might be tied is none.
//!
//! Examples: see the tests. Source: coding guide, "Affiliations".

use sayso_model::{AffiliationStatus, BodyWords, Span};

use super::dates::dates_after;
use super::role_phrase::{RolePhrase, name_after};
use super::sentence::{Kind, Sentence};
use super::{Find, Finds, Rule};
use crate::language::Class;

pub(super) const RULE: Rule = Rule { id: "body_of_body", confidence: 0.85, find };

/// Further back than this stands no subject.
const MAX_PIECES: usize = 9;

/// The role that tables show.
const ROLE: &str = "affiliate";

fn find(sentence: &Sentence, _: &[RolePhrase], finds: &mut Finds) {
    for at in (0..sentence.len()).filter(|at| sentence.has(*at, Class::Affiliating)) {
        if !matches!(sentence.word(at + 1), "to" | "with" | "of") {
            continue;
        }
        let Some(body) = name_after(sentence, at + 2).filter(|body| sentence.is_body(*body)) else {
            continue;
        };
        let Some(subject) = subject(sentence, at) else { continue };
        let dates = dates_after(sentence, body + 1);
        let has_ended = dates.as_ref().is_some_and(|dates| dates.end.is_some());
        let is_former = subject.is_over || has_ended;
        let mut evidence = sentence.span(subject.first..body + 1);
        if let Some(dates) = dates.as_ref().filter(|dates| dates.is_told) {
            evidence = evidence.cover(dates.span);
        }
        finds.drafts.push(Find {
            member: subject.span,
            organisation: BodyWords::Named(sentence.pieces[body].span),
            role: Some(ROLE.to_owned()),
            area: None,
            status: if is_former { AffiliationStatus::Former } else { AffiliationStatus::Current },
            dates: dates.unwrap_or_default(),
            evidence,
        });
    }
}

/// The body that is tied to another.
struct Subject {
    /// The words for it.
    span: Span,
    /// Where they start.
    first: usize,
    /// Whether the tie is said to be over.
    is_over: bool,
}

/// The body before the word at `at`, by name or as "the organisation".
fn subject(sentence: &Sentence, at: usize) -> Option<Subject> {
    let mut is_over = false;
    for before in (at.saturating_sub(MAX_PIECES)..at).rev() {
        if sentence.is_body(before) {
            return Some(Subject { span: sentence.pieces[before].span, first: before, is_over });
        }
        let determiner = before.checked_sub(1).filter(|first| sentence.has(*first, Class::Determiner));
        if sentence.has(before, Class::BodyNoun)
            && let Some(first) = determiner
            && matches!(sentence.word(first), "the" | "this" | "that")
        {
            return Some(Subject { span: sentence.span(first..before + 1), first, is_over });
        }
        is_over |= sentence.has_any(before, &[Class::Ending, Class::Former])
            || matches!(sentence.word(before), "was" | "were" | "had");
        let is_between = match sentence.kind(before) {
            Some(Kind::Word) => !sentence.has_any(
                before,
                &[Class::Negation, Class::Modal, Class::Supposition, Class::Relative, Class::Conjunction],
            ),
            Some(Kind::Clitic) => true,
            _ => sentence.is_mark(before, ",“”‘’\""),
        };
        if !is_between {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::affiliations::testing::check;

    #[test]
    fn hits() {
        for (text, expected) in [
            ("The NTU is affiliated to Progress.", &["NTU | affiliate | Progress | current"][..]),
            (
                "Although the organisation boasts a long affiliation to the Reform League, it met.",
                &["the organisation | affiliate | Reform League | current"],
            ),
            (
                "The NTU, a proud affiliate of Progress since 1987, met.",
                &["NTU | affiliate | Progress | current | 1987.."],
            ),
            ("The NTU ended its affiliation to Progress.", &["NTU | affiliate | Progress | former"]),
            ("The NTU’s affiliation with Progress is old.", &["NTU | affiliate | Progress | current"]),
        ] {
            check("body_of_body", text, expected);
        }
    }

    #[test]
    fn near_misses() {
        for text in [
            "The NTU is not affiliated to Progress.",
            "The NTU might be affiliated to Progress.",
            "Orla Quill is affiliated to Progress.",
            "The NTU discussed affiliation.",
        ] {
            check("body_of_body", text, &[]);
        }
    }
}
