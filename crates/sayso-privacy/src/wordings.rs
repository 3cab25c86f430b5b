//! The lists of a language's files.

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::PrivacyError;

/// Name of the file with wordings about identifiers.
pub(crate) const IDENTIFIERS: &str = "identifiers.toml";

/// Name of the file with sensitive words.
pub(crate) const SENSITIVE: &str = "sensitive.toml";

/// `identifiers.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Wordings {
    pub(crate) membership: Membership,
    pub(crate) phone: Phone,
    pub(crate) national_id: NationalId,
    pub(crate) address: Address,
    pub(crate) person: Person,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Membership {
    pub(crate) members: Vec<String>,
    pub(crate) numbers: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Phone {
    pub(crate) announcers: Vec<String>,
    pub(crate) links: Vec<String>,
    pub(crate) other_numbers: Vec<String>,
}

/// Names of numbers, by rule.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NationalId {
    pub(crate) nhs: Vec<String>,
    pub(crate) bsn: Vec<String>,
    pub(crate) steuer_id: Vec<String>,
    pub(crate) sin: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Address {
    pub(crate) streets: Vec<String>,
    pub(crate) doubtful_streets: Vec<String>,
    pub(crate) dwellings: Vec<String>,
    pub(crate) public_streets: Vec<String>,
    pub(crate) public_postcodes: Vec<String>,
    pub(crate) months: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Person {
    /// What a private person is called.
    pub(crate) private: String,
    /// What a person is called of whom it is not told.
    pub(crate) unknown: String,
}

/// `sensitive.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sensitive {
    pub(crate) slurs: Vec<String>,
    pub(crate) incitement: Vec<String>,
}

impl Wordings {
    pub(crate) fn read(contents: &str) -> Result<Self, PrivacyError> {
        let wordings: Self = read(IDENTIFIERS, contents)?;
        let Self { membership, phone, national_id, address, person } = &wordings;
        for (list, entries) in [
            ("membership.members", &membership.members),
            ("membership.numbers", &membership.numbers),
            ("phone.announcers", &phone.announcers),
            ("phone.links", &phone.links),
            ("national_id.nhs", &national_id.nhs),
            ("national_id.bsn", &national_id.bsn),
            ("national_id.steuer_id", &national_id.steuer_id),
            ("national_id.sin", &national_id.sin),
            ("address.streets", &address.streets),
            ("address.doubtful_streets", &address.doubtful_streets),
            ("address.dwellings", &address.dwellings),
            ("person", &vec![person.private.clone(), person.unknown.clone()]),
        ] {
            refuse_empty(IDENTIFIERS, list, entries)?;
        }
        Ok(wordings)
    }
}

impl Sensitive {
    pub(crate) fn read(contents: &str) -> Result<Self, PrivacyError> {
        let sensitive: Self = read(SENSITIVE, contents)?;
        refuse_empty(SENSITIVE, "slurs", &sensitive.slurs)?;
        refuse_empty(SENSITIVE, "incitement", &sensitive.incitement)?;
        Ok(sensitive)
    }
}

fn refuse_empty(file: &'static str, list: &'static str, entries: &[String]) -> Result<(), PrivacyError> {
    if entries.is_empty() || entries.iter().any(|entry| entry.trim().is_empty()) {
        return Err(PrivacyError::EmptyWording { file, list });
    }
    Ok(())
}

fn read<T: DeserializeOwned>(file: &'static str, contents: &str) -> Result<T, PrivacyError> {
    toml::from_str(contents).map_err(|error| {
        let at_byte = error.span().map_or(0, |range| range.start);
        PrivacyError::Syntax {
            file,
            line: 1 + contents.bytes().take(at_byte).filter(|byte| *byte == b'\n').count(),
            message: error.message().replace('\n', " "),
        }
    })
}

/// A pattern for any of `words`, the longest first; white space in them is any run of it.
pub(crate) fn any_of(words: &[String]) -> String {
    let mut words: Vec<&String> = words.iter().collect();
    words.sort_by_key(|word| (std::cmp::Reverse(word.len()), word.as_str()));
    let patterns: Vec<String> = words
        .into_iter()
        .map(|word| {
            let parts: Vec<String> = word.split_whitespace().map(regex::escape).collect();
            parts.join(r"\s{1,3}")
        })
        .collect();
    format!("(?:{})", patterns.join("|"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_name_their_line() {
        let error = Sensitive::read("slurs = [\"a\"]\nincitement = [\"b\"]\ncolour = 1\n").unwrap_err();
        assert!(error.to_string().starts_with("sensitive.toml:3: unknown field"), "{error}");
        let error = Sensitive::read("slurs = [\"a\", \" \"]\nincitement = [\"b\"]\n").unwrap_err();
        assert_eq!(error.to_string(), "sensitive.toml:1: slurs is empty or has an empty entry");
    }
}
