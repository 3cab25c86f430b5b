//! People and bodies of other collections, as a registry file.

mod collected;

mod popolo_form;

mod popolo;

mod everypolitician;

mod wikidata;

mod known;

mod merge;

use sayso_normalise::RegistryFile;

use self::collected::Collected;

use crate::csv_rows::Rows;
use crate::error::{CurateError, Fault, FaultKind, Place};

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// JSON with `persons`, `organizations` and `memberships`: <https://www.popoloproject.com/specs/>.
    Popolo,
    /// CSV with one row for each membership of a chamber: `id`, `name`, `group`, `chamber`, `start_date` and so on.
    EveryPolitician,
    /// CSV of a query for people: `item`, `itemLabel`, `partyLabel`, `positionLabel`, `start` and so on.
    Wikidata,
}

/// A file to import.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// Name of the file, which evidence and faults show.
    pub name: &'a str,
    /// Its contents.
    pub contents: &'a str,
    /// What it is; told from the contents where this is missing.
    pub format: Option<Format>,
}

/// What an import came to.
#[derive(Debug)]
pub struct Imported {
    /// The registry file, to be written.
    pub file: RegistryFile,
    /// People and bodies that the file did not have before.
    pub n_new: usize,
    /// People and bodies that it had.
    pub n_updated: usize,
    /// People and bodies that other registry files have, whose entries are left as they are.
    pub n_elsewhere: usize,
    /// What was left out or needs a look, one line each.
    pub notes: Vec<String>,
}

/// Brings the people and bodies of `sources` into `existing`, whose entries keep their slugs.
///
/// Who is who is told by identifiers; people without any, by their whole name; bodies by identifiers or name. Whoever one of the
/// `known` files has is not repeated. Bodies, people, names and roles are never removed: what a source no longer has stays, and
/// only open ends of roles are closed. `scheme` is the scheme under which a source's own ids are kept.
///
/// The order of sources and of what is in them does not matter.
///
/// # Errors
/// [`CurateError`] with every fault of the sources, or with those that the registry files would have together.
pub fn import(
    sources: &[Source],
    existing: RegistryFile,
    known: &[RegistryFile],
    scheme: Option<&str>,
) -> Result<Imported, CurateError> {
    let mut sources = sources.to_vec();
    sources.sort_by_key(|source| (source.name, source.contents));
    let mut collected = Vec::with_capacity(sources.len());
    let mut faults = Vec::new();
    for source in &sources {
        let mut own = Vec::new();
        let read = collect(source, scheme, &mut own);
        own.sort_by_key(|fault| match fault.place {
            Place::Line(line) => line,
            Place::Value(_) | Place::File => 0,
        });
        faults.append(&mut own);
        collected.extend(read.map(|read| (source.name, read)));
    }
    if !faults.is_empty() {
        return Err(CurateError::new(faults));
    }
    merge::merge(collected, existing, known)
}

/// What one source has; `None` where its form is not that of its format.
fn collect(source: &Source, scheme: Option<&str>, faults: &mut Vec<Fault>) -> Option<Collected> {
    let contents = source.contents.trim_start_matches('\u{feff}');
    let fault = |place, kind| Fault { file: source.name.to_owned(), place, kind };
    let is_json = contents.trim_start().starts_with(['{', '[']);
    if source.format == Some(Format::Popolo) || source.format.is_none() && is_json {
        return popolo::collect(source.name, contents, scheme.unwrap_or("popolo"), faults);
    }
    let rows = match Rows::read(source.name, contents) {
        Ok(rows) => rows,
        Err(error) => {
            faults.extend(error.into_faults());
            return None;
        }
    };
    match source.format.or_else(|| format_of(&rows)) {
        Some(Format::EveryPolitician) => {
            everypolitician::collect(&rows, scheme.unwrap_or("everypolitician"), faults)
        }
        Some(Format::Wikidata) => wikidata::collect(&rows, faults),
        _ => {
            faults.push(fault(Place::Line(1), FaultKind::UnknownFormat));
            None
        }
    }
}

fn format_of(rows: &Rows) -> Option<Format> {
    if rows.column(wikidata::ITEM).is_some() && rows.column(wikidata::LABEL).is_some() {
        Some(Format::Wikidata)
    } else if rows.column(&["id"]).is_some() && rows.column(&["name"]).is_some() {
        Some(Format::EveryPolitician)
    } else {
        None
    }
}

#[cfg(test)]
mod tests;
