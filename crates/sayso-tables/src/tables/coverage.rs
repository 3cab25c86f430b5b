//! `coverage`: what was counted, so that gaps can be seen.

use std::collections::BTreeMap;

use arrow::array::RecordBatch;

use super::common::{DOCUMENT_ID, to_document};
use crate::cell::{Cell, Row, batch_of};
use crate::view::View;
use crate::{Column, Table};

pub(crate) static COVERAGE: Table = Table {
    name: "coverage",
    title: "Coverage",
    description: "One row for each thing that was counted in a document, such as quotation marks seen and quotation marks \
                  attributed to a speaker, sorted by document and counter.",
    columns: &[
        DOCUMENT_ID,
        Column::text("counter", "Counter", "What was counted.").pattern("^[a-z][a-z0-9_]*$"),
        Column::integer("n", "Number", "How many there are."),
        Column::text("meaning", "Meaning", "What the counter counts, in words.").nullable(),
    ],
    primary_key: &[],
    foreign_keys: &[to_document()],
    unique_keys: &[&["document_id", "counter"]],
};

struct CoverageRow<'a> {
    document_id: &'a str,
    counter: &'static str,
    n: i64,
    meaning: Option<&'static str>,
}

/// Counters of all stages, and what they count. A counter that a stage adds is published without words until it stands here; the
/// golden tables show that.
static MEANINGS: &[(&str, &str)] = &[
    (
        "blocks_announced",
        "posts, letters and displayed quotations that stand in the text or that the text announces",
    ),
    ("blocks_attributed", "posts, letters and displayed quotations whose author is told"),
    ("blocks_found", "posts, letters and displayed quotations that stand in the text"),
    ("comments_found", "comments of readers"),
    ("cue_verbs_seen", "verbs that can report speech, in the authors' own words"),
    ("cue_verbs_used", "statements that such a verb reports"),
    ("issues_named", "places that name an issue of the codebook"),
    ("names_resolved", "names, acronyms, handles and signatures whose actor is known"),
    ("names_seen", "names, acronyms, handles and signatures"),
    ("paragraphs_seen", "paragraphs that are not blank"),
    ("quotation_marks_attributed", "pairs of double quotation marks around something that somebody says"),
    ("quotation_marks_seen", "pairs of double quotation marks"),
    ("segments_found", "regions of one voice"),
    ("speakers_named", "statements whose speaker the text names"),
    ("speakers_resolved", "of these, statements whose speaker is a known actor"),
    ("stance_frames_used", "places at which a frame tells who is for or against whom"),
    ("stances_abstained", "questions to the reader of polarity that it did not answer surely enough"),
    ("stances_emitted", "holders and targets with a position"),
];

impl Row for CoverageRow<'_> {
    const TABLE: &'static Table = &COVERAGE;

    fn cells(&self) -> Vec<Cell<'_>> {
        vec![self.document_id.into(), self.counter.into(), self.n.into(), self.meaning.into()]
    }
}

pub(super) fn batch(view: &View<'_>) -> RecordBatch {
    let mut sums: BTreeMap<&'static str, u64> = BTreeMap::new();
    for (counter, n) in view.layers.coverage {
        *sums.entry(counter).or_default() += n;
    }
    let document_id = view.layers.document.id().as_str();
    let rows: Vec<CoverageRow<'_>> = sums
        .into_iter()
        .map(|(counter, n)| CoverageRow {
            document_id,
            counter,
            n: i64::try_from(n).unwrap_or(i64::MAX),
            meaning: MEANINGS.iter().find(|(known, _)| *known == counter).map(|(_, meaning)| *meaning),
        })
        .collect();
    batch_of(&rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::{Sample, column, texts};

    #[test]
    fn counters_of_one_name_are_added_up() {
        let sample = Sample::letter();
        let batch = batch(&View::new(&sample.layers()));
        assert_eq!(texts(&batch, "counter"), ["names_seen", "quotation_marks_seen"]);
        assert_eq!(column(&batch, "n"), [5, 4]);
        assert_eq!(texts(&batch, "meaning")[1], "pairs of double quotation marks");
    }
}
