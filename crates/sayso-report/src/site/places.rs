//! Numbers for the ids of the tables, in the order in which the page shows their rows.

use std::cmp::Reverse;
use std::collections::HashMap;

use sayso_published::PublishedError;
use sayso_published::{DocumentRow, StanceRow, StatementRow, Tables};

/// A cell of a table, for messages.
#[derive(Clone, Copy)]
pub(crate) struct Cell {
    pub(crate) table: &'static str,
    /// Counted from 1, without the header.
    pub(crate) row: usize,
    pub(crate) column: &'static str,
}

/// The ids of one table with the numbers of their rows in the report.
pub(crate) struct Ids<'a> {
    table: &'static str,
    numbers: HashMap<&'a str, usize>,
}

impl<'a> Ids<'a> {
    fn of(table: &'static str, ids: impl Iterator<Item = &'a str>) -> Self {
        Self { table, numbers: ids.enumerate().map(|(number, id)| (id, number)).collect() }
    }

    /// The number of `id`, which stands in `cell`.
    pub(crate) fn find(&self, cell: Cell, id: &str) -> Result<usize, PublishedError> {
        self.numbers.get(id).copied().ok_or_else(|| PublishedError::Dangling {
            table: cell.table,
            row: cell.row,
            column: cell.column,
            id: id.to_owned(),
            target: self.table,
        })
    }

    /// The same for a cell that may be empty.
    pub(crate) fn find_if(&self, cell: Cell, id: Option<&str>) -> Result<Option<usize>, PublishedError> {
        id.map(|id| self.find(cell, id)).transpose()
    }
}

/// One place of the words that a stance rests on.
pub(crate) struct Piece<'a> {
    pub(crate) document: usize,
    pub(crate) statement: Option<usize>,
    pub(crate) polarity: Option<&'a str>,
    pub(crate) text: &'a str,
    pub(crate) start_char: usize,
    pub(crate) end_char: usize,
}

/// Where everything is.
pub(crate) struct Places<'a> {
    pub(crate) documents: Ids<'a>,
    pub(crate) actors: Ids<'a>,
    pub(crate) issues: Ids<'a>,
    pub(crate) statements: Ids<'a>,
    pub(crate) stances: Ids<'a>,
    /// Documents with their rows in the table, counted from 1.
    document_order: Vec<(usize, &'a DocumentRow)>,
    n_chars: Vec<usize>,
    /// Statements with their rows in the table, counted from 1.
    statement_order: Vec<(usize, &'a StatementRow)>,
    /// The document of each statement.
    statement_documents: Vec<usize>,
    /// Stances with their rows in the table, counted from 1.
    stance_order: Vec<(usize, &'a StanceRow)>,
}

impl<'a> Places<'a> {
    /// Puts documents in the order of their dates, then titles; statements and stances in the order of their texts.
    ///
    /// # Errors
    /// A statement or stance of a document that is not there.
    pub(crate) fn of(tables: &'a Tables) -> Result<Self, PublishedError> {
        let mut document_order: Vec<(usize, &DocumentRow)> = (1..).zip(&tables.documents).collect();
        document_order.sort_by_key(|(_, row)| {
            (row.date.is_none(), &row.date, &row.title, &row.source, &row.document_id)
        });
        let documents = Ids::of("documents", document_order.iter().map(|(_, row)| row.document_id.as_str()));
        let statement_order = order_statements(tables, &documents)?;
        let stance_order = order_stances(tables, &documents)?;
        Ok(Self {
            actors: Ids::of("actors", tables.actors.iter().map(|row| row.actor_id.as_str())),
            issues: Ids::of("issues", tables.issues.iter().map(|row| row.issue_id.as_str())),
            statements: Ids::of(
                "statements",
                statement_order.iter().map(|(_, _, row)| row.statement_id.as_str()),
            ),
            stances: Ids::of("stances", stance_order.iter().map(|(_, row)| row.stance_id.as_str())),
            n_chars: document_order.iter().map(|(_, row)| row.text.chars().count()).collect(),
            documents,
            document_order,
            statement_documents: statement_order.iter().map(|(document, _, _)| *document).collect(),
            statement_order: statement_order
                .into_iter()
                .map(|(_, row, statement)| (row, statement))
                .collect(),
            stance_order,
        })
    }

    /// Documents in order, each with its row in the table.
    pub(crate) fn document_rows(&self) -> &[(usize, &'a DocumentRow)] {
        &self.document_order
    }

    pub(crate) fn document(&self, number: usize) -> &'a DocumentRow {
        self.document_order[number].1
    }

    /// Statements in order, each with its row in the table.
    pub(crate) fn statement_rows(&self) -> &[(usize, &'a StatementRow)] {
        &self.statement_order
    }

    pub(crate) fn statement(&self, number: usize) -> &'a StatementRow {
        self.statement_order[number].1
    }

    pub(crate) fn document_of_statement(&self, number: usize) -> usize {
        self.statement_documents[number]
    }

    /// Stances in order, each with its row in the table.
    pub(crate) fn stance_rows(&self) -> &[(usize, &'a StanceRow)] {
        &self.stance_order
    }

    /// Whether the text of a document has a span.
    pub(crate) fn check(
        &self,
        cell: Cell,
        document: usize,
        start_char: usize,
        end_char: usize,
    ) -> Result<(), PublishedError> {
        let n_chars = self.n_chars[document];
        if start_char <= end_char && end_char <= n_chars {
            return Ok(());
        }
        Err(PublishedError::OutsideText { table: cell.table, row: cell.row, start_char, end_char, n_chars })
    }

    /// For each stance, the words it rests on: those of `stance_evidence`, or its own where that table has none.
    pub(crate) fn evidence(&self, tables: &'a Tables) -> Result<Vec<Vec<Piece<'a>>>, PublishedError> {
        let mut evidence: Vec<Vec<Piece<'_>>> = self.stance_order.iter().map(|_| Vec::new()).collect();
        for (nth, row) in tables.stance_evidence.iter().enumerate() {
            let cell = |column| Cell { table: "stance_evidence", row: nth + 1, column };
            let document = self.documents.find(cell("document_id"), &row.document_id)?;
            self.check(cell("start_char"), document, row.start_char, row.end_char)?;
            evidence[self.stances.find(cell("stance_id"), &row.stance_id)?].push(Piece {
                document,
                statement: self.statements.find_if(cell("statement_id"), row.statement_id.as_deref())?,
                polarity: row.polarity.as_deref(),
                text: &row.text,
                start_char: row.start_char,
                end_char: row.end_char,
            });
        }
        for (pieces, (nth, row)) in evidence.iter_mut().zip(&self.stance_order) {
            let cell = |column| Cell { table: "stances", row: *nth, column };
            let document = self.documents.find(cell("document_id"), &row.document_id)?;
            self.check(
                cell("evidence_start_char"),
                document,
                row.evidence_start_char,
                row.evidence_end_char,
            )?;
            if pieces.is_empty() {
                pieces.push(Piece {
                    document,
                    statement: self.statements.find_if(cell("statement_id"), row.statement_id.as_deref())?,
                    polarity: row.polarity.as_deref(),
                    text: &row.evidence,
                    start_char: row.evidence_start_char,
                    end_char: row.evidence_end_char,
                });
            }
        }
        Ok(evidence)
    }
}

/// Statements with their documents and rows. One that holds another comes first, also where both have the same words.
fn order_statements<'a>(
    tables: &'a Tables,
    documents: &Ids<'_>,
) -> Result<Vec<(usize, usize, &'a StatementRow)>, PublishedError> {
    let by_id: HashMap<&str, &StatementRow> =
        tables.statements.iter().map(|row| (row.statement_id.as_str(), row)).collect();
    let depth = |row: &StatementRow| {
        let outer = |row: &&StatementRow| row.inside_id.as_deref().and_then(|id| by_id.get(id).copied());
        // a circle, which no build makes, ends too
        std::iter::successors(Some(row), outer).take(by_id.len()).count()
    };
    let mut order = Vec::new();
    for (nth, row) in tables.statements.iter().enumerate() {
        let cell = Cell { table: "statements", row: nth + 1, column: "document_id" };
        order.push((documents.find(cell, &row.document_id)?, nth + 1, row));
    }
    order.sort_by_cached_key(|(document, nth, row)| {
        (*document, row.start_char, Reverse(row.end_char), depth(row), *nth)
    });
    Ok(order)
}

fn order_stances<'a>(
    tables: &'a Tables,
    documents: &Ids<'_>,
) -> Result<Vec<(usize, &'a StanceRow)>, PublishedError> {
    let mut order = Vec::new();
    for (nth, row) in tables.stances.iter().enumerate() {
        let cell = Cell { table: "stances", row: nth + 1, column: "document_id" };
        order.push((documents.find(cell, &row.document_id)?, nth + 1, row));
    }
    order.sort_by_key(|(document, nth, row)| (*document, row.evidence_start_char, *nth));
    Ok(order.into_iter().map(|(_, nth, row)| (nth, row)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;

    #[test]
    fn the_outer_statement_comes_first() {
        let mut tables = samples::letter();
        tables.statements.reverse();
        let places = Places::of(&tables).unwrap();
        let ids: Vec<&str> =
            places.statement_rows().iter().map(|(_, row)| row.statement_id.as_str()).collect();
        assert_eq!(ids, ["s-letter", "s-inner", "s-split"]);
        let rows: Vec<usize> = places.statement_rows().iter().map(|(row, _)| *row).collect();
        assert_eq!(rows, [3, 2, 1]);
    }

    #[test]
    fn statements_within_one_another_in_a_circle_have_an_order() {
        let mut tables = samples::letter();
        tables.statements[0].inside_id = Some("s-inner".to_owned());
        assert_eq!(Places::of(&tables).unwrap().statement_rows().len(), 3);
    }

    #[test]
    fn an_id_that_is_not_there_is_told_with_its_row() {
        let mut tables = samples::letter();
        tables.statements[1].document_id = "d-lost".to_owned();
        let error = Places::of(&tables).err().unwrap();
        assert_eq!(error.to_string(), "statements row 2: document_id \"d-lost\" is not in documents");
    }

    #[test]
    fn documents_come_by_date_and_undated_ones_last() {
        let document = |id: &str, date: Option<&str>| DocumentRow {
            document_id: id.to_owned(),
            date: date.map(str::to_owned),
            ..DocumentRow::default()
        };
        let documents =
            vec![document("a", None), document("b", Some("2019-02")), document("c", Some("2018"))];
        let tables = Tables { documents, ..Tables::default() };
        let places = Places::of(&tables).unwrap();
        let ids: Vec<&str> = places.document_rows().iter().map(|(_, row)| row.document_id.as_str()).collect();
        assert_eq!(ids, ["c", "b", "a"]);
    }

    #[test]
    fn a_stance_without_rows_of_evidence_has_its_own() {
        let tables = samples::letter();
        let texts = |tables: &Tables| -> Vec<Vec<String>> {
            let places = Places::of(tables).unwrap();
            let evidence = places.evidence(tables).unwrap();
            evidence.iter().map(|pieces| pieces.iter().map(|piece| piece.text.to_owned()).collect()).collect()
        };
        assert_eq!(texts(&tables), [vec!["Never", "raise the rent"]]);
        let plain = Tables { stance_evidence: Vec::new(), ..tables };
        assert_eq!(texts(&plain), [vec!["Never"]]);
    }
}
