//! Actors tied by what they say on the same concepts.

use rayon::prelude::*;

use crate::counts::{Cell, Counts};
use crate::network::Tie;
use crate::{Aggregate, Normalise};

/// Every pair of actors that share a concept, in order; weights may be 0.
///
/// Time grows with the pairs of actors on each concept, memory with the ties.
pub(crate) fn ties(counts: &Counts, aggregate: Aggregate, normalise: Normalise) -> Vec<Tie> {
    let actors = actors(counts, aggregate);
    let mut entries_on: Vec<Vec<Entry>> = vec![Vec::new(); counts.concepts.len()];
    for cell in &counts.cells {
        entries_on[cell.concept].push(Entry::of(cell));
    }
    let ties_of = |sums: &mut Sums, row: usize| -> Vec<Tie> {
        for cell in actors[row].cells {
            let entries = &entries_on[cell.concept];
            let later = entries.partition_point(|other| other.actor <= row);
            sums.add(&Entry::of(cell), &entries[later..]);
        }
        let tie = |(column, shared): (usize, Shared)| {
            let divisor = divisor(normalise, &actors[row], &actors[column], &shared);
            let weight = shared.weight(aggregate);
            Tie { row, column, weight: if divisor == 0.0 { 0.0 } else { weight / divisor } }
        };
        sums.take().map(tie).collect()
    };
    let rows = 0..actors.len();
    rows.into_par_iter().map_init(|| Sums::new(actors.len()), ties_of).flatten_iter().collect()
}

/// Statements of an actor on a concept. Numbers this small are whole as floats, and sums of their products can grow without end.
#[derive(Clone, Copy)]
struct Entry {
    actor: usize,
    n_for: f64,
    n_against: f64,
}

impl Entry {
    fn of(cell: &Cell) -> Self {
        Self { actor: cell.actor, n_for: cell.n_for as f64, n_against: cell.n_against as f64 }
    }
}

/// Sums over the concepts that two actors share.
#[derive(Clone, Copy, Default, PartialEq)]
struct Shared {
    /// Products of counts on the same side.
    congruence: f64,
    /// Products of counts on different sides.
    conflict: f64,
    /// The one's statements on sides of concepts on which the other has some too, …
    n_one: f64,
    /// … and the other's.
    n_other: f64,
}

impl Shared {
    const NOTHING: Self = Self { congruence: 0.0, conflict: 0.0, n_one: 0.0, n_other: 0.0 };

    fn add(&mut self, one: &Entry, other: &Entry) {
        let same = [one.n_for * other.n_for, one.n_against * other.n_against];
        self.congruence += same[0] + same[1];
        self.conflict += one.n_for * other.n_against + one.n_against * other.n_for;
        if same[0] > 0.0 {
            self.n_one += one.n_for;
            self.n_other += other.n_for;
        }
        if same[1] > 0.0 {
            self.n_one += one.n_against;
            self.n_other += other.n_against;
        }
    }

    fn weight(&self, aggregate: Aggregate) -> f64 {
        match aggregate {
            Aggregate::Ignore => self.congruence + self.conflict,
            Aggregate::Congruence => self.congruence,
            Aggregate::Conflict => self.conflict,
            // `combine` is for two-mode networks
            Aggregate::Subtract | Aggregate::Combine => self.congruence - self.conflict,
        }
    }
}

/// Sums of one actor with each other.
struct Sums {
    /// By the other's place; those met so far are not [`Shared::NOTHING`].
    shared: Vec<Shared>,
    met: Vec<usize>,
}

impl Sums {
    fn new(n_actors: usize) -> Self {
        Self { shared: vec![Shared::NOTHING; n_actors], met: Vec::new() }
    }

    fn add(&mut self, one: &Entry, others: &[Entry]) {
        for other in others {
            let shared = &mut self.shared[other.actor];
            if *shared == Shared::NOTHING {
                self.met.push(other.actor);
            }
            shared.add(one, other);
        }
    }

    /// Those met, in order; leaves none.
    fn take(&mut self) -> impl Iterator<Item = (usize, Shared)> {
        self.met.sort_unstable();
        let shared = &mut self.shared;
        self.met.drain(..).map(|other| (other, std::mem::take(&mut shared[other])))
    }
}

/// What is known of an actor alone.
struct Actor<'a> {
    cells: &'a [Cell],
    n_statements: f64,
    /// Length of the vector whose products the weights sum.
    length: f64,
}

fn actors(counts: &Counts, aggregate: Aggregate) -> Vec<Actor<'_>> {
    let square = |cell: &Cell| {
        let Entry { n_for, n_against, .. } = Entry::of(cell);
        match aggregate {
            Aggregate::Ignore => (n_for + n_against).powi(2),
            Aggregate::Subtract => (n_for - n_against).powi(2),
            _ => n_for.powi(2) + n_against.powi(2),
        }
    };
    let by_actor = counts.cells.chunk_by(|one, other| one.actor == other.actor);
    by_actor
        .zip(&counts.actors)
        .map(|(cells, node)| Actor {
            cells,
            n_statements: node.n_statements as f64,
            length: cells.iter().map(square).sum::<f64>().sqrt(),
        })
        .collect()
}

fn divisor(normalise: Normalise, one: &Actor<'_>, other: &Actor<'_>, shared: &Shared) -> f64 {
    match normalise {
        Normalise::Average => (one.n_statements + other.n_statements) / 2.0,
        Normalise::Jaccard => {
            (one.n_statements - shared.n_one) + (other.n_statements - shared.n_other) + shared.congruence
        }
        Normalise::CosineDna => one.n_statements * other.n_statements,
        Normalise::Cosine => one.length * other.length,
        // the last two are for two-mode networks
        Normalise::No | Normalise::Activity | Normalise::Prominence => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Duplicates;
    use crate::events::samples::events;

    /// a: x 2 for, 1 against; y 1 for. b: x 1 for, 3 against; z 1 for. c: y 2 against.
    const ROWS: &str = "\
        d a x +\nd a x +\nd a x -\nd a y +\n\
        d b x +\nd b x -\nd b x -\nd b x -\nd b z +\n\
        d c y -\nd c y -";

    /// Weights of a–b and a–c; b and c share nothing.
    fn weights(aggregate: Aggregate, normalise: Normalise) -> [f64; 2] {
        let counts = Counts::of(&events(ROWS), aggregate, Duplicates::Include, 0).unwrap();
        let ties = ties(&counts, aggregate, normalise);
        let ends: Vec<(usize, usize)> = ties.iter().map(|tie| (tie.row, tie.column)).collect();
        assert_eq!(ends, [(0, 1), (0, 2)]);
        [ties[0].weight, ties[1].weight]
    }

    #[test]
    fn each_aggregation() {
        // a–b on x: same side 2·1 + 1·3, different sides 2·3 + 1·1. a–c on y: 1·2 on different sides.
        for (aggregate, expected) in [
            (Aggregate::Congruence, [5.0, 0.0]),
            (Aggregate::Conflict, [7.0, 2.0]),
            (Aggregate::Ignore, [12.0, 2.0]),
            (Aggregate::Subtract, [-2.0, -2.0]),
        ] {
            assert_eq!(weights(aggregate, Normalise::No), expected, "{aggregate:?}");
        }
    }

    #[test]
    fn each_normalisation() {
        // a has 4 statements, b 5, c 2. Both sides of x are shared by a and b: alone are a’s on y (1) and b’s on z (1).
        for (normalise, expected) in [
            (Normalise::Average, [7.0 / 4.5, 2.0 / 3.0]),
            (Normalise::Jaccard, [7.0 / (1.0 + 1.0 + 5.0), 2.0 / (4.0 + 2.0 + 0.0)]),
            (Normalise::CosineDna, [7.0 / 20.0, 2.0 / 8.0]),
        ] {
            assert_eq!(weights(Aggregate::Conflict, normalise), expected, "{normalise:?}");
        }
    }

    #[test]
    fn cosine_is_that_of_the_vectors_that_are_multiplied() {
        let close = |found: [f64; 2], expected: [f64; 2]| {
            let is_close = found.iter().zip(expected).all(|(one, other)| (one - other).abs() < 1e-12);
            assert!(is_close, "{found:?} {expected:?}");
        };
        // both sides of each concept: a (2, 1, 1), b (1, 3, 1), c (2)
        let (a, b, c) = (6f64.sqrt(), 11f64.sqrt(), 2.0);
        close(weights(Aggregate::Congruence, Normalise::Cosine), [5.0 / (a * b), 0.0]);
        close(weights(Aggregate::Conflict, Normalise::Cosine), [7.0 / (a * b), 2.0 / (a * c)]);
        // all statements: a (3, 1), b (4, 1), c (2)
        let (a, b) = (10f64.sqrt(), 17f64.sqrt());
        close(weights(Aggregate::Ignore, Normalise::Cosine), [12.0 / (a * b), 2.0 / (a * c)]);
        // agreement less disagreement: a (1, 1), b (-2, 1), c (-2)
        let (a, b) = (2f64.sqrt(), 5f64.sqrt());
        close(weights(Aggregate::Subtract, Normalise::Cosine), [-2.0 / (a * b), -2.0 / (a * c)]);
    }

    #[test]
    fn a_divisor_of_zero_gives_zero() {
        let counts =
            Counts::of(&events("d a x +\nd a x -\nd b x +"), Aggregate::Subtract, Duplicates::Include, 0);
        let ties = ties(&counts.unwrap(), Aggregate::Subtract, Normalise::Cosine);
        assert_eq!(
            ties,
            [Tie { row: 0, column: 1, weight: 0.0 }],
            "a’s agreement less disagreement is the vector 0"
        );
    }
}
