//! Known names, ready to be found in texts.

use std::collections::HashMap;

use sayso_model::{ActorType, EntityKind, KnownName, KnownRole, MentionType, NameType, Span};

use crate::reading::{Shape, Token, TokenKind, fold_word, scan, shape};

/// A name found at some token.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Match {
    /// Tokens it takes.
    pub(crate) n_tokens: usize,
    pub(crate) mention_type: MentionType,
    pub(crate) kind: Option<EntityKind>,
    /// Whether it is a surname alone.
    pub(crate) is_short: bool,
}

/// How the registry writes one word of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Entry {
    name_type: NameType,
    actor_type: ActorType,
    n_words: usize,
    /// Bit n: the nth word starts with a capital.
    capitals: u64,
}

/// The names that a registry knows: a tree of their words, so that finding costs one look-up for each word of a text, however
/// many names there are.
///
/// Words are compared without regard to case and to the kind of apostrophe; then the case must make sense: an acronym or a single
/// word is written as in the registry, a longer name starts with a capital where the registry has one, and only full names of
/// people and names of three words and more are found in small letters, as comments write them. Given names alone are not found here: that takes
/// a person named in full (see the mention rule `short_names`); nor are initials.
#[derive(Clone, Debug, Default)]
pub struct Names {
    words: HashMap<String, u32>,
    /// From a node, by a word, to the next node. The first node is 0; one map for all is made in half the time of one for each.
    next: HashMap<(usize, u32), usize>,
    /// By node: the names that end there.
    entries: Vec<Vec<Entry>>,
    /// Accounts, folded, without `@`.
    handles: HashMap<String, ActorType>,
    /// Acronyms as written.
    acronyms: std::collections::HashSet<String>,
    /// Roles that one person at a time holds, by their first words: all words, and whether the role stands alone.
    roles: HashMap<String, Vec<(Vec<String>, bool)>>,
}

impl Names {
    /// A tree of `known` names. Order and repeats do not matter.
    pub fn new(known: &[KnownName]) -> Self {
        let mut names = Self { entries: vec![Vec::new()], ..Self::default() };
        for name in known {
            match name.name_type {
                NameType::Handle => {
                    names.handles.insert(fold_word(name.name.trim_start_matches('@')), name.actor_type);
                }
                NameType::GivenName | NameType::Initials => {}
                _ => names.add(name),
            }
        }
        for entries in names.entries.iter_mut().filter(|entries| entries.len() > 1) {
            entries.sort_by_key(|entry| (entry.name_type, entry.actor_type, entry.capitals));
            entries.dedup();
        }
        names
    }

    /// With roles by which somebody may be meant who is not named: "the leader of the League".
    #[must_use]
    pub fn with_roles(mut self, known: &[KnownRole]) -> Self {
        for role in known {
            let words: Vec<String> = role.role.split_whitespace().map(fold_word).collect();
            if let Some(first) = words.first() {
                self.roles.entry(first.clone()).or_default().push((words, role.stands_alone));
            }
        }
        for roles in self.roles.values_mut() {
            roles.sort_by(|(one, _), (other, _)| (other.len(), one).cmp(&(one.len(), other)));
            roles.dedup();
        }
        self
    }

    /// The longest role that starts with the word `first`, where `word` gives the nth word after it: how many words it has, and
    /// whether it stands alone.
    pub(crate) fn role<'t>(
        &self,
        first: &str,
        word: impl Fn(usize) -> Option<&'t str>,
    ) -> Option<(usize, bool)> {
        let roles = self.roles.get(&fold_word(first))?;
        let is_here = |words: &[String]| {
            (1..words.len()).all(|nth| word(nth).is_some_and(|here| fold_word(here) == words[nth]))
        };
        let (words, stands_alone) = roles.iter().find(|(words, _)| is_here(words))?;
        Some((words.len(), *stands_alone))
    }

    fn add(&mut self, name: &KnownName) {
        let mut at = 0;
        let mut n_words = 0;
        let mut capitals = 0u64;
        scan(&name.name, 0, |_, kind, words, _| {
            let Some(folded) = fold_part(kind, words) else { return };
            if n_words < 64 && shape(words) != Shape::Small {
                capitals |= 1 << n_words;
            }
            let next_word = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
            let word = *self.words.entry(folded).or_insert(next_word);
            let fresh = self.entries.len();
            let node = *self.next.entry((at, word)).or_insert(fresh);
            if node == fresh {
                self.entries.push(Vec::new());
            }
            (at, n_words) = (node, n_words + 1);
        });
        if n_words == 0 {
            return;
        }
        if name.name_type == NameType::Acronym {
            self.acronyms.insert(name.name.clone());
        }
        self.entries[at].push(Entry {
            name_type: name.name_type,
            actor_type: name.actor_type,
            n_words,
            capitals,
        });
    }

    /// The kind of actor whose account this is, given with or without `@`.
    pub(crate) fn handle(&self, account: &str) -> Option<ActorType> {
        self.handles.get(&fold_word(account.trim_start_matches('@'))).copied()
    }

    /// Whether the registry has this acronym.
    pub(crate) fn is_acronym(&self, words: &str) -> bool {
        self.acronyms.contains(words)
    }

    /// The longest name that starts at the first of `tokens`, whose words `slice` gives.
    pub(crate) fn longest<'t>(&self, tokens: &[Token], slice: impl Fn(Span) -> &'t str) -> Option<Match> {
        let mut node = 0;
        let mut best = None;
        let mut surface = Surface::default();
        for (nth, token) in tokens.iter().enumerate() {
            let words = slice(token.span);
            let Some(folded) = fold_part(token.kind, words) else {
                if nth == 0 {
                    break;
                }
                continue;
            };
            let Some(next) = self.follow(node, &folded) else { break };
            node = next;
            surface.add(token.shape);
            let is_known_acronym = nth == 0 && self.acronyms.contains(words);
            if let Some(entry) =
                self.entries[node].iter().find(|entry| fits(entry, &surface, is_known_acronym))
            {
                best = Some(Match {
                    n_tokens: nth + 1,
                    mention_type: if entry.name_type == NameType::Acronym {
                        MentionType::Acronym
                    } else {
                        MentionType::Name
                    },
                    kind: kind(entry.actor_type),
                    is_short: matches!(entry.name_type, NameType::Surname),
                });
            }
        }
        best
    }

    /// The longest name that starts at the first of `words`.
    pub(crate) fn longest_of_words(&self, words: &[&str]) -> Option<usize> {
        let mut node = 0;
        let mut best = None;
        for (nth, word) in words.iter().enumerate() {
            let Some(next) = self.follow(node, &fold_word(word)) else { break };
            node = next;
            if !self.entries[node].is_empty() {
                best = Some(nth + 1);
            }
        }
        best
    }

    /// The node after `node` by a folded word.
    fn follow(&self, node: usize, folded: &str) -> Option<usize> {
        let word = *self.words.get(folded)?;
        self.next.get(&(node, word)).copied()
    }
}

pub(crate) fn kind(actor_type: ActorType) -> Option<EntityKind> {
    match actor_type {
        ActorType::Person => Some(EntityKind::Person),
        ActorType::Organisation => Some(EntityKind::Organisation),
        ActorType::Group => Some(EntityKind::Group),
        ActorType::Unknown => None,
    }
}

/// How the text writes the words matched so far.
#[derive(Default)]
struct Surface {
    n_words: usize,
    capitals: u64,
    is_all_capitals: bool,
}

impl Surface {
    fn add(&mut self, shape: Shape) {
        if self.n_words < 64 && shape != Shape::Small {
            self.capitals |= 1 << self.n_words;
        }
        self.is_all_capitals = (self.n_words == 0 || self.is_all_capitals) && shape == Shape::AllCapitals;
        self.n_words += 1;
    }
}

fn fits(entry: &Entry, surface: &Surface, is_known_acronym: bool) -> bool {
    let starts_alike = surface.capitals & 1 >= entry.capitals & 1;
    match entry.name_type {
        NameType::Acronym if entry.n_words == 1 => surface.is_all_capitals || is_known_acronym,
        NameType::Acronym => entry.capitals == surface.capitals,
        _ if entry.n_words == 1 || starts_alike => starts_alike,
        _ => surface.capitals == 0 && (entry.actor_type == ActorType::Person || entry.n_words > 2),
    }
}

/// A token as the tree compares it; `None` for full stops, which names may have or lack.
fn fold_part(kind: TokenKind, words: &str) -> Option<String> {
    match kind {
        TokenKind::Mark('.') => None,
        TokenKind::Mark('-' | '‑' | '‐' | '–') => Some("-".to_owned()),
        _ => Some(fold_word(words)),
    }
}

#[cfg(test)]
mod tests {
    use sayso_model::Span;

    use super::*;
    use crate::Language;
    use crate::reading::Reading;
    use crate::testing::body;

    fn known(name: &str, name_type: NameType, actor_type: ActorType) -> KnownName {
        KnownName { name: name.to_owned(), name_type, actor_type }
    }

    fn check(text: &str, expected: &[&str]) {
        let names = Names::new(&[
            known("Orla Quill", NameType::Name, ActorType::Person),
            known("Quill", NameType::Surname, ActorType::Person),
            known("Orla", NameType::GivenName, ActorType::Person),
            known("Reform League", NameType::Name, ActorType::Organisation),
            known("Tenants’ Voice for Norland", NameType::Name, ActorType::Organisation),
            known("IT", NameType::Acronym, ActorType::Organisation),
            known("MoT", NameType::Acronym, ActorType::Organisation),
        ]);
        let (document, segments) = body(text);
        let language = Language::english().unwrap();
        let reading = Reading::new(&document, &segments, &language);
        let mut found = Vec::new();
        let mut at = 0;
        while at < reading.tokens.len() {
            let tokens = &reading.tokens[at..];
            let n_tokens =
                names.longest(tokens, |span| document.slice(span)).map_or(0, |found| found.n_tokens);
            if n_tokens > 0 {
                let last = tokens[n_tokens - 1].span;
                found.push(document.slice(Span::between(tokens[0].span.start_byte(), last.end_byte())));
            }
            at += n_tokens.max(1);
        }
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn the_longest_name_wins_and_possessives_stay_outside() {
        check("Orla Quill’s vote; Quill's vote", &["Orla Quill", "Quill"]);
        check("Tenants' Voice for Norland", &["Tenants' Voice for Norland"]);
    }

    #[test]
    fn case_must_make_sense() {
        check("It is it, says IT and the MOT or MoT", &["IT", "MOT", "MoT"]);
        check("orla quill and a quill", &["orla quill"]);
        check("REFORM LEAGUE, a reform league", &["REFORM LEAGUE"]);
        check("Orla Quillon and Orla", &[]);
    }
}
