//! Who holds which role when: to know whom "the leader of the League" or "the prime minister" means on a date.

use std::collections::{BTreeMap, BTreeSet};

use sayso_model::{Classification, KnownRole};

use super::Registry;
use super::date::Period;
use crate::name_key::name_key;

/// A role in one body, for one place where it is held for places, with all who hold or held it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Office {
    /// Entries with the time that each held it, by its start.
    holders: Vec<(usize, Period)>,
    /// Whether one at a time holds it. A role that several hold side by side, as members of a parliament do, tells nobody apart.
    is_of_one: bool,
}

/// All offices by role, place and body, roles and places folded.
pub(crate) type Offices = BTreeMap<String, BTreeMap<(Option<String>, usize), Office>>;

/// A role on its way into the registry.
pub(crate) struct HeldRole {
    pub(crate) holder: usize,
    pub(crate) role: String,
    pub(crate) organisation: usize,
    pub(crate) area: Option<String>,
    pub(crate) period: Period,
}

/// What words ask for: a role, in a body and for a place where they name them, on a date where it is known.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wanted<'a> {
    pub(crate) role: &'a str,
    pub(crate) organisation: Option<usize>,
    pub(crate) area: Option<&'a str>,
    pub(crate) date: Option<&'a str>,
}

/// The offices that `roles` make up.
pub(crate) fn offices(roles: Vec<HeldRole>) -> Offices {
    let mut offices = Offices::new();
    for HeldRole { holder, role, organisation, area, period } in roles {
        let of_role = offices.entry(name_key(&role)).or_default();
        let office = of_role.entry((area.as_deref().map(name_key), organisation)).or_default();
        office.holders.push((holder, period));
    }
    for office in offices.values_mut().flat_map(BTreeMap::values_mut) {
        office
            .holders
            .sort_by(|(one, first), (other, second)| (first.from(), one).cmp(&(second.from(), other)));
        office.is_of_one = is_of_one(&office.holders);
    }
    offices
}

/// Whether no two hold the office side by side; `holders` come in the order in which they began.
fn is_of_one(holders: &[(usize, Period)]) -> bool {
    let mut last: Option<&(usize, Period)> = None;
    for next in holders {
        match last {
            Some((holder, period)) if *holder != next.0 && period.runs_beside(&next.1) => return false,
            _ => last = Some(next),
        }
    }
    true
}

impl Registry {
    /// Who holds the role that is wanted, with the body in which each does: sorted, without repeats.
    ///
    /// Words that name neither body nor place ask for an office of state, "the prime minister": one in a government. Without a date
    /// everybody who ever held the office is given.
    pub(crate) fn holders(&self, wanted: Wanted) -> Vec<(usize, usize)> {
        let area = wanted.area.map(name_key);
        let has_place = area.is_some();
        let Some(of_role) = self.offices.get(wanted.role) else { return Vec::new() };
        let bodies = match wanted.organisation {
            Some(one) => one..=one,
            None => 0..=usize::MAX,
        };
        let mut found = BTreeSet::new();
        for ((_, organisation), office) in
            of_role.range((area.clone(), *bodies.start())..=(area, *bodies.end()))
        {
            let is_told = has_place || wanted.organisation.is_some() || self.is_of_state(*organisation);
            if is_told && office.is_of_one {
                let holding = office.holders.iter().filter(|(_, period)| holds_on(period, wanted.date));
                found.extend(holding.map(|(holder, _)| (*holder, *organisation)));
            }
        }
        found.into_iter().collect()
    }

    /// Whether the entry holds the role that is wanted, alone or beside others.
    pub(crate) fn holds(&self, entry: usize, wanted: Wanted) -> bool {
        let area = wanted.area.map(name_key);
        let mut offices = self.offices.get(wanted.role).into_iter().flatten();
        offices.any(|((of_area, organisation), office)| {
            wanted.organisation.is_none_or(|one| one == *organisation)
                && (area.is_none() || *of_area == area)
                && office
                    .holders
                    .iter()
                    .any(|(holder, period)| *holder == entry && holds_on(period, wanted.date))
        })
    }

    /// The roles that one person at a time holds, sorted: what tells of somebody without a name.
    pub fn known_roles(&self) -> Vec<KnownRole> {
        let mut known = Vec::new();
        for (role, offices) in &self.offices {
            let of_one = offices.iter().filter(|((area, _), office)| area.is_none() && office.is_of_one);
            let bodies: Vec<usize> = of_one.map(|((_, organisation), _)| *organisation).collect();
            if !bodies.is_empty() {
                let stands_alone = bodies.iter().any(|body| self.is_of_state(*body));
                known.push(KnownRole { role: role.clone(), stands_alone });
            }
        }
        known
    }

    fn is_of_state(&self, organisation: usize) -> bool {
        self.entry(organisation).classification == Some(Classification::Government)
    }
}

fn holds_on(period: &Period, date: Option<&str>) -> bool {
    date.is_none_or(|date| period.holds_on(date))
}

#[cfg(test)]
mod tests {
    use super::*;

    const REGISTRY: &str = r#"[[organisation]]
id = "org-norland-government"
name = "Government of Norland"
classification = "government"
evidence = "invented"

[[organisation]]
id = "org-tide"
name = "Tide List"
classification = "party"
evidence = "invented"
"#;

    fn registry(people: &[(&str, &str)]) -> Registry {
        let person = |(name, roles): &(&str, &str)| {
            let slug = name.to_lowercase().replace(' ', "-");
            format!(
                "[[person]]\nid = \"per-{slug}\"\nname = \"{name}\"\npublic_role = \"elected\"\nroles = [\n{roles}]\nevidence = \"invented\"\n"
            )
        };
        let people: String = people.iter().map(person).collect();
        Registry::from_toml(&[("r.toml".to_owned(), format!("{REGISTRY}{people}"))]).unwrap()
    }

    fn role(role: &str, organisation: &str, more: &str) -> String {
        format!("    {{ role = \"{role}\", organisation = \"org-{organisation}\"{more} }},\n")
    }

    #[test]
    fn offices_have_holders_on_dates() {
        let leader = |more: &str| role("Leader", "tide", more);
        let mp = role("MP", "norland-government", "");
        let premier = role("Prime Minister", "norland-government", ", from = \"2012\"");
        let registry = registry(&[
            ("Ann Lund", &(leader(", from = \"2001\", to = \"2009-05\"") + &mp)),
            ("Bo Vik", &(leader(", from = \"2009-05\"") + &mp + &premier)),
        ]);
        let check = |role: &str, organisation: Option<&str>, date: Option<&str>, expected: &[&str]| {
            let organisation = organisation.map(|name| registry.with_name(name)[0]);
            let wanted = Wanted { role, organisation, area: None, date };
            let found: Vec<&str> = registry
                .holders(wanted)
                .iter()
                .map(|(holder, _)| registry.entry(*holder).name.as_str())
                .collect();
            assert_eq!(found, expected, "{role} {date:?}");
        };
        check("leader", Some("Tide List"), Some("2005-03"), &["Ann Lund"]);
        check("leader", Some("Tide List"), Some("2019"), &["Bo Vik"]);
        check("leader", Some("Tide List"), Some("2009-05"), &["Ann Lund", "Bo Vik"]);
        check("leader", Some("Tide List"), Some("1999"), &[]);
        check("leader", Some("Tide List"), None, &["Ann Lund", "Bo Vik"]);
        check("leader", None, Some("2019"), &[]);
        check("prime minister", None, Some("2019"), &["Bo Vik"]);
        check("prime minister", None, None, &["Bo Vik"]);
        check("prime minister", None, Some("2011"), &[]);
        check("mp", Some("Government of Norland"), None, &[]);
        let known: Vec<(String, bool)> =
            registry.known_roles().into_iter().map(|known| (known.role, known.stands_alone)).collect();
        assert_eq!(known, [("leader".to_owned(), false), ("prime minister".to_owned(), true)]);
    }

    #[test]
    fn places_tell_seats_apart() {
        let seat = |area: &str| role("MP", "norland-government", &format!(", area = \"{area}\""));
        let registry = registry(&[("Ann Lund", &seat("Easton")), ("Bo Vik", &seat("Weston"))]);
        let holders = |area: Option<&str>| {
            registry.holders(Wanted { role: "mp", organisation: None, area, date: Some("2019") }).len()
        };
        assert_eq!((holders(Some("easton")), holders(None), holders(Some("Norton"))), (1, 0, 0));
    }
}
