//! `README.md` of the dataset, for whoever opens the folder.

use std::fmt::Write;

use sayso_tables::SCHEMA_VERSION;

use crate::datasheet::n_of;
use crate::package::in_reading_order;
use crate::table_files::WrittenTable;
use crate::{DatasetInfo, PublishOptions};

/// Name of the file.
pub(crate) const README: &str = "README.md";

const FILES: &str = "
## Files

If you open one file, open `statements_flat`. `dataset.sqlite` has all tables in one file, with keys, descriptions and views
(`who_said_what`, `who_stands_where`, `who_belongs_where`).

| file | for |
|---|---|
| `datasheet.md` | what was counted, hidden and left unresolved |
| `data-dictionary.md`, `data-dictionary.html` | every column and key, for people |
| `datapackage.json`, `croissant.json` | every column, key and file, for programs |
| `CITATION.cff`, `datacite.json` | how to cite the dataset |
| `manifest.json` | what it was made from and when, with hashes |

## Tables

Each is written twice, with the same rows in the same order: as CSV and as Parquet.

";

const LOADING: &str = r#"
## Loading

Parquet has the types; prefer it where you can.

| with | Parquet | CSV |
|---|---|---|
| pandas | `pd.read_parquet("statements.parquet")` | `pd.read_csv("statements.csv", dtype_backend="numpy_nullable", keep_default_na=False, na_values=[""])` |
| polars | `pl.read_parquet("statements.parquet")` | `pl.read_csv("statements.csv", infer_schema_length=None)` |
| DuckDB | `FROM 'statements.parquet'` | `FROM read_csv('statements.csv', sample_size = -1)` |
| SQL | `sqlite3 dataset.sqlite "SELECT * FROM who_said_what"` | |
| R | `arrow::read_parquet("statements.parquet")` | `readr::read_csv("statements.csv", na = "", trim_ws = FALSE, guess_max = Inf)` |

CSV files are UTF-8 without a byte-order mark, with one header line, commas and line feeds. A field is quoted only where it must be;
booleans are `true` and `false`; an empty field means "no value", and no text is empty without being missing.
"#;

const SAFE: &str = "
**Marked formulas.** In the CSV files, a text that starts with `=`, `+`, `-`, `@`, a tab or a carriage return (after any number of `'`)
has one more `'` before it, so that no spreadsheet runs it as a formula. To get the text back, take one `'` away where the rest starts so.
The Parquet files have every text word for word.
";

const UNSAFE: &str = "
**Before you open a CSV file in a spreadsheet**: texts are word for word, so one that starts with `=`, `+`, `-` or `@` may be run as a
formula. Build with `--csv-safe`, or import the columns as text.
";

const JOINING: &str = "
## Joining

`statements_flat` has everything joined, one row for each statement and stance. To join by hand, in SQL:

```sql
SELECT s.content, speaker.name AS speaker, reporter.name AS reported_by, d.title
FROM 'statements.parquet' s
JOIN 'documents.parquet' d USING (document_id)
LEFT JOIN 'actors.parquet' speaker ON s.speaker_id = speaker.actor_id
LEFT JOIN 'actors.parquet' reporter ON s.reported_by_id = reporter.actor_id
ORDER BY s.document_id, s.start_char;
```

Use left joins: a speaker, holder or author who was not found out is missing, and the row is kept.

## Positions

Columns that end in `_char` count Unicode code points of `documents.text` from 0, up to but without the end; those that end in `_byte`
count UTF-8 bytes. For every row, the words at its positions are its text column:

| in | words at a position |
|---|---|
| Python | `text[start_char:end_char]` |
| R | `substring(text, start_char + 1, end_char)` |
| DuckDB | `substring(text, start_char + 1, end_char - start_char)` |
| polars | `pl.col(\"text\").str.slice(start_char, end_char - start_char)` |

JavaScript and Java count UTF-16 units, which differ after an emoji. A statement that its own report interrupts has its outer bounds in
`statements` and its parts in `statement_parts`.

## Limits

- Rows are found by rules or models and have not been reviewed unless `review_status` says so; `method`, `rule_id` and `confidence` tell
  how each was found, and `diagnostics` and `coverage` what was seen and not understood.
- A row tells what a text reports, not that it is true, and not that the person said it.
- Where a name could mean two actors, none is chosen.
- Rows may be about living people and their opinions. Use them for research, not for decisions about a person.
";

/// The read-me. It tells no time, so the same rows give the same page.
pub(crate) fn readme(about: &DatasetInfo, options: PublishOptions, tables: &[WrittenTable]) -> String {
    let mut page = format!("# {}\n\n{}\n\n", about.title, about.description);
    let _ = writeln!(
        page,
        "Made by sayso {} with table schema {SCHEMA_VERSION} from {}{}.",
        about.tool_version,
        n_of(about.sources.len() as u64, "text"),
        if about.pipeline.is_empty() {
            String::new()
        } else {
            format!(" by the pipeline `{}`", about.pipeline)
        },
    );
    if let Some(licence) = &about.licence {
        let _ = writeln!(page, "\nLicence: {licence}");
    }
    page.push_str(FILES);
    page.push_str("| table | rows | what it is |\n|---|---:|---|\n");
    for written in in_reading_order(tables) {
        let table = written.table;
        let _ = writeln!(page, "| `{}` | {} | {} |", table.name, written.n_rows, table.description);
    }
    page.push_str(LOADING);
    page.push_str(if options.csv_safe { SAFE } else { UNSAFE });
    page.push_str(JOINING);
    page
}
