//! `documents`: the texts.

use arrow::array::RecordBatch;
use sayso_model::{DatePrecision, Genre, Vocabulary};

use super::common::{BYTES, CODE_POINTS, DATE_PATTERN, DOCUMENT_ID, to_actor};
use crate::cell::{Cell, Row, batch_of};
use crate::view::{View, count};
use crate::{Column, Table};

pub(crate) static DOCUMENTS: Table = Table {
    name: "documents",
    title: "Documents",
    description: "One row for each text, sorted by id.",
    columns: &[
        DOCUMENT_ID
            .described("Document", "`d` and the first 12 hexadecimal digits of sha256.")
            .unique(),
        Column::text("source", "Source", "File name or URL as given, never an absolute path; in a publication for the public, the id."),
        Column::text("title", "Title", "Title of the text.").nullable(),
        Column::closed("genre", "Genre", "What kind of text it is; `other` where nobody has told.", Genre::WORDS),
        Column::text("lang", "Language", "Language as a BCP 47 tag; `und` where it is not known."),
        Column::text("author_id", "Author", "Who wrote the text.").nullable(),
        Column::text("publisher", "Publisher", "Who published the text.").nullable(),
        Column::text("url", "URL", "Where the text was published.").nullable(),
        Column::text("date", "Date", "When the text was published: ISO 8601, whole or partial.")
            .pattern(DATE_PATTERN)
            .nullable(),
        Column::closed(
            "date_precision",
            "Precision of the date",
            "How much of the date is known; `inferred` where it was worked out from the text.",
            DatePrecision::WORDS,
        ),
        Column::text("sha256", "SHA-256", "SHA-256 of the raw bytes that were read, in hexadecimal; in a publication for the public a keyed hash of it (HMAC-SHA-256).")
            .pattern("^[0-9a-f]{64}$"),
        Column::integer("n_chars", "Length", "How long the text is.").unit(CODE_POINTS),
        Column::integer("n_bytes", "Length in bytes", "How long the text is in UTF-8.").unit(BYTES),
        Column::integer("n_words", "Words", "How many words the text has: runs between white space.").unit("words"),
        Column::text("licence", "Licence", "Licence or rights of the text.").nullable(),
        Column::text(
            "text",
            "Text",
            "The whole text, into which every position points; what `redactions` tells as masked is masked in it. Missing only where \
             a file holds no text at all.",
        )
        .nullable(),
    ],
    primary_key: &["document_id"],
    foreign_keys: &[to_actor("author_id")],
    unique_keys: &[],
};

struct DocumentRow<'a> {
    document_id: &'a str,
    source: &'a str,
    title: Option<&'a str>,
    genre: Genre,
    lang: &'a str,
    author_id: Option<&'a str>,
    publisher: Option<&'a str>,
    url: Option<&'a str>,
    date: Option<&'a str>,
    date_precision: DatePrecision,
    sha256: &'a str,
    n_chars: i64,
    n_bytes: i64,
    n_words: i64,
    licence: Option<&'a str>,
    text: &'a str,
}

impl Row for DocumentRow<'_> {
    const TABLE: &'static Table = &DOCUMENTS;

    fn cells(&self) -> Vec<Cell<'_>> {
        vec![
            self.document_id.into(),
            self.source.into(),
            self.title.into(),
            self.genre.as_str().into(),
            self.lang.into(),
            self.author_id.into(),
            self.publisher.into(),
            self.url.into(),
            self.date.into(),
            self.date_precision.as_str().into(),
            self.sha256.into(),
            self.n_chars.into(),
            self.n_bytes.into(),
            self.n_words.into(),
            self.licence.into(),
            self.text.into(),
        ]
    }
}

pub(super) fn batch(view: &View<'_>) -> RecordBatch {
    let document = view.layers.document;
    let metadata = document.metadata();
    batch_of(&[DocumentRow {
        document_id: document.id().as_str(),
        source: document.source(),
        title: metadata.title.as_deref(),
        genre: metadata.genre.unwrap_or(Genre::Other),
        lang: metadata.lang.as_deref().filter(|lang| !lang.is_empty()).unwrap_or("und"),
        author_id: view.actor_id(view.layers.resolution.document_author),
        publisher: metadata.publisher.as_deref(),
        url: metadata.url.as_deref(),
        date: metadata.date.as_deref(),
        date_precision: metadata.date_precision.unwrap_or_else(|| precision(metadata.date.as_deref())),
        sha256: document.sha256(),
        n_chars: count(document.n_chars()),
        n_bytes: count(document.text().len()),
        n_words: count(document.n_words()),
        licence: metadata.licence.as_deref(),
        text: document.text(),
    }])
}

/// How precise a date is, by how much of it is written.
fn precision(date: Option<&str>) -> DatePrecision {
    match date.map(|date| date.split('-').map(str::len).collect::<Vec<_>>()).as_deref() {
        Some([4]) => DatePrecision::Year,
        Some([4, 2]) => DatePrecision::Month,
        Some([4, 2, 2]) => DatePrecision::Day,
        _ => DatePrecision::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Layers;
    use crate::samples::{Sample, texts};
    use sayso_model::{Document, Extraction, Metadata, Resolution};

    #[test]
    fn precision_follows_the_form_of_the_date() {
        for (date, expected) in [
            (Some("2019"), DatePrecision::Year),
            (Some("2019-03"), DatePrecision::Month),
            (Some("2019-03-04"), DatePrecision::Day),
            (Some("--03-04"), DatePrecision::Unknown),
            (Some("spring"), DatePrecision::Unknown),
            (None, DatePrecision::Unknown),
        ] {
            assert_eq!(precision(date), expected, "{date:?}");
        }
    }

    #[test]
    fn what_nobody_told_has_a_word_for_it() {
        let sample = Sample::letter();
        let batch = batch(&View::new(&sample.layers()));
        assert_eq!(texts(&batch, "genre"), ["letter"]);
        let document = Document::new("a.txt", b"", "", Metadata::default());
        let (extraction, resolution) = (Extraction::default(), Resolution::default());
        let layers = Layers::bare(&document, &[], &extraction, &resolution);
        let batch = super::batch(&View::new(&layers));
        assert_eq!((texts(&batch, "genre"), texts(&batch, "lang")), (vec!["other"], vec!["und"]));
        assert_eq!(texts(&batch, "text"), [""]);
    }
}
