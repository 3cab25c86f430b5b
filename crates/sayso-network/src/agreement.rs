//! The ways in which people write whether somebody agrees.

/// What one cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Said {
    Agrees,
    Disagrees,
    /// Disagrees, or neither: in some codings 0 is between -1 and 1.
    Zero,
    /// Disagrees, in a coding that has -1 for it.
    MinusOne,
    Nothing,
}

/// Reads `1`, `0`, `-1` (also as `1.0`), `true`, `false`, `yes`, `no` in any case; empty cells and `NA` say nothing. `None` for
/// everything else.
pub(crate) fn parse(cell: &str) -> Option<Said> {
    const WORDS: [(&str, Said); 8] = [
        ("true", Said::Agrees),
        ("yes", Said::Agrees),
        ("false", Said::Disagrees),
        ("no", Said::Disagrees),
        ("na", Said::Nothing),
        ("1", Said::Agrees),
        ("0", Said::Zero),
        ("-1", Said::MinusOne),
    ];
    let cell = cell.trim();
    if cell.is_empty() {
        return Some(Said::Nothing);
    }
    let word = cell.strip_suffix(".0").unwrap_or(cell);
    WORDS.iter().find(|(known, _)| known.eq_ignore_ascii_case(word)).map(|(_, said)| *said)
}

/// Tells apart codings in which 0 disagrees and those in which it is between -1 and 1.
#[derive(Default)]
pub(crate) struct Scale {
    has_zero: bool,
    has_minus_one: bool,
}

impl Scale {
    /// Whether the cell agrees; `None` where it says nothing.
    ///
    /// # Errors
    /// What is wrong, where the cell says nothing known, or 0 and -1 both occur.
    pub(crate) fn read(&mut self, cell: &str) -> Result<Option<bool>, String> {
        let said = parse(cell)
            .ok_or_else(|| format!("agreement {cell:?} is neither 1 nor 0, true nor false, yes nor no"))?;
        self.has_zero |= said == Said::Zero;
        self.has_minus_one |= said == Said::MinusOne;
        if self.has_zero && self.has_minus_one {
            return Err("agreement is both 0 and -1 in this file: write 1 and 0, or 1 and -1, and leave the rest empty".to_owned());
        }
        Ok(match said {
            Said::Agrees => Some(true),
            Said::Disagrees | Said::Zero | Said::MinusOne => Some(false),
            Said::Nothing => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_of_writing_it() {
        for (cell, expected) in [
            ("1", Some(true)),
            ("1.0", Some(true)),
            ("TRUE", Some(true)),
            ("yes", Some(true)),
            (" 0 ", Some(false)),
            ("False", Some(false)),
            ("no", Some(false)),
            ("", None),
            ("NA", None),
        ] {
            assert_eq!(Scale::default().read(cell), Ok(expected), "{cell:?}");
        }
        assert_eq!(Scale::default().read("-1.0"), Ok(Some(false)));
        for wrong in ["2", "0.5", "pro", "-", "1.00", "truе"] {
            assert!(Scale::default().read(wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn zero_between_one_and_minus_one_is_refused() {
        let mut scale = Scale::default();
        assert!(scale.read("1").is_ok() && scale.read("-1").is_ok());
        assert!(scale.read("0").unwrap_err().contains("both 0 and -1"));
    }
}
