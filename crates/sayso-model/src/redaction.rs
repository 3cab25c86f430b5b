//! Words that a publication hides or could hide.

use crate::Span;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// What kind of words a redaction is about.
    RedactionKind {
        /// A number that a party, union or other body gives its members.
        MembershipNumber = "membership_number",
        /// An e-mail address.
        Email = "email",
        /// A telephone number.
        Phone = "phone",
        /// A postcode, or a house number and its street.
        PostalAddress = "postal_address",
        /// A number that a state gives to people.
        NationalId = "national_id",
        /// The name of a private person; in a publication for the public only.
        Name = "name",
    }
}

vocabulary! {
    /// What was done with such words.
    RedactionAction {
        /// Each of their symbols was replaced.
        Masked = "masked",
        /// They stand as in the text.
        Kept = "kept",
    }
}

/// One place with words that identify a person, and what was done with them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redaction {
    /// Where they stand.
    pub span: Span,
    /// What they are.
    pub kind: RedactionKind,
    /// What was done.
    pub action: RedactionAction,
    /// The rule that found them.
    pub rule_id: &'static str,
}
