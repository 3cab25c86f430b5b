//! What is told as masked shows nothing but its mask, and what should be masked is.

use polars::prelude::PolarsResult;
use regex::Regex;
use serde_json::Value;

use crate::dataset::{Dataset, texts};
use crate::families::{FAMILIES, Places};
use crate::sink::{Sink, quoted, table};

const TABLE: &str = "redactions";

/// What a mask is made of: a letter x of one, two, three or four bytes.
const MASK: [char; 4] = ['x', 'ˣ', 'ｘ', '𝗑'];

/// E-mail addresses are the one kind of identifier that needs no wording to be told, so they are looked for in every text here. An
/// account name with its server (`@ann@politics.example`) is none.
const EMAIL: &str = r"(?:^|[^@A-Za-z0-9._%+-])([A-Za-z0-9._%+-]+@(?:[A-Za-z0-9-]+[.])+[A-Za-z]{2,})";

/// Ids of people whose names a publication for the public hides.
const PSEUDONYM: &str = "x-prv-";

pub(super) fn test(dataset: &Dataset, sink: &mut Sink<'_>) -> PolarsResult<()> {
    masked(dataset, sink);
    let told = |key: &str| match &dataset.manifest {
        Some(Ok(manifest)) => {
            manifest.get("privacy").and_then(|privacy| privacy.get(key)).and_then(Value::as_str)
        }
        _ => None,
    };
    if told("identifiers") == Some("mask") {
        kept(dataset, sink);
        addresses(dataset, sink);
    }
    if told("profile") == Some("public") {
        private_people(dataset, sink);
    }
    Ok(())
}

/// The text at a masked place is a mask.
fn masked(dataset: &Dataset, sink: &mut Sink<'_>) {
    let Some(family) = FAMILIES.iter().find(|family| family.table == TABLE) else { return };
    let (Some(frame), Some(places)) = (dataset.frame(TABLE), Places::of(dataset, family)) else { return };
    let Some(actions) = texts(frame, "action") else { return };
    for (row, action) in actions.iter().enumerate().filter(|(_, action)| *action == Some("masked")) {
        let (Some(start), Some(end), Some(text)) =
            (places.starts.get(row), places.ends.get(row), places.text(row))
        else {
            continue;
        };
        let words = text.slice(start, end).unwrap_or_default();
        if words.contains(|symbol: char| !symbol.is_whitespace() && !MASK.contains(&symbol)) {
            let action = action.unwrap_or_default();
            sink.error(
                table(TABLE).row(row).column("action"),
                format_args!("is {}, but the text there shows more than a mask", quoted(action)),
            );
        }
    }
}

fn kept(dataset: &Dataset, sink: &mut Sink<'_>) {
    let Some(actions) = dataset.frame(TABLE).and_then(|frame| texts(frame, "action")) else { return };
    for (row, _) in actions.iter().enumerate().filter(|(_, action)| *action == Some("kept")) {
        sink.error(
            table(TABLE).row(row).column("action"),
            format_args!("is \"kept\", the manifest says that identifiers are masked"),
        );
    }
}

/// No text of any table shows an e-mail address. The address itself is not told: reports are passed on.
fn addresses(dataset: &Dataset, sink: &mut Sink<'_>) {
    let Ok(email) = Regex::new(EMAIL) else { return };
    for (schema, frame) in dataset.tables() {
        for field in &schema.fields {
            let Some(values) = texts(frame, &field.name) else { continue };
            for (row, value) in values.iter().enumerate() {
                if value.is_some_and(|value| value.contains('@') && email.is_match(value)) {
                    sink.error(
                        table(&schema.table).row(row).column(&field.name),
                        format_args!("shows an e-mail address"),
                    );
                }
            }
        }
    }
}

fn private_people(dataset: &Dataset, sink: &mut Sink<'_>) {
    let Some(frame) = dataset.frame("actors") else { return };
    let (Some(ids), Some(types), Some(roles), Some(registered)) = (
        texts(frame, "actor_id"),
        texts(frame, "actor_type"),
        texts(frame, "public_role"),
        frame.column("is_registered").ok().and_then(|column| column.bool().ok()),
    ) else {
        return;
    };
    for (row, ((id, actor_type), role)) in ids.iter().zip(types.iter()).zip(roles.iter()).enumerate() {
        let may_be_private =
            role == Some("private") || (role == Some("unknown") && registered.get(row) == Some(false));
        let is_private = actor_type == Some("person") && may_be_private;
        if is_private && !id.is_some_and(|id| id.starts_with(PSEUDONYM)) {
            sink.error(
                table("actors").row(row).column("actor_id"),
                format_args!("is that of a private person, which a publication for the public hides"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::{Sample, Value};
    use serde_json::json;

    fn check(sample: &Sample, privacy: serde_json::Value) -> Vec<String> {
        let published = sample.publish();
        published.change_json("manifest.json", |manifest| manifest["privacy"] = privacy);
        let report = published.check();
        let found = report.findings.iter().filter(|finding| finding.rule == "redactions");
        found
            .map(|finding| format!("{}: {}", finding.table.as_deref().unwrap_or_default(), finding.message))
            .collect()
    }

    #[test]
    fn what_is_told_as_masked_is_masked() {
        let mut sample = Sample::valid();
        sample.set("redactions", 0, "action", Value::from("masked"));
        let found = check(&sample, json!({}));
        assert_eq!(found, ["redactions: is \"masked\", but the text there shows more than a mask"]);
    }

    #[test]
    fn nothing_is_kept_where_all_is_masked() {
        let found = check(&Sample::valid(), json!({ "identifiers": "mask" }));
        assert!(
            found.contains(
                &"redactions: is \"kept\", the manifest says that identifiers are masked".to_owned()
            )
        );
        assert!(found.contains(&"documents: shows an e-mail address".to_owned()), "{found:?}");
        assert_eq!(check(&Sample::valid(), json!({ "identifiers": "keep" })), Vec::<String>::new());
    }

    #[test]
    fn private_people_have_pseudonyms() {
        let mut sample = Sample::valid();
        for row in 0..sample.rows("actors").len() {
            sample.set("actors", row, "public_role", Value::from("elected"));
        }
        assert_eq!(check(&sample, json!({ "profile": "public" })), Vec::<String>::new());
        let person =
            (0..).find(|row| sample.get("actors", *row, "actor_type") == Value::from("person")).unwrap();
        sample.set("actors", person, "public_role", Value::from("private"));
        let found = check(&sample, json!({ "profile": "public" }));
        assert_eq!(found, ["actors: is that of a private person, which a publication for the public hides"]);
    }
}
