//! What identifies private people, found in texts and hidden before anything is published.
//!
//! [`Guard::mask`] takes all layers of one document and masks identifiers (membership numbers, e-mail addresses, telephone numbers,
//! postal addresses, national numbers) in the text itself, symbol for symbol, so that every position stays true and no column can
//! forget it. [`Guard::publish`] tells which statements are sensitive and, for the public, hides private people behind pseudonyms.
//!
//! Pure: it reads no file and no clock, and the key of the pseudonyms is given to it.
//!
//! # Examples
//! ```
//! use sayso_privacy::{Identifiers, Guard, Words};
//!
//! let words = Words::english()?;
//! let text = "Write to ann@example.org (membership no. L5550123).";
//! let found = words.identifiers(text);
//! assert_eq!(&text[found[0].span.start_byte()..found[0].span.end_byte()], "ann@example.org");
//! assert_eq!(sayso_privacy::mask(text, found.iter().map(|found| found.span)), "Write to xxxxxxxxxxxxxxx (membership no. xxxxxxxx).");
//! # let _ = Guard::new(words, Identifiers::Mask);
//! # Ok::<(), sayso_privacy::PrivacyError>(())
//! ```

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

mod error;

mod wordings;

mod words;

mod identifiers;

mod mask;

mod sensitivity;

mod pseudonyms;

mod people;

mod guard;

pub use error::PrivacyError;
pub use guard::{Guard, Identifiers, Layers, Protection};
pub use identifiers::Identifier;
pub use mask::mask;
pub use pseudonyms::{Key, Pseudonyms, Roles};
pub use words::Words;
