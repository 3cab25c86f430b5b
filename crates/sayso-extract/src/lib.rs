//! Text to mentions and statements.
//!
//! Pure functions: text, segments, language and names go in, an [`Extraction`] comes out. Nothing here fails on text; what cannot
//! be read becomes a diagnostic.
//!
//! The way through: the document is cut into tokens, units, quotations and streams (`reading`); mention rules find names
//! (`mentions`); statement rules read the streams (`rules`); what they found is put in order and nested (`assemble`); other rules
//! find who belongs to which body (`affiliations`); everything is counted (`coverage`).
//! To add a rule, add its file and its line in `mentions::RULES` or `rules::RULES`. To add a language, add a folder
//! `data/reference/lang/<code>`.
//!
//! # Examples
//! ```
//! use sayso_extract::{Language, Names, extract};
//! use sayso_model::{Document, Segment, SegmentType, Voice};
//!
//! let document = Document::from_text("a.txt", "“The vote was late,” said Nora Hart.");
//! let body = Segment {
//!     segment_type: SegmentType::Body,
//!     span: document.whole(),
//!     parent: None,
//!     author: Voice::DocumentAuthor,
//!     addressee: None,
//!     content: document.whole(),
//!     cue: None,
//!     date: None,
//!     rule_id: "hand",
//! };
//! let extraction = extract(&document, &[body], &Language::english()?, &Names::default(), None);
//! let statement = &extraction.statements[0];
//! assert_eq!(document.slice(statement.content[0]), "The vote was late");
//! assert_eq!(statement.cue_lemma.as_deref(), Some("say"));
//! # Ok::<(), sayso_extract::ExtractError>(())
//! ```
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

mod language;

mod names;

mod reading;

mod noun_phrases;

mod mentions;

mod rules;

mod affiliations;

mod learned;

mod precedence;

mod widen;

mod assemble;

mod coverage;

mod error;

#[cfg(test)]
mod testing;

use sayso_model::{Diagnostic, Document, Extraction, Segment, Severity, Stage};

pub use error::ExtractError;
pub use language::Language;
pub use learned::Model;
pub use names::Names;
pub use noun_phrases::noun_phrases;
pub use widen::widen;

use reading::Reading;

/// Every mention and statement of a document, with what was seen and not understood.
///
/// Shape: mentions in text order, no two with the same span; statements in text order of their content, each before those inside
/// it. Both are empty where there is no segment. Without a `model`, rules alone find statements.
/// Units: spans are bytes of the document's text.
pub fn extract(
    document: &Document,
    segments: &[Segment],
    language: &Language,
    names: &Names,
    model: Option<&Model>,
) -> Extraction {
    let reading = Reading::new(document, segments, language);
    let mut diagnostics = coverage::diagnostics(&reading);
    let findings = model.and_then(|model| match model.read(&reading) {
        Ok(findings) => Some(findings),
        Err(error) => {
            let message = format!("the model could not read this text, so rules alone did: {error}");
            diagnostics.push(Diagnostic::new(Severity::Warning, Stage::Extract, "unread_by_model", message));
            None
        }
    });
    let mut mentions = mentions::find(&reading, names);
    if let Some(findings) = &findings {
        findings.add_names(&mut mentions);
        mentions::drop_no_names(&reading, &mut mentions);
    }
    let scene = rules::Scene::new(&reading, &mentions);
    let ruled = rules::find(&scene);
    let statements = assemble::nest(match &findings {
        Some(findings) => precedence::settle(&reading, ruled, &findings.statements(&scene)),
        None => ruled,
    });
    let mut anaphors = learned::relatives(&scene, &statements);
    anaphors.extend(findings.iter().flat_map(|findings| findings.anaphors(&reading, &mentions, &statements)));
    mentions::add_held_roles(&reading, names, &mut mentions);
    let places = findings.as_ref().map(learned::Findings::places);
    mentions::add_speakers(&reading, &statements, places.as_deref(), &mut mentions);
    let antecedents = learned::link(&reading, &anaphors, &mut mentions);
    let mut extraction =
        Extraction { mentions, antecedents, statements, diagnostics, ..Extraction::default() };
    affiliations::add(&reading, &mut extraction);
    extraction.coverage = coverage::coverage(&reading, &extraction);
    extraction
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    /// Every file that declares a rule is listed, under its own name, and says what conventions ask of rule files.
    fn check(folder: &str, listed: &[&str], headings: &[&str]) {
        let mut files = Vec::new();
        for file in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(folder)).unwrap()
        {
            let path = file.unwrap().path();
            let code = std::fs::read_to_string(&path).unwrap();
            if code.contains("pub(super) const RULE: Rule") {
                for heading in headings {
                    assert!(code.contains(heading), "{path:?} lacks {heading:?}");
                }
                assert!(code.contains("mod tests"), "{path:?} lacks examples");
                files.push(path.file_stem().unwrap().to_str().unwrap().to_owned());
            }
        }
        files.sort();
        let mut listed = listed.to_vec();
        listed.sort_unstable();
        assert_eq!(files, listed);
    }

    #[test]
    fn every_rule_is_listed_and_documented() {
        let mentions: Vec<&str> = crate::mentions::RULES.iter().map(|rule| rule.id).collect();
        check(
            "mentions",
            &mentions,
            &["//! Finds: ", "//! Why it is a mention: ", "//! Examples: ", "Source: "],
        );
        let statements: Vec<&str> = crate::rules::RULES.iter().map(|rule| rule.id).collect();
        check(
            "rules",
            &statements,
            &["//! Finds: ", "//! Why it is a statement: ", "//! Examples: ", "Source: "],
        );
        let affiliations: Vec<&str> = crate::affiliations::RULES.iter().map(|rule| rule.id).collect();
        check(
            "affiliations",
            &affiliations,
            &["//! Finds: ", "//! Why it is an affiliation: ", "//! Examples: ", "Source: "],
        );
    }
}
