//! What a pronoun or common noun points at: mentions compared two by two.

use super::{Heads, PAIR_WIDTH, Scores, WIDTH, WordRange, add_all, bucket, rectify, table_row};

/// A mention as the antecedent head sees it.
pub struct MentionVector {
    values: Vec<f32>,
    as_anaphor: Vec<f32>,
    as_candidate: Vec<f32>,
    /// The logit that it points at nothing before it.
    pub no_antecedent: f32,
}

/// How far the words of two mentions agree, in lower case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordMatch {
    /// No way that counts.
    None = 0,
    /// The same last word.
    LastWord = 1,
    /// The same words.
    All = 2,
    /// The anaphor's last word is among the candidate's.
    Contained = 3,
}

/// How a candidate stands to an anaphor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Relation {
    /// How many candidates back, from 1.
    pub rank: usize,
    /// How many paragraphs back.
    pub paragraphs_back: usize,
    /// How far their words agree.
    pub word_match: WordMatch,
    /// Whether the anaphor stands in quotation marks.
    pub is_anaphor_quoted: bool,
    /// Whether the candidate does.
    pub is_candidate_quoted: bool,
}

impl Heads {
    /// The vector by which a mention is compared with others.
    pub(crate) fn mention(
        &self,
        scores: &Scores,
        words: WordRange,
        kind: usize,
        pronoun: usize,
    ) -> MentionVector {
        let mut sum = self.mention_start.run(scores.vector(words.first));
        let end = self.mention_end.run(scores.vector(words.last));
        let parts = [
            &end[..],
            table_row(&self.mention_kind, kind, WIDTH),
            table_row(&self.mention_pronoun, pronoun, WIDTH),
        ];
        add_all(&mut sum, &parts);
        rectify(&mut sum);
        MentionVector {
            as_anaphor: self.pair_anaphor.run(&sum),
            as_candidate: self.pair_candidate.run(&sum),
            no_antecedent: self.pair_none.run(&sum)[0],
            values: sum,
        }
    }

    /// The logit that `candidate` is what `anaphor` points at; compare with [`MentionVector::no_antecedent`].
    pub(crate) fn pair(&self, anaphor: &MentionVector, candidate: &MentionVector, relation: Relation) -> f32 {
        let product: Vec<f32> =
            anaphor.values.iter().zip(&candidate.values).map(|(one, other)| one * other).collect();
        let mut sum = self.pair_product.run(&product);
        let parts = [
            &anaphor.as_anaphor[..],
            &candidate.as_candidate[..],
            table_row(&self.pair_rank, bucket(relation.rank), PAIR_WIDTH),
            table_row(&self.pair_paragraph, bucket(relation.paragraphs_back), PAIR_WIDTH),
            table_row(&self.pair_match, relation.word_match as usize, PAIR_WIDTH),
            table_row(
                &self.pair_quote,
                2 * usize::from(relation.is_anaphor_quoted) + usize::from(relation.is_candidate_quoted),
                PAIR_WIDTH,
            ),
        ];
        add_all(&mut sum, &parts);
        rectify(&mut sum);
        let mut hidden = self.pair_hidden.run(&sum);
        rectify(&mut hidden);
        self.pair_out.run(&hidden)[0]
    }
}
