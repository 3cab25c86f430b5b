//! Names that several actors bear.

use std::collections::{BTreeMap, BTreeSet};

use sayso_model::{Diagnostic, Severity, Span, Stage};

use super::cast::only;
use super::scene::{Form, Found, Scene};
use crate::name_key::name_key;

/// Where one of the actors between whom a registered name leaves the choice is named otherwise in the document, it is that one.
pub(crate) fn resolve(scene: &mut Scene) {
    for (at, entries) in std::mem::take(&mut scene.choices) {
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

/// One diagnostic for each name that stayed ambiguous, at its first place.
pub(crate) fn report(scene: &mut Scene) {
    let mut names: BTreeMap<(String, Vec<String>), (Span, usize)> = BTreeMap::new();
    for (occurrence, found) in scene.occurrences.iter().zip(&scene.found) {
        let (Found::Ambiguous(candidates), Some(span)) = (found, occurrence.span) else { continue };
        let key = (name_key(occurrence.words), candidates.clone());
        names.entry(key).and_modify(|(_, n_places)| *n_places += 1).or_insert((span, 1));
    }
    for ((_, candidates), (span, n_places)) in names {
        let times = if n_places == 1 { String::new() } else { format!(", {n_places} times") };
        let words = scene.document.slice(span);
        let message = format!("{words:?} may be {}{times}", candidates.join(" or "));
        let diagnostic = Diagnostic::new(Severity::Warning, Stage::Normalise, "ambiguous_name", message);
        scene.diagnostics.push(diagnostic.at(span));
    }
}
