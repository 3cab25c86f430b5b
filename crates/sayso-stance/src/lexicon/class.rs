//! Classes of words as a set of bits.

/// A class of words. Each is a list in `words.toml` or `stances.toml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    Determiner,
    Preposition,
    Conjunction,
    Be,
    Have,
    Do,
    Modal,
    Negation,
    Supposition,
    Adverb,
    Relative,
    Possessive,
    Abbreviation,
    FirstPerson,
    SecondPerson,
    Bearer,
    Constituent,
    Partitive,
    OfWord,
    SuchAs,
    OnWord,
    Agent,
    Exclamation,
    Copula,
    Deed,
    Denial,
    Removal,
    None,
    Supposing,
    Demanding,
    Asked,
    Ascription,
    OnlyPredicate,
    Work,
    Enjoyment,
    Thanks,
    Infinitive,
    Clause,
    Particle,
    Intensifier,
    PassiveOnly,
    Claim,
    With,
    Feeling,
    Instead,
    Article,
    AscriptionAs,
    AskedOf,
    Lessening,
}

/// A set of classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Classes(u64);

impl Classes {
    pub(crate) fn insert(&mut self, class: Class) {
        self.0 |= 1 << class as u64;
    }

    pub(crate) fn has(self, class: Class) -> bool {
        self.0 & (1 << class as u64) != 0
    }

    pub(crate) fn has_any(self, classes: &[Class]) -> bool {
        classes.iter().any(|class| self.has(*class))
    }
}
