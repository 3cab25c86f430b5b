//! Scores of one window to attributions: a cue, what it reports, and whom it gives that to (`training/SPEC.md`, section 7).

use libm::{expf, logf};
use sayso_encoder::{Reader, Scores, Window, WordRange};

use super::best_path::{labels, roles, runs, spans};
use super::settings::{N_FEATURES, Settings};

/// Pairs of labels in the tagger's order.
const SOURCE: usize = 0;
const CUE: usize = 1;

/// Roles of words to a cue.
const IS_SOURCE: usize = 1;
const IS_CONTENT: usize = 2;

/// Score of a word that cannot be what it is asked for.
const IMPOSSIBLE: f32 = -1e9;

/// Score of a source that only the cue-conditioned head sees, where others have the link head's.
const UNLINKED: f32 = 0.5;

/// The tagger's evidence for where a content begins counts no less than this.
const WEAKEST_EDGE: f32 = -4.0;

/// One report, as ranges of its window's words.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Attribution {
    pub(super) cue: WordRange,
    pub(super) source: Option<WordRange>,
    /// In text order.
    pub(super) content: Vec<WordRange>,
    /// Calibrated probability that it is right.
    pub(super) confidence: f32,
}

/// The attributions of a window, in the order of their cues.
pub(super) fn find(
    reader: &Reader,
    settings: &Settings,
    window: &Window,
    scores: &Scores,
) -> Vec<Attribution> {
    let (sources, cues) = tagged(settings, scores);
    if cues.is_empty() {
        return Vec::new();
    }
    let words = &window.words;
    let cue_roles = reader.cue_roles(words, scores, &cues);
    let links = reader.links(words, scores, &cues, &sources);
    let view = View::new(settings, scores, &sources, &cues);
    let each = cues.iter().zip(cue_roles.iter().zip(&links));
    each.filter_map(|(cue, (roles, links))| view.attribution(*cue, roles, links)).collect()
}

/// Sources and cues of the tagger's best path.
fn tagged(settings: &Settings, scores: &Scores) -> (Vec<WordRange>, Vec<WordRange>) {
    let bias = settings.decode.cue_bias;
    let eager: Vec<[f32; 7]> = scores
        .tags
        .iter()
        .map(|row| {
            let mut row = *row;
            row[1 + 2 * CUE] += bias;
            row[2 + 2 * CUE] += bias;
            row
        })
        .collect();
    let mut sources = Vec::new();
    let mut cues = Vec::new();
    for (pair, words) in spans(&labels(&eager)) {
        match pair {
            SOURCE => sources.push(words),
            CUE => cues.push(words),
            _ => {}
        }
    }
    (sources, cues)
}

/// What is the same for all cues of a window.
struct View<'a> {
    settings: &'a Settings,
    sources: &'a [WordRange],
    /// Log-probability that a word is a cue's first.
    begins_cue: Vec<f32>,
    /// For each word: whether it is of any cue.
    is_cue: Vec<bool>,
    /// Log-probabilities of the three roles by the tagger alone.
    tagged_roles: Vec<[f32; 3]>,
    /// Evidence that a content begins at a word.
    begins_content: Vec<f32>,
}

impl<'a> View<'a> {
    fn new(settings: &'a Settings, scores: &Scores, sources: &'a [WordRange], cues: &[WordRange]) -> Self {
        let mut is_cue = vec![false; scores.n_words()];
        for cue in cues {
            is_cue[cue.first..=cue.last].fill(true);
        }
        let edge = settings.decode.edge;
        let role = |row: &[f32; 7]| {
            let tag: [f32; 7] = std::array::from_fn(|label| expf(row[label]));
            [tag[0] + tag[3] + tag[4], tag[1] + tag[2], tag[5] + tag[6]].map(|sum| logf(sum + 1e-6))
        };
        let begins = |row: &[f32; 7]| {
            let (begin, inside) = (row[5], row[6]);
            let most = begin.max(inside);
            let either = most + logf(expf(begin - most) + expf(inside - most));
            edge * (begin - either).max(WEAKEST_EDGE)
        };
        Self {
            settings,
            sources,
            begins_cue: scores.tags.iter().map(|row| row[1 + 2 * CUE]).collect(),
            is_cue,
            tagged_roles: scores.tags.iter().map(role).collect(),
            begins_content: scores.tags.iter().map(begins).collect(),
        }
    }

    fn attribution(&self, cue: WordRange, scores: &[[f32; 3]], links: &[f32]) -> Option<Attribution> {
        let decode = &self.settings.decode;
        let mut sums: Vec<[f32; 3]> = scores
            .iter()
            .zip(&self.tagged_roles)
            .map(|(one, other)| std::array::from_fn(|role| one[role] + decode.tag_weight * other[role]))
            .collect();
        for row in &mut sums[cue.first..=cue.last] {
            (row[IS_SOURCE], row[IS_CONTENT]) = (IMPOSSIBLE, IMPOSSIBLE);
        }
        let path = roles(&sums, decode.switch, &self.begins_content);
        let mut content = self.join(runs(path.len(), |word| path[word] == IS_CONTENT), &path);
        let source = self.source(cue, scores, links, &path);
        if let Some((words, _)) = source {
            content = content.into_iter().flat_map(|part| without(part, words)).collect();
        }
        let confidence = self.settings.calibration.confidence(&self.features(cue, source, &content, scores)?);
        (confidence >= decode.conf_min).then(|| Attribution {
            cue,
            source: source.map(|(words, _)| words),
            content,
            confidence,
        })
    }

    /// Contents that stand close together as one.
    fn join(&self, content: Vec<WordRange>, path: &[usize]) -> Vec<WordRange> {
        let gap = self.settings.decode.gap;
        let mut joined: Vec<WordRange> = Vec::new();
        for part in content {
            match joined.last_mut() {
                Some(last)
                    if part.first - last.last - 1 <= gap
                        && (last.last + 1..part.first)
                            .all(|word| path[word] != IS_SOURCE && !self.is_cue[word]) =>
                {
                    last.last = part.last;
                }
                _ => joined.push(part),
            }
        }
        joined
    }

    /// The likeliest source of a cue, with its score.
    fn source(
        &self,
        cue: WordRange,
        scores: &[[f32; 3]],
        links: &[f32],
        path: &[usize],
    ) -> Option<(WordRange, f32)> {
        let decode = &self.settings.decode;
        let mut candidates: Vec<(WordRange, f32)> =
            self.sources.iter().copied().zip(links.iter().copied()).collect();
        for run in runs(path.len(), |word| path[word] == IS_SOURCE) {
            if !self.sources.iter().any(|source| source.overlaps(run)) {
                candidates.push((run, UNLINKED));
            }
        }
        candidates.sort_by_key(|(words, _)| *words);
        let mut best: Option<(WordRange, f32)> = None;
        for (words, link) in candidates.into_iter().filter(|(words, _)| !words.overlaps(cue)) {
            let share = mean(&[words], |word| scores[word][IS_SOURCE]);
            let value = decode.link_weight * link + (1.0 - decode.link_weight) * share;
            if value > best.map_or(decode.src_min, |(_, value)| value) {
                best = Some((words, value));
            }
        }
        best
    }

    /// What the confidence is made from; `None` where there is no content.
    fn features(
        &self,
        cue: WordRange,
        source: Option<(WordRange, f32)>,
        content: &[WordRange],
        scores: &[[f32; 3]],
    ) -> Option<[f32; N_FEATURES]> {
        let (first, last) = (content.first()?, content.last()?);
        let n_words: usize = content.iter().map(|part| part.last - part.first + 1).sum();
        Some([
            self.begins_cue[cue.first],
            mean(content, |word| scores[word][IS_CONTENT]),
            expf(scores[first.first][IS_CONTENT]),
            expf(scores[last.last][IS_CONTENT]),
            source.map_or(0.0, |(_, score)| score),
            f32::from(source.is_some()),
            mean(content, |word| self.tagged_roles[word][IS_CONTENT]),
            content.len().min(3) as f32,
            logf(n_words as f32),
        ])
    }
}

/// The mean probability over words whose log-probabilities `score` gives.
fn mean(parts: &[WordRange], score: impl Fn(usize) -> f32) -> f32 {
    let words = parts.iter().flat_map(|part| part.first..=part.last);
    let (sum, n) = words.fold((0.0, 0), |(sum, n), word| (sum + expf(score(word)), n + 1));
    sum / n.max(1) as f32
}

/// The words of `part` that are not of `hole`.
fn without(part: WordRange, hole: WordRange) -> Vec<WordRange> {
    if !part.overlaps(hole) {
        return vec![part];
    }
    let mut rest = Vec::new();
    if part.first < hole.first {
        rest.push(WordRange { first: part.first, last: hole.first - 1 });
    }
    if hole.last < part.last {
        rest.push(WordRange { first: hole.last + 1, last: part.last });
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_leaves_a_hole() {
        let range = |first, last| WordRange { first, last };
        assert_eq!(without(range(0, 9), range(3, 4)), [range(0, 2), range(5, 9)]);
        assert_eq!(without(range(0, 4), range(3, 9)), [range(0, 2)]);
        assert_eq!(without(range(3, 4), range(0, 9)), []);
        assert_eq!(without(range(0, 1), range(3, 4)), [range(0, 1)]);
    }
}
