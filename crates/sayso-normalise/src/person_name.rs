//! A person's name taken apart: title, given names, family name, generation, letters after it.

use crate::name_key::{composed, name_key};
use crate::words::{GENERATIONS, LETTERS_AFTER_NAMES, OPENERS_OF_TITLES, PARTICLES, TITLES};

/// The parts of a person's name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PersonName {
    /// As written: "Ms", "Dr".
    pub(crate) title: Option<String>,
    /// Given and middle names.
    pub(crate) given_name: Option<String>,
    /// Another given name in brackets or quotation marks: "(Jackie)".
    pub(crate) nickname: Option<String>,
    /// Family name with its particles ("van der Berg"). A single word is a family name only after a title.
    pub(crate) family_name: Option<String>,
    /// As written: "Jnr".
    pub(crate) generation: Option<String>,
    /// The only word there is, where no title tells what it is.
    pub(crate) single: Option<String>,
}

impl PersonName {
    /// The parts of `words`; `None` where no name is left once titles are taken off.
    pub(crate) fn parse(words: &str) -> Option<Self> {
        let words = composed(words.trim());
        let words: Vec<&str> = without_possessive(&words).split_whitespace().collect();
        let mut name = Self::default();
        let n_titles = n_titles(&words);
        let (titles, words) = words.split_at(n_titles);
        let mut end = words.len();
        while end > 1 && is_letters_after_name(words[end - 1]) {
            end -= 1;
        }
        if end > 2 && is_generation(words[end - 1]) {
            end -= 1;
            name.generation = Some(without_comma(words[end]).to_owned());
        }
        let mut words = words[..end].to_vec();
        if words.len() > 2
            && let Some(at) = words.iter().position(|word| is_nickname(word)).filter(|at| *at > 0)
        {
            name.nickname = Some(words.remove(at).trim_matches(is_mark).to_owned());
        }
        if !titles.is_empty() {
            name.title = Some(titles.join(" "));
        }
        let words: Vec<&str> = words.into_iter().map(without_comma).filter(|word| !word.is_empty()).collect();
        match words.as_slice() {
            [] => return None,
            [single] if name.title.is_some() => name.family_name = Some((*single).to_owned()),
            [single] => name.single = Some((*single).to_owned()),
            // "Chris (Stone)": the surname is an aside.
            [given, aside] if aside.starts_with('(') && is_nickname(aside) => {
                name.given_name = Some((*given).to_owned());
                name.family_name = Some(aside.trim_matches(is_mark).to_owned());
            }
            _ => {
                let mut at = words.len() - 1;
                while at > 1 && is_in(words[at - 1], PARTICLES) {
                    at -= 1;
                }
                // "Ms van der Berg" has no given name, "Ludwig van Berg" has.
                let at = if is_in(words[0], PARTICLES) && at == 1 { 0 } else { at };
                name.given_name = Some(words[..at].join(" ")).filter(|given| !given.is_empty());
                name.family_name = Some(words[at..].join(" "));
            }
        }
        Some(name)
    }

    /// Whether it has a given name and a family name.
    pub(crate) fn is_full(&self) -> bool {
        self.given_name.is_some() && self.family_name.is_some()
    }

    /// The name without title, nickname and letters after it.
    pub(crate) fn plain(&self) -> String {
        self.joined(self.given_name.as_deref())
    }

    /// Every whole name that the parts make, as [`name_key`] folds them: with the given name, and with the nickname.
    pub(crate) fn keys(&self) -> Vec<String> {
        let mut keys = vec![name_key(&self.plain())];
        if self.nickname.is_some() {
            keys.push(name_key(&self.joined(self.nickname.as_deref())));
        }
        keys
    }

    /// The first of the given names.
    pub(crate) fn first_name(&self) -> Option<&str> {
        self.given_name.as_deref()?.split_whitespace().next()
    }

    /// "Doe, Jane".
    pub(crate) fn sort_name(&self) -> Option<String> {
        let (given, family) = (self.given_name.as_deref()?, self.family_name.as_deref()?);
        let generation = self.generation.as_ref().map(|suffix| format!(", {suffix}")).unwrap_or_default();
        Some(format!("{family}, {given}{generation}"))
    }

    fn joined(&self, given: Option<&str>) -> String {
        let parts = [self.single.as_deref(), given, self.family_name.as_deref(), self.generation.as_deref()];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

/// How many of the first words are titles: "Dr", "Prime Minister".
fn n_titles(words: &[&str]) -> usize {
    let is_title = |at: usize| words.get(at).is_some_and(|word| is_in(word, TITLES));
    let mut n_titles = 0;
    loop {
        n_titles += match words.get(n_titles) {
            Some(_) if is_title(n_titles) => 1,
            Some(word) if is_in(word, OPENERS_OF_TITLES) && is_title(n_titles + 1) => 2,
            _ => return n_titles,
        };
    }
}

/// `words` without the ending of a possessive.
pub(crate) fn without_possessive(words: &str) -> &str {
    let words = words.trim();
    words
        .strip_suffix("'s")
        .or_else(|| words.strip_suffix("’s"))
        .unwrap_or(words)
        .trim_end_matches(['\'', '’'])
}

fn without_comma(word: &str) -> &str {
    word.trim_matches([',', ';', ':'])
}

/// Whether `word` is in `list`, which is in lower case and without full stops.
pub(crate) fn is_in(word: &str, list: &[&str]) -> bool {
    let word: String =
        without_comma(word).chars().filter(|symbol| *symbol != '.').flat_map(char::to_lowercase).collect();
    list.contains(&word.replace('’', "'").as_str())
}

/// Letters after a name are written in capitals or end the name: "MP", "PhD"; "Ma" may be a name.
fn is_letters_after_name(word: &str) -> bool {
    is_in(word, LETTERS_AFTER_NAMES) && word.chars().filter(|symbol| symbol.is_uppercase()).count() > 1
}

fn is_generation(word: &str) -> bool {
    GENERATIONS.iter().any(|(suffix, _)| is_in(word, &[suffix]))
}

fn is_mark(symbol: char) -> bool {
    matches!(symbol, '(' | ')' | '“' | '”' | '"' | '‘' | '’' | '\'')
}

fn is_nickname(word: &str) -> bool {
    word.starts_with(is_mark)
        && word.ends_with(is_mark)
        && word.trim_matches(is_mark).chars().any(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// title | given | nickname | family | generation | single
    fn check(words: &str, expected: &str) {
        let name = PersonName::parse(words).unwrap_or_default();
        let parts =
            [name.title, name.given_name, name.nickname, name.family_name, name.generation, name.single];
        let found: Vec<String> = parts.into_iter().map(Option::unwrap_or_default).collect();
        assert_eq!(found.join("|"), expected, "{words}");
    }

    #[test]
    fn takes_names_apart() {
        for (words, expected) in [
            ("Rosie Hart", "|Rosie||Hart||"),
            ("Rosie Hart MP", "|Rosie||Hart||"),
            ("Rosie Hart, MP", "|Rosie||Hart||"),
            ("Ms Hart’s", "Ms|||Hart||"),
            ("Dr. Ann Park", "Dr.|Ann||Park||"),
            ("Ian Park Jnr", "|Ian||Park|Jnr|"),
            ("Jacqueline (Jackie) Stone", "|Jacqueline|Jackie|Stone||"),
            ("Chris (Stone)", "|Chris||Stone||"),
            ("Ludwig van der Berg", "|Ludwig||van der Berg||"),
            ("Herr von Berg", "Herr|||von Berg||"),
            ("Naomi Lee-Woods", "|Naomi||Lee-Woods||"),
            ("Mary Ann Park", "|Mary Ann||Park||"),
            ("Hart", "|||||Hart"),
            ("James’", "|||||James"),
            ("Jack Ma", "|Jack||Ma||"),
            ("Ms", "|||||"),
            ("", "|||||"),
        ] {
            check(words, expected);
        }
    }

    #[test]
    fn lists_sort_by_family_name() {
        let sort_name = |words: &str| PersonName::parse(words).and_then(|name| name.sort_name());
        assert_eq!(sort_name("Rosie Hart MP").as_deref(), Some("Hart, Rosie"));
        assert_eq!(sort_name("Ian Park Jnr").as_deref(), Some("Park, Ian, Jnr"));
        assert_eq!(sort_name("Hart"), None);
    }
}
