//! The roles that the document gives its people, to find out who "our MP" or "the League’s chair" is.

use sayso_model::BodyWords;

use super::antecedents::head_of;
use super::scene::Scene;
use crate::name_key::name_key;
use crate::person_name::PersonName;

/// One role that the document gives a person.
#[derive(Clone, Debug)]
pub(crate) struct Role {
    pub(crate) member: usize,
    /// The noun, in lower case: "chair" of "deputy chair".
    pub(crate) head: String,
    pub(crate) organisation: Option<usize>,
    /// The seat, folded.
    area: Option<String>,
    /// Whether the text introduces the person with "my" or "our".
    is_own: bool,
    /// Where the text says so.
    pub(crate) start_byte: usize,
}

/// Every role that the text gives to people by name, and every title that stands before a name ("Mayor Park").
pub(crate) fn roles(scene: &Scene) -> Vec<Role> {
    let mut roles = Vec::new();
    for draft in &scene.extraction.affiliations {
        let member = scene.by_span.get(&draft.member).and_then(|at| scene.member_of(*at));
        let (Some(member), Some(role)) = (member, &draft.role) else { continue };
        let organisation = match draft.organisation {
            BodyWords::Named(span) => scene.by_span.get(&span).and_then(|at| scene.member_of(*at)),
            BodyWords::ByOffice(_) => None,
        };
        let opening = scene.document.slice(draft.evidence).split_whitespace().next().unwrap_or_default();
        roles.push(Role {
            member,
            head: head_of(role),
            organisation,
            area: draft.area.map(|area| name_key(scene.document.slice(area))),
            is_own: matches!(opening.to_lowercase().as_str(), "my" | "our"),
            start_byte: draft.evidence.start_byte(),
        });
    }
    for (at, occurrence) in scene.occurrences.iter().enumerate() {
        let title = PersonName::parse(occurrence.words).and_then(|name| name.title);
        if let (Some(member), Some(span), Some(title)) = (scene.member_of(at), occurrence.span, title) {
            let (head, start_byte) = (head_of(&title), span.start_byte());
            roles.push(Role { member, head, organisation: None, area: None, is_own: false, start_byte });
        }
    }
    roles
}

/// The one person with this role.
///
/// `organisation` and `area` narrow the choice where the words name them. "Our MP" is who the text elsewhere calls so, if it calls
/// anybody so.
pub(crate) fn holder<'a>(
    roles: impl Iterator<Item = &'a Role> + Clone,
    head: &str,
    organisation: Option<usize>,
    area: Option<&str>,
    is_own: bool,
) -> Option<usize> {
    let fits = |role: &&Role| {
        role.head == head
            && organisation.is_none_or(|wanted| role.organisation == Some(wanted))
            && area.is_none_or(|wanted| role.area.as_deref() == Some(&name_key(wanted)))
    };
    let one = |people: Vec<usize>| {
        let first = people.first().copied()?;
        people.iter().all(|other| *other == first).then_some(first)
    };
    if is_own {
        let own: Vec<usize> =
            roles.clone().filter(fits).filter(|role| role.is_own).map(|role| role.member).collect();
        if !own.is_empty() {
            return one(own);
        }
    }
    one(roles.filter(fits).map(|role| role.member).collect())
}
