//! Regular English inflection, from dictionary form to forms.

/// Third person, past, participle and -ing form of a regular verb.
pub fn regular_verb(lemma: &str) -> [String; 4] {
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
pub fn s_form(lemma: &str) -> String {
    if let Some(stem) = consonant_y(lemma) {
        format!("{stem}ies")
    } else if ["s", "x", "z", "ch", "sh"].iter().any(|ending| lemma.ends_with(ending)) {
        format!("{lemma}es")
    } else {
        format!("{lemma}s")
    }
}

/// What a regular word has in all its forms, for comparing words: "allegation" of "allegations", "desert" of "deserted".
pub fn stem(word: &str) -> String {
    let is_long = |stem: &str| stem.chars().count() >= 4;
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| is_long(stem)) {
        return format!("{stem}y");
    }
    for ending in ["ing", "ed", "es", "s"] {
        let Some(stem) = word.strip_suffix(ending).filter(|stem| is_long(stem)) else { continue };
        let is_sibilant = ["s", "x", "z", "ch", "sh"].iter().any(|sound| stem.ends_with(sound));
        match ending {
            "s" if stem.ends_with('s') || stem.ends_with("ou") || stem.ends_with('i') => continue,
            "es" if !is_sibilant => continue,
            _ => return stem.trim_end_matches('e').to_owned(),
        }
    }
    if is_long(word) { word.trim_end_matches('e').to_owned() } else { word.to_owned() }
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
    fn forms_of_a_word_have_one_stem() {
        for forms in [
            &["allegation", "allegations"][..],
            &["desert", "deserts", "deserted", "deserting"],
            &["impose", "imposes", "imposed", "imposing"],
            &["policy", "policies"],
            &["crisis"],
            &["racism"],
            &["class", "classes"],
        ] {
            assert!(forms.iter().all(|form| stem(form) == stem(forms[0])), "{forms:?}");
        }
        assert_ne!(stem("rights"), stem("rites"));
        assert_eq!(stem("as"), "as");
    }

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
