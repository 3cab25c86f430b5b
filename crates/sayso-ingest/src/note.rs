//! Diagnostics before it is known which source they are about.

use sayso_model::{Diagnostic, Severity, Stage};

/// A diagnostic that does not name its source yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Note {
    pub(crate) severity: Severity,
    pub(crate) code: &'static str,
    pub(crate) message: String,
}

impl Note {
    pub(crate) fn info(code: &'static str, message: impl Into<String>) -> Self {
        Self { severity: Severity::Info, code, message: message.into() }
    }

    pub(crate) fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, code, message: message.into() }
    }

    pub(crate) fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self { severity: Severity::Error, code, message: message.into() }
    }

    /// The diagnostic about `source`: its message starts with the source.
    pub(crate) fn about(self, source: &str) -> Diagnostic {
        Diagnostic::new(self.severity, Stage::Ingest, self.code, format!("{source}: {}", self.message))
    }
}

/// Text or bytes from outside as a message or a source may show them: on one line, without characters that act on a terminal.
pub(crate) fn printable(bytes: &[u8]) -> String {
    let mut shown = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        for letter in chunk.valid().chars() {
            match letter {
                _ if letter.is_control() || crate::clean::is_invisible(letter) => {
                    shown.extend(letter.escape_unicode());
                }
                _ => shown.push(letter),
            }
        }
        for byte in chunk.invalid() {
            shown.push_str(&format!("\\x{byte:02x}"));
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_what_would_act_on_a_terminal() {
        assert_eq!(printable("a\u{1b}[2J\n\u{202e}é".as_bytes()), "a\\u{1b}[2J\\u{a}\\u{202e}é");
        assert_eq!(printable(b"a\xff"), "a\\xff");
    }
}
