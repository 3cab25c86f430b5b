//! What is read once more, each passage as a text of its own: posts, letters and displayed quotations within another text, and long
//! quotations.
//!
//! A reader of the whole text sees hardly any reports there, for in the texts that it was trained on nobody has coded what is said
//! within a quotation. Without the marks around it, a quotation is a text like any other.

use sayso_model::{Act, SegmentType, Span, Statement};

use crate::reading::Reading;
use crate::rules::is_set_apart;

/// Passages of one kind.
pub(super) struct Passages {
    /// In text order.
    pub(super) spans: Vec<Span>,
    /// Reports within them must be at least this sure.
    min_confidence: f64,
}

/// What reading again takes.
struct Bar {
    /// Words that a quotation must have.
    min_words: usize,
    /// How sure a report must be.
    min_confidence: f64,
}

/// In segments that are set apart.
const IN_SET_APART: Bar = Bar { min_words: 10, min_confidence: 0.5 };

/// Elsewhere: of what is found in the quotations of news, more is no report (PolNeAR dev).
const ELSEWHERE: Bar = Bar { min_words: 40, min_confidence: 0.9 };

/// What is read again, outer passages before those within them.
pub(super) fn passages(reading: &Reading) -> [Passages; 3] {
    let segments = reading.segments;
    let first_body = segments.iter().position(|segment| segment.segment_type == SegmentType::Body);
    let within_text = segments.iter().skip(first_body.unwrap_or(segments.len()));
    let set_apart = within_text.filter(|segment| is_set_apart(segment.segment_type));
    [
        Passages {
            spans: set_apart.map(|segment| segment.content).collect(),
            min_confidence: IN_SET_APART.min_confidence,
        },
        Passages { spans: quotations(reading, true).collect(), min_confidence: IN_SET_APART.min_confidence },
        Passages { spans: quotations(reading, false).collect(), min_confidence: ELSEWHERE.min_confidence },
    ]
}

/// Quotations of some length, between their marks, in text order: those of segments that are set apart, or of others.
fn quotations<'a>(reading: &'a Reading, in_set_apart: bool) -> impl Iterator<Item = Span> + 'a {
    let min_words = if in_set_apart { IN_SET_APART } else { ELSEWHERE }.min_words;
    let parts = reading.quotations.iter().flat_map(|quotation| &quotation.parts);
    parts.filter_map(move |part| {
        let segment = &reading.segments[reading.unit_of(part.open_token)?.segment];
        let is_long = || reading.document.slice(part.inner).split_whitespace().nth(min_words - 1).is_some();
        (is_set_apart(segment.segment_type) == in_set_apart && is_long()).then_some(part.inner)
    })
}

impl Passages {
    /// Whether a statement found there is a report: by a word of speech that a list knows, and sure enough.
    pub(super) fn reports(&self, statement: &Statement) -> bool {
        statement.cue_lemma.is_some()
            && matches!(statement.act, Act::Speech | Act::Writing)
            && statement.confidence.is_some_and(|sure| sure >= self.min_confidence)
    }
}

#[cfg(test)]
mod tests {
    use sayso_model::{Document, Segment, Voice};

    use super::*;
    use crate::Language;

    fn passages_of(lines: &[(SegmentType, &str)]) -> [Vec<String>; 3] {
        let text = lines.iter().map(|(_, line)| *line).collect::<Vec<_>>().join("\n");
        let document = Document::from_text("a.txt", &text);
        let segments: Vec<Segment> = lines
            .iter()
            .map(|(segment_type, line)| {
                let span = Span::of_length(text.find(line).unwrap(), line.len());
                let (_, body) = crate::testing::body(&text);
                Segment {
                    segment_type: *segment_type,
                    span,
                    content: span,
                    author: Voice::Unknown,
                    ..body[0].clone()
                }
            })
            .collect();
        let language = Language::english().unwrap();
        let reading = Reading::new(&document, &segments, &language);
        passages(&reading)
            .map(|found| found.spans.iter().map(|span| document.slice(*span).to_owned()).collect())
    }

    #[test]
    fn posts_within_a_text_are_read_again_and_posts_alone_are_not() {
        let quoted = "one two three four five six seven eight nine ten";
        let post = format!("Nora Hart says: “{quoted}”");
        let body = "Nora Hart wrote this:";
        let within = passages_of(&[(SegmentType::Body, body), (SegmentType::SocialPost, &post)]);
        assert_eq!(within, [vec![post.clone()], vec![quoted.to_owned()], Vec::new()]);
        let alone = passages_of(&[(SegmentType::SocialPost, &post)]);
        assert_eq!(alone, [Vec::new(), vec![quoted.to_owned()], Vec::new()]);
    }

    #[test]
    fn elsewhere_only_long_quotations_are() {
        let of_length = |n_words| vec!["word"; n_words].join(" ");
        for (n_words, is_long) in [(39, false), (40, true)] {
            let [_, _, elsewhere] = passages_of(&[(SegmentType::Body, &format!("“{}”", of_length(n_words)))]);
            assert_eq!(!elsewhere.is_empty(), is_long, "{n_words}");
        }
    }
}
