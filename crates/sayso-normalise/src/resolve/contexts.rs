//! What the document tells of actors whom no registry knows, by which bearers of one name differ (see `crate::identity`).

use std::collections::BTreeSet;

use sayso_model::{
    Actor, ActorType, AffiliationStatus, Aspect, Classification, Context, Document, Fact, Resolution,
};

use super::scene::date_of;
use crate::name_key::name_key;
use crate::words::{PARLIAMENTS, PARTIES};

/// What `document` tells of each of its actors, in their order: their current affiliations, by which bearers of one name differ.
///
/// What somebody only claims, or what is over, tells nothing; nor does anything of registered actors, who are told apart already.
pub fn contexts(document: &Document, resolution: &Resolution) -> Vec<Context> {
    let actors = &resolution.actors;
    let year = date_of(document).and_then(|date| date.get(..4)?.parse().ok());
    let mut facts: Vec<BTreeSet<Fact>> = vec![BTreeSet::new(); actors.len()];
    for one in resolution.affiliations.iter().filter(|one| one.status == AffiliationStatus::Current) {
        let (Some(member), Some(body)) = (actors.get(one.member), actors.get(one.organisation)) else {
            continue;
        };
        if member.is_registered {
            continue;
        }
        facts[one.member].insert(Fact { aspect: aspect(body), value: body.actor_id.clone() });
        if let (Some(role), Some(area)) = (&one.role, &one.area) {
            let value = format!("{} {}", name_key(role), name_key(area));
            facts[one.member].insert(Fact { aspect: Aspect::Seat, value });
        }
    }
    let context = |facts: BTreeSet<Fact>| Context { year: year.filter(|_| !facts.is_empty()), facts };
    facts.into_iter().map(context).collect()
}

/// What membership in a body tells: a registered body by its kind, another one by the last word of its name.
fn aspect(body: &Actor) -> Aspect {
    match body.classification {
        Some(Classification::Party) => Aspect::Party,
        Some(Classification::Parliament | Classification::Government) => Aspect::Chamber,
        Some(_) => Aspect::Body,
        None => {
            let key = name_key(&body.name);
            let last = key.split(' ').next_back().unwrap_or_default();
            match body.actor_type {
                ActorType::Organisation if PARTIES.contains(&last) => Aspect::Party,
                ActorType::Organisation if PARLIAMENTS.contains(&last) && key.contains(' ') => {
                    Aspect::Chamber
                }
                _ => Aspect::Body,
            }
        }
    }
}
