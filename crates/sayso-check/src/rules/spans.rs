//! The text at each span equals the row's words.

use polars::prelude::PolarsResult;

use crate::dataset::{Dataset, texts};
use crate::families::{FAMILIES, Family, Parts, Places};
use crate::sink::{Sink, quoted, table};

/// Positions are code points, start included and end not. Where a statement's words are several parts, rule `parts` compares them.
pub(super) fn test(dataset: &Dataset, sink: &mut Sink<'_>) -> PolarsResult<()> {
    let parts = Parts::of(dataset).unwrap_or_default();
    for family in FAMILIES {
        if let Some(places) = Places::of(dataset, family) {
            family_of_spans(dataset, family, &places, &parts, sink);
        }
    }
    Ok(())
}

fn family_of_spans<'a>(
    dataset: &'a Dataset,
    family: &Family,
    places: &Places<'a>,
    parts: &Parts<'a>,
    sink: &mut Sink<'_>,
) {
    let column = |name: &str| dataset.frame(family.table).and_then(|frame| texts(frame, name));
    let words = family.words.and_then(column);
    let statement_ids = column("statement_id");
    for (row, (start, end)) in places.starts.iter().zip(places.ends.iter()).enumerate() {
        let at = table(family.table).row(row);
        let (start, end) = match (start, end) {
            (None, None) => continue,
            (Some(start), Some(end)) => (start, end),
            _ => {
                sink.error(
                    at.column(family.start_char),
                    format_args!("only one of start and end has a value"),
                );
                continue;
            }
        };
        let Some(text) = places.text(row) else { continue };
        let Some(found) = text.slice(start, end) else {
            sink.error(
                at.column(family.start_char),
                format_args!("{start} to {end} is no place in a text of {} code points", text.n_chars()),
            );
            continue;
        };
        let Some(words) = words.and_then(|words| words.get(row)) else { continue };
        let n_parts = match (family.parts, statement_ids.and_then(|ids| ids.get(row))) {
            (Some(role), Some(statement_id)) => parts.get(statement_id, role).len(),
            _ => 1,
        };
        if n_parts <= 1 && found != words {
            sink.error(
                at.column(family.words.unwrap_or_default()),
                format_args!("is {}, the text from {start} to {end} is {}", quoted(words), quoted(found)),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::{Sample, Value};
    use crate::sink::quoted;

    /// Each family that has words, with words that are not in the text.
    #[test]
    fn other_words_than_the_text() {
        for (name, row, column) in [
            ("mentions", 0, "surface"),
            ("statements", 0, "content"),
            ("statements", 0, "speaker_surface"),
            ("statements", 0, "cue"),
            ("stances", 0, "evidence"),
            ("affiliations", 0, "evidence"),
        ] {
            let mut sample = Sample::valid();
            let Value::Text(words) = sample.get(name, row, column) else { panic!("{name}.{column}") };
            // another word of the same length, so that counts of words stay right
            let other = format!("Q{}", words.chars().skip(1).collect::<String>());
            sample.set(name, row, column, Value::from(other.as_str()));
            sample.join();
            let expected = format!("is {}, the text from ", quoted(&other));
            sample.publish().finds("spans", name, Some(row as u64 + 1), Some(column), &expected);
        }
    }

    #[test]
    fn other_words_in_a_part() {
        let mut sample = Sample::valid();
        let row = sample.single_part_row();
        sample.set("statement_parts", row, "text", Value::from("not there"));
        sample.publish().finds(
            "spans",
            "statement_parts",
            Some(row as u64 + 1),
            Some("text"),
            "is \"not there\", the text from ",
        );
    }

    #[test]
    fn places_that_are_none() {
        for (name, start, end, start_column, expected) in [
            ("redactions", Some(5), Some(4), "start_char", "5 to 4 is no place in a text of "),
            ("redactions", Some(0), Some(100_000), "start_char", "0 to 100000 is no place"),
            ("redactions", Some(-1), Some(2), "start_char", "-1 to 2 is no place"),
            ("diagnostics", Some(5), Some(4), "start_char", "5 to 4 is no place"),
            ("diagnostics", Some(5), None, "start_char", "only one of start and end"),
        ] {
            let mut sample = Sample::valid();
            let value = |at: Option<i64>| at.map_or(Value::Null, Value::Integer);
            sample.set(name, 0, "start_char", value(start));
            sample.set(name, 0, "end_char", value(end));
            let report = sample.publish().check();
            let found = report.findings.iter().find(|finding| finding.rule == "spans").unwrap();
            assert_eq!((found.row, found.column.as_deref()), (Some(1), Some(start_column)));
            assert!(found.message.starts_with(expected), "{report}");
        }
    }
}
