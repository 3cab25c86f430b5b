//! How a run ends.

use std::process::ExitCode;

/// How a command that did not fail ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Everything was done.
    Done,
    /// It was done, and something needs a look.
    NeedsALook,
    /// It was interrupted; nothing was changed.
    Interrupted,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done => Self::SUCCESS,
            Outcome::NeedsALook => Self::from(1),
            Outcome::Interrupted => Self::from(130),
        }
    }
}

/// The code of a command that could not be carried out.
pub(crate) const FAILED: u8 = 2;

/// An error with its causes, in one line; a cause that was told already is not told again.
pub(crate) fn told(error: &anyhow::Error) -> String {
    let mut told = error.to_string();
    for cause in error.chain().skip(1).map(ToString::to_string) {
        if !told.ends_with(&cause) {
            told = format!("{told}: {cause}");
        }
    }
    told
}

/// Whether an error is only that nobody reads our output any more (`sayso show | head`).
pub(crate) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.downcast_ref::<std::io::Error>().is_some_and(|io| io.kind() == std::io::ErrorKind::BrokenPipe)
    })
}

#[cfg(test)]
mod tests {
    use std::io::Error;

    use anyhow::anyhow;

    use super::*;

    #[test]
    fn a_cause_is_told_once() {
        let missing = || anyhow!(Error::other("no such file"));
        assert_eq!(told(&missing().context("cannot read a.csv")), "cannot read a.csv: no such file");
        let twice = missing().context("cannot read a.csv: no such file").context("there is no dataset");
        assert_eq!(told(&twice), "there is no dataset: cannot read a.csv: no such file");
    }
}
