//! Weights as text.

use std::fmt::Write;

/// Writes weights into a buffer of its own, because networks have many.
#[derive(Default)]
pub(super) struct Number {
    text: String,
}

impl Number {
    /// The shortest text that is read as the same number: `0.1`, `-2`.
    pub(super) fn told(&mut self, weight: f64) -> &str {
        self.text.clear();
        let whole = weight as i32;
        // whole numbers are most, and are faster written as such; writing to a text cannot fail
        let _ = if f64::from(whole) == weight {
            write!(self.text, "{whole}")
        } else {
            write!(self.text, "{weight}")
        };
        &self.text
    }
}

#[cfg(test)]
mod tests {
    use super::Number;

    #[test]
    fn weights_are_read_as_they_were() {
        let mut number = Number::default();
        for (weight, expected) in
            [(0.0, "0"), (-2.0, "-2"), (0.1, "0.1"), (1.0 / 3.0, "0.3333333333333333"), (4e9, "4000000000")]
        {
            assert_eq!(number.told(weight), expected);
            assert_eq!(expected.parse(), Ok(weight));
        }
    }
}
