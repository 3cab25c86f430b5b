//! Who speaks in each statement, and to whom.

use std::collections::BTreeMap;

use sayso_model::{
    ActorType, Diagnostic, EntityKind, MentionType, Mode, NameType, Severity, Span, Speaker, Stage, Statement,
};

use super::antecedents::{Antecedents, has_title, head_of};
use super::heard::Heard;
use super::layout::Layout;
use super::nominals;
use super::phrase::member_at;
use super::pronouns::{Pronoun, pronoun};
use super::roles::Role;
use super::scene::{Form, Found, Scene};
use super::voices::Voices;
use crate::person_name::is_in;
use crate::words::{
    COLLECTIVES, FEMININE_TITLES, KINDS_OF_BODIES, MASCULINE_TITLES, OPENERS_OF_GROUPS, OUTLETS,
    PLURAL_THINGS, PLURALS,
};

/// For each statement: who says it, and to whom.
#[derive(Debug, Default)]
pub(crate) struct Speakers {
    pub(crate) speakers: Vec<Option<usize>>,
    pub(crate) addressees: Vec<Option<usize>>,
}

/// What tells whom words without a name mean.
pub(crate) struct Pointers<'a> {
    pub(crate) antecedents: &'a Antecedents,
    pub(crate) roles: &'a [Role],
}

/// Resolves speakers in text order, so that "she" can be the speaker of the statement before, and "I" the one of the statement
/// around. One that stays unresolved is a diagnostic.
pub(crate) fn resolve(scene: &mut Scene, voices: &Voices, pointers: &Pointers, layout: &Layout) -> Speakers {
    let mut found = Speakers::default();
    let mut heard = Heard::default();
    // The statement before, by the line and segment of its speaker's words.
    let mut last: Option<(usize, Option<usize>, usize)> = None;
    for statement in &scene.extraction.statements {
        let speaker = match statement.speaker {
            Speaker::SegmentAuthor(segment) => voices.authors.get(segment).copied().flatten(),
            Speaker::Unknown => None,
            Speaker::Named(span) => own_or_other(scene, span, statement, voices, layout, &found)
                .unwrap_or_else(|| third(scene, span, statement, pointers, layout, last, &heard)),
        };
        if let Speaker::Named(span) = statement.speaker {
            match speaker {
                None => report(scene, span),
                Some(member) => {
                    heard.note(scene, span, member);
                    if scene.cast.member(member).is_person() {
                        last = Some((layout.line(span.start_byte()), layout.segment(span), member));
                    }
                }
            }
        }
        let addressee = statement.addressee.and_then(|span| match pronoun(scene.document.slice(span)) {
            Some(Pronoun::First | Pronoun::Second) => {
                own_or_other(scene, span, statement, voices, layout, &found).flatten()
            }
            Some(_) => by_link(scene, span, pointers, 0.0),
            None => member_at(scene, span).or_else(|| nominals::member(scene, pointers.roles, layout, span)),
        });
        found.speakers.push(speaker);
        found.addressees.push(addressee);
    }
    found
}

/// Who "I" or "you" at `span` is; `None` where the words are neither.
fn own_or_other(
    scene: &Scene,
    span: Span,
    statement: &Statement,
    voices: &Voices,
    layout: &Layout,
    found: &Speakers,
) -> Option<Option<usize>> {
    match pronoun(scene.document.slice(span))? {
        Pronoun::First => Some(own_voice(scene, statement, span, voices, layout, found)),
        Pronoun::Second => {
            let segment = layout.voice_segment(span);
            Some(segment.and_then(|segment| voices.addressees.get(segment).copied().flatten()))
        }
        _ => None,
    }
}

/// Who a name, a noun phrase or a pronoun of the third person at `span` is.
fn third(
    scene: &mut Scene,
    span: Span,
    statement: &Statement,
    pointers: &Pointers,
    layout: &Layout,
    last: Option<(usize, Option<usize>, usize)>,
    heard: &Heard,
) -> Option<usize> {
    if let Some(pronoun) = pronoun(scene.document.slice(span)) {
        let titles = match pronoun {
            Pronoun::Masculine => Some((MASCULINE_TITLES, FEMININE_TITLES)),
            Pronoun::Feminine => Some((FEMININE_TITLES, MASCULINE_TITLES)),
            _ => None,
        };
        let sure = by_link(scene, span, pointers, SURE_LINK);
        let linked = || by_link(scene, span, pointers, 0.0);
        let before = || titles.and_then(|(_, other)| speaker_before(scene, span, other, layout, last));
        let near = || titles.and_then(|(own, other)| antecedent(scene, span, own, other, layout));
        // "She" at the start of a sentence, or beside another quotation, goes on with the one who spoke; within a sentence ("after
        // he had claimed") it is who was named last, unless a link is sure.
        let goes_on =
            statement.mode == Mode::Direct || scene.document.slice(span).starts_with(char::is_uppercase);
        let named = match goes_on {
            true => sure.or_else(before).or_else(linked).or_else(near),
            false => sure.or_else(near).or_else(linked).or_else(before),
        };
        return named.or_else(|| unnamed(scene, span, pointers, layout, heard));
    }
    let known = noun_phrase(scene, span, pointers, layout).or_else(|| by_link(scene, span, pointers, 0.0));
    let member = match (known, words_before(scene, span, pointers)) {
        (Some(member), _) => member,
        (None, Some(words)) => {
            noun_phrase(scene, words, pointers, layout).or_else(|| nominals::unnamed_speaker(scene, words))?
        }
        (None, None) => {
            heard.called(scene.document.slice(span)).or_else(|| nominals::unnamed_speaker(scene, span))?
        }
    };
    if let Some(&at) = scene.by_span.get(&span)
        && scene.occurrences[at].mention_type == MentionType::Nominal
        && scene.found[at] == Found::Open
    {
        scene.settle(at, member, Form::Passing);
    }
    Some(member)
}

/// Whom a pronoun means that points at somebody without a name: the speaker whom an earlier statement so calls, else what the words
/// tell of themselves.
fn unnamed(
    scene: &mut Scene,
    span: Span,
    pointers: &Pointers,
    layout: &Layout,
    heard: &Heard,
) -> Option<usize> {
    let words = pointers.antecedents.first_words(scene, *scene.by_span.get(&span)?)?;
    heard
        .around(words)
        .or_else(|| noun_phrase(scene, words, pointers, layout))
        .or_else(|| nominals::unnamed_speaker(scene, words))
}

/// A link that is as sure as this goes before the speaker of the statement before.
const SURE_LINK: f64 = 0.85;

/// The actor whom a phrase with a noun or name means: several people, the one named in it, or who holds the role it tells.
fn noun_phrase(scene: &mut Scene, span: Span, pointers: &Pointers, layout: &Layout) -> Option<usize> {
    group(scene, span)
        .or_else(|| member_at(scene, span))
        .or_else(|| nominals::member(scene, pointers.roles, layout, span))
}

/// The words for which "who" stands: of "a member of the union who", the first ones.
fn words_before(scene: &Scene, span: Span, pointers: &Pointers) -> Option<Span> {
    let at = *scene.by_span.get(&span)?;
    let is_relative = is_in(scene.document.slice(span), &["who", "which"]);
    pointers.antecedents.first_words(scene, at).filter(|_| is_relative)
}

/// The actor at whom the mention of these words points back, if the link is as sure as `least`.
fn by_link(scene: &Scene, span: Span, pointers: &Pointers, least: f64) -> Option<usize> {
    let at = *scene.by_span.get(&span)?;
    pointers.antecedents.confidence(at).filter(|confidence| *confidence >= least)?;
    pointers.antecedents.member(scene, at)
}

/// The one who says "I" at `span`: the speaker of the statement around, else the author of the segment.
fn own_voice(
    scene: &Scene,
    statement: &Statement,
    span: Span,
    voices: &Voices,
    layout: &Layout,
    found: &Speakers,
) -> Option<usize> {
    let mut around = statement.inside;
    while let Some((at, outer)) = around.and_then(|at| Some((at, scene.extraction.statements.get(at)?))) {
        if is_own_words(outer) && at < found.speakers.len() {
            return found.speakers[at];
        }
        // Outer statements come first, so that the walk ends.
        around = outer.inside.filter(|further| *further < at);
    }
    let segment = layout.voice_segment(span).unwrap_or(statement.segment);
    voices.authors.get(segment).copied().flatten()
}

/// Whether a statement gives the speaker's own words, in which "I" is the speaker. In indirect speech it is the reporter.
pub(crate) fn is_own_words(statement: &Statement) -> bool {
    matches!(statement.mode, Mode::Direct | Mode::Block)
}

/// The speaker of the statement before, in the same paragraph and segment, without a title of the other sex.
fn speaker_before(
    scene: &Scene,
    span: Span,
    other_titles: &[&str],
    layout: &Layout,
    last: Option<(usize, Option<usize>, usize)>,
) -> Option<usize> {
    let here = (layout.line(span.start_byte()), layout.segment(span));
    let (_, _, member) = last.filter(|(line, segment, _)| (*line, *segment) == here)?;
    is_person_without(scene, member, other_titles).then_some(member)
}

/// The one whom "he" or "she" at `span` means: the person named last in the same paragraph and segment, without a title of the other
/// sex; else the one named last in the segment to whom the document gives a title of this sex.
fn antecedent(
    scene: &Scene,
    span: Span,
    own_titles: &[&str],
    other_titles: &[&str],
    layout: &Layout,
) -> Option<usize> {
    let (line, segment) = (layout.line(span.start_byte()), layout.segment(span));
    let mentions = &scene.extraction.mentions;
    let n_before = mentions.partition_point(|mention| mention.span.start_byte() < span.start_byte());
    let named: Vec<(usize, usize)> = (0..n_before)
        .rev()
        .take(MAX_MENTIONS_BACK)
        .filter(|at| !matches!(mentions[*at].mention_type, MentionType::Pronoun | MentionType::Nominal))
        .filter(|at| layout.segment(mentions[*at].span) == segment)
        .filter_map(|at| Some((layout.line(mentions[at].span.start_byte()), scene.member_of(at)?)))
        .filter(|(_, member)| is_person_without(scene, *member, other_titles))
        .collect();
    let in_paragraph = named.iter().find(|(at_line, _)| *at_line == line);
    let has_own = |member: usize| has_title(scene, scene.cast.member(member), own_titles);
    let found = in_paragraph.or_else(|| named.iter().find(|(_, member)| has_own(*member)));
    found.map(|(_, member)| *member)
}

fn is_person_without(scene: &Scene, member: usize, other_titles: &[&str]) -> bool {
    let member = scene.cast.member(member);
    member.is_person() && !has_title(scene, member, other_titles)
}

/// How far back a pronoun looks, so that a long line of names costs no more than a short one.
const MAX_MENTIONS_BACK: usize = 50;

/// People without a name of their own: an actor of this document, named by the words as they stand.
fn group(scene: &mut Scene, span: Span) -> Option<usize> {
    let words = scene.document.slice(span);
    let occurrence = scene.by_span.get(&span).copied();
    if occurrence.is_some_and(|at| scene.member_of(at).is_some()) {
        return None;
    }
    let kind = occurrence.and_then(|at| scene.occurrences[at].kind);
    if kind != Some(EntityKind::Group) && !is_group_phrase(words) {
        return None;
    }
    let name = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let member = scene.cast.other(ActorType::Group, &name, true);
    scene.cast.member_mut(member).observed.insert((name, NameType::Name));
    if let Some(at) = occurrence {
        scene.settle(at, member, Form::Passing);
    }
    Some(member)
}

/// Whether a phrase is for several people: "many constituents", "37 MPs", "a group of residents", "the council’s critics".
fn is_group_phrase(words: &str) -> bool {
    let all: Vec<&str> = words.split_whitespace().collect();
    let Some((first, rest)) = all.split_first() else { return false };
    let opens_group = is_in(first, OPENERS_OF_GROUPS) || first.chars().all(|symbol| symbol.is_ascii_digit());
    if opens_group && !rest.is_empty() {
        return true;
    }
    // "a group of MPs", "a small number of residents".
    let noun = rest.iter().take(2).position(|word| is_in(word, COLLECTIVES));
    if is_in(first, &["a", "an"]) && noun.is_some_and(|nth| rest.get(nth + 1) == Some(&"of")) {
        return true;
    }
    let head = head_of(words);
    let is_listed = is_in(&head, PLURALS);
    let is_plural =
        is_listed || head.len() > 3 && head.ends_with('s') && !head.ends_with("ss") && !head.ends_with("'s");
    let is_small = is_listed || words.contains(head.as_str());
    let is_other = [PLURAL_THINGS, OUTLETS, KINDS_OF_BODIES].iter().any(|list| list.contains(&head.as_str()));
    is_plural && is_small && !is_other
}

fn report(scene: &mut Scene, span: Span) {
    let message = format!("speaker {:?} is not resolved", scene.document.slice(span));
    scene
        .diagnostics
        .push(Diagnostic::new(Severity::Info, Stage::Normalise, "unresolved_speaker", message).at(span));
}

/// The statements by position, to find those that hold a span.
pub(crate) struct Contents {
    parts: BTreeMap<Span, usize>,
}

impl Contents {
    pub(crate) fn new(statements: &[Statement]) -> Self {
        let parts = statements
            .iter()
            .enumerate()
            .flat_map(|(at, statement)| statement.content.iter().map(move |part| (*part, at)));
        Self { parts: parts.collect() }
    }

    /// The innermost statement whose content holds `span` as the speaker's own words.
    pub(crate) fn innermost(&self, statements: &[Statement], span: Span) -> Option<usize> {
        self.innermost_where(statements, span, is_own_words)
    }

    /// The innermost statement of those wanted whose content holds `span`.
    pub(crate) fn innermost_where(
        &self,
        statements: &[Statement],
        span: Span,
        is_wanted: impl Fn(&Statement) -> bool,
    ) -> Option<usize> {
        let from_here = Span::of_length(span.start_byte(), 0);
        let (_, &nearest) = self.parts.range(..=from_here).next_back()?;
        let mut at = nearest;
        loop {
            let statement = statements.get(at)?;
            if is_wanted(statement) && statement.content.iter().any(|part| part.contains(span)) {
                return Some(at);
            }
            at = statement.inside.filter(|outer| *outer < at)?;
        }
    }
}
