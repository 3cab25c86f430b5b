//! Text to tokens.

use sayso_model::{Shape, Span, TokenKind, fold_word, scan, shape};

use crate::Language;
use crate::language::Classes;

/// One token.
#[derive(Clone, Debug)]
pub(crate) struct Token {
    pub(crate) span: Span,
    pub(crate) kind: TokenKind,
    pub(crate) shape: Shape,
    pub(crate) is_after_space: bool,
    pub(crate) classes: Classes,
    /// Index into the language's words.
    pub(crate) word: Option<usize>,
}

/// Adds the tokens of `text[piece]`, in order.
pub(super) fn tokenise(text: &str, piece: Span, language: &Language, tokens: &mut Vec<Token>) {
    let words = text.get(piece.start_byte()..piece.end_byte()).unwrap_or_default();
    scan(words, piece.start_byte(), |span, kind, words, is_after_space| {
        let word = match kind {
            TokenKind::Word | TokenKind::Clitic => language.lookup(&fold_word(words)),
            _ => None,
        };
        let classes = word.map(|at| language.word(at).classes).unwrap_or_default();
        tokens.push(Token { span, kind, shape: shape(words), is_after_space, classes, word });
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let language = Language::english().unwrap();
        let mut tokens = Vec::new();
        tokenise(text, Span::of_length(0, text.len()), &language, &mut tokens);
        let found: Vec<&str> =
            tokens.iter().map(|token| &text[token.span.start_byte()..token.span.end_byte()]).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn words_clitics_and_marks() {
        check("Don’t say Ann’s “no”.", &["Don’t", "say", "Ann", "’s", "“", "no", "”", "."]);
        check("I’ve O’Dowd's 'take'", &["I", "’ve", "O’Dowd", "'s", "'", "take", "'"]);
        check("the MPs’ vote", &["the", "MPs", "’", "vote"]);
        check("anti-Corbyn Hart-Lee", &["anti", "-", "Corbyn", "Hart", "-", "Lee"]);
        check("U.N. i.e. this. A. Park", &["U.N.", "i.e.", "this", ".", "A", ".", "Park"]);
        check("1,000 (26th) 3.5.", &["1,000", "(", "26th", ")", "3.5", "."]);
        check("''so'' ``so''", &["''", "so", "''", "``", "so", "''"]);
        check(
            "@ann_park, #IStand a@b.org #1",
            &["@ann_park", ",", "#IStand", "a", "@", "b", ".", "org", "#", "1"],
        );
    }
}
