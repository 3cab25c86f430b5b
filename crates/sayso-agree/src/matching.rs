//! Which rows of different coders are about the same thing.

use std::collections::BTreeMap;

use crate::input::{CharRange, Coder, Item, Kind};

/// One thing, as each coder has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unit {
    pub(crate) kind: Kind,
    /// By coder: index into the coder's items.
    pub(crate) members: Vec<Option<usize>>,
}

/// Every thing that any coder has, in the order in which coders and their rows come.
///
/// Rows with the same id are one. Of what is left, rows of one document are one where their words overlap: at least `min_overlap` of
/// all the words that either covers (Jaccard, in code points), the best pairs first. Stances must share holder or target, and where
/// they share both, any overlap is enough. With more than two coders, each later one is held against what the earlier ones have
/// together, so only then may the order of coders matter.
pub(crate) fn units(coders: &[Coder], min_overlap: f64) -> Vec<Unit> {
    let mut matching = Matching { coders, min_overlap, units: Vec::new(), by_id: BTreeMap::new() };
    for coder in 0..coders.len() {
        matching.add(coder);
    }
    matching.units
}

struct Matching<'a> {
    coders: &'a [Coder],
    min_overlap: f64,
    units: Vec<Unit>,
    by_id: BTreeMap<&'a str, usize>,
}

/// A row that may belong to a unit. Better ones are smaller.
struct Candidate {
    n_different: usize,
    likeness: f64,
    unit: usize,
    item: usize,
}

impl<'a> Matching<'a> {
    fn add(&mut self, coder: usize) {
        let items = &self.coders[coder].items;
        let mut left = Vec::new();
        for (nth, item) in items.iter().enumerate() {
            match self.by_id.get(item.id.as_str()).copied() {
                Some(unit) => self.join(unit, coder, nth),
                None => left.push(nth),
            }
        }
        let mut candidates = self.candidates(coder, &left);
        candidates.sort_by(|one, other| {
            one.n_different
                .cmp(&other.n_different)
                .then(other.likeness.total_cmp(&one.likeness))
                .then((one.unit, one.item).cmp(&(other.unit, other.item)))
        });
        let mut is_placed = vec![false; items.len()];
        for Candidate { unit, item, .. } in candidates {
            if !is_placed[item] && self.units[unit].members[coder].is_none() {
                self.join(unit, coder, item);
                is_placed[item] = true;
            }
        }
        for nth in left.into_iter().filter(|nth| !is_placed[*nth]) {
            self.units.push(Unit { kind: items[nth].kind, members: vec![None; self.coders.len()] });
            self.join(self.units.len() - 1, coder, nth);
        }
    }

    fn join(&mut self, unit: usize, coder: usize, item: usize) {
        let row = &self.coders[coder].items[item];
        self.units[unit].members[coder] = Some(item);
        // a code is about whatever row has its id
        self.units[unit].kind = self.units[unit].kind.min(row.kind);
        self.by_id.entry(&row.id).or_insert(unit);
    }

    fn members(&self, unit: usize) -> impl Iterator<Item = &'a Item> {
        let coders = self.coders;
        let members = self.units[unit].members.iter().enumerate();
        members.filter_map(move |(coder, item)| item.map(|item| &coders[coder].items[item]))
    }

    /// Pairs of a unit without this coder and a row without a unit that may be one.
    fn candidates(&self, coder: usize, left: &[usize]) -> Vec<Candidate> {
        let mut open: BTreeMap<(Kind, &str), Vec<usize>> = BTreeMap::new();
        for unit in (0..self.units.len()).filter(|unit| self.units[*unit].members[coder].is_none()) {
            for item in self.members(unit).take(1).filter(|item| !item.document_id.is_empty()) {
                open.entry((self.units[unit].kind, &item.document_id)).or_default().push(unit);
            }
        }
        let mut candidates = Vec::new();
        for &item in left {
            let row = &self.coders[coder].items[item];
            let core = row.core();
            for &unit in open.get(&(row.kind, row.document_id.as_str())).map_or(&[][..], Vec::as_slice) {
                let fits = self.members(unit).filter_map(|member| self.fit(row, &core, member));
                let best = fits.min_by(|one, other| one.0.cmp(&other.0).then(other.1.total_cmp(&one.1)));
                candidates.extend(best.map(|(n_different, likeness)| Candidate {
                    n_different,
                    likeness,
                    unit,
                    item,
                }));
            }
        }
        candidates
    }

    /// In how many respects two rows differ, and how much of their words they share; `None` where they are not about one thing.
    fn fit(&self, row: &Item, core: &[CharRange], other: &Item) -> Option<(usize, f64)> {
        let likeness = jaccard(core, &other.core());
        let n_different = match row.kind {
            Kind::Stance => {
                let differs = |variable: &&str| row.values.get(*variable) != other.values.get(*variable);
                ["holder_id", "target_id"].iter().filter(|variable| differs(variable)).count()
            }
            Kind::Statement | Kind::Code => 0,
        };
        let is_one = match (row.kind, n_different) {
            (Kind::Stance, 0) => likeness > 0.0,
            (Kind::Stance, 1) | (Kind::Statement | Kind::Code, _) => {
                likeness > 0.0 && likeness >= self.min_overlap
            }
            (Kind::Stance, _) => false,
        };
        is_one.then_some((n_different, likeness))
    }
}

/// Code points that two lists of stretches share among all that either has, in 0..=1. Both are in text order without overlaps.
fn jaccard(one: &[CharRange], other: &[CharRange]) -> f64 {
    let length = |ranges: &[CharRange]| -> usize { ranges.iter().map(|(start, end)| end - start).sum() };
    let (mut nth_one, mut nth_other, mut n_shared) = (0, 0, 0);
    while let (Some(left), Some(right)) = (one.get(nth_one), other.get(nth_other)) {
        n_shared += left.1.min(right.1).saturating_sub(left.0.max(right.0));
        if left.1 <= right.1 { nth_one += 1 } else { nth_other += 1 }
    }
    let n_either = (length(one) + length(other)).saturating_sub(n_shared);
    if n_either == 0 { 0.0 } else { n_shared as f64 / n_either as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::{Coding, Source};

    const STATEMENTS: &str = "statement_id,document_id,content,start_char,end_char\n";
    const STANCES: &str =
        "stance_id,document_id,holder_id,target_id,evidence,evidence_start_char,evidence_end_char\n";

    /// The ids of the members of each unit, `-` where a coder has none.
    fn check(header: &str, coders: &[&[&str]], expected: &[&str]) {
        let source = |(nth, rows): (usize, &&[&str])| Source {
            name: format!("c{nth}"),
            files: vec![("a.csv".to_owned(), format!("{header}{}\n", rows.join("\n")))],
        };
        let sources: Vec<Source> = coders.iter().enumerate().map(source).collect();
        let coders = Coding::read(&sources).unwrap().coders;
        let name = |(coder, item): (usize, &Option<usize>)| {
            item.map_or("-", |item| coders[coder].items[item].id.as_str())
        };
        let found: Vec<String> = units(&coders, 0.5)
            .iter()
            .map(|unit| unit.members.iter().enumerate().map(name).collect::<Vec<_>>().join(" "))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn ids_come_before_places() {
        // b's second row fills a's place, but b's first has a's id
        check(STATEMENTS, &[&["s1,d1,a,0,10"], &["s1,d1,a,20,30", "s2,d1,a,0,10"]], &["s1 s1", "- s2"]);
    }

    #[test]
    fn the_best_overlap_wins_and_little_of_it_is_none() {
        let one: &[&str] = &["s1,d1,a,0,100", "s2,d1,a,10,20"];
        check(STATEMENTS, &[one, &["t1,d1,a,10,19", "t2,d1,a,0,90"]], &["s1 t2", "s2 t1"]);
        check(STATEMENTS, &[one, &["t1,d1,a,30,40", "t2,d2,a,0,100"]], &["s1 -", "s2 -", "- t1", "- t2"]);
        check(STATEMENTS, &[&["s1,,a,0,9"], &["t1,,a,0,9"]], &["s1 -", "- t1"]);
    }

    #[test]
    fn a_third_coder_joins_whom_it_fits() {
        let coders: [&[&str]; 3] = [&["s1,d1,a,0,10"], &["t1,d1,a,0,8"], &["t1,d1,a,0,8", "u1,d1,a,0,7"]];
        check(STATEMENTS, &coders, &["s1 t1 t1", "- - u1"]);
    }

    #[test]
    fn stances_are_told_apart_by_holder_and_target() {
        let one: &[&str] = &["a1,d1,h,x,e,0,30", "a2,d1,h,y,e,0,30"];
        check(STANCES, &[one, &["b1,d1,h,y,e,25,40", "b2,d1,h,x,e,0,9"]], &["a1 b2", "a2 b1"]);
        check(STANCES, &[one, &["b1,d1,h,z,e,0,29"]], &["a1 b1", "a2 -"]);
        check(STANCES, &[one, &["b1,d1,k,z,e,0,30"]], &["a1 -", "a2 -", "- b1"]);
    }

    #[test]
    fn shared_words_of_split_statements() {
        assert_eq!(jaccard(&[(0, 4), (8, 12)], &[(2, 10)]), 4.0 / 12.0);
        assert_eq!(jaccard(&[(0, 4)], &[(0, 4)]), 1.0);
        assert_eq!(jaccard(&[], &[]), 0.0);
        assert_eq!(jaccard(&[(3, 3)], &[(3, 3)]), 0.0);
    }
}
