//! Dates as posts and comments show them.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::pattern;

const MONTH: &str = "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*";

static DAY_MONTH: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(r"(?i)\b(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}\.?(?:,?\s+(\d{{4}})\b)?"))
});
static MONTH_DAY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(r"(?i)\b{MONTH}\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(\d{{4}})\b)?"))
});
static ISO: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(\d{4})-(\d{2})-(\d{2})\b"));
static TIME: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\b\.?)?"));
static FILLING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|\b\d+\s?(?:h|hrs?|m|mins?|d|w|y|hours?|minutes?|days?|weeks?|months?|years?)\b|\b(?:ago|at|on|yesterday|today|edited|posted|public|utc|gmt|bst|est|the)\b",
    )
});

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const LONGEST: [u32; 12] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/// The first date in a short text, as ISO 8601; `--02-27` where the year is not told.
pub(crate) fn date_in(text: &str) -> Option<String> {
    if let Some(found) = ISO.captures(text) {
        return iso(&found[1], found[2].parse().ok()?, found[3].parse().ok()?);
    }
    let date = |found: &Captures<'_>, day: usize, month: usize| {
        let name = found.get(month)?.as_str().to_lowercase();
        let month = MONTHS.iter().position(|known| *known == name)?;
        let year = found.get(3).map_or("", |year| year.as_str());
        iso(year, u32::try_from(month).ok()? + 1, found.get(day)?.as_str().parse().ok()?)
    };
    let day_first = DAY_MONTH.captures(text).and_then(|found| date(&found, 1, 2));
    day_first.or_else(|| MONTH_DAY.captures(text).and_then(|found| date(&found, 2, 1)))
}

fn iso(year: &str, month: u32, day: u32) -> Option<String> {
    let longest = LONGEST.get(month.checked_sub(1)? as usize)?;
    let year = if year.is_empty() { "-" } else { year };
    (1..=*longest).contains(&day).then(|| format!("{year}-{month:02}-{day:02}"))
}

/// Whether a short text holds a date or time and nothing else.
pub(crate) fn is_moment(text: &str) -> bool {
    if text.len() > 60 || !text.contains(|c: char| c.is_ascii_alphanumeric()) {
        return false;
    }
    let mut rest = text.to_owned();
    for part in [&*ISO, &*DAY_MONTH, &*MONTH_DAY, &*TIME, &*FILLING] {
        rest = part.replace_all(&rest, " ").into_owned();
    }
    !rest.contains(char::is_alphanumeric)
        && (text.contains(|c: char| c.is_ascii_digit()) || text.to_lowercase().contains("yesterday"))
}

/// Whether a short text holds a time of day with a date, or a time that has passed, and nothing else.
pub(crate) fn is_stamp(text: &str) -> bool {
    is_moment(text)
        && (TIME.is_match(text) || text.ends_with("ago") || text.ends_with(['h', 'm', 'd']))
        && (date_in(text).is_some() || !text.contains(':') || text.to_lowercase().contains("yesterday"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_posts() {
        for (text, expected) in [
            ("Feb 27", Some("--02-27")),
            ("27 Feb 2019", Some("2019-02-27")),
            ("February 27, 2019", Some("2019-02-27")),
            ("9:31 PM - 26 Feb 2019", Some("2019-02-26")),
            ("March 4, 2019 at 9:31 pm", Some("2019-03-04")),
            ("2019-03-04 21:31", Some("2019-03-04")),
            ("31 Feb", None),
            ("4/3/2019", None),
        ] {
            assert_eq!(date_in(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn moments_and_prose() {
        for text in [
            "Feb 27",
            "· 2h",
            "March 4, 2019 at 9:31 pm",
            "Yesterday at 14:00",
            "3 hrs",
            "Monday 4th March 2019",
        ] {
            assert!(is_moment(text), "{text}");
        }
        for text in ["On Monday we met", "", "today", "May", "12 members", "Monday"] {
            assert!(!is_moment(text), "{text}");
        }
        assert!(is_stamp("March 4, 2019 at 9:31 pm") && is_stamp("2h") && !is_stamp("4 March 2019"));
    }
}
