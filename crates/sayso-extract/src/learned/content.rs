//! The words of a content, cleaned: quotation marks pair up, and nothing hangs on at the edges.

use std::collections::BTreeSet;
use std::ops::Range;

use sayso_model::{Mode, Span};

use super::marks::Marks;
use crate::language::Class;
use crate::reading::{Reading, TokenKind};
use crate::rules::clean;

/// Words with which no phrase ends.
const OPENING: &[Class] = &[Class::Determiner, Class::Possessive, Class::Preposition, Class::Have];

/// Of these, words that may be others: "her", "that", "on".
const CLOSING: &[Class] = &[Class::ObjectPronoun, Class::Relative, Class::Particle];

/// Words that lead over to another clause.
const LEADING: &[Class] = &[Class::Conjunction, Class::Question];

/// A phrase that a content leaves open is no longer than this, in tokens; what is longer stays as it was found.
const MAX_REST: usize = 12;

/// What a content comes to.
#[derive(Debug, PartialEq)]
pub(super) struct Content {
    /// In text order; not empty.
    pub(super) parts: Vec<Span>,
    pub(super) mode: Mode,
    /// Quotations of which it is made, if it is direct.
    pub(super) quotations: Vec<usize>,
}

/// What is known while the contents of one attribution are cleaned.
pub(super) struct Cleaner<'a> {
    pub(super) reading: &'a Reading<'a>,
    pub(super) marks: &'a Marks,
    /// Tokens of the cue.
    pub(super) cue: Range<usize>,
    /// Tokens of the source; empty where there is none.
    pub(super) source: Range<usize>,
}

impl Cleaner<'_> {
    /// The content whose parts are these ranges of tokens, in text order, each within one paragraph.
    pub(super) fn clean(&self, parts: &[Range<usize>]) -> Option<Content> {
        let mut paired: Vec<Range<usize>> = Vec::new();
        for part in parts {
            for free in self.free(part.clone()) {
                let whole = self.pair(self.closed(self.strip(free, paired.is_empty())));
                if whole.is_empty() {
                    continue;
                }
                match paired.last_mut() {
                    Some(last) if self.is_joined(last, &whole) => last.end = last.end.max(whole.end),
                    _ => paired.push(whole),
                }
            }
        }
        let mode = self.mode(&paired);
        let quotations: BTreeSet<usize> = if mode == Mode::Direct {
            paired
                .iter()
                .flat_map(|part| self.touched(part))
                .map(|at| self.marks.piece(at).quotation)
                .collect()
        } else {
            BTreeSet::new()
        };
        let spans = paired.iter().map(|part| self.span(self.trim(part.clone(), mode), mode));
        let parts: Vec<Span> = spans.filter(|span| !span.is_empty()).collect();
        (!parts.is_empty()).then(|| Content { parts, mode, quotations: quotations.into_iter().collect() })
    }

    fn is_taken(&self, token: usize) -> bool {
        self.cue.contains(&token) || self.source.contains(&token)
    }

    fn is_word(&self, token: usize) -> bool {
        !matches!(self.reading.tokens[token].kind, TokenKind::Mark(_))
    }

    fn n_words(&self, mut range: Range<usize>) -> usize {
        range.by_ref().filter(|token| self.is_word(*token)).count()
    }

    /// What of a range is neither cue nor source.
    fn free(&self, range: Range<usize>) -> Vec<Range<usize>> {
        let mut free: Vec<Range<usize>> = Vec::new();
        for token in range.filter(|token| !self.is_taken(*token)) {
            match free.last_mut() {
                Some(last) if last.end == token => last.end += 1,
                _ => free.push(token..token + 1),
            }
        }
        free
    }

    /// Without marks that belong to the sentence around, and without "that".
    fn strip(&self, range: Range<usize>, is_first: bool) -> Range<usize> {
        let Range { mut start, mut end } = range;
        while start < end && self.reading.is_mark(start, ",;:–—-)]…") {
            start += 1;
        }
        let is_that = is_first && start + 1 < end && self.reading.words(start).eq_ignore_ascii_case("that");
        let heads_clause = is_that
            && !self.reading.tokens[start + 1].classes.has_any(&[
                Class::Be,
                Class::Have,
                Class::Do,
                Class::Modal,
            ]);
        if heads_clause {
            start += 1;
            while start < end && self.reading.is_mark(start, ",") {
                start += 1;
            }
        }
        let is_however = is_first && start < end && self.reading.words(start).eq_ignore_ascii_case("however");
        if is_however && start + 1 < end && self.reading.is_mark(start + 1, ",") {
            start += 2;
        }
        loop {
            while start < end && self.reading.is_mark(end - 1, ",;:–—-([") {
                end -= 1;
            }
            if !self.leads_on(start..end) {
                return start..end;
            }
            end -= 1;
        }
    }

    /// Whether a range ends with a word that leads over to a clause outside it ("…, where").
    fn leads_on(&self, range: Range<usize>) -> bool {
        let tokens = &self.reading.tokens;
        let leads =
            |last: usize| tokens[last].classes.has_any(LEADING) && !self.reading.has(last, Class::Adverb);
        range.clone().skip(1).next_back().is_some_and(leads)
            && self.after(&range).next().is_some_and(|next| tokens[next].kind == TokenKind::Word)
            && !self.is_taken(range.end)
    }

    /// The rest of the paragraph that a range ends in; the range is not empty.
    fn after(&self, range: &Range<usize>) -> Range<usize> {
        range.end..self.reading.unit_of(range.end - 1).map_or(range.end, |unit| unit.tokens.end)
    }

    /// With the rest of a phrase that it leaves open ("the start of the"), up to the next mark, cue or source. A single word is none.
    fn closed(&self, range: Range<usize>) -> Range<usize> {
        let tokens = &self.reading.tokens;
        let is_open = range.clone().skip(1).next_back().is_some_and(|last| {
            tokens[last].classes.has_any(OPENING) && !tokens[last].classes.has_any(CLOSING)
        });
        let is_rest = |token: &usize| {
            !self.is_taken(*token)
                && match tokens[*token].kind {
                    TokenKind::Mark(mark) => "-'’".contains(mark),
                    _ => true,
                }
        };
        let is_of_tag =
            !range.is_empty() && self.reading.words(range.end - 1).eq_ignore_ascii_case("hashtag");
        if !is_open && !is_of_tag {
            return range;
        }
        let after = self.after(&range);
        let n_rest = if is_open {
            after.take_while(is_rest).take(MAX_REST + 1).count()
        } else {
            after.take_while(|token| tokens[*token].kind == TokenKind::Hashtag).count()
        };
        if n_rest <= MAX_REST { range.start..range.end + n_rest } else { range }
    }

    /// The pieces of quotations that a range touches and that stand apart from the cue, outermost first.
    fn touched(&self, range: &Range<usize>) -> Vec<usize> {
        let mut touched = BTreeSet::new();
        for token in range.clone() {
            let apart = self.marks.around(token).filter(|(_, piece)| !piece.holds(self.cue.start));
            touched.extend(apart.map(|(at, _)| at));
        }
        touched.into_iter().collect()
    }

    /// Takes both marks of a quotation in or neither: most of a quotation stands for all of it.
    fn pair(&self, range: Range<usize>) -> Range<usize> {
        let mut paired = range;
        for at in self.touched(&paired) {
            let piece = self.marks.piece(at);
            let inner = piece.open + 1..piece.end_inner;
            let shared =
                paired.start.max(inner.start)..paired.end.min(inner.end).max(paired.start.max(inner.start));
            let is_within = inner.start <= paired.start && paired.end <= inner.end;
            let n_shared = self.n_words(shared.clone());
            let n_inner = self.n_words(inner.clone());
            if n_shared == 0 && n_inner > 0 {
                // only a mark
                if paired.start >= inner.start {
                    paired.start = paired.start.max(piece.end);
                } else {
                    paired.end = paired.end.min(piece.open);
                }
                continue;
            }
            if is_within && 2 * n_shared < n_inner {
                continue;
            }
            // how far a quotation goes that nothing closes is not known
            let end = if piece.end > piece.end_inner { piece.end } else { paired.end };
            let wider = paired.start.min(piece.open)..paired.end.max(end);
            let is_blocked =
                (wider.start..paired.start).chain(paired.end..wider.end).any(|token| self.is_taken(token));
            if !is_blocked {
                paired = wider;
            } else if is_within || 2 * n_shared >= self.n_words(paired.clone()) {
                paired = shared;
            } else if paired.start < piece.open {
                paired.end = piece.open;
            } else {
                paired.start = piece.end;
            }
        }
        paired.start..paired.end.max(paired.start)
    }

    /// Whether two parts are one: nothing but marks stands between them, and they are not quotations of their own.
    fn is_joined(&self, one: &Range<usize>, other: &Range<usize>) -> bool {
        if other.start < one.end {
            return true;
        }
        let is_near = (one.end..other.start).all(|token| !self.is_word(token) && !self.is_taken(token));
        let is_quotation = |range: &Range<usize>| {
            self.marks
                .around(range.start)
                .any(|(_, piece)| piece.open == range.start && piece.end == range.end)
        };
        let is_one_line = !self.reading.document.text()[self.reading.tokens[one.end - 1].span.end_byte()
            ..self.reading.tokens[other.start].span.start_byte()]
            .contains('\n');
        is_near && is_one_line && !(is_quotation(one) && is_quotation(other))
    }

    fn mode(&self, parts: &[Range<usize>]) -> Mode {
        let (mut n_words, mut n_quoted) = (0, 0);
        for token in parts.iter().flat_map(Range::clone).filter(|token| self.is_word(*token)) {
            n_words += 1;
            let mut around = self.marks.around(token);
            n_quoted += usize::from(around.any(|(_, piece)| !piece.holds(self.cue.start)));
        }
        match n_quoted {
            0 => Mode::Indirect,
            n if n == n_words => Mode::Direct,
            _ => Mode::Mixed,
        }
    }

    /// Without the outer marks of a quotation, or without the full stop of the sentence around.
    fn trim(&self, range: Range<usize>, mode: Mode) -> Range<usize> {
        let Range { mut start, mut end } = range;
        if mode == Mode::Direct {
            let whole = self.marks.around(start).find(|(_, piece)| piece.open == start && piece.end >= end);
            if let Some((_, piece)) = whole {
                (start, end) = (start + 1, end.min(piece.end_inner));
            }
        } else {
            while start < end && self.reading.is_mark(end - 1, ".,;:?!") {
                end -= 1;
            }
        }
        start..end.max(start)
    }

    fn span(&self, range: Range<usize>, mode: Mode) -> Span {
        if range.is_empty() {
            return Span::of_length(0, 0);
        }
        let tokens = &self.reading.tokens;
        let span = tokens[range.start].span.cover(tokens[range.end - 1].span);
        if mode == Mode::Direct { clean(self.reading, span) } else { span }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;
    use crate::testing::body;

    /// Cleans the contents `parts` of `text`, given with cue and source by their words.
    fn check(text: &str, cue: &str, source: &str, parts: &[&str], expected: &[&str], mode: Mode) {
        let (document, segments) = body(text);
        let language = Language::english().unwrap();
        let reading = Reading::new(&document, &segments, &language);
        let tokens = |words: &str| {
            let at = text.find(words).unwrap();
            reading.tokens_in(Span::of_length(at, words.len()))
        };
        let marks = Marks::new(&reading);
        let source = if source.is_empty() { 0..0 } else { tokens(source) };
        let cleaner = Cleaner { reading: &reading, marks: &marks, cue: tokens(cue), source };
        let parts: Vec<Range<usize>> = parts.iter().map(|part| tokens(part)).collect();
        let content = cleaner.clean(&parts).unwrap();
        let found: Vec<&str> = content.parts.iter().map(|part| document.slice(*part)).collect();
        assert_eq!((found, content.mode), (expected.to_vec(), mode), "{text}");
    }

    #[test]
    fn marks_pair_up() {
        let text = "“We won the vote,” said Ann.";
        check(text, "said", "Ann", &["“We won the vote,”"], &["We won the vote"], Mode::Direct);
        check(text, "said", "Ann", &["We won the vote"], &["We won the vote"], Mode::Direct);
        check(text, "said", "Ann", &["We won the"], &["We won the vote"], Mode::Direct);
        let mixed = "Ann said it was “a bad day” for us.";
        check(mixed, "said", "Ann", &["it was “a bad"], &["it was “a bad day”"], Mode::Mixed);
        check(
            mixed,
            "said",
            "Ann",
            &["it was “a bad day” for us."],
            &["it was “a bad day” for us"],
            Mode::Mixed,
        );
    }

    #[test]
    fn a_small_piece_of_a_quotation_stays_small() {
        let text = "“The bridge that the old council built in May, as Bo claims, is safe,” said Ann.";
        check(text, "claims", "Bo", &["is safe"], &["is safe"], Mode::Indirect);
    }

    #[test]
    fn edges_are_clean() {
        let text = "Ann said, on Monday, that the vote was late, but not lost.";
        check(text, "said", "Ann", &[", that the vote was late,"], &["the vote was late"], Mode::Indirect);
        let over = "Ann said the vote was late, but Bo left. However, the vote was held, where nobody came.";
        check(over, "said", "Ann", &["the vote was late, but"], &["the vote was late"], Mode::Indirect);
        let held = "However, the vote was held, where";
        check(over, "said", "Ann", &[held], &["the vote was held"], Mode::Indirect);
        let last = "Ann asked how and why\nBo left.";
        check(last, "asked", "Ann", &["how and why"], &["how and why"], Mode::Indirect);
        let asked = "Ann said nobody knew why.";
        check(asked, "said", "Ann", &["nobody knew why"], &["nobody knew why"], Mode::Indirect);
        let kept = "Ann said that was late.";
        check(kept, "said", "Ann", &["that was late."], &["that was late"], Mode::Indirect);
    }

    #[test]
    fn phrases_are_whole() {
        let text = "Ann said the vote was the start of the long-awaited reform, and left for the station.";
        let whole = "the vote was the start of the long-awaited reform";
        check(text, "said", "Ann", &["the vote was the start of the"], &[whole], Mode::Indirect);
        check(text, "said", "Ann", &["the vote was the start"], &["the vote was the start"], Mode::Indirect);
        let tag = "Ann thinks it is fair to use the hashtag #LindOut so unfollow me.";
        let named = "it is fair to use the hashtag #LindOut";
        check(tag, "thinks", "Ann", &["it is fair to use the hashtag"], &[named], Mode::Indirect);
        let her = "Ann said we should trust her because the vote was late.";
        check(her, "said", "Ann", &["we should trust her"], &["we should trust her"], Mode::Indirect);
        let told = "What is the vote for, asked Ann.";
        check(told, "asked", "Ann", &["What is the vote for"], &["What is the vote for"], Mode::Indirect);
    }

    #[test]
    fn cue_and_source_are_no_content() {
        let text = "The vote, Ann said, was late.";
        check(
            text,
            "said",
            "Ann",
            &["The vote, Ann said, was late"],
            &["The vote", "was late"],
            Mode::Indirect,
        );
    }

    #[test]
    fn interrupted_quotations_have_parts() {
        let text = "“We won,” Ann said, “and they lost.”";
        let parts = ["“We won,”", "“and they lost.”"];
        check(text, "said", "Ann", &parts, &["We won", "and they lost."], Mode::Direct);
    }
}
