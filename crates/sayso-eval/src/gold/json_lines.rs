//! Coding as JSON lines, some of it optional.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use super::{OptionalDocument, OptionalRow, check_within, read_file};
use crate::attribution::Attribution;
use crate::error::EvalError;
use crate::text::Text;

#[derive(Deserialize)]
struct Line {
    doc: String,
    attributions: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    #[serde(flatten)]
    attribution: Attribution,
    #[serde(default)]
    sure: Sure,
}

/// `true` and `1` are sure, `false` and `0` are not; a row that does not tell is sure.
#[derive(Deserialize)]
#[serde(untagged)]
enum Sure {
    Flag(bool),
    Number(u8),
}

impl Default for Sure {
    fn default() -> Self {
        Self::Flag(true)
    }
}

impl From<Row> for OptionalRow {
    fn from(row: Row) -> Self {
        let is_sure = match row.sure {
            Sure::Flag(is_sure) => is_sure,
            Sure::Number(number) => number != 0,
        };
        Self { attribution: row.attribution, is_sure }
    }
}

/// Every coded document of `gold`, with its text from `text_dir`.
pub(super) fn read(text_dir: &Path, gold: &Path) -> Result<BTreeMap<String, OptionalDocument>, EvalError> {
    let mut documents = BTreeMap::new();
    for (at, line_text) in read_file(gold)?.lines().enumerate() {
        if line_text.trim().is_empty() {
            continue;
        }
        let (path, line) = (gold.to_owned(), at + 1);
        let Line { doc, attributions } = match serde_json::from_str(line_text) {
            Ok(coded) => coded,
            Err(source) => return Err(EvalError::Json { path, line, source }),
        };
        if documents.contains_key(&doc) {
            return Err(EvalError::DocumentTwice { path, line, doc });
        }
        let text = Text::new(&read_file(&text_dir.join(format!("{doc}.txt")))?);
        let rows: Vec<OptionalRow> = attributions.into_iter().map(OptionalRow::from).collect();
        for OptionalRow { attribution, .. } in &rows {
            let Attribution { source, cue, content } = attribution;
            for ranges in [source.as_deref(), cue.as_deref(), Some(content)].into_iter().flatten() {
                check_within(&text, ranges, gold, line)?;
            }
        }
        documents.insert(doc, OptionalDocument { text, rows });
    }
    Ok(documents)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_lines(lines: &str) -> Result<BTreeMap<String, OptionalDocument>, String> {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("a.txt"), "Ann: “No.”").unwrap();
        let gold = dir.path().join("gold.jsonl");
        std::fs::write(&gold, lines).unwrap();
        let prefix = format!("{}/", dir.path().display());
        read(dir.path(), &gold).map_err(|error| error.to_string().replace(&prefix, ""))
    }

    #[test]
    fn rows_are_sure_unless_they_say_otherwise() {
        let line = r#"{"doc": "a", "attributions": [{"source": [[0, 3]], "cue": null, "content": [[5, 10]], "mode": "direct"},
            {"content": [[5, 10]], "sure": 0}, {"content": [[6, 7]], "sure": 1}, {"content": [], "sure": false}]}"#;
        let documents = read_lines(&format!("\n{}\r\n \n", line.replace('\n', " "))).unwrap();
        let rows = &documents["a"].rows;
        assert_eq!(rows.iter().map(|row| row.is_sure).collect::<Vec<_>>(), [true, false, true, false]);
        let first = Attribution { source: Some(vec![(0, 3)]), cue: None, content: vec![(5, 10)] };
        assert_eq!(rows[0].attribution, first);
    }

    #[test]
    fn faults_name_file_and_line() {
        let line = r#"{"doc": "a", "attributions": [{"content": [[5, 10]]}]}"#;
        let check = |lines: &str, expected: &str| {
            let error = read_lines(lines).unwrap_err();
            assert!(error.starts_with(expected), "{error:?} should start with {expected:?}");
        };
        check(&format!("{line}\n\n{line}"), "gold.jsonl:3: document \"a\" is coded on an earlier line too");
        check(&format!("\n{}", line.replace("10", "11")), "gold.jsonl:2: span 5..11 is not within the 10 ");
        check(&line.replace("content", "contents"), "gold.jsonl:1: missing field `content`");
        check(&line.replace(":", ";"), "gold.jsonl:1: ");
        check(&line.replace("\"a\"", "\"b\""), "b.txt: ");
    }
}
