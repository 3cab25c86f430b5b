//! Networks that are to be made of a dataset, as a file tells them.

use serde::{Deserialize, Serialize};

use crate::{
    Aggregate, Duplicates, Format, Mode, NetworkError, Nodes, Normalise, Projection, Thresholds, Window,
};

/// One network that is to be made, and the files that it is to be written as.
///
/// What is not told is as in `sayso network`; all formats are written.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Plan {
    /// What its files are called; made of the options where it is not told.
    pub name: Option<String>,
    /// Actors, or actors and concepts.
    #[serde(rename = "type")]
    pub mode: Mode,
    /// Which actors.
    pub nodes: Nodes,
    /// How agreement and disagreement make a weight.
    pub aggregate: Aggregate,
    /// What weights are divided by.
    pub normalise: Normalise,
    /// What counts once.
    pub duplicates: Duplicates,
    /// Ties nearer to 0 are left out.
    pub min_weight: f64,
    /// Actors with fewer statements are left out.
    pub min_statements: u64,
    /// What is written.
    pub formats: Vec<Format>,
    /// The window of the network that changes over time.
    pub window: Window,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            name: None,
            mode: Mode::OneMode,
            nodes: Nodes::Organization,
            aggregate: Aggregate::Subtract,
            normalise: Normalise::No,
            duplicates: Duplicates::Include,
            min_weight: 0.0,
            min_statements: 1,
            formats: vec![Format::Edges, Format::Matrix, Format::Graphml, Format::Gexf, Format::Dl],
            window: Window::MONTH,
        }
    }
}

impl Plan {
    /// The networks that are made where nothing else is asked for: of organisations and of persons, who takes whose side (congruence,
    /// conflict, and one less the other), and who is for or against what.
    pub fn usual() -> Vec<Self> {
        let of = |nodes| {
            let one_mode = [Aggregate::Congruence, Aggregate::Conflict, Aggregate::Subtract];
            let one_mode = one_mode.map(|aggregate| (Mode::OneMode, aggregate));
            let kinds = one_mode.into_iter().chain([(Mode::TwoMode, Aggregate::Subtract)]);
            kinds.map(move |(mode, aggregate)| Self { mode, nodes, aggregate, ..Self::default() })
        };
        of(Nodes::Organization).chain(of(Nodes::Person)).collect()
    }

    /// How it is projected.
    ///
    /// # Errors
    /// As [`Projection::new`]; [`NetworkError::Plan`] for a name that is no file name, a smallest weight below 0, or no formats.
    pub fn projection(&self) -> Result<Projection, NetworkError> {
        let fault = |message: String| Err(NetworkError::Plan { message });
        let is_plain = |symbol: u8| symbol.is_ascii_alphanumeric() || b"-_".contains(&symbol);
        if let Some(name) = self.name.as_ref().filter(|name| name.is_empty() || !name.bytes().all(is_plain)) {
            return fault(format!("name {name:?} is not made of letters, digits, - and _"));
        }
        if !(self.min_weight.is_finite() && self.min_weight >= 0.0) {
            return fault(format!("min_weight {} is no number from 0", self.min_weight));
        }
        if self.formats.is_empty() {
            return fault("formats are none".to_owned());
        }
        let thresholds = Thresholds { min_weight: self.min_weight, min_statements: self.min_statements };
        let projection = Projection::new(self.mode, self.aggregate, self.normalise)?;
        Ok(projection.duplicates(self.duplicates).thresholds(thresholds))
    }

    /// What its files are called: `organization-onemode-congruence`.
    pub fn file_name(&self) -> String {
        if let Some(name) = &self.name {
            return name.clone();
        }
        let mut words = vec![self.nodes.word(), self.mode.word(), self.aggregate.as_str()];
        if self.normalise != Normalise::No {
            words.push(self.normalise.as_str());
        }
        if self.duplicates != Duplicates::Include {
            words.push(self.duplicates.as_str());
        }
        words.join("-")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn usual_networks_are_eight_and_fit() {
        let plans = Plan::usual();
        let names: BTreeSet<String> = plans.iter().map(Plan::file_name).collect();
        assert_eq!(names.len(), 8);
        assert!(names.contains("person-twomode-subtract") && names.contains("organization-onemode-conflict"));
        assert!(plans.iter().all(|plan| plan.projection().is_ok()));
    }

    #[test]
    fn reads_words_and_refuses_others() {
        let read = |json: &str| serde_json::from_str::<Plan>(json);
        let plan = read(
            r#"{"type": "twomode", "nodes": "organisation", "duplicates": "acrossrange", "window": "years=2"}"#,
        );
        let plan = plan.unwrap();
        assert_eq!(plan.file_name(), "organization-twomode-subtract-acrossrange");
        assert_eq!(read(&serde_json::to_string(&plan).unwrap()).unwrap(), plan);
        for (json, expected) in [
            (r#"{"type": "threemode"}"#, "unknown variant `threemode`"),
            (r#"{"normalise": "cosine_dna"}"#, "unknown variant `cosine_dna`"),
            (r#"{"formats": ["pajek"]}"#, "unknown variant `pajek`"),
            (r#"{"window": "fortnight"}"#, "\"fortnight\" is no window"),
            (r#"{"threshold": 1}"#, "unknown field `threshold`"),
        ] {
            let error = read(json).unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        }
        for (json, expected) in [
            (r#"{"type": "twomode", "aggregate": "conflict"}"#, "is for one-mode networks only"),
            (r#"{"name": "a/b"}"#, "name \"a/b\" is not made of"),
            (r#"{"min_weight": -1}"#, "min_weight -1 is no number from 0"),
            (r#"{"formats": []}"#, "formats are none"),
        ] {
            let error = read(json).unwrap().projection().unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        }
    }
}
