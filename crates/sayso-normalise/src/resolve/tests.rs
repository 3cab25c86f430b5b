//! Names of invented people, in texts of several countries.

use sayso_model::{
    ActorType, Metadata, NameSource, NameType, PublicRole, Resolution, SegmentType, Speaker, Vocabulary,
    Voice,
};

use crate::marked_text::{MarkedText, invented, marked_text, segment, statement};
use crate::registry::Registry;

fn resolved(text: &MarkedText) -> Resolution {
    super::resolve(&text.document, &text.segments, &text.extraction, &invented())
}

/// The actors of all mentions of `marked`, in text order.
fn check(marked: &str, expected: &[&str]) {
    assert_eq!(marked_text(marked).actors_of_mentions(&invented()), expected, "{marked}");
}

fn codes(text: &MarkedText) -> Vec<(&'static str, String)> {
    let diagnostics = resolved(text).diagnostics;
    diagnostics.iter().map(|one| (one.code, one.message.clone())).collect()
}

#[test]
fn forms_of_one_name_are_one_actor() {
    for (marked, expected) in [
        (
            "[p:Rosie Hart MP] spoke. [p:Ms Hart] and [p:Hart’s] friends saw [p:Rosie].",
            &["Rosie Hart"; 4][..],
        ),
        ("[p:Hart] came. Later [p:Rosalind Hart] left.", &["Rosie Hart"; 2]),
        ("[h:@RosieHartMP] and [h:@RosieHart1]: vote for [p:Rosie Hart]", &["Rosie Hart"; 3]),
        ("[p:Rosie Hart], of #IStandWith[h:RosieHart]", &["Rosie Hart"; 2]),
        ("[p:Mira Lund] met [p:Dr Lund]. [i:ML] won.", &["Mira Lund"; 3]),
        ("[p:Jonas (Joe) Keller] won. [p:Joe Keller] and [p:Jonas Keller] are one.", &["Jonas Keller"; 3]),
        (
            "[p:Ian Park Jnr] met [p:Ian Park Jr.] and [p:Ian Park].",
            &["Ian Park Jnr", "Ian Park Jnr", "Ian Park"],
        ),
        ("[p:Mary Ann Wills] is [p:Mary Wills].", &["Mary Ann Wills"; 2]),
        ("[p:Mira Lund] won. [p:Mira Lund Northwick] MP: [p:Mira]!", &["Mira Lund"; 3]),
        ("[p:Gabriel Rey] met [p:Gabriel Rey Marín] and [p:Mr Rey].", &["Gabriel Rey"; 3]),
        ("[p:Zoe\u{308} Brandt] is [p:Zoë Brandt].", &["Zoë Brandt"; 2]),
    ] {
        check(marked, expected);
    }
}

#[test]
fn other_countries_have_other_names() {
    for (marked, expected) in [
        (
            "[p:Anton von Hohenfels] (MdL, [a:FVP]): [p:Herr von Hohenfels] zögert.",
            &["Anton von Hohenfels", "Freie Verkehrspartei", "Anton von Hohenfels"][..],
        ),
        ("[p:Inés de la Vega] spoke; [p:Señora de la Vega] won.", &["Inés de la Vega"; 2]),
        ("[p:Sen. Amara Okoye] met [p:Senator Okoye].", &["Amara Okoye"; 2]),
        ("[p:王秀英] met [p:Amara Okoye].", &["王秀英", "Amara Okoye"]),
    ] {
        check(marked, expected);
    }
}

#[test]
fn misspellings_join_the_name_that_the_text_uses_most() {
    for (marked, expected) in [
        ("[p:Naomi Lee-Woods], [p:Naomi Woods-Lee], [p:Naomi Lee-Woods]", &["Naomi Lee-Woods"; 3][..]),
        (
            "[p:Naomi Woods-Leigh]; then [p:Naomi Leigh-Woodes] and [p:Naomi Leigh-Woodes]",
            &["Naomi Leigh-Woodes"; 3],
        ),
        ("[p:Phillip Stoneham], [p:Philip Stoneham], [p:Philip Stoneham]", &["Philip Stoneham"; 3]),
        ("[p:Rosie Hartley] met [p:Ms Hartly].", &["Rosie Hartley"; 2]),
        ("[p:Senator Mira Lee-Woods]; [p:Ms Lee-Woods]. [p:Mira Woods-Lee] said so.", &["Mira Lee-Woods"; 3]),
        ("[p:Joan Stoneham] met [p:John Stoneham].", &["Joan Stoneham", "John Stoneham"]),
    ] {
        check(marked, expected);
    }
    let resolution = resolved(&marked_text("[p:Naomi Lee-Woods], [p:Naomi Lee-woods], [p:Naomi Lee-Woods]"));
    let names: Vec<(&str, NameType)> =
        resolution.actors[0].names.iter().map(|name| (name.name.as_str(), name.name_type)).collect();
    assert_eq!(names, [("Naomi Lee-Woods", NameType::Name), ("Naomi Lee-woods", NameType::Misspelling)]);
}

#[test]
fn names_that_several_bear_stay_unresolved() {
    for (marked, expected, message) in [
        (
            "[p:Ann Keller] and [p:Bob Keller] quarrelled. [p:Keller] won, and [p:Keller] left.",
            &["Ann Keller", "Bob Keller", "?", "?"][..],
            "\"Keller\" may be Ann Keller or Bob Keller, 2 times",
        ),
        (
            "[p:Chris Lund] met [p:Chris Vale]: [p:Chris]!",
            &["Chris Lund", "Chris Vale", "?"],
            "\"Chris\" may be Chris Lund or Chris Vale",
        ),
        (
            "[p:Victor Stone] spoke.",
            &["?"],
            "\"Victor Stone\" may be per-victor-stone-1 or per-victor-stone-2",
        ),
        ("[a:CL] wins.", &["?"], "\"CL\" may be org-civic-league or org-coastal-league"),
        (
            "[p:Mira Lund], [p:Max Linde]: [i:ML]",
            &["Mira Lund", "Max Linde", "?"],
            "\"ML\" may be Mira Lund or Max Linde",
        ),
    ] {
        check(marked, expected);
        assert_eq!(codes(&marked_text(marked)), [("ambiguous_name", message.to_owned())], "{marked}");
    }
}

#[test]
fn context_settles_names_that_several_bear() {
    for (marked, expected) in [
        ("[o:Civic League] rally. [a:CL] wins.", &["Civic League"; 2][..]),
        ("[p:Victor Stone the Younger] spoke, [p:Victor Stone] said.", &["Victor Stone"; 2]),
        // Who is named in full goes before whom the registry knows by the surname alone.
        ("[p:Eve Mallory] spoke. [p:Mallory] won.", &["Eve Mallory"; 2]),
        ("[p:Mallory] won.", &["Tom Mallory"]),
        // A place with a registered seat is nobody's name, unless somebody has it.
        ("[p:Hohenfels] votes.", &["?"]),
        ("[p:Hohenfels] votes for [p:Anton Hohenfels].", &["Anton Hohenfels"; 2]),
        ("[p:Mr Victor] met [p:Victor Lund].", &["Victor", "Victor Lund"]),
    ] {
        check(marked, expected);
    }
}

#[test]
fn acronyms_of_text_and_registry() {
    for (marked, expected) in [
        ("The [o:Free Dock Workers] ([a=:FDW]) met. [a:FDW] won.", &["Free Dock Workers"; 3][..]),
        ("The [o:Freie Verkehrspartei] ([a=:FVP]) and [a:FVP]", &["Freie Verkehrspartei"; 3]),
        ("[a:XYZ] spoke; [a:XYZ] won.", &["XYZ"; 2]),
        ("[o:Fox Valley Partners] ([a=:FVP]); [a:FVP]", &["Fox Valley Partners"; 3]),
        (
            "[o:Old Dock] ([a=:OD]), [o:Own Door] ([a=:OD]), [a:OD]",
            &["Old Dock", "Old Dock", "Own Door", "Own Door", "?"],
        ),
    ] {
        check(marked, expected);
    }
    let conflict = codes(&marked_text("[o:Fox Valley Partners] ([a=:FVP]); [a:FVP]"));
    assert_eq!(conflict.len(), 1);
    assert_eq!(conflict[0].0, "acronym_conflict");
    assert!(codes(&marked_text("[o:Freie Verkehrspartei] ([a=:FVP])")).is_empty());
}

#[test]
fn bodies_and_their_short_names() {
    for (marked, expected) in [
        ("[o:Harmony] and the [o:Harmony Party]", &["Harmony Party"; 2][..]),
        ("The [o:Harmony Party] met. The [o:Party] won.", &["Harmony Party"; 2]),
        (
            "The [o:Harmony Party], then the [o:Tide Party]. Our [o:Party] won.",
            &["Harmony Party", "Tide Party", "Tide Party"],
        ),
        ("The [o:Party] won.", &["?"]),
        ("The [o:Tide Forum] met. The [c:Forum] won.", &["Tide Forum"; 2]),
        ("The [o:Tide Party] met. [o:Tide] MPs won.", &["Tide Party"; 2]),
        ("The [c:Forum] won.", &["?"]),
        ("[o:Northwick Friends of Harmony]; [o:Friends of Harmony]", &["Northwick Friends of Harmony"; 2]),
        ("[o:Tidewatch] grew; [o:Tidewatch’s] chair left.", &["Tidewatch"; 2]),
        ("[l:Harmony] is a town.", &["?"]),
        ("[h:@HarmonyHQ] and [h:@unknown_99] and #[h:NoNameAtAll]", &["Harmony Party", "@unknown_99", "?"]),
    ] {
        check(marked, expected);
    }
}

#[test]
fn the_local_body_is_the_one_that_the_text_names() {
    for (marked, expected) in [
        ("[o:Northwick LHP] met. Our [a:LHP] won.", &["Northwick Local Harmony Party"; 2][..]),
        ("Our [o:Local Harmony Party] ([a=:LHP]) and [o:Southwick LHP]", &["Southwick LHP"; 3]),
        ("Our [a:LHP] won.", &["Local Harmony Party"]),
        ("[o:Northwick LHP]: all [a:LHPs] met.", &["Northwick Local Harmony Party", "Local Harmony Party"]),
        (
            "[o:Northwick LHP], [o:Southwick LHP], [a:LHP]",
            &["Northwick Local Harmony Party", "Southwick LHP", "?"],
        ),
    ] {
        check(marked, expected);
    }
}

#[test]
fn speakers_by_name_phrase_and_pronoun() {
    let check = |marked: &str, statements: &[(&str, &str, usize)], expected: &[&str]| {
        let text = statements.iter().fold(marked_text(marked), |text, (content, speaker, nth)| {
            text.with_statement(content, speaker, *nth)
        });
        assert_eq!(text.speakers(&invented()), expected, "{marked}");
    };
    check("“Yes”, said the mayor, [p:Ann Park].", &[("Yes", "the mayor, Ann Park", 0)], &["Ann Park"]);
    check(
        "[p:Ann Park] of the [o:Harmony Party] said “no”.",
        &[("no", "Ann Park of the Harmony Party", 0)],
        &["Ann Park"],
    );
    check(
        "Supporters of [p:Ann Park] said “no”.",
        &[("no", "Supporters of Ann Park", 0)],
        &["Supporters of Ann Park"],
    );
    check("[p:Ann Park]’s office said “no”.", &[("no", "Ann Park’s office", 0)], &["Ann Park’s office"]);
    check("37 [o:Harmony] MPs said “no”.", &[("no", "37 Harmony MPs", 0)], &["37 Harmony MPs"]);
    check("Many [p:Ann Park] fans said “no”.", &[("no", "Many Ann Park fans", 0)], &["Many Ann Park fans"]);
    check("Most said “no”.", &[("no", "Most", 0)], &["?"]);
    check("The group [o:Tide Watch] said “no”.", &[("no", "The group Tide Watch", 0)], &["Tide Watch"]);
    check("[p:Ann Park] and [p:Bob Lee] said “no”.", &[("no", "Ann Park and Bob Lee", 0)], &["?"]);
    check("Nobody marked Ann Park. Ann Park said “no”.", &[("no", "Ann Park", 1)], &["Ann Park"]);
    check(
        "[p:Ann Park] said “no”. [p:Bob Lee] laughed. She said “never”.",
        &[("no", "Ann Park", 0), ("never", "She", 0)],
        &["Ann Park", "Ann Park"],
    );
    check("[p:Ms Park] met [p:Mr Lee]. She said “no”.", &[("no", "She", 0)], &["Park"]);
    check("[p:Ann Park] came.\nShe said “no”.", &[("no", "She", 0)], &["?"]);
    check(
        "A letter by [p:Ann Park] said “no”. [p:Bob Lee] laughed. The letter said “never”, the report “late”.",
        &[("no", "A letter by Ann Park", 0), ("never", "The letter", 0), ("late", "the report", 0)],
        &["Ann Park", "Ann Park", "?"],
    );
}

#[test]
fn first_person_is_the_voice_around() {
    let text = marked_text(
        "By [p:Eve Sands]\n[r:I] said “no”.\n[p:Ann Park]:\n“[r:I] asked, [r:my] friend [r:you]”\n",
    );
    let mut text = text
        .with_segment(SegmentType::Byline, "By Eve Sands", Voice::Unknown)
        .with_statement("no", "I", 0)
        .with_statement("I asked, my friend you", "Ann Park", 0);
    text.segments[0].author = Voice::Named(text.span_of("Eve Sands", 0));
    assert_eq!(text.speakers(&invented()), ["Eve Sands", "Ann Park"]);
    assert_eq!(
        text.actors_of_mentions(&invented()),
        ["Eve Sands", "Eve Sands", "Ann Park", "Ann Park", "Ann Park", "?"]
    );
    let resolution = resolved(&text);
    assert_eq!(resolution.actors[resolution.document_author.unwrap()].name, "Eve Sands");
}

#[test]
fn letters_posts_and_comments_have_authors() {
    let mut text = marked_text(
        "Story.\nDear [p:Rosie], [r:you] win. [s:Tom Vale]\n[p:Otto Brink] [h:@sea_dog] Feb 3\nhello\ngood piece\nthanks all, Evexx",
    )
    .with_segment(SegmentType::Letter, "Dear Rosie, you win. Tom Vale", Voice::Unknown)
    .with_segment(SegmentType::SocialPost, "Otto Brink @sea_dog Feb 3\nhello", Voice::Unknown)
    .with_segment(SegmentType::Comment, "good piece", Voice::UnnamedCommenter(1))
    .with_segment(SegmentType::Comment, "thanks all, Evexx", Voice::Unknown)
    .with_metadata(Metadata { author: Some("Eve Sands".to_owned()), ..Metadata::default() });
    text.segments[0].author = Voice::DocumentAuthor;
    text.segments[1].author = Voice::Named(text.span_of("Tom Vale", 0));
    text.segments[1].addressee = Some(text.span_of("Rosie", 0));
    text.segments[2].author = Voice::Named(text.span_of("Otto Brink", 0));
    text.segments[2].content = text.span_of("hello", 0);
    text.segments[4].author = Voice::Named(text.span_of("Evexx", 0));
    let post = statement(text.span_of("hello", 0), Speaker::SegmentAuthor(2));
    text.extraction.statements.push(post);

    let resolution = resolved(&text);
    let name = |at: Option<usize>| at.map_or("?", |at| resolution.actors[at].name.as_str());
    let authors: Vec<&str> = resolution.author_actors.iter().map(|at| name(*at)).collect();
    assert_eq!(authors, ["Eve Sands", "Tom Vale", "Otto Brink", "Commenter 1 on marked.txt", "Eve Sands"]);
    assert_eq!(name(resolution.addressee_actors[1]), "Rosie");
    assert_eq!(name(resolution.speaker_actors[0]), "Otto Brink");
    let mentions: Vec<&str> = resolution.mention_actors.iter().map(|at| name(*at)).collect();
    assert_eq!(mentions, ["Rosie", "Rosie", "Tom Vale", "Otto Brink", "Otto Brink"]);
    let actor = |name: &str| resolution.actors.iter().find(|actor| actor.name == name).unwrap();
    assert_eq!(actor("Commenter 1 on marked.txt").public_role, PublicRole::Private);
    assert_eq!(actor("Eve Sands").public_role, PublicRole::Unknown);
    assert_eq!(actor("Otto Brink").identifiers[0].identifier, "sea_dog");
}

#[test]
fn an_actor_shows_registry_and_text() {
    let resolution =
        resolved(&marked_text("[p:Ms Hart], that is [p:Rosie Hart MP], [h:@RosieHartMP], and [a:CL]"));
    let [actor] = resolution.actors.as_slice() else { panic!("one actor") };
    assert_eq!((actor.actor_id.as_str(), actor.actor_type), ("per-rosie-hart", ActorType::Person));
    assert_eq!(actor.sort_name.as_deref(), Some("Hart, Rosie"));
    assert_eq!(actor.public_role, PublicRole::Elected);
    let names: Vec<(&str, NameType, bool, NameSource)> = actor
        .names
        .iter()
        .map(|name| (name.name.as_str(), name.name_type, name.is_observed, name.source))
        .collect();
    assert_eq!(
        names,
        [
            ("Ms Hart", NameType::Title, true, NameSource::Text),
            ("Rosalind Hart", NameType::FullName, false, NameSource::Registry),
            ("Rosie Hart", NameType::Name, true, NameSource::Registry),
            ("RosieHartMP", NameType::Handle, true, NameSource::Registry),
        ]
    );
    let identifiers: Vec<(&str, &str)> =
        actor.identifiers.iter().map(|one| (one.scheme.as_str(), one.identifier.as_str())).collect();
    assert_eq!(identifiers, [("handle", "RosieHartMP"), ("parliament", "17"), ("wikidata", "Q1000002")]);
}

#[test]
fn unknown_people_meet_across_documents_by_full_name_only() {
    let id = |marked: &str| resolved(&marked_text(marked)).actors[0].actor_id.clone();
    assert_eq!(id("[p:Mira Lund] left."), id("[p:Mira Lund] stayed."));
    assert_ne!(id("[p:Ms Lund] left."), id("[p:Ms Lund] stayed."));
    assert_eq!(id("[o:Tide Watch] left."), id("the [o:Tide Watch] stayed."));
}

#[test]
fn what_tells_bearers_of_one_name_apart_is_told() {
    use sayso_model::{AffiliationDraft, AffiliationStatus, BodyWords};
    let mut text = marked_text("[p:Ann Lund] of the [o:Tide Party] and [p:Rosie Hart] met.")
        .with_metadata(Metadata { date: Some("2019-03".to_owned()), ..Metadata::default() });
    let span = |words: &str| text.span_of(words, 0);
    let draft = |member: &str, body: BodyWords, role: &str, status| AffiliationDraft {
        member: span(member),
        organisation: body,
        role: Some(role.to_owned()),
        area: (role == "MP").then(|| span("met")),
        status,
        start_date: None,
        end_date: None,
        date: None,
        evidence: span(member),
        rule_id: "marked",
        confidence: 0.9,
    };
    let party = || BodyWords::Named(span("Tide Party"));
    let parliament = || BodyWords::ByOffice("Norland Assembly".to_owned());
    text.extraction.affiliations = vec![
        draft("Ann Lund", party(), "member", AffiliationStatus::Current),
        draft("Ann Lund", parliament(), "MP", AffiliationStatus::Current),
        draft("Ann Lund", parliament(), "clerk", AffiliationStatus::Former),
        draft("Rosie Hart", party(), "member", AffiliationStatus::Current),
    ];
    let resolution = resolved(&text);
    let told: Vec<(&str, Vec<&str>, Option<u16>)> = resolution
        .actors
        .iter()
        .zip(super::contexts(&text.document, &resolution))
        .filter(|(_, context)| !context.facts.is_empty())
        .map(|(actor, context)| {
            let facts = context.facts.iter().map(|fact| fact.aspect.as_str()).collect();
            (actor.name.as_str(), facts, context.year)
        })
        .collect();
    assert_eq!(told, [("Ann Lund", vec!["party", "chamber", "seat"], Some(2019))]);
}

#[test]
fn counts_for_coverage() {
    let text = marked_text("[p:Ann Park] met [?:Second Storm]. [n:Our mayor] said “no”. She said “so”.")
        .with_statement("no", "Our mayor", 0)
        .with_statement("so", "She", 0);
    let resolution = resolved(&text);
    assert_eq!(resolution.coverage, [("names_resolved", 1), ("speakers_named", 2), ("speakers_resolved", 1)]);
    let found: Vec<&str> = resolution.diagnostics.iter().map(|one| one.code).collect();
    assert_eq!(found, ["unresolved_speaker"]);
    assert!(resolution.diagnostics[0].span.is_some());
}

#[test]
fn an_empty_registry_resolves_what_the_text_tells() {
    let text = marked_text("[p:Ann Park] of the [o:Harmony Party] ([a=:HP]): [p:Ms Park] leads [a:HP].");
    assert_eq!(
        text.actors_of_mentions(&Registry::default()),
        ["Ann Park", "Harmony Party", "Harmony Party", "Ann Park", "Harmony Party"]
    );
}

#[test]
fn nested_voices() {
    let mut text = marked_text("[p:Ann Park] wrote “Bob said I lied, I swear”.")
        .with_statement("Bob said I lied, I swear", "Ann Park", 0)
        .with_statement("swear", "I", 1);
    text.extraction.statements[1].inside = Some(0);
    assert_eq!(text.speakers(&invented()), ["Ann Park", "Ann Park"]);
    let quote = segment(SegmentType::BlockQuote, text.span_of("Bob said I lied", 0));
    text.segments.push(quote);
    assert_eq!(resolved(&text).author_actors, [None, None]);
}
