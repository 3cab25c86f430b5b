//! Finds: "the former" and "the latter" where no noun follows: one of the two who were named last.
//!
//! Why it is a mention: the words point at somebody or something named before. Which of the two, the normalise stage tells.
//!
//! Examples: see the tests. Source: coding guide, "Mentions and actors".

use sayso_model::MentionType;

use super::capitals::is_function_word;
use super::{Find, Rule, Scene};
use crate::language::Class;
use crate::reading::{Reading, TokenKind, Unit};

pub(super) const RULE: Rule = Rule { id: "of_two", confidence: 0.8, gives_way: true, find };

fn find(scene: &Scene) -> Vec<Find> {
    let reading = scene.reading;
    let mut finds = Vec::new();
    for unit in &reading.units {
        for at in unit.tokens.clone().skip(1).filter(|at| reading.has(*at, Class::OfTwo)) {
            let follows_the = reading.words(at - 1).eq_ignore_ascii_case("the");
            if follows_the && ends_phrase(reading, unit, at + 1) {
                let span = reading.span_of(at - 1..at + 1);
                finds.push(Find::new(span, MentionType::Nominal, None));
            }
        }
    }
    finds
}

/// Whether what stands here is no noun or adjective that the words would belong to: "the former minister".
fn ends_phrase(reading: &Reading, unit: &Unit, at: usize) -> bool {
    if at >= unit.tokens.end {
        return true;
    }
    match reading.tokens[at].kind {
        TokenKind::Clitic => true,
        TokenKind::Mark(mark) => !matches!(mark, '-' | '“' | '‘' | '"'),
        TokenKind::Word => {
            is_function_word(reading, at) || reading.verb_at(at).is_some_and(|(cue, ..)| cue.takes.clause)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::mentions::testing::check;

    #[test]
    fn hits() {
        check("The latter said so.", &["The latter/nominal"]);
        check(
            "It was about the former’s faith and the latter.",
            &["the former/nominal", "the latter/nominal"],
        );
        check("Of both, the former was late.", &["the former/nominal"]);
    }

    #[test]
    fn near_misses() {
        check("The former minister and the latter half of it", &[]);
        check("A former of the group", &[]);
    }
}
