//! The data dictionary, as Markdown and as a page for a browser, and the files of `schemas/`.

use std::fmt::Write;

use crate::{Column, ColumnType, SCHEMA_VERSION, TABLES, Table, reading_order};

/// Who makes the file, for those who would edit it.
const GENERATED: &str = "Generated from `crates/sayso-tables`; change a column there and run `just schema`.";

/// Rules that hold for every table. Code stands between back-quotes.
const RULES: &[&str] = &[
    "CSV and Parquet hold the same rows in the same order, sorted by key. A table without rows is still written.",
    "`*_char` counts Unicode code points and `*_byte` counts UTF-8 bytes, both from 0 into `documents.text`, up to but without the end: \
     `text[start_char:end_char]` is exactly the row's words in Python, R (`substring(text, start_char + 1, end_char)`), DuckDB and Polars.",
    "Ids are made from content: the same words in the same document get the same id, whatever stands around them.",
    "An empty cell in a CSV file means \"no value\". No text is ever empty without being missing.",
    "Dates are ISO 8601 and may be partial (`2019`, `2019-03`; `--02-27` where the year is not told).",
    "Found rows tell their `method`, the `rule_id` of the rule or model, and their `confidence`.",
    "Words that identify a person are masked in every table unless `redactions` tells them as kept: each symbol but white space is a letter \
     x of as many bytes.",
];

/// The generated files of `schemas/`: file name, contents.
pub fn schema_files() -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = TABLES
        .iter()
        .map(|table| (format!("{}.schema.json", table.name), table.table_schema_json()))
        .collect();
    files.push(("README.md".to_owned(), markdown(&format!("{GENERATED}\n\n"))));
    files
}

/// Every table and column, as Markdown.
pub fn data_dictionary() -> String {
    markdown("")
}

fn markdown(note: &str) -> String {
    let mut page = format!(
        "# Data dictionary\n\nSchema version {SCHEMA_VERSION}. {note}Rules that hold for every table:\n\n"
    );
    for rule in RULES {
        let _ = writeln!(page, "- {rule}");
    }
    page.push('\n');
    for table in reading_order() {
        let _ = writeln!(page, "- [{0}](#{0}): {1}", table.name, table.title);
    }
    for table in reading_order() {
        let _ = write!(page, "\n## {}\n\n{}\n\n", table.name, table.description);
        if !table.primary_key.is_empty() {
            let _ = writeln!(page, "Key: {}\n", code_list(table.primary_key));
        }
        page.push_str("| column | type | required | points to | meaning |\n|---|---|---|---|---|\n");
        for column in table.columns {
            let [kind, required, target, meaning] = cells(table, column);
            let target = if target.is_empty() { target } else { format!("[{target}](#{target})") };
            let meaning = meaning.replace('|', "\\|");
            let _ = writeln!(page, "| `{}` | {kind} | {required} | {target} | {meaning} |", column.name);
        }
    }
    page
}

const STYLE: &str = "\
:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem}\
table{border-collapse:collapse;width:100%}th,td{border-bottom:1px solid #8886;padding:.3rem .5rem;text-align:left;vertical-align:top}\
code{font-family:ui-monospace,monospace}h2{margin-top:2.5rem}.wide{overflow-x:auto}";

/// The same as a page for a browser, which loads nothing from elsewhere.
pub fn data_dictionary_html() -> String {
    let mut page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Data dictionary</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<h1>Data dictionary</h1>\n\
         <p>Schema version {SCHEMA_VERSION}. Rules that hold for every table:</p>\n<ul>\n"
    );
    for rule in RULES {
        let _ = writeln!(page, "<li>{}</li>", inline(rule));
    }
    page.push_str("</ul>\n<nav>\n<h2>Tables</h2>\n<ul>\n");
    for table in reading_order() {
        let _ = writeln!(page, "<li><a href=\"#{0}\">{0}</a>: {1}</li>", table.name, inline(table.title));
    }
    page.push_str("</ul>\n</nav>\n<main>\n");
    for table in reading_order() {
        let _ = write!(
            page,
            "<section id=\"{0}\">\n<h2>{0}</h2>\n<p>{1}</p>\n",
            table.name,
            inline(table.description)
        );
        if !table.primary_key.is_empty() {
            let _ = writeln!(page, "<p>Key: {}</p>", inline(&code_list(table.primary_key)));
        }
        page.push_str(
            "<div class=\"wide\">\n<table>\n<thead><tr><th scope=\"col\">column</th><th scope=\"col\">type</th>\
             <th scope=\"col\">required</th><th scope=\"col\">points to</th><th scope=\"col\">meaning</th></tr></thead>\n<tbody>\n",
        );
        for column in table.columns {
            let [kind, required, target, meaning] = cells(table, column);
            let target =
                if target.is_empty() { target } else { format!("<a href=\"#{target}\">{target}</a>") };
            let _ = writeln!(
                page,
                "<tr><th scope=\"row\"><code>{}</code></th><td>{kind}</td><td>{required}</td><td>{target}</td><td>{}</td></tr>",
                column.name,
                inline(&meaning)
            );
        }
        page.push_str("</tbody>\n</table>\n</div>\n</section>\n");
    }
    page.push_str("</main>\n</body>\n</html>\n");
    page
}

/// Type, whether required, table that it points to, and meaning of a column.
fn cells(table: &Table, column: &Column) -> [String; 4] {
    let mut kind = column.type_word().to_owned();
    if let Some(unit) = column.unit {
        let _ = write!(kind, " ({unit})");
    }
    let target = table.foreign_keys.iter().find(|key| key.column == column.name);
    let mut meaning = column.description.to_owned();
    if let ColumnType::Closed(words) = column.column_type {
        let _ = write!(meaning, " One of {}.", code_list(words));
    }
    let required = if column.is_nullable { "" } else { "yes" };
    [kind, required.to_owned(), target.map_or("", |key| key.table).to_owned(), meaning]
}

fn code_list(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

/// Text for a page: what HTML would read as a tag is escaped, and what stands between back-quotes is code.
fn inline(text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    let mut page = String::with_capacity(escaped.len());
    for (nth, part) in escaped.split('`').enumerate() {
        if nth > 0 {
            page.push_str(if nth % 2 == 1 { "<code>" } else { "</code>" });
        }
        page.push_str(part);
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_tell_every_column() {
        let (text, page) = (data_dictionary(), data_dictionary_html());
        for table in TABLES {
            for column in table.columns {
                assert!(text.contains(&format!("| `{}` | ", column.name)), "{}.{}", table.name, column.name);
                let row = format!("<th scope=\"row\"><code>{}</code></th>", column.name);
                assert!(page.contains(&row), "{}.{}", table.name, column.name);
            }
        }
        assert_eq!(page.matches("<code>").count(), page.matches("</code>").count());
    }

    #[test]
    fn pages_escape_what_they_show() {
        assert_eq!(inline("a < `b & c` \"d\""), "a &lt; <code>b &amp; c</code> &quot;d&quot;");
    }
}
