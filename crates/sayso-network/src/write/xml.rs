//! Texts within XML.

use std::borrow::Cow;

/// `text` as an attribute's or element's value. Characters that XML has no way to write become U+FFFD.
pub(super) fn escaped(text: &str) -> Cow<'_, str> {
    let stays = |symbol: char| {
        !matches!(symbol, '&' | '<' | '>' | '"' | '\u{0}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}')
    };
    if text.chars().all(stays) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for symbol in text.chars() {
        match symbol {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            // written as they are, these would be read as spaces
            '\t' => escaped.push_str("&#9;"),
            '\n' => escaped.push_str("&#10;"),
            '\r' => escaped.push_str("&#13;"),
            symbol if stays(symbol) => escaped.push(symbol),
            _ => escaped.push('\u{FFFD}'),
        }
    }
    Cow::Owned(escaped)
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn what_xml_cannot_have_is_escaped() {
        for (text, expected) in [
            ("Ünion 🎉 'x'", "Ünion 🎉 'x'"),
            ("a<b> & \"c\"", "a&lt;b&gt; &amp; &quot;c&quot;"),
            ("a\nb\tc\r", "a&#10;b&#9;c&#13;"),
            ("a\u{0}b\u{B}c\u{FFFF}", "a\u{FFFD}b\u{FFFD}c\u{FFFD}"),
        ] {
            assert_eq!(escaped(text), expected);
        }
    }
}
