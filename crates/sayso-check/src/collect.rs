//! Values into polars columns, one after the other.
//!
//! Tables have four types of values only, so they are copied; that needs no agreement between two libraries about memory and
//! keeps the workspace free of `unsafe`.

use arrow::array::{Array, BooleanArray, Float64Array, Int64Array, StringViewArray};
use polars::prelude::{
    BooleanChunkedBuilder, ChunkedBuilder, Column, Float64Type, Int64Type, IntoColumn,
    PrimitiveChunkedBuilder, StringChunkedBuilder,
};

use crate::schema::FieldType;

/// Collects one column.
pub(crate) enum Collector {
    Text(StringChunkedBuilder),
    Integer(PrimitiveChunkedBuilder<Int64Type>),
    Number(PrimitiveChunkedBuilder<Float64Type>),
    Boolean(BooleanChunkedBuilder),
}

impl Collector {
    pub(crate) fn new(name: &str, field_type: FieldType) -> Self {
        match field_type {
            FieldType::String => Self::Text(StringChunkedBuilder::new(name.into(), 0)),
            FieldType::Integer => Self::Integer(PrimitiveChunkedBuilder::new(name.into(), 0)),
            FieldType::Number => Self::Number(PrimitiveChunkedBuilder::new(name.into(), 0)),
            FieldType::Boolean => Self::Boolean(BooleanChunkedBuilder::new(name.into(), 0)),
        }
    }

    /// Adds the values of an array that has this column's type (texts as views) and takes at most `limit` bytes; tells how many
    /// bytes they take.
    pub(crate) fn push_array(&mut self, array: &dyn Array, limit: u64) -> Result<u64, String> {
        let n_bytes = match array.as_any().downcast_ref::<StringViewArray>() {
            Some(texts) => texts.lengths().map(u64::from).sum::<u64>() + 16 * array.len() as u64,
            None => 8 * array.len() as u64,
        };
        if n_bytes > limit {
            return Err("its values take more memory than a file of its size may".to_owned());
        }
        match self {
            Self::Text(builder) => {
                typed::<StringViewArray>(array)?.iter().for_each(|value| builder.append_option(value));
            }
            Self::Integer(builder) => {
                typed::<Int64Array>(array)?.iter().for_each(|value| builder.append_option(value));
            }
            Self::Number(builder) => {
                typed::<Float64Array>(array)?.iter().for_each(|value| builder.append_option(value));
            }
            Self::Boolean(builder) => {
                typed::<BooleanArray>(array)?.iter().for_each(|value| builder.append_option(value));
            }
        }
        Ok(n_bytes)
    }

    pub(crate) fn finish(self) -> Column {
        match self {
            Self::Text(builder) => builder.finish().into_column(),
            Self::Integer(builder) => builder.finish().into_column(),
            Self::Number(builder) => builder.finish().into_column(),
            Self::Boolean(builder) => builder.finish().into_column(),
        }
    }
}

fn typed<A: 'static>(array: &dyn Array) -> Result<&A, String> {
    array.as_any().downcast_ref::<A>().ok_or_else(|| format!("decodes to {} instead", array.data_type()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    #[test]
    fn values_nulls_and_slices_arrive() {
        let texts =
            StringViewArray::from(vec![Some("x"), None, Some("a text of more than twelve bytes"), Some("")]);
        let mut collector = Collector::new("words", FieldType::String);
        collector.push_array(&texts.slice(1, 3), 1000).unwrap();
        collector.push_array(&texts.slice(0, 1), 1000).unwrap();
        let column = collector.finish();
        let found: Vec<Option<&str>> = column.str().unwrap().iter().collect();
        assert_eq!(found, [None, Some("a text of more than twelve bytes"), Some(""), Some("x")]);
        assert_eq!(column.name().as_str(), "words");

        let mut collector = Collector::new("n", FieldType::Integer);
        let numbers: Arc<dyn Array> = Arc::new(Int64Array::from(vec![Some(1), None, Some(-3)]));
        collector.push_array(&numbers.slice(1, 2), 1000).unwrap();
        assert_eq!(collector.finish().i64().unwrap().iter().collect::<Vec<_>>(), [None, Some(-3)]);
    }

    #[test]
    fn refuses_another_type_and_too_much() {
        let numbers = Int64Array::from(vec![1]);
        assert!(Collector::new("n", FieldType::Boolean).push_array(&numbers, 1000).is_err());
        assert!(Collector::new("n", FieldType::Integer).push_array(&numbers, 7).is_err());
    }
}
