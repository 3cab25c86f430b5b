//! What a pattern found, and what stands around it.

use sayso_model::Span;

use crate::wordings::Wordings;

/// How many bytes before a candidate are looked at for words that tell what it is.
const BYTES_BEFORE: usize = 24;

/// Words of a text that may identify a person.
pub(crate) struct Candidate<'a> {
    pub(crate) text: &'a str,
    pub(crate) span: Span,
    pub(crate) wordings: &'a Wordings,
}

impl<'a> Candidate<'a> {
    pub(crate) fn words(&self) -> &'a str {
        &self.text[self.span.start_byte()..self.span.end_byte()]
    }

    pub(crate) fn head(&self) -> &'a str {
        &self.text[..self.span.start_byte()]
    }

    pub(crate) fn tail(&self) -> &'a str {
        &self.text[self.span.end_byte()..]
    }

    /// Neither begins nor ends within a word or number.
    pub(crate) fn is_whole_word(&self) -> bool {
        let is_word =
            |symbol: Option<char>| symbol.is_some_and(|symbol| symbol.is_alphanumeric() || symbol == '_');
        !is_word(self.head().chars().next_back()) && !is_word(self.tail().chars().next())
    }

    /// A whole word that is no part of a longer number, sum of money, date, share or path.
    pub(crate) fn stands_alone(&self) -> bool {
        const BEFORE: &[char] = &['£', '$', '€', '#', '@', '/', '='];
        let mut before = self.head().chars().rev();
        let (last, last_but_one) = (before.next(), before.next());
        self.ends_alone()
            && !last.is_some_and(|symbol| BEFORE.contains(&symbol))
            && !joins(last, last_but_one)
    }

    /// A whole word, whatever stands before it, after which no number or share goes on.
    pub(crate) fn ends_alone(&self) -> bool {
        let mut after = self.tail().chars();
        let (next, next_but_one) = (after.next(), after.next());
        self.is_whole_word() && !matches!(next, Some('%' | '@')) && !joins(next, next_but_one)
    }

    /// Whether one of `words` stands right before it, apart from white space and punctuation.
    pub(crate) fn follows_any(&self, words: &[String]) -> bool {
        let head = self.head();
        let mut from = head.len().saturating_sub(BYTES_BEFORE);
        while !head.is_char_boundary(from) {
            from += 1;
        }
        let before = head[from..].trim_end_matches(|symbol: char| !symbol.is_alphanumeric()).to_lowercase();
        words.iter().any(|word| {
            let start = before.len().checked_sub(word.len());
            before.ends_with(word.as_str())
                && start
                    .is_some_and(|start| !before[..start].ends_with(|symbol: char| symbol.is_alphanumeric()))
        })
    }
}

/// Whether a symbol beside a number and the one beyond it belong to the number: "1,234", "2019/20".
fn joins(join: Option<char>, beyond: Option<char>) -> bool {
    const JOINS: &[char] = &['.', ',', '-', '–', '/', ':', '\''];
    join.is_some_and(|join| JOINS.contains(&join)) && beyond.is_some_and(|symbol| symbol.is_ascii_digit())
}
