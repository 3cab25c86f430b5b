//! Names and coreference held against hand coding in CoNLL-U with `Entity=`, as GUM has it.

mod language;

mod conllu;

mod mention;

mod baseline;

mod clusters;

mod score;

mod report;

use std::collections::BTreeMap;
use std::path::Path;

use crate::attribution::CharRange;
use crate::error::EvalError;

use self::mention::CodedMention;
pub use self::report::EntityReport;

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameKind {
    /// A person.
    Person,
    /// A body.
    Organisation,
}

/// What was found in one document, in code points of its text.
#[derive(Clone, Debug, Default)]
pub struct FoundEntities {
    /// Names of people and bodies.
    pub names: Vec<(CharRange, NameKind)>,
    /// Nominals and pronouns, each with the words that it points back at, as the reader sees them.
    pub links: Vec<(CharRange, CharRange)>,
    /// The words for each actor: mentions that the tables show as one.
    pub actors: Vec<Vec<CharRange>>,
}

/// Hand-coded documents.
#[derive(Clone, Debug)]
pub struct CodedEntities {
    documents: Vec<CodedText>,
}

/// One hand-coded document.
#[derive(Clone, Debug)]
struct CodedText {
    id: String,
    text: String,
    /// In text order.
    mentions: Vec<CodedMention>,
}

impl CodedEntities {
    /// Reads a CoNLL-U file, which may be compressed (`.gz`).
    ///
    /// The text of a document is put together from its words, `SpaceAfter=No` and `# newpar`; `# newdoc id` begins a document.
    /// `# global.Entity` tells the parts of `Entity=`. Of each entity the words around its head make the mention: a run of proper
    /// nouns is a name, without "the" and titles; a common noun with all before it a nominal; one pronoun a pronoun. Others are
    /// passed over.
    ///
    /// # Errors
    /// [`EvalError::Read`] if the file cannot be read, [`EvalError::Conllu`] for a line that is no CoNLL-U, with its number.
    pub fn read(path: &Path) -> Result<Self, EvalError> {
        let read = |document: conllu::ConlluDocument| CodedText {
            mentions: mention::mentions(&document),
            id: document.id,
            text: document.text,
        };
        Ok(Self { documents: conllu::read(path)?.into_iter().map(read).collect() })
    }

    /// Id and text of each document.
    pub fn texts(&self) -> impl ExactSizeIterator<Item = (&str, &str)> {
        self.documents.iter().map(|document| (document.id.as_str(), document.text.as_str()))
    }

    /// Holds what was found, by the ids of documents, against the coding.
    pub fn score(&self, found: &BTreeMap<String, FoundEntities>) -> EntityReport {
        score::score(&self.documents, found)
    }
}
