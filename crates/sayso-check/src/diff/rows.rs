//! One table of both datasets, row by row.

use polars::prelude::{
    DataFrame, Expr, IntoLazy, JoinArgs, JoinType, PolarsResult, SortMultipleOptions, UniqueKeepStrategy,
    col, cols, len,
};

use super::{Cell, ChangedRow, Row, TableDiff};
use crate::schema::TableSchema;
use crate::sink::quoted;

/// What tells a row to people: table and columns. A table that is not here is told by its key alone.
const SUMMARIES: [(&str, &[&str]); 10] = [
    ("actors", &["name"]),
    ("affiliations", &["member_id", "role", "organisation_id"]),
    ("documents", &["source", "title"]),
    ("mentions", &["surface"]),
    ("segments", &["segment_type", "author_surface"]),
    ("stance_evidence", &["polarity", "text"]),
    ("stances", &["holder_id", "polarity", "target_id", "evidence"]),
    ("statement_parts", &["text"]),
    ("statements", &["speaker_surface", "content"]),
    ("statements_flat", &["speaker_surface", "text", "polarity", "target_id"]),
];

/// How many equal rows there are, in a table without a key.
const N_EQUAL: &str = "equal rows";

pub(super) fn compare(schema: &TableSchema, older: &DataFrame, newer: &DataFrame) -> PolarsResult<TableDiff> {
    let names = older.get_column_names().into_iter().map(|name| name.as_str());
    let shared: Vec<&str> = names.filter(|name| newer.column(name).is_ok()).collect();
    let mut table = TableDiff {
        table: schema.table.clone(),
        n_older: older.height() as u64,
        n_newer: newer.height() as u64,
        ..TableDiff::default()
    };
    if shared.is_empty() {
        return Ok(table);
    }
    let (older, newer, key) = keyed(schema, older, newer, &shared)?;
    let key_columns: Vec<Expr> = key.iter().map(|name| col(*name)).collect();
    let lists = Lists { table: &schema.table, key: &key };
    let only_in = |one: &DataFrame, other: &DataFrame| {
        let args = JoinArgs { nulls_equal: true, ..JoinArgs::new(JoinType::Anti) };
        let other = other.clone().lazy().select(&key_columns);
        let rows = one.clone().lazy().join(other, &key_columns, &key_columns, args);
        rows.sort(key.clone(), SortMultipleOptions::default()).collect()
    };
    let (added, removed) = (only_in(&newer, &older)?, only_in(&older, &newer)?);
    (table.n_added, table.added) = (added.height() as u64, lists.rows(&added)?);
    (table.n_removed, table.removed) = (removed.height() as u64, lists.rows(&removed)?);
    let values: Vec<&str> = newer
        .get_column_names()
        .into_iter()
        .map(|name| name.as_str())
        .filter(|name| !key.contains(name))
        .collect();
    if !values.is_empty() {
        changed(&lists, &older, &newer, &values, &mut table)?;
    }
    Ok(table)
}

/// Both frames with the columns they share and one row for each key.
fn keyed<'a>(
    schema: &'a TableSchema,
    older: &DataFrame,
    newer: &DataFrame,
    shared: &[&'a str],
) -> PolarsResult<(DataFrame, DataFrame, Vec<&'a str>)> {
    let has_all =
        |key: &&Vec<String>| !key.is_empty() && key.iter().all(|name| shared.contains(&name.as_str()));
    let key = std::iter::once(&schema.primary_key).chain(&schema.unique_keys).find(has_all);
    match key {
        Some(key) => {
            let once = |frame: &DataFrame| {
                let frame = frame.select(shared.iter().copied())?.lazy();
                frame.unique_stable(Some(cols(key.clone())), UniqueKeepStrategy::First).collect()
            };
            Ok((once(older)?, once(newer)?, key.iter().map(String::as_str).collect()))
        }
        None => {
            let columns: Vec<Expr> = shared.iter().map(|name| col(*name)).collect();
            let counted = |frame: &DataFrame| {
                frame.clone().lazy().group_by_stable(&columns).agg([len().alias(N_EQUAL)]).collect()
            };
            Ok((counted(older)?, counted(newer)?, shared.to_vec()))
        }
    }
}

/// Counts and lists rows that both have and that differ in one of the columns `values`.
fn changed(
    lists: &Lists<'_>,
    older: &DataFrame,
    newer: &DataFrame,
    values: &[&str],
    table: &mut TableDiff,
) -> PolarsResult<()> {
    let key: Vec<Expr> = lists.key.iter().map(|name| col(*name)).collect();
    let was: Vec<String> = values.iter().map(|name| format!("older {name}")).collect();
    let pairs = || values.iter().zip(&was);
    let mut of_older = key.clone();
    of_older.extend(pairs().map(|(name, was)| col(*name).alias(was)));
    let differs = |is_it: fn(&str) -> bool| {
        let columns = pairs().filter(|(name, _)| is_it(name));
        columns.map(|(name, was)| col(*name).neq_missing(col(was.as_str()))).reduce(Expr::or)
    };
    let Some(differs_anywhere) = differs(|_| true) else { return Ok(()) };
    let args = JoinArgs { nulls_equal: true, ..JoinArgs::new(JoinType::Inner) };
    let both = newer.clone().lazy().join(older.clone().lazy().select(&of_older), &key, &key, args);
    let different = both.filter(differs_anywhere).collect()?;
    let says_otherwise = match differs(|name| !is_place(name)) {
        Some(condition) => different.clone().lazy().filter(condition).collect()?,
        None => different.clear(),
    };
    table.n_changed = says_otherwise.height() as u64;
    table.n_moved = (different.height() - says_otherwise.height()) as u64;
    let sorted = says_otherwise
        .lazy()
        .sort(lists.key.to_vec(), SortMultipleOptions::default())
        .limit(TableDiff::MAX_LISTED as u32)
        .collect()?;
    for row in 0..sorted.height() {
        let mut cells = Vec::new();
        for (name, was) in pairs() {
            let (older, newer) = (text_of(&sorted, row, was)?, text_of(&sorted, row, name)?);
            if older != newer {
                cells.push(Cell { column: (*name).to_owned(), older, newer });
            }
        }
        let Row { key, summary } = lists.row(&sorted, row)?;
        table.changed.push(ChangedRow { key, summary, cells });
    }
    Ok(())
}

/// Whether a column tells where something stands or what stands around it, rather than what it is.
fn is_place(column: &str) -> bool {
    column.ends_with("_char")
        || column.ends_with("_byte")
        || ["start_position", "stop_position", "ordinal", "prefix", "suffix"].contains(&column)
}

struct Lists<'a> {
    table: &'a str,
    key: &'a [&'a str],
}

impl Lists<'_> {
    fn rows(&self, frame: &DataFrame) -> PolarsResult<Vec<Row>> {
        (0..frame.height().min(TableDiff::MAX_LISTED)).map(|row| self.row(frame, row)).collect()
    }

    fn row(&self, frame: &DataFrame, row: usize) -> PolarsResult<Row> {
        let mut key = Vec::new();
        for name in self.key {
            key.extend(text_of(frame, row, name)?);
        }
        let columns =
            SUMMARIES.iter().find(|(table, _)| *table == self.table).map_or(&[][..], |(_, columns)| columns);
        let mut told = Vec::new();
        for name in columns.iter().filter(|name| frame.column(name).is_ok()) {
            if let Some(value) = text_of(frame, row, name)? {
                told.push(if matches!(*name, "content" | "text" | "evidence") {
                    quoted(&value)
                } else {
                    value
                });
            }
        }
        Ok(Row { key: key.join(" "), summary: told.join(" ") })
    }
}

fn text_of(frame: &DataFrame, row: usize, column: &str) -> PolarsResult<Option<String>> {
    let column = frame.column(column)?;
    if let Some(texts) = column.try_str() {
        return Ok(texts.get(row).map(str::to_owned));
    }
    let value = column.get(row)?;
    Ok((!value.is_null()).then(|| value.to_string()))
}
