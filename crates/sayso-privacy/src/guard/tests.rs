//! What comes out of the gate.

use proptest::prelude::*;
use sayso_model::{
    Act, ActorType, Mention, MentionType, Method, Mode, Polarity, PublicRole, ReviewStatus, Severity,
    Speaker, Stage, Statement,
};

use super::*;
use crate::{Key, Roles};

/// A letter with one of everything: a private person who signs it with a number and an address, and somebody in office.
const TEXT: &str = "Dear Rosa Lind MP,\nRosa’s friends, says Otto Varga, should call 020 7946 0958.\nOtto Varga é\n(membership no. L5550123, otto@example.org)\n12 Mill Lane, Northwick CT5 1ZZ\nVarga said L5550123 and Rosa Varga-Lind agreed.\n";

struct Sample {
    document: Document,
    extraction: Extraction,
    resolution: Resolution,
    stances: Vec<Stance>,
    diagnostics: Vec<Diagnostic>,
}

fn span(words: &str) -> Span {
    Span::of_length(TEXT.find(words).unwrap(), words.len())
}

fn actor(actor_id: &str, name: &str, public_role: PublicRole) -> Actor {
    let (given, family) = name.split_once(' ').unwrap_or((name, ""));
    Actor {
        actor_id: actor_id.to_owned(),
        actor_type: ActorType::Person,
        name: name.to_owned(),
        sort_name: None,
        given_name: Some(given.to_owned()),
        family_name: Some(family.to_owned()),
        honorific_prefix: None,
        classification: None,
        wikidata_id: None,
        public_role,
        is_registered: false,
        names: vec![ActorName {
            name: name.to_owned(),
            name_type: NameType::Name,
            is_observed: true,
            source: NameSource::Text,
        }],
        identifiers: Vec::new(),
    }
}

impl Sample {
    fn letter() -> Self {
        let metadata =
            Metadata { title: Some("By Otto Varga, otto@example.org".to_owned()), ..Metadata::default() };
        let document = Document::new("otto@example.org.txt", TEXT.as_bytes(), TEXT, metadata);
        let mention = |words: &str| Mention {
            span: span(words),
            mention_type: MentionType::Name,
            kind: None,
            method: Method::Rule,
            rule_id: "name".to_owned(),
            confidence: None,
            stands_for: None,
        };
        let statement = Statement {
            segment: 0,
            inside: None,
            content: vec![span("should call 020 7946 0958")],
            cue: vec![span("says")],
            cue_lemma: Some("say".to_owned()),
            speaker: Speaker::Named(span("Otto Varga")),
            addressee: None,
            mode: Mode::Indirect,
            act: Act::Speech,
            is_negated: false,
            is_hypothetical: false,
            method: Method::Rule,
            rule_id: "test".to_owned(),
            confidence: None,
            review_status: ReviewStatus::Auto,
        };
        let stance = Stance {
            statement: Some(0),
            holder: Some(1),
            target_type: TargetType::Actor,
            target_id: "x-per-b-otto".to_owned(),
            polarity: Some(Polarity::Support),
            score: 1.0,
            is_explicit: true,
            evidence: span("friends"),
            further: Vec::new(),
            method: Method::Rule,
            rule_id: "test".to_owned(),
            confidence: None,
            review_status: ReviewStatus::Auto,
            derived_from: None,
            abstain_reason: None,
        };
        let message = "speaker \"Varga\" (L5550123) is not resolved";
        Self {
            document,
            extraction: Extraction {
                mentions: vec![
                    mention("Rosa Lind"),
                    mention("Rosa"),
                    mention("Otto Varga"),
                    mention("otto@example.org"),
                    mention("Rosa Varga-Lind"),
                ],
                statements: vec![statement],
                ..Extraction::default()
            },
            resolution: Resolution {
                actors: vec![
                    actor("per-a-rosa", "Rosa Lind", PublicRole::Elected),
                    actor("x-per-b-otto", "Otto Varga", PublicRole::Private),
                    actor("x-per-c-mail", "otto@example.org", PublicRole::Unknown),
                ],
                mention_actors: vec![Some(0), Some(0), Some(1), Some(2), Some(0)],
                author_actors: vec![Some(1)],
                addressee_actors: vec![Some(0)],
                speaker_actors: vec![Some(1)],
                statement_addressee_actors: vec![None],
                document_author: Some(1),
                ..Resolution::default()
            },
            stances: vec![stance],
            diagnostics: vec![Diagnostic::new(
                Severity::Info,
                Stage::Normalise,
                "unresolved_speaker",
                message,
            )],
        }
    }

    fn layers(&mut self) -> Layers<'_> {
        Layers {
            document: &mut self.document,
            extraction: &mut self.extraction,
            resolution: &mut self.resolution,
            stances: &mut self.stances,
            diagnostics: &mut self.diagnostics,
        }
    }

    fn protect(&mut self, (guard, pseudonyms): &(Guard, Option<Pseudonyms>)) -> Protection {
        let redactions = guard.mask(self.layers());
        guard.publish(self.layers(), redactions, pseudonyms.as_ref())
    }

    /// Everything that tables could show, as text.
    fn shown(&self) -> String {
        let Self { document, extraction, resolution, stances, diagnostics } = self;
        format!(
            "{} {} {:?} {:?} {:?} {stances:?} {diagnostics:?}",
            document.text(),
            document.source(),
            document.metadata(),
            extraction.statements,
            resolution.actors,
        )
    }
}

fn guard(identifiers: Identifiers, roles: Option<&Roles>) -> (Guard, Option<Pseudonyms>) {
    let pseudonyms = roles.map(|roles| Pseudonyms::new(Key::from_bytes([3; Key::N_BYTES]), roles));
    (Guard::new(crate::words::english().clone(), identifiers), pseudonyms)
}

#[test]
fn identifiers_are_masked_wherever_they_stand() {
    let mut sample = Sample::letter();
    let protection = sample.protect(&guard(Identifiers::Mask, None));
    assert_eq!(
        sample.document.text(),
        "Dear Rosa Lind MP,\nRosa’s friends, says Otto Varga, should call xxx xxxx xxxx.\nOtto Varga é\n(membership no. xxxxxxxx, xxxxxxxxxxxxxxxx)\nxx xxxx xxxx, Northwick xxx xxx\nVarga said xxxxxxxx and Rosa Varga-Lind agreed.\n"
    );
    for secret in ["L5550123", "otto@example.org", "020 7946 0958", "12 Mill Lane", "CT5 1ZZ"] {
        assert!(!sample.shown().contains(secret), "{secret}");
    }
    assert!(sample.shown().contains("Otto Varga"));
    assert_eq!(protection.sensitivity, [Sensitivity::PersonalIdentifier]);
    let kinds: Vec<RedactionKind> = protection.redactions.iter().map(|redaction| redaction.kind).collect();
    use RedactionKind::{Email, MembershipNumber, Phone, PostalAddress};
    assert_eq!(kinds, [Phone, MembershipNumber, Email, PostalAddress, PostalAddress, MembershipNumber]);
    assert!(protection.redactions.iter().all(|redaction| redaction.action == RedactionAction::Masked));
    let mail = sample.resolution.actors.iter().find(|actor| actor.name == "xxxxxxxxxxxxxxxx").unwrap();
    assert_ne!(mail.actor_id, "x-per-c-mail", "an id must not be a hash of what is hidden");
}

#[test]
fn identifiers_that_are_kept_are_counted() {
    let mut sample = Sample::letter();
    let before = sample.shown();
    let protection = sample.protect(&guard(Identifiers::Keep, None));
    assert_eq!(sample.shown(), before);
    assert_eq!(protection.redactions.len(), 6);
    assert!(protection.redactions.iter().all(|redaction| redaction.action == RedactionAction::Kept));
    assert_eq!(protection.sensitivity, [Sensitivity::PersonalIdentifier]);
}

#[test]
fn private_people_get_pseudonyms_and_others_keep_their_names() {
    let mut sample = Sample::letter();
    let mut roles = Roles::default();
    roles.add(&sample.resolution);
    let old_hash = sample.document.sha256().to_owned();
    let protection = sample.protect(&guard(Identifiers::Mask, Some(&roles)));
    let text = sample.document.text();
    assert!(text.starts_with("Dear Rosa Lind MP,\nRosa’s friends, says xxxx xxxxx, should"), "{text}");
    assert!(text.ends_with("xxxxx said xxxxxxxx and Rosa Varga-Lind agreed.\n"), "{text}");
    let shown = sample.shown();
    assert!(!shown.contains("Otto") && !shown.contains("otto") && !shown.contains(&old_hash), "{shown}");
    let at = sample.resolution.document_author.unwrap();
    let person = &sample.resolution.actors[at];
    assert!(
        person.name.starts_with("Private person ") && person.actor_id.starts_with("x-prv-"),
        "{person:?}"
    );
    assert!(sample.resolution.actors.is_sorted_by_key(|actor| &actor.actor_id));
    assert_eq!((sample.resolution.speaker_actors[0], sample.stances[0].holder), (Some(at), Some(at)));
    assert_eq!(sample.stances[0].target_id, person.actor_id);
    assert_eq!(sample.resolution.actors[sample.resolution.mention_actors[0].unwrap()].name, "Rosa Lind");
    assert_eq!(
        protection.redactions.iter().filter(|redaction| redaction.kind == RedactionKind::Name).count(),
        3
    );
    let mut again = Sample::letter();
    again.protect(&guard(Identifiers::Mask, Some(&roles)));
    assert_eq!(again.shown(), shown, "the same key gives the same pseudonym");
}

/// Identifiers of every kind, with digits that differ.
fn any_identifier() -> impl Strategy<Value = (String, String)> {
    prop_oneof![
        "[a-z]{3,8}\\.[a-z]{3,8}@[a-z]{3,9}\\.(org|example)"
            .prop_map(|mail| (format!("Write to {mail}"), mail)),
        "L[1-9][0-9]{6}".prop_map(|number| (format!("membership no. {number}"), number)),
        "07700 9[0-9]{5}".prop_map(|number| (format!("my number is {number}"), number)),
        "[1-9][0-9]{1,2} (Mill|Harbour|Orchard) (Lane|Street|Road)"
            .prop_map(|house| (format!("at {house}, Northwick"), house)),
        "AB ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?C".prop_map(|number| (format!("NI {number}"), number)),
    ]
}

proptest! {
    /// Whatever stands around them and wherever they come from, identifiers are in no text that tables show.
    #[test]
    fn no_layer_shows_an_identifier(
        identifiers in prop::collection::vec(any_identifier(), 1..6),
        between in prop::sample::select(vec![". ", "\n", " é, ", ". “🚌” "]),
    ) {
        let text: String = identifiers.iter().map(|(told, _)| format!("{told}{between}")).collect();
        let mut sample = Sample::letter();
        sample.document = Document::from_text("any.txt", format!("{TEXT}{text}"));
        sample.resolution.actors[2].name = identifiers[0].1.clone();
        sample.diagnostics[0].message = format!("\"{}\" is nobody", identifiers[0].1);
        sample.extraction.statements[0].cue_lemma = Some(identifiers[0].1.to_lowercase());
        let chars = sample.document.n_chars();
        sample.protect(&guard(Identifiers::Mask, None));
        for (told, identifier) in &identifiers {
            prop_assert!(!sample.shown().to_lowercase().contains(&identifier.to_lowercase()), "{}", told);
        }
        prop_assert_eq!(sample.document.n_chars(), chars);
    }
}
