//! What may be wrong with a codebook, all of it at once.

use std::collections::{BTreeMap, BTreeSet};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::codebook::is_slug;
use crate::toml_file::line_of;
use crate::wordings::Wording;

/// Something to look at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Finding {
    /// Line, from 1.
    pub(super) line: usize,
    pub(super) what: String,
}

/// A wording of an issue, and where it stands.
#[derive(Clone, Debug)]
pub(super) struct IssueWording {
    pub(super) issue: String,
    pub(super) words: String,
    pub(super) wording: Wording,
    pub(super) line: usize,
}

/// An issue as it stands in the file, whatever its faults.
struct Entry {
    id: String,
    /// Where its id stands; without one, where it starts.
    line: usize,
    label: Option<String>,
    has_definition: bool,
    parent: Option<(String, usize)>,
    wordings: Vec<IssueWording>,
}

/// Findings by line, and every wording there is.
///
/// # Errors
/// A file that is no TOML: where, and what is wrong.
pub(super) fn findings(contents: &str) -> Result<(Vec<Finding>, Vec<IssueWording>), Finding> {
    let table = DeTable::parse(contents).map_err(|error| Finding {
        line: line_of(contents, error.span().map_or(0, |span| span.start)),
        what: error.message().trim().to_owned(),
    })?;
    let issues = table.get_ref().get("issue").and_then(|issues| issues.get_ref().as_array());
    let entries: Vec<Entry> = issues
        .into_iter()
        .flat_map(|issues| issues.iter())
        .filter_map(|issue| Some(entry(contents, issue.get_ref().as_table()?, issue.span().start)))
        .collect();
    let mut findings = Vec::new();
    if entries.is_empty() {
        findings.push(Finding { line: 1, what: "this codebook has no issues".to_owned() });
    }
    ids_and_labels(&entries, &mut findings);
    parents(&entries, &mut findings);
    let wordings: Vec<IssueWording> = entries.into_iter().flat_map(|entry| entry.wordings).collect();
    overlaps(&wordings, &mut findings);
    findings.sort();
    findings.dedup();
    Ok((findings, wordings))
}

fn entry(contents: &str, table: &DeTable<'_>, start_byte: usize) -> Entry {
    let words = |key: &str| {
        let value = table.get(key)?;
        Some((value.get_ref().as_str()?.trim().to_owned(), line_of(contents, value.span().start)))
    };
    let id = words("id");
    let name = id.as_ref().map(|(id, _)| id.clone()).unwrap_or_default();
    // every list of words is one of wordings, whatever they say of the issue
    let lists = table.values().filter_map(|value| value.get_ref().as_array());
    let wording = |value: &Spanned<DeValue<'_>>| {
        let words = value.get_ref().as_str()?.to_owned();
        let line = line_of(contents, value.span().start);
        Some(IssueWording { issue: name.clone(), wording: Wording::new(&words), words, line })
    };
    Entry {
        line: id.map_or(line_of(contents, start_byte), |(_, line)| line),
        label: words("label").map(|(label, _)| label),
        has_definition: words("definition").is_some_and(|(definition, _)| !definition.is_empty()),
        parent: words("parent"),
        wordings: lists.flat_map(|list| list.iter()).filter_map(wording).collect(),
        id: name.clone(),
    }
}

fn ids_and_labels(entries: &[Entry], findings: &mut Vec<Finding>) {
    let mut by_id: BTreeMap<&str, usize> = BTreeMap::new();
    let mut by_label: BTreeMap<Wording, &Entry> = BTreeMap::new();
    for entry in entries {
        let Entry { id, line, .. } = entry;
        let mut tell = |what: String| findings.push(Finding { line: *line, what });
        if !is_slug(id) {
            tell(format!("issue id {id:?} is no slug of a-z, 0-9 and -"));
        }
        if let Some(earlier) = by_id.get(id.as_str()) {
            tell(format!("issue {id:?} stands on line {earlier} too"));
        } else {
            by_id.insert(id, *line);
        }
        match entry.label.as_deref() {
            None | Some("") => tell(format!("issue {id:?} has no label")),
            Some(label) => {
                let other = by_label.insert(Wording::new(label), entry);
                if let Some(other) = other {
                    tell(format!(
                        "label {label:?} is that of issue {:?} too, on line {}",
                        other.id, other.line
                    ));
                }
            }
        }
        if !entry.has_definition {
            tell(format!("issue {id:?} has no definition: what is support for it?"));
        }
        if entry.wordings.is_empty() {
            tell(format!("issue {id:?} has no wordings, so no text can name it"));
        }
    }
}

fn parents(entries: &[Entry], findings: &mut Vec<Finding>) {
    let by_id: BTreeMap<&str, &Entry> = entries.iter().map(|entry| (entry.id.as_str(), entry)).collect();
    for entry in entries {
        let Some((parent, line)) = &entry.parent else { continue };
        if !by_id.contains_key(parent.as_str()) {
            let what = format!("parent {parent:?} is no issue of this codebook");
            findings.push(Finding { line: *line, what });
            continue;
        }
        let mut way = vec![entry.id.as_str()];
        let mut next = Some(parent.as_str());
        while let Some(id) = next {
            way.push(id);
            if id == entry.id {
                let what = format!("this parent leads in a circle: {}", way.join(" < "));
                findings.push(Finding { line: *line, what });
            }
            let is_known = way[..way.len() - 1].contains(&id);
            let parent = by_id.get(id).and_then(|entry| entry.parent.as_ref());
            next = parent.map(|(parent, _)| parent.as_str()).filter(|_| !is_known);
        }
    }
}

fn overlaps(wordings: &[IssueWording], findings: &mut Vec<Finding>) {
    let mut told: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (nth, one) in wordings.iter().enumerate() {
        let IssueWording { issue, words, wording, line } = one;
        if wording.is_empty() {
            let what = format!("wording {words:?} of issue {issue:?} has no word");
            findings.push(Finding { line: *line, what });
            continue;
        }
        for (nth_other, other) in wordings.iter().enumerate().filter(|(other, _)| *other != nth) {
            if !other.wording.has(wording) || !told.insert((nth.min(nth_other), nth.max(nth_other))) {
                continue;
            }
            let place = match (other.issue == *issue, other.line == *line) {
                (true, true) => "this issue".to_owned(),
                (true, false) => format!("this issue, line {}", other.line),
                (false, _) => format!("issue {:?}, line {}", other.issue, other.line),
            };
            let what = match (other.wording == *wording, other.issue == *issue) {
                (true, _) => format!("wording {words:?} of issue {issue:?} is one of {place} too"),
                (false, true) => format!(
                    "wording {words:?} stands within {:?} of {place}, which adds nothing",
                    other.words
                ),
                (false, false) => format!(
                    "wording {words:?} of issue {issue:?} stands within {:?} of {place}: a text with the longer one names both",
                    other.words
                ),
            };
            findings.push(Finding { line: *line, what });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(contents: &str, expected: &[(usize, &str)]) {
        let (found, _) = findings(contents).unwrap();
        let found: Vec<(usize, &str)> =
            found.iter().map(|finding| (finding.line, finding.what.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_sound_codebook_has_no_findings() {
        check(
            "version = \"1\"\n[[issue]]\nid = \"a\"\nlabel = \"A\"\ndefinition = \"d\"\nmatch = [\"rent freeze\"]\n",
            &[],
        );
    }

    #[test]
    fn every_fault_is_told_with_its_line() {
        check(
            "version = \"1\"\n[[issue]]\nid = \"Ä\"\nlabel = \" \"\n[[issue]]\nid = \"b\"\nlabel = \"Bees\"\ndefinition = \"d\"\n\
             parent = \"c\"\nmatch = [\"bees\", \"…\"]\n[[issue]]\nid = \"b\"\nlabel = \"bees!\"\ndefinition = \"d\"\nmatch = [\"x\"]\n",
            &[
                (3, "issue \"Ä\" has no definition: what is support for it?"),
                (3, "issue \"Ä\" has no label"),
                (3, "issue \"Ä\" has no wordings, so no text can name it"),
                (3, "issue id \"Ä\" is no slug of a-z, 0-9 and -"),
                (9, "parent \"c\" is no issue of this codebook"),
                (10, "wording \"…\" of issue \"b\" has no word"),
                (12, "issue \"b\" stands on line 6 too"),
                (12, "label \"bees!\" is that of issue \"b\" too, on line 6"),
            ],
        );
        check("version = \"1\"\n", &[(1, "this codebook has no issues")]);
        let fault = findings("version = \"1\"\n[[issue]\n").unwrap_err();
        assert_eq!(fault.line, 2);
    }

    fn issue(id: &str, rest: &str) -> String {
        format!("[[issue]]\nid = \"{id}\"\nlabel = \"{id}\"\ndefinition = \"d\"\n{rest}\n")
    }

    #[test]
    fn circles_of_parents_are_told_where_they_close() {
        let [a, b, c] = [("a", "b"), ("b", "a"), ("c", "a")]
            .map(|(id, parent)| issue(id, &format!("parent = \"{parent}\"\nmatch = [\"{id}\"]")));
        check(
            &format!("{a}{b}{c}"),
            &[
                (5, "this parent leads in a circle: a < b < a"),
                (11, "this parent leads in a circle: b < a < b"),
            ],
        );
    }

    #[test]
    fn wordings_that_overlap_are_told_once() {
        let one = issue("a", "match = [\n\"rent\",\n\"Rent freeze\",\n]");
        let other = issue("b", "match = [\"a rent-freeze now\", \"rents\"]\nagainst = [\"rent freeze\"]");
        check(
            &format!("{one}{other}"),
            &[
                (
                    6,
                    "wording \"rent\" of issue \"a\" stands within \"a rent-freeze now\" of issue \"b\", line 13: a text with the longer one names both",
                ),
                (
                    6,
                    "wording \"rent\" of issue \"a\" stands within \"rent freeze\" of issue \"b\", line 14: a text with the longer one names both",
                ),
                (
                    6,
                    "wording \"rent\" stands within \"Rent freeze\" of this issue, line 7, which adds nothing",
                ),
                (7, "wording \"Rent freeze\" of issue \"a\" is one of issue \"b\", line 14 too"),
                (
                    7,
                    "wording \"Rent freeze\" of issue \"a\" stands within \"a rent-freeze now\" of issue \"b\", line 13: a text with the longer one names both",
                ),
                (
                    14,
                    "wording \"rent freeze\" stands within \"a rent-freeze now\" of this issue, line 13, which adds nothing",
                ),
            ],
        );
    }
}
