//! What holds for any text, and the segments of the corpus.

use proptest::prelude::*;
use sayso_model::{Document, Segment, SegmentType, Span, Voice};

use super::outline::outline;
use super::{Segmentation, segment};

const CORPUS: &str = include_str!("../../../../data/raw/000_4a9dfc69f9480646.txt");
const CORPUS_OUTLINE: &str = include_str!("corpus_outline.txt");

#[test]
fn the_corpus() {
    // one line per segment: type, author and addressee, first and last words
    let document = Document::from_text("corpus.txt", CORPUS);
    let found = outline(&document).join("\n");
    assert_eq!(found, CORPUS_OUTLINE.trim_end(), "\n{found}\n");
}

#[test]
fn the_cues_of_the_corpus() {
    let document = Document::from_text("corpus.txt", CORPUS);
    let found = segment(&document);
    let cues: Vec<&str> =
        found.segments.iter().filter_map(|one| one.cue).map(|cue| document.slice(cue)).collect();
    let expected = [
        "made the following request",
        "says of the film",
        "commented on the documentary’s focus as follows",
        "responded as follows",
        "reply to Rosie is",
        "commented as follows",
        "reports",
        "following statement resonates",
        "poses some further questions",
        "posted the following letter",
    ];
    assert_eq!(cues, expected);
}

#[test]
fn the_corpus_has_one_missing_post() {
    let document = Document::from_text("corpus.txt", CORPUS);
    let found = segment(&document);
    let seen: Vec<_> =
        found.diagnostics.iter().map(|one| (one.code, document.slice(one.span.unwrap()))).collect();
    assert_eq!(seen, [("missing_content", "posted the following comment")]);
    let counted = |name: &str| found.coverage.iter().find(|(counter, _)| *counter == name).map(|(_, n)| *n);
    assert_eq!(counted("blocks_announced"), counted("blocks_found").map(|n| n + 1));
    assert_sound(&document, &found);
}

/// Holds a segmentation to what the model promises of segments.
fn assert_sound(document: &Document, found: &Segmentation) {
    let segments = &found.segments;
    for (nth, segment) in segments.iter().enumerate() {
        assert_eq!(segment.span, document.trim(segment.span), "white space at an edge of {segment:?}");
        assert!(!segment.span.is_empty() && segment.span.contains(segment.content), "{segment:?}");
        let author = if let Voice::Named(name) = segment.author { Some(name) } else { None };
        for span in [author, segment.addressee, segment.cue, Some(segment.content)].into_iter().flatten() {
            assert!(document.text().get(span.start_byte()..span.end_byte()).is_some(), "{segment:?}");
        }
        assert!(author.is_none_or(|name| !name.is_empty()), "an author without words: {segment:?}");
        if let Some(parent) = segment.parent {
            assert!(parent < nth && segments[parent].span.contains(segment.span), "{segment:?}");
        }
        let is_sibling = |earlier: &&Segment| earlier.parent == segment.parent;
        if let Some(before) = segments[..nth].iter().rev().find(is_sibling) {
            assert!(before.span.end_byte() <= segment.span.start_byte(), "{before:?} overlaps {segment:?}");
        }
    }
    let mut covered = 0;
    for segment in segments.iter().filter(|segment| segment.parent.is_none()) {
        let gap = document.slice(Span::between(covered, segment.span.start_byte()));
        assert!(gap.trim().is_empty(), "not covered: {gap:?}");
        covered = segment.span.end_byte();
    }
    assert!(document.text()[covered..].trim().is_empty(), "not covered at the end");
    for diagnostic in &found.diagnostics {
        let span = diagnostic.span.unwrap();
        assert!(document.text().get(span.start_byte()..span.end_byte()).is_some(), "{diagnostic:?}");
    }
}

/// Lines that rules look for, so that random texts meet them in every order.
const LINES: &[&str] = &[
    "",
    "  ",
    "By",
    "By Ann Park",
    "Ann Park",
    "Ann Park says:",
    "March 4, 2019 at 9:31 pm",
    "LikeLike",
    "Reply",
    "LikeLiked by 2 people",
    "3 Comments",
    "Share this:",
    "***",
    "--",
    "-- ",
    "Dear Ann,",
    "Dear Ann, no.",
    "Sir – no.",
    "Yours sincerely",
    "Yours, Ann Park",
    "regards Ann Park”",
    "Ann Park reports",
    "Ann Park wrote:",
    "> Ann wrote:",
    "> > no",
    ">",
    "“We say no.”",
    "“We say no.",
    "“",
    "”",
    "‘",
    "’",
    "\"",
    "\"no\"",
    "“No,” she said, “no.”",
    ":",
    ":-",
    "Ann posted the following comment on Facebook:-",
    "responded as follows:-",
    "    indented",
    "@ann · 2h",
    "Ann Park (@ann) Feb 27",
    "— Ann Park (@ann) Feb 27",
    "— Ann Park",
    "From: Ann Park <a@b>",
    "Subject: no",
    "Not my words, but those of Ann Park.",
    "🎉 emoji 🎉",
    "Ünal Żółć schrieb:",
    "Juliexx",
    "Photo: Ann Park",
    "# Heading",
    "A longer line of prose that goes on for more than a hundred bytes so that it counts as a paragraph, and then ends.",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(800))]

    #[test]
    fn any_order_of_lines_is_sound(lines in prop::collection::vec(prop::sample::select(LINES), 0..30)) {
        let document = Document::from_text("a.txt", lines.join("\n"));
        assert_sound(&document, &segment(&document));
    }

    #[test]
    fn any_text_is_sound(text in "(?s).{0,300}") {
        let document = Document::from_text("a.txt", text);
        assert_sound(&document, &segment(&document));
    }

    #[test]
    fn marks_and_letters_are_sound(text in "[AnnPark xX“”‘’\"'«»„:,.>@()—–\\-\n é🎉]{0,200}") {
        let document = Document::from_text("a.txt", text);
        assert_sound(&document, &segment(&document));
    }
}

/// What makes rules look far ahead or behind, over and over: a step that were not linear would stall here.
#[test]
fn texts_that_repeat_one_thing_are_sound() {
    for unit in [
        "a word ",
        "“",
        "“ ",
        "Dear Ann,\n",
        "Dear Ann, ",
        "Ann Park wrote:\n",
        "Ann Park ",
        "LikeLike\n",
        ": ",
        "> ",
        ">\n",
        "“We say no.\n",
        "@ann ",
        "Ann Park\nMarch 4, 2019 at 9:31 pm\n",
        "Ann Park, ",
        "a.\n\n",
        ". ",
        "-",
        "Ann Park wrote: “no” \n",
        "From: Ann\n",
        "‘We say no to all of this here.’\nLikeLike\n",
        "said Ann Park, who said the following\n",
    ] {
        let document = Document::from_text("a.txt", unit.repeat(200_000 / unit.len()));
        assert_sound(&document, &segment(&document));
    }
}

#[test]
fn a_paragraph_of_ten_megabytes() {
    for unit in ["“no”, said Ann Park: ", "Ann Park, who said: “", "x"] {
        let document = Document::from_text("a.txt", unit.repeat(10_000_000 / unit.len()));
        assert_sound(&document, &segment(&document));
    }
}

#[test]
fn blank_texts_have_no_segments() {
    for text in ["", "\n\n", " \t \u{a0}\n"] {
        let found = segment(&Document::from_text("a.txt", text));
        assert!(found.segments.is_empty() && found.diagnostics.is_empty());
    }
}

#[test]
fn the_whole_body_has_one_author() {
    let document = Document::from_text("corpus.txt", CORPUS);
    let found = segment(&document);
    let bodies: Vec<&Segment> =
        found.segments.iter().filter(|segment| segment.segment_type == SegmentType::Body).collect();
    assert!(bodies.len() > 5 && bodies.iter().all(|body| body.author == bodies[0].author));
}
