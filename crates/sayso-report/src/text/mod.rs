//! The texts of documents with what the tables mark in them, as the page shows them: blocks, paragraphs, nested pieces.

mod blocks;
mod gather;
mod nest;

pub(crate) use gather::Texts;
