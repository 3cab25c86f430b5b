//! Dates, whole or partial.

/// `value` as an ISO 8601 date (`2019`, `2019-03`, `2019-03-04`); `None` if it is none.
///
/// Of a date with a time of day (`2019-03-04T10:00:00Z`, `2019-03-04 10:00`), the date is kept as written.
pub(crate) fn iso_date(value: &str) -> Option<String> {
    let day = match value.split_once(['T', ' ']) {
        Some((day, time)) if day.len() == 10 && is_time(time) => day,
        Some(_) => return None,
        None => value,
    };
    let mut parts = day.split('-');
    let year = number(parts.next()?, 4)?;
    let month = parts.next().map(|part| number(part, 2));
    let day_of_month = parts.next().map(|part| number(part, 2));
    if parts.next().is_some() || year == 0 {
        return None;
    }
    let is_valid = match (month, day_of_month) {
        (None, None) => true,
        (Some(Some(month)), None) => (1..=12).contains(&month),
        (Some(Some(month)), Some(Some(day))) => (1..=days_in(year, month)).contains(&day),
        _ => false,
    };
    is_valid.then(|| day.to_owned())
}

fn number(digits: &str, n_digits: usize) -> Option<u32> {
    let is_plain = digits.len() == n_digits && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_plain.then(|| digits.parse().ok())?
}

/// `10:00`, with or without seconds, fractions and zone.
fn is_time(time: &str) -> bool {
    let mut parts = time.splitn(2, ':');
    let hour = parts.next().and_then(|part| number(part, 2));
    let minute = parts.next().and_then(|part| part.get(..2)).and_then(|part| number(part, 2));
    let is_plain = time.bytes().all(|byte| byte.is_ascii_digit() || b":.+-Z".contains(&byte));
    is_plain && hour.is_some_and(|hour| hour < 24) && minute.is_some_and(|minute| minute < 60)
}

fn days_in(year: u32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        1..=12 => 31,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_whole_and_partial() {
        for good in ["2019", "2019-03", "2019-03-04", "2020-02-29", "2000-02-29"] {
            assert_eq!(iso_date(good).as_deref(), Some(good));
        }
        for with_time in ["2019-03-04T10:00:00Z", "2019-03-04 10:00", "2019-03-04T23:59:59.5+01:00"] {
            assert_eq!(iso_date(with_time).as_deref(), Some("2019-03-04"));
        }
        let bad = [
            "",
            "19",
            "2019-13",
            "2019-3-4",
            "2019-02-29",
            "1900-02-29",
            "4 March 2019",
            "0000",
            "2019-03-04T",
        ];
        for bad in
            bad.into_iter().chain(["2019-03-04T25:00", "2019-03-04-05", "２０１９", "2019-00-01", "-2019"])
        {
            assert_eq!(iso_date(bad), None, "{bad:?}");
        }
    }
}
