//! Mentions that are one, as sets, and how many links two ways of making sets have in common (MUC).

use std::collections::{BTreeMap, BTreeSet};

use crate::attribution::CharRange;

/// Sets of mentions, by a representative each.
#[derive(Debug, Default)]
pub(crate) struct Clusters {
    parent: BTreeMap<CharRange, CharRange>,
}

impl Clusters {
    /// Makes two mentions one.
    pub(crate) fn join(&mut self, one: CharRange, other: CharRange) {
        let (one, other) = (self.root(one), self.root(other));
        if one != other {
            self.parent.insert(one.max(other), one.min(other));
        }
    }

    fn root(&mut self, mention: CharRange) -> CharRange {
        let mut at = mention;
        // parents stand before their children, so that the walk ends
        while let Some(&parent) = self.parent.get(&at).filter(|parent| **parent != at) {
            at = parent;
        }
        self.parent.insert(mention, at);
        at
    }

    /// The sets, each of two mentions or more.
    pub(crate) fn sets(mut self) -> Vec<BTreeSet<CharRange>> {
        let mentions: Vec<CharRange> = self.parent.keys().copied().collect();
        let mut sets: BTreeMap<CharRange, BTreeSet<CharRange>> = BTreeMap::new();
        for mention in mentions {
            let root = self.root(mention);
            sets.entry(root).or_default().insert(mention);
        }
        sets.into_values().filter(|set| set.len() > 1).collect()
    }
}

/// Of the links that hold `sets` together, those that `others` have too, and how many there are: a set of n mentions has n − 1, less
/// one for each piece into which the others cut it.
pub(crate) fn common_links(sets: &[BTreeSet<CharRange>], others: &[BTreeSet<CharRange>]) -> (usize, usize) {
    let set_of: BTreeMap<CharRange, usize> =
        others.iter().enumerate().flat_map(|(nth, set)| set.iter().map(move |one| (*one, nth))).collect();
    let (mut n_common, mut n_all) = (0, 0);
    for set in sets {
        let found: BTreeSet<usize> = set.iter().filter_map(|one| set_of.get(one).copied()).collect();
        let n_alone = set.iter().filter(|one| !set_of.contains_key(one)).count();
        n_common += set.len() - found.len() - n_alone;
        n_all += set.len() - 1;
    }
    (n_common, n_all)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clusters(links: &[(usize, usize)]) -> Vec<BTreeSet<CharRange>> {
        let mut clusters = Clusters::default();
        for (one, other) in links {
            clusters.join((*one, one + 1), (*other, other + 1));
        }
        clusters.sets()
    }

    #[test]
    fn links_make_sets() {
        let sets = clusters(&[(5, 3), (1, 2), (3, 1), (8, 9)]);
        let sizes: Vec<usize> = sets.iter().map(BTreeSet::len).collect();
        assert_eq!(sizes, [4, 2]);
    }

    /// The example of Vilain and others (1995): A-B, B-C, C-D against A-B, C-D has two of three links.
    #[test]
    fn links_in_common() {
        let (key, response) = (clusters(&[(1, 2), (2, 3), (3, 4)]), clusters(&[(1, 2), (3, 4)]));
        assert_eq!(common_links(&key, &response), (2, 3));
        assert_eq!(common_links(&response, &key), (2, 2));
        assert_eq!(common_links(&key, &[]), (0, 3));
    }
}
