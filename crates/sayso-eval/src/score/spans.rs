//! Metrics of sources, cues and contents each for themselves, over the distinct spans of a document.

use std::collections::BTreeSet;

use super::Tally;
use crate::attribution::{CharRange, Coded};
use crate::class::{CLASSES, Class};
use crate::pairing::pair;
use crate::text::{Text, Words};

/// A span, which may be in pieces.
type Pieces = Vec<CharRange>;

/// The pieces of one role.
type PiecesOf = fn(&Coded) -> &Pieces;

const ROLES: [(&str, PiecesOf); 3] =
    [("content", |coded| &coded.content), ("source", |coded| &coded.source), ("cue", |coded| &coded.cue)];

/// One side's distinct spans of one role. The lists run parallel.
struct Side {
    spans: Vec<Pieces>,
    trimmed: Vec<Pieces>,
    words: Vec<Words>,
}

impl Side {
    fn new<'a>(text: &Text, spans: impl Iterator<Item = &'a Pieces>) -> Self {
        let spans: BTreeSet<Pieces> = spans.filter(|pieces| !pieces.is_empty()).cloned().collect();
        let spans: Vec<Pieces> = spans.into_iter().collect();
        Self {
            trimmed: spans.iter().map(|pieces| text.trimmed(pieces)).collect(),
            words: spans.iter().map(|pieces| Words::new(text, pieces)).collect(),
            spans,
        }
    }
}

pub(super) fn count(tally: &mut Tally, text: &Text, gold: &[Coded], predicted: &[Coded]) {
    for (role, pieces_of) in ROLES {
        let gold = Side::new(text, gold.iter().map(pieces_of));
        let predicted = Side::new(text, predicted.iter().map(pieces_of));
        count_wholes(tally, role, &gold, &predicted);
        let pairs = pair(&gold.words, &predicted.words, |_, _| 0.0);
        tally.of(format!("{role}.soft")).add(pairs.len(), predicted.spans.len(), gold.spans.len());
        if role == "content" {
            let (all_gold, all_predicted) = (Words::union(&gold.words), Words::union(&predicted.words));
            let n_shared = all_gold.n_shared(&all_predicted);
            tally.of("content.token").add(n_shared, all_predicted.len(), all_gold.len());
            count_classes(tally, text, &gold, &predicted, &pairs);
        }
    }
}

/// Metrics that ask for the very same characters.
fn count_wholes(tally: &mut Tally, role: &str, gold: &Side, predicted: &Side) {
    for (whole, piece, of) in [
        ("exact", "piece_exact", (|side| &side.spans) as fn(&Side) -> &[Pieces]),
        ("trim", "piece_trim", |side| &side.trimmed),
    ] {
        let (gold, predicted) = (of(gold), of(predicted));
        tally.of(format!("{role}.{whole}")).add_common(&set(gold.iter()), &set(predicted.iter()));
        let pieces = tally.of(format!("{role}.{piece}"));
        pieces.add_common(&set(gold.iter().flatten()), &set(predicted.iter().flatten()));
    }
}

fn count_classes(tally: &mut Tally, text: &Text, gold: &Side, predicted: &Side, pairs: &[(usize, usize)]) {
    let classes =
        |side: &Side| -> Vec<Class> { side.spans.iter().map(|span| Class::of(text, span)).collect() };
    let (gold_classes, predicted_classes) = (classes(gold), classes(predicted));
    let paired_gold: BTreeSet<usize> = pairs.iter().map(|(gold, _)| *gold).collect();
    let paired_predicted: BTreeSet<usize> = pairs.iter().map(|(_, predicted)| *predicted).collect();
    let (trimmed_gold, trimmed_predicted) = (set(gold.trimmed.iter()), set(predicted.trimmed.iter()));
    for (name, members) in CLASSES {
        let of_class = |classes: &[Class], is_hit: &dyn Fn(usize) -> bool| {
            let in_class = || (0..classes.len()).filter(|at| members.contains(&classes[*at]));
            (in_class().filter(|at| is_hit(*at)).count(), in_class().count())
        };
        tally.of(format!("class.{name}.content.soft")).add_sides(
            of_class(&predicted_classes, &|at| paired_predicted.contains(&at)),
            of_class(&gold_classes, &|at| paired_gold.contains(&at)),
        );
        tally.of(format!("class.{name}.content.trim")).add_sides(
            of_class(&predicted_classes, &|at| trimmed_gold.contains(&predicted.trimmed[at])),
            of_class(&gold_classes, &|at| trimmed_predicted.contains(&gold.trimmed[at])),
        );
    }
}

fn set<T: Ord>(members: impl Iterator<Item = T>) -> BTreeSet<T> {
    members.collect()
}
