//! What one table is.

use std::collections::HashMap;
use std::sync::Arc;

use arrow::datatypes::{DataType, Field, Schema, SchemaRef};

use crate::{Column, ColumnType, TABLES};

/// Version of the published columns. Removing or renaming a column, or changing its meaning, raises the first number.
pub const SCHEMA_VERSION: &str = "1.0.0";

/// That a column's values are keys of a table. A row without a value points nowhere, which is allowed if the column is nullable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ForeignKey {
    /// The column that points.
    pub column: &'static str,
    /// The table it points to, which may be its own.
    pub table: &'static str,
    /// The column it points to.
    pub target: &'static str,
}

/// One published table.
#[derive(Debug)]
pub struct Table {
    /// Name in files.
    pub name: &'static str,
    /// Name for people.
    pub title: &'static str,
    /// What a row is, and in which order rows come.
    pub description: &'static str,
    /// Columns, in order.
    pub columns: &'static [Column],
    /// Columns that together identify a row, and by which rows are sorted; empty for a table without a key.
    pub primary_key: &'static [&'static str],
    /// Columns that point to other rows.
    pub foreign_keys: &'static [ForeignKey],
    /// Further sets of columns whose values together occur once.
    pub unique_keys: &'static [&'static [&'static str]],
}

impl Table {
    /// Its Arrow schema. Each field's metadata has its `description`, its `unit` if it counts something, and for a closed list
    /// its words as JSON under `enum`.
    pub fn arrow_schema(&self) -> SchemaRef {
        Arc::new(Schema::new(self.columns.iter().map(arrow_field).collect::<Vec<_>>()))
    }
}

/// The table of that name.
pub fn table(name: &str) -> Option<&'static Table> {
    TABLES.iter().copied().find(|table| table.name == name)
}

fn arrow_field(column: &Column) -> Field {
    let data_type = match column.column_type {
        ColumnType::Text | ColumnType::Closed(_) => DataType::Utf8,
        ColumnType::Integer => DataType::Int64,
        ColumnType::Number => DataType::Float64,
        ColumnType::Boolean => DataType::Boolean,
    };
    let mut metadata = HashMap::from([("description".to_owned(), column.description.to_owned())]);
    if let Some(unit) = column.unit {
        metadata.insert("unit".to_owned(), unit.to_owned());
    }
    if let ColumnType::Closed(words) = column.column_type {
        metadata.insert("enum".to_owned(), serde_json::Value::from(words).to_string());
    }
    Field::new(column.name, data_type, column.is_nullable).with_metadata(metadata)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn names_are_told_once() {
        let names: BTreeSet<&str> = TABLES.iter().map(|table| table.name).collect();
        assert_eq!(names.len(), TABLES.len());
        for table in TABLES {
            let columns: BTreeSet<&str> = table.columns.iter().map(|column| column.name).collect();
            assert_eq!(columns.len(), table.columns.len(), "{}", table.name);
        }
    }

    #[test]
    fn keys_are_columns_and_point_to_earlier_tables() {
        for (nth, table) in TABLES.iter().enumerate() {
            let column_of = |table: &Table, name: &str| {
                *table.columns.iter().find(|column| column.name == name).unwrap_or_else(|| panic!("{name}"))
            };
            for key in table.primary_key {
                assert!(!column_of(table, key).is_nullable, "{}.{key}", table.name);
            }
            for key in table.unique_keys.iter().copied().flatten() {
                column_of(table, key);
            }
            for key in table.foreign_keys {
                let at = TABLES.iter().position(|other| other.name == key.table).unwrap();
                assert!(at <= nth, "{}.{} points to a later table", table.name, key.column);
                let (from, to) = (column_of(table, key.column), column_of(TABLES[at], key.target));
                assert_eq!(from.column_type, to.column_type, "{}.{}", table.name, key.column);
                assert_eq!(TABLES[at].primary_key, [key.target], "{}.{}", table.name, key.column);
            }
        }
    }

    /// A column named like another table's key points there, unless the table says in which other way it is meant.
    #[test]
    fn every_id_is_a_key_or_points_to_one() {
        for table in TABLES {
            for column in table.columns.iter().filter(|column| column.name.ends_with("_id")) {
                let is_key = table.primary_key == [column.name];
                let points = table.foreign_keys.iter().any(|key| key.column == column.name);
                // a rule's name, an outside scheme's item, and the id that is of an actor or of an issue
                let is_told_apart = ["rule_id", "wikidata_id", "target_id"].contains(&column.name);
                assert!(is_key || points || is_told_apart, "{}.{}", table.name, column.name);
            }
        }
    }

    #[test]
    fn descriptions_are_sentences_and_booleans_are_told_by_name() {
        for table in TABLES {
            assert!(table.description.ends_with('.'), "{}", table.name);
            for column in table.columns {
                let shown = format!("{}.{}", table.name, column.name);
                assert!(column.description.ends_with('.') && !column.title.is_empty(), "{shown}");
                if column.column_type == ColumnType::Boolean {
                    assert!(column.name.starts_with("is_") || column.name.starts_with("has_"), "{shown}");
                }
                if column.name.ends_with("_char") {
                    assert_eq!(column.unit, Some("code points"), "{shown}");
                }
                if column.name.ends_with("_byte") {
                    assert_eq!(column.unit, Some("bytes"), "{shown}");
                }
            }
        }
    }

    #[test]
    fn fields_carry_their_descriptions() {
        let schema = table("statements").unwrap().arrow_schema();
        let mode = schema.field_with_name("mode").unwrap();
        assert_eq!(mode.metadata()["enum"], r#"["direct","indirect","mixed","block"]"#);
        assert!(schema.fields().iter().all(|field| field.metadata().contains_key("description")));
    }
}
