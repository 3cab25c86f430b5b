//! Since when, until when: "since 2009", "from 1999 to March 2004", "in 1964".

use sayso_model::Span;

use super::sentence::{Kind, Sentence};
use crate::language::Class;

/// The dates of a membership. Without any, `is_told` is false and the span says nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Dates {
    pub(super) start: Option<String>,
    pub(super) end: Option<String>,
    /// The words that tell.
    pub(super) span: Span,
    pub(super) is_told: bool,
}

impl Default for Dates {
    fn default() -> Self {
        Self { start: None, end: None, span: Span::of_length(0, 0), is_told: false }
    }
}

/// Further than this from a role or verb no date belongs to it.
const MAX_PIECES: usize = 14;

/// The date that an event bears, with the pieces that tell it.
pub(super) struct Moment {
    pub(super) date: String,
    pub(super) span: Span,
}

/// "since …", "until …", "from … to …", up to the next name.
pub(super) fn dates_after(sentence: &Sentence, from: usize) -> Option<Dates> {
    for at in from..sentence.len().min(from + MAX_PIECES) {
        if sentence.is_person(at) || sentence.is_body(at) || sentence.is_mark(at, ";:") {
            return None;
        }
        match sentence.word(at) {
            "since" => {
                let (start, end) = date_at(sentence, at + 1)?;
                let span = sentence.span(at..end);
                return Some(Dates { start: Some(start), end: None, span, is_told: true });
            }
            "until" | "till" => {
                let (date, end) = date_at(sentence, at + 1)?;
                let span = sentence.span(at..end);
                return Some(Dates { start: None, end: Some(date), span, is_told: true });
            }
            "from" | "between" => {
                let Some((start, next)) = date_at(sentence, at + 1) else { continue };
                let is_to = matches!(sentence.word(next), "to" | "until" | "till" | "and");
                let last = date_at(sentence, next + 1).filter(|_| is_to);
                let end = last.as_ref().map_or(next, |(_, end)| *end);
                let span = sentence.span(at..end);
                return Some(Dates {
                    start: Some(start),
                    end: last.map(|(date, _)| date),
                    span,
                    is_told: true,
                });
            }
            _ => {}
        }
    }
    None
}

/// "in 1964", "on 3 May 2015": after the verb up to the next name, or at the start of the sentence.
pub(super) fn moment_near(sentence: &Sentence, after: usize) -> Option<Moment> {
    let moment = |at: usize| {
        let (date, end) = date_at(sentence, at + 1)?;
        let is_preposition = matches!(sentence.word(at), "in" | "on");
        is_preposition.then(|| Moment { date, span: sentence.span(at..end) })
    };
    let is_name = |at: &usize| sentence.is_person(*at) || sentence.is_body(*at);
    let rest = (after..sentence.len().min(after + MAX_PIECES)).take_while(|at| !is_name(at));
    rest.filter_map(moment).next().or_else(|| moment(0))
}

/// The date that starts at `at` and the piece after it: "2009", "May 2015", "3 May 2015", "May 3, 2015".
fn date_at(sentence: &Sentence, at: usize) -> Option<(String, usize)> {
    if let Some(year) = year(sentence, at) {
        return Some((year, at + 1));
    }
    if let Some(month) = month(sentence, at) {
        if let Some(year) = year(sentence, at + 1) {
            return Some((format!("{year}-{month:02}"), at + 2));
        }
        let day = day(sentence, at + 1)?;
        let comma = usize::from(sentence.is_mark(at + 2, ","));
        let year = year(sentence, at + 2 + comma)?;
        return Some((format!("{year}-{month:02}-{day:02}"), at + 3 + comma));
    }
    let (day, month) = (day(sentence, at)?, month(sentence, at + 1)?);
    let year = year(sentence, at + 2)?;
    Some((format!("{year}-{month:02}-{day:02}"), at + 3))
}

fn number<'a>(sentence: &'a Sentence, at: usize) -> Option<&'a str> {
    let is_number = matches!(sentence.kind(at), Some(Kind::Number | Kind::Word));
    is_number.then(|| sentence.words(at..at + 1))
}

fn year(sentence: &Sentence, at: usize) -> Option<String> {
    let words = number(sentence, at)?;
    let is_year = words.len() == 4
        && words.bytes().all(|digit| digit.is_ascii_digit())
        && matches!(&words[..2], "17" | "18" | "19" | "20");
    is_year.then(|| words.to_owned())
}

fn day(sentence: &Sentence, at: usize) -> Option<u32> {
    let words = number(sentence, at)?.trim_end_matches(|symbol: char| symbol.is_alphabetic());
    words.parse().ok().filter(|day| (1..=31).contains(day))
}

fn month(sentence: &Sentence, at: usize) -> Option<usize> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    if !sentence.has(at, Class::Calendar) {
        return None;
    }
    let word = sentence.word(at);
    MONTHS.iter().position(|month| word.starts_with(month) && word != "sunday").map(|nth| nth + 1)
}
