//! Stances as an event list, from which networks are made.

use sayso_network::Dated;
use sayso_published::{ActorRow, DocumentRow, StanceRow};

use crate::Dataset;
use crate::index::Index;
use crate::sides::Side;

const HEADER: [&str; 6] = ["document_id", "time", "person", "organization", "concept", "agreement"];

/// Every stance for or against something: whose it is, the body that a person speaks for, and when. In the order of the texts.
pub(super) fn csv(dataset: &Dataset) -> Vec<u8> {
    let index = Index::of(dataset);
    let mut list = csv::Writer::from_writer(Vec::new());
    // writing into memory does not fail
    let _ = list.write_record(HEADER);
    for document in &dataset.tables().documents {
        let stances = index.stances_of(&document.document_id).iter();
        for record in stances.filter_map(|stance| record(&index, document, stance)) {
            let _ = list.write_record(record);
        }
    }
    list.into_inner().unwrap_or_default()
}

fn record<'a>(index: &Index<'a>, document: &'a DocumentRow, stance: &'a StanceRow) -> Option<[&'a str; 6]> {
    let side = Side::of(index, stance).ok()?;
    let concept = match stance.target_type.as_str() {
        "issue" => &index.issue(&stance.target_id).label,
        _ => &index.actor(&stance.target_id).name,
    };
    let said = stance.statement_id.as_deref().and_then(|id| index.statement(id).date.as_deref());
    // a date that does not tell its year places nothing in time
    let date = said.filter(|date| !date.starts_with('-')).or(document.date.as_deref());
    let date = date.filter(|date| date.parse::<Dated>().is_ok());
    let name = |actor: Option<&'a ActorRow>| actor.map_or("", |actor| actor.name.as_str());
    let agreement = if side.agrees { "1" } else { "0" };
    Some([
        &document.document_id,
        date.unwrap_or_default(),
        name(side.person),
        name(side.body),
        concept,
        agreement,
    ])
}
