//! Each Parquet file can be read.

use polars::prelude::PolarsResult;

use crate::dataset::{Dataset, parquet_name};
use crate::sink::{Sink, table};

pub(super) fn test(dataset: &Dataset, sink: &mut Sink<'_>) -> PolarsResult<()> {
    for schema in &dataset.schemas {
        if let Some(Err(message)) = dataset.parquet(&schema.table) {
            sink.error(table(&schema.table), format_args!("{}: {message}", parquet_name(&schema.table)));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::sample::Sample;
    use std::fs;

    #[test]
    fn a_cut_file() {
        let published = Sample::valid().publish();
        let path = published.path("segments.parquet");
        let bytes = fs::read(&path).unwrap();
        fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
        published.describe_files();
        published.finds("parquet_readable", "segments", None, None, "segments.parquet: ");
    }

    #[test]
    fn what_is_no_parquet_at_all() {
        for bytes in [b"".as_slice(), b"PAR1", b"PAR1PAR1", b"PAR1\xFF\xFF\xFF\x7FPAR1", b"a,b\n1,2\n"] {
            let published = Sample::valid().publish();
            fs::write(published.path("segments.parquet"), bytes).unwrap();
            published.describe_files();
            published.finds("parquet_readable", "segments", None, None, "segments.parquet: ");
        }
    }
}
