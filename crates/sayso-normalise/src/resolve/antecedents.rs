//! Whom pronouns and nominals point back at, by the links that the extract stage has found, where they agree.

use std::collections::BTreeMap;

use sayso_model::{ActorType, MentionType, Span};

use super::cast::Member;
use super::pronouns::{Pronoun, pronoun};
use super::scene::Scene;
use crate::person_name::is_in;
use crate::words::{FEMININE_TITLES, KINDS_OF_BODIES, MASCULINE_TITLES};

/// A link that is less sure than this counts for nothing.
const MIN_CONFIDENCE: f64 = 0.5;

/// Links are followed no further than this.
const MAX_LINKS: usize = 50;

/// For each mention that points back, the one at which it points.
#[derive(Debug, Default)]
pub(crate) struct Antecedents(BTreeMap<usize, (usize, f64)>);

impl Antecedents {
    /// The links of the document's extraction that are sure enough and point back.
    pub(crate) fn new(scene: &Scene) -> Self {
        let links = scene.extraction.antecedents.iter();
        let is_sound = |anaphor: usize, antecedent: usize| {
            antecedent < anaphor && anaphor < scene.extraction.mentions.len()
        };
        Self(
            links
                .filter(|link| link.confidence >= MIN_CONFIDENCE && is_sound(link.anaphor, link.antecedent))
                .map(|link| (link.anaphor, (link.antecedent, link.confidence)))
                .collect(),
        )
    }

    /// The actor at whom the mention points, over other mentions that point further back; `None` where the words do not agree with
    /// what is known of that actor.
    pub(crate) fn member(&self, scene: &Scene, mention: usize) -> Option<usize> {
        let mut at = mention;
        for _ in 0..MAX_LINKS {
            (at, _) = *self.0.get(&at)?;
            if let Some(member) = scene.member_of(at) {
                return agrees(scene, mention, member).then_some(member);
            }
        }
        None
    }
}

impl Antecedents {
    /// How sure the mention's own link is.
    pub(crate) fn confidence(&self, mention: usize) -> Option<f64> {
        self.0.get(&mention).map(|(_, confidence)| *confidence)
    }

    /// The words at the end of the mention's links.
    pub(crate) fn first_words(&self, scene: &Scene, mention: usize) -> Option<Span> {
        let mut at = self.0.get(&mention)?.0;
        for _ in 0..MAX_LINKS {
            match self.0.get(&at) {
                Some((before, _)) => at = *before,
                None => break,
            }
        }
        scene.occurrences[at].span
    }
}

/// Whether a pronoun or nominal may mean this actor: one person or several, a person or a body, and no title of the other sex. The
/// sex of a person is not kept.
fn agrees(scene: &Scene, mention: usize, member: usize) -> bool {
    let occurrence = &scene.occurrences[mention];
    let member = scene.cast.member(member);
    if occurrence.mention_type == MentionType::Pronoun {
        return match pronoun(occurrence.words) {
            Some(Pronoun::Masculine) => is_person(member) && !has_title(scene, member, FEMININE_TITLES),
            Some(Pronoun::Feminine) => is_person(member) && !has_title(scene, member, MASCULINE_TITLES),
            Some(Pronoun::Neuter) => {
                matches!(member.actor_type, ActorType::Organisation | ActorType::Unknown)
            }
            Some(Pronoun::Plural) => member.actor_type != ActorType::Person,
            Some(Pronoun::First | Pronoun::Second) => false,
            None => true,
        };
    }
    let head = head_of(occurrence.words);
    let is_kind_of_body = KINDS_OF_BODIES.contains(&head.as_str());
    let is_group = is_in(&head, &["people", "mps", "members", "voters", "residents", "constituents"]);
    match member.actor_type {
        ActorType::Person => !is_kind_of_body && !is_group,
        ActorType::Organisation => {
            !is_in(&head, &["man", "woman", "mp", "politician", "author", "constituent"])
        }
        ActorType::Group | ActorType::Unknown => true,
    }
}

fn is_person(member: &Member) -> bool {
    matches!(member.actor_type, ActorType::Person | ActorType::Unknown)
}

/// Whether the document or the registry gives the person a title of this list.
pub(crate) fn has_title(scene: &Scene, member: &Member, titles: &[&str]) -> bool {
    let prefix = member.entry.and_then(|entry| scene.registry.entry(entry).honorific_prefix.as_ref());
    let mut words = member.titles.iter().chain(prefix).flat_map(|title| title.split(' '));
    words.any(|word| is_in(word, titles))
}

/// Words that end the noun of a phrase.
const AFTER_HEADS: [&str; 19] = [
    "of", "for", "from", "in", "at", "with", "to", "who", "whose", "that", "which", "on", "by", "written",
    "signed", "called", "known", "such", "and",
];

/// The noun that a phrase is about, in lower case: the last word before "of" and the like.
pub(crate) fn head_of(words: &str) -> String {
    let before = words.split_whitespace().take_while(|word| !is_in(word, &AFTER_HEADS));
    let head = before.last().unwrap_or_default();
    head.trim_matches(|symbol: char| !symbol.is_alphanumeric()).to_lowercase()
}

#[cfg(test)]
mod tests {
    use sayso_model::Antecedent;

    use super::head_of;
    use crate::marked_text::{invented, marked_text};

    /// Links the last mention of `marked` to the nth one.
    fn check(marked: &str, nth: usize, expected: &str) {
        let mut text = marked_text(marked);
        let anaphor = text.extraction.mentions.len() - 1;
        text.extraction.antecedents = vec![Antecedent { anaphor, antecedent: nth, confidence: 0.9 }];
        let actors = text.actors_of_mentions(&invented());
        assert_eq!(actors.last().map(String::as_str), Some(expected), "{marked}");
    }

    #[test]
    fn links_hold_where_the_words_agree() {
        check("[p:Ann Park] met [p:Bob Lee]. [r:She] won.", 0, "Ann Park");
        check("[p:Ms Park] met [p:Bob Lee]. [r:He] won.", 0, "?");
        check("[p:Ann Park] met [p:Bob Lee]. [r:They] won.", 0, "?");
        check("[o:Tide Watch] met [p:Bob Lee]. [r:It] won.", 0, "Tide Watch");
        check("[o:Tide Watch] met [p:Bob Lee]. [r:It] won.", 1, "?");
        check("[o:Tide Watch] met. [r:They] won.", 0, "Tide Watch");
        check("[p:Bob Lee] met them. [n:the winner] won.", 0, "Bob Lee");
        check("[p:Bob Lee] met them. [n:the council] won.", 0, "?");
    }

    #[test]
    fn links_lead_over_other_links() {
        let mut text = marked_text("[p:Ann Park] came. [r:She] sat. [r:She] left.");
        text.extraction.antecedents = vec![
            Antecedent { anaphor: 1, antecedent: 0, confidence: 0.9 },
            Antecedent { anaphor: 2, antecedent: 1, confidence: 0.6 },
        ];
        assert_eq!(text.actors_of_mentions(&invented()), ["Ann Park"; 3]);
        text.extraction.antecedents[0].confidence = 0.3;
        assert_eq!(text.actors_of_mentions(&invented()), ["Ann Park", "?", "?"]);
    }

    #[test]
    fn the_head_stands_before_of() {
        for (words, head) in
            [("our own MP", "mp"), ("the chair of the group", "chair"), ("a man who left", "man"), ("", "")]
        {
            assert_eq!(head_of(words), head);
        }
    }
}
