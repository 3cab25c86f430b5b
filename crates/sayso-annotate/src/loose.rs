//! Values that stand on a stretch of text rather than on its mark, as labels of their own.

use std::collections::BTreeMap;

use crate::error::{AnnotateError, Place};
use crate::graph::{Graph, Key, Role};
use crate::page::Chars;

/// A label such as `mode: direct` on the words of a content.
#[derive(Clone, Debug)]
pub(crate) struct Loose {
    pub(crate) key: Key,
    pub(crate) value: String,
    pub(crate) at: Chars,
    /// The mark that a link names.
    pub(crate) of: Option<String>,
    pub(crate) place: Place,
}

/// Gives each value to the mark that it names, or else to the only one of its role that stands at the same place.
///
/// # Errors
/// [`AnnotateError::Unclear`] for several such marks, [`AnnotateError::Missing`] for none, and those of `Mark::set`.
pub(crate) fn attach(graph: &mut Graph, values: Vec<Loose>) -> Result<(), AnnotateError> {
    let parts = graph.wholes()?;
    let mut standing: BTreeMap<(Role, Chars), Vec<usize>> = BTreeMap::new();
    for (at, mark) in graph.marks.iter().enumerate().filter(|(at, _)| !parts.contains_key(at)) {
        if let Some(first) = mark.spans.first() {
            standing.entry((mark.role, *first)).or_default().push(at);
        }
    }
    for value in values {
        let role = value.key.role();
        let at = match &value.of {
            Some(id) => graph.find(role, id).ok_or_else(|| AnnotateError::Dangling {
                place: value.place.clone(),
                id: id.clone(),
                what: role.word(),
            })?,
            None => {
                let found = standing.get(&(role, value.at)).map(Vec::as_slice).unwrap_or_default();
                match found {
                    [] => {
                        let what = format!(
                            "{} at {}..{} of which this could be the {}",
                            role.word(),
                            value.at.start_char,
                            value.at.end_char,
                            value.key.word()
                        );
                        return Err(AnnotateError::Missing { place: value.place, what });
                    }
                    [at] => *at,
                    _ => {
                        return Err(AnnotateError::Unclear {
                            place: value.place,
                            n_marks: found.len(),
                            what: role.word(),
                            key: value.key.word(),
                            start_char: value.at.start_char,
                            end_char: value.at.end_char,
                        });
                    }
                }
            }
        };
        graph.marks[at].set(&value.place, value.key, &value.value)?;
    }
    Ok(())
}
