//! Finds: a role in apposition after a name: "Orla Quill, a founding member of the Reform League", "Orla Quill MP – chair of the
//! League and secretary of the Union –".
//!
//! Why it is an affiliation: the apposition says who the one named is, and the role names its body.
//!
//! Examples: see the tests. Source: coding guide, "Affiliations".

use super::draft::Holding;
use super::people::{list_until, person_before};
use super::role_phrase::RolePhrase;
use super::sentence::Sentence;
use super::{Finds, Rule};

pub(super) const RULE: Rule = Rule { id: "role_after_name", confidence: 0.9, find };

fn find(sentence: &Sentence, phrases: &[RolePhrase], finds: &mut Finds) {
    // Who holds the role before, if the next one may go on with it: people and where the phrase ended.
    let mut before: Option<(Vec<usize>, usize)> = None;
    for phrase in phrases {
        let people = apposed(sentence, phrase).or_else(|| {
            let (people, end) = before.clone()?;
            is_continued(sentence, end, phrase.start).then_some(people)
        });
        before = people.clone().map(|people| (people, phrase.end));
        if let Some(people) = people {
            finds.add_holding(sentence, &Holding { phrase, people, is_past: false });
        }
    }
}

/// The people before the comma, dash or bracket before the phrase.
fn apposed(sentence: &Sentence, phrase: &RolePhrase) -> Option<Vec<usize>> {
    let joint = phrase.start.checked_sub(1).filter(|joint| sentence.is_mark(*joint, ",–—(-"))?;
    let person = person_before(sentence, joint)?;
    // Letters of office are another rule's; "Ann Park, Labour leader Bob Lee" starts a new name.
    let is_letters = phrase.start == phrase.head && sentence.office(phrase.head).is_some();
    if is_letters || sentence.is_person(phrase.end) || sentence.is_possessive_ending(person + 1) {
        return None;
    }
    Some(if phrase.is_plural { list_until(sentence, person) } else { vec![person] })
}

/// ", a member of the Union and secretary of the League": nothing but joints and adverbs between the phrases.
pub(super) fn is_continued(sentence: &Sentence, end: usize, start: usize) -> bool {
    let is_joint =
        |at: usize| sentence.is_mark(at, ",") || matches!(sentence.word(at), "and" | "also" | "as" | "well");
    end < start && start - end <= 4 && (end..start).all(is_joint)
}

#[cfg(test)]
mod tests {
    use crate::affiliations::testing::check;

    #[test]
    fn hits() {
        for (text, expected) in [
            // Nation, faith and descent are nobody's seat.
            (
                "Orla Quill, a Welsh organiser of Progress, left.",
                &["Orla Quill | organiser | Progress | current"][..],
            ),
            (
                "Orla Quill, a founding member of the group Reform League, spoke.",
                &["Orla Quill | founding member | Reform League | current"][..],
            ),
            (
                "Orla Quill MP, chair of a group known as the Reform League, spoke.",
                &["Orla Quill | chair | Reform League | current"],
            ),
            (
                "Greta Holm – former deputy leader of the Norland Teachers Union (NTU) and patron of Progress – left.",
                &[
                    "Greta Holm | deputy leader | Norland Teachers Union | former",
                    "Greta Holm | patron | Progress | current",
                ],
            ),
            (
                "With Orla Quill, the League’s treasurer, came Greta Holm and Hugo Vos, members of Progress.",
                &[
                    "Orla Quill | treasurer | League | current",
                    "Greta Holm | member | Progress | current",
                    "Hugo Vos | member | Progress | current",
                ],
            ),
            ("Orla Quill, a Reform League member, left.", &["Orla Quill | member | Reform League | current"]),
            (
                "Orla Quill, chair of the Reform League from May 1999 to 2004, left.",
                &["Orla Quill | chair | Reform League | former | 1999-05..2004"],
            ),
        ] {
            check("role_after_name", text, expected);
        }
    }

    #[test]
    fn near_misses() {
        for text in [
            "Orla Quill, a strong supporter of Greta Holm, left.",
            "After Orla Quill, Reform League leader Greta Holm spoke.",
            "Orla Quill’s friend, a member of no party, left.",
            "They told Orla Quill that members of the Reform League left.",
        ] {
            check("role_after_name", text, &[]);
        }
    }
}
