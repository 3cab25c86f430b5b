//! Finds: social posts, displayed quotations and letters: each is one statement by its author.
//!
//! Why it is a statement: the layout sets the words apart as somebody's own. A body or a comment is a voice, not a statement.
//!
//! Examples: see the tests. Source: coding guide, "Statements".

use sayso_model::{Act, Mode, SegmentType, Span, Speaker, Voice};

use super::{Draft, Evidence, Rule, Scene, last_cue};
use crate::language::Class;
use crate::reading::TokenKind;

pub(super) const RULE: Rule = Rule { id: "block", confidence: 0.95, evidence: Evidence::Layout, find };

fn find(scene: &Scene) -> Vec<Draft> {
    let reading = scene.reading;
    let mut drafts = Vec::new();
    for (nth, segment) in reading.segments.iter().enumerate() {
        let own_act = match segment.segment_type {
            SegmentType::SocialPost | SegmentType::Letter => Act::Writing,
            SegmentType::BlockQuote => Act::Speech,
            _ => continue,
        };
        let content = reading.document.trim(segment.content);
        if content.is_empty() {
            continue;
        }
        let cue = segment.cue.and_then(|span| last_cue(reading, span));
        drafts.push(Draft {
            segment: nth,
            content: vec![content],
            cue: segment.cue.into_iter().collect(),
            cue_lemma: cue.map(|cue| cue.lemma.clone()),
            act: cue.map_or(own_act, |cue| cue.act),
            speaker: match segment.author {
                Voice::Named(name) => Speaker::Named(bare_name(scene, name)),
                Voice::DocumentAuthor | Voice::UnnamedCommenter(_) => Speaker::SegmentAuthor(nth),
                Voice::Unknown => Speaker::Unknown,
            },
            addressee: segment.addressee,
            mode: Mode::Block,
            is_negated: false,
            is_hypothetical: false,
            quotations: Vec::new(),
        });
    }
    drafts
}

/// A name without the letters of office behind it.
fn bare_name(scene: &Scene, name: Span) -> Span {
    let mut tokens = scene.reading.tokens_in(name);
    let mention =
        tokens.next().and_then(|first| scene.mention_at(first)).filter(|mention| name.contains(mention.span));
    let Some(mention) = mention else { return name };
    let is_office = |token: usize| {
        scene.reading.has(token, Class::PostNominal)
            || matches!(scene.reading.tokens[token].kind, TokenKind::Mark(_))
    };
    let is_bare =
        tokens.all(|token| mention.span.contains(scene.reading.tokens[token].span) || is_office(token));
    if is_bare { mention.span } else { name }
}

#[cfg(test)]
mod tests {
    use sayso_model::{SegmentType, Span, Speaker, Voice};

    use crate::testing::body;
    use crate::{Language, Names, extract};

    fn check(segment_type: SegmentType, expected: &[(&str, &str, Option<&str>, &str)]) {
        let text = "Orla Quill commented as follows:-\n“We ‘won’. It is over.”";
        let (document, mut segments) = body(text);
        let at = |words: &str| Span::of_length(text.find(words).unwrap(), words.len());
        let mut quote = segments[0].clone();
        quote.segment_type = segment_type;
        quote.span = at("“We ‘won’. It is over.”");
        quote.content = at("We ‘won’. It is over.");
        quote.parent = Some(0);
        quote.cue = Some(at("commented as follows"));
        quote.author = Voice::Named(at("Orla Quill"));
        segments.push(quote);
        let extraction =
            extract(&document, &segments, &Language::english().unwrap(), &Names::default(), None);
        let found: Vec<_> = extraction
            .statements
            .iter()
            .map(|statement| {
                let Speaker::Named(speaker) = statement.speaker else { panic!("{statement:?}") };
                let content = document.slice(statement.outer());
                (document.slice(speaker), content, statement.cue_lemma.as_deref(), statement.act.to_string())
            })
            .collect();
        let expected: Vec<_> = expected.iter().map(|(a, b, c, d)| (*a, *b, *c, (*d).to_owned())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn posts_quotations_and_letters_are_statements() {
        let row = ("Orla Quill", "We ‘won’. It is over.", Some("comment"), "speech");
        check(SegmentType::BlockQuote, &[row]);
        check(SegmentType::Letter, &[row]);
        check(SegmentType::SocialPost, &[row]);
    }

    #[test]
    fn bodies_and_comments_are_voices() {
        check(SegmentType::Comment, &[]);
        check(SegmentType::Body, &[]);
    }
}
