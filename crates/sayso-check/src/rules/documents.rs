//! Documents have their ids by their hashes, and their lengths by their texts.

use polars::prelude::PolarsResult;

use crate::dataset::{Dataset, integers, texts};
use crate::sink::{Sink, quoted, table};

const TABLE: &str = "documents";

pub(super) fn test(dataset: &Dataset, sink: &mut Sink<'_>) -> PolarsResult<()> {
    hashes(dataset, sink);
    lengths(dataset, sink);
    sources(dataset, sink);
    words(dataset, sink);
    Ok(())
}

/// `sha256` is one, and starts like the id.
fn hashes(dataset: &Dataset, sink: &mut Sink<'_>) {
    let Some(frame) = dataset.frame(TABLE) else { return };
    let (Some(ids), Some(hashes)) = (texts(frame, "document_id"), texts(frame, "sha256")) else { return };
    for (row, (id, hash)) in ids.iter().zip(hashes.iter()).enumerate() {
        let (Some(id), Some(hash)) = (id, hash) else { continue };
        let is_hash = hash.len() == 64 && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        if !is_hash {
            sink.error(
                table(TABLE).row(row).column("sha256"),
                format_args!("{} is no SHA-256 in hexadecimal", quoted(hash)),
            );
        } else if id.strip_prefix('d') != Some(&hash[..12]) {
            sink.error(
                table(TABLE).row(row).column("document_id"),
                format_args!("{} is not \"d{}\", after its sha256", quoted(id), &hash[..12]),
            );
        }
    }
}

/// `n_chars`, `n_bytes` and `n_words` are those of `text`.
fn lengths(dataset: &Dataset, sink: &mut Sink<'_>) {
    let Some(frame) = dataset.frame(TABLE) else { return };
    let Some(values) = texts(frame, "text") else { return };
    for (name, count) in [
        ("n_chars", (|text| text.chars().count()) as fn(&str) -> usize),
        ("n_bytes", str::len),
        ("n_words", count_words),
    ] {
        let Some(counts) = integers(frame, name) else { continue };
        for (row, (text, told)) in values.iter().zip(counts.iter()).enumerate() {
            let counted = count(text.unwrap_or_default());
            if let Some(told) = told.filter(|told| usize::try_from(*told) != Ok(counted)) {
                sink.error(
                    table(TABLE).row(row).column(name),
                    format_args!("is {told}, the text has {counted}"),
                );
            }
        }
    }
}

/// A source is a name, never a place on the machine that made the tables.
fn sources(dataset: &Dataset, sink: &mut Sink<'_>) {
    let Some(frame) = dataset.frame(TABLE) else { return };
    let Some(sources) = texts(frame, "source") else { return };
    for (row, source) in sources.iter().enumerate() {
        let Some(source) = source else { continue };
        let has_drive =
            matches!(source.as_bytes(), [drive, b':', b'\\' | b'/', ..] if drive.is_ascii_alphabetic());
        if source.starts_with(['/', '\\']) || has_drive {
            sink.error(
                table(TABLE).row(row).column("source"),
                format_args!("{} is an absolute path", quoted(source)),
            );
        }
    }
}

/// `n_words` of statements is that of their content: runs between white space that hold a letter or digit.
fn words(dataset: &Dataset, sink: &mut Sink<'_>) {
    let Some(frame) = dataset.frame("statements") else { return };
    let (Some(contents), Some(counts)) = (texts(frame, "content"), integers(frame, "n_words")) else {
        return;
    };
    for (row, (content, told)) in contents.iter().zip(counts.iter()).enumerate() {
        let (Some(content), Some(told)) = (content, told) else { continue };
        let is_word = |run: &&str| run.contains(char::is_alphanumeric);
        let counted = content.split_whitespace().filter(is_word).count();
        if usize::try_from(told) != Ok(counted) {
            sink.error(
                table("statements").row(row).column("n_words"),
                format_args!("is {told}, the content has {counted}"),
            );
        }
    }
}

fn count_words(text: &str) -> usize {
    text.split_whitespace().count()
}

#[cfg(test)]
mod tests {
    use crate::sample::{Sample, Value};

    #[test]
    fn hashes_lengths_and_sources() {
        let other_hash = "0".repeat(64);
        for (column, told_of, value, expected) in [
            ("sha256", "sha256", Value::from("ABC"), "\"ABC\" is no SHA-256 in hexadecimal"),
            ("sha256", "document_id", Value::from(other_hash.as_str()), "is not \"d000000000000\""),
            ("n_chars", "n_chars", Value::Integer(7), "is 7, the text has "),
            ("n_bytes", "n_bytes", Value::Integer(7), "is 7, the text has "),
            ("n_words", "n_words", Value::Integer(7), "is 7, the text has "),
            ("source", "source", Value::from("/tmp/a/b.txt"), "\"/tmp/a/b.txt\" is an absolute path"),
            ("source", "source", Value::from("C:\\b.txt"), "is an absolute path"),
        ] {
            let mut sample = Sample::valid();
            sample.set("documents", 0, column, value);
            let report = sample.publish().check();
            let rules: Vec<&str> = report.findings.iter().map(|finding| finding.rule).collect();
            let found = report.findings.iter().find(|finding| finding.rule == "documents").unwrap();
            assert!(rules.iter().all(|rule| ["documents", "pattern"].contains(rule)), "{report}");
            assert_eq!((found.row, found.column.as_deref()), (Some(1), Some(told_of)), "{report}");
            assert!(found.message.contains(expected), "{report}");
        }
    }

    #[test]
    fn words_of_statements() {
        let mut sample = Sample::valid();
        sample.set("statements", 0, "n_words", Value::Integer(99));
        sample.join();
        sample.publish().finds(
            "documents",
            "statements",
            Some(1),
            Some("n_words"),
            "is 99, the content has ",
        );
    }
}
