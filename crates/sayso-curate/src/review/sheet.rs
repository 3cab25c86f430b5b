//! A filled review, row by row.

use sayso_model::fold_name;
use sayso_normalise::{Verdict, is_slug, is_unregistered_id};

use super::kind::{COLUMNS, Decision, Kind};
use crate::csv_rows::{Rows, bare, cell};
use crate::error::{Fault, FaultKind, Place};

/// A filled review.
#[derive(Clone, Copy, Debug)]
pub struct Sheet<'a> {
    /// Name of the file, which evidence and faults show.
    pub name: &'a str,
    /// Its contents.
    pub contents: &'a str,
}

/// A row with a decision.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) line: u64,
    pub(crate) kind: Kind,
    pub(crate) actor_id: String,
    pub(crate) name: String,
    pub(crate) other_actor_id: String,
    pub(crate) other_name: String,
    pub(crate) counts: String,
    pub(crate) decision: Decision,
}

impl Row {
    /// What it is about: two rows with the same key decide the same question.
    pub(crate) fn key(&self) -> [String; 3] {
        key_of(&self.actor_id, &self.name, &self.other_actor_id, &self.other_name)
    }

    /// The same in words.
    pub(crate) fn about(&self) -> String {
        match self.other_name.as_str() {
            "" => format!("{:?}", self.name),
            other_name => format!("{:?} and {other_name:?}", self.name),
        }
    }

    /// What is written down as a decision; `None` for what makes entries and redirects.
    pub(crate) fn verdict(&self) -> Option<Verdict> {
        match (self.decision, self.kind) {
            (Decision::Same, Kind::MergedSpelling) => Some(Verdict::Same),
            (Decision::Different, Kind::MergedSpelling) => None,
            (Decision::Different, _) => Some(Verdict::Different),
            (Decision::Nobody, _) => Some(Verdict::Nobody),
            (Decision::Ignore, _) => Some(Verdict::Ignore),
            (Decision::Same | Decision::Person | Decision::Organisation, _) => None,
        }
    }
}

/// The question that a row or a decision of a registry file answers: two ids, or an id and a form, or either alone.
pub(crate) fn key_of(actor_id: &str, name: &str, other_actor_id: &str, other_name: &str) -> [String; 3] {
    let mut ids = [actor_id.to_owned(), other_actor_id.to_owned()];
    if !other_actor_id.is_empty() {
        ids.sort_unstable();
    }
    let [one, other] = ids;
    let form = match (actor_id, other_actor_id) {
        ("", _) => fold_name(name),
        (_, "") => fold_name(other_name),
        _ => String::new(),
    };
    [one, other, form]
}

/// The decided rows of a sheet, and how many are open.
pub(crate) fn read(sheet: Sheet, faults: &mut Vec<Fault>) -> (Vec<Row>, usize) {
    let mut decided = Vec::new();
    let mut n_open = 0;
    let table = match Rows::read(sheet.name, sheet.contents.trim_start_matches('\u{feff}')) {
        Ok(table) => table,
        Err(error) => {
            faults.extend(error.into_faults());
            return (decided, n_open);
        }
    };
    let mut columns = [None; COLUMNS.len()];
    for (column, name) in columns.iter_mut().zip(COLUMNS) {
        match table.needed(&[name]) {
            Ok(at) => *column = Some(at),
            // a column that only explains may have been deleted
            Err(error) if !matches!(name, "n_mentions" | "n_documents" | "example" | "suggestion") => {
                faults.extend(error.into_faults());
            }
            Err(_) => {}
        }
    }
    if !faults.is_empty() {
        return (decided, n_open);
    }
    for (line, row) in &table.rows {
        let words = columns.map(|column| bare(cell(row, column)));
        let [kind, actor_id, name, other_actor_id, other_name, n_mentions, n_documents, _, _, decision] =
            words;
        if decision.is_empty() {
            n_open += 1;
            continue;
        }
        let counts = if n_mentions.is_empty() {
            String::new()
        } else {
            format!(", {n_mentions} mentions in {n_documents} documents")
        };
        match parse(*line, kind, decision, [actor_id, name, other_actor_id, other_name]) {
            Ok(row) => decided.push(Row { counts, ..row }),
            Err(kind) => {
                faults.push(Fault { file: sheet.name.to_owned(), place: Place::Line(*line), kind });
            }
        }
    }
    (decided, n_open)
}

fn parse(
    line: u64,
    kind: &str,
    decision: &str,
    [actor_id, name, other_actor_id, other_name]: [&str; 4],
) -> Result<Row, FaultKind> {
    let kind = Kind::from_word(kind).ok_or_else(|| FaultKind::Word {
        key: "kind",
        word: kind.to_owned(),
        words: Kind::words(),
    })?;
    let allowed = kind.decisions();
    let lower = decision.to_lowercase();
    let decision = allowed.iter().find(|allowed| allowed.as_str() == lower).ok_or_else(|| {
        let words: Vec<&str> = allowed.iter().map(|allowed| allowed.as_str()).collect();
        FaultKind::Decision {
            decision: decision.to_owned(),
            kind: kind.as_str().to_owned(),
            words: words.join(", "),
        }
    })?;
    let needs_other_name = kind.is_pair() || kind == Kind::MergedSpelling;
    for (key, words) in [("name", Some(name)), ("other_name", needs_other_name.then_some(other_name))] {
        if words.is_some_and(|words| !words.chars().any(char::is_alphanumeric)) {
            return Err(FaultKind::Empty { key: key.to_owned() });
        }
    }
    let needed = [
        ("actor_id", actor_id, kind != Kind::UnresolvedName, kind == Kind::UnknownName),
        ("other_actor_id", other_actor_id, kind.is_pair(), false),
    ];
    for (key, id, is_needed, is_unregistered) in needed {
        let is_id = is_unregistered_id(id) || !is_unregistered && (is_slug(id, "per") || is_slug(id, "org"));
        if is_needed && !is_id {
            return Err(FaultKind::ActorId { key, id: id.to_owned() });
        }
    }
    Ok(Row {
        line,
        kind,
        actor_id: actor_id.to_owned(),
        name: name.to_owned(),
        other_actor_id: other_actor_id.to_owned(),
        other_name: other_name.to_owned(),
        counts: String::new(),
        decision: *decision,
    })
}
