//! Names and words made comparable.

/// A name in a form in which spellings of the same name are equal: lower case, apostrophes and dashes of one kind, single spaces,
/// no full stops, no possessive ending.
///
/// # Examples
/// ```
/// use sayso_model::fold_name;
/// assert_eq!(fold_name("Ann  O’Neil–Park’s"), "ann o'neil-park");
/// assert_eq!(fold_name("J. Smith"), "j smith");
/// ```
pub fn fold_name(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for symbol in name.chars() {
        match symbol {
            '’' | '‘' | '\u{2bc}' | '`' => folded.push('\''),
            '–' | '‐' | '‑' | '−' => folded.push('-'),
            '.'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
            | '\u{feff}' => {}
            _ if symbol.is_whitespace() => folded.push(' '),
            _ => folded.extend(symbol.to_lowercase()),
        }
    }
    let words: Vec<&str> = folded.split_whitespace().collect();
    let joined = words.join(" ");
    joined.strip_suffix("'s").unwrap_or(&joined).to_owned()
}

/// Words in a form in which the same words are equal whatever their white space: single spaces, none at the edges.
pub fn fold_words(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_meet() {
        for (one, other) in [
            ("Zoë  Hart", "zoë hart"),
            ("O’Dowd", "O'Dowd"),
            ("Hart‑Lee", "Hart-Lee"),
            ("U.N.", "UN"),
            ("Hart’s", "Hart"),
        ] {
            assert_eq!(fold_name(one), fold_name(other), "{one} {other}");
        }
        assert_ne!(fold_name("Hart"), fold_name("Harts"));
    }
}
