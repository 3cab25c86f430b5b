//! Tables as Frictionless Table Schema, version 2.

use serde_json::{Map, Value, json};

use crate::{Column, ColumnType, SCHEMA_VERSION, Table};

const PROFILE: &str = "https://datapackage.org/profiles/2.0/tableschema.json";

impl Table {
    /// The table as a Frictionless Table Schema: fields with constraints, keys, and what an empty cell means.
    ///
    /// # Source
    /// <https://datapackage.org/standard/table-schema/>
    pub fn table_schema(&self) -> Value {
        let mut schema = Map::new();
        schema.insert("$schema".to_owned(), json!(PROFILE));
        schema.insert("name".to_owned(), json!(self.name));
        schema.insert("title".to_owned(), json!(self.title));
        schema.insert("description".to_owned(), json!(self.description));
        schema.insert("version".to_owned(), json!(SCHEMA_VERSION));
        schema.insert("fields".to_owned(), self.columns.iter().map(field).collect());
        schema.insert("missingValues".to_owned(), json!([""]));
        if !self.primary_key.is_empty() {
            schema.insert("primaryKey".to_owned(), json!(self.primary_key));
        }
        if !self.unique_keys.is_empty() {
            schema.insert("uniqueKeys".to_owned(), json!(self.unique_keys));
        }
        if !self.foreign_keys.is_empty() {
            schema.insert("foreignKeys".to_owned(), self.foreign_key_list());
        }
        Value::Object(schema)
    }

    /// The same as indented JSON, ending with a line feed.
    pub fn table_schema_json(&self) -> String {
        format!("{:#}\n", self.table_schema())
    }

    /// A table that points to itself leaves the other table's name empty, as the standard wants it.
    fn foreign_key_list(&self) -> Value {
        self.foreign_keys
            .iter()
            .map(|key| {
                let resource = if key.table == self.name { "" } else { key.table };
                json!({
                    "fields": [key.column],
                    "reference": { "resource": resource, "fields": [key.target] },
                })
            })
            .collect()
    }
}

fn field(column: &Column) -> Value {
    let mut field = Map::new();
    field.insert("name".to_owned(), json!(column.name));
    field.insert("title".to_owned(), json!(column.title));
    field.insert("type".to_owned(), json!(type_word(column.column_type)));
    field.insert("description".to_owned(), json!(column.description));
    if let Some(unit) = column.unit {
        field.insert("unit".to_owned(), json!(unit));
    }
    if let ColumnType::Closed(words) = column.column_type {
        field.insert("categories".to_owned(), json!(words));
    }
    let constraints = constraints(column);
    if !constraints.is_empty() {
        field.insert("constraints".to_owned(), Value::Object(constraints));
    }
    Value::Object(field)
}

fn constraints(column: &Column) -> Map<String, Value> {
    let mut constraints = Map::new();
    if !column.is_nullable {
        constraints.insert("required".to_owned(), json!(true));
    }
    if column.is_unique {
        constraints.insert("unique".to_owned(), json!(true));
    }
    if let ColumnType::Closed(words) = column.column_type {
        constraints.insert("enum".to_owned(), json!(words));
    }
    for (name, bound) in [("minimum", column.minimum), ("maximum", column.maximum)] {
        if let Some(bound) = bound {
            constraints.insert(name.to_owned(), json!(bound));
        }
    }
    if let Some(pattern) = column.pattern {
        constraints.insert("pattern".to_owned(), json!(pattern));
    }
    constraints
}

/// The standard's word for a type.
pub(crate) fn type_word(column_type: ColumnType) -> &'static str {
    match column_type {
        ColumnType::Text | ColumnType::Closed(_) => "string",
        ColumnType::Integer => "integer",
        ColumnType::Number => "number",
        ColumnType::Boolean => "boolean",
    }
}

#[cfg(test)]
mod tests {
    use crate::table;

    #[test]
    fn tells_keys_and_constraints() {
        let schema = table("statements").unwrap().table_schema();
        let field = |name: &str| {
            let fields = schema["fields"].as_array().unwrap();
            fields.iter().find(|field| field["name"] == name).unwrap().clone()
        };
        assert_eq!(field("statement_id")["constraints"]["unique"], true);
        assert_eq!(field("confidence")["constraints"]["maximum"], 1);
        assert_eq!(field("act")["categories"], field("act")["constraints"]["enum"]);
        assert_eq!(field("cue")["constraints"], serde_json::Value::Null);
        assert_eq!(schema["primaryKey"], serde_json::json!(["statement_id"]));
        let to_itself = &schema["foreignKeys"].as_array().unwrap()[2];
        assert_eq!(to_itself["fields"][0], "inside_id");
        assert_eq!(to_itself["reference"]["resource"], "");
    }
}
