//! Spans in bytes and in code points are the same place.

use polars::prelude::PolarsResult;

use crate::dataset::{Dataset, integers};
use crate::families::{FAMILIES, Places};
use crate::sink::{Sink, table};

pub(super) fn test(dataset: &Dataset, sink: &mut Sink<'_>) -> PolarsResult<()> {
    for family in FAMILIES {
        let (Some(frame), Some(places)) = (dataset.frame(family.table), Places::of(dataset, family)) else {
            continue;
        };
        let Some((start_byte, end_byte)) = family.bytes else { continue };
        for (name, chars) in [(start_byte, places.starts), (end_byte, places.ends)] {
            let Some(bytes) = integers(frame, name) else { continue };
            for (row, (at_char, at_byte)) in chars.iter().zip(bytes.iter()).enumerate() {
                let (Some(at_char), Some(at_byte), Some(text)) = (at_char, at_byte, places.text(row)) else {
                    continue;
                };
                let Some(expected) = text.byte_from_char(at_char) else { continue };
                if usize::try_from(at_byte) != Ok(expected) {
                    sink.error(
                        table(family.table).row(row).column(name),
                        format_args!("is {at_byte}, code point {at_char} is at byte {expected}"),
                    );
                }
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::sample::Sample;

    #[test]
    fn code_points_in_place_of_bytes() {
        for name in ["segments", "mentions", "statements", "statement_parts"] {
            let mut sample = Sample::valid();
            let row = sample.last_row(name);
            let end_char = sample.get(name, row, "end_char");
            assert_ne!(
                end_char,
                sample.get(name, row, "end_byte"),
                "the sample has letters of several bytes"
            );
            sample.set(name, row, "end_byte", end_char);
            sample.publish().finds("byte_spans", name, Some(row as u64 + 1), Some("end_byte"), "is at byte ");
        }
    }
}
