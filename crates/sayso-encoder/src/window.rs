//! Texts cut into what the encoder reads at once: whole paragraphs, as many as fit.

use std::ops::Range;

use tokenizers::{Encoding, Tokenizer};

use crate::encoder::Pieces;
use crate::error::ModelError;
use crate::quotes::{self, States};

/// Sizes of a window that the model file states.
#[derive(Clone, Copy, Debug, serde::Deserialize)]
pub(crate) struct WindowSizes {
    /// Pieces of a paragraph that is not cut, besides the two special ones.
    pub(crate) max_pieces: usize,
    /// Pieces of a window that holds several paragraphs.
    pub(crate) packed_pieces: usize,
    /// A long paragraph is not cut before this piece.
    pub(crate) min_cut: usize,
    pub(crate) cls: u32,
    pub(crate) sep: u32,
}

/// The class of letter case of the two special pieces; the others are told by [`case_class`].
pub(crate) const SPECIAL_CASE: u8 = 6;

/// A run of text without white space or punctuation, or one punctuation mark: what labels stand on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Bytes of the document's text.
    pub span: Range<usize>,
    /// Number of its paragraph in the document, from 0.
    pub paragraph: usize,
    /// Its first piece in the window.
    pub(crate) first_piece: usize,
    /// Whether its first piece stands in quotation marks: one of the states of `quotes`.
    pub(crate) quote: u8,
}

impl Word {
    /// Whether it begins within quotation marks, the marks included, as the model sees them.
    pub fn is_quoted(&self) -> bool {
        self.quote != quotes::OUTSIDE
    }
}

/// What the encoder reads at once.
#[derive(Clone, Debug, Default)]
pub struct Window {
    /// The words, in text order.
    pub words: Vec<Word>,
    pub(crate) pieces: Pieces,
}

/// A word with its pieces, before it is put into a window.
pub(crate) struct Draft {
    pub(crate) span: Range<usize>,
    /// Each with its state of quotation.
    pub(crate) pieces: Vec<(u32, u8)>,
}

/// Words that stay together: a paragraph, or a stretch of a long one.
struct Block {
    paragraph: usize,
    is_start: bool,
    words: Vec<Draft>,
}

/// Cuts `text` into windows, in text order; blank text gives none.
pub(crate) fn windows(
    tokenizer: &Tokenizer,
    sizes: WindowSizes,
    text: &str,
) -> Result<Vec<Window>, ModelError> {
    let mut out = Vec::new();
    let mut blocks: Vec<Block> = Vec::new();
    let mut n_pieces = 0;
    for (nth, paragraph) in paragraphs(text).enumerate() {
        for block in blocks_of(tokenizer, sizes, text, paragraph, nth)? {
            let more: usize = block.words.iter().map(|word| word.pieces.len()).sum();
            if !blocks.is_empty() && n_pieces + more > sizes.packed_pieces {
                out.push(assemble(text, sizes, &blocks));
                blocks.clear();
                n_pieces = 0;
            }
            n_pieces += more;
            blocks.push(block);
        }
    }
    if !blocks.is_empty() {
        out.push(assemble(text, sizes, &blocks));
    }
    Ok(out)
}

/// Runs between line feeds that are not blank.
fn paragraphs(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at_byte = 0;
    text.split('\n').filter_map(move |line| {
        let range = at_byte..at_byte + line.len();
        at_byte = range.end + 1;
        (!line.chars().all(quotes::is_space)).then_some(range)
    })
}

fn blocks_of(
    tokenizer: &Tokenizer,
    sizes: WindowSizes,
    text: &str,
    paragraph: Range<usize>,
    nth: usize,
) -> Result<Vec<Block>, ModelError> {
    let mut words = words_of(tokenizer, text, paragraph)?;
    let mut blocks = Vec::new();
    let mut n_pieces: usize = words.iter().map(|word| word.pieces.len()).sum();
    let mut rest = words.as_mut_slice();
    while n_pieces > sizes.max_pieces {
        let at = cut(rest, sizes, text);
        let (head, tail) = rest.split_at_mut(at);
        n_pieces -= head.iter().map(|word| word.pieces.len()).sum::<usize>();
        blocks.push(Block { paragraph: nth, is_start: blocks.is_empty(), words: take(head) });
        rest = tail;
    }
    if !rest.is_empty() {
        blocks.push(Block { paragraph: nth, is_start: blocks.is_empty(), words: take(rest) });
    }
    Ok(blocks)
}

fn take(words: &mut [Draft]) -> Vec<Draft> {
    words
        .iter_mut()
        .map(|word| Draft { span: word.span.clone(), pieces: std::mem::take(&mut word.pieces) })
        .collect()
}

/// How many words of a paragraph that is too long go into the first window: up to the last end of a sentence that fits, if it does
/// not stand too early; at least one.
fn cut(words: &[Draft], sizes: WindowSizes, text: &str) -> usize {
    let word = |at: usize| words.get(at).map_or("", |word| &text[word.span.clone()]);
    let is_end = |words: &str| matches!(words, "." | "!" | "?");
    let is_closer = |words: &str| matches!(words, "”" | "\"" | "'" | "’" | ")" | "]" | "»");
    let (mut n_pieces, mut best, mut fitting) = (0, 0, 0);
    for (at, draft) in words.iter().enumerate() {
        n_pieces += draft.pieces.len();
        if n_pieces > sizes.max_pieces {
            break;
        }
        fitting = at + 1;
        if n_pieces < sizes.min_cut {
            continue;
        }
        let ends = is_end(word(at)) || (is_closer(word(at)) && at > 0 && is_end(word(at - 1)));
        if ends && !is_closer(word(at + 1)) {
            best = at + 1;
        }
    }
    if best > 0 { best } else { fitting.max(1) }
}

/// The pieces of a line, without special ones.
pub(crate) fn encode(tokenizer: &Tokenizer, line: &str) -> Result<Encoding, ModelError> {
    tokenizer.encode(line, false).map_err(|error| ModelError::Tokeniser { reason: error.to_string() })
}

/// The words of a paragraph, in text order.
pub(crate) fn words_of(
    tokenizer: &Tokenizer,
    text: &str,
    paragraph: Range<usize>,
) -> Result<Vec<Draft>, ModelError> {
    let line = &text[paragraph.clone()];
    let encoding = encode(tokenizer, line)?;
    let regions = quotes::regions(line);
    let mut states = States::new(line, &regions);
    let mut words: Vec<Draft> = Vec::new();
    let mut last = None;
    for ((id, &(start_byte, end_byte)), word) in
        encoding.get_ids().iter().zip(encoding.get_offsets()).zip(encoding.get_word_ids())
    {
        let piece = (*id, states.at(start_byte));
        let end_byte = paragraph.start + end_byte;
        match words.last_mut() {
            Some(current) if *word == last => {
                current.span.end = end_byte;
                current.pieces.push(piece);
            }
            _ => words.push(Draft { span: paragraph.start + start_byte..end_byte, pieces: vec![piece] }),
        }
        last = *word;
    }
    Ok(words)
}

fn assemble(text: &str, sizes: WindowSizes, blocks: &[Block]) -> Window {
    let mut window = Window::default();
    window.pieces.push(sizes.cls, SPECIAL_CASE, quotes::SPECIAL, 0);
    for block in blocks {
        let mut n_before = 0;
        for word in &block.words {
            window.words.push(Word {
                span: word.span.clone(),
                paragraph: block.paragraph,
                first_piece: window.pieces.ids.len(),
                quote: word.pieces.first().map_or(quotes::OUTSIDE, |(_, quote)| *quote),
            });
            let case = case_class(&text[word.span.clone()]);
            for &(id, quote) in &word.pieces {
                let start = match n_before {
                    0 if block.is_start => 1,
                    1 | 2 if block.is_start => 2,
                    _ => 0,
                };
                window.pieces.push(id, case, quote, start);
                n_before += 1;
            }
        }
    }
    window.pieces.push(sizes.sep, SPECIAL_CASE, quotes::SPECIAL, 0);
    window
}

impl Pieces {
    pub(crate) fn push(&mut self, id: u32, case: u8, quote: u8, start: u8) {
        self.ids.push(id);
        self.case.push(case);
        self.quote.push(quote);
        self.start.push(start);
    }
}

/// The letter case of a word: 0 lower, 1 capitalised, 2 upper, 3 mixed, 4 digits, 5 symbols.
pub(crate) fn case_class(word: &str) -> u8 {
    if !word.chars().any(char::is_alphabetic) {
        return if word.chars().any(char::is_numeric) { 4 } else { 5 };
    }
    if !word.chars().any(char::is_uppercase) {
        return 0;
    }
    if !word.chars().any(char::is_lowercase) {
        return if word.chars().nth(1).is_some() { 2 } else { 1 };
    }
    if word.chars().next().is_some_and(char::is_uppercase) { 1 } else { 3 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letter_case() {
        for (word, expected) in [
            ("party", 0),
            ("Party", 1),
            ("A", 1),
            ("NHS", 2),
            ("iPhone", 3),
            ("2019", 4),
            ("1b", 0),
            ("—", 5),
            ("É", 1),
        ] {
            assert_eq!(case_class(word), expected, "{word}");
        }
    }

    #[test]
    fn paragraphs_are_lines_that_are_not_blank() {
        let text = "one\n \n\ntwo \n";
        let found: Vec<&str> = paragraphs(text).map(|range| &text[range]).collect();
        assert_eq!(found, ["one", "two "]);
    }
}
