//! The formats, one file or folder each.

mod annotations;

mod dna;

mod networks;

mod popolo;

mod tei;

use crate::output::Output;
use crate::{Dataset, ExchangeError};

/// A kind of file that another program opens.
pub struct Format {
    /// By what it is asked for.
    pub name: &'static str,
    /// The file that it writes, or the folder, with `/` at its end.
    pub output: &'static str,
    /// What it is and what opens it, in one line.
    pub summary: &'static str,
    /// Writes it.
    pub(crate) write: fn(&Dataset, &mut Output<'_>) -> Result<(), ExchangeError>,
}

/// All formats, by name.
pub const FORMATS: &[Format] = &[
    annotations::BRAT,
    dna::FORMAT,
    annotations::DOCCANO,
    annotations::LABEL_STUDIO,
    networks::FORMAT,
    popolo::FORMAT,
    annotations::REFI_QDA,
    tei::FORMAT,
    annotations::WEB_ANNOTATION,
];

/// A number of things in words, with what is told of them; nothing of none.
fn counted(n: usize, one: &str, many: &str, what: &str) -> Option<String> {
    (n > 0).then(|| format!("{n} {} {what}", if n == 1 { one } else { many }))
}

/// Whether a date tells its year, and what else it tells is a month or a day: `2019`, `2019-03` or `2019-03-01`.
fn tells_year(date: &str) -> bool {
    let is_number =
        |part: &str, n_digits| part.len() == n_digits && part.bytes().all(|byte| byte.is_ascii_digit());
    let mut parts = date.splitn(3, '-');
    parts.next().is_some_and(|year| is_number(year, 4)) && parts.all(|part| is_number(part, 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted_and_outputs_are_different() {
        assert!(FORMATS.is_sorted_by(|one, other| one.name < other.name));
        let mut outputs: Vec<&str> =
            FORMATS.iter().map(|format| format.output.trim_end_matches('/')).collect();
        outputs.sort_unstable();
        assert!(outputs.is_sorted_by(|one, other| one < other), "{outputs:?}");
        assert!(!outputs.contains(&crate::LISTING));
    }

    #[test]
    fn dates_of_a_year_at_least() {
        for date in ["2019", "2019-03", "2019-03-01"] {
            assert!(tells_year(date), "{date}");
        }
        for date in ["--03-01", "19", "2019-3", "2019-03-01-01", "2019-03-0x", ""] {
            assert!(!tells_year(date), "{date}");
        }
    }
}
