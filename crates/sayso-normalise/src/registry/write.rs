//! The one way in which a registry file is written: sorted by id, keys in a fixed order, empty ones left out.
//!
//! A file in this form changes by the lines of the entry that changes, whoever or whatever writes it.

use std::fmt::Write as _;

use sayso_model::Vocabulary;

use super::form::{IdentifierForm, NameForm, OrganisationForm, PersonForm, RegistryFile, RoleForm};

/// The file in canonical form; comments above the first entry are kept.
pub(crate) fn canonical(file: &RegistryFile) -> String {
    let mut out = file.header().trim_end().to_owned();
    let mut organisations: Vec<&OrganisationForm> = file.form.organisation.iter().collect();
    organisations.sort_by(|one, other| one.id.get_ref().cmp(other.id.get_ref()));
    let mut people: Vec<&PersonForm> = file.form.person.iter().collect();
    people.sort_by(|one, other| one.id.get_ref().cmp(other.id.get_ref()));
    for organisation in organisations {
        begin(&mut out, "organisation");
        write_organisation(&mut out, organisation);
    }
    for person in people {
        begin(&mut out, "person");
        write_person(&mut out, person);
    }
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
    out
}

fn begin(out: &mut String, kind: &str) {
    if !out.is_empty() {
        out.push_str(if out.ends_with('\n') { "\n" } else { "\n\n" });
    }
    let _ = writeln!(out, "[[{kind}]]");
}

fn write_organisation(out: &mut String, organisation: &OrganisationForm) {
    line(out, "id", organisation.id.get_ref());
    line(out, "name", organisation.name.get_ref());
    write_names(out, &organisation.names);
    line(out, "classification", organisation.classification.0.as_str());
    optional(out, "parent", organisation.parent.as_ref().map(|parent| parent.get_ref()));
    optional(out, "area", organisation.area.as_ref());
    if organisation.has_local_bodies {
        out.push_str("has_local_bodies = true\n");
    }
    optional(out, "wikidata_id", organisation.wikidata_id.as_ref().map(|item| item.get_ref()));
    write_identifiers(out, &organisation.identifiers);
    line(out, "evidence", organisation.evidence.get_ref());
}

fn write_person(out: &mut String, person: &PersonForm) {
    line(out, "id", person.id.get_ref());
    line(out, "name", person.name.get_ref());
    optional(out, "given_name", person.given_name.as_ref());
    optional(out, "family_name", person.family_name.as_ref());
    optional(out, "honorific_prefix", person.honorific_prefix.as_ref());
    write_names(out, &person.names);
    line(out, "public_role", person.public_role.0.as_str());
    write_roles(out, &person.roles);
    optional(out, "wikidata_id", person.wikidata_id.as_ref().map(|item| item.get_ref()));
    write_identifiers(out, &person.identifiers);
    line(out, "evidence", person.evidence.get_ref());
}

fn write_names(out: &mut String, names: &[NameForm]) {
    list(
        out,
        "names",
        names.iter().map(|name| {
            format!("name = {}, type = {}", quoted(name.name.get_ref()), quoted(name.name_type.0.as_str()))
        }),
    );
}

fn write_roles(out: &mut String, roles: &[RoleForm]) {
    list(
        out,
        "roles",
        roles.iter().map(|role| {
            let area =
                role.area.as_ref().map(|area| format!(", area = {}", quoted(area))).unwrap_or_default();
            format!(
                "role = {}, organisation = {}{area}",
                quoted(&role.role),
                quoted(role.organisation.get_ref())
            )
        }),
    );
}

fn write_identifiers(out: &mut String, identifiers: &[IdentifierForm]) {
    list(
        out,
        "identifiers",
        identifiers
            .iter()
            .map(|one| format!("scheme = {}, identifier = {}", quoted(&one.scheme), quoted(&one.identifier))),
    );
}

fn list(out: &mut String, key: &str, items: impl ExactSizeIterator<Item = String>) {
    if items.len() == 0 {
        return;
    }
    let _ = writeln!(out, "{key} = [");
    for item in items {
        let _ = writeln!(out, "    {{ {item} }},");
    }
    out.push_str("]\n");
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
