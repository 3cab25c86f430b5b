//! Surnames, given names and initials that stand alone.

use std::collections::BTreeSet;

use sayso_model::{EntityKind, MentionType};

use super::antecedents::has_title;
use super::cast::only;
use super::phrase::member_at;
use super::scene::{Form, Found, Scene};
use crate::person_name::{PersonName, is_in};
use crate::words::{FEMININE_TITLES, MASCULINE_TITLES, TITLES_OF_GIVEN_NAMES, WRITINGS};

/// Settles a part of a name where one person of the document fits. Who is named in full in the document goes before whom the
/// registry knows by the part alone; where nobody fits, the part makes a person of this document.
pub(crate) fn resolve(scene: &mut Scene) {
    for at in scene.open_names() {
        let occurrence = &scene.occurrences[at];
        match (occurrence.mention_type, occurrence.kind) {
            (MentionType::Initials, _) => initials(scene, at),
            (MentionType::Acronym | MentionType::Handle, _) => {}
            (_, Some(EntityKind::Person)) => single(scene, at, true),
            (_, None) => single(scene, at, occurrence.is_voice),
            _ => {}
        }
    }
}

fn initials(scene: &mut Scene, at: usize) {
    let words = scene.occurrences[at].words;
    let people = scene.cast.with_initials(words);
    settle_one(scene, at, &people, Form::Initials);
    if scene.found[at] == Found::Open {
        registered_part(scene, at, words, Form::Initials);
    }
}

fn single(scene: &mut Scene, at: usize, may_be_new: bool) {
    let occurrence = &scene.occurrences[at];
    let (words, signs_comment) = (occurrence.words, occurrence.signs_comment);
    let Some(person) = PersonName::parse(words) else { return };
    if person.is_full() {
        if may_be_new {
            let member = scene.cast.person(person);
            scene.settle(at, member, Form::Whole);
        }
        return;
    }
    let word = person.plain();
    if signs_comment && is_document_author(scene, at, &word) {
        return;
    }
    let takes_given_name = person
        .title
        .as_ref()
        .is_none_or(|title| title.split(' ').any(|word| is_in(word, TITLES_OF_GIVEN_NAMES)));
    let surnames = scene.cast.with_surname(&word);
    let given_names = if takes_given_name { scene.cast.with_given_name(&word) } else { BTreeSet::new() };
    let form = if surnames.is_empty() { Form::GivenName } else { Form::Surname };
    let mut people: BTreeSet<usize> = surnames.union(&given_names).copied().collect();
    people.retain(|member| !is_other_sex(scene, *member, person.title.as_deref()));
    if people.len() > 1
        && let Some(author) = author_of_writing(scene, at, &people)
    {
        people = BTreeSet::from([author]);
    }
    settle_one(scene, at, &people, form);
    if scene.found[at] == Found::Open {
        registered_part(scene, at, &word, Form::Surname);
    }
    if scene.found[at] != Found::Open {
        return;
    }
    if let Some(member) = scene.cast.misspelt_surname(&word) {
        scene.settle(at, member, Form::Misspelling);
    } else if may_be_new && (person.title.is_some() || !scene.registry.is_area(&word)) {
        let form = if person.title.is_some() { Form::Surname } else { Form::Whole };
        let member = scene.cast.single_name(person);
        scene.settle(at, member, form);
    }
}

/// Whether the title here and a title elsewhere in the document exclude one another: "Mr Park" is not Ms Ann Park.
fn is_other_sex(scene: &Scene, member: usize, title: Option<&str>) -> bool {
    let is_of = |titles: &[&str]| title.is_some_and(|title| title.split(' ').any(|word| is_in(word, titles)));
    let member = scene.cast.member(member);
    is_of(MASCULINE_TITLES) && has_title(scene, member, FEMININE_TITLES)
        || is_of(FEMININE_TITLES) && has_title(scene, member, MASCULINE_TITLES)
}

/// Of "Mike’s letter", the one of several people who wrote a letter in this document.
fn author_of_writing(scene: &Scene, at: usize, people: &BTreeSet<usize>) -> Option<usize> {
    let span = scene.occurrences[at].span?;
    let rest = &scene.document.text()[span.end_byte()..];
    let is_possessive =
        scene.occurrences[at].words.ends_with("’s") || scene.occurrences[at].words.ends_with("'s");
    let rest = rest.strip_prefix("’s ").or_else(|| rest.strip_prefix("'s "));
    let rest = rest.or_else(|| is_possessive.then(|| &scene.document.text()[span.end_byte()..]))?;
    let noun = rest.split_whitespace().next()?.trim_end_matches(|symbol: char| !symbol.is_alphanumeric());
    let (_, written) = WRITINGS.iter().find(|(word, _)| *word == noun)?;
    let authors = scene.writings.iter().filter(|(segment_type, _)| segment_type == written);
    let authors: BTreeSet<usize> = authors
        .filter_map(|(_, author)| member_at(scene, *author))
        .filter(|author| people.contains(author))
        .collect();
    only(&authors)
}

/// A comment signed by one name of the document's author is the author's, whoever else has that name; kisses after it count for
/// nothing ("Juliexx").
fn is_document_author(scene: &mut Scene, at: usize, word: &str) -> bool {
    let Some(author) = scene.document_author.and_then(|at| scene.member_of(at)) else { return false };
    let without_kisses = word.trim_end_matches(['x', 'X']);
    for name in [word, without_kisses] {
        let (given, surname) = (scene.cast.with_given_name(name), scene.cast.with_surname(name));
        if given.contains(&author) || surname.contains(&author) {
            let form = if given.contains(&author) { Form::GivenName } else { Form::Surname };
            scene.settle(at, author, if name == word { form } else { Form::Passing });
            return true;
        }
    }
    false
}

fn settle_one(scene: &mut Scene, at: usize, people: &BTreeSet<usize>, form: Form) {
    match only(people) {
        Some(member) => scene.settle(at, member, form),
        None if people.is_empty() => {}
        None => {
            let names = people.iter().map(|member| scene.cast.member(*member).name.clone());
            scene.found[at] = Found::Ambiguous(names.collect());
        }
    }
}

/// Somebody whom the registry knows by this part alone.
fn registered_part(scene: &mut Scene, at: usize, word: &str, form: Form) {
    let entries = scene.registry.with_part_on(word, scene.date);
    match entries[..] {
        [] => {}
        [entry] => {
            let member = scene.cast.registered(scene.registry, entry);
            scene.settle(at, member, form);
        }
        _ => {
            let ids = entries.iter().map(|entry| scene.registry.entry(*entry).id.clone());
            scene.found[at] = Found::Ambiguous(ids.collect());
        }
    }
}
