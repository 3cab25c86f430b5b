//! A small valid dataset of invented people, for tests to break.

mod documents;

mod files;

mod sqlite;

pub(crate) use files::{Published, schema_files};

use std::collections::BTreeMap;

use crate::schema::TableSchema;

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Null,
    Text(String),
    Integer(i64),
    Number(f64),
    Boolean(bool),
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<&String> for Value {
    fn from(value: &String) -> Self {
        Self::Text(value.clone())
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl From<usize> for Value {
    fn from(value: usize) -> Self {
        Self::Integer(value as i64)
    }
}

impl From<f64> for Value {
    fn from(value: f64) -> Self {
        Self::Number(value)
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

type Row = Vec<Value>;

/// The tables of a dataset, by name.
#[derive(Clone)]
pub(crate) struct Sample {
    schemas: BTreeMap<String, TableSchema>,
    tables: BTreeMap<String, Vec<Row>>,
}

impl Sample {
    /// Two documents.
    pub(crate) fn valid() -> Self {
        Self::with_documents(2)
    }

    pub(crate) fn with_documents(n_documents: usize) -> Self {
        let mut sample = Self::empty();
        documents::fill(&mut sample, n_documents);
        sample
    }

    fn empty() -> Self {
        let parse = |(table, json): (String, String)| {
            let schema = TableSchema::parse(&table, &json).unwrap();
            (table, schema)
        };
        let schemas: BTreeMap<String, TableSchema> = schema_files().into_iter().map(parse).collect();
        let tables = schemas.keys().map(|table| (table.clone(), Vec::new())).collect();
        Self { schemas, tables }
    }

    fn at(&self, table: &str, column: &str) -> usize {
        let fields = &self.schemas[table].fields;
        fields.iter().position(|field| field.name == column).unwrap_or_else(|| panic!("{table}.{column}"))
    }

    /// Adds a row; columns that are not told have no value.
    pub(crate) fn push(&mut self, table: &str, cells: &[(&str, Value)]) {
        let mut row = vec![Value::Null; self.schemas[table].fields.len()];
        for (column, value) in cells {
            row[self.at(table, column)] = value.clone();
        }
        self.tables.get_mut(table).unwrap().push(row);
    }

    pub(crate) fn rows(&self, table: &str) -> &[Row] {
        &self.tables[table]
    }

    pub(crate) fn get(&self, table: &str, row: usize, column: &str) -> Value {
        self.tables[table][row][self.at(table, column)].clone()
    }

    pub(crate) fn set(&mut self, table: &str, row: usize, column: &str, value: Value) {
        let at = self.at(table, column);
        self.tables.get_mut(table).unwrap()[row][at] = value;
    }

    pub(crate) fn last_row(&self, table: &str) -> usize {
        self.tables[table].len() - 1
    }

    /// Puts a row's copy after it.
    pub(crate) fn repeat(&mut self, table: &str, row: usize) {
        let rows = self.tables.get_mut(table).unwrap();
        rows.insert(row + 1, rows[row].clone());
    }

    pub(crate) fn swap(&mut self, table: &str, one: usize, other: usize) {
        self.tables.get_mut(table).unwrap().swap(one, other);
    }

    pub(crate) fn remove(&mut self, table: &str, row: usize) {
        self.tables.get_mut(table).unwrap().remove(row);
    }

    fn row_where(&self, table: &str, is_it: impl Fn(usize) -> bool) -> usize {
        (0..self.tables[table].len()).find(|row| is_it(*row)).unwrap()
    }

    /// A part of a statement whose content has no other part.
    pub(crate) fn single_part_row(&self) -> usize {
        self.row_where("statement_parts", |row| {
            self.get("statement_parts", row, "role") == Value::from("content")
        })
    }

    /// A statement whose content has two parts.
    pub(crate) fn split_statement_row(&self) -> usize {
        self.row_where("statements", |row| {
            matches!(self.get("statements", row, "content"), Value::Text(content) if content.contains(" … "))
        })
    }

    /// A statement inside another.
    pub(crate) fn nested_statement_row(&self) -> usize {
        self.row_where("statements", |row| self.get("statements", row, "inside_id") != Value::Null)
    }

    /// A row of the joined table that tells of support or opposition.
    pub(crate) fn flat_row_with_stance(&self) -> usize {
        self.row_where("statements_flat", |row| self.get("statements_flat", row, "agreement") != Value::Null)
    }

    /// Puts other words in place of `words` wherever a text has them.
    pub(crate) fn replace_everywhere(&mut self, words: &str, other: &str) {
        let cells = self.tables.values_mut().flatten().flatten();
        for cell in cells {
            if let Value::Text(text) = cell {
                *text = text.replace(words, other);
            }
        }
    }

    /// Makes `statements_flat` anew from the other tables.
    pub(crate) fn join(&mut self) {
        documents::join(self);
    }
}
