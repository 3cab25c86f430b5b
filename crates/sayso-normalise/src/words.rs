//! Closed lists of words around names: titles, letters after names, particles, pronouns. Lower case, without full stops.

use sayso_model::SegmentType;

/// Titles that stand before a name.
pub(crate) const TITLES: &[&str] = &[
    "baron",
    "baroness",
    "brother",
    "captain",
    "chancellor",
    "cllr",
    "colonel",
    "comrade",
    "congressman",
    "congresswoman",
    "councillor",
    "dame",
    "deputy",
    "doña",
    "dr",
    "father",
    "frau",
    "general",
    "gov",
    "governor",
    "herr",
    "judge",
    "justice",
    "lady",
    "lord",
    "madam",
    "madame",
    "mayor",
    "minister",
    "miss",
    "mlle",
    "mme",
    "monsieur",
    "mr",
    "mrs",
    "ms",
    "mx",
    "premier",
    "president",
    "prof",
    "professor",
    "rabbi",
    "rep",
    "representative",
    "rev",
    "reverend",
    "secretary",
    "sen",
    "senator",
    "señor",
    "señora",
    "signor",
    "signora",
    "sir",
    "sister",
];

/// Words before a title that make it another one: "Prime Minister".
pub(crate) const OPENERS_OF_TITLES: &[&str] = &[
    "attorney", "chief", "defence", "finance", "first", "foreign", "health", "home", "interior", "prime",
    "vice",
];

/// Titles that are used with a given name.
pub(crate) const TITLES_OF_GIVEN_NAMES: &[&str] =
    &["brother", "comrade", "dame", "doña", "father", "lady", "lord", "sir", "sister"];

/// Titles of men.
pub(crate) const MASCULINE_TITLES: &[&str] = &[
    "baron",
    "brother",
    "congressman",
    "father",
    "herr",
    "lord",
    "monsieur",
    "mr",
    "señor",
    "signor",
    "sir",
];

/// Titles of women.
pub(crate) const FEMININE_TITLES: &[&str] = &[
    "baroness",
    "congresswoman",
    "dame",
    "doña",
    "frau",
    "lady",
    "madam",
    "madame",
    "miss",
    "mlle",
    "mme",
    "mrs",
    "ms",
    "señora",
    "signora",
    "sister",
];

/// Letters after a name that tell an office, honour or degree.
pub(crate) const LETTERS_AFTER_NAMES: &[&str] = &[
    "am", "ba", "bsc", "cbe", "esq", "frs", "kbe", "kc", "ma", "mbe", "mdb", "mdl", "mep", "mla", "mlas",
    "mp", "mpp", "mps", "ms", "msc", "msp", "obe", "phd", "qc", "td",
];

/// Suffixes that tell generations apart, each with the form in which they meet.
pub(crate) const GENERATIONS: &[(&str, &str)] = &[
    ("ii", "ii"),
    ("iii", "iii"),
    ("jnr", "jr"),
    ("jr", "jr"),
    ("junior", "jr"),
    ("senior", "sr"),
    ("snr", "sr"),
    ("sr", "sr"),
];

/// Words within a family name.
pub(crate) const PARTICLES: &[&str] = &[
    "al", "ap", "bin", "da", "dal", "de", "del", "della", "den", "der", "di", "dos", "du", "el", "ibn", "la",
    "le", "st", "te", "ten", "ter", "van", "von", "zu", "zum", "zur",
];

/// Pronouns of the one who speaks.
pub(crate) const FIRST_PERSON: &[&str] = &[
    "i",
    "i'd",
    "i'll",
    "i'm",
    "i've",
    "me",
    "mine",
    "my",
    "myself",
    "our",
    "ours",
    "ourselves",
    "us",
    "we",
    "we'd",
    "we'll",
    "we're",
    "we've",
];

/// Pronouns of the one who is addressed.
pub(crate) const SECOND_PERSON: &[&str] =
    &["you", "you'd", "you'll", "you're", "you've", "your", "yours", "yourself", "yourselves"];

/// Pronouns of one other person who is male.
pub(crate) const MASCULINE: &[&str] = &["he", "he'd", "he'll", "he's", "him", "himself", "his"];

/// Pronouns of one other person who is female.
pub(crate) const FEMININE: &[&str] = &["her", "hers", "herself", "she", "she'd", "she'll", "she's"];

/// Pronouns that name nobody by themselves.
pub(crate) const OTHER_PRONOUNS: &[&str] = &["that", "this", "who"];

/// Pronouns of a body or thing.
pub(crate) const NEUTER: &[&str] = &["it", "it's", "its", "itself"];

/// Pronouns of several people.
pub(crate) const PLURAL: &[&str] = &[
    "their",
    "theirs",
    "them",
    "themselves",
    "these",
    "they",
    "they'd",
    "they'll",
    "they're",
    "they've",
    "those",
];

/// All lists of pronouns.
pub(crate) const PRONOUNS: &[&[&str]] =
    &[FIRST_PERSON, SECOND_PERSON, MASCULINE, FEMININE, NEUTER, PLURAL, OTHER_PRONOUNS];

/// Words that open a phrase for several people who have no name of their own.
pub(crate) const OPENERS_OF_GROUPS: &[&str] = &[
    "all",
    "both",
    "campaigners",
    "citizens",
    "constituents",
    "critics",
    "dozens",
    "few",
    "hundreds",
    "many",
    "members",
    "most",
    "numerous",
    "opponents",
    "people",
    "protesters",
    "residents",
    "several",
    "some",
    "supporters",
    "thousands",
    "various",
    "voters",
];

/// Words that open a phrase for several people: "a group of MPs", "a number of residents".
pub(crate) const COLLECTIVES: &[&str] =
    &["couple", "crowd", "dozen", "group", "handful", "majority", "minority", "number", "series"];

/// Nouns that stand for several people without a plural's ending.
pub(crate) const PLURALS: &[&str] =
    &["children", "media", "men", "mps", "people", "police", "press", "women"];

/// Words for what speaks with the voice of the one it belongs to.
pub(crate) const OUTLETS: &[&str] = &[
    "account",
    "blog",
    "bulletin",
    "channel",
    "feed",
    "headquarters",
    "homepage",
    "newsletter",
    "office",
    "page",
    "podcast",
    "site",
    "spokesman",
    "spokespeople",
    "spokesperson",
    "spokeswoman",
    "website",
];

/// Nouns for one person of whom a text may tell no more: "a member of the union".
pub(crate) const PEOPLE: &[&str] = &[
    "activist",
    "aide",
    "ally",
    "campaigner",
    "candidate",
    "colleague",
    "constituent",
    "councillor",
    "critic",
    "delegate",
    "friend",
    "insider",
    "lawyer",
    "man",
    "member",
    "minister",
    "mp",
    "neighbour",
    "official",
    "opponent",
    "organiser",
    "person",
    "protester",
    "resident",
    "source",
    "student",
    "supporter",
    "teacher",
    "tenant",
    "volunteer",
    "voter",
    "witness",
    "woman",
    "worker",
];

/// Titles that an election gives.
pub(crate) const ELECTED_TITLES: &[&str] = &[
    "cllr",
    "congressman",
    "congresswoman",
    "councillor",
    "gov",
    "governor",
    "mayor",
    "premier",
    "president",
    "rep",
    "representative",
    "sen",
    "senator",
];

/// Titles of offices without election.
pub(crate) const OFFICIAL_TITLES: &[&str] = &["chancellor", "judge", "justice", "minister", "secretary"];

/// Words for what one writes, each with whether a letter, a post or a comment is meant, to tell who wrote it.
pub(crate) const WRITINGS: &[(&str, SegmentType)] = &[
    ("comment", SegmentType::Comment),
    ("letter", SegmentType::Letter),
    ("post", SegmentType::SocialPost),
    ("reply", SegmentType::Comment),
    ("tweet", SegmentType::SocialPost),
];

/// Words that may stand between a preposition and its noun.
pub(crate) const DETERMINERS: &[&str] =
    &["a", "an", "her", "his", "its", "my", "our", "the", "their", "this", "your"];

/// Words that put the holder of a role into another time, or make the role another one's.
pub(crate) const OTHER_TIMES: &[&str] = &[
    "erstwhile",
    "ex",
    "former",
    "future",
    "late",
    "next",
    "onetime",
    "past",
    "possible",
    "previous",
    "prospective",
    "then",
    "would",
];

/// Words that say something of the one who holds a role and leave the role as it is: "the embattled prime minister".
pub(crate) const QUALIFIERS: &[&str] = &[
    "beleaguered",
    "controversial",
    "current",
    "elected",
    "embattled",
    "incumbent",
    "new",
    "newly",
    "own",
    "popular",
    "present",
    "respected",
    "sitting",
    "unpopular",
    "veteran",
];

/// Prepositions that make what follows a part of another phrase.
pub(crate) const PREPOSITIONS: &[&str] =
    &["about", "against", "as", "at", "by", "for", "from", "in", "of", "on", "to", "with", "within"];

/// Words for kinds of bodies: with a capital and alone, they stand for a body named before.
pub(crate) const KINDS_OF_BODIES: &[&str] = &[
    "agency",
    "alliance",
    "army",
    "assembly",
    "association",
    "bank",
    "board",
    "branch",
    "bureau",
    "cabinet",
    "campaign",
    "centre",
    "chamber",
    "church",
    "club",
    "coalition",
    "college",
    "commission",
    "committee",
    "commons",
    "company",
    "conference",
    "congress",
    "council",
    "court",
    "department",
    "embassy",
    "executive",
    "federation",
    "force",
    "front",
    "government",
    "group",
    "house",
    "institute",
    "league",
    "left",
    "ministry",
    "movement",
    "network",
    "office",
    "organisation",
    "organization",
    "parliament",
    "party",
    "police",
    "press",
    "right",
    "school",
    "senate",
    "service",
    "society",
    "state",
    "treasury",
    "union",
    "university",
];

/// Last words of parties' names.
pub(crate) const PARTIES: &[&str] = &["partei", "parti", "partido", "partito", "party"];

/// Last words of parliaments' names.
pub(crate) const PARLIAMENTS: &[&str] = &[
    "assembly",
    "bundestag",
    "commons",
    "congress",
    "cortes",
    "dáil",
    "diet",
    "folketing",
    "knesset",
    "landtag",
    "nationalrat",
    "parliament",
    "riksdag",
    "sejm",
    "senate",
    "storting",
];

/// Words for things written that speak with the voice of the one who wrote them: "a letter by Ann Park".
pub(crate) const DOCUMENTS: &[&str] = &[
    "appeal",
    "article",
    "blog",
    "column",
    "comment",
    "email",
    "letter",
    "message",
    "note",
    "petition",
    "post",
    "reply",
    "report",
    "speech",
    "statement",
    "tweet",
];

/// Plurals that are no people.
pub(crate) const PLURAL_THINGS: &[&str] = &[
    "allegations",
    "articles",
    "claims",
    "comments",
    "documents",
    "events",
    "facts",
    "figures",
    "findings",
    "issues",
    "letters",
    "numbers",
    "papers",
    "polls",
    "posts",
    "questions",
    "records",
    "reports",
    "results",
    "rumours",
    "statistics",
    "studies",
    "surveys",
    "things",
    "tweets",
    "words",
];

/// Nouns for those near to the one who speaks: "my sister".
pub(crate) const RELATIVES: &[&str] = &[
    "aunt",
    "brother",
    "colleague",
    "cousin",
    "daughter",
    "father",
    "friend",
    "grandfather",
    "grandmother",
    "husband",
    "mother",
    "neighbour",
    "partner",
    "sister",
    "son",
    "uncle",
    "wife",
];
