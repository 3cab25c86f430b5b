//! A window that moves over time.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::calendar::{Period, Unit};
use crate::events::Events;
use crate::{Network, NetworkError, Projection, project};

/// How long a window is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct Window {
    // the length is at least 1
    unit: Unit,
    length: u16,
}

/// Reads `months=3`.
impl FromStr for Window {
    type Err = NetworkError;

    fn from_str(value: &str) -> Result<Self, NetworkError> {
        let parsed = || {
            let (unit, length) = value.split_once('=')?;
            let unit = match unit {
                "days" => Unit::Days,
                "weeks" => Unit::Weeks,
                "months" => Unit::Months,
                "years" => Unit::Years,
                _ => return None,
            };
            let length = length.parse().ok().filter(|length| *length > 0)?;
            Some(Self { unit, length })
        };
        parsed().ok_or_else(|| NetworkError::Window { value: value.to_owned() })
    }
}

impl TryFrom<String> for Window {
    type Error = NetworkError;

    fn try_from(value: String) -> Result<Self, NetworkError> {
        value.parse()
    }
}

/// As it is read.
impl From<Window> for String {
    fn from(window: Window) -> Self {
        let unit = match window.unit {
            Unit::Days => "days",
            Unit::Weeks => "weeks",
            Unit::Months => "months",
            Unit::Years => "years",
        };
        format!("{unit}={}", window.length)
    }
}

impl Window {
    /// A month of the calendar.
    pub const MONTH: Self = Self { unit: Unit::Months, length: 1 };

    /// Windows over `span`, moved on by `step` units each: the first begins with the unit of the first day, the last one is the first
    /// that reaches the last day.
    fn periods(self, span: Period, step: u16) -> impl Iterator<Item = (Period, Period)> {
        let (length, step) = (i32::from(self.length), i32::from(step.max(1)));
        let (first, last) = (self.unit.number_of(span.first_day), self.unit.number_of(span.last_day));
        let n_units_more = (last - first + 1 - length).max(0);
        let n_windows = 1 + (n_units_more + step - 1) / step;
        let period = move |from: i32, to: i32| Period {
            first_day: self.unit.first_day_of(from),
            last_day: self.unit.first_day_of(to + 1) - 1,
        };
        (0..n_windows).map(move |nth| {
            let from = first + nth * step;
            let to = from + length - 1;
            (period(from, to), period((to - step + 1).max(from), to))
        })
    }
}

/// The network of one window.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    /// The days whose statements it is made of.
    pub period: Period,
    /// The days at its end that no window before it reaches: what it stands for where networks of overlapping windows are shown one
    /// after the other.
    pub shown: Period,
    /// The network.
    pub network: Network,
}

/// Networks of a window of `window` that moves over the events, `step` units at a time.
///
/// Shape: in time, at least one; windows without a statement, or whose actors are all below the threshold, are left out. Windows
/// begin with days, Mondays, first days of months or of years.
///
/// # Errors
/// [`NetworkError::Empty`] where no window has a network.
pub fn windows(
    events: &Events,
    window: Window,
    step: u16,
    projection: &Projection,
) -> Result<Vec<Snapshot>, NetworkError> {
    let Some(span) = events.span()? else {
        return Err(NetworkError::Empty { reason: "no stance has a date".to_owned() });
    };
    let mut snapshots = Vec::new();
    for (period, shown) in window.periods(span, step) {
        match project(&events.within(period)?, projection) {
            Ok(network) => snapshots.push(Snapshot { period, shown, network }),
            Err(NetworkError::Empty { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    if snapshots.is_empty() {
        let reason = "no window has stances whose dates tell that they lie in it".to_owned();
        return Err(NetworkError::Empty { reason });
    }
    Ok(snapshots)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::events::samples::events;
    use crate::{Aggregate, Mode, Normalise};

    fn told(rows: &str, window: &str, step: u16) -> Vec<String> {
        let projection = Projection::new(Mode::OneMode, Aggregate::Congruence, Normalise::No).unwrap();
        let snapshots = windows(&events(rows), window.parse().unwrap(), step, &projection).unwrap();
        let told = |snapshot: &Snapshot| {
            let weights: Vec<f64> = snapshot.network.ties().iter().map(|tie| tie.weight).collect();
            format!("{} {:?} shown {}", snapshot.period, weights, snapshot.shown)
        };
        snapshots.iter().map(told).collect()
    }

    const ROWS: &str =
        "d a x + 2019-01-10\nd b x + 2019-02-10\nd a x + 2019-02-11\nd b x + 2019-04-01\nd a x + 2019-04-30";

    #[test]
    fn windows_move_on_by_a_unit() {
        let expected = [
            "2019-01-01_2019-02-28 [2.0] shown 2019-02-01_2019-02-28",
            "2019-02-01_2019-03-31 [1.0] shown 2019-03-01_2019-03-31",
            "2019-03-01_2019-04-30 [1.0] shown 2019-04-01_2019-04-30",
        ];
        assert_eq!(told(ROWS, "months=2", 1), expected);
    }

    #[test]
    fn windows_side_by_side_leave_out_what_is_empty() {
        let expected = [
            "2019-01-01_2019-01-31 [] shown 2019-01-01_2019-01-31",
            "2019-02-01_2019-02-28 [1.0] shown 2019-02-01_2019-02-28",
            "2019-04-01_2019-04-30 [1.0] shown 2019-04-01_2019-04-30",
        ];
        assert_eq!(told(ROWS, "months=1", 1), expected);
        assert_eq!(told(ROWS, "years=5", 5), ["2019-01-01_2023-12-31 [6.0] shown 2019-01-01_2023-12-31"]);
        let every_third = told(ROWS, "months=2", 3);
        assert_eq!(every_third[1], "2019-04-01_2019-05-31 [1.0] shown 2019-04-01_2019-05-31");
    }

    #[test]
    fn weeks_start_with_mondays() {
        let rows = "d a x + 2019-01-06\nd b x + 2019-01-07\nd a x + 2019-01-13";
        let expected = [
            "2018-12-31_2019-01-06 [] shown 2018-12-31_2019-01-06",
            "2019-01-07_2019-01-13 [1.0] shown 2019-01-07_2019-01-13",
        ];
        assert_eq!(told(rows, "weeks=1", 1), expected);
        assert_eq!(told(rows, "days=7", 1).len(), 2);
    }

    #[test]
    fn what_is_no_window_is_refused() {
        for wrong in
            ["", "months", "months=0", "months=-1", "months=1.5", "hours=2", "months=99999", "Months=1"]
        {
            assert!(wrong.parse::<Window>().is_err(), "{wrong:?}");
        }
        let projection = Projection::new(Mode::OneMode, Aggregate::Congruence, Normalise::No).unwrap();
        for (rows, expected) in [
            ("d a x +", "no network: no stance has a date"),
            ("d a x + 2019", "no network: no window has stances whose dates tell that they lie in it"),
        ] {
            let error = windows(&events(rows), "days=1".parse().unwrap(), 1, &projection).unwrap_err();
            assert_eq!(error.to_string(), expected);
        }
    }
}
