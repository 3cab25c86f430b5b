//! Ids of whole layers: what tables publish, and what hand coding refers to.

use crate::{
    Actor, Document, Repeats, Segment, Span, Stance, Statement, join_parts, speaker_words, stance_id,
    statement_id,
};

/// Ids of statements, in the order of the list. They do not follow its order: repeats are numbered as a reader meets them.
pub fn statement_ids(document: &Document, segments: &[Segment], statements: &[Statement]) -> Vec<String> {
    let spans: Vec<Span> = statements.iter().map(Statement::outer).collect();
    ids_in_text_order(&spans, |at, repeats| {
        let speaker = speaker_words(segments, &statements[at]).map_or("", |span| document.slice(span));
        statement_id(document.id(), &join_parts(document, &statements[at].content), speaker, repeats)
    })
}

/// Ids of stances, in the order of the list; `actors` are those that their holders are indices of.
pub fn stance_ids(document: &Document, actors: &[Actor], stances: &[Stance]) -> Vec<String> {
    let spans: Vec<Span> = stances.iter().map(|stance| stance.evidence).collect();
    ids_in_text_order(&spans, |at, repeats| {
        let stance = &stances[at];
        let holder = stance.holder.and_then(|holder| actors.get(holder));
        let holder = holder.map_or("", |actor| actor.actor_id.as_str());
        stance_id(document.id(), document.slice(stance.evidence), holder, &stance.target_id, repeats)
    })
}

/// Makes an id for each of `spans`, in the order of the text, so that repeats are numbered as a reader meets them.
pub fn ids_in_text_order(spans: &[Span], mut id: impl FnMut(usize, &mut Repeats) -> String) -> Vec<String> {
    let mut repeats = Repeats::default();
    let mut ids = vec![String::new(); spans.len()];
    let mut order: Vec<usize> = (0..spans.len()).collect();
    order.sort_by_key(|at| spans[*at]);
    for at in order {
        ids[at] = id(at, &mut repeats);
    }
    ids
}
