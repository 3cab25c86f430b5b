//! Which language a text is in.

use whatlang::Lang;

/// Shorter texts are not guessed at: trigrams of a sentence or two mislead.
const MIN_CHARS: usize = 200;

/// The start of a text is enough; detection reads about 20 MB a second.
const SAMPLE_BYTES: usize = 4 * 1024;

/// BCP 47 tag of the language of `text`; `und` where the text is too short or the result is unsure.
pub(crate) fn detect(text: &str) -> &'static str {
    if text.chars().take(MIN_CHARS).count() < MIN_CHARS {
        return UNDETERMINED;
    }
    let sample = &text[..text.floor_char_boundary(SAMPLE_BYTES)];
    match whatlang::detect(sample) {
        Some(info) if info.is_reliable() => bcp_47(info.lang()),
        _ => UNDETERMINED,
    }
}

/// What BCP 47 says of a language that is not known.
const UNDETERMINED: &str = "und";

/// The tag of a language: BCP 47 asks for the two-letter code where there is one, and all of these have one.
fn bcp_47(lang: Lang) -> &'static str {
    match lang {
        Lang::Epo => "eo",
        Lang::Eng => "en",
        Lang::Rus => "ru",
        Lang::Cmn => "zh",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Ben => "bn",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Ukr => "uk",
        Lang::Kat => "ka",
        Lang::Ara => "ar",
        Lang::Hin => "hi",
        Lang::Jpn => "ja",
        Lang::Heb => "he",
        Lang::Yid => "yi",
        Lang::Pol => "pl",
        Lang::Amh => "am",
        Lang::Jav => "jv",
        Lang::Kor => "ko",
        Lang::Nob => "nb",
        Lang::Dan => "da",
        Lang::Swe => "sv",
        Lang::Fin => "fi",
        Lang::Tur => "tr",
        Lang::Nld => "nl",
        Lang::Hun => "hu",
        Lang::Ces => "cs",
        Lang::Ell => "el",
        Lang::Bul => "bg",
        Lang::Bel => "be",
        Lang::Mar => "mr",
        Lang::Kan => "kn",
        Lang::Ron => "ro",
        Lang::Slv => "sl",
        Lang::Hrv => "hr",
        Lang::Srp => "sr",
        Lang::Mkd => "mk",
        Lang::Lit => "lt",
        Lang::Lav => "lv",
        Lang::Est => "et",
        Lang::Tam => "ta",
        Lang::Vie => "vi",
        Lang::Urd => "ur",
        Lang::Tha => "th",
        Lang::Guj => "gu",
        Lang::Uzb => "uz",
        Lang::Pan => "pa",
        Lang::Aze => "az",
        Lang::Ind => "id",
        Lang::Tel => "te",
        Lang::Pes => "fa",
        Lang::Mal => "ml",
        Lang::Ori => "or",
        Lang::Mya => "my",
        Lang::Nep => "ne",
        Lang::Sin => "si",
        Lang::Khm => "km",
        Lang::Tuk => "tk",
        Lang::Aka => "ak",
        Lang::Zul => "zu",
        Lang::Sna => "sn",
        Lang::Afr => "af",
        Lang::Lat => "la",
        Lang::Slk => "sk",
        Lang::Cat => "ca",
        Lang::Tgl => "tl",
        Lang::Hye => "hy",
        Lang::Cym => "cy",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_long_texts_apart_and_leaves_short_ones() {
        let english = "The council met on Tuesday to discuss the plans for the harbour. ".repeat(5);
        let german = "Der Stadtrat hat am Dienstag über die Pläne für den Hafen beraten. ".repeat(5);
        assert_eq!(detect(&english), "en");
        assert_eq!(detect(&german), "de");
        assert_eq!(detect("The council met on Tuesday."), "und");
        assert_eq!(detect(&"1234567890 ".repeat(50)), "und");
    }

    #[test]
    fn every_language_has_a_two_letter_tag_of_its_own() {
        let tags: std::collections::BTreeSet<_> = Lang::all().iter().map(|lang| bcp_47(*lang)).collect();
        assert_eq!(tags.len(), Lang::all().len());
        assert!(tags.iter().all(|tag| tag.len() == 2));
    }
}
