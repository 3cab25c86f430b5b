//! Actors tied to the concepts that they speak of.

use crate::counts::{Cell, Counts};
use crate::network::Tie;
use crate::{Aggregate, Normalise};

/// A tie for every actor and concept with a statement, in order; weights may be 0.
pub(crate) fn ties(counts: &Counts, aggregate: Aggregate, normalise: Normalise) -> Vec<Tie> {
    let divisor = |cell: &Cell| match normalise {
        Normalise::Activity => counts.actors[cell.actor].n_statements as f64,
        Normalise::Prominence => counts.concepts[cell.concept].n_statements as f64,
        // the others are for one-mode networks
        _ => 1.0,
    };
    let tie = |cell: &Cell| Tie {
        row: cell.actor,
        column: cell.concept,
        weight: weight(aggregate, cell) / divisor(cell),
    };
    counts.cells.iter().map(tie).collect()
}

fn weight(aggregate: Aggregate, cell: &Cell) -> f64 {
    let (n_for, n_against) = (cell.n_for as f64, cell.n_against as f64);
    match aggregate {
        Aggregate::Subtract => n_for - n_against,
        Aggregate::Combine => match (cell.n_for, cell.n_against) {
            (_, 0) => 1.0,
            (0, _) => 2.0,
            _ => 3.0,
        },
        // congruence and conflict are for one-mode networks
        Aggregate::Ignore | Aggregate::Congruence | Aggregate::Conflict => n_for + n_against,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Duplicates;
    use crate::events::samples::events;

    /// a: x 3 for, 1 against; y 2 against. b: x 1 for; y 1 for, 1 against.
    const ROWS: &str = "\
        d a x +\nd a x +\nd a x +\nd a x -\nd a y -\nd a y -\n\
        d b x +\nd b y +\nd b y -";

    /// Weights of a–x, a–y, b–x and b–y.
    fn weights(aggregate: Aggregate, normalise: Normalise) -> Vec<f64> {
        let counts = Counts::of(&events(ROWS), aggregate, Duplicates::Include, 0).unwrap();
        ties(&counts, aggregate, normalise).iter().map(|tie| tie.weight).collect()
    }

    #[test]
    fn each_aggregation() {
        for (aggregate, expected) in [
            (Aggregate::Ignore, [4.0, 2.0, 1.0, 2.0]),
            (Aggregate::Subtract, [2.0, -2.0, 1.0, 0.0]),
            (Aggregate::Combine, [3.0, 2.0, 1.0, 3.0]),
        ] {
            assert_eq!(weights(aggregate, Normalise::No), expected, "{aggregate:?}");
        }
    }

    #[test]
    fn each_normalisation() {
        // a has 6 statements, b 3; x has 5, y 4
        let activity = [2.0 / 6.0, -2.0 / 6.0, 1.0 / 3.0, 0.0];
        assert_eq!(weights(Aggregate::Subtract, Normalise::Activity), activity);
        let prominence = [4.0 / 5.0, 2.0 / 4.0, 1.0 / 5.0, 2.0 / 4.0];
        assert_eq!(weights(Aggregate::Ignore, Normalise::Prominence), prominence);
    }
}
