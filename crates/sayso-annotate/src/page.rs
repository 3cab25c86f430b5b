//! A document with its statements and stances: the one form between tables and tools.

use crate::words::Words;

/// A place in a text, in code points, half-open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Chars {
    /// Start.
    pub start_char: usize,
    /// End.
    pub end_char: usize,
}

impl Chars {
    /// From `start_char` to `end_char`.
    pub fn new(start_char: usize, end_char: usize) -> Self {
        Self { start_char, end_char }
    }
}

/// A document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Its id in the dataset.
    pub document_id: String,
    /// What people call it.
    pub title: String,
    /// Its language, as a BCP 47 tag.
    pub lang: String,
    /// Its text.
    pub text: String,
    /// In the order of the text.
    pub statements: Vec<Statement>,
    /// In the order of the text.
    pub stances: Vec<Stance>,
}

/// Somebody's words, or a report of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Statement {
    /// Parts of the content.
    pub content: Vec<Chars>,
    /// Id of the row; `None` for what somebody has added.
    pub id: Option<String>,
    /// Words that carry the report.
    pub cue: Vec<Chars>,
    /// Words that name the speaker.
    pub speaker: Option<Chars>,
    /// Who said it.
    pub speaker_id: Option<String>,
    /// Direct, indirect, mixed or block.
    pub mode: Option<String>,
    /// Speech, writing, thought or attitude.
    pub act: Option<String>,
    /// Whether the text says that it was not said.
    pub is_negated: bool,
    /// Whether the text only supposes it.
    pub is_hypothetical: bool,
}

/// Somebody for or against an actor or issue.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stance {
    /// The words that it rests on.
    pub evidence: Chars,
    /// Id of the row; `None` for what somebody has added.
    pub id: Option<String>,
    /// Index of the statement that expresses it.
    pub statement: Option<usize>,
    /// Who holds it.
    pub holder_id: Option<String>,
    /// Towards whom or what.
    pub target_id: Option<String>,
    /// Support, oppose, neutral or mixed.
    pub polarity: Option<String>,
    /// Id of the stance from which it follows; no tool shows it.
    pub derived_from: Option<String>,
}

impl Page {
    /// Puts rows in order, and places into the form that all tools keep: no white space at the ends, and no break where only white
    /// space with a line end parts two pieces. Rows of which nothing is left go.
    pub(crate) fn settle(&mut self) {
        let words = Words::new(&self.text);
        let mut order: Vec<(Statement, usize)> = Vec::new();
        for (at, mut statement) in std::mem::take(&mut self.statements).into_iter().enumerate() {
            statement.content = settled(&words, statement.content);
            statement.cue = settled(&words, statement.cue);
            statement.speaker = statement.speaker.and_then(|speaker| words.trimmed(speaker));
            if !statement.content.is_empty() {
                order.push((statement, at));
            }
        }
        order.sort();
        let mut new_of = std::collections::BTreeMap::new();
        for (new, (statement, old)) in order.into_iter().enumerate() {
            new_of.insert(old, new);
            self.statements.push(statement);
        }
        for stance in &mut self.stances {
            stance.statement = stance.statement.and_then(|old| new_of.get(&old).copied());
        }
        let stances = std::mem::take(&mut self.stances).into_iter().filter_map(|mut stance| {
            stance.evidence = words.trimmed(stance.evidence)?;
            Some(stance)
        });
        self.stances = stances.collect();
        self.stances.sort();
    }
}

fn settled(words: &Words<'_>, parts: Vec<Chars>) -> Vec<Chars> {
    let mut parts: Vec<Chars> = parts.into_iter().filter_map(|part| words.trimmed(part)).collect();
    parts.sort();
    let mut settled: Vec<Chars> = Vec::new();
    for part in parts {
        match settled.last_mut() {
            Some(last) if part.start_char <= last.end_char => {
                last.end_char = last.end_char.max(part.end_char)
            }
            Some(last) if is_line_break(words.at(Chars::new(last.end_char, part.start_char))) => {
                last.end_char = part.end_char;
            }
            _ => settled.push(part),
        }
    }
    settled
}

fn is_line_break(between: Option<&str>) -> bool {
    between.is_some_and(|between| between.contains('\n') && between.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_that_a_line_end_parts_are_one() {
        let words = Words::new("ab \n\n cd, ef\n");
        let at = |parts: &[(usize, usize)]| {
            let parts = parts.iter().map(|(start, end)| Chars::new(*start, *end)).collect();
            settled(&words, parts).iter().map(|part| (part.start_char, part.end_char)).collect::<Vec<_>>()
        };
        assert_eq!(at(&[(0, 3), (6, 8)]), [(0, 8)]);
        assert_eq!(at(&[(10, 13), (6, 8)]), [(6, 8), (10, 12)]);
        assert_eq!(at(&[(6, 8), (7, 9)]), [(6, 9)]);
        assert_eq!(at(&[(2, 5)]), []);
    }
}
