//! Words hidden, symbol for symbol.

use sayso_model::Span;

/// What stands for a symbol of one, two, three and four bytes: four kinds of "x", so that a masked text has its positions in bytes,
/// code points and UTF-16 units where the text has them, and its words where the text has words.
const MASKS: [char; 4] = ['x', 'ˣ', 'ｘ', '𝗑'];

/// `text` with every symbol in `spans` masked, white space excepted.
///
/// An ASCII symbol becomes `x`, and any other one a letter x of as many bytes: the masked text has the same length in bytes, code
/// points and UTF-16 units, and so has every part of it. Masking twice changes nothing.
pub fn mask(text: &str, spans: impl IntoIterator<Item = Span>) -> String {
    let mut spans: Vec<Span> = spans.into_iter().collect();
    spans.sort();
    let mut masked = String::with_capacity(text.len());
    let mut from = 0;
    for span in spans {
        let (start, end) = (span.start_byte().max(from), span.end_byte().max(from));
        let (Some(before), Some(words)) = (text.get(from..start), text.get(start..end)) else { continue };
        masked.push_str(before);
        masked.extend(words.chars().map(mask_symbol));
        from = end;
    }
    masked.push_str(text.get(from..).unwrap_or_default());
    masked
}

fn mask_symbol(symbol: char) -> char {
    if symbol.is_whitespace() { symbol } else { MASKS[symbol.len_utf8() - 1] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn symbols_keep_their_lengths() {
        let text = "a@b é漢🎉 z";
        let masked = mask(text, [Span::of_length(0, text.len() - 2)]);
        assert_eq!(masked, "xxx ˣｘ𝗑 z");
        assert!(MASKS.iter().enumerate().all(|(nth, symbol)| symbol.len_utf8() == nth + 1));
        assert!(MASKS.iter().all(|symbol| symbol.is_alphanumeric()), "a masked word is a word");
    }

    proptest! {
        #[test]
        fn lengths_stay_in_every_unit(text in "\\PC{0,40}", cuts in prop::collection::vec((0usize..41, 0usize..8), 0..4)) {
            let starts: Vec<usize> = text.char_indices().map(|(at_byte, _)| at_byte).chain([text.len()]).collect();
            let spans: Vec<Span> = cuts
                .into_iter()
                .map(|(start, n)| {
                    let start = start.min(starts.len() - 1);
                    Span::between(starts[start], starts[(start + n).min(starts.len() - 1)])
                })
                .collect();
            let masked = mask(&text, spans.iter().copied());
            let places = |text: &str| text.char_indices().map(|(at_byte, symbol)| (at_byte, symbol.len_utf16())).collect::<Vec<_>>();
            prop_assert_eq!(places(&masked), places(&text));
            prop_assert_eq!(masked.split_whitespace().count(), text.split_whitespace().count());
            prop_assert_eq!(mask(&masked, spans), masked);
        }
    }
}
