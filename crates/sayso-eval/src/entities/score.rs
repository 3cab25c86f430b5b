//! Names, links and chains counted.

use std::collections::{BTreeMap, BTreeSet};

use super::baseline;
use super::clusters::{Clusters, common_links};
use super::language::{Pronoun, is_title};
use super::mention::{CodedMention, EntityType, MentionKind};
use super::report::{EntityReport, Share};
use super::{CodedText, FoundEntities, NameKind};
use crate::attribution::CharRange;
use crate::counts::Counts;

/// Links of one kind of reading, over all documents.
#[derive(Default)]
struct Links {
    links: Counts,
    chains: Counts,
    pronouns: Share,
    third_person: Share,
}

pub(crate) fn score(documents: &[CodedText], found: &BTreeMap<String, FoundEntities>) -> EntityReport {
    let nothing = FoundEntities::default();
    let mut names = [Counts::default(), Counts::default(), Counts::default()];
    let (mut reader, mut published, mut base) = (Links::default(), Links::default(), Links::default());
    for document in documents {
        let found = found.get(&document.id).unwrap_or(&nothing);
        let chars: Vec<char> = document.text.chars().collect();
        count_names(document, found, &chars, &mut names);
        let coded = Coded::new(&document.mentions);
        // "the mayor" is coded with its article, a name without
        let bare = |range: CharRange| if coded.has(range) { range } else { without_titles(&chars, range) };
        let links: BTreeMap<CharRange, CharRange> =
            found.links.iter().map(|(anaphor, antecedent)| (*anaphor, bare(*antecedent))).collect();
        let actors: Vec<Vec<CharRange>> = found
            .actors
            .iter()
            .map(|ranges| {
                let all: BTreeSet<CharRange> = ranges.iter().map(|range| bare(*range)).collect();
                all.into_iter().collect()
            })
            .collect();
        coded.count(&links, &actors, &mut reader);
        coded.count(&nearest_of_actor(&actors, &coded), &actors, &mut published);
        let at = |at: usize| document.mentions[at].range;
        let nearest: BTreeMap<CharRange, CharRange> = baseline::links(&document.mentions)
            .into_iter()
            .map(|(anaphor, antecedent)| (at(anaphor), at(antecedent)))
            .collect();
        coded.count(&nearest, &same_names(&document.mentions), &mut base);
    }
    let [person, organisation, both] = names.map(Counts::figures);
    let mut figures = BTreeMap::from([
        ("names.person".to_owned(), person),
        ("names.organisation".to_owned(), organisation),
        ("names.both".to_owned(), both),
    ]);
    let mut shares = BTreeMap::new();
    for (name, counted) in [("reader", reader), ("tables", published), ("baseline", base)] {
        figures.insert(format!("links.{name}"), counted.links.figures());
        figures.insert(format!("chains.{name}"), counted.chains.figures());
        shares.insert(format!("pronouns.{name}"), counted.pronouns);
        shares.insert(format!("third_person.{name}"), counted.third_person);
    }
    EntityReport::new(documents.len(), figures, shares)
}

fn count_names(document: &CodedText, found: &FoundEntities, chars: &[char], names: &mut [Counts; 3]) {
    let kinds = [(NameKind::Person, EntityType::Person), (NameKind::Organisation, EntityType::Organisation)];
    for (nth, (kind, entity_type)) in kinds.into_iter().enumerate() {
        let gold: BTreeSet<CharRange> = document
            .mentions
            .iter()
            .filter(|one| one.kind == MentionKind::Name && one.entity_type == entity_type)
            .map(|one| one.range)
            .collect();
        let predicted: BTreeSet<CharRange> = found
            .names
            .iter()
            .filter(|(_, of)| *of == kind)
            .map(|(range, _)| without_titles(chars, *range))
            .collect();
        names[nth].add_common(&gold, &predicted);
        names[2].add_common(&gold, &predicted);
    }
}

/// A name without the titles and the article before it, which the coding leaves out.
fn without_titles(chars: &[char], range: CharRange) -> CharRange {
    let (mut start_char, end_char) = range;
    loop {
        let rest = chars.get(start_char..end_char).unwrap_or_default();
        let Some(space) = rest.iter().position(|one| one.is_whitespace()) else { break };
        let word: String = rest[..space].iter().collect();
        if !is_title(&word) && !word.eq_ignore_ascii_case("the") {
            break;
        }
        let n_spaces = rest[space..].iter().take_while(|one| one.is_whitespace()).count();
        start_char += space + n_spaces;
    }
    (start_char, end_char)
}

/// The coding of a document, as links are held against it.
struct Coded<'a> {
    mentions: &'a [CodedMention],
    /// For each nominal and pronoun with something to point back at: the earlier mentions of the same chain.
    antecedents: BTreeMap<CharRange, BTreeSet<CharRange>>,
    /// Mentions that are one.
    chains: Vec<BTreeSet<CharRange>>,
}

impl<'a> Coded<'a> {
    fn new(mentions: &'a [CodedMention]) -> Self {
        let mut chains: BTreeMap<&str, BTreeSet<CharRange>> = BTreeMap::new();
        let mut antecedents = BTreeMap::new();
        for mention in mentions {
            let chain = chains.entry(&mention.chain).or_default();
            let earlier: BTreeSet<CharRange> =
                chain.iter().copied().filter(|known| known.1 <= mention.range.0).collect();
            if mention.kind != MentionKind::Name && !earlier.is_empty() {
                antecedents.insert(mention.range, earlier);
            }
            chain.insert(mention.range);
        }
        let chains = chains.into_values().filter(|chain| chain.len() > 1).collect();
        Self { mentions, antecedents, chains }
    }

    /// Counts links, the pronouns among them, and the chains that links and actors make together.
    fn count(&self, links: &BTreeMap<CharRange, CharRange>, actors: &[Vec<CharRange>], counted: &mut Links) {
        let is_right = |(anaphor, antecedent): (&CharRange, &CharRange)| {
            self.antecedents.get(anaphor).is_some_and(|known| known.contains(antecedent))
        };
        let n_right = links.iter().filter(|link| is_right(*link)).count();
        counted.links.add(n_right, links.len(), self.antecedents.len());
        for mention in self.mentions.iter().filter(|one| one.kind == MentionKind::Pronoun) {
            let Some(known) = self.antecedents.get(&mention.range) else { continue };
            let is_right = links.get(&mention.range).is_some_and(|antecedent| known.contains(antecedent));
            counted.pronouns.add(is_right);
            let is_third = matches!(
                mention.pronoun,
                Some(Pronoun::Masculine | Pronoun::Feminine | Pronoun::Neuter | Pronoun::Plural)
            );
            if is_third {
                counted.third_person.add(is_right);
            }
        }
        let mut clusters = Clusters::default();
        for (anaphor, antecedent) in links {
            clusters.join(*anaphor, *antecedent);
        }
        for pair in actors.iter().flat_map(|ranges| ranges.windows(2)) {
            clusters.join(pair[0], pair[1]);
        }
        let predicted = clusters.sets();
        counted
            .chains
            .add_sides(common_links(&predicted, &self.chains), common_links(&self.chains, &predicted));
    }
}

/// For each coded nominal and pronoun that is a mention of an actor: the mention of that actor before it.
fn nearest_of_actor(actors: &[Vec<CharRange>], coded: &Coded) -> BTreeMap<CharRange, CharRange> {
    let mut links = BTreeMap::new();
    for ranges in actors {
        for (nth, anaphor) in ranges.iter().enumerate().filter(|(_, range)| coded.is_anaphor(**range)) {
            let before = ranges[..nth].iter().rev().find(|known| known.1 <= anaphor.0);
            if let Some(antecedent) = before {
                links.insert(*anaphor, *antecedent);
            }
        }
    }
    links
}

impl Coded<'_> {
    fn at(&self, range: CharRange) -> Option<&CodedMention> {
        self.mentions.binary_search_by_key(&range, |one| one.range).ok().map(|at| &self.mentions[at])
    }

    fn has(&self, range: CharRange) -> bool {
        self.at(range).is_some()
    }

    fn is_anaphor(&self, range: CharRange) -> bool {
        self.at(range).is_some_and(|one| one.kind != MentionKind::Name)
    }
}

/// Names with the same last word, as the baseline takes them for one.
fn same_names(mentions: &[CodedMention]) -> Vec<Vec<CharRange>> {
    let mut names: BTreeMap<&str, Vec<CharRange>> = BTreeMap::new();
    for mention in mentions.iter().filter(|one| one.kind == MentionKind::Name) {
        names.entry(&mention.last_word).or_default().push(mention.range);
    }
    names.into_values().collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::CodedEntities;

    fn coded() -> CodedEntities {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/entities.conllu");
        CodedEntities::read(&path).unwrap()
    }

    /// The code points of the nth place of `words` in the text of a document.
    fn place(coded: &CodedEntities, id: &str, words: &str, nth: usize) -> CharRange {
        let (_, text) = coded.texts().find(|(known, _)| *known == id).unwrap();
        let (at_byte, _) = text.match_indices(words).nth(nth).unwrap();
        let start_char = text[..at_byte].chars().count();
        (start_char, start_char + words.chars().count())
    }

    #[test]
    fn what_was_found_is_held_against_the_coding() {
        let coded = coded();
        let at = |words: &str, nth: usize| place(&coded, "harbour", words, nth);
        let found = FoundEntities {
            names: vec![
                (at("Ms Ann Park", 0), NameKind::Person),
                (at("the Tide Watch", 0), NameKind::Person),
                (at("Bob Lee", 0), NameKind::Person),
            ],
            links: vec![
                (at("She", 0), at("Ms Ann Park", 0)),
                (at("it", 0), at("Ms Ann Park", 0)),
                (at("its", 0), at("The group", 0)),
            ],
            actors: vec![vec![at("Ms Ann Park", 0), at("She", 0)]],
        };
        let report = coded.score(&BTreeMap::from([("harbour".to_owned(), found)]));
        let counts = |row: &str| report.figures(row).map(|one| (one.tp, one.pred, one.gold));
        assert_eq!(counts("names.person"), Some((2, 3, 3)));
        assert_eq!(counts("names.organisation"), Some((0, 0, 2)));
        assert_eq!(counts("names.both"), Some((2, 3, 5)));
        // of "She", "it", "The group", "its" and "He", and "She" and "the union" in the other document
        assert_eq!(counts("links.reader"), Some((2, 3, 7)));
        assert_eq!(counts("links.tables"), Some((1, 1, 7)));
        assert_eq!(report.share("pronouns.reader"), Some((2, 5)));
        assert_eq!(report.share("third_person.tables"), Some((1, 5)));
        // "She", "it", "its" and "He" of one document and "She" of the other find the nearest that fits; nominals share no word
        assert_eq!(report.share("pronouns.baseline"), Some((5, 5)));
        assert_eq!(counts("links.baseline"), Some((6, 6, 7)));
        // {Ann Park, She, it} against {Ann Park, She} and {it, …}
        assert_eq!(report.figures("chains.tables").map(|one| (one.tp, one.pred)), Some((1, 1)));
        assert_eq!(report.figures("chains.reader").map(|one| (one.tp, one.pred)), Some((2, 3)));
    }

    #[test]
    fn nothing_found_is_told_as_nothing() {
        let report = coded().score(&BTreeMap::new());
        assert_eq!(report.figures("names.both").map(|one| (one.pred, one.gold)), Some((0, 5)));
        let table = report.to_string();
        assert!(table.starts_with("2 documents\n"), "{table}");
        assert_eq!(table.lines().count(), 17);
    }
}
