//! Whether decoding gives what the model's authors decode: their fixtures (`training/fixtures`), made by PyTorch in 32-bit floats.
//!
//! Rounding to int8 moves scores a little, so what is near a threshold may fall on either side of it; all else must be the same.

use serde::Deserialize;

use super::Findings;
use super::testing::MODEL;

const FIXTURES: [&str; 12] = [
    include_str!("../../../../training/fixtures/apostrophes.json"),
    include_str!("../../../../training/fixtures/curly.json"),
    include_str!("../../../../training/fixtures/emoji.json"),
    include_str!("../../../../training/fixtures/indirect.json"),
    include_str!("../../../../training/fixtures/long_paragraph.json"),
    include_str!("../../../../training/fixtures/long_word.json"),
    include_str!("../../../../training/fixtures/multi_paragraph_quote.json"),
    include_str!("../../../../training/fixtures/nested_quotes.json"),
    include_str!("../../../../training/fixtures/no_attribution.json"),
    include_str!("../../../../training/fixtures/plain.json"),
    include_str!("../../../../training/fixtures/transcript.json"),
    include_str!("../../../../training/fixtures/unknown.json"),
];

/// How far a probability may be from the authors', but for one in twenty.
const TOLERANCE: f64 = 0.1;

#[derive(Deserialize)]
struct Fixture {
    name: String,
    text: String,
    attributions: Vec<ExpectedAttribution>,
    mentions: Vec<ExpectedMention>,
    antecedents: Vec<ExpectedAntecedent>,
}

#[derive(Deserialize)]
struct ExpectedAttribution {
    window: usize,
    cue_words: (usize, usize),
    source_words: Option<(usize, usize)>,
    content_words: Vec<(usize, usize)>,
    kept: bool,
    confidence: f64,
}

#[derive(Deserialize)]
struct ExpectedMention {
    text: String,
    kind: usize,
    #[serde(rename = "type")]
    entity: usize,
    score: f64,
}

#[derive(Deserialize)]
struct ExpectedAntecedent {
    mention: usize,
    antecedent: Option<usize>,
    probability: f64,
}

fn fixtures() -> Vec<Fixture> {
    FIXTURES.iter().map(|fixture| serde_json::from_str(fixture).unwrap()).collect()
}

#[test]
fn attributions_are_those_of_the_authors() {
    let model = &MODEL;
    let least = f64::from(model.settings.decode.conf_min);
    let (mut n_compared, mut n_found, mut n_same, mut n_close) = (0, 0, 0, 0);
    for fixture in fixtures() {
        let n_windows = model.reader.windows(&fixture.text).unwrap().len();
        for nth in 0..n_windows {
            let window = &model.reader.windows(&fixture.text).unwrap()[nth];
            let scores = model.reader.read(window);
            let found = super::attributions::find(&model.reader, &model.settings, window, &scores);
            let words = |range: sayso_encoder::WordRange| (range.first, range.last);
            for expected in fixture.attributions.iter().filter(|expected| expected.window == nth) {
                if (expected.confidence - least).abs() < TOLERANCE {
                    continue;
                }
                n_compared += 1;
                let same = found.iter().find(|found| words(found.cue) == expected.cue_words);
                assert_eq!(same.is_some(), expected.kept, "{}: {:?}", fixture.name, expected.cue_words);
                let Some(same) = same else { continue };
                n_found += 1;
                assert_eq!(same.source.map(words), expected.source_words, "{}", fixture.name);
                let content: Vec<_> = same.content.iter().copied().map(words).collect();
                n_same += usize::from(content == expected.content_words);
                n_close += usize::from((f64::from(same.confidence) - expected.confidence).abs() < TOLERANCE);
            }
        }
    }
    assert!(n_compared >= 15, "{n_compared}");
    assert!(20 * n_close >= 19 * n_found, "{n_close} of {n_found} confidences are close");
    assert!(20 * n_same >= 19 * n_found, "{n_same} of {n_found} contents are the same");
}

/// The mention of the authors' that stands at each of ours, by order among mentions of the same words and kind.
fn spans(findings: &Findings, text: &str) -> Vec<(String, usize, usize)> {
    let words = |span: sayso_model::Span| text[span.start_byte()..span.end_byte()].to_owned();
    findings.mentions.iter().map(|found| (words(found.span), found.kind as usize, found.entity)).collect()
}

#[test]
fn mentions_and_antecedents_are_those_of_the_authors() {
    let model = &MODEL;
    let (mut n_links, mut n_same) = (0, 0);
    for fixture in fixtures() {
        let findings = model.read_whole(&fixture.text).unwrap();
        let found = spans(&findings, &fixture.text);
        for expected in fixture.mentions.iter().filter(|expected| expected.score > 0.75) {
            let row = (expected.text.clone(), expected.kind, expected.entity);
            assert!(found.contains(&row), "{}: {row:?}", fixture.name);
        }
        let is_alike =
            found.iter().map(|(words, ..)| words).eq(fixture.mentions.iter().map(|mention| &mention.text));
        for expected in fixture.antecedents.iter().filter(|expected| is_alike && expected.probability > 0.75)
        {
            n_links += 1;
            n_same +=
                usize::from(findings.antecedent(expected.mention).map(|(at, _)| at) == expected.antecedent);
        }
    }
    assert!(n_links >= 20, "{n_links}");
    assert_eq!(n_same, n_links);
}
