//! EveryPolitician-style CSV: a row for each time that somebody sat in a chamber.
//!
//! Columns `id` and `name` must be there. `sort_name`, `given_name`, `family_name`, `honorific_prefix`, `twitter`, `group`,
//! `group_id`, `wikidata_group`, `area`, `chamber`, `start_date`, `end_date` and `wikidata` are used where they are; all others,
//! such as e-mail addresses and genders, are not.

use std::collections::{BTreeMap, BTreeSet};

use sayso_model::Classification;

use super::collected::{
    Collected, Person, Role, fault, filled, full_name, handle, item, period, sorted_parts,
};

use crate::csv_rows::{Rows, cell};
use crate::error::{CurateError, Fault, FaultKind, Place};

/// The people, chambers and groups of `rows`, whose ids are kept under `scheme`.
pub(crate) fn collect(rows: &Rows, scheme: &str, faults: &mut Vec<Fault>) -> Option<Collected> {
    let (id, name) = match (rows.needed(&["id"]), rows.needed(&["name"])) {
        (Ok(id), Ok(name)) => (id, name),
        (id, name) => {
            let errors = id.err().into_iter().chain(name.err());
            faults.extend(errors.flat_map(CurateError::into_faults));
            return None;
        }
    };
    let [
        sort_name,
        given_name,
        family_name,
        prefix,
        twitter,
        group,
        group_item,
        area,
        chamber,
        start,
        end,
        wikidata,
    ] = [
        "sort_name",
        "given_name",
        "family_name",
        "honorific_prefix",
        "twitter",
        "group",
        "wikidata_group",
        "area",
        "chamber",
        "start_date",
        "end_date",
        "wikidata",
    ]
    .map(|column| rows.column(&[column]));
    let mut collected = Collected::default();
    if chamber.is_none() {
        collected.notes.push(format!("{}: no column \"chamber\", so nobody gets a seat", rows.file));
    }
    let mut people: BTreeMap<&str, Person> = BTreeMap::new();
    // the shown name is that of the row that starts last
    let mut named_from: BTreeMap<&str, String> = BTreeMap::new();
    for (line, row) in &rows.rows {
        let mut push = |kind| faults.push(fault(&rows.file, Place::Line(*line), kind));
        let (own_id, own_name) = (cell(row, Some(id)), cell(row, Some(name)));
        let empty = [("id", own_id), ("name", own_name)].into_iter().find(|(_, words)| words.is_empty());
        if let Some((key, _)) = empty {
            push(FaultKind::Empty { key: key.to_owned() });
            continue;
        }
        let (from, to) =
            period((rows.name(start), cell(row, start)), (rows.name(end), cell(row, end)), &mut push);
        let mut read_item = |column| {
            item(cell(row, column)).unwrap_or_else(|kind| {
                push(kind);
                None
            })
        };
        let (own_item, own_group_item) = (read_item(wikidata), read_item(group_item));
        let (sorted_given, sorted_family) = sorted_parts(cell(row, sort_name));
        let person = people.entry(own_id).or_insert_with(|| Person {
            name: own_name.to_owned(),
            given_name: None,
            family_name: None,
            honorific_prefix: None,
            names: BTreeSet::new(),
            roles: BTreeSet::new(),
            wikidata_id: None,
            identifiers: BTreeSet::from([(scheme.to_owned(), own_id.to_owned())]),
            place: Place::Line(*line),
        });
        person.names.insert(full_name(own_name));
        let starts = from.clone().unwrap_or_default();
        let shown_from = named_from.entry(own_id).or_default();
        if (&starts, own_name) > (shown_from, person.name.as_str()) {
            person.name = own_name.to_owned();
            *shown_from = starts;
        }
        person.names.extend(handle(cell(row, twitter)));
        person.given_name = person.given_name.take().or(filled(cell(row, given_name))).or(sorted_given);
        person.family_name = person.family_name.take().or(filled(cell(row, family_name))).or(sorted_family);
        person.honorific_prefix = person.honorific_prefix.take().or(filled(cell(row, prefix)));
        person.wikidata_id = person.wikidata_id.take().or(own_item);
        let own_area = filled(cell(row, area));
        let seat = (cell(row, chamber), None, Classification::Parliament, own_area);
        let membership = (cell(row, group), own_group_item, Classification::Party, None);
        for (body, body_item, classification, area) in [seat, membership] {
            if !body.is_empty() {
                let body = collected.body(body, body_item.as_deref(), classification);
                let (role, from, to) = ("member".to_owned(), from.clone(), to.clone());
                person.roles.insert(Role { role, body, area, from, to });
            }
        }
    }
    for mut person in people.into_values() {
        let shown = full_name(&person.name);
        person.names.remove(&shown);
        collected.people.push(person);
    }
    Some(collected)
}
