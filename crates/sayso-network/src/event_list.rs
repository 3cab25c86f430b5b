//! Event lists: CSV with a row for each statement and concept, as DNA and `statements_flat` have them.

use std::io::{BufRead, BufReader, Read};

use csv::{ReaderBuilder, StringRecord};

use crate::agreement::Scale;
use crate::calendar::Dated;
use crate::events::{Collector, Events, Nodes, Row};
use crate::{Duplicates, NetworkError};

/// Reads an event list.
///
/// Its first row names the columns, in any order: `concept` and `agreement`; `person` or `organization` (or both), whichever the
/// nodes are; `document_id` where duplicates are told by it; `time` where there are dates; others are left alone. Names may be
/// written with spaces and in capitals, and `organisation` with an s. Fields are separated by commas, semicolons or tabs,
/// whichever the first row has.
///
/// # Errors
/// [`NetworkError::Row`], with `file` and the line, for a column that is missing, an agreement or a date that cannot be read, or
/// broken CSV.
pub fn read_event_list(
    input: impl Read,
    file: &str,
    nodes: Nodes,
    duplicates: Duplicates,
) -> Result<Events, NetworkError> {
    let row_error = |line, message| NetworkError::Row { file: file.to_owned(), line, message };
    let mut input = BufReader::with_capacity(1 << 16, input);
    let start = input.fill_buf().map_err(|source| NetworkError::Read { path: file.into(), source })?;
    let n_mark = if start.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
    let delimiter = delimiter_of(start);
    input.consume(n_mark);
    let mut reader = ReaderBuilder::new().delimiter(delimiter).from_reader(input);
    let broken = |error: csv::Error| {
        let line = error.position().map_or(1, csv::Position::line);
        row_error(line, message_of(&error))
    };
    let columns = Columns::find(reader.headers().map_err(broken)?, nodes, duplicates);
    let columns = columns.map_err(|message| row_error(1, message))?;
    let mut collector = Collector::default();
    let mut scale = Scale::default();
    let mut record = StringRecord::new();
    while reader.read_record(&mut record).map_err(broken)? {
        let line = || record.position().map_or(1, csv::Position::line);
        let row = columns.row(&record, nodes, &mut scale).map_err(|message| row_error(line(), message))?;
        collector.push(row);
    }
    collector.finish()
}

/// The first of the possible separators in the first row that stands outside quotation marks.
fn delimiter_of(start: &[u8]) -> u8 {
    let mut is_quoted = false;
    for &byte in start {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b',' | b';' | b'\t' if !is_quoted => return byte,
            b'\n' if !is_quoted => break,
            _ => {}
        }
    }
    b','
}

fn message_of(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("has {len} fields where the first row has {expected_len}")
        }
        csv::ErrorKind::Utf8 { .. } => "is not UTF-8".to_owned(),
        _ => error.to_string(),
    }
}

/// Places of the columns that are used.
struct Columns {
    document: Option<usize>,
    person: Option<usize>,
    organization: Option<usize>,
    concept: usize,
    agreement: usize,
    time: Option<usize>,
}

impl Columns {
    fn find(header: &StringRecord, nodes: Nodes, duplicates: Duplicates) -> Result<Self, String> {
        let names: Vec<String> =
            header.iter().map(|name| name.trim().to_lowercase().replace(' ', "_")).collect();
        let place = |name: &str| names.iter().position(|found| found == name);
        let needed = |name: &str| {
            let found = header.iter().collect::<Vec<_>>().join(", ");
            place(name).ok_or_else(|| format!("there is no column {name:?}, only {found}"))
        };
        let columns = Self {
            document: place("document_id"),
            person: place("person"),
            organization: place("organization").or_else(|| place("organisation")),
            concept: needed("concept")?,
            agreement: needed("agreement")?,
            time: place("time"),
        };
        match nodes {
            Nodes::Person if columns.person.is_none() => needed("person").map(|_| ())?,
            Nodes::Organization if columns.organization.is_none() => needed("organization").map(|_| ())?,
            Nodes::Actor if columns.person.or(columns.organization).is_none() => {
                needed("person").map(|_| ())?
            }
            _ => {}
        }
        if duplicates == Duplicates::Document {
            needed("document_id")?;
        }
        if matches!(duplicates, Duplicates::Week | Duplicates::Month | Duplicates::Year) {
            needed("time")?;
        }
        Ok(columns)
    }

    fn row<'a>(&self, record: &'a StringRecord, nodes: Nodes, scale: &mut Scale) -> Result<Row<'a>, String> {
        let cell =
            |place: Option<usize>| place.and_then(|place| record.get(place)).filter(|cell| !cell.is_empty());
        Ok(Row {
            document: cell(self.document).unwrap_or_default(),
            actor: nodes.choose(cell(self.person), cell(self.organization)),
            concept: cell(Some(self.concept)),
            agrees: scale.read(cell(Some(self.agreement)).unwrap_or_default())?,
            dated: cell(self.time).map_or(Ok(None), dated)?,
        })
    }
}

/// The date in a cell; a day without a year (`--02-27`) places nothing in time, and neither does `NA`.
fn dated(cell: &str) -> Result<Option<Dated>, String> {
    if cell.starts_with("--") || cell == "NA" {
        return Ok(None);
    }
    cell.parse().map(Some).map_err(|error: NetworkError| format!("time {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(csv: &str, nodes: Nodes) -> Result<Events, String> {
        read_event_list(csv.as_bytes(), "coded.csv", nodes, Duplicates::Include)
            .map_err(|error| error.to_string())
    }

    #[test]
    fn columns_in_any_order_and_with_other_separators() {
        for csv in [
            "statement_id,document_id,person,organization,concept,agreement\n1,d,Ann,Union,bridge,1\n2,d,,Union,bridge,0\n",
            "\u{FEFF}agreement,concept,organization,person,other\r\ntrue,bridge,Union,Ann,x\r\nFALSE,bridge,Union,,y\r\n",
            "\"statement ID\";\"time\";\"document ID\";\"text\";\"person\";\"organization\";\"agreement\";\"concept\"\n\
             1;2019-03-04 10:00:00;7;\"a, b\";\"Ann\";\"Union\";1;\"bridge\"\n2;2019-03-04 10:00:00;7;\"\";\"\";\"Union\";0;\"bridge\"\n",
            "Person\tOrganisation\tConcept\tAgreement\nAnn\tUnion\tbridge\t1\n\tUnion\tbridge\t-1\n",
        ] {
            let events = read(csv, Nodes::Organization).unwrap();
            assert_eq!((events.n_events(), events.actors.join(",")), (2, "Union".to_owned()), "{csv}");
            let events = read(csv, Nodes::Person).unwrap();
            assert_eq!((events.n_events(), events.left_out().no_actor), (1, 1), "{csv}");
            let events = read(csv, Nodes::Actor).unwrap();
            assert_eq!(events.actors, ["Ann", "Union"], "{csv}");
        }
    }

    #[test]
    fn faults_are_told_with_their_line() {
        let header = "organization,concept,agreement,time\n";
        for (csv, expected) in [
            (format!("{header}A,x,1,\nA,\"x\ny\",2,\n"), "coded.csv:3: agreement \"2\" is neither"),
            (
                format!("{header}A,x,1,04.03.2019\n"),
                "coded.csv:2: time \"04.03.2019\" is no date of the form YYYY",
            ),
            (format!("{header}A,x,1\n"), "coded.csv:2: has 3 fields where the first row has 4"),
            (
                "organization,concept\nA,x\n".to_owned(),
                "coded.csv:1: there is no column \"agreement\", only organization, concept",
            ),
            ("person,concept,agreement\n".to_owned(), "coded.csv:1: there is no column \"organization\""),
            (String::new(), "coded.csv:1: there is no column \"concept\""),
            (format!("{header}A,x,-1,\nA,x,0,\n"), "coded.csv:3: agreement is both 0 and -1"),
        ] {
            let error = read(&csv, Nodes::Organization).unwrap_err();
            assert!(error.starts_with(expected), "{error:?} for {csv:?}");
        }
        let latin = b"organization,concept,agreement\nS\xF8r,x,1\n".as_slice();
        let error =
            read_event_list(latin, "coded.csv", Nodes::Organization, Duplicates::Include).unwrap_err();
        assert_eq!(error.to_string(), "coded.csv:2: is not UTF-8");
    }

    #[test]
    fn columns_are_needed_where_duplicates_are_told_by_them() {
        let csv = "organization,concept,agreement\nA,x,1\n";
        for (duplicates, column) in [(Duplicates::Document, "document_id"), (Duplicates::Week, "time")] {
            let error = read_event_list(csv.as_bytes(), "c", Nodes::Organization, duplicates).unwrap_err();
            assert!(error.to_string().contains(&format!("no column {column:?}")), "{error}");
        }
    }

    #[test]
    fn rows_without_a_stance_are_left_out() {
        let csv = "organization,concept,agreement,time\nA,,,2019\nA,x,,--02-27\nA,x,NA,NA\nA,x,1,2019\n";
        let events = read(csv, Nodes::Organization).unwrap();
        assert_eq!(events.left_out(), crate::LeftOut { no_concept: 1, no_agreement: 2, no_actor: 0 });
    }
}
