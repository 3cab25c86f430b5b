//! The text of a document with its elements.

use std::collections::HashMap;

use sayso_published::{DocumentRow, Positions, SegmentRow, StatementRow};

use super::layout::{Item, Region, lay_out};
use super::marks::{Kind, Marks};
use super::nest::Event;
use super::xml::{Xml, pointer, xml_id};
use crate::index::Index;

/// Writes `<body>`; its text is the document's, character for character. Tells how many statements have no words in it.
pub(super) fn write(xml: &mut Xml, index: &Index<'_>, document: &DocumentRow) -> usize {
    let positions = Positions::of(&document.text);
    let segments = index.segments_of(&document.document_id);
    let mut marks = Marks::of(index, document, &positions);
    let items = lay_out(&document.text, &regions(segments, &positions), &marks.bytes());
    let n_lost = marks.count(&items);
    let mut body = Body {
        xml,
        index,
        segments,
        marks: &marks,
        pieces: vec![0; marks.chains.len()],
        divisions: HashMap::new(),
        n_divisions: divisions(&items),
    };
    body.xml.open("body", &[]);
    if !items.iter().any(|item| matches!(item, Item::Paragraph)) {
        body.xml.empty("p", &[]);
    }
    for item in &items {
        body.item(item, &document.text);
    }
    body.xml.close();
    n_lost
}

/// The segments as a tree. They come in the order of the text.
fn regions(segments: &[&SegmentRow], positions: &Positions) -> Vec<Region> {
    let numbers: HashMap<&str, usize> =
        segments.iter().enumerate().map(|(number, row)| (row.segment_id.as_str(), number)).collect();
    let mut inner: HashMap<Option<usize>, Vec<usize>> = HashMap::new();
    for (number, row) in segments.iter().enumerate() {
        let parent = row.parent_segment_id.as_deref().and_then(|id| numbers.get(id).copied());
        inner.entry(parent).or_default().push(number);
    }
    children(segments, positions, &inner, None)
}

fn children(
    segments: &[&SegmentRow],
    positions: &Positions,
    inner: &HashMap<Option<usize>, Vec<usize>>,
    parent: Option<usize>,
) -> Vec<Region> {
    let region = |&number: &usize| {
        let row = segments[number];
        let bytes = positions.bytes(row.start_char, row.end_char);
        Region { number, bytes, inner: children(segments, positions, inner, Some(number)) }
    };
    inner.get(&parent).map_or_else(Vec::new, |numbers| numbers.iter().map(region).collect())
}

/// How many divisions each segment has.
fn divisions(items: &[Item]) -> HashMap<usize, usize> {
    let mut counts = HashMap::new();
    for item in items {
        if let Item::Division(Some(number)) | Item::Continued(number) = item {
            *counts.entry(*number).or_default() += 1;
        }
    }
    counts
}

struct Body<'x, 'a> {
    xml: &'x mut Xml,
    index: &'x Index<'a>,
    segments: &'x [&'a SegmentRow],
    marks: &'x Marks<'a>,
    /// How many pieces of each chain are written.
    pieces: Vec<usize>,
    /// How many divisions of each segment are written.
    divisions: HashMap<usize, usize>,
    n_divisions: HashMap<usize, usize>,
}

impl Body<'_, '_> {
    fn item(&mut self, item: &Item, text: &str) {
        match item {
            Item::Division(None) => {
                self.xml.open("div", &[("type", Some("other"))]);
            }
            Item::Division(Some(number)) | Item::Continued(number) => self.division(*number),
            Item::Paragraph => {
                self.xml.open("p", &[]);
            }
            Item::EndDivision | Item::EndParagraph | Item::Marked(Event::Close) => {
                self.xml.close();
            }
            Item::Blank(bytes) | Item::Marked(Event::Words(bytes)) => {
                self.xml.text(text.get(bytes.clone()).unwrap_or_default());
            }
            Item::Marked(Event::Open(number)) => self.piece(*number),
        }
    }

    /// A division of a segment: its voice is in `corresp`, and where an inner division has interrupted it, `prev` and `next` tell.
    fn division(&mut self, number: usize) {
        let row = self.segments[number];
        let written = self.divisions.entry(number).or_default();
        *written += 1;
        let (nth, n_all) = (*written, self.n_divisions[&number]);
        let base = xml_id(&row.segment_id);
        let id = |nth: usize| if nth == 1 { base.clone() } else { format!("{base}.{nth}") };
        let (own, previous) = (id(nth), (nth > 1).then(|| format!("#{}", id(nth - 1))));
        let next = (nth < n_all).then(|| format!("#{}", id(nth + 1)));
        let voice = row.author_id.as_deref().map(pointer);
        self.xml.open(
            "div",
            &[
                ("xml:id", Some(&own)),
                ("type", Some(&row.segment_type)),
                ("corresp", voice.as_deref()),
                ("prev", previous.as_deref()),
                ("next", next.as_deref()),
            ],
        );
    }

    fn piece(&mut self, number: usize) {
        let (at, part) = self.marks.place(number);
        let chain = &self.marks.chains[at];
        self.pieces[at] += 1;
        let nth = self.pieces[at];
        let is_cut = chain.n_pieces > 1;
        let id = (is_cut || matches!(chain.kind, Kind::Said(_))).then(|| chain.id(nth));
        let previous = (nth > 1).then(|| format!("#{}", chain.id(nth - 1)));
        let next = (nth < chain.n_pieces).then(|| format!("#{}", chain.id(nth + 1)));
        let links = [("xml:id", id.as_deref()), ("prev", previous.as_deref()), ("next", next.as_deref())];
        match &chain.kind {
            Kind::Said(row) => self.said(row, part, links),
            Kind::Tells(role, row) => {
                let statement = pointer(&row.statement_id);
                let told = [("type", Some(*role)), ("corresp", Some(statement.as_str()))];
                self.xml.open("seg", &[links.as_slice(), told.as_slice()].concat());
            }
            Kind::Names(mention, actor) => {
                let is_name = !matches!(mention.mention_type.as_deref(), None | Some("nominal" | "pronoun"));
                let actor_type = self.index.actor(actor).actor_type.as_str();
                let element = match actor_type {
                    "person" if is_name => "persName",
                    "organisation" if is_name => "orgName",
                    _ => "rs",
                };
                let actor = pointer(actor);
                let kind = (element == "rs").then_some(actor_type);
                let told = [("type", kind), ("ref", Some(actor.as_str()))];
                self.xml.open(element, &[links.as_slice(), told.as_slice()].concat());
            }
        }
    }

    fn said(&mut self, row: &StatementRow, part: usize, links: [(&str, Option<&str>); 3]) {
        let speaker = row.speaker_id.as_deref().map(pointer);
        let addressee = row.addressee_id.as_deref().map(pointer);
        let is_direct = ["direct", "block"].contains(&row.mode.as_str());
        let categories = categories(row).map(|id| format!("#{id}")).collect::<Vec<_>>().join(" ");
        let part = part.to_string();
        let confidence = row.confidence.filter(|sure| sure.is_finite()).map(|sure| sure.to_string());
        let told = [
            ("who", speaker.as_deref()),
            ("toWhom", addressee.as_deref()),
            ("direct", Some(if is_direct { "true" } else { "false" })),
            ("n", Some(part.as_str())),
            ("ana", Some(categories.as_str())),
            ("cert", confidence.as_deref()),
        ];
        self.xml.open("said", &[links.as_slice(), told.as_slice()].concat());
    }
}

/// Ids of the categories to which a statement belongs.
pub(super) fn categories(row: &StatementRow) -> impl Iterator<Item = String> {
    let flags = [(row.is_negated, "negated"), (row.is_hypothetical, "hypothetical")];
    let sensitivity = row.sensitivity.as_deref().filter(|word| *word != "none");
    [category("mode", &row.mode), category("act", &row.act)]
        .into_iter()
        .chain(flags.into_iter().filter(|(is_set, _)| *is_set).map(|(_, word)| category("flag", word)))
        .chain(sensitivity.map(|word| category("sensitivity", word)))
}

/// The id of a category of a taxonomy.
pub(super) fn category(taxonomy: &str, word: &str) -> String {
    format!("{taxonomy}.{}", xml_id(word))
}
