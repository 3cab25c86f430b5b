//! One file for each kind of region that structure alone tells.

use super::level::Level;

mod mail_header;

mod mail_signature;

mod boilerplate;

mod byline;

mod author_bio;

mod comment_thread;

mod social_post;

mod announced_post;

mod letter;

mod mail_quote;

mod displayed_quotation;

mod announced_paragraph;

mod quoted_passage;

mod caption;

mod heading;

/// A rule that claims lines of a level.
pub(super) struct Rule {
    /// Claims the lines it finds.
    pub(super) apply: fn(&mut Level<'_>),
    /// Whether it also runs inside comments, posts, letters and quotations.
    pub(super) is_nested: bool,
}

/// The rules in the order in which they apply: a line belongs to the first that claims it.
pub(super) static RULES: &[Rule] = &[
    Rule { apply: mail_header::apply, is_nested: false },
    Rule { apply: mail_signature::apply, is_nested: false },
    Rule { apply: boilerplate::apply, is_nested: false },
    Rule { apply: byline::apply, is_nested: false },
    Rule { apply: author_bio::apply, is_nested: false },
    Rule { apply: comment_thread::apply, is_nested: false },
    Rule { apply: social_post::apply, is_nested: true },
    Rule { apply: announced_post::apply, is_nested: true },
    Rule { apply: letter::apply, is_nested: true },
    Rule { apply: mail_quote::apply, is_nested: true },
    Rule { apply: displayed_quotation::apply, is_nested: true },
    Rule { apply: announced_paragraph::apply, is_nested: true },
    Rule { apply: quoted_passage::apply, is_nested: true },
    Rule { apply: caption::apply, is_nested: false },
    Rule { apply: heading::apply, is_nested: false },
];
