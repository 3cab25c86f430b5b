//! Text to tokens: what a word is, and how capitals tell names.

use crate::Span;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, and digits that belong to them.
    Word,
    /// What an apostrophe ties to a word: ’s, ’ve, ’d.
    Clitic,
    /// Digits.
    Number,
    /// @name
    Handle,
    /// #Tag
    Hashtag,
    /// One mark; `''` is one mark, written here as `"`.
    Mark(char),
}

/// Capitals of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// It starts with a small letter, or with none.
    Small,
    /// It starts with a capital.
    Capital,
    /// Two or more capitals and nothing small.
    AllCapitals,
}

/// A word as the lists of a language write it: in lower case, with straight apostrophes, without full stops.
pub fn fold_word(word: &str) -> String {
    if word.is_ascii() && !word.contains('.') {
        return word.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(word.len());
    for symbol in word.chars() {
        match symbol {
            '’' | '‘' | 'ʼ' => folded.push('\''),
            '.' => {}
            _ => folded.extend(symbol.to_lowercase()),
        }
    }
    folded
}

/// Calls `add` for each token of `text`, which starts at `start_byte`: its span, its kind, its words, and whether it starts the text
/// or follows white space.
pub fn scan(text: &str, start_byte: usize, mut add: impl FnMut(Span, TokenKind, &str, bool)) {
    let mut scanner = Scanner { rest: text, at_byte: start_byte };
    let mut is_after_space = true;
    let mut is_after_word = false;
    while let Some(symbol) = scanner.rest.chars().next() {
        if symbol.is_whitespace() {
            scanner.take(symbol.len_utf8());
            (is_after_space, is_after_word) = (true, false);
            continue;
        }
        let mut n_clitic = 0;
        let (n_bytes, kind) = if symbol.is_numeric() {
            let n_bytes = number_length(scanner.rest);
            let has_letter = scanner.rest[..n_bytes].chars().any(char::is_alphabetic);
            (n_bytes, if has_letter { TokenKind::Word } else { TokenKind::Number })
        } else if symbol.is_alphanumeric() {
            let n_bytes = word_length(scanner.rest);
            let n_bare = bare_length(&scanner.rest[..n_bytes]);
            n_clitic = n_bytes - n_bare;
            (n_bare, TokenKind::Word)
        } else {
            match (if is_after_word { 0 } else { account_length(scanner.rest) }, symbol) {
                (0, _) if scanner.rest.starts_with("''") || scanner.rest.starts_with("``") => {
                    (2, TokenKind::Mark('"'))
                }
                (0, _) => (symbol.len_utf8(), TokenKind::Mark(symbol)),
                (n_bytes, '@') => (n_bytes, TokenKind::Handle),
                (n_bytes, _) => (n_bytes, TokenKind::Hashtag),
            }
        };
        add(scanner.span(n_bytes), kind, &scanner.rest[..n_bytes], is_after_space);
        scanner.take(n_bytes);
        if n_clitic > 0 {
            add(scanner.span(n_clitic), TokenKind::Clitic, &scanner.rest[..n_clitic], false);
            scanner.take(n_clitic);
        }
        is_after_space = false;
        is_after_word = !matches!(kind, TokenKind::Mark(_));
    }
}

struct Scanner<'a> {
    rest: &'a str,
    at_byte: usize,
}

impl Scanner<'_> {
    fn span(&self, n_bytes: usize) -> Span {
        Span::of_length(self.at_byte, n_bytes)
    }

    fn take(&mut self, n_bytes: usize) {
        self.rest = &self.rest[n_bytes..];
        self.at_byte += n_bytes;
    }
}

/// How a word is capitalised.
pub fn shape(words: &str) -> Shape {
    let mut letters = words.chars().filter(|symbol| symbol.is_alphabetic());
    match letters.next() {
        Some(first) if first.is_uppercase() => {
            let (mut n_rest, mut n_small) = (0, 0);
            for letter in letters {
                n_rest += 1;
                n_small += usize::from(!letter.is_uppercase());
            }
            if n_rest > 0 && n_small == 0 { Shape::AllCapitals } else { Shape::Capital }
        }
        _ => Shape::Small,
    }
}

fn is_apostrophe(symbol: char) -> bool {
    matches!(symbol, '\'' | '’' | 'ʼ')
}

/// Bytes of the word at the start: letters and digits, apostrophes between letters, full stops of "U.N." and "i.e.".
fn word_length(rest: &str) -> usize {
    let mut symbols = rest.char_indices().peekable();
    let (mut end_byte, mut n_letters, mut has_stops) = (0, 0, false);
    while let Some((at_byte, symbol)) = symbols.next() {
        if symbol.is_alphanumeric() || is_joiner(symbol) {
            n_letters += 1;
        } else {
            let next = symbols.peek().map(|(_, next)| *next);
            let is_inner_apostrophe = is_apostrophe(symbol) && next.is_some_and(char::is_alphabetic);
            let is_stop =
                symbol == '.' && n_letters == 1 && (has_stops || is_letter_stop(&rest[at_byte + 1..]));
            if is_stop {
                (has_stops, n_letters) = (true, 0);
            } else if is_inner_apostrophe {
                n_letters = 0;
            } else {
                break;
            }
        }
        end_byte = at_byte + symbol.len_utf8();
    }
    end_byte
}

/// Combining marks and zero-width joiners are part of the word.
fn is_joiner(symbol: char) -> bool {
    matches!(symbol, '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}')
}

/// Whether a single letter and a full stop come next.
fn is_letter_stop(rest: &str) -> bool {
    let mut symbols = rest.chars();
    symbols.next().is_some_and(char::is_alphabetic) && symbols.next() == Some('.')
}

/// Bytes of the word without a clitic at its end.
fn bare_length(word: &str) -> usize {
    let Some((at_byte, _)) = word.char_indices().rev().take(4).find(|(_, symbol)| is_apostrophe(*symbol))
    else {
        return word.len();
    };
    let tail = word[at_byte..].chars().skip(1).collect::<String>().to_lowercase();
    let is_clitic = matches!(tail.as_str(), "s" | "ve" | "re" | "ll" | "d" | "m");
    if is_clitic && at_byte > 0 { at_byte } else { word.len() }
}

/// Bytes of the number at the start, with separators between digits and letters that belong to it ("1,000", "26th").
fn number_length(rest: &str) -> usize {
    let mut symbols = rest.char_indices().peekable();
    let mut end_byte = 0;
    while let Some((at_byte, symbol)) = symbols.next() {
        let is_inner =
            matches!(symbol, ',' | '.') && symbols.peek().is_some_and(|(_, next)| next.is_numeric());
        if !symbol.is_alphanumeric() && !is_inner {
            break;
        }
        end_byte = at_byte + symbol.len_utf8();
    }
    end_byte
}

/// Bytes of `@name` or `#Tag` at the start, 0 where there is none.
fn account_length(rest: &str) -> usize {
    if !rest.starts_with(['@', '#']) {
        return 0;
    }
    let name = &rest[1..];
    let n_bytes: usize = name
        .chars()
        .take_while(|symbol| symbol.is_alphanumeric() || *symbol == '_')
        .map(char::len_utf8)
        .sum();
    let has_letter = name[..n_bytes].chars().any(char::is_alphabetic);
    if has_letter { 1 + n_bytes } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_but_white_space_is_of_one_token() {
        let text = "Ann’s  U.N. #Tag @ann 1,000 “no” n''";
        let mut found = Vec::new();
        scan(text, 3, |span, kind, words, is_after_space| {
            assert_eq!(&text[span.start_byte() - 3..span.end_byte() - 3], words);
            found.push((words.to_owned(), kind, is_after_space));
        });
        let kinds: Vec<TokenKind> = found.iter().map(|(_, kind, _)| *kind).collect();
        use TokenKind::{Clitic, Handle, Hashtag, Mark, Number, Word};
        let expected =
            [Word, Clitic, Word, Hashtag, Handle, Number, Mark('“'), Word, Mark('”'), Word, Mark('"')];
        assert_eq!(kinds, expected);
        let joined: String = found.iter().map(|(words, ..)| words.as_str()).collect();
        assert_eq!(joined, text.replace(' ', ""));
    }

    #[test]
    fn words_are_folded_and_shaped() {
        assert_eq!(fold_word("Don’t"), "don't");
        assert_eq!(fold_word("U.N."), "un");
        assert_eq!(
            [shape("ann"), shape("Ann"), shape("UN"), shape("A")],
            [Shape::Small, Shape::Capital, Shape::AllCapitals, Shape::Capital]
        );
    }
}
