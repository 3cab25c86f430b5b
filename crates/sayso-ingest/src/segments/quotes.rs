//! Paragraphs that stand in quotation marks.

use sayso_model::Span;

use super::lines::Page;
use super::names::{head, tail};

/// Opening marks, each with the marks that may close it.
const PAIRS: &[(char, &[char])] = &[
    ('“', &['”']),
    ('„', &['“', '”']),
    ('«', &['»']),
    ('»', &['«']),
    ('‹', &['›']),
    ('"', &['"']),
    ('‘', &['’']),
    ('\'', &['\'']),
    ('「', &['」']),
];

/// How far a quotation of several paragraphs is followed.
const MAX_LINES: usize = 60;

/// Lines that stand wholly in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Quoted {
    /// Its last line.
    pub(crate) last: usize,
    /// What stands between the marks.
    pub(crate) content: Span,
    /// What stands on the last line after the closing mark.
    pub(crate) rest: Option<Span>,
    /// Whether the closing mark is there.
    pub(crate) is_closed: bool,
}

/// How one line stands to a quotation that is open where it starts.
enum Reading {
    /// The quotation is still open at the end of the line.
    Open,
    /// It closes at this byte of the line, and no running text follows.
    Closes(usize),
    /// It closes and the sentence goes on: the marks are part of running text.
    Inline,
}

/// The mark that opens `text`.
pub(crate) fn opening_mark(text: &str) -> Option<char> {
    let mark = text.chars().next()?;
    PAIRS.iter().any(|(opening, _)| *opening == mark).then_some(mark)
}

/// The quotation that begins with the first character of line `first` and fills its lines, up to, not including, line `ceiling`.
///
/// Each further paragraph may repeat the opening mark. A mark that is never closed counts for the paragraphs that open with it.
pub(crate) fn quoted_lines(page: &Page<'_>, first: usize, ceiling: usize) -> Option<Quoted> {
    let opening = opening_mark(page.text(first))?;
    let start_byte = page.span(first).start_byte() + opening.len_utf8();
    let content = |end_byte: usize| page.document.trim(Span::between(start_byte, end_byte.max(start_byte)));
    let mut last_opened = first;
    let mut is_whole_paragraph = true;
    for line in first..ceiling.min(first + MAX_LINES) {
        let text = page.text(line);
        let repeats = text.starts_with(opening);
        if line > first && !repeats && contains_opening(text, opening) {
            break;
        }
        match read_line(text, opening, line == first || repeats) {
            Reading::Inline if line == first => return None,
            Reading::Inline => break,
            Reading::Open if repeats || (is_whole_paragraph && page.is_wrapped(line - 1)) => {
                last_opened = line
            }
            Reading::Open => is_whole_paragraph = false,
            Reading::Closes(at) => {
                let end_byte = page.span(line).start_byte() + at;
                let closing = text[at..].chars().next().map_or(0, char::len_utf8);
                let rest = page.document.trim(Span::between(end_byte + closing, page.span(line).end_byte()));
                let rest = (!rest.is_empty()).then_some(rest);
                return Some(Quoted { last: line, content: content(end_byte), rest, is_closed: true });
            }
        }
    }
    let end_byte = page.span(last_opened).end_byte();
    Some(Quoted { last: last_opened, content: content(end_byte), rest: None, is_closed: false })
}

fn contains_opening(text: &str, opening: char) -> bool {
    // straight and single marks also stand for apostrophes and inner quotations
    !matches!(opening, '"' | '\'' | '‘') && text.contains(opening)
}

/// Follows the quotation through one line; `is_opened_here` where the line starts with its opening mark.
fn read_line(text: &str, opening: char, is_opened_here: bool) -> Reading {
    let closings = PAIRS.iter().find(|(mark, _)| *mark == opening).map_or(&[][..], |(_, closings)| closings);
    let is_single = matches!(opening, '\'' | '‘');
    let mut depth = 1usize;
    let skip = if is_opened_here { opening.len_utf8() } else { 0 };
    let mut before = ' ';
    for (at, mark) in text.char_indices().skip_while(|(at, _)| *at < skip) {
        let after = &text[at + mark.len_utf8()..];
        let is_wrong_way_round = !is_single && mark == opening && at > 0 && after.is_empty();
        let closes =
            is_wrong_way_round || (closings.contains(&mark) && (!is_single || ends_single(before, after)));
        if closes {
            depth -= 1;
            if depth == 0 {
                return if is_tail(after) { Reading::Closes(at) } else { Reading::Inline };
            }
        } else if mark == opening && !closings.contains(&mark) && !is_single {
            depth += 1;
        }
        before = mark;
    }
    Reading::Open
}

/// Whether a single mark closes a quotation rather than standing for a missing letter or closing an inner quotation.
fn ends_single(before: char, after: &str) -> bool {
    after.trim_end_matches(['.', ',', '!', '?', ';', ')']).is_empty()
        || (matches!(before, '.' | ',' | '!' | '?') && after.starts_with(char::is_whitespace))
}

/// Whether only punctuation, a bracket or a dash with a name stands after the closing mark.
fn is_tail(after: &str) -> bool {
    let words = after.trim_start_matches(['.', ',', ';', '!', '?', '*']).trim();
    words.is_empty()
        || (words.len() <= 120
            && (words.starts_with(['–', '—', '―', '-', '~'])
                || (words.starts_with(['(', '[']) && words.trim_end_matches('.').ends_with([')', ']']))))
}

/// `span` without a pair of marks at its edges, if it has one.
pub(crate) fn without_marks(page: &Page<'_>, span: Span) -> Span {
    let text = page.document.slice(span);
    let Some(opening) = opening_mark(text) else { return span };
    let inner = &text[opening.len_utf8()..];
    let closings = PAIRS.iter().find(|(mark, _)| *mark == opening).map_or(&[][..], |(_, closings)| closings);
    let closing = inner.chars().next_back().map_or(0, char::len_utf8);
    if !inner.ends_with(closings) || inner.len() == closing {
        return span;
    }
    let is_simple = !inner[..inner.len() - closing].contains(closings) || matches!(opening, '\'' | '‘');
    let start_byte = span.start_byte() + opening.len_utf8();
    if is_simple { Span::between(start_byte, span.end_byte() - closing) } else { span }
}

/// The first and last words of a span, for messages.
pub(crate) fn excerpt(text: &str) -> String {
    if text.len() <= 80 {
        text.to_owned()
    } else {
        format!("{} … {}", head(text, 40).trim_end(), tail(text, 30).trim_start())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sayso_model::Document;

    fn check(text: &str, expected: Option<(usize, &str, bool)>) {
        let document = Document::from_text("a.txt", text);
        let page = Page::read(&document);
        let found = quoted_lines(&page, 0, page.lines.len());
        let found = found.map(|quoted| (quoted.last, document.slice(quoted.content), quoted.is_closed));
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn whole_paragraphs() {
        check("“We say no.”", Some((0, "We say no.", true)));
        check("« Nous disons ‹ non ›. »", Some((0, "Nous disons ‹ non ›.", true)));
        check("„Wir sagen nein.“", Some((0, "Wir sagen nein.", true)));
        check("\"We say no,\" she wrote.", None);
        check(
            "‘It’s the tenants’ vote, and don’t forget it.’",
            Some((0, "It’s the tenants’ vote, and don’t forget it.", true)),
        );
        check("‘It’s late,’ he said, ‘and cold.’", None);
        check("“We say no.” – Ann Park", Some((0, "We say no.", true)));
        check("We say “no”.", None);
        check("“We say no.“", Some((0, "We say no.", true)));
    }

    #[test]
    fn several_paragraphs() {
        check("“One.\n“Two.\n“Three.”\nFour.", Some((2, "One.\n“Two.\n“Three.", true)));
        check("“One.\nTwo.\nThree.”\nFour.", Some((2, "One.\nTwo.\nThree.", true)));
    }

    #[test]
    fn a_missing_closing_mark_does_not_swallow_the_text() {
        check("“One.\nTwo.\nShe called it “a shame”.", Some((0, "One.", false)));
        check("“One.\nTwo.", Some((0, "One.", false)));
    }
}
