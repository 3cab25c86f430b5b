//! How texts are to be read.

use std::collections::BTreeMap;

use encoding_rs::Encoding;

use crate::IngestError;
use crate::fields::Wanted;

/// How texts are to be read. The default suits most collections.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadOptions {
    /// The most bytes that one text, or one row of a table of texts, may have; larger ones are refused unread.
    pub max_bytes: u64,
    /// Encoding of all texts, by its WHATWG label (`utf-8`, `windows-1252`, `utf-16le`, …); found out for each text if absent.
    pub encoding: Option<String>,
    /// The column that holds the text; if absent, the first of `text`, `body`, `content`, `full_text`, `article` that is there.
    pub text_column: Option<String>,
    /// Metadata field -> name of the column that holds it, for columns that do not bear their field's name.
    pub columns: BTreeMap<String, String>,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self { max_bytes: 50_000_000, encoding: None, text_column: None, columns: BTreeMap::new() }
    }
}

/// Options that have been found to make sense.
pub(crate) struct Plan {
    pub(crate) max_bytes: u64,
    pub(crate) encoding: Option<&'static Encoding>,
    pub(crate) wanted: Wanted,
}

impl Plan {
    pub(crate) fn new(options: &ReadOptions) -> Result<Self, IngestError> {
        let encoding = match &options.encoding {
            None => None,
            Some(label) => Some(
                Encoding::for_label_no_replacement(label.as_bytes())
                    .ok_or_else(|| IngestError::UnknownEncoding { label: label.clone() })?,
            ),
        };
        Ok(Self { max_bytes: options.max_bytes, encoding, wanted: Wanted::new(options)? })
    }
}
