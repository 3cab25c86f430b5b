//! English words that layout rules look for.

/// Verbs that report words, in the forms that stand with a subject.
const REPORTING: &[&str] = &[
    "added",
    "adds",
    "announced",
    "announces",
    "argued",
    "argues",
    "articulated",
    "articulates",
    "asked",
    "asks",
    "claimed",
    "claims",
    "commented",
    "comments",
    "complained",
    "complains",
    "concluded",
    "concludes",
    "continued",
    "continues",
    "declared",
    "declares",
    "explained",
    "explains",
    "insisted",
    "insists",
    "noted",
    "notes",
    "observed",
    "observes",
    "opined",
    "protested",
    "protests",
    "quipped",
    "recalled",
    "recalls",
    "remarked",
    "remarks",
    "replied",
    "replies",
    "reported",
    "reports",
    "responded",
    "responds",
    "retorted",
    "said",
    "say",
    "says",
    "stated",
    "states",
    "told",
    "tells",
    "tweeted",
    "tweets",
    "warned",
    "warns",
    "write",
    "writes",
    "wrote",
    "read",
    "reads",
    "ran",
];

/// Verbs that report words only together with a noun such as *statement*.
const GIVING: &[&str] = &[
    "circulated",
    "gave",
    "gives",
    "issued",
    "issues",
    "left",
    "made",
    "makes",
    "offered",
    "offers",
    "posed",
    "poses",
    "posted",
    "posts",
    "published",
    "publishes",
    "put",
    "puts",
    "released",
    "releases",
    "sent",
    "sends",
    "shared",
    "shares",
];

/// Nouns for words that somebody says or writes.
const WORDINGS: &[&str] = &[
    "account",
    "answer",
    "answers",
    "appeal",
    "comment",
    "comments",
    "declaration",
    "editorial",
    "email",
    "e-mail",
    "extract",
    "letter",
    "message",
    "motion",
    "note",
    "observation",
    "passage",
    "petition",
    "plea",
    "point",
    "post",
    "posting",
    "question",
    "questions",
    "quotation",
    "quote",
    "remark",
    "remarks",
    "reply",
    "report",
    "request",
    "resolution",
    "response",
    "speech",
    "statement",
    "testimony",
    "tweet",
    "verse",
    "words",
    "warning",
];

/// Words for what stands on a social network.
const POSTINGS: &[&str] = &[
    "facebook",
    "instagram",
    "mastodon",
    "twitter",
    "tweet",
    "tweeted",
    "tweets",
    "post",
    "posted",
    "posting",
    "reddit",
    "telegram",
    "vk",
    "weibo",
];

/// Words that may stand between a subject and its verb.
const BETWEEN: &[&str] = &[
    "also",
    "again",
    "had",
    "has",
    "have",
    "himself",
    "herself",
    "itself",
    "just",
    "later",
    "now",
    "once",
    "soon",
    "then",
    "themselves",
    "today",
    "who",
    "which",
    "yesterday",
    "MP",
    "MEP",
    "TD",
];

/// Words after which a verb form is a noun.
const DETERMINERS: &[&str] = &[
    "a",
    "an",
    "any",
    "following",
    "her",
    "his",
    "its",
    "my",
    "no",
    "of",
    "our",
    "some",
    "such",
    "that",
    "the",
    "their",
    "these",
    "this",
    "those",
    "to",
    "your",
];

/// Forms of *be*: before a participle they make a passive.
const BE: &[&str] = &["am", "are", "be", "been", "being", "is", "was", "were"];

/// Words that put a clause under another one.
const SUBORDINATING: &[&str] = &[
    "after", "although", "as", "because", "before", "if", "since", "that", "though", "until", "when",
    "where", "while",
];

/// Personal pronouns as subjects.
const PRONOUNS: &[&str] = &["he", "i", "she", "they", "we"];

/// Words that may stand before a subject at the start of a clause.
const LEADING: &[&str] = &[
    "and",
    "but",
    "finally",
    "for",
    "including",
    "like",
    "meanwhile",
    "or",
    "so",
    "then",
    "this",
    "as",
    "when",
];

/// The word in lower case and without punctuation at its edges.
pub(crate) fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

macro_rules! tells {
    ($($(#[$doc:meta])* $name:ident in $list:ident;)+) => {
        $($(#[$doc])*
        pub(crate) fn $name(bare_word: &str) -> bool {
            $list.contains(&bare_word)
        })+
    };
}

tells! {
    /// Whether the word is a verb that reports words.
    is_reporting in REPORTING;
    /// Whether the word is a verb that reports words together with a noun for them.
    is_giving in GIVING;
    /// Whether the word is a noun for words.
    is_wording in WORDINGS;
    /// Whether the word speaks of social networks.
    is_posting in POSTINGS;
    /// Whether the word makes a noun of a verb form after it.
    is_determiner in DETERMINERS;
    /// Whether the word is a form of *be*.
    is_be in BE;
    /// Whether the word starts a subordinate clause.
    is_subordinating in SUBORDINATING;
    /// Whether the word is a pronoun as a subject.
    is_pronoun in PRONOUNS;
    /// Whether a subject may follow the word.
    is_leading in LEADING;
}

/// Whether the word may stand between a subject and its verb.
pub(crate) fn is_between(word: &str) -> bool {
    BETWEEN.contains(&word)
        || (word.len() > 4 && word.ends_with("ly") && word.starts_with(char::is_lowercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_apart() {
        assert_eq!(bare("“Reports:"), "reports");
        assert!(is_reporting("reports") && is_giving("posed") && !is_reporting("posed"));
        assert!(is_between("publicly") && !is_between("Family"));
    }
}
