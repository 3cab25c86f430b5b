//! What stands in double quotation marks.

use crate::attribution::CharRange;

/// Marks that open a quotation.
const OPENING: [char; 3] = ['“', '„', '«'];

/// Marks that close one.
const CLOSING: [char; 2] = ['”', '»'];

/// A mark that does either.
const STRAIGHT: char = '"';

/// What a quotation mark at some place does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Opens,
    Closes,
    Either,
}

/// The mark at `at_char` and its length. Two apostrophes are one mark: some newspapers write it so.
fn mark_at(chars: &[char], at_char: usize) -> Option<(Mark, usize)> {
    match *chars.get(at_char)? {
        '\'' if chars.get(at_char + 1) == Some(&'\'') => Some((Mark::Either, 2)),
        STRAIGHT => Some((Mark::Either, 1)),
        mark if OPENING.contains(&mark) => Some((Mark::Opens, 1)),
        mark if CLOSING.contains(&mark) => Some((Mark::Closes, 1)),
        _ => None,
    }
}

/// Whether `text` has a double quotation mark.
pub(crate) fn has_mark(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    (0..chars.len()).any(|at_char| mark_at(&chars, at_char).is_some())
}

/// The quotations of a text, marks included.
///
/// One that is not closed ends with its line. A closing mark that closes nothing opens a quotation where a word starts.
pub(super) fn quotations(chars: &[char]) -> Vec<CharRange> {
    let mut quotations = Vec::new();
    let mut open: Option<usize> = None;
    let mut at_char = 0;
    while at_char < chars.len() {
        if chars[at_char] == '\n' {
            quotations.extend(open.take().map(|start_char| (start_char, at_char)));
        }
        let Some((mark, length)) = mark_at(chars, at_char) else {
            at_char += 1;
            continue;
        };
        let after = at_char + length;
        match (mark, open) {
            (Mark::Opens, Some(_)) => {}
            (Mark::Closes | Mark::Either, Some(start_char)) => {
                quotations.push((start_char, after));
                open = None;
            }
            (Mark::Closes, None) if !starts_a_word(chars, at_char, after) => {}
            (_, None) => open = Some(at_char),
        }
        at_char = after;
    }
    quotations.extend(open.map(|start_char| (start_char, chars.len())));
    quotations
}

/// Whether a mark has white space before it and none after it.
fn starts_a_word(chars: &[char], at_char: usize, after: usize) -> bool {
    let before = at_char.checked_sub(1).and_then(|before| chars.get(before));
    before.is_none_or(|before| is_space(*before)) && chars.get(after).is_some_and(|next| !is_space(*next))
}

/// White space as Python's `str.isspace` has it: with the four separators of ASCII.
pub(crate) fn is_space(char: char) -> bool {
    char.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&char)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[CharRange]) {
        assert_eq!(quotations(&text.chars().collect::<Vec<_>>()), expected, "{text:?}");
    }

    #[test]
    fn finds_quotations_by_their_marks() {
        check("a \"b\" c", &[(2, 5)]);
        check("a ''b'' c's d's", &[(2, 7)]);
        check("«a» „b“ c", &[(0, 3), (4, 9)]);
        check("“a “b” c”", &[(0, 6)]);
        check("", &[]);
    }

    #[test]
    fn an_open_quotation_ends_with_its_line() {
        check("“one\n\n“two” x", &[(0, 4), (6, 11)]);
        check("\"one\r\n“two", &[(0, 5), (6, 10)]);
    }

    #[test]
    fn a_closing_mark_opens_only_where_a_word_starts() {
        check("”Mr. T” x", &[(0, 7)]);
        check("x” y", &[]);
        check("x ” y", &[]);
        check("x\n”y” z ”", &[(2, 5)]);
        check("x\u{1f}”y", &[(2, 4)]);
    }

    #[test]
    fn tells_whether_there_is_a_mark() {
        assert!(has_mark("a ''b") && has_mark("a » b"));
        assert!(!has_mark("a 'b' ‘c’"));
    }
}
