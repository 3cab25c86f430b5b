//! Statements with the marks and words at their edges that tables leave out.
//!
//! Tables give what was said, without the quotation marks around it and without "that", and the speaker without the comma that closes
//! an apposition, and cues without a colon. Corpora coded by the PARC scheme count all of these in. To be compared with those, character for character,
//! statements are widened.

use sayso_model::{Document, Mode, Span, Speaker, Statement};

/// Takes the quotation marks around direct quotations in, with a comma before the closing one, a "that" before other contents, and the
/// comma after a speaker who is named with an apposition ("Nora Hart, a teacher, said"), and the colon after a cue.
///
/// What else there is stays as it is; block statements too.
pub fn widen(document: &Document, statement: &mut Statement) {
    if let Speaker::Named(span) = &mut statement.speaker
        && document.slice(*span).contains(", ")
        && around(document, *span).1.starts_with(',')
    {
        *span = Span::between(span.start_byte(), span.end_byte() + ",".len());
    }
    if let Some(last) = statement.cue.last_mut()
        && around(document, *last).1.starts_with(':')
        && document.slice(*last).ends_with(char::is_alphabetic)
    {
        *last = Span::between(last.start_byte(), last.end_byte() + ":".len());
    }
    match statement.mode {
        Mode::Block => {}
        Mode::Direct => {
            for part in &mut statement.content {
                *part = with_marks(document, *part);
            }
        }
        Mode::Indirect | Mode::Mixed => {
            if let Some(first) = statement.content.first_mut() {
                *first = with_that(document, *first);
            }
        }
    }
}

const OPENING: [&str; 7] = ["''", "“", "\"", "„", "«", "‘", "'"];
const CLOSING: [&str; 7] = ["''", "”", "\"", "“", "»", "’", "'"];

fn with_marks(document: &Document, part: Span) -> Span {
    let (before, after) = around(document, part);
    let Some(open) = OPENING.iter().find(|mark| before.ends_with(*mark)) else { return part };
    let comma = after.len() - after.trim_start_matches(',').len();
    let Some(close) = CLOSING.iter().find(|mark| after[comma..].starts_with(*mark)) else { return part };
    Span::between(part.start_byte() - open.len(), part.end_byte() + comma + close.len())
}

fn with_that(document: &Document, part: Span) -> Span {
    let (before, _) = around(document, part);
    let bare = before.trim_end();
    let Some(start) = bare.len().checked_sub(THAT.len()) else { return part };
    let is_that = bare.is_char_boundary(start) && bare[start..].eq_ignore_ascii_case(THAT);
    let is_word = is_that && !bare[..start].ends_with(char::is_alphanumeric);
    if is_word && bare.len() < before.len() { Span::between(start, part.end_byte()) } else { part }
}

const THAT: &str = "that";

fn around(document: &Document, part: Span) -> (&str, &str) {
    let text = document.text();
    (&text[..part.start_byte()], &text[part.end_byte()..])
}

#[cfg(test)]
mod tests {
    use sayso_model::{Act, Method, ReviewStatus};

    use super::*;

    fn statement(content: Span, mode: Mode, speaker: Speaker) -> Statement {
        Statement {
            segment: 0,
            inside: None,
            content: vec![content],
            cue: Vec::new(),
            cue_lemma: None,
            speaker,
            addressee: None,
            mode,
            act: Act::Speech,
            is_negated: false,
            is_hypothetical: false,
            method: Method::Rule,
            rule_id: "hand".to_owned(),
            confidence: None,
            review_status: ReviewStatus::Auto,
        }
    }

    fn check(text: &str, content: &str, mode: Mode, expected: &str) {
        let document = Document::from_text("a.txt", text);
        let at = text.find(content).unwrap();
        let mut statement = statement(Span::of_length(at, content.len()), mode, Speaker::Unknown);
        widen(&document, &mut statement);
        assert_eq!(document.slice(statement.content[0]), expected, "{text}");
    }

    #[test]
    fn marks_and_that_are_taken_in() {
        check("“We won,” she said.", "We won", Mode::Direct, "“We won,”");
        check("''We won.'' she said.", "We won.", Mode::Direct, "''We won.''");
        check("She said that we won.", "we won", Mode::Indirect, "that we won");
        check("She said that “we” won.", "“we” won", Mode::Mixed, "that “we” won");
    }

    #[test]
    fn what_is_not_there_is_not_taken() {
        check("“We won and left", "We won", Mode::Direct, "We won");
        check("She said we won.", "we won", Mode::Indirect, "we won");
        check("A thing thatwe won.", "we won", Mode::Indirect, "we won");
        check("“We won.”", "We won.", Mode::Block, "We won.");
    }

    #[test]
    fn an_apposition_is_closed() {
        for (text, expected) in [
            ("Nora Hart, a teacher, said no.", "Nora Hart, a teacher,"),
            ("Nora Hart, a teacher said no.", "Nora Hart, a teacher"),
        ] {
            let document = Document::from_text("a.txt", text);
            let speaker = Span::of_length(0, "Nora Hart, a teacher".len());
            let content = Span::of_length(text.find("no.").unwrap(), 2);
            let mut statement = statement(content, Mode::Indirect, Speaker::Named(speaker));
            widen(&document, &mut statement);
            let Speaker::Named(found) = statement.speaker else { panic!("{statement:?}") };
            assert_eq!(document.slice(found), expected);
        }
    }
}
