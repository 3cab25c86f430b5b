//! Names and other words that point at people and bodies.
//!
//! Each rule finds candidates; [`find`] lets the longest of overlapping ones stand. What a rule finds, later rules see.

mod capitals;

mod titles_of_works;

mod no_names;

mod seats;

mod signatures;

mod known_names;

mod acronyms;

mod person_names;

mod organisation_names;

mod capital_heads;

mod short_names;

mod short_bodies;

mod handles;

mod initials;

mod voices;

mod of_two;

mod speakers;

mod held_roles;

use std::collections::BTreeMap;

use sayso_model::{EntityKind, Mention, MentionType, Method, Span};

pub(crate) use held_roles::{ID as HELD_ROLES, add_held_roles};
pub(crate) use speakers::{add_speakers, mention_type};

use crate::Names;
use crate::reading::Reading;

/// A rule that finds mentions.
pub(crate) struct Rule {
    /// Its file's name.
    pub(crate) id: &'static str,
    /// How sure what it finds is, by reading of its hits.
    pub(crate) confidence: f64,
    /// Whether what it finds gives way to what any other rule finds, however short.
    pub(crate) gives_way: bool,
    pub(crate) find: fn(&Scene) -> Vec<Find>,
}

/// The rules in the order in which they apply: of two that find the same words, the first names them.
pub(crate) const RULES: &[Rule] = &[
    signatures::RULE,
    known_names::RULE,
    acronyms::RULE,
    person_names::RULE,
    organisation_names::RULE,
    capital_heads::RULE,
    short_names::RULE,
    short_bodies::RULE,
    handles::RULE,
    initials::RULE,
    voices::RULE,
    of_two::RULE,
];

/// What a rule sees.
pub(crate) struct Scene<'a> {
    pub(crate) reading: &'a Reading<'a>,
    pub(crate) names: &'a Names,
    /// What earlier rules found, in order of rules and then of text.
    pub(crate) finds: Vec<Find>,
}

/// A candidate.
#[derive(Clone, Debug)]
pub(crate) struct Find {
    pub(crate) span: Span,
    pub(crate) mention_type: MentionType,
    pub(crate) kind: Option<EntityKind>,
    pub(crate) stands_for: Option<Span>,
}

impl Find {
    pub(crate) fn new(span: Span, mention_type: MentionType, kind: Option<EntityKind>) -> Self {
        Self { span, mention_type, kind, stands_for: None }
    }
}

/// Every mention of the document, in text order, none overlapping another.
pub(crate) fn find(reading: &Reading, names: &Names) -> Vec<Mention> {
    let mut scene = Scene { reading, names, finds: Vec::new() };
    let titles = titles_of_works::titles(reading);
    let mut ruled: Vec<(usize, Find)> = Vec::new();
    for (nth, rule) in RULES.iter().enumerate() {
        let mut found = (rule.find)(&scene);
        found
            .retain(|find| !titles_of_works::is_from_title(&titles, find.span, find.mention_type, find.kind));
        ruled.extend(found.iter().map(|find| (nth, find.clone())));
        scene.finds.extend(found);
    }
    ruled.retain(|(_, find)| !find.span.is_empty());
    ruled.sort_by_key(|(rule, find)| {
        (RULES[*rule].gives_way, std::cmp::Reverse(find.span.n_bytes()), find.span.start_byte(), *rule)
    });
    let mut standing: BTreeMap<usize, (usize, Find)> = BTreeMap::new();
    for (rule, find) in ruled {
        let before = standing.range(..=find.span.start_byte()).next_back().map(|(_, (_, known))| known.span);
        let after = standing.range(find.span.start_byte()..).next().map(|(_, (_, known))| known.span);
        if before == Some(find.span) {
            // The same words twice: the first rule names them, the second may know more.
            if let Some((_, known)) = standing.get_mut(&find.span.start_byte()) {
                known.kind = known.kind.or(find.kind);
                known.stands_for = known.stands_for.or(find.stands_for);
            }
        } else if ![before, after].into_iter().flatten().any(|known| known.overlaps(find.span)) {
            standing.insert(find.span.start_byte(), (rule, find));
        }
    }
    standing.into_values().map(|(rule, find)| mention(rule, find)).collect()
}

/// Takes away names that are none: part of a work's title, a place that goes with a role, a thing, a common word.
pub(crate) fn drop_no_names(reading: &Reading, mentions: &mut Vec<Mention>) {
    let titles = titles_of_works::titles(reading);
    mentions.retain(|mention| {
        !titles_of_works::is_from_title(&titles, mention.span, mention.mention_type, mention.kind)
    });
    seats::drop_seats(reading, mentions);
    no_names::drop(reading, mentions);
}

fn mention(rule: usize, find: Find) -> Mention {
    Mention {
        span: find.span,
        mention_type: find.mention_type,
        kind: find.kind,
        method: Method::Rule,
        rule_id: RULES[rule].id.to_owned(),
        confidence: Some(RULES[rule].confidence),
        stands_for: find.stands_for,
    }
}

#[cfg(test)]
pub(crate) mod testing {
    use sayso_model::{ActorType, KnownName, NameType};

    use super::*;
    use crate::Language;
    use crate::testing::body;

    /// A registry of an invented country.
    pub(crate) fn registry() -> Names {
        let known = [
            ("Reform League", NameType::Name, ActorType::Organisation),
            ("League", NameType::Name, ActorType::Organisation),
            ("Progress", NameType::Name, ActorType::Organisation),
            ("Norland Teachers Union", NameType::Name, ActorType::Organisation),
            ("NTU", NameType::Acronym, ActorType::Organisation),
            ("Orla Quill", NameType::Name, ActorType::Person),
            ("Quill", NameType::Surname, ActorType::Person),
            ("Orla", NameType::GivenName, ActorType::Person),
            ("@orlaquill", NameType::Handle, ActorType::Person),
            ("@reformleague", NameType::Handle, ActorType::Organisation),
        ];
        let known: Vec<KnownName> = known
            .into_iter()
            .map(|(name, name_type, actor_type)| KnownName { name: name.to_owned(), name_type, actor_type })
            .collect();
        Names::new(&known)
    }

    /// Checks all mentions of `text`, each as `words/type` or `words/type=spelt-out name`.
    pub(crate) fn check(text: &str, expected: &[&str]) {
        let (document, segments) = body(text);
        let language = Language::english().unwrap();
        let reading = Reading::new(&document, &segments, &language);
        let found: Vec<String> = find(&reading, &registry())
            .iter()
            .map(|mention| {
                let long =
                    mention.stands_for.map_or(String::new(), |span| format!("={}", document.slice(span)));
                format!("{}/{}{long}", document.slice(mention.span), mention.mention_type)
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }
}
