//! Provenance sidecars: `letter.txt.provenance.toml` tells where `letter.txt` comes from.

use std::path::{Path, PathBuf};

use sayso_model::{DatePrecision, Genre, Metadata, Vocabulary};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use crate::IngestError;
use crate::date::iso_date;
use crate::fields::is_language_tag;

/// What a sidecar's name adds to the name of the file that it is about.
pub(crate) const SUFFIX: &str = ".provenance.toml";

/// What a sidecar tells. Every key is optional; a key that is not here is refused.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Sidecar {
    title: Option<String>,
    author: Option<String>,
    publisher: Option<String>,
    url: Option<String>,
    #[serde(deserialize_with = "date")]
    date: Option<String>,
    #[serde(deserialize_with = "word::<_, DatePrecision>")]
    date_precision: Option<DatePrecision>,
    #[serde(deserialize_with = "word::<_, Genre>")]
    genre: Option<Genre>,
    #[serde(deserialize_with = "lang")]
    lang: Option<String>,
    licence: Option<String>,
    /// Where the text comes from, in words.
    origin: Option<String>,
    /// When it was read.
    #[serde(rename = "date_read", deserialize_with = "date")]
    _date_read: Option<String>,
    #[serde(deserialize_with = "sha256")]
    sha256: Option<String>,
    #[serde(rename = "corrections")]
    _corrections: Vec<Correction>,
}

/// A known error of the source. It is told, never mended: the text stays as it was published.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Correction {
    /// The words as they stand.
    #[serde(rename = "text")]
    _text: String,
    /// What they should be.
    #[serde(rename = "correct")]
    _correct: String,
    /// How that is known.
    #[serde(rename = "reason")]
    _reason: String,
}

/// What is known of a file from beside it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Provenance {
    pub(crate) metadata: Metadata,
    /// Where it comes from, in words.
    pub(crate) origin: Option<String>,
    /// SHA-256 that the file should have, in small hexadecimal digits.
    pub(crate) sha256: Option<String>,
}

/// The sidecar of `file`, if there is one.
///
/// # Errors
/// [`IngestError::Sidecar`] if it cannot be read, is no TOML, or has a key or a value that is not allowed.
pub(crate) fn provenance_of(file: &Path) -> Result<Provenance, IngestError> {
    let path = path_for(file);
    match std::fs::read_to_string(&path) {
        Ok(contents) => parse(&path, &contents),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Provenance::default()),
        Err(error) => {
            Err(IngestError::Sidecar { file: path, line: 1, reason: format!("cannot be read: {error}") })
        }
    }
}

fn path_for(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(SUFFIX);
    PathBuf::from(name)
}

fn parse(path: &Path, contents: &str) -> Result<Provenance, IngestError> {
    let sidecar: Sidecar = toml::from_str(contents).map_err(|error| {
        let before = error.span().and_then(|span| contents.get(..span.start)).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        IngestError::Sidecar { file: path.to_owned(), line, reason: error.message().replace('\n', " ") }
    })?;
    let metadata = Metadata {
        title: sidecar.title,
        genre: sidecar.genre,
        lang: sidecar.lang,
        author: sidecar.author,
        publisher: sidecar.publisher,
        url: sidecar.url,
        date: sidecar.date,
        date_precision: sidecar.date_precision,
        licence: sidecar.licence,
    };
    Ok(Provenance { metadata, origin: sidecar.origin, sha256: sidecar.sha256 })
}

fn word<'de, D: Deserializer<'de>, V: Vocabulary>(deserializer: D) -> Result<Option<V>, D::Error> {
    let word = String::deserialize(deserializer)?;
    let value = V::from_word(&word);
    value.map(Some).ok_or_else(|| D::Error::custom(format!("{word:?} is none of {}", V::WORDS.join(", "))))
}

fn date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    checked(deserializer, |value| iso_date(value).as_deref() == Some(value), "no ISO 8601 date")
}

fn lang<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    checked(deserializer, is_language_tag, "no BCP 47 language tag")
}

fn sha256<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    let is_sha256 = |value: &str| value.len() == 64 && value.bytes().all(is_digit);
    checked(deserializer, is_sha256, "no SHA-256 in 64 small hexadecimal digits")
}

fn checked<'de, D: Deserializer<'de>>(
    deserializer: D,
    is_valid: impl Fn(&str) -> bool,
    complaint: &str,
) -> Result<Option<String>, D::Error> {
    let value = String::deserialize(deserializer)?;
    if is_valid(&value) {
        Ok(Some(value))
    } else {
        Err(D::Error::custom(format!("{value:?} is {complaint}")))
    }
}

/// What `told` says, and what `otherwise` says where `told` says nothing.
pub(crate) fn merge(told: Metadata, otherwise: &Metadata) -> Metadata {
    let or = |told: Option<String>, other: &Option<String>| told.or_else(|| other.clone());
    let date_precision = match told.date {
        Some(_) => told.date_precision,
        None => otherwise.date_precision,
    };
    Metadata {
        title: or(told.title, &otherwise.title),
        genre: told.genre.or(otherwise.genre),
        lang: or(told.lang, &otherwise.lang),
        author: or(told.author, &otherwise.author),
        publisher: or(told.publisher, &otherwise.publisher),
        url: or(told.url, &otherwise.url),
        date: or(told.date, &otherwise.date),
        date_precision,
        licence: or(told.licence, &otherwise.licence),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complaint(contents: &str) -> String {
        parse(Path::new("a.txt.provenance.toml"), contents).unwrap_err().to_string()
    }

    #[test]
    fn tells_what_is_known() {
        let sha256 = "ab".repeat(32);
        let contents = format!(
            "author = \"Ann\"\ndate = \"2019-03\"\ndate_precision = \"inferred\"\ngenre = \"blog\"\norigin = \"a box\"\n\
             date_read = \"2026-01-02\"\nsha256 = \"{sha256}\"\n[[corrections]]\ntext = \"teh\"\ncorrect = \"the\"\n\
             reason = \"slip\"\n"
        );
        let provenance = parse(Path::new("x"), &contents).unwrap();
        assert_eq!(provenance.sha256, Some(sha256));
        assert_eq!(provenance.origin.as_deref(), Some("a box"));
        assert_eq!(provenance.metadata.genre, Some(Genre::Blog));
        assert_eq!(provenance.metadata.date_precision, Some(DatePrecision::Inferred));
        assert_eq!(provenance.metadata.author.as_deref(), Some("Ann"));
    }

    #[test]
    fn complaints_name_file_and_line() {
        let cases = [
            ("title = \"a\"\nauthr = \"b\"\n", ":2: unknown field `authr`"),
            ("title = \"a\n", ":1: "),
            ("\n\ngenre = \"sermon\"\n", ":3: \"sermon\" is none of blog, news"),
            ("date = \"4 March\"\n", ":1: \"4 March\" is no ISO 8601 date"),
            ("lang = \"English\"\n", ":1: \"English\" is no BCP 47"),
            ("# x\nsha256 = \"12\"\n", ":2: \"12\" is no SHA-256"),
            ("[[corrections]]\ntext = \"a\"\ncorrect = \"b\"\n", ":1: missing field `reason`"),
        ];
        for (contents, expected) in cases {
            let complaint = complaint(contents);
            assert!(complaint.starts_with(&format!("a.txt.provenance.toml{expected}")), "{complaint}");
        }
    }

    #[test]
    fn a_date_keeps_its_own_precision() {
        let row = Metadata { date: Some("2020".into()), ..Metadata::default() };
        let file = Metadata {
            date: Some("2019".into()),
            date_precision: Some(DatePrecision::Inferred),
            ..row.clone()
        };
        assert_eq!(merge(row.clone(), &file), row);
        assert_eq!(merge(Metadata::default(), &file), file);
    }
}
