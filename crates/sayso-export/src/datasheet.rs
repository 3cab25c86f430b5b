//! `datasheet.md`: what the dataset holds, how it was made, what was hidden and what was left unresolved, with the numbers of this very
//! dataset.
//!
//! # Source
//! The questions are those of Gebru et al., "Datasheets for Datasets" (2021), as far as a program can answer them.

use std::fmt::Write;

use sayso_tables::SCHEMA_VERSION;

use crate::citation::reference;
use crate::counted::Counted;
use crate::table_files::WrittenTable;
use crate::{DatasetInfo, PublishOptions};

/// Name of the file.
pub(crate) const DATASHEET: &str = "datasheet.md";

/// How many kinds of diagnostics and languages are listed.
const ROWS_OF_A_LIST: usize = 20;

/// A datasheet in the making.
struct Sheet<'a> {
    page: String,
    about: &'a DatasetInfo,
    counted: &'a Counted,
    tables: &'a [WrittenTable],
}

/// The datasheet. It tells no time, so the same rows give the same page.
pub(crate) fn datasheet(
    about: &DatasetInfo,
    options: PublishOptions,
    tables: &[WrittenTable],
    counted: &Counted,
) -> String {
    let mut sheet = Sheet { page: String::new(), about, counted, tables };
    sheet.opening();
    sheet.composition();
    sheet.collection();
    sheet.hidden();
    sheet.unresolved();
    sheet.sensitive();
    sheet.uses();
    sheet.distribution(options);
    sheet.page
}

impl Sheet<'_> {
    fn n_rows(&self, table: &str) -> u64 {
        self.tables.iter().find(|written| written.table.name == table).map_or(0, |written| written.n_rows)
    }

    fn line(&mut self, line: &str) {
        self.page.push_str(line);
        self.page.push('\n');
    }

    fn heading(&mut self, heading: &str) {
        let _ = write!(self.page, "\n## {heading}\n\n");
    }

    /// A list of values with their numbers and shares, the most frequent first; nothing where there are none.
    fn counts(&mut self, title: &str, table: &str, columns: &[&str]) {
        let mut counts = self.counted.values(table, columns);
        if counts.is_empty() {
            return;
        }
        counts.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        let all: u64 = counts.iter().map(|(_, n)| n).sum();
        let mut rows: Vec<(String, u64)> = counts
            .iter()
            .take(ROWS_OF_A_LIST)
            .map(|(values, n)| {
                let shown = values.iter().map(|value| if value.is_empty() { "(not told)" } else { value });
                (shown.collect::<Vec<_>>().join(", "), *n)
            })
            .collect();
        let rest: u64 = counts.iter().skip(ROWS_OF_A_LIST).map(|(_, n)| n).sum();
        if rest > 0 {
            rows.push(("others".to_owned(), rest));
        }
        let _ = write!(self.page, "\n| {title} | number | share |\n|---|---:|---:|\n");
        for (values, n) in rows {
            let _ = writeln!(self.page, "| {} | {n} | {} |", values.replace('|', "\\|"), share(n, all));
        }
    }

    fn opening(&mut self) {
        let (about, counted) = (self.about, self.counted);
        let _ = write!(self.page, "# Datasheet: {}\n\n{}\n\n", about.title, about.description);
        let span = match counted.dates() {
            Some((first, last)) if first == last => format!(", of {first}"),
            Some((first, last)) => format!(", from {first} to {last}"),
            None => String::new(),
        };
        let _ = writeln!(
            self.page,
            "{} of {}{span}; {}, {}, {}. All numbers on this page were counted in this dataset.",
            n_of(self.n_rows("documents"), "text"),
            n_of(counted.sum("documents", "n_words"), "word"),
            n_of(self.n_rows("statements"), "statement"),
            n_of(self.n_rows("actors"), "actor"),
            n_of(self.n_rows("stances"), "stance"),
        );
        let _ = writeln!(self.page, "\nCite it as: {}", reference(about));
    }

    fn composition(&mut self) {
        self.heading("What it holds");
        self.line("A row tells that a text reports something, not that it is so. `data-dictionary.md` tells every column.");
        self.counts("genre of texts", "documents", &["genre"]);
        self.counts("language of texts", "documents", &["lang"]);
        self.counts("regions of texts", "segments", &["segment_type"]);
        self.counts("statements by mode", "statements", &["mode"]);
        self.counts("statements by act", "statements", &["act"]);
        self.counts("stances by polarity", "stances", &["polarity"]);
        self.counts("actors by type", "actors", &["actor_type"]);
        self.counts("affiliations by status", "affiliations", &["status"]);
        let missing = |column: &str| n_of(self.counted.missing("documents", column), "text");
        let (undated, unauthored, unlicensed) = (missing("date"), missing("author_id"), missing("licence"));
        let _ = writeln!(
            self.page,
            "\nWithout a date: {undated}; without a known author: {unauthored}; without a licence told: {unlicensed}. Texts are whole, and \
             belong to their authors whatever the licence of the tables."
        );
    }

    fn collection(&mut self) {
        self.heading("How it was made");
        let about = self.about;
        let pipeline = match about.pipeline.as_str() {
            "" => "without a pipeline file".to_owned(),
            pipeline => format!("by the pipeline `{pipeline}`"),
        };
        let _ = writeln!(
            self.page,
            "By sayso {} with table schema {SCHEMA_VERSION}, {pipeline}. Whoever ran it chose the texts: nothing is known of what was not chosen. \
             `manifest.json` names each input with its hash and origin, the reference data, the model and the time.",
            about.tool_version
        );
        self.counts("statements found by", "statements", &["method"]);
        self.counts("statements by review", "statements", &["review_status"]);
        let reviewed = self.n_rows("statements") - self.counted.n("statements", "review_status", "auto");
        if reviewed == 0 && self.n_rows("statements") > 0 {
            self.line("\nNo statement has been looked at by a person.");
        }
    }

    fn hidden(&mut self) {
        self.heading("What was hidden");
        let privacy = &self.about.privacy;
        self.line(match privacy.identifiers.as_str() {
            "keep" => "Membership numbers, e-mail addresses, telephone numbers, postal addresses and national numbers that were found **stand in the texts**; they were only counted.",
            _ => "Membership numbers, e-mail addresses, telephone numbers, postal addresses and national numbers that were found are masked in every table and file: each symbol but white space became a letter x of as many bytes, so that positions and lengths are those of the texts.",
        });
        self.counts("identifiers seen", "redactions", &["kind", "action"]);
        if self.n_rows("redactions") == 0 {
            self.line("\nNone was found.");
        }
        self.line("\nNot found are numbers that nothing announces, addresses without a number or postcode, addresses in other languages, and everything in pictures. Look through the texts before you pass them on.");
        self.line(match privacy.profile.as_str() {
            "public" => "\nPrivate people have pseudonyms, and their names are masked in the texts. So it is with people of whom neither the texts nor the registry tell anything public (`public_role` is `unknown`): many of them are private, and a name that is out cannot be taken back. Whoever is in the registry keeps the name. The same person has the same pseudonym in all datasets that were made with one key, which does not lie here. Whoever finds a text elsewhere finds the name: this is pseudonymised, not anonymous. Hashes of texts are keyed, so that nobody can try which hidden words fit.",
            _ => "\nNames stand as in the texts, those of private people too. The hash of a text lets somebody who has all of it but the masked words try which words fit; build with `--publish-profile public` for keyed hashes and pseudonyms.",
        });
        self.counts("actors by how public they are", "actors", &["actor_type", "public_role"]);
        self.line(match privacy.profile.as_str() {
            "public" => "\nHow public a person is rests on the registry and on what the texts tell.",
            _ => "\nHow public a person is rests on the registry and on what the texts tell. Whoever is `unknown` may be a private person.",
        });
    }

    fn unresolved(&mut self) {
        self.heading("What was left unresolved");
        let statements = self.n_rows("statements");
        let unnamed = self.counted.missing("statements", "speaker_surface");
        let unknown = self.counted.missing("statements", "speaker_id");
        let _ = writeln!(
            self.page,
            "Of {}, {unnamed} name no speaker in the text, and {unknown} ({}) have a speaker who is not known. Of {}, {} are resolved to no \
             actor. Of {}, {} have no known holder.",
            n_of(statements, "statement"),
            share(unknown, statements),
            n_of(self.n_rows("mentions"), "mention"),
            self.counted.missing("mentions", "actor_id"),
            n_of(self.n_rows("stances"), "stance"),
            self.counted.missing("stances", "holder_id"),
        );
        let seen = self.counted.n("coverage", "counter", "quotation_marks_seen");
        let used = self.counted.n("coverage", "counter", "quotation_marks_attributed");
        let cues = self.counted.n("coverage", "counter", "cue_verbs_seen");
        let cues_used = self.counted.n("coverage", "counter", "cue_verbs_used");
        let _ = writeln!(
            self.page,
            "\nOf {seen} pairs of quotation marks, {used} stand around something that somebody says ({}); the others enclose titles, \
             single words and what was not understood. Of {cues} verbs that can report speech, {cues_used} do ({}). `coverage` has these \
             numbers for each text, `diagnostics` the places.",
            share(used, seen),
            share(cues_used, cues),
        );
        self.counts("diagnostics", "diagnostics", &["severity", "code"]);
        if self.n_rows("diagnostics") == 0 {
            self.line("\nThere are no diagnostics.");
        }
    }

    fn sensitive(&mut self) {
        self.heading("What is sensitive");
        self.line("Political opinions, religion, origin and membership of trade unions are special categories of personal data in many countries. The texts tell them of people by name; no column guesses them.");
        self.counts("statements by sensitivity", "statements", &["sensitivity"]);
        self.line("\nThe flags rest on a short list of English words and miss hostility in decent words, insinuation and stereotypes; they do not know who speaks, and a word that is quoted to condemn it is flagged as well. They are told of statements, never of people, and are no measure of how hostile a text is.");
    }

    fn uses(&mut self) {
        self.heading("What it is for, and what not");
        self.line("For research on who says what and stands where. Not for decisions about a person, and not where harm or distress to a person is likely: much of the law that allows research with such data asks for that (in the United Kingdom: UK GDPR, articles 9(2)(j) and 89; Data Protection Act 2018, section 19). This page is no legal advice.");
    }

    fn distribution(&mut self, options: PublishOptions) {
        self.heading("How it is passed on");
        let citation = &self.about.citation;
        let licence = self.about.licence.as_deref().unwrap_or("not told").trim_end_matches('.');
        let _ = writeln!(
            self.page,
            "Licence of the tables: {licence}. `CITATION.cff`, `datacite.json`, `datapackage.json` and `croissant.json` describe the dataset for programs."
        );
        if options.csv_safe {
            self.line(
                "\nCSV files have an apostrophe before texts that a spreadsheet would run as formulas.",
            );
        }
        let untold = [
            ("creators", citation.creators.is_empty()),
            ("publisher", citation.publisher.is_none()),
            ("year", citation.year.is_none()),
            ("version", citation.version.is_none()),
        ];
        let untold: Vec<String> =
            untold.iter().filter(|(_, is_untold)| *is_untold).map(|(key, _)| format!("`{key}`")).collect();
        if !untold.is_empty() {
            let _ = writeln!(
                self.page,
                "\nBefore a repository takes it, the pipeline's `[citation]` still has to tell: {}.",
                untold.join(", ")
            );
        }
    }
}

/// A number of things: "1 text", "2 texts".
pub(crate) fn n_of(n: u64, thing: &str) -> String {
    format!("{n} {thing}{}", if n == 1 { "" } else { "s" })
}

/// A share in whole per cent.
fn share(n: u64, of: u64) -> String {
    if of == 0 {
        return "–".to_owned();
    }
    format!("{} %", (100 * n + of / 2) / of)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::PrivacyInfo;
    use crate::samples::{info, publish};

    fn sheet(about: &DatasetInfo) -> String {
        datasheet(about, PublishOptions::default(), &[], &Counted::default())
    }

    #[test]
    fn tells_what_was_counted() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("set");
        publish(&out, &["one two", "three"]).unwrap();
        let page = std::fs::read_to_string(out.join(DATASHEET)).unwrap();
        for expected in [
            "2 texts of 3 words; 0 statements, 0 actors, 0 stances.",
            "| other | 2 | 100 % |",
            "Without a date: 2 texts; without a known author: 2 texts; without a licence told: 2 texts.",
            "None was found.",
            "There are no diagnostics.",
            "still has to tell: `creators`, `publisher`, `year`, `version`.",
        ] {
            assert!(page.contains(expected), "{expected} in {page}");
        }
    }

    #[test]
    fn tells_what_was_hidden_and_what_was_not() {
        let with = |identifiers: &str, profile: &str| {
            let privacy = PrivacyInfo { identifiers: identifiers.to_owned(), profile: profile.to_owned() };
            sheet(&DatasetInfo { privacy, ..info() })
        };
        assert!(with("keep", "full").contains("**stand in the texts**"));
        assert!(with("mask", "full").contains("are masked in every table"));
        assert!(with("mask", "full").contains("those of private people too"));
        assert!(with("mask", "public").contains("Private people have pseudonyms"));
    }

    #[test]
    fn shares() {
        assert_eq!(
            (share(1, 3), share(0, 0), share(1, 200)),
            ("33 %".to_owned(), "–".to_owned(), "1 %".to_owned())
        );
    }
}
