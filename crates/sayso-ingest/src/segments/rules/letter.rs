//! # Finds
//! A letter: a salutation ("Dear Ann,", "To the editor,", "Sir –"), paragraphs, and a valediction with a signature. Without a
//! valediction a line that is a name closes it if the salutation has its own line. A letter that an introduction announces
//! and that nobody signs runs to the next region or gap.
//!
//! # Why it is a segment of its own
//! A letter printed inside another text is its writer's voice, spoken to the one it greets.
//!
//! # Source
//! The form of letters in English and of letters pages in newspapers.

use sayso_model::{SegmentType, Span, Voice};

use crate::segments::introduction::{Introduction, introduction, introduction_of};
use crate::segments::level::{Author, Claim, Level};
use crate::segments::lines::Page;
use crate::segments::names::{head, leading_name, whole_name};
use crate::segments::signature::{
    Salutation, is_signature_line, salutation, sign_off, signed_name, valediction,
};

const RULE_ID: &str = "letter";
/// How many lines a letter may have.
const MAX_LINES: usize = 150;
/// How many lines a signature may have.
const MAX_SIGNATURE: usize = 60;

/// How a letter ends.
struct Ending {
    last: usize,
    /// Where its own words end.
    content_end_byte: usize,
    name: Option<Span>,
}

pub(super) fn apply(level: &mut Level<'_>) {
    if level.container == Some(SegmentType::Letter) {
        return;
    }
    let mut line = level.lines.start;
    while line < level.lines.end {
        line = claim_letter(level, line).unwrap_or(line + 1);
    }
}

/// Claims the letter that starts at `line`; gives the line after it.
fn claim_letter(level: &mut Level<'_>, line: usize) -> Option<usize> {
    let page = level.page;
    let greeting = salutation(page, line).filter(|_| level.is_free(line))?;
    let announced = announcement(level, line);
    let ending = ending(level, line, &greeting).or_else(|| {
        let is_sure = announced.is_some() && greeting.rest_byte.is_none();
        is_sure.then(|| open_ending(level, line)).flatten()
    })?;
    let start_byte = match greeting.rest_byte {
        Some(byte) => byte,
        None => page.span(line + 1).start_byte(),
    };
    let end_byte = ending.content_end_byte.max(start_byte);
    let content = page.document.trim(Span::between(start_byte, end_byte));
    let name = ending.name.or(announced.as_ref().and_then(|introduction| introduction.author));
    let is_taken = level.claim(Claim {
        author: Author::Voice(name.map_or(Voice::Unknown, Voice::Named)),
        addressee: greeting.addressee,
        content: Some(content),
        cue: announced.and_then(|introduction| introduction.cue),
        ..Claim::new(RULE_ID, SegmentType::Letter, line, ending.last)
    });
    is_taken.then_some(ending.last + 1)
}

/// What the paragraph before the letter says of it.
fn announcement(level: &Level<'_>, line: usize) -> Option<Introduction> {
    let before = line.checked_sub(1).filter(|before| level.is_free(*before))?;
    introduction(level.page, before, level.lines.start).or_else(|| {
        let nouns = ["following letter", "open letter", "letter", "email"];
        nouns.iter().find_map(|noun| introduction_of(level.page, before, noun))
    })
}

/// The letter's end, by valediction, farewell in running text, or a line that is a name.
fn ending(level: &Level<'_>, first: usize, greeting: &Salutation) -> Option<Ending> {
    let page = level.page;
    let ceiling = level.lines.end.min(first + MAX_LINES);
    let is_open =
        |line: &usize| level.is_free(*line) && (*line == first || salutation(page, *line).is_none());
    for line in (first..ceiling).take_while(is_open) {
        if line > first
            && let Some(name) = valediction(page, line)
        {
            let content_end_byte = page.span(line - 1).end_byte();
            if line - 1 == first && greeting.rest_byte.is_none() {
                return None;
            }
            return Some(signed(level, line, name, content_end_byte));
        }
        if let Some(farewell) = sign_off(page, line)
            && farewell.start_byte > greeting.rest_byte.unwrap_or(page.span(first).end_byte())
        {
            return Some(Ending {
                last: line,
                content_end_byte: farewell.start_byte,
                name: Some(farewell.name),
            });
        }
        if line > first + 1 && greeting.rest_byte.is_none_or(|_| is_press_greeting(page, first)) {
            let name = closing_name(page, line);
            if name.is_some() {
                return Some(signed(level, line, name, page.span(line - 1).end_byte()));
            }
        }
    }
    None
}

/// Whether the salutation is one of a letters page, where only a name closes the letter.
fn is_press_greeting(page: &Page<'_>, line: usize) -> bool {
    let text = head(page.text(line), 20).to_lowercase();
    text.starts_with("sir") || text.starts_with("madam") || text.starts_with("to the editor")
}

/// The name that a whole line consists of, with or without a place or role after a comma.
fn closing_name(page: &Page<'_>, line: usize) -> Option<Span> {
    let text = page.text(line);
    let base = page.span(line).start_byte();
    let (name, place) = text.split_once(',').unwrap_or((text, ""));
    let is_signature = place.len() <= 60 && !place.ends_with(['.', '!', '?']);
    whole_name(name, base, 2).filter(|_| is_signature)
}

/// The signature that starts at a valediction or name line, with the lines that belong to it.
fn signed(level: &Level<'_>, line: usize, name: Option<Span>, content_end_byte: usize) -> Ending {
    let page = level.page;
    let mut last = line;
    let mut name = name;
    if name.is_none() {
        let next = line + 1;
        name = signed_name(page, next).filter(|_| level.is_free(next));
        let is_nameless = level.is_free(next) && is_signature_line(page, next);
        if name.is_some() || is_nameless {
            last = next;
        }
    }
    let goes_on = |line: &usize| {
        level.is_free(*line)
            && !page.is_after_gap(*line)
            && is_signature_line(page, *line)
            && salutation(page, *line).is_none()
    };
    last = (last + 1..level.lines.end).take(MAX_SIGNATURE).take_while(goes_on).last().unwrap_or(last);
    Ending { last, content_end_byte, name }
}

/// The end of an announced letter that nobody signs.
fn open_ending(level: &mut Level<'_>, first: usize) -> Option<Ending> {
    let page = level.page;
    let goes_on = |line: &usize| level.is_free(*line) && !page.is_after_gap(*line);
    let lines = first + 1..level.lines.end.min(first + MAX_LINES);
    let last = lines.take_while(goes_on).last()?;
    level.warn("letter_without_end", "nothing marks the end of this letter", page.cover(first, last));
    let name = leading_name(page.text(last), page.span(last).start_byte(), 2).filter(|_| last > first + 1);
    let name = name.filter(|name| name.span == page.span(last));
    Some(Ending { last, content_end_byte: page.span(last).end_byte(), name: name.map(|name| name.span) })
}

#[cfg(test)]
mod tests {
    use crate::segments::outline::check;

    #[test]
    fn salutation_to_signature() {
        check(
            "Tom Reed posted the following letter that he wrote to Ann Park.\nDear Ann,\nThe hall is cold.\nPlease heat it.\nYours fraternally\nTom Reed\n(member no. 12)\nIf you are cold too, come along on the day and tell her so.",
            &[
                "body | ? | Tom Reed posted the … to Ann Park.",
                "letter | Tom Reed to Ann | The hall is cold. Please heat it.",
                "body | ? | If you are cold … tell her so.",
            ],
        );
    }

    #[test]
    fn letters_page() {
        check(
            "Sir – The mayor is wrong about the hall.\nIt was never warm.\nTom Reed, Exton\nSir – The mayor is right.\nI was warm.\nNgozi Hara, Aylmer",
            &[
                "letter | Tom Reed to Sir | The mayor is wrong … was never warm.",
                "letter | Ngozi Hara to Sir | The mayor is right. I was warm.",
            ],
        );
    }

    #[test]
    fn inline_letter_in_a_quotation() {
        check(
            "My answer is:\n“Hello Ann, you have asked me to go.\nI was born in Exton.\nI shall stay, regards Tom Reed”\nShe did not reply.",
            &[
                "body | ? | My answer is:",
                "letter | Tom Reed to Ann | you have asked me … I shall stay",
                "body | ? | She did not reply.",
            ],
        );
    }

    #[test]
    fn open_letter_with_many_names() {
        check(
            "Dear members of the council,\nThe hall is cold.\nIn solidarity,\nNgozi Hara, baker\nSeán Ó Briain, Exton\nExton Tenants Union",
            &["letter | Ngozi Hara to members of the council | The hall is cold."],
        );
    }

    #[test]
    fn near_misses() {
        check(
            "Dear me, what a day.\nWe lost.\nYours truly was there.",
            &["body | ? | Dear me, what a … truly was there."],
        );
        check("Dear Ann,\nthe hall is cold and so am I.", &["body | ? | Dear Ann, the hall … so am I."]);
    }
}
