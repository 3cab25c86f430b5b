//! Where actors are named.

use super::{Layers, Token};

/// The longest resolved mention that starts at each token, and the longest that ends there.
#[allow(clippy::type_complexity, reason = "the two lists that the scene holds")]
pub(super) fn index(
    layers: &Layers<'_>,
    tokens: &[Token],
) -> (Vec<Option<(usize, usize)>>, Vec<Option<(usize, usize)>>) {
    let mut starts: Vec<Option<(usize, usize)>> = vec![None; tokens.len()];
    let mut ends: Vec<Option<(usize, usize)>> = vec![None; tokens.len()];
    let actors = &layers.resolution.mention_actors;
    for (mention, actor) in layers.extraction.mentions.iter().zip(actors) {
        let Some(actor) = *actor else { continue };
        // a name inside a hashtag or a compound is part of a token
        let from = tokens.partition_point(|token| token.span.end_byte() <= mention.span.start_byte());
        let to = tokens.partition_point(|token| token.span.start_byte() < mention.span.end_byte());
        // what goes beyond a sentence is no name
        if from >= to
            || tokens[from].sentence != tokens[to - 1].sentence
            || !mention.span.contains(tokens[from].span)
            || !mention.span.contains(tokens[to - 1].span)
        {
            continue;
        }
        if starts[from].is_none_or(|(_, end)| end < to) {
            starts[from] = Some((actor, to));
        }
        if ends[to - 1].is_none_or(|(_, start)| start > from) {
            ends[to - 1] = Some((actor, from));
        }
    }
    (starts, ends)
}
