//! Affiliations: the drafts of the extract stage with their words resolved.

use sayso_model::{
    Act, ActorType, Affiliation, AffiliationDraft, AffiliationStatus, BodyWords, Classification, Diagnostic,
    Document, MentionType, Method, Mode, Severity, Span, Stage, fold_words,
};

use super::antecedents::Antecedents;
use super::cast::only;
use super::layout::Layout;
use super::nominals;
use super::phrase::member_at;
use super::pronouns::{self, pronoun};
use super::scene::Scene;
use super::speakers::{Contents, Speakers};
use super::voices::Voices;
use crate::name_key::name_key;
use crate::words::PARLIAMENTS;

/// A draft with the actors it names.
#[derive(Debug)]
pub(crate) struct Bond<'a> {
    pub(crate) draft: &'a AffiliationDraft,
    pub(crate) member: usize,
    pub(crate) organisation: usize,
    pub(crate) status: AffiliationStatus,
}

impl Bond<'_> {
    /// The affiliation as tables show it, where `index_of` gives each member of the cast its place among the actors.
    pub(crate) fn published(&self, document: &Document, index_of: &[Option<usize>]) -> Option<Affiliation> {
        let words = |span: Span| fold_words(document.slice(span));
        Some(Affiliation {
            member: index_of[self.member]?,
            organisation: index_of[self.organisation]?,
            role: self.draft.role.clone(),
            area: self.draft.area.map(words),
            status: self.status,
            start_date: self.draft.start_date.clone(),
            end_date: self.draft.end_date.clone(),
            date_text: self.draft.date.map(words),
            evidence: self.draft.evidence,
            method: Method::Rule,
            rule_id: self.draft.rule_id.to_owned(),
            confidence: Some(self.draft.confidence),
        })
    }
}

/// Resolves every draft; one whose member or body stays unresolved is a diagnostic.
pub(crate) fn resolve<'a>(
    scene: &mut Scene<'a>,
    voices: &Voices,
    speakers: &Speakers,
    antecedents: &Antecedents,
    layout: &Layout,
) -> Vec<Bond<'a>> {
    let extraction = scene.extraction;
    let contents = Contents::new(&extraction.statements);
    let only_parliament = only_parliament(scene);
    let mut bonds: Vec<Bond> = Vec::new();
    for draft in &extraction.affiliations {
        let known = pronouns::first_person(scene, draft.member, voices, speakers, &contents, layout);
        let member = known
            .unwrap_or_else(|| one_at(scene, draft.member, antecedents, layout))
            .or_else(|| body_of_noun(scene, draft.member, layout));
        let organisation = match &draft.organisation {
            BodyWords::Named(span) => body_at(scene, *span, antecedents, layout),
            BodyWords::ByOffice(name) => Some(parliament(scene, name, only_parliament)),
        };
        let is_body = |at: &usize| scene.cast.member(*at).actor_type == ActorType::Organisation;
        let organisation = organisation.filter(is_body).filter(|body| Some(*body) != member);
        let (Some(member), Some(organisation)) = (member, organisation) else {
            report(scene, draft);
            continue;
        };
        let status = match draft.status {
            AffiliationStatus::Current
                if CLAIMING_RULES.contains(&draft.rule_id)
                    && is_reported(scene, &contents, draft.evidence) =>
            {
                AffiliationStatus::Claimed
            }
            status => status,
        };
        let is_known = bonds.iter().rev().take(MAX_LOOK_BACK).any(|known| {
            let same = (known.member, known.organisation) == (member, organisation);
            same && known.draft.role == draft.role && known.draft.evidence == draft.evidence
        });
        if !is_known {
            bonds.push(Bond { draft, member, organisation, status });
        }
    }
    bonds
}

/// Rules whose words say something of their own, which somebody may claim. "Ann Park MP" only names her, whoever speaks.
const CLAIMING_RULES: &[&str] = &["role_of_subject", "membership_verbs"];

/// Drafts with the same evidence stand together.
const MAX_LOOK_BACK: usize = 8;

/// The actor for a name, or for a pronoun of the third person.
pub(crate) fn one_at(scene: &Scene, span: Span, antecedents: &Antecedents, layout: &Layout) -> Option<usize> {
    if pronoun(scene.document.slice(span)).is_none() {
        return member_at(scene, span);
    }
    let occurrence = scene.by_span.get(&span).copied();
    let known = occurrence.and_then(|at| scene.member_of(at).or_else(|| antecedents.member(scene, at)));
    known.or_else(|| nearest_person(scene, span, layout))
}

/// The body for a name, or for "its": by its antecedent, else the body named last before it in the same paragraph.
fn body_at(scene: &Scene, span: Span, antecedents: &Antecedents, layout: &Layout) -> Option<usize> {
    if pronoun(scene.document.slice(span)).is_none() {
        return member_at(scene, span).or_else(|| body_of_noun(scene, span, layout));
    }
    let linked = scene.by_span.get(&span).and_then(|at| antecedents.member(scene, *at));
    let mentions = &scene.extraction.mentions;
    let n_before = mentions.partition_point(|mention| mention.span.start_byte() < span.start_byte());
    let line = layout.line(span.start_byte());
    let mut named = (0..n_before)
        .rev()
        .take(MAX_MENTIONS_BACK)
        .take_while(|at| layout.line(mentions[*at].span.start_byte()) == line)
        .filter_map(|at| scene.member_of(at));
    linked.or_else(|| named.find(|member| scene.cast.member(*member).actor_type == ActorType::Organisation))
}

/// The body that a noun means, where it is nobody's name: "the organisation", "party" of "party member".
fn body_of_noun(scene: &Scene, span: Span, layout: &Layout) -> Option<usize> {
    if scene.by_span.contains_key(&span) {
        return None;
    }
    nominals::body(scene, layout, span)
}

/// The person named last before a pronoun in the same sentence; else the one person named before it in the same paragraph.
fn nearest_person(scene: &Scene, span: Span, layout: &Layout) -> Option<usize> {
    let mentions = &scene.extraction.mentions;
    let n_before = mentions.partition_point(|mention| mention.span.start_byte() < span.start_byte());
    let line = layout.line(span.start_byte());
    let people: Vec<usize> = (0..n_before)
        .rev()
        .take(MAX_MENTIONS_BACK)
        .take_while(|at| layout.line(mentions[*at].span.start_byte()) == line)
        .filter(|at| !matches!(mentions[*at].mention_type, MentionType::Pronoun | MentionType::Nominal))
        .filter(|at| scene.member_of(*at).is_some_and(|member| scene.cast.member(member).is_person()))
        .collect();
    let at = *people.first()?;
    let between = scene.document.slice(Span::between(mentions[at].span.end_byte(), span.start_byte()));
    let is_same_sentence = !between.contains(['!', '?']) && !between.contains(". ");
    let is_only_one = people.iter().all(|other| scene.member_of(*other) == scene.member_of(at));
    scene.member_of(at).filter(|_| is_same_sentence || is_only_one)
}

/// How far back a pronoun looks, so that a long line of names costs no more than a short one.
const MAX_MENTIONS_BACK: usize = 50;

/// Whether the words stand in what somebody is reported to have said, in the reporter's words.
fn is_reported(scene: &Scene, contents: &Contents, evidence: Span) -> bool {
    let statements = &scene.extraction.statements;
    let holder = contents.innermost_where(statements, evidence, |_| true);
    holder.is_some_and(|at| {
        matches!(statements[at].mode, Mode::Indirect | Mode::Mixed)
            && matches!(statements[at].act, Act::Speech | Act::Writing)
    })
}

/// The body in which an office is held: a registered one of its name, else the one parliament that the document names, else the body
/// that the office's name tells of, in this document alone.
fn parliament(scene: &mut Scene, name: &str, only_parliament: Option<usize>) -> usize {
    if let [entry] = scene.registry.with_name_on(name, scene.date)[..] {
        return scene.cast.registered(scene.registry, entry);
    }
    only_parliament.unwrap_or_else(|| scene.cast.other(ActorType::Organisation, name, true))
}

/// The one parliament among the document's bodies.
fn only_parliament(scene: &Scene) -> Option<usize> {
    let members = scene.cast.members().iter().enumerate();
    let parliaments =
        members.filter(|(_, member)| match member.entry.map(|entry| scene.registry.entry(entry)) {
            Some(entry) => entry.classification == Some(Classification::Parliament),
            None => member.actor_type == ActorType::Organisation && is_parliament(&member.name),
        });
    only(&parliaments.map(|(at, _)| at).collect())
}

/// Whether a body that nobody registered is a parliament by its name.
fn is_parliament(name: &str) -> bool {
    let key = name_key(name);
    key.starts_with("house of ") || key.split(' ').next_back().is_some_and(|last| PARLIAMENTS.contains(&last))
}

fn report(scene: &mut Scene, draft: &AffiliationDraft) {
    let message = format!("affiliation {:?} is not resolved", scene.document.slice(draft.evidence));
    let diagnostic = Diagnostic::new(Severity::Info, Stage::Normalise, "unresolved_affiliation", message);
    scene.diagnostics.push(diagnostic.at(draft.evidence));
}

#[cfg(test)]
mod tests {
    use sayso_model::{AffiliationDraft, AffiliationStatus, BodyWords};

    use crate::marked_text::{MarkedText, invented, marked_text};

    /// A draft whose member and body are the first places of these words; "(…)" is a body that an office tells.
    fn with_draft(mut text: MarkedText, member: &str, body: &str, role: &str) -> MarkedText {
        let organisation = match body.strip_prefix('(') {
            Some(name) => BodyWords::ByOffice(name.trim_end_matches(')').to_owned()),
            None => BodyWords::Named(text.span_of(body, 0)),
        };
        text.extraction.affiliations.push(AffiliationDraft {
            member: text.span_of(member, 0),
            organisation,
            role: Some(role.to_owned()),
            area: None,
            status: AffiliationStatus::Current,
            start_date: None,
            end_date: None,
            date: None,
            evidence: text.span_of(member, 0),
            rule_id: "membership_verbs",
            confidence: 0.9,
        });
        text
    }

    fn check(marked: &str, member: &str, body: &str, expected: Option<(&str, &str, AffiliationStatus)>) {
        let text = with_draft(marked_text(marked), member, body, "member");
        let resolution = crate::resolve(&text.document, &text.segments, &text.extraction, &invented());
        let name = |at: usize| resolution.actors[at].name.as_str();
        let found: Vec<(&str, &str, AffiliationStatus)> = resolution
            .affiliations
            .iter()
            .map(|one| (name(one.member), name(one.organisation), one.status))
            .collect();
        assert_eq!(found, expected.into_iter().collect::<Vec<_>>(), "{marked}");
        let codes: Vec<&str> = resolution.diagnostics.iter().map(|one| one.code).collect();
        assert_eq!(codes.contains(&"unresolved_affiliation"), expected.is_none(), "{marked}");
    }

    #[test]
    fn words_become_actors() {
        use AffiliationStatus::Current;
        check(
            "[p:Ann Park] joined [o:Tide Watch].",
            "Ann Park",
            "Tide Watch",
            Some(("Ann Park", "Tide Watch", Current)),
        );
        check(
            "[p:Ann Park] left, and she joined [o:Tide Watch].",
            "she",
            "Tide Watch",
            Some(("Ann Park", "Tide Watch", Current)),
        );
        check(
            "[p:Ann Park] lives in Tidewick. She’s in [o:Tide Watch].",
            "She",
            "Tide Watch",
            Some(("Ann Park", "Tide Watch", Current)),
        );
        check("[p:Ann Park] met [p:Eve Sands]. She joined [o:Tide Watch].", "She", "Tide Watch", None);
        check("He joined [o:Tide Watch].", "He", "Tide Watch", None);
        check("[p:Ann Park] joined [p:Eve Sands].", "Ann Park", "Eve Sands", None);
        let its = "[o:Tide Watch] met, and its chair, [p:Ann Park], sang.";
        check(its, "Ann Park", "its", Some(("Ann Park", "Tide Watch", Current)));
        check("The group met, and its chair, [p:Ann Park], sang.", "Ann Park", "its", None);
    }

    #[test]
    fn an_office_has_its_parliament() {
        use AffiliationStatus::Current;
        let parliament = |name| Some(("Ann Park", name, Current));
        check("[p:Ann Park] MP left.", "Ann Park", "(Parliament)", parliament("Parliament"));
        check(
            "[p:Ann Park] MP left the [o:Norland Assembly].",
            "Ann Park",
            "(Parliament)",
            parliament("Norland Assembly"),
        );
        check(
            "[p:Ann Park] MP left the [o:Norland Assembly] for the [o:House of Tides].",
            "Ann Park",
            "(Parliament)",
            parliament("Parliament"),
        );
    }

    #[test]
    fn what_somebody_says_is_claimed() {
        let text = marked_text("[p:Eve Sands] said that [p:Ann Park] joined [o:Tide Watch].");
        let mut text = with_draft(text, "Ann Park", "Tide Watch", "member").with_statement(
            "Ann Park joined Tide Watch",
            "Eve Sands",
            0,
        );
        let status = |text: &MarkedText| {
            crate::resolve(&text.document, &text.segments, &text.extraction, &invented()).affiliations[0]
                .status
        };
        assert_eq!(status(&text), AffiliationStatus::Current);
        text.extraction.statements[0].mode = sayso_model::Mode::Indirect;
        assert_eq!(status(&text), AffiliationStatus::Claimed);
    }
}
