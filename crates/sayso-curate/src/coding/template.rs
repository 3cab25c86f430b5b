//! Published statements and stances, laid out to be looked at and filled in.

use std::collections::BTreeMap;
use std::io::Read;

use csv::StringRecord;

use crate::csv_rows::{quoted, safe};
use crate::error::CurateError;
use crate::published_table::{Table, cell};

/// The CSV files of a dataset.
#[derive(Debug)]
pub struct PublishedRows<R> {
    /// `statements.csv`.
    pub statements: R,
    /// `stances.csv`.
    pub stances: R,
    /// `actors.csv`.
    pub actors: R,
    /// `issues.csv`.
    pub issues: R,
}

/// Columns of a coding file, in order. `…_name` and the last of them explain and are not read back.
const COLUMNS: [&str; 27] = [
    "review_status",
    "note",
    "document_id",
    "statement_id",
    "content",
    "speaker_id",
    "speaker_name",
    "speaker_surface",
    "mode",
    "act",
    "is_negated",
    "is_hypothetical",
    "start_char",
    "stance_id",
    "holder_id",
    "holder_name",
    "target_type",
    "target_id",
    "target_name",
    "polarity",
    "score",
    "is_explicit",
    "evidence",
    "evidence_start_char",
    "method",
    "rule_id",
    "confidence",
];

/// Columns that are taken from `statements`.
const OF_STATEMENTS: [&str; 14] = [
    "document_id",
    "statement_id",
    "content",
    "speaker_id",
    "speaker_surface",
    "mode",
    "act",
    "is_negated",
    "is_hypothetical",
    "start_char",
    "method",
    "rule_id",
    "confidence",
    "end_char",
];

/// Columns that are taken from `stances`.
const OF_STANCES: [&str; 14] = [
    "document_id",
    "statement_id",
    "stance_id",
    "holder_id",
    "target_type",
    "target_id",
    "polarity",
    "score",
    "is_explicit",
    "evidence",
    "evidence_start_char",
    "method",
    "rule_id",
    "confidence",
];

/// A row by the names of its columns.
type Row = BTreeMap<&'static str, String>;

/// A coding file with a row for each statement and stance, all of them open, and how many rows of either there are.
///
/// In the order of documents and of the text; the stances of a statement stand below it.
///
/// # Errors
/// [`CurateError`] for tables that are not those of a dataset.
pub fn coding_template<R: Read>(published: PublishedRows<R>) -> Result<(String, [usize; 2]), CurateError> {
    let mut names = read("actors.csv", published.actors, ["actor_id", "name"], |row| {
        (row["actor_id"].clone(), row["name"].clone())
    })?;
    names.extend(read("issues.csv", published.issues, ["issue_id", "label"], |row| {
        (row["issue_id"].clone(), row["label"].clone())
    })?);
    let names: BTreeMap<String, String> = names.into_iter().collect();
    let statements = read("statements.csv", published.statements, OF_STATEMENTS, |row| row)?;
    let stances = read("stances.csv", published.stances, OF_STANCES, |row| row)?;
    let counts = [statements.len(), stances.len()];
    let number = |row: &Row, column: &str| row[column].parse::<usize>().unwrap_or(usize::MAX);
    // where a row stands: document, start, longer before shorter, a statement before its stances
    let mut places: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut rows = Vec::with_capacity(statements.len() + stances.len());
    for row in statements {
        let (start_char, end_char) = (number(&row, "start_char"), number(&row, "end_char"));
        places.insert(row["statement_id"].clone(), (start_char, usize::MAX - end_char));
        rows.push(((row["document_id"].clone(), start_char, usize::MAX - end_char, 0), row));
    }
    for row in stances {
        let evidence_start = number(&row, "evidence_start_char");
        let (start_char, end) =
            places.get(&row["statement_id"]).copied().unwrap_or((evidence_start, usize::MAX));
        rows.push(((row["document_id"].clone(), start_char, end, evidence_start.saturating_add(1)), row));
    }
    rows.sort();
    let mut out = COLUMNS.join(",") + "\n";
    for (_, mut row) in rows {
        for (id, name) in
            [("speaker_id", "speaker_name"), ("holder_id", "holder_name"), ("target_id", "target_name")]
        {
            let told = row.get(id).and_then(|id| names.get(id)).cloned();
            row.insert(name, told.unwrap_or_default());
        }
        let cells: Vec<String> =
            COLUMNS.iter().map(|column| quoted(&safe(row.get(column).map_or("", String::as_str)))).collect();
        out.push_str(&cells.join(","));
        out.push('\n');
    }
    Ok((out, counts))
}

/// What `take` makes of each row of a table, of which only `columns` are looked at.
fn read<R: Read, T, const N: usize>(
    name: &'static str,
    table: R,
    columns: [&'static str; N],
    take: impl Fn(Row) -> T,
) -> Result<Vec<T>, CurateError> {
    let mut table = Table::open(name, table)?;
    let places = table.columns(columns)?;
    let mut rows = Vec::new();
    while let Some(record) = table.next()? {
        let words = |(column, at): (&&'static str, &usize)| (*column, words_of(&record, *at));
        rows.push(take(columns.iter().zip(&places).map(words).collect()));
    }
    Ok(rows)
}

fn words_of(record: &StringRecord, at: usize) -> String {
    cell(record, at).to_owned()
}
