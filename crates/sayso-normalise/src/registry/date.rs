//! Dates as registries give them: a year, a month or a day.

use super::placed::Placed;

/// Whether `date` is `2019`, `2019-02` or `2019-02-27`, and a date of the calendar.
pub fn is_date(date: &str) -> bool {
    let mut parts = date.split('-');
    let Some(year) = parts.next().and_then(|part| number(part, 4)) else { return false };
    let month = match parts.next() {
        None => return true,
        Some(part) => number(part, 2).filter(|month| (1..=12).contains(month)),
    };
    let Some(month) = month else { return false };
    let is_day = match parts.next() {
        None => return true,
        Some(part) => number(part, 2).is_some_and(|day| (1..=days_in(year, month)).contains(&day)),
    };
    is_day && parts.next().is_none()
}

fn number(part: &str, n_digits: usize) -> Option<u32> {
    let is_number = part.len() == n_digits && part.bytes().all(|byte| byte.is_ascii_digit());
    part.parse().ok().filter(|_| is_number)
}

fn days_in(year: u32, month: u32) -> u32 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// When something holds; open where a date is missing.
///
/// A year or month counts from its first to its last day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Period {
    from: Option<String>,
    to: Option<String>,
}

impl Period {
    pub(crate) fn new(from: Option<&Placed>, to: Option<&Placed>) -> Self {
        let owned = |date: Option<&Placed>| date.map(|date| date.as_str().to_owned());
        Self { from: owned(from), to: owned(to) }
    }

    /// Whether `date`, a year, a month or a day, may belong to it.
    pub(crate) fn holds_on(&self, date: &str) -> bool {
        let date = Some(date.to_owned());
        self.overlaps(&Self { from: date.clone(), to: date })
    }

    /// Whether both go on side by side: more than one may end and the other begin on one date.
    pub(crate) fn runs_beside(&self, other: &Self) -> bool {
        let goes_on = |one: &Self, other: &Self| match (&one.to, &other.from) {
            (Some(to), Some(from)) => is_after(to, from),
            _ => true,
        };
        goes_on(self, other) && goes_on(other, self)
    }

    /// The first date, before which nothing is told.
    pub(crate) fn from(&self) -> Option<&str> {
        self.from.as_deref()
    }

    /// Whether a day may belong to both.
    pub(crate) fn overlaps(&self, other: &Self) -> bool {
        let starts_in_time = |one: &Self, other: &Self| match (&one.from, &other.to) {
            (Some(from), Some(to)) => !is_after(from, to),
            _ => true,
        };
        starts_in_time(self, other) && starts_in_time(other, self)
    }
}

/// Whether every day of `date` comes after every day of `other`.
pub(crate) fn is_after(date: &str, other: &str) -> bool {
    let n_bytes = date.len().min(other.len());
    date.as_bytes()[..n_bytes] > other.as_bytes()[..n_bytes]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_the_calendar() {
        for date in ["2019", "2019-02", "2020-02-29", "2000-02-29", "0987-12-31"] {
            assert!(is_date(date), "{date}");
        }
        for date in
            ["", "19", "2019-2", "2019-13", "2019-00", "2019-02-29", "1900-02-29", "2019-02-27-1", "2019-02-"]
        {
            assert!(!is_date(date), "{date}");
        }
        for date in ["２019", "+019", "2019/02", "today"] {
            assert!(!is_date(date), "{date}");
        }
    }

    fn period(words: &str) -> Period {
        let (from, to) = words.split_once('/').unwrap();
        let date = |date: &str| Some(date.to_owned()).filter(|date| !date.is_empty());
        Period { from: date(from), to: date(to) }
    }

    #[test]
    fn what_holds_on_a_date() {
        for (words, date, expected) in [
            ("/", "2019", true),
            ("2000/2004", "2004-12-31", true),
            ("2000/2004", "2005-01", false),
            ("2019-07-24/", "2019-07-23", false),
            ("2019-07-24/", "2019-07", true),
            ("2019-07-24/", "2019", true),
        ] {
            assert_eq!(period(words).holds_on(date), expected, "{words} {date}");
        }
    }

    #[test]
    fn periods_that_run_side_by_side() {
        for (one, other, expected) in [
            ("/", "/", true),
            ("2000/2004", "2004/2010", false),
            ("2000/2004-06", "2004-05/2010", true),
            ("2000/2004-05-01", "2004-05-01/", false),
            ("2000/", "2010/", true),
            ("2000/2001", "2003/2004", false),
        ] {
            assert_eq!(period(one).runs_beside(&period(other)), expected, "{one} {other}");
            assert_eq!(period(other).runs_beside(&period(one)), expected, "{other} {one}");
        }
    }

    #[test]
    fn periods_that_share_a_day() {
        for (one, other, expected) in [
            ("/", "/", true),
            ("2000/2004", "2005/", false),
            ("2000/2004", "2004-06/", true),
            ("/1999-05", "1999-05-31/2003", true),
            ("/1999-05", "1999-06-01/2003", false),
            ("2000/2010", "2003/2004", true),
        ] {
            assert_eq!(period(one).overlaps(&period(other)), expected, "{one} {other}");
            assert_eq!(period(other).overlaps(&period(one)), expected, "{other} {one}");
        }
    }
}
