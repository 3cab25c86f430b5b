//! Scaled dot-product attention of one window.

#[cfg(target_arch = "x86_64")]
mod x86;

use super::float::{LANES, softmax};
use super::{Instructions, for_each_instructions};

/// Queries that are worked on together, so that sums do not wait for each other.
const QUERIES: usize = 4;

/// Keys, or dimensions of values, that are worked on together.
const BLOCK: usize = 2 * LANES;

/// Buffers that are used again for each window.
#[derive(Clone, Debug, Default)]
pub(crate) struct Work {
    /// Keys of one head, dimension by dimension, tokens padded to whole blocks.
    keys: Vec<f32>,
    /// Values of one head, token by token, dimensions padded to whole blocks.
    values: Vec<f32>,
    /// A row of weights for each query.
    scores: Vec<f32>,
}

/// For each head: `softmax(q · k / √d) · v`.
///
/// `queries_keys_values` has a row of `3 · width` values for each token, `out` one of `width`.
pub(crate) fn attend(
    instructions: Instructions,
    queries_keys_values: &[f32],
    n_heads: usize,
    width: usize,
    work: &mut Work,
    out: &mut [f32],
) {
    attend_with(instructions, instructions, queries_keys_values, n_heads, width, work, out);
}

for_each_instructions! {
    /// [`attend`], told once more which instructions there are.
    fn attend_with(
        here: Instructions,
        queries_keys_values: &[f32],
        n_heads: usize,
        width: usize,
        work: &mut Work,
        out: &mut [f32],
    ) {
        let n_tokens = queries_keys_values.len() / (3 * width);
        let head_width = width / n_heads;
        let padded_tokens = n_tokens.next_multiple_of(BLOCK);
        let padded_width = head_width.next_multiple_of(BLOCK);
        // What the buffers held is written over, or stands in padding that nobody reads.
        work.keys.resize(head_width * padded_tokens, 0.0);
        work.values.resize(n_tokens * padded_width, 0.0);
        work.scores.resize(QUERIES * padded_tokens, 0.0);
        let factor = 1.0 / (head_width as f32).sqrt();
        for head in 0..n_heads {
            let at = head * head_width;
            for (token, row) in queries_keys_values.chunks_exact(3 * width).enumerate() {
                for (dimension, key) in row[width + at..][..head_width].iter().enumerate() {
                    work.keys[dimension * padded_tokens + token] = *key;
                }
                work.values[token * padded_width..][..head_width].copy_from_slice(&row[2 * width + at..][..head_width]);
            }
            let mut token = 0;
            while token < n_tokens {
                // Beyond the last token its query is worked on again and thrown away.
                let queries: [&[f32]; QUERIES] = std::array::from_fn(|nth| {
                    let token = (token + nth).min(n_tokens - 1);
                    &queries_keys_values[token * 3 * width + at..][..head_width]
                });
                for from in (0..padded_tokens).step_by(BLOCK) {
                    let sums = weigh(here, queries, &work.keys[from..], padded_tokens);
                    for (nth, sums) in sums.iter().enumerate() {
                        for (score, sum) in work.scores[nth * padded_tokens + from..][..BLOCK].iter_mut().zip(sums) {
                            *score = sum * factor;
                        }
                    }
                }
                for scores in work.scores.chunks_exact_mut(padded_tokens) {
                    softmax(&mut scores[..n_tokens]);
                }
                let mut weights = work.scores.chunks_exact(padded_tokens);
                let weights: [&[f32]; QUERIES] =
                    std::array::from_fn(|_| weights.next().map_or(&[][..], |scores| &scores[..n_tokens]));
                for from in (0..head_width).step_by(BLOCK) {
                    let sums = weigh(here, weights, &work.values[from..], padded_width);
                    let width_here = BLOCK.min(head_width - from);
                    for (nth, sums) in sums.iter().enumerate().take(n_tokens - token) {
                        out[(token + nth) * width + at + from..][..width_here].copy_from_slice(&sums[..width_here]);
                    }
                }
                token += QUERIES;
            }
        }
    }
}

/// `Σ weights[t] · rows[t · stride + d]` for each query's weights and the block's d: products of queries and keys, laid out dimension
/// by dimension, and sums of weighted values.
fn weigh(
    instructions: Instructions,
    weights: [&[f32]; QUERIES],
    rows: &[f32],
    stride: usize,
) -> [[f32; BLOCK]; QUERIES] {
    match instructions {
        // SAFETY: `Instructions` come from `detect` and `available`, which ask the processor.
        #[cfg(target_arch = "x86_64")]
        Instructions::Avx512Vnni => unsafe { x86::weigh_avx512(weights, rows, stride) },
        // SAFETY: as above.
        #[cfg(target_arch = "x86_64")]
        Instructions::Avx2 => unsafe { x86::weigh_avx2(weights, rows, stride) },
        _ => weigh_portable(weights, rows, stride),
    }
}

fn weigh_portable(weights: [&[f32]; QUERIES], rows: &[f32], stride: usize) -> [[f32; BLOCK]; QUERIES] {
    let mut sums = [[0.0f32; BLOCK]; QUERIES];
    for (nth, row) in rows.chunks(stride).enumerate().take(weights[0].len()) {
        let Some(row) = row.first_chunk::<BLOCK>() else { break };
        for (sums, weights) in sums.iter_mut().zip(weights) {
            let weight = weights[nth];
            for (sum, value) in sums.iter_mut().zip(row) {
                *sum += weight * value;
            }
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Attention written out in 64-bit floats.
    fn plain(rows: &[f32], n_heads: usize, width: usize) -> Vec<f64> {
        let n_tokens = rows.len() / (3 * width);
        let head_width = width / n_heads;
        let at = |token: usize, which: usize, dimension: usize| {
            f64::from(rows[token * 3 * width + which * width + dimension])
        };
        let mut out = vec![0.0; n_tokens * width];
        for head in 0..n_heads {
            let dimensions = head * head_width..(head + 1) * head_width;
            for query in 0..n_tokens {
                let scores: Vec<f64> = (0..n_tokens)
                    .map(|key| {
                        let dot: f64 = dimensions.clone().map(|d| at(query, 0, d) * at(key, 1, d)).sum();
                        (dot / (head_width as f64).sqrt()).exp()
                    })
                    .collect();
                let total: f64 = scores.iter().sum();
                for d in dimensions.clone() {
                    out[query * width + d] =
                        (0..n_tokens).map(|key| scores[key] / total * at(key, 2, d)).sum();
                }
            }
        }
        out
    }

    #[test]
    fn agrees_with_the_definition_on_every_processor() {
        for (n_tokens, n_heads, width) in [(1, 2, 64), (33, 2, 64), (7, 3, 24), (70, 1, 40)] {
            let rows: Vec<f32> =
                (0..n_tokens * 3 * width).map(|n| ((n * 7919) % 1009) as f32 / 500.0 - 1.0).collect();
            let expected = plain(&rows, n_heads, width);
            let mut results = Vec::new();
            for instructions in Instructions::available() {
                let mut out = vec![0.0; n_tokens * width];
                attend(instructions, &rows, n_heads, width, &mut Work::default(), &mut out);
                for (value, expected) in out.iter().zip(&expected) {
                    assert!((f64::from(*value) - expected).abs() < 1e-5, "{n_tokens} {n_heads} {width}");
                }
                results.push(out.iter().map(|value| value.to_bits()).collect::<Vec<_>>());
            }
            assert!(results.windows(2).all(|pair| pair[0] == pair[1]));
        }
    }
}
