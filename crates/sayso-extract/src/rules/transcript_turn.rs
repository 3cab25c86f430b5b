//! Finds: `HART: We lost.` in a document that has several such lines.
//!
//! Why it is a statement: a transcript gives each turn to the speaker whose name, in capitals, stands before the colon. One such line
//! alone ("UPDATE: …") is none.
//!
//! Examples: see the tests. Source: conventions of printed transcripts; PARC 3.0 guidelines on punctuation as a cue.

use std::collections::BTreeMap;
use std::ops::Range;

use sayso_model::{Act, Mode, Speaker};

use super::{Draft, Evidence, Rule, Scene};
use crate::language::Class;
use crate::reading::{Reading, Shape, Unit};

pub(super) const RULE: Rule =
    Rule { id: "transcript_turn", confidence: 0.9, evidence: Evidence::Layout, find };

/// Most tokens of a speaker's name.
const MAX_NAME: usize = 6;

/// A transcript has at least this many turns, by at least two speakers.
const MIN_TURNS: usize = 3;

struct Turn<'a> {
    unit: &'a Unit,
    name: Range<usize>,
    colon: usize,
}

fn find(scene: &Scene) -> Vec<Draft> {
    let reading = scene.reading;
    let units = reading.units.iter().filter(|unit| unit.is_own_words);
    let turns: Vec<Turn> = units.filter_map(|unit| turn(reading, unit)).collect();
    let mut n_turns: BTreeMap<&str, usize> = BTreeMap::new();
    for turn in &turns {
        *n_turns.entry(reading.document.slice(reading.span_of(turn.name.clone()))).or_default() += 1;
    }
    if turns.len() < MIN_TURNS || n_turns.len() < 2 {
        return Vec::new();
    }
    turns.iter().filter_map(|turn| draft(reading, turn)).collect()
}

/// A line that starts, after any quotation mark, with a name in capitals and a colon.
fn turn<'a>(reading: &Reading, unit: &'a Unit) -> Option<Turn<'a>> {
    let Range { start, end } = unit.tokens;
    let start = start + usize::from(reading.is_mark(start, "“\"„«"));
    let colon = (start..end.min(start + MAX_NAME + 1)).find(|at| reading.is_mark(*at, ":"))?;
    let is_part = |at: usize| {
        let token = &reading.tokens[at];
        let is_title = reading.has(at, Class::Title);
        token.shape == Shape::AllCapitals || is_title || reading.is_mark(at, ".-'’")
    };
    let has_name = (start..colon).any(|at| reading.tokens[at].shape == Shape::AllCapitals);
    let is_turn = has_name && (start..colon).all(is_part) && colon + 1 < end;
    is_turn.then_some(Turn { unit, name: start..colon, colon })
}

fn draft(reading: &Reading, turn: &Turn) -> Option<Draft> {
    let Range { mut start, mut end } = turn.colon + 1..turn.unit.tokens.end;
    if reading.is_mark(end - 1, "”\"»") {
        end -= 1;
    }
    if start < end && reading.is_mark(start, "“\"„«") {
        start += 1;
    }
    (start < end).then(|| Draft {
        segment: turn.unit.segment,
        content: vec![reading.span_of(start..end)],
        cue: vec![reading.tokens[turn.colon].span],
        cue_lemma: None,
        act: Act::Speech,
        speaker: Speaker::Named(reading.span_of(turn.name.clone())),
        addressee: None,
        mode: Mode::Direct,
        is_negated: false,
        is_hypothetical: false,
        quotations: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::testing;

    fn check(text: &str, expected: &[&str]) {
        testing::check("transcript_turn", text, expected);
    }

    #[test]
    fn hits() {
        check(
            "HART: We lost.\nMR. BRANDT: Why?\nHART: It was late. So late.",
            &[
                "HART | : | We lost. | direct speech",
                "MR. BRANDT | : | Why? | direct speech",
                "HART | : | It was late. So late. | direct speech",
            ],
        );
        check(
            "“HART: We lost.\n“BRANDT: Why?\n“HART: Late.”",
            &[
                "HART | : | We lost. | direct speech",
                "BRANDT | : | Why? | direct speech",
                "HART | : | Late. | direct speech",
            ],
        );
    }

    #[test]
    fn near_misses() {
        check("UPDATE: The vote was late.", &[]);
        check("UPDATE: One.\nUPDATE: Two.\nUPDATE: Three.", &[]);
        check("Votes: 12\nSeats: 3\nTurnout: 70", &[]);
    }
}
