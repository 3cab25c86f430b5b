//! Finds: a body that follows a name with "of": "Greta Holm of the Reform League", "Greta Holm and Hugo Vos, of the League,".
//!
//! Why it is an affiliation: people are of a body as its members or as its voice; which of them, the words do not tell, so there is
//! no role.
//!
//! Examples: see the tests. Source: coding guide, "Affiliations".

use sayso_model::{AffiliationStatus, BodyWords};

use super::dates::Dates;
use super::people::{list_until, person_before};
use super::role_phrase::RolePhrase;
use super::sentence::{Kind, Sentence};
use super::{Find, Finds, Rule};
use crate::language::Class;

pub(super) const RULE: Rule = Rule { id: "of_body", confidence: 0.8, find };

fn find(sentence: &Sentence, _: &[RolePhrase], finds: &mut Finds) {
    for of in (1..sentence.len()).filter(|at| matches!(sentence.word(*at), "of" | "from")) {
        let has_comma = sentence.is_mark(of - 1, ",(");
        let Some(person) = person_before(sentence, if has_comma { of - 1 } else { of }) else { continue };
        let body = of + 1 + usize::from(sentence.has(of + 1, Class::Determiner));
        if !sentence.is_body(body) || sentence.is_possessive_ending(body + 1) || goes_on(sentence, body + 1) {
            continue;
        }
        let people = if has_comma { list_until(sentence, person) } else { vec![person] };
        for person in people {
            let member = sentence.pieces[person].span;
            finds.drafts.push(Find {
                member,
                organisation: BodyWords::Named(sentence.pieces[body].span),
                role: None,
                area: None,
                status: AffiliationStatus::Current,
                dates: Dates::default(),
                evidence: sentence.span(person..body + 1),
            });
        }
    }
}

/// Whether a noun follows the body's name, so that it is another thing that is meant ("of the Progress conference").
fn goes_on(sentence: &Sentence, at: usize) -> bool {
    sentence.kind(at) == Some(Kind::Word)
        && sentence.has_any(at, &[Class::OrganisationHead, Class::Role, Class::Membership])
}

#[cfg(test)]
mod tests {
    use crate::affiliations::testing::check;

    #[test]
    fn hits() {
        for (text, expected) in [
            ("Greta Holm of the Reform League spoke.", &["Greta Holm | - | Reform League | current"][..]),
            (
                "Both Greta Holm and Hugo Vos, of the NTU, spoke.",
                &["Greta Holm | - | NTU | current", "Hugo Vos | - | NTU | current"],
            ),
            ("Greta Holm MP (from Progress) spoke.", &["Greta Holm | - | Progress | current"]),
        ] {
            check("of_body", text, expected);
        }
    }

    #[test]
    fn near_misses() {
        for text in [
            "Greta Holm of the Reform League’s youth wing spoke.",
            "Greta Holm of Easton spoke.",
            "The friends of the Reform League met Greta Holm.",
        ] {
            check("of_body", text, &[]);
        }
    }
}
