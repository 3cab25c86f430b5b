//! Popolo JSON: people, bodies, who belongs to what, and what they said.
//!
//! `creator_id` and `audience_id` of a speech name persons or organizations, whose ids are different: bodies speak too. Groups are
//! organizations of the classification `group`. Of whom it is not known whether it is a person or a body stands among persons, and its
//! `summary` says so. A membership of a body has the body in `member`, as Popolo lets it. `position` counts the speeches of one
//! document. Popolo knows speech that happened only, so statements that a text denies or merely supposes, and attitudes without anything
//! said, are left out, and counted.
//!
//! `mode` and `document_id` are properties of our own; Popolo lets there be others.
//!
//! # Source
//! <https://www.popoloproject.com/specs/>, with the JSON schemas of that place (draft 3).

use serde_json::{Map, Value, json};

use sayso_published::{ActorRow, AffiliationRow, DocumentRow, StatementRow};

use crate::formats::{Format, counted, tells_year};
use crate::index::Index;
use crate::output::Output;
use crate::sides::is_body;
use crate::{Dataset, ExchangeError};

const FILE: &str = "popolo.json";

pub(super) const FORMAT: Format = Format {
    name: "popolo",
    output: FILE,
    summary: "people, organisations, memberships and speeches as Popolo JSON",
    write,
};

fn write(dataset: &Dataset, output: &mut Output<'_>) -> Result<(), ExchangeError> {
    let index = Index::of(dataset);
    let tables = dataset.tables();
    let (bodies, people): (Vec<&ActorRow>, Vec<&ActorRow>) =
        tables.actors.iter().partition(|row| is_body(row));
    let mut speeches = Vec::new();
    let mut n_left_out = 0;
    for document in &tables.documents {
        let statements = index.statements_of(&document.document_id);
        let (said, others): (Vec<&StatementRow>, Vec<&StatementRow>) = statements
            .iter()
            .partition(|row| !row.is_negated && !row.is_hypothetical && row.act != "attitude");
        n_left_out += others.len();
        speeches.extend((1..).zip(said).map(|(position, row)| speech(document, row, position)));
    }
    let contents = json!({
        "persons": people.into_iter().map(|row| person(&index, row)).collect::<Value>(),
        "organizations": bodies.into_iter().map(|row| organization(&index, row)).collect::<Value>(),
        "memberships": tables.affiliations.iter().map(|row| membership(&index, row)).collect::<Value>(),
        "speeches": speeches,
    });
    output.write(FILE, format!("{contents:#}\n"))?;
    let left_out =
        counted(n_left_out, "statement", "statements", "left out: denied, merely supposed, or an attitude");
    left_out.into_iter().for_each(|note| output.note(note));
    Ok(())
}

/// An object of the properties that have a value.
fn object<const N: usize>(properties: [(&str, Option<Value>); N]) -> Value {
    let known = properties.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    Value::Object(known.collect::<Map<String, Value>>())
}

fn text(words: Option<&String>) -> Option<Value> {
    words.map(|words| json!(words))
}

fn person(index: &Index<'_>, row: &ActorRow) -> Value {
    let summary = (row.actor_type != "person").then(|| json!("Not known to be a person or a body."));
    object([
        ("id", Some(json!(row.actor_id))),
        ("name", Some(json!(row.name))),
        ("other_names", other_names(index, row)),
        ("identifiers", identifiers(index, row)),
        ("family_name", text(row.family_name.as_ref())),
        ("given_name", text(row.given_name.as_ref())),
        ("honorific_prefix", text(row.honorific_prefix.as_ref())),
        ("sort_name", text(row.sort_name.as_ref())),
        ("summary", summary),
    ])
}

fn organization(index: &Index<'_>, row: &ActorRow) -> Value {
    let classification = match row.actor_type.as_str() {
        "group" => Some(json!("group")),
        _ => text(row.classification.as_ref()),
    };
    object([
        ("id", Some(json!(row.actor_id))),
        ("name", Some(json!(row.name))),
        ("other_names", other_names(index, row)),
        ("identifiers", identifiers(index, row)),
        ("classification", classification),
    ])
}

/// Names besides the one by which the actor is called; handles are identifiers.
fn other_names(index: &Index<'_>, row: &ActorRow) -> Option<Value> {
    let others = index.names_of(&row.actor_id).iter();
    let others = others.filter(|other| other.name != row.name && other.name_type != "handle");
    let names: Vec<Value> =
        others.map(|other| json!({ "name": other.name, "note": other.name_type })).collect();
    (!names.is_empty()).then(|| Value::Array(names))
}

fn identifiers(index: &Index<'_>, row: &ActorRow) -> Option<Value> {
    let known = index.identifiers_of(&row.actor_id).iter().map(|row| (&row.scheme, &row.identifier));
    let names = index.names_of(&row.actor_id).iter().filter(|name| name.name_type == "handle");
    let mut identifiers: Vec<Value> = Vec::new();
    for (scheme, identifier) in known.chain(names.map(|name| (&name.name_type, &name.name))) {
        let identifier = json!({ "scheme": scheme, "identifier": identifier });
        if !identifiers.contains(&identifier) {
            identifiers.push(identifier);
        }
    }
    (!identifiers.is_empty()).then(|| Value::Array(identifiers))
}

fn membership(index: &Index<'_>, row: &AffiliationRow) -> Value {
    let member = index.actor(&row.member_id);
    let is_body = is_body(member);
    let label = match &row.role {
        Some(role) => format!("{} {role}", row.status),
        None => row.status.clone(),
    };
    let document = index.document(&row.document_id);
    object([
        ("id", text(row.affiliation_id.as_ref())),
        ("label", Some(json!(label))),
        ("role", text(row.role.as_ref())),
        ("member", is_body.then(|| json!({ "id": member.actor_id, "name": member.name }))),
        ("person_id", (!is_body).then(|| json!(member.actor_id))),
        ("organization_id", Some(json!(row.organisation_id))),
        ("area", row.area.as_ref().map(|area| json!({ "name": area }))),
        ("start_date", date(row.start_date.as_ref())),
        ("end_date", date(row.end_date.as_ref())),
        ("sources", Some(json!([{ "url": address(document), "note": row.evidence }]))),
    ])
}

fn speech(document: &DocumentRow, row: &StatementRow, position: usize) -> Value {
    object([
        ("id", Some(json!(row.statement_id))),
        ("creator_id", text(row.speaker_id.as_ref())),
        ("attribution_text", text(row.speaker_surface.as_ref())),
        ("audience_id", text(row.addressee_id.as_ref())),
        ("text", Some(json!(row.content))),
        ("date", date(row.date.as_ref()).or_else(|| date(document.date.as_ref()))),
        ("type", Some(json!(row.act))),
        ("position", Some(json!(position))),
        ("sources", Some(json!([{ "url": address(document), "note": document.title }]))),
        ("mode", Some(json!(row.mode))),
        ("document_id", Some(json!(row.document_id))),
    ])
}

/// A date of a year at least: a year, a month of one, or a day.
fn date(date: Option<&String>) -> Option<Value> {
    text(date.filter(|date| tells_year(date)))
}

/// Where a document was published, or the name by which it was read, as a URL that may be relative.
fn address(document: &DocumentRow) -> String {
    let mut address = String::new();
    for byte in document.url.as_ref().unwrap_or(&document.source).bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=%".contains(&byte) {
            address.push(char::from(byte));
        } else {
            address += &format!("%{byte:02X}");
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;
    use sayso_published::Tables;

    fn written(tables: Tables) -> (Value, Vec<String>) {
        let folder = tempfile::tempdir().unwrap();
        let mut output = Output::new(folder.path());
        write(&Dataset::of(tables), &mut output).unwrap();
        let contents = std::fs::read_to_string(folder.path().join(FILE)).unwrap();
        (serde_json::from_str(&contents).unwrap(), output.finish().1)
    }

    #[test]
    fn people_and_bodies_have_their_names() {
        let (popolo, _) = written(samples::letter());
        let park = json!({
            "id": "per-park",
            "name": "Ann Park",
            "identifiers": [{ "scheme": "handle", "identifier": "@annpark" }],
            "family_name": "Park",
        });
        assert_eq!(popolo["persons"][1], park);
        assert_eq!(popolo["organizations"][0]["other_names"], json!([{ "name": "NTA", "note": "acronym" }]));
    }

    #[test]
    fn memberships_of_bodies_have_the_body_as_member() {
        let mut tables = samples::letter();
        let mut of_body = tables.affiliations[0].clone();
        of_body.member_id = "org-nta".to_owned();
        of_body.start_date = Some("--03-01".to_owned());
        tables.affiliations.push(of_body);
        let (popolo, _) = written(tables);
        let memberships = &popolo["memberships"];
        assert_eq!(
            (&memberships[0]["person_id"], &memberships[0]["start_date"]),
            (&json!("per-park"), &json!("2017"))
        );
        assert_eq!(memberships[1]["member"]["id"], "org-nta");
        assert_eq!((memberships[1].get("person_id"), memberships[1].get("start_date")), (None, None));
    }

    #[test]
    fn speeches_come_in_the_order_of_the_text() {
        let (popolo, notes) = written(samples::letter());
        let speeches = popolo["speeches"].as_array().unwrap();
        let told: Vec<(&str, u64)> = speeches
            .iter()
            .map(|speech| (speech["id"].as_str().unwrap(), speech["position"].as_u64().unwrap()))
            .collect();
        assert_eq!(told, [("s-letter", 1), ("s-split", 2), ("s-said", 3), ("s-rent", 4)]);
        assert_eq!(speeches[1]["text"], "Nobody 👩‍👧 can pay, … and nobody <will>.");
        assert_eq!(speeches[1]["date"], "2019-03");
        assert_eq!(speeches[1]["sources"][0]["url"], "https://example.org/letter?a=1&b=2");
        assert!(notes.is_empty());
    }

    #[test]
    fn what_was_not_said_is_no_speech() {
        let mut tables = samples::letter();
        tables.statements[1].act = "attitude".to_owned();
        tables.statements[2].is_negated = true;
        let (popolo, notes) = written(tables);
        assert_eq!(popolo["speeches"].as_array().unwrap().len(), 2);
        assert_eq!(notes, ["2 statements left out: denied, merely supposed, or an attitude"]);
    }

    #[test]
    fn addresses_are_urls() {
        let document = |source: &str| DocumentRow { source: source.to_owned(), ..DocumentRow::default() };
        assert_eq!(address(&document("my letter é.txt")), "my%20letter%20%C3%A9.txt");
    }
}
