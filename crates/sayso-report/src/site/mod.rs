//! What the page knows of the whole dataset: documents, actors, issues, statements and stances, which name one another by number.

mod build;
mod places;
mod records;

pub(crate) use places::{Cell, Places};
pub(crate) use records::Site;
