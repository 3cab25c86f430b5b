//! What anybody could do: each pronoun means the nearest earlier mention that it may mean, each nominal the nearest with the same
//! last word.
//!
//! It is given the coded mentions, which a reader of a text has to find first, so its task is easier.

use super::language::Pronoun;
use super::mention::{CodedMention, EntityType, MentionKind};

/// For each of the mentions that is a nominal or pronoun, the one that it is taken to point back at.
pub(crate) fn links(mentions: &[CodedMention]) -> Vec<(usize, usize)> {
    let mut links = Vec::new();
    for (at, anaphor) in mentions.iter().enumerate().filter(|(_, one)| one.kind != MentionKind::Name) {
        let is_meant = |known: &&usize| {
            let candidate = &mentions[**known];
            candidate.range.1 <= anaphor.range.0 && fits(anaphor, candidate)
        };
        let earlier: Vec<usize> = (0..at).rev().collect();
        if let Some(antecedent) = earlier.iter().find(is_meant) {
            links.push((at, *antecedent));
        }
    }
    links
}

fn fits(anaphor: &CodedMention, candidate: &CodedMention) -> bool {
    let own = anaphor.pronoun;
    let is_noun_or = |others: &[Pronoun]| {
        candidate.kind != MentionKind::Pronoun || candidate.pronoun.is_some_and(|one| others.contains(&one))
    };
    match (anaphor.kind, own) {
        (MentionKind::Nominal, _) => candidate.last_word == anaphor.last_word,
        (_, Some(own @ (Pronoun::Masculine | Pronoun::Feminine))) => {
            candidate.entity_type == EntityType::Person && is_noun_or(&[own, Pronoun::Relative])
        }
        (_, Some(Pronoun::Neuter)) => {
            candidate.entity_type != EntityType::Person
                && is_noun_or(&[Pronoun::Neuter, Pronoun::Demonstrative])
        }
        (_, Some(Pronoun::Plural)) => is_noun_or(&[Pronoun::Plural]),
        (_, Some(Pronoun::Relative)) => candidate.kind != MentionKind::Pronoun,
        (_, own) => candidate.kind == MentionKind::Pronoun && candidate.pronoun == own,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mention(start_char: usize, kind: MentionKind, last_word: &str) -> CodedMention {
        CodedMention {
            range: (start_char, start_char + 1),
            kind,
            entity_type: if last_word == "watch" { EntityType::Organisation } else { EntityType::Person },
            chain: String::new(),
            last_word: last_word.to_owned(),
            pronoun: super::super::language::pronoun(last_word),
        }
    }

    #[test]
    fn the_nearest_that_fits() {
        use MentionKind::{Name, Nominal, Pronoun};
        let words = [
            (Name, "park"),
            (Name, "watch"),
            (Pronoun, "she"),
            (Pronoun, "it"),
            (Pronoun, "he"),
            (Nominal, "mayor"),
            (Nominal, "mayor"),
            (Pronoun, "i"),
            (Pronoun, "i"),
        ];
        let mentions: Vec<CodedMention> = words
            .iter()
            .enumerate()
            .map(|(nth, (kind, last_word))| mention(2 * nth, *kind, last_word))
            .collect();
        assert_eq!(links(&mentions), [(2, 0), (3, 1), (4, 0), (6, 5), (8, 7)]);
    }
}
