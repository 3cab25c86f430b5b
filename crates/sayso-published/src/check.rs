//! Whether the rows of a dataset hold together.

use std::collections::HashMap;

use crate::{PublishedError, Tables};

/// The ids of one table with the numbers of their rows.
struct Keys<'a> {
    table: &'static str,
    rows: HashMap<&'a str, usize>,
}

impl<'a> Keys<'a> {
    fn of(table: &'static str, ids: impl Iterator<Item = &'a String>) -> Result<Self, PublishedError> {
        let mut rows = HashMap::new();
        for (nth, id) in ids.enumerate() {
            if rows.insert(id.as_str(), nth).is_some() {
                return Err(PublishedError::Twice { table, row: nth + 1, id: id.clone() });
            }
        }
        Ok(Self { table, rows })
    }

    /// The number of the row that `id` names, if a cell of `table` names any.
    fn find(
        &self,
        (table, nth): (&'static str, usize),
        column: &'static str,
        id: Option<&String>,
    ) -> Result<Option<usize>, PublishedError> {
        let Some(id) = id else { return Ok(None) };
        match self.rows.get(id.as_str()) {
            Some(&found) => Ok(Some(found)),
            None => Err(PublishedError::Dangling {
                table,
                row: nth + 1,
                column,
                id: id.clone(),
                target: self.table,
            }),
        }
    }
}

impl Tables {
    /// Tells whether every key is there once, every id names a row, every position lies in its text, and no segment or statement
    /// lies within itself.
    ///
    /// Whether words stand where they are said to stand is for `sayso check`.
    ///
    /// # Errors
    /// [`PublishedError::Twice`], [`PublishedError::Dangling`], [`PublishedError::OutsideText`] and [`PublishedError::Circle`], for
    /// the first fault.
    pub fn check(&self) -> Result<(), PublishedError> {
        let documents = Keys::of("documents", self.documents.iter().map(|row| &row.document_id))?;
        let actors = Keys::of("actors", self.actors.iter().map(|row| &row.actor_id))?;
        let issues = Keys::of("issues", self.issues.iter().map(|row| &row.issue_id))?;
        let segments = Keys::of("segments", self.segments.iter().map(|row| &row.segment_id))?;
        let statements = Keys::of("statements", self.statements.iter().map(|row| &row.statement_id))?;
        let stances = Keys::of("stances", self.stances.iter().map(|row| &row.stance_id))?;
        let n_chars: Vec<usize> = self.documents.iter().map(|row| row.text.chars().count()).collect();
        let within = |cell: (&'static str, usize), document: Option<usize>, start_char, end_char| {
            let n_chars = document.map_or(0, |document| n_chars[document]);
            if start_char <= end_char && end_char <= n_chars {
                return Ok(());
            }
            let (table, row) = (cell.0, cell.1 + 1);
            Err(PublishedError::OutsideText { table, row, start_char, end_char, n_chars })
        };

        for (nth, row) in self.documents.iter().enumerate() {
            actors.find(("documents", nth), "author_id", row.author_id.as_ref())?;
        }
        for (nth, row) in self.segments.iter().enumerate() {
            let cell = ("segments", nth);
            let document = documents.find(cell, "document_id", Some(&row.document_id))?;
            segments.find(cell, "parent_segment_id", row.parent_segment_id.as_ref())?;
            actors.find(cell, "author_id", row.author_id.as_ref())?;
            actors.find(cell, "addressee_id", row.addressee_id.as_ref())?;
            within(cell, document, row.start_char, row.end_char)?;
        }
        for (nth, row) in self.actor_names.iter().enumerate() {
            actors.find(("actor_names", nth), "actor_id", Some(&row.actor_id))?;
        }
        for (nth, row) in self.actor_identifiers.iter().enumerate() {
            actors.find(("actor_identifiers", nth), "actor_id", Some(&row.actor_id))?;
        }
        for (nth, row) in self.mentions.iter().enumerate() {
            let cell = ("mentions", nth);
            let document = documents.find(cell, "document_id", Some(&row.document_id))?;
            actors.find(cell, "actor_id", row.actor_id.as_ref())?;
            within(cell, document, row.start_char, row.end_char)?;
        }
        for (nth, row) in self.statements.iter().enumerate() {
            let cell = ("statements", nth);
            let document = documents.find(cell, "document_id", Some(&row.document_id))?;
            segments.find(cell, "segment_id", Some(&row.segment_id))?;
            statements.find(cell, "inside_id", row.inside_id.as_ref())?;
            actors.find(cell, "speaker_id", row.speaker_id.as_ref())?;
            actors.find(cell, "reported_by_id", row.reported_by_id.as_ref())?;
            actors.find(cell, "addressee_id", row.addressee_id.as_ref())?;
            within(cell, document, row.start_char, row.end_char)?;
        }
        for (nth, row) in self.statement_parts.iter().enumerate() {
            let cell = ("statement_parts", nth);
            let statement = statements.find(cell, "statement_id", Some(&row.statement_id))?;
            let document = statement.and_then(|nth| {
                let document_id = &self.statements[nth].document_id;
                documents.rows.get(document_id.as_str()).copied()
            });
            within(cell, document, row.start_char, row.end_char)?;
        }
        for (nth, row) in self.stances.iter().enumerate() {
            let cell = ("stances", nth);
            let document = documents.find(cell, "document_id", Some(&row.document_id))?;
            statements.find(cell, "statement_id", row.statement_id.as_ref())?;
            actors.find(cell, "holder_id", row.holder_id.as_ref())?;
            let targets = if row.target_type == "issue" { &issues } else { &actors };
            targets.find(cell, "target_id", Some(&row.target_id))?;
            within(cell, document, row.evidence_start_char, row.evidence_end_char)?;
        }
        for (nth, row) in self.stance_evidence.iter().enumerate() {
            let cell = ("stance_evidence", nth);
            let document = documents.find(cell, "document_id", Some(&row.document_id))?;
            stances.find(cell, "stance_id", Some(&row.stance_id))?;
            statements.find(cell, "statement_id", row.statement_id.as_ref())?;
            within(cell, document, row.start_char, row.end_char)?;
        }
        for (nth, row) in self.affiliations.iter().enumerate() {
            let cell = ("affiliations", nth);
            documents.find(cell, "document_id", Some(&row.document_id))?;
            actors.find(cell, "member_id", Some(&row.member_id))?;
            actors.find(cell, "organisation_id", Some(&row.organisation_id))?;
        }
        let outer = self.segments.iter().map(|row| row.parent_segment_id.as_ref());
        no_circle(&segments, &outer.collect::<Vec<_>>())?;
        let outer = self.statements.iter().map(|row| row.inside_id.as_ref());
        no_circle(&statements, &outer.collect::<Vec<_>>())
    }
}

/// `outer` has, for each row, the id of the row that holds it.
fn no_circle(keys: &Keys<'_>, outer: &[Option<&String>]) -> Result<(), PublishedError> {
    // rows from which a way out is known
    let mut is_free = vec![false; outer.len()];
    for start in 0..outer.len() {
        let mut way = Vec::new();
        let mut next = Some(start);
        while let Some(nth) = next.filter(|&nth| !is_free[nth]) {
            if way.len() > outer.len() {
                let id = keys.rows.iter().find(|(_, row)| **row == nth).map(|(id, _)| (*id).to_owned());
                let id = id.unwrap_or_default();
                return Err(PublishedError::Circle { table: keys.table, row: nth + 1, id });
            }
            way.push(nth);
            next = outer[nth].and_then(|id| keys.rows.get(id.as_str()).copied());
        }
        for nth in way {
            is_free[nth] = true;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{DocumentRow, MentionRow, SegmentRow, StanceRow, StatementRow};

    fn tables() -> Tables {
        let document =
            DocumentRow { document_id: "d".to_owned(), text: "é🙂x".to_owned(), ..Default::default() };
        let segment = |id: &str, parent: Option<&str>| SegmentRow {
            segment_id: id.to_owned(),
            document_id: "d".to_owned(),
            parent_segment_id: parent.map(str::to_owned),
            end_char: 3,
            ..Default::default()
        };
        let statement = StatementRow {
            statement_id: "s".to_owned(),
            document_id: "d".to_owned(),
            segment_id: "b".to_owned(),
            ..Default::default()
        };
        Tables {
            documents: vec![document],
            segments: vec![segment("a", None), segment("b", Some("a"))],
            statements: vec![statement],
            ..Tables::default()
        }
    }

    fn fault(change: impl FnOnce(&mut Tables)) -> String {
        let mut tables = tables();
        tables.check().unwrap();
        change(&mut tables);
        tables.check().unwrap_err().to_string()
    }

    #[test]
    fn ids_are_those_of_rows() {
        let told = fault(|tables| tables.statements[0].speaker_id = Some("per-x".to_owned()));
        assert_eq!(told, "statements row 1: speaker_id \"per-x\" is not in actors");
        let stance = StanceRow {
            document_id: "d".to_owned(),
            target_type: "issue".to_owned(),
            target_id: "rent".to_owned(),
            ..Default::default()
        };
        let told = fault(|tables| tables.stances.push(stance));
        assert_eq!(told, "stances row 1: target_id \"rent\" is not in issues");
        let told = fault(|tables| tables.documents.push(tables.documents[0].clone()));
        assert_eq!(told, "documents row 2: \"d\" is there already");
    }

    #[test]
    fn positions_count_code_points() {
        let mention = MentionRow { document_id: "d".to_owned(), end_char: 4, ..Default::default() };
        let told = fault(|tables| tables.mentions.push(mention));
        assert_eq!(told, "mentions row 1: 0..4 is not within the 3 characters of the text");
    }

    #[test]
    fn nothing_lies_within_itself() {
        let told = fault(|tables| tables.segments[0].parent_segment_id = Some("b".to_owned()));
        assert!(told.ends_with("lies within itself"), "{told}");
        let told = fault(|tables| tables.statements[0].inside_id = Some("s".to_owned()));
        assert_eq!(told, "statements row 1: \"s\" lies within itself");
    }
}
