//! Whether a cue and a source span belong together.

use super::{Heads, Scores, WIDTH, WordRange, add_all, paragraph_step, rectify, signed_bucket, table_row};
use crate::kernels::{Instructions, float};
use crate::window::Word;

impl Heads {
    /// For each pair of a cue and a source span, the probability that they belong together.
    pub(crate) fn links(
        &self,
        instructions: Instructions,
        words: &[Word],
        scores: &Scores,
        cues: &[WordRange],
        sources: &[WordRange],
    ) -> Vec<Vec<f32>> {
        if cues.is_empty() {
            return Vec::new();
        }
        let rows = self.cue_rows(instructions, scores, cues);
        let link = |cue: &WordRange, cue_half: &[f32], source: &WordRange| {
            let (low, high) =
                if source.last < cue.first { (source.last, cue.first) } else { (cue.last, source.first) };
            let n_between =
                cues.iter().filter(|other| *other != cue && (low..high).contains(&other.first)).count();
            let distance = if source.last < cue.first {
                -((cue.first - source.last) as isize)
            } else if source.first > cue.last {
                (source.first - cue.last) as isize
            } else {
                0
            };
            let parts = [
                &scores.link_start[source.first * WIDTH..][..WIDTH],
                &scores.link_end[source.last * WIDTH..][..WIDTH],
                table_row(&self.link_distance, signed_bucket(distance), WIDTH),
                table_row(&self.link_type, 0, WIDTH),
                table_row(&self.link_between, n_between.min(3), WIDTH),
                table_row(
                    &self.link_paragraph,
                    paragraph_step(words[source.first].paragraph, words[cue.first].paragraph),
                    WIDTH,
                ),
            ];
            let mut sum = cue_half.to_vec();
            add_all(&mut sum, &parts);
            rectify(&mut sum);
            let mut hidden = self.link_hidden.run(&sum);
            rectify(&mut hidden);
            let logit = self.link_out.run(&hidden)[0];
            1.0 / (1.0 + float::exp(-logit))
        };
        cues.iter()
            .zip(rows.chunks_exact(2 * WIDTH))
            .map(|(cue, row)| sources.iter().map(|source| link(cue, &row[WIDTH..], source)).collect())
            .collect()
    }
}
