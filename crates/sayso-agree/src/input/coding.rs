//! A coding in long form: one row for each value that a coder gave a unit.

use std::collections::{BTreeMap, BTreeSet};

use super::table::{Table, cell};
use super::{Coding, Documents, Item, Kind};
use crate::error::AgreeError;

impl Coding {
    /// Rows without a value tell that there is none. Rows of a unit that the coder's tables have add to it.
    pub(super) fn add_codes(&mut self, name: &str, table: &Table<'_>) -> Result<(), AgreeError> {
        let [coder_id, value] = ["coder_id", "value"].map(|column| table.column(column));
        let [document_id, text] = ["document_id", "text"].map(|column| table.column(column));
        // coder -> unit -> place among the items
        let mut places: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
        let mut seen: BTreeSet<[String; 3]> = BTreeSet::new();
        for (line, row) in &table.rows {
            let unit_id = table.filled(*line, row, "unit_id")?;
            let variable = table.filled(*line, row, "variable")?;
            let coder_name = match coder_id {
                Some(_) => table.filled(*line, row, "coder_id")?,
                None => name,
            };
            let coder = self.coder(coder_name);
            let places = places.entry(coder_name.to_owned()).or_insert_with(|| {
                coder.items.iter().enumerate().map(|(at, item)| (item.id.clone(), at)).collect()
            });
            let at = *places.entry(unit_id.to_owned()).or_insert(coder.items.len());
            if at == coder.items.len() {
                let document_id = cell(row, document_id).to_owned();
                if let Documents::Met(documents) = &mut coder.documents {
                    documents.insert(document_id.clone());
                }
                coder.kinds.insert(Kind::Code);
                coder.items.push(Item {
                    kind: Kind::Code,
                    id: unit_id.to_owned(),
                    document_id,
                    spans: Vec::new(),
                    text: cell(row, text).to_owned(),
                    values: BTreeMap::new(),
                });
            }
            let values = &mut coder.items[at].values;
            let is_new = seen.insert([coder_name, unit_id, variable].map(str::to_owned));
            if !is_new || values.contains_key(variable) {
                return Err(AgreeError::Twice {
                    file: table.file.to_owned(),
                    line: *line,
                    coder: coder_name.to_owned(),
                    what: format!("{variable} of unit {unit_id:?}"),
                });
            }
            let value = cell(row, value);
            if !value.is_empty() {
                values.insert(variable.to_owned(), value.to_owned());
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::Source;
    use super::*;

    fn read(sources: &[(&str, &str)]) -> Result<Coding, AgreeError> {
        let source = |(name, contents): &(&str, &str)| Source {
            name: (*name).to_owned(),
            files: vec![(format!("{name}.csv"), (*contents).to_owned())],
        };
        Coding::read(&sources.iter().map(source).collect::<Vec<_>>())
    }

    #[test]
    fn coders_are_named_by_their_rows_or_their_file() {
        let coding = read(&[
            ("first", "unit_id,variable,value\nu1,tone,ruhig\nu2,tone,\n"),
            ("others", "unit_id,coder_id,variable,value\nu1,Zoë,tone,scharf\nu1,bo,tone,ruhig\n"),
        ])
        .unwrap();
        let names: Vec<&str> = coding.coders.iter().map(|coder| coder.name.as_str()).collect();
        assert_eq!(names, ["first", "Zoë", "bo"]);
        assert_eq!(coding.coders[0].items.len(), 2);
        assert!(coding.coders[0].items[1].values.is_empty());
        assert_eq!(coding.coders[1].items[0].values["tone"], "scharf");
    }

    #[test]
    fn a_unit_coded_twice_is_a_fault_across_files_too() {
        let contents = "coder_id,unit_id,variable,value\nann,u1,tone,\nann,u1,tone,b\n";
        let error = read(&[("a", contents)]).unwrap_err().to_string();
        assert_eq!(error, "a.csv:3: \"ann\" has coded tone of unit \"u1\" on an earlier line too");
        let contents = "coder_id,unit_id,variable,value\nann,u1,tone,b\n";
        let error = read(&[("a", contents), ("b", contents)]).unwrap_err().to_string();
        assert_eq!(error, "b.csv:2: \"ann\" has coded tone of unit \"u1\" on an earlier line too");
    }

    #[test]
    fn one_coder_is_not_enough() {
        let one = read(&[("ann", "unit_id,variable,value\nu1,tone,b\n")]).unwrap_err().to_string();
        assert_eq!(one, "agreement is between two coders or more; here is one, \"ann\"");
        let none = read(&[("ann", "unit_id,coder_id,variable,value\n")]).unwrap_err().to_string();
        assert_eq!(none, "agreement is between two coders or more; here is none");
        let error = read(&[("ann", "unit_id,coder_id,variable,value\nu1,,tone,b\n")]).unwrap_err();
        assert_eq!(error.to_string(), "ann.csv:2: coder_id is empty");
    }
}
