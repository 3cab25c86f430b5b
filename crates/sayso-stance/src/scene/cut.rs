//! Segments to sentences and tokens.

use sayso_model::{SegmentType, Shape, Span, TokenKind, fold_word, scan, shape};

use super::{Layers, Sentence, Token};
use crate::Lexicon;
use crate::lexicon::Class;

/// Cuts the segments' own words up; header lines, signatures and what is nobody's voice are left out.
pub(super) fn cut(layers: &Layers<'_>, lexicon: &Lexicon, tokens: &mut Vec<Token>) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    for (segment, piece) in own_words(layers) {
        let text = layers.document.slice(piece);
        let mut line_start = piece.start_byte();
        for line in text.split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}']) {
            let from = tokens.len();
            tokenise(line, line_start, lexicon, tokens);
            line_start += line.len();
            split(from, segment, tokens, &mut sentences);
        }
    }
    sentences
}

/// The pieces of text that are a segment's own words, in text order, each with the innermost segment that holds it.
fn own_words(layers: &Layers<'_>) -> Vec<(usize, Span)> {
    let text = layers.document.text();
    let is_of_text = |span: Span| text.get(span.start_byte()..span.end_byte()).is_some();
    let segments = layers.segments.iter().enumerate();
    let segments: Vec<_> =
        segments.filter(|(_, segment)| is_of_text(segment.span) && is_of_text(segment.content)).collect();
    let mut edges: Vec<usize> = Vec::new();
    for (_, segment) in &segments {
        for span in [segment.span, segment.content] {
            edges.extend([span.start_byte(), span.end_byte()]);
        }
    }
    edges.sort_unstable();
    edges.dedup();
    // Parents come before children, so the last segment to paint a piece is the innermost.
    let mut owners: Vec<Option<usize>> = vec![None; edges.len()];
    for (nth, segment) in segments {
        let is_voice = !matches!(segment.segment_type, SegmentType::Byline | SegmentType::Boilerplate);
        let from = edges.partition_point(|edge| *edge < segment.span.start_byte());
        let to = edges.partition_point(|edge| *edge < segment.span.end_byte());
        for (piece, owner) in owners[from..to].iter_mut().enumerate() {
            *owner = (is_voice && segment.content.contains_byte(edges[from + piece])).then_some(nth);
        }
    }
    let pieces = owners.iter().zip(edges.windows(2));
    pieces.filter_map(|(owner, edge)| Some(((*owner)?, Span::between(edge[0], edge[1])))).collect()
}

fn tokenise(line: &str, start_byte: usize, lexicon: &Lexicon, tokens: &mut Vec<Token>) {
    scan(line, start_byte, |span, kind, words, is_after_space| {
        let folded = fold_word(words);
        let is_word = matches!(kind, TokenKind::Word | TokenKind::Clitic);
        tokens.push(Token {
            span,
            kind,
            classes: if is_word { lexicon.classes(&folded) } else { Default::default() },
            folded,
            is_capital: shape(words) != Shape::Small,
            is_after_space,
            sentence: 0,
            statement: None,
            cue_of: None,
        });
    });
}

/// The longest sentence in tokens; what is longer is no prose, and cutting it keeps time linear.
const LONGEST_SENTENCE: usize = 200;

/// Divides the tokens from `from` on into sentences.
fn split(from: usize, segment: usize, tokens: &mut [Token], sentences: &mut Vec<Sentence>) {
    let mut start = from;
    for at in from..tokens.len() {
        tokens[at].sentence = sentences.len();
        let is_full = at + 1 - start >= LONGEST_SENTENCE;
        if at + 1 == tokens.len() || is_full || ends_sentence(&tokens[from..], at - from) {
            sentences.push(Sentence { tokens: start..at + 1, segment });
            start = at + 1;
        }
    }
}

/// Whether a sentence ends with this token: a mark that ends sentences, with the closing marks that follow it, before a space.
fn ends_sentence(tokens: &[Token], at: usize) -> bool {
    let is_any =
        |token: &Token, marks: &str| matches!(token.kind, TokenKind::Mark(mark) if marks.contains(mark));
    if !tokens[at + 1].is_after_space {
        return false;
    }
    let mut stop = at;
    while stop > 0 && is_any(&tokens[stop], "”’\"')]»") && !tokens[stop].is_after_space {
        stop -= 1;
    }
    if !is_any(&tokens[stop], ".!?…") {
        return false;
    }
    if !is_any(&tokens[stop], ".") || stop == 0 {
        return true;
    }
    let before = &tokens[stop - 1];
    let is_initial = before.is_capital && before.folded.chars().count() == 1;
    let follows_small = !tokens[at + 1].is_capital && tokens[at + 1].kind == TokenKind::Word;
    !before.classes.has(Class::Abbreviation) && !is_initial || stop != at && !follows_small
}
