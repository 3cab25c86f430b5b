//! The form of a registry file, as people write it.

use sayso_model::{Classification, NameType, PublicRole, Vocabulary};
use serde::{Deserialize, Deserializer, de};
use toml::Spanned;

/// A registry file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FileForm {
    #[serde(default)]
    pub(crate) organisation: Vec<OrganisationForm>,
    #[serde(default)]
    pub(crate) person: Vec<PersonForm>,
}

/// `[[person]]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PersonForm {
    pub(crate) id: Spanned<String>,
    pub(crate) name: Spanned<String>,
    pub(crate) given_name: Option<String>,
    pub(crate) family_name: Option<String>,
    pub(crate) honorific_prefix: Option<String>,
    #[serde(default)]
    pub(crate) names: Vec<NameForm>,
    pub(crate) public_role: Word<PublicRole>,
    #[serde(default)]
    pub(crate) roles: Vec<RoleForm>,
    pub(crate) wikidata_id: Option<Spanned<String>>,
    #[serde(default)]
    pub(crate) identifiers: Vec<IdentifierForm>,
    pub(crate) evidence: Spanned<String>,
}

/// `[[organisation]]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OrganisationForm {
    pub(crate) id: Spanned<String>,
    pub(crate) name: Spanned<String>,
    #[serde(default)]
    pub(crate) names: Vec<NameForm>,
    pub(crate) classification: Word<Classification>,
    pub(crate) parent: Option<Spanned<String>>,
    pub(crate) area: Option<String>,
    #[serde(default)]
    pub(crate) has_local_bodies: bool,
    pub(crate) wikidata_id: Option<Spanned<String>>,
    #[serde(default)]
    pub(crate) identifiers: Vec<IdentifierForm>,
    pub(crate) evidence: Spanned<String>,
}

/// `{ name = "JVL", type = "acronym" }`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NameForm {
    pub(crate) name: Spanned<String>,
    #[serde(rename = "type")]
    pub(crate) name_type: Word<NameType>,
}

/// `{ role = "MP", organisation = "org-parliament", area = "Northwick" }`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RoleForm {
    pub(crate) role: String,
    pub(crate) organisation: Spanned<String>,
    pub(crate) area: Option<String>,
}

/// `{ scheme = "parliament", identifier = "4616" }`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct IdentifierForm {
    pub(crate) scheme: String,
    pub(crate) identifier: String,
}

/// A value of a closed list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Word<T>(pub(crate) T);

impl<'de, T: Vocabulary> Deserialize<'de> for Word<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let word = String::deserialize(deserializer)?;
        match T::from_word(&word) {
            Some(value) => Ok(Self(value)),
            None => Err(de::Error::unknown_variant(&word, T::WORDS)),
        }
    }
}

/// A registry file with what is needed to name places in it.
#[derive(Debug)]
pub(crate) struct RegistryFile<'a> {
    pub(crate) name: &'a str,
    pub(crate) contents: &'a str,
    pub(crate) form: FileForm,
}

impl RegistryFile<'_> {
    /// The line that holds the start of `value`, from 1.
    pub(crate) fn line_of<T>(&self, value: &Spanned<T>) -> usize {
        line_at(self.contents, value.span().start)
    }

    /// The comment lines and blank lines above the first entry.
    pub(crate) fn header(&self) -> &str {
        let end_byte = if self.contents.starts_with("[[") {
            0
        } else {
            self.contents.find("\n[[").map_or(self.contents.len(), |at_byte| at_byte + 1)
        };
        &self.contents[..end_byte]
    }
}

/// The line that holds `at_byte`, from 1.
pub(crate) fn line_at(contents: &str, at_byte: usize) -> usize {
    1 + contents.as_bytes().iter().take(at_byte).filter(|byte| **byte == b'\n').count()
}
