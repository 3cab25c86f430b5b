//! Values of a JSON file with the keys under which they stand.

use serde_json::Value;

use crate::error::{AnnotateError, Place};

/// A value and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Node<'a> {
    pub(crate) value: &'a Value,
    pub(crate) place: Place,
}

/// Reads a JSON text.
pub(crate) fn parse(place: &Place, contents: &str) -> Result<Value, AnnotateError> {
    serde_json::from_str(contents.trim_start_matches('\u{feff}')).map_err(|error| {
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or_default().to_owned();
        AnnotateError::Malformed { place: place.line(error.line()), message }
    })
}

impl<'a> Node<'a> {
    /// The value of a key; `None` where it is missing or null.
    pub(crate) fn get(&self, key: &str) -> Option<Self> {
        let value = self.value.get(key).filter(|value| !value.is_null())?;
        Some(Self { value, place: self.place.value(format!(".{key}")) })
    }

    pub(crate) fn needed(&self, key: &str) -> Result<Self, AnnotateError> {
        let missing = || AnnotateError::Missing { place: self.place.clone(), what: format!("{key:?}") };
        self.get(key).ok_or_else(missing)
    }

    /// The items of a list; a single value counts as a list of one.
    pub(crate) fn items(&self) -> Vec<Self> {
        match self.value {
            Value::Array(items) => items
                .iter()
                .enumerate()
                .map(|(nth, value)| Node { value, place: self.place.value(format!("[{nth}]")) })
                .collect(),
            _ => vec![self.clone()],
        }
    }

    /// The items under a key; none where it is missing.
    pub(crate) fn list(&self, key: &str) -> Vec<Self> {
        self.get(key).map(|node| node.items()).unwrap_or_default()
    }

    pub(crate) fn text(&self) -> Result<&'a str, AnnotateError> {
        self.value.as_str().ok_or_else(|| self.malformed("a text"))
    }

    pub(crate) fn number(&self) -> Result<usize, AnnotateError> {
        let number = self.value.as_u64().and_then(|number| usize::try_from(number).ok());
        number.ok_or_else(|| self.malformed("a position"))
    }

    /// A text or number, as an id.
    pub(crate) fn id(&self) -> Result<String, AnnotateError> {
        match self.value {
            Value::String(id) => Ok(id.clone()),
            Value::Number(id) => Ok(id.to_string()),
            _ => Err(self.malformed("an id")),
        }
    }

    fn malformed(&self, what: &str) -> AnnotateError {
        let message =
            format!("{} is no {}", self.value, what.trim_start_matches("a ").trim_start_matches("an "));
        AnnotateError::Malformed { place: self.place.clone(), message }
    }
}
