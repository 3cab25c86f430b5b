//! Parquet: a column holds texts, others what is known of them.

use std::any::Any;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use arrow::array::{Array, ArrayRef, LargeBinaryArray, LargeStringArray, RecordBatch};
use arrow::compute::cast;
use arrow::datatypes::DataType;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::file::metadata::ParquetMetaData;

use super::{Format, Place, Reader, Row, Rows};
use crate::fields::Columns;
use crate::note::Note;
use crate::options::Plan;

pub(super) const FORMAT: Format = Format {
    name: "parquet",
    extensions: &["parquet"],
    description: "each row is a document; texts may be strings, dictionaries or bytes",
    reader: Reader::Rows(read),
};

/// How much of the wanted columns is decoded at a time, about.
const BATCH_BYTES: i64 = 16_000_000;

fn read(path: &Path, plan: &Plan, rows: &mut dyn Rows) -> io::Result<()> {
    // A damaged file can break a promise that the parquet crate relies on; that must not stop the other files.
    catch_unwind(AssertUnwindSafe(|| read_file(path, plan, rows)))
        .unwrap_or_else(|panic| Err(io::Error::other(words_of(&*panic))))
}

fn read_file(path: &Path, plan: &Plan, rows: &mut dyn Rows) -> io::Result<()> {
    let builder = ParquetRecordBatchReaderBuilder::try_new(File::open(path)?).map_err(io::Error::other)?;
    if !has_sound_positions(builder.metadata()) {
        return Err(io::Error::other("the file is damaged: a column lies before its start"));
    }
    let schema = builder.schema().clone();
    let names: Vec<&str> = schema.fields().iter().map(|field| field.name().as_str()).collect();
    let columns = plan.wanted.find(&names);
    let Some(text_at) = columns.text else {
        rows.note(Place::File, plan.wanted.no_text_column());
        return Ok(());
    };
    columns.notes().for_each(|note| rows.note(Place::File, note));
    if !holds_text(schema.field(text_at).data_type()) {
        let message =
            format!("column {:?} holds {}, no text", names[text_at], schema.field(text_at).data_type());
        rows.note(Place::File, Note::error("wrong_type", message));
        return Ok(());
    }
    let (plain, nested): (Vec<_>, Vec<_>) =
        columns.fields.iter().partition(|(_, at)| !schema.field(*at).data_type().is_nested());
    for (_, at) in nested {
        let message = format!("column {:?} holds lists or structs, left out", names[at]);
        rows.note(Place::File, Note::warning("wrong_type", message));
    }
    let columns = Columns { fields: plain, ..columns };
    let wanted = columns.fields.iter().map(|(_, at)| *at).chain([text_at]);
    let projection = ProjectionMask::roots(builder.parquet_schema(), wanted);
    let batch_rows = batch_rows(builder.metadata());
    let reader =
        builder.with_projection(projection).with_batch_size(batch_rows).build().map_err(io::Error::other)?;
    let mut n_rows = 0;
    for batch in reader {
        let batch = batch.map_err(io::Error::other)?;
        if read_batch(&batch, &names, &columns, n_rows, plan, rows)?.is_break() {
            break;
        }
        n_rows += batch.num_rows() as u64;
    }
    Ok(())
}

fn read_batch(
    batch: &RecordBatch,
    names: &[&str],
    columns: &Columns,
    n_rows_before: u64,
    plan: &Plan,
    rows: &mut dyn Rows,
) -> io::Result<ControlFlow<()>> {
    let column = |at: usize| batch.column_by_name(names[at]);
    let Some(texts) = columns.text.and_then(column).map(as_bytes).transpose()? else {
        return Ok(ControlFlow::Break(()));
    };
    let mut told: BTreeMap<usize, LargeStringArray> = BTreeMap::new();
    for (_, at) in &columns.fields {
        match column(*at).map(as_strings) {
            Some(Ok(values)) => drop(told.insert(*at, values)),
            Some(Err(error)) if n_rows_before == 0 => {
                let message = format!("column {:?} is left out: {error}", names[*at]);
                rows.note(Place::File, Note::warning("wrong_type", message));
            }
            Some(Err(_)) | None => {}
        }
    }
    for at in 0..batch.num_rows() {
        let row_number = n_rows_before + at as u64 + 1;
        let place = Place::Row(row_number);
        if texts.is_null(at) {
            rows.note(place, Note::error("missing_text", "has no text"));
            continue;
        }
        let text = texts.value(at);
        if text.len() as u64 > plan.max_bytes {
            rows.note(
                place,
                Note::error("too_large", format!("row is larger than {} bytes", plan.max_bytes)),
            );
            continue;
        }
        let row = Row::new(row_number, text.to_vec(), columns, |column| {
            let values = told.get(&column)?;
            (!values.is_null(at)).then(|| Cow::Borrowed(values.value(at)))
        });
        if rows.row(row).is_break() {
            return Ok(ControlFlow::Break(()));
        }
    }
    Ok(ControlFlow::Continue(()))
}

/// Whether values of this type are texts.
fn holds_text(data_type: &DataType) -> bool {
    match data_type {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => true,
        DataType::Dictionary(_, values) => holds_text(values),
        _ => holds_bytes(data_type),
    }
}

fn holds_bytes(data_type: &DataType) -> bool {
    match data_type {
        DataType::Binary | DataType::LargeBinary | DataType::BinaryView => true,
        DataType::Dictionary(_, values) => holds_bytes(values),
        _ => false,
    }
}

/// Whether no column has a negative position or length; the parquet crate relies on it.
fn has_sound_positions(metadata: &ParquetMetaData) -> bool {
    metadata.row_groups().iter().flat_map(|group| group.columns()).all(|column| {
        let positions = [Some(column.data_page_offset()), column.dictionary_page_offset()];
        positions.into_iter().flatten().chain([column.compressed_size()]).all(|position| position >= 0)
    })
}

/// Rows to decode at a time, so that large texts do not pile up.
fn batch_rows(metadata: &ParquetMetaData) -> usize {
    let n_rows = metadata.file_metadata().num_rows().max(1);
    let n_bytes: i64 =
        metadata.row_groups().iter().map(|group| group.total_byte_size().max(0)).fold(0, i64::saturating_add);
    let rows = BATCH_BYTES / (n_bytes / n_rows).max(1);
    usize::try_from(rows.clamp(1, 1024)).unwrap_or(1)
}

fn as_bytes(column: &ArrayRef) -> io::Result<LargeBinaryArray> {
    let is_string = !holds_bytes(column.data_type());
    let plain = if is_string { cast_to(column, &DataType::LargeUtf8)? } else { column.clone() };
    let bytes = cast_to(&plain, &DataType::LargeBinary)?;
    bytes
        .as_any()
        .downcast_ref::<LargeBinaryArray>()
        .cloned()
        .ok_or_else(|| io::Error::other("the text column cannot be read as bytes"))
}

fn as_strings(column: &ArrayRef) -> io::Result<LargeStringArray> {
    cast_to(column, &DataType::LargeUtf8)?
        .as_any()
        .downcast_ref::<LargeStringArray>()
        .cloned()
        .ok_or_else(|| io::Error::other("the column cannot be read as text"))
}

fn cast_to(column: &ArrayRef, data_type: &DataType) -> io::Result<ArrayRef> {
    cast(column, data_type).map_err(io::Error::other)
}

fn words_of(panic: &(dyn Any + Send)) -> String {
    let words =
        panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    format!("the file is damaged: {}", words.unwrap_or("no more is known"))
}
