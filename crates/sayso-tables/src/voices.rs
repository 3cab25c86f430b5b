//! Whose words stand where: the segment that holds a place, the words that name a speaker, and whose text reports a statement.

use sayso_model::{Mode, Segment, Span};

use crate::view::View;

/// How many mentions within a speaker's words are looked at. No name holds more, and a text made to be slow may.
const MENTIONS_OF_A_SPEAKER: usize = 32;

/// Finds the innermost segment at a byte, in logarithmic time.
pub(crate) struct InnermostSegments {
    /// From each byte on, up to the next entry's: the innermost segment.
    changes: Vec<(usize, Option<usize>)>,
}

impl InnermostSegments {
    pub(crate) fn new(segments: &[Segment]) -> Self {
        let mut order: Vec<usize> = (0..segments.len()).collect();
        order.sort_by_key(|at| segments[*at].span);
        let mut changes = Vec::with_capacity(2 * segments.len());
        let mut open: Vec<usize> = Vec::new();
        for at in order {
            close_until(segments[at].span.start_byte(), segments, &mut open, &mut changes);
            changes.push((segments[at].span.start_byte(), Some(at)));
            open.push(at);
        }
        close_until(usize::MAX, segments, &mut open, &mut changes);
        Self { changes }
    }

    pub(crate) fn at(&self, byte: usize) -> Option<usize> {
        let after = self.changes.partition_point(|(from, _)| *from <= byte);
        self.changes[..after].last()?.1
    }
}

/// Leaves the segments that end at or before `byte`.
fn close_until(
    byte: usize,
    segments: &[Segment],
    open: &mut Vec<usize>,
    changes: &mut Vec<(usize, Option<usize>)>,
) {
    while let Some(&innermost) = open.last() {
        let end_byte = segments[innermost].span.end_byte();
        if end_byte > byte {
            break;
        }
        open.pop();
        changes.push((end_byte, open.last().copied()));
    }
}

impl View<'_> {
    /// The mention that a statement's speaker is known from: the one with the speaker's very words, or else the first one within
    /// them that points at the same actor.
    pub(crate) fn speaker_mention(&self, nth: usize, words: Span) -> Option<usize> {
        let mentions = &self.layers.extraction.mentions;
        let from = mentions.partition_point(|mention| mention.span.start_byte() < words.start_byte());
        let mut within = Vec::new();
        for (at, mention) in mentions.iter().enumerate().skip(from).take(MENTIONS_OF_A_SPEAKER) {
            if mention.span == words {
                return Some(at);
            }
            if words.contains(mention.span) {
                within.push(at);
            }
        }
        let speaker = self.speaker_of(nth)?;
        within.into_iter().find(|at| self.mentioned(*at) == Some(speaker))
    }

    /// In whose text a statement is reported.
    ///
    /// - Inside another statement's content, it is that statement's speaker who reports it.
    /// - A block (a post, letter or displayed quotation) is reported by the voice that introduces it: the author of the segment
    ///   in which its cue stands, or without a cue of the segment that holds it, or of the document.
    /// - Anything else is reported by the author of its segment.
    pub(crate) fn reporter(&self, nth: usize) -> Option<usize> {
        let statement = &self.layers.extraction.statements[nth];
        if let Some(outer) = statement.inside {
            return self.speaker_of(outer);
        }
        if statement.mode != Mode::Block {
            return self.author_of(statement.segment);
        }
        let block = self.layers.segments.get(statement.segment)?;
        let outside = statement.cue.iter().find(|cue| !block.span.overlaps(**cue));
        let introduced_in = outside.and_then(|cue| self.segment_at(cue.start_byte()));
        match introduced_in.or(block.parent) {
            Some(segment) => self.author_of(segment),
            None => self.layers.resolution.document_author,
        }
    }
}

#[cfg(test)]
mod tests {
    use sayso_model::Voice;

    use super::*;
    use crate::samples::Sample;
    use proptest::prelude::*;
    use sayso_model::SegmentType;

    fn segment(start_byte: usize, n_bytes: usize, parent: Option<usize>) -> Segment {
        let span = Span::of_length(start_byte, n_bytes);
        Segment {
            segment_type: SegmentType::Body,
            span,
            parent,
            author: Voice::Unknown,
            addressee: None,
            content: span,
            cue: None,
            date: None,
            rule_id: "test",
        }
    }

    #[test]
    fn the_innermost_segment_is_found() {
        let segments =
            [segment(0, 10, None), segment(2, 6, Some(0)), segment(2, 2, Some(1)), segment(12, 3, None)];
        let innermost = InnermostSegments::new(&segments);
        for (byte, expected) in [
            (0, Some(0)),
            (1, Some(0)),
            (2, Some(2)),
            (3, Some(2)),
            (4, Some(1)),
            (7, Some(1)),
            (8, Some(0)),
            (10, None),
            (12, Some(3)),
            (15, None),
        ] {
            assert_eq!(innermost.at(byte), expected, "{byte}");
        }
        assert_eq!(InnermostSegments::new(&[]).at(3), None);
    }

    proptest! {
        /// Any two of these either nest or lie apart, as segments do.
        #[test]
        fn agrees_with_looking_at_every_segment(cuts in prop::collection::vec((0usize..6, 0usize..4), 0..20)) {
            let mut segments: Vec<Segment> = Vec::new();
            for (cell, depth) in cuts {
                let n_bytes = 64 >> depth;
                let new = segment(cell * 64, n_bytes, None);
                if segments.iter().all(|other| other.span != new.span) {
                    segments.push(new);
                }
            }
            let innermost = InnermostSegments::new(&segments);
            for byte in 0..6 * 64 {
                let holding = (0..segments.len()).filter(|at| segments[*at].span.contains_byte(byte));
                prop_assert_eq!(innermost.at(byte), holding.min_by_key(|at| segments[*at].span.n_bytes()));
            }
        }
    }

    #[test]
    fn reporters_are_those_in_whose_text_it_stands() {
        let mut sample = Sample::letter();
        let [ann, bo] = [1, 2];
        let reporters = |sample: &Sample| {
            let layers = sample.layers();
            let view = View::new(&layers);
            [view.reporter(0), view.reporter(1)]
        };
        assert_eq!(
            reporters(&sample),
            [Some(bo), Some(ann)],
            "the letter in Bo’s page, the saying in Ann’s letter"
        );
        sample.extraction.statements[1].inside = None;
        assert_eq!(reporters(&sample)[1], Some(ann), "the letter is her text, also where nothing is nested");
        sample.extraction.statements[0].cue.clear();
        assert_eq!(reporters(&sample)[0], Some(bo), "without a cue, the voice around the letter");
        sample.segments[1].parent = None;
        sample.resolution.author_actors[0] = None;
        assert_eq!(reporters(&sample)[0], Some(bo), "with nothing around it, the author of the document");
    }

    #[test]
    fn a_speaker_is_known_from_the_mention_within_its_words() {
        let mut sample = Sample::letter();
        let words = sample.span("Ann Park writes");
        let named = sample.span("Ann Park");
        let mention = |sample: &Sample, words| {
            let layers = sample.layers();
            let view = View::new(&layers);
            view.speaker_mention(0, words).map(|at| layers.extraction.mentions[at].span)
        };
        assert_eq!(mention(&sample, named), Some(named));
        assert_eq!(mention(&sample, words), Some(named));
        sample.resolution.speaker_actors[0] = Some(0);
        assert_eq!(mention(&sample, words), None, "the name within is somebody else’s");
    }
}
