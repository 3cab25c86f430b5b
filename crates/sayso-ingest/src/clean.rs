//! The few changes that decoding makes to a text, and what it only counts.

use crate::note::Note;

/// Unifies line ends, drops byte-order marks at the start and puts U+FFFD for NUL. Nothing else is changed.
pub(crate) fn clean(raw: String, notes: &mut Vec<Note>) -> String {
    let marked = raw.trim_start_matches('\u{FEFF}');
    if marked.len() == raw.len() && !raw.contains(['\r', '\0']) {
        return raw;
    }
    let mut text = String::with_capacity(marked.len());
    let mut n_nuls = 0usize;
    let mut letters = marked.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\r' => {
                letters.next_if_eq(&'\n');
                text.push('\n');
            }
            '\0' => {
                n_nuls += 1;
                text.push(char::REPLACEMENT_CHARACTER);
            }
            _ => text.push(letter),
        }
    }
    if n_nuls > 0 {
        notes.push(Note::warning("nul_bytes", format!("{n_nuls} NUL bytes, read as U+FFFD")));
    }
    text
}

/// Notes what a reader cannot see, and text that was decoded wrongly before it came here.
pub(crate) fn inspect(text: &str, notes: &mut Vec<Note>) {
    let n_invisible = text.chars().filter(|letter| is_invisible(*letter)).count();
    if n_invisible > 0 {
        notes.push(Note::info(
            "invisible_characters",
            format!(
                "{n_invisible} invisible characters (direction marks, zero-width or control characters), kept"
            ),
        ));
    }
    let n_double = count_double_encoded(text);
    if n_double > 0 {
        notes.push(Note::warning(
            "double_encoded",
            format!("{n_double} places look like UTF-8 read as Windows-1252 (such as \"â€œ\"), kept"),
        ));
    }
}

/// Whether a letter shows nothing but acts on what stands around it.
pub(crate) fn is_invisible(letter: char) -> bool {
    match letter {
        '\n' | '\t' | '\u{c}' => false,
        '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{FEFF}' => true,
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' => true,
        _ => letter.is_control(),
    }
}

/// Counts "â€" before what UTF-8 puts third in marks of punctuation, and "Ã" or "Â" before what it puts second in letters.
fn count_double_encoded(text: &str) -> usize {
    let mut n_places = 0;
    let mut last_two = ['\0', '\0'];
    for letter in text.chars() {
        n_places += usize::from(match last_two {
            ['â', '€'] => matches!(letter, 'œ' | '™' | '˜' | '“' | '”' | '¦' | '¢' | '\u{9D}' | '\u{90}'),
            [_, 'Ã' | 'Â'] => matches!(letter, '\u{A0}'..='\u{BF}'),
            _ => false,
        });
        last_two = [last_two[1], letter];
    }
    n_places
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str) -> Vec<&'static str> {
        let mut notes = Vec::new();
        inspect(&clean(text.to_owned(), &mut notes), &mut notes);
        notes.iter().map(|note| note.code).collect()
    }

    #[test]
    fn line_ends_nuls_and_marks() {
        let mut notes = Vec::new();
        assert_eq!(clean("\u{FEFF}\u{FEFF}a\r\nb\rc\0\n\r".into(), &mut notes), "a\nb\nc\u{FFFD}\n\n");
        assert!(notes[0].message.starts_with("1 NUL"));
    }

    #[test]
    fn double_encoding_is_seen_and_accents_are_not() {
        assert_eq!(codes("she said â€œnoâ€\u{9d}"), ["invisible_characters", "double_encoded"]);
        assert_eq!(codes("cafÃ© Â£5"), ["double_encoded"]);
        assert_eq!(codes("Ânes, NÃO, “São” €5 â la carte"), Vec::<&str>::new());
    }

    #[test]
    fn direction_marks_are_counted_and_kept() {
        let text = "a\u{202e}b\u{2066}c\u{2069}d\u{200b}e\u{1b}[2J";
        let mut notes = Vec::new();
        let cleaned = clean(text.to_owned(), &mut notes);
        inspect(&cleaned, &mut notes);
        assert_eq!(cleaned, text);
        assert!(notes[0].message.starts_with("5 invisible"), "{notes:?}");
    }
}
