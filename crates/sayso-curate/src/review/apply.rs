//! A filled review, brought into a registry file.

use std::collections::{BTreeMap, BTreeSet};

use sayso_model::Vocabulary;
use sayso_normalise::{DecisionEntry, Placed, Registry, RegistryFile, Verdict, is_unregistered_id};

use super::entries;
use super::groups::Groups;
use super::kind::{Decision, Kind};
use super::sheet::{self, Row, Sheet, key_of};
use crate::error::{CurateError, Fault, FaultKind, Place};

/// What came of a review.
#[derive(Debug)]
pub struct Applied {
    /// The registry file with the decisions in it, to be written.
    pub file: RegistryFile,
    /// Redirects that are new in it.
    pub n_redirects: usize,
    /// People and bodies that are new in it.
    pub n_entries: usize,
    /// Other decisions that are new in it.
    pub n_decisions: usize,
    /// Rows that nobody has decided.
    pub n_open: usize,
}

/// Adds the decisions of a filled review to `file`, which the next build reads beside the `known` registry files.
///
/// `same` becomes a redirect to the registered one of the two, or to a new entry where neither is registered; `person` and
/// `organisation` become entries, with redirects from the ids that tables show today; all else becomes a decision entry. Reading
/// the same review again changes nothing.
///
/// # Errors
/// [`CurateError`] with every row that says what cannot be said of it, or that contradicts another row or what the registry holds.
pub fn apply(sheet: Sheet, file: RegistryFile, known: &[RegistryFile]) -> Result<Applied, CurateError> {
    let mut faults = Vec::new();
    let (rows, n_open) = sheet::read(sheet, &mut faults);
    let mut applying = Applying::new(sheet.name, &file, known);
    let rows = applying.without_repeats(rows, &mut faults);
    applying.join(&rows, &mut faults);
    applying.check(&rows, &mut faults);
    if faults.is_empty() {
        applying.check_earlier(&mut faults);
    }
    let made = match entries::make(
        sheet.name,
        &rows,
        &applying.groups,
        |id| applying.current(id),
        &file,
        applying.taken.clone(),
    ) {
        Ok(made) => made,
        Err(error) => {
            faults.extend(error.into_faults());
            entries::Made::default()
        }
    };
    if !faults.is_empty() {
        faults.sort_by_key(|fault: &Fault| match fault.place {
            Place::Line(line) => line,
            Place::Value(_) | Place::File => 0,
        });
        return Err(CurateError::new(faults));
    }
    let decisions: Vec<DecisionEntry> =
        rows.iter().filter_map(|row| Some(decision(sheet.name, row, row.verdict()?))).collect();
    let applied = Applied {
        n_redirects: made.redirects.len(),
        n_entries: made.people.len() + made.organisations.len(),
        n_decisions: decisions.len(),
        n_open,
        file: with(file, made, decisions),
    };
    check_registry(&applied.file, known)?;
    Ok(applied)
}

fn with(mut file: RegistryFile, made: entries::Made, decisions: Vec<DecisionEntry>) -> RegistryFile {
    file.people.extend(made.people);
    file.organisations.extend(made.organisations);
    file.redirects.extend(made.redirects);
    file.decisions.extend(decisions);
    file
}

fn decision(sheet: &str, row: &Row, verdict: Verdict) -> DecisionEntry {
    let placed = |words: &str| Some(words).filter(|words| !words.is_empty()).map(Placed::from);
    DecisionEntry {
        verdict,
        name: Placed::from(row.name.as_str()),
        actor_id: placed(&row.actor_id),
        other_name: placed(&row.other_name),
        other_actor_id: placed(&row.other_actor_id),
        evidence: Placed::from(format!("{sheet}: {}{}", row.kind.as_str(), row.counts)),
    }
}

/// Holds the registry that the files make together to its rules, with the lines of the file as it will be written.
fn check_registry(file: &RegistryFile, known: &[RegistryFile]) -> Result<(), CurateError> {
    let fault = |message: String| {
        let kind = FaultKind::Registry { message };
        Fault { file: file.name().to_owned(), place: Place::File, kind }
    };
    let written = RegistryFile::parse(file.name(), &file.to_toml())
        .map_err(|one| CurateError::new(vec![fault(one.to_string())]))?;
    match Registry::from_files(known.iter().cloned().chain([written]).collect()) {
        Ok(_) => Ok(()),
        Err(error) => {
            Err(CurateError::new(error.faults().iter().map(|one| fault(one.to_string())).collect()))
        }
    }
}

struct Applying<'a> {
    sheet: &'a str,
    /// Ids that are given up already, and what they lead to.
    redirects: BTreeMap<String, String>,
    /// Decisions of registry files, with `FILE:LINE`.
    decided: BTreeMap<[String; 3], (Verdict, String)>,
    /// Slugs that are used, or were once.
    taken: BTreeSet<String>,
    groups: Groups,
}

impl<'a> Applying<'a> {
    fn new(sheet: &'a str, file: &RegistryFile, known: &[RegistryFile]) -> Self {
        let mut redirects = BTreeMap::new();
        let mut decided = BTreeMap::new();
        let mut taken = BTreeSet::new();
        for one in known.iter().chain([file]) {
            taken.extend(one.people.iter().map(|person| person.id.as_str().to_owned()));
            taken.extend(one.organisations.iter().map(|body| body.id.as_str().to_owned()));
            for redirect in &one.redirects {
                taken.insert(redirect.old_id.as_str().to_owned());
                redirects.insert(redirect.old_id.as_str().to_owned(), redirect.new_id.as_str().to_owned());
            }
            for decision in &one.decisions {
                let words = |placed: &Option<Placed>| placed.as_ref().map_or("", Placed::as_str).to_owned();
                let (actor_id, other_actor_id) = (words(&decision.actor_id), words(&decision.other_actor_id));
                let key =
                    key_of(&actor_id, decision.name.as_str(), &other_actor_id, &words(&decision.other_name));
                let place = format!("{}:{}", one.name(), one.line_of(&decision.name));
                decided.insert(key, (decision.verdict, place));
            }
        }
        Self { sheet, redirects, decided, taken, groups: Groups::default() }
    }

    fn fault(&self, line: u64, earlier: String, what: String) -> Fault {
        let kind = FaultKind::Contradiction { earlier, what };
        Fault { file: self.sheet.to_owned(), place: Place::Line(line), kind }
    }

    /// The id that stands for `id` since earlier reviews.
    fn current(&self, id: &str) -> String {
        let mut current = id;
        // a chain is no longer than the list, unless it goes in circles, which the registry refuses
        for _ in 0..self.redirects.len() {
            match self.redirects.get(current) {
                Some(new) => current = new,
                None => break,
            }
        }
        current.to_owned()
    }

    /// The id that stands for `id` since this review.
    fn root(&self, id: &str) -> String {
        self.groups.root(&self.current(id)).to_owned()
    }

    /// What made `id` one with others.
    fn joined_by(&self, id: &str) -> String {
        match self.groups.line(&self.current(id)) {
            Some(line) => format!("line {line}"),
            None => "an earlier redirect".to_owned(),
        }
    }

    /// Rows that repeat a decision fall away; rows that decide otherwise than another, or than the registry, are faults.
    fn without_repeats(&self, rows: Vec<Row>, faults: &mut Vec<Fault>) -> Vec<Row> {
        let mut seen: BTreeMap<[String; 3], (u64, Decision)> = BTreeMap::new();
        let mut kept = Vec::new();
        for row in rows {
            let key = row.key();
            let said = |word: &str| format!("{} is {word:?} there", row.about());
            if let Some((line, decision)) = seen.get(&key) {
                if *decision != row.decision {
                    faults.push(self.fault(row.line, format!("line {line}"), said(decision.as_str())));
                }
                continue;
            }
            seen.insert(key.clone(), (row.line, row.decision));
            match self.decided.get(&key) {
                Some((earlier, _)) if row.verdict() == Some(*earlier) => {}
                Some((earlier, place)) => {
                    faults.push(self.fault(row.line, place.clone(), said(earlier.as_str())));
                }
                None => kept.push(row),
            }
        }
        kept
    }

    /// Makes groups of what is the same. Two registered actors become one only where a row says so of them, not by way of a third.
    fn join(&mut self, rows: &[Row], faults: &mut Vec<Fault>) {
        let is_registered = |id: &str| !is_unregistered_id(id);
        let says_so = |row: &&Row| is_registered(&row.actor_id) && is_registered(&row.other_actor_id);
        let mut joins: Vec<&Row> =
            rows.iter().filter(|row| row.decision == Decision::Same && row.kind.is_pair()).collect();
        joins.sort_by_key(|row| (!says_so(row), row.line));
        for row in joins {
            let (one, other) = (self.root(&row.actor_id), self.root(&row.other_actor_id));
            if !says_so(&row) && one != other && is_registered(&one) && is_registered(&other) {
                let joined = if one == row.actor_id { &row.other_actor_id } else { &row.actor_id };
                let what = format!("{joined} is {} there", self.root(joined));
                faults.push(self.fault(row.line, self.joined_by(joined), what));
            } else {
                self.groups.join(&one, &other, row.line);
            }
        }
    }

    /// Rows that contradict what other rows make one.
    fn check(&self, rows: &[Row], faults: &mut Vec<Fault>) {
        let mut typed: BTreeMap<String, (u64, Decision)> = BTreeMap::new();
        for row in rows {
            let root = self.root(&row.actor_id);
            match row.decision {
                Decision::Different if row.kind.is_pair() && root == self.root(&row.other_actor_id) => {
                    let what = format!("{} are one there", row.about());
                    faults.push(self.fault(row.line, self.joined_by(&row.actor_id), what));
                }
                Decision::Nobody if root != row.actor_id || self.groups.line(&root).is_some() => {
                    let what = format!("{} is somebody there", row.about());
                    faults.push(self.fault(row.line, self.joined_by(&row.actor_id), what));
                }
                Decision::Person | Decision::Organisation if row.kind == Kind::UnknownName => {
                    if !is_unregistered_id(&root) {
                        if !root.starts_with(entries::prefix(row.decision)) {
                            let what = format!("{} is {root} there", row.about());
                            faults.push(self.fault(row.line, self.joined_by(&row.actor_id), what));
                        }
                        continue;
                    }
                    let (line, decision) = *typed.entry(root).or_insert((row.line, row.decision));
                    if decision != row.decision {
                        let what = format!("what is the same is {:?} there", decision.as_str());
                        faults.push(self.fault(row.line, format!("line {line}"), what));
                    }
                }
                _ => {}
            }
        }
    }

    /// Decisions of registry files that the rows contradict by making one of what they hold apart.
    fn check_earlier(&self, faults: &mut Vec<Fault>) {
        for ([one, other, _], (verdict, place)) in &self.decided {
            let Some(line) = self.groups.line(&self.current(one)) else { continue };
            let what = match verdict {
                Verdict::Different if self.root(one) == self.root(other) => {
                    format!("{one} and {other} are two there")
                }
                Verdict::Nobody => format!("{one} is nobody there"),
                _ => continue,
            };
            faults.push(self.fault(line, place.clone(), what));
        }
    }
}
