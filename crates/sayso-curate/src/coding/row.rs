//! Rows of a coding file.

use std::collections::BTreeMap;

use csv::StringRecord;
use sayso_model::{Act, Mode, Polarity, ReviewStatus, TargetType, Vocabulary};

use crate::csv_rows::{Rows, bare, cell};
use crate::error::{Fault, FaultKind, Place};
use crate::review::Sheet;

/// What stands in a cell to take a value away.
pub(super) const NONE: &str = "(none)";

/// What a cell says of a value that may be missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// Nothing: it stays as it is.
    Keep,
    /// There is none.
    Clear,
    /// It is this.
    Set(String),
}

/// What a cell says of places in the text: code points, half-open.
pub(super) type Places = Vec<(usize, usize)>;

/// A row that says something.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// Which file, counted from 0.
    pub(super) file: usize,
    pub(super) file_name: String,
    pub(super) line: u64,
    /// Empty where the source tells.
    pub(super) document_id: String,
    pub(super) source: String,
    /// The row that it is about; empty where it adds one.
    pub(super) id: String,
    pub(super) status: ReviewStatus,
    /// The words of the content or evidence; may be empty where there is an id.
    pub(super) words: String,
    pub(super) start_char: Option<usize>,
    pub(super) of: Of,
}

/// What the row is about.
#[derive(Clone, Debug)]
pub(super) enum Of {
    Statement(StatementCells),
    Stance(StanceCells),
}

#[derive(Clone, Debug)]
pub(super) struct StatementCells {
    /// Parts of the content; empty where only words tell them.
    pub(super) content_chars: Places,
    /// Places of the cue; `Some` of none takes it away.
    pub(super) cue_chars: Option<Places>,
    pub(super) speaker_id: Value,
    pub(super) speaker_surface: String,
    pub(super) speaker_start_char: Option<usize>,
    /// Where the speaker is named; `Some` of none says that nothing names one.
    pub(super) speaker_chars: Option<Places>,
    pub(super) addressee_id: Value,
    pub(super) mode: Option<Mode>,
    pub(super) act: Option<Act>,
    pub(super) is_negated: Option<bool>,
    pub(super) is_hypothetical: Option<bool>,
}

#[derive(Clone, Debug)]
pub(super) struct StanceCells {
    /// Where the evidence stands; empty where only its words tell.
    pub(super) evidence_chars: Places,
    pub(super) statement_id: Value,
    pub(super) holder_id: Value,
    pub(super) target_type: Option<TargetType>,
    /// Empty where the row says nothing of it.
    pub(super) target_id: String,
    pub(super) polarity: Option<Polarity>,
    pub(super) score: Option<f64>,
    pub(super) is_explicit: Option<bool>,
}

impl Row {
    /// Where it stands: `coding.csv:3`.
    pub(super) fn place(&self) -> String {
        format!("{}:{}", self.file_name, self.line)
    }

    /// The document that it names: its id, or else its source.
    pub(super) fn document(&self) -> &str {
        if self.document_id.is_empty() { &self.source } else { &self.document_id }
    }
}

/// Adds the rows of a file that say something; rows that nobody has filled in are left out.
pub(super) fn read(file: Sheet, nth: usize, rows: &mut Vec<Row>, faults: &mut Vec<Fault>) {
    let table = Rows::read(file.name, file.contents.trim_start_matches('\u{feff}'));
    let table = table.and_then(|table| table.needed(&["statement_id", "stance_id"]).map(|_| table));
    let table = match table {
        Ok(table) => table,
        Err(error) => return faults.extend(error.into_faults()),
    };
    let mut lines: BTreeMap<String, u64> = BTreeMap::new();
    for (line, row) in &table.rows {
        let cells = Cells { table: &table, row };
        let mut fault = |kind| {
            faults.push(Fault { file: file.name.to_owned(), place: Place::Line(*line), kind });
        };
        match cells.read(nth, *line) {
            Ok(None) => {}
            Ok(Some(row)) => {
                let earlier = lines.insert(row.id.clone(), *line).filter(|_| !row.id.is_empty());
                if let Some(earlier) = earlier {
                    let what = format!("{:?} is decided there too", row.id);
                    fault(FaultKind::Contradiction { earlier: format!("line {earlier}"), what });
                }
                rows.push(row);
            }
            Err(kind) => fault(kind),
        }
    }
}

/// One row of a table.
struct Cells<'a> {
    table: &'a Rows,
    row: &'a StringRecord,
}

impl<'a> Cells<'a> {
    fn read(&self, file: usize, line: u64) -> Result<Option<Row>, FaultKind> {
        let is_stance =
            ["stance_id", "evidence", "target_id"].iter().any(|name| !self.words(name).is_empty());
        let id_column = if is_stance { "stance_id" } else { "statement_id" };
        let id = self.words(id_column);
        let status = self.word::<ReviewStatus>("review_status")?.unwrap_or(ReviewStatus::Auto);
        let is_hand = self.words("method") == "hand";
        let status = match status {
            // nobody has filled it in
            ReviewStatus::Auto if !id.is_empty() && !is_hand => return Ok(None),
            ReviewStatus::Auto => ReviewStatus::Accepted,
            ReviewStatus::Rejected if id.is_empty() => return Err(FaultKind::RejectedNothing),
            status => status,
        };
        if self.row.iter().all(|words| words.trim().is_empty()) {
            return Ok(None);
        }
        let (words, start_char) = if is_stance {
            (self.words("evidence"), self.position("evidence_start_char")?)
        } else {
            (self.words("content"), self.position("start_char")?)
        };
        if id.is_empty() && words.is_empty() {
            let key = if is_stance { "evidence" } else { "content" };
            return Err(FaultKind::Empty { key: key.to_owned() });
        }
        let of = if is_stance { Of::Stance(self.stance(&id)?) } else { Of::Statement(self.statement(&id)?) };
        let (document_id, source) = self.document(&id, id_column)?;
        Ok(Some(Row {
            file,
            file_name: self.table.file.clone(),
            line,
            document_id,
            source,
            id,
            status,
            words,
            start_char,
            of,
        }))
    }

    /// Which document: the one in whose id the row's id starts, or else the one that is named.
    fn document(&self, id: &str, key: &'static str) -> Result<(String, String), FaultKind> {
        let (document_id, source) = (self.words("document_id"), self.words("source"));
        if id.is_empty() {
            let is_told = !document_id.is_empty() || !source.is_empty();
            let fault = || FaultKind::Empty { key: "document_id".to_owned() };
            return is_told.then_some((document_id, source)).ok_or_else(fault);
        }
        let kind = if key == "stance_id" { "-t" } else { "-s" };
        let of_id = id.split_once(kind).map(|(document_id, _)| document_id.to_owned());
        let fault = || FaultKind::RowId { key, id: id.to_owned() };
        let of_id =
            of_id.filter(|of_id| document_id.is_empty() || *of_id == document_id).ok_or_else(fault)?;
        Ok((of_id, String::new()))
    }

    fn statement(&self, id: &str) -> Result<StatementCells, FaultKind> {
        let mode = self.word::<Mode>("mode")?;
        if id.is_empty() && mode.is_none() {
            return Err(FaultKind::Empty { key: "mode".to_owned() });
        }
        Ok(StatementCells {
            content_chars: self.places("content_chars")?.unwrap_or_default(),
            cue_chars: self.places("cue_chars")?,
            speaker_id: self.value("speaker_id"),
            speaker_surface: self.words("speaker_surface"),
            speaker_start_char: self.position("speaker_start_char")?,
            speaker_chars: self.places("speaker_chars")?,
            addressee_id: self.value("addressee_id"),
            mode,
            act: self.word::<Act>("act")?,
            is_negated: self.flag("is_negated")?,
            is_hypothetical: self.flag("is_hypothetical")?,
        })
    }

    fn stance(&self, id: &str) -> Result<StanceCells, FaultKind> {
        let polarity = self.word::<Polarity>("polarity")?;
        let target_id = self.words("target_id");
        for (key, is_empty) in [("target_id", target_id.is_empty()), ("polarity", polarity.is_none())] {
            if id.is_empty() && is_empty {
                return Err(FaultKind::Empty { key: key.to_owned() });
            }
        }
        let score = match self.words("score").as_str() {
            "" => None,
            words => Some(
                words.parse::<f64>().ok().filter(|score| (-1.0..=1.0).contains(score)).ok_or_else(|| {
                    FaultKind::Number { key: "score", words: words.to_owned(), what: "number from -1 to 1" }
                })?,
            ),
        };
        Ok(StanceCells {
            evidence_chars: self.places("evidence_chars")?.unwrap_or_default(),
            statement_id: self.value("statement_id"),
            holder_id: self.value("holder_id"),
            target_type: self.word::<TargetType>("target_type")?,
            target_id,
            polarity,
            score,
            is_explicit: self.flag("is_explicit")?,
        })
    }

    fn words(&self, column: &str) -> String {
        bare(cell(self.row, self.table.column(&[column]))).to_owned()
    }

    fn value(&self, column: &str) -> Value {
        match self.words(column) {
            words if words.is_empty() => Value::Keep,
            words if words == NONE => Value::Clear,
            words => Value::Set(words),
        }
    }

    fn word<V: Vocabulary>(&self, key: &'static str) -> Result<Option<V>, FaultKind> {
        let words = self.words(key);
        if words.is_empty() {
            return Ok(None);
        }
        let fault = || FaultKind::Word { key, word: words.clone(), words: V::WORDS.join(", ") };
        V::from_word(&words.to_lowercase()).map(Some).ok_or_else(fault)
    }

    fn flag(&self, key: &'static str) -> Result<Option<bool>, FaultKind> {
        // spreadsheets write these in capitals
        match self.words(key).to_lowercase().as_str() {
            "" => Ok(None),
            "true" => Ok(Some(true)),
            "false" => Ok(Some(false)),
            _ => Err(FaultKind::Word { key, word: self.words(key), words: "true, false".to_owned() }),
        }
    }

    /// Places such as `12..30;41..50`; none where the cell takes them away.
    fn places(&self, key: &'static str) -> Result<Option<Places>, FaultKind> {
        let words = self.words(key);
        if words.is_empty() {
            return Ok(None);
        }
        let mut places = Places::new();
        for place in words.split(';').filter(|_| words != NONE) {
            let ends = place.trim().split_once("..");
            let ends = ends.and_then(|(start, end)| Some((start.parse().ok()?, end.parse().ok()?)));
            let fault = || FaultKind::Number {
                key,
                words: words.clone(),
                what: "list of places such as 12..30;41..50",
            };
            places.push(ends.filter(|(start, end)| start < end).ok_or_else(fault)?);
        }
        Ok(Some(places))
    }

    fn position(&self, key: &'static str) -> Result<Option<usize>, FaultKind> {
        match self.words(key).as_str() {
            "" => Ok(None),
            words => {
                let fault = |_| FaultKind::Number { key, words: words.to_owned(), what: "position" };
                words.parse::<usize>().map(Some).map_err(fault)
            }
        }
    }
}
