//! `sayso codebook suggest`: what people often speak of and no issue covers.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use anyhow::{Context, Result};
use clap::Args;
use rayon::prelude::*;
use sayso_model::{Diagnostic, Span};
use serde::Serialize;

use crate::args::Sources;
use crate::commands::build::report;
use crate::config::Config;
use crate::exit::Outcome;
use crate::stages::{self, Read};
use crate::wordings::Wording;

#[derive(Debug, Args)]
pub(super) struct SuggestArguments {
    #[command(flatten)]
    sources: Sources,

    /// Statements and stances in which a phrase must stand.
    #[arg(long, value_name = "N", default_value_t = 2)]
    min_count: usize,

    /// Words that a phrase must have.
    #[arg(long, value_name = "N", default_value_t = 2)]
    min_words: usize,

    /// Phrases to list.
    #[arg(long, value_name = "N", default_value_t = 30)]
    max: usize,

    /// Print the list as JSON.
    #[arg(long)]
    json: bool,
}

/// Code points shown on either side of a phrase.
const AROUND: usize = 40;

/// Examples of a phrase.
const N_EXAMPLES: usize = 2;

/// A phrase that no issue covers.
#[derive(Clone, Debug, Default, Serialize)]
struct Suggestion {
    /// As it stands where it stands first.
    phrase: String,
    /// Statements, and words outside of them on which stances rest.
    n_places: usize,
    n_documents: usize,
    examples: Vec<String>,
}

pub(super) fn run(arguments: &SuggestArguments) -> Result<Outcome> {
    let config = Config::load(&arguments.sources)?;
    let spool = tempfile::tempdir().context("cannot make a temporary folder")?;
    let collection = sayso_ingest::open(&config.inputs, &config.read, spool.path())?;
    let mut outcome = Outcome::Done;
    for diagnostic in collection.diagnostics() {
        report(diagnostic, None);
        outcome = Outcome::NeedsALook;
    }
    let read: Vec<Result<Phrases, Diagnostic>> = collection
        .entries()
        .par_iter()
        .map(|entry| {
            let loaded = collection.load(entry)?;
            let read = stages::read(loaded.document, loaded.diagnostics, &config);
            Ok(phrases(&read, &config, arguments.min_words))
        })
        .collect();
    let mut all: BTreeMap<Wording, Suggestion> = BTreeMap::new();
    for phrases in read {
        match phrases {
            Ok(phrases) => add(&mut all, phrases),
            Err(diagnostic) => {
                report(&diagnostic, None);
                outcome = Outcome::NeedsALook;
            }
        }
    }
    let covered: Vec<Wording> = config
        .codebook
        .issues
        .iter()
        .flat_map(|issue| {
            let lists = [&issue.wordings, &issue.against, &issue.says_for, &issue.says_against];
            std::iter::once(&issue.label).chain(lists.into_iter().flatten())
        })
        .map(|words| Wording::new(words))
        .collect();
    let mut list = choose(&all, &covered, arguments.min_count);
    list.truncate(arguments.max);
    let mut stdout = std::io::stdout().lock();
    if arguments.json {
        writeln!(stdout, "{}", serde_json::to_string_pretty(&list)?)?;
        return Ok(outcome);
    }
    if list.is_empty() {
        writeln!(
            stdout,
            "no phrase of {} words or more stands in {} places and in no issue",
            arguments.min_words, arguments.min_count
        )?;
    }
    for Suggestion { phrase, n_places, n_documents, examples } in &list {
        writeln!(stdout, "{phrase}: {n_places} places, {n_documents} documents")?;
        for example in examples {
            writeln!(stdout, "    {example}")?;
        }
    }
    Ok(outcome)
}

/// The phrases of one document: for each, its words, and examples and number of the places in which it stands.
type Phrases = BTreeMap<Wording, Suggestion>;

fn phrases(read: &Read, config: &Config, min_words: usize) -> Phrases {
    let document = &read.document;
    let found = sayso_extract::noun_phrases(document, &read.segments, &config.language);
    let names: Vec<Span> = read.extraction.mentions.iter().map(|mention| mention.span).collect();
    let statements = read.extraction.statements.iter().enumerate();
    let mut parts: Vec<(Span, usize)> = statements
        .flat_map(|(nth, statement)| statement.content.iter().map(move |part| (*part, nth)))
        .collect();
    let told = read.stances.iter().filter(|stance| stance.statement.is_none()).map(|stance| stance.evidence);
    let told: BTreeSet<Span> = told.collect();
    let n_statements = read.extraction.statements.len();
    parts.extend(told.into_iter().enumerate().map(|(nth, evidence)| (evidence, n_statements + nth)));
    parts.sort();
    let mut phrases = Phrases::new();
    let mut seen: BTreeSet<(usize, Wording)> = BTreeSet::new();
    for phrase in found {
        // of places within one another the innermost, which comes last of those that start before the phrase
        let before = parts.partition_point(|(part, _)| part.start_byte() <= phrase.start_byte());
        let Some((_, place)) = parts[..before].iter().rev().find(|(part, _)| part.contains(phrase)) else {
            continue;
        };
        let words = Wording::new(document.slice(phrase));
        let is_name = is_within_names(document.slice(phrase), phrase, &names);
        if words.n_words() < min_words || is_name || !seen.insert((*place, words.clone())) {
            continue;
        }
        let suggestion = phrases.entry(words).or_insert_with(|| Suggestion {
            phrase: document.slice(phrase).split_whitespace().collect::<Vec<_>>().join(" "),
            n_documents: 1,
            ..Suggestion::default()
        });
        suggestion.n_places += 1;
        if suggestion.examples.len() < N_EXAMPLES {
            suggestion.examples.push(example(read, phrase));
        }
    }
    phrases
}

/// Whether every letter of a phrase belongs to the name of somebody. `names` is in text order.
fn is_within_names(words: &str, phrase: Span, names: &[Span]) -> bool {
    let from = names.partition_point(|name| name.end_byte() <= phrase.start_byte());
    let near = || names[from..].iter().take_while(|name| name.start_byte() < phrase.end_byte());
    words
        .char_indices()
        .filter(|(_, symbol)| symbol.is_alphanumeric())
        .all(|(at_byte, _)| near().any(|name| name.contains_byte(phrase.start_byte() + at_byte)))
}

/// The phrase with the words around it, on one line.
fn example(read: &Read, phrase: Span) -> String {
    let document = &read.document;
    let (before, after) = (document.before(phrase, AROUND), document.after(phrase, AROUND));
    let line = format!("…{before}{}{after}…", document.slice(phrase));
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn add(all: &mut Phrases, phrases: Phrases) {
    for (words, found) in phrases {
        let known = all.entry(words).or_default();
        if known.phrase.is_empty() {
            known.phrase = found.phrase;
        }
        known.n_places += found.n_places;
        known.n_documents += 1;
        let n_open = N_EXAMPLES - known.examples.len();
        known.examples.extend(found.examples.into_iter().take(n_open));
    }
}

/// The phrases that no issue covers, the most frequent and then the longest first. A part of a longer phrase that stands nowhere
/// else is not told by itself.
fn choose(all: &Phrases, covered: &[Wording], min_count: usize) -> Vec<Suggestion> {
    let is_open = |words: &Wording| !covered.iter().any(|known| words.has(known) || known.has(words));
    let mut frequent: Vec<(&Wording, &Suggestion)> =
        all.iter().filter(|(words, found)| found.n_places >= min_count && is_open(words)).collect();
    frequent.sort_by(|(one, found), (other, found_other)| {
        let rank = |words: &Wording, found: &Suggestion| (found.n_places, words.n_words());
        rank(other, found_other).cmp(&rank(one, found)).then_with(|| one.cmp(other))
    });
    let mut chosen: Vec<(&Wording, &Suggestion)> = Vec::new();
    for (words, found) in frequent {
        let is_part = chosen
            .iter()
            .any(|(longer, of_longer)| of_longer.n_places == found.n_places && longer.has(words));
        if !is_part {
            chosen.push((words, found));
        }
    }
    chosen.into_iter().map(|(_, found)| found.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(counts: &[(&str, usize)]) -> Phrases {
        let suggestion = |(phrase, n_places): &(&str, usize)| {
            let found =
                Suggestion { phrase: (*phrase).to_owned(), n_places: *n_places, ..Suggestion::default() };
            (Wording::new(phrase), found)
        };
        counts.iter().map(suggestion).collect()
    }

    #[test]
    fn what_issues_cover_and_parts_of_longer_phrases_are_left_out() {
        let all = counted(&[
            ("proposed rent freeze", 3),
            ("rent freeze", 3),
            ("night buses", 4),
            ("buses", 9),
            ("bike lane", 2),
            ("new bike lane plan", 2),
            ("rare thing", 1),
        ]);
        let covered = [Wording::new("bike lane")];
        let chosen: Vec<String> = choose(&all, &covered, 2).into_iter().map(|one| one.phrase).collect();
        assert_eq!(chosen, ["buses", "night buses", "proposed rent freeze"]);
    }

    #[test]
    fn names_alone_are_no_issues() {
        let text = "Zoë Hart’s plan";
        let names = [Span::of_length(0, "Zoë Hart".len())];
        for (words, expected) in [("Zoë Hart", true), ("Hart’s plan", false), ("plan", false)] {
            let phrase = Span::of_length(text.find(words).unwrap(), words.len());
            assert_eq!(is_within_names(words, phrase, &names), expected, "{words}");
        }
    }
}
