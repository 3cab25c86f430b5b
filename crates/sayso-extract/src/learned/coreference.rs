//! All that the model sees of who is who, before it is held against the names that are published: to measure it.

use sayso_model::Span;

use super::Model;
use crate::error::ExtractError;

impl Model {
    /// Every nominal and pronoun of `text` with the words that it most likely points back at; published links are the surest of these.
    ///
    /// In text order. What points at nothing is left out.
    ///
    /// # Errors
    /// [`ExtractError::Model`] for a text that the tokeniser does not take.
    pub fn links(&self, text: &str) -> Result<Vec<(Span, Span)>, ExtractError> {
        let findings = self.read_whole(text)?;
        let link = |at: usize| {
            let (antecedent, _) = findings.antecedent(at)?;
            Some((findings.mentions[at].span, findings.mentions[antecedent].span))
        };
        Ok((0..findings.mentions.len()).filter_map(link).collect())
    }
}

#[cfg(test)]
mod tests {
    use crate::learned::testing::MODEL;

    #[test]
    fn pronouns_point_back() {
        let text = "Orla Quill came late. She said that she was tired.";
        let links: Vec<(&str, &str)> = MODEL
            .links(text)
            .unwrap()
            .into_iter()
            .map(|(anaphor, antecedent)| {
                (
                    &text[anaphor.start_byte()..anaphor.end_byte()],
                    &text[antecedent.start_byte()..antecedent.end_byte()],
                )
            })
            .collect();
        assert!(links.contains(&("She", "Orla Quill")), "{links:?}");
    }
}
