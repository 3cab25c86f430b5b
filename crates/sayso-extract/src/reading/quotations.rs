//! Quotation marks that pair up.
//!
//! Pairing never crosses a unit, with one exception that printers make: a quotation of several paragraphs repeats its opening mark
//! at the start of each and closes only the last. An opening mark that nothing closes counts to the end of its unit.

use sayso_model::{Document, Span, TokenKind};

use super::token::Token;
use super::units::Unit;

/// Deeper nesting than this is not read as nesting: the mark is stray.
const MAX_DEPTH: usize = 4;

/// Which marks a quotation has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MarkKind {
    /// `"`, `''`, “ ”, „ “
    Double,
    /// `'`, ‘ ’
    Single,
    /// « »
    Guillemet,
}

/// What of a quotation stands in one unit.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    /// The token that opens it.
    pub(crate) open_token: usize,
    /// The token that closes it, where there is one.
    pub(crate) close_token: Option<usize>,
    /// Between the marks.
    pub(crate) inner: Span,
}

/// Words between marks.
#[derive(Clone, Debug)]
pub(crate) struct Quotation {
    pub(crate) kind: MarkKind,
    /// One for each paragraph, in text order; not empty.
    pub(crate) parts: Vec<Part>,
    /// Whether a mark closes it.
    pub(crate) is_closed: bool,
}

pub(super) struct Paired {
    pub(super) quotations: Vec<Quotation>,
    pub(super) stray: Vec<Span>,
}

/// What a mark can do where it stands.
#[derive(Clone, Copy)]
struct Sides {
    can_open: bool,
    can_close: bool,
}

/// Pairs the marks of every unit in which the segment's author speaks.
pub(super) fn pair(document: &Document, units: &[Unit], tokens: &[Token]) -> Paired {
    let mut paired = Paired { quotations: Vec::new(), stray: Vec::new() };
    // The quotation that the unit before left open.
    let mut carried: Option<(usize, usize)> = None;
    for unit in units {
        if !unit.is_own_words {
            continue;
        }
        let goes_on = carried.take().filter(|(segment, _)| *segment == unit.segment).map(|(_, open)| open);
        let left_open = pair_unit(document, unit, tokens, goes_on, &mut paired);
        carried = left_open.map(|open| (unit.segment, open));
    }
    paired
}

/// Pairs one unit's marks; gives the outermost double quotation left open.
fn pair_unit(
    document: &Document,
    unit: &Unit,
    tokens: &[Token],
    goes_on: Option<usize>,
    paired: &mut Paired,
) -> Option<usize> {
    // Quotations that are open, outermost first.
    let mut open: Vec<usize> = Vec::new();
    let mut single_close: Option<usize> = None;
    for at in unit.tokens.clone() {
        let TokenKind::Mark(mark) = tokens[at].kind else { continue };
        let sides = sides(unit, tokens, at);
        let Some(kind) = mark_kind(mark) else { continue };
        if kind == MarkKind::Single {
            if single_close == Some(at) {
                close(MarkKind::Single, at, &mut open, tokens, paired);
                single_close = None;
            } else if single_close.is_none() && sides.can_open && matches!(mark, '‘' | '\'') {
                single_close = find_single_close(document, unit, tokens, at, mark);
                if single_close.is_some() && open.len() < MAX_DEPTH {
                    begin(kind, at, unit, tokens, &mut open, paired);
                } else {
                    single_close = None;
                }
            }
            continue;
        }
        let is_open = open.iter().any(|quotation| paired.quotations[*quotation].kind == kind);
        let opens = match mark {
            '„' | '«' | '‹' => true,
            '“' => !is_open || (sides.can_open && !sides.can_close),
            '"' | '＂' => !is_open && (sides.can_open || !sides.can_close),
            _ => false,
        };
        if opens && goes_on.is_some() && at == unit.tokens.start {
            if let Some(quotation) = goes_on {
                let inner = Span::between(tokens[at].span.end_byte(), unit.span.end_byte());
                let part = Part { open_token: at, close_token: None, inner };
                paired.quotations[quotation].parts.push(part);
                open.push(quotation);
            }
        } else if opens && open.len() < MAX_DEPTH {
            begin(kind, at, unit, tokens, &mut open, paired);
        } else if !opens && is_open {
            close(kind, at, &mut open, tokens, paired);
            if !open.iter().any(|quotation| paired.quotations[*quotation].kind == MarkKind::Single) {
                single_close = None;
            }
        } else {
            paired.stray.push(tokens[at].span);
        }
    }
    open.into_iter().find(|quotation| paired.quotations[*quotation].kind == MarkKind::Double)
}

fn mark_kind(mark: char) -> Option<MarkKind> {
    match mark {
        '"' | '“' | '”' | '„' | '‟' | '＂' => Some(MarkKind::Double),
        '\'' | '‘' | '’' => Some(MarkKind::Single),
        '«' | '»' | '‹' | '›' => Some(MarkKind::Guillemet),
        _ => None,
    }
}

fn sides(unit: &Unit, tokens: &[Token], at: usize) -> Sides {
    let before = (at > unit.tokens.start).then(|| &tokens[at - 1]);
    let after = (at + 1 < unit.tokens.end).then(|| &tokens[at + 1]);
    let is_opener =
        |token: &Token| matches!(token.kind, TokenKind::Mark(mark) if "([{“‘„«\"'—–-/".contains(mark));
    let is_closer =
        |token: &Token| matches!(token.kind, TokenKind::Mark(mark) if ")]}”’“»\"',.;:!?…—–-".contains(mark));
    let space_before = before.is_none() || tokens[at].is_after_space;
    let space_after = after.is_none_or(|token| token.is_after_space);
    Sides {
        can_open: !space_after && (space_before || before.is_some_and(is_opener)),
        can_close: before.is_some()
            && (!space_before || space_after)
            && (space_after || after.is_some_and(is_closer)),
    }
}

fn begin(
    kind: MarkKind,
    at: usize,
    unit: &Unit,
    tokens: &[Token],
    open: &mut Vec<usize>,
    paired: &mut Paired,
) {
    open.push(paired.quotations.len());
    let inner = Span::between(tokens[at].span.end_byte(), unit.span.end_byte());
    let part = Part { open_token: at, close_token: None, inner };
    paired.quotations.push(Quotation { kind, parts: vec![part], is_closed: false });
}

/// Closes the innermost open quotation of `kind`; those within it end there too.
fn close(kind: MarkKind, at: usize, open: &mut Vec<usize>, tokens: &[Token], paired: &mut Paired) {
    while let Some(quotation) = open.pop() {
        let quotation = &mut paired.quotations[quotation];
        let is_meant = quotation.kind == kind;
        if let Some(part) = quotation.parts.last_mut() {
            part.inner = Span::between(part.inner.start_byte(), tokens[at].span.start_byte());
            part.close_token = is_meant.then_some(at);
        }
        quotation.is_closed |= is_meant;
        if is_meant {
            return;
        }
    }
}

/// The token that closes the single mark at `at`: the first apostrophe before the next opening mark that ends a word and is no
/// plural possessive ("the MPs’ vote"), else the last that ends a word.
fn find_single_close(
    document: &Document,
    unit: &Unit,
    tokens: &[Token],
    at: usize,
    mark: char,
) -> Option<usize> {
    let mut fallback = None;
    for close in at + 1..unit.tokens.end {
        let TokenKind::Mark(symbol) = tokens[close].kind else { continue };
        let sides = sides(unit, tokens, close);
        if matches!(symbol, '“' | '”' | '"') {
            break;
        }
        let is_closer = symbol == '’' || (symbol == '\'' && mark == '\'');
        if symbol == '‘' || (is_closer && sides.can_open && !sides.can_close) {
            break;
        }
        if !is_closer || !sides.can_close || close == at + 1 {
            continue;
        }
        let is_before_small_word = tokens
            .get(close + 1)
            .is_some_and(|next| close + 1 < unit.tokens.end && next.kind == TokenKind::Word);
        let is_after_s = document.slice(tokens[close - 1].span).ends_with('s');
        if is_before_small_word && is_after_s {
            fallback = Some(close);
        } else {
            return Some(close);
        }
    }
    fallback
}

#[cfg(test)]
mod tests {
    use crate::Language;
    use crate::reading::Reading;
    use crate::testing::body;

    /// Each quotation's parts joined by `|`, with `~` after one that nothing closes.
    fn check(text: &str, expected: &[&str]) {
        let (document, segments) = body(text);
        let language = Language::english().unwrap();
        let reading = Reading::new(&document, &segments, &language);
        let found: Vec<String> = reading
            .quotations
            .iter()
            .map(|quotation| {
                let parts: Vec<&str> =
                    quotation.parts.iter().map(|part| document.slice(part.inner)).collect();
                format!("{}{}", parts.join("|"), if quotation.is_closed { "" } else { "~" })
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn each_kind_of_mark_pairs_up() {
        check("He said “yes” and \"no\".", &["yes", "no"]);
        check("''So'' she said, ``or so''", &["So", "or so"]);
        check("«Ja», sagte er; „nein“, sie.", &["Ja", "nein"]);
        check("She said ‘we’ll see’ and left.", &["we’ll see"]);
        check("She said 'we'll see' and left.", &["we'll see"]);
    }

    #[test]
    fn apostrophes_are_no_marks() {
        check("Don’t take the MPs’ word; ’tis the voters’ turn.", &[]);
        check("The '90s and rock 'n' roll", &["n"]);
        check("‘The MPs’ vote was late,’ he said.", &["The MPs’ vote was late,"]);
    }

    #[test]
    fn single_marks_stand_within_double_ones() {
        check("“They ‘take’ her; don’t they?” asked", &["They ‘take’ her; don’t they?", "take"]);
        check("\"It was 'her' turn\" said", &["It was 'her' turn", "her"]);
        check("against ‘tax cuts” but", &[]);
    }

    #[test]
    fn a_repeated_opening_mark_goes_on() {
        check("“One.\n“Two.\n“Three.” End.\n“Four.”", &["One.|Two.|Three.", "Four."]);
        check("“One.\nTwo.", &["One.~"]);
    }

    #[test]
    fn a_mark_that_faces_the_wrong_way_closes() {
        check("members say “it accepts all.[4]“ End", &["it accepts all.[4]"]);
    }

    #[test]
    fn marks_that_pair_with_nothing_are_stray() {
        let (document, segments) = body("no” more");
        let language = Language::english().unwrap();
        assert_eq!(Reading::new(&document, &segments, &language).stray_marks.len(), 1);
    }
}
