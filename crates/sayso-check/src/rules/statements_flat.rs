//! The joined table has the rows and values of the tables it joins.

use polars::prelude::{
    DataFrame, Expr, IntoLazy, JoinArgs, JoinType, LazyFrame, PolarsResult, SortMultipleOptions, col, lit,
    when,
};
use polars::prelude::{DataType, NULL};

use crate::dataset::Dataset;
use crate::sink::{Sink, cell, table};

const TABLE: &str = "statements_flat";

/// Column of the joined table, column of `statements`.
const OF_STATEMENTS: [(&str, &str); 22] = [
    ("text", "content"),
    ("start_position", "start_char"),
    ("stop_position", "end_char"),
    ("document_id", "document_id"),
    ("segment_id", "segment_id"),
    ("inside_id", "inside_id"),
    ("speaker_id", "speaker_id"),
    ("speaker_surface", "speaker_surface"),
    ("reported_by_id", "reported_by_id"),
    ("addressee_id", "addressee_id"),
    ("mode", "mode"),
    ("act", "act"),
    ("cue", "cue"),
    ("cue_lemma", "cue_lemma"),
    ("is_negated", "is_negated"),
    ("is_hypothetical", "is_hypothetical"),
    ("n_words", "n_words"),
    ("method", "method"),
    ("rule_id", "rule_id"),
    ("confidence", "confidence"),
    ("review_status", "review_status"),
    ("sensitivity", "sensitivity"),
];

/// Column of the joined table, column of `stances`.
const OF_STANCES: [(&str, &str); 9] = [
    ("stance_id", "stance_id"),
    ("holder_id", "holder_id"),
    ("target_type", "target_type"),
    ("target_id", "target_id"),
    ("polarity", "polarity"),
    ("score", "score"),
    ("is_explicit", "is_explicit"),
    ("evidence", "evidence"),
    ("stance_confidence", "confidence"),
];

/// Column of the joined table, table, its key, column of the joined table that points there, column of that table.
const NAMES: [(&str, &str, &str, &str, &str); 7] = [
    ("speaker_name", "actors", "actor_id", "speaker_id", "name"),
    ("speaker_type", "actors", "actor_id", "speaker_id", "actor_type"),
    ("reported_by_name", "actors", "actor_id", "reported_by_id", "name"),
    ("addressee_name", "actors", "actor_id", "addressee_id", "name"),
    ("holder_name", "actors", "actor_id", "holder_id", "name"),
    ("document_title", "documents", "document_id", "document_id", "title"),
    ("document_section", "segments", "segment_id", "segment_id", "segment_type"),
];

/// Which statement and stance a row is about, in one text.
const KEY: &str = "statement and stance";

pub(super) fn test(dataset: &Dataset, sink: &mut Sink<'_>) -> PolarsResult<()> {
    let (Some(flat), Some(statements), Some(stances)) =
        (dataset.frame(TABLE), dataset.frame("statements"), dataset.frame("stances"))
    else {
        return Ok(());
    };
    let keys = [(flat, "statement_id"), (flat, "stance_id"), (statements, "statement_id")];
    let stance_keys = [(stances, "statement_id"), (stances, "stance_id")];
    if keys.iter().chain(&stance_keys).any(|(frame, name)| frame.column(name).is_err()) {
        return Ok(());
    }
    if !is_key(statements, "statement_id")? {
        return Ok(());
    }
    let expected = joined(flat, statements, stances).collect()?;
    let found = with_key(flat.clone().lazy()).with_row_index("row", None).collect()?;
    rows(&found, &expected, sink)?;
    let mut pairs: Vec<(&str, String)> = Vec::new();
    for (name, _) in OF_STATEMENTS.iter().chain(&OF_STANCES) {
        if expected.column(&wanted(name)).is_ok() {
            pairs.push((name, wanted(name)));
        }
    }
    if flat.column("agreement").is_ok() && expected.column(&wanted("polarity")).is_ok() {
        pairs.push(("agreement", wanted("agreement")));
    }
    let expected = with_agreement(expected)?;
    let compared =
        found.clone().lazy().join(expected.lazy(), [col(KEY)], [col(KEY)], JoinArgs::new(JoinType::Inner));
    let compared = compared.sort(["row"], SortMultipleOptions::default()).collect()?;
    for (name, wanted) in &pairs {
        different(&compared, name, wanted, sink)?;
    }
    names(dataset, flat, sink)
}

/// Whether each value stands once. Tables are joined only then: a key that many rows share, which another rule reports, would make
/// the join as large as their product.
fn is_key(frame: &DataFrame, column: &str) -> PolarsResult<bool> {
    Ok(frame.column(column)?.n_unique()? == frame.height())
}

/// What the joined table should have, its columns named as [`wanted`] has it.
fn joined(flat: &DataFrame, statements: &DataFrame, stances: &DataFrame) -> LazyFrame {
    let shared = |frame: &DataFrame, columns: &[(&str, &str)]| -> Vec<Expr> {
        let present =
            columns.iter().filter(|(name, of)| flat.column(name).is_ok() && frame.column(of).is_ok());
        present.map(|(name, of)| col(*of).alias(wanted(name))).collect()
    };
    let mut of_statements = shared(statements, &OF_STATEMENTS);
    of_statements.push(col("statement_id"));
    let mut of_stances = shared(stances, &OF_STANCES);
    of_stances.extend([col("statement_id"), col("stance_id")]);
    let stances = stances.clone().lazy().select(of_stances).filter(col("statement_id").is_not_null());
    let statements = statements.clone().lazy().select(of_statements);
    let args = JoinArgs::new(JoinType::Left);
    with_key(statements.join(stances, [col("statement_id")], [col("statement_id")], args))
}

fn wanted(name: &str) -> String {
    format!("{name} by the joined tables")
}

fn with_key(frame: LazyFrame) -> LazyFrame {
    frame.with_columns([(col("statement_id") + lit(" ") + col("stance_id").fill_null(lit(""))).alias(KEY)])
}

fn with_agreement(expected: DataFrame) -> PolarsResult<DataFrame> {
    let polarity = wanted("polarity");
    if expected.column(&polarity).is_err() {
        return Ok(expected);
    }
    let agreement = when(col(polarity.as_str()).eq(lit("support")))
        .then(lit(1i64))
        .when(col(polarity.as_str()).eq(lit("oppose")))
        .then(lit(0i64))
        .otherwise(lit(NULL).cast(DataType::Int64));
    expected.lazy().with_columns([agreement.alias(wanted("agreement"))]).collect()
}

/// Each statement and stance has its row, and no other row is there.
fn rows(found: &DataFrame, expected: &DataFrame, sink: &mut Sink<'_>) -> PolarsResult<()> {
    let only_in = |one: &DataFrame, other: &DataFrame| {
        let other = other.clone().lazy().select([col(KEY)]);
        one.clone().lazy().join(other, [col(KEY)], [col(KEY)], JoinArgs::new(JoinType::Anti)).collect()
    };
    let strange = only_in(found, expected)?;
    for (nth, row) in strange.column("row")?.u32()?.iter().enumerate() {
        let Some(row) = row else { continue };
        let statement = cell(&strange, nth, "statement_id")?;
        let stance = cell(&strange, nth, "stance_id")?;
        sink.error(
            table(TABLE).row(row as usize).column("stance_id"),
            format_args!("no statement {statement} with stance {stance} is in the tables it joins"),
        );
    }
    let missing = only_in(expected, found)?;
    for nth in 0..missing.height() {
        let statement = cell(&missing, nth, "statement_id")?;
        let stance = cell(&missing, nth, "stance_id")?;
        sink.error(table(TABLE), format_args!("statement {statement} with stance {stance} is missing"));
    }
    Ok(())
}

/// Tells the rows of `compared` in which two columns differ.
fn different(compared: &DataFrame, name: &str, other: &str, sink: &mut Sink<'_>) -> PolarsResult<()> {
    let rows = compared
        .clone()
        .lazy()
        .select([col("row"), col(name), col(other)])
        .filter(col(name).neq_missing(col(other)))
        .collect()?;
    for (nth, row) in rows.column("row")?.u32()?.iter().enumerate() {
        let Some(row) = row else { continue };
        let (is, should) = (cell(&rows, nth, name)?, cell(&rows, nth, other)?);
        sink.error(
            table(TABLE).row(row as usize).column(name),
            format_args!("is {is}, the tables it joins have {should}"),
        );
    }
    Ok(())
}

/// Names are those that the pointing columns lead to.
fn names(dataset: &Dataset, flat: &DataFrame, sink: &mut Sink<'_>) -> PolarsResult<()> {
    for (name, to, key, pointer, column) in NAMES {
        let Some(target) = dataset.frame(to) else { continue };
        let lacks =
            |frame: &DataFrame, names: [&str; 2]| names.iter().any(|name| frame.column(name).is_err());
        if lacks(flat, [name, pointer]) || lacks(target, [key, column]) || !is_key(target, key)? {
            continue;
        }
        let other = wanted(name);
        let target = target.clone().lazy().select([col(key).alias("key"), col(column).alias(&other)]);
        let compared = flat
            .clone()
            .lazy()
            .select([col(name), col(pointer)])
            .with_row_index("row", None)
            .join(target, [col(pointer)], [col("key")], JoinArgs::new(JoinType::Left))
            .sort(["row"], SortMultipleOptions::default())
            .collect()?;
        different(&compared, name, &other, sink)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::sample::{Sample, Value};

    #[test]
    fn values_that_are_not_joined_right() {
        for (column, value, expected) in [
            ("text", Value::from("other words"), "is \"other words\", the tables it joins have \""),
            ("start_position", Value::Integer(3), "is 3, the tables it joins have "),
            ("speaker_name", Value::from("Nobody"), "is \"Nobody\", the tables it joins have "),
            ("document_title", Value::from("Other"), "is \"Other\", the tables it joins have "),
            ("is_negated", Value::Boolean(true), "is true, the tables it joins have false"),
        ] {
            let mut sample = Sample::valid();
            sample.set("statements_flat", 0, column, value);
            sample.publish().finds("statements_flat", "statements_flat", Some(1), Some(column), expected);
        }
    }

    #[test]
    fn agreement_follows_polarity() {
        let mut sample = Sample::valid();
        let row = sample.flat_row_with_stance();
        let Value::Integer(agreement) = sample.get("statements_flat", row, "agreement") else {
            panic!("agreement")
        };
        sample.set("statements_flat", row, "agreement", Value::Integer(1 - agreement));
        let at = Some(row as u64 + 1);
        sample.publish().finds(
            "statements_flat",
            "statements_flat",
            at,
            Some("agreement"),
            "the tables it joins have ",
        );
    }

    #[test]
    fn rows_that_are_missing_or_strange() {
        let mut sample = Sample::valid();
        sample.remove("statements_flat", 0);
        sample.publish().finds("statements_flat", "statements_flat", None, None, "is missing");

        let mut sample = Sample::valid();
        let row = sample.flat_row_with_stance();
        sample.set("statements_flat", row, "stance_id", Value::Null);
        let report = sample.publish().check();
        let messages: Vec<&str> = report.findings.iter().map(|finding| finding.message.as_str()).collect();
        assert!(report.findings.iter().all(|finding| finding.rule == "statements_flat"), "{report}");
        assert!(
            messages.iter().any(|message| message.ends_with("with stance nothing is in the tables it joins"))
        );
        assert!(messages.iter().any(|message| message.ends_with("is missing")), "{report}");
    }
}
