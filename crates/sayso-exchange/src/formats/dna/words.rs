//! Words as DNA can hold them.

use std::collections::{HashMap, HashSet};

/// Labels, titles and the like must be shorter than 191 characters.
const MAX_CHARS: usize = 190;

/// Stands for a character beyond U+FFFF.
///
/// DNA's window counts UTF-16 units and its database counts code points; they agree only where no character needs two units.
const BOX: char = '\u{25A1}';

/// Makes words fit, and counts what it changed.
#[derive(Default)]
pub(super) struct Words {
    pub(super) n_boxes: usize,
    pub(super) n_shortened: usize,
}

impl Words {
    /// The text with a box for each character beyond U+FFFF: as many characters as before.
    pub(super) fn text(&mut self, text: &str) -> String {
        let fits = |symbol: char| symbol <= '\u{FFFF}';
        self.n_boxes += text.chars().filter(|symbol| !fits(*symbol)).count();
        text.chars().map(|symbol| if fits(symbol) { symbol } else { BOX }).collect()
    }

    /// The same for words of a line, and no longer than they may be: what is cut off is told by `…`.
    pub(super) fn line(&mut self, words: &str) -> String {
        let words = self.text(words);
        if words.chars().count() <= MAX_CHARS {
            return words;
        }
        self.n_shortened += 1;
        let kept: String = words.chars().take(MAX_CHARS - 1).collect();
        kept + "…"
    }
}

/// Names of things, each its own: the same name gives the same label, and other names give others, also where both are cut short.
#[derive(Default)]
pub(super) struct Labels {
    labels: HashMap<String, String>,
    taken: HashSet<String>,
}

impl Labels {
    pub(super) fn label(&mut self, words: &mut Words, name: &str) -> String {
        if let Some(label) = self.labels.get(name) {
            return label.clone();
        }
        let line = words.line(name);
        let numbered = |number: usize| {
            let number = format!(" ({number})");
            line.chars().take(MAX_CHARS - number.len()).collect::<String>() + &number
        };
        let mut candidates = std::iter::once(line.clone()).chain((2..).map(numbered));
        let label = candidates.find(|label| !self.taken.contains(label)).unwrap_or_default();
        self.taken.insert(label.clone());
        self.labels.insert(name.to_owned(), label.clone());
        label
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emoji_become_boxes_one_for_one() {
        let mut words = Words::default();
        assert_eq!(words.text("a🙂é👩‍👧"), "a□é□\u{200D}□");
        assert_eq!(words.n_boxes, 3);
    }

    #[test]
    fn lines_are_shorter_than_191_characters() {
        let mut words = Words::default();
        assert_eq!(words.line(&"é".repeat(190)), "é".repeat(190));
        assert_eq!(words.n_shortened, 0);
        assert_eq!(words.line(&"é".repeat(191)), "é".repeat(189) + "…");
        assert_eq!(words.n_shortened, 1);
    }

    #[test]
    fn names_that_look_alike_stay_apart() {
        let (mut words, mut labels) = (Words::default(), Labels::default());
        let long = "n".repeat(200);
        let first = labels.label(&mut words, &format!("{long}one"));
        let second = labels.label(&mut words, &format!("{long}two"));
        assert_ne!(first, second);
        assert!(second.chars().count() < 191 && second.ends_with(" (2)"), "{second}");
        assert_eq!(labels.label(&mut words, &format!("{long}one")), first);
        let (box_one, box_two) = (labels.label(&mut words, "🙂 (2)"), labels.label(&mut words, "🙂"));
        assert_eq!((box_one.as_str(), box_two.as_str()), ("□ (2)", "□"));
        assert_eq!(labels.label(&mut words, "🙃"), "□ (3)");
    }
}
