//! Who was for or against what, in which document, when: what networks are made of.

use std::collections::HashMap;

use polars::prelude::{
    BooleanType, Column, DataFrame, Int32Type, IntoColumn, IntoLazy, NewChunkedArray, SortMultipleOptions,
    UInt32Type, col, lit,
};
use polars::prelude::{ChunkedArray, LazyFrame};

use serde::{Deserialize, Serialize};

use crate::calendar::{Dated, Period};
use crate::{NetworkError, Unit};

/// Which actors are nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Nodes {
    /// Persons.
    Person,
    /// Organisations: whoever speaks for one counts as it.
    #[serde(alias = "organisation")]
    Organization,
    /// Persons, and organisations where no person is named.
    Actor,
}

impl Nodes {
    /// As options have it.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organization => "organization",
            Self::Actor => "actor",
        }
    }

    /// The name of the node, of the names of person and organisation in a row.
    pub(crate) fn choose<'a>(
        self,
        person: Option<&'a str>,
        organization: Option<&'a str>,
    ) -> Option<&'a str> {
        match self {
            Self::Person => person,
            Self::Organization => organization,
            Self::Actor => person.or(organization),
        }
    }
}

/// Rows that give no event, by what they lack first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Rows without a concept: statements that express no stance.
    pub no_concept: u64,
    /// Rows about a concept that neither agree nor disagree.
    pub no_agreement: u64,
    /// Rows with a stance of nobody who is a node.
    pub no_actor: u64,
}

/// Stances of actors towards concepts.
///
/// Shape: sorted by first possible day, those without a date last; within a day in the order in which they were read.
#[derive(Clone, Debug)]
pub struct Events {
    /// Columns `document`, `actor`, `concept` (places in the lists of names), `agrees`, `first_day` and `last_day`.
    pub(crate) frame: DataFrame,
    /// Names of actors, sorted.
    pub(crate) actors: Vec<String>,
    /// Names of concepts, sorted.
    pub(crate) concepts: Vec<String>,
    left_out: LeftOut,
}

impl Events {
    /// How many there are.
    pub fn n_events(&self) -> usize {
        self.frame.height()
    }

    /// What was read and is not among them.
    pub fn left_out(&self) -> LeftOut {
        self.left_out
    }

    /// How many have no date at all.
    ///
    /// # Errors
    /// [`NetworkError::Polars`].
    pub fn n_undated(&self) -> Result<usize, NetworkError> {
        Ok(self.frame.column("first_day")?.null_count())
    }

    /// Those that lie wholly within a period. One that may lie outside, such as one of "2019" for a period in March, is not among
    /// them.
    ///
    /// # Errors
    /// [`NetworkError::Polars`].
    pub fn within(&self, period: Period) -> Result<Self, NetworkError> {
        let Period { first_day, last_day } = period;
        let is_within = col("first_day").gt_eq(lit(first_day)).and(col("last_day").lt_eq(lit(last_day)));
        self.keep(|frame| frame.filter(is_within))
    }

    /// The first and the last day of those with a date.
    pub(crate) fn span(&self) -> Result<Option<Period>, NetworkError> {
        let first_day = self.frame.column("first_day")?.i32()?.iter().flatten().min();
        let last_day = self.frame.column("last_day")?.i32()?.iter().flatten().max();
        Ok(first_day.zip(last_day).map(|(first_day, last_day)| Period { first_day, last_day }))
    }

    /// The number of the week, month or year of each event; `None` where the date does not tell it.
    pub(crate) fn numbers(&self, unit: Unit) -> Result<Vec<Option<i32>>, NetworkError> {
        let first_days = self.frame.column("first_day")?.i32()?;
        let last_days = self.frame.column("last_day")?.i32()?;
        let number = |(first, last): (Option<i32>, Option<i32>)| {
            let (first, last) = (unit.number_of(first?), unit.number_of(last?));
            (first == last).then_some(first)
        };
        Ok(first_days.iter().zip(last_days.iter()).map(number).collect())
    }

    fn keep(&self, filter: impl FnOnce(LazyFrame) -> LazyFrame) -> Result<Self, NetworkError> {
        let frame = filter(self.frame.clone().lazy()).collect()?;
        Ok(Self { frame, ..self.clone() })
    }
}

/// One row, as it was read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row<'a> {
    pub(crate) document: &'a str,
    pub(crate) actor: Option<&'a str>,
    pub(crate) concept: Option<&'a str>,
    pub(crate) agrees: Option<bool>,
    pub(crate) dated: Option<Dated>,
}

/// Collects rows.
#[derive(Default)]
pub(crate) struct Collector {
    documents: Names,
    actors: Names,
    concepts: Names,
    rows: Vec<Coded>,
    left_out: LeftOut,
}

struct Coded {
    document: u32,
    actor: u32,
    concept: u32,
    agrees: bool,
    dated: Option<Dated>,
}

impl Collector {
    pub(crate) fn push(&mut self, row: Row<'_>) {
        let given = |text: Option<&'_ str>| text.is_some_and(|text| !text.is_empty());
        match (row.concept, row.agrees, row.actor) {
            (Some(concept), Some(agrees), Some(actor)) if given(row.concept) && given(row.actor) => {
                let document = self.documents.code(row.document);
                let (actor, concept) = (self.actors.code(actor), self.concepts.code(concept));
                self.rows.push(Coded { document, actor, concept, agrees, dated: row.dated });
            }
            (concept, _, _) if !given(concept) => self.left_out.no_concept += 1,
            (_, None, _) => self.left_out.no_agreement += 1,
            _ => self.left_out.no_actor += 1,
        }
    }

    pub(crate) fn finish(self) -> Result<Events, NetworkError> {
        let (actors, actor_places) = self.actors.sorted();
        let (concepts, concept_places) = self.concepts.sorted();
        let rows = &self.rows;
        let columns = vec![
            codes("document", rows.iter().map(|row| row.document)),
            codes("actor", rows.iter().map(|row| actor_places[row.actor as usize])),
            codes("concept", rows.iter().map(|row| concept_places[row.concept as usize])),
            ChunkedArray::<BooleanType>::from_iter_values("agrees".into(), rows.iter().map(|row| row.agrees))
                .into_column(),
            days("first_day", rows.iter().map(|row| row.dated.map(|dated| dated.first_day))),
            days("last_day", rows.iter().map(|row| row.dated.map(|dated| dated.last_day))),
        ];
        let in_time = SortMultipleOptions::default().with_maintain_order(true).with_nulls_last(true);
        let frame = DataFrame::new(rows.len(), columns)?.sort(["first_day"], in_time)?;
        Ok(Events { frame, actors, concepts, left_out: self.left_out })
    }
}

fn codes(name: &str, values: impl Iterator<Item = u32>) -> Column {
    ChunkedArray::<UInt32Type>::from_iter_values(name.into(), values).into_column()
}

fn days(name: &str, values: impl Iterator<Item = Option<i32>>) -> Column {
    ChunkedArray::<Int32Type>::from_iter_options(name.into(), values).into_column()
}

/// Names, each with the number of its first occurrence.
#[derive(Default)]
struct Names {
    codes: HashMap<Box<str>, u32>,
}

impl Names {
    fn code(&mut self, name: &str) -> u32 {
        if let Some(code) = self.codes.get(name) {
            return *code;
        }
        // there are at most as many names as rows, and polars counts rows in 32 bits
        let code = self.codes.len() as u32;
        self.codes.insert(name.into(), code);
        code
    }

    /// The names in order, and the place there of each code.
    fn sorted(self) -> (Vec<String>, Vec<u32>) {
        let mut names: Vec<(Box<str>, u32)> = self.codes.into_iter().collect();
        names.sort_unstable();
        let mut places = vec![0; names.len()];
        for (place, (_, code)) in names.iter().enumerate() {
            places[*code as usize] = place as u32;
        }
        (names.into_iter().map(|(name, _)| name.into()).collect(), places)
    }
}

#[cfg(test)]
pub(crate) mod samples {
    use super::*;

    /// Events of rows `document actor concept sign date?`, all in one text.
    pub(crate) fn events(rows: &str) -> Events {
        let mut collector = Collector::default();
        for row in rows.lines() {
            let words: Vec<&str> = row.split_whitespace().collect();
            let [document, actor, concept, sign, date @ ..] = words.as_slice() else { panic!("{row:?}") };
            collector.push(Row {
                document,
                actor: Some(actor),
                concept: Some(concept),
                agrees: Some(*sign == "+"),
                dated: date.first().map(|date| date.parse().unwrap()),
            });
        }
        collector.finish().unwrap()
    }
}

#[cfg(test)]
mod tests {
    use super::samples::events;
    use super::*;

    fn row<'a>(actor: Option<&'a str>, concept: Option<&'a str>, agrees: Option<bool>) -> Row<'a> {
        Row { document: "d", actor, concept, agrees, dated: None }
    }

    #[test]
    fn rows_that_lack_something_are_counted() {
        let mut collector = Collector::default();
        collector.push(row(Some("Ann"), Some("bridge"), Some(true)));
        collector.push(row(Some("Ann"), None, None));
        collector.push(row(None, Some(""), Some(true)));
        collector.push(row(None, Some("bridge"), None));
        collector.push(row(Some(""), Some("bridge"), Some(true)));
        let events = collector.finish().unwrap();
        assert_eq!(events.n_events(), 1);
        assert_eq!(events.left_out(), LeftOut { no_concept: 2, no_agreement: 1, no_actor: 1 });
    }

    #[test]
    fn names_are_sorted_and_rows_stand_in_time() {
        let events = events("d b y + 2019-03\nd a x -\nd c x + 2018\nd b x - 2019-03-01");
        assert_eq!((events.actors.join(""), events.concepts.join("")), ("abc".to_owned(), "xy".to_owned()));
        let actors: Vec<u32> =
            events.frame.column("actor").unwrap().u32().unwrap().iter().flatten().collect();
        assert_eq!(
            actors,
            [2, 1, 1, 0],
            "2018, then both that may be 1 March in the order read, then the one without a date"
        );
        assert_eq!(events.n_undated().unwrap(), 1);
    }

    #[test]
    fn a_period_has_what_lies_wholly_within_it() {
        let events = events("d a x + 2019\nd b x + 2019-03\nd c x + 2019-03-31\nd e x +");
        let n_within = |from: &str, to: &str| {
            let period = Period::between(from.parse().ok(), to.parse().ok());
            events.within(period).unwrap().n_events()
        };
        assert_eq!(n_within("2019-03", "2019-03"), 2);
        assert_eq!(n_within("2019-03-02", "2019-03"), 1);
        assert_eq!(n_within("2019", "2019-03-30"), 0);
        assert_eq!(n_within("2019", ""), 3);
        assert_eq!(events.numbers(Unit::Months).unwrap().iter().flatten().count(), 2);
    }
}
