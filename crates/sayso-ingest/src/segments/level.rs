//! One level of the tree while rules claim its lines.

use std::ops::Range;

use sayso_model::{Diagnostic, SegmentType, Severity, Span, Stage, Voice};

use super::lines::Page;

/// Who is the author of a claimed region, as far as its rule can tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Author {
    /// This voice.
    Voice(Voice),
    /// A commenter who gives no name.
    Commenter,
    /// Whoever's voice the text at this byte is.
    OfRegionAt(usize),
}

impl Author {
    /// The one whom these words name, if there are any.
    pub(crate) fn named(name: Option<Span>) -> Self {
        Self::Voice(name.map_or(Voice::Unknown, Voice::Named))
    }
}

/// Lines that a rule takes for a segment.
#[derive(Clone, Debug)]
pub(crate) struct Claim {
    /// What kind of region.
    pub(crate) segment_type: SegmentType,
    /// First line.
    pub(crate) first: usize,
    /// Last line.
    pub(crate) last: usize,
    /// Whose voice.
    pub(crate) author: Author,
    /// The words that name the one who is addressed.
    pub(crate) addressee: Option<Span>,
    /// Its own words; `None` = all of it.
    pub(crate) content: Option<Span>,
    /// The words that introduce it.
    pub(crate) cue: Option<Span>,
    /// The date it shows.
    pub(crate) date: Option<String>,
    /// The rule.
    pub(crate) rule_id: &'static str,
}

impl Claim {
    /// A claim to the lines `first..=last` by nobody known.
    pub(crate) fn new(rule_id: &'static str, segment_type: SegmentType, first: usize, last: usize) -> Self {
        let author = Author::Voice(Voice::Unknown);
        Self {
            segment_type,
            first,
            last,
            author,
            addressee: None,
            content: None,
            cue: None,
            date: None,
            rule_id,
        }
    }
}

/// The lines of one region, and which of them rules have claimed.
///
/// Invariant: no two claims share a line.
pub(crate) struct Level<'a> {
    /// The text.
    pub(crate) page: &'a Page<'a>,
    /// The region's own lines.
    pub(crate) lines: Range<usize>,
    /// What kind of segment the region lies in; `None` for the whole text.
    pub(crate) container: Option<SegmentType>,
    /// Where the text names its author: the byline before the biography.
    pub(crate) author_names: Vec<Span>,
    /// What rules saw and could not use.
    pub(crate) diagnostics: Vec<Diagnostic>,
    claims: Vec<Claim>,
    claim_of_line: Vec<Option<usize>>,
}

impl<'a> Level<'a> {
    /// A level without claims.
    pub(crate) fn new(page: &'a Page<'a>, lines: Range<usize>, container: Option<SegmentType>) -> Self {
        let claim_of_line = vec![None; lines.len()];
        let (diagnostics, claims) = (Vec::new(), Vec::new());
        Self { page, lines, container, author_names: Vec::new(), diagnostics, claims, claim_of_line }
    }

    /// The claim that has the line.
    pub(crate) fn claim_at(&self, line: usize) -> Option<&Claim> {
        let nth = line.checked_sub(self.lines.start)?;
        let claim = (*self.claim_of_line.get(nth)?)?;
        self.claims.get(claim)
    }

    /// Whether the line belongs to this level and no rule has it.
    pub(crate) fn is_free(&self, line: usize) -> bool {
        self.lines.contains(&line) && self.claim_of_line[line - self.lines.start].is_none()
    }

    /// Whether the line is a separator, a share line or the like.
    pub(crate) fn is_boilerplate(&self, line: usize) -> bool {
        self.claim_at(line).is_some_and(|claim| claim.segment_type == SegmentType::Boilerplate)
    }

    /// Takes the lines if all of them are free; tells whether it did.
    pub(crate) fn claim(&mut self, claim: Claim) -> bool {
        let is_free = claim.first <= claim.last && (claim.first..=claim.last).all(|line| self.is_free(line));
        if is_free {
            let nth = self.claims.len();
            let first = claim.first - self.lines.start;
            self.claim_of_line[first..=claim.last - self.lines.start].fill(Some(nth));
            self.claims.push(claim);
        }
        is_free
    }

    /// Notes something that was seen and not understood.
    pub(crate) fn warn(&mut self, code: &'static str, message: &str, span: Span) {
        self.diagnostics.push(Diagnostic::new(Severity::Warning, Stage::Ingest, code, message).at(span));
    }

    /// The claims in text order.
    pub(crate) fn into_claims(self) -> Vec<Claim> {
        let mut claims = self.claims;
        claims.sort_by_key(|claim| claim.first);
        claims
    }
}
