//! The products with the vector instructions of x86-64.

use std::arch::x86_64::*;

use super::{GROUP, GROUP_BYTES, LANES, PackedMatrix, QuantisedRows};

/// Rows and blocks of one tile: 24 registers of sums, 4 of weights, 1 of activations.
const TILE_ROWS: usize = 6;
const TILE_BLOCKS: usize = 4;

#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq,avx512vnni")]
pub(super) unsafe fn multiply_avx512(matrix: &PackedMatrix, rows: &QuantisedRows, out: &mut [f32]) {
    let n_blocks = matrix.scales.len() / LANES;
    let n_rows = rows.scales.len();
    let mut block = 0;
    while block < n_blocks {
        let is_wide = block + TILE_BLOCKS <= n_blocks;
        let mut row = 0;
        while row < n_rows {
            let is_tall = row + TILE_ROWS <= n_rows;
            // SAFETY: the tile lies within the matrix and the rows, as `is_wide` and `is_tall` say.
            unsafe {
                match (is_tall, is_wide) {
                    (true, true) => tile::<TILE_ROWS, TILE_BLOCKS>(matrix, rows, row, block, out),
                    (false, true) => tile::<1, TILE_BLOCKS>(matrix, rows, row, block, out),
                    (true, false) => tile::<TILE_ROWS, 1>(matrix, rows, row, block, out),
                    (false, false) => tile::<1, 1>(matrix, rows, row, block, out),
                }
            }
            row += if is_tall { TILE_ROWS } else { 1 };
        }
        block += if is_wide { TILE_BLOCKS } else { 1 };
    }
}

/// # Safety
/// Rows `row..row + ROWS` and blocks `block..block + BLOCKS` exist.
#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq,avx512vnni")]
unsafe fn tile<const ROWS: usize, const BLOCKS: usize>(
    matrix: &PackedMatrix,
    rows: &QuantisedRows,
    row: usize,
    block: usize,
    out: &mut [f32],
) {
    let n_groups = matrix.n_groups;
    let mut sums = [[_mm512_setzero_si512(); BLOCKS]; ROWS];
    // SAFETY: the caller's promise; a block has `n_groups` groups of `GROUP_BYTES`, a row `n_groups` groups of `GROUP`.
    unsafe {
        let weights = matrix.packed.as_ptr().add(block * n_groups * GROUP_BYTES);
        let inputs = rows.bytes.as_ptr().add(row * rows.stride);
        for group in 0..n_groups {
            let mut columns = [_mm512_setzero_si512(); BLOCKS];
            for (nth, column) in columns.iter_mut().enumerate() {
                *column = _mm512_loadu_si512(weights.add((nth * n_groups + group) * GROUP_BYTES).cast());
            }
            for (nth, sums) in sums.iter_mut().enumerate() {
                let four = inputs.add(nth * rows.stride + group * GROUP).cast::<i32>().read_unaligned();
                let four = _mm512_set1_epi32(four);
                for (sum, column) in sums.iter_mut().zip(&columns) {
                    *sum = _mm512_dpbusd_epi32(*sum, four, *column);
                }
            }
        }
    }
    for (nth, sums) in sums.iter().enumerate() {
        let scale = rows.scales[row + nth];
        let row_out = &mut out[(row + nth) * matrix.n_outputs..][..matrix.n_outputs];
        for (which, sum) in sums.iter().enumerate() {
            let mut lanes = [0i32; LANES];
            // SAFETY: `lanes` is as large as the register.
            unsafe { _mm512_storeu_si512(lanes.as_mut_ptr().cast(), *sum) };
            matrix.finish(block + which, &lanes, scale, row_out);
        }
    }
}

#[target_feature(enable = "avx2")]
pub(super) unsafe fn multiply_avx2(matrix: &PackedMatrix, rows: &QuantisedRows, out: &mut [f32]) {
    let n_blocks = matrix.scales.len() / LANES;
    let n_rows = rows.scales.len();
    for block in 0..n_blocks {
        let mut row = 0;
        while row < n_rows {
            let is_tall = row + 2 <= n_rows;
            // SAFETY: the rows exist, as `is_tall` says.
            unsafe {
                if is_tall {
                    strip_avx2::<2>(matrix, rows, row, block, out);
                } else {
                    strip_avx2::<1>(matrix, rows, row, block, out);
                }
            }
            row += if is_tall { 2 } else { 1 };
        }
    }
}

/// Each 16-bit product pair is added in 32 bits, so nothing saturates.
///
/// # Safety
/// Rows `row..row + ROWS` and block `block` exist.
#[inline]
#[target_feature(enable = "avx2")]
unsafe fn strip_avx2<const ROWS: usize>(
    matrix: &PackedMatrix,
    rows: &QuantisedRows,
    row: usize,
    block: usize,
    out: &mut [f32],
) {
    let n_groups = matrix.n_groups;
    // Sums of pairs: register `q` holds, for outputs 4q..4q+4, two partial sums each.
    let mut sums = [[_mm256_setzero_si256(); 4]; ROWS];
    // SAFETY: the caller's promise, as in `tile`.
    unsafe {
        let weights = matrix.packed.as_ptr().add(block * n_groups * GROUP_BYTES);
        let inputs = rows.bytes.as_ptr().add(row * rows.stride);
        for group in 0..n_groups {
            let mut columns = [_mm256_setzero_si256(); 4];
            for (quarter, column) in columns.iter_mut().enumerate() {
                let bytes = _mm_loadu_si128(weights.add(group * GROUP_BYTES + quarter * 16).cast());
                *column = _mm256_cvtepi8_epi16(bytes);
            }
            for (nth, sums) in sums.iter_mut().enumerate() {
                let four = inputs.add(nth * rows.stride + group * GROUP).cast::<i32>().read_unaligned();
                let four = _mm256_cvtepu8_epi16(_mm_set1_epi32(four));
                for (sum, column) in sums.iter_mut().zip(&columns) {
                    *sum = _mm256_add_epi32(*sum, _mm256_madd_epi16(four, *column));
                }
            }
        }
    }
    for (nth, sums) in sums.iter().enumerate() {
        let mut lanes = [0i32; LANES];
        for (quarter, sum) in sums.iter().enumerate() {
            let mut pairs = [0i32; 8];
            // SAFETY: `pairs` is as large as the register.
            unsafe { _mm256_storeu_si256(pairs.as_mut_ptr().cast(), *sum) };
            for lane in 0..4 {
                lanes[quarter * 4 + lane] = pairs[2 * lane] + pairs[2 * lane + 1];
            }
        }
        let scale = rows.scales[row + nth];
        let row_out = &mut out[(row + nth) * matrix.n_outputs..][..matrix.n_outputs];
        matrix.finish(block, &lanes, scale, row_out);
    }
}
