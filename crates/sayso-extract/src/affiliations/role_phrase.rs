//! Noun phrases that name a role: "the former Labour MP", "chair of the Harbour Union", "a South Moor resident".

use std::ops::Range;

use sayso_model::PublicRole;

use super::sentence::{Kind, Sentence};
use crate::language::Class;

/// A phrase around the noun of a role. Positions are indices into the sentence's pieces.
#[derive(Clone, Debug)]
pub(super) struct RolePhrase {
    /// First piece: determiner, body or adjective before the noun.
    pub(super) start: usize,
    /// The noun.
    pub(super) head: usize,
    /// After the phrase.
    pub(super) end: usize,
    /// The words that name the role: "deputy general secretary".
    role: Range<usize>,
    /// The bodies in which it is held.
    pub(super) bodies: Vec<usize>,
    /// Whether one of the bodies stands before the noun: "Labour MP".
    pub(super) has_body_before: bool,
    /// The place that goes with it.
    pub(super) area: Option<Range<usize>>,
    pub(super) is_former: bool,
    pub(super) is_plural: bool,
    /// Whether a determiner or possessive opens it.
    pub(super) has_determiner: bool,
    /// The word "its", which points at the body.
    pub(super) its: Option<usize>,
    /// A noun for the body right before the role: "party member".
    pub(super) body_noun: Option<usize>,
}

/// Further back than this no phrase starts.
const MAX_PIECES: usize = 9;

const CLOSED: &[Class] = &[
    Class::Preposition,
    Class::Conjunction,
    Class::Be,
    Class::Have,
    Class::Do,
    Class::Modal,
    Class::Negation,
    Class::Relative,
    Class::Question,
    Class::SubjectPronoun,
    Class::ObjectPronoun,
    Class::Copula,
    Class::Assumption,
];

/// Nouns that make a role phrase.
const HEADS: &[Class] = &[
    Class::Role,
    Class::Elective,
    Class::Membership,
    Class::Leaver,
    Class::PublicOccupation,
    Class::PrivateWord,
];

/// Every role phrase of the sentence, in order.
pub(super) fn role_phrases(sentence: &Sentence) -> Vec<RolePhrase> {
    let mut phrases: Vec<RolePhrase> = Vec::new();
    for head in 0..sentence.len() {
        let floor = phrases.last().map_or(0, |before| before.end);
        if head >= floor && is_head(sentence, head) {
            phrases.push(phrase_at(sentence, head, floor));
        }
    }
    phrases
}

/// Whether the word is the last of a role's name: of "general secretary", "secretary".
fn is_head(sentence: &Sentence, at: usize) -> bool {
    let is_role = |at: usize| sentence.office(at).is_some() || sentence.has_any(at, HEADS);
    let leads_on = sentence.has(at, Class::RoleModifier) && is_role(at + 1)
        || sentence.has(at, Class::Role) && sentence.has(at + 1, Class::Role);
    is_role(at) && !leads_on && !sentence.is_possessive_ending(at + 1) && !sentence.is_hyphen(at + 1)
}

fn phrase_at(sentence: &Sentence, head: usize, floor: usize) -> RolePhrase {
    let mut phrase = RolePhrase {
        start: head,
        head,
        end: head + 1,
        role: head..head + 1,
        bodies: Vec::new(),
        has_body_before: false,
        area: None,
        is_former: sentence.has(head, Class::Leaver),
        is_plural: is_plural(sentence, head),
        has_determiner: false,
        its: None,
        body_noun: None,
    };
    phrase.take_back(sentence, floor);
    phrase.take_ahead(sentence);
    phrase.body_noun = phrase.role.start.checked_sub(1).filter(|noun| {
        let is_noun = sentence.has(*noun, Class::BodyNoun) && !sentence.is_capital(*noun);
        // "a party member" is of the party, "a trade union worker" of no union in particular
        let opens =
            *noun > 0 && sentence.has_any(noun - 1, &[Class::Determiner, Class::Possessive, Class::Former]);
        is_noun && opens && *noun >= phrase.start && phrase.bodies.is_empty()
    });
    phrase
}

fn is_plural(sentence: &Sentence, head: usize) -> bool {
    let word = sentence.word(head);
    match sentence.office(head) {
        Some(_) => word.ends_with('s'),
        None => word.ends_with('s') && !word.ends_with("ss") || word.ends_with("people"),
    }
}

impl RolePhrase {
    /// Takes in what stands before the noun: words of the role's name, adjectives, a place, a body, a determiner.
    fn take_back(&mut self, sentence: &Sentence, floor: usize) {
        let is_part = |at: usize| sentence.has_any(at, &[Class::RoleModifier, Class::Role]);
        while self.start > floor {
            let before = self.start - 1;
            if is_part(before) {
                self.start = before;
            } else if sentence.is_hyphen(before) && before > floor && is_part(before - 1) {
                self.start = before - 1;
            } else {
                break;
            }
        }
        self.role.start = self.start;
        let floor = floor.max(self.head.saturating_sub(MAX_PIECES));
        while self.start > floor {
            let before = self.start - 1;
            if sentence.is_body(before) && !self.has_body_before {
                self.bodies.push(before);
                self.has_body_before = true;
            } else if sentence.is_possessive_ending(before) {
                if before == floor || !sentence.is_body(before - 1) || self.has_body_before {
                    break;
                }
            } else if sentence.has_any(before, &[Class::Determiner, Class::Possessive])
                && sentence.word(before) != "that"
            {
                self.has_determiner = true;
                self.its = Some(before).filter(|at| sentence.word(*at) == "its");
                self.start = before;
                break;
            } else if sentence.has(before, Class::Former) {
                self.is_former = true;
            } else if sentence.is_capital(before) && is_name_like(sentence, before) {
                let end = self.area.as_ref().map_or(before + 1, |area| area.end);
                self.area = Some(before..end);
            } else if !is_adjective(sentence, before) && !sentence.is_hyphen(before) {
                break;
            }
            self.start = before;
        }
        // A name that opens a sentence as its subject is no place: the place has to stand right before the role or its body.
        let next = self.area.as_ref().map(|area| area.end);
        if next.is_some_and(|next| next != self.role.start && !sentence.is_body(next)) {
            self.area = None;
        }
    }

    /// Takes in "of the Union", "for Northwick".
    fn take_ahead(&mut self, sentence: &Sentence) {
        while sentence.has(self.end, Class::RoleJoin) {
            let Some(name) = name_after(sentence, self.end + 1) else { break };
            if sentence.is_body(name) {
                if sentence.is_possessive_ending(name + 1) {
                    break;
                }
                self.bodies.push(name);
                self.end = name + 1;
                self.take_second_body(sentence);
                break;
            }
            let mut end = name;
            while sentence.is_capital(end) && is_name_like(sentence, end) || sentence.is_hyphen(end) {
                end += 1;
            }
            if end == name || self.area.is_some() {
                break;
            }
            self.area = Some(name..end);
            self.end = end + usize::from(matches!(sentence.word(end), "constituency" | "district" | "ward"));
        }
    }

    /// "of the Union and the League".
    fn take_second_body(&mut self, sentence: &Sentence) {
        if !matches!(sentence.word(self.end), "and" | "or") {
            return;
        }
        let next = self.end + 1 + usize::from(sentence.has(self.end + 1, Class::Determiner));
        let is_own_phrase = sentence.has_any(next + 1, HEADS) || sentence.is_possessive_ending(next + 1);
        if sentence.is_body(next) && !is_own_phrase {
            self.bodies.push(next);
            self.end = next + 1;
        }
    }

    /// The role as tables show it: in small letters and in the singular.
    pub(super) fn role_name(&self, sentence: &Sentence) -> String {
        if let Some(office) = sentence.office(self.head) {
            return office.role.clone();
        }
        if sentence.has(self.head, Class::Leaver) {
            return "member".to_owned();
        }
        let words = sentence.words(self.role.clone()).to_lowercase();
        if !self.is_plural {
            return words;
        }
        let singular = words
            .strip_suffix("ies")
            .map(|stem| format!("{stem}y"))
            .or_else(|| words.strip_suffix("people").map(|stem| format!("{stem}person")))
            .or_else(|| words.strip_suffix('s').map(str::to_owned));
        singular.unwrap_or(words)
    }

    /// Whether the noun alone makes somebody part of a body that is named with it.
    pub(super) fn is_belonging(&self, sentence: &Sentence) -> bool {
        sentence.office(self.head).is_some()
            || sentence.has_any(self.head, &[Class::Role, Class::Elective, Class::Membership, Class::Leaver])
    }

    /// How public the phrase makes its holder.
    pub(super) fn public_role(&self, sentence: &Sentence) -> Option<PublicRole> {
        let has = |class| sentence.has(self.head, class);
        let is_in_body = !self.bodies.is_empty();
        if sentence.office(self.head).is_some() || has(Class::Elective) {
            Some(PublicRole::Elected)
        } else if has(Class::Role) && is_in_body {
            Some(PublicRole::Official)
        } else if has(Class::PublicOccupation) || sentence.word(self.head).starts_with("candidate") {
            Some(PublicRole::PublicFigure)
        } else if has(Class::PrivateWord) || is_in_body && is_rank_and_file(sentence.word(self.head)) {
            Some(PublicRole::Private)
        } else {
            None
        }
    }
}

/// Whether the noun is for those who belong to a body and do nothing there that others would know them by.
fn is_rank_and_file(noun: &str) -> bool {
    ["member", "worker", "employee", "volunteer"].iter().any(|known| noun.trim_end_matches('s') == *known)
}

/// Whether the word can be part of a place's name.
fn is_name_like(sentence: &Sentence, at: usize) -> bool {
    !sentence.has_any(at, CLOSED)
        && !sentence.has_any(
            at,
            &[Class::SentenceStarter, Class::Calendar, Class::Title, Class::Adverb, Class::People],
        )
        && sentence.office(at).is_none()
}

/// Whether the piece can stand between determiner and noun: an adjective or noun, or a mark of quotation around one.
fn is_adjective(sentence: &Sentence, at: usize) -> bool {
    let is_quoted = sentence.is_mark(at, "“”‘’\"") && !sentence.is_possessive_ending(at);
    let is_word = sentence.kind(at) == Some(Kind::Word)
        && (!sentence.has_any(at, CLOSED) || sentence.word(at) == "up")
        && !sentence.is_cue(at)
        && sentence.frames(at).next().is_none();
    is_quoted || is_word
}

/// The piece at which a name starts, after a determiner and words that say what it is: "a group known as the Tide Watch".
pub(super) fn name_after(sentence: &Sentence, from: usize) -> Option<usize> {
    let mut at = from;
    while at < from + MAX_PIECES {
        if sentence.is_body(at) {
            return Some(at);
        }
        let is_filler = sentence.has_any(at, &[Class::Determiner, Class::Possessive, Class::Former])
            || sentence.has_any(at, &[Class::BodyNoun, Class::Naming]) && !sentence.is_capital(at)
            || sentence.is_mark(at, "“”‘’\"");
        let is_adjective = !sentence.is_capital(at) && is_adjective(sentence, at) && at > from;
        if !is_filler && !is_adjective {
            break;
        }
        at += 1;
    }
    sentence.is_capital(at).then_some(at)
}
