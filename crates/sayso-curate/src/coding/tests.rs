//! Coding files against a small document.

use sayso_model::{
    Act, Actor, ActorType, Document, Evidence, Extraction, Issue, Mention, MentionType, Method, Mode,
    Polarity, PublicRole, Resolution, ReviewStatus, Segment, SegmentType, Span, Speaker, Stance, Statement,
    TargetType, Voice, stance_ids, statement_ids,
};
use sayso_normalise::Registry;

use super::{Coded, Coding, Known, PublishedRows, coding_template};
use crate::review::Sheet;

const TEXT: &str =
    "„Die Brücke bleibt“, sagt Zoë. Bo nennt den Plan „gut, sehr gut“. Zoë schweigt. Der Plan ist teuer.";

const REGISTRY: &str = "[[person]]\nid = \"per-cem-kaya\"\nname = \"Cem Kaya\"\npublic_role = \"private\"\nevidence = \"invented\"\n";

const HEADER: &str = "document_id,statement_id,content,start_char,speaker_id,speaker_surface,mode,act,stance_id,note,holder_id,target_id,polarity,evidence,review_status\n";

/// One document: two statements, the second with two stances of which the last follows from the first.
struct Layers {
    document: Document,
    segments: Vec<Segment>,
    extraction: Extraction,
    resolution: Resolution,
    stances: Vec<Stance>,
    registry: Registry,
    issues: Vec<Issue>,
}

fn actor(actor_id: &str) -> Actor {
    Actor {
        actor_id: actor_id.to_owned(),
        actor_type: ActorType::Person,
        name: actor_id.to_owned(),
        sort_name: None,
        given_name: None,
        family_name: None,
        honorific_prefix: None,
        classification: None,
        wikidata_id: None,
        public_role: PublicRole::Unknown,
        is_registered: false,
        names: Vec::new(),
        identifiers: Vec::new(),
    }
}

impl Layers {
    fn new() -> Self {
        let document = Document::from_text("a.txt", TEXT);
        let at = |words: &str| Span::of_length(TEXT.find(words).unwrap(), words.len());
        let statement = |content: &str, speaker: &str| Statement {
            segment: 0,
            inside: None,
            content: vec![at(content)],
            cue: Vec::new(),
            cue_lemma: None,
            speaker: Speaker::Named(at(speaker)),
            addressee: None,
            mode: Mode::Direct,
            act: Act::Speech,
            is_negated: false,
            is_hypothetical: false,
            method: Method::Model,
            rule_id: "reader".to_owned(),
            confidence: Some(0.8),
            review_status: ReviewStatus::Auto,
        };
        let stance = |target_id: &str, derived_from| Stance {
            statement: Some(1),
            holder: Some(0),
            target_type: TargetType::Issue,
            target_id: target_id.to_owned(),
            polarity: Some(Polarity::Support),
            score: 0.7,
            is_explicit: true,
            evidence: at("gut, sehr gut"),
            further: Vec::new(),
            method: Method::Model,
            rule_id: "stance".to_owned(),
            confidence: Some(0.9),
            review_status: ReviewStatus::Auto,
            derived_from,
            abstain_reason: None,
        };
        let mention = |words: &str| Mention {
            span: at(words),
            mention_type: MentionType::Name,
            kind: None,
            method: Method::Rule,
            rule_id: "names".to_owned(),
            confidence: None,
            stands_for: None,
        };
        let segment = Segment {
            segment_type: SegmentType::Body,
            span: document.whole(),
            parent: None,
            author: Voice::Unknown,
            addressee: None,
            content: document.whole(),
            cue: None,
            date: None,
            rule_id: "body",
        };
        let issue = |issue_id: &str| Issue {
            issue_id: issue_id.to_owned(),
            label: issue_id.to_owned(),
            definition: None,
            parent_id: None,
            wordings: Vec::new(),
            against: Vec::new(),
            says_for: Vec::new(),
            says_against: Vec::new(),
        };
        Self {
            extraction: Extraction {
                mentions: vec![mention("Zoë"), mention("Bo")],
                statements: vec![statement("Die Brücke bleibt", "Zoë"), statement("gut, sehr gut", "Bo")],
                ..Extraction::default()
            },
            resolution: Resolution {
                actors: vec![actor("per-bo"), actor("per-zoe")],
                mention_actors: vec![Some(1), Some(0)],
                author_actors: vec![None],
                addressee_actors: vec![None],
                speaker_actors: vec![Some(1), Some(0)],
                statement_addressee_actors: vec![None, None],
                ..Resolution::default()
            },
            stances: vec![stance("bridge", None), stance("plan", Some(0))],
            segments: vec![segment],
            registry: Registry::from_toml(&[("r.toml".to_owned(), REGISTRY.to_owned())]).unwrap(),
            issues: vec![issue("bridge"), issue("plan")],
            document,
        }
    }

    fn statement_id(&self, at: usize) -> String {
        statement_ids(&self.document, &self.segments, &self.extraction.statements)[at].clone()
    }

    fn stance_id(&self, at: usize) -> String {
        stance_ids(&self.document, &self.resolution.actors, &self.stances)[at].clone()
    }

    /// Takes coding files over; gives back codes and messages.
    fn take(&mut self, files: &[&str]) -> Vec<(&'static str, String)> {
        let names: Vec<String> = (0..files.len()).map(|nth| format!("c{nth}.csv")).collect();
        let sheets: Vec<Sheet> =
            names.iter().zip(files).map(|(name, contents)| Sheet { name, contents }).collect();
        let coding = Coding::read(&sheets).unwrap();
        let coded = Coded {
            document: &self.document,
            segments: &self.segments,
            extraction: &mut self.extraction,
            resolution: &mut self.resolution,
            stances: &mut self.stances,
        };
        let diagnostics = coding.apply(coded, Known { registry: &self.registry, issues: &self.issues });
        diagnostics.into_iter().map(|diagnostic| (diagnostic.code, diagnostic.message)).collect()
    }

    fn speaker(&self, at: usize) -> Option<&str> {
        self.resolution.speaker_actors[at].map(|actor| self.resolution.actors[actor].actor_id.as_str())
    }

    fn holder(&self, at: usize) -> Option<&str> {
        self.stances[at].holder.map(|actor| self.resolution.actors[actor].actor_id.as_str())
    }
}

#[test]
fn what_is_accepted_stays_as_it_was_found() {
    let mut layers = Layers::new();
    let coding = format!("statement_id,mode,review_status\n{},direct,Accepted\n", layers.statement_id(0));
    assert_eq!(layers.take(&[&coding]), []);
    let statement = &layers.extraction.statements[0];
    assert_eq!((statement.review_status, statement.method), (ReviewStatus::Accepted, Method::Model));
    assert_eq!(statement.confidence, Some(0.8));
}

#[test]
fn what_is_corrected_is_by_hand_and_its_stances_follow() {
    let mut layers = Layers::new();
    let id = layers.statement_id(1);
    let coding =
        format!("statement_id,speaker_id,mode,act,review_status\n{id},per-cem-kaya,mixed,,corrected\n");
    assert_eq!(layers.take(&[&coding]), []);
    let statement = &layers.extraction.statements[1];
    assert_eq!((statement.mode, statement.act, statement.method), (Mode::Mixed, Act::Speech, Method::Hand));
    assert_eq!((statement.rule_id.as_str(), statement.confidence), ("c0.csv", None));
    assert_eq!((layers.speaker(0), layers.speaker(1)), (Some("per-zoe"), Some("per-cem-kaya")));
    assert_eq!((layers.holder(0), layers.holder(1)), (Some("per-cem-kaya"), Some("per-cem-kaya")));
    let ids: Vec<&str> = layers.resolution.actors.iter().map(|actor| actor.actor_id.as_str()).collect();
    assert_eq!(ids, ["per-bo", "per-cem-kaya", "per-zoe"]);
    assert_eq!(layers.resolution.mention_actors, [Some(2), Some(0)]);
    assert_eq!(layers.statement_id(1), id);
}

#[test]
fn a_value_can_be_taken_away() {
    let mut layers = Layers::new();
    let coding =
        format!("statement_id,speaker_id,review_status\n{},(none),corrected\n", layers.statement_id(0));
    assert_eq!(layers.take(&[&coding]), []);
    assert_eq!(layers.speaker(0), None);
}

#[test]
fn what_is_rejected_leaves_with_what_rests_on_it() {
    let mut layers = Layers::new();
    let id = layers.statement_id(1);
    let told = layers.take(&[&format!("statement_id,review_status\n{id},rejected\n")]);
    assert_eq!(told[0], ("rejected_by_hand", format!("c0.csv:2: {id} was rejected by hand and is left out")));
    assert_eq!(told.len(), 3);
    assert_eq!((layers.extraction.statements.len(), layers.stances.len()), (1, 0));
    assert_eq!(layers.resolution.speaker_actors, [Some(1)]);

    // somebody holds on to the first stance, so it stays, and so does what follows from it
    let mut layers = Layers::new();
    let stance = layers.stance_id(0);
    let coding = format!("statement_id,stance_id,review_status\n{id},,rejected\n,{stance},accepted\n");
    assert_eq!(layers.take(&[&coding]).len(), 1);
    assert_eq!((layers.stances.len(), layers.stances[0].statement), (2, None));
    assert_eq!(layers.stances[1].derived_from, Some(0));

    let mut layers = Layers::new();
    let coding = format!("stance_id,review_status\n{stance},rejected\n");
    assert_eq!(layers.take(&[&coding]).len(), 2);
    assert_eq!((layers.extraction.statements.len(), layers.stances.len()), (2, 0));
}

#[test]
fn a_stance_with_other_evidence_outlives_a_rejected_statement() {
    let mut layers = Layers::new();
    let first = layers.extraction.statements[0].outer();
    let further = |polarity, statement, span| Evidence {
        statement,
        polarity: Some(polarity),
        span,
        method: Method::Rule,
        rule_id: "frame".to_owned(),
        confidence: Some(0.6),
    };
    let rejected = layers.extraction.statements[1].outer();
    layers.stances[0].further = vec![
        further(Polarity::Oppose, Some(0), first),
        further(Polarity::Support, Some(1), rejected),
        further(Polarity::Support, Some(0), first),
    ];
    let coding = format!("statement_id,review_status\n{},rejected\n", layers.statement_id(1));
    assert_eq!(layers.take(&[&coding]).len(), 1);
    let stance = &layers.stances[0];
    assert_eq!((stance.statement, stance.evidence, stance.confidence), (Some(0), first, Some(0.6)));
    assert_eq!(stance.further, [further(Polarity::Oppose, Some(0), first)]);
    assert_eq!(layers.stances[1].derived_from, Some(0));
}

#[test]
fn rows_without_an_id_are_added_in_their_places() {
    let mut layers = Layers::new();
    let document_id = layers.document.id().to_string();
    let rows = [
        format!("{document_id},,bleibt,,,Zoë,indirect,thought,,,,,,,"),
        format!("{document_id},,Der Plan ist teuer,,per-zoe,,indirect,,,,,,,,"),
        format!("{document_id},,,,,,,,,,,plan,oppose,Plan ist teuer,"),
        format!("{document_id},,,,,,,,,,per-cem-kaya,per-bo,support,Bo,"),
    ];
    let told = layers.take(&[&format!("{HEADER}{}\n", rows.join("\n"))]);
    assert_eq!(told, []);
    let contents: Vec<&str> = layers
        .extraction
        .statements
        .iter()
        .map(|statement| layers.document.slice(statement.outer()))
        .collect();
    assert_eq!(contents, ["Die Brücke bleibt", "bleibt", "gut, sehr gut", "Der Plan ist teuer"]);
    let added = &layers.extraction.statements[1];
    assert_eq!(
        (added.inside, added.method, added.review_status),
        (Some(0), Method::Hand, ReviewStatus::Accepted)
    );
    assert_eq!((layers.speaker(1), layers.speaker(3)), (Some("per-zoe"), Some("per-zoe")));
    assert_eq!(layers.stances[0].statement, Some(2));
    let [.., plan, bo] = layers.stances.as_slice() else { panic!("two are added") };
    assert_eq!((plan.statement, plan.polarity, plan.score), (Some(3), Some(Polarity::Oppose), -1.0));
    assert_eq!((bo.statement, bo.target_type, bo.target_id.as_str()), (None, TargetType::Actor, "per-bo"));
    assert_eq!((layers.holder(2), layers.holder(3)), (Some("per-zoe"), Some("per-cem-kaya")));
}

/// Where words stand in the text, as a coding tells it.
fn chars(words: &str) -> String {
    let start_char = TEXT[..TEXT.find(words).unwrap()].chars().count();
    format!("{start_char}..{}", start_char + words.chars().count())
}

#[test]
fn words_are_corrected_where_their_places_are_told() {
    let mut layers = Layers::new();
    let header = "statement_id,content,content_chars,cue_chars,speaker_surface,speaker_chars,stance_id,evidence,evidence_chars,review_status";
    let (first, second) = (layers.statement_id(0), layers.statement_id(1));
    let (stance, bridge, plan) = (layers.stance_id(0), chars("Brücke bleibt"), chars("nennt den Plan"));
    let split = format!("{};{}", chars("gut,"), chars("sehr gut"));
    let rows = [
        format!("{first},Brücke bleibt,{bridge},{},Bo,{},,,,corrected", chars("sagt"), chars("Bo")),
        format!("{second},\"gut, … sehr gut\",{split},(none),,(none),,,,corrected"),
        format!(",,,,,,{stance},nennt den Plan,{plan},corrected"),
    ];
    assert_eq!(layers.take(&[&format!("{header}\n{}\n", rows.join("\n"))]), []);
    let told = |parts: &[Span]| sayso_model::join_parts(&layers.document, parts);
    let [one, other] = layers.extraction.statements.as_slice() else { panic!("there are two") };
    assert_eq!((told(&one.content).as_str(), told(&one.cue).as_str()), ("Brücke bleibt", "sagt"));
    assert!(matches!(one.speaker, Speaker::Named(span) if layers.document.slice(span) == "Bo"));
    assert_eq!((told(&other.content).as_str(), &other.speaker), ("gut, … sehr gut", &Speaker::Unknown));
    assert_eq!((one.method, other.review_status), (Method::Hand, ReviewStatus::Corrected));
    assert_eq!(layers.document.slice(layers.stances[0].evidence), "nennt den Plan");
    assert_eq!(layers.stances[0].statement, Some(1));
}

#[test]
fn what_is_made_longer_holds_what_stands_in_it() {
    let mut layers = Layers::new();
    let (first, second) = (layers.statement_id(0), layers.statement_id(1));
    let words = "Die Brücke bleibt“, sagt Zoë. Bo nennt den Plan „gut, sehr gut";
    let coding = format!("statement_id,content_chars,review_status\n{first},{},corrected\n", chars(words));
    assert_eq!(layers.take(&[&coding]), []);
    let inside: Vec<Option<usize>> = layers.extraction.statements.iter().map(|row| row.inside).collect();
    assert_eq!(inside, [None, Some(0)]);
    // and shorter again, by the id that it has now
    let again = format!(
        "statement_id,content_chars,review_status\n{},{},corrected\n",
        layers.statement_id(0),
        chars("Die Brücke")
    );
    assert_eq!(layers.take(&[&again]), []);
    let inside: Vec<Option<usize>> = layers.extraction.statements.iter().map(|row| row.inside).collect();
    assert_eq!(inside, [None, None]);
    let wrong = format!(
        "statement_id,content,content_chars,cue_chars,review_status\n{second},\"gut, sehr gut\",1..4,90..900,corrected\n"
    );
    let told = layers.take(&[&wrong]);
    assert_eq!(
        told,
        [(
            "coded_words_missing",
            "c0.csv:2: cue_chars are no places of these words, so they are not used".to_owned()
        )]
    );
    assert_eq!(layers.document.slice(layers.extraction.statements[1].outer()), "gut, sehr gut");
}

#[test]
fn a_stance_that_is_kept_goes_to_the_statement_that_takes_the_place_of_its_own() {
    let mut layers = Layers::new();
    let (statement, stance) = (layers.statement_id(1), layers.stance_id(0));
    let document_id = layers.document.id().to_string();
    let rows = [
        format!("{document_id},{statement},,,,,,,,,,,,,rejected"),
        format!("{document_id},,\"Plan „gut, sehr gut\",,per-bo,,mixed,,,,,,,,"),
        format!("{document_id},,,,,,,,{stance},,,,,,accepted"),
    ];
    layers.take(&[&format!("{HEADER}{}\n", rows.join("\n"))]);
    assert_eq!(layers.extraction.statements.len(), 2);
    assert_eq!(layers.stances[0].statement, Some(1));
    assert_eq!(layers.stances[0].review_status, ReviewStatus::Accepted);
}

#[test]
fn what_cannot_be_taken_over_is_told_with_its_line() {
    let mut layers = Layers::new();
    let document_id = layers.document.id().to_string();
    let gone = format!("{document_id}-s000000000000");
    let own = layers.statement_id(0);
    let rows = [
        format!("{document_id},{gone},,,,,,,,,,,,,rejected"),
        format!("{document_id},{},sehr gut,,,Bo,direct,,,,,,,,accepted", gone.replace("-s0", "-s1")),
        format!("{document_id},,Brot,,,,direct,,,,,,,,"),
        format!("{document_id},,gut,,,,direct,,,,,,,,"),
        format!("{document_id},{own},Die Brücke,,per-nobody,,,,,,,,,,corrected"),
        format!("{document_id},,,,,,,,,,,mond,oppose,Plan ist teuer,"),
    ];
    let told = layers.take(&[&format!("{HEADER}{}\n", rows.join("\n"))]);
    let expected = [
        ("coded_row_missing", format!("c0.csv:2: there is no {gone} any more; this row is not used")),
        (
            "coded_row_missing",
            format!("c0.csv:3: there is no {} any more; it is kept by its words", gone.replace("-s0", "-s1")),
        ),
        ("coded_words_missing", "c0.csv:4: the words \"Brot\" are not in the text, so this row is not used".to_owned()),
        (
            "coded_words_missing",
            "c0.csv:5: the words \"gut\" stand in several places of the text, and no start_char tells which is meant, so this row is \
             not used"
                .to_owned(),
        ),
        (
            "coded_words_differ",
            format!("c0.csv:6: the content of {own} is another here; words are corrected where content_chars tells their places"),
        ),
        (
            "coded_actor_unknown",
            "c0.csv:6: speaker_id \"per-nobody\" is neither an actor of this document nor of the registry, so it stays as it was"
                .to_owned(),
        ),
        (
            "coded_target_unknown",
            "c0.csv:7: target_id \"mond\" is neither an issue of the codebook nor an actor of this document or of the registry, so this \
             row is not used"
                .to_owned(),
        ),
    ];
    assert_eq!(told, expected);
    assert_eq!(layers.extraction.statements.len(), 3);
    let coding =
        Coding::read(&[Sheet { name: "c.csv", contents: "statement_id,review_status\nd0-s1,accepted\n" }])
            .unwrap();
    let lost = coding.without_document(&[document_id].into());
    assert_eq!(lost[0].message, "c.csv:2: \"d0\" is no document of this build, so this row is not used");
}

#[test]
fn ids_that_a_correction_made_are_known_to_later_files() {
    let mut layers = Layers::new();
    let first = format!("stance_id,holder_id,review_status\n{},per-zoe,corrected\n", layers.stance_id(0));
    let mut corrected = Layers::new();
    assert_eq!(corrected.take(&[&first]), []);
    let renamed = corrected.stance_id(0);
    assert_ne!(renamed, layers.stance_id(0));
    let second = format!("stance_id,polarity,review_status\n{renamed},oppose,corrected\n");
    assert_eq!(layers.take(&[&first, &second]), []);
    assert_eq!((layers.stances[0].polarity, layers.stances[0].score), (Some(Polarity::Oppose), -1.0));
    assert_eq!((layers.holder(0), layers.stances[0].rule_id.as_str()), (Some("per-zoe"), "c1.csv"));
    assert_eq!(layers.stances[1].derived_from, Some(0));
}

#[test]
fn taking_over_twice_changes_nothing_more() {
    let mut layers = Layers::new();
    let coding = format!(
        "statement_id,speaker_id,mode,review_status\n{},per-cem-kaya,mixed,corrected\n",
        layers.statement_id(0)
    );
    layers.take(&[&coding]);
    let (statements, stances) = (layers.extraction.statements.clone(), layers.stances.clone());
    layers.take(&[&coding]);
    assert_eq!((layers.extraction.statements, layers.stances), (statements, stances));
}

#[test]
fn faults_are_told_all_at_once() {
    let read = |contents: &str| Coding::read(&[Sheet { name: "c.csv", contents }]).unwrap_err().to_string();
    let rows = "statement_id,stance_id,content,mode,is_negated,score,evidence,target_id,polarity,review_status,document_id\n\
                d0-s1,,,loud,,,,,,accepted,\n\
                d0-s1,,,,maybe,,,,,accepted,\n\
                x,,,,,,,,,accepted,\n\
                ,,,,,,,,,rejected,\n\
                ,,ja,,,,,,,,d0\n\
                ,,ja,direct,,,,,,,\n\
                ,d0-t1,,,,2,,,,corrected,\n\
                ,,,,,,gut,,oppose,,d0\n\
                d0-s2,,,,,,,,,rejected,\n\
                d0-s2,,,,,,,,,accepted,\n";
    assert_eq!(
        read("statement_id,content_chars,review_status\nd0-s1,5-9,corrected\nd0-s2,9..5,corrected\n"),
        "c.csv:2: content_chars \"5-9\" is no list of places such as 12..30;41..50\n\
         c.csv:3: content_chars \"9..5\" is no list of places such as 12..30;41..50"
    );
    let expected = "c.csv:2: mode \"loud\" is none of direct, indirect, mixed, block\n\
                    c.csv:3: is_negated \"maybe\" is none of true, false\n\
                    c.csv:4: statement_id \"x\" is no id of a row of that table\n\
                    c.csv:5: a row without an id rejects nothing\n\
                    c.csv:6: mode is empty\n\
                    c.csv:7: document_id is empty\n\
                    c.csv:8: score \"2\" is no number from -1 to 1\n\
                    c.csv:9: target_id is empty\n\
                    c.csv:11: this contradicts line 10: \"d0-s2\" is decided there too";
    assert_eq!(read(rows), expected);
    assert!(read("unit_id,value\n").contains("there is no column \"statement_id\" or \"stance_id\""));
}

#[test]
fn a_template_is_open_until_it_is_filled_in() {
    let statements = "statement_id,document_id,content,speaker_id,speaker_surface,mode,act,is_negated,is_hypothetical,start_char,end_char,method,rule_id,confidence\n\
                      d0-s2,d0,inner,,,direct,speech,false,false,5,9,model,r,0.5\n\
                      d0-s1,d0,\"outer, inner\",per-a,Ann,direct,speech,false,false,5,20,model,r,0.5\n";
    let stances = "stance_id,document_id,statement_id,holder_id,target_type,target_id,polarity,score,is_explicit,evidence,evidence_start_char,method,rule_id,confidence\n\
                   d0-t2,d0,d0-s1,per-a,issue,plan,oppose,-0.5,true,inner,15,model,r,0.5\n\
                   d0-t1,d0,,per-a,actor,per-a,support,0.5,true,=x,2,model,r,0.5\n";
    let published = PublishedRows {
        statements: statements.as_bytes(),
        stances: stances.as_bytes(),
        actors: "actor_id,name\nper-a,Ann Ö\n".as_bytes(),
        issues: "issue_id,label\nplan,the plan\n".as_bytes(),
    };
    let (template, counts) = coding_template(published).unwrap();
    assert_eq!(counts, [2, 2]);
    let rows: Vec<&str> = template.lines().skip(1).collect();
    let expected = [
        ",,d0,,,,,,,,,,,d0-t1,per-a,Ann Ö,actor,per-a,Ann Ö,support,0.5,true,'=x,2,model,r,0.5",
        ",,d0,d0-s1,\"outer, inner\",per-a,Ann Ö,Ann,direct,speech,false,false,5,,,,,,,,,,,,model,r,0.5",
        ",,d0,d0-s1,,,,,,,,,,d0-t2,per-a,Ann Ö,issue,plan,the plan,oppose,'-0.5,true,inner,15,model,r,0.5",
        ",,d0,d0-s2,inner,,,,direct,speech,false,false,5,,,,,,,,,,,,model,r,0.5",
    ];
    assert_eq!(rows, expected);
    let open = Coding::read(&[Sheet { name: "c.csv", contents: &template }]).unwrap();
    assert!(open.is_empty());
    let filled = template.replace("\n,,d0", "\naccepted,,d0");
    let filled = Coding::read(&[Sheet { name: "c.csv", contents: &filled }]).unwrap();
    assert_eq!(filled.rows.len(), 4);
}
