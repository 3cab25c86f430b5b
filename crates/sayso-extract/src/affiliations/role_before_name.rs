//! Finds: a role before the name of the one who holds it: "Reform League leader Orla Quill", "Easton MP, Orla Quill,", "the League’s
//! chair, Orla Quill,", "Progress exiles: Greta Holm, Hugo Vos and Orla Quill".
//!
//! Why it is an affiliation: role and name stand in apposition, with a comma or without.
//!
//! Examples: see the tests. Source: coding guide, "Affiliations".

use super::draft::Holding;
use super::people::list_from;
use super::role_phrase::RolePhrase;
use super::sentence::{Kind, Sentence};
use super::{Finds, Rule};
use crate::language::Class;

pub(super) const RULE: Rule = Rule { id: "role_before_name", confidence: 0.9, find };

/// Further back than this no word opens the clause.
const MAX_BACK: usize = 20;

fn find(sentence: &Sentence, phrases: &[RolePhrase], finds: &mut Finds) {
    for phrase in phrases {
        let has_mark = sentence.is_mark(phrase.end, ",:");
        let first = phrase.end + usize::from(has_mark);
        if !sentence.is_person(first) || has_mark && !is_closed(sentence, phrase, first) {
            continue;
        }
        let people = if phrase.is_plural { list_from(sentence, first) } else { vec![first] };
        finds.add_holding(sentence, &Holding { phrase, people, is_past: false });
    }
}

/// Whether the mark makes an apposition: the phrase names somebody by itself, it belongs to nobody named before, and after the name
/// the sentence pauses.
fn is_closed(sentence: &Sentence, phrase: &RolePhrase, person: usize) -> bool {
    let names_somebody =
        phrase.has_determiner || phrase.is_former || !phrase.bodies.is_empty() || phrase.area.is_some();
    let is_apposed = phrase.start >= 2
        && sentence.is_mark(phrase.start - 1, ",")
        && super::people::person_before(sentence, phrase.start - 1).is_some();
    let is_list = phrase.is_plural && list_from(sentence, person).len() > 1;
    let pauses = match sentence.kind(person + 1) {
        None | Some(Kind::Clitic) => true,
        Some(Kind::Mark(mark)) => mark != '-',
        _ => matches!(sentence.word(person + 1), "and" | "who") || phrase.start == 0,
    };
    let is_singular_colon = sentence.is_mark(phrase.end, ":") && !phrase.is_plural;
    // "Told by the chair, Ann Park left" cannot be told apart from an apposition, but a clause before it can: "When he met the
    // chair, Ann Park left".
    let opens_clause = (phrase.start.saturating_sub(MAX_BACK)..phrase.start)
        .any(|at| sentence.has(at, Class::Supposition) || sentence.word(at) == "when");
    names_somebody && !is_apposed && (pauses || is_list) && !is_singular_colon && !opens_clause
}

#[cfg(test)]
mod tests {
    use crate::affiliations::testing::check;

    #[test]
    fn hits() {
        for (text, expected) in [
            ("Reform League leader Orla Quill left.", &["Orla Quill | leader | Reform League | current"][..]),
            (
                "Last week, Easton MP, Orla Quill, left.",
                &["Orla Quill | MP in Easton | (Parliament) | current"],
            ),
            ("The former Progress MP, Orla Quill, who left, won.", &["Orla Quill | MP | Progress | former"]),
            (
                "She met the Progress MP Orla Quill.",
                &["Orla Quill | MP | Progress | current", "Orla Quill | MP | (Parliament) | current"],
            ),
            (
                "It was the former general secretary of the Norland Teachers Union, Greta Holm.",
                &["Greta Holm | general secretary | Norland Teachers Union | former"],
            ),
            (
                "The NTU will strike from Monday, its chair, Greta Holm, said.",
                &["Greta Holm | chair | its | current"],
            ),
            ("The NTU’s chair, Greta Holm, left.", &["Greta Holm | chair | NTU | current"]),
            (
                "They met Progress exiles: Greta Holm. Hugo Vos, Orla Quill and others",
                &[
                    "Greta Holm | member | Progress | former",
                    "Hugo Vos | member | Progress | former",
                    "Orla Quill | member | Progress | former",
                ],
            ),
            (
                "My Reform League comrade Greta Holm left.",
                &["Greta Holm | comrade | Reform League | current"],
            ),
        ] {
            check("role_before_name", text, expected);
        }
    }

    #[test]
    fn near_misses() {
        for text in [
            "When he met the chair of the Reform League, Orla Quill laughed.",
            "Greta Holm, leader of Progress, Orla Quill and others left.",
            "The leader of Progress met Orla Quill.",
        ] {
            check("role_before_name", text, &[]);
        }
    }
}
