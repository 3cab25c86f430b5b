//! Sums, softmax, layer normalisation and GELU over rows of 32-bit floats.

use super::for_each_instructions;

/// Values that are worked on side by side; sums run in this many partial sums, then pairwise.
pub(crate) const LANES: usize = 16;

/// The largest magnitude of `row`; 0 where it is empty.
#[inline(always)]
pub(crate) fn largest_magnitude(row: &[f32]) -> f32 {
    fold(row, 0.0, |largest, value| if value.abs() > largest { value.abs() } else { largest })
}

/// The sum of `term` over the values of `row`.
#[inline(always)]
fn sum_of(row: &[f32], term: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [0.0f32; LANES];
    let chunks = row.chunks_exact(LANES);
    let rest = chunks.remainder();
    for chunk in chunks {
        for (lane, value) in lanes.iter_mut().zip(chunk) {
            *lane += term(*value);
        }
    }
    for (lane, value) in lanes.iter_mut().zip(rest) {
        *lane += term(*value);
    }
    pairwise(lanes, |one, other| one + other)
}

#[inline(always)]
fn fold(row: &[f32], start: f32, step: impl Fn(f32, f32) -> f32 + Copy) -> f32 {
    let mut lanes = [start; LANES];
    let chunks = row.chunks_exact(LANES);
    let rest = chunks.remainder();
    for chunk in chunks {
        for (lane, value) in lanes.iter_mut().zip(chunk) {
            *lane = step(*lane, *value);
        }
    }
    for (lane, value) in lanes.iter_mut().zip(rest) {
        *lane = step(*lane, *value);
    }
    pairwise(lanes, step)
}

#[inline(always)]
fn pairwise(mut lanes: [f32; LANES], join: impl Fn(f32, f32) -> f32) -> f32 {
    let mut width = LANES / 2;
    while width > 0 {
        for lane in 0..width {
            lanes[lane] = join(lanes[lane], lanes[lane + width]);
        }
        width /= 2;
    }
    lanes[0]
}

/// e to the power of `x`, within 2 units in the last place for −87 < x < 88; below, 0.
///
/// # Source
/// Range reduction to |r| ≤ ln 2 / 2 with the two-part constant of Cody and Waite (1980), then a polynomial of degree 6.
#[inline(always)]
pub(crate) fn exp(x: f32) -> f32 {
    let clamped = if x < -87.0 { -87.0 } else { x };
    let clamped = if clamped > 88.0 { 88.0 } else { clamped };
    // Adding 1.5 · 2²³ leaves the rounded number in the low bits of the float.
    let shifted = clamped * std::f32::consts::LOG2_E + 12_582_912.0;
    let n = shifted - 12_582_912.0;
    let r = (clamped - n * 0.693_359_4) - n * -2.121_944_4e-4;
    let p = 1.388_888_9e-3;
    let p = p * r + 8.333_334e-3;
    let p = p * r + 4.166_666_6e-2;
    let p = p * r + 1.666_666_7e-1;
    let p = p * r + 0.5;
    let p = p * r + 1.0;
    let p = p * r + 1.0;
    let power = f32::from_bits(shifted.to_bits().wrapping_add(127).wrapping_shl(23));
    if x < -87.0 { 0.0 } else { p * power }
}

/// tanh, from [`exp`], so that it does not depend on the system's library.
pub(crate) fn tanh(x: f32) -> f32 {
    1.0 - 2.0 / (exp(2.0 * x) + 1.0)
}

/// The natural logarithm of 1 ≤ `x` ≤ 16, without the system's library: the series of 2 artanh after halving down to ≤ √2.
pub(crate) fn ln(x: f32) -> f32 {
    let (mut rest, mut n_halvings) = (f64::from(x), 0.0);
    while rest > std::f64::consts::SQRT_2 && n_halvings < 8.0 {
        rest *= 0.5;
        n_halvings += 1.0;
    }
    let s = (rest - 1.0) / (rest + 1.0);
    let square = s * s;
    let mut sum = 0.0;
    for odd in [11.0, 9.0, 7.0, 5.0, 3.0, 1.0] {
        sum = sum * square + 1.0 / odd;
    }
    (2.0 * s * sum + n_halvings * std::f64::consts::LN_2) as f32
}

/// The error function, within 2e-7.
///
/// # Source
/// Abramowitz and Stegun, Handbook of Mathematical Functions (1964), 7.1.26.
#[inline(always)]
fn erf(x: f32) -> f32 {
    let magnitude = x.abs();
    let t = 1.0 / (1.0 + 0.327_591_1 * magnitude);
    let p = 1.061_405_4;
    let p = p * t - 1.453_152_1;
    let p = p * t + 1.421_413_8;
    let p = p * t - 0.284_496_72;
    let p = p * t + 0.254_829_6;
    let tail = p * t * exp(-magnitude * magnitude);
    (1.0 - tail).copysign(x)
}

for_each_instructions! {
    /// Replaces each value by `x · Φ(x)`.
    fn gelu(values: &mut [f32]) {
        for value in values {
            *value = 0.5 * *value * (1.0 + erf(*value * std::f32::consts::FRAC_1_SQRT_2));
        }
    }
}

for_each_instructions! {
    /// Adds `residual` to `rows`, then brings each row of `gain.len()` values to mean 0 and variance 1, times `gain` plus `shift`.
    fn add_and_normalise(rows: &mut [f32], residual: &[f32], gain: &[f32], shift: &[f32], epsilon: f32) {
        let width = gain.len();
        for (row, extra) in rows.chunks_exact_mut(width).zip(residual.chunks_exact(width)) {
            for (value, more) in row.iter_mut().zip(extra) {
                *value += more;
            }
            normalise_row(row, gain, shift, epsilon);
        }
    }
}

for_each_instructions! {
    /// Brings each row of `gain.len()` values to mean 0 and variance 1, times `gain` plus `shift`.
    fn normalise(rows: &mut [f32], gain: &[f32], shift: &[f32], epsilon: f32) {
        for row in rows.chunks_exact_mut(gain.len()) {
            normalise_row(row, gain, shift, epsilon);
        }
    }
}

#[inline(always)]
fn normalise_row(row: &mut [f32], gain: &[f32], shift: &[f32], epsilon: f32) {
    let n = row.len() as f32;
    let mean = sum_of(row, |value| value) / n;
    for value in row.iter_mut() {
        *value -= mean;
    }
    let squares = sum_of(row, |value| value * value);
    let factor = 1.0 / (squares / n + epsilon).sqrt();
    for ((value, gain), shift) in row.iter_mut().zip(gain).zip(shift) {
        *value = *value * factor * gain + shift;
    }
}

/// Turns scores into weights that add up to 1.
#[inline(always)]
pub(crate) fn softmax(row: &mut [f32]) {
    let largest =
        fold(row, f32::NEG_INFINITY, |largest, value| if value > largest { value } else { largest });
    for value in row.iter_mut() {
        *value = exp(*value - largest);
    }
    let factor = 1.0 / sum_of(row, |value| value);
    for value in row.iter_mut() {
        *value *= factor;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernels::Instructions;

    #[test]
    fn exp_and_erf_are_close() {
        for step in -8700..8800 {
            let x = step as f32 / 100.0;
            let exact = f64::from(x).exp();
            assert!((f64::from(exp(x)) - exact).abs() <= exact * 4e-7, "{x}");
        }
        assert_eq!(exp(-1000.0), 0.0);
        for step in 100..1600 {
            let x = step as f32 / 100.0;
            assert!((ln(x) - x.ln()).abs() < 3e-7, "{x}");
            assert!((tanh(x - 8.0) - (x - 8.0).tanh()).abs() < 3e-7, "{x}");
        }
        for (x, expected) in [(0.0f32, 0.0f32), (0.5, 0.520_499_9), (-1.0, -0.842_700_8), (3.0, 0.999_977_9)]
        {
            assert!((erf(x) - expected).abs() < 3e-7, "{x}");
        }
    }

    #[test]
    fn every_processor_gives_the_same_bits() {
        let values: Vec<f32> = (0..1000).map(|n| ((n * 7919) % 1000) as f32 / 100.0 - 5.0).collect();
        let gain: Vec<f32> = (0..100).map(|n| 1.0 + n as f32 / 50.0).collect();
        let shift: Vec<f32> = (0..100).map(|n| n as f32 / 90.0).collect();
        let mut results = Vec::new();
        for instructions in Instructions::available() {
            let mut rows = values.clone();
            gelu(instructions, &mut rows);
            add_and_normalise(instructions, &mut rows, &values, &gain, &shift, 1e-12);
            results.push(rows.iter().map(|value| value.to_bits()).collect::<Vec<_>>());
        }
        assert!(results.windows(2).all(|pair| pair[0] == pair[1]));
    }
}
