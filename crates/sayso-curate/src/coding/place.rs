//! Where words that somebody has copied from a text stand in it.

use sayso_model::{Document, Span, fold_words, join_parts};

/// What joins the parts of a statement in tables.
const JOINT: &str = " … ";

/// Why words have no place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lost {
    /// They are not in the text.
    Absent,
    /// They stand in several places, and nothing tells which is meant.
    Several,
}

/// The places of `words`: of the whole, or of its parts one after another where ` … ` joins them.
///
/// Words that stand in several places are those that start nearest to `near_char`.
pub(super) fn places(document: &Document, words: &str, near_char: Option<usize>) -> Result<Vec<Span>, Lost> {
    match place(document, words, near_char) {
        Err(Lost::Absent) if words.contains(JOINT) => {}
        found => return found.map(|span| vec![span]),
    }
    let mut parts = words.split(JOINT).map(str::trim).filter(|part| !part.is_empty());
    let first = place(document, parts.next().unwrap_or_default(), near_char)?;
    let mut places = vec![first];
    for part in parts {
        let from = places.last().map_or(0, |span| span.end_byte());
        let at = occurrences(document.text(), part).find(|span| span.start_byte() >= from);
        places.push(at.ok_or(Lost::Absent)?);
    }
    Ok(places)
}

/// The spans at places in code points, sorted. `None` if the text does not have one of them, or has other words there than `words`,
/// where those are told.
pub(super) fn spans_at(document: &Document, chars: &[(usize, usize)], words: &str) -> Option<Vec<Span>> {
    let text = document.text();
    let byte_of = |at_char: usize| match text.char_indices().nth(at_char) {
        Some((at_byte, _)) => Some(at_byte),
        None => (at_char == document.n_chars()).then_some(text.len()),
    };
    let spans = chars.iter().map(|(start, end)| Some(Span::between(byte_of(*start)?, byte_of(*end)?)));
    let mut spans: Vec<Span> = spans.collect::<Option<_>>()?;
    spans.sort();
    let is_told = words.is_empty() || fold_words(words) == fold_words(&join_parts(document, &spans));
    (!spans.is_empty() && is_told).then_some(spans)
}

/// The place of `words`, or of several the one that starts nearest to `near_char`.
pub(super) fn place(document: &Document, words: &str, near_char: Option<usize>) -> Result<Span, Lost> {
    let found: Vec<Span> = occurrences(document.text(), words).collect();
    match (found.as_slice(), near_char) {
        ([], _) => Err(Lost::Absent),
        ([only], _) => Ok(*only),
        ([..], None) => Err(Lost::Several),
        (found, Some(near_char)) => {
            let distance = |span: &&Span| document.char_range(**span).0.abs_diff(near_char);
            found.iter().min_by_key(distance).copied().ok_or(Lost::Absent)
        }
    }
}

/// Every place of `words`, whatever white space stands between them in the text.
fn occurrences<'a>(text: &'a str, words: &'a str) -> impl Iterator<Item = Span> + 'a {
    let mut runs = words.split_whitespace();
    let first = runs.next().unwrap_or_default();
    let rest: Vec<&str> = runs.collect();
    let starts = text.match_indices(first).filter(move |_| !first.is_empty());
    starts.filter_map(move |(start_byte, _)| {
        let mut end_byte = start_byte + first.len();
        for run in &rest {
            let after = &text[end_byte..];
            let trimmed = after.trim_start();
            if trimmed.len() == after.len() || !trimmed.starts_with(run) {
                return None;
            }
            end_byte = text.len() - trimmed.len() + run.len();
        }
        Some(Span::between(start_byte, end_byte))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "„Käse“, sagt\n Zoë, „ist teuer“. Käse ist … teuer.";

    fn check(words: &str, near_char: Option<usize>, expected: Result<&[&str], Lost>) {
        let document = Document::from_text("a.txt", TEXT);
        let found = places(&document, words, near_char);
        let found = found.map(|spans| spans.iter().map(|span| document.slice(*span)).collect::<Vec<_>>());
        assert_eq!(found.as_deref().map_err(|lost| *lost), expected, "{words:?}");
    }

    #[test]
    fn words_are_found_whatever_their_white_space() {
        check("sagt Zoë", None, Ok(&["sagt\n Zoë"]));
        check("Käse … ist teuer", Some(0), Ok(&["Käse", "ist teuer"]));
        check("ist … teuer", None, Ok(&["ist … teuer"]));
        check("teuer … Zoë", Some(0), Err(Lost::Absent));
        check("Brot", None, Err(Lost::Absent));
        check("", None, Err(Lost::Absent));
        check("sag Zoë", None, Err(Lost::Absent));
    }

    #[test]
    fn places_in_code_points_are_those_of_the_words() {
        let document = Document::from_text("a.txt", TEXT);
        let at = |chars: &[(usize, usize)], words| {
            spans_at(&document, chars, words).map(|spans| join_parts(&document, &spans))
        };
        assert_eq!(at(&[(20, 29), (1, 5)], "").as_deref(), Some("Käse … ist teuer"));
        assert_eq!(at(&[(1, 5)], "Käse").as_deref(), Some("Käse"));
        assert_eq!(at(&[(1, 6)], "Käse"), None);
        assert_eq!(at(&[(1, 600)], ""), None);
        assert_eq!(at(&[], ""), None);
    }

    #[test]
    fn of_several_places_the_nearest() {
        let document = Document::from_text("a.txt", TEXT);
        let at = |near| place(&document, "Käse", near).map(|span| document.char_range(span).0);
        assert_eq!(at(None), Err(Lost::Several));
        assert_eq!((at(Some(0)), at(Some(30))), (Ok(1), Ok(32)));
    }
}
