//! Finds: the words that name a segment's author or the one it addresses, where no other rule finds a name: "Hallo Rosie".
//!
//! Why it is a mention: the segmenter has found whose voice a region is, or to whom it speaks, from layout.
//!
//! Examples: see the tests. Source: coding guide, "Segments".

use sayso_model::{EntityKind, MentionType, Voice};

use super::{Find, Rule, Scene};
use crate::reading::{Reading, TokenKind};

pub(super) const RULE: Rule = Rule { id: "voices", confidence: 0.8, gives_way: true, find };

fn find(scene: &Scene) -> Vec<Find> {
    let reading = scene.reading;
    let mut finds = Vec::new();
    for segment in reading.segments {
        let author = match segment.author {
            Voice::Named(name) => Some(name),
            _ => None,
        };
        for span in author.into_iter().chain(segment.addressee) {
            let tokens: Vec<usize> = reading.tokens_in(span).collect();
            // "Dear Ann and Bo" names two.
            for name in tokens.split(|token| is_joint(reading, *token)) {
                if let (Some(first), Some(last)) = (name.first(), name.last()) {
                    finds.extend(one(reading, *first, *last));
                }
            }
        }
    }
    finds
}

fn is_joint(reading: &Reading, token: usize) -> bool {
    matches!(reading.tokens[token].kind, TokenKind::Mark(',' | '&')) || reading.words(token) == "and"
}

fn one(reading: &Reading, first: usize, last: usize) -> Option<Find> {
    let span = reading.tokens[first].span.cover(reading.tokens[last].span);
    if reading.words(first).starts_with('@') {
        Some(Find::new(span, MentionType::Handle, None))
    } else {
        reading.is_capital(first).then(|| Find::new(span, MentionType::Name, Some(EntityKind::Person)))
    }
}

#[cfg(test)]
mod tests {
    use sayso_model::{Span, Voice};

    use crate::reading::Reading;
    use crate::testing::body;
    use crate::{Language, Names};

    #[test]
    fn authors_and_addressees_are_mentioned_once() {
        let text = "Dear Wystan and Pim, I am leaving. Zuzka";
        let (document, mut segments) = body(text);
        let at = |name: &str| Span::of_length(text.find(name).unwrap(), name.len());
        segments[0].addressee = Some(at("Wystan and Pim"));
        segments[0].author = Voice::Named(at("Zuzka"));
        let language = Language::english().unwrap();
        let reading = Reading::new(&document, &segments, &language);
        let found: Vec<&str> = crate::mentions::find(&reading, &Names::default())
            .iter()
            .map(|mention| document.slice(mention.span))
            .collect();
        assert_eq!(found, ["Wystan", "Pim", "Zuzka"]);
    }
}
