//! Tensors of a model file, by name.

use half::f16;
use safetensors::{Dtype, SafeTensors};

use crate::error::ModelError;
use crate::kernels::matrix::PackedMatrix;

/// The tensors of one model file.
pub(crate) struct Weights<'a> {
    tensors: SafeTensors<'a>,
}

/// Rows of int8 weights, with one scale a row: how both the file and the kernels hold a matrix.
pub(crate) struct Rows {
    pub(crate) width: usize,
    pub(crate) weights: Vec<i8>,
    pub(crate) scales: Vec<f32>,
}

impl Rows {
    /// Rounds each row of `width` values to whole numbers in −127..=127 times a scale of its own.
    pub(crate) fn from_floats(values: &[f32], width: usize) -> Self {
        let mut rows = Self { width, weights: Vec::with_capacity(values.len()), scales: Vec::new() };
        for row in values.chunks(width.max(1)) {
            let largest = row.iter().fold(0.0f32, |largest, value| largest.max(value.abs()));
            let scale = if largest > 0.0 { largest / 127.0 } else { 1.0 };
            rows.scales.push(scale);
            rows.weights.extend(row.iter().map(|value| (value / scale).round_ties_even() as i8));
        }
        rows
    }
}

impl<'a> Weights<'a> {
    pub(crate) fn new(tensors: SafeTensors<'a>) -> Self {
        Self { tensors }
    }

    /// All numbers of the tensor `name`, row by row.
    pub(crate) fn floats(&self, name: &str) -> Result<Vec<f32>, ModelError> {
        let tensor = self.tensors.tensor(name).map_err(|_| ModelError::missing(name))?;
        let bytes = tensor.data();
        match tensor.dtype() {
            Dtype::F32 => Ok(bytes.as_chunks::<4>().0.iter().map(|four| f32::from_le_bytes(*four)).collect()),
            Dtype::F16 => {
                Ok(bytes.as_chunks::<2>().0.iter().map(|two| f16::from_le_bytes(*two).to_f32()).collect())
            }
            Dtype::I8 => {
                let rows = self.rows(name)?;
                let values = rows.weights.chunks(rows.width).zip(&rows.scales);
                Ok(values.flat_map(|(row, scale)| row.iter().map(move |w| f32::from(*w) * scale)).collect())
            }
            other => Err(ModelError::WrongType { name: name.to_owned(), found: format!("{other:?}") }),
        }
    }

    /// The numbers of `name`, which must be `n`.
    pub(crate) fn exactly(&self, name: &str, n: usize) -> Result<Vec<f32>, ModelError> {
        let values = self.floats(name)?;
        if values.len() == n {
            return Ok(values);
        }
        Err(ModelError::WrongSize { name: name.to_owned(), expected: n, found: values.len() })
    }

    /// The matrix `name` as int8 rows: as the file holds them, or rounded here where it holds floats.
    pub(crate) fn rows(&self, name: &str) -> Result<Rows, ModelError> {
        let tensor = self.tensors.tensor(name).map_err(|_| ModelError::missing(name))?;
        let width: usize = tensor.shape().iter().skip(1).product();
        if tensor.dtype() == Dtype::I8 {
            let scales = self.floats(&format!("{name}.scale"))?;
            let weights: Vec<i8> = tensor.data().iter().map(|byte| byte.cast_signed()).collect();
            if scales.len() * width != weights.len() {
                return Err(ModelError::WrongSize {
                    name: format!("{name}.scale"),
                    expected: weights.len() / width.max(1),
                    found: scales.len(),
                });
            }
            return Ok(Rows { width, weights, scales });
        }
        Ok(Rows::from_floats(&self.floats(name)?, width))
    }

    /// The numbers of `name`, which must be `n`, or `None` where there is no such tensor.
    pub(crate) fn optional(&self, name: &str, n: usize) -> Result<Option<Vec<f32>>, ModelError> {
        match self.tensors.tensor(name) {
            Ok(_) => self.exactly(name, n).map(Some),
            Err(_) => Ok(None),
        }
    }

    /// One matrix of the outputs of several layers, in this order; each with its number of outputs.
    pub(crate) fn stacked(
        &self,
        layers: &[(&str, usize)],
        n_inputs: usize,
    ) -> Result<PackedMatrix, ModelError> {
        let (mut weights, mut bias) = (Vec::new(), Vec::new());
        for &(name, n_outputs) in layers {
            weights.extend(self.exactly(&format!("{name}.weight"), n_inputs * n_outputs)?);
            let own = self.optional(&format!("{name}.bias"), n_outputs)?;
            bias.extend(own.unwrap_or_else(|| vec![0.0; n_outputs]));
        }
        Ok(PackedMatrix::from_floats(&weights, &bias, n_inputs))
    }

    /// A layer of `n_outputs` from `n_inputs`: the tensors `name.weight` and, where the layer has one, `name.bias`.
    pub(crate) fn layer(
        &self,
        name: &str,
        n_inputs: usize,
        n_outputs: usize,
    ) -> Result<PackedMatrix, ModelError> {
        let weight_name = format!("{name}.weight");
        let rows = self.rows(&weight_name)?;
        if rows.width != n_inputs || rows.scales.len() != n_outputs {
            return Err(ModelError::WrongSize {
                name: weight_name,
                expected: n_inputs * n_outputs,
                found: rows.weights.len(),
            });
        }
        let bias = self.optional(&format!("{name}.bias"), n_outputs)?.unwrap_or_else(|| vec![0.0; n_outputs]);
        Ok(PackedMatrix::new(&rows.weights, &rows.scales, &bias, n_inputs))
    }
}
