//! What identifies a person in a text: one rule a file.

mod membership_number;

mod announced_membership;

mod email;

mod international_phone;

mod uk_phone;

mod american_phone;

mod announced_phone;

mod uk_postcode;

mod street_address;

mod house_in_place;

mod national;

mod candidate;

mod digits;

#[cfg(test)]
mod testing;

pub(crate) use candidate::Candidate;

use std::collections::BTreeMap;

use regex::Regex;
use sayso_model::{RedactionKind, Span};

use crate::PrivacyError;
use crate::people::any_name;
use crate::wordings::{IDENTIFIERS, Wordings};

/// Words that identify a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identifier {
    /// Where they stand.
    pub span: Span,
    /// What they are.
    pub kind: RedactionKind,
    /// The rule that found them.
    pub rule_id: &'static str,
}

/// One form of identifier.
pub(crate) struct Rule {
    pub(crate) id: &'static str,
    pub(crate) kind: RedactionKind,
    /// A pattern whose group `id` is the identifier. No part of it is without a bound, so that a text made to be slow is not.
    pub(crate) pattern: fn(&Wordings) -> String,
    /// Whether what the pattern found is one: what stands around it, check digits.
    pub(crate) accepts: fn(&Candidate<'_>) -> bool,
}

/// Every rule. Where two find the same words, the earlier one names them.
static RULES: &[&Rule] = &[
    &email::RULE,
    &membership_number::RULE,
    &announced_membership::RULE,
    &national::uk_national_insurance::RULE,
    &national::uk_nhs::RULE,
    &national::us_social_security::RULE,
    &national::ca_social_insurance::RULE,
    &national::ie_pps::RULE,
    &national::fr_nir::RULE,
    &national::de_steuer_id::RULE,
    &national::es_dni::RULE,
    &national::it_codice_fiscale::RULE,
    &national::nl_bsn::RULE,
    &national::be_rijksregister::RULE,
    &national::pl_pesel::RULE,
    &national::se_personnummer::RULE,
    &national::no_fodselsnummer::RULE,
    &national::dk_cpr::RULE,
    &national::fi_henkilotunnus::RULE,
    &national::br_cpf::RULE,
    &national::in_aadhaar::RULE,
    &international_phone::RULE,
    &uk_phone::RULE,
    &american_phone::RULE,
    &announced_phone::RULE,
    &uk_postcode::RULE,
    &street_address::RULE,
    &house_in_place::RULE,
];

/// How many letters and digits a word must have to be looked for in the rest of the text.
const SYMBOLS_OF_A_REPEAT: usize = 5;

/// A rule, ready for texts.
#[derive(Clone, Debug)]
pub(crate) struct Finder {
    rule: &'static Rule,
    pattern: Regex,
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.id)
    }
}

pub(crate) fn finders(wordings: &Wordings) -> Result<Vec<Finder>, PrivacyError> {
    RULES.iter().map(|rule| Finder::new(rule, wordings)).collect()
}

impl Finder {
    fn new(rule: &'static Rule, wordings: &Wordings) -> Result<Self, PrivacyError> {
        let pattern =
            Regex::new(&ascii_classes(&(rule.pattern)(wordings))).map_err(|error| PrivacyError::Pattern {
                file: IDENTIFIERS,
                rule: rule.id,
                message: error.to_string().replace('\n', " "),
            })?;
        Ok(Self { rule, pattern })
    }

    /// What the rule finds, in the order of the text.
    fn find(&self, wordings: &Wordings, text: &str) -> Vec<Identifier> {
        let mut found = Vec::new();
        let mut from = 0;
        while let Some(captures) = self.pattern.captures_at(text, from) {
            let (Some(whole), Some(id)) = (captures.get(0), captures.name("id")) else { break };
            let span = Span::between(id.start(), id.end());
            if (self.rule.accepts)(&Candidate { text, span, wordings }) {
                found.push(Identifier { span, kind: self.rule.kind, rule_id: self.rule.id });
                from = id.end().max(whole.start() + 1);
            } else {
                // something that begins within it may be one
                let first = text[whole.start()..].chars().next().map_or(1, char::len_utf8);
                from = whole.start() + first;
            }
        }
        found
    }
}

/// A pattern whose digits and edges of words are those of ASCII, for which the engine is many times faster. What stands around a
/// candidate is looked at by [`Candidate`], which knows all letters.
pub(crate) fn ascii_classes(pattern: &str) -> String {
    pattern.replace(r"\b", r"(?-u:\b)").replace(r"\d", "[0-9]")
}

pub(crate) fn find(finders: &[Finder], wordings: &Wordings, text: &str) -> Vec<Identifier> {
    let mut found: Vec<Identifier> = finders.iter().flat_map(|finder| finder.find(wordings, text)).collect();
    found.extend(repeats(&found, text, wordings));
    merge(found)
}

/// Joins what overlaps.
fn merge(mut found: Vec<Identifier>) -> Vec<Identifier> {
    // the sort is stable: of equal spans, the earlier rule's comes first
    found.sort_by_key(|identifier| identifier.span);
    let mut merged: Vec<Identifier> = Vec::with_capacity(found.len());
    for identifier in found {
        match merged.last_mut() {
            Some(last) if last.span.overlaps(identifier.span) => last.span = last.span.cover(identifier.span),
            _ => merged.push(identifier),
        }
    }
    merged
}

/// The same words where nothing announces them: "my number, L5550123, is not on the list".
fn repeats(found: &[Identifier], text: &str, wordings: &Wordings) -> Vec<Identifier> {
    let n_symbols = |words: &str| words.chars().filter(|symbol| symbol.is_alphanumeric()).count();
    let mut first: BTreeMap<String, &Identifier> = BTreeMap::new();
    for identifier in found {
        let words = &text[identifier.span.start_byte()..identifier.span.end_byte()];
        if n_symbols(words) >= SYMBOLS_OF_A_REPEAT {
            first.entry(folded(words)).or_insert(identifier);
        }
    }
    let mut again = Vec::new();
    for pattern in any_name(first.keys(), true) {
        for repeat in pattern.find_iter(text) {
            let span = Span::between(repeat.start(), repeat.end());
            let Some(identifier) = first.get(&folded(repeat.as_str())) else { continue };
            if (Candidate { text, span, wordings }).is_whole_word() {
                again.push(Identifier { span, kind: identifier.kind, rule_id: identifier.rule_id });
            }
        }
    }
    again
}

/// Words in which neither capitals nor the length of white space matter.
fn folded(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mask;
    use crate::words::english;
    use proptest::prelude::*;

    #[test]
    fn rules_have_names_of_their_own() {
        let names: std::collections::BTreeSet<&str> = RULES.iter().map(|rule| rule.id).collect();
        assert_eq!(names.len(), RULES.len());
    }

    /// Each near miss of one rule is a near miss of all: no rule takes what another one leaves.
    #[test]
    fn words_of_politics_are_no_identifiers() {
        let words = english();
        for text in [
            "In 2019, 453 cases out of 1,234,567 were heard, 1/12th of 1%.",
            "The motion fell by 303 votes to 322 on 12 March 2019 at 10.30 pm.",
            "It cost £1,250,000 (or $1.6m) between 2015-2019, 2016 and 2017.",
            "Ann Park, MP for Mid Northwick and East Kilmore, held it by 187 votes.",
            "#IStandWithAnnPark, said @AnnPark1 and @ann@politics.example.",
            "The Bill (HC 1234-5) passed on 01/02/2019 and 02.03.2019; see https://example.org/2019/03/12345678.",
            "A poll of 1,004 adults by phone on 7 May 2010 gave 36-29-23.",
            "Downing Street said that 10 Downing Street was open; Wall Street fell by 650 points.",
            "ISBN 978-0-306-40615-7, ISBN 0306406152, doi 10.1000/182.",
            "Membership rose to 540,000 members, a number no party had in 1964.",
        ] {
            let found = words.identifiers(text);
            let shown: Vec<_> = found
                .iter()
                .map(|found| (found.rule_id, &text[found.span.start_byte()..found.span.end_byte()]))
                .collect();
            assert_eq!(shown, [], "{text}");
        }
    }

    #[test]
    fn what_overlaps_is_one_and_repeats_are_found() {
        let words = english();
        let text = "(membership no. L5550123) My l5550123 is not L55501234. Tel. 020 7946 0958, and 020 7946 0958 again.";
        let masked = mask(text, words.identifiers(text).into_iter().map(|found| found.span));
        assert_eq!(
            masked,
            "(membership no. xxxxxxxx) My xxxxxxxx is not L55501234. Tel. xxx xxxx xxxx, and xxx xxxx xxxx again."
        );
    }

    proptest! {
        #[test]
        fn nothing_is_left_in_a_masked_text(text in "(membership no|tel|[ (,.:@+-]|[0-9]{1,5}|[A-Za-z]{1,3}|é|\n){0,24}") {
            let words = english();
            let found = words.identifiers(&text);
            prop_assert!(found.windows(2).all(|pair| pair[0].span.end_byte() <= pair[1].span.start_byte()));
            let masked = mask(&text, found.into_iter().map(|found| found.span));
            prop_assert_eq!(words.identifiers(&masked), vec![]);
        }
    }

    /// What a pattern can reach is bounded, so that a place of the text is looked at a bounded number of times: reading is linear,
    /// whatever the text.
    #[test]
    fn no_pattern_reaches_without_bound() {
        for finder in &finders(&english().wordings).unwrap() {
            let pattern = regex_syntax::parse(finder.pattern.as_str()).unwrap();
            let reach = pattern.properties().maximum_len();
            assert!(reach.is_some_and(|n_bytes| n_bytes < 1000), "{}: {reach:?}", finder.rule.id);
        }
    }
}
