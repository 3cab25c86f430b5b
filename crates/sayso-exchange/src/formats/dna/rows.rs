//! The rows of a `.dna` file.

use std::collections::HashMap;

use rusqlite::{Connection, params};
use sayso_published::{ActorRow, DocumentRow, StanceRow};

use super::date::seconds;
use super::password::stored;
use super::schema::insert_coder;
use super::words::{Labels, Words};
use crate::Dataset;
use crate::formats::counted;
use crate::index::Index;
use crate::sides::{Lacks, Side};

/// What DNA looks at to know that it can read the file.
const VERSION: &str = "3.1.2";

/// Who coded: this program, or a person.
const PROGRAM: i64 = 1;
const PERSON_CODER: i64 = 2;

/// The statement type and its variables.
const STATEMENT_TYPE: i64 = 1;
const PERSON: i64 = 1;
const ORGANIZATION: i64 = 2;
const CONCEPT: i64 = 3;
const AGREEMENT: i64 = 4;
const SHORT_TEXTS: [i64; 3] = [PERSON, ORGANIZATION, CONCEPT];
const VARIABLES: [(i64, &str, &str); 4] = [
    (PERSON, "person", "short text"),
    (ORGANIZATION, "organization", "short text"),
    (CONCEPT, "concept", "short text"),
    (AGREEMENT, "agreement", "boolean"),
];

/// What is told of each entity: what it is, another name of it, and what else is known.
const ATTRIBUTES: [&str; 3] = ["Type", "Alias", "Notes"];

/// Writes all rows, and gives back what is to be told.
pub(super) fn write(dataset: &Dataset, connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let writer = Writer {
        index: Index::of(dataset),
        connection,
        words: Words::default(),
        labels: HashMap::new(),
        entities: HashMap::new(),
        n_statements: 0,
        left_out: LeftOut::default(),
        n_dated_by_document: 0,
    };
    writer.write(dataset)
}

struct Writer<'a> {
    index: Index<'a>,
    connection: &'a Connection,
    words: Words,
    /// Labels of each variable.
    labels: HashMap<i64, Labels>,
    /// Entities by variable and label.
    entities: HashMap<(i64, String), i64>,
    n_statements: i64,
    left_out: LeftOut,
    n_dated_by_document: usize,
}

/// How many stances are not written, by what they lack.
#[derive(Default)]
struct LeftOut {
    polarity: usize,
    holder: usize,
    words: usize,
}

impl<'a> Writer<'a> {
    fn write(mut self, dataset: &'a Dataset) -> rusqlite::Result<Vec<String>> {
        self.frame()?;
        for variable in SHORT_TEXTS {
            self.labels.insert(variable, Labels::default());
            self.entity(variable, "", ["", "", ""])?;
        }
        for (nth, document) in (1..).zip(&dataset.tables().documents) {
            self.document(nth, document)?;
            for stance in self.index.stances_of(&document.document_id).to_vec() {
                self.stance(nth, stance)?;
            }
        }
        Ok(self.notes())
    }

    /// Everything but documents, entities and statements.
    fn frame(&self) -> rusqlite::Result<()> {
        self.connection.execute("INSERT INTO SETTINGS VALUES ('version', ?1)", [VERSION])?;
        let password = stored();
        for (id, name, red, green, blue) in
            [(PROGRAM, "sayso", 90, 120, 180), (PERSON_CODER, "hand", 180, 120, 90)]
        {
            self.connection.execute(&insert_coder(), params![id, name, password, red, green, blue])?;
        }
        for (id, one, other) in [(1, PROGRAM, PERSON_CODER), (2, PERSON_CODER, PROGRAM)] {
            let insert = "INSERT INTO CODERRELATIONS VALUES (?1, ?2, ?3, 1, 1, 1, 1)";
            self.connection.execute(insert, params![id, one, other])?;
        }
        let insert = "INSERT INTO STATEMENTTYPES VALUES (?1, 'DNA Statement', 90, 120, 180)";
        self.connection.execute(insert, [STATEMENT_TYPE])?;
        for (id, name, data_type) in VARIABLES {
            let insert = "INSERT INTO VARIABLES VALUES (?1, ?2, ?3, ?4)";
            self.connection.execute(insert, params![id, name, data_type, STATEMENT_TYPE])?;
        }
        for variable in SHORT_TEXTS {
            for (nth, name) in (1..).zip(ATTRIBUTES) {
                let insert = "INSERT INTO ATTRIBUTEVARIABLES VALUES (?1, ?2, ?3)";
                self.connection.execute(insert, params![attribute(variable, nth), variable, name])?;
            }
        }
        Ok(())
    }

    fn document(&mut self, id: i64, row: &DocumentRow) -> rusqlite::Result<()> {
        let author = row.author_id.as_deref().map_or("", |id| &self.index.actor(id).name);
        let source = row.publisher.as_deref().unwrap_or(&row.source);
        let mut notes = format!("document {}; ", row.document_id);
        match &row.date {
            Some(date) => notes += &format!("date {date} ({})", row.date_precision),
            None => notes += "no date",
        }
        for known in [&row.url, &row.licence].into_iter().flatten() {
            notes += &format!("; {known}");
        }
        let title = row.title.as_deref().filter(|title| !title.is_empty()).unwrap_or(&row.source);
        let (title, text) = (self.words.line(title), self.words.text(&row.text));
        let (author, source, notes) =
            (self.words.line(author), self.words.line(source), self.words.text(&notes));
        let seconds = row.date.as_deref().and_then(seconds).unwrap_or(0);
        let insert = "INSERT INTO DOCUMENTS VALUES (?1, ?2, ?3, ?4, ?5, ?6, '', ?7, ?8, ?9)";
        self.connection
            .execute(insert, params![id, title, text, PROGRAM, author, source, notes, row.genre, seconds])?;
        Ok(())
    }

    fn stance(&mut self, document_id: i64, row: &StanceRow) -> rusqlite::Result<()> {
        let side = match Side::of(&self.index, row) {
            Ok(side) => side,
            Err(lacks) => {
                match lacks {
                    Lacks::Polarity => self.left_out.polarity += 1,
                    Lacks::Holder => self.left_out.holder += 1,
                }
                return Ok(());
            }
        };
        let statement = row.statement_id.as_deref().map(|id| self.index.statement(id));
        let (start, stop) = statement
            .map_or((row.evidence_start_char, row.evidence_end_char), |row| (row.start_char, row.end_char));
        if start >= stop {
            self.left_out.words += 1;
            return Ok(());
        }
        self.n_dated_by_document += usize::from(statement.is_some_and(|statement| statement.date.is_some()));
        let coder = if row.method == "hand" { PERSON_CODER } else { PROGRAM };
        self.n_statements += 1;
        let id = self.n_statements;
        let (start, stop) = (start as i64, stop as i64);
        let insert = "INSERT INTO STATEMENTS VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        self.connection.execute(insert, params![id, STATEMENT_TYPE, document_id, start, stop, coder])?;
        let entities =
            [self.actor(PERSON, side.person)?, self.actor(ORGANIZATION, side.body)?, self.concept(row)?];
        for (variable, entity) in SHORT_TEXTS.into_iter().zip(entities) {
            let insert = "INSERT INTO DATASHORTTEXT (StatementId, VariableId, Entity) VALUES (?1, ?2, ?3)";
            self.connection.execute(insert, params![id, variable, entity])?;
        }
        let insert = "INSERT INTO DATABOOLEAN (StatementId, VariableId, Value) VALUES (?1, ?2, ?3)";
        self.connection.execute(insert, params![id, AGREEMENT, side.agrees])?;
        Ok(())
    }

    fn actor(&mut self, variable: i64, row: Option<&ActorRow>) -> rusqlite::Result<i64> {
        let Some(row) = row else { return self.entity(variable, "", ["", "", ""]) };
        let names = self.index.names_of(&row.actor_id);
        let alias = names.iter().find(|name| name.name_type == "acronym").map_or("", |name| &name.name);
        let known = self.index.identifiers_of(&row.actor_id).iter();
        let known: Vec<String> = known.map(|row| format!("{} {}", row.scheme, row.identifier)).collect();
        let kind = row.classification.as_deref().unwrap_or(&row.actor_type);
        self.entity(variable, &row.name, [kind, alias, &known.join("; ")])
    }

    fn concept(&mut self, row: &StanceRow) -> rusqlite::Result<i64> {
        if row.target_type != "issue" {
            return self.actor(CONCEPT, Some(self.index.actor(&row.target_id)));
        }
        let issue = self.index.issue(&row.target_id);
        self.entity(CONCEPT, &issue.label, ["issue", "", issue.definition.as_deref().unwrap_or_default()])
    }

    /// The entity of that name, made with its attributes if it is new.
    fn entity(&mut self, variable: i64, name: &str, attributes: [&str; 3]) -> rusqlite::Result<i64> {
        let label = self.labels.entry(variable).or_default().label(&mut self.words, name);
        let next = self.entities.len() as i64 + 1;
        let id = *self.entities.entry((variable, label.clone())).or_insert(next);
        if id < next {
            return Ok(id);
        }
        let insert = "INSERT INTO ENTITIES VALUES (?1, ?2, ?3, 0, 0, 0, NULL)";
        self.connection.execute(insert, params![id, variable, label])?;
        for (nth, value) in (1..).zip(attributes) {
            let insert = "INSERT INTO ATTRIBUTEVALUES (EntityId, AttributeVariableId, AttributeValue) VALUES (?1, ?2, ?3)";
            let value = self.words.line(value);
            self.connection.execute(insert, params![id, attribute(variable, nth), value])?;
        }
        Ok(id)
    }

    fn notes(&self) -> Vec<String> {
        let stances = |n: usize, what: &str| counted(n, "stance", "stances", what);
        [
            stances(self.left_out.polarity, "left out: neither for nor against"),
            stances(self.left_out.holder, "left out: not known to be of a person or a body"),
            stances(self.left_out.words, "left out: without words in the text"),
            stances(
                self.n_dated_by_document,
                "dated as the document, though the statement tells a date of its own",
            ),
            counted(self.words.n_boxes, "character", "characters", "beyond U+FFFF written as U+25A1"),
            counted(self.words.n_shortened, "label", "labels", "cut to 190 characters"),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// The number of an attribute of a variable, both counted from 1.
fn attribute(variable: i64, nth: i64) -> i64 {
    (variable - 1) * ATTRIBUTES.len() as i64 + nth
}
