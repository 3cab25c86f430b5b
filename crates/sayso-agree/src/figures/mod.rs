//! The figures of agreement, from values alone.

mod ratings;

mod spread;

mod alpha;

mod interval;

mod kappa;

mod observed;

pub(crate) use alpha::alpha;
pub(crate) use interval::{Resampling, interval};
pub(crate) use kappa::{cohen, fleiss};
pub(crate) use observed::observed;
pub(crate) use ratings::{Ratings, Unit};

/// Why a figure has no value.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Undefined {
    /// Nothing was coded by two coders.
    #[error("no unit has two values")]
    NoPairs,
    /// There is nothing to tell apart.
    #[error("every value is {value:?}")]
    OneCategory {
        /// The only value.
        value: String,
    },
    /// Fleiss' kappa asks for the same number of values everywhere.
    #[error("no unit was coded by everybody")]
    NoCompleteUnits,
}

#[cfg(test)]
mod testing;
