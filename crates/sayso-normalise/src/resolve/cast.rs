//! The actors of one document, while they are being found.

use std::collections::{BTreeMap, BTreeSet};

use sayso_model::{ActorType, NameType, PublicRole};

use crate::name_key::{name_key, squashed};
use crate::person_name::PersonName;
use crate::registry::Registry;
use crate::similar::{is_misspelling, is_misspelt_alone, near_keys, near_keys_alone};

/// One actor of the document.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    /// Index into the registry.
    pub(crate) entry: Option<usize>,
    pub(crate) actor_type: ActorType,
    pub(crate) name: String,
    pub(crate) person: Option<PersonName>,
    /// Whether its name alone does not tell it from others outside this document.
    pub(crate) is_of_document: bool,
    /// How public the text shows a person to be.
    pub(crate) standing: PublicRole,
    /// Forms that the document uses.
    pub(crate) observed: BTreeSet<(String, NameType)>,
    /// Titles that the document gives a person.
    pub(crate) titles: BTreeSet<String>,
    /// Accounts that the document shows as this actor's, without `@`.
    pub(crate) handles: BTreeSet<String>,
}

impl Member {
    pub(crate) fn is_person(&self) -> bool {
        self.actor_type == ActorType::Person
    }

    /// Notes how public one place of the text shows the person to be; of several, the most public stands.
    pub(crate) fn note_standing(&mut self, public_role: PublicRole) {
        if self.is_person() {
            self.standing = self.standing.min(public_role);
        }
    }
}

/// All actors of the document, and the forms by which their names are looked up.
#[derive(Debug, Default)]
pub(crate) struct Cast {
    members: Vec<Member>,
    by_entry: BTreeMap<usize, usize>,
    by_name: BTreeMap<(ActorType, bool, String), usize>,
    surnames: BTreeMap<String, BTreeSet<usize>>,
    given_names: BTreeMap<String, BTreeSet<usize>>,
    initials: BTreeMap<String, BTreeSet<usize>>,
    squashed: BTreeMap<String, BTreeSet<usize>>,
    near: BTreeMap<String, BTreeSet<usize>>,
    /// People by their whole names.
    full_names: BTreeMap<String, BTreeSet<usize>>,
    /// People by the first and last word of their name.
    outer_words: BTreeMap<(String, String), BTreeSet<usize>>,
    /// Bodies by the endings of their names, two words or more ("friends of harmony").
    endings: BTreeMap<String, BTreeSet<usize>>,
}

impl Cast {
    pub(crate) fn members(&self) -> &[Member] {
        &self.members
    }

    pub(crate) fn member(&self, at: usize) -> &Member {
        &self.members[at]
    }

    pub(crate) fn member_mut(&mut self, at: usize) -> &mut Member {
        &mut self.members[at]
    }

    /// The registered actor; from now on the document has it.
    pub(crate) fn registered(&mut self, registry: &Registry, entry: usize) -> usize {
        if let Some(&at) = self.by_entry.get(&entry) {
            return at;
        }
        let found = registry.entry(entry);
        let at = self.push(Member {
            entry: Some(entry),
            actor_type: found.actor_type,
            name: found.name.clone(),
            person: found.person.clone(),
            is_of_document: false,
            standing: PublicRole::Unknown,
            observed: BTreeSet::new(),
            titles: BTreeSet::new(),
            handles: BTreeSet::new(),
        });
        self.by_entry.insert(entry, at);
        if let Some(person) = &found.person {
            self.index_person(at, person);
        }
        for (name, name_type) in found.all_names() {
            match (name_type, found.actor_type) {
                (NameType::Surname, ActorType::Person) => note(&mut self.surnames, name_key(name), at),
                (NameType::GivenName, ActorType::Person) => note(&mut self.given_names, name_key(name), at),
                (NameType::Initials, ActorType::Person) => note(&mut self.initials, initials_key(name), at),
                (NameType::Name | NameType::FullName | NameType::Former, ActorType::Person) => {
                    if let Some(person) = PersonName::parse(name).filter(PersonName::is_full) {
                        self.index_person(at, &person);
                    }
                }
                (NameType::Name | NameType::FullName | NameType::Former, _) => self.index_body(at, name),
                _ => {}
            }
        }
        at
    }

    /// Whether the document has this registered actor already.
    pub(crate) fn has_registered(&self, entry: usize) -> Option<usize> {
        self.by_entry.get(&entry).copied()
    }

    /// A person whom no registry knows, by a full name.
    pub(crate) fn person(&mut self, person: PersonName) -> usize {
        let keys = person.keys();
        if let Some(at) = keys.iter().find_map(|key| self.named(ActorType::Person, false, key)) {
            return at;
        }
        let at = self.push(text_member(ActorType::Person, person.plain(), false));
        for key in keys {
            self.by_name.insert((ActorType::Person, false, key), at);
        }
        self.index_person(at, &person);
        self.members[at].person = Some(person);
        at
    }

    /// Another spelling of a person's name, whose surname may stand alone elsewhere.
    pub(crate) fn add_spelling(&mut self, at: usize, person: &PersonName) {
        if let Some(family) = &person.family_name {
            note(&mut self.surnames, name_key(family), at);
        }
    }

    /// A person of whom the document tells no more than one name.
    pub(crate) fn single_name(&mut self, person: PersonName) -> usize {
        let name = person.plain();
        let key = name_key(&name);
        if let Some(at) = self.named(ActorType::Person, true, &key) {
            return at;
        }
        let at = self.push(text_member(ActorType::Person, name, true));
        if person.family_name.is_some() {
            note(&mut self.surnames, key.clone(), at);
        }
        self.by_name.insert((ActorType::Person, true, key), at);
        self.members[at].person = Some(person);
        at
    }

    /// A body, group or commenter that no registry knows.
    pub(crate) fn other(&mut self, actor_type: ActorType, name: &str, is_of_document: bool) -> usize {
        let key = name_key(name);
        if let Some(at) = self.named(actor_type, is_of_document, &key) {
            return at;
        }
        let at = self.push(text_member(actor_type, name.to_owned(), is_of_document));
        self.by_name.insert((actor_type, is_of_document, key), at);
        if !is_of_document && actor_type == ActorType::Organisation {
            self.index_body(at, name);
        }
        at
    }

    /// The unregistered actor of this type and name.
    fn named(&self, actor_type: ActorType, is_of_document: bool, key: &str) -> Option<usize> {
        self.by_name.get(&(actor_type, is_of_document, key.to_owned())).copied()
    }

    /// The one person whose full name is likely a correct form of `person`.
    pub(crate) fn misspelt(&self, person: &PersonName) -> Option<usize> {
        let mut found = BTreeSet::new();
        for key in near_keys(person) {
            for &at in self.near.get(&key).into_iter().flatten() {
                if self.members[at].person.as_ref().is_some_and(|known| is_misspelling(known, person)) {
                    found.insert(at);
                }
            }
        }
        only(&found)
    }

    /// The one person whose family name is likely the correct form of `word`.
    pub(crate) fn misspelt_surname(&self, word: &str) -> Option<usize> {
        let mut found = BTreeSet::new();
        for key in near_keys_alone(word) {
            for &at in self.near.get(&key).into_iter().flatten() {
                let family = self.members[at].person.as_ref().and_then(|known| known.family_name.as_deref());
                if family.is_some_and(|family| is_misspelt_alone(word, family)) {
                    found.insert(at);
                }
            }
        }
        only(&found)
    }

    /// The one person whose name has the same first and last word as `person`, who has middle names that the other lacks.
    pub(crate) fn without_middle_names(&self, person: &PersonName) -> Option<usize> {
        only(self.outer_words.get(&outer_words(person)?)?)
    }

    /// The person whose whole name of two words or more opens the name of `person`, to which the text adds another surname, or a
    /// word that is none ("Ann Park Northwick").
    pub(crate) fn with_shorter_name(&self, person: &PersonName) -> Option<usize> {
        let key = name_key(&person.plain());
        let openings = key.match_indices(' ').skip(1).take(MAX_ENDINGS).map(|(at_byte, _)| &key[..at_byte]);
        let found: Vec<usize> = openings.filter_map(|opening| only(self.full_names.get(opening)?)).collect();
        found.last().copied()
    }

    pub(crate) fn with_surname(&self, word: &str) -> BTreeSet<usize> {
        self.surnames.get(&name_key(word)).cloned().unwrap_or_default()
    }

    pub(crate) fn with_given_name(&self, word: &str) -> BTreeSet<usize> {
        self.given_names.get(&name_key(word)).cloned().unwrap_or_default()
    }

    pub(crate) fn with_initials(&self, word: &str) -> BTreeSet<usize> {
        self.initials.get(&initials_key(word)).cloned().unwrap_or_default()
    }

    /// Actors whose name, written in one word, is `word`.
    pub(crate) fn with_squashed(&self, word: &str) -> BTreeSet<usize> {
        self.squashed.get(&squashed(word)).cloned().unwrap_or_default()
    }

    /// Bodies whose name ends with the words of `name`.
    pub(crate) fn with_ending(&self, name: &str) -> BTreeSet<usize> {
        self.endings.get(&name_key(name)).cloned().unwrap_or_default()
    }

    fn push(&mut self, member: Member) -> usize {
        note(&mut self.squashed, squashed(&member.name), self.members.len());
        self.members.push(member);
        self.members.len() - 1
    }

    fn index_person(&mut self, at: usize, person: &PersonName) {
        if let Some(family) = &person.family_name {
            note(&mut self.surnames, name_key(family), at);
            for key in near_keys_alone(family) {
                note(&mut self.near, key, at);
            }
        }
        for given in [person.given_name.as_deref(), person.first_name(), person.nickname.as_deref()]
            .into_iter()
            .flatten()
        {
            note(&mut self.given_names, name_key(given), at);
        }
        for key in near_keys(person) {
            note(&mut self.near, key, at);
        }
        for key in person.keys() {
            note(&mut self.squashed, squashed(&key), at);
        }
        if let Some(words) = outer_words(person) {
            note(&mut self.outer_words, words, at);
        }
        if person.is_full() {
            for key in person.keys() {
                note(&mut self.full_names, key, at);
            }
            note(&mut self.initials, first_letters(&person.plain()), at);
        }
    }

    fn index_body(&mut self, at: usize, name: &str) {
        note(&mut self.squashed, squashed(name), at);
        let key = name_key(name);
        for (at_byte, _) in key.match_indices(' ').take(MAX_ENDINGS) {
            let ending = &key[at_byte + 1..];
            if ending.contains(' ') {
                note(&mut self.endings, ending.to_owned(), at);
            }
        }
    }
}

/// Words of a name whose endings are looked up; longer "names" are no names.
const MAX_ENDINGS: usize = 12;

fn text_member(actor_type: ActorType, name: String, is_of_document: bool) -> Member {
    Member {
        entry: None,
        actor_type,
        name,
        person: None,
        is_of_document,
        standing: PublicRole::Unknown,
        observed: BTreeSet::new(),
        titles: BTreeSet::new(),
        handles: BTreeSet::new(),
    }
}

fn note<K: Ord>(map: &mut BTreeMap<K, BTreeSet<usize>>, key: K, at: usize) {
    map.entry(key).or_default().insert(at);
}

/// The element of a set of one.
pub(crate) fn only(found: &BTreeSet<usize>) -> Option<usize> {
    found.first().copied().filter(|_| found.len() == 1)
}

fn outer_words(person: &PersonName) -> Option<(String, String)> {
    Some((name_key(person.first_name()?), name_key(person.family_name.as_deref()?)))
}

fn initials_key(word: &str) -> String {
    word.chars().filter(|symbol| symbol.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

/// The first letters of the words of a name, halves of double names included.
fn first_letters(name: &str) -> String {
    name.split([' ', '-']).filter_map(|word| word.chars().next()).flat_map(char::to_lowercase).collect()
}
