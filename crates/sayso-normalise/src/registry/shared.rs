//! Names that several entries bear: what nobody can tell apart by name.

use std::collections::BTreeMap;

use sayso_model::NameType;

use super::date::Period;
use super::{Registry, acronym_key, handle_key, is_whole};
use crate::name_key::name_key;

/// A name that several entries bear at the same time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedName {
    /// The name as the first of them has it.
    pub name: String,
    /// Their ids, sorted.
    pub ids: Vec<String>,
}

impl Registry {
    /// Every whole name, acronym and handle that two entries or more bear at the same time, sorted by name.
    pub fn shared_names(&self) -> Vec<SharedName> {
        let mut shared = Vec::new();
        let by_name: fn(&str, NameType) -> Option<String> =
            |name, name_type| is_whole(name_type).then(|| name_key(name));
        let by_acronym: fn(&str, NameType) -> Option<String> =
            |name, name_type| (name_type == NameType::Acronym).then(|| acronym_key(name));
        let by_handle: fn(&str, NameType) -> Option<String> =
            |name, name_type| (name_type == NameType::Handle).then(|| handle_key(name));
        for (names, key_of) in
            [(&self.by_name, by_name), (&self.by_acronym, by_acronym), (&self.by_handle, by_handle)]
        {
            shared.extend(self.shared_among(names, key_of));
        }
        shared.sort_by(|one, other| (&one.name, &one.ids).cmp(&(&other.name, &other.ids)));
        shared
    }

    fn shared_among(
        &self,
        names: &BTreeMap<String, Vec<usize>>,
        key_of: fn(&str, NameType) -> Option<String>,
    ) -> Vec<SharedName> {
        let mut shared = Vec::new();
        for (key, entries) in names.iter().filter(|(_, entries)| entries.len() > 1) {
            let is_meant = |name: &str, name_type| key_of(name, name_type).as_ref() == Some(key);
            let periods: Vec<Vec<Period>> =
                entries.iter().map(|at| self.entries[*at].periods(is_meant).collect()).collect();
            let overlap = |one: usize, other: usize| {
                periods[one].iter().any(|period| periods[other].iter().any(|second| period.overlaps(second)))
            };
            let meets_another =
                |one: &usize| (0..entries.len()).any(|other| other != *one && overlap(*one, other));
            let together: Vec<usize> = (0..entries.len()).filter(meets_another).collect();
            let Some(&first) = together.first() else { continue };
            let mut spellings = self.entries[entries[first]].all_names();
            let name = spellings.find(|(name, name_type)| is_meant(name, *name_type)).map(|(name, _)| name);
            let mut ids: Vec<String> =
                together.into_iter().map(|at| self.entries[entries[at]].id.clone()).collect();
            ids.sort_unstable();
            shared.push(SharedName { name: name.unwrap_or(key).to_owned(), ids });
        }
        shared
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::marked_text::invented;

    #[test]
    fn shared_names_are_told_with_those_who_bear_them() {
        let shared: Vec<String> = invented()
            .shared_names()
            .iter()
            .map(|one| format!("{}: {}", one.name, one.ids.join(" ")))
            .collect();
        assert_eq!(
            shared,
            [
                "CL: org-civic-league org-coastal-league",
                "Victor Stone: per-victor-stone-1 per-victor-stone-2"
            ]
        );
    }

    #[test]
    fn names_borne_at_different_times_are_not_shared() {
        let check = |first: &str, second: &str| {
            let body = |id: &str, period: &str| {
                format!(
                    "[[organisation]]\nid = \"org-{id}\"\nname = \"{id}\"\nnames = [\n    {{ name = \"Harbour List\", type = \"former\"{period} }},\n]\nclassification = \"party\"\nevidence = \"invented\"\n\n"
                )
            };
            let contents = body("a", first) + &body("b", second);
            Registry::from_toml(&[("r.toml".to_owned(), contents)]).unwrap().shared_names().len()
        };
        assert_eq!(check(", from = \"1990\", to = \"1999\"", ", from = \"2000-03\""), 0);
        assert_eq!(check(", from = \"1990\", to = \"2000\"", ", from = \"2000-03\""), 1);
        assert_eq!(check("", ", from = \"2000-03\""), 1);
    }
}
