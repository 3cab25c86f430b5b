//! How public people are, by what the document says of them.

use sayso_model::PublicRole;

use super::affiliations::one_at;
use super::antecedents::Antecedents;
use super::layout::Layout;
use super::pronouns;
use super::scene::Scene;
use super::speakers::{Contents, Speakers};
use super::voices::Voices;
use crate::person_name::is_in;
use crate::words::{ELECTED_TITLES, OFFICIAL_TITLES};

/// Notes what roles, occupations and titles tell of people. Of several, the most public stands; religion, descent and the like tell
/// nothing here and are kept nowhere.
pub(crate) fn resolve(
    scene: &mut Scene,
    voices: &Voices,
    speakers: &Speakers,
    antecedents: &Antecedents,
    layout: &Layout,
) {
    let extraction = scene.extraction;
    let contents = Contents::new(&extraction.statements);
    for standing in &extraction.standings {
        let own = pronouns::first_person(scene, standing.person, voices, speakers, &contents, layout);
        let member = own.unwrap_or_else(|| one_at(scene, standing.person, antecedents, layout));
        if let Some(member) = member {
            scene.cast.member_mut(member).note_standing(standing.public_role);
        }
    }
    for at in 0..scene.cast.members().len() {
        let has = |titles: &[&str]| {
            let mut words = scene.cast.member(at).titles.iter().flat_map(|title| title.split(' '));
            words.any(|word| is_in(word, titles))
        };
        if has(ELECTED_TITLES) {
            scene.cast.member_mut(at).note_standing(PublicRole::Elected);
        } else if has(OFFICIAL_TITLES) {
            scene.cast.member_mut(at).note_standing(PublicRole::Official);
        }
    }
}

#[cfg(test)]
mod tests {
    use sayso_model::{PublicRole, Standing};

    use crate::marked_text::{invented, marked_text};

    #[test]
    fn the_most_public_role_that_the_text_tells_stands() {
        let check = |marked: &str, told: &[PublicRole], expected: PublicRole| {
            let mut text = marked_text(marked);
            let person = text.extraction.mentions[0].span;
            text.extraction.standings =
                told.iter().map(|public_role| Standing { person, public_role: *public_role }).collect();
            let resolution = crate::resolve(&text.document, &text.segments, &text.extraction, &invented());
            assert_eq!(resolution.actors[0].public_role, expected, "{marked}");
        };
        check("[p:Ann Park] left.", &[], PublicRole::Unknown);
        check("[p:Ann Park], a resident, left.", &[PublicRole::Private], PublicRole::Private);
        check(
            "[p:Ann Park], a resident and mayor, left.",
            &[PublicRole::Private, PublicRole::Elected],
            PublicRole::Elected,
        );
        check("[p:Senator Park] left.", &[PublicRole::Private], PublicRole::Elected);
        check("[p:Judge Park] left.", &[], PublicRole::Official);
        // What the registry says of somebody goes before the text.
        check("[p:Rosie Hart], a resident, left.", &[PublicRole::Private], PublicRole::Elected);
    }
}
