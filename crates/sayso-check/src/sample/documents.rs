//! What stands in the sample's tables.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use super::{Sample, Value};

const ACTORS: [(&str, &str, &str); 4] = [
    ("org-bus-users", "organisation", "Bus Users"),
    ("per-ann-ray", "person", "Ann Ray"),
    ("per-bo-lind", "person", "Bo Lind"),
    ("per-unal-park", "person", "Ünal Park"),
];

pub(super) fn fill(sample: &mut Sample, n_documents: usize) {
    for (actor_id, actor_type, name) in ACTORS {
        sample.push(
            "actors",
            &[
                ("actor_id", actor_id.into()),
                ("actor_type", actor_type.into()),
                ("name", name.into()),
                ("public_role", "unknown".into()),
                ("is_registered", true.into()),
            ],
        );
        sample.push(
            "actor_names",
            &[
                ("actor_id", actor_id.into()),
                ("name", name.into()),
                ("name_type", "name".into()),
                ("is_observed", true.into()),
                ("source", "text".into()),
            ],
        );
    }
    sample.push(
        "issues",
        &[("issue_id", "bridge".into()), ("label", "the new bridge".into()), ("version", "1".into())],
    );
    let mut texts: Vec<(String, String)> =
        (0..n_documents).map(text).map(|text| (sha256(&text), text)).collect();
    texts.sort();
    for (nth, (hash, text)) in texts.iter().enumerate() {
        document(sample, &Source { id: format!("d{}", &hash[..12]), hash, text }, nth);
    }
    count(sample);
    join(sample);
}

fn text(nth: usize) -> String {
    format!(
        "Bo Lind reports – №{nth}:\nÜnal Park writes: Dear café users, “We shall,” said Ann Ray of Bus Users, “build it – №{nth}.” \
         The new bridge is good.\nWrite to ünal@example.org if you agree.\nBo Lind said that trams are slow – truly.\n"
    )
}

pub(super) fn sha256(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

struct Source<'a> {
    id: String,
    hash: &'a str,
    text: &'a str,
}

/// Where words stand, in code points and bytes.
#[derive(Clone, Copy)]
struct Place {
    start_char: usize,
    end_char: usize,
    start_byte: usize,
    end_byte: usize,
}

impl Place {
    fn cells(self) -> [(&'static str, Value); 4] {
        [
            ("start_char", self.start_char.into()),
            ("end_char", self.end_char.into()),
            ("start_byte", self.start_byte.into()),
            ("end_byte", self.end_byte.into()),
        ]
    }
}

impl Source<'_> {
    /// From the first byte of the nth `start` to the last byte of the `end` that follows.
    fn place(&self, start: &str, nth: usize, end: &str) -> Place {
        let (start_byte, _) = self.text.match_indices(start).nth(nth).unwrap();
        let end_byte = start_byte + self.text[start_byte..].find(end).unwrap() + end.len();
        let chars = |at_byte: usize| self.text[..at_byte].chars().count();
        Place { start_char: chars(start_byte), end_char: chars(end_byte), start_byte, end_byte }
    }

    fn words(&self, place: Place) -> &str {
        &self.text[place.start_byte..place.end_byte]
    }

    fn id(&self, kind: char, nth: usize) -> Value {
        Value::Text(format!("{}-{kind}{nth:012x}", self.id))
    }
}

/// A statement's places and what else tells it apart.
struct Told<'a> {
    nth: usize,
    segment: usize,
    inside: Option<usize>,
    mode: &'a str,
    speaker: (&'a str, Place),
    cue: (&'a str, Place),
    content: Vec<Place>,
}

fn document(sample: &mut Sample, source: &Source<'_>, nth: usize) {
    let text = source.text;
    sample.push(
        "documents",
        &[
            ("document_id", (&source.id).into()),
            ("source", format!("{nth}.txt").as_str().into()),
            ("title", "A report".into()),
            ("genre", "news".into()),
            ("lang", "en".into()),
            ("author_id", "per-bo-lind".into()),
            ("date", "2019-03".into()),
            ("date_precision", "month".into()),
            ("sha256", source.hash.into()),
            ("n_chars", text.chars().count().into()),
            ("n_bytes", text.len().into()),
            ("n_words", text.split_whitespace().count().into()),
            ("text", text.into()),
        ],
    );
    let body = source.place("Bo Lind reports", 0, "truly.");
    let letter = source.place("Ünal Park", 0, "agree.");
    segments(sample, source, body, letter);
    let said = |start: &str, nth: usize, end: &str| source.place(start, nth, end);
    let (ann, bo, unal) = (said("Ann", 0, "Ray"), said("Bo", 1, "Lind"), said("Ünal", 0, "Park"));
    for (nth, (actor, place)) in
        [("per-ann-ray", ann), ("per-bo-lind", bo), ("per-unal-park", unal)].iter().enumerate()
    {
        let segment = source.id('g', usize::from(*actor != "per-bo-lind"));
        let cells = [
            ("mention_id", source.id('m', nth)),
            ("document_id", (&source.id).into()),
            ("segment_id", segment),
            ("actor_id", (*actor).into()),
            ("surface", source.words(*place).into()),
            ("mention_type", "name".into()),
            ("method", "rule".into()),
            ("rule_id", "known_name".into()),
            ("confidence", 0.9.into()),
        ];
        sample.push("mentions", &[&cells[..], &place.cells()].concat());
    }
    let told = [
        Told {
            nth: 0,
            segment: 1,
            inside: None,
            mode: "block",
            speaker: ("per-unal-park", unal),
            cue: ("write", said("writes", 0, "writes")),
            content: vec![said("Dear", 0, "good.")],
        },
        Told {
            nth: 1,
            segment: 1,
            inside: Some(0),
            mode: "direct",
            speaker: ("per-ann-ray", ann),
            cue: ("say", said("said", 0, "said")),
            content: vec![said("We shall,", 0, ","), said("build it", 0, ".")],
        },
        Told {
            nth: 2,
            segment: 0,
            inside: None,
            mode: "indirect",
            speaker: ("per-bo-lind", bo),
            cue: ("say", said("said", 1, "said")),
            content: vec![said("trams", 0, "truly")],
        },
    ];
    for statement in &told {
        tell(sample, source, statement);
    }
    stances(sample, source);
    let evidence = said("Ann Ray of", 0, "Users");
    sample.push(
        "affiliations",
        &[
            ("affiliation_id", source.id('a', 0)),
            ("document_id", (&source.id).into()),
            ("member_id", "per-ann-ray".into()),
            ("organisation_id", "org-bus-users".into()),
            ("status", "current".into()),
            ("evidence", source.words(evidence).into()),
            ("evidence_start_char", evidence.start_char.into()),
            ("evidence_end_char", evidence.end_char.into()),
            ("method", "rule".into()),
            ("rule_id", "of_body".into()),
            ("confidence", 0.8.into()),
        ],
    );
    beside(sample, source);
}

fn segments(sample: &mut Sample, source: &Source<'_>, body: Place, letter: Place) {
    for (nth, place, segment_type, author) in
        [(0, body, "body", "per-bo-lind"), (1, letter, "letter", "per-unal-park")]
    {
        let parent = if nth == 0 { Value::Null } else { source.id('g', 0) };
        let cells = [
            ("segment_id", source.id('g', nth)),
            ("document_id", (&source.id).into()),
            ("parent_segment_id", parent),
            ("ordinal", (nth + 1).into()),
            ("segment_type", segment_type.into()),
            ("author_id", author.into()),
            ("rule_id", segment_type.into()),
        ];
        sample.push("segments", &[&cells[..], &place.cells()].concat());
    }
}

fn tell(sample: &mut Sample, source: &Source<'_>, told: &Told<'_>) {
    let (first, last) = (told.content[0], told.content[told.content.len() - 1]);
    let outer = Place { end_char: last.end_char, end_byte: last.end_byte, ..first };
    let words: Vec<&str> = told.content.iter().map(|place| source.words(*place)).collect();
    let runs = words.iter().flat_map(|words| words.split_whitespace());
    let n_words = runs.filter(|run| run.contains(char::is_alphanumeric)).count();
    let before: Vec<char> = source.text[..outer.start_byte].chars().collect();
    let prefix: String = before[before.len().saturating_sub(32)..].iter().collect();
    let suffix: String = source.text[outer.end_byte..].chars().take(32).collect();
    let id = source.id('s', told.nth);
    let cells = [
        ("statement_id", id.clone()),
        ("document_id", (&source.id).into()),
        ("segment_id", source.id('g', told.segment)),
        ("inside_id", told.inside.map_or(Value::Null, |outer| source.id('s', outer))),
        ("speaker_id", told.speaker.0.into()),
        ("speaker_surface", source.words(told.speaker.1).into()),
        ("speaker_start_char", told.speaker.1.start_char.into()),
        ("speaker_end_char", told.speaker.1.end_char.into()),
        ("reported_by_id", "per-bo-lind".into()),
        ("mode", told.mode.into()),
        ("act", "speech".into()),
        ("cue", source.words(told.cue.1).into()),
        ("cue_lemma", told.cue.0.into()),
        ("cue_start_char", told.cue.1.start_char.into()),
        ("cue_end_char", told.cue.1.end_char.into()),
        ("is_negated", false.into()),
        ("is_hypothetical", false.into()),
        ("content", words.join(" … ").as_str().into()),
        ("prefix", prefix.as_str().into()),
        ("suffix", suffix.as_str().into()),
        ("n_words", n_words.into()),
        ("method", "rule".into()),
        ("rule_id", "adjacent_quote".into()),
        ("confidence", 0.75.into()),
        ("review_status", "auto".into()),
        ("sensitivity", "none".into()),
    ];
    sample.push("statements", &[&cells[..], &outer.cells()].concat());
    for (role, places) in
        [("content", told.content.clone()), ("cue", vec![told.cue.1]), ("speaker", vec![told.speaker.1])]
    {
        for (nth, place) in places.into_iter().enumerate() {
            let cells = [
                ("statement_id", id.clone()),
                ("role", role.into()),
                ("part", (nth + 1).into()),
                ("text", source.words(place).into()),
            ];
            sample.push("statement_parts", &[&cells[..], &place.cells()].concat());
        }
    }
}

fn stances(sample: &mut Sample, source: &Source<'_>) {
    let (bridge, trams) = (source.place("The new", 0, "good"), source.place("trams", 0, "slow"));
    for (nth, statement, holder, target_type, target, polarity, score, evidence) in [
        (0, Some(0), "per-unal-park", "issue", "bridge", "support", 1.0, bridge),
        (1, Some(0), "per-unal-park", "actor", "org-bus-users", "oppose", -0.5, bridge),
        (2, None, "per-bo-lind", "actor", "per-ann-ray", "neutral", 0.0, trams),
    ] {
        sample.push(
            "stances",
            &[
                ("stance_id", source.id('t', nth)),
                ("document_id", (&source.id).into()),
                ("statement_id", statement.map_or(Value::Null, |statement| source.id('s', statement))),
                ("holder_id", holder.into()),
                ("target_type", target_type.into()),
                ("target_id", target.into()),
                ("polarity", polarity.into()),
                ("score", score.into()),
                ("is_explicit", true.into()),
                ("evidence", source.words(evidence).into()),
                ("evidence_start_char", evidence.start_char.into()),
                ("evidence_end_char", evidence.end_char.into()),
                ("method", "rule".into()),
                ("rule_id", "plain_words".into()),
                ("confidence", 0.5.into()),
                ("review_status", "auto".into()),
            ],
        );
        let piece = [
            ("stance_id", source.id('t', nth)),
            ("part", 1usize.into()),
            ("document_id", (&source.id).into()),
            ("statement_id", statement.map_or(Value::Null, |statement| source.id('s', statement))),
            ("polarity", polarity.into()),
            ("text", source.words(evidence).into()),
            ("method", "rule".into()),
            ("rule_id", "plain_words".into()),
            ("confidence", 0.5.into()),
        ];
        sample.push("stance_evidence", &[&piece[..], &evidence.cells()].concat());
    }
}

/// The rows that tell of the text without being statements.
fn beside(sample: &mut Sample, source: &Source<'_>) {
    let email = source.place("ünal@", 0, ".org");
    let redaction = [
        ("document_id", Value::from(&source.id)),
        ("kind", "email".into()),
        ("action", "kept".into()),
        ("rule_id", "email".into()),
        ("start_char", email.start_char.into()),
        ("end_char", email.end_char.into()),
    ];
    sample.push("redactions", &redaction);
    let diagnostic = [
        ("document_id", Value::from(&source.id)),
        ("severity", "info".into()),
        ("code", "unclosed_quotation".into()),
        ("stage", "extract".into()),
        ("message", "a quotation mark without its partner".into()),
    ];
    sample.push("diagnostics", &diagnostic);
    for (counter, n) in [("quotation_marks_attributed", 1usize), ("quotation_marks_seen", 2)] {
        let cells = [("document_id", Value::from(&source.id)), ("counter", counter.into()), ("n", n.into())];
        sample.push("coverage", &cells);
    }
}

fn count(sample: &mut Sample) {
    for (column, table, by) in
        [("n_mentions", "mentions", "actor_id"), ("n_statements", "statements", "speaker_id")]
    {
        let actors: Vec<Value> =
            (0..sample.rows(table).len()).map(|row| sample.get(table, row, by)).collect();
        for row in 0..ACTORS.len() {
            let actor = sample.get("actors", row, "actor_id");
            let n = actors.iter().filter(|other| **other == actor).count();
            sample.set("actors", row, column, n.into());
        }
    }
}

pub(super) fn join(sample: &mut Sample) {
    let column = |table: &str, name: &str| -> Vec<Value> {
        (0..sample.rows(table).len()).map(|row| sample.get(table, row, name)).collect()
    };
    let mut stances_of: HashMap<String, Vec<usize>> = HashMap::new();
    for (row, statement) in column("stances", "statement_id").into_iter().enumerate() {
        if let Value::Text(statement) = statement {
            stances_of.entry(statement).or_default().push(row);
        }
    }
    let look_up = |table: &str, key: &str, value: &Value, name: &str| {
        let row = (0..sample.rows(table).len()).find(|row| sample.get(table, *row, key) == *value);
        row.map_or(Value::Null, |row| sample.get(table, row, name))
    };
    let mut rows: Vec<Vec<(&str, Value)>> = Vec::new();
    for statement in 0..sample.rows("statements").len() {
        let of = |name: &str| sample.get("statements", statement, name);
        let mut cells: Vec<(&str, Value)> = vec![
            ("text", of("content")),
            ("start_position", of("start_char")),
            ("stop_position", of("end_char")),
            ("coder", "sayso".into()),
            ("document_title", "A report".into()),
            ("document_source", "a.txt".into()),
            ("document_type", "news".into()),
            (
                "document_section",
                if of("mode") == Value::from("indirect") { "body" } else { "letter" }.into(),
            ),
            ("speaker_name", look_up("actors", "actor_id", &of("speaker_id"), "name")),
            ("speaker_type", look_up("actors", "actor_id", &of("speaker_id"), "actor_type")),
            ("reported_by_name", look_up("actors", "actor_id", &of("reported_by_id"), "name")),
            ("addressee_name", look_up("actors", "actor_id", &of("addressee_id"), "name")),
        ];
        for name in [
            "statement_id",
            "document_id",
            "segment_id",
            "inside_id",
            "speaker_id",
            "speaker_surface",
            "reported_by_id",
            "addressee_id",
            "mode",
            "act",
            "cue",
            "cue_lemma",
            "is_negated",
            "is_hypothetical",
            "n_words",
            "method",
            "rule_id",
            "confidence",
            "review_status",
            "sensitivity",
        ] {
            cells.push((name, of(name)));
        }
        let Value::Text(id) = of("statement_id") else { panic!("statement_id") };
        let stances = stances_of.remove(&id).unwrap_or_default();
        if stances.is_empty() {
            rows.push(cells.clone());
        }
        for stance in stances {
            let of = |name: &str| sample.get("stances", stance, name);
            let agreement = match of("polarity") {
                Value::Text(word) if word == "support" => Value::Integer(1),
                Value::Text(word) if word == "oppose" => Value::Integer(0),
                _ => Value::Null,
            };
            let mut row = cells.clone();
            row.push(("agreement", agreement));
            row.push(("stance_confidence", of("confidence")));
            row.push(("holder_name", look_up("actors", "actor_id", &of("holder_id"), "name")));
            for name in [
                "stance_id",
                "holder_id",
                "target_type",
                "target_id",
                "polarity",
                "score",
                "is_explicit",
                "evidence",
            ] {
                row.push((name, of(name)));
            }
            rows.push(row);
        }
    }
    sample.tables.get_mut("statements_flat").unwrap().clear();
    for row in rows {
        sample.push("statements_flat", &row);
    }
}
