//! The parts of a statement make up its content, cue and speaker.

use polars::prelude::{DataFrame, Int64Chunked, PolarsResult, StringChunked};

use crate::dataset::{Dataset, integers, texts};
use crate::families::{FAMILIES, Family, Parts};
use crate::sink::{Sink, quoted, table};

/// What stands between the parts of a statement where they are joined.
pub(super) const JOINT: &str = " … ";

const TABLE: &str = "statement_parts";

pub(super) fn test(dataset: &Dataset, sink: &mut Sink<'_>) -> PolarsResult<()> {
    let (Some(parts), Some(frame)) = (Parts::of(dataset), dataset.frame(TABLE)) else { return Ok(()) };
    let Some(columns) = PartColumns::of(frame) else { return Ok(()) };
    let Some(statements) = dataset.frame("statements") else { return Ok(()) };
    let Some(ids) = texts(statements, "statement_id") else { return Ok(()) };
    for family in FAMILIES {
        let (Some(role), Some(name)) = (family.parts, family.words) else { continue };
        let (Some(words), Some(bounds)) = (texts(statements, name), bounds(statements, family)) else {
            continue;
        };
        for (row, (id, words)) in ids.iter().zip(words.iter()).enumerate() {
            let Some(id) = id else { continue };
            let rows = parts.get(id, role);
            numbering(&columns, rows, sink);
            let at = table("statements").row(row).column(name);
            let (Some(first), Some(last)) = (rows.first(), rows.last()) else {
                if words.is_some_and(|words| !words.is_empty()) {
                    sink.error(at, format_args!("has no part of role {role:?} in {TABLE}"));
                }
                continue;
            };
            let outer = (columns.starts.get(*first), columns.ends.get(*last));
            let told = (bounds.0.get(row), bounds.1.get(row));
            if told != outer {
                let (told, outer) = (Bounds(told), Bounds(outer));
                sink.error(at, format_args!("stands from {told}, its parts from {outer}"));
            }
            let joined =
                || rows.iter().map(|row| columns.texts.get(*row).unwrap_or_default()).collect::<Vec<_>>();
            if rows.len() > 1 {
                let joined = joined().join(JOINT);
                let words = words.unwrap_or_default();
                if words != joined {
                    sink.error(at, format_args!("is {}, its parts are {}", quoted(words), quoted(&joined)));
                }
            }
        }
    }
    Ok(())
}

struct PartColumns<'a> {
    numbers: &'a Int64Chunked,
    starts: &'a Int64Chunked,
    ends: &'a Int64Chunked,
    texts: &'a StringChunked,
}

impl<'a> PartColumns<'a> {
    fn of(frame: &'a DataFrame) -> Option<Self> {
        Some(Self {
            numbers: integers(frame, "part")?,
            starts: integers(frame, "start_char")?,
            ends: integers(frame, "end_char")?,
            texts: texts(frame, "text")?,
        })
    }
}

fn bounds<'a>(statements: &'a DataFrame, family: &Family) -> Option<(&'a Int64Chunked, &'a Int64Chunked)> {
    Some((integers(statements, family.start_char)?, integers(statements, family.end_char)?))
}

/// Parts of one statement and role are numbered from 1, in the order of the text, and do not overlap.
fn numbering(columns: &PartColumns<'_>, rows: &[usize], sink: &mut Sink<'_>) {
    for (nth, row) in rows.iter().enumerate() {
        let number = columns.numbers.get(*row);
        if number.is_some_and(|number| number != nth as i64 + 1) {
            sink.error(
                table(TABLE).row(*row).column("part"),
                format_args!("is {}, it is number {} of its role", number.unwrap_or_default(), nth + 1),
            );
        }
    }
    for pair in rows.windows(2) {
        if let (Some(end), Some(start)) = (columns.ends.get(pair[0]), columns.starts.get(pair[1]))
            && start < end
        {
            sink.error(
                table(TABLE).row(pair[1]).column("start_char"),
                format_args!("starts at {start}, before the part before it ends at {end}"),
            );
        }
    }
}

struct Bounds((Option<i64>, Option<i64>));

impl std::fmt::Display for Bounds {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0 {
            (Some(start), Some(end)) => write!(f, "{start} to {end}"),
            _ => f.write_str("nowhere to nowhere"),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::{Sample, Value};

    #[test]
    fn a_statement_of_other_words_than_its_parts() {
        let mut sample = Sample::valid();
        let row = sample.split_statement_row();
        let Value::Text(content) = sample.get("statements", row, "content") else { panic!("content") };
        sample.set("statements", row, "content", Value::from(content.replacen(" … ", ". … ", 1).as_str()));
        sample.join();
        let at = Some(row as u64 + 1);
        sample.publish().finds("parts", "statements", at, Some("content"), "its parts are ");
    }

    #[test]
    fn a_statement_without_parts() {
        let mut sample = Sample::valid();
        let row = sample.single_part_row();
        sample.remove("statement_parts", row);
        let report = sample.publish().check();
        assert_eq!(report.findings.len(), 1, "{report}");
        assert_eq!(
            (report.findings[0].rule, report.findings[0].column.as_deref()),
            ("parts", Some("content"))
        );
        assert_eq!(report.findings[0].message, "has no part of role \"content\" in statement_parts");
    }

    #[test]
    fn parts_that_are_numbered_wrong() {
        let mut sample = Sample::valid();
        let row = sample.single_part_row();
        sample.set("statement_parts", row, "part", Value::Integer(2));
        let at = Some(row as u64 + 1);
        sample.publish().finds(
            "parts",
            "statement_parts",
            at,
            Some("part"),
            "is 2, it is number 1 of its role",
        );
    }
}
