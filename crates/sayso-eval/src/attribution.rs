//! Who said what, as positions in a text.

use std::collections::BTreeMap;

use serde::Deserialize;

/// A stretch of a text: the code point at which it starts, and the one after its last.
pub type CharRange = (usize, usize);

/// Attributions by document: the file name of its text without the last extension.
pub type Predictions = BTreeMap<String, Vec<Attribution>>;

/// Somebody's words, whose they are, and what in the text says so. Any of the three may be in several pieces.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Attribution {
    /// The words that name who said it.
    #[serde(default)]
    pub source: Option<Vec<CharRange>>,
    /// The words that carry the report.
    #[serde(default)]
    pub cue: Option<Vec<CharRange>>,
    /// What was said.
    pub content: Vec<CharRange>,
}

/// An attribution whose pieces are in text order and not empty; no pieces where the text names nothing.
///
/// Invariant: there is content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Coded {
    pub(crate) source: Vec<CharRange>,
    pub(crate) cue: Vec<CharRange>,
    pub(crate) content: Vec<CharRange>,
}

impl Coded {
    /// None if there is no content.
    pub(crate) fn new(attribution: &Attribution) -> Option<Self> {
        let content = in_order(&attribution.content);
        (!content.is_empty()).then(|| Self {
            source: in_order(attribution.source.as_deref().unwrap_or_default()),
            cue: in_order(attribution.cue.as_deref().unwrap_or_default()),
            content,
        })
    }
}

fn in_order(ranges: &[CharRange]) -> Vec<CharRange> {
    let mut ranges: Vec<CharRange> = ranges.iter().copied().filter(|(start, end)| start < end).collect();
    ranges.sort_unstable();
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_sorted_and_empty_ones_dropped() {
        let attribution =
            Attribution { source: Some(vec![(3, 3)]), cue: None, content: vec![(9, 12), (7, 7), (0, 4)] };
        let coded = Coded::new(&attribution).unwrap();
        assert_eq!(coded, Coded { source: vec![], cue: vec![], content: vec![(0, 4), (9, 12)] });
    }

    #[test]
    fn without_content_there_is_nothing_to_score() {
        let attribution = Attribution { source: Some(vec![(0, 3)]), cue: None, content: vec![(5, 5)] };
        assert_eq!(Coded::new(&attribution), None);
    }

    #[test]
    fn json_may_leave_out_what_is_not_named() {
        let attribution: Attribution =
            serde_json::from_str(r#"{"source": null, "content": [[0, 4]]}"#).unwrap();
        assert_eq!(attribution, Attribution { source: None, cue: None, content: vec![(0, 4)] });
    }
}
