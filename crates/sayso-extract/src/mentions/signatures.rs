//! Finds: the name under a letter, post or comment.
//!
//! Why it is a mention: the segmenter has found that these words, which follow the segment's own words, name its author.
//!
//! Examples: see the tests. Source: coding guide, "Segments".

use sayso_model::{EntityKind, MentionType, SegmentType, Voice};

use super::{Find, Rule, Scene};

pub(super) const RULE: Rule = Rule { id: "signatures", confidence: 0.95, gives_way: false, find };

fn find(scene: &Scene) -> Vec<Find> {
    let segments = scene.reading.segments.iter();
    let is_signed = |segment_type| {
        matches!(segment_type, SegmentType::Letter | SegmentType::Comment | SegmentType::SocialPost)
    };
    segments
        .filter(|segment| is_signed(segment.segment_type))
        .filter_map(|segment| match segment.author {
            Voice::Named(name)
                if segment.span.contains(name) && name.start_byte() > segment.content.start_byte() =>
            {
                Some(Find::new(name, MentionType::Signature, Some(EntityKind::Person)))
            }
            _ => None,
        })
        .filter(|find| scene.reading.document.slice(find.span).chars().any(char::is_alphabetic))
        .collect()
}

#[cfg(test)]
mod tests {
    use sayso_model::{MentionType, SegmentType, Span, Voice};

    use crate::reading::Reading;
    use crate::testing::body;
    use crate::{Language, Names};

    fn check(text: &str, name: &str, expected: Option<MentionType>) {
        let (document, mut segments) = body(text);
        let span = Span::of_length(text.find(name).unwrap(), name.len());
        segments[0].segment_type = SegmentType::Letter;
        segments[0].author = Voice::Named(span);
        segments[0].content = Span::of_length(text.find("I ").unwrap(), 12);
        let language = Language::english().unwrap();
        let reading = Reading::new(&document, &segments, &language);
        let mentions = crate::mentions::find(&reading, &Names::default());
        let found = mentions.iter().find(|mention| mention.span == span).map(|mention| mention.mention_type);
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_name_after_the_words_signs_and_one_before_them_does_not() {
        check("Dear all,\nI am leaving.\nYours\nOrla Quill", "Orla Quill", Some(MentionType::Signature));
        check("Orla Quill\nI am leaving.", "Orla Quill", Some(MentionType::Name));
        // The kisses after a name are not part of it.
        check("Dear all,\nI am leaving. Orlaxx", "Orla", Some(MentionType::Signature));
    }
}
