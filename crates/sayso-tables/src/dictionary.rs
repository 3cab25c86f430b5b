//! The files of `schemas/`: one Table Schema for each table, and the data dictionary for people.

use std::fmt::Write;

use crate::table_schema::type_word;
use crate::{Column, ColumnType, SCHEMA_VERSION, TABLES, Table};

const ABOUT: &str = "\
Generated from `crates/sayso-tables`; change a column there and run `just schema`.

Rules that hold for every table:

- CSV and Parquet hold the same rows in the same order, sorted by key. A table without rows is still written.
- `*_char` counts Unicode code points and `*_byte` counts UTF-8 bytes, both from 0 into `documents.text`, up to but without the end:
  `text[start_char:end_char]` is exactly the row's words in Python, R (`substring(text, start_char + 1, end_char)`), DuckDB and Polars.
- Ids are made from content: the same words in the same document get the same id, whatever stands around them.
- An empty cell in a CSV file means \"no value\". No text is ever empty without being missing.
- Dates are ISO 8601 and may be partial (`2019`, `2019-03`; `--02-27` where the year is not told).
- Found rows tell their `method`, the `rule_id` of the rule or model, and their `confidence`.
";

/// The generated files of `schemas/`: file name, contents.
pub fn schema_files() -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = TABLES
        .iter()
        .map(|table| (format!("{}.schema.json", table.name), table.table_schema_json()))
        .collect();
    files.push(("README.md".to_owned(), data_dictionary()));
    files
}

fn data_dictionary() -> String {
    let mut page = format!("# Data dictionary\n\nSchema version {SCHEMA_VERSION}. {ABOUT}\n");
    for table in TABLES {
        let _ = writeln!(page, "- [{0}](#{0}): {1}", table.name, table.title);
    }
    for table in TABLES {
        let _ = write!(page, "\n## {}\n\n{}\n\n", table.name, table.description);
        if !table.primary_key.is_empty() {
            let _ = writeln!(page, "Key: {}\n", code_list(table.primary_key));
        }
        page.push_str("| column | type | required | points to | meaning |\n|---|---|---|---|---|\n");
        for column in table.columns {
            page.push_str(&column_line(table, column));
        }
    }
    page
}

fn column_line(table: &Table, column: &Column) -> String {
    let mut kind = type_word(column.column_type).to_owned();
    if let Some(unit) = column.unit {
        let _ = write!(kind, " ({unit})");
    }
    let target = table.foreign_keys.iter().find(|key| key.column == column.name);
    let target = target.map_or(String::new(), |key| format!("[{0}](#{0})", key.table));
    let mut meaning = column.description.replace('|', "\\|");
    if let ColumnType::Closed(words) = column.column_type {
        let _ = write!(meaning, " One of {}.", code_list(words));
    }
    let is_required = if column.is_nullable { "" } else { "yes" };
    format!("| `{}` | {kind} | {is_required} | {target} | {meaning} |\n", column.name)
}

fn code_list(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}
