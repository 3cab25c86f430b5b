//! A published dataset as one HTML page for reading: each text with its statements, who says them, and who is for or against what.
//!
//! [`whole`] makes one page of a dataset's tables, [`split`] a page for the dataset and one for each document. Each page is one file that
//! loads nothing: its style, its script and its data are within it, and its Content-Security-Policy lets nothing else run.
//!
//! What the tables say goes into the page as JSON in elements that browsers do not run, with every character escaped that could
//! end them; the script makes text nodes of it, never markup. So no document can be more than words.
//!
//! ```
//! let tables = sayso_published::Tables { title: "Letters".to_owned(), ..Default::default() };
//! let page = sayso_report::whole(&tables)?;
//! assert!(page.contains("<title>Letters</title>") && page.contains("default-src 'none'"));
//! # Ok::<(), sayso_published::PublishedError>(())
//! ```

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

mod text;

mod site;

mod page;

mod split;

#[cfg(test)]
mod samples;

pub use split::{Pages, SplitPage, split};

use sayso_published::{PublishedError, Tables};

/// One page with every document.
///
/// Documents come by date, then by title; the same tables give the same bytes.
///
/// # Errors
/// [`PublishedError::Dangling`] and [`PublishedError::OutsideText`] for rows that do not fit together.
pub fn whole(tables: &Tables) -> Result<String, PublishedError> {
    page::page(tables, &page::Kind::Whole)
}
