//! Which of two findings about the same words stands.
//!
//! One rule: layout before the model, the model before rules about sentences. What layout sets apart is what it is, whatever the
//! model says. Rules about sentences are heard only within what others say - posts, letters, comments, displayed quotations,
//! which no training text has - and constructions that cannot be mistaken everywhere; both give way where the model has found something
//! about the same words.
//!
//! What does not give way keeps to its side: a report made within the words of a standing statement (in a turn of a transcript) ends
//! with them, one made outside loses the words that it shares with it; so do two findings of the model, where the surer one stands.
//! Contents thus lie within each other or are apart.

use std::cmp::Reverse;

use sayso_model::{Document, SegmentType, Span, Statement};

use crate::reading::Reading;
use crate::rules::{Evidence, evidence_of, is_set_apart};

/// Statements of rules and of the model, without those that give way. Each list of the model's gives way to those before it.
pub(crate) fn settle(reading: &Reading, ruled: Vec<Statement>, learned: &[Vec<Statement>]) -> Vec<Statement> {
    let document = reading.document;
    let is_layout = |statement: &Statement| evidence_of(&statement.rule_id) == Some(Evidence::Layout);
    let (mut settled, mut sentences): (Vec<Statement>, Vec<Statement>) =
        ruled.into_iter().partition(is_layout);
    sentences.retain(|statement| {
        evidence_of(&statement.rule_id) == Some(Evidence::Frame)
            || reading
                .segments
                .get(statement.segment)
                .is_some_and(|segment| is_of_others(segment.segment_type))
    });
    let learned = learned.iter().map(|findings| apart(document, findings));
    for findings in learned.chain([sentences]) {
        let standing = Standing::new(&settled);
        let fresh: Vec<Statement> =
            findings.into_iter().filter_map(|finding| standing.beside(document, finding)).collect();
        settled.extend(fresh);
    }
    settled
}

/// Whether segments of this type are what others than the text's author say.
fn is_of_others(segment_type: SegmentType) -> bool {
    is_set_apart(segment_type) || segment_type == SegmentType::Comment
}

/// Statements by where they stand.
struct Standing<'a> {
    /// By the start of cue and content together.
    statements: Vec<(Span, &'a Statement)>,
    /// For each: the furthest end of those up to it.
    reach: Vec<usize>,
}

impl<'a> Standing<'a> {
    fn new(statements: &'a [Statement]) -> Self {
        let mut statements: Vec<(Span, &Statement)> =
            statements.iter().map(|statement| (extent(statement), statement)).collect();
        statements.sort_by_key(|(extent, _)| *extent);
        let mut reach = Vec::with_capacity(statements.len());
        for (extent, _) in &statements {
            reach.push(reach.last().copied().unwrap_or(0).max(extent.end_byte()));
        }
        Self { statements, reach }
    }

    /// The statements whose cue or content may share words with a finding's.
    fn near(&self, finding: &Statement) -> impl Iterator<Item = &'a Statement> {
        let extent = extent(finding);
        let end = self.statements.partition_point(|(known, _)| known.start_byte() < extent.end_byte());
        let near = (0..end).rev().take_while(move |at| self.reach[*at] > extent.start_byte());
        near.map(|at| self.statements[at].1)
    }

    /// What of a finding can stand beside these statements.
    fn beside(&self, document: &Document, mut finding: Statement) -> Option<Statement> {
        let near: Vec<&Statement> = self.near(&finding).collect();
        if near.iter().any(|known| is_at_odds(known, &finding)) {
            return None;
        }
        near.iter().for_each(|known| confine(document, &mut finding, known));
        (!finding.content.is_empty()).then_some(finding)
    }
}

/// Findings each of which has kept to its side of those that are surer.
fn apart(document: &Document, findings: &[Statement]) -> Vec<Statement> {
    let standing = Standing::new(findings);
    let sureness = |statement: &Statement| (statement.confidence.unwrap_or(1.0), Reverse(extent(statement)));
    let apart = findings.iter().map(|finding| {
        let mut left = finding.clone();
        for known in standing.near(finding).filter(|known| sureness(known) > sureness(finding)) {
            confine(document, &mut left, known);
        }
        left
    });
    apart.filter(|finding| !finding.content.is_empty()).collect()
}

/// Takes from a finding what it shares with a statement, or what it does not share if it is made within it.
fn confine(document: &Document, finding: &mut Statement, known: &Statement) {
    let n_shared = n_shared(finding, known);
    if n_shared == 0 || n_shared == n_bytes(&finding.content) || n_shared == n_bytes(&known.content) {
        return;
    }
    let is_within = |cue: &Span| known.content.iter().any(|part| part.contains(*cue));
    let mut parts: Vec<Span> = finding.content.clone();
    if finding.cue.iter().all(is_within) {
        parts = parts
            .iter()
            .flat_map(|part| known.content.iter().filter_map(|with| common(*part, *with)))
            .collect();
    } else {
        for hole in &known.content {
            parts = parts.into_iter().flat_map(|part| without(part, *hole)).collect();
        }
    }
    finding.content =
        parts.into_iter().map(|part| document.trim(part)).filter(|part| !part.is_empty()).collect();
}

fn extent(statement: &Statement) -> Span {
    statement.cue.iter().fold(statement.outer(), |extent, cue| extent.cover(*cue))
}

/// Whether two statements are two readings of one report: by the same cue, or sharing half of all the words of their contents.
fn is_at_odds(one: &Statement, other: &Statement) -> bool {
    let shares_cue = one.cue.iter().any(|cue| other.cue.iter().any(|more| cue.overlaps(*more)));
    shares_cue || 3 * n_shared(one, other) >= n_bytes(&one.content) + n_bytes(&other.content)
}

fn n_bytes(parts: &[Span]) -> usize {
    parts.iter().map(|part| part.n_bytes()).sum()
}

/// How many bytes of their contents two statements share.
fn n_shared(one: &Statement, other: &Statement) -> usize {
    let pairs = one.content.iter().flat_map(|part| other.content.iter().map(move |with| (*part, *with)));
    pairs.filter_map(|(part, with)| common(part, with)).map(Span::n_bytes).sum()
}

/// The bytes that two spans share.
fn common(one: Span, other: Span) -> Option<Span> {
    one.overlaps(other).then(|| {
        Span::between(one.start_byte().max(other.start_byte()), one.end_byte().min(other.end_byte()))
    })
}

/// What of a span lies before and after a hole.
fn without(part: Span, hole: Span) -> [Span; 2] {
    let before = part.start_byte()..part.end_byte().min(hole.start_byte());
    let after = part.start_byte().max(hole.end_byte())..part.end_byte();
    [before, after].map(|range| Span::between(range.start, range.end.max(range.start)))
}

#[cfg(test)]
mod tests {
    use sayso_model::{Act, Method, Mode, ReviewStatus, Speaker};

    use super::*;

    fn statement(rule_id: &str, cue: (usize, usize), content: (usize, usize)) -> Statement {
        let span = |(start, end)| Span::between(start, end);
        Statement {
            segment: 0,
            inside: None,
            content: vec![span(content)],
            cue: vec![span(cue)],
            cue_lemma: None,
            speaker: Speaker::Unknown,
            addressee: None,
            mode: Mode::Indirect,
            act: Act::Speech,
            is_negated: false,
            is_hypothetical: false,
            method: Method::Rule,
            rule_id: rule_id.to_owned(),
            confidence: None,
            review_status: ReviewStatus::Auto,
        }
    }

    fn check(segment_type: SegmentType, ruled: &[Statement], learned: &[Statement], expected: &[&str]) {
        let settled = settled(segment_type, ruled, learned);
        let found: Vec<&str> = settled.iter().map(|statement| statement.rule_id.as_str()).collect();
        assert_eq!(found, expected);
    }

    fn settled(segment_type: SegmentType, ruled: &[Statement], learned: &[Statement]) -> Vec<Statement> {
        let (document, mut segments) = crate::testing::body(&"a".repeat(100));
        segments[0].segment_type = segment_type;
        let language = crate::Language::english().unwrap();
        settle(&Reading::new(&document, &segments, &language), ruled.to_vec(), &[learned.to_vec()])
    }

    #[test]
    fn the_surer_of_two_findings_keeps_the_words_that_both_claim() {
        let sure = |confidence, cue, content| Statement {
            confidence: Some(confidence),
            ..statement("m", cue, content)
        };
        let contents = |one, other| {
            let found = settled(SegmentType::Body, &[], &[one, other]);
            found
                .iter()
                .map(|one| (one.content[0].start_byte(), one.content[0].end_byte()))
                .collect::<Vec<_>>()
        };
        assert_eq!(contents(sure(0.9, (0, 4), (5, 30)), sure(0.6, (60, 64), (20, 50))), [(5, 30), (30, 50)]);
        assert_eq!(contents(sure(0.6, (0, 4), (5, 30)), sure(0.9, (60, 64), (20, 50))), [(5, 20), (20, 50)]);
        // one within the other
        assert_eq!(contents(sure(0.9, (0, 4), (5, 50)), sure(0.6, (10, 14), (20, 30))), [(5, 50), (20, 30)]);
    }

    #[test]
    fn findings_keep_to_their_side_of_what_stands() {
        let turn = statement("transcript_turn", (4, 5), (6, 50));
        for (cue, content, left) in [
            // made within the turn
            ((10, 14), (40, 80), Some((40, 50))),
            // made outside it
            ((81, 85), (40, 80), Some((50, 80))),
            ((81, 85), (20, 40), Some((20, 40))),
            ((60, 65), (70, 80), Some((70, 80))),
        ] {
            let found =
                settled(SegmentType::Body, std::slice::from_ref(&turn), &[statement("m", cue, content)]);
            let content = found.get(1).map(|one| (one.content[0].start_byte(), one.content[0].end_byte()));
            assert_eq!(content, left, "{cue:?}");
        }
    }

    #[test]
    fn layout_goes_before_the_model() {
        let turn = statement("transcript_turn", (4, 5), (6, 50));
        check(
            SegmentType::Body,
            std::slice::from_ref(&turn),
            &[statement("m", (0, 3), (4, 50))],
            &["transcript_turn"],
        );
        check(SegmentType::Body, &[turn], &[statement("m", (10, 14), (15, 25))], &["transcript_turn", "m"]);
    }

    #[test]
    fn rules_about_sentences_add_to_the_model_where_text_is_set_apart() {
        let rule = statement("reported_clause", (10, 14), (15, 40));
        let (same, other) = (statement("m", (10, 14), (15, 20)), statement("m", (50, 54), (55, 60)));
        check(SegmentType::Letter, std::slice::from_ref(&rule), &[same], &["m"]);
        check(
            SegmentType::Letter,
            std::slice::from_ref(&rule),
            std::slice::from_ref(&other),
            &["m", "reported_clause"],
        );
        check(SegmentType::Comment, std::slice::from_ref(&rule), &[], &["reported_clause"]);
        check(SegmentType::Body, &[rule], &[other], &["m"]);
    }

    #[test]
    fn constructions_that_cannot_be_mistaken_add_to_the_model_everywhere() {
        let rule = statement("as_clause", (10, 14), (15, 40));
        let (same, other) = (statement("m", (10, 14), (15, 20)), statement("m", (50, 54), (55, 60)));
        check(SegmentType::Body, std::slice::from_ref(&rule), &[same], &["m"]);
        check(SegmentType::Body, &[rule], &[other], &["m", "as_clause"]);
    }
}
