//! What holds for any mentions, segments and statements over any text.

use proptest::prelude::*;
use sayso_model::{
    AffiliationDraft, AffiliationStatus, Antecedent, BodyWords, Document, EntityKind, Extraction, Mention,
    MentionType, Metadata, Method, Mode, PublicRole, Resolution, Segment, SegmentType, Span, Speaker,
    Standing, Vocabulary, Voice,
};

use crate::marked_text::{invented, segment, statement};

const NAMES: &[&str] = &[
    "Rosie Hart",
    "Ms Hart",
    "Hart",
    "@RosieHartMP",
    "Victor Stone",
    "Harmony",
    "the Party",
    "CL",
    "LHPs",
    "Northwick LHP",
    "I",
    "she",
    "it",
    "they",
    "who",
    "our MP",
    "the group",
    "the local party’s account",
    "a member of Harmony",
    "many people",
    "Ünal Çelik Jnr",
    "(Joe)",
    "王秀英",
    "’s",
    " ",
    "Mr",
    "MP",
    "\n",
    ", ",
    "a–b",
    "🎉",
    "Friends of Harmony",
];

/// A text of names and odds, where each piece lies, and numbers to build layers from.
fn pieces() -> impl Strategy<Value = (String, Vec<Span>, Vec<u32>)> {
    let piece = prop_oneof![3 => prop::sample::select(NAMES).prop_map(str::to_owned), 1 => "\\PC{0,6}"];
    (prop::collection::vec(piece, 1..40), prop::collection::vec(any::<u32>(), 60)).prop_map(
        |(pieces, numbers)| {
            let mut text = String::new();
            let mut spans = Vec::new();
            for piece in pieces {
                spans.push(Span::of_length(text.len(), piece.len()));
                text.push_str(&piece);
                text.push(' ');
            }
            (text, spans, numbers)
        },
    )
}

struct Layers {
    document: Document,
    segments: Vec<Segment>,
    extraction: Extraction,
}

/// Layers as wild as the types allow: wrong parents, wrong indices, spans that overlap.
fn layers(text: String, spans: &[Span], numbers: &[u32]) -> Layers {
    let mut numbers = numbers.iter().copied().cycle();
    let mut pick = |n: usize| numbers.next().map_or(0, |number| number as usize % n);
    let mut mentions: Vec<Mention> = Vec::new();
    for span in spans {
        mentions.push(Mention {
            span: *span,
            mention_type: MentionType::ALL[pick(MentionType::ALL.len())],
            kind: [None, Some(EntityKind::ALL[pick(EntityKind::ALL.len())])][pick(2)],
            method: Method::Rule,
            rule_id: "any".to_owned(),
            confidence: None,
            stands_for: [None, Some(spans[pick(spans.len())])][pick(2)],
        });
    }
    let mut segments = Vec::new();
    for _ in 0..pick(6) {
        let span = spans[pick(spans.len())].cover(spans[pick(spans.len())]);
        let mut one = segment(SegmentType::ALL[pick(SegmentType::ALL.len())], span);
        one.parent = [None, Some(pick(8))][pick(2)];
        one.addressee = [None, Some(spans[pick(spans.len())])][pick(2)];
        one.content = spans[pick(spans.len())];
        let voices = [
            Voice::Named(spans[pick(spans.len())]),
            Voice::DocumentAuthor,
            Voice::UnnamedCommenter(u32::try_from(pick(3)).unwrap()),
            Voice::Unknown,
        ];
        one.author = voices[pick(4)].clone();
        segments.push(one);
    }
    let mut statements = Vec::new();
    for _ in 0..pick(8) {
        let speakers =
            [Speaker::Named(spans[pick(spans.len())]), Speaker::SegmentAuthor(pick(8)), Speaker::Unknown];
        let mut one =
            statement(spans[pick(spans.len())].cover(spans[pick(spans.len())]), speakers[pick(3)].clone());
        one.segment = pick(8);
        one.inside = [None, Some(pick(9))][pick(2)];
        one.addressee = [None, Some(spans[pick(spans.len())])][pick(2)];
        one.mode = Mode::ALL[pick(Mode::ALL.len())];
        statements.push(one);
    }
    let mut antecedents = Vec::new();
    for _ in 0..pick(6) {
        let (anaphor, antecedent) = (pick(mentions.len() + 2), pick(mentions.len() + 2));
        antecedents.push(Antecedent { anaphor, antecedent, confidence: [0.2, 0.7, 0.95][pick(3)] });
    }
    let mut affiliations = Vec::new();
    let mut standings = Vec::new();
    for _ in 0..pick(6) {
        let member = spans[pick(spans.len())];
        let bodies =
            [BodyWords::Named(spans[pick(spans.len())]), BodyWords::ByOffice("Parliament".to_owned())];
        affiliations.push(AffiliationDraft {
            member,
            organisation: bodies[pick(2)].clone(),
            role: [None, Some("chair".to_owned())][pick(2)].clone(),
            area: [None, Some(spans[pick(spans.len())])][pick(2)],
            status: AffiliationStatus::ALL[pick(AffiliationStatus::ALL.len())],
            start_date: None,
            end_date: None,
            date: None,
            evidence: member.cover(spans[pick(spans.len())]),
            rule_id: ["membership_verbs", "of_body"][pick(2)],
            confidence: 0.9,
        });
        let public_role = PublicRole::ALL[pick(PublicRole::ALL.len())];
        standings.push(Standing { person: spans[pick(spans.len())], public_role });
    }
    let author = [None, Some("Eve Sands".to_owned()), Some("  ".to_owned())][pick(3)].clone();
    let document =
        Document::new("any.txt", text.as_bytes(), text.clone(), Metadata { author, ..Metadata::default() });
    let extraction =
        Extraction { mentions, antecedents, statements, affiliations, standings, ..Extraction::default() };
    Layers { document, segments, extraction }
}

fn indices(resolution: &Resolution) -> impl Iterator<Item = usize> {
    [
        &resolution.mention_actors,
        &resolution.author_actors,
        &resolution.addressee_actors,
        &resolution.speaker_actors,
        &resolution.statement_addressee_actors,
    ]
    .into_iter()
    .flatten()
    .flatten()
    .copied()
    .chain(resolution.document_author)
    .chain(resolution.affiliations.iter().flat_map(|one| [one.member, one.organisation]))
}

proptest! {
    #[test]
    fn any_layers_give_a_sound_resolution((text, spans, numbers) in pieces()) {
        let registry = invented();
        let Layers { document, segments, extraction } = layers(text, &spans, &numbers);
        let resolution = super::resolve(&document, &segments, &extraction, &registry);
        prop_assert_eq!(resolution.mention_actors.len(), extraction.mentions.len());
        prop_assert_eq!(resolution.author_actors.len(), segments.len());
        prop_assert_eq!(resolution.addressee_actors.len(), segments.len());
        prop_assert_eq!(resolution.speaker_actors.len(), extraction.statements.len());
        prop_assert_eq!(resolution.statement_addressee_actors.len(), extraction.statements.len());
        prop_assert!(resolution.actors.windows(2).all(|pair| pair[0].actor_id < pair[1].actor_id));
        let mut is_used = vec![false; resolution.actors.len()];
        for at in indices(&resolution) {
            prop_assert!(at < resolution.actors.len());
            is_used[at] = true;
        }
        prop_assert!(is_used.iter().all(|used| *used), "an actor that nothing points at");
        for actor in &resolution.actors {
            let keys: Vec<_> = actor.names.iter().map(|name| (&name.name, name.name_type)).collect();
            prop_assert!(keys.windows(2).all(|pair| pair[0] < pair[1]));
            prop_assert!(actor.identifiers.windows(2).all(|pair| pair[0] < pair[1]));
            prop_assert!(actor.names.iter().any(|name| name.name == actor.name));
        }
    }

    #[test]
    fn resolving_twice_changes_nothing((text, spans, numbers) in pieces()) {
        let registry = invented();
        let Layers { document, segments, extraction } = layers(text, &spans, &numbers);
        let once = super::resolve(&document, &segments, &extraction, &registry);
        let twice = super::resolve(&document, &segments, &extraction, &registry);
        prop_assert_eq!(format!("{once:?}"), format!("{twice:?}"));
    }

    #[test]
    fn any_words_make_a_registry_or_faults(words in "\\PC{0,60}") {
        let contents = format!("[[person]]\nid = \"per-x\"\nname = {words:?}\npublic_role = \"unknown\"\nevidence = \"e\"\n");
        if let Err(error) = crate::Registry::from_toml(&[("r.toml".to_owned(), contents)]) {
            prop_assert!(!error.faults().is_empty());
        }
    }
}
