//! Writing a dataset beside its place, and putting it there in one step.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use arrow::array::RecordBatch;
use sayso_tables::{TABLES, Table, data_dictionary, data_dictionary_html};

use crate::citation::{CITATION, DATACITE, citation_file, datacite};
use crate::counted::Counted;
use crate::croissant::{CROISSANT, croissant};
use crate::datasheet::{DATASHEET, datasheet};
use crate::held_back::HeldBack;
use crate::manifest::{MANIFEST, manifest};
use crate::new_folder::NewFolder;
use crate::out_file::{Written, write_file};
use crate::package::{PACKAGE, data_package};
use crate::place::keep_only;
use crate::readme::{README, readme};
use crate::sqlite_file::{SQLITE, SqliteFile};
use crate::table_files::{TableFiles, WrittenTable, csv_name, parquet_name};
use crate::{DatasetInfo, ExportError};

/// Names of the data dictionary, as Markdown and as a page for a browser.
const DICTIONARY: &str = "data-dictionary.md";
const DICTIONARY_PAGE: &str = "data-dictionary.html";

/// How a dataset is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PublishOptions {
    /// Whether texts in CSV that a spreadsheet would run as formulas get a leading `'`. Parquet always has them word for word.
    pub csv_safe: bool,
}

/// A dataset in the making.
///
/// It stands in a folder of its own beside the place of the dataset until [`Publication::finish`] puts it there. Dropping it
/// unfinished removes that folder and leaves what stood there as it was.
pub struct Publication {
    // dropped in this order: files are closed before their folder is removed
    tables: Vec<TableFiles>,
    held_back: Vec<HeldBack>,
    sqlite: SqliteFile,
    counted: Counted,
    folder: NewFolder,
    options: PublishOptions,
}

/// A published dataset.
#[derive(Clone, Debug)]
pub struct Published {
    /// Where it stands.
    pub path: PathBuf,
    /// Its files: two for each table, then the database, what describes the dataset, and last the manifest.
    pub files: Vec<PublishedFile>,
}

/// A file of a published dataset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedFile {
    /// Its name.
    pub name: String,
    /// Rows, if it is a table's.
    pub n_rows: Option<u64>,
    /// Its length.
    pub n_bytes: u64,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

impl Published {
    /// How many rows the table of that name has; 0 where there is no such table.
    pub fn n_rows(&self, table: &str) -> u64 {
        let name = format!("{table}.parquet");
        self.files.iter().find(|file| file.name == name).and_then(|file| file.n_rows).unwrap_or(0)
    }
}

impl Publication {
    /// Takes the place `out` for a new dataset: locks it, clears away what killed builds left beside it, and starts every table.
    ///
    /// # Errors
    /// - [`ExportError::Locked`]: another build writes there.
    /// - [`ExportError::NotAFolder`], [`ExportError::NotOurs`], [`ExportError::NoName`]: what stands there must not be replaced.
    /// - [`ExportError::Io`]: something could not be read or written; the error names it.
    pub fn begin(out: &Path, options: &PublishOptions) -> Result<Self, ExportError> {
        let folder = NewFolder::begin(out, MANIFEST)?;
        let tables: Result<Vec<TableFiles>, ExportError> =
            TABLES.iter().map(|table| TableFiles::create(folder.path(), table, options.csv_safe)).collect();
        let (tables, sqlite) = (tables?, SqliteFile::create(folder.path())?);
        let counted = Counted::default();
        Ok(Self { tables, held_back: Vec::new(), sqlite, counted, folder, options: *options })
    }

    /// The folder in which the dataset is being made. Whatever else is put there is removed when it is finished.
    pub fn staging(&self) -> &Path {
        self.folder.path()
    }

    /// Appends rows to a table, in the order in which they shall stand.
    ///
    /// # Errors
    /// - [`ExportError::WrongColumns`]: the table is not one of [`TABLES`], or the rows are not of that table.
    /// - [`ExportError::Io`], [`ExportError::Parquet`]: a file could not be written.
    pub fn write(&mut self, table: &'static Table, batch: &RecordBatch) -> Result<(), ExportError> {
        let files = self.tables.iter_mut().find(|files| files.table.name == table.name);
        files.ok_or(ExportError::WrongColumns { table: table.name })?.write(batch)?;
        self.counted.add(table, batch);
        self.sqlite.write(table, batch)
    }

    /// Keeps rows of a table back, outside memory, until [`Publication::release`].
    ///
    /// # Errors
    /// As [`Publication::write`].
    pub fn hold_back(&mut self, table: &'static Table, batch: &RecordBatch) -> Result<(), ExportError> {
        if batch.schema_ref() != &table.arrow_schema() {
            return Err(ExportError::WrongColumns { table: table.name });
        }
        match self.held_back.iter_mut().find(|held| held.table.name == table.name) {
            Some(held) => held.write(batch),
            None => {
                let mut held = HeldBack::create(self.folder.path(), table)?;
                held.write(batch)?;
                self.held_back.push(held);
                Ok(())
            }
        }
    }

    /// Writes all rows that were held back, in the order in which they came, each batch as `settle` gives it back.
    ///
    /// # Errors
    /// As [`Publication::write`]; [`ExportError::Io`] and [`ExportError::Parquet`] also if they cannot be read again.
    pub fn release(&mut self, settle: impl Fn(&RecordBatch) -> RecordBatch) -> Result<(), ExportError> {
        for held in std::mem::take(&mut self.held_back) {
            let table = held.table;
            held.release(|batch| self.write(table, &settle(&with_schema(table, &batch)?)))?;
        }
        Ok(())
    }

    /// Finishes every file and puts the dataset in its place.
    ///
    /// # Errors
    /// As [`Publication::begin`] and [`Publication::write`]. After an error, what stood there before still stands there.
    pub fn finish(self, about: &DatasetInfo) -> Result<Published, ExportError> {
        let Self { tables, held_back, sqlite, counted, folder, options } = self;
        drop(held_back);
        let tables: Vec<WrittenTable> = tables
            .into_iter()
            .map(|files| files.finish(&about.tool_version))
            .collect::<Result<_, ExportError>>()?;
        let mut files: Vec<PublishedFile> = tables.iter().flat_map(files_of_table).collect();
        let n_rows: Vec<(&'static Table, u64)> =
            tables.iter().map(|written| (written.table, written.n_rows)).collect();
        files.push(published_file(SQLITE, None, sqlite.finish(about, &n_rows)?));
        for (name, contents) in [
            (PACKAGE, data_package(about, options, &tables)),
            (CROISSANT, croissant(about, &tables)),
            (CITATION, citation_file(about)),
            (DATACITE, datacite(about)),
            (DICTIONARY, data_dictionary()),
            (DICTIONARY_PAGE, data_dictionary_html()),
            (DATASHEET, datasheet(about, options, &tables, &counted)),
            (README, readme(about, options, &tables)),
        ] {
            files.push(published_file(name, None, write_file(folder.path(), name, &contents)?));
        }
        let contents = manifest(about, options, &files);
        files.push(published_file(MANIFEST, None, write_file(folder.path(), MANIFEST, &contents)?));
        let names: BTreeSet<&str> = files.iter().map(|file| file.name.as_str()).collect();
        keep_only(folder.path(), &names)?;
        Ok(Published { path: folder.finish()?, files })
    }
}

/// The rows with the table's own schema: a file keeps columns, not what is told of them.
fn with_schema(table: &'static Table, batch: &RecordBatch) -> Result<RecordBatch, ExportError> {
    RecordBatch::try_new(table.arrow_schema(), batch.columns().to_vec())
        .map_err(|_| ExportError::WrongColumns { table: table.name })
}

fn files_of_table(written: &WrittenTable) -> [PublishedFile; 2] {
    let n_rows = Some(written.n_rows);
    [
        published_file(&csv_name(written.table), n_rows, written.csv.clone()),
        published_file(&parquet_name(written.table), n_rows, written.parquet.clone()),
    ]
}

fn published_file(name: &str, n_rows: Option<u64>, written: Written) -> PublishedFile {
    PublishedFile { name: name.to_owned(), n_rows, n_bytes: written.n_bytes, sha256: written.sha256 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fault::fail_at;
    use crate::samples::{PETS, info, pets, publish, publish_with};
    use sayso_tables::{issue_batch, table};
    use std::collections::BTreeMap;
    use std::fs;

    /// Every file below `folder`, with its bytes.
    fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
        let mut found = BTreeMap::new();
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            found.insert(name, fs::read(&path).unwrap());
        }
        found
    }

    fn names_beside(out: &Path) -> Vec<String> {
        let beside = fs::read_dir(out.parent().unwrap()).unwrap();
        beside.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn every_table_is_written_also_without_rows() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("made/on the way/set");
        let published =
            Publication::begin(&out, &PublishOptions::default()).unwrap().finish(&info()).unwrap();
        let files = contents(&out);
        for table in TABLES {
            let header: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
            let csv = String::from_utf8(files[&csv_name(table)].clone()).unwrap();
            assert_eq!(csv, format!("{}\n", header.join(",")));
            assert!(files[&parquet_name(table)].starts_with(b"PAR1"));
            assert_eq!(published.n_rows(table.name), 0);
        }
        assert_eq!(files.len(), 2 * TABLES.len() + 10);
        assert_eq!(published.files.len(), files.len());
        assert_eq!(names_beside(&out), ["set"], "nothing is left beside it");
    }

    #[test]
    fn the_same_rows_give_the_same_bytes() {
        let folder = tempfile::tempdir().unwrap();
        let (one, other) = (folder.path().join("one"), folder.path().join("other"));
        let published = publish(&one, &["é one", "“two”", "three"]).unwrap();
        publish(&other, &["three", "é one", "“two”"]).unwrap();
        assert_eq!(contents(&one), contents(&other));
        assert_eq!(published.n_rows("documents"), 3);
    }

    #[test]
    fn only_the_manifest_tells_the_time() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("set");
        let publish_at = |built_at: &str| {
            let publication = Publication::begin(&out, &PublishOptions::default()).unwrap();
            publication.finish(&DatasetInfo { built_at: built_at.to_owned(), ..info() }).unwrap();
            contents(&out)
        };
        let (mut sooner, mut later) = (publish_at("2026-01-01"), publish_at("2027-01-01"));
        assert_ne!(sooner.remove(MANIFEST), later.remove(MANIFEST));
        assert_eq!(sooner, later);
    }

    #[test]
    fn an_unfinished_one_leaves_no_trace() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("set");
        publish(&out, &["old"]).unwrap();
        let before = contents(&out);
        let mut publication = Publication::begin(&out, &PublishOptions::default()).unwrap();
        let (table, batch) = issue_batch(&[], "1");
        publication.write(table, &batch).unwrap();
        assert!(publication.staging().exists());
        assert!(matches!(publish(&out, &["second"]), Err(ExportError::Locked { .. })));
        drop(publication);
        assert_eq!(contents(&out), before);
        assert_eq!(names_beside(&out), ["set"]);
    }

    #[test]
    fn rows_that_are_held_back_come_out_in_order_and_settled() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("set");
        let mut publication = Publication::begin(&out, &PublishOptions::default()).unwrap();
        let issue = |id: &str| {
            let issue = sayso_model::Issue {
                issue_id: id.to_owned(),
                label: "old".to_owned(),
                definition: None,
                parent_id: None,
                wordings: Vec::new(),
                against: Vec::new(),
                says_for: Vec::new(),
                says_against: Vec::new(),
            };
            issue_batch(&[issue], "1")
        };
        for id in ["a", "b", "c"] {
            let (table, batch) = issue(id);
            publication.hold_back(table, &batch).unwrap();
        }
        publication.release(|batch| batch.slice(0, batch.num_rows() - 1)).unwrap();
        let published = publication.finish(&info()).unwrap();
        assert_eq!(published.n_rows("issues"), 2);
        let csv = String::from_utf8(contents(&out)["issues.csv"].clone()).unwrap();
        assert!(
            csv.lines().nth(1).unwrap().starts_with("a,") && csv.lines().nth(2).unwrap().starts_with("b,")
        );
    }

    #[test]
    fn what_else_is_in_the_staging_folder_is_not_published() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("set");
        let publication = Publication::begin(&out, &PublishOptions::default()).unwrap();
        fs::create_dir(publication.staging().join("spool")).unwrap();
        fs::write(publication.staging().join("spool/a"), "a").unwrap();
        fs::write(publication.staging().join("b"), "b").unwrap();
        let published = publication.finish(&info()).unwrap();
        assert_eq!(contents(&out).len(), published.files.len());
    }

    #[test]
    fn a_file_that_somebody_adds_during_the_build_is_not_lost() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("set");
        publish(&out, &["old"]).unwrap();
        let publication = Publication::begin(&out, &PublishOptions::default()).unwrap();
        fs::write(out.join("notes.txt"), "mine").unwrap();
        assert!(matches!(publication.finish(&info()), Err(ExportError::NotOurs { .. })));
        assert_eq!(fs::read_to_string(out.join("notes.txt")).unwrap(), "mine");
    }

    #[test]
    fn rows_of_another_table_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("set");
        let mut publication = Publication::begin(&out, &PublishOptions::default()).unwrap();
        let rows = pets(&[Some("Tom")]);
        for table in [&PETS, table("documents").unwrap()] {
            assert!(matches!(publication.write(table, &rows), Err(ExportError::WrongColumns { .. })));
        }
    }

    /// Whichever call to the system fails, the old set stays as it was and nothing is left beside it.
    #[test]
    fn a_full_disk_at_any_step_leaves_the_old_set() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("set");
        let options = PublishOptions::default();
        publish(&out, &["old"]).unwrap();
        let before = contents(&out);
        let long = "a long text ".repeat(20_000);
        for nth in 0.. {
            fail_at(Some(nth));
            let published = publish_with(&out, &[&long, "new"], &options);
            fail_at(None);
            match published {
                Err(error) => {
                    assert!(error.to_string().contains(&*folder.path().to_string_lossy()), "{error}");
                    assert_eq!(contents(&out), before, "step {nth}");
                    assert_eq!(names_beside(&out), ["set"], "step {nth}");
                }
                Ok(_) => {
                    assert!(nth > 2 * TABLES.len(), "each file is a step at least, {nth} were tried");
                    break;
                }
            }
        }
        assert_ne!(contents(&out), before);
    }

    #[test]
    fn a_full_disk_leaves_no_half_of_a_first_set() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("set");
        for nth in [0, 1, 2, 20, 50, 100] {
            fail_at(Some(nth));
            let published = publish(&out, &["new"]);
            fail_at(None);
            assert_eq!(out.exists(), published.is_ok(), "step {nth}");
        }
    }
}
