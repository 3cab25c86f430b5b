//! What sources have in common: people, bodies, and what ties them.

use std::collections::BTreeSet;

use sayso_model::{Classification, NameType, PublicRole};
use sayso_normalise::{NameEntry, Placed, is_date, is_slug};

use crate::error::{Fault, FaultKind, Place};

/// People and bodies of one source.
#[derive(Debug, Default)]
pub(crate) struct Collected {
    pub(crate) bodies: Vec<Body>,
    pub(crate) people: Vec<Person>,
    /// What was left out.
    pub(crate) notes: Vec<String>,
}

/// A body.
#[derive(Clone, Debug)]
pub(crate) struct Body {
    pub(crate) name: String,
    pub(crate) names: BTreeSet<NameEntry>,
    pub(crate) classification: Classification,
    /// Index of the body that it is part of.
    pub(crate) parent: Option<usize>,
    pub(crate) area: Option<String>,
    pub(crate) wikidata_id: Option<String>,
    /// Scheme and identifier.
    pub(crate) identifiers: BTreeSet<(String, String)>,
}

/// A person.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    pub(crate) name: String,
    pub(crate) given_name: Option<String>,
    pub(crate) family_name: Option<String>,
    pub(crate) honorific_prefix: Option<String>,
    pub(crate) names: BTreeSet<NameEntry>,
    pub(crate) roles: BTreeSet<Role>,
    pub(crate) wikidata_id: Option<String>,
    pub(crate) identifiers: BTreeSet<(String, String)>,
    /// Where the source has the person.
    pub(crate) place: Place,
}

/// What a person is in a body.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Role {
    pub(crate) role: String,
    /// Index of the body.
    pub(crate) body: usize,
    pub(crate) area: Option<String>,
    pub(crate) from: Option<String>,
    pub(crate) to: Option<String>,
}

impl Collected {
    /// The body with this item or, without one, this name; made where there is none yet.
    pub(crate) fn body(
        &mut self,
        name: &str,
        wikidata_id: Option<&str>,
        classification: Classification,
    ) -> usize {
        let found = self.bodies.iter().position(|body| match (wikidata_id, &body.wikidata_id) {
            (Some(item), Some(known)) => item == known,
            _ => body.name == name,
        });
        if let Some(at) = found {
            let body = &mut self.bodies[at];
            body.wikidata_id = body.wikidata_id.take().or(wikidata_id.map(str::to_owned));
            if body.name != name {
                body.names.insert(full_name(name));
            }
            return at;
        }
        self.bodies.push(Body {
            name: name.to_owned(),
            names: BTreeSet::new(),
            classification,
            parent: None,
            area: None,
            wikidata_id: wikidata_id.map(str::to_owned),
            identifiers: BTreeSet::new(),
        });
        self.bodies.len() - 1
    }

    /// How public somebody with these roles is, as far as they tell.
    pub(crate) fn public_role(&self, person: &Person) -> PublicRole {
        let is_seat = |role: &Role| self.bodies[role.body].classification == Classification::Parliament;
        if person.roles.iter().any(is_seat) { PublicRole::Elected } else { PublicRole::Unknown }
    }
}

pub(crate) fn full_name(name: &str) -> NameEntry {
    NameEntry { name: Placed::from(name), name_type: NameType::FullName, from: None, to: None }
}

/// A name besides the one that is shown, by its looks; `None` for what cannot be looked for: a single word (it may be anybody's),
/// or a list.
pub(crate) fn other_name(name: &str, is_person: bool) -> Option<NameEntry> {
    let name = name.trim();
    let n_letters = name.chars().filter(|symbol| symbol.is_alphabetic()).count();
    let is_capitals = name.chars().all(|symbol| symbol.is_uppercase() || symbol == '.');
    let name_type = if is_capitals && (2..=8).contains(&n_letters) {
        if is_person { NameType::Initials } else { NameType::Acronym }
    } else if n_letters == 0 || name.contains([',', ';', '|']) || is_person && !name.contains(' ') {
        return None;
    } else {
        NameType::FullName
    };
    Some(NameEntry { name_type, ..full_name(name) })
}

pub(crate) fn handle(account: &str) -> Option<NameEntry> {
    let account = account.trim().trim_end_matches('/').rsplit(['/', '@']).next()?;
    let is_account =
        !account.is_empty() && account.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    is_account.then(|| NameEntry { name_type: NameType::Handle, ..full_name(&format!("@{account}")) })
}

/// Given and family name where a source tells them as `Park, Ann`.
pub(crate) fn sorted_parts(sort_name: &str) -> (Option<String>, Option<String>) {
    match sort_name.split_once(',') {
        Some((family, given)) => (filled(given), filled(family)),
        None => (None, None),
    }
}

/// Words, where there are any.
pub(crate) fn filled(words: &str) -> Option<String> {
    Some(words.trim()).filter(|words| !words.is_empty()).map(str::to_owned)
}

/// Words that should be a date and are none.
#[derive(Debug, PartialEq, Eq)]
struct NoDate;

/// A date as registries write it: without time of day, unknown parts left out. Empty cells and blank nodes are no date.
fn date(words: &str) -> Result<Option<String>, NoDate> {
    let date = words.trim().trim_start_matches('+');
    let date = date.split_once('T').map_or(date, |(day, _)| day);
    let date = date.strip_suffix("-00").unwrap_or(date);
    let date = date.strip_suffix("-00").unwrap_or(date);
    if date.is_empty() || words.contains("/.well-known/genid/") || words.starts_with("_:") {
        Ok(None)
    } else if is_date(date) {
        Ok(Some(date.to_owned()))
    } else {
        Err(NoDate)
    }
}

/// Both ends of a period, with faults under the names of their keys.
pub(crate) fn period(
    (from_key, from): (&str, &str),
    (to_key, to): (&str, &str),
    mut fault: impl FnMut(FaultKind),
) -> (Option<String>, Option<String>) {
    let mut read = |key: &str, words: &str| match date(words) {
        Ok(date) => date,
        Err(NoDate) => {
            fault(FaultKind::Date { key: key.to_owned(), date: words.to_owned() });
            None
        }
    };
    let (from, to) = (read(from_key, from), read(to_key, to));
    if let (Some(from), Some(to)) = (&from, &to) {
        let n_bytes = from.len().min(to.len());
        if from.as_bytes()[..n_bytes] > to.as_bytes()[..n_bytes] {
            fault(FaultKind::Reversed { from: from.clone(), to: to.clone() });
        }
    }
    (from, to)
}

/// A Wikidata item, given as `Q42`, `wd:Q42` or as an address that ends with it. Empty cells and blank nodes are none.
pub(crate) fn item(words: &str) -> Result<Option<String>, FaultKind> {
    let words = words.trim();
    if words.is_empty() || words.contains("/.well-known/genid/") || words.starts_with("_:") {
        return Ok(None);
    }
    let item = words.rsplit(['/', ':']).next().unwrap_or(words);
    let is_item = item.strip_prefix('Q').is_some_and(|number| {
        is_slug(&format!("q-{number}"), "q") && number.bytes().all(|byte| byte.is_ascii_digit())
    });
    let is_item = is_item && !item.starts_with("Q0");
    if is_item { Ok(Some(item.to_owned())) } else { Err(FaultKind::Wikidata { item: words.to_owned() }) }
}

/// A fault at a place of a source.
pub(crate) fn fault(file: &str, place: Place, kind: FaultKind) -> Fault {
    Fault { file: file.to_owned(), place, kind }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_items_of_queries() {
        for (words, expected) in [
            ("1997-05-01T00:00:00Z", Some("1997-05-01")),
            ("+1997-00-00T00:00:00Z", Some("1997")),
            ("1997-05", Some("1997-05")),
            (" ", None),
            ("_:b0", None),
        ] {
            assert_eq!(date(words).unwrap().as_deref(), expected, "{words}");
        }
        assert!(date("1 May 1997").is_err());
        for (words, expected) in [
            ("https://example.org/entity/Q42", Some("Q42")),
            ("wd:Q42", Some("Q42")),
            ("Q42", Some("Q42")),
            ("", None),
        ] {
            assert_eq!(item(words).unwrap().as_deref(), expected, "{words}");
        }
        for words in ["42", "Q", "Q4x", "Q042"] {
            assert!(item(words).is_err(), "{words}");
        }
    }

    #[test]
    fn other_names_are_what_can_be_looked_for() {
        for (name, is_person, expected) in [
            ("Ann Mary Park", true, Some(NameType::FullName)),
            ("Annie", true, None),
            ("AP", true, Some(NameType::Initials)),
            ("Park, Ann", true, None),
            ("HU", false, Some(NameType::Acronym)),
            ("Harmony", false, Some(NameType::FullName)),
            ("–", false, None),
        ] {
            assert_eq!(other_name(name, is_person).map(|name| name.name_type), expected, "{name}");
        }
        for account in ["annpark", "@annpark", "https://example.org/annpark/"] {
            assert_eq!(handle(account).unwrap().name.as_str(), "@annpark");
        }
        assert!(handle("ann park").is_none() && handle("").is_none());
    }
}
