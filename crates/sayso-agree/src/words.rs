//! Every word of the texts as a unit: is it part of what was said, of a cue, of a speaker's name?

use std::collections::BTreeMap;

use crate::figures::{Ratings, Unit};
use crate::input::{CharRange, Coding, Kind, Role};

/// A word and the paragraph in which it stands.
struct Word {
    range: CharRange,
    paragraph: usize,
}

/// Runs of letters and digits, and the lines of the text on which they stand.
fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut paragraph = 0;
    let mut is_open = false;
    for (at_char, symbol) in text.chars().enumerate() {
        paragraph += usize::from(symbol == '\n');
        let is_of_word = symbol.is_alphanumeric() || symbol == '_';
        match words.last_mut().filter(|_| is_open) {
            Some(word) if is_of_word => word.range.1 = at_char + 1,
            _ if is_of_word => words.push(Word { range: (at_char, at_char + 1), paragraph }),
            _ => {}
        }
        is_open = is_of_word;
    }
    words
}

/// What a role is called in labels.
fn name(role: Role) -> &'static str {
    match role {
        Role::Content => "content",
        Role::Cue => "cue",
        Role::Speaker => "speaker",
        Role::Evidence => "evidence",
    }
}

/// Each word of the documents, labelled by each coder with the `roles` that it has in any of the coder's items of `kind`.
///
/// A coder labels the documents that they have read; documents whose text nobody gave are left out. The words of a paragraph are a
/// cluster.
pub(crate) fn word_ratings(coding: &Coding, kind: Kind, roles: &[Role]) -> Ratings {
    let labels = (0..1_usize << roles.len()).map(|label| {
        let has = roles.iter().enumerate().filter(|(bit, _)| label >> bit & 1 == 1);
        let names: Vec<&str> = has.map(|(_, role)| name(*role)).collect();
        if names.is_empty() { "outside".to_owned() } else { names.join("+") }
    });
    let mut units = Vec::new();
    let mut n_clusters = 0;
    for (document_id, text) in &coding.texts {
        let words = words(text);
        let of_coders: Vec<Option<Vec<usize>>> = coding
            .coders
            .iter()
            .map(|coder| {
                let is_labelled = coder.kinds.contains(&kind) && coder.has_read(document_id);
                is_labelled.then(|| {
                    let items = coder.items.iter();
                    let items = items.filter(|item| item.kind == kind && item.document_id == *document_id);
                    labels_of(&words, items.flat_map(|item| &item.spans), roles)
                })
            })
            .collect();
        // equal words of a paragraph make one unit that stands for all of them
        let mut counts: BTreeMap<(usize, Vec<Option<usize>>), usize> = BTreeMap::new();
        for (nth, word) in words.iter().enumerate() {
            let values = of_coders.iter().map(|labels| labels.as_ref().map(|labels| labels[nth])).collect();
            *counts.entry((n_clusters + word.paragraph, values)).or_default() += 1;
        }
        n_clusters += words.last().map_or(0, |word| word.paragraph + 1);
        units.extend(counts.into_iter().map(|((cluster, values), n_times)| Unit {
            values,
            n_times,
            cluster,
        }));
    }
    Ratings::new(labels.collect(), units)
}

/// For each word the sum of its roles, the nth counting 2^n.
fn labels_of<'a>(
    words: &[Word],
    spans: impl Iterator<Item = &'a (Role, CharRange)>,
    roles: &[Role],
) -> Vec<usize> {
    let mut labels = vec![0; words.len()];
    for (role, (start_char, end_char)) in spans {
        let Some(bit) = roles.iter().position(|known| known == role) else { continue };
        let from = words.partition_point(|word| word.range.1 <= *start_char);
        let to = words.partition_point(|word| word.range.0 < *end_char);
        for label in labels.get_mut(from..to).unwrap_or_default() {
            *label |= 1 << bit;
        }
    }
    labels
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::Source;

    #[test]
    fn words_are_counted_in_code_points() {
        let found: Vec<(CharRange, usize)> =
            words("„Käse 🎉“,\n\nx_1 don’t").iter().map(|word| (word.range, word.paragraph)).collect();
        assert_eq!(found, [((1, 5), 0), ((11, 14), 2), ((15, 18), 2), ((19, 20), 2)]);
        assert!(words("…").is_empty());
    }

    /// “It rains,” said Ann. Ann says so, Bo takes the last word into the content and has no cue.
    #[test]
    fn every_word_of_a_read_document_has_a_label() {
        let text =
            "\"document_id\",text,n_chars\nd1,\"“It rains,” said Ann.\nYes.\",26\nd2,Nobody knows.,13\n";
        let header = "statement_id,document_id,content,start_char,end_char,cue_start_char,cue_end_char\n";
        let source = |name: &str, row: &str| Source {
            name: name.to_owned(),
            files: vec![
                ("documents.csv".to_owned(), text.to_owned()),
                ("statements.csv".to_owned(), format!("{header}{row}\n")),
            ],
        };
        let coding = Coding::read(&[
            source("ann", "s1,d1,It rains,1,9,12,16"),
            source("bo", "s2,d1,“It rains said Ann,0,20,,"),
        ])
        .unwrap();
        let ratings = word_ratings(&coding, Kind::Statement, &[Role::Content, Role::Cue]);
        assert_eq!(ratings.labels(), ["outside", "content", "cue", "content+cue"]);
        assert_eq!((ratings.n_units(), ratings.n_clusters()), (7, 3));
        let of: Vec<(Vec<Option<usize>>, usize)> =
            ratings.units().iter().map(|unit| (unit.values.clone(), unit.n_times)).collect();
        let both = |one, other| vec![Some(one), Some(other)];
        let expected = [(both(0, 1), 1), (both(1, 1), 2), (both(2, 1), 1), (both(0, 0), 1), (both(0, 0), 2)];
        assert_eq!(of, expected);
    }
}
