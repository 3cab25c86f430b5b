//! Weighted sums with the vector instructions of x86-64: products and sums one after the other, as the portable form has them.

use std::arch::x86_64::*;

use super::{BLOCK, QUERIES};

/// Registers of one block.
const WIDE: usize = BLOCK / 16;
const NARROW: usize = BLOCK / 8;

/// # Safety
/// The processor has AVX-512.
#[target_feature(enable = "avx512f")]
pub(super) unsafe fn weigh_avx512(
    weights: [&[f32]; QUERIES],
    rows: &[f32],
    stride: usize,
) -> [[f32; BLOCK]; QUERIES] {
    let mut sums = [[_mm512_setzero_ps(); WIDE]; QUERIES];
    for (nth, row) in rows.chunks(stride).enumerate().take(weights[0].len()) {
        let Some(row) = row.first_chunk::<BLOCK>() else { break };
        // SAFETY: `row` is a whole block.
        let columns: [__m512; WIDE] =
            std::array::from_fn(|at| unsafe { _mm512_loadu_ps(row.as_ptr().add(16 * at)) });
        for (sums, weights) in sums.iter_mut().zip(weights) {
            let weight = _mm512_set1_ps(weights[nth]);
            for (sum, column) in sums.iter_mut().zip(columns) {
                *sum = _mm512_add_ps(*sum, _mm512_mul_ps(weight, column));
            }
        }
    }
    let mut out = [[0.0f32; BLOCK]; QUERIES];
    for (out, sums) in out.iter_mut().zip(sums) {
        for (at, sum) in sums.into_iter().enumerate() {
            // SAFETY: `out` is a whole block.
            unsafe { _mm512_storeu_ps(out.as_mut_ptr().add(16 * at), sum) };
        }
    }
    out
}

/// # Safety
/// The processor has AVX2.
#[target_feature(enable = "avx2")]
pub(super) unsafe fn weigh_avx2(
    weights: [&[f32]; QUERIES],
    rows: &[f32],
    stride: usize,
) -> [[f32; BLOCK]; QUERIES] {
    let mut out = [[0.0f32; BLOCK]; QUERIES];
    // two queries at a time: more sums than that do not stay in registers
    for (out, weights) in out.chunks_exact_mut(2).zip(weights.chunks_exact(2)) {
        let mut sums = [[_mm256_setzero_ps(); NARROW]; 2];
        for (nth, row) in rows.chunks(stride).enumerate().take(weights[0].len()) {
            let Some(row) = row.first_chunk::<BLOCK>() else { break };
            for at in 0..NARROW {
                // SAFETY: `row` is a whole block.
                let column = unsafe { _mm256_loadu_ps(row.as_ptr().add(8 * at)) };
                for (sums, weights) in sums.iter_mut().zip(weights) {
                    sums[at] = _mm256_add_ps(sums[at], _mm256_mul_ps(_mm256_set1_ps(weights[nth]), column));
                }
            }
        }
        for (out, sums) in out.iter_mut().zip(sums) {
            for (at, sum) in sums.into_iter().enumerate() {
                // SAFETY: `out` is a whole block.
                unsafe { _mm256_storeu_ps(out.as_mut_ptr().add(8 * at), sum) };
            }
        }
    }
    out
}
