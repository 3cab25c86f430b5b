//! What holds for any text and any segments.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::sync::LazyLock;

use proptest::prelude::*;
use sayso_extract::{Language, Names, extract};
use sayso_model::{
    ActorType, Document, Extraction, KnownName, NameType, Segment, SegmentType, Span, Speaker, Vocabulary,
    Voice,
};

static ENGLISH: LazyLock<Language> = LazyLock::new(|| Language::english().unwrap());
static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let known =
        |name: &str, name_type, actor_type| KnownName { name: name.to_owned(), name_type, actor_type };
    Names::new(&[
        known("Orla Quill", NameType::Name, ActorType::Person),
        known("Reform League", NameType::Name, ActorType::Organisation),
        known("NTU", NameType::Acronym, ActorType::Organisation),
    ])
});

/// Texts made of the pieces that rules look for, so that they meet in every order.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "Orla Quill",
        "Nora Hart-Lee",
        "Ms Quill",
        "the Reform League",
        "NTU",
        "(NTU)",
        "#BackOrlaQuill",
        "@orla",
        "she",
        "I",
        "who",
        "said",
        "says",
        "told",
        "asked",
        "replied saying",
        "goes on to ask",
        "according to",
        "claims",
        "statement",
        "was",
        "not",
        "if",
        "that",
        "whether",
        "“",
        "”",
        "\"",
        "''",
        "‘",
        "’",
        "'",
        "„",
        "«",
        "»",
        ",",
        ".",
        ":",
        ";",
        "?",
        "!",
        "—",
        "–",
        "-",
        "(",
        ")",
        "\n",
        "\n\n",
        " ",
        "’s",
        "and",
        "to",
        "voters",
        "the mayor of Norland",
        "late",
        "Ünal",
        "🎉",
        "é",
        "U.N.",
        "A.",
        "1,000",
        "MP",
    ]);
    prop_oneof![
        prop::collection::vec((piece, any::<bool>()), 0..60).prop_map(|pieces| pieces
            .iter()
            .map(|(piece, space)| format!("{piece}{}", if *space { " " } else { "" }))
            .collect()),
        "\\PC{0,300}",
    ]
}

/// A document and segments at any places of it.
fn documents() -> impl Strategy<Value = (Document, Vec<Segment>)> {
    let places =
        prop::collection::vec((any::<prop::sample::Index>(), any::<[prop::sample::Index; 6]>()), 0..6);
    (texts(), places, any::<bool>()).prop_map(|(text, places, has_body)| {
        let document = Document::from_text("a.txt", text);
        let edges: Vec<usize> = document
            .text()
            .char_indices()
            .map(|(at_byte, _)| at_byte)
            .chain([document.text().len()])
            .collect();
        let mut segments = Vec::new();
        if has_body {
            segments.push(segment(SegmentType::Body, document.whole(), document.whole()));
        }
        for (segment_type, at) in places {
            let edge = |index: &prop::sample::Index| *index.get(&edges);
            let span = Span::between(edge(&at[0]), edge(&at[1]));
            let mut found =
                segment(*segment_type.get(SegmentType::ALL), span, Span::between(edge(&at[2]), edge(&at[3])));
            found.author = Voice::Named(Span::between(edge(&at[4]), edge(&at[5])));
            found.addressee = Some(Span::between(edge(&at[0]), edge(&at[4])));
            found.cue = Some(Span::between(edge(&at[1]), edge(&at[5])));
            segments.push(found);
        }
        (document, segments)
    })
}

fn segment(segment_type: SegmentType, span: Span, content: Span) -> Segment {
    Segment {
        segment_type,
        span,
        parent: None,
        author: Voice::Unknown,
        addressee: None,
        content,
        cue: None,
        date: None,
        rule_id: "hand",
    }
}

fn spans(extraction: &Extraction) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for mention in &extraction.mentions {
        spans.push(mention.span);
        spans.extend(mention.stands_for);
    }
    for statement in &extraction.statements {
        spans.extend(statement.content.iter().chain(&statement.cue).chain(&statement.addressee));
        if let Speaker::Named(span) = statement.speaker {
            spans.push(span);
        }
    }
    spans
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn every_row_rests_on_the_text((document, segments) in documents()) {
        let extraction = extract(&document, &segments, &ENGLISH, &NAMES, None);
        for span in spans(&extraction) {
            prop_assert!(document.text().get(span.start_byte()..span.end_byte()).is_some(), "{span:?}");
        }
        for statement in &extraction.statements {
            prop_assert!(!statement.content.is_empty());
            prop_assert!(statement.content.windows(2).all(|pair| pair[0].end_byte() <= pair[1].start_byte()));
            for part in &statement.content {
                prop_assert!(!part.is_empty());
                prop_assert_eq!(document.trim(*part), *part);
            }
        }
    }

    #[test]
    fn layers_are_in_order((document, segments) in documents()) {
        let extraction = extract(&document, &segments, &ENGLISH, &NAMES, None);
        prop_assert!(extraction.mentions.windows(2).all(|pair| pair[0].span < pair[1].span));
        prop_assert!(extraction.statements.windows(2).all(|pair| pair[0].outer() <= pair[1].outer()));
        for (nth, statement) in extraction.statements.iter().enumerate() {
            if let Some(holder) = statement.inside {
                prop_assert!(holder < nth);
                prop_assert!(extraction.statements[holder].outer().contains(statement.outer()));
            }
        }
    }

    #[test]
    fn what_is_used_was_seen((document, segments) in documents()) {
        let extraction = extract(&document, &segments, &ENGLISH, &NAMES, None);
        let count = |counter: &str| extraction.coverage.iter().find(|(name, _)| *name == counter).unwrap().1;
        prop_assert!(count("quotation_marks_attributed") <= count("quotation_marks_seen"));
    }

    #[test]
    fn the_same_text_gives_the_same_rows((document, segments) in documents()) {
        let one = extract(&document, &segments, &ENGLISH, &NAMES, None);
        let other = extract(&document, &segments, &ENGLISH, &NAMES, None);
        prop_assert_eq!(one.mentions, other.mentions);
        prop_assert_eq!(one.statements, other.statements);
    }
}

/// Texts on which a careless rule would take quadratic time: with 2 MB each, that would be hours, not seconds.
#[test]
fn hostile_texts_take_linear_time() {
    for piece in [
        "she said ",
        "“a",
        "”",
        "‘a ",
        "'a ",
        "«",
        "Ann ",
        "Ann and ",
        "Ann, ",
        "of the ",
        "said that ",
        "(",
        "A. ",
        "#",
        "a-",
        "’s ",
    ] {
        let document = Document::from_text("a.txt", piece.repeat(2_000_000 / piece.len()));
        let body = segment(SegmentType::Body, document.whole(), document.whole());
        let extraction = extract(&document, &[body], &ENGLISH, &NAMES, None);
        assert!(extraction.statements.len() < 1_000_000);
    }
}
