//! What people have left, changed, added and taken away.

use std::collections::{BTreeMap, BTreeSet};

use crate::coding::{Cells, Codings};
use crate::page::{Chars, Page, Stance, Statement};
use crate::words::Words;

/// What differs between pages that a tool has given back and those of the dataset, as coding files.
///
/// Rows keep their ids where the tool does; others are known by their places. Documents that are not among `found` stay as they are.
/// With `accepts_unchanged`, what somebody has left as it was is accepted; otherwise nothing is said of it.
pub fn compare(published: &[Page], found: Vec<Page>, accepts_unchanged: bool) -> Codings {
    let mut codings = Codings::default();
    let published: BTreeMap<&str, &Page> =
        published.iter().map(|page| (page.document_id.as_str(), page)).collect();
    for mut page in found {
        let Some(before) = published.get(page.document_id.as_str()).copied() else { continue };
        identify(before, &mut page);
        let mut comparison = Comparison {
            before,
            page: &page,
            words: Words::new(&before.text),
            accepts_unchanged,
            codings: &mut codings,
        };
        comparison.statements();
        comparison.stances();
    }
    codings
}

/// Gives rows that have lost their ids those of the rows that they are.
pub(crate) fn identify(before: &Page, page: &mut Page) {
    let known: BTreeSet<&String> = before.statements.iter().filter_map(|row| row.id.as_ref()).collect();
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut keep = |id: &mut Option<String>, known: &BTreeSet<&String>| {
        // a copy of a row is a row of its own
        *id = id.take().filter(|id| known.contains(id) && taken.insert(id.clone()));
    };
    page.statements.iter_mut().for_each(|row| keep(&mut row.id, &known));
    let known: BTreeSet<&String> = before.stances.iter().filter_map(|row| row.id.as_ref()).collect();
    page.stances.iter_mut().for_each(|row| keep(&mut row.id, &known));
    let alike = |one: &Statement, other: &Statement| {
        let same = [
            one.cue == other.cue,
            one.speaker == other.speaker,
            one.speaker_id == other.speaker_id,
            one.mode == other.mode && one.act == other.act,
            one.is_negated == other.is_negated && one.is_hypothetical == other.is_hypothetical,
        ];
        same.iter().filter(|is_same| **is_same).count()
    };
    let free = before.statements.iter().filter(|row| row.id.as_ref().is_some_and(|id| !taken.contains(id)));
    pair(
        free.collect(),
        page.statements.iter_mut().filter(|row| row.id.is_none()).collect(),
        |row| row.content.clone(),
        alike,
        |row| &row.id,
        |row| &mut row.id,
    );
    let statement_of =
        |of: &Page, stance: &Stance| stance.statement.and_then(|at| of.statements.get(at)?.id.clone());
    let statements: BTreeMap<usize, Option<String>> = page
        .stances
        .iter()
        .filter_map(|stance| stance.statement)
        .map(|at| (at, page.statements[at].id.clone()))
        .collect();
    let alike = |one: &Stance, other: &Stance| {
        let statement = other.statement.and_then(|at| statements.get(&at).cloned().flatten());
        let same = [
            one.holder_id == other.holder_id,
            one.polarity == other.polarity,
            statement_of(before, one) == statement,
        ];
        // what is spoken of tells more than what is said of it
        2 * usize::from(one.target_id == other.target_id) + same.iter().filter(|is_same| **is_same).count()
    };
    let free = before.stances.iter().filter(|row| row.id.as_ref().is_some_and(|id| !taken.contains(id)));
    pair(
        free.collect(),
        page.stances.iter_mut().filter(|row| row.id.is_none()).collect(),
        |row| vec![row.evidence],
        alike,
        |row| &row.id,
        |row| &mut row.id,
    );
    page.settle();
}

/// Pairs rows of one place, the most alike first and otherwise in order.
fn pair<T>(
    before: Vec<&T>,
    mut after: Vec<&mut T>,
    place_of: impl Fn(&T) -> Vec<Chars>,
    alike: impl Fn(&T, &T) -> usize,
    id_of: impl Fn(&T) -> &Option<String>,
    id_mut: impl Fn(&mut T) -> &mut Option<String>,
) {
    let mut pairs: Vec<(std::cmp::Reverse<usize>, usize, usize)> = Vec::new();
    let mut standing: BTreeMap<Vec<Chars>, Vec<usize>> = BTreeMap::new();
    for (to, other) in after.iter().enumerate() {
        standing.entry(place_of(other)).or_default().push(to);
    }
    for (from, one) in before.iter().enumerate() {
        for to in standing.get(&place_of(one)).into_iter().flatten() {
            pairs.push((std::cmp::Reverse(alike(one, after[*to])), from, *to));
        }
    }
    pairs.sort();
    let (mut is_given, mut has_id) = (BTreeSet::new(), BTreeSet::new());
    for (_, from, to) in pairs {
        if !is_given.contains(&from) && !has_id.contains(&to) {
            is_given.insert(from);
            has_id.insert(to);
            *id_mut(after[to]) = id_of(before[from]).clone();
        }
    }
}

/// One document before and after.
struct Comparison<'a> {
    before: &'a Page,
    page: &'a Page,
    words: Words<'a>,
    accepts_unchanged: bool,
    codings: &'a mut Codings,
}

/// What takes a value away in a coding.
const NONE: &str = "(none)";

impl Comparison<'_> {
    fn statements(&mut self) {
        let after: BTreeMap<&String, &Statement> =
            self.page.statements.iter().filter_map(|row| Some((row.id.as_ref()?, row))).collect();
        for row in &self.before.statements {
            let Some(id) = &row.id else { continue };
            match after.get(id) {
                None => self.codings.statement("rejected", id, self.cells(row, &[])),
                Some(now) => {
                    let changed = self.changed(row, now);
                    if !changed.is_empty() {
                        let cells = self.cells(now, &changed);
                        self.codings.statement("corrected", id, cells);
                    } else if self.accepts_unchanged {
                        self.codings.statement("accepted", id, self.cells(row, &[]));
                    } else {
                        self.codings.n_unchanged += 1;
                    }
                }
            }
        }
        const ALL: [&str; 9] = [
            "content_chars",
            "cue_chars",
            "speaker_id",
            "speaker_surface",
            "speaker_chars",
            "mode",
            "act",
            "is_negated",
            "is_hypothetical",
        ];
        for row in self.page.statements.iter().filter(|row| row.id.is_none()) {
            let mut cells = self.cells(row, &ALL);
            for cell in &mut cells {
                // what is not told of a new row is nothing to take away
                if cell.1 == NONE {
                    cell.1.clear();
                }
                // words without any sign of a report are one in the reporter's words
                if cell.0 == "mode" && cell.1.is_empty() {
                    cell.1 = self.usual_mode(row).to_owned();
                }
            }
            self.codings.statement("accepted", "", cells);
        }
    }

    /// How words of which nobody has told the mode are reported: as the marks around them show.
    fn usual_mode(&self, row: &Statement) -> &'static str {
        let (Some(first), Some(last)) = (row.content.first(), row.content.last()) else { return "indirect" };
        let before = first.start_char.checked_sub(1).and_then(|at| self.words.at(Chars::new(at, at + 1)));
        let after = self.words.at(Chars::new(last.end_char, last.end_char + 1));
        let is_mark = |symbol: Option<&str>| symbol.is_some_and(|symbol| "\"“”„«»‘’'".contains(symbol));
        if is_mark(before) && is_mark(after) { "direct" } else { "indirect" }
    }

    fn changed(&self, row: &Statement, now: &Statement) -> Vec<&'static str> {
        let mut changed = Vec::new();
        let mut compare = |name, is_other: bool| {
            if is_other {
                changed.push(name);
            }
        };
        compare("content_chars", row.content != now.content);
        compare("cue_chars", row.cue != now.cue);
        compare("speaker_id", row.speaker_id != now.speaker_id);
        compare("speaker_surface", row.speaker != now.speaker);
        compare("speaker_chars", row.speaker != now.speaker);
        // a row has a mode and an act, so a tool in which they are gone says nothing of them
        compare("mode", now.mode.is_some() && row.mode != now.mode);
        compare("act", now.act.is_some() && row.act != now.act);
        compare("is_negated", row.is_negated != now.is_negated);
        compare("is_hypothetical", row.is_hypothetical != now.is_hypothetical);
        changed
    }

    /// Document and words, and the cells that are asked for.
    fn cells(&self, row: &Statement, wanted: &[&'static str]) -> Cells {
        let or_none = |words: String| if words.is_empty() { NONE.to_owned() } else { words };
        let mut cells = vec![
            ("document_id", self.before.document_id.clone()),
            ("content", self.words.joined(&row.content)),
        ];
        for name in wanted {
            let words = match *name {
                "content_chars" => places(&row.content),
                "cue_chars" => or_none(places(&row.cue)),
                "speaker_id" => or_none(row.speaker_id.clone().unwrap_or_default()),
                "speaker_surface" => {
                    row.speaker.and_then(|place| self.words.at(place)).unwrap_or_default().to_owned()
                }
                "speaker_chars" => or_none(row.speaker.map(|place| places(&[place])).unwrap_or_default()),
                "mode" => row.mode.clone().unwrap_or_default(),
                "act" => row.act.clone().unwrap_or_default(),
                "is_negated" => row.is_negated.to_string(),
                _ => row.is_hypothetical.to_string(),
            };
            cells.push((*name, words));
        }
        cells
    }

    fn stances(&mut self) {
        let after: BTreeMap<&String, &Stance> =
            self.page.stances.iter().filter_map(|row| Some((row.id.as_ref()?, row))).collect();
        let is_rejected = |id: &String| !after.contains_key(id);
        for row in &self.before.stances {
            let Some(id) = &row.id else { continue };
            let Some(now) = after.get(id) else {
                self.codings.stance("rejected", id, self.stance_cells(row, &[]));
                continue;
            };
            let mut changed = self.changed_stance(row, now);
            let is_changed = !changed.is_empty();
            // what a build would do to this row because of others, nobody has done here
            if self.would_follow(row) && !changed.contains(&"holder_id") {
                changed.push("holder_id");
            }
            if is_changed {
                let cells = self.stance_cells(now, &changed);
                self.codings.stance("corrected", id, cells);
                continue;
            }
            let origin_goes = row.derived_from.as_ref().is_some_and(is_rejected);
            let held = changed;
            if origin_goes || !held.is_empty() || self.loses_statement(row) || self.accepts_unchanged {
                self.codings.stance("accepted", id, self.stance_cells(now, &held));
            } else {
                self.codings.n_unchanged += 1;
            }
        }
        for row in self.page.stances.iter().filter(|row| row.id.is_none()) {
            let mut cells = self
                .stance_cells(row, &["statement_id", "holder_id", "target_id", "polarity", "evidence_chars"]);
            for cell in &mut cells {
                if cell.1 == NONE {
                    cell.1.clear();
                }
            }
            self.codings.stance("accepted", "", cells);
        }
    }

    /// Whether a build gives the stance to the new speaker of its statement.
    fn would_follow(&self, row: &Stance) -> bool {
        let Some(statement) = row.statement.and_then(|at| self.before.statements.get(at)) else {
            return false;
        };
        let now = self.page.statements.iter().find(|now| now.id.is_some() && now.id == statement.id);
        row.holder_id == statement.speaker_id && now.is_some_and(|now| now.speaker_id != statement.speaker_id)
    }

    /// Whether the statement in which the stance stood is taken away.
    fn loses_statement(&self, row: &Stance) -> bool {
        let statement = row.statement.and_then(|at| self.before.statements.get(at));
        statement.is_some_and(|statement| !self.page.statements.iter().any(|now| now.id == statement.id))
    }

    /// Of a stance in a page its statement's id; `Some(None)` for a statement that is new.
    fn statement_id<'p>(page: &'p Page, stance: &Stance) -> Option<Option<&'p String>> {
        stance.statement.and_then(|at| page.statements.get(at)).map(|statement| statement.id.as_ref())
    }

    fn changed_stance(&self, row: &Stance, now: &Stance) -> Vec<&'static str> {
        let mut changed = Vec::new();
        let (was, is) = (Self::statement_id(self.before, row), Self::statement_id(self.page, now));
        // a new statement has no id yet; a build finds it by the words
        if was != is && is != Some(None) {
            changed.push("statement_id");
        }
        if row.evidence != now.evidence {
            changed.push("evidence_chars");
        }
        if row.holder_id != now.holder_id {
            changed.push("holder_id");
        }
        if now.target_id.is_some() && row.target_id != now.target_id {
            changed.push("target_id");
        }
        if now.polarity.is_some() && row.polarity != now.polarity {
            changed.push("polarity");
        }
        changed
    }

    fn stance_cells(&self, row: &Stance, wanted: &[&'static str]) -> Cells {
        let or_none = |words: Option<String>| words.unwrap_or_else(|| NONE.to_owned());
        let evidence = self.words.at(row.evidence).unwrap_or_default().to_owned();
        let mut cells = vec![("document_id", self.before.document_id.clone()), ("evidence", evidence)];
        for name in wanted {
            let words = match *name {
                "statement_id" => or_none(Self::statement_id(self.page, row).flatten().cloned()),
                "holder_id" => or_none(row.holder_id.clone()),
                "target_id" => row.target_id.clone().unwrap_or_default(),
                "polarity" => row.polarity.clone().unwrap_or_default(),
                _ => places(&[row.evidence]),
            };
            cells.push((*name, words));
        }
        cells
    }
}

/// Places as codings have them: `12..30;41..50`.
fn places(parts: &[Chars]) -> String {
    let parts: Vec<String> =
        parts.iter().map(|part| format!("{}..{}", part.start_char, part.end_char)).collect();
    parts.join(";")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::{at, page, statement};

    /// The rows about stances, from their statuses on, after `change`.
    fn stances(before: &Page, change: impl FnOnce(&mut Page)) -> Vec<String> {
        let mut after = before.clone();
        change(&mut after);
        after.settle();
        let csv = compare(std::slice::from_ref(before), vec![after], false).stances_csv();
        csv.lines().skip(1).map(str::to_owned).collect()
    }

    fn statement_at(page: &Page, id: &str) -> usize {
        page.statements.iter().position(|row| row.id.as_deref() == Some(id)).unwrap()
    }

    #[test]
    fn a_stance_keeps_its_holder_when_its_statement_gets_another_speaker() {
        let before = page();
        let rows = stances(&before, |page| {
            let at = statement_at(page, "d0-s3");
            page.statements[at].speaker_id = Some("per-cem".to_owned());
        });
        let expected =
            ["d0-t1", "d0-t2"].map(|id| format!("accepted,d0,{id},,per-bo,,,the rent must fall & fall,"));
        assert_eq!(rows, expected);
    }

    #[test]
    fn a_stance_outlives_its_statement_and_its_origin() {
        let mut before = page();
        let origin = before.stances.iter().find(|row| row.id.as_deref() == Some("d0-t1")).unwrap().id.clone();
        before.stances.iter_mut().filter(|row| row.id.as_deref() == Some("d0-t3")).for_each(|row| {
            row.derived_from.clone_from(&origin);
        });
        let rows = stances(&before, |page| page.stances.retain(|row| row.id != origin));
        assert_eq!(
            rows,
            ["accepted,d0,d0-t3,,,,,🎉🎉,", "rejected,d0,d0-t1,,,,,the rent must fall & fall,",]
        );
        // in the place of its statement stands another one, which has no id yet
        let rows = stances(&before, |page| {
            let gone = statement_at(page, "d0-s3");
            let content = [at("says the rent must fall & fall", 0)];
            page.statements[gone] = Statement { id: None, ..statement("", &content, "", None, "per-bo") };
        });
        let expected =
            ["d0-t1", "d0-t2"].map(|id| format!("accepted,d0,{id},,,,,the rent must fall & fall,"));
        assert_eq!(rows, expected);
        // and if none does, it is the narrator's
        let rows = stances(&before, |page| {
            let gone = statement_at(page, "d0-s3");
            page.stances.iter_mut().for_each(|row| row.statement = row.statement.filter(|at| *at != gone));
            page.statements[gone].content.clear();
        });
        let expected =
            ["d0-t1", "d0-t2"].map(|id| format!("corrected,d0,{id},(none),,,,the rent must fall & fall,"));
        assert_eq!(rows, expected);
    }

    #[test]
    fn a_copy_of_a_row_is_a_row_of_its_own() {
        let before = page();
        let mut after = before.clone();
        let copy = after.statements[0].clone();
        after.statements.push(copy);
        after.settle();
        let codings = compare(&[before], vec![after], false);
        assert_eq!((codings.counts(), codings.n_unchanged), ([0, 0, 0, 1], 8));
    }
}
