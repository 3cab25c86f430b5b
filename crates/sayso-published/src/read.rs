//! CSV files of a published dataset.

use std::fs::{self, File};
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};

use csv::{ReaderBuilder, StringRecord};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::PublishedError;

/// Characters with which a spreadsheet starts a formula.
const FORMULA_STARTS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// A dataset's folder, and what the files beside the tables tell.
pub(crate) struct Folder {
    path: PathBuf,
    package: Package,
    is_csv_safe: bool,
}

/// The parts of `datapackage.json` that a reader sees.
#[derive(Default, Deserialize)]
struct Package {
    title: Option<String>,
    name: Option<String>,
    description: Option<String>,
}

/// The part of `manifest.json` that says how cells are written.
#[derive(Default, Deserialize)]
struct Manifest {
    #[serde(default)]
    csv_safe: bool,
}

impl Folder {
    pub(crate) fn open(path: &Path) -> Result<Self, PublishedError> {
        let package: Package = json_if_there(&path.join("datapackage.json"))?;
        let manifest: Manifest = json_if_there(&path.join("manifest.json"))?;
        Ok(Self { path: path.to_owned(), package, is_csv_safe: manifest.csv_safe })
    }

    /// Title of the data package, or its name, or that of the folder.
    pub(crate) fn title(&self) -> &str {
        let told = self.package.title.as_deref().or(self.package.name.as_deref());
        told.or_else(|| self.path.file_name()?.to_str()).unwrap_or("Report")
    }

    pub(crate) fn description(&self) -> Option<&str> {
        self.package.description.as_deref()
    }

    /// The rows of `table`; none where there is no such file.
    pub(crate) fn rows_if_there<T: DeserializeOwned>(&self, table: &str) -> Result<Vec<T>, PublishedError> {
        match self.rows(table) {
            Err(PublishedError::Read { source, .. }) if source.kind() == io::ErrorKind::NotFound => {
                Ok(Vec::new())
            }
            rows => rows,
        }
    }

    /// The rows of `table`, whose file must be there.
    pub(crate) fn rows<T: DeserializeOwned>(&self, table: &str) -> Result<Vec<T>, PublishedError> {
        let path = self.path.join(format!("{table}.csv"));
        let file = File::open(&path).map_err(|source| PublishedError::Read { path: path.clone(), source })?;
        let mut reader = ReaderBuilder::new().from_reader(BufReader::new(file));
        let headers = reader.headers().map_err(|error| fault(&path, 1, error))?.clone();
        let mut rows = Vec::new();
        let mut record = StringRecord::new();
        while reader.read_record(&mut record).map_err(|error| fault(&path, 1, error))? {
            let line = record.position().map_or(1, csv::Position::line);
            let unmarked = self.is_csv_safe.then(|| record.iter().map(unmarked).collect::<StringRecord>());
            let row = unmarked.as_ref().unwrap_or(&record).deserialize(Some(&headers));
            rows.push(row.map_err(|error| fault(&path, line, error))?);
        }
        Ok(rows)
    }
}

/// A cell as it was before `--csv-safe` put an apostrophe before what a spreadsheet would run.
fn unmarked(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.trim_start_matches('\'').starts_with(FORMULA_STARTS) => rest,
        _ => cell,
    }
}

/// Line and words of what is wrong; `line` counts where the reader tells none.
fn fault(path: &Path, line: u64, error: csv::Error) -> PublishedError {
    let path = path.to_owned();
    let line = error.position().map_or(line, csv::Position::line);
    match error.into_kind() {
        csv::ErrorKind::Io(source) => PublishedError::Read { path, source },
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => PublishedError::Csv {
            path,
            line,
            message: format!("{len} cells where the header has {expected_len}"),
        },
        csv::ErrorKind::Utf8 { .. } => {
            PublishedError::Csv { path, line, message: "this is not UTF-8".to_owned() }
        }
        csv::ErrorKind::Deserialize { err, .. } => {
            PublishedError::Csv { path, line, message: err.kind().to_string() }
        }
        kind => PublishedError::Csv { path, line, message: format!("{kind:?}") },
    }
}

fn json_if_there<T: Default + DeserializeOwned>(path: &Path) -> Result<T, PublishedError> {
    let contents = match fs::read_to_string(path) {
        Ok(contents) => contents,
        Err(source) if source.kind() == io::ErrorKind::NotFound => return Ok(T::default()),
        Err(source) => return Err(PublishedError::Read { path: path.to_owned(), source }),
    };
    serde_json::from_str(&contents).map_err(|source| PublishedError::Json {
        path: path.to_owned(),
        line: source.line(),
        source,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{CoverageRow, DocumentRow, IssueRow};

    fn folder(files: &[(&str, &str)]) -> (tempfile::TempDir, Folder) {
        let place = tempfile::tempdir().unwrap();
        for (name, contents) in files {
            fs::write(place.path().join(name), contents).unwrap();
        }
        let folder = Folder::open(place.path()).unwrap();
        (place, folder)
    }

    #[test]
    fn columns_are_known_by_name_and_empty_cells_are_missing() {
        let (_place, folder) = folder(&[(
            "issues.csv",
            "version,definition,label,issue_id\n1,,rent freeze,rent\n1,\"a, b\nc\",bridge,bridge\n",
        )]);
        let issues: Vec<IssueRow> = folder.rows("issues").unwrap();
        assert_eq!((issues[0].issue_id.as_str(), issues[0].definition.as_deref()), ("rent", None));
        assert_eq!(issues[1].definition.as_deref(), Some("a, b\nc"));
    }

    #[test]
    fn a_faulty_row_is_told_with_its_line() {
        let coverage = "document_id,counter,n\n\"a\nb\",seen,1\nc,seen,many\n";
        let (place, folder) = folder(&[("coverage.csv", coverage), ("issues.csv", "issue_id,label\na\n")]);
        let told =
            |error: PublishedError| error.to_string().replace(&format!("{}/", place.path().display()), "");
        let error = folder.rows::<CoverageRow>("coverage").unwrap_err();
        assert_eq!(told(error), "coverage.csv:4: invalid digit found in string");
        let error = folder.rows::<IssueRow>("issues").unwrap_err();
        assert_eq!(told(error), "issues.csv:2: 1 cells where the header has 2");
        let error = folder.rows::<DocumentRow>("documents").unwrap_err();
        assert!(told(error).starts_with("documents.csv: "));
    }

    #[test]
    fn a_missing_column_is_told_by_name() {
        let (_place, folder) = folder(&[("issues.csv", "issue_id,definition\na,b\n")]);
        let error = folder.rows::<IssueRow>("issues").unwrap_err().to_string();
        assert!(error.ends_with("issues.csv:2: missing field `label`"), "{error}");
    }

    #[test]
    fn marks_of_safe_files_are_taken_away() {
        let issues = "issue_id,label\na,'=1\nb,''+x\nc,'tis\n";
        let labels = |files: &[(&str, &str)]| {
            let (_place, folder) = folder(files);
            let rows: Vec<IssueRow> = folder.rows("issues").unwrap();
            rows.into_iter().map(|row| row.label).collect::<Vec<_>>()
        };
        assert_eq!(labels(&[("issues.csv", issues)]), ["'=1", "''+x", "'tis"]);
        let safe = ("manifest.json", "{\"csv_safe\": true}");
        assert_eq!(labels(&[("issues.csv", issues), safe]), ["=1", "'+x", "'tis"]);
    }

    #[test]
    fn the_title_is_the_data_packages() {
        let (_place, named) =
            folder(&[("datapackage.json", "{\"name\": \"letters\", \"title\": \"Letters\"}")]);
        assert_eq!(named.title(), "Letters");
        let place = tempfile::tempdir().unwrap();
        fs::write(place.path().join("datapackage.json"), "{\n]").unwrap();
        let error = Folder::open(place.path()).err().unwrap().to_string();
        assert!(error.contains("datapackage.json:2: "), "{error}");
    }
}
