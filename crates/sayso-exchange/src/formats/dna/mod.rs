//! A `.dna` file: the SQLite database of Discourse Network Analyzer 3, which its program and the R package rDNA open.
//!
//! One DNA statement stands for one stance, since it has one concept: the label of the issue, or the name of the actor, that the stance
//! is towards. Its `agreement` is 1 for support and 0 for opposition; DNA knows nothing else, so stances that are neutral, mixed or
//! without a position are left out, and counted. Its `person` and `organization` are those of `statements_flat`: who holds the stance,
//! and the body for which a person speaks. A stance of nobody, or of somebody of whom it is not known whether it is a person or a body,
//! is left out too, since it would stand in no network. So the networks of the file are those of `sayso network`.
//!
//! A statement stands where what was said stands, or, for a stance of a text's own voice, where its evidence stands. A document's date
//! is the first moment of what the dataset tells, and 1 January 1970 where that tells no year; `Notes` has it word for word. The file
//! opens with the password `sample`.
//!
//! # Source
//! Table and column names are those that DNA 3.1.2 reads; the file was opened with rDNA 3.1.2 when the format was worked out.

mod date;

mod password;

mod rows;

mod schema;

mod words;

use std::path::Path;

use rusqlite::Connection;

use crate::formats::Format;
use crate::output::Output;
use crate::{Dataset, ExchangeError};

const FILE: &str = "dataset.dna";

pub(super) const FORMAT: Format = Format {
    name: "dna",
    output: FILE,
    summary: "stances as statements of Discourse Network Analyzer 3 and rDNA; its password is `sample`",
    write,
};

fn write(dataset: &Dataset, output: &mut Output<'_>) -> Result<(), ExchangeError> {
    let path = output.create(FILE)?;
    let notes = fill(dataset, &path).map_err(ExchangeError::sqlite(&path))?;
    notes.into_iter().for_each(|note| output.note(note));
    Ok(())
}

/// Writes everything in one transaction, and gives back what is to be told.
fn fill(dataset: &Dataset, path: &Path) -> rusqlite::Result<Vec<String>> {
    let connection = Connection::open(path)?;
    connection.execute_batch(&format!("{}BEGIN;\n{}", schema::SETTINGS, schema::tables()))?;
    let notes = rows::write(dataset, &connection)?;
    connection.execute_batch("COMMIT;")?;
    connection.close().map_err(|(_, error)| error)?;
    Ok(notes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;

    fn written(tables: sayso_published::Tables) -> (tempfile::TempDir, Connection, Vec<String>) {
        let folder = tempfile::tempdir().unwrap();
        let mut output = Output::new(folder.path());
        write(&Dataset::of(tables), &mut output).unwrap();
        let connection = Connection::open(folder.path().join(FILE)).unwrap();
        let notes = output.finish().1;
        (folder, connection, notes)
    }

    /// The rows of a query, cells joined by `|`.
    fn rows(connection: &Connection, sql: &str) -> Vec<String> {
        let mut statement = connection.prepare(sql).unwrap();
        let n_columns = statement.column_count();
        let row = |row: &rusqlite::Row<'_>| -> rusqlite::Result<String> {
            let cells = (0..n_columns).map(|nth| -> rusqlite::Result<String> {
                Ok(match row.get_ref(nth)? {
                    rusqlite::types::ValueRef::Integer(number) => number.to_string(),
                    rusqlite::types::ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
                    other => format!("{other:?}"),
                })
            });
            Ok(cells.collect::<rusqlite::Result<Vec<String>>>()?.join("|"))
        };
        statement.query_map([], row).unwrap().collect::<rusqlite::Result<_>>().unwrap()
    }

    const EVENTS: &str = "\
        SELECT p.Value, o.Value, c.Value, b.Value, substr(d.Text, s.Start + 1, s.Stop - s.Start)
        FROM STATEMENTS s
        JOIN DOCUMENTS d ON d.ID = s.DocumentId
        JOIN DATASHORTTEXT dp ON dp.StatementId = s.ID AND dp.VariableId = 1 JOIN ENTITIES p ON p.ID = dp.Entity
        JOIN DATASHORTTEXT d_o ON d_o.StatementId = s.ID AND d_o.VariableId = 2 JOIN ENTITIES o ON o.ID = d_o.Entity
        JOIN DATASHORTTEXT dc ON dc.StatementId = s.ID AND dc.VariableId = 3 JOIN ENTITIES c ON c.ID = dc.Entity
        JOIN DATABOOLEAN b ON b.StatementId = s.ID AND b.VariableId = 4
        ORDER BY s.ID";

    #[test]
    fn a_statement_for_each_stance_for_or_against() {
        let (_folder, connection, notes) = written(samples::letter());
        let expected = [
            "Ann Park|Bridge Party|Bo Lind|1|the NTA wants no rent rise",
            "|Northwick Tenants’ Association|rent rise|0|no rent rise",
            "Bo Lind||rent rise|0|Never □",
        ];
        assert_eq!(rows(&connection, EVENTS), expected);
        assert!(notes[0].starts_with("1 stance left out"), "{notes:?}");
    }

    #[test]
    fn text_has_as_many_utf_16_units_as_code_points() {
        let (_folder, connection, _notes) = written(samples::letter());
        let texts = rows(&connection, "SELECT Text FROM DOCUMENTS ORDER BY ID");
        assert_eq!(texts[1].chars().count(), samples::LETTER.chars().count());
        assert_eq!(texts[1].encode_utf16().count(), texts[1].chars().count());
    }

    #[test]
    fn dates_titles_and_sources() {
        let (_folder, connection, _notes) = written(samples::letter());
        let expected = [
            "empty.txt||0|document d-empty; no date",
            "On rent & rises|Bo Lind|1551398400|document d-letter; date 2019-03 (month); https://example.org/letter?a=1&b=2",
        ];
        assert_eq!(
            rows(&connection, "SELECT Title, Author, Date, Notes FROM DOCUMENTS ORDER BY ID"),
            expected
        );
    }

    #[test]
    fn every_entity_has_every_attribute() {
        let (_folder, connection, _notes) = written(samples::letter());
        let missing = "SELECT e.ID FROM ENTITIES e JOIN ATTRIBUTEVARIABLES v ON v.VariableId = e.VariableId \
                       WHERE (SELECT count(*) FROM ATTRIBUTEVALUES a WHERE a.EntityId = e.ID AND a.AttributeVariableId = v.ID) != 1";
        assert!(rows(&connection, missing).is_empty());
        let empty = "SELECT VariableId FROM ENTITIES WHERE Value = '' ORDER BY 1";
        assert_eq!(rows(&connection, empty), ["1", "2", "3"]);
        let alias = "SELECT a.AttributeValue FROM ATTRIBUTEVALUES a JOIN ATTRIBUTEVARIABLES v ON v.ID = a.AttributeVariableId \
                     JOIN ENTITIES e ON e.ID = a.EntityId WHERE e.Value LIKE 'Northwick%' AND v.AttributeVariable = 'Alias'";
        assert_eq!(rows(&connection, alias), ["NTA"]);
    }

    #[test]
    fn labels_that_are_too_long_are_told() {
        let mut tables = samples::letter();
        tables.issues[0].label = "r".repeat(300);
        let (_folder, connection, notes) = written(tables);
        assert_eq!(rows(&connection, "SELECT max(length(Value)) FROM ENTITIES"), ["190"]);
        assert!(notes.iter().any(|note| note.contains("cut to 190 characters")), "{notes:?}");
    }
}
