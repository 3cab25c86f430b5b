//! Who has spoken so far, by the words that call them.

use std::collections::{BTreeMap, HashMap};

use sayso_model::Span;

use super::antecedents::head_of;
use super::scene::Scene;
use crate::person_name::is_in;

/// Words of speakers are nested no deeper than this.
const MAX_NESTED: usize = 4;

/// Speakers of the statements so far whose actors are known.
#[derive(Default)]
pub(super) struct Heard {
    /// By the noun that heads a name or a phrase with "a": the one of the last statement.
    by_noun: HashMap<String, usize>,
    by_words: BTreeMap<Span, usize>,
}

impl Heard {
    /// Notes that `member` is the speaker whom the words at `span` call.
    pub(super) fn note(&mut self, scene: &Scene, span: Span, member: usize) {
        let words = scene.document.slice(span);
        let opens = words.split_whitespace().next().unwrap_or_default();
        if is_in(opens, &["a", "an"]) || opens.starts_with(char::is_uppercase) {
            self.by_noun.insert(head_of(words), member);
        }
        self.by_words.entry(span).or_insert(member);
    }

    /// The speaker whom "the letter" or "the spokesman" means: the last one who was called by a name or phrase with that noun ("a letter
    /// by Ann Park").
    pub(super) fn called(&self, words: &str) -> Option<usize> {
        let (article, noun) = words.split_once(' ').filter(|(_, noun)| !noun.contains(' '))?;
        let is_definite = is_in(article, &["the", "this", "that"]);
        is_definite.then(|| self.by_noun.get(&head_of(noun)).copied()).flatten()
    }

    /// The speaker whose words hold `part`.
    pub(super) fn around(&self, part: Span) -> Option<usize> {
        let from_here = Span::of_length(part.start_byte() + 1, 0);
        let mut nearest = self.by_words.range(..from_here).rev().take(MAX_NESTED);
        nearest.find(|(span, _)| span.contains(part)).map(|(_, member)| *member)
    }
}
