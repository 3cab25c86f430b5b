//! What can be wrong with a coding.

use crate::level::Level;

/// A coding that cannot be read or compared.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AgreeError {
    /// A file without so much as a first line.
    #[error("{file}: this file is empty")]
    Empty {
        /// The file.
        file: String,
    },
    /// No CSV.
    #[error("{file}:{line}: {message}")]
    Csv {
        /// The file.
        file: String,
        /// Line, counted from 1.
        line: u64,
        /// What the CSV reader says.
        message: String,
    },
    /// A table of which the columns do not tell what it is.
    #[error(
        "{file}:1: this is no coding (unit_id, variable, value), statements (statement_id, content), stances (stance_id, \
         evidence), statement_parts or documents; its columns are {found}"
    )]
    UnknownTable {
        /// The file.
        file: String,
        /// The columns that there are.
        found: String,
    },
    /// A table without a column that it needs.
    #[error("{file}:1: there is no column {column:?}")]
    MissingColumn {
        /// The file.
        file: String,
        /// The column.
        column: &'static str,
    },
    /// An empty cell where one is needed.
    #[error("{file}:{line}: {column} is empty")]
    EmptyCell {
        /// The file.
        file: String,
        /// Line, counted from 1.
        line: u64,
        /// The column.
        column: &'static str,
    },
    /// A position that is none.
    #[error("{file}:{line}: {column} {words:?} is no position")]
    Position {
        /// The file.
        file: String,
        /// Line, counted from 1.
        line: u64,
        /// The column.
        column: &'static str,
        /// What stands there.
        words: String,
    },
    /// Something coded twice by one coder.
    #[error("{file}:{line}: {coder:?} has coded {what} on an earlier line too")]
    Twice {
        /// The file.
        file: String,
        /// Line, counted from 1.
        line: u64,
        /// The coder.
        coder: String,
        /// What is coded twice.
        what: String,
    },
    /// Fewer than two coders.
    #[error("agreement is between two coders or more; here is {}", .only.as_ref().map_or("none".to_owned(), |only| format!("one, {only:?}")))]
    TooFewCoders {
        /// The one that there is.
        only: Option<String>,
    },
    /// A level asked for a variable that nobody has coded.
    #[error("there is no variable {variable:?}; those that can be compared are {found}")]
    UnknownVariable {
        /// The variable.
        variable: String,
        /// The variables that there are.
        found: String,
    },
    /// A value that has no place on the scale asked for.
    #[error("value {value:?} of {variable}, unit {unit:?}, {reason}, as {level} alpha needs")]
    OffScale {
        /// The variable.
        variable: String,
        /// The unit.
        unit: String,
        /// The value.
        value: String,
        /// What is wrong with it.
        reason: &'static str,
        /// The level asked for.
        level: Level,
    },
}
