//! Tables as SQL, for one database file with all of them.

use std::fmt::Write;

use crate::{Column, ColumnType, TABLES, Table};

impl Table {
    /// The statement that creates the table in SQLite: types, keys and closed lists as constraints, each column's description as a
    /// comment, which the database keeps.
    ///
    /// Foreign keys are declared. SQLite tests them only where a connection asks for it (`PRAGMA foreign_keys`), or all at once
    /// (`PRAGMA foreign_key_check`), so rows may come in any order.
    pub fn sqlite_table(&self) -> String {
        let mut entries: Vec<(String, &str)> =
            self.columns.iter().map(|column| (definition(column), column.description)).collect();
        if !self.primary_key.is_empty() {
            entries.push((format!("PRIMARY KEY ({})", names(self.primary_key)), ""));
        }
        let unique =
            self.columns.iter().filter(|column| column.is_unique && self.primary_key != [column.name]);
        entries.extend(unique.map(|column| (format!("UNIQUE ({})", name(column.name)), "")));
        entries.extend(self.unique_keys.iter().map(|key| (format!("UNIQUE ({})", names(key)), "")));
        entries.extend(self.foreign_keys.iter().map(|key| {
            let (column, table, target) = (name(key.column), name(key.table), name(key.target));
            (format!("FOREIGN KEY ({column}) REFERENCES {table} ({target})"), "")
        }));
        let mut sql = format!("CREATE TABLE {} ( -- {}\n", name(self.name), self.description);
        for (nth, (entry, comment)) in entries.iter().enumerate() {
            let comma = if nth + 1 == entries.len() { "" } else { "," };
            let comment = if comment.is_empty() { String::new() } else { format!(" -- {comment}") };
            let _ = writeln!(sql, "  {entry}{comma}{comment}");
        }
        sql.push(')');
        sql
    }

    /// The statements that index the columns which point to other rows, for joins in the other direction.
    pub fn sqlite_indexes(&self) -> Vec<String> {
        let keys = self.foreign_keys.iter();
        keys.map(|key| {
            let index = name(&format!("{}_{}", self.name, key.column));
            format!("CREATE INDEX {index} ON {} ({})", name(self.name), name(key.column))
        })
        .collect()
    }

    /// The statement that inserts one row, with a numbered parameter for each column.
    pub fn sqlite_insert(&self) -> String {
        let columns: Vec<&str> = self.columns.iter().map(|column| column.name).collect();
        let parameters: Vec<String> = (1..=columns.len()).map(|nth| format!("?{nth}")).collect();
        format!("INSERT INTO {} ({}) VALUES ({})", name(self.name), names(&columns), parameters.join(", "))
    }
}

/// The statements that make views over the tables: what is joined most often, by names rather than by ids.
pub fn sqlite_views() -> &'static [&'static str] {
    &[WHO_SAID_WHAT, WHO_STANDS_WHERE, WHO_BELONGS_WHERE]
}

const WHO_SAID_WHAT: &str = "\
CREATE VIEW who_said_what AS -- One row for each statement, with the names of speaker, reporter and addressee.
SELECT statements.statement_id, documents.title, documents.source, coalesce(statements.date, documents.date) AS date,
       speaker.name AS speaker, speaker.actor_type AS speaker_type, statements.speaker_surface, statements.cue, statements.content,
       statements.mode, statements.act, statements.is_negated, statements.is_hypothetical, reporter.name AS reported_by,
       addressee.name AS said_to, statements.sensitivity, statements.rule_id, statements.confidence,
       statements.document_id, statements.start_char, statements.end_char
FROM statements
JOIN documents ON documents.document_id = statements.document_id
LEFT JOIN actors AS speaker ON speaker.actor_id = statements.speaker_id
LEFT JOIN actors AS reporter ON reporter.actor_id = statements.reported_by_id
LEFT JOIN actors AS addressee ON addressee.actor_id = statements.addressee_id";

const WHO_STANDS_WHERE: &str = "\
CREATE VIEW who_stands_where AS -- One row for each stance, with the names of holder and target.
SELECT stances.stance_id, holder.name AS holder, stances.polarity, stances.score, stances.target_type,
       coalesce(target.name, issues.label) AS target, stances.evidence, stances.is_explicit, stances.statement_id, stances.rule_id,
       stances.confidence, stances.document_id, stances.evidence_start_char, stances.evidence_end_char
FROM stances
LEFT JOIN actors AS holder ON holder.actor_id = stances.holder_id
LEFT JOIN actors AS target ON stances.target_type = 'actor' AND target.actor_id = stances.target_id
LEFT JOIN issues ON stances.target_type = 'issue' AND issues.issue_id = stances.target_id";

const WHO_BELONGS_WHERE: &str = "\
CREATE VIEW who_belongs_where AS -- One row for each affiliation, with the names of member and body.
SELECT affiliations.affiliation_id, member.name AS member, affiliations.role, body.name AS organisation, affiliations.area,
       affiliations.status, affiliations.start_date, affiliations.end_date, affiliations.evidence, affiliations.confidence,
       affiliations.document_id, affiliations.evidence_start_char, affiliations.evidence_end_char
FROM affiliations
JOIN actors AS member ON member.actor_id = affiliations.member_id
JOIN actors AS body ON body.actor_id = affiliations.organisation_id";

/// Tables in the order in which somebody new to a dataset reads them: the joined one first.
pub fn reading_order() -> impl Iterator<Item = &'static Table> {
    TABLES.iter().rev().take(1).chain(TABLES.iter().rev().skip(1).rev()).copied()
}

fn definition(column: &Column) -> String {
    let quoted = name(column.name);
    let kind = match column.column_type {
        ColumnType::Text | ColumnType::Closed(_) => "TEXT",
        ColumnType::Integer => "INTEGER",
        ColumnType::Number => "REAL",
        ColumnType::Boolean => "BOOLEAN",
    };
    let mut definition = format!("{quoted} {kind}");
    if !column.is_nullable {
        definition.push_str(" NOT NULL");
    }
    match column.column_type {
        ColumnType::Closed(words) => {
            let words: Vec<String> =
                words.iter().map(|word| format!("'{}'", word.replace('\'', "''"))).collect();
            let _ = write!(definition, " CHECK ({quoted} IN ({}))", words.join(", "));
        }
        ColumnType::Boolean => {
            let _ = write!(definition, " CHECK ({quoted} IN (0, 1))");
        }
        ColumnType::Text | ColumnType::Integer | ColumnType::Number => {}
    }
    for (sign, bound) in [(">=", column.minimum), ("<=", column.maximum)] {
        if let Some(bound) = bound {
            let _ = write!(definition, " CHECK ({quoted} {sign} {bound})");
        }
    }
    definition
}

fn name(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

fn names(columns: &[&str]) -> String {
    columns.iter().map(|column| name(column)).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table;

    #[test]
    fn tells_types_keys_lists_and_meanings() {
        let sql = table("statements").unwrap().sqlite_table();
        for expected in [
            "CREATE TABLE \"statements\" ( -- One row each time",
            "  \"statement_id\" TEXT NOT NULL, -- Id made from",
            "\"mode\" TEXT NOT NULL CHECK (\"mode\" IN ('direct', 'indirect', 'mixed', 'block')),",
            "\"is_negated\" BOOLEAN NOT NULL CHECK (\"is_negated\" IN (0, 1)),",
            "\"confidence\" REAL CHECK (\"confidence\" >= 0) CHECK (\"confidence\" <= 1),",
            "  PRIMARY KEY (\"statement_id\"),\n",
            "  FOREIGN KEY (\"addressee_id\") REFERENCES \"actors\" (\"actor_id\")\n)",
        ] {
            assert!(sql.contains(expected), "{expected} in {sql}");
        }
    }

    #[test]
    fn a_comment_never_ends_before_its_line() {
        for table in TABLES {
            assert!(!table.description.contains('\n'), "{}", table.name);
            assert!(table.columns.iter().all(|column| !column.description.contains('\n')), "{}", table.name);
        }
    }

    #[test]
    fn the_joined_table_is_read_first() {
        let order: Vec<&str> = reading_order().map(|table| table.name).collect();
        assert_eq!((order[0], order.len()), ("statements_flat", TABLES.len()));
        assert_eq!(order[1], TABLES[0].name);
    }
}
