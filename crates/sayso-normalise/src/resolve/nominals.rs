//! Noun phrases without a name: "our MP", "the League’s chair", "the group", "the party’s account", "a member of the union".

use sayso_model::{ActorType, Classification, MentionType, NameType, PublicRole, Span};

use super::antecedents::{Antecedents, head_of};
use super::holders::{self, Holder};
use super::layout::Layout;
use super::noun_phrase::NounPhrase;
use super::of_two;
use super::phrase::inner_mentions;
use super::roles::{Role, holder};
use super::scene::{Form, Found, Scene};
use crate::name_key::name_key;
use crate::person_name::is_in;
use crate::words::{DETERMINERS, DOCUMENTS, KINDS_OF_BODIES, OUTLETS, PEOPLE, RELATIVES};

/// Settles nominals that are still open: by what the document tells, else by their antecedent.
pub(crate) fn resolve(scene: &mut Scene, roles: &[Role], antecedents: &Antecedents, layout: &Layout) {
    for (at, mention) in scene.extraction.mentions.iter().enumerate() {
        if mention.mention_type != MentionType::Nominal || scene.found[at] != Found::Open {
            continue;
        }
        let known = member(scene, roles, layout, mention.span).or_else(|| antecedents.member(scene, at));
        match known {
            Some(member) => scene.settle(at, member, Form::Passing),
            None => {
                let phrase = NounPhrase::new(scene, mention.span);
                if let Holder::OneOf(ids) = holders::holder(scene, layout, &phrase) {
                    scene.found[at] = Found::Ambiguous(ids);
                }
            }
        }
    }
}

/// The actor whom the words at `span` mean, by what the document tells: whose role it is, which body was named last, whose voice an
/// account or office is.
pub(crate) fn member(scene: &mut Scene, roles: &[Role], layout: &Layout, span: Span) -> Option<usize> {
    if let Some(member) = of_two::member(scene, layout, span) {
        return Some(member);
    }
    let phrase = NounPhrase::new(scene, span);
    if OUTLETS.contains(&phrase.head.as_str()) {
        return phrase.owner.and_then(|owner| body(scene, layout, owner));
    }
    if DOCUMENTS.contains(&phrase.head.as_str()) {
        return author(scene, span);
    }
    if let Some(member) = apposed(scene, span) {
        return Some(member);
    }
    if !phrase.is_definite {
        return None;
    }
    let as_role = || {
        let organisation = match phrase.owner {
            // An owner who is not known leaves the role open.
            Some(owner) => Some(body(scene, layout, owner)?),
            None => phrase.inner_body,
        };
        let before = roles.iter().filter(|role| role.start_byte < span.start_byte());
        holder(before, &phrase.head, organisation, phrase.area, phrase.is_own)
    };
    if let Some(member) = as_role() {
        return Some(member);
    }
    if let Holder::One(entry) = holders::holder(scene, layout, &phrase) {
        return Some(scene.cast.registered(scene.registry, entry));
    }
    phrase.owner.is_none().then(|| body(scene, layout, span)).flatten()
}

/// Who wrote "a letter by Ann Park": the first one named after "by" or "from".
fn author(scene: &Scene, span: Span) -> Option<usize> {
    let words = scene.document.slice(span);
    let by = [" by ", " from "].iter().filter_map(|word| Some(words.find(word)? + word.len())).min()?;
    let rest = Span::between(span.start_byte() + by, span.end_byte());
    let first = *inner_mentions(&scene.extraction.mentions, rest).first()?;
    let lead = Span::between(rest.start_byte(), scene.extraction.mentions[first].span.start_byte());
    let is_next = scene.document.slice(lead).split_whitespace().all(|word| is_in(word, DETERMINERS));
    scene.member_of(first).filter(|_| is_next)
}

/// Of "Ann Park, the acclaimed director", the one named before the comma.
fn apposed(scene: &Scene, span: Span) -> Option<usize> {
    let mentions = &scene.extraction.mentions;
    let n_before = mentions.partition_point(|mention| mention.span.start_byte() < span.start_byte());
    let before = n_before.checked_sub(1).filter(|at| mentions[*at].span.end_byte() <= span.start_byte())?;
    let between = scene.document.slice(Span::between(mentions[before].span.end_byte(), span.start_byte()));
    let is_person = |member: &usize| scene.cast.member(*member).is_person();
    scene.member_of(before).filter(|member| between.trim() == "," && is_person(member))
}

/// Somebody of whom the words tell no name, and who speaks: "a member of the union" or "my sister" is one person of this document, "the film’s
/// website" what it is.
pub(crate) fn unnamed_speaker(scene: &mut Scene, span: Span) -> Option<usize> {
    let phrase = NounPhrase::new(scene, span);
    let is_person = phrase.is_indefinite && PEOPLE.contains(&phrase.head.as_str())
        || phrase.is_own && RELATIVES.contains(&phrase.head.as_str());
    let is_outlet = OUTLETS.contains(&phrase.head.as_str()) && phrase.owner.is_some();
    if !is_person && !is_outlet {
        return None;
    }
    let name = scene.document.slice(span).split_whitespace().collect::<Vec<_>>().join(" ");
    let actor_type = if is_person { ActorType::Person } else { ActorType::Unknown };
    let member = scene.cast.other(actor_type, &name, true);
    let known = scene.cast.member_mut(member);
    known.note_standing(PublicRole::Private);
    known.observed.insert((name, NameType::Name));
    Some(member)
}

/// The body that `span` means: a name in it, or "the group" after the last body that is one.
pub(crate) fn body(scene: &Scene, layout: &Layout, span: Span) -> Option<usize> {
    let inner = inner_mentions(&scene.extraction.mentions, span);
    let mut named = inner.into_iter().filter_map(|at| scene.member_of(at));
    if let Some(member) = named.rfind(|member| !scene.cast.member(*member).is_person()) {
        return Some(member);
    }
    let words = scene.document.slice(span);
    let noun = head_of(words);
    if !KINDS_OF_BODIES.contains(&noun.as_str()) {
        return None;
    }
    let modifiers: Vec<String> = words
        .split_whitespace()
        .map(str::to_lowercase)
        .filter(|word| !is_in(word, DETERMINERS) && name_key(word) != noun)
        .collect();
    match modifiers.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["local"] => last_body(scene, layout, span, &noun, true),
        [] | ["same" | "whole" | "entire" | "own"] => last_body(scene, layout, span, &noun, false),
        _ => None,
    }
}

/// The body named last before `span` whose name or classification fits the noun, in the same segment if there is one.
/// A local one is the body of a place.
fn last_body(scene: &Scene, layout: &Layout, span: Span, noun: &str, is_local: bool) -> Option<usize> {
    let mentions = &scene.extraction.mentions;
    let n_before = mentions.partition_point(|mention| mention.span.start_byte() < span.start_byte());
    let segment = layout.segment(span);
    let fitting = (0..n_before).rev().take(MAX_MENTIONS_BACK).filter_map(|at| {
        let member = scene.member_of(at)?;
        let known = scene.cast.member(member);
        let entry = known.entry.map(|entry| scene.registry.entry(entry));
        let has_noun = name_key(&known.name).split(' ').next_back() == Some(noun);
        let fits = known.actor_type == ActorType::Organisation
            && (!is_local || entry.is_some_and(|entry| entry.area.is_some()))
            && (has_noun || entry.is_some_and(|entry| is_kind(entry.classification, noun, is_local)));
        fits.then(|| (layout.segment(mentions[at].span) == segment, member))
    });
    let fitting: Vec<(bool, usize)> = fitting.collect();
    let here = fitting.iter().find(|(is_here, _)| *is_here);
    here.or(fitting.first()).map(|(_, member)| *member)
}

/// How far back "the group" looks, so that a long line of names costs no more than a short one.
const MAX_MENTIONS_BACK: usize = 50;

/// Whether the noun may stand for a body of this classification. "The party" is no body within a party, unless it is a local one.
fn is_kind(classification: Option<Classification>, noun: &str, is_local: bool) -> bool {
    use Classification::{
        Community, Government, Media, Other, Parliament, Party, PartyBody, PressureGroup, TradeUnion,
    };
    let kinds: &[Classification] = match noun {
        "party" if is_local => &[Party, PartyBody],
        "party" => &[Party],
        "branch" => &[PartyBody, TradeUnion],
        "union" => &[TradeUnion],
        "group" | "movement" | "campaign" | "network" => &[PressureGroup, PartyBody, Community],
        "organisation" | "organization" => &[PressureGroup, PartyBody, Community, TradeUnion, Other],
        "press" => &[Media],
        "government" => &[Government],
        "parliament" | "house" => &[Parliament],
        _ => &[],
    };
    classification.is_some_and(|classification| kinds.contains(&classification))
}

#[cfg(test)]
mod tests {
    use sayso_model::{AffiliationDraft, AffiliationStatus, BodyWords};

    use crate::marked_text::{MarkedText, invented, marked_text};

    /// Makes the nth mention a holder of `role`, in the body of another mention where one is given.
    fn with_role(
        mut text: MarkedText,
        words: &str,
        nth: usize,
        role: &str,
        body: Option<usize>,
    ) -> MarkedText {
        let span = |at: usize| text.extraction.mentions[at].span;
        let organisation =
            body.map_or(BodyWords::ByOffice("Parliament".to_owned()), |body| BodyWords::Named(span(body)));
        text.extraction.affiliations.push(AffiliationDraft {
            member: span(nth),
            organisation,
            role: Some(role.to_owned()),
            area: None,
            status: AffiliationStatus::Current,
            start_date: None,
            end_date: None,
            date: None,
            evidence: text.span_of(words, 0),
            rule_id: "marked",
            confidence: 0.9,
        });
        text
    }

    fn check(text: MarkedText, speaker: &str, expected: &str) {
        let text = text.with_statement("no", speaker, 0);
        assert_eq!(text.speakers(&invented()), [expected], "{}", text.document.text());
    }

    #[test]
    fn roles_tell_who_is_meant() {
        let two =
            "[p:Ann Park] MP met our own MP, [p:Eve Sands]. Their MP said “no”; our MP, too. The MP, my MP.";
        let text = || {
            let text = with_role(marked_text(two), "Ann Park MP", 0, "MP", None);
            with_role(text, "our own MP, Eve Sands", 1, "MP", None)
        };
        check(text(), "our MP", "Eve Sands");
        check(text(), "my MP", "Eve Sands");
        check(text(), "The MP", "?");
        let chair =
            "[p:Ann Park], chair of [o:Tide Watch], met [o:Dock Guild]. [o:Tide Watch]’s chair said “no”.";
        let text = || with_role(marked_text(chair), "Ann Park, chair of Tide Watch", 0, "chair", Some(1));
        check(text(), "Tide Watch’s chair", "Ann Park");
        let other = chair.replace("[o:Tide Watch]’s chair", "The chair of the [o:Dock Guild]");
        let text = with_role(marked_text(&other), "Ann Park, chair of Tide Watch", 0, "chair", Some(1));
        check(text, "The chair of the Dock Guild", "?");
        // Nobody is the mayor before the text says so.
        check(marked_text("The mayor said “no”. [p:Mayor Lind] came."), "The mayor", "?");
        check(
            marked_text("[p:Ann Park], the acclaimed director, said “no”."),
            "the acclaimed director",
            "Ann Park",
        );
        let letter = "A letter written by [p:Ann Park], chair of the [o:Dock Guild], called for “no”.";
        check(marked_text(letter), "A letter written by Ann Park, chair of the Dock Guild", "Ann Park");
        check(marked_text("[p:Mayor Lind] came. The mayor said “no”."), "The mayor", "Lind");
    }

    #[test]
    fn bodies_go_by_their_kind() {
        check(
            marked_text("[o:Tide Watch] and the [o:Dock Union] met. The union said “no”."),
            "The union",
            "Dock Union",
        );
        check(
            marked_text("The [o:Harmony Party] met. The party’s office said “no”."),
            "The party’s office",
            "Harmony Party",
        );
        check(
            marked_text("[o:Northwick LHP] met. The local party’s account said “no”."),
            "The local party’s account",
            "Northwick Local Harmony Party",
        );
        check(
            marked_text("A spokeswoman for [o:Tide Watch] said “no”."),
            "A spokeswoman for Tide Watch",
            "Tide Watch",
        );
        check(marked_text("[o:Tide Watch] met. The senate said “no”."), "The senate", "?");
    }

    #[test]
    fn those_without_a_name_are_of_this_document() {
        check(
            marked_text("A member of [o:Tide Watch] said “no”."),
            "A member of Tide Watch",
            "A member of Tide Watch",
        );
        check(marked_text("The film’s website said “no”."), "The film’s website", "The film’s website");
        check(marked_text("My sister said “no”."), "My sister", "My sister");
        check(marked_text("The film said “no”."), "The film", "?");
    }
}
