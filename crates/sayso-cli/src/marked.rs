//! A text with its layers marked in it, for people: `sayso show` and the golden tests print the same.
//!
//! ```text
//! ── body · Ann Park <x-per-…> ──
//! Rosa Lind<per-rosa-lind> «1 said» that ⟦1 nothing had changed 1⟧.
//!   1 indirect speech · Rosa Lind <per-rosa-lind> · said · reported_speech 0.80
//! ```
//! Stances follow the statements of the segment in which their evidence stands: `+` for, `-` against, `±` both, `0` neither, `?` no
//! position.
//! A statement's content stands between `⟦n` and `n⟧`, its cue between `«n` and `»`, and each mention is followed by its actor.

use std::collections::BTreeMap;
use std::fmt::Write;

use sayso_model::{Polarity, Resolution, Segment, Span, Stance, Statement, Vocabulary};

use crate::stages::Read;

/// How marks look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Paint {
    /// Characters only.
    Plain,
    /// ANSI colours as well.
    Ansi,
}

/// What stands at one place of the text besides the text.
#[derive(Default)]
struct Marks {
    /// Closed here: printed before what opens here.
    closing: String,
    opening: String,
}

/// The whole document, marked.
pub(crate) fn mark(read: &Read, paint: Paint) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "━━ {} ({}) ━━", visible(read.document.source()), read.document.id());
    let marks = collect_marks(read, paint);
    let mut listed = vec![false; read.extraction.statements.len()];
    for (at, segment) in read.segments.iter().enumerate() {
        if segment.parent.is_none() {
            mark_segment(read, at, &marks, paint, &mut listed, &mut out);
        }
    }
    for diagnostic in &read.diagnostics {
        let _ =
            writeln!(out, "! {} {}: {}", diagnostic.severity, diagnostic.code, visible(&diagnostic.message));
    }
    out
}

/// One top-level segment: a head line for it and each segment within it, the text, then its statements.
fn mark_segment(
    read: &Read,
    at: usize,
    marks: &BTreeMap<usize, Marks>,
    paint: Paint,
    listed: &mut [bool],
    out: &mut String,
) {
    let segment = &read.segments[at];
    let inner = inner_segments(&read.segments, at);
    for &nth in std::iter::once(&at).chain(&inner) {
        let head = head_line(read, nth);
        let _ = writeln!(out, "\n{}", painted(&head, "1", paint));
    }
    let mut from_byte = segment.span.start_byte();
    for (&at_byte, mark) in marks.range(segment.span.start_byte()..=segment.span.end_byte()) {
        out.push_str(&visible(read.document.slice(Span::between(from_byte, at_byte))));
        from_byte = at_byte;
        if at_byte > segment.span.start_byte() {
            out.push_str(&mark.closing);
        }
        if at_byte < segment.span.end_byte() {
            out.push_str(&mark.opening);
        }
    }
    out.push_str(&visible(read.document.slice(Span::between(from_byte, segment.span.end_byte()))));
    out.push('\n');
    for (nth, statement) in read.extraction.statements.iter().enumerate() {
        if !listed[nth] && segment.span.contains(statement.outer()) {
            listed[nth] = true;
            let _ = writeln!(out, "{}", painted(&statement_line(read, nth, statement), "2", paint));
        }
    }
    let here = read.stances.iter().filter(|stance| segment.span.contains(stance.evidence));
    for stance in here {
        let _ = writeln!(out, "{}", painted(&stance_line(read, stance), "2", paint));
    }
}

fn inner_segments(segments: &[Segment], outer: usize) -> Vec<usize> {
    let mut is_inside = vec![false; segments.len()];
    is_inside[outer] = true;
    let mut inner = Vec::new();
    for (at, segment) in segments.iter().enumerate() {
        if segment.parent.is_some_and(|parent| is_inside[parent]) {
            is_inside[at] = true;
            inner.push(at);
        }
    }
    inner
}

fn head_line(read: &Read, at: usize) -> String {
    let segment = &read.segments[at];
    let mut head = format!("── {}", segment.segment_type);
    if let Some(author) = actor_words(&read.resolution, read.resolution.author_actors.get(at)) {
        let _ = write!(head, " · {author}");
    }
    if let Some(addressee) = actor_words(&read.resolution, read.resolution.addressee_actors.get(at)) {
        let _ = write!(head, " · to {addressee}");
    }
    if let Some(date) = &segment.date {
        let _ = write!(head, " · {date}");
    }
    if segment.parent.is_some() {
        let words: Vec<&str> = read.document.slice(segment.span).split_whitespace().take(4).collect();
        let _ = write!(head, " · inside, from {:?}", words.join(" "));
    }
    head + " ──"
}

fn statement_line(read: &Read, nth: usize, statement: &Statement) -> String {
    let mut line = format!("  {} {} {}", nth + 1, statement.mode, statement.act.as_str());
    let speaker = actor_words(&read.resolution, read.resolution.speaker_actors.get(nth));
    let _ = write!(line, " · {}", speaker.unwrap_or_else(|| "speaker not resolved".to_owned()));
    if let sayso_model::Speaker::Named(span) = statement.speaker {
        let _ = write!(line, " {:?}", visible(read.document.slice(span)));
    }
    if let Some(addressee) =
        actor_words(&read.resolution, read.resolution.statement_addressee_actors.get(nth))
    {
        let _ = write!(line, " · to {addressee}");
    }
    if let Some(lemma) = &statement.cue_lemma {
        let _ = write!(line, " · {lemma}");
    }
    if let Some(outer) = statement.inside {
        let _ = write!(line, " · inside {}", outer + 1);
    }
    if statement.is_negated {
        line.push_str(" · negated");
    }
    if statement.is_hypothetical {
        line.push_str(" · hypothetical");
    }
    let _ = write!(line, " · {}", statement.rule_id);
    if let Some(confidence) = statement.confidence {
        let _ = write!(line, " {confidence:.2}");
    }
    line
}

fn stance_line(read: &Read, stance: &Stance) -> String {
    let sign = match stance.polarity {
        Some(Polarity::Support) => "+",
        Some(Polarity::Oppose) => "-",
        Some(Polarity::Mixed) => "±",
        Some(Polarity::Neutral) => "0",
        None => "?",
    };
    let holder = actor_words(&read.resolution, Some(&stance.holder));
    let mut line = format!("  {sign} {}", holder.unwrap_or_else(|| "holder not known".to_owned()));
    let _ = write!(line, " → <{}> {:?}", stance.target_id, visible(read.document.slice(stance.evidence)));
    if stance.derived_from.is_some() {
        line.push_str(" · derived");
    }
    if !stance.is_explicit {
        line.push_str(" · implied");
    }
    let _ = write!(line, " · {}", stance.rule_id);
    if let Some(confidence) = stance.confidence {
        let _ = write!(line, " {confidence:.2}");
    }
    if !stance.further.is_empty() {
        let _ = write!(line, " · {} more", stance.further.len());
    }
    line
}

fn actor_words(resolution: &Resolution, at: Option<&Option<usize>>) -> Option<String> {
    let actor = resolution.actors.get((*at?)?)?;
    Some(format!("{} <{}>", visible(&actor.name), actor.actor_id))
}

fn collect_marks(read: &Read, paint: Paint) -> BTreeMap<usize, Marks> {
    let mut marks: BTreeMap<usize, Marks> = BTreeMap::new();
    for (mention, actor) in read.extraction.mentions.iter().zip(&read.resolution.mention_actors) {
        let id =
            actor.and_then(|at| read.resolution.actors.get(at)).map_or("?", |actor| actor.actor_id.as_str());
        let note = painted(&format!("<{id}>"), "36", paint);
        marks.entry(mention.span.end_byte()).or_default().closing.push_str(&note);
    }
    for (nth, statement) in read.extraction.statements.iter().enumerate() {
        let number = nth + 1;
        for part in &statement.content {
            let opening = painted(&format!("⟦{number} "), "33", paint);
            marks.entry(part.start_byte()).or_default().opening.push_str(&opening);
        }
        for part in &statement.cue {
            let opening = painted(&format!("«{number} "), "35", paint);
            marks.entry(part.start_byte()).or_default().opening.push_str(&opening);
            marks.entry(part.end_byte()).or_default().closing.push_str(&painted("»", "35", paint));
        }
    }
    // An inner statement follows the outer one in the list, and closes before it.
    for (nth, statement) in read.extraction.statements.iter().enumerate().rev() {
        for part in &statement.content {
            let closing = painted(&format!(" {}⟧", nth + 1), "33", paint);
            marks.entry(part.end_byte()).or_default().closing.push_str(&closing);
        }
    }
    marks
}

fn painted(words: &str, code: &str, paint: Paint) -> String {
    match paint {
        Paint::Plain => words.to_owned(),
        Paint::Ansi => format!("\u{1b}[{code}m{words}\u{1b}[0m"),
    }
}

/// Text that does nothing to a terminal: control and direction characters are shown, not sent.
fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for symbol in text.chars() {
        match symbol {
            '\n' | '\t' => out.push(symbol),
            '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                let _ = write!(out, "\\u{{{:x}}}", u32::from(symbol));
            }
            _ if symbol.is_control() => {
                let _ = write!(out, "\\u{{{:x}}}", u32::from(symbol));
            }
            _ => out.push(symbol),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_do_nothing_to_a_terminal() {
        assert_eq!(visible("a\u{1b}[2Jb\u{202e}c"), "a\\u{1b}[2Jb\\u{202e}c");
    }
}
