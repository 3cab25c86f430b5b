//! Levels of measurement: what differences between values mean.

use std::collections::BTreeMap;
use std::str::FromStr;

use serde::Serialize;

/// What differences between values mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Values are the same or not.
    Nominal,
    /// Values have an order.
    Ordinal,
    /// Values are numbers, and their differences can be compared.
    Interval,
    /// Values are numbers from zero up, and their proportions can be compared.
    Ratio,
}

impl Level {
    const ALL: [Self; 4] = [Self::Nominal, Self::Ordinal, Self::Interval, Self::Ratio];

    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Nominal => "nominal",
            Self::Ordinal => "ordinal",
            Self::Interval => "interval",
            Self::Ratio => "ratio",
        }
    }
}

impl std::fmt::Display for Level {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.pad(self.as_str())
    }
}

/// A level, and for an ordinal one the order of its values where they are words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scale {
    level: Level,
    /// Empty where values are numbers, or have no order.
    order: Vec<String>,
}

impl Scale {
    /// A scale of numbers, or for [`Level::Nominal`] of any values.
    pub fn new(level: Level) -> Self {
        Self { level, order: Vec::new() }
    }

    /// Its level.
    pub fn level(&self) -> Level {
        self.level
    }

    /// Where each of `values` stands on it.
    ///
    /// # Errors
    /// The first value that has no place, and what is wrong with it.
    pub(crate) fn places(&self, values: &[String]) -> Result<Vec<f64>, (String, &'static str)> {
        if self.level == Level::Nominal {
            return Ok((0..values.len()).map(|nth| nth as f64).collect());
        }
        let order: BTreeMap<&str, usize> =
            self.order.iter().enumerate().map(|(nth, word)| (word.as_str(), nth)).collect();
        let place = |value: &String| {
            let fault = |reason| Err((value.clone(), reason));
            if !order.is_empty() {
                let known = order.get(value.as_str());
                return known.map_or_else(|| fault("is not in the given order"), |nth| Ok(*nth as f64));
            }
            match value.parse::<f64>() {
                Ok(number) if !number.is_finite() => fault("is no finite number"),
                Ok(number) if number < 0.0 && self.level == Level::Ratio => fault("is not zero or more"),
                // zero has one place, whatever its sign
                Ok(number) => Ok(number + 0.0),
                Err(_) => fault("is no number"),
            }
        };
        values.iter().map(place).collect()
    }
}

impl FromStr for Scale {
    type Err = String;

    /// Reads `interval`, or `ordinal:low,middle,high` for an order of words.
    fn from_str(words: &str) -> Result<Self, String> {
        let (name, order) = words.split_once(':').unwrap_or((words, ""));
        let level = Level::ALL.into_iter().find(|level| level.as_str() == name);
        let level = level.ok_or_else(|| {
            format!("{name:?} is no level; the levels are nominal, ordinal, interval and ratio")
        })?;
        let order: Vec<String> =
            order.split(',').map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect();
        if level != Level::Ordinal && words.contains(':') {
            return Err(format!("only ordinal values are given an order, not {name} ones"));
        }
        if let Some((nth, word)) = order.iter().enumerate().find(|(nth, word)| order[..*nth].contains(word)) {
            return Err(format!("{word:?} stands in the order a second time, at place {}", nth + 1));
        }
        Ok(Self { level, order })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(scale: &str, values: &[&str]) -> Result<Vec<f64>, (String, &'static str)> {
        let values: Vec<String> = values.iter().map(|value| (*value).to_owned()).collect();
        scale.parse::<Scale>().unwrap().places(&values)
    }

    #[test]
    fn words_have_the_order_they_are_given() {
        assert_eq!(places("ordinal:low, mid,high", &["high", "low"]), Ok(vec![2.0, 0.0]));
        assert_eq!(places("ordinal", &["10", "-9.5"]), Ok(vec![10.0, -9.5]));
        assert_eq!(places("ratio", &["-0"]).unwrap()[0].to_bits(), 0.0_f64.to_bits());
    }

    #[test]
    fn values_off_the_scale_are_told() {
        for (scale, value, reason) in [
            ("ordinal:a,b", "c", "is not in the given order"),
            ("interval", "häufig", "is no number"),
            ("interval", "inf", "is no finite number"),
            ("ratio", "-1", "is not zero or more"),
        ] {
            assert_eq!(places(scale, &[value]), Err((value.to_owned(), reason)));
        }
    }

    #[test]
    fn scales_that_are_none_are_refused() {
        for words in ["", "metric", "ratio:1,2", "interval:", "ordinal:a,b,a"] {
            assert!(words.parse::<Scale>().is_err(), "{words:?}");
        }
    }
}
