//! How a content is worded, as the text alone tells: quoted, partly quoted, or not.

use std::sync::LazyLock;

use regex::Regex;

use crate::attribution::CharRange;
use crate::text::{Text, Words, has_mark, is_space, pattern};

/// A text with a mark at either end; single quotation marks count as well.
static BETWEEN_MARKS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"(?s)^(?:''|["'“„«”»‘’])(.*)(?:''|["'“„«”»‘’])$"#));

/// How a content is worded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// A whole quotation.
    DirectOuter,
    /// Part of a quotation.
    DirectInner,
    /// Partly in quotation marks.
    Mixed,
    /// Without quotation marks.
    Indirect,
}

/// The classes that rows are printed for, with their names.
pub(crate) const CLASSES: [(&str, &[Class]); 5] = [
    ("direct", &[Class::DirectOuter, Class::DirectInner]),
    ("direct_outer", &[Class::DirectOuter]),
    ("direct_inner", &[Class::DirectInner]),
    ("mixed", &[Class::Mixed]),
    ("indirect", &[Class::Indirect]),
];

impl Class {
    pub(crate) fn of(text: &Text, content: &[CharRange]) -> Self {
        let wording = text.wording(content);
        let wording = wording.trim_matches(is_space);
        let is_one_quotation =
            BETWEEN_MARKS.captures(wording).is_some_and(|captures| !has_mark(&captures[1]));
        if is_one_quotation {
            return Self::DirectOuter;
        }
        let words = Words::new(text, content);
        let n_words = words.places().count();
        let n_quoted = words.places().filter(|word| text.is_quoted(*word)).count();
        if n_quoted > 0 && n_quoted == n_words {
            return if is_part_of_quotation(text, content, &words) {
                Self::DirectInner
            } else {
                Self::DirectOuter
            };
        }
        if n_quoted > 0 || has_mark(wording) { Self::Mixed } else { Self::Indirect }
    }
}

/// Whether the quotations in which `content` stands say more than it. A piece outside any ends the search.
fn is_part_of_quotation(text: &Text, content: &[CharRange], words: &Words) -> bool {
    let quotations = content.iter().map_while(|piece| text.quotations_around(*piece));
    quotations.into_iter().any(|quotation| !Words::new(text, &[quotation]).is_within(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `[` and `]` mark the pieces of the content.
    fn check(marked: &str, expected: Class) {
        let mut plain = String::new();
        let mut at_char = 0;
        let (mut start_char, mut pieces) = (0, Vec::new());
        for char in marked.chars() {
            match char {
                '[' => start_char = at_char,
                ']' => pieces.push((start_char, at_char)),
                _ => {
                    plain.push(char);
                    at_char += 1;
                }
            }
        }
        assert_eq!(Class::of(&Text::new(&plain), &pieces), expected, "{marked:?}");
    }

    #[test]
    fn whole_quotations() {
        check("Ann said [“no, never”] again.", Class::DirectOuter);
        check("Ann said “[no, never]” again.", Class::DirectOuter);
        check("Ann said ''[no]'' again.", Class::DirectOuter);
        check("[“No,”] said Ann, [“never.”]", Class::DirectOuter);
        check("Ann said ['no' and 'never'] again.", Class::DirectOuter);
        check("Ann said[ 'no'\u{1f}] again.", Class::DirectOuter);
    }

    #[test]
    fn parts_of_quotations() {
        check("Ann said “he told me [to go].”", Class::DirectInner);
        check("“[No],” said Ann, “[never] again.”", Class::DirectInner);
        check("“[No],” said Ann[,] “[never] again.”", Class::DirectOuter);
    }

    #[test]
    fn mixed_and_indirect() {
        check("Ann said [that it was “absurd” now].", Class::Mixed);
        check("Ann said [''no'' and ''never''] again.", Class::Mixed);
        check("Ann said [that it was ”] now.", Class::Mixed);
        check("Ann said [that it’s done].", Class::Indirect);
        check("Ann said [...].", Class::Indirect);
    }
}
