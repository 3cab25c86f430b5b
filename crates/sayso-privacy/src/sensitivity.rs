//! What makes a statement sensitive.
//!
//! Finds: slurs and calls for violence, by a short list of words, and words that identify a person. Its limits are told where the
//! words are listed (`data/reference/lang/en/sensitive.toml`). It is told of statements, never of people.

use regex::Regex;
use sayso_model::{Document, Sensitivity, Span};

use crate::PrivacyError;
use crate::identifiers::ascii_classes;
use crate::wordings::{SENSITIVE, Sensitive};

/// What stands for a gap in a wording.
const GAP: &str = "…";

/// Sensitive words, ready for texts.
#[derive(Clone, Debug)]
pub(crate) struct SensitiveWords {
    slurs: Regex,
    incitement: Regex,
}

impl SensitiveWords {
    pub(crate) fn new(sensitive: &Sensitive) -> Result<Self, PrivacyError> {
        let slurs = sensitive.slurs.iter().map(|slur| format!("{}(?:s|es)?", phrase(slur)));
        let incitement = sensitive.incitement.iter().map(|wording| phrase(wording));
        Ok(Self {
            slurs: pattern("slurs", slurs.collect())?,
            incitement: pattern("incitement", incitement.collect())?,
        })
    }

    /// The first that holds, a call for violence before a slur and both before an identifier.
    pub(crate) fn of(&self, document: &Document, content: &[Span], identifiers: &[Span]) -> Sensitivity {
        let any = |pattern: &Regex| content.iter().any(|part| pattern.is_match(document.slice(*part)));
        if any(&self.incitement) {
            Sensitivity::Incitement
        } else if any(&self.slurs) {
            Sensitivity::Slur
        } else if content.iter().any(|part| has_any(identifiers, *part)) {
            Sensitivity::PersonalIdentifier
        } else {
            Sensitivity::None
        }
    }
}

/// Whether one of `spans`, sorted and apart, shares a byte with `part`.
fn has_any(spans: &[Span], part: Span) -> bool {
    let at = spans.partition_point(|span| span.end_byte() <= part.start_byte());
    spans.get(at).is_some_and(|span| span.overlaps(part))
}

/// Words in a row with any white space between them; a gap is up to four words, and at the end at least one.
fn phrase(wording: &str) -> String {
    let words: Vec<&str> = wording.split_whitespace().collect();
    let mut phrase = String::new();
    for (nth, word) in words.iter().enumerate() {
        let is_last = nth + 1 == words.len();
        match (*word == GAP, is_last) {
            (true, true) => phrase.push_str(r"[A-Za-zÀ-ɏ0-9’'-]+"),
            (true, false) => phrase.push_str(r"(?:[A-Za-zÀ-ɏ0-9’'-]+\s+){0,4}"),
            (false, true) => phrase.push_str(&regex::escape(word)),
            (false, false) => phrase.push_str(&format!(r"{}\s+", regex::escape(word))),
        }
    }
    phrase
}

fn pattern(rule: &'static str, phrases: Vec<String>) -> Result<Regex, PrivacyError> {
    Regex::new(&ascii_classes(&format!(r"(?i)\b(?:{})\b", phrases.join("|")))).map_err(|error| {
        PrivacyError::Pattern { file: SENSITIVE, rule, message: error.to_string().replace('\n', " ") }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> SensitiveWords {
        let list = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        SensitiveWords::new(&Sensitive {
            slurs: list(&["grobble", "sea grobble"]),
            incitement: list(&["should be drowned", "drown all …", "throw … overboard"]),
        })
        .unwrap()
    }

    #[test]
    fn hits_and_near_misses() {
        for (text, expected) in [
            ("They are Grobbles!", Sensitivity::Slur),
            ("such a sea\ngrobble", Sensitivity::Slur),
            ("the grobbler", Sensitivity::None),
            ("The captain SHOULD be drowned", Sensitivity::Incitement),
            ("drown all sailors", Sensitivity::Incitement),
            ("drown all", Sensitivity::None),
            ("throw the whole sorry crew overboard", Sensitivity::Incitement),
            ("throw one two three four five overboard", Sensitivity::None),
            ("these grobbles should be drowned", Sensitivity::Incitement),
            ("call 12", Sensitivity::PersonalIdentifier),
            ("", Sensitivity::None),
        ] {
            let document = Document::from_text("a.txt", text);
            let identifiers: Vec<Span> =
                text.find("12").map(|at_byte| Span::of_length(at_byte, 2)).into_iter().collect();
            assert_eq!(words().of(&document, &[document.whole()], &identifiers), expected, "{text}");
        }
    }

    #[test]
    fn the_parts_of_a_statement_are_not_joined() {
        let document = Document::from_text("a.txt", "should, he said, be drowned");
        let parts = [Span::of_length(0, 6), Span::of_length(17, 10)];
        assert_eq!(words().of(&document, &parts, &[]), Sensitivity::None);
    }
}
