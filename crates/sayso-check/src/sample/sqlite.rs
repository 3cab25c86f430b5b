//! The sample as one SQLite file.

use rusqlite::{Connection, params_from_iter, types};

use super::{Published, Value};
use crate::schema::{FieldType, TableSchema};

impl Published {
    /// Writes `dataset.sqlite` beside the tables.
    pub(crate) fn write_sqlite(&self) {
        let connection = Connection::open(self.path("dataset.sqlite")).unwrap();
        connection
            .execute_batch(
                "PRAGMA foreign_keys = OFF;
                 CREATE TABLE about_tables (table_name TEXT PRIMARY KEY, row_count INTEGER NOT NULL);
                 CREATE TABLE about_columns (table_name TEXT); CREATE TABLE about_dataset (key TEXT);
                 BEGIN",
            )
            .unwrap();
        for (table, json) in self.schemas() {
            let schema = TableSchema::parse(&table, &json).unwrap();
            connection.execute_batch(&created(&schema)).unwrap();
            let rows = self.sample().rows(&table);
            let marks = vec!["?"; schema.fields.len()].join(", ");
            let mut insert = connection.prepare(&format!("INSERT INTO {table} VALUES ({marks})")).unwrap();
            for row in rows {
                insert.execute(params_from_iter(row.iter().map(cell))).unwrap();
            }
            connection
                .execute("INSERT INTO about_tables VALUES (?1, ?2)", (&table, rows.len() as i64))
                .unwrap();
        }
        connection.execute_batch("COMMIT").unwrap();
        connection.close().unwrap();
        self.describe_files();
    }

    /// Changes `dataset.sqlite`, and has the descriptions tell of it as it is then.
    pub(crate) fn change_sqlite(&self, sql: &str) {
        let connection = Connection::open(self.path("dataset.sqlite")).unwrap();
        connection.execute_batch(&format!("PRAGMA foreign_keys = OFF; {sql}")).unwrap();
        connection.close().unwrap();
        self.describe_files();
    }
}

fn created(schema: &TableSchema) -> String {
    let mut entries: Vec<String> = Vec::new();
    for field in &schema.fields {
        let kind = match field.field_type {
            FieldType::String => "TEXT",
            FieldType::Integer => "INTEGER",
            FieldType::Number => "REAL",
            FieldType::Boolean => "BOOLEAN",
        };
        entries.push(format!("\"{}\" {kind}", field.name));
    }
    if !schema.primary_key.is_empty() {
        entries.push(format!("PRIMARY KEY ({})", schema.primary_key.join(", ")));
    }
    for key in &schema.foreign_keys {
        let (from, to) = (key.fields.join(", "), key.reference.fields.join(", "));
        entries.push(format!("FOREIGN KEY ({from}) REFERENCES {} ({to})", key.reference.resource));
    }
    format!("CREATE TABLE {} ({})", schema.table, entries.join(", "))
}

fn cell(value: &Value) -> types::Value {
    match value {
        Value::Null => types::Value::Null,
        Value::Text(text) => types::Value::Text(text.clone()),
        Value::Integer(number) => types::Value::Integer(*number),
        Value::Number(number) => types::Value::Real(*number),
        Value::Boolean(is_true) => types::Value::Integer((*is_true).into()),
    }
}
