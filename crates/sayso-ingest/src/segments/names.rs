//! What names look like: runs of words with capitals.

use sayso_model::Span;

/// A run of words that look like a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NameRun {
    /// Where it stands, without a possessive ending.
    pub(crate) span: Span,
    /// How many of its words have a capital.
    pub(crate) n_words: usize,
    /// Whether it ends in `’s`.
    pub(crate) is_possessive: bool,
}

/// Words that often start with a capital and are no names.
const NOT_NAMES: &[&str] = &[
    "a",
    "about",
    "after",
    "all",
    "also",
    "although",
    "an",
    "and",
    "another",
    "any",
    "are",
    "as",
    "at",
    "because",
    "before",
    "both",
    "but",
    "by",
    "can",
    "dear",
    "did",
    "do",
    "each",
    "even",
    "every",
    "finally",
    "first",
    "for",
    "from",
    "had",
    "has",
    "have",
    "he",
    "hello",
    "her",
    "here",
    "hi",
    "his",
    "how",
    "however",
    "i",
    "if",
    "in",
    "is",
    "it",
    "its",
    "last",
    "later",
    "let",
    "many",
    "more",
    "most",
    "my",
    "next",
    "no",
    "not",
    "now",
    "of",
    "oh",
    "on",
    "once",
    "one",
    "only",
    "or",
    "our",
    "perhaps",
    "please",
    "really",
    "she",
    "since",
    "so",
    "some",
    "sorry",
    "still",
    "such",
    "thank",
    "thanks",
    "that",
    "the",
    "their",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "though",
    "to",
    "today",
    "unfortunately",
    "very",
    "was",
    "we",
    "well",
    "were",
    "what",
    "when",
    "where",
    "which",
    "while",
    "who",
    "why",
    "will",
    "with",
    "yes",
    "yesterday",
    "yet",
    "you",
    "your",
];

/// Small words inside names of people.
const PARTICLES: &[&str] = &[
    "al", "ap", "bin", "da", "de", "del", "den", "der", "di", "dos", "du", "el", "ibn", "la", "le", "van",
    "von", "y",
];

/// Words after which `of` and `for` go on with a body's name.
const BODY_WORDS: &[&str] = &[
    "Alliance",
    "Assembly",
    "Association",
    "Board",
    "Campaign",
    "Church",
    "Coalition",
    "Commission",
    "Committee",
    "Confederation",
    "Congress",
    "Council",
    "Department",
    "Federation",
    "Front",
    "Friends",
    "House",
    "Institute",
    "League",
    "Ministry",
    "Movement",
    "Office",
    "Party",
    "Society",
    "Trust",
    "Union",
    "University",
    "Voice",
];

/// Whether the word, bare of punctuation, could be part of a name.
pub(crate) fn is_name_word(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters.all(|c| c.is_alphabetic() || matches!(c, '’' | '\'' | '-' | '.'))
        && !NOT_NAMES.contains(&word.to_lowercase().as_str())
}

/// Words of `text` with their byte positions in it.
pub(crate) fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let start = text.as_ptr() as usize;
    text.split_whitespace().map(move |word| (word.as_ptr() as usize - start, word))
}

/// The runs of words in `text` that look like names; `base` is the byte at which `text` stands in its document.
pub(crate) fn name_runs(text: &str, base: usize) -> Vec<NameRun> {
    let mut runs: Vec<NameRun> = Vec::new();
    let mut open: Option<NameRun> = None;
    let mut bridge = false;
    for (at, raw) in words(text) {
        let bare = raw.trim_start_matches(['(', '“', '‘', '"', '\'', '[', '«', '„']);
        let at = at + (raw.len() - bare.len());
        let opens = bare.len() < raw.len();
        let core = bare.trim_end_matches([',', ';', ':', '!', '?', ')', ']', '”', '’', '"', '\'', '»', '.']);
        let stem = core.strip_suffix("’s").or_else(|| core.strip_suffix("'s"));
        let word = stem.unwrap_or(core);
        let is_initial =
            word.chars().count() == 1 || matches!(word, "Dr" | "Mr" | "Mrs" | "Ms" | "St" | "Prof");
        let kept = if bare.ends_with('.') && is_initial { word.len() + 1 } else { word.len() };
        if is_name_word(word) {
            let span = Span::of_length(base + at, kept);
            let run = match open {
                Some(run) if !opens => {
                    NameRun { span: run.span.cover(span), n_words: run.n_words + 1, ..run }
                }
                _ => {
                    runs.extend(open);
                    NameRun { span, n_words: 1, is_possessive: false }
                }
            };
            let run = NameRun { is_possessive: stem.is_some(), ..run };
            open = Some(run);
            bridge = BODY_WORDS.contains(&word) || (bridge && run.n_words > 1);
            let ends = bare.len() > kept;
            if ends {
                runs.extend(open.take());
                bridge = false;
            }
        } else {
            let joins = PARTICLES.contains(&raw) || (bridge && matches!(raw, "of" | "for" | "the" | "&"));
            if !joins || opens {
                runs.extend(open.take());
                bridge = false;
            }
        }
    }
    runs.extend(open);
    runs
}

/// The name that `text` consists of: at least `min_words` words that look like a name, and nothing else.
pub(crate) fn whole_name(text: &str, base: usize, min_words: usize) -> Option<Span> {
    if text.len() > 80 {
        return None;
    }
    match name_runs(text, base).as_slice() {
        [run] if run.span.n_bytes() == text.len() && !run.is_possessive => {
            (min_words..=6).contains(&run.n_words).then_some(run.span)
        }
        _ => None,
    }
}

/// The name at the start of `text`, with at least `min_words` words.
pub(crate) fn leading_name(text: &str, base: usize, min_words: usize) -> Option<NameRun> {
    let head = head(text, 160);
    name_runs(head, base)
        .into_iter()
        .next()
        .filter(|run| run.span.start_byte() == base && run.n_words >= min_words)
}

/// The last word of a name: the family name, mostly.
pub(crate) fn surname(name: &str) -> &str {
    let is_suffix = |word: &&str| !matches!(*word, "MP" | "MEP" | "MSP" | "Jr" | "Jr." | "Sr" | "TD");
    name.split_whitespace().rev().find(is_suffix).unwrap_or(name)
}

/// The first word of a name that is not a title.
pub(crate) fn given_name(name: &str) -> &str {
    let is_title = |word: &&str| {
        !matches!(
            word.trim_end_matches('.'),
            "Mr" | "Mrs" | "Ms" | "Miss" | "Dr" | "Prof" | "Sir" | "Lord" | "Lady"
        )
    };
    name.split_whitespace().find(is_title).unwrap_or(name)
}

/// Whether `word` stands in `text` as a word of its own.
pub(crate) fn has_word(text: &str, word: &str) -> bool {
    !word.is_empty()
        && text.match_indices(word).any(|(at, _)| {
            !text[..at].ends_with(char::is_alphanumeric)
                && !text[at + word.len()..].starts_with(char::is_alphanumeric)
        })
}

/// The first `n_bytes` of `text`, less what would cut a character.
pub(crate) fn head(text: &str, n_bytes: usize) -> &str {
    let mut end = n_bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The last `n_bytes` of `text`, less what would cut a character.
pub(crate) fn tail(text: &str, n_bytes: usize) -> &str {
    let mut start = text.len().saturating_sub(n_bytes);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    &text[start..]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runs(text: &str) -> Vec<&str> {
        name_runs(text, 0).iter().map(|run| &text[run.span.start_byte()..run.span.end_byte()]).collect()
    }

    #[test]
    fn runs_end_at_punctuation_and_small_words() {
        assert_eq!(
            runs("And Ann Park, MP for Exton, met Dr. J. van der Berg"),
            ["Ann Park", "MP", "Exton", "Dr. J. van der Berg"]
        );
        assert_eq!(runs("the Exton Union of Tenants said"), ["Exton Union of Tenants"]);
        assert_eq!(runs("Ann Park of Exton said"), ["Ann Park", "Exton"]);
    }

    #[test]
    fn possessives_are_told() {
        let found = name_runs("Ann Park’s letter", 0);
        assert!(found[0].is_possessive);
        assert_eq!(found[0].span, Span::of_length(0, 8));
    }

    #[test]
    fn whole_names() {
        for name in ["Ann Park", "Seán Ó Briain", "Ngozi O’Hara-smith", "J. Park"] {
            assert!(whole_name(name, 0, 2).is_some(), "{name}");
        }
        for other in ["Ann", "Ann Park.", "ann park", "The House", "Ann Park said", "Room 12", ""] {
            assert!(whole_name(other, 0, 2).is_none(), "{other}");
        }
    }

    #[test]
    fn parts_of_names() {
        assert_eq!((surname("Ann Park MP"), given_name("Dr. Ann Park")), ("Park", "Ann"));
        assert!(has_word("Mr Park went", "Park") && !has_word("Parking", "Park"));
    }
}
