//! The researcher's codebook: the issues towards which stances are coded.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Result, bail};
use sayso_model::Issue;
use serde::Deserialize;
use toml::Spanned;

use crate::toml_file::{self, line_of};

/// Issues in the order of their ids, and the version that the codebook gives itself.
#[derive(Clone, Debug, Default)]
pub(crate) struct Codebook {
    pub(crate) version: String,
    pub(crate) issues: Vec<Issue>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CodebookFile {
    version: String,
    #[serde(default)]
    issue: Vec<Spanned<IssueEntry>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct IssueEntry {
    id: Spanned<String>,
    label: String,
    definition: Option<String>,
    parent: Option<Spanned<String>>,
    /// Wordings that name the issue.
    #[serde(default)]
    r#match: Vec<String>,
    /// Wordings that name its contrary.
    #[serde(default)]
    against: Vec<String>,
    /// Wordings whose use is for the issue.
    #[serde(default)]
    says_for: Vec<String>,
    /// Wordings whose use is against the issue.
    #[serde(default)]
    says_against: Vec<String>,
}

/// Reads a codebook.
///
/// # Errors
/// `FILE:LINE: what is wrong`: TOML faults, unknown keys, an id twice or of the wrong form, a parent that is not there
/// or leads in a circle.
pub(crate) fn read(path: &Path) -> Result<(Codebook, String)> {
    let (file, contents): (CodebookFile, String) = toml_file::read(path)?;
    let fault = |at_byte: usize, what: String| -> Result<()> {
        bail!("{}:{}: {what}", path.display(), line_of(&contents, at_byte))
    };
    let mut issues: BTreeMap<String, Issue> = BTreeMap::new();
    for entry in &file.issue {
        let IssueEntry { id, label, definition, parent, r#match, against, says_for, says_against } =
            entry.get_ref();
        if !is_slug(id.get_ref()) {
            fault(id.span().start, format!("issue id {:?} is no slug of a-z, 0-9 and -", id.get_ref()))?;
        }
        if label.trim().is_empty() {
            fault(entry.span().start, format!("issue {:?} has no label", id.get_ref()))?;
        }
        let issue = Issue {
            issue_id: id.get_ref().clone(),
            label: label.clone(),
            definition: definition.clone(),
            parent_id: parent.as_ref().map(|parent| parent.get_ref().clone()),
            wordings: r#match.clone(),
            against: against.clone(),
            says_for: says_for.clone(),
            says_against: says_against.clone(),
        };
        if issues.insert(id.get_ref().clone(), issue).is_some() {
            fault(id.span().start, format!("issue {:?} stands here a second time", id.get_ref()))?;
        }
    }
    for parent in file.issue.iter().filter_map(|entry| entry.get_ref().parent.as_ref()) {
        if !issues.contains_key(parent.get_ref()) {
            fault(
                parent.span().start,
                format!("parent {:?} is no issue of this codebook", parent.get_ref()),
            )?;
        }
        if has_circle(parent.get_ref(), &issues) {
            fault(parent.span().start, format!("parent {:?} leads in a circle", parent.get_ref()))?;
        }
    }
    Ok((Codebook { version: file.version, issues: issues.into_values().collect() }, contents))
}

/// Whether the way up from an issue has no end.
fn has_circle(id: &str, issues: &BTreeMap<String, Issue>) -> bool {
    let parent_of = |id: &str| issues.get(id).and_then(|issue| issue.parent_id.as_deref());
    std::iter::successors(Some(id), |id| parent_of(id)).nth(issues.len()).is_some()
}

/// Whether `id` can be an issue's id.
pub(crate) fn is_slug(id: &str) -> bool {
    !id.is_empty()
        && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(contents: &str, expected: &str) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("codebook.toml");
        std::fs::write(&path, contents).unwrap();
        let error = read(&path).unwrap_err().to_string();
        assert!(error.contains(expected), "{error:?} should contain {expected:?}");
    }

    #[test]
    fn faults_name_their_line() {
        check("version = \"1\"\n[[issue]]\nid = \"Big Issue\"\nlabel = \"x\"\n", "codebook.toml:3: issue id");
        let twice =
            "version = \"1\"\n[[issue]]\nid = \"a\"\nlabel = \"x\"\n[[issue]]\nid = \"a\"\nlabel = \"y\"\n";
        check(twice, "codebook.toml:6: issue \"a\" stands here a second time");
        let orphan = "version = \"1\"\n[[issue]]\nid = \"a\"\nlabel = \"x\"\nparent = \"b\"\n";
        check(orphan, "codebook.toml:5: parent \"b\"");
        let circle = "version = \"1\"\n[[issue]]\nid = \"a\"\nlabel = \"x\"\nparent = \"b\"\n\
                      [[issue]]\nid = \"b\"\nlabel = \"y\"\nparent = \"a\"\n";
        check(circle, "codebook.toml:5: parent \"b\" leads in a circle");
        check(
            "version = \"1\"\n[[issue]]\nid = \"a\"\nlabel = \"x\"\ncolour = 1\n",
            "codebook.toml:5: unknown field",
        );
    }
}
