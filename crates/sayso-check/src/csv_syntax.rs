//! Whether bytes are CSV as RFC 4180 has it. The reader itself would forgive what this refuses.

/// Where in a record the scanner stands.
#[derive(Clone, Copy, PartialEq)]
enum State {
    FieldStart,
    Bare,
    Quoted,
    /// After a quotation mark within a quoted field: its end, or the first of two.
    QuoteSeen,
    /// After a carriage return outside quotation marks.
    ReturnSeen,
}

/// What is wrong with the file, with its line; `None` for a sound one.
///
/// Lines may end with CR LF or with LF alone, but all in the same way.
///
/// # Source
/// <https://www.rfc-editor.org/rfc/rfc4180>
pub(crate) fn fault(bytes: &[u8]) -> Option<String> {
    if bytes.starts_with(b"\xEF\xBB\xBF") {
        return Some("starts with a byte-order mark".to_owned());
    }
    if let Err(error) = std::str::from_utf8(bytes) {
        let line = 1 + bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count();
        return Some(format!("line {line}: is not UTF-8"));
    }
    let mut state = State::FieldStart;
    let mut line = 1usize;
    let mut has_returns: Option<bool> = None;
    for &byte in bytes {
        let after_return = state == State::ReturnSeen;
        let next = match (state, byte) {
            (State::ReturnSeen, b'\n') => Ok(State::FieldStart),
            (State::ReturnSeen, _) => Err("a carriage return without a line feed, outside quotation marks"),
            (State::Quoted, b'"') => Ok(State::QuoteSeen),
            (State::Quoted, _) | (State::QuoteSeen, b'"') => Ok(State::Quoted),
            (State::FieldStart, b'"') => Ok(State::Quoted),
            (State::Bare, b'"') => Err("a quotation mark inside a field that is not quoted"),
            (_, b',' | b'\n') => Ok(State::FieldStart),
            (_, b'\r') => Ok(State::ReturnSeen),
            (State::QuoteSeen, _) => Err("text after the closing quotation mark of a field"),
            (State::FieldStart | State::Bare, _) => Ok(State::Bare),
        };
        if byte == b'\n' && state != State::Quoted && *has_returns.get_or_insert(after_return) != after_return
        {
            return Some(format!("line {line}: ends otherwise than the lines before it"));
        }
        match next {
            Ok(next) => state = next,
            Err(message) => return Some(format!("line {line}: {message}")),
        }
        line += usize::from(byte == b'\n');
    }
    match state {
        State::Quoted => Some("ends inside quotation marks".to_owned()),
        State::ReturnSeen => Some(format!("line {line}: a carriage return without a line feed")),
        State::FieldStart | State::Bare | State::QuoteSeen => None,
    }
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn sound_files() {
        for sound in [
            "",
            "a,b\n1,2\n",
            "a,b\r\n1,2\r\n",
            "a\n\"x\"\"y, \n z\"\n",
            "a\n\"\"\n",
            "a,b\n,\n",
            "a\n1",
            "a\n\"x\r\ny\"\n",
        ] {
            assert_eq!(fault(sound.as_bytes()), None, "{sound:?}");
        }
    }

    #[test]
    fn faults_with_their_lines() {
        for (bytes, expected) in [
            (b"a\nx\"y\n".as_slice(), "line 2: a quotation mark inside"),
            (b"a\n\"x\"y\n", "line 2: text after"),
            (b"a\n\"x\n", "ends inside quotation marks"),
            (b"a\rb\n", "line 1: a carriage return without"),
            (b"a\nb\r\n", "line 2: ends otherwise"),
            (b"a\n\xFF\n", "line 2: is not UTF-8"),
            (b"\xEF\xBB\xBFa\n", "starts with a byte-order mark"),
            (b"a\r", "line 1: a carriage return"),
        ] {
            let found = fault(bytes).unwrap_or_default();
            assert!(found.starts_with(expected), "{found:?} for {:?}", String::from_utf8_lossy(bytes));
        }
    }
}
