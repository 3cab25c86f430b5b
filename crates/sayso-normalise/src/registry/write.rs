//! The one way in which a registry file is written: sorted by id, keys in a fixed order, empty ones left out.
//!
//! A file in this form changes by the lines of the entry that changes, whoever or whatever writes it.

use std::fmt::Write as _;

use sayso_model::Vocabulary;

use super::comments::decision_key;
use super::file::{
    DecisionEntry, IdentifierEntry, NameEntry, OrganisationEntry, PersonEntry, RedirectEntry, RegistryFile,
    RoleEntry,
};
use super::placed::Placed;

/// The file in canonical form; comments are kept, each above its entry.
pub(crate) fn canonical(file: &RegistryFile) -> String {
    let mut out = file.header().trim_end().to_owned();
    for organisation in sorted(&file.organisations, |one| &one.id) {
        begin(&mut out, "organisation", file.comments().above("organisation", organisation.id.as_str()));
        write_organisation(&mut out, organisation);
    }
    for person in sorted(&file.people, |one| &one.id) {
        begin(&mut out, "person", file.comments().above("person", person.id.as_str()));
        write_person(&mut out, person);
    }
    for redirect in sorted(&file.redirects, |one| &one.old_id) {
        begin(&mut out, "redirect", file.comments().above("redirect", redirect.old_id.as_str()));
        write_redirect(&mut out, redirect);
    }
    let by_name = |one: &DecisionEntry| {
        (one.name.clone(), one.actor_id.clone(), one.other_name.clone(), one.other_actor_id.clone())
    };
    let mut decisions: Vec<&DecisionEntry> = file.decisions.iter().collect();
    decisions.sort_by_cached_key(|one| by_name(one));
    for decision in decisions {
        begin(&mut out, "decision", file.comments().above("decision", &decision_key(decision)));
        write_decision(&mut out, decision);
    }
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
    if !file.comments().after().is_empty() {
        out.push('\n');
        out.push_str(file.comments().after());
    }
    out
}

fn sorted<T>(entries: &[T], key: impl Fn(&T) -> &Placed) -> Vec<&T> {
    let mut sorted: Vec<&T> = entries.iter().collect();
    sorted.sort_by(|one, other| key(one).cmp(key(other)));
    sorted
}

fn begin(out: &mut String, kind: &str, comments: &str) {
    if !out.is_empty() {
        out.push_str(if out.ends_with('\n') { "\n" } else { "\n\n" });
    }
    out.push_str(comments);
    let _ = writeln!(out, "[[{kind}]]");
}

fn write_organisation(out: &mut String, organisation: &OrganisationEntry) {
    line(out, "id", organisation.id.as_str());
    line(out, "name", organisation.name.as_str());
    write_names(out, &organisation.names);
    line(out, "classification", organisation.classification.as_str());
    placed(out, "parent", organisation.parent.as_ref());
    optional(out, "area", organisation.area.as_ref());
    if organisation.has_local_bodies {
        out.push_str("has_local_bodies = true\n");
    }
    placed(out, "wikidata_id", organisation.wikidata_id.as_ref());
    write_identifiers(out, &organisation.identifiers);
    line(out, "evidence", organisation.evidence.as_str());
}

fn write_person(out: &mut String, person: &PersonEntry) {
    line(out, "id", person.id.as_str());
    line(out, "name", person.name.as_str());
    optional(out, "given_name", person.given_name.as_ref());
    optional(out, "family_name", person.family_name.as_ref());
    optional(out, "honorific_prefix", person.honorific_prefix.as_ref());
    write_names(out, &person.names);
    line(out, "public_role", person.public_role.as_str());
    write_roles(out, &person.roles);
    placed(out, "wikidata_id", person.wikidata_id.as_ref());
    write_identifiers(out, &person.identifiers);
    line(out, "evidence", person.evidence.as_str());
}

fn write_redirect(out: &mut String, redirect: &RedirectEntry) {
    line(out, "old_id", redirect.old_id.as_str());
    line(out, "new_id", redirect.new_id.as_str());
    line(out, "evidence", redirect.evidence.as_str());
}

fn write_decision(out: &mut String, decision: &DecisionEntry) {
    line(out, "verdict", decision.verdict.as_str());
    line(out, "name", decision.name.as_str());
    placed(out, "actor_id", decision.actor_id.as_ref());
    placed(out, "other_name", decision.other_name.as_ref());
    placed(out, "other_actor_id", decision.other_actor_id.as_ref());
    line(out, "evidence", decision.evidence.as_str());
}

fn write_names(out: &mut String, names: &[NameEntry]) {
    list(out, "names", names, |item, name| {
        pair(item, "name", name.name.as_str());
        pair(item, "type", name.name_type.as_str());
        dates(item, name.from.as_ref(), name.to.as_ref());
    });
}

fn write_roles(out: &mut String, roles: &[RoleEntry]) {
    list(out, "roles", roles, |item, role| {
        pair(item, "role", &role.role);
        pair(item, "organisation", role.organisation.as_str());
        if let Some(area) = &role.area {
            pair(item, "area", area);
        }
        dates(item, role.from.as_ref(), role.to.as_ref());
    });
}

fn write_identifiers(out: &mut String, identifiers: &[IdentifierEntry]) {
    list(out, "identifiers", identifiers, |item, one| {
        pair(item, "scheme", &one.scheme);
        pair(item, "identifier", one.identifier.as_str());
    });
}

fn list<T>(out: &mut String, key: &str, items: &[T], write: impl Fn(&mut String, &T)) {
    if items.is_empty() {
        return;
    }
    let _ = writeln!(out, "{key} = [");
    for item in items {
        let mut pairs = String::new();
        write(&mut pairs, item);
        let _ = writeln!(out, "    {{ {pairs} }},");
    }
    out.push_str("]\n");
}

fn dates(item: &mut String, from: Option<&Placed>, to: Option<&Placed>) {
    for (key, date) in [("from", from), ("to", to)] {
        if let Some(date) = date {
            pair(item, key, date.as_str());
        }
    }
}

fn pair(item: &mut String, key: &str, value: &str) {
    let comma = if item.is_empty() { "" } else { ", " };
    let _ = write!(item, "{comma}{key} = {}", quoted(value));
}

fn placed(out: &mut String, key: &str, value: Option<&Placed>) {
    if let Some(value) = value {
        line(out, key, value.as_str());
    }
}

fn optional(out: &mut String, key: &str, value: Option<&String>) {
    if let Some(value) = value {
        line(out, key, value);
    }
}

fn line(out: &mut String, key: &str, value: &str) {
    let _ = writeln!(out, "{key} = {}", quoted(value));
}

/// `value` as a TOML basic string.
fn quoted(value: &str) -> String {
    let mut quoted = String::with_capacity(value.len() + 2);
    quoted.push('"');
    for symbol in value.chars() {
        match symbol {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            _ if symbol.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(symbol));
            }
            _ => quoted.push(symbol),
        }
    }
    quoted.push('"');
    quoted
}
