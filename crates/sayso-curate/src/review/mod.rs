//! What only a person can settle: gathered from published tables, laid out as a spreadsheet, read back as decisions.

mod kind;

mod published;

mod gather;

mod example;

mod sheet;

mod groups;

mod entries;

mod apply;

pub use self::apply::{Applied, apply};
pub use self::gather::Review;
pub use self::published::Published;
pub use self::sheet::Sheet;

#[cfg(test)]
mod tests;
