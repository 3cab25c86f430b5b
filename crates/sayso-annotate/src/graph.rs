//! Pages as marks and links between them, which is what tools have.

use std::collections::BTreeMap;

use crate::error::{AnnotateError, Place};
use crate::page::{Chars, Page, Stance, Statement};

/// What a marked stretch of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Role {
    Content,
    Cue,
    Speaker,
    Evidence,
}

impl Role {
    pub(crate) const ALL: [Self; 4] = [Self::Content, Self::Cue, Self::Speaker, Self::Evidence];

    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Content => "content",
            Self::Cue => "cue",
            Self::Speaker => "speaker",
            Self::Evidence => "evidence",
        }
    }

    /// A colour for tools that show one.
    pub(crate) fn colour(self) -> &'static str {
        match self {
            Self::Content => "#a6cee3",
            Self::Cue => "#fdbf6f",
            Self::Speaker => "#b2df8a",
            Self::Evidence => "#cab2d6",
        }
    }

    pub(crate) fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }
}

/// What is told of a content or an evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Key {
    Mode,
    Act,
    Negated,
    Hypothetical,
    SpeakerId,
    HolderId,
    TargetId,
    Polarity,
}

/// The value of a flag that is set.
pub(crate) const YES: &str = "yes";

impl Key {
    pub(crate) const ALL: [Self; 8] = [
        Self::Mode,
        Self::Act,
        Self::Negated,
        Self::Hypothetical,
        Self::SpeakerId,
        Self::HolderId,
        Self::TargetId,
        Self::Polarity,
    ];

    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Mode => "mode",
            Self::Act => "act",
            Self::Negated => "negated",
            Self::Hypothetical => "hypothetical",
            Self::SpeakerId => "speaker_id",
            Self::HolderId => "holder_id",
            Self::TargetId => "target_id",
            Self::Polarity => "polarity",
        }
    }

    /// Of what it is told.
    pub(crate) fn role(self) -> Role {
        match self {
            Self::HolderId | Self::TargetId | Self::Polarity => Role::Evidence,
            _ => Role::Content,
        }
    }

    /// The words that it may be; empty where it is an id.
    pub(crate) fn words(self) -> &'static [&'static str] {
        match self {
            Self::Mode => &["direct", "indirect", "mixed", "block"],
            Self::Act => &["speech", "writing", "thought", "attitude"],
            Self::Negated | Self::Hypothetical => &[YES],
            Self::Polarity => &["support", "oppose", "neutral", "mixed"],
            Self::SpeakerId | Self::HolderId | Self::TargetId => &[],
        }
    }

    pub(crate) fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|key| key.word() == word)
    }

    /// Key and value of a label such as `mode: direct`.
    pub(crate) fn from_label(label: &str) -> Option<(Self, &str)> {
        let (key, value) = label.split_once(": ")?;
        Some((Self::from_word(key)?, value))
    }
}

/// How one mark belongs to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum LinkKind {
    /// From a content to its cue.
    Cue,
    /// From a content to the words that name its speaker.
    Speaker,
    /// From an evidence to the content of the statement in which it stands.
    Statement,
    /// From a mark to a further piece of it.
    Part,
}

impl LinkKind {
    pub(crate) const ALL: [Self; 4] = [Self::Cue, Self::Speaker, Self::Statement, Self::Part];

    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Cue => "cue",
            Self::Speaker => "speaker",
            Self::Statement => "statement",
            Self::Part => "part",
        }
    }

    pub(crate) fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// The roles of its ends; both are of one role where a part is meant.
    pub(crate) fn roles(self) -> Option<(Role, Role)> {
        match self {
            Self::Cue => Some((Role::Content, Role::Cue)),
            Self::Speaker => Some((Role::Content, Role::Speaker)),
            Self::Statement => Some((Role::Evidence, Role::Content)),
            Self::Part => None,
        }
    }
}

/// A marked stretch of text. Marks of different roles may have one id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) id: String,
    pub(crate) role: Role,
    pub(crate) spans: Vec<Chars>,
    pub(crate) values: BTreeMap<Key, String>,
    /// Where it stands in its file.
    pub(crate) place: Place,
}

/// A link between two marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Link {
    pub(crate) kind: LinkKind,
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) place: Place,
}

/// The marks and links of one document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Graph {
    /// Marks are added by [`Graph::push`], and keep their roles and ids.
    pub(crate) marks: Vec<Mark>,
    pub(crate) links: Vec<Link>,
    /// The first mark of each id, by role.
    of_ids: [BTreeMap<String, usize>; 4],
}

impl Mark {
    /// Sets a value.
    ///
    /// # Errors
    /// [`AnnotateError::Word`] for one that the key does not have, [`AnnotateError::Several`] where there is another one.
    pub(crate) fn set(&mut self, place: &Place, key: Key, value: &str) -> Result<(), AnnotateError> {
        let words = key.words();
        if !words.is_empty() && !words.contains(&value) {
            let (word, words) = (value.to_owned(), words.join(", "));
            return Err(AnnotateError::Word { place: place.value(format!(".{}", key.word())), word, words });
        }
        match self.values.insert(key, value.to_owned()) {
            Some(one) if one != value => Err(AnnotateError::Several {
                place: place.clone(),
                what: self.role.word(),
                key: key.word(),
                one,
                other: value.to_owned(),
            }),
            _ => Ok(()),
        }
    }
}

impl Graph {
    /// The marks and links of a page. Cues and speakers at one place are one mark.
    pub(crate) fn of(page: &Page) -> Self {
        let nowhere = Place::file(&page.document_id);
        let mut graph = Self::default();
        let mut of_places: BTreeMap<(Role, Vec<Chars>), String> = BTreeMap::new();
        let ids: Vec<String> = page
            .statements
            .iter()
            .enumerate()
            .map(|(at, statement)| statement.id.clone().unwrap_or_else(|| format!("statement-{}", at + 1)))
            .collect();
        for (statement, id) in page.statements.iter().zip(&ids) {
            let flag = |is_set: bool| is_set.then(|| YES.to_owned());
            graph.add(
                &nowhere,
                id,
                Role::Content,
                &statement.content,
                [
                    (Key::Mode, statement.mode.clone()),
                    (Key::Act, statement.act.clone()),
                    (Key::Negated, flag(statement.is_negated)),
                    (Key::Hypothetical, flag(statement.is_hypothetical)),
                    (Key::SpeakerId, statement.speaker_id.clone()),
                ],
            );
            let speaker: Vec<Chars> = statement.speaker.into_iter().collect();
            for (kind, role, spans) in
                [(LinkKind::Cue, Role::Cue, &statement.cue), (LinkKind::Speaker, Role::Speaker, &speaker)]
            {
                if spans.is_empty() {
                    continue;
                }
                let to = match of_places.get(&(role, spans.clone())) {
                    Some(to) => to.clone(),
                    None => {
                        let to = format!("{}-{}", role.word(), of_places.len() + 1);
                        graph.add(&nowhere, &to, role, spans, []);
                        of_places.insert((role, spans.clone()), to.clone());
                        to
                    }
                };
                graph.links.push(Link { kind, from: id.clone(), to, place: nowhere.clone() });
            }
        }
        for (at, stance) in page.stances.iter().enumerate() {
            let id = stance.id.clone().unwrap_or_else(|| format!("stance-{}", at + 1));
            graph.add(
                &nowhere,
                &id,
                Role::Evidence,
                &[stance.evidence],
                [
                    (Key::HolderId, stance.holder_id.clone()),
                    (Key::TargetId, stance.target_id.clone()),
                    (Key::Polarity, stance.polarity.clone()),
                ],
            );
            if let Some(to) = stance.statement.and_then(|at| ids.get(at)) {
                let (kind, to) = (LinkKind::Statement, to.clone());
                graph.links.push(Link { kind, from: id, to, place: nowhere.clone() });
            }
        }
        graph
    }

    fn add<const N: usize>(
        &mut self,
        place: &Place,
        id: &str,
        role: Role,
        spans: &[Chars],
        values: [(Key, Option<String>); N],
    ) {
        let values = values.into_iter().filter_map(|(key, value)| Some((key, value?))).collect();
        self.push(Mark { id: id.to_owned(), role, spans: spans.to_vec(), values, place: place.clone() });
    }

    /// The same with one stretch a mark, for tools that know no others: further pieces are marks of their own.
    pub(crate) fn split(self) -> Self {
        let mut split = Self { links: self.links, ..Self::default() };
        for mark in self.marks {
            let pieces: Vec<Chars> = mark.spans.iter().skip(1).copied().collect();
            let (id, role, place) = (mark.id.clone(), mark.role, mark.place.clone());
            split.push(Mark { spans: mark.spans.into_iter().take(1).collect(), ..mark });
            for (nth, piece) in pieces.into_iter().enumerate() {
                let to = format!("{id}+{}", nth + 2);
                split.add(&place, &to, role, &[piece], []);
                split.links.push(Link { kind: LinkKind::Part, from: id.clone(), to, place: place.clone() });
            }
        }
        split
    }

    pub(crate) fn push(&mut self, mark: Mark) {
        self.of_ids[mark.role as usize].entry(mark.id.clone()).or_insert(self.marks.len());
        self.marks.push(mark);
    }

    /// The first mark with a role and id.
    pub(crate) fn find(&self, role: Role, id: &str) -> Option<usize> {
        self.of_ids[role as usize].get(id).copied()
    }

    /// The marks of which others are pieces, for each mark that is a piece.
    ///
    /// # Errors
    /// [`AnnotateError::Dangling`] for a link between marks that are not there or not of one role.
    pub(crate) fn wholes(&self) -> Result<BTreeMap<usize, usize>, AnnotateError> {
        let mut wholes = BTreeMap::new();
        for link in self.links.iter().filter(|link| link.kind == LinkKind::Part) {
            let ends = Role::ALL
                .into_iter()
                .find_map(|role| Some((self.find(role, &link.from)?, self.find(role, &link.to)?)));
            let (from, to) = ends.ok_or_else(|| AnnotateError::Dangling {
                place: link.place.clone(),
                id: link.to.clone(),
                what: "further part",
            })?;
            wholes.insert(to, from);
        }
        Ok(wholes)
    }

    /// The page that these marks make, with the text and title of `published`.
    ///
    /// Marks of cues and speakers that belong to no statement are told in `unused`.
    ///
    /// # Errors
    /// [`AnnotateError::Dangling`] for links to marks that are not there, [`AnnotateError::Several`] for two speakers or statements.
    pub(crate) fn into_page(
        mut self,
        published: &Page,
        unused: &mut Vec<String>,
    ) -> Result<Page, AnnotateError> {
        let wholes = self.wholes()?;
        for part in wholes.keys() {
            // a chain of parts ends at the mark that is no part, unless it is a ring
            let mut whole = *part;
            for _ in 0..wholes.len() {
                whole = wholes.get(&whole).copied().unwrap_or(whole);
            }
            if wholes.contains_key(&whole) {
                let (place, id) = (self.marks[*part].place.clone(), self.marks[*part].id.clone());
                return Err(AnnotateError::Dangling { place, id, what: "further part" });
            }
            let spans = self.marks[*part].spans.clone();
            self.marks[whole].spans.extend(spans);
        }
        let is_whole = |at: &usize| !wholes.contains_key(at);
        let mut page = Page { statements: Vec::new(), stances: Vec::new(), ..published.clone() };
        let (mut statements, mut stances) = (BTreeMap::new(), BTreeMap::new());
        for at in (0..self.marks.len()).filter(is_whole) {
            let mark = &self.marks[at];
            let value = |key: Key| mark.values.get(&key).cloned();
            match mark.role {
                Role::Content => {
                    statements.insert(mark.id.as_str(), page.statements.len());
                    page.statements.push(Statement {
                        content: mark.spans.clone(),
                        id: Some(mark.id.clone()),
                        speaker_id: value(Key::SpeakerId),
                        mode: value(Key::Mode),
                        act: value(Key::Act),
                        is_negated: value(Key::Negated).is_some(),
                        is_hypothetical: value(Key::Hypothetical).is_some(),
                        ..Statement::default()
                    });
                }
                Role::Evidence => {
                    stances.insert(mark.id.as_str(), page.stances.len());
                    page.stances.push(Stance {
                        evidence: outer(&mark.spans).unwrap_or(Chars::new(0, 0)),
                        id: Some(mark.id.clone()),
                        statement: None,
                        holder_id: value(Key::HolderId),
                        target_id: value(Key::TargetId),
                        polarity: value(Key::Polarity),
                        derived_from: None,
                    });
                }
                Role::Cue | Role::Speaker => {}
            }
        }
        let mut used = std::collections::BTreeSet::new();
        for link in &self.links {
            let Some((from, to)) = link.kind.roles() else { continue };
            let dangling = |id: &str, what| AnnotateError::Dangling {
                place: link.place.clone(),
                id: id.to_owned(),
                what,
            };
            let to_at = self.find(to, &link.to).ok_or_else(|| dangling(&link.to, to.word()))?;
            self.find(from, &link.from).ok_or_else(|| dangling(&link.from, from.word()))?;
            let spans = &self.marks[to_at].spans;
            used.insert(to_at);
            let several = |key: &'static str, one: String, other: String| AnnotateError::Several {
                place: link.place.clone(),
                what: from.word(),
                key,
                one,
                other,
            };
            match link.kind {
                LinkKind::Statement => {
                    let stance = stances.get(link.from.as_str()).and_then(|at| page.stances.get_mut(*at));
                    let statement = statements.get(link.to.as_str()).copied();
                    let (Some(stance), Some(_)) = (stance, statement) else {
                        return Err(dangling(&link.to, to.word()));
                    };
                    if stance.statement.is_some() && stance.statement != statement {
                        return Err(several("statement", "one statement".to_owned(), "another".to_owned()));
                    }
                    stance.statement = statement;
                }
                _ => {
                    let statement =
                        statements.get(link.from.as_str()).and_then(|at| page.statements.get_mut(*at));
                    let Some(statement) = statement else { return Err(dangling(&link.from, from.word())) };
                    if link.kind == LinkKind::Cue {
                        statement.cue.extend(spans);
                    } else {
                        let speaker = outer(spans);
                        if let (Some(one), Some(other)) = (statement.speaker, speaker)
                            && one != other
                        {
                            let told = |chars: Chars| format!("{}..{}", chars.start_char, chars.end_char);
                            return Err(several("speaker", told(one), told(other)));
                        }
                        statement.speaker = speaker;
                    }
                }
            }
        }
        for at in (0..self.marks.len()).filter(|at| is_whole(at) && !used.contains(at)) {
            let mark = &self.marks[at];
            let stands_there = |statement: &Statement| match mark.role {
                Role::Cue => outer(&statement.cue) == outer(&mark.spans),
                _ => statement.speaker == outer(&mark.spans),
            };
            // those of a statement that somebody has deleted stay behind, and nobody need be told
            let is_new = !published.statements.iter().any(stands_there);
            if matches!(mark.role, Role::Cue | Role::Speaker) && is_new {
                unused.push(format!(
                    "{}: this {} belongs to no statement and is not used",
                    mark.place,
                    mark.role.word()
                ));
            }
        }
        page.settle();
        Ok(page)
    }
}

/// From the first to the last of several stretches.
fn outer(spans: &[Chars]) -> Option<Chars> {
    spans.iter().copied().reduce(|one, other| {
        Chars::new(one.start_char.min(other.start_char), one.end_char.max(other.end_char))
    })
}
