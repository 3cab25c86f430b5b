//! `sayso build`: texts in, a published dataset out.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};
use rayon::prelude::*;
use sayso_export::{Publication, PublishOptions};
use sayso_ingest::{Collection, Entry};
use sayso_model::{Diagnostic, Severity, Stage, Vocabulary};
use sayso_normalise::Bearer;
use sayso_privacy::{Pseudonyms, Roles};
use sayso_tables::{ActorTally, Layers, SharedActor};

use crate::about;
use crate::args::BuildArguments;
use crate::config::Config;
use crate::exit::Outcome;
use crate::interrupt::Interrupt;
use crate::privacy::{Handling, Privacy, Profile};
use crate::progress;
use crate::stages::{self, Read};

/// What one batch of documents holds at most: its documents are read side by side, then written in order, so this bounds memory.
const BATCH_BYTES: u64 = 4 << 20;
const BATCH_DOCUMENTS: usize = 256;

pub(crate) fn run(arguments: &BuildArguments, is_quiet: bool) -> Result<Outcome> {
    let mut config = Config::load(&arguments.sources)?;
    config.stance = arguments.stance.over(config.stance);
    config.privacy = privacy(&config.privacy, arguments);
    config.guard.set_identifiers(config.privacy.identifiers.into());
    let out = arguments.out.as_ref().unwrap_or(&config.out);
    if let Some(jobs) = arguments.jobs {
        rayon::ThreadPoolBuilder::new()
            .num_threads(jobs)
            .build_global()
            .context("cannot start these threads")?;
    }
    let interrupt = Interrupt::listen()?;
    let options = PublishOptions { csv_safe: arguments.csv_safe || config.is_csv_safe };
    let mut publication = Publication::begin(out, &options)?;
    let spool = tempfile::tempdir().context("cannot make a temporary folder")?;
    let collection = sayso_ingest::open(&config.inputs, &config.read, spool.path())?;
    let reading = Reading { config: &config, collection: &collection, interrupt: &interrupt, is_quiet };
    let pseudonyms = match config.privacy.profile {
        Profile::Full => None,
        Profile::Public => match roles(&reading)? {
            Some(roles) => Some(config.privacy.pseudonyms(out, &roles)?),
            None => return Ok(interrupted(out)),
        },
    };
    let pseudonyms = pseudonyms.as_ref();
    let mut build = Build {
        config: &config,
        publication: &mut publication,
        tally: ActorTally::default(),
        documents: BTreeSet::new(),
        n_lost: 0,
        finding: Duration::ZERO,
    };
    build.write_diagnostics(collection.diagnostics())?;
    let entries = in_order(collection.entries(), pseudonyms);
    if !reading.each(&entries, |read| read.publish(&config.guard, pseudonyms), |read| build.write(read))? {
        return Ok(interrupted(out));
    }
    let finding = build.finding.as_secs_f64();
    let n_lost = build.finish_tables()?;
    let published = publication.finish(&about::dataset(&config, pseudonyms, &collection)?)?;
    let n_documents = published.n_rows("documents");
    tracing::info!(
        "{}: {} documents, {} statements, {} actors, {} stances",
        out.display(),
        n_documents,
        published.n_rows("statements"),
        published.n_rows("actors"),
        published.n_rows("stances")
    );
    tracing::info!(seconds = finding, "finding statements and names");
    if n_lost > 0 {
        tracing::warn!(
            "{n_lost} inputs could not be read; {}/diagnostics.csv tells which and why",
            out.display()
        );
        return Ok(Outcome::NeedsALook);
    }
    Ok(Outcome::Done)
}

fn interrupted(out: &Path) -> Outcome {
    tracing::warn!("interrupted; {} is as it was", out.display());
    Outcome::Interrupted
}

/// What a pipeline tells of privacy, where the command line does not tell otherwise.
fn privacy(told: &Privacy, arguments: &BuildArguments) -> Privacy {
    Privacy {
        identifiers: if arguments.keep_identifiers { Handling::Keep } else { told.identifiers },
        profile: arguments.publish_profile.unwrap_or(told.profile),
        key: arguments.pseudonym_key.clone().or_else(|| told.key.clone()),
    }
}

/// How public people are over all documents; `None` if reading was interrupted.
///
/// Whether a person is private depends on all documents, so they are read once before anything is written.
fn roles(reading: &Reading<'_>) -> Result<Option<Roles>> {
    let mut roles = Roles::default();
    let entries: Vec<&Entry> = reading.collection.entries().iter().collect();
    let take = |read: Result<Read, Diagnostic>| {
        if let Ok(read) = read {
            roles.add(&read.resolution);
        }
        Ok(())
    };
    Ok(reading.each(&entries, |_| {}, take)?.then_some(roles))
}

/// Entries in the order of the ids under which they are published.
fn in_order<'a>(entries: &'a [Entry], pseudonyms: Option<&Pseudonyms>) -> Vec<&'a Entry> {
    let mut entries: Vec<&Entry> = entries.iter().collect();
    if let Some(pseudonyms) = pseudonyms {
        entries.sort_by_cached_key(|entry| pseudonyms.document_hash(entry.sha256()));
    }
    entries
}

/// How texts are read.
struct Reading<'a> {
    config: &'a Config,
    collection: &'a Collection,
    interrupt: &'a Interrupt,
    is_quiet: bool,
}

impl Reading<'_> {
    /// Reads every document, batch by batch and side by side within a batch, and hands them over in the order of `entries`. False if
    /// it was interrupted.
    fn each(
        &self,
        entries: &[&Entry],
        prepare: impl Fn(&mut Read) + Sync,
        mut take: impl FnMut(Result<Read, Diagnostic>) -> Result<()>,
    ) -> Result<bool> {
        let bar = progress::bar(entries.iter().map(|entry| entry.n_bytes()).sum(), self.is_quiet);
        for batch in batches(entries) {
            let read: Vec<Result<Read, Diagnostic>> = batch
                .par_iter()
                .map(|entry| {
                    let loaded = self.collection.load(entry)?;
                    let mut read = stages::read(loaded.document, loaded.diagnostics, self.config);
                    prepare(&mut read);
                    bar.inc(entry.n_bytes());
                    Ok(read)
                })
                .collect();
            for read in read {
                take(read)?;
            }
            if self.interrupt.has_come() {
                return Ok(false);
            }
        }
        bar.finish_and_clear();
        Ok(!self.interrupt.has_come())
    }
}

/// A build under way.
struct Build<'a> {
    config: &'a Config,
    publication: &'a mut Publication,
    tally: ActorTally,
    /// Ids and sources of the documents, where a coding may be about others.
    documents: BTreeSet<String>,
    /// Files and rows that could not be read.
    n_lost: u64,
    /// How long finding statements and mentions took, of all documents.
    finding: Duration,
}

impl Build<'_> {
    fn write(&mut self, read: Result<Read, Diagnostic>) -> Result<()> {
        match read {
            Ok(read) => self.write_rows(&read),
            Err(diagnostic) => self.write_diagnostics(std::slice::from_ref(&diagnostic)),
        }
    }

    fn write_rows(&mut self, read: &Read) -> Result<()> {
        self.finding += read.finding;
        tracing::debug!("{}: {} statements", read.document.source(), read.extraction.statements.len());
        for diagnostic in &read.diagnostics {
            report(diagnostic, Some(read.document.source()));
        }
        let layers = Layers {
            document: &read.document,
            segments: &read.segments,
            extraction: &read.extraction,
            resolution: &read.resolution,
            stances: &read.stances,
            issues: &self.config.codebook.issues,
            diagnostics: &read.diagnostics,
            coverage: &read.coverage,
            sensitivity: &read.protection.sensitivity,
            redactions: &read.protection.redactions,
        };
        if !self.config.coding.is_empty() {
            self.documents.extend(read.known_as.iter().cloned());
        }
        self.tally.add(&layers);
        for (table, batch) in sayso_tables::document_batches(&layers) {
            if sayso_tables::names_actors(table) {
                // ids and names of actors are settled when all documents are read
                self.publication.hold_back(table, &batch)?;
            } else {
                self.publication.write(table, &batch)?;
            }
        }
        Ok(())
    }

    /// Writes what was seen of files that made no document.
    fn write_diagnostics(&mut self, diagnostics: &[Diagnostic]) -> Result<()> {
        let mut published = diagnostics.to_vec();
        for diagnostic in &mut published {
            report(diagnostic, None);
            self.n_lost += u64::from(diagnostic.severity == Severity::Error);
            diagnostic.message = self.config.guard.text(&diagnostic.message);
        }
        let (table, batch) = sayso_tables::diagnostic_batch(None, &published);
        self.publication.write(table, &batch)?;
        Ok(())
    }

    /// Finds names that clearly different actors bear in different documents.
    fn tell_apart(&mut self) -> Result<()> {
        let mut found = Vec::new();
        let mut diagnostics = Vec::new();
        for SharedActor { actor, contexts } in self.tally.shared() {
            let n_documents: usize = contexts.values().sum();
            let bearer = Bearer {
                actor_id: &actor.actor_id,
                actor_type: actor.actor_type.as_str(),
                name: &actor.name,
                contexts,
            };
            let ids = sayso_normalise::apart(&bearer, &self.config.registry);
            if !ids.is_empty() {
                let new: BTreeSet<&String> = ids.values().collect();
                let new: Vec<&str> = new.into_iter().map(String::as_str).collect();
                let message = format!(
                    "{:?} ({}) is more than one by what {n_documents} documents tell; the others are {}",
                    actor.name,
                    actor.actor_id,
                    new.join(", ")
                );
                diagnostics.push(Diagnostic::new(Severity::Info, Stage::Normalise, "told_apart", message));
            }
            found.extend(ids.into_iter().map(|(context, id)| (actor.actor_id.clone(), context.clone(), id)));
        }
        for (actor_id, context, new_id) in found {
            self.tally.tell_apart(&actor_id, &context, new_id);
        }
        self.write_diagnostics(&diagnostics)
    }

    /// Writes the tables that are about all documents together, and gives back how many inputs were lost.
    fn finish_tables(mut self) -> Result<u64> {
        self.tell_apart()?;
        let unused = self.config.coding.without_document(&self.documents);
        self.write_diagnostics(&unused)?;
        let names = self.tally.final_names();
        self.publication.release(|batch| names.apply(batch))?;
        for (table, batch) in self.tally.batches() {
            self.publication.write(table, &batch)?;
        }
        let codebook = &self.config.codebook;
        let (table, batch) = sayso_tables::issue_batch(&codebook.issues, &codebook.version);
        self.publication.write(table, &batch)?;
        Ok(self.n_lost)
    }
}

/// Runs of entries that are small enough to be read together; an entry that is larger alone makes a batch of its own.
fn batches<'a, 'e>(entries: &'a [&'e Entry]) -> Vec<&'a [&'e Entry]> {
    let mut batches = Vec::new();
    let mut from = 0;
    let mut n_bytes = 0;
    for (at, entry) in entries.iter().enumerate() {
        let is_full = n_bytes + entry.n_bytes() > BATCH_BYTES || at - from >= BATCH_DOCUMENTS;
        if at > from && is_full {
            batches.push(&entries[from..at]);
            (from, n_bytes) = (at, 0);
        }
        n_bytes += entry.n_bytes();
    }
    if from < entries.len() {
        batches.push(&entries[from..]);
    }
    batches
}

/// Tells the person running the program what a stage saw. Diagnostics are published as well, so most of them are only whispered.
pub(crate) fn report(diagnostic: &Diagnostic, source: Option<&str>) {
    let message = match source {
        Some(source) => format!("{source}: {}", diagnostic.message),
        None => diagnostic.message.clone(),
    };
    match diagnostic.severity {
        Severity::Error => tracing::error!("{message}"),
        Severity::Warning => tracing::info!("{message}"),
        Severity::Info => tracing::debug!("{message}"),
    }
}
