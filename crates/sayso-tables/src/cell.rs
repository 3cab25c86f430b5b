//! Rows into Arrow batches, one cell after the other.

use std::sync::Arc;

use arrow::array::{ArrayRef, BooleanBuilder, Float64Builder, Int64Builder, RecordBatch, StringBuilder};

use crate::{Column, ColumnType, Table};

/// One value of one row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Cell<'a> {
    Null,
    Text(&'a str),
    Integer(i64),
    Number(f64),
    Boolean(bool),
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(value: &'a str) -> Self {
        Self::Text(value)
    }
}

impl<'a> From<&'a String> for Cell<'a> {
    fn from(value: &'a String) -> Self {
        Self::Text(value)
    }
}

impl From<i64> for Cell<'_> {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl From<f64> for Cell<'_> {
    fn from(value: f64) -> Self {
        Self::Number(value)
    }
}

impl From<bool> for Cell<'_> {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

impl<'a, T: Into<Cell<'a>>> From<Option<T>> for Cell<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// A row of a table: tells its cells in the order of the table's columns.
pub(crate) trait Row {
    const TABLE: &'static Table;

    fn cells(&self) -> Vec<Cell<'_>>;
}

/// `rows` as one batch, in their order.
///
/// # Panics
/// Where a row does not fit its table: too few or too many cells, a cell of another type, no value or an empty text in a column
/// that requires one, a word that its closed list lacks. Each of these is a mistake in this crate, which its tests look for.
pub(crate) fn batch_of<R: Row>(rows: &[R]) -> RecordBatch {
    let mut builders: Vec<Builder> = R::TABLE.columns.iter().map(Builder::new).collect();
    for row in rows {
        let cells = row.cells();
        assert_eq!(cells.len(), builders.len(), "{}: a row has another number of cells", R::TABLE.name);
        for ((builder, column), cell) in builders.iter_mut().zip(R::TABLE.columns).zip(cells) {
            builder.push(R::TABLE, column, cell);
        }
    }
    let arrays = builders.into_iter().map(Builder::finish).collect();
    match RecordBatch::try_new(R::TABLE.arrow_schema(), arrays) {
        Ok(batch) => batch,
        Err(error) => panic!("{}: {error}", R::TABLE.name),
    }
}

/// Collects one column.
enum Builder {
    Text(StringBuilder),
    Integer(Int64Builder),
    Number(Float64Builder),
    Boolean(BooleanBuilder),
}

impl Builder {
    fn new(column: &Column) -> Self {
        match column.column_type {
            ColumnType::Text | ColumnType::Closed(_) => Self::Text(StringBuilder::new()),
            ColumnType::Integer => Self::Integer(Int64Builder::new()),
            ColumnType::Number => Self::Number(Float64Builder::new()),
            ColumnType::Boolean => Self::Boolean(BooleanBuilder::new()),
        }
    }

    /// An empty text is no value: files in which an empty cell means "no value" could not tell the two apart.
    fn push(&mut self, table: &Table, column: &Column, cell: Cell<'_>) {
        let cell = if cell == Cell::Text("") { Cell::Null } else { cell };
        assert!(
            column.is_nullable || cell != Cell::Null,
            "{}.{}: a required value is missing",
            table.name,
            column.name
        );
        match (self, cell) {
            (Self::Text(builder), Cell::Null) => builder.append_null(),
            (Self::Integer(builder), Cell::Null) => builder.append_null(),
            (Self::Number(builder), Cell::Null) => builder.append_null(),
            (Self::Boolean(builder), Cell::Null) => builder.append_null(),
            (Self::Text(builder), Cell::Text(value)) if fits(column, value) => builder.append_value(value),
            (Self::Integer(builder), Cell::Integer(value)) => builder.append_value(value),
            (Self::Number(builder), Cell::Number(value)) if value.is_finite() => builder.append_value(value),
            (Self::Boolean(builder), Cell::Boolean(value)) => builder.append_value(value),
            (_, cell) => panic!("{}.{}: {cell:?} is no value of it", table.name, column.name),
        }
    }

    fn finish(self) -> ArrayRef {
        match self {
            Self::Text(mut builder) => Arc::new(builder.finish()),
            Self::Integer(mut builder) => Arc::new(builder.finish()),
            Self::Number(mut builder) => Arc::new(builder.finish()),
            Self::Boolean(mut builder) => Arc::new(builder.finish()),
        }
    }
}

fn fits(column: &Column, value: &str) -> bool {
    match column.column_type {
        ColumnType::Closed(words) => words.contains(&value),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static PETS: Table = Table {
        name: "pets",
        title: "Pets",
        description: "For these tests.",
        columns: &[
            Column::closed("kind", "Kind", "Cat or dog.", &["cat", "dog"]),
            Column::text("name", "Name", "Its name.").nullable(),
            Column::integer("age", "Age", "In years.").nullable(),
            Column::number("weight", "Weight", "In kilograms.").nullable(),
            Column::boolean("is_tame", "Tame", "Whether it is."),
        ],
        primary_key: &[],
        foreign_keys: &[],
        unique_keys: &[],
    };

    struct Pet(Vec<Cell<'static>>);

    impl Row for Pet {
        const TABLE: &'static Table = &PETS;

        fn cells(&self) -> Vec<Cell<'_>> {
            self.0.clone()
        }
    }

    fn pet(kind: &'static str) -> Vec<Cell<'static>> {
        vec![kind.into(), "".into(), 3.into(), Cell::Null, true.into()]
    }

    #[test]
    fn an_empty_text_is_no_value() {
        let batch = batch_of(&[Pet(pet("cat"))]);
        assert_eq!(batch.num_rows(), 1);
        assert!(batch.column(1).is_null(0) && batch.column(3).is_null(0) && batch.column(2).is_valid(0));
    }

    #[test]
    #[should_panic(expected = "pets: a row has another number of cells")]
    fn refuses_a_short_row() {
        batch_of(&[Pet(pet("cat")[..4].to_vec())]);
    }

    #[test]
    #[should_panic(expected = "pets.kind: Text(\"cow\") is no value of it")]
    fn refuses_a_word_that_the_list_lacks() {
        batch_of(&[Pet(pet("cow"))]);
    }

    #[test]
    #[should_panic(expected = "pets.kind: a required value is missing")]
    fn refuses_a_missing_value() {
        batch_of(&[Pet(pet(""))]);
    }

    #[test]
    #[should_panic(expected = "pets.age: Number(1.5) is no value of it")]
    fn refuses_another_type() {
        let mut cells = pet("dog");
        cells[2] = 1.5.into();
        batch_of(&[Pet(cells)]);
    }

    #[test]
    #[should_panic(expected = "pets.weight: Number(NaN) is no value of it")]
    fn refuses_what_is_no_number() {
        let mut cells = pet("dog");
        cells[3] = f64::NAN.into();
        batch_of(&[Pet(cells)]);
    }
}
