//! Whether the crate computes what the model's authors computed: their fixtures, from the tokeniser to the antecedents.
//!
//! The fixtures hold the results of the trained model in 32-bit floats (PyTorch); `training/SPEC.md` tells what each field is.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use proptest::prelude::*;
use serde::Deserialize;

use crate::error::ModelError;
use crate::heads::{Relation, Scores, WordMatch, WordRange};
use crate::kernels::Instructions;
use crate::reader::Reader;
use crate::window::Window;

const MODELS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/models/");
const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../training/fixtures/");

static READER: LazyLock<Reader> =
    LazyLock::new(|| load("reader-int8.safetensors").expect("the model is there"));

/// A model with its tokeniser, or `None` where the file is not there.
fn load(model_name: &str) -> Option<Reader> {
    let model = std::fs::read(format!("{MODELS}{model_name}")).ok()?;
    let tokeniser = std::fs::read(format!("{MODELS}tokenizer.json")).expect("the tokeniser is there");
    Some(Reader::load(&model, &tokeniser).expect("the model loads"))
}

#[derive(Deserialize)]
struct TokeniserCase {
    text: String,
    ids: Vec<u32>,
    offsets: Vec<(usize, usize)>,
    words: Vec<u32>,
}

#[derive(Deserialize)]
struct Fixture {
    name: String,
    text: String,
    windows: Vec<FixtureWindow>,
    mentions: Vec<Mention>,
    antecedents: Vec<Antecedent>,
}

#[derive(Deserialize)]
struct FixtureWindow {
    ids: Vec<u32>,
    case: Vec<u8>,
    quote: Vec<u8>,
    pstart: Vec<u8>,
    first: Vec<usize>,
    start: Vec<usize>,
    end: Vec<usize>,
    para: Vec<usize>,
    logits: Logits,
    cues: Vec<(usize, usize)>,
    /// A row a word for each cue.
    srl_logits: Vec<Vec<Vec<f64>>>,
    /// First and last word of a cue and of a source, a type, a probability.
    source_links: Vec<(usize, usize, usize, usize, usize, f64)>,
}

#[derive(Deserialize)]
struct Logits {
    tag: Vec<Vec<f64>>,
    name: Vec<Vec<f64>>,
    nominal: Vec<Vec<f64>>,
    pron: Vec<Vec<f64>>,
}

#[derive(Deserialize)]
struct Mention {
    start: usize,
    end: usize,
    kind: usize,
    #[serde(rename = "type")]
    type_: usize,
    text: String,
}

#[derive(Deserialize)]
struct Antecedent {
    mention: usize,
    antecedent: Option<usize>,
    probability: f64,
}

fn fixtures() -> Vec<Fixture> {
    let mut paths: Vec<_> = std::fs::read_dir(FIXTURES).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.retain(|path| path.is_file() && !path.ends_with("tokenizer_cases.json"));
    assert!(paths.len() >= 12);
    paths.iter().map(|path| serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()).collect()
}

fn byte_of(text: &str, at_char: usize) -> usize {
    text.char_indices().nth(at_char).map_or(text.len(), |(at_byte, _)| at_byte)
}

fn ranges(pairs: &[(usize, usize)]) -> Vec<WordRange> {
    pairs.iter().map(|&(first, last)| WordRange { first, last }).collect()
}

/// How far probabilities are from those of the fixtures.
#[derive(Clone, Copy, Debug, Default)]
struct Difference {
    largest: f64,
    total: f64,
    n: usize,
}

impl Difference {
    fn add(&mut self, ours: f64, theirs: f64) {
        let difference = (ours - theirs).abs();
        self.largest = self.largest.max(difference);
        self.total += difference;
        self.n += 1;
    }

    fn add_rows<const N: usize>(&mut self, ours: &[[f32; N]], theirs: &[Vec<f64>]) {
        assert_eq!(ours.len(), theirs.len());
        for (ours, logits) in ours.iter().zip(theirs) {
            let total: f64 = logits.iter().map(|logit| logit.exp()).sum();
            for (ours, logit) in ours.iter().zip(logits) {
                self.add(f64::from(*ours).exp(), logit.exp() / total);
            }
        }
    }
}

#[test]
fn the_tokeniser_gives_the_pieces_of_the_fixtures() {
    let cases = std::fs::read(format!("{FIXTURES}tokenizer_cases.json")).unwrap();
    let cases: Vec<TokeniserCase> = serde_json::from_slice(&cases).unwrap();
    assert!(cases.len() > 200);
    for case in cases {
        let encoding = READER.encode(&case.text).unwrap();
        assert_eq!(encoding.get_ids(), case.ids, "{:?}", case.text);
        let words: Vec<u32> = encoding.get_word_ids().iter().map(|word| word.unwrap()).collect();
        assert_eq!(words, case.words, "{:?}", case.text);
        let expected: Vec<(usize, usize)> = case
            .offsets
            .iter()
            .map(|(start, end)| (byte_of(&case.text, *start), byte_of(&case.text, *end)))
            .collect();
        assert_eq!(encoding.get_offsets(), expected, "{:?}", case.text);
    }
}

#[test]
fn windows_and_features_are_those_of_the_fixtures() {
    for fixture in fixtures() {
        let windows = READER.windows(&fixture.text).unwrap();
        assert_eq!(windows.len(), fixture.windows.len(), "{}", fixture.name);
        for (window, expected) in windows.iter().zip(&fixture.windows) {
            assert_eq!(window.pieces.ids, expected.ids, "{}", fixture.name);
            assert_eq!(window.pieces.case, expected.case, "{}", fixture.name);
            assert_eq!(window.pieces.quote, expected.quote, "{}", fixture.name);
            assert_eq!(window.pieces.start, expected.pstart, "{}", fixture.name);
            assert_eq!(window.words.len(), expected.first.len());
            for (nth, word) in window.words.iter().enumerate() {
                assert_eq!(word.first_piece, expected.first[nth]);
                assert_eq!(word.paragraph, expected.para[nth]);
                let span =
                    byte_of(&fixture.text, expected.start[nth])..byte_of(&fixture.text, expected.end[nth]);
                assert_eq!(word.span, span, "{}", fixture.name);
            }
        }
    }
}

/// Largest and mean difference of probabilities that each head may show; a little above what the model shows.
const BOUNDS: [(&str, f64, f64); 7] = [
    ("tags", 0.15, 0.0035),
    ("names", 0.08, 0.0006),
    ("nominals", 0.1, 0.0025),
    ("pronouns", 0.06, 0.0015),
    ("cue roles", 0.3, 0.0016),
    ("links", 0.15, 0.0025),
    ("antecedents", 0.08, 0.009),
];

#[test]
fn scores_are_close_to_those_of_the_fixtures() {
    for model in ["reader-int8.safetensors", "reader.safetensors"] {
        // The larger file is not part of the repository.
        let Some(reader) = load(model) else {
            assert_ne!(model, "reader-int8.safetensors");
            continue;
        };
        let mut found: BTreeMap<&str, Difference> = BTreeMap::new();
        for fixture in fixtures() {
            let windows = reader.windows(&fixture.text).unwrap();
            let scores: Vec<Scores> = windows.iter().map(|window| reader.read(window)).collect();
            for ((window, scores), expected) in windows.iter().zip(&scores).zip(&fixture.windows) {
                let logits = &expected.logits;
                found.entry("tags").or_default().add_rows(&scores.tags, &logits.tag);
                found.entry("names").or_default().add_rows(&scores.names, &logits.name);
                found.entry("nominals").or_default().add_rows(&scores.nominals, &logits.nominal);
                found.entry("pronouns").or_default().add_rows(&scores.pronouns, &logits.pron);
                let cues = ranges(&expected.cues);
                let roles = reader.cue_roles(&window.words, scores, &cues);
                assert_eq!(roles.len(), cues.len());
                for (roles, logits) in roles.iter().zip(&expected.srl_logits) {
                    found.entry("cue roles").or_default().add_rows(roles, logits);
                }
                for &(first, last, source_first, source_last, _, probability) in &expected.source_links {
                    let cue = cues.iter().position(|cue| (cue.first, cue.last) == (first, last)).unwrap();
                    let source = WordRange { first: source_first, last: source_last };
                    let links = reader.links(&window.words, scores, &cues, &[source]);
                    found.entry("links").or_default().add(f64::from(links[cue][0]), probability);
                }
            }
            antecedents(&reader, &fixture, &windows, &scores, found.entry("antecedents").or_default());
        }
        for (head, largest, mean) in BOUNDS {
            let difference = found[head];
            let found_mean = difference.total / difference.n as f64;
            println!(
                "{model} {head}: {:.4} at most, {found_mean:.5} on average, n = {}",
                difference.largest, difference.n
            );
            assert!(difference.largest < largest, "{model} {head} {difference:?}");
            assert!(found_mean < mean, "{model} {head} {difference:?}");
        }
    }
}

/// Scores the antecedent that the fixture names against all candidates, as section 8 of the specification says.
fn antecedents(
    reader: &Reader,
    fixture: &Fixture,
    windows: &[Window],
    scores: &[Scores],
    difference: &mut Difference,
) {
    let text = &fixture.text;
    let pronouns = &reader.config()["pronouns"];
    let mentions: Vec<_> = fixture
        .mentions
        .iter()
        .map(|mention| {
            let (start_byte, end_byte) = (byte_of(text, mention.start), byte_of(text, mention.end));
            assert_eq!(text[start_byte..end_byte], mention.text);
            let at = |window: &Window| window.words.iter().position(|word| word.span.start == start_byte);
            let nth = windows.iter().position(|window| at(window).is_some()).unwrap();
            let words = &windows[nth].words;
            let first = at(&windows[nth]).unwrap();
            let last = words.iter().position(|word| word.span.end == end_byte).unwrap();
            let lower: Vec<String> =
                words[first..=last].iter().map(|word| text[word.span.clone()].to_lowercase()).collect();
            let class = match mention.kind {
                2 => pronouns[&lower[0]].as_u64().unwrap_or(10) as usize,
                _ => 0,
            };
            let row = 4 * mention.kind + mention.type_;
            let vector = reader.mention(&scores[nth], WordRange { first, last }, row, class);
            (mention, vector, lower, words[first].clone())
        })
        .collect();
    for expected in &fixture.antecedents {
        let (anaphor, vector, lower, word) = &mentions[expected.mention];
        let mut logits = vec![(None, vector.no_antecedent)];
        let earlier = mentions[..expected.mention].iter().enumerate().rev();
        for (nth, candidate) in earlier.filter(|(_, other)| other.0.end <= anaphor.start).take(40) {
            let word_match = if lower == &candidate.2 {
                WordMatch::All
            } else if lower.last() == candidate.2.last() {
                WordMatch::LastWord
            } else if candidate.2.contains(lower.last().unwrap()) {
                WordMatch::Contained
            } else {
                WordMatch::None
            };
            let relation = Relation {
                rank: logits.len(),
                paragraphs_back: word.paragraph - candidate.3.paragraph,
                word_match,
                is_anaphor_quoted: word.is_quoted(),
                is_candidate_quoted: candidate.3.is_quoted(),
            };
            logits.push((Some(nth), reader.pair(vector, &candidate.1, relation)));
        }
        let total: f64 = logits.iter().map(|(_, logit)| f64::from(*logit).exp()).sum();
        let chosen = logits.iter().find(|(nth, _)| *nth == expected.antecedent).unwrap();
        difference.add(f64::from(chosen.1).exp() / total, expected.probability);
    }
}

/// All numbers of all heads of a text, as bits.
fn bits(instructions: Instructions, text: &str) -> Vec<u32> {
    let reader = load("reader-int8.safetensors").unwrap().with_instructions(instructions);
    let mut out = Vec::new();
    for window in reader.windows(text).unwrap() {
        let scores = reader.read(&window);
        let cues = [WordRange { first: 1, last: 1 }, WordRange { first: 3, last: 4 }];
        let sources = [WordRange { first: 0, last: 0 }];
        out.extend(
            scores.tags.iter().flatten().chain(scores.names.iter().flatten()).map(|value| value.to_bits()),
        );
        out.extend(scores.nominals.iter().flatten().map(|value| value.to_bits()));
        out.extend(scores.pronouns.iter().flatten().map(|value| value.to_bits()));
        let roles = reader.cue_roles(&window.words, &scores, &cues);
        out.extend(roles.iter().flatten().flatten().map(|value| value.to_bits()));
        let links = reader.links(&window.words, &scores, &cues, &sources);
        out.extend(links.iter().flatten().map(|value| value.to_bits()));
        out.push(reader.mention(&scores, cues[1], 0, 0).no_antecedent.to_bits());
    }
    out
}

#[test]
fn every_processor_reads_the_same_bits() {
    let text = "Mayor Quill said the bridge will open. “We are ready,” she told reporters.\nNobody else replied to the letter.";
    let expected = bits(Instructions::Portable, text);
    assert!(!expected.is_empty());
    for instructions in Instructions::available() {
        assert!(bits(instructions, text) == expected, "{instructions:?}");
    }
}

#[test]
fn a_window_reads_the_same_after_any_other() {
    let windows = READER.windows("Nobody replied, she said.").unwrap();
    let before = READER.read(&windows[0]).tags;
    for fixture in fixtures() {
        for window in READER.windows(&fixture.text).unwrap() {
            READER.read(&window);
        }
        assert!(READER.read(&windows[0]).tags == before, "{}", fixture.name);
    }
}

#[test]
fn files_of_another_form_are_refused() {
    let tokeniser = std::fs::read(format!("{MODELS}tokenizer.json")).unwrap();
    let model = std::fs::read(format!("{MODELS}reader-int8.safetensors")).unwrap();
    assert!(matches!(Reader::load(b"no model", &tokeniser), Err(ModelError::Unreadable { .. })));
    assert!(matches!(Reader::load(&model, b"no tokeniser"), Err(ModelError::Tokeniser { .. })));
    for (part, other) in [
        (&b"\"format\":\"sayso-reader\""[..], &b"\"format\":\"sayso-writer\""[..]),
        (b"\\\"spec\\\": 2", b"\\\"spec\\\": 3"),
    ] {
        let at = model.windows(part.len()).position(|window| window == part).unwrap();
        let mut model = model.clone();
        model[at..at + part.len()].copy_from_slice(other);
        assert!(matches!(Reader::load(&model, &tokeniser), Err(ModelError::WrongConfig { .. })));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_cut_into_words_that_lie_in_it(text in "(\\PC|[\\x00-\\x20“”'\".\u{301}\u{200b}]|[a-z]{1,3}){0,300}") {
        let mut end_byte = 0;
        for window in READER.windows(&text).unwrap() {
            prop_assert!(window.pieces.ids.len() <= 162);
            for word in &window.words {
                prop_assert!(text.get(word.span.clone()).is_some_and(|word| !word.is_empty()));
                prop_assert!(word.span.start >= end_byte);
                end_byte = word.span.end;
            }
        }
    }

    #[test]
    fn any_text_is_read(text in "(\\PC|[ \n“”'\".]|[a-z]{1,3}){0,40}") {
        for window in READER.windows(&text).unwrap() {
            let scores = READER.read(&window);
            prop_assert_eq!(scores.n_words(), window.words.len());
            prop_assert!(scores.tags.iter().flatten().all(|value| value.is_finite()));
        }
    }
}
