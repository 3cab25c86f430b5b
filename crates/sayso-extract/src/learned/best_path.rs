//! Best paths through scores (Viterbi): labels that begin and go on (BIO), and what each word is to one cue.

use sayso_encoder::WordRange;

/// The best path over labels `O, B-1, I-1, B-2, I-2, …`, in which I follows only its own B or I. The lower label wins a tie.
pub(super) fn labels<const N: usize>(scores: &[[f32; N]]) -> Vec<usize> {
    let goes_on = |label: usize| label >= 2 && label.is_multiple_of(2);
    best(scores, |_, from, to| match from {
        Some(from) if goes_on(to) && from != to && from + 1 != to => f32::NEG_INFINITY,
        None if goes_on(to) => f32::NEG_INFINITY,
        _ => 0.0,
    })
}

/// The best path over what words are to one cue: 0 nothing, 1 source, 2 content. To begin a run costs `switch`; `begin` is added
/// where a content begins.
pub(super) fn roles(scores: &[[f32; 3]], switch: f32, begin: &[f32]) -> Vec<usize> {
    best(scores, |word, from, to| match (from, to) {
        (_, 0) => 0.0,
        (Some(from), to) if from == to => 0.0,
        (_, 2) => begin[word] - switch,
        _ => -switch,
    })
}

/// The path with the highest sum of scores and steps; a step is given the word, the label before it (none at the first word) and
/// its own.
fn best<const N: usize>(
    scores: &[[f32; N]],
    step: impl Fn(usize, Option<usize>, usize) -> f32,
) -> Vec<usize> {
    let Some((first, rest)) = scores.split_first() else { return Vec::new() };
    let mut totals: [f32; N] = std::array::from_fn(|label| first[label] + step(0, None, label));
    let mut back: Vec<[usize; N]> = Vec::with_capacity(rest.len());
    for (word, row) in (1..).zip(rest) {
        let mut from = [0; N];
        totals = std::array::from_fn(|to| {
            let mut most = f32::NEG_INFINITY;
            for (label, total) in totals.iter().enumerate() {
                let sum = total + step(word, Some(label), to);
                if sum > most {
                    (most, from[to]) = (sum, label);
                }
            }
            most + row[to]
        });
        back.push(from);
    }
    let mut last = 0;
    for (label, total) in totals.iter().enumerate() {
        if *total > totals[last] {
            last = label;
        }
    }
    let mut path = vec![last];
    for from in back.iter().rev() {
        last = from[last];
        path.push(last);
    }
    path.reverse();
    path
}

/// The runs of a path over labels: which pair (0 for B-1 and I-1), and its words.
pub(super) fn spans(path: &[usize]) -> Vec<(usize, WordRange)> {
    let mut spans: Vec<(usize, WordRange)> = Vec::new();
    for (word, label) in path.iter().enumerate() {
        if label % 2 == 1 {
            spans.push((label / 2, WordRange { first: word, last: word }));
        } else if *label > 0
            && let Some((_, span)) = spans.last_mut()
        {
            span.last = word;
        }
    }
    spans
}

/// The runs of words for which `is_member` holds.
pub(super) fn runs(n_words: usize, is_member: impl Fn(usize) -> bool) -> Vec<WordRange> {
    let mut runs: Vec<WordRange> = Vec::new();
    for word in (0..n_words).filter(|word| is_member(*word)) {
        match runs.last_mut() {
            Some(run) if run.last + 1 == word => run.last = word,
            _ => runs.push(WordRange { first: word, last: word }),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOW: f32 = -9.0;

    #[test]
    fn what_goes_on_has_begun() {
        // I-1 is likelier at the first word, but nothing has begun there
        let scores = [[-1.0, -0.9, -0.1], [-2.0, -3.0, -0.1], [-0.1, -2.0, -2.0]];
        assert_eq!(labels(&scores), [1, 2, 0]);
        assert_eq!(
            spans(&[1, 2, 0, 3, 1]),
            [
                (0, WordRange { first: 0, last: 1 }),
                (1, WordRange { first: 3, last: 3 }),
                (0, WordRange { first: 4, last: 4 }),
            ]
        );
    }

    #[test]
    fn a_run_must_be_worth_its_beginning() {
        let weak = [[-0.5, LOW, -0.1], [-0.1, LOW, -3.0]];
        assert_eq!(roles(&weak, 1.0, &[0.0, 0.0]), [0, 0]);
        assert_eq!(roles(&weak, 1.0, &[0.9, 0.0]), [2, 0]);
        assert!(roles(&[], 1.0, &[]).is_empty());
    }

    #[test]
    fn runs_are_maximal() {
        let found = runs(6, |word| [0, 1, 4].contains(&word));
        assert_eq!(found, [WordRange { first: 0, last: 1 }, WordRange { first: 4, last: 4 }]);
    }
}
