//! Products of int8 matrices: exact in whole numbers, so that every processor gives the same.
//!
//! Activations are quantised row by row to `round(x / scale)` in −127..=127, with `scale = max |x| / 127`; weights were quantised
//! output by output when the model was exported. The sums are whole numbers of 32 bits, whatever instructions compute them:
//! AVX-512 VNNI multiplies unsigned by signed bytes, so activations are stored 128 higher, and 128 times the sum of an output's
//! weights is taken off again.

#[cfg(target_arch = "x86_64")]
mod x86;

use super::{Instructions, for_each_instructions};
use crate::weights::Rows;

/// Outputs that lie beside each other in a packed block: the 32-bit lanes of one AVX-512 register.
const LANES: usize = 16;

/// Inputs that one instruction multiplies and adds up.
const GROUP: usize = 4;

/// Bytes of one group of one block.
const GROUP_BYTES: usize = LANES * GROUP;

/// A matrix of weights, packed for the kernels, with one scale an output.
#[derive(Clone, Debug)]
pub(crate) struct PackedMatrix {
    n_inputs: usize,
    n_outputs: usize,
    n_groups: usize,
    /// `[block of 16 outputs][group of 4 inputs][output in block][input in group]`, zero where padded.
    packed: Vec<i8>,
    /// One an output, padded to whole blocks, like the two below.
    scales: Vec<f32>,
    /// 128 times the sum of each output's weights.
    corrections: Vec<i32>,
    bias: Vec<f32>,
}

impl PackedMatrix {
    /// Packs `weights`: a row of `n_inputs` bytes for each of `scales`.
    pub(crate) fn new(weights: &[i8], scales: &[f32], bias: &[f32], n_inputs: usize) -> Self {
        let n_outputs = scales.len();
        let n_blocks = n_outputs.div_ceil(LANES);
        let n_groups = n_inputs.div_ceil(GROUP);
        let mut packed = vec![0i8; n_blocks * n_groups * GROUP_BYTES];
        let mut corrections = vec![0i32; n_blocks * LANES];
        for (output, row) in weights.chunks_exact(n_inputs).enumerate() {
            let (block, lane) = (output / LANES, output % LANES);
            for (input, weight) in row.iter().enumerate() {
                let (group, nth) = (input / GROUP, input % GROUP);
                packed[(block * n_groups + group) * GROUP_BYTES + lane * GROUP + nth] = *weight;
                corrections[output] += 128 * i32::from(*weight);
            }
        }
        let padded = |values: &[f32]| {
            let mut values = values.to_vec();
            values.resize(n_blocks * LANES, 0.0);
            values
        };
        Self {
            n_inputs,
            n_outputs,
            n_groups,
            packed,
            scales: padded(scales),
            corrections,
            bias: padded(bias),
        }
    }

    /// Rounds `weights`, a row of `n_inputs` values for each of `bias`, and packs them.
    pub(crate) fn from_floats(weights: &[f32], bias: &[f32], n_inputs: usize) -> Self {
        let rows = Rows::from_floats(weights, n_inputs);
        Self::new(&rows.weights, &rows.scales, bias, n_inputs)
    }

    /// `out[row][output] = rows[row] · weights[output] + bias[output]`.
    pub(crate) fn multiply(&self, instructions: Instructions, rows: &QuantisedRows, out: &mut Vec<f32>) {
        assert_eq!(rows.n_inputs, self.n_inputs, "rows are as wide as the matrix");
        // Every number is written below, so that what the buffer held does not matter; nor do the padded inputs, whose weights are 0.
        out.resize(rows.scales.len() * self.n_outputs, 0.0);
        match instructions {
            #[cfg(target_arch = "x86_64")]
            // SAFETY: `Instructions` come from `detect` and `available`, which ask the processor.
            Instructions::Avx512Vnni => unsafe { x86::multiply_avx512(self, rows, out) },
            #[cfg(target_arch = "x86_64")]
            // SAFETY: as above.
            Instructions::Avx2 => unsafe { x86::multiply_avx2(self, rows, out) },
            _ => self.multiply_portable(rows, out),
        }
    }

    /// Works on 16-bit copies: compilers know how to multiply and add up pairs of those on every processor.
    fn multiply_portable(&self, rows: &QuantisedRows, out: &mut [f32]) {
        let stride = self.n_groups * GROUP;
        let inputs: Vec<i16> = rows.bytes.iter().map(|byte| i16::from(*byte)).collect();
        let mut weights = vec![0i16; LANES * stride];
        for (block, groups) in self.packed.chunks_exact(LANES * stride).enumerate() {
            for (group, bytes) in groups.chunks_exact(GROUP_BYTES).enumerate() {
                for (lane, four) in bytes.chunks_exact(GROUP).enumerate() {
                    for (weight, byte) in weights[lane * stride + group * GROUP..].iter_mut().zip(four) {
                        *weight = i16::from(*byte);
                    }
                }
            }
            for ((inputs, scale), out) in
                inputs.chunks_exact(stride).zip(&rows.scales).zip(out.chunks_exact_mut(self.n_outputs))
            {
                let mut sums = [0i32; LANES];
                for (sum, weights) in sums.iter_mut().zip(weights.chunks_exact(stride)) {
                    let products =
                        inputs.iter().zip(weights).map(|(one, other)| i32::from(*one) * i32::from(*other));
                    *sum = products.fold(0, i32::wrapping_add);
                }
                self.finish(block, &sums, *scale, out);
            }
        }
    }

    /// Turns the sums of one block into values of one row.
    #[inline(always)]
    fn finish(&self, block: usize, sums: &[i32; LANES], scale: f32, row: &mut [f32]) {
        let at = block * LANES;
        let (scales, bias) = (lanes_of(&self.scales, at), lanes_of(&self.bias, at));
        let corrections = lanes_of(&self.corrections, at);
        let mut values = [0.0f32; LANES];
        for lane in 0..LANES {
            let sum = sums[lane].wrapping_sub(corrections[lane]) as f32;
            values[lane] = sum * (scale * scales[lane]) + bias[lane];
        }
        match row.get_mut(at..at + LANES) {
            Some(whole) => whole.copy_from_slice(&values),
            None => {
                let rest = &mut row[at..];
                let width = rest.len();
                rest.copy_from_slice(&values[..width]);
            }
        }
    }
}

/// The lanes of `values` from `at`: padded vectors always have them.
#[inline(always)]
fn lanes_of<T>(values: &[T], at: usize) -> &[T; LANES] {
    match values[at..].first_chunk() {
        Some(lanes) => lanes,
        None => unreachable!("vectors are padded to whole blocks"),
    }
}

/// Rows of activations as bytes, each 128 too high, with one scale a row.
#[derive(Clone, Debug, Default)]
pub(crate) struct QuantisedRows {
    n_inputs: usize,
    /// Bytes of a row, padded to whole groups.
    stride: usize,
    bytes: Vec<u8>,
    scales: Vec<f32>,
}

impl QuantisedRows {
    /// Takes the place of what it held with `rows`, each of `n_inputs` values.
    pub(crate) fn set(&mut self, instructions: Instructions, rows: &[f32], n_inputs: usize) {
        self.n_inputs = n_inputs;
        self.stride = n_inputs.next_multiple_of(GROUP);
        let n_rows = rows.len() / n_inputs;
        self.bytes.resize(n_rows * self.stride, 128);
        self.scales.resize(n_rows, 0.0);
        quantise(instructions, rows, n_inputs, self.stride, &mut self.bytes, &mut self.scales);
    }
}

for_each_instructions! {
    fn quantise(rows: &[f32], n_inputs: usize, stride: usize, bytes: &mut [u8], scales: &mut [f32]) {
        for ((row, out), scale) in rows.chunks_exact(n_inputs).zip(bytes.chunks_exact_mut(stride)).zip(scales) {
            let largest = super::float::largest_magnitude(row);
            *scale = largest / 127.0;
            let factor = if largest > 0.0 { 127.0 / largest } else { 0.0 };
            for (value, byte) in row.iter().zip(out.iter_mut()) {
                // Adding 1.5 · 2²³ leaves the value, rounded half to even, in the low bits of the float.
                let rounded = value * factor + 12_582_912.0;
                *byte = (rounded.to_bits() as u8).wrapping_add(128);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that look random and are the same on every run.
    fn noise(n: usize, seed: u32) -> Vec<f32> {
        let mut state = seed;
        (0..n)
            .map(|_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (state >> 8) as f32 / 8_388_608.0 - 1.0
            })
            .collect()
    }

    fn check(n_rows: usize, n_inputs: usize, n_outputs: usize) {
        let weights: Vec<i8> = noise(n_inputs * n_outputs, 1).iter().map(|w| (w * 127.0) as i8).collect();
        let scales = vec![0.01f32; n_outputs];
        let bias = noise(n_outputs, 2);
        let rows = noise(n_rows * n_inputs, 3);
        let matrix = PackedMatrix::new(&weights, &scales, &bias, n_inputs);
        let mut results = Vec::new();
        for instructions in Instructions::available() {
            let mut quantised = QuantisedRows::default();
            quantised.set(instructions, &rows, n_inputs);
            let mut out = Vec::new();
            matrix.multiply(instructions, &quantised, &mut out);
            results.push(out);
        }
        for (row, values) in results[0].chunks_exact(n_outputs).enumerate() {
            for (output, value) in values.iter().enumerate() {
                let exact: f32 = rows[row * n_inputs..][..n_inputs]
                    .iter()
                    .zip(&weights[output * n_inputs..][..n_inputs])
                    .map(|(x, w)| x * f32::from(*w) * 0.01)
                    .sum();
                let tolerance = 0.02 * (n_inputs as f32).sqrt();
                assert!((value - exact - bias[output]).abs() < tolerance, "{n_rows}x{n_inputs}x{n_outputs}");
            }
        }
        let bits = |out: &Vec<f32>| out.iter().map(|value| value.to_bits()).collect::<Vec<_>>();
        assert!(
            results.windows(2).all(|pair| bits(&pair[0]) == bits(&pair[1])),
            "{n_rows}x{n_inputs}x{n_outputs}"
        );
    }

    #[test]
    fn every_processor_gives_the_same_bits_for_every_shape() {
        for (n_rows, n_inputs, n_outputs) in
            [(1, 4, 16), (7, 384, 384), (13, 386, 65), (6, 1536, 384), (5, 384, 7), (3, 1, 1), (12, 30, 130)]
        {
            check(n_rows, n_inputs, n_outputs);
        }
    }

    #[test]
    fn extreme_values_do_not_overflow() {
        let weights = vec![-127i8; 1536];
        let matrix = PackedMatrix::new(&weights, &[1.0], &[0.0], 1536);
        for instructions in Instructions::available() {
            let mut quantised = QuantisedRows::default();
            quantised.set(instructions, &[1.0f32; 1536], 1536);
            let mut out = Vec::new();
            matrix.multiply(instructions, &quantised, &mut out);
            assert_eq!(out[0].round(), -127.0 * 1536.0);
        }
    }
}
