//! Dates as DNA keeps them.

use jiff::civil::Date;
use jiff::tz::TimeZone;

/// Seconds from 1970 to the first moment of a date that tells at least its year, as if it were in UTC.
///
/// A month or year alone is its first day. `None` for a date without a year.
pub(super) fn seconds(date: &str) -> Option<i64> {
    let mut parts = date.split('-');
    let year = parts.next()?.parse().ok()?;
    let month = parts.next().map_or(Some(1), |part| part.parse().ok())?;
    let day = parts.next().map_or(Some(1), |part| part.parse().ok())?;
    if parts.next().is_some() {
        return None;
    }
    let date = Date::new(year, month, day).ok()?;
    Some(TimeZone::UTC.to_timestamp(date.at(0, 0, 0, 0)).ok()?.as_second())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_seconds() {
        for (date, expected) in [
            ("1970", Some(0)),
            ("1970-01-02", Some(86_400)),
            ("1969-12-31", Some(-86_400)),
            ("2000-03", Some(951_868_800)),
            ("2019-03-01", Some(1_551_398_400)),
            ("2026-11-24", Some(1_795_478_400)),
            ("2019-02-29", None),
            ("2019-13", None),
            ("--02-27", None),
            ("soon", None),
            ("2019-01-01-01", None),
        ] {
            assert_eq!(seconds(date), expected, "{date}");
        }
    }
}
