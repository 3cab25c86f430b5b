//! Comments of a registry file that is written anew: each stays with its entry.
//!
//! What stands above an entry, after the last line of the one before, belongs to it. What stands within an entry is written above it.
//! What stands after the last entry stays there, and what stands above the first one, with a blank line between, is the file's header.

use std::collections::BTreeMap;

use super::file::{DecisionEntry, RegistryFile};
use super::placed::Placed;

/// The comments of a file below its header.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Comments {
    /// By kind and key of the entry: lines, each with its line end.
    of_entry: BTreeMap<(&'static str, String), String>,
    /// Lines after the last entry.
    after: String,
}

impl Comments {
    /// The comments of `contents`, whose entries `file` holds.
    pub(crate) fn of(file: &RegistryFile, contents: &str) -> Self {
        let mut comments = Self::default();
        if !contents.contains('#') {
            return comments;
        }
        let blocks = blocks(contents);
        let mut keys = Keys::new(file);
        let keys: Vec<Option<(&'static str, String)>> =
            blocks.iter().map(|block| keys.next(block.kind)).collect();
        let above = contents[file.header().len()..].lines().take_while(|line| !line.starts_with("[["));
        if let Some(Some(first)) = keys.first() {
            let own: String =
                above.filter(|line| line.starts_with('#')).map(|line| format!("{line}\n")).collect();
            if !own.is_empty() {
                comments.of_entry.insert(first.clone(), own);
            }
        }
        for (nth, block) in blocks.iter().enumerate() {
            for comment in &block.comments {
                let line = format!("{}\n", comment.words);
                let own = if comment.is_within { nth } else { nth + 1 };
                match keys.get(own) {
                    Some(Some(key)) => comments.of_entry.entry(key.clone()).or_default().push_str(&line),
                    Some(None) => {}
                    None => comments.after.push_str(&line),
                }
            }
        }
        comments
    }

    /// The comment lines above an entry of this kind and key, see [`decision_key`].
    pub(crate) fn above(&self, kind: &'static str, key: &str) -> &str {
        if self.of_entry.is_empty() {
            return "";
        }
        self.of_entry.get(&(kind, key.to_owned())).map_or("", String::as_str)
    }

    /// The comment lines after the last entry.
    pub(crate) fn after(&self) -> &str {
        &self.after
    }
}

/// What tells a decision from others.
pub(crate) fn decision_key(decision: &DecisionEntry) -> String {
    let DecisionEntry { name, actor_id, other_name, other_actor_id, .. } = decision;
    let parts = [Some(name), actor_id.as_ref(), other_name.as_ref(), other_actor_id.as_ref()];
    parts.map(|part| part.map_or("", Placed::as_str)).join("\n")
}

/// The keys of a file's entries, kind by kind in the order of the file.
struct Keys(BTreeMap<&'static str, std::vec::IntoIter<String>>);

impl Keys {
    fn new(file: &RegistryFile) -> Self {
        let ids =
            |ids: Vec<&Placed>| -> Vec<String> { ids.iter().map(|id| id.as_str().to_owned()).collect() };
        let lists = [
            ("organisation", ids(file.organisations.iter().map(|one| &one.id).collect())),
            ("person", ids(file.people.iter().map(|one| &one.id).collect())),
            ("redirect", ids(file.redirects.iter().map(|one| &one.old_id).collect())),
            ("decision", file.decisions.iter().map(decision_key).collect()),
        ];
        Self(lists.into_iter().map(|(kind, keys)| (kind, keys.into_iter())).collect())
    }

    fn next(&mut self, kind: &str) -> Option<(&'static str, String)> {
        let (kind, keys) = self.0.iter_mut().find(|(known, _)| **known == kind)?;
        Some((kind, keys.next()?))
    }
}

/// An entry's stretch of the file: from its `[[…]]` to the next one.
struct Block<'a> {
    kind: &'a str,
    comments: Vec<Comment<'a>>,
}

struct Comment<'a> {
    words: &'a str,
    /// Whether the entry goes on behind it, or ends on its line.
    is_within: bool,
}

/// The blocks of a file that is TOML.
fn blocks(contents: &str) -> Vec<Block<'_>> {
    let mut blocks: Vec<Block> = Vec::new();
    // How many brackets are open, and the byte after the last that is no space and no comment.
    let (mut depth, mut content_end) = (0usize, 0);
    let mut at = 0;
    while let Some(symbol) = contents[at..].chars().next() {
        let rest = &contents[at..];
        let length = match symbol {
            '#' => {
                let words = rest.lines().next().unwrap_or_default().trim_end();
                let is_on_line = !contents[content_end..at].contains('\n');
                if let Some(block) = blocks.last_mut() {
                    block.comments.push(Comment { words, is_within: is_on_line });
                }
                at += words.len();
                continue;
            }
            '"' | '\'' => string_length(rest, symbol),
            _ => symbol.len_utf8(),
        };
        let starts_line = contents[..at].ends_with('\n') || at == 0;
        if let Some(kind) = header(rest).filter(|_| starts_line && depth == 0) {
            blocks.push(Block { kind, comments: Vec::new() });
            at += rest.find("]]").map_or(length, |end| end + 2);
            content_end = at;
            continue;
        }
        match symbol {
            '[' | '{' => depth += 1,
            ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += length;
        if !symbol.is_whitespace() {
            content_end = at;
            if let Some(block) = blocks.last_mut() {
                block.comments.iter_mut().for_each(|comment| comment.is_within = true);
            }
        }
    }
    blocks
}

/// The kind of entry that `[[kind]]` opens; a table within an entry, `[[person.names]]`, opens none.
fn header(rest: &str) -> Option<&str> {
    let inner = rest.strip_prefix("[[")?.split_once("]]")?.0.trim();
    (!inner.contains(['.', '\n'])).then_some(inner)
}

/// How long the string is that opens with `quote`, in bytes.
fn string_length(rest: &str, quote: char) -> usize {
    let long: String = std::iter::repeat_n(quote, 3).collect();
    let mark: &str = if rest.starts_with(&long) { &long } else { &rest[..1] };
    let mut at = mark.len();
    while let Some(symbol) = rest[at..].chars().next() {
        if symbol == '\\' && quote == '"' {
            at += 1 + rest[at + 1..].chars().next().map_or(0, char::len_utf8);
        } else if rest[at..].starts_with(mark) {
            // up to two more quotation marks may end a long string
            let more = rest[at + mark.len()..].chars().take_while(|symbol| *symbol == quote);
            return at + mark.len() + if mark.len() == 3 { more.take(2).count() } else { 0 };
        } else {
            at += symbol.len_utf8();
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use crate::RegistryFile;

    fn rewritten(contents: &str) -> String {
        RegistryFile::parse_with_comments("r.toml", contents).unwrap().to_toml()
    }

    const FILE: &str = r##"# The registry of Norland.

# --- parties ---
[[organisation]]
id = "org-tide"
name = "Tide #1 List"
classification = "party"
evidence = "e"

# Which of the two?
# Asked in May.
[[organisation]]
id = "org-reed"
# written so on posters
name = 'Reed "#" List' # and so here
names = [
    # older
    { name = "Reeds", type = "full_name" },
]
classification = "party"
evidence = """
several # lines"""

[[decision]]
verdict = "ignore"
name = "Ola"
evidence = "e"
# the end
"##;

    #[test]
    fn comments_stay_with_their_entries() {
        let expected = r##"# The registry of Norland.

# Which of the two?
# Asked in May.
# written so on posters
# and so here
# older
[[organisation]]
id = "org-reed"
name = "Reed \"#\" List"
names = [
    { name = "Reeds", type = "full_name" },
]
classification = "party"
evidence = "several # lines"

# --- parties ---
[[organisation]]
id = "org-tide"
name = "Tide #1 List"
classification = "party"
evidence = "e"

[[decision]]
verdict = "ignore"
name = "Ola"
evidence = "e"

# the end
"##;
        let once = rewritten(FILE);
        assert_eq!(once, expected);
        assert_eq!(rewritten(&once), once);
    }

    #[test]
    fn every_comment_is_there_afterwards() {
        let rewritten = rewritten(FILE);
        for comment in FILE.lines().filter(|line| line.trim_start().starts_with('#')) {
            assert!(rewritten.contains(comment.trim()), "{comment}");
        }
    }

    #[test]
    fn a_file_without_comments_is_as_it_was() {
        let plain = "[[organisation]]\nid = \"org-tide\"\nname = \"Tide\"\nclassification = \"party\"\nevidence = \"# e\"\n";
        assert_eq!(rewritten(plain), plain);
        assert_eq!(rewritten("# alone\n"), "# alone\n");
    }
}
