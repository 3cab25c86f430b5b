//! A published folder, opened.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};

use polars::prelude::{DataFrame, Float64Chunked, Int64Chunked, StringChunked};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::csv_file::{self, CsvHeader};
use crate::parquet_file::{self, ParquetTable};
use crate::schema::TableSchema;
use crate::texts::Texts;
use crate::{CheckError, Expect};

/// The two descriptions beside the tables.
pub(crate) const PACKAGE: &str = "datapackage.json";
/// See [`PACKAGE`].
pub(crate) const MANIFEST: &str = "manifest.json";

/// All tables in one file.
pub(crate) const SQLITE: &str = "dataset.sqlite";

/// Files that may stand beside the tables: for people, for other programs, and all tables in one.
const BESIDE: [&str; 8] = [
    "README.md",
    "datasheet.md",
    "data-dictionary.md",
    "data-dictionary.html",
    "CITATION.cff",
    "croissant.json",
    "datacite.json",
    SQLITE,
];

/// What can be said of a file without understanding it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FileFacts {
    pub(crate) n_bytes: u64,
    /// In hexadecimal; `None` for a file that cannot be read.
    pub(crate) sha256: Option<String>,
}

/// Everything that stands in a folder. Cells of CSV files are not kept. What cannot be read stands here as the reason why.
#[derive(Debug)]
pub(crate) struct Dataset {
    dir: PathBuf,
    /// In the order of their names.
    pub(crate) schemas: Vec<TableSchema>,
    /// Every entry of the folder, sorted; `None` for what is no plain file.
    pub(crate) entries: BTreeMap<String, Option<FileFacts>>,
    pub(crate) texts: Texts,
    /// Content of `datapackage.json`; `None` where there is no such file.
    pub(crate) package: Option<Result<Value, String>>,
    /// Content of `manifest.json`; `None` where there is no such file.
    pub(crate) manifest: Option<Result<Value, String>>,
    /// Bounds that the caller gave, which replace those of the manifest.
    pub(crate) expect: Option<Expect>,
    parquet: BTreeMap<String, Result<ParquetTable, String>>,
    csv: BTreeMap<String, Result<CsvHeader, String>>,
}

impl Dataset {
    /// Opens `dir` and reads the tables that `schemas` tell of.
    ///
    /// # Errors
    /// [`CheckError::Folder`] and [`CheckError::NoTables`]; what is wrong with single files is kept, not an error.
    pub(crate) fn open(
        dir: &Path,
        schemas: Vec<TableSchema>,
        expect: Option<Expect>,
    ) -> Result<Self, CheckError> {
        let entries = list(dir).map_err(|source| CheckError::Folder { dir: dir.to_owned(), source })?;
        let has_table = |schema: &TableSchema| {
            entries.contains_key(&parquet_name(&schema.table))
                || entries.contains_key(&csv_name(&schema.table))
        };
        if !schemas.iter().any(has_table) {
            return Err(CheckError::NoTables { dir: dir.to_owned() });
        }
        let present = |name: &String| entries.get(name).is_some_and(Option::is_some);
        // The two kinds of file are read side by side.
        let (parquet, csv) = std::thread::scope(|scope| {
            let csv = scope.spawn(|| {
                let tables = schemas.iter().filter(|schema| present(&csv_name(&schema.table)));
                let read = |schema: &TableSchema| csv_file::scan(&dir.join(csv_name(&schema.table)), schema);
                tables.map(|schema| (schema.table.clone(), read(schema))).collect::<BTreeMap<_, _>>()
            });
            let tables = schemas.iter().filter(|schema| present(&parquet_name(&schema.table)));
            let read =
                |schema: &TableSchema| parquet_file::read(&dir.join(parquet_name(&schema.table)), schema);
            let parquet: BTreeMap<_, _> = tables.map(|schema| (schema.table.clone(), read(schema))).collect();
            match csv.join() {
                Ok(csv) => (parquet, csv),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        });
        let json_file = |name: &str| present(&name.to_owned()).then(|| read_json(&dir.join(name)));
        let mut dataset = Self {
            dir: dir.to_owned(),
            package: json_file(PACKAGE),
            manifest: json_file(MANIFEST),
            schemas,
            entries,
            texts: Texts::default(),
            expect,
            parquet,
            csv,
        };
        dataset.texts = dataset.frame("documents").map(Texts::of).unwrap_or_default();
        Ok(dataset)
    }

    /// Where the file with all tables is; `None` where there is none.
    pub(crate) fn sqlite(&self) -> Option<PathBuf> {
        self.entries.get(SQLITE).is_some_and(Option::is_some).then(|| self.dir.join(SQLITE))
    }

    /// A table's Parquet file; `None` where there is none.
    pub(crate) fn parquet(&self, table: &str) -> Option<Result<&ParquetTable, &str>> {
        self.parquet.get(table).map(|read| read.as_ref().map_err(String::as_str))
    }

    /// The header of a table's CSV file, whose records can all be read; `None` where there is no such file.
    pub(crate) fn csv(&self, table: &str) -> Option<Result<&CsvHeader, &str>> {
        self.csv.get(table).map(|read| read.as_ref().map_err(String::as_str))
    }

    /// The cells of a table's CSV file, read anew, for a file whose header is right.
    pub(crate) fn load_csv(&self, schema: &TableSchema) -> Option<Result<DataFrame, String>> {
        let header = self.csv.get(&schema.table)?.as_ref().ok()?;
        header.is_as_wanted.then(|| csv_file::load(&self.dir.join(csv_name(&schema.table)), schema))
    }

    /// A table's rows as its Parquet file has them: the columns that are as the schema wants them. `None` where it cannot be read,
    /// which another rule reports.
    pub(crate) fn frame(&self, table: &str) -> Option<&DataFrame> {
        Some(&self.parquet.get(table)?.as_ref().ok()?.frame)
    }

    /// Tables that can be read, with their schemas.
    pub(crate) fn tables(&self) -> impl Iterator<Item = (&TableSchema, &DataFrame)> {
        self.schemas.iter().filter_map(|schema| Some((schema, self.frame(&schema.table)?)))
    }

    /// Whether a file of that name belongs into the folder.
    pub(crate) fn is_known(&self, name: &str) -> bool {
        let of_table =
            |schema: &TableSchema| name == parquet_name(&schema.table) || name == csv_name(&schema.table);
        [PACKAGE, MANIFEST].contains(&name) || BESIDE.contains(&name) || self.schemas.iter().any(of_table)
    }

    /// Whether the manifest says that texts in CSV which a spreadsheet would run as formulas carry an apostrophe.
    pub(crate) fn is_csv_safe(&self) -> bool {
        let Some(Ok(manifest)) = &self.manifest else { return false };
        manifest.get("csv_safe").and_then(Value::as_bool).unwrap_or(false)
    }

    /// The values of the primary key of a row, for people to find it by.
    pub(crate) fn key_of(&self, table: &str, row: usize) -> Option<String> {
        let schema = self.schemas.iter().find(|schema| schema.table == table)?;
        let frame = self.frame(table)?;
        let cells: Option<Vec<String>> = schema
            .primary_key
            .iter()
            .map(|name| {
                let column = frame.column(name).ok()?;
                if let Some(texts) = column.try_str() {
                    return texts.get(row).map(str::to_owned);
                }
                column.get(row).ok().map(|value| value.to_string())
            })
            .collect();
        cells.filter(|cells| !cells.is_empty()).map(|cells| cells.join(" "))
    }
}

/// The text column of that name; `None` where the table lacks it, which another rule reports.
pub(crate) fn texts<'a>(frame: &'a DataFrame, name: &str) -> Option<&'a StringChunked> {
    frame.column(name).ok()?.try_str()
}

/// The column of whole numbers of that name.
pub(crate) fn integers<'a>(frame: &'a DataFrame, name: &str) -> Option<&'a Int64Chunked> {
    frame.column(name).ok()?.i64().ok()
}

/// The column of decimal numbers of that name.
pub(crate) fn numbers<'a>(frame: &'a DataFrame, name: &str) -> Option<&'a Float64Chunked> {
    frame.column(name).ok()?.f64().ok()
}

pub(crate) fn parquet_name(table: &str) -> String {
    format!("{table}.parquet")
}

pub(crate) fn csv_name(table: &str) -> String {
    format!("{table}.csv")
}

fn list(dir: &Path) -> std::io::Result<BTreeMap<String, Option<FileFacts>>> {
    let mut entries = BTreeMap::new();
    for entry in std::fs::read_dir(dir)? {
        let entry = entry?;
        let path = entry.path();
        let facts = match path.metadata() {
            Ok(metadata) if metadata.is_file() => {
                Some(FileFacts { n_bytes: metadata.len(), sha256: sha256_hex(&path).ok() })
            }
            _ => None,
        };
        entries.insert(entry.file_name().to_string_lossy().into_owned(), facts);
    }
    Ok(entries)
}

fn sha256_hex(path: &Path) -> std::io::Result<String> {
    let mut file = std::fs::File::open(path)?;
    let mut hasher = Sha256::new();
    let mut chunk = vec![0; 1 << 16];
    loop {
        match file.read(&mut chunk)? {
            0 => break,
            n_bytes => hasher.update(&chunk[..n_bytes]),
        }
    }
    Ok(hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

fn read_json(path: &Path) -> Result<Value, String> {
    let bytes = std::fs::read(path).map_err(|error| error.to_string())?;
    serde_json::from_slice(&bytes).map_err(|error| error.to_string())
}
