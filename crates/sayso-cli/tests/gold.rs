//! The golden tables of the corpus against labels made by reading (`data/gold`): names, actors, affiliations, statements, speakers,
//! stances.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::collections::{BTreeMap, BTreeSet};

type Row = BTreeMap<String, String>;

fn rows(path: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(common::root().join(path)).unwrap();
    reader.deserialize().map(|row| row.unwrap()).collect()
}

/// Published actors' names by their ids.
fn names() -> BTreeMap<String, String> {
    let actors = rows("tests/golden/canterbury/actors.csv");
    actors.iter().map(|row| (row["actor_id"].clone(), row["name"].clone())).collect()
}

/// Precision, recall and their harmonic mean.
fn scores<T: Ord>(found: &BTreeSet<T>, gold: &BTreeSet<T>) -> (f64, f64, f64) {
    let n_right = found.intersection(gold).count() as f64;
    let (precision, recall) = (n_right / found.len() as f64, n_right / gold.len() as f64);
    (precision, recall, 2.0 * precision * recall / (precision + recall))
}

/// Place and actor of each name in the golden tables.
fn found_names() -> BTreeSet<(String, String, String)> {
    let names = names();
    let is_name = |row: &&Row| {
        let is_capital = row["surface"].starts_with(char::is_uppercase) && !row["surface"].contains(' ');
        match row["mention_type"].as_str() {
            "pronoun" => false,
            "nominal" => is_capital,
            _ => true,
        }
    };
    let mentions = rows("tests/golden/canterbury/mentions.csv");
    mentions
        .iter()
        .filter(is_name)
        .map(|row| {
            let name = names.get(&row["actor_id"]).cloned().unwrap_or_default();
            (row["start_char"].clone(), row["end_char"].clone(), name)
        })
        .collect()
}

/// Place and actor of each labelled name.
fn labelled_names(file: &str) -> BTreeSet<(String, String, String)> {
    let labels = rows(&format!("data/gold/canterbury/{file}"));
    labels
        .iter()
        .map(|row| (row["start_char"].clone(), row["end_char"].clone(), row["actor"].clone()))
        .collect()
}

#[test]
fn names_are_found_and_linked() {
    let (precision, recall, f1) = scores(&found_names(), &labelled_names("mentions.csv"));
    assert!(f1 >= 0.97, "names: precision {precision:.3}, recall {recall:.3}, F1 {f1:.3}");
}

#[test]
fn names_of_sentences_that_were_read_blind_are_found_and_linked() {
    let number = |words: &str| words.parse::<usize>().unwrap();
    let sentences: Vec<(usize, usize)> = rows("data/gold/canterbury/blind_sentences.csv")
        .iter()
        .map(|row| (number(&row["start_char"]), number(&row["end_char"])))
        .collect();
    let is_read = |(start_char, end_char, _): &(String, String, String)| {
        let (from, to) = (number(start_char), number(end_char));
        sentences.iter().any(|(start, end)| *start <= from && to <= *end)
    };
    let found = found_names().into_iter().filter(is_read).collect();
    let (precision, recall, f1) = scores(&found, &labelled_names("blind_mentions.csv"));
    assert!(f1 >= 0.97, "names: precision {precision:.3}, recall {recall:.3}, F1 {f1:.3}");
}

#[test]
fn no_actor_is_split() {
    let mentions = rows("tests/golden/canterbury/mentions.csv");
    let mut ids: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for gold in rows("data/gold/canterbury/mentions.csv") {
        let found = mentions
            .iter()
            .find(|row| row["start_char"] == gold["start_char"] && row["end_char"] == gold["end_char"]);
        if let Some(row) = found.filter(|row| !row["actor_id"].is_empty()) {
            ids.entry(gold["actor"].clone()).or_default().insert(row["actor_id"].clone());
        }
    }
    for (actor, ids) in &ids {
        assert_eq!(ids.len(), 1, "{actor}: {ids:?}");
    }
    let all: BTreeSet<&String> = ids.values().flatten().collect();
    assert_eq!(all.len(), ids.len(), "two actors share an id");
}

#[test]
fn affiliations_are_those_that_the_text_tells() {
    let names = names();
    let key = |member: &str, organisation: &str, role: &str| {
        (member.to_owned(), organisation.to_owned(), role.to_owned())
    };
    let published = rows("tests/golden/canterbury/affiliations.csv");
    let found: BTreeSet<_> = published
        .iter()
        .map(|row| key(&names[&row["member_id"]], &names[&row["organisation_id"]], &row["role"]))
        .collect();
    let labels = rows("data/gold/canterbury/affiliations.csv");
    let gold: BTreeSet<_> =
        labels.iter().map(|row| key(&row["member"], &row["organisation"], &row["role"])).collect();
    let (precision, recall, _) = scores(&found, &gold);
    assert!(precision >= 0.9 && recall >= 0.85, "affiliations: precision {precision:.3}, recall {recall:.3}");
    // Whether it still holds, for those that are right.
    let status: BTreeMap<_, &String> = labels
        .iter()
        .map(|row| (key(&row["member"], &row["organisation"], &row["role"]), &row["status"]))
        .collect();
    let right = published.iter().filter(|row| {
        let key = key(&names[&row["member_id"]], &names[&row["organisation_id"]], &row["role"]);
        status.get(&key).is_some_and(|status| **status == row["status"])
    });
    assert!(right.count() * 10 >= published.len() * 9, "wrong status");
}

/// Holder, target, polarity.
type Position = (String, String, String);

/// Published stances with a position, and where their evidence starts and ends, by the names of holder and target.
fn published_stances() -> Vec<(Position, usize, usize)> {
    let names = names();
    let name = |id: &String| names.get(id).unwrap_or(id).clone();
    let at = |row: &Row, column: &str| row[column].parse().unwrap();
    let stances = rows("tests/golden/canterbury/stances.csv");
    let decided = stances.iter().filter(|row| !row["polarity"].is_empty());
    decided
        .map(|row| {
            let position = (name(&row["holder_id"]), name(&row["target_id"]), row["polarity"].clone());
            (position, at(row, "evidence_start_char"), at(row, "evidence_end_char"))
        })
        .collect()
}

/// Characters of spans written as "12-40 44-60".
fn characters<'a>(spans: impl Iterator<Item = (&'a str, &'a str)>) -> BTreeSet<usize> {
    spans.flat_map(|(start, end)| start.parse::<usize>().unwrap()..end.parse().unwrap()).collect()
}

/// A statement's speaker, by name or by the words of the text, and the characters of its content.
type Said = (String, BTreeSet<usize>);

fn coded_statements(is_wanted: impl Fn(&Row) -> bool) -> Vec<Said> {
    let labels = rows("data/gold/canterbury/statements.csv");
    let wanted = labels.iter().filter(|row| is_wanted(row));
    let said = wanted.map(|row| {
        let spans = row["parts"].split(' ').map(|span| span.split_once('-').unwrap());
        (row["speaker"].clone(), characters(spans))
    });
    said.collect()
}

/// Published statements but for attitudes, which are kept and marked as what nobody need have said.
fn published_statements() -> Vec<Said> {
    let names = names();
    let parts = rows("tests/golden/canterbury/statement_parts.csv");
    let statements = rows("tests/golden/canterbury/statements.csv");
    let said = statements.iter().filter(|row| row["act"] != "attitude").map(|row| {
        let is_content =
            |part: &&Row| part["statement_id"] == row["statement_id"] && part["role"] == "content";
        let content = parts.iter().filter(is_content);
        let spans = content.map(|part| (part["start_char"].as_str(), part["end_char"].as_str()));
        let speaker = names.get(&row["speaker_id"]).unwrap_or(&row["speaker_surface"]);
        (speaker.clone(), characters(spans))
    });
    said.collect()
}

/// Which coded statement each published one is: they share most of their characters, and none is taken twice.
fn paired(published: &[Said], coded: &[Said]) -> BTreeMap<usize, usize> {
    let share = |one: &Said, other: &Said| {
        200 * one.1.intersection(&other.1).count() / (one.1.len() + other.1.len()).max(1)
    };
    let mut pairs: Vec<(usize, usize, usize)> = Vec::new();
    for (at, one) in published.iter().enumerate() {
        pairs.extend(coded.iter().enumerate().map(|(nth, other)| (share(one, other), at, nth)));
    }
    pairs.retain(|(share, ..)| *share >= 40);
    pairs.sort_by_key(|(share, at, nth)| (std::cmp::Reverse(*share), *at, *nth));
    let mut of_published = BTreeMap::new();
    let mut is_taken = vec![false; coded.len()];
    for (_, at, nth) in pairs {
        if !is_taken[nth] && !of_published.contains_key(&at) {
            of_published.insert(at, nth);
            is_taken[nth] = true;
        }
    }
    of_published
}

#[test]
fn statements_are_those_that_a_reader_finds() {
    let published = published_statements();
    let coded = coded_statements(|_| true);
    let pairs = paired(&published, &coded);
    let precision = pairs.len() as f64 / published.len() as f64;
    let plain = coded_statements(|row| row["certainty"] == "plain");
    let of_plain = paired(&published, &plain);
    let n_right = of_plain.iter().filter(|(at, nth)| published[**at].0 == plain[**nth].0).count();
    let recall = n_right as f64 / plain.len() as f64;
    println!("statements: precision {precision:.3}, plain ones found with their speaker {recall:.3}");
    assert!(
        precision >= 0.85 && recall >= 0.85,
        "statements: precision {precision:.3}, plain ones found with their speaker {recall:.3}"
    );
}

#[test]
fn stances_are_those_that_a_reader_finds() {
    let found: BTreeSet<Position> = published_stances().into_iter().map(|(position, ..)| position).collect();
    let labels = rows("data/gold/canterbury/stances.csv");
    let position = |row: &Row| (row["holder"].clone(), row["target"].clone(), row["polarity"].clone());
    let gold: BTreeSet<Position> = labels.iter().map(position).collect();
    let plain: BTreeSet<Position> =
        labels.iter().filter(|row| row["certainty"] == "plain").map(position).collect();
    let (precision, ..) = scores(&found, &gold);
    let (_, recall, _) = scores(&found, &plain);
    // the reader sees a stance, and sees it otherwise
    let pairs: BTreeSet<(&String, &String)> =
        gold.iter().map(|(holder, target, _)| (holder, target)).collect();
    let flips: Vec<&Position> =
        found.difference(&gold).filter(|(holder, target, _)| pairs.contains(&(holder, target))).collect();
    assert!(
        precision >= 0.85 && recall >= 0.45,
        "stances: precision {precision:.3}, plain ones found {recall:.3}"
    );
    assert!(flips.len() * 20 <= found.len(), "more than one in twenty is the wrong way round: {flips:?}");
}

#[test]
fn every_voice_that_takes_a_side_has_a_stance() {
    let evidence: Vec<(usize, usize)> = rows("tests/golden/canterbury/stance_evidence.csv")
        .iter()
        .map(|row| (row["start_char"].parse().unwrap(), row["end_char"].parse().unwrap()))
        .collect();
    let segments = rows("tests/golden/canterbury/segments.csv");
    let is_voice = |row: &&Row| {
        ["social_post", "block_quote", "letter", "comment"].contains(&row["segment_type"].as_str())
    };
    let text = std::fs::read_to_string(common::root().join("data/raw/000_4a9dfc69f9480646.txt")).unwrap();
    let text: Vec<char> = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").chars().collect();
    for segment in segments.iter().filter(is_voice) {
        let (start, end): (usize, usize) =
            (segment["start_char"].parse().unwrap(), segment["end_char"].parse().unwrap());
        // Words of the article that are quoted again take no new side.
        let words: String =
            text[start..end].iter().filter(|symbol| !"‘’“”".contains(**symbol)).take(80).collect();
        if text[..start].iter().collect::<String>().contains(&words) {
            continue;
        }
        let is_within = |(from, to): &(usize, usize)| start <= *from && *to <= end;
        assert!(evidence.iter().any(is_within), "no stance from {start} to {end}: {segment:?}");
    }
}

#[test]
fn speakers_are_resolved() {
    let statements = rows("tests/golden/canterbury/statements.csv");
    let named = statements.iter().filter(|row| !row["speaker_surface"].is_empty());
    let (n_named, n_resolved) = named.fold((0, 0), |(n_named, n_resolved), row| {
        (n_named + 1, n_resolved + usize::from(!row["speaker_id"].is_empty()))
    });
    assert!(n_resolved * 10 >= n_named * 9, "{n_resolved} of {n_named} speakers are resolved");
}
