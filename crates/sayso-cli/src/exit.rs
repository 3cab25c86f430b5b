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

/// Whether an error is only that nobody reads our output any more (`sayso show | head`).
pub(crate) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.downcast_ref::<std::io::Error>().is_some_and(|io| io.kind() == std::io::ErrorKind::BrokenPipe)
    })
}
