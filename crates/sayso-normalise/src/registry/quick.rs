//! Registry files in the plain form that programs and most people write, read an order of magnitude faster than TOML in general.
//!
//! A parliament's registry has tens of thousands of entries, all in the form of [`write`](super::write). That form is a small part
//! of TOML: one `key = "value"` a line, lists with one `{ … }` a line. What is in any other form, or at fault, gives `None` here
//! and is read by the TOML parser, which also says what is wrong. Whatever this reader takes, the TOML parser takes with the same
//! result: a property test holds the two together.

use sayso_model::Vocabulary;

use super::file::{
    DecisionEntry, IdentifierEntry, NameEntry, OrganisationEntry, PersonEntry, RedirectEntry, RoleEntry,
    Tables,
};
use super::placed::Placed;

/// The tables of `contents`, if they are in the plain form and complete.
pub(crate) fn tables(contents: &str) -> Option<Tables> {
    let mut tables = Tables::default();
    let mut lines = Lines { contents, at_byte: 0 };
    let mut open: Option<&str> = None;
    let mut fields = Fields::default();
    while let Some((start_byte, line)) = lines.next() {
        if line.is_empty() {
            continue;
        }
        if line.starts_with('#') {
            if line.bytes().any(|byte| byte.is_ascii_control() && byte != b'\t') {
                return None;
            }
        } else if let Some(kind) = line.strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]")) {
            finish(&mut tables, open, std::mem::take(&mut fields))?;
            open = Some(kind);
        } else {
            open?;
            let (key, value) = line.split_once(" = ")?;
            let start_byte = start_byte + key.len() + " = ".len();
            let value = match value {
                "true" => Value::Flag(true),
                "false" => Value::Flag(false),
                "[" => Value::List(list(&mut lines)?),
                _ => match string(value, start_byte)? {
                    (words, "") => Value::Words(words),
                    _ => return None,
                },
            };
            fields.add(key, value)?;
        }
    }
    finish(&mut tables, open, fields)?;
    Some(tables)
}

/// The lines of a file with the byte at which each starts.
struct Lines<'a> {
    contents: &'a str,
    at_byte: usize,
}

impl<'a> Iterator for Lines<'a> {
    type Item = (usize, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.contents.get(self.at_byte..).filter(|rest| !rest.is_empty())?;
        let start_byte = self.at_byte;
        let line = rest.split('\n').next()?;
        self.at_byte += line.len() + 1;
        Some((start_byte, line))
    }
}

enum Value<'a> {
    Words(Placed),
    Flag(bool),
    List(Vec<Fields<'a>>),
}

/// Keys and values of one entry, or of one `{ … }`.
#[derive(Default)]
struct Fields<'a>(Vec<(&'a str, Value<'a>)>);

impl<'a> Fields<'a> {
    /// Adds a key; `None` where it stands there already.
    fn add(&mut self, key: &'a str, value: Value<'a>) -> Option<()> {
        if self.0.iter().any(|(known, _)| *known == key) {
            return None;
        }
        self.0.push((key, value));
        Some(())
    }

    fn take(&mut self, key: &str) -> Option<Value<'a>> {
        let at = self.0.iter().position(|(known, _)| *known == key)?;
        Some(self.0.swap_remove(at).1)
    }

    /// The value of a key that must be there.
    fn words(&mut self, key: &str) -> Option<Placed> {
        self.optional(key)?
    }

    /// The value of a key that may be missing; `None` where it is not words.
    fn optional(&mut self, key: &str) -> Option<Option<Placed>> {
        match self.take(key) {
            None => Some(None),
            Some(Value::Words(words)) => Some(Some(words)),
            Some(_) => None,
        }
    }

    fn plain(&mut self, key: &str) -> Option<Option<String>> {
        Some(self.optional(key)?.map(Placed::into_string))
    }

    fn closed<T: Vocabulary>(&mut self, key: &str) -> Option<T> {
        T::from_word(self.words(key)?.as_str())
    }

    fn flag(&mut self, key: &str) -> Option<bool> {
        match self.take(key) {
            None => Some(false),
            Some(Value::Flag(flag)) => Some(flag),
            Some(_) => None,
        }
    }

    fn list<T>(&mut self, key: &str, item: impl Fn(&mut Fields<'a>) -> Option<T>) -> Option<Vec<T>> {
        let items = match self.take(key) {
            None => return Some(Vec::new()),
            Some(Value::List(items)) => items,
            Some(_) => return None,
        };
        items.into_iter().map(|mut fields| item(&mut fields).filter(|_| fields.0.is_empty())).collect()
    }
}

/// Adds the entry that `fields` make; `None` where a key is unknown or missing.
fn finish(tables: &mut Tables, open: Option<&str>, mut fields: Fields) -> Option<()> {
    let Some(kind) = open else { return Some(()) };
    let of = &mut fields;
    match kind {
        "organisation" => tables.organisation.push(OrganisationEntry {
            id: of.words("id")?,
            name: of.words("name")?,
            names: of.list("names", name)?,
            classification: of.closed("classification")?,
            parent: of.optional("parent")?,
            area: of.plain("area")?,
            has_local_bodies: of.flag("has_local_bodies")?,
            wikidata_id: of.optional("wikidata_id")?,
            identifiers: of.list("identifiers", identifier)?,
            evidence: of.words("evidence")?,
        }),
        "person" => tables.person.push(PersonEntry {
            id: of.words("id")?,
            name: of.words("name")?,
            given_name: of.plain("given_name")?,
            family_name: of.plain("family_name")?,
            honorific_prefix: of.plain("honorific_prefix")?,
            names: of.list("names", name)?,
            public_role: of.closed("public_role")?,
            roles: of.list("roles", role)?,
            wikidata_id: of.optional("wikidata_id")?,
            identifiers: of.list("identifiers", identifier)?,
            evidence: of.words("evidence")?,
        }),
        "redirect" => tables.redirect.push(RedirectEntry {
            old_id: of.words("old_id")?,
            new_id: of.words("new_id")?,
            evidence: of.words("evidence")?,
        }),
        "decision" => tables.decision.push(DecisionEntry {
            verdict: of.closed("verdict")?,
            name: of.words("name")?,
            actor_id: of.optional("actor_id")?,
            other_name: of.optional("other_name")?,
            other_actor_id: of.optional("other_actor_id")?,
            evidence: of.words("evidence")?,
        }),
        _ => return None,
    }
    fields.0.is_empty().then_some(())
}

fn name(of: &mut Fields) -> Option<NameEntry> {
    Some(NameEntry {
        name: of.words("name")?,
        name_type: of.closed("type")?,
        from: of.optional("from")?,
        to: of.optional("to")?,
    })
}

fn role(of: &mut Fields) -> Option<RoleEntry> {
    Some(RoleEntry {
        role: of.words("role")?.into_string(),
        organisation: of.words("organisation")?,
        area: of.plain("area")?,
        from: of.optional("from")?,
        to: of.optional("to")?,
    })
}

fn identifier(of: &mut Fields) -> Option<IdentifierEntry> {
    Some(IdentifierEntry { scheme: of.words("scheme")?.into_string(), identifier: of.words("identifier")? })
}

/// The items of a list, one `{ key = "value", … },` a line, up to the line that closes it.
fn list<'a>(lines: &mut Lines<'a>) -> Option<Vec<Fields<'a>>> {
    let mut items = Vec::new();
    loop {
        let (start_byte, line) = lines.next()?;
        if line == "]" {
            return Some(items);
        }
        let opened = line.trim_start_matches(' ');
        let mut at_byte = start_byte + line.len() - opened.len() + "{ ".len();
        let mut rest = opened.strip_prefix("{ ")?.strip_suffix(" },")?;
        let mut fields = Fields::default();
        loop {
            let (key, value) = rest.split_once(" = ")?;
            at_byte += key.len() + " = ".len();
            let (words, after) = string(value, at_byte)?;
            fields.add(key, Value::Words(words))?;
            if after.is_empty() {
                break;
            }
            at_byte += value.len() - after.len() + ", ".len();
            rest = after.strip_prefix(", ")?;
        }
        items.push(fields);
    }
}

/// The quoted string that `value` starts with, and what stands after it.
fn string(value: &str, start_byte: usize) -> Option<(Placed, &str)> {
    let inner = value.strip_prefix('"')?;
    let bytes = inner.as_bytes();
    let mut words = String::new();
    let mut from = 0;
    let mut at = 0;
    loop {
        match *bytes.get(at)? {
            b'"' => break,
            b'\\' => {
                words.push_str(inner.get(from..at)?);
                words.push(match *bytes.get(at + 1)? {
                    b'"' => '"',
                    b'\\' => '\\',
                    b'n' => '\n',
                    b't' => '\t',
                    _ => return None,
                });
                at += 2;
                from = at;
            }
            byte if byte.is_ascii_control() && byte != b'\t' => return None,
            _ => at += 1,
        }
    }
    let end = inner.get(from..at)?;
    let words = if words.is_empty() { end.to_owned() } else { words + end };
    // `""` may open a string of several lines.
    let after = inner.get(at + 1..).filter(|after| !(at == 0 && after.starts_with('"')))?;
    Some((Placed::new(words, start_byte), after))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Registry files, most of them in the plain form, with one letter changed at a random place.
    fn contents() -> impl Strategy<Value = String> {
        let damage = (any::<prop::sample::Index>(), "[\"\\\\\\[\\]{}=,# a\r\n\t\u{7f}é]?");
        (prop::collection::vec(entry(), 0..4), prop::option::of(damage)).prop_map(|(entries, damage)| {
            let mut contents = format!("# invented\n\n{}", entries.concat());
            if let Some((place, letter)) = damage {
                let places: Vec<usize> = contents.char_indices().map(|(at_byte, _)| at_byte).collect();
                let at_byte = places[place.index(places.len())];
                contents.remove(at_byte);
                contents.insert_str(at_byte, &letter);
            }
            contents
        })
    }

    fn entry() -> impl Strategy<Value = String> {
        let words = "[a-zé ]{0,6}(\\\\\"|\\\\\\\\|\\\\n|\\\\t|\\\\u00e9| = |, |#)?[a-z]{0,3}";
        let (name, date) = (words, "[0-9]{4}");
        (name, prop::option::of(date), prop::option::of(words), any::<bool>(), 0..4usize).prop_map(
            |(name, date, more, is_flagged, kind)| {
                let from = date.map(|date| format!(", from = \"{date}\"")).unwrap_or_default();
                let names = format!("names = [\n    {{ name = \"{name}\", type = \"former\"{from} }},\n]\n");
                let more = more.map(|words| format!("area = \"{words}\"\n")).unwrap_or_default();
                let flag = format!("has_local_bodies = {is_flagged}\n");
                match kind {
                    0 => format!(
                        "[[organisation]]\nid = \"org-a\"\nname = \"{name}\"\n{names}classification = \"party\"\n{more}{flag}evidence = \"e\"\n\n"
                    ),
                    1 => format!(
                        "[[person]]\nid = \"per-a\"\nname = \"{name}\"\n{names}public_role = \"elected\"\nroles = [\n    {{ role = \"MP\", organisation = \"org-a\"{from} }},\n]\nidentifiers = [\n    {{ scheme = \"s\", identifier = \"{name}\" }},\n]\nevidence = \"e\"\n"
                    ),
                    2 => format!("[[redirect]]\nold_id = \"{name}\"\nnew_id = \"per-a\"\nevidence = \"e\"\n\n"),
                    _ => format!(
                        "[[decision]]\nverdict = \"ignore\"\nname = \"{name}\"\nevidence = \"e\"\n# note\n"
                    ),
                }
            },
        )
    }

    proptest! {
        #[test]
        fn what_it_takes_the_toml_parser_takes_alike(contents in contents()) {
            if let Some(tables) = tables(&contents) {
                let slow: Tables = toml::from_str(&contents).unwrap();
                // the places count too, and they are not part of equality
                prop_assert_eq!(format!("{tables:?}"), format!("{slow:?}"));
            }
        }
    }

    #[test]
    fn it_takes_canonical_files() {
        for contents in [include_str!("../../tests/invented.toml"), ""] {
            let found = tables(contents).map(|tables| tables.person.len() + tables.organisation.len());
            assert_eq!(found, Some(contents.matches("[[").count()));
        }
    }

    #[test]
    fn it_leaves_the_rest_to_the_toml_parser() {
        let person =
            "[[person]]\nid = \"per-x\"\nname = \"X\"\npublic_role = \"elected\"\nevidence = \"e\"\n";
        assert!(tables(person).is_some());
        for (from, to) in [
            ("\"X\"", "'X'"),
            ("\"X\"", "\"X\" # note"),
            ("\"X\"", "\"\"\"X\"\"\""),
            ("\"X\"", "\"\\u0058\""),
            ("name =", "name="),
            ("elected", "king"),
            ("id = \"per-x\"\n", ""),
            ("[[person]]", "[person]"),
            ("evidence", "colour"),
            ("\n", "\r\n"),
        ] {
            assert!(tables(&person.replace(from, to)).is_none(), "{to}");
        }
    }
}
