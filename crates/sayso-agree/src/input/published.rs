//! Tables as sayso publishes them.

use std::collections::{BTreeMap, BTreeSet};

use super::table::{Content, Table, bare, cell};
use super::{Coding, Documents, Item, Kind, Role};
use crate::error::AgreeError;

/// The value of a variable that a coder has looked at and found to be nobody.
const NONE: &str = "(none)";

/// Columns of `statements` that are compared; an empty cell is [`NONE`] where the second says so, and no value elsewhere.
const OF_STATEMENTS: [(&str, bool); 6] = [
    ("speaker_id", true),
    ("addressee_id", true),
    ("mode", false),
    ("act", false),
    ("is_negated", false),
    ("is_hypothetical", false),
];

/// The same of `stances`.
const OF_STANCES: [(&str, bool); 5] = [
    ("holder_id", true),
    ("target_id", false),
    ("polarity", false),
    ("score", false),
    ("is_explicit", false),
];

/// Where the words of a statement stand if there is no table of its parts.
const SPANS_OF_STATEMENTS: [(Role, [&str; 2]); 3] = [
    (Role::Content, ["start_char", "end_char"]),
    (Role::Cue, ["cue_start_char", "cue_end_char"]),
    (Role::Speaker, ["speaker_start_char", "speaker_end_char"]),
];

const SPANS_OF_STANCES: [(Role, [&str; 2]); 1] =
    [(Role::Evidence, ["evidence_start_char", "evidence_end_char"])];

/// How the rows of a table become items.
struct Form {
    kind: Kind,
    id: &'static str,
    text: &'static str,
    variables: &'static [(&'static str, bool)],
    spans: &'static [(Role, [&'static str; 2])],
}

const STATEMENTS: Form = Form {
    kind: Kind::Statement,
    id: "statement_id",
    text: "content",
    variables: &OF_STATEMENTS,
    spans: &SPANS_OF_STATEMENTS,
};

const STANCES: Form = Form {
    kind: Kind::Stance,
    id: "stance_id",
    text: "evidence",
    variables: &OF_STANCES,
    spans: &SPANS_OF_STANCES,
};

impl Coding {
    pub(super) fn add(&mut self, name: &str, table: &Table<'_>) -> Result<(), AgreeError> {
        match table.content() {
            Content::Both => {
                self.add_items(name, table, &STATEMENTS)?;
                self.add_items(name, table, &STANCES)
            }
            Content::Statements => self.add_items(name, table, &STATEMENTS),
            Content::Stances => self.add_items(name, table, &STANCES),
            Content::StatementParts => self.add_parts(name, table),
            Content::Documents => self.add_documents(name, table),
            Content::Codes => self.add_codes(name, table),
        }
    }

    fn add_items(&mut self, name: &str, table: &Table<'_>, form: &Form) -> Result<(), AgreeError> {
        let coder = self.coder(name);
        coder.kinds.insert(form.kind);
        let mut known: BTreeSet<String> = coder.items.iter().map(|item| item.id.clone()).collect();
        for (line, row) in &table.rows {
            let is_stance =
                ["stance_id", "evidence"].iter().any(|name| !cell(row, table.column(name)).is_empty());
            if table.content() == Content::Both && is_stance != (form.kind == Kind::Stance) {
                continue;
            }
            // rows that somebody has added to a template have no ids
            let own = format!("{}:{line}", table.file);
            let id = match cell(row, table.column(form.id)) {
                "" if table.content() == Content::Both => own.as_str(),
                _ => table.filled(*line, row, form.id)?,
            };
            if !known.insert(id.to_owned()) {
                return Err(AgreeError::Twice {
                    file: table.file.to_owned(),
                    line: *line,
                    coder: name.to_owned(),
                    what: format!("{} {id:?}", form.id),
                });
            }
            // what a coder has struck out is not there
            if cell(row, table.column("review_status")) == "rejected" {
                continue;
            }
            let mut spans = Vec::new();
            let text = cell(row, table.column(form.text));
            for (role, columns) in form.spans {
                let range = table.range(*line, row, *columns)?;
                let is_core = matches!(role, Role::Content | Role::Evidence);
                spans.extend(range.map(|(start_char, end_char)| {
                    let is_open = is_core && table.column(columns[1]).is_none();
                    let end_char = if is_open { start_char + text.chars().count() } else { end_char };
                    (*role, (start_char, end_char))
                }));
            }
            let value = |(variable, is_nobody): &(&str, bool)| {
                let words = cell(row, Some(table.column(variable)?));
                let words = if words.is_empty() && *is_nobody { NONE } else { words };
                (!words.is_empty()).then(|| ((*variable).to_owned(), words.to_owned()))
            };
            let document_id = cell(row, table.column("document_id"));
            if let Documents::Met(documents) = &mut coder.documents {
                documents.insert(document_id.to_owned());
            }
            coder.items.push(Item {
                kind: form.kind,
                id: id.to_owned(),
                document_id: document_id.to_owned(),
                spans,
                text: text.to_owned(),
                values: form.variables.iter().filter_map(value).collect(),
            });
        }
        Ok(())
    }

    /// Puts the places of parts where those of whole statements were.
    fn add_parts(&mut self, name: &str, table: &Table<'_>) -> Result<(), AgreeError> {
        type Part = (Role, (usize, usize));
        let mut parts: BTreeMap<&str, Vec<Part>> = BTreeMap::new();
        for (line, row) in &table.rows {
            let role = match cell(row, table.column("role")) {
                "content" => Role::Content,
                "cue" => Role::Cue,
                "speaker" => Role::Speaker,
                _ => continue,
            };
            if let Some(range) = table.range(*line, row, ["start_char", "end_char"])? {
                parts.entry(table.filled(*line, row, "statement_id")?).or_default().push((role, range));
            }
        }
        for item in &mut self.coder(name).items {
            if let Some(spans) = parts.remove(item.id.as_str()) {
                item.spans = spans;
            }
        }
        Ok(())
    }

    fn add_documents(&mut self, name: &str, table: &Table<'_>) -> Result<(), AgreeError> {
        let [text, n_chars] = [table.needed("text")?, table.needed("n_chars")?];
        let mut listed = BTreeSet::new();
        for (line, row) in &table.rows {
            let id = table.filled(*line, row, "document_id")?;
            let words = row.get(text).unwrap_or_default();
            // positions count the text itself, without an apostrophe that keeps a spreadsheet from running it
            let is_longer = |n_chars: usize| words.chars().count() > n_chars;
            let is_marked = cell(row, Some(n_chars)).parse().is_ok_and(is_longer);
            self.texts.insert(id.to_owned(), if is_marked { bare(words) } else { words }.to_owned());
            listed.insert(id.to_owned());
        }
        self.coder(name).documents = Documents::Listed(listed);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::Source;
    use super::*;

    const HEADER: &str =
        "statement_id,document_id,speaker_id,mode,content,start_char,end_char,review_status\n";

    fn read(files: &[(&str, &str)]) -> Result<Coding, AgreeError> {
        let source = |name: &str| Source {
            name: name.to_owned(),
            files: files
                .iter()
                .map(|(file, contents)| ((*file).to_owned(), (*contents).to_owned()))
                .collect(),
        };
        Coding::read(&[source("ann"), source("bo")])
    }

    #[test]
    fn statements_have_values_and_places() {
        let statements = format!("{HEADER}s1,d1,,direct,Schön,3,8,auto\ns2,d1,per-a,,x,9,10,rejected\n");
        let coding = read(&[("statements.csv", &statements)]).unwrap();
        let [item] = coding.coders[0].items.as_slice() else { panic!("one is struck out") };
        let values: Vec<(&str, &str)> =
            item.values.iter().map(|(variable, value)| (variable.as_str(), value.as_str())).collect();
        assert_eq!(values, [("mode", "direct"), ("speaker_id", NONE)]);
        assert_eq!((item.core(), item.text.as_str()), (vec![(3, 8)], "Schön"));
        assert!(coding.coders[0].has_read("d1") && !coding.coders[0].has_read("d2"));
    }

    #[test]
    fn parts_and_documents_say_more() {
        let statements = format!("{HEADER}s1,d1,,direct,a … b,0,9,\n");
        let parts = "statement_id,role,part,start_char,end_char,text\ns1,content,1,0,1,a\ns1,content,2,8,9,b\ns1,cue,1,3,6,c\n";
        let documents = "document_id,n_chars,text\nd1,2,'=a\nd2,3,'=a\n";
        // the order of the files does not matter
        let coding =
            read(&[("documents.csv", documents), ("parts.csv", parts), ("s.csv", &statements)]).unwrap();
        assert_eq!(coding.coders[1].items[0].core(), [(0, 1), (8, 9)]);
        assert_eq!(coding.coders[1].items[0].spans.len(), 3);
        assert!(coding.coders[0].has_read("d2"));
        assert_eq!((coding.texts["d1"].as_str(), coding.texts["d2"].as_str()), ("=a", "'=a"));
    }

    #[test]
    fn a_filled_template_has_statements_and_stances() {
        let header = "review_status,document_id,statement_id,content,mode,start_char,stance_id,target_id,evidence,evidence_start_char\n";
        let rows = "accepted,d1,s1,Schön,direct,3,,,,\n,d1,s1,,,,t1,x,Schö,3\n,d1,,neu,direct,20,,,,\n";
        let coding = read(&[("template.csv", &format!("{header}{rows}"))]).unwrap();
        let items = &coding.coders[0].items;
        type Told<'a> = (Kind, &'a str, Vec<(usize, usize)>);
        let told: Vec<Told<'_>> =
            items.iter().map(|item| (item.kind, item.id.as_str(), item.core())).collect();
        let expected = [
            (Kind::Statement, "s1", vec![(3, 8)]),
            (Kind::Statement, "template.csv:4", vec![(20, 23)]),
            (Kind::Stance, "t1", vec![(3, 7)]),
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn a_row_twice_is_a_fault() {
        let statements = format!("{HEADER}s1,d1,,direct,a,0,9,\ns1,d1,,mixed,a,0,9,\n");
        let error = read(&[("s.csv", &statements)]).unwrap_err().to_string();
        assert_eq!(error, "s.csv:3: \"ann\" has coded statement_id \"s1\" on an earlier line too");
    }
}
