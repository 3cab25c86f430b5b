//! What can be wrong with the files of an annotation tool.

use std::fmt;

/// Where something is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place(Box<Parts>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Parts {
    file: String,
    line: Option<usize>,
    key: String,
}

impl Place {
    /// The file as a whole.
    pub fn file(file: &str) -> Self {
        Self(Box::new(Parts { file: file.to_owned(), line: None, key: String::new() }))
    }

    /// The same file at a line, from 1.
    pub fn line(&self, line: usize) -> Self {
        Self(Box::new(Parts { line: Some(line), ..(*self.0).clone() }))
    }

    /// A value within the place: `[3]` of a list, `.name` of an object.
    pub fn value(&self, key: impl fmt::Display) -> Self {
        let key = format!("{}{key}", self.0.key);
        Self(Box::new(Parts { key: key.trim_start_matches('.').to_owned(), ..(*self.0).clone() }))
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Parts { file, line, key } = &*self.0;
        f.write_str(file)?;
        if let Some(line) = line {
            write!(f, ":{line}")?;
        }
        if !key.is_empty() {
            write!(f, ": {key}")?;
        }
        Ok(())
    }
}

/// A file that cannot be read, or does not fit the dataset.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AnnotateError {
    /// A table of the dataset points outside its text.
    #[error("{table}: {id} stands at {start_char}..{end_char}, and the text has {n_chars} characters")]
    Published {
        /// The table.
        table: &'static str,
        /// The row.
        id: String,
        /// Start, in code points.
        start_char: usize,
        /// End, in code points.
        end_char: usize,
        /// Length of the text.
        n_chars: usize,
    },
    /// Nothing to read.
    #[error("there is no {what} in {path}")]
    NothingThere {
        /// What was looked for.
        what: &'static str,
        /// Where.
        path: String,
    },
    /// A file that is not of its form.
    #[error("{place}: {message}")]
    Malformed {
        /// Where.
        place: Place,
        /// What its reader says.
        message: String,
    },
    /// Something that must be there.
    #[error("{place}: there is no {what}")]
    Missing {
        /// Where.
        place: Place,
        /// What is missing.
        what: String,
    },
    /// A word that is none of a closed list.
    #[error("{place}: {word:?} is none of {words}")]
    Word {
        /// Where.
        place: Place,
        /// What stands there.
        word: String,
        /// What may stand there.
        words: String,
    },
    /// A position that the text does not have.
    #[error("{place}: {start}..{end} is not within the {n_chars} characters of the text")]
    Outside {
        /// Where.
        place: Place,
        /// Start.
        start: usize,
        /// End.
        end: usize,
        /// Length of the text, in code points.
        n_chars: usize,
    },
    /// Words that do not stand where they are said to.
    #[error("{place}: the words are {told:?}, and at {start}..{end} the text has {found:?}")]
    OtherWords {
        /// Where.
        place: Place,
        /// Start.
        start: usize,
        /// End.
        end: usize,
        /// The words that the file tells.
        told: String,
        /// The words of the text.
        found: String,
    },
    /// A document that the dataset does not have.
    #[error("{place}: {document:?} is no document of the dataset")]
    NoDocument {
        /// Where.
        place: Place,
        /// Its id.
        document: String,
    },
    /// A document of which there are two.
    #[error("{place}: {document} was read before")]
    Twice {
        /// Where.
        place: Place,
        /// Its id.
        document: String,
    },
    /// A document whose text was changed.
    #[error(
        "{place}: the text is not that of {document} in the dataset; they differ from character {at_char} on"
    )]
    OtherText {
        /// Where.
        place: Place,
        /// Its id.
        document: String,
        /// The first that differs, counted from 0.
        at_char: usize,
    },
    /// An id that nothing in the file has.
    #[error("{place}: {id:?} is no {what} of this document")]
    Dangling {
        /// Where.
        place: Place,
        /// The id.
        id: String,
        /// What it should be.
        what: &'static str,
    },
    /// Something of which there may be one.
    #[error("{place}: this {what} has two values for {key}: {one:?} and {other:?}")]
    Several {
        /// Where.
        place: Place,
        /// What has them.
        what: &'static str,
        /// Of what.
        key: &'static str,
        /// The first.
        one: String,
        /// The second.
        other: String,
    },
    /// A value whose owner is not clear.
    #[error(
        "{place}: {n_marks} {what} stand at {start_char}..{end_char}, so it is not clear whose {key} this is"
    )]
    Unclear {
        /// Where.
        place: Place,
        /// How many could be meant.
        n_marks: usize,
        /// What they are.
        what: &'static str,
        /// The value.
        key: &'static str,
        /// Start.
        start_char: usize,
        /// End.
        end_char: usize,
    },
}
