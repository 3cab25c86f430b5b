//! Frictionless Table Schemas as data.

use regex::Regex;
use serde::Deserialize;
use serde_json::Value;

use crate::CheckError;

/// Type of a column's values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum FieldType {
    String,
    Integer,
    Number,
    Boolean,
}

impl FieldType {
    /// The standard's word for it.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Boolean => "boolean",
        }
    }
}

/// What a column's values must satisfy. A constraint that is not named here is refused, so that none goes untested.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Constraints {
    pub(crate) required: bool,
    pub(crate) unique: bool,
    #[serde(rename = "enum")]
    pub(crate) words: Option<Vec<String>>,
    pub(crate) minimum: Option<f64>,
    pub(crate) maximum: Option<f64>,
    pub(crate) pattern: Option<String>,
}

/// One column.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub(crate) struct Field {
    pub(crate) name: String,
    #[serde(rename = "type")]
    pub(crate) field_type: FieldType,
    #[serde(default)]
    pub(crate) constraints: Constraints,
    categories: Option<Vec<String>>,
}

/// That values of `fields` are keys of another table.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub(crate) struct ForeignKey {
    #[serde(deserialize_with = "one_or_many")]
    pub(crate) fields: Vec<String>,
    pub(crate) reference: Reference,
}

/// The other end of a foreign key; an empty `resource` is the table itself.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub(crate) struct Reference {
    #[serde(default)]
    pub(crate) resource: String,
    #[serde(deserialize_with = "one_or_many")]
    pub(crate) fields: Vec<String>,
}

/// One table's schema. Invariant: every column that a key names is a column of the table, and every pattern compiles.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct TableSchema {
    #[serde(skip)]
    pub(crate) table: String,
    pub(crate) version: Option<String>,
    pub(crate) fields: Vec<Field>,
    #[serde(default, deserialize_with = "one_or_many")]
    pub(crate) primary_key: Vec<String>,
    #[serde(default)]
    pub(crate) unique_keys: Vec<Vec<String>>,
    #[serde(default)]
    pub(crate) foreign_keys: Vec<ForeignKey>,
    #[serde(default = "only_the_empty_cell")]
    missing_values: Vec<String>,
}

impl TableSchema {
    /// Reads the schema of `table`.
    ///
    /// # Errors
    /// [`CheckError::Schema`] for what is no JSON or no Table Schema, for constraints that are unknown or contradict each other, and
    /// for keys that name columns which the table lacks.
    pub(crate) fn parse(table: &str, json: &str) -> Result<Self, CheckError> {
        let fail = |message: String| CheckError::Schema { table: table.to_owned(), message };
        let mut schema: Self =
            serde_json::from_str(json).map_err(|error| fail(format!("line {}: {error}", error.line())))?;
        schema.table = table.to_owned();
        for key in &mut schema.foreign_keys {
            if key.reference.resource.is_empty() {
                key.reference.resource = table.to_owned();
            }
        }
        schema.fault().map_or(Ok(schema), |message| Err(fail(message)))
    }

    /// The column of that name.
    pub(crate) fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    fn fault(&self) -> Option<String> {
        if self.missing_values != [""] {
            return Some(format!("missingValues are {:?}; only the empty cell is read", self.missing_values));
        }
        let foreign = self.foreign_keys.iter().map(|key| &key.fields);
        let keys = std::iter::once(&self.primary_key).chain(&self.unique_keys).chain(foreign);
        if let Some(name) = keys.flatten().find(|name| self.field(name).is_none()) {
            return Some(format!("a key names the column {name:?}, which the table lacks"));
        }
        if let Some(key) = self.foreign_keys.iter().find(|key| key.fields.len() != key.reference.fields.len())
        {
            return Some(format!("the foreign key {:?} points to another number of columns", key.fields));
        }
        self.fields.iter().enumerate().find_map(|(at, field)| {
            if self.fields[..at].iter().any(|other| other.name == field.name) {
                return Some(format!("the column {:?} stands here twice", field.name));
            }
            field.fault().map(|message| format!("column {:?}: {message}", field.name))
        })
    }
}

impl Field {
    fn fault(&self) -> Option<String> {
        let constraints = &self.constraints;
        if let (Some(categories), Some(words)) = (&self.categories, &constraints.words)
            && categories != words
        {
            return Some("categories and enum differ".to_owned());
        }
        let is_number = matches!(self.field_type, FieldType::Integer | FieldType::Number);
        if !is_number && (constraints.minimum.is_some() || constraints.maximum.is_some()) {
            return Some(format!("a {} has no smallest or largest value", self.field_type.as_str()));
        }
        if self.field_type != FieldType::String
            && (constraints.words.is_some() || constraints.pattern.is_some())
        {
            return Some(format!("a {} has no words and no pattern", self.field_type.as_str()));
        }
        let pattern = constraints.pattern.as_deref()?;
        Regex::new(pattern).err().map(|error| format!("pattern {pattern:?}: {error}"))
    }
}

fn only_the_empty_cell() -> Vec<String> {
    vec![String::new()]
}

/// The standard lets a single column stand without its list.
fn one_or_many<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    match Value::deserialize(deserializer)? {
        Value::String(name) => Ok(vec![name]),
        other => serde_json::from_value(other).map_err(serde::de::Error::custom),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_keys_and_constraints() {
        let schema = TableSchema::parse(
            "pets",
            r#"{"$schema": "x", "fields": [
                {"name": "pet_id", "type": "string", "title": "Pet", "constraints": {"required": true, "pattern": "^p[0-9]$"}},
                {"name": "kind", "type": "string", "categories": ["cat"], "constraints": {"enum": ["cat"]}},
                {"name": "parent_id", "type": "string"}],
              "primaryKey": "pet_id",
              "foreignKeys": [{"fields": ["parent_id"], "reference": {"resource": "", "fields": "pet_id"}}]}"#,
        )
        .unwrap();
        assert_eq!(schema.primary_key, ["pet_id"]);
        assert_eq!(schema.foreign_keys[0].reference.resource, "pets");
        assert!(schema.fields[0].constraints.required && !schema.fields[2].constraints.required);
    }

    #[test]
    fn refuses_what_it_cannot_test() {
        for (json, expected) in [
            ("{", "line 1"),
            (r#"{"fields": [{"name": "a", "type": "date"}]}"#, "unknown variant `date`"),
            (
                r#"{"fields": [{"name": "a", "type": "string", "constraints": {"minLength": 2}}]}"#,
                "minLength",
            ),
            (
                r#"{"fields": [{"name": "a", "type": "string", "constraints": {"minimum": 2}}]}"#,
                "no smallest",
            ),
            (r#"{"fields": [{"name": "a", "type": "integer", "constraints": {"enum": ["1"]}}]}"#, "no words"),
            (r#"{"fields": [{"name": "a", "type": "string", "constraints": {"pattern": "("}}]}"#, "pattern"),
            (
                r#"{"fields": [{"name": "a", "type": "string", "categories": ["x"], "constraints": {"enum": ["y"]}}]}"#,
                "differ",
            ),
            (r#"{"fields": [], "primaryKey": ["b"]}"#, "\"b\""),
            (r#"{"fields": [], "missingValues": ["", "NA"]}"#, "missingValues"),
            (r#"{"fields": [{"name": "a", "type": "string"}, {"name": "a", "type": "string"}]}"#, "twice"),
        ] {
            let error = TableSchema::parse("pets", json).unwrap_err().to_string();
            assert!(error.starts_with("schema of \"pets\": ") && error.contains(expected), "{error}");
        }
    }
}
