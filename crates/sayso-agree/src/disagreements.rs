//! What coders disagree on.

use serde::Serialize;

use crate::input::{Coding, Item};
use crate::matching::Unit;
use crate::report::Section;

/// What one coder gave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Coded {
    /// The coder.
    pub coder_id: String,
    /// The value.
    pub value: String,
}

/// One unit to which coders gave different values of one variable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Disagreement {
    /// What it is about.
    pub section: Section,
    /// The variable; `found` where only some coders have the unit.
    pub variable: String,
    /// Id of the unit, as the first coder who has it gives it.
    pub unit_id: String,
    /// Its document; empty where no file tells.
    pub document_id: String,
    /// Where its words start in the document, in code points.
    pub start_char: Option<usize>,
    /// Where they end.
    pub end_char: Option<usize>,
    /// Its words; empty where no file tells.
    pub text: String,
    /// What each coder gave who gave anything, in the order of the coders.
    pub values: Vec<Coded>,
}

/// The units whose values are not all the same, by document and place. `values` runs parallel to `units` and `coders`.
pub(crate) fn disagreements(
    coding: &Coding,
    section: Section,
    variable: &str,
    units: &[&Unit],
    values: &[Vec<Option<String>>],
) -> Vec<Disagreement> {
    let mut found = Vec::new();
    for (unit, values) in units.iter().zip(values) {
        let mut given = values.iter().flatten();
        let first = given.next();
        if given.all(|value| Some(value) == first) {
            continue;
        }
        let members = unit.members.iter().zip(&coding.coders);
        let items: Vec<&Item> =
            members.filter_map(|(item, coder)| item.map(|item| &coder.items[item])).collect();
        let tell = |what: fn(&Item) -> &str| {
            items.iter().map(|item| what(item)).find(|words| !words.is_empty()).unwrap_or_default().to_owned()
        };
        let core = items.iter().map(|item| item.core()).find(|core| !core.is_empty()).unwrap_or_default();
        let coded =
            coding.coders.iter().zip(values).filter_map(|(coder, value)| {
                Some(Coded { coder_id: coder.name.clone(), value: value.clone()? })
            });
        found.push(Disagreement {
            section,
            variable: variable.to_owned(),
            unit_id: tell(|item| &item.id),
            document_id: tell(|item| &item.document_id),
            start_char: core.first().map(|(start_char, _)| *start_char),
            end_char: core.last().map(|(_, end_char)| *end_char),
            text: tell(|item| &item.text),
            values: coded.collect(),
        });
    }
    found.sort_by(|one, other| {
        let key = |one: &Disagreement| (one.document_id.clone(), one.start_char, one.unit_id.clone());
        key(one).cmp(&key(other))
    });
    found
}
