//! How rules are tested: texts in which a rule finds words, and texts in which it finds none.

use super::{Finder, Rule};
use crate::words::english;

/// Asserts that `rule` finds exactly `expected` in each text, in order.
pub(super) fn check(rule: &'static Rule, cases: &[(&str, &[&str])]) {
    let words = english();
    let finder = Finder::new(rule, &words.wordings).unwrap();
    for (text, expected) in cases {
        let found: Vec<&str> = finder
            .find(&words.wordings, text)
            .iter()
            .map(|found| &text[found.span.start_byte()..found.span.end_byte()])
            .collect();
        assert_eq!(found, *expected, "{}: {text}", rule.id);
    }
}
