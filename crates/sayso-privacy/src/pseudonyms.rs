//! Pseudonyms of private people: the same person has the same one in all documents and builds, and nobody without the key can tell
//! from a name which one it has.

use std::collections::BTreeMap;

use hmac::{Hmac, Mac};
use sayso_model::{ActorType, PublicRole, Resolution};
use sha2::Sha256;

use crate::PrivacyError;
use crate::wordings::Person;

/// How many bytes a key has.
const KEY_BYTES: usize = 32;

/// How many digits of the keyed hash an id and a pseudonym show.
const ID_DIGITS: usize = 12;
const NAME_DIGITS: usize = 6;

/// A secret from which pseudonyms are made. Whoever has it can tell whose pseudonym a name has.
#[derive(Clone, PartialEq, Eq)]
pub struct Key([u8; KEY_BYTES]);

impl Key {
    /// How many bytes a key has.
    pub const N_BYTES: usize = KEY_BYTES;

    /// A key of these bytes, which must come from a source of chance.
    pub fn from_bytes(bytes: [u8; KEY_BYTES]) -> Self {
        Self(bytes)
    }

    /// A key from the line of hexadecimal digits that [`Key::to_line`] gives; white space around it does not matter.
    ///
    /// # Errors
    /// [`PrivacyError::Key`] for anything else.
    pub fn from_line(line: &str) -> Result<Self, PrivacyError> {
        let line = line.trim();
        let fault = PrivacyError::Key { expected: 2 * KEY_BYTES };
        if line.len() != 2 * KEY_BYTES || !line.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return Err(fault);
        }
        let mut bytes = [0; KEY_BYTES];
        for (nth, byte) in bytes.iter_mut().enumerate() {
            let Ok(value) = u8::from_str_radix(&line[2 * nth..2 * nth + 2], 16) else { return Err(fault) };
            *byte = value;
        }
        Ok(Self(bytes))
    }

    /// The key as a line of hexadecimal digits.
    pub fn to_line(&self) -> String {
        hex(&self.0) + "\n"
    }

    /// A hash that only whoever has the key can make, in 64 hexadecimal digits.
    ///
    /// `purpose` keeps hashes for one use from being those for another.
    pub fn hash(&self, purpose: &str, value: &str) -> String {
        // a key of any length is allowed, so there is no error to tell
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.0) else { return String::new() };
        mac.update(&(purpose.len() as u64).to_le_bytes());
        mac.update(purpose.as_bytes());
        mac.update(value.as_bytes());
        hex(&mac.finalize().into_bytes())
    }
}

/// Tells no digit of it, so that no message can.
impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key(…)")
    }
}

/// How public each person is, over all documents, and whether the registry has the person.
///
/// A person whom one document shows in public is public in all. The order of the documents does not matter.
#[derive(Clone, Debug, Default)]
pub struct Roles(BTreeMap<String, (PublicRole, bool)>);

impl Roles {
    /// Adds what one document tells.
    pub fn add(&mut self, resolution: &Resolution) {
        for actor in resolution.actors.iter().filter(|actor| actor.actor_type == ActorType::Person) {
            let told = (actor.public_role, actor.is_registered);
            let (role, is_registered) = self.0.entry(actor.actor_id.clone()).or_insert(told);
            *role = (*role).min(actor.public_role);
            *is_registered |= actor.is_registered;
        }
    }
}

/// Which actors get pseudonyms, and from which key.
#[derive(Clone, Debug)]
pub struct Pseudonyms {
    key: Key,
    /// Whom they hide, and whether it is told that the person is private.
    hidden: BTreeMap<String, bool>,
}

impl Pseudonyms {
    /// Pseudonyms for the people who are private by what all documents tell, and for those of whom neither the documents nor the
    /// registry tell anything public: they may be private, and a name that is out cannot be taken back.
    pub fn new(key: Key, roles: &Roles) -> Self {
        let hidden = roles.0.iter().filter_map(|(actor_id, told)| match told {
            (PublicRole::Private, _) => Some((actor_id.clone(), true)),
            (PublicRole::Unknown, false) => Some((actor_id.clone(), false)),
            _ => None,
        });
        Self { key, hidden: hidden.collect() }
    }

    pub(crate) fn has(&self, actor_id: &str) -> bool {
        self.hidden.contains_key(actor_id)
    }

    /// The id that takes the place of an actor's.
    pub(crate) fn id(&self, actor_id: &str) -> String {
        format!("x-prv-{}", &self.key.hash("actor", actor_id)[..ID_DIGITS])
    }

    /// The name that takes the place of an actor's: what the person is called and the first digits of the id's.
    pub(crate) fn name(&self, wordings: &Person, actor_id: &str) -> String {
        let is_private = self.hidden.get(actor_id).copied().unwrap_or_default();
        let wording = if is_private { &wordings.private } else { &wordings.unknown };
        format!("{wording} {}", &self.key.hash("actor", actor_id)[..NAME_DIGITS])
    }

    /// The hash that takes the place of a document's: with the plain one, somebody who has all words but the hidden ones could try
    /// which hidden ones fit.
    pub fn document_hash(&self, sha256: &str) -> String {
        self.key.hash("document", sha256)
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_read_back_and_are_told_to_nobody() {
        let key = Key::from_bytes([7; KEY_BYTES]);
        assert_eq!(Key::from_line(&key.to_line()).unwrap(), key);
        assert_eq!(format!("{key:?}"), "Key(…)");
        for line in ["", "00", &"g".repeat(64), &"é".repeat(32)] {
            assert!(matches!(Key::from_line(line), Err(PrivacyError::Key { expected: 64 })), "{line}");
        }
    }

    #[test]
    fn hashes_are_those_of_hmac() {
        let key = Key::from_bytes([0x0b; KEY_BYTES]);
        // by another program: HMAC-SHA-256 over the length of "actor" in 8 bytes, "actor" and the value
        assert_eq!(
            key.hash("actor", "Hi There"),
            "3f89640bd3c6caae7dafea0e7be973f617f16d9243c16116bfad6c6cb21d3c51"
        );
        assert_ne!(key.hash("a", "bc"), key.hash("ab", "c"));
        assert_ne!(key.hash("a", "b"), Key::from_bytes([0x0c; KEY_BYTES]).hash("a", "b"));
    }

    #[test]
    fn whoever_is_public_in_one_document_is_public_in_all() {
        let actor = |id: &str, public_role| sayso_model::Actor {
            actor_id: id.to_owned(),
            actor_type: ActorType::Person,
            name: id.to_owned(),
            sort_name: None,
            given_name: None,
            family_name: None,
            honorific_prefix: None,
            classification: None,
            wikidata_id: None,
            public_role,
            is_registered: false,
            names: Vec::new(),
            identifiers: Vec::new(),
        };
        let resolution = |actors| Resolution { actors, ..Resolution::default() };
        let mut roles = Roles::default();
        roles.add(&resolution(vec![actor("a", PublicRole::Private), actor("b", PublicRole::Private)]));
        roles.add(&resolution(vec![actor("b", PublicRole::Elected), actor("c", PublicRole::Unknown)]));
        let known = sayso_model::Actor { is_registered: true, ..actor("d", PublicRole::Unknown) };
        roles.add(&resolution(vec![known]));
        let pseudonyms = Pseudonyms::new(Key::from_bytes([1; KEY_BYTES]), &roles);
        assert_eq!(["a", "b", "c", "d"].map(|id| pseudonyms.has(id)), [true, false, true, false]);
        let wordings = Person { private: "Private person".to_owned(), unknown: "Person".to_owned() };
        assert!(pseudonyms.name(&wordings, "a").starts_with("Private person "));
        assert!(pseudonyms.name(&wordings, "c").starts_with("Person "));
    }
}
