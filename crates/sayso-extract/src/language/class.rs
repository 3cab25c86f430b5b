//! Classes of words as a set of bits.

/// A class of words. Each is a list in `words.toml`, `names.toml` or `roles.toml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    SubjectPronoun,
    FirstPerson,
    ObjectPronoun,
    Possessive,
    Relative,
    PluralPronoun,
    Determiner,
    Preposition,
    Conjunction,
    Be,
    Have,
    Do,
    Modal,
    Negation,
    NegativeSubject,
    Supposition,
    Adverb,
    Question,
    ClauseSubject,
    Continuative,
    ContinuativeOn,
    SentenceStarter,
    Calendar,
    Abbreviation,
    Title,
    PostNominal,
    Suffix,
    Particle,
    OrganisationHead,
    SmallHead,
    OrganisationOpener,
    OrganisationJoin,
    Place,
    NotName,
    GivenName,
    Role,
    Elective,
    Membership,
    Leaver,
    PublicOccupation,
    PrivateWord,
    RoleModifier,
    Former,
    RoleJoin,
    Copula,
    BodyNoun,
    Naming,
    MadeUp,
    Assumption,
    Maker,
    Work,
    Affiliating,
    Ending,
    People,
    Thing,
    OfTwo,
    OfWomen,
    OfMen,
    Collective,
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
