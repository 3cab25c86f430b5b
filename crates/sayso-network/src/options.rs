//! What a network is to be like.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::NetworkError;

/// What the nodes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// Actors, tied to actors.
    OneMode,
    /// Actors, tied to concepts.
    TwoMode,
}

/// How agreement and disagreement make a weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Aggregate {
    /// Whether somebody agrees is left out of account.
    Ignore,
    /// One-mode: products of counts on the same side of the same concept.
    Congruence,
    /// One-mode: products of counts on different sides of the same concept.
    Conflict,
    /// One-mode: congruence less conflict. Two-mode: agreement less disagreement.
    Subtract,
    /// Two-mode: 1 for agreement only, 2 for disagreement only, 3 for both.
    Combine,
}

/// What weights are divided by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Normalise {
    /// Nothing.
    No,
    /// One-mode: the mean of the two actors' numbers of statements.
    Average,
    /// One-mode: statements of either in places where the other has none, plus the congruence.
    Jaccard,
    /// One-mode: the product of the lengths of the vectors whose products the weight sums. For `subtract` those are agreement less
    /// disagreement, for `ignore` all statements, else both sides of each concept.
    Cosine,
    /// One-mode: the product of the two actors' numbers of statements, which DNA calls cosine.
    CosineDna,
    /// Two-mode: the actor's number of statements.
    Activity,
    /// Two-mode: the number of statements on the concept.
    Prominence,
}

/// Within what the same statement again is not counted: same actor, same concept and, unless it is ignored, same agreement. The
/// first one in time counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Duplicates {
    /// Every one is counted.
    Include,
    /// A document.
    Document,
    /// A week that starts with a Monday.
    Week,
    /// A month of a year.
    Month,
    /// A year.
    Year,
    /// All that is read, or the whole time window.
    AcrossRange,
}

/// What is too little to be shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Thresholds {
    /// Ties whose weight is nearer to 0 than this are left out.
    pub min_weight: f64,
    /// Actors with fewer statements than this, duplicates not counted, are left out with all their statements.
    pub min_statements: u64,
}

impl Thresholds {
    /// Everything is shown.
    pub const NONE: Self = Self { min_weight: 0.0, min_statements: 0 };
}

/// Options that go together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Projection {
    // aggregate and normalise are among those of the mode
    mode: Mode,
    aggregate: Aggregate,
    normalise: Normalise,
    duplicates: Duplicates,
    thresholds: Thresholds,
}

impl Projection {
    /// A projection that counts every statement and shows every tie.
    ///
    /// # Errors
    /// [`NetworkError::Unfit`] where the aggregation or the normalisation is one of the other mode,
    /// [`NetworkError::CodesNormalised`] for `combine` with a normalisation.
    pub fn new(mode: Mode, aggregate: Aggregate, normalise: Normalise) -> Result<Self, NetworkError> {
        let fits = |meant: Option<Mode>, option, value| match meant {
            Some(meant) if meant != mode => Err(NetworkError::Unfit { option, value, meant: meant.as_str() }),
            _ => Ok(()),
        };
        fits(aggregate.only_for(), "aggregate", aggregate.as_str())?;
        fits(normalise.only_for(), "normalise", normalise.as_str())?;
        if aggregate == Aggregate::Combine && normalise != Normalise::No {
            return Err(NetworkError::CodesNormalised);
        }
        let (duplicates, thresholds) = (Duplicates::Include, Thresholds::NONE);
        Ok(Self { mode, aggregate, normalise, duplicates, thresholds })
    }

    /// The same with another filter of duplicates.
    pub fn duplicates(self, duplicates: Duplicates) -> Self {
        Self { duplicates, ..self }
    }

    /// The same with other thresholds.
    pub fn thresholds(self, thresholds: Thresholds) -> Self {
        Self { thresholds, ..self }
    }

    pub(crate) fn parts(&self) -> (Mode, Aggregate, Normalise, Duplicates, Thresholds) {
        (self.mode, self.aggregate, self.normalise, self.duplicates, self.thresholds)
    }
}

/// As a reader of a file would want it told: `one-mode network; aggregate subtract, …`.
impl fmt::Display for Projection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mode, aggregate) = (self.mode.as_str(), self.aggregate.as_str());
        let (normalise, duplicates) = (self.normalise.as_str(), self.duplicates.as_str());
        write!(f, "{mode} network; aggregate {aggregate}, normalise {normalise}, duplicates {duplicates}")?;
        let Thresholds { min_weight, min_statements } = self.thresholds;
        if min_weight > 0.0 {
            write!(f, ", weights from {min_weight}")?;
        }
        if min_statements > 1 {
            write!(f, ", actors from {min_statements} statements")?;
        }
        Ok(())
    }
}

impl Mode {
    fn as_str(self) -> &'static str {
        match self {
            Self::OneMode => "one-mode",
            Self::TwoMode => "two-mode",
        }
    }

    /// As options have it.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::OneMode => "onemode",
            Self::TwoMode => "twomode",
        }
    }
}

impl Aggregate {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Ignore => "ignore",
            Self::Congruence => "congruence",
            Self::Conflict => "conflict",
            Self::Subtract => "subtract",
            Self::Combine => "combine",
        }
    }

    fn only_for(self) -> Option<Mode> {
        match self {
            Self::Ignore | Self::Subtract => None,
            Self::Congruence | Self::Conflict => Some(Mode::OneMode),
            Self::Combine => Some(Mode::TwoMode),
        }
    }
}

impl Normalise {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::Average => "average",
            Self::Jaccard => "jaccard",
            Self::Cosine => "cosine",
            Self::CosineDna => "cosine-dna",
            Self::Activity => "activity",
            Self::Prominence => "prominence",
        }
    }

    fn only_for(self) -> Option<Mode> {
        match self {
            Self::No => None,
            Self::Average | Self::Jaccard | Self::Cosine | Self::CosineDna => Some(Mode::OneMode),
            Self::Activity | Self::Prominence => Some(Mode::TwoMode),
        }
    }
}

impl Duplicates {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Include => "include",
            Self::Document => "document",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
            Self::AcrossRange => "acrossrange",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_of_the_other_mode_are_refused() {
        for (mode, aggregate, normalise, expected) in [
            (
                Mode::OneMode,
                Aggregate::Combine,
                Normalise::No,
                "aggregate \"combine\" is for two-mode networks only",
            ),
            (
                Mode::TwoMode,
                Aggregate::Conflict,
                Normalise::No,
                "aggregate \"conflict\" is for one-mode networks only",
            ),
            (
                Mode::OneMode,
                Aggregate::Ignore,
                Normalise::Activity,
                "normalise \"activity\" is for two-mode networks only",
            ),
            (
                Mode::TwoMode,
                Aggregate::Ignore,
                Normalise::CosineDna,
                "normalise \"cosine-dna\" is for one-mode networks only",
            ),
            (
                Mode::TwoMode,
                Aggregate::Combine,
                Normalise::Activity,
                "aggregate \"combine\" gives codes, which cannot be normalised",
            ),
        ] {
            assert_eq!(Projection::new(mode, aggregate, normalise).unwrap_err().to_string(), expected);
        }
    }

    #[test]
    fn tells_what_it_is() {
        let projection = Projection::new(Mode::OneMode, Aggregate::Subtract, Normalise::Average).unwrap();
        let projection = projection.duplicates(Duplicates::Month);
        let told = "one-mode network; aggregate subtract, normalise average, duplicates month";
        assert_eq!(projection.to_string(), told);
        let thresholds = Thresholds { min_weight: 0.5, min_statements: 3 };
        let told = format!("{told}, weights from 0.5, actors from 3 statements");
        assert_eq!(projection.thresholds(thresholds).to_string(), told);
    }
}
