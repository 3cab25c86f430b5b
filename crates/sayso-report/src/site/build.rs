//! From the rows of the tables to what the page knows.

use std::collections::{BTreeMap, HashMap};

use super::places::{Cell, Places};
use super::records::{
    Actor, Affiliation, Counter, Diagnostic, Document, Evidence, Identifier, Issue, Name, Origin, Redactions,
    Site, Stance, Statement, Target,
};
use sayso_published::PublishedError;
use sayso_published::{ActorRow, DocumentRow, StatementRow, Tables};

impl<'a> Site<'a> {
    /// Brings rows together. `href` gives documents that have pages of their own their addresses; `home` is the page they belong to.
    ///
    /// # Errors
    /// Ids and positions that are not there.
    pub(crate) fn build(
        tables: &'a Tables,
        places: &Places<'a>,
        home: Option<&'a str>,
        href: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, PublishedError> {
        Ok(Self {
            title: &tables.title,
            description: tables.description.as_deref(),
            home,
            documents: documents(places, href)?,
            actors: actors(tables),
            issues: issues(tables),
            statements: statements(places)?,
            stances: stances(tables, places)?,
            affiliations: affiliations(tables, places)?,
            coverage: coverage(tables),
            diagnostics: diagnostics(tables, places)?,
            redactions: redactions(tables),
        })
    }
}

fn documents<'a>(
    places: &Places<'a>,
    href: impl Fn(&str) -> Option<String>,
) -> Result<Vec<Document<'a>>, PublishedError> {
    let document = |(nth, row): &(usize, &'a DocumentRow)| {
        let cell = Cell { table: "documents", row: *nth, column: "author_id" };
        Ok(Document {
            id: &row.document_id,
            source: &row.source,
            title: row.title.as_deref(),
            genre: &row.genre,
            lang: &row.lang,
            author: places.actors.find_if(cell, row.author_id.as_deref())?,
            publisher: row.publisher.as_deref(),
            url: row.url.as_deref(),
            date: row.date.as_deref(),
            precision: &row.date_precision,
            licence: row.licence.as_deref(),
            words: row.n_words,
            href: href(&row.document_id),
        })
    };
    places.document_rows().iter().map(document).collect()
}

fn actors(tables: &Tables) -> Vec<Actor<'_>> {
    let mut names: HashMap<&str, Vec<Name<'_>>> = HashMap::new();
    for row in &tables.actor_names {
        names.entry(&row.actor_id).or_default().push(Name {
            name: &row.name,
            name_type: &row.name_type,
            is_observed: row.is_observed,
        });
    }
    let mut identifiers: HashMap<&str, Vec<Identifier<'_>>> = HashMap::new();
    for row in &tables.actor_identifiers {
        let identifier = Identifier { scheme: &row.scheme, identifier: &row.identifier };
        identifiers.entry(&row.actor_id).or_default().push(identifier);
    }
    let mut actors = Vec::new();
    for row in &tables.actors {
        let names = names.remove(row.actor_id.as_str()).unwrap_or_default();
        let identifiers = identifiers.remove(row.actor_id.as_str()).unwrap_or_default();
        actors.push(actor(row, names, identifiers));
    }
    actors
}

fn actor<'a>(row: &'a ActorRow, names: Vec<Name<'a>>, identifiers: Vec<Identifier<'a>>) -> Actor<'a> {
    Actor {
        id: &row.actor_id,
        actor_type: &row.actor_type,
        name: &row.name,
        short: short_name(row, &names),
        classification: row.classification.as_deref(),
        role: &row.public_role,
        is_registered: row.is_registered,
        n_mentions: row.n_mentions,
        names,
        identifiers,
    }
}

/// Surname; or the first acronym that the texts use; or the name.
fn short_name<'a>(row: &'a ActorRow, names: &[Name<'a>]) -> &'a str {
    let acronym = || names.iter().find(|name| name.is_observed && name.name_type == "acronym");
    row.family_name.as_deref().or_else(|| acronym().map(|name| name.name)).unwrap_or(&row.name)
}

fn issues(tables: &Tables) -> Vec<Issue<'_>> {
    tables
        .issues
        .iter()
        .map(|row| Issue { id: &row.issue_id, label: &row.label, definition: row.definition.as_deref() })
        .collect()
}

fn statements<'a>(places: &Places<'a>) -> Result<Vec<Statement<'a>>, PublishedError> {
    let statement = |(number, (nth, row)): (usize, &(usize, &'a StatementRow))| {
        let cell = |column| Cell { table: "statements", row: *nth, column };
        let actor = |column, id: &Option<String>| places.actors.find_if(cell(column), id.as_deref());
        let document = places.document_of_statement(number);
        places.check(cell("start_char"), document, row.start_char, row.end_char)?;
        Ok(Statement {
            id: &row.statement_id,
            document,
            inside: places.statements.find_if(cell("inside_id"), row.inside_id.as_deref())?,
            speaker: actor("speaker_id", &row.speaker_id)?,
            surface: row.speaker_surface.as_deref(),
            reporter: actor("reported_by_id", &row.reported_by_id)?,
            addressee: actor("addressee_id", &row.addressee_id)?,
            mode: &row.mode,
            act: &row.act,
            cue: row.cue.as_deref(),
            is_negated: row.is_negated,
            is_hypothetical: row.is_hypothetical,
            words: &row.content,
            date: row.date.as_deref(),
            origin: origin(&row.method, &row.rule_id, row.confidence, &row.review_status),
            sensitivity: row.sensitivity.as_deref().filter(|word| *word != "none"),
        })
    };
    places.statement_rows().iter().enumerate().map(statement).collect()
}

/// A confidence that is no number would be no JSON.
fn origin<'a>(method: &'a str, rule: &'a str, confidence: Option<f64>, review: &'a str) -> Origin<'a> {
    Origin { method, rule, confidence: confidence.filter(|value| value.is_finite()), review }
}

fn stances<'a>(tables: &'a Tables, places: &Places<'a>) -> Result<Vec<Stance<'a>>, PublishedError> {
    let mut stances = Vec::new();
    for ((nth, row), pieces) in places.stance_rows().iter().zip(places.evidence(tables)?) {
        let cell = |column| Cell { table: "stances", row: *nth, column };
        let target = if row.target_type == "issue" {
            Target::Issue(places.issues.find(cell("target_id"), &row.target_id)?)
        } else {
            Target::Actor(places.actors.find(cell("target_id"), &row.target_id)?)
        };
        stances.push(Stance {
            document: places.documents.find(cell("document_id"), &row.document_id)?,
            statement: places.statements.find_if(cell("statement_id"), row.statement_id.as_deref())?,
            holder: places.actors.find_if(cell("holder_id"), row.holder_id.as_deref())?,
            target,
            polarity: row.polarity.as_deref(),
            is_explicit: row.is_explicit,
            evidence: pieces
                .iter()
                .map(|piece| Evidence {
                    text: piece.text,
                    polarity: piece.polarity,
                    statement: piece.statement,
                })
                .collect(),
            origin: origin(&row.method, &row.rule_id, row.confidence, &row.review_status),
        });
    }
    Ok(stances)
}

fn affiliations<'a>(tables: &'a Tables, places: &Places<'a>) -> Result<Vec<Affiliation<'a>>, PublishedError> {
    let mut affiliations = Vec::new();
    for (nth, row) in tables.affiliations.iter().enumerate() {
        let cell = |column| Cell { table: "affiliations", row: nth + 1, column };
        affiliations.push(Affiliation {
            member: places.actors.find(cell("member_id"), &row.member_id)?,
            body: places.actors.find(cell("organisation_id"), &row.organisation_id)?,
            role: row.role.as_deref(),
            area: row.area.as_deref(),
            status: &row.status,
            start: row.start_date.as_deref(),
            end: row.end_date.as_deref(),
            date_text: row.date_text.as_deref(),
            evidence: &row.evidence,
        });
    }
    Ok(affiliations)
}

fn coverage(tables: &Tables) -> Vec<Counter<'_>> {
    let mut totals: BTreeMap<&str, u64> = BTreeMap::new();
    for row in &tables.coverage {
        let total = totals.entry(&row.counter).or_default();
        *total = total.saturating_add(row.n);
    }
    totals.into_iter().map(|(counter, n)| Counter { counter, n }).collect()
}

fn diagnostics<'a>(tables: &'a Tables, places: &Places<'a>) -> Result<Vec<Diagnostic<'a>>, PublishedError> {
    let mut diagnostics = Vec::new();
    for (nth, row) in tables.diagnostics.iter().enumerate() {
        let cell = Cell { table: "diagnostics", row: nth + 1, column: "document_id" };
        diagnostics.push(Diagnostic {
            document: places.documents.find_if(cell, row.document_id.as_deref())?,
            severity: &row.severity,
            code: &row.code,
            message: &row.message,
        });
    }
    Ok(diagnostics)
}

fn redactions(tables: &Tables) -> Vec<Redactions<'_>> {
    let mut totals: BTreeMap<(&str, &str), u64> = BTreeMap::new();
    for row in &tables.redactions {
        *totals.entry((&row.kind, &row.action)).or_default() += 1;
    }
    totals.into_iter().map(|((kind, action), n)| Redactions { kind, action, n }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;

    fn json(tables: &Tables) -> serde_json::Value {
        let places = Places::of(tables).unwrap();
        serde_json::to_value(Site::build(tables, &places, None, |_| None).unwrap()).unwrap()
    }

    #[test]
    fn rows_name_one_another_by_number() {
        let site = json(&samples::letter());
        assert_eq!(site["statements"][1]["inside"], 0);
        assert_eq!(site["statements"][1]["speaker"], 1);
        assert_eq!(site["stances"][0]["issue"], 0);
        assert_eq!(site["stances"][0].get("actor"), None);
        assert_eq!(site["actors"][1]["short"], "Park");
        assert_eq!(site["actors"][2]["short"], "NTA");
    }

    #[test]
    fn what_is_missing_has_no_key() {
        let site = json(&samples::letter());
        for key in ["sensitivity", "negated", "addressee", "date"] {
            assert_eq!(site["statements"][1].get(key), None, "{key}");
        }
    }

    #[test]
    fn a_confidence_that_is_no_number_is_left_out() {
        let mut tables = samples::letter();
        tables.statements[1].confidence = Some(f64::NAN);
        assert_eq!(json(&tables)["statements"][1].get("confidence"), None);
    }

    #[test]
    fn counters_are_summed_and_unknown_ids_told() {
        let mut tables = samples::letter();
        let twice = tables.coverage.clone();
        tables.coverage.extend(twice);
        assert_eq!(json(&tables)["coverage"][0]["n"], 4);
        tables.stances[0].target_id = "no-issue".to_owned();
        let places = Places::of(&tables).unwrap();
        let error = Site::build(&tables, &places, None, |_| None).unwrap_err().to_string();
        assert_eq!(error, "stances row 1: target_id \"no-issue\" is not in issues");
    }
}
