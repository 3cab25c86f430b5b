//! What points from one entry to another: parents, bodies of roles, redirects, decisions.

use std::collections::{BTreeMap, BTreeSet};

use super::check::{Faults, Place};
use super::file::{DecisionEntry, RedirectEntry, RegistryFile, Verdict};
use super::placed::Placed;
use super::redirects::{Redirects, in_circles};
use super::{is_slug, is_unregistered_id};
use crate::error::FaultKind;

/// Adds the faults of all links between entries of `files`, which have these `ids`.
pub(crate) fn check(files: &[RegistryFile], ids: &BTreeSet<&str>, faults: &mut Faults) {
    let redirects = Redirects::new(files);
    let links = Links { ids, redirects };
    links.parents(files, faults);
    links.redirects(files, faults);
    links.decisions(files, faults);
}

struct Links<'a> {
    ids: &'a BTreeSet<&'a str>,
    redirects: Redirects<'a>,
}

impl Links<'_> {
    /// Whether an entry has this id, or had it before it was given up for that of another entry.
    fn is_entry(&self, id: &str) -> bool {
        self.ids.contains(id) || self.redirects.has(id) && self.ids.contains(self.redirects.last(id))
    }

    /// Organisations that entries point at: each must exist, and nobody may be their own parent.
    fn parents(&self, files: &[RegistryFile], faults: &mut Faults) {
        let mut parent_of: BTreeMap<&str, &str> = BTreeMap::new();
        for organisation in files.iter().flat_map(|file| &file.organisations) {
            if let Some(parent) = &organisation.parent {
                parent_of.insert(organisation.id.as_str(), parent.as_str());
            }
        }
        let circular = in_circles(&parent_of);
        for place in places(files) {
            for organisation in &place.file.organisations {
                let Some(parent) = &organisation.parent else { continue };
                self.organisation(place, parent, "parent", faults);
                let id = organisation.id.as_str();
                if circular.contains(id) {
                    let kind = FaultKind::Circle { id: id.to_owned(), parent: parent.as_str().to_owned() };
                    faults.push(place, parent, kind);
                }
            }
            for role in place.file.people.iter().flat_map(|person| &person.roles) {
                self.organisation(place, &role.organisation, "organisation", faults);
            }
        }
    }

    fn organisation(&self, place: Place, id: &Placed, key: &'static str, faults: &mut Faults) {
        if !id.as_str().starts_with("org-") || !self.is_entry(id.as_str()) {
            faults.push(place, id, FaultKind::Dangling { key, id: id.as_str().to_owned() });
        }
    }

    fn redirects(&self, files: &[RegistryFile], faults: &mut Faults) {
        let circular = self.redirects.circular();
        let items = items(files);
        let mut seen: BTreeMap<&str, (Place, &Placed)> = BTreeMap::new();
        for place in places(files) {
            for RedirectEntry { old_id, new_id, evidence } in &place.file.redirects {
                faults.filled(place, evidence, "evidence");
                let (old, new) = (old_id.as_str(), new_id.as_str());
                let ids = || (old.to_owned(), new.to_owned());
                if let Some((first_place, first)) = seen.insert(old, (place, old_id)) {
                    let kind = FaultKind::DuplicateRedirect {
                        id: old.to_owned(),
                        first_file: first_place.file.name().to_owned(),
                        first_line: first_place.line_of(first),
                    };
                    faults.push(place, old_id, kind);
                } else if !is_actor_id(old) {
                    faults.push(place, old_id, FaultKind::OldId { id: old.to_owned() });
                } else if circular.contains(old) {
                    let (id, new_id) = ids();
                    faults.push(place, old_id, FaultKind::RedirectCircle { id, new_id });
                } else if is_unregistered_id(new) || !self.is_entry(new) {
                    faults.push(
                        place,
                        new_id,
                        FaultKind::DanglingEntry { key: "new_id", id: new.to_owned() },
                    );
                } else if !is_unregistered_id(old) && old.get(..4) != new.get(..4) {
                    let (id, new_id) = ids();
                    faults.push(place, old_id, FaultKind::RedirectKind { id, new_id });
                } else if let (Some(item), Some(new_item)) =
                    (items.get(old), items.get(self.redirects.last(new)))
                    && item != new_item
                {
                    let (id, new_id) = ids();
                    faults.push(place, old_id, FaultKind::RedirectItems { id, new_id });
                }
            }
        }
    }

    fn decisions(&self, files: &[RegistryFile], faults: &mut Faults) {
        let mut seen: BTreeMap<[&str; 4], (Place, &Placed)> = BTreeMap::new();
        for place in places(files) {
            for decision in &place.file.decisions {
                let DecisionEntry { verdict, name, evidence, .. } = decision;
                faults.filled(place, name, "name");
                faults.filled(place, evidence, "evidence");
                for id in [&decision.actor_id, &decision.other_actor_id].into_iter().flatten() {
                    if !is_actor_id(id.as_str())
                        || !is_unregistered_id(id.as_str()) && !self.is_entry(id.as_str())
                    {
                        let kind = FaultKind::DanglingEntry { key: "actor_id", id: id.as_str().to_owned() };
                        faults.push(place, id, kind);
                    }
                }
                if let Some(needed) = lacks(decision) {
                    faults.push(place, name, FaultKind::DecisionKeys { verdict: *verdict, needed });
                } else if self.is_contradicted(decision) {
                    faults.push(place, name, FaultKind::RedirectDecision { verdict: *verdict });
                }
                if let Some((first_place, first)) = seen.insert(key_of(decision), (place, name)) {
                    let kind = FaultKind::DuplicateDecision {
                        name: name.as_str().to_owned(),
                        first_file: first_place.file.name().to_owned(),
                        first_line: first_place.line_of(first),
                    };
                    faults.push(place, name, kind);
                }
            }
        }
    }

    /// Whether a redirect makes one of the two that the decision holds apart, or somebody of nobody.
    fn is_contradicted(&self, decision: &DecisionEntry) -> bool {
        let last = |id: &Option<Placed>| id.as_ref().map(|id| self.redirects.last(id.as_str()).to_owned());
        match decision.verdict {
            Verdict::Different => last(&decision.actor_id) == last(&decision.other_actor_id),
            Verdict::Nobody => decision.actor_id.as_ref().is_some_and(|id| self.redirects.has(id.as_str())),
            Verdict::Same | Verdict::Ignore => false,
        }
    }
}

fn places(files: &[RegistryFile]) -> impl Iterator<Item = Place<'_>> {
    files.iter().enumerate().map(|(at, file)| Place { at, file })
}

/// The Wikidata item of each entry that has one.
fn items(files: &[RegistryFile]) -> BTreeMap<&str, &str> {
    let people = files.iter().flat_map(|file| &file.people).map(|one| (&one.id, &one.wikidata_id));
    let bodies = files.iter().flat_map(|file| &file.organisations).map(|one| (&one.id, &one.wikidata_id));
    people.chain(bodies).filter_map(|(id, item)| Some((id.as_str(), item.as_ref()?.as_str()))).collect()
}

fn is_actor_id(id: &str) -> bool {
    is_slug(id, "per") || is_slug(id, "org") || is_unregistered_id(id)
}

/// The keys that a decision of this kind has, where it has others.
fn lacks(decision: &DecisionEntry) -> Option<&'static str> {
    let DecisionEntry { actor_id, other_name, other_actor_id, .. } = decision;
    let has = (actor_id.is_some(), other_name.is_some(), other_actor_id.is_some());
    let needed = match decision.verdict {
        Verdict::Same => "actor_id and other_name, and no other_actor_id",
        Verdict::Different => "actor_id, other_name and other_actor_id",
        Verdict::Nobody => "the actor_id of an unregistered actor, and no other",
        Verdict::Ignore => return None,
    };
    let is_whole = match decision.verdict {
        Verdict::Same => has == (true, true, false),
        Verdict::Different => has == (true, true, true),
        Verdict::Nobody => {
            has == (true, false, false) && actor_id.as_ref().is_some_and(|id| is_unregistered_id(id.as_str()))
        }
        Verdict::Ignore => true,
    };
    (!is_whole).then_some(needed)
}

/// What a decision is about. Two about the same thing are one too many.
fn key_of(decision: &DecisionEntry) -> [&str; 4] {
    let DecisionEntry { name, actor_id, other_name, other_actor_id, .. } = decision;
    [Some(name), actor_id.as_ref(), other_name.as_ref(), other_actor_id.as_ref()]
        .map(|placed| placed.map_or("", Placed::as_str))
}

#[cfg(test)]
mod tests {
    use crate::Registry;

    const ENTRIES: &str = r#"[[organisation]]
id = "org-union"
name = "Harbour Union"
classification = "trade_union"
evidence = "invented"

[[person]]
id = "per-ann-park"
name = "Ann Park"
public_role = "elected"
wikidata_id = "Q1"
evidence = "invented"

[[person]]
id = "per-anne-park"
name = "Anne Park"
public_role = "unknown"
evidence = "invented"

[[person]]
id = "per-bo-lind"
name = "Bo Lind"
public_role = "unknown"
wikidata_id = "Q2"
evidence = "invented"
"#;

    /// Every fault of [`ENTRIES`], which have 25 lines, followed by `more`.
    fn check(more: &str, expected: &[&str]) {
        let files = [("r.toml".to_owned(), format!("{ENTRIES}{more}"))];
        let faults =
            Registry::from_toml(&files).map(|_| String::new()).unwrap_or_else(|error| error.to_string());
        let found: Vec<&str> = faults.lines().collect();
        assert_eq!(found.len(), expected.len(), "{more}: {faults}");
        for (found, expected) in found.iter().zip(expected) {
            assert!(found.starts_with(expected), "{found:?} should start with {expected:?}");
        }
    }

    fn redirects(pairs: &[(&str, &str)]) -> String {
        let write = |(old, new): &(&str, &str)| {
            format!("[[redirect]]\nold_id = \"{old}\"\nnew_id = \"{new}\"\nevidence = \"invented\"\n")
        };
        pairs.iter().map(write).collect()
    }

    #[test]
    fn redirects_lead_to_entries() {
        let unregistered = "x-per-0123456789ab";
        for (pairs, expected) in [
            (&[("per-anne-park", "per-ann-park")][..], &[][..]),
            (&[(unregistered, "per-anne-park"), ("per-anne-park", "per-ann-park")], &[]),
            (&[("per-gone", "per-ann-park"), ("per-long-gone", "per-gone")], &[]),
            (&[(unregistered, "org-union")], &[]),
            (&[(unregistered, "per-none")], &["r.toml:28: new_id \"per-none\" is no entry"]),
            (
                &[(unregistered, "x-per-0123456789ac")],
                &["r.toml:28: new_id \"x-per-0123456789ac\" is no entry"],
            ),
            (&[("Ann Park", "per-ann-park")], &["r.toml:27: old_id \"Ann Park\" is neither"]),
            (
                &[("per-anne-park", "org-union")],
                &["r.toml:27: \"per-anne-park\" and \"org-union\" are not of one kind"],
            ),
            (
                &[("per-bo-lind", "per-ann-park")],
                &["r.toml:27: \"per-bo-lind\" and \"per-ann-park\" have different"],
            ),
            (
                &[("per-anne-park", "per-bo-lind"), ("per-bo-lind", "per-anne-park")],
                &["r.toml:27: \"per-anne-park\" leads back", "r.toml:31: \"per-bo-lind\" leads back"],
            ),
            (
                &[("per-anne-park", "per-bo-lind"), ("per-anne-park", "per-ann-park")],
                &["r.toml:31: \"per-anne-park\" is redirected at r.toml:27 already"],
            ),
        ] {
            check(&redirects(pairs), expected);
        }
    }

    #[test]
    fn an_id_that_is_given_up_still_serves_as_parent() {
        let local = "[[organisation]]\nid = \"org-union-north\"\nname = \"North\"\nclassification = \"other\"\nparent = \"org-old-union\"\nevidence = \"e\"\n";
        check(&format!("{local}{}", redirects(&[("org-old-union", "org-union")])), &[]);
        check(local, &["r.toml:30: parent \"org-old-union\" is no organisation"]);
    }

    #[test]
    fn decisions_have_their_keys_and_do_not_contradict() {
        let decision = |verdict: &str, more: &str| {
            format!("[[decision]]\nverdict = \"{verdict}\"\nname = \"Ann Park\"\n{more}evidence = \"e\"\n")
        };
        let pair =
            "actor_id = \"per-ann-park\"\nother_name = \"Anne Park\"\nother_actor_id = \"per-anne-park\"\n";
        let nobody = "actor_id = \"x-per-0123456789ab\"\n";
        for (more, expected) in [
            (decision("different", pair), &[][..]),
            (decision("nobody", nobody), &[]),
            (decision("ignore", ""), &[]),
            (decision("same", "actor_id = \"per-ann-park\"\nother_name = \"Anna Park\"\n"), &[]),
            (decision("perhaps", ""), &["r.toml:27: unknown variant `perhaps`"]),
            (
                decision("different", nobody),
                &["r.toml:28: a decision \"different\" has actor_id, other_name"],
            ),
            (decision("nobody", "actor_id = \"per-ann-park\"\n"), &["r.toml:28: a decision \"nobody\" has"]),
            (
                decision("ignore", "actor_id = \"per-none\"\n"),
                &["r.toml:29: actor_id \"per-none\" is no entry"],
            ),
            (
                decision("different", pair) + &redirects(&[("per-anne-park", "per-ann-park")]),
                &["r.toml:28: this decision \"different\" contradicts a redirect"],
            ),
            (
                decision("nobody", nobody) + &redirects(&[("x-per-0123456789ab", "per-ann-park")]),
                &["r.toml:28: this decision \"nobody\" contradicts a redirect"],
            ),
            (
                decision("ignore", nobody) + &decision("nobody", nobody),
                &["r.toml:33: \"Ann Park\" is decided at r.toml:28 already"],
            ),
        ] {
            check(&more, expected);
        }
    }
}
