//! A registry file, as people write it.

use sayso_model::{Classification, NameType, PublicRole, Vocabulary};
use serde::{Deserialize, Deserializer, de};

use super::comments::Comments;
use super::placed::Placed;
use super::{quick, write};
use crate::error::{Fault, FaultKind};

/// `[[organisation]]`: a body.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrganisationEntry {
    /// Permanent slug: `org-harbour-union`.
    pub id: Placed,
    /// The name that tables show.
    pub name: Placed,
    /// Other names.
    #[serde(default)]
    pub names: Vec<NameEntry>,
    /// What kind of body.
    #[serde(deserialize_with = "word")]
    pub classification: Classification,
    /// Slug of the body that it is part of.
    pub parent: Option<Placed>,
    /// The place whose local body it is.
    pub area: Option<String>,
    /// Whether each place has a body of this kind, so that its name alone means the local one.
    #[serde(default)]
    pub has_local_bodies: bool,
    /// Wikidata item.
    pub wikidata_id: Option<Placed>,
    /// What other collections call it.
    #[serde(default)]
    pub identifiers: Vec<IdentifierEntry>,
    /// What the entry rests on.
    pub evidence: Placed,
}

/// `[[person]]`: a human being.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonEntry {
    /// Permanent slug: `per-ann-park`.
    pub id: Placed,
    /// The name that tables show.
    pub name: Placed,
    /// Given names, where `name` does not tell them.
    pub given_name: Option<String>,
    /// Family name, where `name` does not tell it.
    pub family_name: Option<String>,
    /// Title before the name.
    pub honorific_prefix: Option<String>,
    /// Other names.
    #[serde(default)]
    pub names: Vec<NameEntry>,
    /// How public.
    #[serde(deserialize_with = "word")]
    pub public_role: PublicRole,
    /// Offices and memberships.
    #[serde(default)]
    pub roles: Vec<RoleEntry>,
    /// Wikidata item.
    pub wikidata_id: Option<Placed>,
    /// What other collections call the person.
    #[serde(default)]
    pub identifiers: Vec<IdentifierEntry>,
    /// What the entry rests on.
    pub evidence: Placed,
}

/// `{ name = "HU", type = "acronym", from = "1987", to = "2004-05" }`
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NameEntry {
    /// The name.
    pub name: Placed,
    /// What kind of name.
    #[serde(rename = "type", deserialize_with = "word")]
    pub name_type: NameType,
    /// First date on which it was borne: a year, a month or a day.
    pub from: Option<Placed>,
    /// Last date on which it was borne.
    pub to: Option<Placed>,
}

/// `{ role = "MP", organisation = "org-parliament", area = "Northwick", from = "2017-06-08", to = "2019" }`
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleEntry {
    /// What the person is there.
    pub role: String,
    /// Slug of the body.
    pub organisation: Placed,
    /// The place that the person stands for.
    pub area: Option<String>,
    /// First date: a year, a month or a day.
    pub from: Option<Placed>,
    /// Last date.
    pub to: Option<Placed>,
}

/// `{ scheme = "parliament", identifier = "4616" }`
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IdentifierEntry {
    /// Who gives the identifier.
    pub scheme: String,
    /// The identifier.
    pub identifier: Placed,
}

/// `[[redirect]]`: an id that is no longer used, and the one that stands for the same actor now.
///
/// The old id is a slug, of which an entry may still exist: then its names are the other's. Or it is the id of an unregistered
/// actor (`x-per-…`), as tables show it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RedirectEntry {
    /// The id that is given up.
    pub old_id: Placed,
    /// The id that is used instead.
    pub new_id: Placed,
    /// What that rests on.
    pub evidence: Placed,
}

/// `[[decision]]`: what somebody has decided about names that a program cannot settle.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DecisionEntry {
    /// What was decided.
    #[serde(deserialize_with = "word")]
    pub verdict: Verdict,
    /// The name that it is about.
    pub name: Placed,
    /// The actor that has the name.
    pub actor_id: Option<Placed>,
    /// The name beside which it stood.
    pub other_name: Option<Placed>,
    /// The actor that has that name.
    pub other_actor_id: Option<Placed>,
    /// What that rests on.
    pub evidence: Placed,
}

/// What somebody has decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// `other_name` is another form of the actor's name.
    Same,
    /// The two actors are two.
    Different,
    /// The actor is neither person nor body: what looks like a name is none.
    Nobody,
    /// Nothing; it is left as it is and not asked again.
    Ignore,
}

impl Vocabulary for Verdict {
    const ALL: &'static [Self] = &[Self::Same, Self::Different, Self::Nobody, Self::Ignore];
    const WORDS: &'static [&'static str] = &["same", "different", "nobody", "ignore"];

    fn as_str(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Different => "different",
            Self::Nobody => "nobody",
            Self::Ignore => "ignore",
        }
    }
}

/// The entries of a registry file, with what is needed to name places in it.
#[derive(Clone, Debug, Default)]
pub struct RegistryFile {
    name: String,
    /// The comment and blank lines above the first entry.
    header: String,
    comments: Comments,
    /// The byte at which each line but the first starts.
    line_starts: Vec<usize>,
    /// Bodies.
    pub organisations: Vec<OrganisationEntry>,
    /// People.
    pub people: Vec<PersonEntry>,
    /// Ids that are no longer used.
    pub redirects: Vec<RedirectEntry>,
    /// What somebody has decided.
    pub decisions: Vec<DecisionEntry>,
}

/// The tables of a file under the names that they have in TOML.
#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Tables {
    #[serde(default)]
    pub(crate) organisation: Vec<OrganisationEntry>,
    #[serde(default)]
    pub(crate) person: Vec<PersonEntry>,
    #[serde(default)]
    pub(crate) redirect: Vec<RedirectEntry>,
    #[serde(default)]
    pub(crate) decision: Vec<DecisionEntry>,
}

impl RegistryFile {
    /// A file without entries, under the name that faults shall show, with comment lines to stand above its entries.
    pub fn new(name: &str, header: &str) -> Self {
        Self { name: name.to_owned(), header: header.to_owned(), ..Self::default() }
    }

    /// The entries of a file.
    ///
    /// # Errors
    /// [`Fault`] for what is no TOML, has an unknown key, lacks one or has a value of the wrong form. Faults that concern more than
    /// one value are [`Registry::from_files`](crate::Registry::from_files)' to find.
    pub fn parse(name: &str, contents: &str) -> Result<Self, Fault> {
        let tables = match quick::tables(contents) {
            Some(tables) => tables,
            None => toml::from_str(contents).map_err(|error| fault(name, contents, &error))?,
        };
        let newlines = contents.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        Ok(Self {
            name: name.to_owned(),
            header: header(contents).to_owned(),
            comments: Comments::default(),
            line_starts: newlines.map(|(at_byte, _)| at_byte + 1).collect(),
            organisations: tables.organisation,
            people: tables.person,
            redirects: tables.redirect,
            decisions: tables.decision,
        })
    }

    /// The same, with the comments that [`RegistryFile::to_toml`] shall keep.
    ///
    /// # Errors
    /// As [`RegistryFile::parse`].
    pub fn parse_with_comments(name: &str, contents: &str) -> Result<Self, Fault> {
        let mut file = Self::parse(name, contents)?;
        file.comments = Comments::of(&file, contents);
        Ok(file)
    }

    /// The file in canonical form: entries sorted by id, keys in a fixed order, empty ones left out, the comment above the first
    /// entry kept, and those of each entry above it if the file was read with them. Parsing what comes out and writing it again gives
    /// the same bytes.
    pub fn to_toml(&self) -> String {
        write::canonical(self)
    }

    /// The name under which it was handed over.
    pub fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn header(&self) -> &str {
        &self.header
    }

    pub(crate) fn comments(&self) -> &Comments {
        &self.comments
    }

    /// The line on which `placed`, which is of this file, starts, from 1.
    pub fn line_of(&self, placed: &Placed) -> usize {
        1 + self.line_starts.partition_point(|start| *start <= placed.start_byte())
    }
}

fn fault(name: &str, contents: &str, error: &toml::de::Error) -> Fault {
    let at_byte = error.span().map_or(0, |span| span.start);
    let n_newlines = contents.as_bytes().iter().take(at_byte).filter(|byte| **byte == b'\n').count();
    let message = error.message().trim().replace('\n', ", ");
    Fault { file: name.to_owned(), line: 1 + n_newlines, kind: FaultKind::Form { message } }
}

/// The comment lines and blank lines above the first entry; lines that stand right above it, below a blank line, are its own.
fn header(contents: &str) -> &str {
    let end_byte = if contents.starts_with("[[") {
        0
    } else {
        contents.find("\n[[").map_or(contents.len(), |at_byte| at_byte + 1)
    };
    let above = &contents[..end_byte];
    let own = if end_byte < contents.len() { above.rfind("\n\n").map(|at_byte| at_byte + 2) } else { None };
    &above[..own.unwrap_or(end_byte)]
}

/// A value of a closed list.
fn word<'de, D: Deserializer<'de>, T: Vocabulary>(deserializer: D) -> Result<T, D::Error> {
    let word = String::deserialize(deserializer)?;
    T::from_word(&word).ok_or_else(|| de::Error::unknown_variant(&word, T::WORDS))
}
