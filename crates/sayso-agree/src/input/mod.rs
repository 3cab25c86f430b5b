//! What coders handed in, as items that can be compared.

mod table;

mod published;

mod coding;

use std::collections::{BTreeMap, BTreeSet};

use crate::error::AgreeError;

use self::table::Table;

/// A stretch of a text: the code point at which it starts, and the one after its last.
pub(crate) type CharRange = (usize, usize);

/// What one coder handed in, or several in one file.
#[derive(Clone, Debug)]
pub struct Source {
    /// The coder, where the files do not name one.
    pub name: String,
    /// Names and contents of CSV files, of which the columns tell what they are: `statements`, `statement_parts`, `stances` and
    /// `documents` as sayso publishes them, in any number of columns, or a coding with `unit_id`, `variable`, `value` and
    /// perhaps `coder_id` and `text`.
    pub files: Vec<(String, String)>,
}

/// What kind of thing an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// A row of `statements`.
    Statement,
    /// A row of `stances`.
    Stance,
    /// A unit of a coding.
    Code,
}

/// What a stretch of text is to its item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Role {
    /// What was said.
    Content,
    /// The words that carry the report.
    Cue,
    /// The words that name the speaker.
    Speaker,
    /// The words on which a stance rests.
    Evidence,
}

/// One thing that a coder found or coded.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    pub(crate) kind: Kind,
    pub(crate) id: String,
    /// Empty where the file does not tell.
    pub(crate) document_id: String,
    pub(crate) spans: Vec<(Role, CharRange)>,
    pub(crate) text: String,
    /// Variable -> value.
    pub(crate) values: BTreeMap<String, String>,
}

impl Item {
    /// The stretches that make it what it is, in text order.
    pub(crate) fn core(&self) -> Vec<CharRange> {
        let is_core = |role: Role| matches!(role, Role::Content | Role::Evidence);
        let spans = self.spans.iter().filter(|(role, _)| is_core(*role));
        let mut core: Vec<CharRange> = spans.map(|(_, range)| *range).collect();
        core.sort_unstable();
        core
    }
}

/// A coder and all that is theirs.
#[derive(Clone, Debug)]
pub(crate) struct Coder {
    pub(crate) name: String,
    pub(crate) items: Vec<Item>,
    /// Which tables were handed in.
    pub(crate) kinds: BTreeSet<Kind>,
    documents: Documents,
}

/// Which documents a coder has read.
#[derive(Clone, Debug)]
enum Documents {
    /// Those that the coder's own table lists.
    Listed(BTreeSet<String>),
    /// Those in which the coder found something.
    Met(BTreeSet<String>),
}

impl Coder {
    fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            items: Vec::new(),
            kinds: BTreeSet::new(),
            documents: Documents::Met(BTreeSet::new()),
        }
    }

    /// Whether everything that is found in `document_id` and not here was passed over, rather than never seen.
    pub(crate) fn has_read(&self, document_id: &str) -> bool {
        let (Documents::Listed(documents) | Documents::Met(documents)) = &self.documents;
        documents.contains(document_id)
    }
}

/// Everything that was handed in.
#[derive(Clone, Debug, Default)]
pub(crate) struct Coding {
    /// In the order in which they came.
    pub(crate) coders: Vec<Coder>,
    /// Documents' texts by id.
    pub(crate) texts: BTreeMap<String, String>,
}

impl Coding {
    /// # Errors
    /// A file that is no table, or none of those that can be compared; something coded twice; fewer than two coders.
    pub(crate) fn read(sources: &[Source]) -> Result<Self, AgreeError> {
        let mut coding = Self::default();
        for source in sources {
            let mut tables = Vec::with_capacity(source.files.len());
            for (file, contents) in &source.files {
                tables.push(Table::read(file, contents)?);
            }
            // parts and documents are about rows of other tables
            tables.sort_by_key(Table::content);
            for table in &tables {
                coding.add(&source.name, table)?;
            }
        }
        if let [] | [_] = coding.coders.as_slice() {
            return Err(AgreeError::TooFewCoders { only: coding.coders.pop().map(|coder| coder.name) });
        }
        Ok(coding)
    }

    /// The coder of that name; a new one where nobody has it.
    fn coder(&mut self, name: &str) -> &mut Coder {
        let at = self.coders.iter().position(|coder| coder.name == name).unwrap_or(self.coders.len());
        if at == self.coders.len() {
            self.coders.push(Coder::new(name));
        }
        &mut self.coders[at]
    }
}
