//! The shape of a language's files.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::Class;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CuesFile {
    pub(super) verbs: Vec<VerbGroup>,
    #[serde(default)]
    pub(super) irregular: BTreeMap<Spanned<String>, [String; 4]>,
    #[serde(default)]
    pub(super) nouns: Vec<NounGroup>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct VerbGroup {
    pub(super) act: Spanned<String>,
    pub(super) takes: Vec<Spanned<String>>,
    pub(super) lemmas: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NounGroup {
    pub(super) act: Spanned<String>,
    pub(super) lemmas: Vec<Spanned<String>>,
}

/// Declares a file of word lists: each list beside the class it fills.
macro_rules! word_lists {
    ($name:ident { $($list:ident => $class:ident,)+ } $($rest:ident)?) => {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(super) struct $name {
            $(pub(super) $list: Vec<Spanned<String>>,)+
            $(pub(super) $rest: Vec<Spanned<String>>,)?
        }

        impl $name {
            pub(super) fn lists(&self) -> Vec<(&'static str, Class, &[Spanned<String>])> {
                vec![$((stringify!($list), Class::$class, &self.$list),)+]
            }
        }
    };
}

word_lists! { WordsFile {
    subject_pronouns => SubjectPronoun,
    first_person => FirstPerson,
    object_pronouns => ObjectPronoun,
    possessives => Possessive,
    relatives => Relative,
    plural_pronouns => PluralPronoun,
    of_two => OfTwo,
    collectives => Collective,
    determiners => Determiner,
    prepositions => Preposition,
    conjunctions => Conjunction,
    be_forms => Be,
    have_forms => Have,
    do_forms => Do,
    modals => Modal,
    negations => Negation,
    negative_subjects => NegativeSubject,
    suppositions => Supposition,
    adverbs => Adverb,
    questions => Question,
    clause_subjects => ClauseSubject,
    continuatives => Continuative,
    continuatives_on => ContinuativeOn,
    sentence_starters => SentenceStarter,
    calendar => Calendar,
    abbreviations => Abbreviation,
} }

word_lists! { NamesFile {
    titles => Title,
    post_nominals => PostNominal,
    suffixes => Suffix,
    particles => Particle,
    organisation_heads => OrganisationHead,
    small_heads => SmallHead,
    organisation_openers => OrganisationOpener,
    organisation_joins => OrganisationJoin,
    place_words => Place,
    not_names => NotName,
    peoples => People,
    things => Thing,
} long_titles }

word_lists! { GivenNamesFile {
    given_names => GivenName,
    of_women => OfWomen,
    of_men => OfMen,
} }

word_lists! { RoleWords {
    roles => Role,
    elective => Elective,
    memberships => Membership,
    leavers => Leaver,
    public_occupations => PublicOccupation,
    private_words => PrivateWord,
    role_modifiers => RoleModifier,
    former => Former,
    role_joins => RoleJoin,
    copulas => Copula,
    body_nouns => BodyNoun,
    namings => Naming,
    made_up => MadeUp,
    assumptions => Assumption,
    makers => Maker,
    works => Work,
    affiliating => Affiliating,
    endings => Ending,
} }

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RolesFile {
    pub(super) words: RoleWords,
    pub(super) offices: Vec<OfficeForm>,
    pub(super) frames: Vec<FrameForm>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OfficeForm {
    pub(super) words: Vec<Spanned<String>>,
    pub(super) role: String,
    pub(super) body: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FrameForm {
    pub(super) verbs: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) links: Vec<String>,
    pub(super) role: String,
    pub(super) turn: Spanned<String>,
}
