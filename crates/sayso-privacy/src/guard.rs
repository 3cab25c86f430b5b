//! The one gate to publication: all layers of a document go in, and come out as a publication may show them.

use std::collections::BTreeMap;

use regex::Regex;
use sayso_model::{
    Actor, ActorName, Affiliation, Context, Diagnostic, Document, DocumentId, Extraction, Metadata,
    NameSource, NameType, Redaction, RedactionAction, RedactionKind, Resolution, Sensitivity, Span, Stance,
    TargetType, Vocabulary, unknown_actor_id,
};

use crate::people::{PrivatePeople, any_name};
use crate::wordings::Person;
use crate::{Pseudonyms, Words, mask};

/// The rule of redactions of names.
const PRIVATE_NAME: &str = "private_name";

/// What is done with words that identify people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Identifiers {
    /// They are masked.
    Mask,
    /// They stay, and are only counted.
    Keep,
}

/// All that a publication shows of one document.
#[derive(Debug)]
pub struct Layers<'a> {
    /// The document.
    pub document: &'a mut Document,
    /// Its mentions and statements.
    pub extraction: &'a mut Extraction,
    /// Its actors.
    pub resolution: &'a mut Resolution,
    /// Its stances.
    pub stances: &'a mut [Stance],
    /// What any stage saw and could not use.
    pub diagnostics: &'a mut [Diagnostic],
}

/// What was hidden, and what is sensitive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Protection {
    /// In the order of the text.
    pub redactions: Vec<Redaction>,
    /// For each statement: what makes it sensitive.
    pub sensitivity: Vec<Sensitivity>,
}

/// What a publication hides.
#[derive(Clone, Debug)]
pub struct Guard {
    words: Words,
    identifiers: Identifiers,
}

impl Guard {
    /// A guard for a language.
    pub fn new(words: Words, identifiers: Identifiers) -> Self {
        Self { words, identifiers }
    }

    /// Changes what is done with words that identify people.
    pub fn set_identifiers(&mut self, identifiers: Identifiers) {
        self.identifiers = identifiers;
    }

    /// Masks identifiers in the text of the document and in every other text of its layers, and tells where they stand.
    ///
    /// No span moves: words are masked symbol for symbol. Actors are sorted by their new ids, and every index follows. To be called
    /// before anything that goes by ids, since ids are made from words and must be those of the masked ones.
    pub fn mask(&self, layers: Layers<'_>) -> Vec<Redaction> {
        let Layers { document, extraction, resolution, stances, diagnostics } = layers;
        let found = self.words.identifiers(document.text());
        let action = match self.identifiers {
            Identifiers::Mask => RedactionAction::Masked,
            Identifiers::Keep => RedactionAction::Kept,
        };
        if action == RedactionAction::Masked {
            let secrets: Vec<String> =
                found.iter().map(|found| document.slice(found.span).to_owned()).collect();
            let scrub =
                Scrub { words: Some(&self.words), whole: any_name(secrets.iter(), true), single: Vec::new() };
            let text = mask(document.text(), found.iter().map(|found| found.span));
            *document = republish(document, text, self.text(document.source()), None, &scrub);
            scrub_layers(extraction, resolution, stances, diagnostics, &scrub);
            let mut new_ids = BTreeMap::new();
            for actor in &mut resolution.actors {
                let old_id = actor.actor_id.clone();
                if scrub_actor(actor, &scrub) {
                    // two names may look the same now, but stay two actors
                    let name = format!("{} {}", actor.name, new_ids.len());
                    actor.actor_id = unknown_actor_id(actor.actor_type.as_str(), &name, Some(document.id()));
                    new_ids.insert(old_id, actor.actor_id.clone());
                }
            }
            rename_actors(resolution, stances, &new_ids);
        }
        let redactions = found.into_iter().map(|found| Redaction {
            span: found.span,
            kind: found.kind,
            action,
            rule_id: found.rule_id,
        });
        redactions.collect()
    }

    /// Makes masked layers ready to be published: tells what is sensitive in them, and with `pseudonyms` hides private people, in the
    /// text too.
    pub fn publish(
        &self,
        layers: Layers<'_>,
        mut redactions: Vec<Redaction>,
        pseudonyms: Option<&Pseudonyms>,
    ) -> Protection {
        let Layers { document, extraction, resolution, stances, diagnostics } = layers;
        let identifiers: Vec<Span> = redactions.iter().map(|redaction| redaction.span).collect();
        let statements = extraction.statements.iter();
        let sensitivity = statements
            .map(|statement| self.words.sensitive.of(document, &statement.content, &identifiers))
            .collect();
        for diagnostic in diagnostics.iter_mut() {
            diagnostic.message = self.text(&diagnostic.message);
        }
        if let Some(pseudonyms) = pseudonyms {
            let people = PrivatePeople::of(document, extraction, resolution, pseudonyms);
            let scrub = Scrub {
                words: None,
                whole: any_name(people.whole_names.iter(), true),
                single: any_name(people.single_names.iter(), false),
            };
            let sha256 = pseudonyms.document_hash(document.sha256());
            // names of files tell whose letter they hold
            let source = DocumentId::from_sha256(&sha256).to_string();
            for diagnostic in diagnostics.iter_mut().filter(|_| !document.source().is_empty()) {
                diagnostic.message = diagnostic.message.replace(document.source(), &source);
            }
            let text = mask(document.text(), people.spans.iter().copied());
            *document = republish(document, text, source, Some(sha256), &scrub);
            scrub_layers(extraction, resolution, stances, diagnostics, &scrub);
            let mut new_ids = BTreeMap::new();
            for (at, actor) in resolution.actors.iter_mut().enumerate() {
                let old_id = actor.actor_id.clone();
                if pseudonyms.has(&old_id) {
                    // nobody is told apart who has no name
                    if let Some(context) = resolution.contexts.get_mut(at) {
                        *context = Context::default();
                    }
                    pseudonymise(actor, pseudonyms, &self.words.wordings.person);
                    new_ids.insert(old_id, actor.actor_id.clone());
                } else {
                    scrub_actor(actor, &scrub);
                }
            }
            rename_actors(resolution, stances, &new_ids);
            redactions = with_names(redactions, &people);
        }
        Protection { redactions, sensitivity }
    }

    /// A text that belongs to no document, such as the name of a file, with its identifiers masked.
    pub fn text(&self, text: &str) -> String {
        match self.identifiers {
            Identifiers::Mask => mask(text, self.words.identifiers(text).into_iter().map(|found| found.span)),
            Identifiers::Keep => text.to_owned(),
        }
    }
}

/// Redactions with those of names among them, in the order of the text. A name that is masked as an identifier is told as one.
fn with_names(mut redactions: Vec<Redaction>, people: &PrivatePeople) -> Vec<Redaction> {
    let is_told = |span: &&Span| {
        let at = redactions.partition_point(|other| other.span.end_byte() <= span.start_byte());
        let around = redactions.get(at).filter(|other| other.span.contains(**span));
        around.is_some_and(|other| other.action == RedactionAction::Masked)
    };
    let names = people.spans.iter().filter(|span| !is_told(span)).map(|span| Redaction {
        span: *span,
        kind: RedactionKind::Name,
        action: RedactionAction::Masked,
        rule_id: PRIVATE_NAME,
    });
    let names: Vec<Redaction> = names.collect();
    redactions.extend(names);
    redactions.sort_by_key(|redaction| (redaction.span, redaction.kind));
    redactions
}

/// The document with a masked text, and everything that is told of it scrubbed.
fn republish(
    document: &Document,
    text: String,
    source: String,
    sha256: Option<String>,
    scrub: &Scrub<'_>,
) -> Document {
    let mut metadata = document.metadata().clone();
    let Metadata { title, genre: _, lang: _, author, publisher, url, date: _, date_precision: _, licence } =
        &mut metadata;
    for told in [title, author, publisher, url, licence] {
        scrub.every_option(told);
    }
    document.republished(source, text, metadata, sha256)
}

/// Scrubs the texts of layers that are no slices of the document.
fn scrub_layers(
    extraction: &mut Extraction,
    resolution: &mut Resolution,
    stances: &mut [Stance],
    diagnostics: &mut [Diagnostic],
    scrub: &Scrub<'_>,
) {
    for statement in &mut extraction.statements {
        scrub.every_option(&mut statement.cue_lemma);
    }
    for stance in stances {
        scrub.every_option(&mut stance.abstain_reason);
    }
    for diagnostic in diagnostics {
        scrub.every(&mut diagnostic.message);
    }
    for affiliation in &mut resolution.affiliations {
        let Affiliation { role, area, date_text, .. } = affiliation;
        for text in [role, area, date_text] {
            scrub.whole_option(text);
        }
    }
}

/// Gives actors new ids wherever the old ones stand, and puts actors in the order of their ids.
fn rename_actors(resolution: &mut Resolution, stances: &mut [Stance], new_ids: &BTreeMap<String, String>) {
    if new_ids.is_empty() {
        return;
    }
    for stance in stances.iter_mut().filter(|stance| stance.target_type == TargetType::Actor) {
        if let Some(new_id) = new_ids.get(&stance.target_id) {
            stance.target_id.clone_from(new_id);
        }
    }
    sort_actors(resolution, stances);
}

/// Takes away everything that tells who a private person is.
fn pseudonymise(actor: &mut Actor, pseudonyms: &Pseudonyms, wordings: &Person) {
    let name = pseudonyms.name(wordings, &actor.actor_id);
    *actor = Actor {
        actor_id: pseudonyms.id(&actor.actor_id),
        actor_type: actor.actor_type,
        name: name.clone(),
        sort_name: None,
        given_name: None,
        family_name: None,
        honorific_prefix: None,
        classification: actor.classification,
        wikidata_id: None,
        public_role: actor.public_role,
        is_registered: false,
        names: vec![ActorName {
            name,
            name_type: NameType::Name,
            is_observed: false,
            source: NameSource::Text,
        }],
        identifiers: Vec::new(),
    };
}

/// Scrubs what an actor has from the text; what the registry tells of it is known to all. Tells whether its name has changed.
fn scrub_actor(actor: &mut Actor, scrub: &Scrub<'_>) -> bool {
    for name in actor.names.iter_mut().filter(|name| name.source == NameSource::Text) {
        scrub.whole(&mut name.name);
    }
    actor.names.sort();
    actor.names.dedup();
    if actor.is_registered {
        return false;
    }
    let before = actor.name.clone();
    scrub.whole(&mut actor.name);
    let Actor { sort_name, given_name, family_name, honorific_prefix, .. } = actor;
    for name in [sort_name, given_name, family_name, honorific_prefix] {
        scrub.whole_option(name);
    }
    for identifier in &mut actor.identifiers {
        scrub.whole(&mut identifier.identifier);
    }
    actor.name != before
}

/// Puts actors in the order of their ids, and lets every index follow.
fn sort_actors(resolution: &mut Resolution, stances: &mut [Stance]) {
    let mut order: Vec<usize> = (0..resolution.actors.len()).collect();
    order.sort_by(|one, other| resolution.actors[*one].actor_id.cmp(&resolution.actors[*other].actor_id));
    let mut new_place = vec![0; order.len()];
    for (place, old) in order.iter().enumerate() {
        new_place[*old] = place;
    }
    let mut actors: Vec<Option<Actor>> =
        std::mem::take(&mut resolution.actors).into_iter().map(Some).collect();
    let Resolution {
        actors: sorted,
        mention_actors,
        author_actors,
        addressee_actors,
        speaker_actors,
        statement_addressee_actors,
        document_author,
        affiliations,
        contexts,
        coverage: _,
        diagnostics: _,
    } = resolution;
    if contexts.len() == order.len() {
        *contexts = order.iter().map(|old| contexts[*old].clone()).collect();
    }
    *sorted = order.iter().filter_map(|old| actors[*old].take()).collect();
    let lists = [mention_actors, author_actors, addressee_actors, speaker_actors, statement_addressee_actors];
    let indices = lists.into_iter().flatten().chain([document_author]);
    for index in indices.chain(stances.iter_mut().map(|stance| &mut stance.holder)).filter_map(Option::as_mut)
    {
        *index = new_place[*index];
    }
    for affiliation in affiliations {
        affiliation.member = new_place[affiliation.member];
        affiliation.organisation = new_place[affiliation.organisation];
    }
}

/// Masks words in texts that are no slices of the document.
struct Scrub<'a> {
    /// Where identifiers are masked: what finds them.
    words: Option<&'a Words>,
    /// Identifiers and whole names of the document.
    whole: Vec<Regex>,
    /// Names of private people that others may bear too.
    single: Vec<Regex>,
}

impl Scrub<'_> {
    /// Masks identifiers and whole names.
    fn whole(&self, text: &mut String) {
        if let Some(words) = self.words {
            *text = mask(text, words.identifiers(text).into_iter().map(|found| found.span));
        }
        mask_matches(text, &self.whole);
    }

    fn whole_option(&self, text: &mut Option<String>) {
        if let Some(text) = text {
            self.whole(text);
        }
    }

    /// Masks single names of private people too.
    fn every(&self, text: &mut String) {
        self.whole(text);
        mask_matches(text, &self.single);
    }

    fn every_option(&self, text: &mut Option<String>) {
        if let Some(text) = text {
            self.every(text);
        }
    }
}

fn mask_matches(text: &mut String, patterns: &[Regex]) {
    for pattern in patterns {
        if pattern.is_match(text) {
            let spans = pattern.find_iter(text).map(|found| Span::between(found.start(), found.end()));
            *text = mask(text, spans.collect::<Vec<Span>>());
        }
    }
}

#[cfg(test)]
mod tests;
