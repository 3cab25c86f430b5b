//! `redactions`: what was masked. No stage masks anything yet, so the table is published without rows.

use super::common::{DOCUMENT_ID, END_CHAR, RULE_ID, START_CHAR, to_document};
use crate::{Column, Table};

pub(crate) static REDACTIONS: Table = Table {
    name: "redactions",
    title: "Redactions",
    description: "One row for each identifier of a private person that was seen, and what was done with it, in the order of the \
                  text.",
    columns: &[
        DOCUMENT_ID,
        Column::closed(
            "kind",
            "Kind",
            "What kind of identifier it is.",
            &["membership_number", "email", "phone", "postal_address", "national_id"],
        ),
        Column::closed("action", "Action", "Whether it was masked or kept.", &["masked", "kept"]),
        START_CHAR,
        END_CHAR,
        RULE_ID,
    ],
    primary_key: &[],
    foreign_keys: &[to_document()],
    unique_keys: &[],
};
