//! What the places of a document tell, put together: one row for each holder and target.

use std::collections::BTreeMap;

use sayso_model::{Evidence, Polarity, ReviewStatus, Stance, TargetType};

use crate::draft::Draft;
use crate::scene::{Layers, Target};
use crate::{LOW_CONFIDENCE, Options};

/// Two sides whose surest words differ by no more than this are both meant.
const CLOSE: f64 = 0.15;

/// Rows in text order of their surest words. Words that are less sure than asked for make no row and are no evidence; where nothing
/// else is known of a holder and target, they make a row without a position if such rows are to be kept.
pub(crate) fn rows(layers: &Layers<'_>, drafts: &[Draft], options: &Options) -> Vec<Stance> {
    let mut groups: BTreeMap<(usize, Target), Vec<usize>> = BTreeMap::new();
    for (nth, draft) in drafts.iter().enumerate() {
        groups.entry((draft.holder, draft.target)).or_default().push(nth);
    }
    let mut rows: Vec<(usize, Stance)> = Vec::new();
    for mut group in groups.into_values() {
        group.sort_by(|one, other| {
            let (one, other) = (&drafts[*one], &drafts[*other]);
            let surer = other.confidence.total_cmp(&one.confidence);
            surer.then(other.is_explicit.cmp(&one.is_explicit)).then(one.evidence.cmp(&other.evidence))
        });
        let is_decided =
            |nth: &usize| drafts[*nth].sign.is_some() && drafts[*nth].confidence >= options.min_confidence;
        let decided: Vec<usize> = distinct(drafts, group.iter().copied().filter(is_decided));
        match decided.first() {
            Some(first) => rows.push((*first, decided_row(layers, drafts, &decided))),
            None if options.keep_abstained => rows.push((group[0], abstained_row(layers, &drafts[group[0]]))),
            None => {}
        }
    }
    rows.sort_by(|(_, one), (_, other)| {
        one.evidence.cmp(&other.evidence).then_with(|| one.target_id.cmp(&other.target_id))
    });
    let key = |draft: usize| (drafts[draft].holder, drafts[draft].target);
    let decided = rows.iter().enumerate().filter(|(_, (_, row))| row.polarity.is_some());
    let places: BTreeMap<(usize, Target), usize> =
        decided.map(|(nth, (first, _))| (key(*first), nth)).collect();
    let origin = |first: usize| places.get(&key(drafts[first].derived_from?)).copied();
    let origins: Vec<Option<usize>> = rows.iter().map(|(first, _)| origin(*first)).collect();
    let mut stances: Vec<Stance> = rows.into_iter().map(|(_, row)| row).collect();
    for (stance, origin) in stances.iter_mut().zip(origins) {
        stance.derived_from = origin;
    }
    stances
}

/// Without those that say the same of the same words less surely.
fn distinct(drafts: &[Draft], sorted: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut kept = Vec::new();
    // for each side, the words that are kept: they do not overlap, so that neighbours are all there is to look at
    let mut places: BTreeMap<Option<i8>, BTreeMap<usize, usize>> = BTreeMap::new();
    for nth in sorted {
        let draft = &drafts[nth];
        let (start, end) = (draft.evidence.start_byte(), draft.evidence.end_byte());
        let side = places.entry(draft.sign).or_default();
        let before = side.range(..end).next_back();
        if before.is_none_or(|(_, known_end)| *known_end <= start) {
            side.insert(start, end);
            kept.push(nth);
        }
    }
    kept
}

/// The row of a holder and target from everything that tells of them, surest first; there is at least one.
fn decided_row(layers: &Layers<'_>, drafts: &[Draft], decided: &[usize]) -> Stance {
    let best = |sign: i8| decided.iter().map(|nth| &drafts[*nth]).find(|draft| draft.sign == Some(sign));
    let first = &drafts[decided[0]];
    let mut stance = row(layers, first);
    stance.polarity = first.sign.map(polarity);
    if let (Some(support), Some(oppose)) = (best(1), best(-1))
        && (support.confidence - oppose.confidence).abs() <= CLOSE
    {
        stance.polarity = Some(Polarity::Mixed);
        stance.score = (support.score + oppose.score).clamp(-1.0, 1.0);
        stance.confidence = Some(support.confidence.min(oppose.confidence));
    }
    stance.further = decided[1..].iter().map(|nth| evidence(&drafts[*nth])).collect();
    stance
}

fn abstained_row(layers: &Layers<'_>, draft: &Draft) -> Stance {
    let reason = draft.abstain_reason.clone().unwrap_or_else(|| LOW_CONFIDENCE.to_owned());
    Stance { abstain_reason: Some(reason), ..row(layers, draft) }
}

/// A row without a position.
fn row(layers: &Layers<'_>, draft: &Draft) -> Stance {
    let (target_type, target_id) = match draft.target {
        Target::Actor(actor) => (TargetType::Actor, layers.resolution.actors[actor].actor_id.clone()),
        Target::Issue(issue) => (TargetType::Issue, layers.issues[issue].issue_id.clone()),
    };
    Stance {
        statement: draft.statement,
        holder: Some(draft.holder),
        target_type,
        target_id,
        polarity: None,
        score: draft.score.clamp(-1.0, 1.0),
        is_explicit: draft.is_explicit,
        evidence: draft.evidence,
        further: Vec::new(),
        method: draft.method,
        rule_id: draft.rule_id.clone(),
        confidence: Some(draft.confidence.clamp(0.0, 1.0)),
        review_status: ReviewStatus::Auto,
        derived_from: None,
        abstain_reason: None,
    }
}

fn evidence(draft: &Draft) -> Evidence {
    Evidence {
        statement: draft.statement,
        polarity: draft.sign.map(polarity),
        span: draft.evidence,
        method: draft.method,
        rule_id: draft.rule_id.clone(),
        confidence: Some(draft.confidence.clamp(0.0, 1.0)),
    }
}

fn polarity(sign: i8) -> Polarity {
    match sign {
        1.. => Polarity::Support,
        0 => Polarity::Neutral,
        _ => Polarity::Oppose,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Sample, reader};

    fn draft(target: Target, sign: i8, confidence: f64, words: &str, sample: &Sample) -> Draft {
        Draft {
            holder: 0,
            target,
            sign: Some(sign),
            score: f64::from(sign) * confidence,
            confidence,
            is_explicit: true,
            evidence: sample.span(words),
            statement: None,
            method: sayso_model::Method::Rule,
            rule_id: "test".to_owned(),
            derived_from: None,
            abstain_reason: None,
        }
    }

    #[test]
    fn one_row_for_a_holder_and_target_with_all_evidence() {
        let sample = Sample::body("Good. Bad. Fine. Weak.");
        let target = Target::Actor(1);
        let drafts = [
            draft(target, 1, 0.8, "Good", &sample),
            draft(target, -1, 0.5, "Bad", &sample),
            draft(target, 1, 0.9, "Fine", &sample),
            draft(target, -1, 0.2, "Weak", &sample),
        ];
        let options = Options { min_confidence: 0.4, ..Options::default() };
        let rows = rows(&sample.layers(), &drafts, &options);
        assert_eq!(rows.len(), 1);
        assert_eq!((rows[0].polarity, rows[0].confidence), (Some(Polarity::Support), Some(0.9)));
        let further: Vec<&str> =
            rows[0].further.iter().map(|evidence| sample.document.slice(evidence.span)).collect();
        assert_eq!(further, ["Good", "Bad"]);
    }

    #[test]
    fn two_sides_that_are_as_sure_are_mixed() {
        let sample = Sample::body("Good. Bad.");
        let target = Target::Actor(1);
        let drafts = [draft(target, 1, 0.8, "Good", &sample), draft(target, -1, 0.7, "Bad", &sample)];
        let rows = rows(&sample.layers(), &drafts, &Options::default());
        assert_eq!((rows[0].polarity, rows[0].confidence), (Some(Polarity::Mixed), Some(0.7)));
    }

    #[test]
    fn what_is_not_sure_is_kept_only_without_a_position() {
        let sample = Sample::body("“Bo Lind was there.”").quoting("Bo Lind was there.");
        let unsure = reader(|_| Some((0.3, 0.25, 0.45)));
        let count = |keep_abstained| {
            let options = Options { keep_abstained, ..Options::default() };
            sample.find_with(Some(&unsure), &options).stances.len()
        };
        assert_eq!((count(false), count(true)), (0, 0), "neutral is no stance and no abstention");
        let unsure = reader(|_| Some((0.4, 0.3, 0.3)));
        let options = Options { keep_abstained: true, ..Options::default() };
        let found = sample.find_with(Some(&unsure), &options);
        assert_eq!(found.stances.len(), 1);
        assert!(found.stances.iter().all(|stance| stance.polarity.is_none()));
        assert_eq!(found.stances[0].abstain_reason.as_deref(), Some(LOW_CONFIDENCE));
    }
}
