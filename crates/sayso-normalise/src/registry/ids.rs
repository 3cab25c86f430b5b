//! What ids of actors look like.

/// Whether `id` is the slug of a registered actor: `per-` or `org-`, then parts of a-z and 0-9, joined by single hyphens.
///
/// # Examples
/// ```
/// use sayso_normalise::is_slug;
/// assert!(is_slug("per-ann-park-2", "per"));
/// assert!(!is_slug("per-Ann", "per") && !is_slug("per-ann--park", "per") && !is_slug("per-ann", "org"));
/// ```
pub fn is_slug(id: &str, prefix: &str) -> bool {
    let mut parts = id.split('-');
    parts.next() == Some(prefix)
        && parts.clone().next().is_some()
        && parts.all(|part| {
            !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        })
}

/// Whether `id` is that of an actor whom no registry knows, as [`sayso_model::unknown_actor_id`] makes it.
pub fn is_unregistered_id(id: &str) -> bool {
    let parts = id.strip_prefix("x-").and_then(|rest| rest.split_once('-'));
    parts.is_some_and(|(kind, digest)| {
        matches!(kind, "per" | "org" | "gro" | "unk")
            && digest.len() == 12
            && digest.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
    })
}

pub(crate) fn is_wikidata_item(item: &str) -> bool {
    item.strip_prefix('Q').is_some_and(|number| {
        !number.starts_with('0') && !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use sayso_model::{ActorType, Vocabulary, unknown_actor_id};

    use super::*;

    #[test]
    fn ids_of_unregistered_actors_are_those_that_the_model_makes() {
        for actor_type in ActorType::WORDS {
            assert!(is_unregistered_id(&unknown_actor_id(actor_type, "Ann Park", None)), "{actor_type}");
        }
        for id in
            ["per-ann-park", "x-per-12", "x-per-0123456789aG", "x-dog-0123456789ab", "x-per-0123456789ab-1"]
        {
            assert!(!is_unregistered_id(id), "{id}");
        }
    }
}
