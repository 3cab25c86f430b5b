//! TOML files that people write, read strictly: every fault names its file and line.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde::de::DeserializeOwned;

/// Reads `path` and parses it.
///
/// # Errors
/// A file that cannot be read, is not UTF-8, or does not have the form of `T`: `FILE:LINE: what is wrong`.
pub(crate) fn read<T: DeserializeOwned>(path: &Path) -> Result<(T, String)> {
    let contents =
        std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let value = parse(path, &contents)?;
    Ok((value, contents))
}

fn parse<T: DeserializeOwned>(path: &Path, contents: &str) -> Result<T> {
    match toml::from_str(contents) {
        Ok(value) => Ok(value),
        Err(error) => {
            let at_byte = error.span().map_or(0, |span| span.start);
            bail!("{}:{}: {}", path.display(), line_of(contents, at_byte), error.message().trim())
        }
    }
}

/// The number of the line that holds `at_byte`, from 1.
pub(crate) fn line_of(contents: &str, at_byte: usize) -> usize {
    1 + contents.as_bytes().iter().take(at_byte).filter(|byte| **byte == b'\n').count()
}

/// `path` as seen from the folder of `file`.
pub(crate) fn beside(file: &Path, path: &Path) -> PathBuf {
    file.parent().map_or_else(|| path.to_path_buf(), |folder| folder.join(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Form {
        #[expect(dead_code, reason = "only its parsing is tested")]
        title: String,
    }

    #[test]
    fn faults_name_file_and_line() {
        for (contents, expected) in [
            ("# note\ntitel = \"x\"\n", "p.toml:2: unknown field `titel`"),
            ("title = 3\n", "p.toml:1: invalid type"),
            ("title = \"a\"\ntitle = \"b\"\n", "p.toml:2: duplicate key"),
            ("\n\ntitle = \"a\n", "p.toml:3: "),
        ] {
            let error = parse::<Form>(Path::new("p.toml"), contents).unwrap_err().to_string();
            assert!(error.starts_with(expected), "{error:?} should start with {expected:?}");
        }
    }
}
