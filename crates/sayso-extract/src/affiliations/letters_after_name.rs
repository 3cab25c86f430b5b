//! Finds: letters of office right after a name: "Orla Quill MP", "Orla Quill Easton MP", "Orla Quill, MP for Easton".
//!
//! Why it is an affiliation: the letters stand for a seat in a parliament, which they name by themselves.
//!
//! Examples: see the tests. Source: coding guide, "Affiliations".

use super::draft::Holding;
use super::role_phrase::RolePhrase;
use super::sentence::Sentence;
use super::{Finds, Rule};

pub(super) const RULE: Rule = Rule { id: "letters_after_name", confidence: 0.95, find };

fn find(sentence: &Sentence, phrases: &[RolePhrase], finds: &mut Finds) {
    for phrase in phrases.iter().filter(|phrase| sentence.office(phrase.head).is_some()) {
        let Some(before) = phrase.start.checked_sub(1) else { continue };
        let is_bare = !phrase.has_determiner && phrase.start == phrase.head && sentence.is_mark(before, ",(");
        let person = if is_bare { before.checked_sub(1) } else { Some(before) };
        if let Some(person) = person.filter(|person| sentence.is_person(*person) && !phrase.is_plural) {
            finds.add_holding(sentence, &Holding { phrase, people: vec![person], is_past: false });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::affiliations::testing::check;

    #[test]
    fn hits() {
        for (text, expected) in [
            ("Orla Quill MP left.", &["Orla Quill | MP | (Parliament) | current"][..]),
            ("Orla Quill, MP for Easton, left.", &["Orla Quill | MP in Easton | (Parliament) | current"]),
            ("I met Orla Quill Easton MP there.", &["Orla Quill | MP in Easton | (Parliament) | current"]),
            ("Greta Holm (MEP) left.", &["Greta Holm | MEP | (European Parliament) | current"]),
        ] {
            check("letters_after_name", text, expected);
        }
    }

    #[test]
    fn near_misses() {
        for text in ["Orla Quill met MPs.", "Orla Quill phoned the MP.", "Orla Quill is no MP."] {
            check("letters_after_name", text, &[]);
        }
    }
}
