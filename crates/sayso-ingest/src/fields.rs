//! Which columns hold the text and what is known about it.

use sayso_model::{Genre, Metadata, Vocabulary};

use crate::date::iso_date;
use crate::note::{Note, printable};
use crate::{IngestError, ReadOptions};

/// Columns that hold the text where no option names one, the likeliest first.
const TEXT_COLUMNS: &[&str] = &["text", "body", "content", "full_text", "article"];

/// What a metadata column can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    Title,
    Genre,
    Lang,
    Author,
    Publisher,
    Url,
    Date,
    Licence,
    /// The row's own name in its collection; it becomes part of the source.
    Id,
}

/// Each field, its name, and the columns that hold it where no option names one.
const FIELDS: &[(Field, &str, &[&str])] = &[
    (Field::Title, "title", &["title"]),
    (Field::Genre, "genre", &["genre"]),
    (Field::Lang, "lang", &["lang", "language"]),
    (Field::Author, "author", &["author"]),
    (Field::Publisher, "publisher", &["publisher"]),
    (Field::Url, "url", &["url"]),
    (Field::Date, "date", &["date"]),
    (Field::Licence, "licence", &["licence", "license"]),
    (Field::Id, "id", &["id"]),
];

/// The columns to look for.
#[derive(Clone, Debug)]
pub(crate) struct Wanted {
    text_column: Option<String>,
    /// For each of [`FIELDS`], the column that an option names.
    named: Vec<Option<String>>,
}

/// Where the wanted columns stand among the columns of a table or row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Columns {
    /// The text.
    pub(crate) text: Option<usize>,
    /// Metadata.
    pub(crate) fields: Vec<(Field, usize)>,
    /// Columns that options name and that are not there.
    pub(crate) missing: Vec<String>,
}

impl Wanted {
    pub(crate) fn new(options: &ReadOptions) -> Result<Self, IngestError> {
        let mut named = vec![None; FIELDS.len()];
        for (field, column) in &options.columns {
            let at =
                FIELDS.iter().position(|(_, name, aliases)| name == field || aliases.contains(&&**field));
            let Some(at) = at else {
                let known: Vec<&str> = FIELDS.iter().map(|(_, name, _)| *name).collect();
                return Err(IngestError::UnknownField { field: field.clone(), known: known.join(", ") });
            };
            named[at] = Some(column.clone());
        }
        Ok(Self { text_column: options.text_column.clone(), named })
    }

    /// Finds the wanted columns among `names`. Names that options give are matched exactly, others in any case.
    pub(crate) fn find(&self, names: &[&str]) -> Columns {
        let exactly = |column: &str| names.iter().position(|name| *name == column);
        let any_of = |candidates: &[&str]| {
            candidates
                .iter()
                .find_map(|candidate| names.iter().position(|name| name.eq_ignore_ascii_case(candidate)))
        };
        let text = match &self.text_column {
            Some(column) => exactly(column),
            None => any_of(TEXT_COLUMNS),
        };
        let mut columns = Columns { text, fields: Vec::new(), missing: Vec::new() };
        for ((field, _, aliases), named) in FIELDS.iter().zip(&self.named) {
            let at = match named {
                Some(column) => exactly(column),
                None => any_of(aliases),
            };
            match (at, named) {
                (Some(at), _) => columns.fields.push((*field, at)),
                (None, Some(column)) => columns.missing.push(column.clone()),
                (None, None) => {}
            }
        }
        columns
    }

    /// Whether a column of this name could be one of the wanted ones.
    pub(crate) fn has(&self, name: &str) -> bool {
        let found = self.find(&[name]);
        found.text.is_some() || !found.fields.is_empty()
    }

    /// The note about a table without a text column.
    pub(crate) fn no_text_column(&self) -> Note {
        let message = match &self.text_column {
            Some(column) => format!("has no column {column:?}"),
            None => format!("has no text column; looked for {}", TEXT_COLUMNS.join(", ")),
        };
        Note::error("no_text_column", message)
    }
}

impl Columns {
    /// Notes about columns that options name and that are not there.
    pub(crate) fn notes(&self) -> impl Iterator<Item = Note> + '_ {
        self.missing.iter().map(|column| Note::warning("missing_column", format!("has no column {column:?}")))
    }
}

/// Puts `value` where `field` belongs; a blank value is none. Says in `notes` what it could not use.
///
/// [`Field::Id`] is not metadata of a text and is left to the caller.
pub(crate) fn set(metadata: &mut Metadata, field: Field, value: &str, notes: &mut Vec<Note>) {
    let value = value.trim();
    if value.is_empty() {
        return;
    }
    let told = Some(value.to_owned());
    match field {
        Field::Title => metadata.title = told,
        Field::Author => metadata.author = told,
        Field::Publisher => metadata.publisher = told,
        Field::Url => metadata.url = told,
        Field::Licence => metadata.licence = told,
        Field::Id => {}
        Field::Genre => {
            metadata.genre = Genre::from_word(&value.to_lowercase());
            if metadata.genre.is_none() {
                metadata.genre = Some(Genre::Other);
                notes.push(unusable("unknown_genre", "genre", value, "taken as \"other\""));
            }
        }
        Field::Lang => {
            metadata.lang = is_language_tag(value).then_some(told).flatten();
            if metadata.lang.is_none() {
                notes.push(unusable("unknown_language", "language", value, "no BCP 47 tag, left out"));
            }
        }
        Field::Date => {
            metadata.date = iso_date(value);
            if metadata.date.is_none() {
                notes.push(unusable("bad_date", "date", value, "no ISO 8601 date, left out"));
            }
        }
    }
}

fn unusable(code: &'static str, what: &str, value: &str, outcome: &str) -> Note {
    let shown: String = printable(value.as_bytes()).chars().take(60).collect();
    Note::warning(code, format!("{what} \"{shown}\" is {outcome}"))
}

/// Whether `tag` has the shape of a BCP 47 tag whose language has two or three letters (`en`, `en-GB`, `zh-Hant-TW`).
pub(crate) fn is_language_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    (2..=3).contains(&language.len())
        && language.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(text_column: Option<&str>, columns: &[(&str, &str)]) -> Wanted {
        let columns = columns.iter().map(|(field, name)| ((*field).into(), (*name).into())).collect();
        let options =
            ReadOptions { text_column: text_column.map(Into::into), columns, ..ReadOptions::default() };
        Wanted::new(&options).unwrap()
    }

    #[test]
    fn likelier_text_columns_come_first() {
        let columns = wanted(None, &[]).find(&["content", "Body", "license"]);
        assert_eq!(columns, Columns { text: Some(1), fields: vec![(Field::Licence, 2)], missing: vec![] });
    }

    #[test]
    fn options_name_columns() {
        let wanted = wanted(Some("words"), &[("author", "by"), ("license", "terms")]);
        let columns = wanted.find(&["text", "author", "by"]);
        assert_eq!((columns.text, columns.fields), (None, vec![(Field::Author, 2)]));
        assert_eq!(columns.missing, ["terms"]);
        assert!(wanted.no_text_column().message.contains("\"words\""));
    }

    #[test]
    fn a_field_that_is_none_is_refused() {
        let options =
            ReadOptions { columns: [("autor".into(), "a".into())].into(), ..ReadOptions::default() };
        let error = Wanted::new(&options).unwrap_err().to_string();
        assert!(
            error.starts_with("unknown metadata field \"autor\"; the fields are title, genre"),
            "{error}"
        );
    }

    #[test]
    fn values_that_cannot_be_used_are_told() {
        let (mut metadata, mut notes) = (Metadata::default(), Vec::new());
        for (field, value) in [
            (Field::Genre, "Sermon"),
            (Field::Lang, "English"),
            (Field::Date, "last week"),
            (Field::Title, "  "),
            (Field::Author, " Ann "),
        ] {
            set(&mut metadata, field, value, &mut notes);
        }
        let expected =
            Metadata { genre: Some(Genre::Other), author: Some("Ann".into()), ..Metadata::default() };
        assert_eq!(metadata, expected);
        let codes: Vec<_> = notes.iter().map(|note| note.code).collect();
        assert_eq!(codes, ["unknown_genre", "unknown_language", "bad_date"]);
    }
}
