//! What a text's elements are: reported speech, the words that report it, and names.

use std::collections::HashMap;
use std::ops::Range;

use sayso_published::{DocumentRow, MentionRow, Positions, StatementRow};

use super::layout::Item;
use super::nest::Event;
use super::xml::xml_id;
use crate::index::Index;

/// What the pieces of a chain are, in the order in which they hold one another where they have the same words.
pub(super) enum Kind<'a> {
    /// What a statement says.
    Said(&'a StatementRow),
    /// The words that tell that it was said (`cue`) or who said it (`speaker`).
    Tells(&'static str, &'a StatementRow),
    /// Words that mean an actor.
    Names(&'a MentionRow, &'a str),
}

/// Pieces that belong together: the parts of a statement, and whatever was cut.
pub(super) struct Chain<'a> {
    pub(super) kind: Kind<'a>,
    /// Id of the first piece; later ones have their number behind it.
    pub(super) base: String,
    /// How many pieces the text has; known when it is laid out.
    pub(super) n_pieces: usize,
}

impl Chain<'_> {
    /// The id of a piece, counted from 1.
    pub(super) fn id(&self, piece: usize) -> String {
        if piece == 1 { self.base.clone() } else { format!("{}.{piece}", self.base) }
    }
}

/// A stretch of the text, and its chain.
struct Mark {
    bytes: Range<usize>,
    chain: usize,
    /// Which part of the statement, from 1.
    part: usize,
}

/// All marks of a text. Outer ones come before those in them.
pub(super) struct Marks<'a> {
    pub(super) chains: Vec<Chain<'a>>,
    marks: Vec<Mark>,
}

impl<'a> Marks<'a> {
    pub(super) fn of(index: &Index<'a>, document: &DocumentRow, positions: &Positions) -> Self {
        let mut marks = Self { chains: Vec::new(), marks: Vec::new() };
        let statements = index.statements_of(&document.document_id);
        for (role, suffix) in [("content", ""), ("cue", ".cue"), ("speaker", ".speaker")] {
            for &statement in statements {
                let kind = if suffix.is_empty() {
                    Kind::Said(statement)
                } else {
                    Kind::Tells(role_name(role), statement)
                };
                let base = xml_id(&statement.statement_id) + suffix;
                let parts = index.parts_of(&statement.statement_id).iter().filter(|part| part.role == role);
                let parts = parts.map(|part| (part.part, positions.bytes(part.start_char, part.end_char)));
                marks.add(kind, base, parts);
            }
        }
        for (nth, &mention) in index.mentions_of(&document.document_id).iter().enumerate() {
            if let Some(actor) = &mention.actor_id {
                let bytes = positions.bytes(mention.start_char, mention.end_char);
                marks.add(Kind::Names(mention, actor), format!("name.{}", nth + 1), [(1, bytes)].into_iter());
            }
        }
        marks
    }

    fn add(&mut self, kind: Kind<'a>, base: String, parts: impl Iterator<Item = (usize, Range<usize>)>) {
        let chain = self.chains.len();
        self.chains.push(Chain { kind, base, n_pieces: 0 });
        self.marks.extend(parts.map(|(part, bytes)| Mark { bytes, chain, part }));
    }

    /// The bytes of every mark, by its number.
    pub(super) fn bytes(&self) -> Vec<Range<usize>> {
        self.marks.iter().map(|mark| mark.bytes.clone()).collect()
    }

    /// The chain of a mark, and which part of its statement the mark is.
    pub(super) fn place(&self, number: usize) -> (usize, usize) {
        (self.marks[number].chain, self.marks[number].part)
    }

    /// Counts the pieces of each chain; tells how many statements have none.
    pub(super) fn count(&mut self, items: &[Item]) -> usize {
        let mut counts: HashMap<usize, usize> = HashMap::new();
        for item in items {
            if let Item::Marked(Event::Open(number)) = item {
                *counts.entry(self.marks[*number].chain).or_default() += 1;
            }
        }
        for (nth, chain) in self.chains.iter_mut().enumerate() {
            chain.n_pieces = counts.get(&nth).copied().unwrap_or_default();
        }
        let is_lost = |chain: &&Chain<'_>| matches!(chain.kind, Kind::Said(_)) && chain.n_pieces == 0;
        self.chains.iter().filter(is_lost).count()
    }
}

fn role_name(role: &str) -> &'static str {
    if role == "cue" { "cue" } else { "speaker" }
}
