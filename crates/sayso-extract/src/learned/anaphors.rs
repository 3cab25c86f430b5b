//! The model's mentions beside those of rules: names that rules missed, and words that point back at a name.
//!
//! "I" and "you" are not looked at: whose voice a segment is tells who they are, better than any model.

use std::collections::HashSet;

use sayso_model::{Antecedent, EntityKind, Mention, MentionType, Method, SegmentType, Span};

use super::Findings;
use super::mentions::{Found, Kind};
use super::rounded;
use crate::language::Class;
use crate::mentions::mention_type;
use crate::reading::Reading;

/// A name that the model alone sees must be as sure as this.
const MIN_NAME_SCORE: f32 = 0.6;

/// A link from a word to what it points back at must be as sure as this.
const MIN_LINK: f32 = 0.5;

const PERSON: usize = 0;
const ORGANISATION: usize = 1;
const PLACE: usize = 2;

/// Pronouns of the first and second person, in lower case.
const OF_THE_VOICE: [&str; 15] = [
    "i",
    "me",
    "my",
    "mine",
    "myself",
    "we",
    "us",
    "our",
    "ours",
    "ourselves",
    "you",
    "your",
    "yours",
    "yourself",
    "yourselves",
];

/// Pronouns that mean a man or a woman, in lower case, with what no name of theirs begins with.
const OF_ONE: [(&[&str], Class); 2] =
    [(&["he", "him", "his", "himself"], Class::OfWomen), (&["she", "her", "hers", "herself"], Class::OfMen)];

/// A mention that points back at another one.
#[derive(Clone, Debug)]
pub(crate) struct Anaphor {
    pub(crate) mention: Mention,
    /// The words of the mention that it points at.
    pub(super) antecedent: Span,
    pub(super) link: f32,
}

fn kind_of(found: &Found) -> Option<EntityKind> {
    match found.entity {
        PERSON => Some(EntityKind::Person),
        ORGANISATION => Some(EntityKind::Organisation),
        _ => None,
    }
}

fn mention(found: &Found, mention_type: MentionType, id: &str) -> Mention {
    Mention {
        span: found.span,
        mention_type,
        kind: kind_of(found),
        method: Method::Model,
        rule_id: id.to_owned(),
        confidence: Some(rounded(found.score)),
        stands_for: None,
    }
}

/// The mention of `known`, which are in text order and do not overlap, that shares words with `span`.
fn sharing(known: &[Mention], span: Span) -> Option<&Mention> {
    let after = known.partition_point(|mention| mention.span.end_byte() <= span.start_byte());
    known.get(after).filter(|mention| mention.span.overlaps(span))
}

/// Names of places, in text order.
pub(super) fn places(findings: &Findings) -> Vec<Span> {
    let places = findings.mentions.iter().filter(|found| found.kind == Kind::Name && found.entity == PLACE);
    places.map(|found| found.span).collect()
}

pub(super) fn add_names(findings: &Findings, known: &mut Vec<Mention>) {
    let fresh: Vec<Mention> = findings
        .mentions
        .iter()
        .filter(|found| found.kind == Kind::Name && found.score >= MIN_NAME_SCORE)
        .filter(|found| kind_of(found).is_some() && sharing(known, found.span).is_none())
        .map(|found| mention(found, MentionType::Name, &findings.model.id))
        .collect();
    known.extend(fresh);
    known.sort_by_key(|mention| mention.span);
}

/// Words that point back at one of `known`, and speakers that point at somebody without a name; `speakers` are in text order.
pub(super) fn find(
    reading: &Reading,
    findings: &Findings,
    known: &[Mention],
    speakers: &[Span],
) -> Vec<Anaphor> {
    // For each of the model's mentions, in text order: the words of the published mention that it comes to, and those of the phrase
    // without a name at which it points in the end.
    let mut published: Vec<Option<Span>> = Vec::with_capacity(findings.mentions.len());
    let mut unnamed: Vec<Option<Span>> = Vec::with_capacity(findings.mentions.len());
    let surnames = surnames(reading, known);
    let mut anaphors = Vec::new();
    for (nth, found) in findings.mentions.iter().enumerate() {
        let (mut span, mut phrase) = (None, None);
        if found.kind == Kind::Name {
            span = sharing(known, found.span).map(|mention| mention.span);
        } else if let Some(kind) = kind_of(found)
            && !is_of_the_voice(found)
        {
            let is_pronoun = found.kind == Kind::Pronoun;
            let pointed = findings.antecedent(nth).filter(|(at, link)| {
                *link >= MIN_LINK && can_point(reading, found.span, findings.mentions[*at].span)
            });
            let named = pointed.and_then(|(at, _)| published[at]);
            phrase = (!is_pronoun && named.is_none())
                .then_some(found.span)
                .or_else(|| pointed.and_then(|(at, _)| unnamed[at]));
            let is_speaker = is_pronoun && speakers.binary_search(&found.span).is_ok();
            if let Some((_, link)) = pointed
                && let Some(antecedent) = named.or(phrase.filter(|_| is_speaker))
                && agrees(reading, &surnames, found, antecedent)
                && known.binary_search_by_key(&found.span, |mention| mention.span).is_err()
            {
                let mention_type = if is_pronoun { MentionType::Pronoun } else { MentionType::Nominal };
                let mention =
                    Mention { kind: Some(kind), ..mention(found, mention_type, &findings.model.id) };
                anaphors.push(Anaphor { mention, antecedent, link });
                span = named.map(|_| found.span);
            }
        }
        published.push(span);
        unnamed.push(phrase);
    }
    anaphors
}

/// Whether words can point at others: what a comment or a notice leaves open, no other segment tells.
fn can_point(reading: &Reading, from: Span, to: Span) -> bool {
    let segment = |span: Span| reading.unit_of(reading.tokens_in(span).start).map(|unit| unit.segment);
    let (from, to) = (segment(from), segment(to));
    let stands_alone = |segment: Option<usize>| {
        let found = segment.and_then(|segment| reading.segments.get(segment));
        found.is_some_and(|found| {
            matches!(found.segment_type, SegmentType::Comment | SegmentType::Boilerplate)
        })
    };
    from == to || !stands_alone(from) && !stands_alone(to)
}

/// The last words of names that have several.
fn surnames<'a>(reading: &'a Reading, known: &[Mention]) -> HashSet<&'a str> {
    let names = known.iter().map(|mention| reading.tokens_in(mention.span));
    names.filter(|name| name.len() > 1).map(|name| reading.words(name.end - 1)).collect()
}

/// Whether a pronoun can mean the one named: "she" is no Hugh, and no Mr Lind.
fn agrees(reading: &Reading, surnames: &HashSet<&str>, found: &Found, antecedent: Span) -> bool {
    let pronoun = found.words().first().filter(|_| found.kind == Kind::Pronoun);
    let of_others =
        pronoun.and_then(|word| OF_ONE.iter().find(|(pronouns, _)| pronouns.contains(&word.as_str())));
    let Some((_, others)) = of_others else { return true };
    let name = reading.tokens_in(antecedent);
    let is_of_others = !name.is_empty() && reading.has(name.start, *others);
    // "Ryan" may be Joan Ryan
    !is_of_others || name.len() == 1 && surnames.contains(reading.words(name.start))
}

fn is_of_the_voice(found: &Found) -> bool {
    found.kind == Kind::Pronoun
        && found.words().first().is_some_and(|word| OF_THE_VOICE.contains(&word.as_str()))
}

/// Adds anaphors to the mentions of a document, with what they point at where that is no mention yet, and tells which mention each
/// points at. Mentions are in text order, before and after.
pub(crate) fn link(reading: &Reading, anaphors: &[Anaphor], mentions: &mut Vec<Mention>) -> Vec<Antecedent> {
    mentions.extend(anaphors.iter().map(|anaphor| anaphor.mention.clone()));
    let nominal = |anaphor: &Anaphor| Mention {
        span: anaphor.antecedent,
        mention_type: mention_type(reading, anaphor.antecedent),
        ..anaphor.mention.clone()
    };
    mentions.extend(anaphors.iter().map(nominal));
    // stable: what was there before stands before its copies
    mentions.sort_by_key(|mention| mention.span);
    mentions.dedup_by_key(|mention| mention.span);
    let index = |span: Span| mentions.binary_search_by_key(&span, |mention| mention.span).ok();
    let antecedent = |anaphor: &Anaphor| {
        Some(Antecedent {
            anaphor: index(anaphor.mention.span)?,
            antecedent: index(anaphor.antecedent)?,
            confidence: rounded(anaphor.link),
        })
    };
    let mut links: Vec<Antecedent> = anaphors.iter().filter_map(antecedent).collect();
    links.sort_by_key(|link| link.anaphor);
    links.dedup_by_key(|link| link.anaphor);
    links
}

#[cfg(test)]
mod tests {
    use sayso_model::Segment;

    use super::*;
    use crate::learned::testing::read;

    /// Names that pronouns of `text` point at.
    fn pointed_at(text: &str) -> Vec<(String, String)> {
        let (document, extraction) = read(text);
        let words = |at: usize| document.slice(extraction.mentions[at].span).to_owned();
        extraction.antecedents.iter().map(|link| (words(link.anaphor), words(link.antecedent))).collect()
    }

    #[test]
    fn a_speaker_may_be_somebody_without_a_name() {
        let pair = |pronoun: &str, name: &str| (pronoun.to_owned(), name.to_owned());
        let spoken = pointed_at("An old man met the mayor. He said that the bridge was closed.");
        assert_eq!(spoken, [pair("He", "An old man")]);
        let seen = pointed_at("An old man met the mayor. He walked home.");
        assert!(seen.is_empty(), "{seen:?}");
    }

    #[test]
    fn what_a_comment_leaves_open_no_other_segment_tells() {
        let (document, segments) = crate::testing::body("Nora Hart came.\nShe left.\nShe won.");
        let part = |segment_type, start, end| Segment {
            segment_type,
            span: Span::between(start, end),
            content: Span::between(start, end),
            ..segments[0].clone()
        };
        let language = crate::Language::english().unwrap();
        for (segment_type, expected) in [(SegmentType::Letter, true), (SegmentType::Comment, false)] {
            let parts = [part(SegmentType::Body, 0, 15), part(segment_type, 16, 34)];
            let reading = Reading::new(&document, &parts, &language);
            let (hart, left, won) = (Span::of_length(0, 9), Span::of_length(16, 3), Span::of_length(26, 3));
            assert_eq!(can_point(&reading, left, hart), expected, "{segment_type}");
            assert!(can_point(&reading, won, left), "{segment_type}");
        }
    }

    #[test]
    fn she_is_no_hugh() {
        let pair = |pronoun: &str, name: &str| (pronoun.to_owned(), name.to_owned());
        let found = pointed_at("Hugh Lind came late. He left early.");
        assert_eq!(found, [pair("He", "Hugh Lind")]);
        for text in ["Hugh Lind came late. She left early.", "Mr Lind came late. She left early."] {
            let found = pointed_at(text);
            assert!(found.is_empty(), "{text} {found:?}");
        }
        let surname = pointed_at("We met Joan Ryan. Ryan came late. She left early.");
        assert_eq!(surname, [pair("She", "Ryan")]);
    }
}
