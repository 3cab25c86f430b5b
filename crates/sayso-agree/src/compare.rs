//! From what coders handed in to figures.

use std::collections::BTreeMap;

use crate::disagreements::{Disagreement, disagreements};
use crate::error::AgreeError;
use crate::figures::{self, Ratings, Resampling, Undefined, alpha, cohen, fleiss, interval, observed};
use crate::input::{Coder, Coding, Kind, Role, Source};
use crate::level::{Level, Scale};
use crate::matching::{self, Unit};
use crate::report::{Figure, Report, Section, Statistic};
use crate::words::word_ratings;

/// How coders are compared.
#[derive(Clone, Debug)]
pub struct Options {
    /// Variable -> scales on which alpha is told; of others, `score` is an interval one and the rest are nominal.
    pub scales: BTreeMap<String, Vec<Scale>>,
    /// How often units are drawn for intervals; none are made without.
    pub n_samples: usize,
    /// Where drawing starts: the same seed gives the same intervals.
    pub seed: u64,
    /// The share of words, of those that either row covers, that rows with different ids must share to be about the same thing.
    pub min_overlap: f64,
}

/// The order in which variables of the tables are told. Others come after them, by name.
const ORDER: [&str; 11] = [
    "mode",
    "act",
    "is_negated",
    "is_hypothetical",
    "speaker_id",
    "addressee_id",
    "holder_id",
    "target_id",
    "polarity",
    "score",
    "is_explicit",
];

/// Variables about words: the section, the name, what counts.
const WORDS: [(Section, &str, Kind, &[Role]); 5] = [
    (Section::Statements, "words", Kind::Statement, &[Role::Content, Role::Cue, Role::Speaker]),
    (Section::Statements, "content_words", Kind::Statement, &[Role::Content]),
    (Section::Statements, "cue_words", Kind::Statement, &[Role::Cue]),
    (Section::Speakers, "speaker_words", Kind::Statement, &[Role::Speaker]),
    (Section::Stances, "evidence_words", Kind::Stance, &[Role::Evidence]),
];

/// Holds coders against one another.
///
/// Rows are about the same thing where their ids are the same, or else where their words overlap enough. Values are compared where
/// two coders or more have the thing; `found` tells how often they have. The words of every document that two coders have read are
/// compared one by one, whatever rows they belong to.
///
/// # Errors
/// A file that cannot be read as a table, rows coded twice, fewer than two coders, a scale on which a value has no place.
pub fn agree(sources: &[Source], options: &Options) -> Result<Report, AgreeError> {
    let coding = Coding::read(sources)?;
    let units = matching::units(&coding.coders, options.min_overlap);
    let mut comparison =
        Comparison { coding: &coding, options, figures: Vec::new(), disagreements: Vec::new() };
    for (section, kind) in [(Section::Statements, Kind::Statement), (Section::Stances, Kind::Stance)] {
        comparison.found(section, kind, &units);
    }
    for (section, variable, kind, roles) in WORDS {
        let is_coded = coding.coders.iter().filter(|coder| coder.kinds.contains(&kind)).count() > 1;
        if is_coded && !coding.texts.is_empty() {
            let ratings = word_ratings(&coding, kind, roles);
            let places: Vec<f64> = (0..ratings.labels().len()).map(|nth| nth as f64).collect();
            comparison.ratings(section, variable, &ratings, &[(Level::Nominal, places)]);
        }
    }
    comparison.variables(&units)?;
    let Comparison { mut figures, mut disagreements, .. } = comparison;
    figures.sort_by_key(|figure| figure.section);
    disagreements.sort_by_key(|disagreement| disagreement.section);
    let coders = coding.coders.iter().map(|coder| coder.name.clone()).collect();
    Ok(Report { coders, figures, disagreements })
}

struct Comparison<'a> {
    coding: &'a Coding,
    options: &'a Options,
    figures: Vec<Figure>,
    disagreements: Vec<Disagreement>,
}

/// A variable: the section that tells it, its place in [`ORDER`], its name.
type Variable = (Section, usize, String);

impl Comparison<'_> {
    /// How often several coders have found the same thing, in documents that they have all read.
    fn found(&mut self, section: Section, kind: Kind, units: &[Unit]) {
        let coders = &self.coding.coders;
        let of_kind: Vec<&Unit> = units.iter().filter(|unit| unit.kind == kind).collect();
        let has_found = |unit: &&Unit| -> Vec<Option<String>> {
            let members = || unit.members.iter().zip(coders);
            let mut items = members().filter_map(|(item, coder)| item.map(|item| &coder.items[item]));
            let document_id = items.next().map_or("", |item| item.document_id.as_str());
            let tell = |(item, coder): (&Option<usize>, &Coder)| {
                let is_asked = coder.kinds.contains(&kind) && coder.has_read(document_id);
                is_asked.then(|| item.is_some().to_string())
            };
            members().map(tell).collect()
        };
        let values: Vec<Vec<Option<String>>> = of_kind.iter().map(has_found).collect();
        for (one, other) in pairs(coders.len()) {
            let both: Vec<(bool, bool)> = values
                .iter()
                .filter_map(|values| {
                    Some((values[one].as_deref()? == "true", values[other].as_deref()? == "true"))
                })
                .filter(|(one, other)| *one || *other)
                .collect();
            let n_each: usize = both.iter().map(|(one, other)| usize::from(*one) + usize::from(*other)).sum();
            let n_both = both.iter().filter(|(one, other)| *one && *other).count();
            if [one, other].iter().any(|coder| !coders[*coder].kinds.contains(&kind)) {
                continue;
            }
            let value =
                if n_each == 0 { Err(Undefined::NoPairs) } else { Ok(2.0 * n_both as f64 / n_each as f64) };
            self.push(section, "found", Statistic::PositiveAgreement, &[one, other], both.len(), value);
        }
        self.disagreements.extend(disagreements(self.coding, section, "found", &of_kind, &values));
    }

    /// Every variable that two coders have, or that a scale was asked for.
    fn variables(&mut self, units: &[Unit]) -> Result<(), AgreeError> {
        let mut by_variable: BTreeMap<Variable, Vec<&Unit>> = BTreeMap::new();
        for unit in units {
            let members = unit.members.iter().zip(&self.coding.coders);
            let items = members.filter_map(|(item, coder)| item.map(|item| &coder.items[item]));
            let mut names: Vec<&String> = items.flat_map(|item| item.values.keys()).collect();
            names.sort_unstable();
            names.dedup();
            for name in names {
                let rank = ORDER.iter().position(|known| known == name).unwrap_or(ORDER.len());
                by_variable.entry((section(unit.kind, name), rank, name.clone())).or_default().push(unit);
            }
        }
        if let Some(variable) = self
            .options
            .scales
            .keys()
            .find(|variable| by_variable.keys().all(|(_, _, name)| name != *variable))
        {
            let found: Vec<&str> = by_variable.keys().map(|(_, _, name)| name.as_str()).collect();
            return Err(AgreeError::UnknownVariable { variable: variable.clone(), found: found.join(", ") });
        }
        for ((section, _, variable), units) in by_variable {
            self.variable(section, &variable, &units)?;
        }
        Ok(())
    }

    fn variable(&mut self, section: Section, variable: &str, units: &[&Unit]) -> Result<(), AgreeError> {
        let coders = &self.coding.coders;
        let value =
            |(item, coder): (&Option<usize>, &Coder)| coder.items[(*item)?].values.get(variable).cloned();
        let values: Vec<Vec<Option<String>>> =
            units.iter().map(|unit| unit.members.iter().zip(coders).map(value).collect()).collect();
        let mut labels: Vec<String> = values.iter().flatten().flatten().cloned().collect();
        labels.sort_unstable();
        labels.dedup();
        let ratings = values.iter().enumerate().map(|(nth, values)| figures::Unit {
            values: values.iter().map(|value| labels.binary_search(value.as_ref()?).ok()).collect(),
            n_times: 1,
            cluster: nth,
        });
        let ratings = Ratings::new(labels.clone(), ratings.collect());
        let usual = Scale::new(if variable == "score" { Level::Interval } else { Level::Nominal });
        let scales = self.options.scales.get(variable).map_or(std::slice::from_ref(&usual), Vec::as_slice);
        let mut places = Vec::with_capacity(scales.len());
        for scale in scales {
            let on_scale = scale.places(&labels).map_err(|(value, reason)| {
                let has = |values: &Vec<Option<String>>| values.contains(&Some(value.clone()));
                let unit = values.iter().position(has).and_then(|nth| {
                    let members = units[nth].members.iter().zip(coders);
                    members.filter_map(|(item, coder)| Some(coder.items[(*item)?].id.clone())).next()
                });
                AgreeError::OffScale {
                    variable: variable.to_owned(),
                    unit: unit.unwrap_or_default(),
                    value,
                    reason,
                    level: scale.level(),
                }
            })?;
            places.push((scale.level(), on_scale));
        }
        self.ratings(section, variable, &ratings, &places);
        self.disagreements.extend(disagreements(self.coding, section, variable, units, &values));
        Ok(())
    }

    /// All figures of one variable.
    fn ratings(&mut self, section: Section, variable: &str, ratings: &Ratings, places: &[(Level, Vec<f64>)]) {
        let all: Vec<usize> = (0..self.coding.coders.len()).collect();
        let n_units = ratings.n_units();
        let Options { n_samples, seed, .. } = *self.options;
        for (level, places) in places {
            let value = alpha(ratings, *level, places, None);
            let drawn = value
                .is_ok()
                .then(|| interval(ratings, *level, places, Resampling { n_samples, seed }))
                .flatten();
            let figure = self.push(section, variable, Statistic::KrippendorffAlpha, &all, n_units, value);
            figure.level = Some(*level);
            (figure.low, figure.high) = (drawn.map(|drawn| drawn.low), drawn.map(|drawn| drawn.high));
        }
        self.push(section, variable, Statistic::ObservedAgreement, &all, n_units, observed(ratings));
        let is_complete = |unit: &&figures::Unit| unit.values.iter().all(Option::is_some);
        let n_complete = ratings.units().iter().filter(is_complete).map(|unit| unit.n_times).sum();
        self.push(section, variable, Statistic::FleissKappa, &all, n_complete, fleiss(ratings));
        for (one, other) in pairs(all.len()) {
            let is_both = |unit: &&figures::Unit| unit.values[one].is_some() && unit.values[other].is_some();
            let n_both = ratings.units().iter().filter(is_both).map(|unit| unit.n_times).sum();
            let value = cohen(ratings, one, other);
            self.push(section, variable, Statistic::CohenKappa, &[one, other], n_both, value);
        }
    }

    fn push(
        &mut self,
        section: Section,
        variable: &str,
        statistic: Statistic,
        coders: &[usize],
        n_units: usize,
        value: Result<f64, Undefined>,
    ) -> &mut Figure {
        let (value, why_undefined) = match value {
            Ok(value) => (Some(value), None),
            Err(reason) => (None, Some(reason.to_string())),
        };
        let at = self.figures.len();
        self.figures.push(Figure {
            section,
            variable: variable.to_owned(),
            statistic,
            level: None,
            coders: coders.iter().map(|coder| self.coding.coders[*coder].name.clone()).collect(),
            value,
            low: None,
            high: None,
            n_units,
            why_undefined,
        });
        &mut self.figures[at]
    }
}

/// The section that tells a variable of things of `kind`.
fn section(kind: Kind, variable: &str) -> Section {
    match (kind, variable) {
        (Kind::Statement, "speaker_id" | "addressee_id") => Section::Speakers,
        (Kind::Statement, _) => Section::Statements,
        (Kind::Stance, _) => Section::Stances,
        (Kind::Code, _) => Section::Codes,
    }
}

/// Every pair of coders, the earlier one first.
fn pairs(n_coders: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..n_coders).flat_map(move |one| (one + 1..n_coders).map(move |other| (one, other)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(scales: &[(&str, &str)]) -> Options {
        let mut all: BTreeMap<String, Vec<Scale>> = BTreeMap::new();
        for (variable, scale) in scales {
            all.entry((*variable).to_owned()).or_default().push(scale.parse().unwrap());
        }
        Options { scales: all, n_samples: 50, seed: 1, min_overlap: 0.5 }
    }

    fn source(name: &str, files: &[(&str, String)]) -> Source {
        let files = files.iter().map(|(file, contents)| ((*file).to_owned(), contents.clone()));
        Source { name: name.to_owned(), files: files.collect() }
    }

    fn codes(rows: &str) -> Source {
        source("codes", &[("codes.csv", format!("coder_id,unit_id,variable,value\n{rows}"))])
    }

    #[test]
    fn levels_are_asked_for_by_variable() {
        let rows = "a,1,x,1\nb,1,x,2\na,2,x,3\nb,2,x,3\na,3,x,2\nb,3,x,2\n";
        let report = agree(&[codes(rows)], &options(&[("x", "ordinal:1,2,3"), ("x", "ratio")])).unwrap();
        let levels: Vec<Option<Level>> = report
            .figures
            .iter()
            .filter(|figure| figure.statistic == Statistic::KrippendorffAlpha)
            .map(|figure| figure.level)
            .collect();
        assert_eq!(levels, [Some(Level::Ordinal), Some(Level::Ratio)]);
        let message =
            |scale: (&str, &str)| agree(&[codes(rows)], &options(&[scale])).unwrap_err().to_string();
        assert_eq!(message(("y", "ratio")), "there is no variable \"y\"; those that can be compared are x");
        assert_eq!(
            message(("x", "ordinal:1,2")),
            "value \"3\" of x, unit \"2\", is not in the given order, as ordinal alpha needs"
        );
    }

    #[test]
    fn one_category_is_undefined_and_never_a_number() {
        let report = agree(&[codes("a,1,x,ja\nb,1,x,ja\na,2,x,ja\nb,2,x,ja\n")], &options(&[])).unwrap();
        for statistic in [Statistic::KrippendorffAlpha, Statistic::FleissKappa, Statistic::CohenKappa] {
            let figure = report.figure("x", statistic).unwrap();
            assert_eq!((figure.value, figure.low), (None, None));
            assert_eq!(figure.why_undefined.as_deref(), Some("every value is \"ja\""));
        }
        assert_eq!(report.figure("x", Statistic::ObservedAgreement).unwrap().value, Some(1.0));
        assert!(!report.to_string().contains("NaN") && report.disagreements.is_empty());
    }

    #[test]
    fn no_overlap_is_told() {
        let report = agree(&[codes("a,1,x,ja\nb,2,x,nein\n")], &options(&[])).unwrap();
        assert!(report.is_empty());
        let figure = report.figure("x", Statistic::KrippendorffAlpha).unwrap();
        assert_eq!(figure.why_undefined.as_deref(), Some("no unit has two values"));
    }

    /// Two codings of “Käse ist teuer” (0..14) and “sie geht” (20..28). Bo has the first one word shorter and with another speaker,
    /// and a third statement elsewhere; ids differ.
    #[test]
    fn statements_speakers_and_stances_are_told_apart() {
        let header = "statement_id,document_id,speaker_id,mode,content,start_char,end_char\n";
        let stances = "stance_id,document_id,holder_id,target_id,polarity,score,evidence,evidence_start_char,evidence_end_char\n";
        let documents = format!(
            "document_id,n_chars,text\nd1,40,\"{:<40}\"\n",
            "Käse ist teuer. Und sie geht, heißt es."
        );
        let ann = [
            ("d.csv", documents.clone()),
            (
                "s.csv",
                format!("{header}a1,d1,per-x,direct,Käse ist teuer,0,14\na2,d1,,mixed,sie geht,20,28\n"),
            ),
            ("t.csv", format!("{stances}t1,d1,per-x,org-y,oppose,-0.5,Käse ist teuer,0,14\n")),
        ];
        let bo = [
            ("d.csv", documents),
            (
                "s.csv",
                format!(
                    "{header}b1,d1,per-z,direct,ist teuer,5,14\nb2,d1,,mixed,sie geht,20,28\nb3,d1,,mixed,heißt es,30,38\n"
                ),
            ),
            ("t.csv", format!("{stances}u1,d1,per-x,org-y,support,0.5,teuer,9,14\n")),
        ];
        let report = agree(&[source("ann", &ann), source("bo", &bo)], &options(&[])).unwrap();
        let value = |variable, statistic| report.figure(variable, statistic).unwrap().value.unwrap();
        // two found by both, of two and three
        assert!((value("found", Statistic::PositiveAgreement) - 0.8).abs() < 1e-12);
        assert_eq!(value("mode", Statistic::CohenKappa), 1.0);
        assert_eq!(value("speaker_id", Statistic::ObservedAgreement), 0.5);
        // eight words, of which "Käse", "heißt" and "es" are content for one only
        assert!((value("content_words", Statistic::ObservedAgreement) - 5.0 / 8.0).abs() < 1e-12);
        let told: Vec<(Section, &str, &str)> = report
            .disagreements
            .iter()
            .map(|one| (one.section, one.variable.as_str(), one.text.as_str()))
            .collect();
        let expected = [
            (Section::Statements, "found", "heißt es"),
            (Section::Speakers, "speaker_id", "Käse ist teuer"),
            (Section::Stances, "polarity", "Käse ist teuer"),
            (Section::Stances, "score", "Käse ist teuer"),
        ];
        assert_eq!(told, expected);
        let alpha = report.figures.iter().find(|figure| figure.variable == "score").unwrap();
        assert_eq!(alpha.level, Some(Level::Interval));
    }
}
