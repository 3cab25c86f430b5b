//! What the rules know of a language: its cue words, closed word classes and the parts of names.
//!
//! A language is a folder of five files, `data/reference/lang/<code>/{cues,words,names,given_names,roles}.toml`. Nothing of it is
//! written in code.

mod class;

mod files;

mod load;

mod roles;

use std::collections::HashMap;

use sayso_model::Act;

pub(crate) use class::{Class, Classes};
pub(crate) use roles::{Frame, Office, Turn};

use crate::ExtractError;

/// The files of English, as they are built in.
const ENGLISH: [(&str, &str); 5] = [
    ("cues.toml", include_str!("../../../../data/reference/lang/en/cues.toml")),
    ("words.toml", include_str!("../../../../data/reference/lang/en/words.toml")),
    ("names.toml", include_str!("../../../../data/reference/lang/en/names.toml")),
    ("given_names.toml", include_str!("../../../../data/reference/lang/en/given_names.toml")),
    ("roles.toml", include_str!("../../../../data/reference/lang/en/roles.toml")),
];

/// What may follow a cue verb.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Takes {
    /// “…”
    pub(crate) quotation: bool,
    /// that …
    pub(crate) clause: bool,
    /// if, whether, why …
    pub(crate) question: bool,
    /// the one spoken to, as its object
    pub(crate) addressee: bool,
    /// the vote was late, without "that"
    pub(crate) bare: bool,
    /// to go; behind the one spoken to where it takes one
    pub(crate) infinitive: bool,
    /// the club of theft
    pub(crate) of: bool,
    /// the vote as a farce
    pub(crate) r#as: bool,
}

/// A word that reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cue {
    /// Dictionary form, with the particle of a phrasal verb.
    pub(crate) lemma: String,
    pub(crate) act: Act,
    pub(crate) takes: Takes,
    /// Particle that must follow.
    pub(crate) particle: Option<String>,
}

/// Forms of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Base,
    ThirdPerson,
    /// Past tense only ("wrote").
    Past,
    /// Past participle only ("written").
    Participle,
    /// One form for both ("said").
    PastOrParticiple,
    Gerund,
}

/// What is known of one word form.
#[derive(Clone, Debug, Default)]
pub(crate) struct Word {
    pub(crate) classes: Classes,
    /// Cue verbs of which it is a form: index into the cues, and which form. Phrasal verbs come first.
    pub(crate) verbs: Vec<(usize, Form)>,
    /// The cue noun of which it is a form.
    pub(crate) noun: Option<usize>,
    /// The office that it names.
    pub(crate) office: Option<usize>,
    /// The frames of which it is the verb.
    pub(crate) frames: Vec<usize>,
}

/// A language, ready for use.
#[derive(Clone, Debug)]
pub struct Language {
    words: Vec<Word>,
    index: HashMap<String, usize>,
    cues: Vec<Cue>,
    /// Titles of several words, each as its words in lower case.
    long_titles: Vec<Vec<String>>,
    /// Offices that letters beside a name tell.
    offices: Vec<Office>,
    /// Verbs that tell that somebody belongs to a body.
    frames: Vec<Frame>,
}

impl Language {
    /// English, which is built in.
    ///
    /// # Errors
    /// [`ExtractError`] where the built-in files are faulty; a test holds that they are not.
    pub fn english() -> Result<Self, ExtractError> {
        Self::from_toml(&ENGLISH)
    }

    /// A language from its files: name (for errors) and contents of each, in any order.
    ///
    /// # Errors
    /// [`ExtractError`] with file and line of the first fault.
    pub fn from_toml(files: &[(&str, &str)]) -> Result<Self, ExtractError> {
        load::load(files)
    }

    /// What is known of a word, given in lower case with straight apostrophes.
    pub(crate) fn lookup(&self, folded: &str) -> Option<usize> {
        self.index.get(folded).copied()
    }

    pub(crate) fn word(&self, at: usize) -> &Word {
        &self.words[at]
    }

    pub(crate) fn cue(&self, at: usize) -> &Cue {
        &self.cues[at]
    }

    pub(crate) fn office(&self, at: usize) -> &Office {
        &self.offices[at]
    }

    pub(crate) fn frame(&self, at: usize) -> &Frame {
        &self.frames[at]
    }

    pub(crate) fn long_titles(&self) -> &[Vec<String>] {
        &self.long_titles
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_is_sound_and_rich() {
        let english = Language::english().unwrap();
        let verbs: std::collections::BTreeSet<&str> = english
            .words
            .iter()
            .flat_map(|word| word.verbs.iter())
            .map(|(cue, _)| english.cue(*cue).lemma.as_str())
            .collect();
        assert!(verbs.len() >= 250, "{}", verbs.len());
    }

    fn forms(word: &str) -> Vec<(String, Form)> {
        let english = Language::english().unwrap();
        let Some(at) = english.lookup(word) else { return Vec::new() };
        english.word(at).verbs.iter().map(|(cue, form)| (english.cue(*cue).lemma.clone(), *form)).collect()
    }

    #[test]
    fn cues_are_found_in_every_form() {
        for (word, lemma, form) in [
            ("says", "say", Form::ThirdPerson),
            ("said", "say", Form::PastOrParticiple),
            ("denied", "deny", Form::PastOrParticiple),
            ("denies", "deny", Form::ThirdPerson),
            ("stressing", "stress", Form::Gerund),
            ("wrote", "write", Form::Past),
            ("written", "write", Form::Participle),
            ("argued", "argue", Form::PastOrParticiple),
            ("arguing", "argue", Form::Gerund),
            ("pointed", "point out", Form::PastOrParticiple),
            ("admitted", "admit", Form::PastOrParticiple),
        ] {
            assert!(forms(word).contains(&(lemma.to_owned(), form)), "{word}: {:?}", forms(word));
        }
        assert!(forms("sayed").is_empty());
    }
}
