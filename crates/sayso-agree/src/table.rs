//! A report as people read it.

use std::fmt;

use crate::report::{Figure, Report, Section, Statistic};

/// What stands in place of a figure that has no value.
const NOTHING: &str = "–";

impl fmt::Display for Report {
    /// A table for each section, then what is undefined and why. Disagreements are told by [`Report::tell_disagreements`].
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "{} coders: {}", self.coders.len(), self.coders.join(", "))?;
        for section in [Section::Statements, Section::Speakers, Section::Stances, Section::Codes] {
            let figures: Vec<&Figure> =
                self.figures.iter().filter(|figure| figure.section == section).collect();
            if !figures.is_empty() {
                tell_section(formatter, section, &figures)?;
            }
        }
        Ok(())
    }
}

impl Report {
    /// The first `n` disagreements, each with its words and what every coder gave.
    pub fn tell_disagreements(&self, n: usize) -> String {
        let mut out = String::new();
        for one in self.disagreements.iter().take(n) {
            let values: Vec<String> =
                one.values.iter().map(|coded| format!("{}: {}", coded.coder_id, coded.value)).collect();
            let words = one.text.split_whitespace().collect::<Vec<_>>().join(" ");
            out.push_str(&format!(
                "\n{} {} of {}: {}\n",
                one.section.as_str(),
                one.variable,
                one.unit_id,
                values.join("; ")
            ));
            if !words.is_empty() {
                out.push_str(&format!("    {}\n", shortened(&words)));
            }
        }
        out
    }
}

/// Code points of a disagreement's words that are shown.
const SHOWN: usize = 160;

fn shortened(words: &str) -> String {
    match words.char_indices().nth(SHOWN) {
        Some((at_byte, _)) => format!("{}…", &words[..at_byte]),
        None => words.to_owned(),
    }
}

fn tell_section(formatter: &mut fmt::Formatter<'_>, section: Section, figures: &[&Figure]) -> fmt::Result {
    let mut variables: Vec<&str> = figures.iter().map(|figure| figure.variable.as_str()).collect();
    variables.dedup();
    let width = variables.iter().map(|name| name.chars().count()).max().unwrap_or(0).max(18);
    writeln!(formatter)?;
    let mut undefined: Vec<String> = Vec::new();
    for figure in figures.iter().filter(|figure| figure.statistic == Statistic::PositiveAgreement) {
        let value = figure.value.map_or(NOTHING.to_owned(), |value| format!("{value:.3}"));
        writeln!(
            formatter,
            "{}: {} found by either {}, F1 {value}",
            section.as_str(),
            figure.n_units,
            figure.coders.join(" or ")
        )?;
    }
    let of_values: Vec<&&Figure> =
        figures.iter().filter(|figure| figure.statistic != Statistic::PositiveAgreement).collect();
    if of_values.is_empty() {
        return Ok(());
    }
    let [level, units, alpha, interval] = ["level", "units", "alpha", "95 % interval"];
    let [agree, fleiss, cohen] = ["agree %", "Fleiss", "Cohen"];
    writeln!(
        formatter,
        "{:<width$}  {level:<8} {units:>7} {alpha:>7}  {interval:<15} {agree:>7} {fleiss:>7} {cohen:>15}",
        section.as_str()
    )?;
    for variable in variables {
        let of_variable: Vec<&Figure> =
            of_values.iter().filter(|figure| figure.variable == variable).map(|figure| **figure).collect();
        let of = |statistic| of_variable.iter().filter(move |figure| figure.statistic == statistic);
        for figure in of(Statistic::KrippendorffAlpha) {
            let share = of(Statistic::ObservedAgreement).find_map(|figure| figure.value);
            let share = share.map_or(NOTHING.to_owned(), |share| format!("{:.1}", share * 100.0));
            let interval = match (figure.low, figure.high) {
                (Some(low), Some(high)) => format!("{low:.3} … {high:.3}"),
                _ => NOTHING.to_owned(),
            };
            writeln!(
                formatter,
                "{variable:<width$}  {:<8} {:>7} {:>7}  {interval:<15} {share:>7} {:>7} {:>15}",
                figure.level.map_or("", |level| level.as_str()),
                figure.n_units,
                range(std::iter::once(*figure)),
                range(of(Statistic::FleissKappa).copied()),
                range(of(Statistic::CohenKappa).copied()),
            )?;
        }
        for figure in &of_variable {
            let name = match figure.statistic {
                Statistic::KrippendorffAlpha => "alpha",
                Statistic::FleissKappa => "Fleiss' kappa",
                _ => continue,
            };
            undefined
                .extend(figure.why_undefined.iter().map(|why| format!("{variable}: no {name}, as {why}")));
        }
    }
    for line in undefined {
        writeln!(formatter, "{line}")?;
    }
    Ok(())
}

/// The values from the least to the greatest, or the only one.
fn range<'a>(figures: impl Iterator<Item = &'a Figure>) -> String {
    let mut values: Vec<f64> = figures.filter_map(|figure| figure.value).collect();
    values.sort_unstable_by(f64::total_cmp);
    match values.as_slice() {
        [] => NOTHING.to_owned(),
        [one] => format!("{one:.3}"),
        [least, .., greatest] => format!("{least:.3} … {greatest:.3}"),
    }
}

#[cfg(test)]
mod tests {
    use crate::{Options, Source, agree};

    #[test]
    fn the_table_says_what_is_undefined() {
        let coding = "coder_id,unit_id,variable,value,text\nann,1,ton,ruhig,„Käse“\nbo,1,ton,ruhig,\nann,2,ton,scharf,\n\
                      bo,2,ton,ruhig,„Ein\u{a0}Satz“\nann,1,art,x,\nbo,1,art,x,\n";
        let source = Source { name: "c".to_owned(), files: vec![("c.csv".to_owned(), coding.to_owned())] };
        let options = Options { scales: [].into(), n_samples: 0, seed: 1, min_overlap: 0.5 };
        let report = agree(&[source], &options).unwrap();
        let expected = "\
2 coders: ann, bo

codes               level      units   alpha  95 % interval   agree %  Fleiss           Cohen
art                 nominal        1       –  –                 100.0       –               –
ton                 nominal        2   0.000  –                  50.0  -0.333           0.000
art: no alpha, as every value is \"x\"
art: no Fleiss' kappa, as every value is \"x\"
";
        assert_eq!(report.to_string(), expected);
        assert_eq!(
            report.tell_disagreements(9),
            "\ncodes ton of 2: ann: scharf; bo: ruhig\n    „Ein Satz“\n"
        );
        assert_eq!(report.tell_disagreements(0), "");
    }
}
