//! `sayso predict`: what the model makes of single sentences, for whoever wants to score it.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use clap::{Args, Subcommand};
use rayon::prelude::*;
use sayso_stance::{Learned, Probabilities};
use serde::{Deserialize, Serialize};

use crate::exit::Outcome;
use crate::model;

#[derive(Debug, Args)]
pub(crate) struct PredictArguments {
    #[command(subcommand)]
    pub(crate) task: PredictTask,
}

#[derive(Debug, Subcommand)]
pub(crate) enum PredictTask {
    /// How each sentence speaks of its target: one JSON object a line in and out.
    ///
    /// A line in has `id`, `text`, `target` and, where somebody is known to take sides, `holder`; both are objects with `text`,
    /// `start` and `end` (code points, or null where the words are not in the text). Other keys are ignored, `label` too. A line out
    /// has `id`, `label` (support, oppose, neutral), `score` (-1 to 1), `confidence` (0 to 1) and `is_published`: whether a build
    /// would publish such a row. With a holder the question is which side, so that the label is not neutral.
    Stance(PredictStanceArguments),
}

#[derive(Debug, Args)]
pub(crate) struct PredictStanceArguments {
    /// JSON Lines to read.
    #[arg(long, value_name = "FILE")]
    pub(crate) input: PathBuf,

    /// JSON Lines to write.
    #[arg(long, value_name = "FILE")]
    pub(crate) output: PathBuf,
}

/// A sentence with its target, as a line states it.
#[derive(Debug, Deserialize)]
struct Line {
    id: String,
    text: String,
    target: Named,
    #[serde(default)]
    holder: Option<Named>,
}

/// Somebody, and where in the text: code points.
#[derive(Debug, Deserialize)]
struct Named {
    #[serde(default)]
    start: Option<usize>,
    #[serde(default)]
    end: Option<usize>,
}

/// An answer, as a line states it.
#[derive(Debug, PartialEq, Serialize)]
struct Answer {
    id: String,
    label: &'static str,
    score: f64,
    confidence: f64,
    is_published: bool,
}

pub(crate) fn run(arguments: &PredictArguments) -> Result<Outcome> {
    match &arguments.task {
        PredictTask::Stance(arguments) => stance(arguments),
    }
}

fn stance(arguments: &PredictStanceArguments) -> Result<Outcome> {
    let lines = read(&arguments.input)?;
    let learned = model::load_stance(&model::load()?)?;
    let answers: Vec<Answer> =
        lines.par_iter().map(|(line, target)| answer(&learned, line, target.clone())).collect();
    let shown = arguments.output.display();
    let file = File::create(&arguments.output).with_context(|| format!("cannot write {shown}"))?;
    let mut out = BufWriter::new(file);
    for answer in &answers {
        serde_json::to_writer(&mut out, answer)?;
        out.write_all(b"\n")?;
    }
    out.flush().with_context(|| format!("cannot write {shown}"))?;
    Ok(Outcome::Done)
}

/// Every line with the bytes of its target; blank lines are passed over.
fn read(path: &Path) -> Result<Vec<(Line, Option<Range<usize>>)>> {
    let shown = path.display();
    let file = File::open(path).with_context(|| format!("cannot read {shown}"))?;
    let mut lines = Vec::new();
    let mut ids = BTreeSet::new();
    for (nth, text) in BufReader::new(file).lines().enumerate() {
        let place = || format!("{shown}:{}", nth + 1);
        let text = text.with_context(place)?;
        if text.trim().is_empty() {
            continue;
        }
        let line: Line = serde_json::from_str(&text).with_context(place)?;
        ensure!(ids.insert(line.id.clone()), "{}: id {:?} stands on an earlier line too", place(), line.id);
        let target = bytes_of(&line.text, &line.target).with_context(place)?;
        lines.push((line, target));
    }
    Ok(lines)
}

/// The bytes of `named` in `text`; `None` where it is not in the text.
fn bytes_of(text: &str, named: &Named) -> Result<Option<Range<usize>>> {
    let (Some(start), Some(end)) = (named.start, named.end) else { return Ok(None) };
    let at = |char: usize| text.char_indices().map(|(byte, _)| byte).chain([text.len()]).nth(char);
    match (at(start), at(end)) {
        (Some(start_byte), Some(end_byte)) if start < end => Ok(Some(start_byte..end_byte)),
        _ => bail!("target {start}..{end} is no part of a text of {} code points", text.chars().count()),
    }
}

fn answer(learned: &Learned, line: &Line, target: Option<Range<usize>>) -> Answer {
    let unread = Probabilities { support: 0.0, oppose: 0.0, neutral: 1.0 };
    let found = learned.polarity(&line.text, target).unwrap_or(unread);
    let [support, oppose, neutral] = [found.support, found.oppose, found.neutral].map(f64::from);
    let sides = support + oppose;
    // Somebody takes sides: what is left of the probability is shared out.
    let (support, oppose, neutral) = match line.holder {
        Some(_) if sides > 0.0 => (support / sides, oppose / sides, 0.0),
        _ => (support, oppose, neutral),
    };
    let (label, confidence) = if neutral > support.max(oppose) {
        ("neutral", neutral)
    } else if support >= oppose {
        ("support", support)
    } else {
        ("oppose", oppose)
    };
    let is_published = label != "neutral" && confidence >= learned.threshold();
    Answer { id: line.id.clone(), label, score: support - oppose, confidence, is_published }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(json: &str) -> (Line, Option<Range<usize>>) {
        let line: Line = serde_json::from_str(json).unwrap();
        let target = bytes_of(&line.text, &line.target).unwrap();
        (line, target)
    }

    #[test]
    fn a_target_is_given_in_code_points() {
        let (_, target) =
            line(r#"{"id": "1", "text": "é Kolm", "target": {"text": "Kolm", "start": 2, "end": 6}}"#);
        assert_eq!(target, Some(3..7));
        let outside = Named { start: Some(2), end: Some(9) };
        assert!(bytes_of("é Kolm", &outside).is_err());
    }

    #[test]
    fn with_a_holder_the_label_is_a_side() {
        let learned = model::load_stance(&model::load().unwrap()).unwrap();
        let (plain, target) = line(
            r#"{"id": "1", "text": "Kolm met Brandt on Tuesday.", "target": {"text": "Brandt", "start": 9, "end": 15}, "holder": null}"#,
        );
        assert_eq!(answer(&learned, &plain, target.clone()).label, "neutral");
        let held = Line { holder: Some(Named { start: None, end: None }), ..plain };
        let answer = answer(&learned, &held, target);
        assert_ne!(answer.label, "neutral");
        assert!((0.5..=1.0).contains(&answer.confidence));
    }
}
