//! Account names and hashtags.

use sayso_model::{ActorType, MentionType};

use super::cast::only;
use super::scene::{Form, Found, Scene};

/// Settles accounts: an actor's name written in one word, with or without figures after it; the account in the header of a post is
/// the one of the post's author; any other account is an actor of its own. A hashtag that names nobody stays open.
pub(crate) fn resolve(scene: &mut Scene) {
    for at in scene.open_names() {
        if scene.occurrences[at].mention_type != MentionType::Handle {
            continue;
        }
        let form = if is_account(scene, at) { Form::Handle } else { Form::Passing };
        if let Some(member) = only(&scene.cast.with_squashed(scene.occurrences[at].words)) {
            scene.settle(at, member, form);
        }
    }
    for (at, author) in std::mem::take(&mut scene.header_handles) {
        let member = super::phrase::member_at(scene, author);
        if let (Found::Open, Some(member)) = (&scene.found[at], member) {
            scene.settle(at, member, Form::Handle);
        }
    }
    for at in scene.open_names() {
        if scene.occurrences[at].mention_type == MentionType::Handle && is_account(scene, at) {
            let account = format!("@{}", scene.occurrences[at].words.trim().trim_start_matches('@'));
            let member = scene.cast.other(ActorType::Unknown, &account, false);
            scene.settle(at, member, Form::Handle);
        }
    }
}

/// Whether the words are an account, with their `@` or right after it, not a hashtag.
fn is_account(scene: &Scene, at: usize) -> bool {
    let occurrence = &scene.occurrences[at];
    let is_after_sign = |span| scene.document.before(span, 1) == "@";
    occurrence.words.trim().starts_with('@') || occurrence.span.is_some_and(is_after_sign)
}
