//! One document on its way from names to actors.

use std::collections::BTreeMap;

use sayso_model::{
    ActorType, Diagnostic, Document, EntityKind, Extraction, MentionType, NameType, Segment, SegmentType,
    Span, Speaker, Voice,
};

use super::cast::Cast;
use super::phrase::inner_mentions;
use crate::name_key::{composed, name_key};
use crate::person_name::{PersonName, is_in, without_possessive};
use crate::registry::{Registry, is_date};
use crate::words::{DETERMINERS, OPENERS_OF_GROUPS, PARTICLES, PRONOUNS};

/// Words that may name an actor: a mention, or an author, addressee or speaker whose words hold no mention.
#[derive(Clone, Debug)]
pub(crate) struct Occurrence<'a> {
    pub(crate) words: &'a str,
    /// Where they stand; `None` for the author whom the metadata name.
    pub(crate) span: Option<Span>,
    pub(crate) mention_type: MentionType,
    pub(crate) kind: Option<EntityKind>,
    /// The spelt-out name that the text gives for an acronym.
    pub(crate) stands_for: Option<Span>,
    /// Whether it signs a comment, where the document's author may use the given name alone.
    pub(crate) signs_comment: bool,
    /// Whether it names the voice of a segment or statement, so that it is surely somebody's name.
    pub(crate) is_voice: bool,
}

/// What is known about an occurrence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// Nothing yet.
    Open,
    /// Whose name it is.
    Member(usize),
    /// Several actors bear this name: their ids or names.
    Ambiguous(Vec<String>),
}

/// How an occurrence names its actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// By a whole name.
    Whole,
    /// By a surname, with or without a title.
    Surname,
    /// By a given name.
    GivenName,
    /// By a name with a slip in it.
    Misspelling,
    Acronym,
    Initials,
    /// By an account name.
    Handle,
    /// By a word that names nobody by itself ("the Party", a hashtag).
    Passing,
}

/// The document, its names, and what the passes have found so far.
pub(crate) struct Scene<'a> {
    pub(crate) document: &'a Document,
    pub(crate) extraction: &'a Extraction,
    pub(crate) registry: &'a Registry,
    /// The document's date, where it has one: a year, a month or a day.
    pub(crate) date: Option<&'a str>,
    pub(crate) cast: Cast,
    /// The mentions, by their index, then voices that hold no mention.
    pub(crate) occurrences: Vec<Occurrence<'a>>,
    pub(crate) found: Vec<Found>,
    /// Registered actors among which an occurrence leaves the choice.
    pub(crate) choices: BTreeMap<usize, Vec<usize>>,
    /// Occurrences by their span.
    pub(crate) by_span: BTreeMap<Span, usize>,
    /// The occurrence that names the document's author.
    pub(crate) document_author: Option<usize>,
    /// Names of accounts that stand in the header of a post, each with the words that name the post's author.
    pub(crate) header_handles: Vec<(usize, Span)>,
    /// Letters, posts and comments that somebody signs or heads, each with the words that name the author.
    pub(crate) writings: Vec<(SegmentType, Span)>,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl<'a> Scene<'a> {
    pub(crate) fn new(
        document: &'a Document,
        segments: &[Segment],
        extraction: &'a Extraction,
        registry: &'a Registry,
    ) -> Self {
        let mut scene = Self {
            document,
            extraction,
            registry,
            date: date_of(document),
            cast: Cast::default(),
            occurrences: Vec::with_capacity(extraction.mentions.len()),
            found: Vec::new(),
            choices: BTreeMap::new(),
            by_span: BTreeMap::new(),
            document_author: None,
            header_handles: Vec::new(),
            writings: Vec::new(),
            diagnostics: Vec::new(),
        };
        for (at, mention) in extraction.mentions.iter().enumerate() {
            scene.by_span.entry(mention.span).or_insert(at);
            scene.occurrences.push(Occurrence {
                words: document.slice(mention.span),
                span: Some(mention.span),
                mention_type: mention.mention_type,
                kind: mention.kind,
                stands_for: mention.stands_for,
                signs_comment: false,
                is_voice: false,
            });
        }
        scene.add_voices(segments);
        scene.found = vec![Found::Open; scene.occurrences.len()];
        scene
    }

    fn add_voices(&mut self, segments: &[Segment]) {
        for segment in segments {
            if let Voice::Named(span) = segment.author {
                let signs_comment = segment.segment_type == SegmentType::Comment;
                self.add_voice(span, signs_comment);
                self.writings.push((segment.segment_type, span));
                let is_header_of_post = segment.segment_type == SegmentType::SocialPost;
                if is_header_of_post {
                    let header = Span::between(segment.span.start_byte(), segment.content.start_byte());
                    for at in inner_mentions(&self.extraction.mentions, header) {
                        if self.extraction.mentions[at].mention_type == MentionType::Handle {
                            self.header_handles.push((at, span));
                        }
                    }
                }
            }
            if let Some(span) = segment.addressee {
                self.add_voice(span, false);
            }
        }
        for statement in &self.extraction.statements {
            if let Speaker::Named(span) = statement.speaker {
                self.add_voice(span, false);
            }
            if let Some(span) = statement.addressee {
                self.add_voice(span, false);
            }
        }
        self.add_document_author(segments);
    }

    /// Notes that `span` names a voice; where no mention stands in it, its words become an occurrence of their own.
    fn add_voice(&mut self, span: Span, signs_comment: bool) {
        if let Some(&at) = self.by_span.get(&span) {
            self.occurrences[at].is_voice = true;
            self.occurrences[at].signs_comment |= signs_comment;
            return;
        }
        let words = self.document.slice(span);
        if !inner_mentions(&self.extraction.mentions, span).is_empty() || !looks_like_name(words) {
            return;
        }
        self.by_span.insert(span, self.occurrences.len());
        let kind = (!self.is_registered_body(words)).then_some(EntityKind::Person);
        let mention_type = if words.starts_with('@') { MentionType::Handle } else { MentionType::Name };
        self.occurrences.push(Occurrence {
            words,
            span: Some(span),
            mention_type,
            kind,
            stands_for: None,
            signs_comment,
            is_voice: true,
        });
    }

    /// The author whom the metadata name, else the one whom the byline or the first body names.
    fn add_document_author(&mut self, segments: &[Segment]) {
        let named = |wanted: SegmentType| {
            segments.iter().find_map(|segment| match segment.author {
                Voice::Named(span) if segment.segment_type == wanted => Some(span),
                _ => None,
            })
        };
        if let Some(author) =
            self.document.metadata().author.as_deref().filter(|author| !author.trim().is_empty())
        {
            self.document_author = Some(self.occurrences.len());
            let kind =
                if self.is_registered_body(author) { EntityKind::Organisation } else { EntityKind::Person };
            self.occurrences.push(Occurrence {
                words: author,
                span: None,
                mention_type: MentionType::Name,
                kind: Some(kind),
                stands_for: None,
                signs_comment: false,
                is_voice: true,
            });
        } else if let Some(span) = named(SegmentType::Byline).or_else(|| named(SegmentType::Body)) {
            self.document_author = self.by_span.get(&span).copied();
        }
    }

    fn is_registered_body(&self, words: &str) -> bool {
        let found = self.registry.with_name(words);
        found.iter().any(|entry| self.registry.entry(*entry).actor_type == ActorType::Organisation)
    }

    /// Indices of the occurrences that are still open and are names.
    pub(crate) fn open_names(&self) -> Vec<usize> {
        let is_name = |at: &usize| {
            let mention_type = self.occurrences[*at].mention_type;
            self.found[*at] == Found::Open
                && !matches!(mention_type, MentionType::Nominal | MentionType::Pronoun)
        };
        (0..self.occurrences.len()).filter(is_name).collect()
    }

    pub(crate) fn member_of(&self, at: usize) -> Option<usize> {
        match self.found[at] {
            Found::Member(member) => Some(member),
            _ => None,
        }
    }

    /// Settles whose name an occurrence is, and notes the form that the document uses.
    pub(crate) fn settle(&mut self, at: usize, member: usize, form: Form) {
        self.found[at] = Found::Member(member);
        let words = composed(self.occurrences[at].words);
        let words = without_possessive(&words);
        let parsed = PersonName::parse(words).unwrap_or_default();
        let known = self.cast.member(member);
        let plain = if known.is_person() { parsed.plain() } else { without_article(words).to_owned() };
        let observed = match form {
            Form::Whole if known.is_person() && is_spelt_apart(&plain, &known.name) => {
                Some((plain, NameType::Misspelling))
            }
            Form::Whole if name_key(&plain) == name_key(&known.name) => {
                Some((known.name.clone(), NameType::Name))
            }
            Form::Whole => Some((plain, NameType::FullName)),
            Form::Surname => Some(match &parsed.title {
                Some(title) => (format!("{title} {plain}"), NameType::Title),
                None => (plain, NameType::Surname),
            }),
            Form::GivenName => Some(match &parsed.title {
                Some(title) => (format!("{title} {plain}"), NameType::Title),
                None => (plain, NameType::GivenName),
            }),
            Form::Misspelling => Some((plain, NameType::Misspelling)),
            Form::Acronym => Some((without_article(words).to_owned(), NameType::Acronym)),
            Form::Initials => Some((words.to_owned(), NameType::Initials)),
            Form::Handle => Some((words.trim_start_matches('@').to_owned(), NameType::Handle)),
            Form::Passing => None,
        };
        let is_handle = form == Form::Handle;
        let is_in_text = self.occurrences[at].span.is_some();
        let member = self.cast.member_mut(member);
        if member.is_person() {
            member.titles.extend(parsed.title);
        }
        if let Some((name, name_type)) = observed.filter(|(name, _)| is_in_text && !name.is_empty()) {
            if is_handle {
                member.handles.insert(name.clone());
            }
            member.observed.insert((name, name_type));
        }
    }
}

/// The day of the document, without the time of day.
pub(crate) fn date_of(document: &Document) -> Option<&str> {
    let date = document.metadata().date.as_deref()?.trim();
    let day = date.get(..10).unwrap_or(date);
    is_date(day).then_some(day)
}

/// The same name but for small and capital letters, where neither is in capitals throughout: "Ann Lee-woods".
fn is_spelt_apart(written: &str, known: &str) -> bool {
    let plain = |name: &str| name.replace(['’', '‘'], "'").replace(['–', '‐', '‑'], "-").replace('.', "");
    let is_shouted = |name: &str| !name.chars().any(char::is_lowercase);
    name_key(written) == name_key(known)
        && plain(written).to_lowercase() == plain(known).to_lowercase()
        && plain(written) != plain(known)
        && !is_shouted(written)
        && !is_shouted(known)
}

pub(crate) fn without_article(words: &str) -> &str {
    words.strip_prefix("the ").or_else(|| words.strip_prefix("The ")).unwrap_or(words)
}

/// Words of a voice that may be a name: few of them, each with a capital or a sign of an account, particles aside; no pronoun.
fn looks_like_name(words: &str) -> bool {
    const MAX_WORDS: usize = 6;
    let pronoun = name_key(words);
    let opens_phrase = |first: &str| is_in(first, OPENERS_OF_GROUPS) || is_in(first, DETERMINERS);
    if words.split_whitespace().next().is_none_or(opens_phrase) {
        return false;
    }
    if PRONOUNS.iter().any(|list| list.contains(&pronoun.as_str())) {
        return false;
    }
    let mut n_words = 0;
    for word in words.split_whitespace() {
        n_words += 1;
        let first = word.chars().find(|symbol| symbol.is_alphanumeric() || *symbol == '@');
        let is_capital = first.is_some_and(|symbol| symbol.is_uppercase() || symbol == '@');
        let is_caseless = first
            .is_some_and(|symbol| !symbol.is_uppercase() && !symbol.is_lowercase() && symbol.is_alphabetic());
        let is_particle = n_words > 1 && is_in(word, PARTICLES);
        if n_words > MAX_WORDS || !(is_capital || is_caseless || is_particle) {
            return false;
        }
    }
    words.chars().any(char::is_alphabetic)
}
