//! Who gave which value to what.

/// One thing, and the value that each coder gave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unit {
    /// By coder: index into the labels of the values; `None` where the coder gave none.
    pub(crate) values: Vec<Option<usize>>,
    /// How many such things there are.
    pub(crate) n_times: usize,
    /// Which units stand together, and are drawn together when an interval is made.
    pub(crate) cluster: usize,
}

impl Unit {
    pub(crate) fn given(&self) -> impl Iterator<Item = usize> {
        self.values.iter().copied().flatten()
    }

    pub(crate) fn n_given(&self) -> usize {
        self.given().count()
    }
}

/// Units and their values.
///
/// Invariant: every unit has two values at least, so all of them can be paired; values are indices of `labels`.
#[derive(Clone, Debug)]
pub(crate) struct Ratings {
    labels: Vec<String>,
    units: Vec<Unit>,
    n_clusters: usize,
}

impl Ratings {
    /// The units among `units` that can be paired; their clusters are numbered anew.
    pub(crate) fn new(labels: Vec<String>, units: Vec<Unit>) -> Self {
        let mut units: Vec<Unit> = units.into_iter().filter(|unit| unit.n_given() > 1).collect();
        let mut clusters: Vec<usize> = units.iter().map(|unit| unit.cluster).collect();
        clusters.sort_unstable();
        clusters.dedup();
        for unit in &mut units {
            unit.cluster = clusters.partition_point(|cluster| *cluster < unit.cluster);
        }
        Self { labels, units, n_clusters: clusters.len() }
    }

    pub(crate) fn labels(&self) -> &[String] {
        &self.labels
    }

    pub(crate) fn units(&self) -> &[Unit] {
        &self.units
    }

    pub(crate) fn n_clusters(&self) -> usize {
        self.n_clusters
    }

    /// How many things were coded by two coders at least.
    pub(crate) fn n_units(&self) -> usize {
        self.units.iter().map(|unit| unit.n_times).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_paired_is_left_out() {
        let unit = |values: &[Option<usize>], cluster| Unit { values: values.to_vec(), n_times: 2, cluster };
        let units = vec![
            unit(&[Some(0), None], 3),
            unit(&[Some(0), Some(1)], 7),
            unit(&[None, None], 1),
            unit(&[Some(1), Some(1)], 5),
        ];
        let ratings = Ratings::new(vec!["a".into(), "b".into()], units);
        assert_eq!((ratings.units().len(), ratings.n_units(), ratings.n_clusters()), (2, 4, 2));
        assert_eq!((ratings.units()[0].cluster, ratings.units()[1].cluster), (1, 0));
    }
}
