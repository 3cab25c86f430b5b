//! Statements put in order and nested.

use sayso_model::{Mode, Span, Statement};

/// Sorts statements, drops repeats and sets which statement each stands in.
pub(crate) fn nest(mut statements: Vec<Statement>) -> Vec<Statement> {
    statements.sort_by(|one, other| {
        let key = |statement: &Statement| (statement.outer(), statement.mode != Mode::Block);
        key(one)
            .cmp(&key(other))
            .then_with(|| other.confidence.unwrap_or(1.0).total_cmp(&one.confidence.unwrap_or(1.0)))
    });
    statements.dedup_by(|later, earlier| later.content == earlier.content && later.cue == earlier.cue);
    // Statements whose content is not over yet, outermost first.
    let mut open: Vec<usize> = Vec::new();
    for at in 0..statements.len() {
        let outer = statements[at].outer();
        while open.last().is_some_and(|last| statements[*last].outer().end_byte() <= outer.start_byte()) {
            open.pop();
        }
        let whole = statements[at].cue.iter().fold(outer, |whole, cue| whole.cover(*cue));
        let holder = open
            .iter()
            .rev()
            .take(MAX_NESTING)
            .copied()
            .find(|holder| holds(&statements[*holder], outer, whole, &statements[at]));
        statements[at].inside = holder;
        open.push(at);
    }
    statements
}

/// Deeper nesting is not looked for.
const MAX_NESTING: usize = 16;

/// Whether one part of `holder` contains the other statement, with its cue unless the cue is layout.
fn holds(holder: &Statement, outer: Span, whole: Span, inner: &Statement) -> bool {
    let needed = if inner.mode == Mode::Block { outer } else { whole };
    let is_same = holder.content == inner.content && holder.mode == inner.mode;
    !is_same && holder.content.iter().any(|part| part.contains(needed))
}

#[cfg(test)]
mod tests {
    use sayso_model::Speaker;

    use crate::testing::body;
    use crate::{Language, Names, extract};

    /// Each statement's speaker, and the speaker of the one it stands in.
    fn check(text: &str, expected: &[(&str, Option<&str>)]) {
        let (document, segments) = body(text);
        let extraction =
            extract(&document, &segments, &Language::english().unwrap(), &Names::default(), None);
        let speaker = |at: usize| match extraction.statements[at].speaker {
            Speaker::Named(span) => document.slice(span),
            _ => "?",
        };
        let found: Vec<_> = (0..extraction.statements.len())
            .map(|at| (speaker(at), extraction.statements[at].inside.map(speaker)))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn speech_within_speech_is_inside() {
        check(
            "Nora Hart said: “He told me: ‘They say that it is late.’”",
            &[("Nora Hart", None), ("He", Some("Nora Hart")), ("They", Some("He"))],
        );
        check("She says that he claims that it was late.", &[("She", None), ("he", Some("She"))]);
    }

    #[test]
    fn one_after_the_other_is_not() {
        check("“It was late,” she said. “Why?” he asked.", &[("she", None), ("he", None)]);
    }
}
