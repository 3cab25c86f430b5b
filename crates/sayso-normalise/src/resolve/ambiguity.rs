//! Names that several actors bear.

use std::collections::{BTreeMap, BTreeSet};

use sayso_model::{AffiliationDraft, BodyWords, Diagnostic, Severity, Span, Stage};

use super::cast::only;
use super::scene::{Form, Found, Scene};
use crate::name_key::name_key;
use crate::registry::Wanted;

/// Settles names between whose registered bearers the choice was left.
///
/// "Victor Stone MP" is the one who holds that role on the document's date. Else, where one of them is named otherwise in the
/// document, it is that one.
pub(crate) fn resolve(scene: &mut Scene) {
    let choices = std::mem::take(&mut scene.choices);
    let mut drafts: BTreeMap<Span, Vec<&AffiliationDraft>> = BTreeMap::new();
    for draft in scene.extraction.affiliations.iter().filter(|_| !choices.is_empty()) {
        drafts.entry(draft.member).or_default().push(draft);
    }
    for (&at, entries) in &choices {
        if scene.found[at] != Found::Open {
            continue;
        }
        let drafts = scene.occurrences[at].span.and_then(|span| drafts.get(&span));
        if let Some(entry) = drafts.and_then(|drafts| with_role(scene, drafts, entries)) {
            let member = scene.cast.registered(scene.registry, entry);
            scene.settle(at, member, Form::Whole);
        }
    }
    for (at, entries) in choices {
        if scene.found[at] != Found::Open {
            continue;
        }
        let present: BTreeSet<usize> =
            entries.iter().filter_map(|entry| scene.cast.has_registered(*entry)).collect();
        let form =
            if super::acronyms::is_acronym(&scene.occurrences[at]) { Form::Acronym } else { Form::Whole };
        match only(&present) {
            Some(member) => scene.settle(at, member, form),
            None => {
                let ids = entries.iter().map(|entry| scene.registry.entry(*entry).id.clone()).collect();
                scene.found[at] = Found::Ambiguous(ids);
            }
        }
    }
}

/// The one of `entries` who holds a role that these drafts give to somebody, on the document's date.
fn with_role(scene: &Scene, drafts: &[&AffiliationDraft], entries: &[usize]) -> Option<usize> {
    let mut holders: BTreeSet<usize> = BTreeSet::new();
    for draft in drafts {
        let Some(role) = &draft.role else { continue };
        let organisation = match draft.organisation {
            BodyWords::Named(span) => scene.by_span.get(&span).and_then(|at| scene.member_of(*at)),
            BodyWords::ByOffice(_) => None,
        };
        let wanted = Wanted {
            role: &name_key(role),
            organisation: organisation.and_then(|member| scene.cast.member(member).entry),
            area: draft.area.map(|area| scene.document.slice(area)),
            date: scene.date,
        };
        holders.extend(entries.iter().copied().filter(|entry| scene.registry.holds(*entry, wanted)));
    }
    only(&holders)
}

/// Candidates that a diagnostic lists.
const MAX_LISTED: usize = 6;

/// One diagnostic for each name that stayed ambiguous, at its first place.
pub(crate) fn report(scene: &mut Scene) {
    let mut names: BTreeMap<(String, Vec<String>), (Span, usize)> = BTreeMap::new();
    for (occurrence, found) in scene.occurrences.iter().zip(&scene.found) {
        let (Found::Ambiguous(candidates), Some(span)) = (found, occurrence.span) else { continue };
        let key = (name_key(occurrence.words), candidates.clone());
        names.entry(key).and_modify(|(_, n_places)| *n_places += 1).or_insert((span, 1));
    }
    for ((_, mut candidates), (span, n_places)) in names {
        let n_left_out = candidates.len().saturating_sub(MAX_LISTED);
        candidates.truncate(MAX_LISTED);
        if n_left_out > 0 {
            candidates.push(format!("{n_left_out} others"));
        }
        let times = if n_places == 1 { String::new() } else { format!(", {n_places} times") };
        let words = scene.document.slice(span);
        let message = format!("{words:?} may be {}{times}", candidates.join(" or "));
        let diagnostic = Diagnostic::new(Severity::Warning, Stage::Normalise, "ambiguous_name", message);
        scene.diagnostics.push(diagnostic.at(span));
    }
}
