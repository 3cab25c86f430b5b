//! What a model file says of itself.

use safetensors::{SafeTensorError, SafeTensors};

use crate::error::ModelError;

/// Version and description of a model file.
pub(crate) struct Header {
    pub(crate) version: String,
    pub(crate) config: serde_json::Value,
}

impl Header {
    /// Reads the header of `model`, which must be of `format` and follow edition `spec` of its specification.
    pub(crate) fn read(model: &[u8], format: &str, spec: u64) -> Result<Self, ModelError> {
        let (_, header) = SafeTensors::read_metadata(model).map_err(unreadable)?;
        let metadata = header.metadata().clone().unwrap_or_default();
        if metadata.get("format").map(String::as_str) != Some(format) {
            return Err(wrong("another \"format\""));
        }
        let config = metadata.get("config").ok_or_else(|| wrong("no \"config\""))?;
        let config: serde_json::Value =
            serde_json::from_str(config).map_err(|error| wrong(&error.to_string()))?;
        if config.get("spec").and_then(serde_json::Value::as_u64) != Some(spec) {
            return Err(wrong("another \"spec\""));
        }
        let version = metadata.get("version").ok_or_else(|| wrong("no \"version\""))?.clone();
        Ok(Self { version, config })
    }

    /// The part `name` of the description.
    pub(crate) fn part<T: serde::de::DeserializeOwned>(&self, name: &str) -> Result<T, ModelError> {
        let part = self.config.get(name).cloned().unwrap_or_default();
        serde_json::from_value(part).map_err(|error| wrong(&format!("{name}: {error}")))
    }
}

pub(crate) fn unreadable(error: SafeTensorError) -> ModelError {
    ModelError::Unreadable { reason: error.to_string() }
}

pub(crate) fn wrong(reason: &str) -> ModelError {
    ModelError::WrongConfig { reason: reason.to_owned() }
}
