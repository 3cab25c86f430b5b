//! Days, and the weeks, months and years that they belong to.

use std::fmt;
use std::str::FromStr;

use jiff::ToSpan;
use jiff::civil::{Date, date};

use crate::NetworkError;

/// The day from which days are counted.
const EPOCH: Date = date(1970, 1, 1);

/// The Monday on or before [`EPOCH`], in days from it.
const FIRST_MONDAY: i32 = -3;

/// A date that may be told by its month or year alone: all days on which it can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dated {
    /// Days from 1 January 1970 to the first.
    pub(crate) first_day: i32,
    /// Days from 1 January 1970 to the last.
    pub(crate) last_day: i32,
}

/// Reads `YYYY`, `YYYY-MM` and `YYYY-MM-DD`; a time of day after it is left out of account.
impl FromStr for Dated {
    type Err = NetworkError;

    fn from_str(value: &str) -> Result<Self, NetworkError> {
        parse(value.trim()).ok_or_else(|| NetworkError::Date { value: value.to_owned() })
    }
}

fn parse(value: &str) -> Option<Dated> {
    let (days, time) = value.split_once(['T', ' ']).unwrap_or((value, ""));
    let is_time = |symbol: char| symbol.is_ascii_digit() || matches!(symbol, ':' | '.' | '+' | '-' | 'Z');
    if !time.chars().all(is_time) || !days.is_ascii() {
        return None;
    }
    let number = |from: usize, to: usize| -> Option<i16> {
        let digits = days.get(from..to)?;
        digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
    };
    let is_dash = |at: usize| days.as_bytes().get(at) == Some(&b'-');
    let (first, last) = match days.len() {
        4 => (Date::new(number(0, 4)?, 1, 1).ok()?, Date::new(number(0, 4)?, 12, 31).ok()?),
        7 if is_dash(4) => {
            let first = Date::new(number(0, 4)?, number(5, 7)?.try_into().ok()?, 1).ok()?;
            (first, first.last_of_month())
        }
        10 if is_dash(4) && is_dash(7) => {
            let (month, day) = (number(5, 7)?.try_into().ok()?, number(8, 10)?.try_into().ok()?);
            let day = Date::new(number(0, 4)?, month, day).ok()?;
            (day, day)
        }
        _ => return None,
    };
    Some(Dated { first_day: day_of(first), last_day: day_of(last) })
}

/// A span of whole days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    pub(crate) first_day: i32,
    pub(crate) last_day: i32,
}

impl Period {
    /// From the first day of `from` to the last day of `to`; where one is missing, from or to all days.
    pub fn between(from: Option<Dated>, to: Option<Dated>) -> Self {
        Self {
            first_day: from.map_or(i32::MIN, |from| from.first_day),
            last_day: to.map_or(i32::MAX, |to| to.last_day),
        }
    }

    /// Its first day, ISO 8601.
    pub fn first(&self) -> String {
        date_of(self.first_day).to_string()
    }

    /// Its last day, ISO 8601.
    pub fn last(&self) -> String {
        date_of(self.last_day).to_string()
    }
}

/// `2019-03-01_2019-03-31`, fit for names of files.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}_{}", self.first(), self.last())
    }
}

/// What time is counted in. Weeks start with Mondays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Days.
    Days,
    /// Weeks that start with Mondays.
    Weeks,
    /// Months of the calendar.
    Months,
    /// Years of the calendar.
    Years,
}

impl Unit {
    /// The number of the week, month or year that a day belongs to; the next one has the next number.
    pub(crate) fn number_of(self, day: i32) -> i32 {
        match self {
            Self::Days => day,
            Self::Weeks => (day - FIRST_MONDAY).div_euclid(7),
            Self::Months => {
                let date = date_of(day);
                i32::from(date.year()) * 12 + i32::from(date.month()) - 1
            }
            Self::Years => i32::from(date_of(day).year()),
        }
    }

    /// The first day of the week, month or year of that number.
    pub(crate) fn first_day_of(self, number: i32) -> i32 {
        let first_of = |year: i32, month: i32| {
            let (year, month) = (i16::try_from(year).ok(), i8::try_from(month).ok());
            let first = year.zip(month).and_then(|(year, month)| Date::new(year, month, 1).ok());
            day_of(first.unwrap_or(Date::MAX))
        };
        match self {
            Self::Days => number,
            Self::Weeks => number * 7 + FIRST_MONDAY,
            Self::Months => first_of(number.div_euclid(12), number.rem_euclid(12) + 1),
            Self::Years => first_of(number, 1),
        }
    }
}

fn day_of(date: Date) -> i32 {
    (date - EPOCH).get_days()
}

/// The date of a day; days beyond the calendar's first and last are those.
fn date_of(day: i32) -> Date {
    let end = if day < 0 { Date::MIN } else { Date::MAX };
    EPOCH.checked_add(i64::from(day.clamp(-5_000_000, 5_000_000)).days()).unwrap_or(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(value: &str) -> Option<(String, String)> {
        let dated: Dated = value.parse().ok()?;
        let period = Period { first_day: dated.first_day, last_day: dated.last_day };
        Some((period.first(), period.last()))
    }

    #[test]
    fn whole_and_partial_dates() {
        for (value, first, last) in [
            ("2019", "2019-01-01", "2019-12-31"),
            ("2020-02", "2020-02-01", "2020-02-29"),
            ("2019-03-04", "2019-03-04", "2019-03-04"),
            ("2019-03-04 10:20:30", "2019-03-04", "2019-03-04"),
            ("2019-03-04T10:20:30.5+01:00", "2019-03-04", "2019-03-04"),
            (" 0001-01-01Z ", "", ""),
            ("1066-10-14", "1066-10-14", "1066-10-14"),
        ] {
            let expected = (!first.is_empty()).then(|| (first.to_owned(), last.to_owned()));
            assert_eq!(days(value), expected, "{value:?}");
        }
        for wrong in [
            "",
            "19",
            "2019-3-4",
            "2019-13",
            "2019-02-30",
            "04.03.2019",
            "2019-03-04 noon",
            "--02-27",
            "２０１９",
        ] {
            assert_eq!(days(wrong), None, "{wrong:?}");
        }
    }

    #[test]
    fn every_day_is_in_the_unit_that_begins_on_or_before_it() {
        for unit in [Unit::Days, Unit::Weeks, Unit::Months, Unit::Years] {
            for day in (-800_000..2_000_000).step_by(97) {
                let number = unit.number_of(day);
                assert!(
                    unit.first_day_of(number) <= day && day < unit.first_day_of(number + 1),
                    "{unit:?} {day}"
                );
            }
        }
    }

    #[test]
    fn weeks_start_with_mondays() {
        let number = |value: &str| Unit::Weeks.number_of(value.parse::<Dated>().unwrap().first_day);
        assert_eq!(number("2018-12-31"), number("2019-01-06"), "Monday to Sunday, across the year");
        assert_eq!(number("2019-01-06") + 1, number("2019-01-07"));
    }
}
