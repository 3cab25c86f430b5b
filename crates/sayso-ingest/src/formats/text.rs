//! Plain text: a file is a text.

use encoding_rs::Encoding;
use sayso_model::Metadata;

use super::{Content, Format, Reader};
use crate::decode::decode;

pub(super) const FORMAT: Format = Format {
    name: "text",
    extensions: &["txt", "text", "md"],
    description: "each file is a document, in UTF-8, UTF-16 or Windows-1252; Markdown is read as plain text",
    reader: Reader::Whole(read),
};

fn read(bytes: &[u8], forced: Option<&'static Encoding>) -> Content {
    let decoded = decode(bytes, forced);
    Content { text: decoded.text, metadata: Metadata::default(), notes: decoded.notes }
}
