//! The words around a mention.

use std::collections::BTreeMap;
use std::io::Read;

use super::published::MentionPlace;
use crate::csv_rows::bare;
use crate::error::CurateError;
use crate::published_table::Table;

/// Code points shown before and after a mention.
const AROUND: usize = 60;

/// For each place, the words around it, read from `documents.csv`; empty where no document has it.
pub(crate) fn examples(
    places: &[Option<MentionPlace>],
    documents: impl Read,
) -> Result<Vec<String>, CurateError> {
    let mut wanted: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, place) in places.iter().enumerate() {
        if let Some(place) = place {
            wanted.entry(&place.document_id).or_default().push(at);
        }
    }
    let mut examples = vec![String::new(); places.len()];
    let mut table = Table::open("documents.csv", documents)?;
    let [id, text, n_chars] = table.columns(["document_id", "text", "n_chars"])?;
    while let Some(row) = table.next()? {
        let Some(wanted) = wanted.get(row.get(id).unwrap_or_default()) else { continue };
        let n_chars = table.number(&row, n_chars)?;
        let text = row.get(text).unwrap_or_default();
        // positions count the text itself, without an apostrophe that keeps a spreadsheet from running it
        let text = if text.chars().count() > n_chars { bare(text) } else { text };
        for &at in wanted {
            if let Some(place) = &places[at] {
                examples[at] = around(text, place);
            }
        }
    }
    Ok(examples)
}

/// The mention with the words around it, as they stand in the text, within one line.
fn around(text: &str, place: &MentionPlace) -> String {
    let byte_of = |n: usize| text.char_indices().nth(n).map_or(text.len(), |(at_byte, _)| at_byte);
    let (start, end) = (byte_of(place.start_char), byte_of(place.end_char));
    let before = text.get(..start).unwrap_or_default();
    let after = text.get(end..).unwrap_or_default();
    let from = before.char_indices().rev().take(AROUND).take_while(|(_, symbol)| *symbol != '\n').last();
    let to = after.char_indices().take(AROUND).take_while(|(_, symbol)| *symbol != '\n').last();
    let from = from.map_or(start, |(at_byte, _)| at_byte);
    let to = to.map_or(end, |(at_byte, symbol)| end + at_byte + symbol.len_utf8());
    text.get(from..to).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_are_the_words_of_the_text() {
        let long = "x".repeat(100);
        let text = format!("=Ein „Satz“.\nÄnne Park sagt: é\n{long} Bo {long}");
        let table = format!("document_id,n_chars,text\nd1,{},\"'{text}\"\n", text.chars().count());
        let at = |document_id: &str, words: &str| {
            let start_char = text[..text.find(words).unwrap()].chars().count();
            let end_char = start_char + words.chars().count();
            Some(MentionPlace { document_id: document_id.to_owned(), start_char, end_char })
        };
        let places = [at("d1", "Änne Park"), None, at("d1", "Bo"), at("d2", "Bo"), at("d1", "=Ein")];
        let found = examples(&places, table.as_bytes()).unwrap();
        let short = "x".repeat(59);
        assert_eq!(found, ["Änne Park sagt: é", "", &format!("{short} Bo {short}"), "", "=Ein „Satz“."]);
    }
}
