//! How well names and coreference agree with hand coding: a table for people, JSON for programs.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

use crate::counts::Figures;

/// How many of some things are right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Share {
    right: usize,
    of: usize,
}

impl Share {
    pub(crate) fn add(&mut self, is_right: bool) {
        self.right += usize::from(is_right);
        self.of += 1;
    }
}

/// Names, links and chains against hand coding.
///
/// Its [`Display`](fmt::Display) is a table; serialised, it has the same figures.
///
/// `names.*` are names of people and bodies with the same words, titles and "the" aside. `links.*` ask of each nominal and pronoun
/// with something before it in its chain whether it points at one of those; `chains.*` compare chains by the links that hold them
/// together (MUC); `pronouns` and `third_person` are the share of pronouns whose antecedent is right, of all and of "he", "she",
/// "it" and "they". Each is told for `reader` (the links that the reader of texts sees), `tables` (mentions of one actor, as the
/// tables show them: only what belongs to somebody with a name) and `baseline` (the nearest coded mention that a word may mean).
#[derive(Clone, Debug, Serialize)]
pub struct EntityReport {
    docs: usize,
    #[serde(flatten)]
    figures: BTreeMap<String, Figures>,
    #[serde(flatten)]
    shares: BTreeMap<String, Share>,
}

/// Rows of the table.
const ROWS: [&str; 9] = [
    "names.person",
    "names.organisation",
    "names.both",
    "links.reader",
    "links.tables",
    "links.baseline",
    "chains.reader",
    "chains.tables",
    "chains.baseline",
];

/// Rows that are shares.
const SHARES: [&str; 6] = [
    "pronouns.reader",
    "pronouns.tables",
    "pronouns.baseline",
    "third_person.reader",
    "third_person.tables",
    "third_person.baseline",
];

impl EntityReport {
    pub(crate) fn new(
        docs: usize,
        figures: BTreeMap<String, Figures>,
        shares: BTreeMap<String, Share>,
    ) -> Self {
        Self { docs, figures, shares }
    }

    /// The figures of one row.
    pub fn figures(&self, row: &str) -> Option<Figures> {
        self.figures.get(row).copied()
    }

    /// How many pronouns of a row are right, and how many there are.
    pub fn share(&self, row: &str) -> Option<(usize, usize)> {
        self.shares.get(row).map(|share| (share.right, share.of))
    }
}

impl fmt::Display for EntityReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} documents", self.docs)?;
        writeln!(f, "{:24}{:>7}{:>7}{:>7}{:>7}{:>7}{:>7}", "", "P", "R", "F1", "right", "found", "coded")?;
        for row in ROWS {
            let Some(figures) = self.figures(row) else { continue };
            writeln!(
                f,
                "{row:24}{:7.1}{:7.1}{:7.1}{:7}{:7}{:7}",
                100.0 * figures.p,
                100.0 * figures.r,
                100.0 * figures.f1,
                figures.tp,
                figures.pred,
                figures.gold
            )?;
        }
        for row in SHARES {
            let Some((right, of)) = self.share(row) else { continue };
            let per_cent = if of == 0 { 0.0 } else { 100.0 * right as f64 / of as f64 };
            writeln!(f, "{row:24}{per_cent:7.1}{:14}{right:7}{:7}{of:7}", "", "")?;
        }
        Ok(())
    }
}
