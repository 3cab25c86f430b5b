//! The formats, one file or folder each.

mod annotations;

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
    annotations::DOCCANO,
    annotations::LABEL_STUDIO,
    annotations::REFI_QDA,
    annotations::WEB_ANNOTATION,
];

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
}
