//! Small documents for tests: invented people, a body or a comment, and a codebook of two issues.

use sayso_model::*;

use crate::{Found, Layers, Lexicon, Options, PolarityReader, Probabilities, Question, find};

const ACTORS: [(&str, &str, ActorType, &[&str]); 5] = [
    ("org-harbour-union", "Harbour Union", ActorType::Organisation, &["Union"]),
    ("per-ann-park", "Ann Park", ActorType::Person, &["Park"]),
    ("per-bo-lind", "Bo Lind", ActorType::Person, &["Lind"]),
    ("per-cy-voice", "Cy Voice", ActorType::Person, &[]),
    ("per-dee-author", "Dee Author", ActorType::Person, &[]),
];

const CY_VOICE: usize = 3;
const DEE_AUTHOR: usize = 4;

/// A document with its layers.
pub(crate) struct Sample {
    pub(crate) document: Document,
    segments: Vec<Segment>,
    pub(crate) extraction: Extraction,
    pub(crate) resolution: Resolution,
    issues: Vec<Issue>,
}

impl Sample {
    /// Running text by Cy Voice.
    pub(crate) fn body(text: &str) -> Self {
        Self::of(text, SegmentType::Body, CY_VOICE)
    }

    /// A comment by Cy Voice below a text by Dee Author.
    pub(crate) fn comment(text: &str) -> Self {
        Self::of(text, SegmentType::Comment, DEE_AUTHOR)
    }

    fn of(text: &str, segment_type: SegmentType, author: usize) -> Self {
        let document = Document::from_text("a.txt", text);
        let segment = Segment {
            segment_type,
            span: document.whole(),
            parent: None,
            author: Voice::Unknown,
            addressee: None,
            content: document.whole(),
            cue: None,
            date: None,
            rule_id: "test",
        };
        let mut found: Vec<(Span, usize)> = Vec::new();
        for (nth, (_, name, _, short)) in ACTORS.iter().enumerate() {
            for words in std::iter::once(name).chain(*short) {
                for (at, _) in text.match_indices(words) {
                    let span = Span::of_length(at, words.len());
                    if !found.iter().any(|(known, _)| known.overlaps(span)) {
                        found.push((span, nth));
                    }
                }
            }
        }
        found.sort();
        let mentions = found.iter().map(|(span, _)| mention(*span)).collect();
        Self {
            segments: vec![segment],
            extraction: Extraction { mentions, ..Extraction::default() },
            resolution: Resolution {
                actors: ACTORS.iter().map(|(id, name, kind, short)| actor(id, name, *kind, short)).collect(),
                mention_actors: found.iter().map(|(_, actor)| Some(*actor)).collect(),
                author_actors: vec![Some(CY_VOICE)],
                addressee_actors: vec![None],
                document_author: Some(author),
                ..Resolution::default()
            },
            issues: issues(),
            document,
        }
    }

    /// The same text in which Cy Voice is quoted as saying `words`, in the body of Dee Author.
    pub(crate) fn quoting(mut self, words: &str) -> Self {
        self.extraction.statements.push(Statement {
            segment: 0,
            inside: None,
            content: vec![self.span(words)],
            cue: Vec::new(),
            cue_lemma: None,
            speaker: Speaker::Unknown,
            addressee: None,
            mode: Mode::Direct,
            act: Act::Speech,
            is_negated: false,
            is_hypothetical: false,
            method: Method::Rule,
            rule_id: "test".to_owned(),
            confidence: None,
            review_status: ReviewStatus::Auto,
        });
        self.resolution.speaker_actors.push(Some(CY_VOICE));
        self.resolution.author_actors = vec![Some(DEE_AUTHOR)];
        self
    }

    pub(crate) fn layers(&self) -> Layers<'_> {
        Layers {
            document: &self.document,
            segments: &self.segments,
            extraction: &self.extraction,
            resolution: &self.resolution,
            issues: &self.issues,
        }
    }

    /// Where `words` come first.
    pub(crate) fn span(&self, words: &str) -> Span {
        Span::of_length(self.document.text().find(words).unwrap(), words.len())
    }

    pub(crate) fn find_with(&self, reader: Option<&dyn PolarityReader>, options: &Options) -> Found {
        find(self.layers(), &Lexicon::english().unwrap(), reader, options)
    }

    /// The rows as "holder > target polarity", sorted.
    pub(crate) fn rows(&self, reader: Option<&dyn PolarityReader>, options: &Options) -> Vec<String> {
        let found = self.find_with(reader, options);
        let names = |id: &str| {
            let actor = ACTORS.iter().find(|(known, ..)| *known == id);
            actor.map_or(id.to_owned(), |(_, name, ..)| (*name).to_owned())
        };
        let mut rows: Vec<String> = found
            .stances
            .iter()
            .map(|stance| {
                let holder = stance.holder.map_or("?", |holder| ACTORS[holder].1);
                let polarity = stance.polarity.map_or("abstained", Polarity::as_str);
                let derived = if stance.derived_from.is_some() { " (derived)" } else { "" };
                format!("{holder} > {} {polarity}{derived}", names(&stance.target_id))
            })
            .collect();
        rows.sort();
        rows
    }
}

/// Frames alone find these rows in a text by Cy Voice.
pub(crate) fn check(text: &str, expected: &[&str]) {
    compare(&Sample::body(text), expected);
}

/// Frames alone find these rows in a comment by Cy Voice below a text by Dee Author.
pub(crate) fn check_comment(text: &str, expected: &[&str]) {
    compare(&Sample::comment(text), expected);
}

fn compare(sample: &Sample, expected: &[&str]) {
    let mut expected = expected.to_vec();
    expected.sort_unstable();
    assert_eq!(sample.rows(None, &Options::default()), expected, "{}", sample.document.text());
}

/// A reader that answers as it is told: support, oppose, neutral.
pub(crate) fn reader<F: Fn((&str, &str)) -> Option<(f32, f32, f32)> + Sync>(
    answer: F,
) -> impl PolarityReader {
    struct Told<F>(F);
    impl<F: Fn((&str, &str)) -> Option<(f32, f32, f32)> + Sync> PolarityReader for Told<F> {
        fn name(&self) -> &str {
            "told-1"
        }

        fn read(&self, text: &str, questions: &[Question]) -> Vec<Option<Probabilities>> {
            let words = |span: Span| &text[span.start_byte()..span.end_byte()];
            let answers =
                questions.iter().map(|question| (self.0)((words(question.sentence), words(question.target))));
            answers
                .map(|answer| {
                    answer.map(|(support, oppose, neutral)| Probabilities { support, oppose, neutral })
                })
                .collect()
        }
    }
    Told(answer)
}

fn mention(span: Span) -> Mention {
    Mention {
        span,
        mention_type: MentionType::Name,
        kind: None,
        method: Method::Rule,
        rule_id: "test".to_owned(),
        confidence: None,
        stands_for: None,
    }
}

fn actor(id: &str, name: &str, actor_type: ActorType, short: &[&str]) -> Actor {
    let names = std::iter::once(&name).chain(short).map(|name| ActorName {
        name: (*name).to_owned(),
        name_type: NameType::Name,
        is_observed: true,
        source: NameSource::Registry,
    });
    Actor {
        actor_id: id.to_owned(),
        actor_type,
        name: name.to_owned(),
        sort_name: None,
        given_name: None,
        family_name: None,
        honorific_prefix: None,
        classification: None,
        wikidata_id: None,
        public_role: PublicRole::Unknown,
        is_registered: true,
        names: names.collect(),
        identifiers: Vec::new(),
    }
}

fn issues() -> Vec<Issue> {
    let words = |words: &[&str]| words.iter().map(|words| (*words).to_owned()).collect();
    let toll = Issue {
        issue_id: "bridge-toll".to_owned(),
        label: "the bridge toll".to_owned(),
        definition: None,
        parent_id: None,
        wordings: words(&["bridge toll"]),
        against: words(&["free crossing"]),
        says_for: words(&["fair price for a bridge"]),
        says_against: words(&["foisted the toll"]),
    };
    let suspension = Issue {
        issue_id: "lind-suspension".to_owned(),
        label: "suspension of Bo Lind".to_owned(),
        wordings: Vec::new(),
        against: Vec::new(),
        says_for: Vec::new(),
        says_against: Vec::new(),
        ..toll.clone()
    };
    let boycott = Issue {
        issue_id: "union-boycott".to_owned(),
        label: "boycott of the union".to_owned(),
        wordings: words(&["boycotted the Harbour Union"]),
        ..suspension.clone()
    };
    vec![toll, suspension, boycott]
}
