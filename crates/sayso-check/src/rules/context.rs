//! Prefix and suffix are the 32 characters around a statement.

use polars::prelude::PolarsResult;

use crate::dataset::{Dataset, texts};
use crate::families::{FAMILIES, Places};
use crate::sink::{Sink, quoted, table};

const N_CHARS: i64 = 32;

pub(super) fn test(dataset: &Dataset, sink: &mut Sink<'_>) -> PolarsResult<()> {
    let Some(family) = FAMILIES.iter().find(|family| family.words == Some("content")) else { return Ok(()) };
    let (Some(frame), Some(places)) = (dataset.frame(family.table), Places::of(dataset, family)) else {
        return Ok(());
    };
    for name in ["prefix", "suffix"] {
        let Some(values) = texts(frame, name) else { continue };
        for (row, value) in values.iter().enumerate() {
            let (Some(start), Some(end)) = (places.starts.get(row), places.ends.get(row)) else { continue };
            let Some(text) = places.text(row) else { continue };
            let n_chars = text.n_chars() as i64;
            let around = match name {
                "prefix" => text.slice(start.saturating_sub(N_CHARS).max(0), start),
                _ => text.slice(end, end.saturating_add(N_CHARS).min(n_chars)),
            };
            let Some(around) = around else { continue };
            let value = value.unwrap_or_default();
            if value != around {
                sink.error(
                    table(family.table).row(row).column(name),
                    format_args!("is {}, the text there is {}", quoted(value), quoted(around)),
                );
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::sample::{Sample, Value};

    #[test]
    fn other_text_around() {
        for column in ["prefix", "suffix"] {
            let mut sample = Sample::valid();
            sample.set("statements", 0, column, Value::from("elsewhere"));
            let expected = "is \"elsewhere\", the text there is ";
            sample.publish().finds("context", "statements", Some(1), Some(column), expected);
        }
    }
}
