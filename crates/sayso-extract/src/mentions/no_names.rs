//! Words that a model takes for names and that are none: "the martial art, Aikido", "Lidice, the largest case of its kind",
//! "Socialist" alone, "General Secretary of the".
//!
//! Beside a noun for a thing, a name in apposition names that thing. A word for a nation, faith or doctrine names nobody by itself,
//! nor do the words of an office without a name. A lone plural after an adjective ("disgruntled Hartites") is for several people.
//! Names that rules have found are left alone: they rest on the registry, titles, given names and the like.

use std::ops::Range;

use sayso_model::{EntityKind, Mention, Method};

use super::capitals::is_function_word;
use crate::language::Class;
use crate::reading::{Reading, Shape, TokenKind};

/// Further than this from a name no noun tells what it names.
const MAX_WORDS: usize = 6;

/// Takes such names away.
pub(super) fn drop(reading: &Reading, mentions: &mut Vec<Mention>) {
    mentions.retain(|mention| {
        let tokens = reading.tokens_in(mention.span);
        let is_seen_by_model = mention.method == Method::Model && !tokens.is_empty();
        !(is_seen_by_model && (is_nobody(reading, mention, &tokens) || is_thing(reading, &tokens)))
    });
}

fn is_nobody(reading: &Reading, mention: &Mention, tokens: &Range<usize>) -> bool {
    let is_office_word = |at: usize| {
        is_function_word(reading, at)
            || reading.tokens[at].classes.has_any(&[Class::Role, Class::RoleModifier, Class::Membership])
    };
    let is_common = |at: usize| reading.tokens[at].classes.has_any(&[Class::NotName, Class::People]);
    let is_alone = tokens.len() == 1;
    tokens.clone().all(is_office_word)
        || is_alone && is_common(tokens.start)
        || is_alone && mention.kind == Some(EntityKind::Person) && is_plural_of_people(reading, tokens.start)
}

/// A word in the plural after an adjective or "the".
fn is_plural_of_people(reading: &Reading, at: usize) -> bool {
    let is_plural = reading.words(at).ends_with('s') && !reading.words(at).ends_with("ss");
    let Some(before) = at.checked_sub(1).filter(|_| is_plural) else { return false };
    let is_adjective = reading.tokens[before].kind == TokenKind::Word
        && reading.tokens[before].shape == Shape::Small
        && !is_function_word(reading, before)
        && !reading.tokens[before].classes.has_any(&[
            Class::Role,
            Class::Membership,
            Class::PublicOccupation,
        ]);
    let opens = |at: usize| reading.tokens[at].classes.has_any(&[Class::Determiner, Class::Preposition]);
    let is_in_phrase = before.checked_sub(1).is_some_and(opens);
    is_adjective && is_in_phrase
}

/// Whether a noun for a thing stands in apposition to the name: "the … technique, NAME", "NAME, the largest case of …".
fn is_thing(reading: &Reading, tokens: &Range<usize>) -> bool {
    let is_noun = |at: usize| reading.has(at, Class::Thing) && reading.tokens[at].shape == Shape::Small;
    let is_comma = |at: usize| reading.is_mark(at, ",:–—");
    let is_quote = |at: usize| reading.is_mark(at, "“‘\"'");
    let mut before = tokens.start;
    while before > 0 && (is_quote(before - 1) || is_comma(before - 1)) {
        before -= 1;
    }
    let has_comma = (before..tokens.start).any(is_comma);
    let noun = before.checked_sub(1).filter(|noun| is_noun(*noun));
    if let Some(determiner) = noun.and_then(|noun| determiner_of(reading, noun)) {
        // "In this case, Orla Quill" goes on with another phrase
        let is_circumstance =
            determiner.checked_sub(1).is_some_and(|before| reading.has(before, Class::Preposition));
        if is_end(reading, tokens.end) && !(has_comma && is_circumstance) {
            return true;
        }
    }
    let mut after = tokens.end;
    while after < reading.tokens.len() && (is_quote(after) || is_comma(after) || reading.is_mark(after, "”’"))
    {
        after += 1;
    }
    let opens = |at: usize| matches!(reading.words(at), "the" | "a" | "an");
    if after >= reading.tokens.len() || !opens(after) {
        return false;
    }
    let last = (after + MAX_WORDS).min(reading.tokens.len());
    let mut phrase = (after + 1..last).take_while(|at| {
        reading.tokens[*at].kind == TokenKind::Word
            && reading.tokens[*at].shape == Shape::Small
            && !is_function_word(reading, *at)
    });
    phrase.any(|at| is_noun(at) && !is_followed_by_noun(reading, at))
}

/// "largest case of", not "case worker".
fn is_followed_by_noun(reading: &Reading, at: usize) -> bool {
    reading.tokens.get(at + 1).is_some_and(|next| {
        next.kind == TokenKind::Word && next.shape == Shape::Small && !is_function_word(reading, at + 1)
    })
}

fn determiner_of(reading: &Reading, noun: usize) -> Option<usize> {
    let first = noun.saturating_sub(MAX_WORDS);
    (first..noun)
        .rev()
        .take_while(|at| reading.tokens[*at].kind == TokenKind::Word)
        .find(|at| reading.has(*at, Class::Determiner))
}

/// Whether a clause or sentence ends here.
fn is_end(reading: &Reading, at: usize) -> bool {
    reading
        .tokens
        .get(at)
        .is_none_or(|token| matches!(token.kind, TokenKind::Mark(mark) if ".,;:!?".contains(mark)))
}

#[cfg(test)]
mod tests {
    use sayso_model::{EntityKind, Mention, MentionType, Method, Span};

    use crate::Language;
    use crate::mentions::testing::registry;
    use crate::reading::Reading;
    use crate::testing::body;

    /// Whether what the model takes for a name stays one.
    fn check(text: &str, seen_by_model: &str, kind: EntityKind, stays: bool) {
        let (document, segments) = body(text);
        let language = Language::english().unwrap();
        let reading = Reading::new(&document, &segments, &language);
        let mut mentions = crate::mentions::find(&reading, &registry());
        let span = Span::of_length(text.find(seen_by_model).unwrap(), seen_by_model.len());
        mentions.push(Mention {
            span,
            mention_type: MentionType::Name,
            kind: Some(kind),
            method: Method::Model,
            rule_id: "model".to_owned(),
            confidence: Some(0.9),
            stands_for: None,
        });
        super::drop(&reading, &mut mentions);
        assert_eq!(mentions.iter().any(|mention| mention.span == span), stays, "{text}");
    }

    #[test]
    fn things_and_common_words_are_nobody() {
        use EntityKind::{Organisation, Person};
        for (text, words, kind) in [
            ("They used the army fighting technique, Kelda Rem, to win.", "Kelda Rem", Person),
            ("Read the book about Zemlin Var the largest recorded case of arson.", "Zemlin Var", Person),
            ("She comes from the village Zemlin Var.", "Zemlin Var", Person),
            ("He is a Socialist, a baker and a friend.", "Socialist", Organisation),
            ("She is Jewish and glad.", "Jewish", Organisation),
            (
                "published by the General Secretary of the Reform League",
                "General Secretary of the",
                Organisation,
            ),
            ("A group of disgruntled Hartites left.", "Hartites", Person),
        ] {
            check(text, words, kind, false);
        }
    }

    #[test]
    fn people_and_bodies_stay() {
        use EntityKind::{Organisation, Person};
        for (text, words, kind) in [
            ("They met the baker, Kelda Rem, to win.", "Kelda Rem", Person),
            ("Kelda Rem, the case worker, left.", "Kelda Rem", Person),
            ("In this case, Kelda Rem, the baker, won.", "Kelda Rem", Person),
            ("They loved the village Kelda Rem left.", "Kelda Rem", Person),
            ("Zemlin Var, the largest union of its kind, left.", "Zemlin Var", Organisation),
            ("A friend of old Hart left.", "Hart", Person),
            ("They heard the veteran Williams.", "Williams", Person),
        ] {
            check(text, words, kind, true);
        }
    }
}
