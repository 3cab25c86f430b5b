//! Wikidata-style CSV: a row for each position of a person, as the query service gives it.
//!
//! `item` (an item or its address) and `itemLabel` must be there. Other names (`altLabels`), `party` or `partyLabel`, `position` or
//! `positionLabel`, `organisation`, `area`, `start`, `end`, given and family names and accounts are used where they are. A position
//! "member of X" is a seat in X; any other needs the column `organisation` to say where.

use std::collections::{BTreeMap, BTreeSet};

use csv::StringRecord;
use sayso_model::Classification;

use super::collected::{Collected, Person, Role, fault, filled, full_name, handle, item, other_name, period};

use crate::csv_rows::{Rows, cell};
use crate::error::{CurateError, Fault, FaultKind, Place};

/// Names of the column that holds items.
pub(crate) const ITEM: &[&str] = &["item", "person"];

/// Names of the column that holds names.
pub(crate) const LABEL: &[&str] = &["itemLabel", "personLabel", "label"];

/// A column of items and the column of their names.
struct Labelled {
    item: Option<usize>,
    label: Option<usize>,
}

impl Labelled {
    fn find(rows: &Rows, names: &[&str]) -> Self {
        let labels: Vec<String> = names.iter().map(|name| format!("{name}Label")).collect();
        let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
        Self { item: rows.column(names), label: rows.column(&labels) }
    }

    /// Item and name in `row`. Where the item's column holds no item, it holds the name.
    fn read(&self, row: &StringRecord) -> (Option<String>, Option<String>) {
        let own_item = item(cell(row, self.item));
        let name = filled(cell(row, self.label))
            .or_else(|| own_item.is_err().then(|| filled(cell(row, self.item)))?)
            .filter(|name| !matches!(item(name), Ok(Some(_))));
        (own_item.ok().flatten(), name)
    }
}

/// The people, parties and bodies of `rows`.
pub(crate) fn collect(rows: &Rows, faults: &mut Vec<Fault>) -> Option<Collected> {
    let (id, label) = match (rows.needed(ITEM), rows.needed(LABEL)) {
        (Ok(id), Ok(label)) => (id, label),
        (id, label) => {
            let errors = id.err().into_iter().chain(label.err());
            faults.extend(errors.flat_map(CurateError::into_faults));
            return None;
        }
    };
    let other_names = rows.column(&["altLabels", "itemAltLabel", "altLabel", "personAltLabel", "aliases"]);
    let given_name = rows.column(&["givenNameLabel", "givenName"]);
    let family_name = rows.column(&["familyNameLabel", "familyName"]);
    let account = rows.column(&["twitter", "twitterUsername", "handle"]);
    let area =
        rows.column(&["areaLabel", "districtLabel", "constituencyLabel", "area", "district", "constituency"]);
    let start = rows.column(&["start", "startDate", "startTime"]);
    let end = rows.column(&["end", "endDate", "endTime"]);
    let party = Labelled::find(rows, &["party", "group"]);
    let position = Labelled::find(rows, &["position"]);
    let organisation = Labelled::find(rows, &["organisation", "organization", "chamber", "parliament"]);
    let mut collected = Collected::default();
    let mut people: BTreeMap<String, Person> = BTreeMap::new();
    let mut unlabelled: BTreeSet<String> = BTreeSet::new();
    let mut nowhere: BTreeMap<String, usize> = BTreeMap::new();
    let (mut n_single, mut n_parties) = (0, 0);
    for (line, row) in &rows.rows {
        let mut push = |kind| faults.push(fault(&rows.file, Place::Line(*line), kind));
        let own_item = match item(cell(row, Some(id))) {
            Ok(Some(own_item)) => own_item,
            Ok(None) => {
                push(FaultKind::Empty { key: rows.name(Some(id)).to_owned() });
                continue;
            }
            Err(kind) => {
                push(kind);
                continue;
            }
        };
        let own_label = cell(row, Some(label));
        // the query service shows the item where there is no name in the language asked for
        if own_label.is_empty() || own_label == own_item {
            unlabelled.insert(own_item);
            continue;
        }
        let (from, to) =
            period((rows.name(start), cell(row, start)), (rows.name(end), cell(row, end)), &mut push);
        let person = people.entry(own_item.clone()).or_insert_with(|| Person {
            name: own_label.to_owned(),
            given_name: None,
            family_name: None,
            honorific_prefix: None,
            names: BTreeSet::new(),
            roles: BTreeSet::new(),
            wikidata_id: Some(own_item.clone()),
            identifiers: BTreeSet::new(),
            place: Place::Line(*line),
        });
        person.name = person.name.clone().min(own_label.to_owned());
        person.names.insert(full_name(own_label));
        for name in listed(cell(row, other_names)) {
            match other_name(name, true) {
                Some(name) => _ = person.names.insert(name),
                None => n_single += 1,
            }
        }
        person.names.extend(handle(cell(row, account)));
        person.given_name = person.given_name.take().or(filled(cell(row, given_name)));
        person.family_name = person.family_name.take().or(filled(cell(row, family_name)));
        match party.read(row) {
            (party_item, Some(name)) => {
                let body = collected.body(&name, party_item.as_deref(), Classification::Party);
                // the dates are those of the position
                person.roles.insert(Role {
                    role: "member".to_owned(),
                    body,
                    area: None,
                    from: None,
                    to: None,
                });
            }
            (Some(_), None) => n_parties += 1,
            (None, None) => {}
        }
        let (_, own_position) = position.read(row);
        let (place_item, place) = organisation.read(row);
        let seat = own_position.as_deref().and_then(seat_of);
        let Some(name) = place.as_deref().or(seat) else {
            if let Some(own_position) = own_position {
                *nowhere.entry(own_position).or_default() += 1;
            }
            continue;
        };
        let is_seat = seat.is_some() || own_position.is_none();
        let classification = if is_seat { Classification::Parliament } else { Classification::Other };
        let body = collected.body(name, place_item.as_deref(), classification);
        let role = own_position.filter(|_| !is_seat).unwrap_or_else(|| "member".to_owned());
        person.roles.insert(Role { role, body, area: filled(cell(row, area)), from, to });
    }
    for mut person in people.into_values() {
        let shown = full_name(&person.name);
        person.names.remove(&shown);
        collected.people.push(person);
    }
    let notes = &mut collected.notes;
    if let Some(first) = unlabelled.first() {
        let n_others = unlabelled.len() - 1;
        let others = if n_others > 0 { format!(" and {n_others} more") } else { String::new() };
        notes.push(format!("{}: without a name, so left out: {first}{others}", rows.file));
    }
    if n_single > 0 {
        notes.push(format!("{}: other names of a single word left out: {n_single}", rows.file));
    }
    if n_parties > 0 {
        notes.push(format!(
            "{}: rows whose party has no name, so that it is left out: {n_parties}",
            rows.file
        ));
    }
    for (position, n_rows) in nowhere {
        notes.push(format!(
            "{}: {position:?} left out, because no column \"organisation\" says where; rows: {n_rows}",
            rows.file
        ));
    }
    Some(collected)
}

/// "member of the Storting of Norland" -> "Storting of Norland".
fn seat_of(position: &str) -> Option<&str> {
    let body = position.strip_prefix("member of ").or_else(|| position.strip_prefix("Member of "))?;
    Some(body.strip_prefix("the ").unwrap_or(body))
}

/// The items of a cell, separated by `|`, `;` or `, `.
fn listed(cell: &str) -> impl Iterator<Item = &str> {
    let separator = ["|", ";", ", "].into_iter().find(|mark| cell.contains(mark)).unwrap_or("|");
    cell.split(separator).map(str::trim).filter(|name| !name.is_empty())
}
