//! Who is for or against whom or what.
//!
//! The holder is known before anything is read: a statement's speaker, or the author of a segment. So is the target: an actor whom
//! the text mentions there, or an issue of the researcher's codebook. What is left to find is the polarity. Frames ("supports", "her
//! opposition to", "should resign") come first: they bind holder and target by rule. A learned reader, where there is one, is asked
//! about the targets that are left, and abstains where it is not sure. In the end each holder and target of a document has one row,
//! with all its evidence.
//!
//! # Examples
//! ```
//! use sayso_stance::{Layers, Lexicon, Options, find};
//! # use sayso_model::*;
//! let text = "Ann Park, a strong supporter of Bo Lind, spoke.";
//! let document = Document::from_text("a.txt", text);
//! # let mention = |words: &str| Mention {
//! #     span: Span::of_length(text.find(words).unwrap(), words.len()),
//! #     mention_type: MentionType::Name,
//! #     kind: None,
//! #     method: Method::Rule,
//! #     rule_id: "name".to_owned(),
//! #     confidence: None,
//! #     stands_for: None,
//! # };
//! # let actor = |id: &str, name: &str| Actor {
//! #     actor_id: id.to_owned(),
//! #     actor_type: ActorType::Person,
//! #     name: name.to_owned(),
//! #     sort_name: None,
//! #     given_name: None,
//! #     family_name: None,
//! #     honorific_prefix: None,
//! #     classification: None,
//! #     wikidata_id: None,
//! #     public_role: PublicRole::Unknown,
//! #     is_registered: false,
//! #     names: Vec::new(),
//! #     identifiers: Vec::new(),
//! # };
//! # let segments = [Segment {
//! #     segment_type: SegmentType::Body,
//! #     span: document.whole(),
//! #     parent: None,
//! #     author: Voice::Unknown,
//! #     addressee: None,
//! #     content: document.whole(),
//! #     cue: None,
//! #     date: None,
//! #     rule_id: "body",
//! # }];
//! # let extraction = Extraction { mentions: vec![mention("Ann Park"), mention("Bo Lind")], ..Extraction::default() };
//! # let resolution = Resolution {
//! #     actors: vec![actor("per-ann-park", "Ann Park"), actor("per-bo-lind", "Bo Lind")],
//! #     mention_actors: vec![Some(0), Some(1)],
//! #     author_actors: vec![None],
//! #     ..Resolution::default()
//! # };
//! let layers = Layers { document: &document, segments: &segments, extraction: &extraction, resolution: &resolution, issues: &[] };
//! let found = find(layers, &Lexicon::english()?, None, &Options::default());
//! assert_eq!(found.stances[0].target_id, "per-bo-lind");
//! assert_eq!(found.stances[0].polarity, Some(Polarity::Support));
//! # Ok::<(), sayso_stance::StanceError>(())
//! ```

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

mod learned;

mod polarity_reader;

pub use learned::Learned;
mod scene;

mod frames;

mod readings;

mod aggregate;

mod draft;

mod lexicon;

mod error;

#[cfg(test)]
mod testing;

pub use error::StanceError;
pub use lexicon::Lexicon;
pub use polarity_reader::{PolarityReader, Probabilities, Question};
pub use scene::Layers;

use sayso_model::Stance;

use scene::Scene;

/// How sure a stance must be where nothing else is asked for.
pub const DEFAULT_MIN_CONFIDENCE: f64 = 0.5;

/// The same for what only the learned reader says. On NewsMTSC's development parts 0.72 gives precision 0.87; letters and blogs are
/// further from what it was trained on, so that more is asked of it.
pub const DEFAULT_READER_MIN_CONFIDENCE: f64 = 0.9;

/// Why no position was given: the reader's answer is not sure enough.
const LOW_CONFIDENCE: &str = "low_confidence";

/// Why no position was given: the reader could not read the sentence.
const UNREADABLE: &str = "unreadable";

/// Which stances are wanted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// How sure a stance must be, from 0 to 1.
    pub min_confidence: f64,
    /// The same for what only the learned reader says.
    pub reader_min_confidence: f64,
    /// Whether a holder and target of which nothing sure is known have a row without a position.
    pub keep_abstained: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            min_confidence: DEFAULT_MIN_CONFIDENCE,
            reader_min_confidence: DEFAULT_READER_MIN_CONFIDENCE,
            keep_abstained: false,
        }
    }
}

/// What was found in one document.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// One for each holder and target, in text order of the surest evidence.
    pub stances: Vec<Stance>,
    /// Counts for the coverage table: counter name, number.
    pub coverage: Vec<(&'static str, u64)>,
}

/// Finds who is for or against whom or what in one document.
///
/// Depends on its arguments alone and never fails on a text.
pub fn find(
    layers: Layers<'_>,
    lexicon: &Lexicon,
    reader: Option<&dyn PolarityReader>,
    options: &Options,
) -> Found {
    let scene = Scene::new(layers, lexicon);
    let mut drafts = frames::find(&scene);
    let n_by_frames = drafts.len();
    if let Some(reader) = reader {
        let read = readings::read(&scene, &drafts, reader, options);
        drafts.extend(read);
    }
    let n_unsure = drafts.iter().filter(|draft| draft.sign.is_none()).count();
    let stances = aggregate::rows(&layers, &drafts, options);
    let n_emitted = stances.iter().filter(|stance| stance.polarity.is_some()).count();
    let coverage = vec![
        ("stances_emitted", n_emitted as u64),
        ("stances_abstained", n_unsure as u64),
        ("stance_frames_used", n_by_frames as u64),
        ("issues_named", scene.issue_mentions.len() as u64),
    ];
    Found { stances, coverage }
}
