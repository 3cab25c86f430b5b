//! What the shipped model and its constraints give on invented texts: each constraint with what it lets through and what it stops.

use sayso_model::Method;

use super::testing::read;
use crate::testing::line;

/// Checks the statements of `text`, each as `speaker | cue | content parts joined by … | mode act`, with `not`, `if` and `to …`.
fn check(text: &str, expected: &[&str]) {
    let (document, extraction) = read(text);
    let found: Vec<String> =
        extraction.statements.iter().map(|statement| line(&document, statement)).collect();
    assert_eq!(found, expected, "{text}");
    let is_sure = |confidence: Option<f64>| confidence.is_some_and(|sure| sure > 0.0 && sure <= 1.0);
    let learned = extraction.statements.iter().filter(|statement| statement.method == Method::Model);
    assert!(learned.map(|statement| statement.confidence).all(is_sure), "{text}");
}

#[test]
fn direct_indirect_and_mixed() {
    check(
        "“We will win this vote,” said Orla Quill, the mayor, on Tuesday.",
        &["Orla Quill, the mayor | said | We will win this vote | direct speech"],
    );
    check(
        "Orla Quill said that the council would lose the vote.",
        &["Orla Quill | said | the council would lose the vote | indirect speech"],
    );
    check(
        "Orla Quill said the vote was “a disgrace to this town” and should be held again.",
        &[
            "Orla Quill | said | the vote was “a disgrace to this town” and should be held again | mixed speech",
        ],
    );
}

#[test]
fn marks_pair_up_whatever_they_are() {
    check(
        "Orla Quill said: \"The bridge will be closed.\"",
        &["Orla Quill | said | The bridge will be closed. | direct speech"],
    );
    check(
        "Orla Quill said, ''The bridge will be closed.''",
        &["Orla Quill | said | The bridge will be closed. | direct speech"],
    );
    check(
        "Orla Quill said: «The bridge will be closed.»",
        &["Orla Quill | said | The bridge will be closed. | direct speech"],
    );
}

#[test]
fn an_interrupted_quotation_is_one_statement() {
    check(
        "“The bridge is safe,” Orla Quill said, “and it will stay open all winter.”",
        &["Orla Quill | said | The bridge is safe … and it will stay open all winter. | direct speech"],
    );
}

#[test]
fn several_paragraphs_are_one_quotation() {
    check(
        "Orla Quill said: “The bridge is safe.\n“It will stay open all winter.”",
        &["Orla Quill | said | The bridge is safe. … It will stay open all winter. | direct speech"],
    );
}

#[test]
fn denied_and_supposed_speech_is_marked() {
    check(
        "Orla Quill did not say that the bridge was safe.",
        &["Orla Quill | did not say | the bridge was safe | indirect speech not"],
    );
}

#[test]
fn thoughts_and_wishes_are_told_from_speech() {
    check(
        "Orla Quill believes that the bridge is safe. She wants to keep it open.",
        &[
            "Orla Quill | believes | the bridge is safe | indirect thought",
            "She | wants | to keep it open | indirect attitude",
        ],
    );
}

#[test]
fn what_nobody_voiced_is_no_report() {
    check("I hope that the bridge is safe, and I believe that it is.", &[]);
    check("We must say that the bridge is safe.", &[]);
    check("Can anyone who thinks that the bridge is safe leave the club?", &[]);
    check("Why that happened is a question still being asked by many voters.", &[]);
}

#[test]
fn what_says_nothing_is_no_statement() {
    check("The council thinks so, and the mayor likes it.", &[]);
    check("The ‘friends’ of the bridge met in the “Old Harbour” pub on Monday.", &[]);
}

#[test]
fn who_is_told_does_not_say_it() {
    check(
        "Orla Quill was told that the bridge would be closed.",
        &["? | was told | the bridge would be closed | indirect speech to Orla Quill"],
    );
}

#[test]
fn what_a_long_quotation_reports_is_found_within_it() {
    let long = "The council has spent years on this bridge, and nobody in this town has ever been asked who should pay for it. The club argues that the money must be found by the region, and the old bridge is still safe to walk on.";
    let within = "The club | argues | the money must be found by the region, and the old bridge is still safe to walk on | indirect speech";
    check(
        &format!("Orla Quill said: “{long}”"),
        &[&format!("Orla Quill | said | {long} | direct speech"), within],
    );
    let short = "The club argues that the money must be found by the region.";
    check(&format!("Orla Quill said: “{short}”"), &[&format!("Orla Quill | said | {short} | direct speech")]);
}

#[test]
fn indirect_speech_ends_with_its_sentence() {
    check(
        "I replied saying that the mayor is a hard working woman, unlike some. Then I left the club.",
        &["I | replied saying | the mayor is a hard working woman, unlike some | indirect speech"],
    );
}
