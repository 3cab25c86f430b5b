//! Regular English inflection, from dictionary form to forms.

/// Third person, past, participle and -ing form of a regular verb.
pub(super) fn regular_verb(lemma: &str) -> [String; 4] {
    let past = if lemma.ends_with('e') {
        format!("{lemma}d")
    } else if let Some(stem) = consonant_y(lemma) {
        format!("{stem}ied")
    } else {
        format!("{lemma}ed")
    };
    let gerund = match lemma.strip_suffix('e') {
        Some(stem) if !lemma.ends_with("ee") => format!("{stem}ing"),
        _ => format!("{lemma}ing"),
    };
    [s_form(lemma), past.clone(), past, gerund]
}

/// Third person of a verb, or plural of a noun.
pub(super) fn s_form(lemma: &str) -> String {
    if let Some(stem) = consonant_y(lemma) {
        format!("{stem}ies")
    } else if ["s", "x", "z", "ch", "sh"].iter().any(|ending| lemma.ends_with(ending)) {
        format!("{lemma}es")
    } else {
        format!("{lemma}s")
    }
}

/// What stands before a final y that follows a consonant.
fn consonant_y(lemma: &str) -> Option<&str> {
    let stem = lemma.strip_suffix('y')?;
    stem.ends_with(|letter| !"aeiou".contains(letter)).then_some(stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_follow_the_spelling() {
        for (lemma, forms) in [
            ("claim", ["claims", "claimed", "claimed", "claiming"]),
            ("state", ["states", "stated", "stated", "stating"]),
            ("reply", ["replies", "replied", "replied", "replying"]),
            ("say", ["says", "sayed", "sayed", "saying"]),
            ("stress", ["stresses", "stressed", "stressed", "stressing"]),
            ("agree", ["agrees", "agreed", "agreed", "agreeing"]),
            ("preach", ["preaches", "preached", "preached", "preaching"]),
        ] {
            assert_eq!(regular_verb(lemma), forms.map(str::to_owned));
        }
    }
}
