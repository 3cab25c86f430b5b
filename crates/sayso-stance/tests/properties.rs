//! Whatever the text and its layers, stances hold together.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test")]

use std::collections::BTreeSet;

use proptest::prelude::*;
use sayso_model::*;
use sayso_stance::{Layers, Lexicon, Options, PolarityReader, Probabilities, Question, find};

/// Words that open, turn and end frames, names, marks, and letters of several bytes.
const WORDS: [&str; 48] = [
    "Ann",
    "Bo",
    "Lind",
    "the",
    "Union",
    "condemned",
    "supports",
    "was",
    "by",
    "to",
    "refused",
    "not",
    "no",
    "if",
    "should",
    "resign",
    "suspended",
    "suspension",
    "of",
    "for",
    "her",
    "his",
    "’s",
    "I",
    "you",
    "support",
    "opposition",
    "critic",
    "is",
    "a",
    "liar",
    "brilliant",
    "piece",
    "thank",
    "and",
    "who",
    ",",
    ".",
    "?",
    "“",
    "”",
    "-",
    "anti",
    "#IStandWithBo",
    "é🚌",
    "–",
    "\n",
    "(",
];

/// A document of some words, with mentions, segments and statements at some of them.
#[derive(Clone, Debug)]
struct Sample {
    document: Document,
    segments: Vec<Segment>,
    extraction: Extraction,
    resolution: Resolution,
}

fn actor(id: &str) -> Actor {
    Actor {
        actor_id: id.to_owned(),
        actor_type: ActorType::Person,
        name: id.to_owned(),
        sort_name: None,
        given_name: None,
        family_name: None,
        honorific_prefix: None,
        classification: None,
        wikidata_id: None,
        public_role: PublicRole::Unknown,
        is_registered: false,
        names: Vec::new(),
        identifiers: Vec::new(),
    }
}

fn sample(words: &[usize], places: &[(usize, usize, u8)]) -> Sample {
    let mut text = String::new();
    let mut spans = Vec::new();
    for word in words {
        let from = text.len();
        text.push_str(WORDS[*word]);
        spans.push(Span::between(from, text.len()));
        if word % 5 != 0 {
            text.push(' ');
        }
    }
    let document = Document::from_text("a.txt", text);
    let whole = document.whole();
    let segment = Segment {
        segment_type: SegmentType::Comment,
        span: whole,
        parent: None,
        author: Voice::Unknown,
        addressee: None,
        content: whole,
        cue: None,
        date: None,
        rule_id: "any",
    };
    let mut extraction = Extraction::default();
    let mut resolution = Resolution {
        actors: ["a", "b", "c"].map(actor).to_vec(),
        author_actors: vec![Some(0)],
        addressee_actors: vec![None],
        document_author: Some(1),
        ..Resolution::default()
    };
    for (from, n_words, kind) in places {
        let first = from % spans.len();
        let last = (first + n_words % 4).min(spans.len() - 1);
        let span = spans[first].cover(spans[last]);
        let who = (kind % 4).checked_sub(1).map(usize::from);
        if kind % 3 == 0 {
            extraction.statements.push(Statement {
                segment: 0,
                inside: extraction.statements.len().checked_sub(1),
                content: vec![span],
                cue: vec![spans[first]],
                cue_lemma: None,
                speaker: Speaker::Unknown,
                addressee: None,
                mode: Mode::ALL[usize::from(*kind) % Mode::ALL.len()],
                act: Act::ALL[usize::from(*kind) % Act::ALL.len()],
                is_negated: kind % 7 == 0,
                is_hypothetical: kind % 11 == 0,
                method: Method::Rule,
                rule_id: "any".to_owned(),
                confidence: None,
                review_status: ReviewStatus::Auto,
            });
            resolution.speaker_actors.push(who);
            resolution.statement_addressee_actors.push(None);
        } else {
            extraction.mentions.push(Mention {
                span,
                mention_type: MentionType::Name,
                kind: None,
                method: Method::Rule,
                rule_id: "any".to_owned(),
                confidence: None,
                stands_for: None,
            });
            resolution.mention_actors.push(who);
        }
    }
    Sample { document, segments: vec![segment], extraction, resolution }
}

fn any_sample() -> impl Strategy<Value = Sample> {
    let words = prop::collection::vec(0..WORDS.len(), 1..60);
    let places = prop::collection::vec((any::<usize>(), any::<usize>(), any::<u8>()), 0..24);
    (words, places).prop_map(|(words, places)| sample(&words, &places))
}

/// Answers by the length of the target, so that every answer occurs.
struct ByLength;

impl PolarityReader for ByLength {
    fn name(&self) -> &str {
        "by-length"
    }

    fn read(&self, text: &str, questions: &[Question]) -> Vec<Option<Probabilities>> {
        let answer = |question: &Question| {
            assert!(question.sentence.contains(question.target));
            let target = text.get(question.target.start_byte()..question.target.end_byte()).unwrap();
            match target.len() % 4 {
                0 => None,
                1 => Some(Probabilities { support: 0.8, oppose: 0.1, neutral: 0.1 }),
                2 => Some(Probabilities { support: 0.2, oppose: 0.6, neutral: 0.2 }),
                _ => Some(Probabilities { support: 0.1, oppose: 0.1, neutral: 0.8 }),
            }
        };
        questions.iter().map(answer).collect()
    }
}

fn issues() -> Vec<Issue> {
    vec![Issue {
        issue_id: "suspension".to_owned(),
        label: "suspension of b".to_owned(),
        definition: None,
        parent_id: None,
        wordings: vec!["Lind suspension".to_owned(), "–".to_owned(), String::new()],
        against: vec!["the Union".to_owned()],
        says_for: vec!["brilliant".to_owned()],
        says_against: vec!["no support".to_owned()],
    }]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_layers_give_rows_that_hold_together(sample in any_sample(), threshold in 0u8..10, keep_abstained: bool) {
        let lexicon = Lexicon::english().unwrap();
        let issues = issues();
        let layers = Layers {
            document: &sample.document,
            segments: &sample.segments,
            extraction: &sample.extraction,
            resolution: &sample.resolution,
            issues: &issues,
        };
        let least = f64::from(threshold) / 10.0;
        let options = Options { min_confidence: least, reader_min_confidence: least, keep_abstained };
        let found = find(layers, &lexicon, Some(&ByLength), &options);
        let again = find(layers, &lexicon, Some(&ByLength), &options);
        prop_assert_eq!(&found.stances, &again.stances);
        let mut pairs = BTreeSet::new();
        for stance in &found.stances {
            let holder = stance.holder.unwrap();
            let is_self = sample.resolution.actors[holder].actor_id == stance.target_id;
            prop_assert!(!is_self, "nobody takes a stance towards themselves");
            prop_assert!(pairs.insert((holder, stance.target_id.clone())), "one row for a holder and target");
            prop_assert!((-1.0..=1.0).contains(&stance.score));
            prop_assert!(stance.derived_from.is_none_or(|origin| origin < found.stances.len()));
            match stance.polarity {
                Some(_) => prop_assert!(stance.confidence.unwrap() >= options.min_confidence),
                None => prop_assert!(keep_abstained && stance.abstain_reason.is_some()),
            }
            let spans = std::iter::once(stance.evidence).chain(stance.further.iter().map(|evidence| evidence.span));
            for span in spans {
                let words = sample.document.text().get(span.start_byte()..span.end_byte());
                prop_assert!(words.is_some_and(|words| !words.trim().is_empty()));
            }
        }
    }
}
