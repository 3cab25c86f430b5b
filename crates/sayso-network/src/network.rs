//! Nodes and weighted ties.

use crate::counts::Counts;
use crate::events::Events;
use crate::{Mode, NetworkError, Projection, one_mode, two_mode};

/// An actor or a concept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Its name.
    pub name: String,
    /// Its statements, duplicates not counted.
    pub n_statements: u64,
}

/// A tie, by the places of its ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tie {
    /// Place of an actor in [`Network::rows`].
    pub row: usize,
    /// Place in [`Network::columns`]; in one-mode networks, of an actor after `row`.
    pub column: usize,
    /// Its weight, which is never 0.
    pub weight: f64,
}

/// Who is tied to whom, or to what, and how much.
#[derive(Clone, Debug, PartialEq)]
pub struct Network {
    projection: Projection,
    rows: Vec<Node>,
    /// Empty in one-mode networks, whose columns are their rows.
    concepts: Vec<Node>,
    /// Sorted by row, then by column; each once.
    ties: Vec<Tie>,
    n_undated: u64,
}

impl Network {
    /// What its nodes are.
    pub fn mode(&self) -> Mode {
        self.projection.parts().0
    }

    /// The actors with statements, sorted by name, also those without a tie.
    pub fn rows(&self) -> &[Node] {
        &self.rows
    }

    /// The same actors in a one-mode network, the concepts in a two-mode network; sorted by name.
    pub fn columns(&self) -> &[Node] {
        match self.mode() {
            Mode::OneMode => &self.rows,
            Mode::TwoMode => &self.concepts,
        }
    }

    /// The concepts; none in a one-mode network.
    pub(crate) fn concepts(&self) -> &[Node] {
        &self.concepts
    }

    /// What it is, as [`Projection`] tells it.
    pub(crate) fn told(&self) -> String {
        self.projection.to_string()
    }

    /// Every tie once, sorted by row, then by column.
    pub fn ties(&self) -> &[Tie] {
        &self.ties
    }

    /// How many events were left out because their date does not tell the week, month or year by which duplicates are told.
    pub fn n_undated(&self) -> u64 {
        self.n_undated
    }

    /// The matrix, row after row; symmetric, with 0 on the diagonal, in a one-mode network.
    ///
    /// Memory: one row at a time beside the ties.
    pub fn matrix(&self) -> impl Iterator<Item = Vec<f64>> {
        let mut ties_of: Vec<Vec<(usize, f64)>> = vec![Vec::new(); self.rows.len()];
        for tie in &self.ties {
            ties_of[tie.row].push((tie.column, tie.weight));
            if self.mode() == Mode::OneMode {
                ties_of[tie.column].push((tie.row, tie.weight));
            }
        }
        let n_columns = self.columns().len();
        ties_of.into_iter().map(move |ties| {
            let mut row = vec![0.0; n_columns];
            for (column, weight) in ties {
                row[column] = weight;
            }
            row
        })
    }
}

/// Makes a network of `events`.
///
/// # Errors
/// [`NetworkError::Empty`] where no event is left, [`NetworkError::Polars`] where they cannot be counted.
///
/// # Examples
/// ```
/// use sayso_network::{Aggregate, Duplicates, Mode, Nodes, Normalise, Projection, project, read_event_list};
///
/// let coded = "organization,concept,agreement\nHarbour Union,the bridge,1\nTenants,the bridge,1\nTenants,trams,0\n";
/// let events = read_event_list(coded.as_bytes(), "coded.csv", Nodes::Organization, Duplicates::Include)?;
/// let network = project(&events, &Projection::new(Mode::OneMode, Aggregate::Congruence, Normalise::No)?)?;
/// assert_eq!(network.rows().len(), 2);
/// assert_eq!(network.ties()[0].weight, 1.0);
/// # Ok::<(), sayso_network::NetworkError>(())
/// ```
pub fn project(events: &Events, projection: &Projection) -> Result<Network, NetworkError> {
    let (mode, aggregate, normalise, duplicates, thresholds) = projection.parts();
    let counts = Counts::of(events, aggregate, duplicates, thresholds.min_statements)?;
    if counts.cells.is_empty() {
        let reason = match (events.n_events(), counts.n_undated) {
            (0, _) => "there is no stance of an actor towards a concept".to_owned(),
            (all, undated) if all as u64 == undated => {
                format!("none of {all} stances has a date that tells the period of duplicates")
            }
            _ => format!("no actor has {} statements", thresholds.min_statements),
        };
        return Err(NetworkError::Empty { reason });
    }
    let mut ties = match mode {
        Mode::OneMode => one_mode::ties(&counts, aggregate, normalise),
        Mode::TwoMode => two_mode::ties(&counts, aggregate, normalise),
    };
    ties.retain(|tie| tie.weight != 0.0 && tie.weight.abs() >= thresholds.min_weight);
    let concepts = if mode == Mode::TwoMode { counts.concepts } else { Vec::new() };
    Ok(Network { projection: *projection, rows: counts.actors, concepts, ties, n_undated: counts.n_undated })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::events::samples::events;
    use crate::{Aggregate, Duplicates, Normalise, Thresholds};

    fn reason(rows: &str, duplicates: Duplicates, min_statements: u64) -> String {
        let projection = Projection::new(Mode::OneMode, Aggregate::Subtract, Normalise::No).unwrap();
        let projection =
            projection.duplicates(duplicates).thresholds(Thresholds { min_weight: 0.0, min_statements });
        project(&events(rows), &projection).unwrap_err().to_string()
    }

    #[test]
    fn nothing_left_is_told_with_its_reason() {
        for (rows, duplicates, min_statements, expected) in [
            ("", Duplicates::Include, 0, "no network: there is no stance of an actor towards a concept"),
            (
                "d a x +",
                Duplicates::Week,
                0,
                "no network: none of 1 stances has a date that tells the period of duplicates",
            ),
            ("d a x +", Duplicates::Include, 2, "no network: no actor has 2 statements"),
        ] {
            assert_eq!(reason(rows, duplicates, min_statements), expected);
        }
    }

    #[test]
    fn weak_ties_go_and_their_actors_stay() {
        let rows = events("d a x +\nd b x +\nd b x +\nd c x -\nd c x -\nd c x -");
        let projection = Projection::new(Mode::OneMode, Aggregate::Subtract, Normalise::No).unwrap();
        let ties = |min_weight| {
            let network =
                project(&rows, &projection.thresholds(Thresholds { min_weight, min_statements: 0 })).unwrap();
            assert_eq!(network.rows().len(), 3);
            network.ties().iter().map(|tie| tie.weight).collect::<Vec<f64>>()
        };
        assert_eq!(ties(0.0), [2.0, -3.0, -6.0]);
        assert_eq!(ties(3.0), [-3.0, -6.0], "by distance from 0");
    }
}
