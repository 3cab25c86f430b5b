//! Any coding: weights are what their definitions say, computed cell by cell.

#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use sayso_network::{Aggregate, Duplicates, Mode, Nodes, Normalise, Projection, project, read_event_list};

const ACTORS: usize = 4;
const CONCEPTS: usize = 3;

/// Document, actor, concept and whether it agrees.
type Statement = (usize, usize, usize, bool);

/// Statements of each actor on each concept: against, for.
type Counts = [[[f64; 2]; CONCEPTS]; ACTORS];

fn count(statements: &[Statement], aggregate: Aggregate, duplicates: Duplicates) -> Counts {
    let is_same = |(document, actor, concept, agrees): &Statement, earlier: &Statement| {
        *actor == earlier.1
            && *concept == earlier.2
            && (aggregate == Aggregate::Ignore || *agrees == earlier.3)
            && match duplicates {
                Duplicates::AcrossRange => true,
                Duplicates::Document => *document == earlier.0,
                _ => false,
            }
    };
    let mut counts = Counts::default();
    for (nth, statement) in statements.iter().enumerate() {
        if !statements[..nth].iter().any(|earlier| is_same(statement, earlier)) {
            counts[statement.1][statement.2][usize::from(statement.3)] += 1.0;
        }
    }
    counts
}

fn n_statements(actor: &[[f64; 2]; CONCEPTS]) -> f64 {
    actor.iter().flatten().sum()
}

fn one_mode(counts: &Counts, aggregate: Aggregate, normalise: Normalise, one: usize, other: usize) -> f64 {
    let (one, other) = (&counts[one], &counts[other]);
    let sum = |term: &dyn Fn(&[f64; 2], &[f64; 2]) -> f64| -> f64 {
        one.iter().zip(other).map(|(one, other)| term(one, other)).sum()
    };
    let congruence = sum(&|x, y| x[0] * y[0] + x[1] * y[1]);
    let conflict = sum(&|x, y| x[0] * y[1] + x[1] * y[0]);
    let weight = match aggregate {
        Aggregate::Congruence => congruence,
        Aggregate::Conflict => conflict,
        Aggregate::Subtract => congruence - conflict,
        _ => sum(&|x, y| (x[0] + x[1]) * (y[0] + y[1])),
    };
    let alone = |x: &[f64; 2], y: &[f64; 2]| -> f64 {
        x.iter().zip(y).filter(|(_, y)| **y == 0.0).map(|(x, _)| *x).sum()
    };
    let length = |actor: &[[f64; 2]; CONCEPTS]| -> f64 {
        let square = |x: &[f64; 2]| match aggregate {
            Aggregate::Ignore => (x[0] + x[1]).powi(2),
            Aggregate::Subtract => (x[1] - x[0]).powi(2),
            _ => x[0].powi(2) + x[1].powi(2),
        };
        actor.iter().map(square).sum::<f64>().sqrt()
    };
    let divisor = match normalise {
        Normalise::Average => (n_statements(one) + n_statements(other)) / 2.0,
        Normalise::Jaccard => sum(&|x, y| alone(x, y) + alone(y, x)) + congruence,
        Normalise::CosineDna => n_statements(one) * n_statements(other),
        Normalise::Cosine => length(one) * length(other),
        _ => 1.0,
    };
    if divisor == 0.0 { 0.0 } else { weight / divisor }
}

fn two_mode(
    counts: &Counts,
    aggregate: Aggregate,
    normalise: Normalise,
    actor: usize,
    concept: usize,
) -> f64 {
    let [against, agreeing] = counts[actor][concept];
    let weight = match (aggregate, agreeing > 0.0, against > 0.0) {
        (Aggregate::Combine, true, false) => 1.0,
        (Aggregate::Combine, false, true) => 2.0,
        (Aggregate::Combine, true, true) => 3.0,
        (Aggregate::Subtract, ..) => agreeing - against,
        _ => agreeing + against,
    };
    let on_concept = counts.iter().flat_map(|actor| actor[concept]).sum();
    let divisor = match normalise {
        Normalise::Activity => n_statements(&counts[actor]),
        Normalise::Prominence => on_concept,
        _ => 1.0,
    };
    if divisor == 0.0 { 0.0 } else { weight / divisor }
}

fn check(
    statements: &[Statement],
    mode: Mode,
    aggregate: Aggregate,
    normalise: Normalise,
    duplicates: Duplicates,
) {
    let mut csv = "document_id,person,concept,agreement\n".to_owned();
    for (document, actor, concept, agrees) in statements {
        csv += &format!("d{document},{actor},{concept},{agrees}\n");
    }
    let events = read_event_list(csv.as_bytes(), "any", Nodes::Person, duplicates).unwrap();
    let projection = Projection::new(mode, aggregate, normalise).unwrap().duplicates(duplicates);
    let network = project(&events, &projection).unwrap();
    let counts = count(statements, aggregate, duplicates);
    for (row, weights) in network.rows().iter().zip(network.matrix()) {
        let row: usize = row.name.parse().unwrap();
        for (column, found) in network.columns().iter().zip(weights) {
            let column: usize = column.name.parse().unwrap();
            let expected = match mode {
                Mode::OneMode if row == column => 0.0,
                Mode::OneMode => one_mode(&counts, aggregate, normalise, row, column),
                Mode::TwoMode => two_mode(&counts, aggregate, normalise, row, column),
            };
            assert!(
                (found - expected).abs() < 1e-9,
                "{projection}: {row} {column}: {found} {expected}\n{csv}"
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn weights_are_what_their_definitions_say(
        statements in prop::collection::vec((0..3usize, 0..ACTORS, 0..CONCEPTS, any::<bool>()), 1..40)
    ) {
        use Aggregate::{Combine, Conflict, Congruence, Ignore, Subtract};
        use Normalise::{Activity, Average, Cosine, CosineDna, Jaccard, No, Prominence};
        for duplicates in [Duplicates::Include, Duplicates::Document, Duplicates::AcrossRange] {
            for aggregate in [Ignore, Congruence, Conflict, Subtract] {
                for normalise in [No, Average, Jaccard, Cosine, CosineDna] {
                    check(&statements, Mode::OneMode, aggregate, normalise, duplicates);
                }
            }
            for aggregate in [Ignore, Subtract] {
                for normalise in [No, Activity, Prominence] {
                    check(&statements, Mode::TwoMode, aggregate, normalise, duplicates);
                }
            }
            check(&statements, Mode::TwoMode, Combine, No, duplicates);
        }
    }
}
