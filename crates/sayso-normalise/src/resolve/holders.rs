//! Who holds a role by the registry: "the leader of the League", "the Labour leader", "the prime minister".
//!
//! The role is held on the document's date; without a date it must have had one holder only. A role counts that one person at a
//! time holds, in a body that the words name or that the text has named last ("the party’s leader"), for a place that they name
//! ("the Easton MP"), or, with neither, in a government. The words must be the role's own: "the deputy leader" is no leader, and
//! "the former leader" is somebody of another time.

use super::layout::Layout;
use super::nominals::body;
use super::noun_phrase::NounPhrase;
use super::scene::{Scene, without_article};
use crate::name_key::name_key;
use crate::person_name::is_in;
use crate::registry::Wanted;
use crate::words::QUALIFIERS;

/// Whom the registry has for a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Holder {
    /// Nobody, or it knows no such role.
    Nobody,
    /// This entry.
    One(usize),
    /// One of several, by their ids: without a date, or on the day of a change.
    OneOf(Vec<String>),
}

/// The holder of the role that the phrase names.
pub(crate) fn holder(scene: &Scene, layout: &Layout, phrase: &NounPhrase) -> Holder {
    if !phrase.is_definite || phrase.is_of_other_time || phrase.has_unnamed_owner {
        return Holder::Nobody;
    }
    let entry_of = |member: usize| scene.cast.member(member).entry;
    let organisation = match (phrase.owner, phrase.inner_body) {
        (Some(owner), _) => match body(scene, layout, owner) {
            Some(member) => Some(entry_of(member)),
            None => {
                let words = without_article(scene.document.slice(owner).trim());
                return in_words(scene, phrase.title, words);
            }
        },
        (None, inner_body) => inner_body.map(entry_of),
    };
    match (organisation, phrase.area) {
        // a body that is named and not registered has no registered holders
        (Some(None), _) => Holder::Nobody,
        (Some(entry), _) => look_up(scene, phrase.title, entry, None),
        (None, None) => look_up(scene, phrase.title, None, None),
        (None, Some(area)) => match look_up(scene, phrase.title, None, None) {
            Holder::Nobody => in_words(scene, phrase.title.strip_prefix(area).unwrap_or(phrase.title), area),
            found => found,
        },
    }
}

/// The holder of a role in what `words` name: a registered body, else a place.
fn in_words(scene: &Scene, title: &str, words: &str) -> Holder {
    match scene.registry.with_name_on(words, scene.date)[..] {
        [entry] => look_up(scene, title, Some(entry), None),
        _ => look_up(scene, title, None, Some(words)),
    }
}

fn look_up(scene: &Scene, title: &str, organisation: Option<usize>, area: Option<&str>) -> Holder {
    let role: Vec<String> =
        title.split_whitespace().filter(|word| !is_in(word, QUALIFIERS)).map(name_key).collect();
    let wanted = Wanted { role: &role.join(" "), organisation, area, date: scene.date };
    let found = scene.registry.holders(wanted);
    let mut holders: Vec<usize> = found.iter().map(|(holder, _)| *holder).collect();
    if holders.len() > 1 && organisation.is_none() {
        // of the prime ministers of two countries, the one whose government the document names
        let is_named = |body: &usize| scene.cast.has_registered(*body).is_some();
        let here: Vec<usize> =
            found.iter().filter(|(_, body)| is_named(body)).map(|(holder, _)| *holder).collect();
        if !here.is_empty() {
            holders = here;
        }
    }
    holders.sort_unstable();
    holders.dedup();
    match holders[..] {
        [] => Holder::Nobody,
        [one] => Holder::One(one),
        _ => {
            let mut ids: Vec<String> =
                holders.iter().map(|holder| scene.registry.entry(*holder).id.clone()).collect();
            ids.sort_unstable();
            Holder::OneOf(ids)
        }
    }
}

#[cfg(test)]
mod tests {
    use sayso_model::Metadata;

    use crate::marked_text::marked_text;
    use crate::registry::Registry;

    /// Parties and a government of an invented country whose offices pass from one to the next.
    const NORLAND: &str = include_str!("../../tests/norland.toml");

    /// The actors of the mentions of `marked` in a document of this date, and the diagnostics.
    fn check(marked: &str, date: Option<&str>, expected: &[&str], diagnostics: &[&str]) {
        let registry = Registry::from_toml(&[("norland.toml".to_owned(), NORLAND.to_owned())]).unwrap();
        let metadata = Metadata { date: date.map(str::to_owned), ..Metadata::default() };
        let text = marked_text(marked).with_metadata(metadata);
        assert_eq!(text.actors_of_mentions(&registry), expected, "{marked} {date:?}");
        let resolution = crate::resolve(&text.document, &text.segments, &text.extraction, &registry);
        let found: Vec<&str> = resolution.diagnostics.iter().map(|one| one.message.as_str()).collect();
        assert_eq!(found, diagnostics, "{marked} {date:?}");
    }

    #[test]
    fn a_role_is_its_holder_on_the_date() {
        for (marked, date, expected) in [
            (
                "[n:The leader of the Tide List] spoke of [o:Tide List].",
                "2005",
                &["Ida Brandt", "Tide List"][..],
            ),
            (
                "[n:The leader of the Tide List] spoke of [o:Tide List].",
                "2015-02",
                &["Per Holm", "Tide List"],
            ),
            ("The [o:Tide List] met. [n:The party’s leader] spoke.", "2015", &["Tide List", "Per Holm"]),
            ("[n:The prime minister] spoke.", "2012-05-01", &["Ida Brandt"]),
            ("[n:The new Prime Minister] spoke.", "2017-05-01", &["Per Holm"]),
            ("[n:The Easton MP] spoke.", "2015", &["Per Holm"]),
            ("[n:The MP for Easton] spoke.", "2015", &["Per Holm"]),
            (
                "[n:The general secretary of the Tide List] left [o:Tide List].",
                "2015",
                &["Eli Vang", "Tide List"],
            ),
        ] {
            check(marked, Some(date), expected, &[]);
        }
        check(
            "The [o:Tide List] met. [n:The Tide List leader] spoke.",
            Some("2015"),
            &["Tide List", "Per Holm"],
            &[],
        );
    }

    #[test]
    fn without_a_date_it_is_the_only_holder() {
        check("[n:The general secretary of the Tide List] left.", None, &["Eli Vang"], &[]);
        check(
            "[o:Tide List]: [n:The general secretary of the party] left.",
            None,
            &["Tide List", "Eli Vang"],
            &[],
        );
        check(
            "[n:The prime minister] spoke.",
            None,
            &["?"],
            &["\"The prime minister\" may be per-ida-brandt or per-per-holm"],
        );
        // In the month of the change it may be either.
        check(
            "[n:The prime minister] spoke.",
            Some("2016-10"),
            &["?"],
            &["\"The prime minister\" may be per-ida-brandt or per-per-holm"],
        );
    }

    #[test]
    fn other_words_are_other_roles() {
        for marked in [
            "[n:The former prime minister] spoke.",
            "[n:The deputy prime minister] spoke.",
            "[n:A prime minister] spoke.",
            "[n:Their prime minister] spoke.",
            "[n:The leader] spoke.",
            "[n:The MP] spoke.",
            "[n:The ministers] spoke.",
            "[n:The prime minister of Sudland] spoke.",
        ] {
            check(marked, Some("2012"), &["?"], &[]);
        }
        check("[o:Reed List]: [n:The Reed List leader] spoke.", Some("2012"), &["Reed List", "?"], &[]);
    }

    #[test]
    fn the_text_goes_before_the_registry() {
        check(
            "[p:Prime Minister Eve Sands] came. [n:The prime minister] spoke.",
            Some("2012"),
            &["Eve Sands"; 2],
            &[],
        );
    }

    #[test]
    fn names_are_whose_they_were_on_the_date() {
        for (marked, date, expected) in [
            ("The [o:Harbour List] met.", Some("1995"), "Tide List"),
            ("The [o:Harbour List] met.", Some("2019"), "Reed List"),
            ("The [o:Harbour List] met.", None, "?"),
            ("The [a:HL] met.", Some("1995"), "Tide List"),
            ("The [a:HL] met.", Some("2019"), "Reed List"),
            // Nobody else bears it, so a late use of an old name is clear.
            ("The [o:Dock Front] met.", Some("2019"), "Tide List"),
            // Both are so named at all times.
            ("[p:Ola Lund] spoke.", Some("2019"), "?"),
        ] {
            let registry = Registry::from_toml(&[("norland.toml".to_owned(), NORLAND.to_owned())]).unwrap();
            let metadata = Metadata { date: date.map(str::to_owned), ..Metadata::default() };
            let text = marked_text(marked).with_metadata(metadata);
            assert_eq!(text.actors_of_mentions(&registry), [expected], "{marked} {date:?}");
        }
    }

    #[test]
    fn a_role_in_the_text_tells_people_of_one_name_apart() {
        let registry = Registry::from_toml(&[("norland.toml".to_owned(), NORLAND.to_owned())]).unwrap();
        let check = |date: &str, role: &str, expected: &str| {
            let metadata = Metadata { date: Some(date.to_owned()), ..Metadata::default() };
            let mut text = marked_text("[p:Ola Lund] came. Then [p:Ola Lund] spoke.").with_metadata(metadata);
            let member = text.extraction.mentions[1].span;
            text.extraction.affiliations.push(sayso_model::AffiliationDraft {
                member,
                organisation: sayso_model::BodyWords::ByOffice("Parliament".to_owned()),
                role: Some(role.to_owned()),
                area: None,
                status: sayso_model::AffiliationStatus::Current,
                start_date: None,
                end_date: None,
                date: None,
                evidence: member,
                rule_id: "marked",
                confidence: 0.9,
            });
            let resolution = crate::resolve(&text.document, &text.segments, &text.extraction, &registry);
            let ids: Vec<&str> = resolution
                .mention_actors
                .iter()
                .map(|actor| actor.map_or("?", |at| resolution.actors[at].actor_id.as_str()))
                .collect();
            assert_eq!(ids, [expected, expected], "{date} {role}");
        };
        check("1995", "MP", "per-ola-lund-1");
        check("2019", "MP", "per-ola-lund-2");
        check("2005", "MP", "?");
        check("2019", "mayor", "?");
    }
}
