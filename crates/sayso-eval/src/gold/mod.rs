//! Texts and their hand coding, in either of two forms.

mod brat;

mod json_lines;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::attribution::{Attribution, CharRange, Coded, Predictions};
use crate::error::EvalError;
use crate::report::Report;
use crate::score::{score, score_optional};
use crate::text::Text;

/// A document of brat files: every attribution in it counts.
#[derive(Clone, Debug)]
pub(crate) struct CodedDocument {
    pub(crate) text: Text,
    pub(crate) attributions: Vec<Coded>,
}

/// A document of JSON lines.
#[derive(Clone, Debug)]
pub(crate) struct OptionalDocument {
    pub(crate) text: Text,
    pub(crate) rows: Vec<OptionalRow>,
}

/// An attribution that may be one of those that a reader can leave out.
#[derive(Clone, Debug)]
pub(crate) struct OptionalRow {
    pub(crate) attribution: Attribution,
    /// Whether not finding it is a fault.
    pub(crate) is_sure: bool,
}

/// Hand-coded documents, by the file name of their text without `.txt`.
#[derive(Clone, Debug)]
pub struct Gold(Coding);

#[derive(Clone, Debug)]
enum Coding {
    Brat(BTreeMap<String, CodedDocument>),
    JsonLines(BTreeMap<String, OptionalDocument>),
}

/// Reads the hand coding `gold` of the texts `text_dir/STEM.txt`.
///
/// A folder is read as PolNeAR's: `gold/STEM_CODER.ann` in brat's form, of which the alphabetically first coder's counts; a text
/// that nobody coded is passed over. Events whose type starts with `Attribution` are attributions; their arguments `Content`,
/// `Content2` and so on are one content in pieces, and those without content are dropped. Lines that are no annotation are passed
/// over.
///
/// A file `gold.jsonl` has a document a line: `{"doc": STEM, "attributions": [{"source", "cue", "content", "sure"}]}`, with spans
/// as lists of `[start, end]` in code points, `null` where the text names nothing, and `"sure": 0` for what is optional.
///
/// # Errors
/// [`EvalError::Read`] if a file cannot be read, [`EvalError::UnknownGold`] if `gold` is neither form,
/// [`EvalError::Annotation`], [`EvalError::Json`] and [`EvalError::DocumentTwice`] if a line is faulty,
/// [`EvalError::OutsideText`] if a span does not belong to its text.
pub fn read_gold(text_dir: &Path, gold: &Path) -> Result<Gold, EvalError> {
    let metadata = fs::metadata(gold).map_err(|source| EvalError::Read { path: gold.to_owned(), source })?;
    if metadata.is_dir() {
        return Ok(Gold(Coding::Brat(brat::read(text_dir, gold)?)));
    }
    if gold.extension().is_some_and(|extension| extension == "jsonl") {
        return Ok(Gold(Coding::JsonLines(json_lines::read(text_dir, gold)?)));
    }
    Err(EvalError::UnknownGold { path: gold.to_owned() })
}

impl Gold {
    /// How many documents are coded.
    pub fn n_documents(&self) -> usize {
        match &self.0 {
            Coding::Brat(documents) => documents.len(),
            Coding::JsonLines(documents) => documents.len(),
        }
    }

    /// Whether positions in `text` are positions in the coded text of `doc`. True of a document that is not coded.
    ///
    /// Texts differ where a reader drops a byte-order mark or unifies line ends.
    pub fn is_text_of(&self, doc: &str, text: &str) -> bool {
        let coded = match &self.0 {
            Coding::Brat(documents) => documents.get(doc).map(|document| &document.text),
            Coding::JsonLines(documents) => documents.get(doc).map(|document| &document.text),
        };
        coded.is_none_or(|coded| coded.is(text))
    }

    /// Holds `predictions` against the coding. Predictions for documents that are not coded do not count.
    pub fn score(&self, predictions: &Predictions) -> Report {
        match &self.0 {
            Coding::Brat(documents) => {
                let n_predicted = predictions.keys().filter(|doc| documents.contains_key(*doc)).count();
                Report::of_brat(
                    score(documents, predictions),
                    documents.len(),
                    n_predicted,
                    predictions.len(),
                )
            }
            Coding::JsonLines(documents) => Report::of_json_lines(score_optional(documents, predictions)),
        }
    }
}

/// A file's contents as they are, line ends included.
fn read_file(path: &Path) -> Result<String, EvalError> {
    fs::read_to_string(path).map_err(|source| EvalError::Read { path: path.to_owned(), source })
}

/// Refuses a piece that goes beyond the end of the text. Empty pieces stand for nothing.
fn check_within(text: &Text, ranges: &[CharRange], path: &Path, line: usize) -> Result<(), EvalError> {
    match ranges.iter().find(|(start_char, end_char)| start_char < end_char && *end_char > text.n_chars()) {
        Some((start_char, end_char)) => Err(EvalError::OutsideText {
            path: path.to_owned(),
            line,
            start_char: *start_char,
            end_char: *end_char,
            n_chars: text.n_chars(),
        }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_is_told_by_what_gold_is() {
        let dir = tempfile::tempdir().unwrap();
        let path = |name: &str| dir.path().join(name);
        fs::write(path("a.txt"), "It is so.").unwrap();
        fs::write(path("gold.csv"), "").unwrap();
        fs::write(path("gold.jsonl"), "{\"doc\": \"a\", \"attributions\": []}\n").unwrap();
        assert_eq!(read_gold(dir.path(), dir.path()).unwrap().n_documents(), 0);
        assert_eq!(read_gold(dir.path(), &path("gold.jsonl")).unwrap().n_documents(), 1);
        let error = read_gold(dir.path(), &path("gold.csv")).unwrap_err().to_string();
        assert!(error.ends_with("gold.csv: gold is a folder of .ann files or a .jsonl file"), "{error}");
        let error = read_gold(dir.path(), &path("none")).unwrap_err();
        assert!(matches!(error, EvalError::Read { .. }), "{error}");
    }

    #[test]
    fn texts_are_told_apart() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("a.txt"), "It is\r\nso.").unwrap();
        fs::write(dir.path().join("a_x.ann"), "").unwrap();
        let gold = read_gold(dir.path(), dir.path()).unwrap();
        assert!(gold.is_text_of("a", "It is\r\nso.") && gold.is_text_of("b", "other"));
        assert!(!gold.is_text_of("a", "It is\nso."));
    }
}
