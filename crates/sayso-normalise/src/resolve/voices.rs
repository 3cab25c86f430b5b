//! Authors and addressees of segments.

use sayso_model::{ActorType, PublicRole, Segment, SegmentType, Voice};

use super::phrase::member_at;
use super::scene::Scene;

/// Whose voice each segment is, and whom it addresses.
#[derive(Debug)]
pub(crate) struct Voices {
    pub(crate) authors: Vec<Option<usize>>,
    pub(crate) addressees: Vec<Option<usize>>,
    pub(crate) document_author: Option<usize>,
}

/// Resolves the voices of all segments. Commenters whom no registry knows are private, the document's author excepted.
pub(crate) fn resolve(scene: &mut Scene, segments: &[Segment]) -> Voices {
    let document_author = scene.document_author.and_then(|at| scene.member_of(at));
    let mut authors = Vec::with_capacity(segments.len());
    for segment in segments {
        let author = match segment.author {
            Voice::Named(span) => member_at(scene, span),
            Voice::DocumentAuthor => document_author,
            Voice::UnnamedCommenter(nth) => Some(unnamed_commenter(scene, nth)),
            Voice::Unknown => None,
        };
        if segment.segment_type == SegmentType::Comment
            && let Some(member) = author.filter(|author| Some(*author) != document_author)
        {
            scene.cast.member_mut(member).note_standing(PublicRole::Private);
        }
        authors.push(author);
    }
    let addressees =
        segments.iter().map(|segment| segment.addressee.and_then(|span| member_at(scene, span))).collect();
    Voices { authors, addressees, document_author }
}

/// An actor of this document alone: "Commenter 2 on Harbour news".
fn unnamed_commenter(scene: &mut Scene, nth: u32) -> usize {
    let title = scene.document.metadata().title.as_deref().filter(|title| !title.trim().is_empty());
    let name = format!("Commenter {nth} on {}", title.unwrap_or(scene.document.source()));
    scene.cast.other(ActorType::Person, &name, true)
}
