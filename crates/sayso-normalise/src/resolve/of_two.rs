//! "The former" and "the latter": the first and the second of the two who were named last.

use sayso_model::{MentionType, Span};

use super::layout::Layout;
use super::scene::Scene;
use crate::name_key::name_key;

/// How far back the two may stand, so that a long line of names costs no more than a short one.
const MAX_MENTIONS_BACK: usize = 50;

/// Which of two the words at `span` ask for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Which {
    Former,
    Latter,
}

/// The actor that "the former" or "the latter" at `span` means: of the two people, or the two bodies, named last in the paragraph.
/// `None` for other words, and where the paragraph names but one.
pub(crate) fn member(scene: &Scene, layout: &Layout, span: Span) -> Option<usize> {
    let which = match name_key(scene.document.slice(span)).as_str() {
        "former" => Which::Former,
        "latter" => Which::Latter,
        _ => return None,
    };
    let mentions = &scene.extraction.mentions;
    let n_before = mentions.partition_point(|mention| mention.span.start_byte() < span.start_byte());
    let line = layout.line(span.start_byte());
    let mut named = (0..n_before)
        .rev()
        .take(MAX_MENTIONS_BACK)
        .take_while(|at| layout.line(mentions[*at].span.start_byte()) == line)
        .filter(|at| !matches!(mentions[*at].mention_type, MentionType::Pronoun | MentionType::Nominal))
        .filter_map(|at| scene.member_of(at));
    let last = named.next()?;
    let actor_type = scene.cast.member(last).actor_type;
    let before =
        named.find(|member| *member != last && scene.cast.member(*member).actor_type == actor_type)?;
    Some(if which == Which::Latter { last } else { before })
}

#[cfg(test)]
mod tests {
    use crate::marked_text::{invented, marked_text};

    fn check(marked: &str, expected: &str) {
        let actors = marked_text(marked).actors_of_mentions(&invented());
        assert_eq!(actors.last().map(String::as_str), Some(expected), "{marked}");
    }

    #[test]
    fn one_of_the_two_who_were_named_last() {
        check("[p:Ann Park] asked [p:Bob Lee] about [n:the latter]", "Bob Lee");
        check("[p:Ann Park] asked [p:Bob Lee] about [n:the former]", "Ann Park");
        check(
            "[p:Eve Sands] knows [p:Ann Park] and [p:Bob Lee] of [o:Tide Watch] and [o:Dock Guild]. [n:The former]",
            "Tide Watch",
        );
        check("[p:Ann Park] and [o:Tide Watch] met. [n:The latter]", "?");
        check("[p:Ann Park] met [p:Ann Park]. [n:The former]", "?");
        check("[p:Ann Park] and [p:Bob Lee] met.\n[n:The former]", "?");
    }
}
