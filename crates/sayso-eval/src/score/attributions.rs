//! Metrics of whole attributions: is it the right content, and who said it?

use super::Tally;
use crate::attribution::Coded;
use crate::class::{CLASSES, Class};
use crate::pairing::{ENOUGH, pair};
use crate::text::{Text, Words};

/// What a pair of attributions with alike contents may have right besides.
#[derive(Clone, Copy)]
enum Test {
    Content,
    Any,
    Soft,
    Head,
    Wording,
    Exact,
    CueAny,
    Full,
}

impl Test {
    const ALL: [Self; 8] = [
        Self::Content,
        Self::Any,
        Self::Soft,
        Self::Head,
        Self::Wording,
        Self::Exact,
        Self::CueAny,
        Self::Full,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Content => "content",
            Self::Any => "any",
            Self::Soft => "soft",
            Self::Head => "head",
            Self::Wording => "text",
            Self::Exact => "exact",
            Self::CueAny => "cue_any",
            Self::Full => "full",
        }
    }
}

/// One side's attributions. The lists run parallel.
struct Side<'a> {
    coded: &'a [Coded],
    content_words: Vec<Words>,
    source_words: Vec<Words>,
    classes: Vec<Class>,
}

impl<'a> Side<'a> {
    fn new(text: &Text, coded: &'a [Coded]) -> Self {
        Self {
            coded,
            content_words: coded.iter().map(|coded| Words::new(text, &coded.content)).collect(),
            source_words: coded.iter().map(|coded| Words::new(text, &coded.source)).collect(),
            classes: coded.iter().map(|coded| Class::of(text, &coded.content)).collect(),
        }
    }

    fn has_source(&self, at: usize) -> bool {
        !self.coded[at].source.is_empty()
    }

    fn n_with_source(&self) -> usize {
        (0..self.coded.len()).filter(|at| self.has_source(*at)).count()
    }

    fn n_of(&self, members: &[Class]) -> usize {
        self.classes.iter().filter(|class| members.contains(class)).count()
    }
}

/// A coded attribution and the one predicted for it.
struct Pair<'a> {
    text: &'a Text,
    gold: &'a Coded,
    predicted: &'a Coded,
    gold_source: &'a Words,
    predicted_source: &'a Words,
    gold_class: Class,
    predicted_class: Class,
}

impl<'a> Pair<'a> {
    fn new(
        text: &'a Text,
        gold: &'a Side<'_>,
        predicted: &'a Side<'_>,
        (at_gold, at_predicted): (usize, usize),
    ) -> Self {
        Self {
            text,
            gold: &gold.coded[at_gold],
            predicted: &predicted.coded[at_predicted],
            gold_source: &gold.source_words[at_gold],
            predicted_source: &predicted.source_words[at_predicted],
            gold_class: gold.classes[at_gold],
            predicted_class: predicted.classes[at_predicted],
        }
    }

    fn passes(&self, test: Test) -> bool {
        match test {
            Test::Content => true,
            Test::CueAny => self.is_cue_shared(),
            Test::Full => self.is_source_right(Test::Any) && self.is_cue_shared(),
            _ => self.is_source_right(test),
        }
    }

    /// A source that neither side names is right by every test.
    fn is_source_right(&self, test: Test) -> bool {
        let (gold, predicted) = (&self.gold.source, &self.predicted.source);
        let Some(first) = gold.first() else {
            return predicted.is_empty();
        };
        if predicted.is_empty() {
            return false;
        }
        match test {
            Test::Soft => self.gold_source.jaccard(self.predicted_source) >= ENOUGH,
            Test::Head => {
                self.text.head_word(*first).is_some_and(|head| self.predicted_source.has_word(head))
            }
            Test::Wording => self.text.plain_name(gold) == self.text.plain_name(predicted),
            Test::Exact => gold == predicted,
            _ => self.gold_source.shares_any(self.predicted_source),
        }
    }

    fn is_cue_shared(&self) -> bool {
        let (gold, predicted) = (&self.gold.cue, &self.predicted.cue);
        if gold.is_empty() || predicted.is_empty() {
            return gold.is_empty() && predicted.is_empty();
        }
        Words::new(self.text, gold).shares_any(&Words::new(self.text, predicted))
    }
}

pub(super) fn count(tally: &mut Tally, text: &Text, gold: &[Coded], predicted: &[Coded]) {
    let (gold, predicted) = (Side::new(text, gold), Side::new(text, predicted));
    let pairs = pair(&gold.content_words, &predicted.content_words, |at_gold, at_predicted| {
        gold.source_words[at_gold].jaccard(&predicted.source_words[at_predicted])
    });
    let pairs: Vec<Pair<'_>> =
        pairs.into_iter().map(|pair| Pair::new(text, &gold, &predicted, pair)).collect();
    for test in Test::ALL {
        let n_hits = pairs.iter().filter(|pair| pair.passes(test)).count();
        tally.of(format!("attr.{}", test.name())).add(n_hits, predicted.coded.len(), gold.coded.len());
    }
    count_sourced(tally, &gold, &predicted, &pairs);
    count_classes(tally, &gold, &predicted, &pairs);
}

/// Metrics of the attributions whose source is named.
fn count_sourced(tally: &mut Tally, gold: &Side<'_>, predicted: &Side<'_>, pairs: &[Pair<'_>]) {
    let sourced = || pairs.iter().filter(|pair| !pair.gold.source.is_empty());
    for test in [Test::Any, Test::Soft, Test::Wording] {
        let on_both_sides = sourced().filter(|pair| !pair.predicted.source.is_empty());
        let n_hits = on_both_sides.filter(|pair| pair.passes(test)).count();
        let counts = tally.of(format!("attr_sourced.{}", test.name()));
        counts.add(n_hits, predicted.n_with_source(), gold.n_with_source());
    }
    for test in [Test::Any, Test::Soft, Test::Head, Test::Wording, Test::Exact] {
        let (n_hits, n_pairs) = (sourced().filter(|pair| pair.passes(test)).count(), sourced().count());
        tally.of(format!("src_acc_given_content.{}", test.name())).add(n_hits, n_pairs, n_pairs);
    }
}

fn count_classes(tally: &mut Tally, gold: &Side<'_>, predicted: &Side<'_>, pairs: &[Pair<'_>]) {
    for (name, members) in CLASSES {
        for test in [Test::Content, Test::Any, Test::Soft, Test::Wording] {
            let hits = || pairs.iter().filter(|pair| pair.passes(test));
            let n_right = hits().filter(|pair| members.contains(&pair.predicted_class)).count();
            let n_found = hits().filter(|pair| members.contains(&pair.gold_class)).count();
            let counts = tally.of(format!("class.{name}.attr.{}", test.name()));
            counts.add_sides((n_right, predicted.n_of(members)), (n_found, gold.n_of(members)));
        }
    }
}
