//! Values that stand on a stretch of text rather than on its mark, as labels of their own.

use crate::error::{AnnotateError, Place};
use crate::graph::{Graph, Key};
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
    for value in values {
        let role = value.key.role();
        let at = match &value.of {
            Some(id) => graph.find(role, id).ok_or_else(|| AnnotateError::Dangling {
                place: value.place.clone(),
                id: id.clone(),
                what: role.word(),
            })?,
            None => {
                let meant = |at: &usize| {
                    let mark = &graph.marks[*at];
                    mark.role == role && mark.spans.first() == Some(&value.at) && !parts.contains_key(at)
                };
                let found: Vec<usize> = (0..graph.marks.len()).filter(meant).collect();
                match found.as_slice() {
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
