//! Where issues of the codebook are named.
//!
//! First by their wordings, whatever the endings, hyphens and articles of their words, and as hashtags. Then by head and actor: where a
//! wording holds an actor's name ("suspension of Ann Park", "Ann Park's leadership"), its head noun beside that actor names the issue
//! too ("her suspension"), and a noun for what undoes it ("her reinstatement") names the contrary.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use sayso_model::{NameType, TokenKind, stem};

use super::Scene;
use crate::lexicon::{Class, Sign, words_of};

/// What a wording does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// It names the issue (1) or its contrary (−1).
    Names(Sign),
    /// Whoever says it is for the issue (1) or against it (−1).
    Says(Sign),
}

/// Words that name an issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct IssueMention {
    pub(crate) issue: usize,
    pub(crate) tokens: Range<usize>,
    pub(crate) side: Side,
}

/// How many words before an issue's name a longer name may start that holds it.
const LONGEST_NAME: usize = 8;

/// Which issue a head noun beside an actor names, and with which sign.
#[derive(Clone, Debug, Default)]
pub(crate) struct IssueKeys {
    by_event: BTreeMap<(usize, usize), (usize, Sign)>,
    by_word: BTreeMap<(String, usize), (usize, Sign)>,
}

impl IssueKeys {
    pub(super) fn new(scene: &Scene<'_>) -> Self {
        let mut keys = Self::default();
        if scene.layers.issues.is_empty() {
            return keys;
        }
        let names = names_of_actors(scene);
        for (nth, issue) in scene.layers.issues.iter().enumerate() {
            let named = std::iter::once(&issue.label).chain(&issue.wordings).map(|wording| (wording, 1));
            for (wording, sign) in named.chain(issue.against.iter().map(|wording| (wording, -1))) {
                keys.add(scene, &names, nth, wording, sign);
            }
        }
        keys
    }

    fn add(&mut self, scene: &Scene<'_>, names: &[ActorWords], issue: usize, wording: &str, sign: Sign) {
        let words = words_of(wording);
        let Some((actor, place)) = named_actor(names, &words) else { return };
        let Some(head) = head_of(scene, &words, place) else { return };
        let (_, events) = scene.lexicon.event_nouns.longest(|nth| (nth == 0).then_some(head));
        for event in &events {
            self.by_event.entry((*event, actor)).or_insert((issue, sign));
        }
        if events.is_empty() {
            self.by_word.entry((stem(head), actor)).or_insert((issue, sign));
        }
    }
}

/// An actor and the words of one of its names.
type ActorWords = (usize, Vec<String>);

/// The names of all actors, given names left out.
fn names_of_actors(scene: &Scene<'_>) -> Vec<ActorWords> {
    let actors = scene.layers.resolution.actors.iter().enumerate();
    let names = actors.flat_map(|(nth, actor)| {
        let names = actor.names.iter().filter(|name| name.name_type != NameType::GivenName);
        names
            .map(|name| name.name.as_str())
            .chain([actor.name.as_str()])
            .map(move |name| (nth, words_of(name)))
    });
    names.filter(|(_, words)| !words.is_empty()).collect()
}

/// The actor whose name stands in a wording, and where: the longest name counts.
fn named_actor(names: &[ActorWords], words: &[String]) -> Option<(usize, Range<usize>)> {
    let mut best: Option<(usize, Range<usize>)> = None;
    for (actor, name) in names {
        let Some(at) = words.windows(name.len()).position(|window| window == name) else { continue };
        if best.as_ref().is_none_or(|(_, place)| place.len() < name.len()) {
            best = Some((*actor, at..at + name.len()));
        }
    }
    best
}

/// The one noun beside the name, or the noun before "of".
fn head_of<'w>(scene: &Scene<'_>, words: &'w [String], name: Range<usize>) -> Option<&'w str> {
    let is_plain = |word: &String| {
        let classes = scene.lexicon.classes(word);
        word.chars().all(char::is_alphabetic) && !classes.has_any(&super::CLOSED)
    };
    if name.start >= 2 && scene.lexicon.classes(&words[name.start - 1]).has(Class::OfWord) {
        return Some(words[name.start - 2].as_str()).filter(|word| is_plain(&(*word).to_owned()));
    }
    let beside = words[..name.start].iter().chain(&words[name.end..]);
    let plain: Vec<&String> = beside.filter(|word| is_plain(word)).collect();
    match plain[..] {
        [head] => Some(head.as_str()),
        _ => None,
    }
}

impl Scene<'_> {
    /// The issue that an event beside an actor names, and with which sign: the event itself, or what undoes it.
    pub(crate) fn issue_of_event(&self, event: usize, actor: usize) -> Option<(usize, Sign)> {
        let direct = self.issue_keys.by_event.get(&(event, actor)).copied();
        direct.or_else(|| {
            let undone = self.lexicon.events[event].undoes.iter();
            let mut issues = undone.filter_map(|undone| self.issue_keys.by_event.get(&(*undone, actor)));
            issues.next().map(|(issue, sign)| (*issue, -sign))
        })
    }

    /// The issue that a noun beside an actor names.
    pub(crate) fn issue_of_word(&self, folded: &str, actor: usize) -> Option<(usize, Sign)> {
        self.issue_keys.by_word.get(&(stem(folded), actor)).copied()
    }

    /// Whether some words are only part of the name of an actor: the "Israel" of "Friends of Israel".
    fn is_within_name(&self, words: Range<usize>) -> bool {
        let sentence = self.sentence_of(words.start);
        let from = words.start.saturating_sub(LONGEST_NAME).max(sentence.start);
        (from..=words.start).any(|at| {
            let is_name = |end: usize| self.tokens[at].is_capital && self.tokens[end - 1].is_capital;
            self.starts[at].is_some_and(|(_, end)| end >= words.end && end - at > words.len() && is_name(end))
        })
    }

    /// The issue named from a token on.
    pub(crate) fn issue_starting(&self, token: usize) -> impl Iterator<Item = &IssueMention> {
        let from = self.issue_mentions.partition_point(|mention| mention.tokens.start < token);
        self.issue_mentions[from..].iter().take_while(move |mention| mention.tokens.start == token)
    }
}

/// One word of a wording or of the text: parts joined by hyphens are one, and quotation marks and articles are none.
struct Joined {
    stem: String,
    tokens: Range<usize>,
}

fn joined(
    tokens: Range<usize>,
    kind: impl Fn(usize) -> (TokenKind, bool),
    folded: impl Fn(usize) -> String,
    skip: impl Fn(usize) -> bool,
) -> Vec<Joined> {
    let mut words: Vec<Joined> = Vec::new();
    let mut is_open = false;
    for at in tokens {
        match kind(at) {
            (TokenKind::Mark('-'), false) if words.last().is_some_and(|word| word.tokens.end == at) => {
                is_open = true;
                continue;
            }
            (TokenKind::Mark(mark), _) if "\"“”‘’'".contains(mark) => continue,
            _ if skip(at) => continue,
            (_, is_after_space) => {
                if let Some(word) =
                    words.last_mut().filter(|word| is_open && !is_after_space && word.tokens.end + 1 == at)
                {
                    word.stem.push_str(&stem(&folded(at)));
                    word.tokens.end = at + 1;
                } else {
                    words.push(Joined { stem: stem(&folded(at)), tokens: at..at + 1 });
                }
            }
        }
        is_open = false;
    }
    words
}

/// A wording as it is looked for.
struct Wording {
    stems: Vec<String>,
    issue: usize,
    side: Side,
}

/// Letters and digits of some words, as a hashtag joins them.
fn compact(words: &str) -> String {
    words.chars().filter(|symbol| symbol.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

pub(super) fn find(scene: &Scene<'_>) -> Vec<IssueMention> {
    let mut by_first: HashMap<String, Vec<Wording>> = HashMap::new();
    let mut hashtags: HashMap<String, (usize, Side)> = HashMap::new();
    for (issue, entry) in scene.layers.issues.iter().enumerate() {
        let lists = [
            (&entry.wordings, Side::Names(1)),
            (&entry.against, Side::Names(-1)),
            (&entry.says_for, Side::Says(1)),
            (&entry.says_against, Side::Says(-1)),
        ];
        let label = [(&entry.label, Side::Names(1))];
        let all = lists.iter().flat_map(|(list, side)| list.iter().map(|wording| (wording, *side)));
        for (wording, side) in all.chain(label) {
            hashtags.entry(compact(wording)).or_insert((issue, side));
            let stems = stems_of(scene, wording);
            if let Some(first) = stems.first().cloned() {
                by_first.entry(first).or_default().push(Wording { stems, issue, side });
            }
        }
    }
    let mut found = Vec::new();
    for sentence in &scene.sentences {
        let words = joined(
            sentence.tokens.clone(),
            |at| (scene.tokens[at].kind, scene.tokens[at].is_after_space),
            |at| scene.tokens[at].folded.clone(),
            |at| scene.has(at, Class::Article),
        );
        for (nth, word) in words.iter().enumerate() {
            let fits = |wording: &&Wording| {
                let rest = &words[nth..];
                rest.len() >= wording.stems.len()
                    && wording.stems.iter().zip(rest).all(|(stem, word)| *stem == word.stem)
            };
            let candidates = by_first.get(&word.stem).into_iter().flatten();
            let mut here: Vec<&Wording> = candidates.filter(fits).collect();
            here.sort_by_key(|wording| std::cmp::Reverse(wording.stems.len()));
            let mut issues: Vec<usize> = Vec::new();
            for wording in here {
                if !issues.contains(&wording.issue) {
                    issues.push(wording.issue);
                    let end = words[nth + wording.stems.len() - 1].tokens.end;
                    if scene.is_within_name(word.tokens.start..end) {
                        continue;
                    }
                    found.push(IssueMention {
                        issue: wording.issue,
                        tokens: word.tokens.start..end,
                        side: wording.side,
                    });
                }
            }
        }
        for at in sentence.tokens.clone().filter(|at| scene.tokens[*at].kind == TokenKind::Hashtag) {
            let issue = hashtags.get(&compact(&scene.tokens[at].folded));
            let counts = |side: Side| matches!(side, Side::Names(_)) || !scene.is_named_tag(at);
            if let Some((issue, side)) = issue.filter(|(_, side)| counts(*side)) {
                found.push(IssueMention { issue: *issue, tokens: at..at + 1, side: *side });
            }
        }
    }
    found.sort_by_key(|mention| (mention.tokens.start, std::cmp::Reverse(mention.tokens.end), mention.issue));
    found
}

fn stems_of(scene: &Scene<'_>, wording: &str) -> Vec<String> {
    let mut parts = Vec::new();
    sayso_model::scan(wording, 0, |_, kind, words, is_after_space| {
        parts.push((kind, is_after_space, sayso_model::fold_word(words)));
    });
    let words = joined(
        0..parts.len(),
        |at| (parts[at].0, parts[at].1),
        |at| parts[at].2.clone(),
        |at| scene.lexicon.classes(&parts[at].2).has(Class::Article),
    );
    words.into_iter().map(|word| word.stem).collect()
}
