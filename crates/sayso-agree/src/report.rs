//! What a comparison gives back.

use serde::Serialize;

use crate::disagreements::Disagreement;
use crate::level::Level;

/// What a figure is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// What was said, and in which form.
    Statements,
    /// Who said it, and to whom.
    Speakers,
    /// Who is for or against whom or what.
    Stances,
    /// Units of a coding.
    Codes,
}

impl Section {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Statements => "statements",
            Self::Speakers => "speakers",
            Self::Stances => "stances",
            Self::Codes => "codes",
        }
    }
}

/// How agreement is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Statistic {
    /// Krippendorff's alpha, with the 95 % interval of a bootstrap.
    KrippendorffAlpha,
    /// The share of pairs of values that are the same.
    ObservedAgreement,
    /// Fleiss' kappa, over units that every coder coded.
    FleissKappa,
    /// Cohen's kappa of two coders.
    CohenKappa,
    /// Of what either of two coders found, how much both did: twice what both found among all that each found (F1).
    PositiveAgreement,
}

impl Statistic {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::KrippendorffAlpha => "krippendorff_alpha",
            Self::ObservedAgreement => "observed_agreement",
            Self::FleissKappa => "fleiss_kappa",
            Self::CohenKappa => "cohen_kappa",
            Self::PositiveAgreement => "positive_agreement",
        }
    }
}

/// One figure.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Figure {
    /// What it is about.
    pub section: Section,
    /// The variable: a column of the tables, a variable of a coding, `found`, or `…_words`.
    pub variable: String,
    /// How agreement is measured.
    pub statistic: Statistic,
    /// The level of measurement; none where only sameness counts.
    pub level: Option<Level>,
    /// The coders whom it is about.
    pub coders: Vec<String>,
    /// Never infinite, nor what is no number; `None` where it is undefined.
    pub value: Option<f64>,
    /// Start of the 95 % interval.
    pub low: Option<f64>,
    /// End of the 95 % interval.
    pub high: Option<f64>,
    /// How many units it rests on.
    pub n_units: usize,
    /// Why there is no value.
    #[serde(rename = "undefined")]
    pub why_undefined: Option<String>,
}

/// How far coders agree, and on what they do not.
///
/// Its [`Display`](std::fmt::Display) is a table for people; serialised, it has everything.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// The coders, in the order in which they came.
    pub coders: Vec<String>,
    /// By section, in the order of the tables' columns.
    #[serde(rename = "agreement")]
    pub figures: Vec<Figure>,
    /// In the order of the figures; within a variable by document and place.
    pub disagreements: Vec<Disagreement>,
}

impl Report {
    /// The first figure of a variable, by a statistic.
    pub fn figure(&self, variable: &str, statistic: Statistic) -> Option<&Figure> {
        self.figures.iter().find(|figure| figure.variable == variable && figure.statistic == statistic)
    }

    /// Whether there is anything that two coders coded.
    pub fn is_empty(&self) -> bool {
        self.figures.iter().all(|figure| figure.n_units == 0)
    }

    /// The figures as CSV, one row each; coders are joined by `;`.
    pub fn agreement_csv(&self) -> String {
        let header = [
            "section",
            "variable",
            "statistic",
            "level",
            "coders",
            "value",
            "low",
            "high",
            "n_units",
            "undefined",
        ];
        let rows = self.figures.iter().map(|figure| {
            let number = |number: Option<f64>| number.map_or_else(String::new, |number| number.to_string());
            vec![
                figure.section.as_str().to_owned(),
                figure.variable.clone(),
                figure.statistic.as_str().to_owned(),
                figure.level.map_or_else(String::new, |level| level.as_str().to_owned()),
                figure.coders.join(";"),
                number(figure.value),
                number(figure.low),
                number(figure.high),
                figure.n_units.to_string(),
                figure.why_undefined.clone().unwrap_or_default(),
            ]
        });
        to_csv(&header, rows)
    }

    /// The disagreements as CSV: one row for each value, so that the file is a coding of its own.
    pub fn disagreements_csv(&self) -> String {
        let header = [
            "section",
            "variable",
            "unit_id",
            "coder_id",
            "value",
            "document_id",
            "start_char",
            "end_char",
            "text",
        ];
        let rows = self.disagreements.iter().flat_map(|one| {
            one.values.iter().map(|value| {
                let place = |place: Option<usize>| place.map_or_else(String::new, |place| place.to_string());
                vec![
                    one.section.as_str().to_owned(),
                    one.variable.clone(),
                    one.unit_id.clone(),
                    value.coder_id.clone(),
                    value.value.clone(),
                    one.document_id.clone(),
                    place(one.start_char),
                    place(one.end_char),
                    one.text.clone(),
                ]
            })
        });
        to_csv(&header, rows)
    }
}

/// Rows as CSV, each line ended by a line feed; cells that a spreadsheet would run as a formula are marked by an apostrophe.
fn to_csv(header: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let quoted = |cell: &str| {
        let is_number = cell.parse::<f64>().is_ok();
        let mark = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_number { "'" } else { "" };
        if cell.contains([',', '"', '\n', '\r', ';', '\t']) {
            format!("\"{mark}{}\"", cell.replace('"', "\"\""))
        } else {
            format!("{mark}{cell}")
        }
    };
    let mut out = header.join(",") + "\n";
    for row in rows {
        let cells: Vec<String> = row.iter().map(|cell| quoted(cell)).collect();
        out.push_str(&cells.join(","));
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disagreements::Coded;

    #[test]
    fn cells_are_quoted_and_no_formulas() {
        let rows = [["a,b", "say \"x\"", "=1+1", "-0.5"].map(str::to_owned).to_vec()];
        let csv = to_csv(&["w", "x", "y", "z"], rows.into_iter());
        assert_eq!(csv, "w,x,y,z\n\"a,b\",\"say \"\"x\"\"\",'=1+1,-0.5\n");
    }

    #[test]
    fn json_and_csv_use_the_same_words() {
        let figure = Figure {
            section: Section::Codes,
            variable: "größe".to_owned(),
            statistic: Statistic::KrippendorffAlpha,
            level: Some(Level::Ratio),
            coders: vec!["ann".to_owned(), "bo".to_owned()],
            value: None,
            low: None,
            high: None,
            n_units: 2,
            why_undefined: Some("every value is \"1\"".to_owned()),
        };
        let value = |coder_id: &str, value: &str| Coded { coder_id: coder_id.into(), value: value.into() };
        let disagreement = Disagreement {
            section: Section::Speakers,
            variable: "speaker_id".to_owned(),
            unit_id: "s1".to_owned(),
            document_id: "d1".to_owned(),
            start_char: Some(3),
            end_char: Some(9),
            text: "„ja“".to_owned(),
            values: vec![value("ann", "per-a"), value("bo", "(none)")],
        };
        let report = Report {
            coders: figure.coders.clone(),
            figures: vec![figure],
            disagreements: vec![disagreement],
        };
        let json = serde_json::to_value(&report).unwrap();
        let csv = report.agreement_csv();
        let (_, row) = csv.split_once('\n').unwrap();
        assert_eq!(
            row,
            "codes,größe,krippendorff_alpha,ratio,\"ann;bo\",,,,2,\"every value is \"\"1\"\"\"\n"
        );
        assert_eq!(json["agreement"][0]["statistic"], "krippendorff_alpha");
        assert_eq!(
            (&json["agreement"][0]["value"], &json["agreement"][0]["level"]),
            (&().into(), &"ratio".into())
        );
        assert_eq!(
            report.disagreements_csv(),
            "section,variable,unit_id,coder_id,value,document_id,start_char,end_char,text\n\
             speakers,speaker_id,s1,ann,per-a,d1,3,9,„ja“\nspeakers,speaker_id,s1,bo,(none),d1,3,9,„ja“\n"
        );
    }
}
