//! One text in many encodings is one text (fault table 1 to 4, 13).
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]
#![allow(dead_code, reason = "each test program uses a part of what they share")]

mod common;

use common::{Bench, corpus_text, load_all};
use sayso_ingest::{Loaded, ReadOptions};

fn utf_16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(to_bytes).collect()
}

#[test]
fn twins_of_the_corpus_in_every_encoding_have_its_text() {
    let text = corpus_text();
    let (windows_1252, _, has_losses) = encoding_rs::WINDOWS_1252.encode(&text);
    assert!(!has_losses, "the corpus text can be written in Windows-1252");
    let marked = format!("\u{FEFF}{text}");
    let bench = Bench::new();
    bench.write("a-utf-8.txt", &text);
    bench.write("b-utf-8-mark.txt", &marked);
    bench.write("c-utf-16le-mark.txt", utf_16(&marked, u16::to_le_bytes));
    bench.write("d-utf-16be-mark.txt", utf_16(&marked, u16::to_be_bytes));
    bench.write("e-utf-16le.txt", utf_16(&text, u16::to_le_bytes));
    bench.write("f-utf-16be.txt", utf_16(&text, u16::to_be_bytes));
    bench.write("g-windows-1252.txt", windows_1252);
    bench.write("h-crlf.txt", text.replace('\n', "\r\n"));
    bench.write("i-cr.txt", text.replace('\n', "\r"));
    let loaded = load_all(&bench.open());
    assert_eq!(loaded.len(), 9);
    for Loaded { document, diagnostics } in &loaded {
        assert!(document.text() == text, "{}", document.source());
        let codes: Vec<_> = diagnostics.iter().map(|found| found.code).collect();
        let expected: &[&str] =
            if document.source().contains("1252") { &["decoded_as_windows_1252"] } else { &[] };
        assert_eq!(codes, expected, "{}", document.source());
        assert_eq!(document.metadata().lang.as_deref(), Some("en"));
    }
}

#[test]
fn a_damaged_byte_costs_one_letter() {
    let text = corpus_text();
    let at_byte = text.find("unfollow me").unwrap();
    let mut bytes = text.clone().into_bytes();
    bytes.insert(at_byte, 0xFF);
    let bench = Bench::new();
    bench.write("a.txt", &bytes);
    let loaded = load_all(&bench.open());
    assert_eq!(loaded[0].document.text(), format!("{}\u{FFFD}{}", &text[..at_byte], &text[at_byte..]));
    let message = &loaded[0].diagnostics[0].message;
    assert!(message.starts_with("in/a.txt: 1 byte sequences"), "{message}");
    assert!(message.contains(&format!("at byte {at_byte};")), "{message}");
}

#[test]
fn a_thousand_nul_bytes_are_counted() {
    let text = corpus_text();
    let mut bytes = text.clone().into_bytes();
    let n_bytes = bytes.len();
    for nth in 0..1000 {
        // From the end, so that earlier positions stay; inside a letter they break it, so only before ASCII.
        let at_byte = n_bytes - 1 - nth * 20;
        let at_byte = (0..=at_byte)
            .rev()
            .find(|at| text.as_bytes()[*at].is_ascii() && text.is_char_boundary(*at))
            .unwrap();
        bytes.insert(at_byte, 0);
    }
    let bench = Bench::new();
    bench.write("a.txt", &bytes);
    let loaded = load_all(&bench.open());
    assert_eq!(loaded[0].document.text().replace('\u{FFFD}', ""), text);
    assert_eq!(loaded[0].diagnostics[0].message, "in/a.txt: 1000 NUL bytes, read as U+FFFD");
}

#[test]
fn text_that_was_decoded_wrongly_before_is_kept_and_told() {
    let (twice, _, _) = encoding_rs::WINDOWS_1252.decode("“No”, said Zoë – it’s £5".as_bytes());
    let bench = Bench::new();
    bench.write("a.txt", twice.as_bytes());
    let loaded = load_all(&bench.open());
    assert_eq!(loaded[0].document.text(), twice);
    assert!(loaded[0].diagnostics.iter().any(|found| found.code == "double_encoded"));
}

#[test]
fn marks_of_direction_stay_in_the_text() {
    let bench = Bench::new();
    let text = "abc \u{202e}fed\u{202c} \u{2066}x\u{2069} 1\u{200b}2 \u{1b}[2J";
    bench.write("a.txt", text);
    let loaded = load_all(&bench.open());
    assert_eq!(loaded[0].document.text(), text);
    let found = &loaded[0].diagnostics[0];
    assert_eq!((found.code, found.severity.to_string().as_str()), ("invisible_characters", "info"));
    assert!(found.message.starts_with("in/a.txt: 6 "), "{}", found.message);
}

#[test]
fn an_encoding_that_is_told_is_believed_and_one_that_is_none_is_refused() {
    let bench = Bench::new();
    bench.write("a.txt", b"\xC4\xEE\xE1\xF0\xFB\xE9 \xE4\xE5\xED\xFC");
    let cyrillic = ReadOptions { encoding: Some("windows-1251".into()), ..ReadOptions::default() };
    let loaded = load_all(&bench.open_with(&cyrillic).unwrap());
    assert_eq!(loaded[0].document.text(), "Добрый день");
    let unknown = ReadOptions { encoding: Some("utf-9".into()), ..ReadOptions::default() };
    assert_eq!(bench.open_with(&unknown).unwrap_err().to_string(), "unknown encoding \"utf-9\"");
}

#[test]
fn positions_hold_beyond_the_basic_plane() {
    let bench = Bench::new();
    let text = "🎉🏴\u{e0067}\u{e0062} e\u{301}a “Ja” 𝒳";
    bench.write("a.txt", utf_16(&format!("\u{FEFF}{text}"), u16::to_be_bytes));
    let document = load_all(&bench.open()).remove(0).document;
    assert_eq!(document.text(), text);
    let letters: Vec<char> = document.text().chars().collect();
    for (at_byte, letter) in text.char_indices() {
        let span = sayso_model::Span::of_length(at_byte, letter.len_utf8());
        let (start_char, end_char) = document.char_range(span);
        assert_eq!(letters[start_char..end_char], [letter]);
    }
}
