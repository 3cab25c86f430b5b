//! What was seen, what of it was used, and what was not understood.

use sayso_model::{Diagnostic, Document, Extraction, Mention, MentionType, Mode, Severity, Span, Stage};

use crate::reading::{MarkKind, Reading, TokenKind};

/// Counts for the coverage table.
pub(crate) fn coverage(reading: &Reading, extraction: &Extraction) -> Vec<(&'static str, u64)> {
    let mut n_cues = 0;
    for unit in reading.units.iter().filter(|unit| unit.is_own_words) {
        for token in unit.tokens.clone() {
            n_cues += u64::from(reading.verb_at(token).is_some_and(|(cue, ..)| cue.takes.quotation));
        }
    }
    let verbs = extraction.statements.iter().filter(|statement| {
        statement.mode != Mode::Block
            && statement
                .cue
                .iter()
                .any(|cue| reading.tokens_in(*cue).any(|token| reading.verb_at(token).is_some()))
    });
    let is_name =
        |mention: &&Mention| !matches!(mention.mention_type, MentionType::Nominal | MentionType::Pronoun);
    let doubles: Vec<Span> = (reading.quotations.iter())
        .filter(|quotation| quotation.kind != MarkKind::Single)
        .filter_map(|quotation| quotation.parts.first().map(|part| part.inner))
        .collect();
    // Content of statements by start, to see which quotations they cover.
    let mut contents: Vec<Span> =
        extraction.statements.iter().flat_map(|statement| statement.content.iter().copied()).collect();
    contents.sort();
    let mut reach: Vec<usize> = Vec::with_capacity(contents.len());
    for content in &contents {
        reach.push(reach.last().copied().unwrap_or(0).max(content.end_byte()));
    }
    let is_attributed = |inner: &&Span| {
        let before = contents.partition_point(|content| {
            content.start_byte() <= inner.end_byte().min(first_word(reading.document, **inner))
        });
        before > 0 && reach[before - 1] > inner.start_byte()
    };
    vec![
        ("quotation_marks_seen", doubles.len() as u64 + displayed_marks(reading)),
        (
            "quotation_marks_attributed",
            doubles.iter().filter(is_attributed).count() as u64 + displayed_marks(reading),
        ),
        ("cue_verbs_seen", n_cues),
        ("cue_verbs_used", verbs.count() as u64),
        ("names_seen", extraction.mentions.iter().filter(is_name).count() as u64),
    ]
}

fn first_word(document: &Document, inner: Span) -> usize {
    document.trim(inner).start_byte()
}

/// Pairs of marks that enclose a displayed quotation: they stand outside the segment's own words.
fn displayed_marks(reading: &Reading) -> u64 {
    let is_opener =
        |token: usize| matches!(reading.tokens[token].kind, TokenKind::Mark('“' | '"' | '„' | '«'));
    let units = reading.units.iter().enumerate().filter(|(_, unit)| !unit.is_own_words);
    let before_words = units.filter(|(nth, unit)| {
        let is_last_of_header =
            reading.units.get(nth + 1).is_some_and(|next| next.is_own_words && next.segment == unit.segment);
        is_last_of_header && unit.tokens.end.checked_sub(1).is_some_and(is_opener)
    });
    before_words.count() as u64
}

/// What was seen and not understood.
pub(crate) fn diagnostics(reading: &Reading) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for quotation in reading.quotations.iter().filter(|quotation| !quotation.is_closed) {
        let Some(first) = quotation.parts.first() else { continue };
        let message = "no mark closes this quotation; it counts to the end of its paragraph";
        let found = Diagnostic::new(Severity::Warning, Stage::Extract, "unclosed_quotation", message);
        diagnostics.push(found.at(reading.tokens[first.open_token].span));
    }
    for mark in &reading.stray_marks {
        let message = "this quotation mark opens and closes nothing";
        diagnostics
            .push(Diagnostic::new(Severity::Info, Stage::Extract, "stray_quotation_mark", message).at(*mark));
    }
    diagnostics.sort_by_key(|diagnostic| diagnostic.span);
    diagnostics
}

#[cfg(test)]
mod tests {
    use crate::testing::body;
    use crate::{Language, Names, extract};

    fn check(text: &str, counts: [u64; 5], codes: &[&str]) {
        let (document, segments) = body(text);
        let extraction =
            extract(&document, &segments, &Language::english().unwrap(), &Names::default(), None);
        let found: Vec<u64> = extraction.coverage.iter().map(|(_, n)| *n).collect();
        assert_eq!(found, counts, "{text}");
        let found: Vec<&str> = extraction.diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
        assert_eq!(found, codes, "{text}");
    }

    #[test]
    fn counts_tell_how_much_is_used() {
        check("“It was late,” said Nora Hart. The “witch hunt” goes on.", [2, 1, 2, 1, 1], &[]);
        check("No marks.", [0; 5], &[]);
    }

    #[test]
    fn marks_that_do_not_pair_are_told() {
        check("She said: “It was late.", [1, 1, 1, 1, 0], &["unclosed_quotation"]);
        check("It was late.” So", [0; 5], &["stray_quotation_mark"]);
    }
}
