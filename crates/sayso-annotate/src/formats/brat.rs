//! brat: `ID.txt`, `ID.ann` and the configuration that its editor needs.
//!
//! Positions are code points, as in brat's own Python. A stretch does not cross a line end there, so it is written as one fragment a
//! line; ids of rows stand in notes, which the editor keeps and does not show as labels.

use std::collections::BTreeMap;

use super::{Documents, Found, OutFile, ending, file, same_text, stem, text_of};
use crate::dataset::Names;
use crate::error::{AnnotateError, Place};
use crate::graph::{Graph, Key, Link, LinkKind, Mark, Role, YES};
use crate::page::{Chars, Page};
use crate::words::Words;

/// What starts a note that holds a row's id.
const ID_NOTE: &str = "sayso ";

pub(super) fn write(pages: &[Page], names: &Names) -> Vec<OutFile> {
    let mut files = vec![
        file("annotation.conf", annotation_conf(names)),
        file("visual.conf", visual_conf()),
        file("tools.conf", "[options]\nTokens tokenizer:whitespace\n"),
    ];
    for page in pages {
        files.push(file(format!("{}.ann", page.document_id), standoff(page)));
        files.push(file(format!("{}.txt", page.document_id), page.text.as_str()));
    }
    files
}

fn standoff(page: &Page) -> String {
    let graph = Graph::of(page);
    let words = Words::new(&page.text);
    let mut out = String::new();
    let mut ids: BTreeMap<(Role, &str), usize> = BTreeMap::new();
    let mut n_attributes = 0;
    for (nth, mark) in graph.marks.iter().enumerate() {
        let id = nth + 1;
        ids.insert((mark.role, &mark.id), id);
        let fragments: Vec<Chars> = mark.spans.iter().flat_map(|span| lines(&words, *span)).collect();
        let places: Vec<String> =
            fragments.iter().map(|chars| format!("{} {}", chars.start_char, chars.end_char)).collect();
        let told: Vec<String> = fragments.iter().filter_map(|chars| words.at(*chars)).map(one_line).collect();
        out.push_str(&format!(
            "T{id}\t{} {}\t{}\n",
            name(mark.role.word()),
            places.join(";"),
            told.join(" ")
        ));
        for (key, value) in &mark.values {
            n_attributes += 1;
            let value = if value == YES { String::new() } else { format!(" {}", escaped(value)) };
            out.push_str(&format!("A{n_attributes}\t{} T{id}{value}\n", name(key.word())));
        }
        if matches!(mark.role, Role::Content | Role::Evidence) {
            out.push_str(&format!("#{id}\tAnnotatorNotes T{id}\t{ID_NOTE}{}\n", mark.id));
        }
    }
    for (nth, link) in graph.links.iter().enumerate() {
        let ends = link.kind.roles().and_then(|(from, to)| {
            Some((ids.get(&(from, link.from.as_str()))?, ids.get(&(to, link.to.as_str()))?))
        });
        if let Some((from, to)) = ends {
            out.push_str(&format!("R{}\t{} Arg1:T{from} Arg2:T{to}\n", nth + 1, relation(link.kind)));
        }
    }
    out
}

/// The pieces of a stretch that stand in one line each.
fn lines(words: &Words<'_>, span: Chars) -> Vec<Chars> {
    let mut pieces = Vec::new();
    let mut start_char = span.start_char;
    let text = words.at(span).unwrap_or_default();
    for line in text.split('\n') {
        let end_char = start_char + line.chars().count();
        pieces.extend(words.trimmed(Chars::new(start_char, end_char)));
        start_char = end_char + 1;
    }
    pieces
}

/// Words without the symbols at which a reader may end a line.
fn one_line(words: &str) -> String {
    let ends = |symbol: char| symbol.is_control() || matches!(symbol, '\u{2028}' | '\u{2029}');
    words.chars().map(|symbol| if ends(symbol) { ' ' } else { symbol }).collect()
}

/// A word as brat's names are written.
fn name(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

fn relation(kind: LinkKind) -> String {
    format!("Has{}", name(kind.word()))
}

/// An id without the symbols that part values.
fn escaped(id: &str) -> String {
    let mut out = String::new();
    for symbol in id.chars() {
        if symbol.is_alphanumeric() || matches!(symbol, '-' | '_' | '.') {
            out.push(symbol);
        } else {
            let mut bytes = [0; 4];
            for byte in symbol.encode_utf8(&mut bytes).bytes() {
                out.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    out
}

fn unescaped(value: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = value.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after.get(..2).and_then(|code| std::str::from_utf8(code).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()).filter(|_| *first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn annotation_conf(names: &Names) -> String {
    let mut out = "[entities]\n".to_owned();
    for role in Role::ALL {
        out.push_str(&format!("{}\n", name(role.word())));
    }
    out.push_str("\n[relations]\n");
    for kind in LinkKind::ALL {
        if let Some((from, to)) = kind.roles() {
            out.push_str(&format!(
                "{} Arg1:{}, Arg2:{}\n",
                relation(kind),
                name(from.word()),
                name(to.word())
            ));
        }
    }
    out.push_str("<OVERLAP> Arg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n\n[events]\n\n[attributes]\n");
    for key in Key::ALL {
        let values: Vec<String> = match key {
            Key::SpeakerId | Key::HolderId => names.actors.keys().map(|id| escaped(id)).collect(),
            Key::TargetId => names.issues.keys().chain(names.actors.keys()).map(|id| escaped(id)).collect(),
            _ => key.words().iter().map(|word| (*word).to_owned()).collect(),
        };
        let values =
            if key.words() == [YES] { String::new() } else { format!(", Value:{}", values.join("|")) };
        out.push_str(&format!("{} Arg:{}{values}\n", name(key.word()), name(key.role().word())));
    }
    out
}

fn visual_conf() -> String {
    let mut out = "[labels]\n\n[drawing]\n".to_owned();
    for role in Role::ALL {
        out.push_str(&format!("{}\tbgColor:{}\n", name(role.word()), role.colour()));
    }
    out
}

pub(super) fn read(files: &[OutFile], published: &[Page]) -> Result<Found, AnnotateError> {
    let mut documents = Documents::new(published);
    for file in ending(files, &[".txt"]) {
        let place = Place::file(&file.path);
        if let Ok(page) = documents.page(&place, stem(&file.path)) {
            same_text(&place, text_of(file)?, page)?;
        }
    }
    for file in ending(files, &[".ann"]) {
        let place = Place::file(&file.path);
        let page = documents.page(&place, stem(&file.path))?;
        let graph = graph_of(&place, text_of(file)?, page)?;
        documents.add(&place, graph, page)?;
    }
    documents.done("file ending in .ann", files)
}

fn graph_of(place: &Place, contents: &str, page: &Page) -> Result<Graph, AnnotateError> {
    let words = Words::new(&page.text);
    let mut graph = Graph::default();
    // brat orders its lines as annotations were made, so what a line speaks of may come after it
    let mut later: Vec<(Place, &str, &str)> = Vec::new();
    for (nth, line) in contents.split('\n').enumerate() {
        let place = place.line(nth + 1);
        let line = line.trim_end_matches('\r');
        let Some(kind) = line.chars().next() else { continue };
        let mut columns = line.splitn(3, '\t');
        let id = columns.next().unwrap_or_default();
        let (rest, told) = (columns.next(), columns.next());
        let rest =
            rest.ok_or_else(|| AnnotateError::Missing { place: place.clone(), what: "tab".to_owned() })?;
        match kind {
            'T' => graph.push(mark_of(&words, place, id, rest, told)?),
            'A' | 'M' | 'R' | '#' => later.push((place, rest, told.unwrap_or_default())),
            _ => {
                let words = "T, A, M, R, #".to_owned();
                return Err(AnnotateError::Word { place, word: id.to_owned(), words });
            }
        }
    }
    let mut ids: BTreeMap<String, String> = BTreeMap::new();
    for (place, rest, told) in later {
        let mut runs = rest.split(' ').filter(|run| !run.is_empty());
        let (kind, first, second) =
            (runs.next().unwrap_or_default(), runs.next().unwrap_or_default(), runs.next());
        if let Some(link) = LinkKind::ALL.into_iter().find(|link| relation(*link) == kind) {
            let end = |run: &str, name: &str| {
                let missing = || AnnotateError::Missing { place: place.clone(), what: name.to_owned() };
                run.strip_prefix(name)
                    .and_then(|run| run.strip_prefix(':'))
                    .map(str::to_owned)
                    .ok_or_else(missing)
            };
            let (from, to) = (end(first, "Arg1")?, end(second.unwrap_or_default(), "Arg2")?);
            graph.links.push(Link { kind: link, from, to, place });
        } else if kind == "AnnotatorNotes" {
            if let Some(id) = told.strip_prefix(ID_NOTE) {
                ids.insert(first.to_owned(), id.trim().to_owned());
            }
        } else if let Some(key) = Key::ALL.into_iter().find(|key| name(key.word()) == kind) {
            let at = graph.find(key.role(), first).ok_or_else(|| AnnotateError::Dangling {
                place: place.clone(),
                id: first.to_owned(),
                what: key.role().word(),
            })?;
            let value = second.map_or_else(|| YES.to_owned(), unescaped);
            graph.marks[at].set(&place, key, &value)?;
        } else {
            let known = LinkKind::ALL.map(relation).into_iter().chain(Key::ALL.map(|key| name(key.word())));
            let words = known.collect::<Vec<_>>().join(", ");
            return Err(AnnotateError::Word { place, word: kind.to_owned(), words });
        }
    }
    let row_id = |id: String| ids.get(&id).cloned().unwrap_or(id);
    let mut named = Graph::default();
    for mark in graph.marks {
        named.push(Mark { id: row_id(mark.id), ..mark });
    }
    for link in graph.links {
        named.links.push(Link { from: row_id(link.from), to: row_id(link.to), ..link });
    }
    Ok(named)
}

fn mark_of(
    words: &Words<'_>,
    place: Place,
    id: &str,
    rest: &str,
    told: Option<&str>,
) -> Result<Mark, AnnotateError> {
    let (role, places) = rest.split_once(' ').unwrap_or((rest, ""));
    let found = Role::ALL.into_iter().find(|of| name(of.word()) == role);
    let role = found.ok_or_else(|| AnnotateError::Word {
        place: place.clone(),
        word: role.to_owned(),
        words: Role::ALL.map(|role| name(role.word())).join(", "),
    })?;
    let mut spans = Vec::new();
    for fragment in places.split(';') {
        let malformed = || AnnotateError::Malformed {
            place: place.clone(),
            message: format!("{fragment:?} is no start and end"),
        };
        let (start, end) = fragment.trim().split_once(' ').ok_or_else(malformed)?;
        let number = |run: &str| run.trim().parse::<usize>().map_err(|_| malformed());
        spans.push(words.place(&place, number(start)?, number(end)?, None)?);
    }
    // the words of the line tell whether its positions are those of this text
    let found: Vec<String> = spans.iter().filter_map(|span| words.at(*span)).map(one_line).collect();
    let found = found.join(" ");
    let folded = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
    if let (Some(told), Some(first), Some(last)) = (told, spans.first(), spans.last())
        && folded(told) != folded(&found)
    {
        let (start, end, told) = (first.start_char, last.end_char, told.to_owned());
        return Err(AnnotateError::OtherWords { place, start, end, told, found });
    }
    Ok(Mark { id: id.to_owned(), role, spans, values: BTreeMap::new(), place })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_have_no_symbol_that_parts_values() {
        for id in ["per-ann", "a b|c,d", "Zoë%41", "%", "🎉:x"] {
            assert!(!escaped(id).contains(['|', ',', ' ', ':']), "{id}");
            assert_eq!(unescaped(&escaped(id)), id);
        }
    }

    #[test]
    fn no_piece_crosses_a_line_end() {
        let words = Words::new("ab 🎉\n\n cd\r\nef");
        let pieces = lines(&words, Chars::new(0, 13));
        let told: Vec<&str> = pieces.iter().filter_map(|piece| words.at(*piece)).collect();
        assert_eq!(told, ["ab 🎉", "cd", "ef"]);
    }
}
