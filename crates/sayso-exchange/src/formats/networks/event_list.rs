//! Stances as an event list, from which networks are made.

use sayso_network::Dated;
use sayso_published::{DocumentRow, StanceRow};

use crate::Dataset;
use crate::index::Index;

const HEADER: [&str; 6] = ["document_id", "time", "person", "organization", "concept", "agreement"];

/// Every stance for or against something: whose it is, the body that a person speaks for, and when. In the order of the texts.
pub(super) fn csv(dataset: &Dataset) -> Vec<u8> {
    let index = Index::of(dataset);
    let mut list = csv::Writer::from_writer(Vec::new());
    // writing into memory does not fail
    let _ = list.write_record(HEADER);
    for document in &dataset.tables().documents {
        let mut stances: Vec<&StanceRow> = index.stances_of(&document.document_id).to_vec();
        // the order in which duplicates count
        stances.sort_by_key(|row| (row.evidence_start_char, &row.stance_id));
        for record in stances.into_iter().filter_map(|stance| record(&index, document, stance)) {
            let _ = list.write_record(record);
        }
    }
    list.into_inner().unwrap_or_default()
}

fn record<'a>(index: &Index<'a>, document: &'a DocumentRow, stance: &'a StanceRow) -> Option<[&'a str; 6]> {
    let agreement = match stance.polarity.as_deref() {
        Some("support") => "1",
        Some("oppose") => "0",
        _ => return None,
    };
    let holder = index.actor(stance.holder_id.as_deref()?);
    let (person, body) = match holder.actor_type.as_str() {
        "person" => (Some(holder), index.body_of(&document.document_id, &holder.actor_id)),
        "organisation" | "group" => (None, Some(holder)),
        _ => return None,
    };
    let concept = match stance.target_type.as_str() {
        "issue" => &index.issue(&stance.target_id).label,
        _ => &index.actor(&stance.target_id).name,
    };
    let said = stance.statement_id.as_deref().and_then(|id| index.statement(id).date.as_deref());
    // a date that does not tell its year places nothing in time
    let date = said.filter(|date| !date.starts_with('-')).or(document.date.as_deref());
    let date = date.filter(|date| date.parse::<Dated>().is_ok());
    let name = |actor: Option<&'a sayso_published::ActorRow>| actor.map_or("", |actor| actor.name.as_str());
    Some([&document.document_id, date.unwrap_or_default(), name(person), name(body), concept, agreement])
}
