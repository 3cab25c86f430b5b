//! The words by which a language tells stances.
//!
//! They are `data/reference/lang/<code>/stances.toml`, with the closed classes of `words.toml` beside it. No word stands in code.

mod class;

mod files;

mod load;

mod source;

mod phrases;

use std::collections::HashMap;

pub(crate) use class::{Class, Classes};
pub(crate) use phrases::{Phrases, words_of};

use crate::StanceError;

/// The files of English, as they are built in.
const ENGLISH: (&str, &str) = (
    include_str!("../../../../data/reference/lang/en/stances.toml"),
    include_str!("../../../../data/reference/lang/en/words.toml"),
);

/// For, against, or neither, as a number: 1, −1, 0.
pub(crate) type Sign = i8;

/// Where a frame has its holder or its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slot {
    Subject,
    Object,
    /// Whoever is speaking.
    Voice,
}

/// What words tell of a holder and a target.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Frame {
    pub(crate) sign: Sign,
    pub(crate) holder: Slot,
    pub(crate) target: Slot,
    pub(crate) confidence: f64,
    pub(crate) is_explicit: bool,
    /// Whether people and bodies are its targets, besides issues and what happens to people.
    pub(crate) is_about_people: bool,
    /// Whether it tells a stance only where it bids somebody do it ("see the film").
    pub(crate) is_only_imperative: bool,
    /// Whether the one whose it is holds the stance as well ("my comrade Ann").
    pub(crate) is_mutual: bool,
    /// Whether what follows "for" behind its target is what the holder turns to ("left one party for another").
    pub(crate) is_leaving: bool,
}

impl Frame {
    /// A frame with its holder at the subject's place, or the voice's, and its target at the object's.
    pub(crate) fn new(sign: Sign, confidence: f64) -> Self {
        Self {
            sign,
            holder: Slot::Subject,
            target: Slot::Object,
            confidence,
            is_explicit: true,
            is_about_people: true,
            is_only_imperative: false,
            is_mutual: false,
            is_leaving: false,
        }
    }
}

/// Forms of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Base,
    ThirdPerson,
    /// Past tense only ("chose").
    Past,
    /// Past participle only ("chosen").
    Participle,
    /// One form for both ("backed").
    PastOrParticiple,
    Gerund,
}

/// What happens to somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Event {
    /// 1 where it helps the one whom it befalls, −1 where it harms.
    pub(crate) effect: Sign,
    /// Whether people do it themselves ("resign"), so that it has no agent besides.
    pub(crate) is_own_act: bool,
    /// Whether a possessor is who does it ("his attacks"), not whom it befalls ("his suspension").
    pub(crate) is_of_agent: bool,
    /// Indices of the events that it puts right again.
    pub(crate) undoes: Vec<usize>,
}

/// The words of a language, ready for use.
#[derive(Clone, Debug)]
pub struct Lexicon {
    classes: HashMap<String, Classes>,
    /// Endings of adverbs.
    adverb_endings: Vec<String>,
    pub(crate) verbs: Phrases<(Frame, Form)>,
    /// Each noun with the index of its list of links.
    pub(crate) nouns: Phrases<(Frame, usize)>,
    pub(crate) people: Phrases<(Frame, usize)>,
    pub(crate) adjectives: Phrases<(Frame, usize)>,
    /// Lists of what leads from a word to its target.
    links: Vec<Phrases<()>>,
    pub(crate) stands: Phrases<Sign>,
    /// What stands before and after the name in a hashtag.
    hashtags: Vec<(String, String, Sign)>,
    prefixes: HashMap<String, Sign>,
    pub(crate) events: Vec<Event>,
    pub(crate) event_nouns: Phrases<usize>,
    pub(crate) event_verbs: Phrases<(usize, Form)>,
    pub(crate) judgements: Phrases<Sign>,
    /// What adds one more to a list: "as well as".
    pub(crate) additions: Phrases<()>,
}

impl Lexicon {
    /// English, which is built in.
    ///
    /// # Errors
    /// [`StanceError`] where the built-in files are faulty; a test holds that they are not.
    pub fn english() -> Result<Self, StanceError> {
        Self::from_toml(ENGLISH.0, ENGLISH.1)
    }

    /// A language from the contents of its `stances.toml` and `words.toml`.
    ///
    /// # Errors
    /// [`StanceError`] with file and line of the first fault.
    pub fn from_toml(stances: &str, words: &str) -> Result<Self, StanceError> {
        load::load(stances, words)
    }

    /// The classes of a word in lower case with straight apostrophes.
    pub(crate) fn classes(&self, folded: &str) -> Classes {
        let mut classes = self.classes.get(folded).copied().unwrap_or_default();
        let is_adverb = |ending: &String| folded.len() > ending.len() + 2 && folded.ends_with(ending);
        if self.adverb_endings.iter().any(is_adverb) && !classes.has(Class::OnlyPredicate) {
            classes.insert(Class::Adverb);
        }
        classes
    }

    /// How many words lead to the target of an entry with this list of links; 0 where none of them comes next.
    pub(crate) fn n_link_words<'a>(&self, links: usize, word: impl Fn(usize) -> Option<&'a str>) -> usize {
        self.links[links].longest(word).0
    }

    /// What a hashtag says of the one whose name stands in it. `before` and `after` are the rest of the tag in lower case.
    pub(crate) fn hashtag_sign(&self, before: &str, after: &str) -> Option<Sign> {
        let found = self.hashtags.iter().find(|(head, tail, _)| head == before && tail == after);
        found.map(|(_, _, sign)| *sign)
    }

    /// What a word before a hyphen says of the one whose name stands after it.
    pub(crate) fn prefix_sign(&self, folded: &str) -> Option<Sign> {
        self.prefixes.get(folded).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verb(words: &str) -> Vec<(Sign, Form)> {
        let lexicon = Lexicon::english().unwrap();
        let words = words_of(words);
        let (_, found) = lexicon.verbs.longest(|nth| words.get(nth).map(String::as_str));
        found.into_iter().map(|(frame, form)| (frame.sign, form)).collect()
    }

    #[test]
    fn english_is_sound_and_rich() {
        for (words, sign, form) in [
            ("condemned", -1, Form::PastOrParticiple),
            ("stood up for", 1, Form::PastOrParticiple),
            ("defying", -1, Form::Gerund),
            ("re-elected", 1, Form::PastOrParticiple),
            ("overthrown", -1, Form::Participle),
            ("backs", 1, Form::ThirdPerson),
        ] {
            assert!(verb(words).contains(&(sign, form)), "{words}: {:?}", verb(words));
        }
        assert!(verb("walked").is_empty());
    }

    #[test]
    fn hashtags_take_sides() {
        let lexicon = Lexicon::english().unwrap();
        assert_eq!(lexicon.hashtag_sign("istandwith", ""), Some(1));
        assert_eq!(lexicon.hashtag_sign("", "out"), Some(-1));
        assert_eq!(lexicon.hashtag_sign("", ""), None);
        assert_eq!(lexicon.prefix_sign("anti"), Some(-1));
    }
}
