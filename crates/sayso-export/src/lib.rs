//! Tables to Parquet, CSV and a data package, published all or nothing.
//!
//! A [`Publication`] writes into a folder beside the place where the dataset will stand, and puts it there in one step when it is
//! finished: whoever reads the dataset sees the old set or the new one, never a mixture, also where a build is killed, the disk
//! fills up or two builds run at once.
//!
//! The same rows give the same bytes. Only `manifest.json` tells a time, which the caller gives.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

mod error;

mod info;

mod publication;

mod new_folder;

mod place;

mod lock;

mod swap;

mod table_files;

mod held_back;

mod csv_file;

mod parquet_file;

mod sqlite_file;

mod out_file;

mod package;

mod manifest;

mod readme;

mod counted;

mod datasheet;

mod citation;

mod croissant;

mod fault;

#[cfg(test)]
mod samples;

pub use error::ExportError;
pub use info::{Citation, Creator, DatasetInfo, PrivacyInfo, Reference, Source};
pub use new_folder::NewFolder;
pub use publication::{Publication, PublishOptions, Published, PublishedFile};
