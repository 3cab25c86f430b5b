//! Invented rows for the tests of this crate.

use sayso_published::{
    ActorRow, CoverageRow, DocumentRow, EvidenceRow, IssueRow, MentionRow, NameRow, PartRow, SegmentRow,
    StanceRow, StatementRow, Tables,
};

/// A letter by Bo Lind with an emoji of several code points, a quotation that its attribution interrupts, and an inner report.
pub(crate) const LETTER: &str = "Dear Ann Park,\n\n\u{201c}Nobody 👩‍👧 can pay,\u{201d} says the NTA, \u{201c}and nobody will.\u{201d}\nPark said she would \u{201c}never raise the rent\u{201d}. Never.\n";

/// Start and end, in code points, of the `nth` occurrence of `words` in the letter.
fn span(words: &str, nth: usize) -> (usize, usize) {
    let at_byte = LETTER.match_indices(words).nth(nth).unwrap().0;
    let start_char = LETTER[..at_byte].chars().count();
    (start_char, start_char + words.chars().count())
}

fn part(statement_id: &str, role: &str, part: usize, words: &str, nth: usize) -> PartRow {
    let (start_char, end_char) = span(words, nth);
    PartRow { statement_id: statement_id.to_owned(), role: role.to_owned(), part, start_char, end_char }
}

fn statement(id: &str, speaker: &str, mode: &str, (start_char, end_char): (usize, usize)) -> StatementRow {
    StatementRow {
        statement_id: id.to_owned(),
        document_id: "d1".to_owned(),
        segment_id: "g1".to_owned(),
        speaker_id: Some(speaker.to_owned()),
        mode: mode.to_owned(),
        act: "speech".to_owned(),
        content: LETTER.chars().skip(start_char).take(end_char - start_char).collect(),
        start_char,
        end_char,
        method: "model".to_owned(),
        rule_id: "reader".to_owned(),
        confidence: Some(0.8),
        review_status: "auto".to_owned(),
        ..StatementRow::default()
    }
}

fn actor(id: &str, actor_type: &str, name: &str, family_name: Option<&str>) -> ActorRow {
    ActorRow {
        actor_id: id.to_owned(),
        actor_type: actor_type.to_owned(),
        name: name.to_owned(),
        family_name: family_name.map(str::to_owned),
        public_role: "unknown".to_owned(),
        ..ActorRow::default()
    }
}

/// One document, three statements, one stance with two pieces of evidence.
pub(crate) fn letter() -> Tables {
    let end_char = LETTER.trim_end().chars().count();
    let inside = |row: StatementRow| StatementRow { inside_id: Some("s-letter".to_owned()), ..row };
    let (never_start, never_end) = span("Never", 0);
    let (raise_start, raise_end) = span("raise the rent", 0);
    let (name_start, name_end) = span("Ann Park", 0);
    let evidence = |text: &str, start_char, end_char| EvidenceRow {
        stance_id: "t1".to_owned(),
        document_id: "d1".to_owned(),
        polarity: Some("oppose".to_owned()),
        text: text.to_owned(),
        start_char,
        end_char,
        ..EvidenceRow::default()
    };
    Tables {
        title: "Letters".to_owned(),
        documents: vec![DocumentRow {
            document_id: "d1".to_owned(),
            source: "letter.txt".to_owned(),
            lang: "en-GB".to_owned(),
            author_id: Some("bo".to_owned()),
            text: LETTER.to_owned(),
            ..DocumentRow::default()
        }],
        segments: vec![SegmentRow {
            segment_id: "g1".to_owned(),
            document_id: "d1".to_owned(),
            segment_type: "letter".to_owned(),
            author_id: Some("bo".to_owned()),
            end_char,
            ..SegmentRow::default()
        }],
        actors: vec![
            actor("bo", "person", "Bo Lind", Some("Lind")),
            actor("park", "person", "Ann Park", Some("Park")),
            actor("nta", "organisation", "Northwick Tenants’ Association", None),
        ],
        actor_names: vec![NameRow {
            actor_id: "nta".to_owned(),
            name: "NTA".to_owned(),
            name_type: "acronym".to_owned(),
            is_observed: true,
        }],
        mentions: vec![MentionRow {
            document_id: "d1".to_owned(),
            actor_id: Some("park".to_owned()),
            start_char: name_start,
            end_char: name_end,
            ..MentionRow::default()
        }],
        statements: vec![
            statement("s-letter", "bo", "block", (0, end_char)),
            inside(statement("s-inner", "park", "indirect", (15, 15))),
            inside(statement("s-split", "nta", "direct", (17, span("and nobody will.", 0).1))),
        ],
        statement_parts: vec![
            part("s-letter", "content", 1, LETTER.trim_end(), 0),
            part("s-inner", "content", 1, "she would \u{201c}never raise the rent\u{201d}", 0),
            part("s-inner", "speaker", 1, "Park", 1),
            part("s-split", "content", 1, "Nobody 👩‍👧 can pay", 0),
            part("s-split", "content", 2, "and nobody will.", 0),
            part("s-split", "speaker", 1, "the NTA", 0),
        ],
        stances: vec![StanceRow {
            stance_id: "t1".to_owned(),
            document_id: "d1".to_owned(),
            holder_id: Some("park".to_owned()),
            target_type: "issue".to_owned(),
            target_id: "rent".to_owned(),
            polarity: Some("oppose".to_owned()),
            evidence: "Never".to_owned(),
            evidence_start_char: never_start,
            evidence_end_char: never_end,
            ..StanceRow::default()
        }],
        stance_evidence: vec![
            evidence("Never", never_start, never_end),
            evidence("raise the rent", raise_start, raise_end),
        ],
        issues: vec![IssueRow {
            issue_id: "rent".to_owned(),
            label: "rent rise".to_owned(),
            definition: None,
        }],
        coverage: vec![CoverageRow { document_id: "d1".to_owned(), counter: "names_seen".to_owned(), n: 2 }],
        ..Tables::default()
    }
}
