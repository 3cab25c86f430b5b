//! Coding files: what `sayso build --coding` reads.

/// Cells of a row by their columns.
pub(crate) type Cells = Vec<(&'static str, String)>;

/// Columns of the two files.
const STATEMENTS: [&str; 13] = [
    "review_status",
    "document_id",
    "statement_id",
    "content",
    "content_chars",
    "cue_chars",
    "speaker_id",
    "speaker_surface",
    "speaker_chars",
    "mode",
    "act",
    "is_negated",
    "is_hypothetical",
];
const STANCES: [&str; 9] = [
    "review_status",
    "document_id",
    "stance_id",
    "statement_id",
    "holder_id",
    "target_id",
    "polarity",
    "evidence",
    "evidence_chars",
];

/// Rows of coding files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Codings {
    statements: Vec<Vec<String>>,
    stances: Vec<Vec<String>>,
    /// Rows of the dataset of which nothing is said.
    pub n_unchanged: usize,
}

impl Codings {
    pub(crate) fn statement(&mut self, status: &str, id: &str, cells: Cells) {
        self.statements.push(row(&STATEMENTS, status, ("statement_id", id), cells));
    }

    pub(crate) fn stance(&mut self, status: &str, id: &str, cells: Cells) {
        self.stances.push(row(&STANCES, status, ("stance_id", id), cells));
    }

    /// How many rows accept, correct, reject and add something.
    pub fn counts(&self) -> [usize; 4] {
        let rows = || self.statements.iter().chain(&self.stances);
        let id_at = 2;
        let of = |status: &str| rows().filter(|row| row[0] == status && !row[id_at].is_empty()).count();
        [of("accepted"), of("corrected"), of("rejected"), rows().filter(|row| row[id_at].is_empty()).count()]
    }

    /// `statements.csv`.
    pub fn statements_csv(&self) -> String {
        csv_of(&STATEMENTS, &self.statements)
    }

    /// `stances.csv`.
    pub fn stances_csv(&self) -> String {
        csv_of(&STANCES, &self.stances)
    }
}

fn row(columns: &[&'static str], status: &str, (id_column, id): (&str, &str), cells: Cells) -> Vec<String> {
    let cell = |column: &&str| match *column {
        "review_status" => status.to_owned(),
        column if column == id_column => id.to_owned(),
        column => {
            cells.iter().find(|(of, _)| *of == column).map(|(_, words)| words.clone()).unwrap_or_default()
        }
    };
    columns.iter().map(cell).collect()
}

fn csv_of(columns: &[&str], rows: &[Vec<String>]) -> String {
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::new());
    let safe = |words: &String| {
        // no spreadsheet runs these as formulas
        if words.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{words}") } else { words.clone() }
    };
    let mut is_written = writer.write_record(columns).is_ok();
    for row in rows {
        is_written &= writer.write_record(row.iter().map(safe)).is_ok();
    }
    debug_assert!(is_written, "rows of one length, written to memory");
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}
