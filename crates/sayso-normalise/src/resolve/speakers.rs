//! Who speaks in each statement, and to whom.

use std::collections::BTreeMap;

use sayso_model::{
    ActorType, Diagnostic, EntityKind, MentionType, Mode, NameType, Severity, Span, Speaker, Stage, Statement,
};

use super::antecedents::{Antecedents, has_title};
use super::layout::Layout;
use super::nominals;
use super::phrase::member_at;
use super::pronouns::{Pronoun, pronoun};
use super::roles::Role;
use super::scene::{Form, Found, Scene};
use super::voices::Voices;
use crate::person_name::is_in;
use crate::words::{COLLECTIVES, FEMININE_TITLES, MASCULINE_TITLES, OPENERS_OF_GROUPS};

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
pub(crate) fn resolve(
    scene: &mut Scene,
    voices: &Voices,
    pointers: &Pointers,
    layout: &Layout,
) -> Speakers {
    let mut found = Speakers::default();
    // The statement before, by the line and segment of its speaker's words.
    let mut last: Option<(usize, Option<usize>, usize)> = None;
    for statement in &scene.extraction.statements {
        let speaker = match statement.speaker {
            Speaker::SegmentAuthor(segment) => voices.authors.get(segment).copied().flatten(),
            Speaker::Unknown => None,
            Speaker::Named(span) => {
                own_or_other(scene, span, statement, voices, layout, &found)
                    .unwrap_or_else(|| third(scene, span, pointers, layout, last))
            }
        };
        if let Speaker::Named(span) = statement.speaker {
            match speaker {
                None => report(scene, span),
                Some(member) if scene.cast.member(member).is_person() => {
                    last = Some((layout.line(span.start_byte()), layout.segment(span), member));
                }
                Some(_) => {}
            }
        }
        let addressee = statement.addressee.and_then(|span| match pronoun(scene.document.slice(span)) {
            Some(Pronoun::First | Pronoun::Second) => {
                own_or_other(scene, span, statement, voices, layout, &found).flatten()
            }
            Some(_) => by_link(scene, span, pointers),
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
    pointers: &Pointers,
    layout: &Layout,
    last: Option<(usize, Option<usize>, usize)>,
) -> Option<usize> {
    if let Some(pronoun) = pronoun(scene.document.slice(span)) {
        return by_link(scene, span, pointers).or_else(|| match pronoun {
            Pronoun::Masculine => antecedent(scene, span, FEMININE_TITLES, layout, last),
            Pronoun::Feminine => antecedent(scene, span, MASCULINE_TITLES, layout, last),
            _ => None,
        });
    }
    let known = group(scene, span)
        .or_else(|| member_at(scene, span))
        .or_else(|| nominals::member(scene, pointers.roles, layout, span))
        .or_else(|| by_link(scene, span, pointers));
    let member = known.or_else(|| nominals::unnamed_speaker(scene, span))?;
    if let Some(&at) = scene.by_span.get(&span)
        && scene.occurrences[at].mention_type == MentionType::Nominal
        && scene.found[at] == Found::Open
    {
        scene.settle(at, member, Form::Passing);
    }
    Some(member)
}

/// The actor at whom the mention of these words points back.
fn by_link(scene: &Scene, span: Span, pointers: &Pointers) -> Option<usize> {
    pointers.antecedents.member(scene, *scene.by_span.get(&span)?)
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

/// The one whom "he" or "she" at `span` means: the speaker of the statement before, else the person named last, both in the same
/// paragraph and segment, and without a title of the other sex.
fn antecedent(
    scene: &Scene,
    span: Span,
    other_titles: &[&str],
    layout: &Layout,
    last: Option<(usize, Option<usize>, usize)>,
) -> Option<usize> {
    let (line, segment) = (layout.line(span.start_byte()), layout.segment(span));
    let agrees = |member: &usize| {
        let member = scene.cast.member(*member);
        member.is_person() && !has_title(scene, member, other_titles)
    };
    let speaker =
        last.filter(|(at, within, _)| (*at, *within) == (line, segment)).map(|(_, _, member)| member);
    if let Some(member) = speaker.filter(agrees) {
        return Some(member);
    }
    let mentions = &scene.extraction.mentions;
    let n_before = mentions.partition_point(|mention| mention.span.start_byte() < span.start_byte());
    let nearest = mentions[..n_before]
        .iter()
        .enumerate()
        .rev()
        .take_while(|(_, mention)| layout.line(mention.span.start_byte()) == line)
        .take(MAX_MENTIONS_BACK);
    for (at, mention) in nearest {
        let is_name = !matches!(mention.mention_type, MentionType::Pronoun | MentionType::Nominal);
        let member = scene.member_of(at).filter(agrees);
        if is_name && member.is_some() && layout.segment(mention.span) == segment {
            return member;
        }
    }
    None
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
    let mut opening = words.split_whitespace();
    let first = opening.next()?;
    let opens_group = is_in(first, OPENERS_OF_GROUPS) || first.chars().all(|symbol| symbol.is_ascii_digit());
    let second = opening.next();
    // "a group of MPs", "a small number of residents".
    let is_collective = || {
        let noun = second.into_iter().chain(opening.clone()).take(2).position(|word| is_in(word, COLLECTIVES));
        let after = noun.and_then(|nth| words.split_whitespace().nth(nth + 2));
        matches!(first, "a" | "A" | "an" | "An") && after == Some("of")
    };
    let is_phrase = opens_group && second.is_some() || is_collective();
    if kind != Some(EntityKind::Group) && !is_phrase {
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
