//! One document's layers with what several tables need of them: ids, code-point positions, whose voice a place is.

use sayso_model::{
    Actor, Span, Statement, affiliation_id, ids_in_text_order, mention_id, segment_id, stance_ids,
    statement_ids,
};

use crate::Layers;
use crate::voices::InnermostSegments;

/// Where something stands, as tables tell it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub(crate) start_char: i64,
    pub(crate) end_char: i64,
    pub(crate) start_byte: i64,
    pub(crate) end_byte: i64,
}

/// One document's layers, with an id for each row. The lists of ids run parallel to the layers' lists.
pub(crate) struct View<'a> {
    pub(crate) layers: &'a Layers<'a>,
    pub(crate) segments_in_text_order: Vec<usize>,
    pub(crate) segment_ids: Vec<String>,
    pub(crate) mention_ids: Vec<String>,
    pub(crate) statement_ids: Vec<String>,
    pub(crate) stance_ids: Vec<String>,
    pub(crate) affiliation_ids: Vec<String>,
    innermost: InnermostSegments,
}

impl<'a> View<'a> {
    pub(crate) fn new(layers: &'a Layers<'a>) -> Self {
        let document = layers.document;
        let spans: Vec<Span> = layers.segments.iter().map(|segment| segment.span).collect();
        Self {
            layers,
            segments_in_text_order: text_order(&spans),
            segment_ids: segment_ids(layers, &spans),
            mention_ids: mention_ids(layers),
            statement_ids: statement_ids(document, layers.segments, &layers.extraction.statements),
            stance_ids: stance_ids(document, &layers.resolution.actors, layers.stances),
            affiliation_ids: affiliation_ids(layers),
            innermost: InnermostSegments::new(layers.segments),
        }
    }

    /// A span's positions in code points and bytes.
    pub(crate) fn place(&self, span: Span) -> Place {
        let (start_char, end_char) = self.layers.document.char_range(span);
        Place {
            start_char: count(start_char),
            end_char: count(end_char),
            start_byte: count(span.start_byte()),
            end_byte: count(span.end_byte()),
        }
    }

    /// The actor with that index.
    pub(crate) fn actor(&self, actor: Option<usize>) -> Option<&'a Actor> {
        self.layers.resolution.actors.get(actor?)
    }

    /// Id of the actor with that index.
    pub(crate) fn actor_id(&self, actor: Option<usize>) -> Option<&'a str> {
        Some(self.actor(actor)?.actor_id.as_str())
    }

    /// Id of the segment with that index.
    pub(crate) fn segment_id(&self, segment: usize) -> Option<&str> {
        self.segment_ids.get(segment).map(String::as_str)
    }

    /// The segment with the smallest extent that holds the byte.
    pub(crate) fn segment_at(&self, at_byte: usize) -> Option<usize> {
        self.innermost.at(at_byte)
    }

    pub(crate) fn author_of(&self, segment: usize) -> Option<usize> {
        entry(&self.layers.resolution.author_actors, segment)
    }

    pub(crate) fn addressee_of(&self, segment: usize) -> Option<usize> {
        entry(&self.layers.resolution.addressee_actors, segment)
    }

    pub(crate) fn mentioned(&self, mention: usize) -> Option<usize> {
        entry(&self.layers.resolution.mention_actors, mention)
    }

    pub(crate) fn speaker_of(&self, statement: usize) -> Option<usize> {
        entry(&self.layers.resolution.speaker_actors, statement)
    }

    pub(crate) fn spoken_to(&self, statement: usize) -> Option<usize> {
        entry(&self.layers.resolution.statement_addressee_actors, statement)
    }

    /// Words of a statement's content: runs between white space.
    pub(crate) fn n_words(&self, statement: &Statement) -> i64 {
        let is_word = |run: &&str| run.contains(char::is_alphanumeric);
        let words =
            |part: &Span| self.layers.document.slice(*part).split_whitespace().filter(is_word).count();
        count(statement.content.iter().map(words).sum())
    }

    /// Date of the segment in which a statement stands, where the segment shows one.
    pub(crate) fn date_of(&self, statement: &Statement) -> Option<&'a str> {
        self.layers.segments.get(statement.segment)?.date.as_deref()
    }
}

/// A number of things as tables hold it.
pub(crate) fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

fn entry(actors: &[Option<usize>], at: usize) -> Option<usize> {
    actors.get(at).copied().flatten()
}

/// Indices of `spans` in the order of the text.
fn text_order(spans: &[Span]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..spans.len()).collect();
    order.sort_by_key(|at| spans[*at]);
    order
}

fn segment_ids(layers: &Layers<'_>, spans: &[Span]) -> Vec<String> {
    let document = layers.document;
    ids_in_text_order(spans, |at, repeats| {
        let segment = &layers.segments[at];
        segment_id(document.id(), &segment.segment_type.to_string(), document.slice(segment.span), repeats)
    })
}

fn mention_ids(layers: &Layers<'_>) -> Vec<String> {
    let document = layers.document;
    let spans: Vec<Span> = layers.extraction.mentions.iter().map(|mention| mention.span).collect();
    ids_in_text_order(&spans, |at, repeats| mention_id(document.id(), document.slice(spans[at]), repeats))
}

fn affiliation_ids(layers: &Layers<'_>) -> Vec<String> {
    let document = layers.document;
    let resolution = layers.resolution;
    let spans: Vec<Span> = resolution.affiliations.iter().map(|affiliation| affiliation.evidence).collect();
    ids_in_text_order(&spans, |at, repeats| {
        let affiliation = &resolution.affiliations[at];
        let [member, organisation] =
            [affiliation.member, affiliation.organisation].map(|actor| &resolution.actors[actor].actor_id);
        affiliation_id(document.id(), document.slice(affiliation.evidence), member, organisation, repeats)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::Sample;

    #[test]
    fn ids_do_not_follow_the_order_of_the_layers() {
        let sample = Sample::letter();
        let mut turned = Sample::letter();
        turned.stances.reverse();
        let (layers, turned_layers) = (sample.layers(), turned.layers());
        let mut ids = View::new(&turned_layers).stance_ids;
        ids.reverse();
        assert_eq!(View::new(&layers).stance_ids, ids);
    }
}
