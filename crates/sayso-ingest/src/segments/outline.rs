//! Segments as lines that people can read, for tests.

use sayso_model::{Document, Segment, Voice};

use super::segment;

/// One line per segment: type, author, addressee if there is one, first and last words of the content.
pub(crate) fn outline(document: &Document) -> Vec<String> {
    let segments = segment(document).segments;
    segments.iter().map(|one| line(document, &segments, one)).collect()
}

fn line(document: &Document, segments: &[Segment], segment: &Segment) -> String {
    let mut depth = 0;
    let mut parent = segment.parent;
    while let Some(nth) = parent {
        depth += 1;
        parent = segments[nth].parent;
    }
    let author = match &segment.author {
        Voice::Named(name) => document.slice(*name).to_owned(),
        Voice::DocumentAuthor => "the document's author".to_owned(),
        Voice::UnnamedCommenter(nth) => format!("commenter {nth}"),
        Voice::Unknown => "?".to_owned(),
    };
    let addressee = segment.addressee.map_or(String::new(), |to| format!(" to {}", document.slice(to)));
    let words = shown(document.slice(segment.content));
    format!("{}{} | {author}{addressee} | {words}", "  ".repeat(depth), segment.segment_type)
}

/// The first and last words of a text.
pub(crate) fn shown(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() <= 8 {
        return words.join(" ");
    }
    format!("{} … {}", words[..4].join(" "), words[words.len() - 3..].join(" "))
}

/// Compares the outline of a text with what is expected.
#[track_caller]
pub(crate) fn check(text: &str, expected: &[&str]) {
    let document = Document::from_text("a.txt", text);
    assert_eq!(outline(&document), expected, "{text}");
}
