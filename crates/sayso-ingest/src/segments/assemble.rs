//! From claims to the tree of segments.

use std::ops::Range;

use sayso_model::{Document, Segment, SegmentType, Span, Voice, fold_name};

use super::Segmentation;
use super::level::{Author, Claim, Level};
use super::lines::Page;
use super::rules::RULES;

/// How deep segments nest at most.
const MAX_DEPTH: usize = 4;

/// The rule id of text that no rule claims.
const BODY_RULE: &str = "body";

/// Where a region stands in the tree.
#[derive(Clone, Copy)]
struct Place {
    parent: Option<usize>,
    depth: usize,
}

struct Tree<'a> {
    page: &'a Page<'a>,
    out: Segmentation,
    n_unnamed: u32,
}

/// Runs the rules over a document and lays its segments out.
pub(super) fn assemble(document: &Document) -> Segmentation {
    let page = Page::read(document);
    let mut level = Level::new(&page, 0..page.lines.len(), None);
    for rule in RULES {
        (rule.apply)(&mut level);
    }
    let body = body_voice(document, &level);
    let mut tree = Tree { page: &page, out: Segmentation::default(), n_unnamed: 0 };
    tree.out.diagnostics.append(&mut level.diagnostics);
    let (n_lines, claims) = (page.lines.len(), level.into_claims());
    let mut next = 0;
    for claim in claims {
        tree.push_body(next..claim.first, &body);
        next = claim.last + 1;
        tree.push_claim(claim, Place { parent: None, depth: 0 });
    }
    tree.push_body(next..n_lines, &body);
    tree.finish()
}

/// The author of the running text: whom the text names, else whom the metadata name.
///
/// Where the text offers several names, the one that the metadata give wins.
fn body_voice(document: &Document, level: &Level<'_>) -> Voice {
    let known = document.metadata().author.as_deref().map(fold_name);
    let is_known =
        |name: &&Span| known.as_ref().is_some_and(|known| fold_name(document.slice(**name)) == *known);
    let named = level.author_names.iter().find(is_known).or(level.author_names.first());
    match (named, known) {
        (Some(name), _) => Voice::Named(*name),
        (None, Some(_)) => Voice::DocumentAuthor,
        (None, None) => Voice::Unknown,
    }
}

impl Tree<'_> {
    fn push_body(&mut self, lines: Range<usize>, author: &Voice) {
        if lines.is_empty() {
            return;
        }
        let span = self.page.cover(lines.start, lines.end - 1);
        self.out.segments.push(Segment {
            segment_type: SegmentType::Body,
            span,
            parent: None,
            author: author.clone(),
            addressee: None,
            content: span,
            cue: None,
            date: None,
            rule_id: BODY_RULE,
        });
    }

    /// Adds the segment of a claim and those inside it.
    fn push_claim(&mut self, claim: Claim, place: Place) {
        let span = self.page.cover(claim.first, claim.last);
        let content = claim.content.unwrap_or(span);
        let author = match claim.author {
            Author::Voice(voice) => voice,
            Author::OfRegionAt(byte) => self.voice_at(byte),
            Author::Commenter => {
                self.n_unnamed += 1;
                Voice::UnnamedCommenter(self.n_unnamed)
            }
        };
        let nth = self.out.segments.len();
        self.out.segments.push(Segment {
            segment_type: claim.segment_type,
            span,
            parent: place.parent,
            author,
            addressee: claim.addressee,
            content,
            cue: claim.cue,
            date: claim.date,
            rule_id: claim.rule_id,
        });
        let holds_others = matches!(
            claim.segment_type,
            SegmentType::Comment | SegmentType::SocialPost | SegmentType::Letter | SegmentType::BlockQuote
        );
        if holds_others && place.depth + 1 < MAX_DEPTH {
            let touches = |line: &usize| self.page.span(*line).overlaps(content);
            let first = (claim.first..=claim.last).find(touches).unwrap_or(claim.last + 1);
            let last = (claim.first..=claim.last).rev().find(touches).map_or(first, |last| last + 1);
            self.push_inside(
                first..last,
                claim.segment_type,
                Place { parent: Some(nth), depth: place.depth + 1 },
            );
        }
    }

    fn push_inside(&mut self, lines: Range<usize>, container: SegmentType, place: Place) {
        let mut level = Level::new(self.page, lines, Some(container));
        for rule in RULES.iter().filter(|rule| rule.is_nested) {
            (rule.apply)(&mut level);
        }
        self.out.diagnostics.append(&mut level.diagnostics);
        for claim in level.into_claims() {
            self.push_claim(claim, place);
        }
    }

    /// Whose voice the text at `byte` is, among the segments so far.
    fn voice_at(&self, byte: usize) -> Voice {
        let segments = &self.out.segments;
        let mut at = segments.partition_point(|segment| segment.span.start_byte() <= byte).checked_sub(1);
        while let Some(nth) = at {
            if segments[nth].span.contains_byte(byte) {
                return segments[nth].author.clone();
            }
            at = segments[nth].parent;
        }
        Voice::Unknown
    }

    fn finish(mut self) -> Segmentation {
        let count = |segment_type| {
            self.out.segments.iter().filter(|segment| segment.segment_type == segment_type).count() as u64
        };
        let n_blocks =
            count(SegmentType::SocialPost) + count(SegmentType::BlockQuote) + count(SegmentType::Letter);
        let n_missing =
            self.out.diagnostics.iter().filter(|diagnostic| diagnostic.code == "missing_content").count()
                as u64;
        let is_unattributed = |segment: &&Segment| {
            segment.author == Voice::Unknown
                && matches!(
                    segment.segment_type,
                    SegmentType::SocialPost | SegmentType::BlockQuote | SegmentType::Letter
                )
        };
        let n_unattributed = self.out.segments.iter().filter(is_unattributed).count() as u64;
        self.out.coverage = vec![
            ("paragraphs_seen", self.page.n_paragraphs() as u64),
            ("segments_found", self.out.segments.len() as u64),
            ("comments_found", count(SegmentType::Comment)),
            ("blocks_announced", n_blocks + n_missing),
            ("blocks_found", n_blocks),
            ("blocks_attributed", n_blocks - n_unattributed),
        ];
        self.out.diagnostics.sort_by_key(|diagnostic| diagnostic.span);
        self.out
    }
}
