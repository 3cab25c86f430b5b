//! Which of two findings about the same words stands.
//!
//! One rule: layout before the model, the model before rules about sentences. What layout sets apart is what it is, whatever the
//! model says. Rules about sentences are asked only within posts, letters and displayed quotations, which no training text has, and
//! give way where the model has found something about the same words.

use sayso_model::{Segment, SegmentType, Span, Statement};

use crate::rules;

/// Statements of rules and of the model, without those that give way.
pub(crate) fn settle(segments: &[Segment], ruled: Vec<Statement>, learned: Vec<Statement>) -> Vec<Statement> {
    let (layout, mut sentences): (Vec<Statement>, Vec<Statement>) =
        ruled.into_iter().partition(|statement| rules::is_layout(&statement.rule_id));
    sentences.retain(|statement| is_set_apart(segments, statement.segment));
    let mut settled = layout;
    for findings in [learned, sentences] {
        let standing = Standing::new(&settled);
        let fresh: Vec<Statement> =
            findings.into_iter().filter(|finding| !standing.contradicts(finding)).collect();
        settled.extend(fresh);
    }
    settled
}

fn is_set_apart(segments: &[Segment], segment: usize) -> bool {
    let set_apart = [SegmentType::SocialPost, SegmentType::Letter, SegmentType::BlockQuote];
    segments.get(segment).is_some_and(|segment| set_apart.contains(&segment.segment_type))
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

    fn contradicts(&self, finding: &Statement) -> bool {
        let extent = extent(finding);
        let end = self.statements.partition_point(|(known, _)| known.start_byte() < extent.end_byte());
        (0..end)
            .rev()
            .take_while(|at| self.reach[*at] > extent.start_byte())
            .any(|at| is_at_odds(self.statements[at].1, finding))
    }
}

fn extent(statement: &Statement) -> Span {
    statement.cue.iter().fold(statement.outer(), |extent, cue| extent.cover(*cue))
}

/// Whether two statements are two readings of one report: by the same cue, or sharing half of all the words of their contents.
fn is_at_odds(one: &Statement, other: &Statement) -> bool {
    let shares_cue = one.cue.iter().any(|cue| other.cue.iter().any(|more| cue.overlaps(*more)));
    let n_bytes = |parts: &[Span]| parts.iter().map(|part| part.n_bytes()).sum::<usize>();
    let n_shared: usize =
        one.content.iter().flat_map(|part| other.content.iter().map(|more| shared(*part, *more))).sum();
    shares_cue || 3 * n_shared >= n_bytes(&one.content) + n_bytes(&other.content)
}

fn shared(one: Span, other: Span) -> usize {
    let start = one.start_byte().max(other.start_byte());
    one.end_byte().min(other.end_byte()).saturating_sub(start)
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
        let text = "a".repeat(100);
        let (_, mut segments) = crate::testing::body(&text);
        segments[0].segment_type = segment_type;
        let settled = settle(&segments, ruled.to_vec(), learned.to_vec());
        let found: Vec<&str> = settled.iter().map(|statement| statement.rule_id.as_str()).collect();
        assert_eq!(found, expected);
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
        check(SegmentType::Body, &[rule], &[other], &["m"]);
    }
}
