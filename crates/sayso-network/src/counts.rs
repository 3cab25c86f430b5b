//! Statements of each actor on each concept, duplicates left out.

use polars::prelude::{
    ChunkedArray, DataFrame, DataType, Int32Type, IntoColumn, IntoLazy, NewChunkedArray, SortMultipleOptions,
    UniqueKeepStrategy, col, cols, len,
};

use crate::events::Events;
use crate::network::Node;
use crate::{Aggregate, Duplicates, NetworkError, Unit};

/// Statements of one actor on one concept. At least one of the two numbers is above 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cell {
    /// Place of the actor among the counts' actors.
    pub(crate) actor: usize,
    /// Place of the concept among the counts' concepts.
    pub(crate) concept: usize,
    /// Statements that agree.
    pub(crate) n_for: u64,
    /// Statements that disagree.
    pub(crate) n_against: u64,
}

impl Cell {
    pub(crate) fn n(&self) -> u64 {
        self.n_for + self.n_against
    }
}

/// All that weights are made from.
#[derive(Clone, Debug)]
pub(crate) struct Counts {
    /// Actors with statements, sorted by name.
    pub(crate) actors: Vec<Node>,
    /// Concepts with statements, sorted by name.
    pub(crate) concepts: Vec<Node>,
    /// Sorted by actor, then by concept.
    pub(crate) cells: Vec<Cell>,
    /// Events left out because their date does not tell the week, month or year of the filter.
    pub(crate) n_undated: u64,
}

impl Counts {
    /// Counts `events` after the filter of duplicates; actors with fewer than `min_statements` are left out.
    ///
    /// Without agreement to go by (`ignore`) a statement with another agreement is a duplicate too, except where every one is
    /// counted; the one that stays keeps its own agreement.
    pub(crate) fn of(
        events: &Events,
        aggregate: Aggregate,
        duplicates: Duplicates,
        min_statements: u64,
    ) -> Result<Self, NetworkError> {
        let (frame, n_undated) = filter(events, aggregate, duplicates)?;
        let cells = cells(frame)?;
        let mut n_of = vec![0; events.actors.len()];
        for cell in &cells {
            n_of[cell.actor] += cell.n();
        }
        let is_kept = |cell: &Cell| n_of[cell.actor] >= min_statements;
        let mut cells: Vec<Cell> = cells.into_iter().filter(is_kept).collect();
        let actors = compact(&events.actors, &mut cells, |cell| &mut cell.actor);
        let concepts = compact(&events.concepts, &mut cells, |cell| &mut cell.concept);
        Ok(Self { actors, concepts, cells, n_undated })
    }
}

/// The first of each set of duplicates, and how many events have no date to tell them by.
fn filter(
    events: &Events,
    aggregate: Aggregate,
    duplicates: Duplicates,
) -> Result<(DataFrame, u64), NetworkError> {
    let mut key = vec!["actor", "concept"];
    if aggregate != Aggregate::Ignore {
        key.push("agrees");
    }
    let unit = match duplicates {
        Duplicates::Include => return Ok((events.frame.clone(), 0)),
        Duplicates::AcrossRange => None,
        Duplicates::Document => {
            key.push("document");
            None
        }
        Duplicates::Week => Some(Unit::Weeks),
        Duplicates::Month => Some(Unit::Months),
        Duplicates::Year => Some(Unit::Years),
    };
    let mut frame = events.frame.clone();
    let mut n_undated = 0;
    if let Some(unit) = unit {
        let numbers = events.numbers(unit)?.into_iter();
        let numbers = ChunkedArray::<Int32Type>::from_iter_options("number".into(), numbers).into_column();
        n_undated = numbers.null_count() as u64;
        frame = frame.hstack(&[numbers])?;
        key.push("number");
    }
    let mut rows = frame.lazy();
    if n_undated > 0 {
        rows = rows.filter(col("number").is_not_null());
    }
    Ok((rows.unique_stable(Some(cols(key)), UniqueKeepStrategy::First).collect()?, n_undated))
}

/// Counts of each actor and concept, sorted.
fn cells(frame: DataFrame) -> Result<Vec<Cell>, NetworkError> {
    let n_for = col("agrees").sum().cast(DataType::UInt64).alias("n_for");
    let counted = frame
        .lazy()
        .group_by([col("actor"), col("concept")])
        .agg([n_for, len().cast(DataType::UInt64).alias("n")])
        .sort(["actor", "concept"], SortMultipleOptions::default())
        .collect()?;
    let (actors, concepts) = (counted.column("actor")?.u32()?, counted.column("concept")?.u32()?);
    let (n_for, n) = (counted.column("n_for")?.u64()?, counted.column("n")?.u64()?);
    let places = actors.iter().flatten().zip(concepts.iter().flatten());
    let numbers = n_for.iter().flatten().zip(n.iter().flatten());
    let cells = places.zip(numbers).map(|((actor, concept), (n_for, n))| Cell {
        actor: actor as usize,
        concept: concept as usize,
        n_for,
        n_against: n - n_for,
    });
    Ok(cells.collect())
}

/// Numbers the places of `cells` anew so that only names with statements are left; gives those names.
fn compact(names: &[String], cells: &mut [Cell], place: impl Fn(&mut Cell) -> &mut usize) -> Vec<Node> {
    let mut n_of = vec![0; names.len()];
    for cell in cells.iter_mut() {
        let n = cell.n();
        n_of[*place(cell)] += n;
    }
    let mut nodes = Vec::new();
    let mut places = vec![0; names.len()];
    for (old, (name, n_statements)) in names.iter().zip(n_of).enumerate() {
        if n_statements > 0 {
            places[old] = nodes.len();
            nodes.push(Node { name: name.clone(), n_statements });
        }
    }
    for cell in cells {
        let place = place(cell);
        *place = places[*place];
    }
    nodes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::events::samples::events;

    /// `actor concept for/against` of every cell.
    fn told(counts: &Counts) -> Vec<String> {
        let told = |cell: &Cell| {
            let (actor, concept) = (&counts.actors[cell.actor].name, &counts.concepts[cell.concept].name);
            format!("{actor} {concept} {}/{}", cell.n_for, cell.n_against)
        };
        counts.cells.iter().map(told).collect()
    }

    /// Ann four times for the bridge and once against it, over two documents, three weeks and two years; Bo once.
    const ROWS: &str = "\
        d1 ann bridge + 2018-12-31\n\
        d1 ann bridge + 2019-01-06\n\
        d2 ann bridge + 2019-01-07\n\
        d2 ann bridge - 2019-01-08\n\
        d2 ann bridge + 2019-03-01\n\
        d2 bo bridge - 2019-01-01";

    #[test]
    fn each_filter_of_duplicates() {
        for (duplicates, expected) in [
            (Duplicates::Include, ["ann bridge 4/1", "bo bridge 0/1"]),
            (Duplicates::Document, ["ann bridge 2/1", "bo bridge 0/1"]),
            (Duplicates::Week, ["ann bridge 3/1", "bo bridge 0/1"]),
            (Duplicates::Month, ["ann bridge 3/1", "bo bridge 0/1"]),
            (Duplicates::Year, ["ann bridge 2/1", "bo bridge 0/1"]),
            (Duplicates::AcrossRange, ["ann bridge 1/1", "bo bridge 0/1"]),
        ] {
            let counts = Counts::of(&events(ROWS), Aggregate::Subtract, duplicates, 0).unwrap();
            assert_eq!(told(&counts), expected, "{duplicates:?}");
        }
    }

    #[test]
    fn agreement_is_part_of_the_key_unless_it_is_ignored() {
        let rows = events("d1 ann bridge - 2019-02\nd1 ann bridge + 2019-01\nd1 ann bridge - 2019-03");
        let told =
            |aggregate, duplicates| told(&Counts::of(&rows, aggregate, duplicates, 0).unwrap()).join(", ");
        assert_eq!(told(Aggregate::Congruence, Duplicates::Document), "ann bridge 1/1");
        assert_eq!(
            told(Aggregate::Ignore, Duplicates::Document),
            "ann bridge 1/0",
            "the first in time stays"
        );
        assert_eq!(told(Aggregate::Ignore, Duplicates::Include), "ann bridge 1/2");
    }

    #[test]
    fn dates_that_do_not_tell_the_week_are_left_out_and_counted() {
        let rows = events("d1 ann bridge + 2019-01\nd1 ann bridge + 2019-01-05\nd1 bo rent -");
        let counts = Counts::of(&rows, Aggregate::Subtract, Duplicates::Week, 0).unwrap();
        assert_eq!((told(&counts).join(", "), counts.n_undated), ("ann bridge 1/0".to_owned(), 2));
        let counts = Counts::of(&rows, Aggregate::Subtract, Duplicates::Month, 0).unwrap();
        assert_eq!((told(&counts).join(", "), counts.n_undated), ("ann bridge 1/0".to_owned(), 1));
    }

    #[test]
    fn actors_with_too_few_statements_go_with_their_concepts() {
        let rows = events("d ann bridge +\nd ann rent +\nd bo trams +\nd cy rent -\nd cy rent -");
        let counts = Counts::of(&rows, Aggregate::Subtract, Duplicates::Include, 2).unwrap();
        assert_eq!(told(&counts), ["ann bridge 1/0", "ann rent 1/0", "cy rent 0/2"]);
        let concepts: Vec<(&str, u64)> =
            counts.concepts.iter().map(|node| (node.name.as_str(), node.n_statements)).collect();
        assert_eq!(concepts, [("bridge", 1), ("rent", 3)]);
        let counts = Counts::of(&rows, Aggregate::Subtract, Duplicates::AcrossRange, 2).unwrap();
        assert_eq!(told(&counts), ["ann bridge 1/0", "ann rent 1/0"], "duplicates are not counted");
    }
}
