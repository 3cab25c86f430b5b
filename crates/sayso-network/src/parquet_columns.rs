//! Columns of a published table.

use std::fs::File;
use std::path::Path;

use arrow::array::{Array, Int64Array, StringArray};
use arrow::datatypes::DataType;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use polars::prelude::{
    ChunkedBuilder, Column, DataFrame, Int64Type, IntoColumn, PrimitiveChunkedBuilder, StringChunkedBuilder,
};

use crate::NetworkError;

/// The columns `names` of the table at `path`, under these names: texts and whole numbers as they are.
///
/// # Errors
/// [`NetworkError::Read`] where there is no such file, [`NetworkError::Table`] where it is no Parquet file, a column is missing or
/// of another type.
pub(crate) fn read(path: &Path, names: &[&str]) -> Result<DataFrame, NetworkError> {
    let file = File::open(path).map_err(|source| NetworkError::Read { path: path.to_owned(), source })?;
    columns(file, names).map_err(|message| NetworkError::Table { path: path.to_owned(), message })
}

fn columns(file: File, names: &[&str]) -> Result<DataFrame, String> {
    let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(|error| error.to_string())?;
    let mut values = Vec::new();
    for name in names {
        let field =
            builder.schema().field_with_name(name).map_err(|_| format!("there is no column {name:?}"))?;
        values.push(Values::new(name, field.data_type())?);
    }
    let mask = ProjectionMask::columns(builder.parquet_schema(), names.iter().copied());
    let reader = builder.with_projection(mask).build().map_err(|error| error.to_string())?;
    let mut n_rows = 0;
    for batch in reader {
        let batch = batch.map_err(|error| error.to_string())?;
        n_rows += batch.num_rows();
        for (name, values) in names.iter().zip(&mut values) {
            // columns come in the file's order
            let array =
                batch.column_by_name(name).ok_or_else(|| format!("column {name:?} cannot be read"))?;
            values.push(array.as_ref());
        }
    }
    let columns = values.into_iter().map(Values::finish).collect();
    DataFrame::new(n_rows, columns).map_err(|error| error.to_string())
}

/// Values of one column.
enum Values {
    Text(StringChunkedBuilder),
    Integer(PrimitiveChunkedBuilder<Int64Type>),
}

impl Values {
    fn new(name: &str, data_type: &DataType) -> Result<Self, String> {
        match data_type {
            DataType::Utf8 => Ok(Self::Text(StringChunkedBuilder::new(name.into(), 0))),
            DataType::Int64 => Ok(Self::Integer(PrimitiveChunkedBuilder::new(name.into(), 0))),
            other => Err(format!("column {name:?} is of type {other}")),
        }
    }

    /// Adds the values of an array, which is of the type that the file declares.
    fn push(&mut self, array: &dyn Array) {
        match self {
            Self::Text(builder) => {
                let texts = array.as_any().downcast_ref::<StringArray>().into_iter().flatten();
                texts.for_each(|text| builder.append_option(text));
            }
            Self::Integer(builder) => {
                let numbers = array.as_any().downcast_ref::<Int64Array>().into_iter().flatten();
                numbers.for_each(|number| builder.append_option(number));
            }
        }
    }

    fn finish(self) -> Column {
        match self {
            Self::Text(builder) => builder.finish().into_column(),
            Self::Integer(builder) => builder.finish().into_column(),
        }
    }
}
