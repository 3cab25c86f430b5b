//! The schemas that this program publishes by.

/// Table and Table Schema as JSON, for every table.
pub(crate) fn own() -> Vec<(String, String)> {
    let tables = sayso_tables::TABLES.iter();
    tables.map(|table| (table.name.to_owned(), table.table_schema_json())).collect()
}
