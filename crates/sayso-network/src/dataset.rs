//! The stances of a published dataset.

use std::path::Path;

use polars::prelude::{
    DataFrame, Expr, IntoLazy, JoinArgs, JoinType, LazyFrame, SortMultipleOptions, StringChunked,
    UniqueKeepStrategy, col, cols, len, lit, when,
};

use crate::calendar::Dated;
use crate::events::{Collector, Events, Nodes, Row};
use crate::{NetworkError, parquet_columns};

/// Reads the stances of the dataset in `dir`, also those that a text's own voice takes.
///
/// A stance is of its holder; it is of an organisation too, where its document says that the holder belongs to that one now and to no
/// other. Its concept is the label of an issue or the name of an actor. Its date is that of its statement if that tells a year, or
/// else of its document. Stances that are neither for nor against are left out and counted.
///
/// # Errors
/// [`NetworkError::Read`] and [`NetworkError::Table`] where a table is missing or damaged.
pub fn read_dataset(dir: &Path, nodes: Nodes) -> Result<Events, NetworkError> {
    let table = |name: &str, columns: &[&str]| -> Result<LazyFrame, NetworkError> {
        Ok(parquet_columns::read(&dir.join(format!("{name}.parquet")), columns)?.lazy())
    };
    let stances = table("stances", &STANCES)?;
    let actors = table("actors", &["actor_id", "actor_type", "name"])?;
    let issues = table("issues", &["issue_id", "label"])?;
    let documents = table("documents", &["document_id", "date"])?;
    let statements = table("statements", &["statement_id", "date"])?;
    let affiliations = table("affiliations", &["document_id", "member_id", "organisation_id", "status"])?;

    let holders = named(&actors, "holder_id", "holder_name").with_column(col("actor_type"));
    let bodies = only_body(affiliations).join(
        named(&actors, "body_id", "body_name").drop(cols(["actor_type"])),
        [col("body_id")],
        [col("body_id")],
        JoinArgs::new(JoinType::Left),
    );
    let targets = named(&actors, "target_id", "target_name").drop(cols(["actor_type"]));
    let issues = issues.rename(["issue_id"], ["target_id"], true);
    let documents = documents.rename(["date"], ["document_date"], true);
    let statements = statements.rename(["date"], ["statement_date"], true);
    let in_text = ["document_id", "evidence_start_char", "stance_id"];
    let joined = [
        (holders, vec!["holder_id"]),
        (bodies, vec!["document_id", "holder_id"]),
        (targets, vec!["target_id"]),
        (issues, vec!["target_id"]),
        (documents, vec!["document_id"]),
        (statements, vec!["statement_id"]),
    ];
    let joined = joined.into_iter().fold(stances, |stances, (other, key)| {
        let key: Vec<Expr> = key.into_iter().map(col).collect();
        stances.join(other, key.clone(), key, JoinArgs::new(JoinType::Left))
    });
    let concept = when(col("target_type").eq(lit("issue"))).then(col("label")).otherwise(col("target_name"));
    let joined = joined.with_column(concept.alias("concept"));
    events(&joined.sort(in_text, SortMultipleOptions::default()).collect()?, nodes)
}

const STANCES: [&str; 8] = [
    "stance_id",
    "document_id",
    "statement_id",
    "holder_id",
    "target_type",
    "target_id",
    "polarity",
    "evidence_start_char",
];

/// Ids, names and types of actors, the first two under other names.
fn named(actors: &LazyFrame, id: &str, name: &str) -> LazyFrame {
    actors.clone().rename(["actor_id", "name"], [id, name], true)
}

/// The body of each member in each document, where it is one.
fn only_body(affiliations: LazyFrame) -> LazyFrame {
    let member = ["document_id", "member_id"];
    affiliations
        .filter(col("status").eq(lit("current")))
        .unique_stable(Some(cols(["document_id", "member_id", "organisation_id"])), UniqueKeepStrategy::First)
        .group_by(member.map(col))
        .agg([col("organisation_id").first().alias("body_id"), len().alias("n_bodies")])
        .filter(col("n_bodies").eq(lit(1)))
        .rename(["member_id"], ["holder_id"], true)
        .select(["document_id", "holder_id", "body_id"].map(col))
}

fn events(joined: &DataFrame, nodes: Nodes) -> Result<Events, NetworkError> {
    let texts = |name: &str| -> Result<&StringChunked, NetworkError> { Ok(joined.column(name)?.str()?) };
    let (documents, concepts, polarities) = (texts("document_id")?, texts("concept")?, texts("polarity")?);
    let (holders, types, bodies) = (texts("holder_name")?, texts("actor_type")?, texts("body_name")?);
    let (said, published) = (texts("statement_date")?, texts("document_date")?);
    let mut collector = Collector::default();
    for row in 0..joined.height() {
        let holder = holders.get(row);
        let (person, organization) = match types.get(row) {
            Some("person") => (holder, bodies.get(row)),
            Some("organisation" | "group") => (None, holder),
            _ => (None, None),
        };
        // a date that does not tell its year places nothing in time
        let date = said.get(row).filter(|date| !date.starts_with('-')).or(published.get(row));
        collector.push(Row {
            document: documents.get(row).unwrap_or_default(),
            actor: nodes.choose(person, organization),
            concept: concepts.get(row),
            agrees: match polarities.get(row) {
                Some("support") => Some(true),
                Some("oppose") => Some(false),
                _ => None,
            },
            dated: date.and_then(|date| date.parse::<Dated>().ok()),
        });
    }
    collector.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::LeftOut;
    use arrow::array::{ArrayRef, Int64Array, RecordBatch, StringArray};
    use parquet::arrow::ArrowWriter;
    use std::fs::File;
    use std::sync::Arc;

    /// Writes a table of words; `.` is missing, and columns whose name ends with `_char` have numbers.
    fn write(dir: &Path, table: &str, header: &str, rows: &[&str]) {
        let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.split(' ').collect()).collect();
        let columns = header.split(' ').enumerate().map(|(nth, name)| {
            let cells = rows.iter().map(|row| row[nth]);
            let array: ArrayRef = if name.ends_with("_char") {
                Arc::new(cells.map(|cell| cell.parse::<i64>().ok()).collect::<Int64Array>())
            } else {
                Arc::new(cells.map(|cell| (cell != ".").then_some(cell)).collect::<StringArray>())
            };
            (name, array, true)
        });
        let batch = RecordBatch::try_from_iter_with_nullable(columns).unwrap();
        let file = File::create(dir.join(format!("{table}.parquet"))).unwrap();
        let mut writer = ArrowWriter::try_new(file, batch.schema(), None).unwrap();
        writer.write(&batch).unwrap();
        writer.close().unwrap();
    }

    /// Ann belongs to the Union in document d1 and to two bodies in d2.
    fn dataset() -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path();
        let header =
            "polarity stance_id document_id statement_id holder_id target_type target_id evidence_start_char";
        let stances = [
            "oppose t1 d1 s1 per-ann issue bridge 7",
            "support t2 d1 . per-ann actor org-union 3",
            "support t3 d2 s2 per-ann issue bridge 1",
            "support t4 d2 s2 org-union issue bridge 1",
            "mixed t5 d2 s2 org-union issue bridge 2",
            "support t6 d2 s2 . issue bridge 2",
            "support t7 d2 s2 x-9 issue bridge 2",
        ];
        write(path, "stances", header, &stances);
        let actors = [
            "per-ann person Ann",
            "org-union organisation Union",
            "org-club organisation Club",
            "x-9 unknown X",
        ];
        write(path, "actors", "actor_id actor_type name", &actors);
        write(path, "issues", "issue_id label", &["bridge the-bridge"]);
        write(path, "documents", "document_id date", &["d1 2019-03", "d2 ."]);
        write(path, "statements", "statement_id date", &["s1 --02-27", "s2 2018"]);
        let affiliations = [
            "d1 per-ann org-union current",
            "d1 per-ann org-union current",
            "d1 per-ann org-club former",
            "d2 per-ann org-union current",
            "d2 per-ann org-club current",
        ];
        write(path, "affiliations", "document_id member_id organisation_id status", &affiliations);
        dir
    }

    fn told(events: &Events) -> Vec<String> {
        let code = |column: &str, row| {
            events.frame.column(column).unwrap().u32().unwrap().get(row).unwrap() as usize
        };
        let agrees = events.frame.column("agrees").unwrap().bool().unwrap();
        let days = events.frame.column("first_day").unwrap().i32().unwrap();
        let told = |row| {
            let (actor, concept) =
                (&events.actors[code("actor", row)], &events.concepts[code("concept", row)]);
            let sign = if agrees.get(row).unwrap() { "+" } else { "-" };
            let year = days.get(row).map(|day| crate::Unit::Years.number_of(day)).unwrap();
            format!("{actor} {sign}{concept} {year}")
        };
        (0..events.n_events()).map(told).collect()
    }

    #[test]
    fn stances_of_persons_and_of_the_one_body_they_belong_to() {
        let dir = dataset();
        let read = |nodes| read_dataset(dir.path(), nodes).unwrap();
        let persons = read(Nodes::Person);
        assert_eq!(told(&persons), ["Ann +the-bridge 2018", "Ann +Union 2019", "Ann -the-bridge 2019"]);
        assert_eq!(persons.left_out(), LeftOut { no_concept: 0, no_agreement: 1, no_actor: 3 });
        let bodies = read(Nodes::Organization);
        assert_eq!(told(&bodies), ["Union +the-bridge 2018", "Union +Union 2019", "Union -the-bridge 2019"]);
        let actors = read(Nodes::Actor);
        assert_eq!(told(&actors)[..2], ["Ann +the-bridge 2018", "Union +the-bridge 2018"]);
        assert_eq!(actors.n_events(), 4);
    }

    #[test]
    fn a_missing_or_damaged_table_is_told() {
        let dir = dataset();
        let error = |damage: &dyn Fn(&Path)| {
            damage(&dir.path().join("issues.parquet"));
            read_dataset(dir.path(), Nodes::Person).unwrap_err().to_string()
        };
        assert!(error(&|path| std::fs::write(path, "PAR1").unwrap()).contains("issues.parquet: "));
        assert!(error(&|path| std::fs::remove_file(path).unwrap()).starts_with("cannot read "));
        write(dir.path(), "issues", "issue_id title", &["bridge x"]);
        let error = read_dataset(dir.path(), Nodes::Person).unwrap_err().to_string();
        assert!(error.ends_with("issues.parquet: there is no column \"label\""), "{error}");
    }
}
