//! What tests of affiliation rules share.

use sayso_model::BodyWords;

use crate::mentions::testing::registry;
use crate::reading::Reading;
use crate::testing::body;
use crate::{Language, Names};

/// Checks what one rule finds in `text`, each as `member | role in place | body | status`, with `| start..end` where dates are told.
/// A body that an office alone tells stands in brackets.
pub(super) fn check(rule: &str, text: &str, expected: &[&str]) {
    check_with(&registry(), rule, text, expected);
}

/// The same with these names.
pub(super) fn check_with(names: &Names, rule: &str, text: &str, expected: &[&str]) {
    let (document, segments) = body(text);
    let language = Language::english().unwrap();
    let reading = Reading::new(&document, &segments, &language);
    let mut mentions = crate::mentions::find(&reading, names);
    crate::mentions::add_held_roles(&reading, names, &mut mentions);
    let mut extraction = sayso_model::Extraction { mentions, ..Default::default() };
    super::add(&reading, &mut extraction);
    let mut found: Vec<(sayso_model::Span, String)> = Vec::new();
    for draft in extraction.affiliations.iter().filter(|draft| draft.rule_id == rule) {
        let body = match &draft.organisation {
            BodyWords::Named(span) => document.slice(*span).to_owned(),
            BodyWords::ByOffice(name) => format!("({name})"),
        };
        let area = draft.area.map_or(String::new(), |area| format!(" in {}", document.slice(area)));
        let role = draft.role.as_deref().unwrap_or("-");
        let member = document.slice(draft.member);
        let mut line = format!("{member} | {role}{area} | {body} | {}", draft.status);
        if draft.date.is_some() {
            let date = |date: &Option<String>| date.clone().unwrap_or_default();
            line += &format!(" | {}..{}", date(&draft.start_date), date(&draft.end_date));
        }
        found.push((draft.member, line));
    }
    found.sort_by_key(|(member, _)| *member);
    let found: Vec<String> = found.into_iter().map(|(_, line)| line).collect();
    assert_eq!(found, expected, "{text}");
}
