//! What a dataset is expected to hold.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::metrics::METRICS;

/// Bounds that somebody who knows the texts sets, so that a build which suddenly finds half as much is noticed.
///
/// A pipeline states them under `[expect]`; the manifest of a dataset carries them along.
///
/// # Examples
/// ```
/// let expect: sayso_check::Expect = serde_json::from_str(
///     r#"{"rows": {"statements": {"min": 40, "max": 90}}, "metrics": {"speakers_resolved_share": {"min": 0.8}}}"#,
/// )?;
/// assert_eq!(expect.rows["statements"].min, Some(40.0));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Expect {
    /// Table -> how many rows it has.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "bounds")]
    pub rows: BTreeMap<String, Bounds>,
    /// Metric (one of the names of [`crate::metric_names`]) -> its value.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "metric_bounds")]
    pub metrics: BTreeMap<String, Bounds>,
}

/// Smallest and largest value, both allowed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Bounds {
    /// Not less than this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<f64>,
    /// Not more than this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<f64>,
}

impl Bounds {
    /// Whether `value` lies within.
    pub fn allow(&self, value: f64) -> bool {
        self.min.is_none_or(|min| value >= min) && self.max.is_none_or(|max| value <= max)
    }
}

impl std::fmt::Display for Bounds {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.min, self.max) {
            (Some(min), Some(max)) => write!(f, "{min} to {max}"),
            (Some(min), None) => write!(f, "at least {min}"),
            (None, Some(max)) => write!(f, "at most {max}"),
            (None, None) => f.write_str("anything"),
        }
    }
}

fn bounds<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<BTreeMap<String, Bounds>, D::Error> {
    let bounds = BTreeMap::<String, Bounds>::deserialize(deserializer)?;
    for (name, bound) in &bounds {
        if let (Some(min), Some(max)) = (bound.min, bound.max)
            && min > max
        {
            return Err(serde::de::Error::custom(format!("{name:?}: the min {min} is above the max {max}")));
        }
    }
    Ok(bounds)
}

fn metric_bounds<'de, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<BTreeMap<String, Bounds>, D::Error> {
    let bounds = bounds(deserializer)?;
    match bounds.keys().find(|name| !METRICS.iter().any(|metric| metric.name == name.as_str())) {
        None => Ok(bounds),
        Some(name) => {
            let known: Vec<&str> = METRICS.iter().map(|metric| metric.name).collect();
            Err(serde::de::Error::custom(format!(
                "unknown metric {name:?}, expected one of {}",
                known.join(", ")
            )))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_bounds_that_nothing_can_meet() {
        for (json, expected) in [
            (r#"{"rows": {"documents": {"min": 2, "max": 1}}}"#, "the min 2 is above the max 1"),
            (r#"{"metrics": {"happiness": {"min": 2}}}"#, "unknown metric \"happiness\""),
            (r#"{"rows": {"documents": {"least": 2}}}"#, "unknown field `least`"),
            (r#"{"tables": {}}"#, "unknown field `tables`"),
        ] {
            let error = serde_json::from_str::<Expect>(json).unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        }
    }

    #[test]
    fn bounds_are_inclusive() {
        let bounds = Bounds { min: Some(1.0), max: Some(2.0) };
        assert!(bounds.allow(1.0) && bounds.allow(2.0) && !bounds.allow(2.5) && !bounds.allow(f64::NAN));
    }
}
