//! Bytes to text.

use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::clean::{clean, inspect};
use crate::note::Note;

/// A text and what was seen while reading it.
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) notes: Vec<Note>,
}

impl Decoded {
    /// Whether some bytes stood for no letter.
    pub(crate) fn is_damaged(&self) -> bool {
        self.notes.iter().any(|note| matches!(note.code, "invalid_bytes" | "nul_bytes"))
    }
}

/// The text that `bytes` stand for: without byte-order mark, with `\n` line ends, with U+FFFD for bytes that stand for nothing.
///
/// `forced` is believed without looking. Otherwise, in this order: a byte-order mark; UTF-16 where every other byte is zero;
/// strict UTF-8; Windows-1252 if all bytes have a meaning in it and UTF-8 sequences are not the rule; UTF-8 with replacements.
pub(crate) fn decode(bytes: &[u8], forced: Option<&'static Encoding>) -> Decoded {
    let mut notes = Vec::new();
    let raw = match (forced, Encoding::for_bom(bytes)) {
        (Some(encoding), Some((marked, n_mark))) if is_same_family(encoding, marked) => {
            decode_as(marked, bytes, n_mark, &mut notes)
        }
        (Some(encoding), _) => decode_as(encoding, bytes, 0, &mut notes),
        (None, Some((encoding, n_mark))) => decode_as(encoding, bytes, n_mark, &mut notes),
        (None, None) => guess(bytes, &mut notes),
    };
    let text = clean(raw, &mut notes);
    inspect(&text, &mut notes);
    Decoded { text, notes }
}

/// Whether a byte-order mark of `marked` belongs to a text said to be `encoding`: "UTF-16" leaves the byte order to the mark.
fn is_same_family(encoding: &'static Encoding, marked: &'static Encoding) -> bool {
    encoding == marked || (is_utf_16(encoding) && is_utf_16(marked))
}

fn is_utf_16(encoding: &'static Encoding) -> bool {
    encoding == UTF_16LE || encoding == UTF_16BE
}

fn guess(bytes: &[u8], notes: &mut Vec<Note>) -> String {
    if let Some(encoding) = unmarked_utf_16(bytes) {
        return decode_as(encoding, bytes, 0, notes);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) if is_windows_1252(bytes) => {
            notes.push(Note::info("decoded_as_windows_1252", "is not UTF-8, read as Windows-1252"));
            decode_as(WINDOWS_1252, bytes, 0, notes)
        }
        Err(_) => decode_as(UTF_8, bytes, 0, notes),
    }
}

/// UTF-16 without a byte-order mark, only where it is plain: pairs of a zero and another byte nearly throughout, no bad pair.
fn unmarked_utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    if bytes.len() < 4 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let n_pairs = bytes.len() / 2;
    let n_zeros = |first: usize| bytes.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
    let (n_even, n_odd) = (n_zeros(0), n_zeros(1));
    let encoding = match (n_even, n_odd) {
        (0, n_odd) if n_odd * 10 >= n_pairs * 7 => UTF_16LE,
        (n_even, 0) if n_even * 10 >= n_pairs * 7 => UTF_16BE,
        _ => return None,
    };
    encoding.decode_without_bom_handling_and_without_replacement(bytes).map(|_| encoding)
}

/// Whether bytes that are not UTF-8 make sense as Windows-1252.
///
/// Five bytes mean nothing there. And UTF-8 of which a byte was damaged would make sense too, as rubbish: so sound UTF-8
/// sequences must be fewer than the unsound ones.
fn is_windows_1252(bytes: &[u8]) -> bool {
    let (mut n_sound, mut n_unsound) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        n_sound += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        n_unsound += usize::from(!chunk.invalid().is_empty());
    }
    n_sound < n_unsound && !bytes.iter().any(|byte| matches!(byte, 0x81 | 0x8D | 0x8F | 0x90 | 0x9D))
}

/// Decodes what follows the first `n_mark` bytes, with U+FFFD for each bad sequence, and notes how many and where the first is.
fn decode_as(encoding: &'static Encoding, bytes: &[u8], n_mark: usize, notes: &mut Vec<Note>) -> String {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len());
    let mut at_byte = n_mark;
    let mut first_bad_byte = None;
    let mut n_bad = 0usize;
    loop {
        let rest = &bytes[at_byte..];
        let (result, n_read) = decoder.decode_to_string_without_replacement(rest, &mut text, true);
        at_byte += n_read;
        match result {
            DecoderResult::InputEmpty => break,
            DecoderResult::OutputFull => text.reserve(rest.len().max(64)),
            DecoderResult::Malformed(n_sequence, n_after) => {
                let n_back = usize::from(n_sequence) + usize::from(n_after);
                first_bad_byte.get_or_insert(at_byte.saturating_sub(n_back));
                n_bad += 1;
                text.push(char::REPLACEMENT_CHARACTER);
            }
        }
    }
    if let Some(first_bad_byte) = first_bad_byte {
        notes.push(Note::warning(
            "invalid_bytes",
            format!(
                "{n_bad} byte sequences are not {}, the first at byte {first_bad_byte}; read as U+FFFD",
                encoding.name()
            ),
        ));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TEXT: &str = "“Well”, said Ünal – the chair’s friend – “we’ll see…” It cost £5.\nNext line\n";

    fn codes(bytes: &[u8]) -> Vec<&'static str> {
        decode(bytes, None).notes.iter().map(|note| note.code).collect()
    }

    fn utf_16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to_bytes).collect()
    }

    #[test]
    fn every_encoding_gives_the_same_text() {
        let (windows_1252, _, _) = WINDOWS_1252.encode(TEXT);
        let twins = [
            TEXT.as_bytes().to_vec(),
            [b"\xEF\xBB\xBF", TEXT.as_bytes()].concat(),
            TEXT.replace('\n', "\r\n").into_bytes(),
            TEXT.replace('\n', "\r").into_bytes(),
            windows_1252.into_owned(),
            [&b"\xFF\xFE"[..], &utf_16(TEXT, u16::to_le_bytes)].concat(),
            [&b"\xFE\xFF"[..], &utf_16(TEXT, u16::to_be_bytes)].concat(),
            utf_16(TEXT, u16::to_le_bytes),
            utf_16(TEXT, u16::to_be_bytes),
        ];
        for twin in twins {
            assert_eq!(decode(&twin, None).text, TEXT, "from {twin:?}");
        }
    }

    #[test]
    fn a_forced_encoding_is_believed() {
        assert_eq!(decode("£".as_bytes(), Some(WINDOWS_1252)).text, "Â£");
        assert_eq!(decode(b"\xFE\xFF\0a", Some(UTF_16LE)).text, "a");
        assert_eq!(decode(b"\xEF\xBB\xBFa", Some(UTF_8)).text, "a");
    }

    #[test]
    fn windows_1252_needs_bytes_that_mean_something() {
        assert_eq!(codes(b"caf\xE9"), ["decoded_as_windows_1252"]);
        assert_eq!(codes(b"caf\xE9 \x81"), ["invalid_bytes"]);
    }

    #[test]
    fn one_damaged_byte_does_not_turn_utf_8_into_windows_1252() {
        let mut bytes = "“Ja”, said Ünal’s friend".as_bytes().to_vec();
        bytes.push(0xFF);
        let decoded = decode(&bytes, None);
        assert_eq!(decoded.text, "“Ja”, said Ünal’s friend\u{FFFD}");
        assert!(decoded.notes[0].message.contains(&format!("first at byte {}", bytes.len() - 1)));
    }

    #[test]
    fn overlong_forms_surrogates_and_cuts_are_replaced_where_they_are() {
        for bad in [&b"\xC0\xAF"[..], b"\xED\xA0\x80", b"\xF5\x80\x80\x80", b"\xE2\x80"] {
            let bytes = [&b"\x81 ab"[..], bad].concat();
            let decoded = decode(&bytes, Some(UTF_8));
            assert!(decoded.text.starts_with("\u{FFFD} ab\u{FFFD}"), "{bad:?}: {:?}", decoded.text);
            assert!(decoded.notes[0].message.contains("first at byte 0;"), "{:?}", decoded.notes);
        }
    }

    #[test]
    fn utf_8_cut_anywhere_keeps_all_whole_letters() {
        for n_kept in 4..TEXT.len() {
            let text = decode(&TEXT.as_bytes()[..n_kept], None).text;
            let n_whole = (0..=n_kept).rev().find(|at| TEXT.is_char_boundary(*at)).unwrap();
            assert_eq!(text.trim_end_matches('\u{FFFD}'), &TEXT[..n_whole]);
        }
    }

    const BYTE_ORDER_MARK: char = '\u{FEFF}';

    proptest! {
        #[test]
        fn any_bytes_give_a_text_and_always_the_same(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
            let (once, twice) = (decode(&bytes, None), decode(&bytes, None));
            prop_assert_eq!(&once.text, &twice.text);
            prop_assert_eq!(once.notes, twice.notes);
            prop_assert!(!once.text.contains(['\r', '\0']));
            prop_assert_ne!(once.text.chars().next(), Some(BYTE_ORDER_MARK));
        }

        #[test]
        fn text_without_carriage_returns_and_nuls_is_kept(text in "[^\r\0\u{FEFF}]{0,300}") {
            prop_assert_eq!(decode(text.as_bytes(), None).text, text);
        }

        #[test]
        fn any_encoding_of_any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..200), nth in 0usize..5) {
            let labels = ["utf-16", "shift_jis", "gb18030", "big5", "iso-2022-jp"];
            let text = decode(&bytes, Encoding::for_label(labels[nth].as_bytes())).text;
            prop_assert!(!text.contains('\0'));
        }
    }
}
