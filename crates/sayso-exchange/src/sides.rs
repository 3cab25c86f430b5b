//! Whose side a stance is on: the person and the body that discourse networks count it for.

use sayso_published::{ActorRow, StanceRow};

use crate::index::Index;

/// A stance for or against something, by a person, a body, or a person of a body.
pub(crate) struct Side<'a> {
    pub(crate) person: Option<&'a ActorRow>,
    pub(crate) body: Option<&'a ActorRow>,
    pub(crate) agrees: bool,
}

/// What a stance that takes no side lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lacks {
    /// It is neither for nor against.
    Polarity,
    /// It is not known to be of a person or a body.
    Holder,
}

impl<'a> Side<'a> {
    pub(crate) fn of(index: &Index<'a>, stance: &StanceRow) -> Result<Self, Lacks> {
        let agrees = match stance.polarity.as_deref() {
            Some("support") => true,
            Some("oppose") => false,
            _ => return Err(Lacks::Polarity),
        };
        let holder = stance.holder_id.as_deref().map(|id| index.actor(id));
        let (person, body) = match holder {
            Some(actor) if is_body(actor) => (None, Some(actor)),
            Some(actor) if actor.actor_type == "person" => {
                (Some(actor), index.body_of(&stance.document_id, &actor.actor_id))
            }
            _ => return Err(Lacks::Holder),
        };
        Ok(Self { person, body, agrees })
    }
}

/// Whether an actor is more than one person.
pub(crate) fn is_body(actor: &ActorRow) -> bool {
    ["organisation", "group"].contains(&actor.actor_type.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Dataset, samples};

    fn sides(change: impl Fn(&mut StanceRow)) -> Vec<String> {
        let mut tables = samples::letter();
        tables.stances.iter_mut().for_each(change);
        let dataset = Dataset::of(tables);
        let index = Index::of(&dataset);
        let name = |actor: Option<&ActorRow>| actor.map_or("-", |actor| &actor.name).to_owned();
        let shown = |stance: &&StanceRow| match Side::of(&index, stance) {
            Ok(side) => format!("{} | {} | {}", name(side.person), name(side.body), side.agrees),
            Err(lacks) => format!("{lacks:?}"),
        };
        index.stances_of("d-letter").iter().map(shown).collect()
    }

    #[test]
    fn a_person_speaks_for_the_one_body_that_the_document_tells() {
        assert_eq!(
            sides(|_| ()),
            [
                "Polarity",
                "Ann Park | Bridge Party | true",
                "- | Northwick Tenants’ Association | false",
                "Bo Lind | - | false"
            ]
        );
    }

    #[test]
    fn near_misses() {
        assert_eq!(sides(|stance| stance.polarity = Some("neutral".to_owned())), ["Polarity"; 4]);
        assert_eq!(sides(|stance| stance.holder_id = None), ["Polarity", "Holder", "Holder", "Holder"]);
    }
}
