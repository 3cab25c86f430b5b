//! Who occurs in a text, to what they belong, and what they are for or against: `<standOff>`.

use std::collections::BTreeSet;

use sayso_published::{ActorRow, AffiliationRow, DocumentRow, StanceRow};

use super::body::category;
use super::xml::{Xml, pointer, xml_id};
use crate::formats::tells_year;
use crate::index::Index;

/// What a text's elements point to.
pub(super) struct Cast<'a> {
    /// By id.
    actors: Vec<&'a ActorRow>,
    affiliations: Vec<&'a AffiliationRow>,
    stances: Vec<&'a StanceRow>,
    /// Ids of issues, sorted.
    pub(super) issues: Vec<&'a str>,
    /// Stances of nobody, which no relation can tell.
    pub(super) n_unheld: usize,
}

impl<'a> Cast<'a> {
    pub(super) fn of(index: &Index<'a>, document: &'a DocumentRow) -> Self {
        let id = document.document_id.as_str();
        let affiliations = index.affiliations_in(id).to_vec();
        let mut stances: Vec<&StanceRow> = index.stances_of(id).to_vec();
        let n_all = stances.len();
        stances.retain(|row| row.holder_id.is_some());
        let n_unheld = n_all - stances.len();
        let mut actors: BTreeSet<&str> = BTreeSet::new();
        actors.extend(document.author_id.as_deref());
        for row in index.segments_of(id) {
            actors.extend(row.author_id.as_deref());
        }
        for row in index.statements_of(id) {
            actors.extend([&row.speaker_id, &row.addressee_id].into_iter().flatten().map(String::as_str));
        }
        actors.extend(index.mentions_of(id).iter().filter_map(|row| row.actor_id.as_deref()));
        for row in &affiliations {
            actors.extend([row.member_id.as_str(), row.organisation_id.as_str()]);
        }
        let mut issues: BTreeSet<&str> = BTreeSet::new();
        for row in &stances {
            actors.extend(row.holder_id.as_deref());
            let targets = if row.target_type == "issue" { &mut issues } else { &mut actors };
            targets.insert(&row.target_id);
        }
        Self {
            actors: actors.into_iter().map(|id| index.actor(id)).collect(),
            affiliations,
            stances,
            issues: issues.into_iter().collect(),
            n_unheld,
        }
    }

    /// Writes `<standOff>`, unless nobody occurs.
    pub(super) fn write(&self, xml: &mut Xml, index: &Index<'_>) {
        if self.actors.is_empty() {
            return;
        }
        xml.open("standOff", &[]).line();
        let (bodies, people): (Vec<&ActorRow>, Vec<&ActorRow>) =
            self.actors.iter().partition(|row| row.actor_type == "organisation");
        list(xml, index, "listPerson", &people);
        list(xml, index, "listOrg", &bodies);
        if !self.affiliations.is_empty() || !self.stances.is_empty() {
            xml.open("listRelation", &[]).line();
            self.affiliations.iter().for_each(|row| affiliation(xml, row));
            self.stances.iter().for_each(|row| stance(xml, index, row));
            xml.close().line();
        }
        xml.close().line();
    }
}

fn list(xml: &mut Xml, index: &Index<'_>, name: &'static str, actors: &[&ActorRow]) {
    if actors.is_empty() {
        return;
    }
    xml.open(name, &[]).line();
    for row in actors {
        actor(xml, index, row);
    }
    xml.close().line();
}

/// A person, a group of persons or a body, with its names and identifiers. Of whom it is not known what it is stands among persons.
fn actor(xml: &mut Xml, index: &Index<'_>, row: &ActorRow) {
    let (element, name) = match row.actor_type.as_str() {
        "organisation" => ("org", "orgName"),
        "group" => ("personGrp", "persName"),
        _ => ("person", "persName"),
    };
    let role = match row.actor_type.as_str() {
        "unknown" => Some("unknown"),
        "organisation" => row.classification.as_deref(),
        _ => Some(row.public_role.as_str()).filter(|role| *role != "unknown" && !role.is_empty()),
    };
    xml.open(element, &[("xml:id", Some(&xml_id(&row.actor_id))), ("role", role)]);
    xml.element(name, &[], &row.name);
    for other in index.names_of(&row.actor_id).iter().filter(|other| other.name != row.name) {
        xml.element(name, &[("type", Some(&other.name_type))], &other.name);
    }
    for row in index.identifiers_of(&row.actor_id) {
        xml.element("idno", &[("type", Some(&row.scheme))], &row.identifier);
    }
    xml.close().line();
}

fn affiliation(xml: &mut Xml, row: &AffiliationRow) {
    let (member, body) = (pointer(&row.member_id), pointer(&row.organisation_id));
    let attributes = [
        ("type", Some("affiliation")),
        ("name", Some(row.status.as_str())),
        ("active", Some(member.as_str())),
        ("passive", Some(body.as_str())),
        ("from", w3c_date(row.start_date.as_deref())),
        ("to", w3c_date(row.end_date.as_deref())),
    ];
    xml.open("relation", &attributes);
    let role: Vec<&str> = [&row.role, &row.area].into_iter().flatten().map(String::as_str).collect();
    if !role.is_empty() {
        xml.element("desc", &[("type", Some("role"))], &role.join(", "));
    }
    xml.element("desc", &[("type", Some("evidence"))], &row.evidence);
    xml.close().line();
}

fn stance(xml: &mut Xml, index: &Index<'_>, row: &StanceRow) {
    let holder = row.holder_id.as_deref().map(pointer);
    let target = match row.target_type.as_str() {
        "issue" => format!("#{}", category("issue", &row.target_id)),
        _ => pointer(&row.target_id),
    };
    let statement = row.statement_id.as_deref().map(pointer);
    let confidence = row.confidence.filter(|sure| sure.is_finite()).map(|sure| sure.to_string());
    let attributes = [
        ("type", Some("stance")),
        ("name", Some(row.polarity.as_deref().unwrap_or("none"))),
        ("active", holder.as_deref()),
        ("passive", Some(target.as_str())),
        ("corresp", statement.as_deref()),
        ("cert", confidence.as_deref()),
    ];
    xml.open("relation", &attributes);
    let evidence = index.evidence_of(&row.stance_id);
    if evidence.is_empty() {
        xml.element("desc", &[("type", Some("evidence"))], &row.evidence);
    }
    for piece in evidence {
        xml.element("desc", &[("type", Some("evidence"))], &piece.text);
    }
    xml.close().line();
}

/// A date that TEI's attributes for dates can hold.
pub(super) fn w3c_date(date: Option<&str>) -> Option<&str> {
    date.filter(|date| tells_year(date))
}
