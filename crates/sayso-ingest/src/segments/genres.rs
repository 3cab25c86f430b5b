//! Invented texts of several genres and countries, as tests of the rules together.

use super::outline::{check, shown};

#[test]
fn newspaper_article_with_subheads() {
    check(
        "Tenants vote to leave the hall\n\
         By Ngozi Hara, Housing correspondent\n\
         4 March 2019\n\n\
         Tenants in Aylmer voted on Monday to give up the town hall, which has had no heating since the winter of 2015.\n\n\
         A cold house\n\n\
         The chair of the tenants’ union, Seán Ó Briain, said: “We have had enough.” He declined to say where they would go next.\n\n\
         Photograph: Tom Reed/Aylmer Echo\n\n\
         © 2019 Aylmer Echo",
        &[
            "heading | ? | Tenants vote to leave the hall",
            "byline | Ngozi Hara | By Ngozi Hara, Housing correspondent",
            "boilerplate | ? | 4 March 2019",
            "body | Ngozi Hara | Tenants in Aylmer voted … winter of 2015.",
            "heading | ? | A cold house",
            "body | Ngozi Hara | The chair of the … would go next.",
            "caption | ? | Photograph: Tom Reed/Aylmer Echo",
            "boilerplate | ? | © 2019 Aylmer Echo",
        ],
    );
}

#[test]
fn newsgroup_post() {
    check(
        "From: Tom Reed <tom@aylmer.example>\n\
         Newsgroups: aylmer.politics\n\
         Subject: Re: The hall\n\n\
         Ngozi Hara <ngozi@aylmer.example> wrote:\n\
         > The hall is cold, and the council knows it.\n\
         >\n\
         > It will not pay.\n\n\
         It cannot pay. That is another thing.\n\n\
         -- \n\
         Tom Reed\n\
         Aylmer, where the hills are",
        &[
            "byline | Tom Reed | From: Tom Reed <tom@aylmer.example>",
            "boilerplate | ? | Newsgroups: aylmer.politics",
            "boilerplate | ? | Subject: Re: The hall",
            "body | Tom Reed | Ngozi Hara <ngozi@aylmer.example> wrote:",
            "block_quote | Ngozi Hara | The hall is cold, … will not pay.",
            "body | Tom Reed | It cannot pay. That is another thing.",
            "boilerplate | ? | -- Tom Reed Aylmer, where the hills are",
        ],
    );
}

#[test]
fn open_letter_to_a_minister() {
    check(
        "Dear Minister,\n\n\
         We are nurses in the wards of Wexmoor. Since June we have had no night staff.\n\n\
         We ask you to come and see.\n\n\
         Yours respectfully,\n\n\
         Aoife Ní Dhomhnaill, ward sister\n\
         Kwame Asante-Boyd, nurse",
        &["letter | Aoife Ní Dhomhnaill to Minister | We are nurses in … come and see."],
    );
}

#[test]
fn press_digest() {
    check(
        "From the papers\n\n\
         The Aylmer Echo’s editorial read as follows:\n\n\
         “Nobody wants the hall. Nobody ever did.”\n\n\
         ***\n\n\
         In Wexmoor, the ward sister Aoife Ní Dhomhnaill tweeted:\n\n\
         “No night staff again.”\n\n\
         She declined to add to that.",
        &[
            "body | ? | From the papers The … read as follows:",
            "block_quote | Aylmer Echo | Nobody wants the hall. Nobody ever did.",
            "boilerplate | ? | ***",
            "body | ? | In Wexmoor, the ward … Ní Dhomhnaill tweeted:",
            "block_quote | Aoife Ní Dhomhnaill | No night staff again.",
            "body | ? | She declined to add to that.",
        ],
    );
}

#[test]
fn transcript_and_parliament_stay_in_the_body() {
    for text in [
        "REED: You have the floor.\nHARA: Thank you. The hall is cold.\nREED: It is.",
        "Tom Reed (Aylmer) (Ind): I beg to move that the hall be heated.\nNgozi Hara (Wexmoor) (Grn): Will he give way?\nTom Reed: No.",
    ] {
        check(text, &[&format!("body | ? | {}", shown(text))]);
    }
}

#[test]
fn prose_that_only_looks_like_layout() {
    for text in [
        "He said the following: nothing.\nWe left.",
        "The list was short:\n- chairs\n- tables",
        "We called one name.\nAnn Park\nNobody came.",
        "Dear me, it was cold.\nYours truly went home.",
        "By then it was over.\nShare of the vote: none.",
    ] {
        check(text, &[&format!("body | ? | {}", shown(text))]);
    }
}

#[test]
fn quotations_in_other_conventions() {
    check(
        "Aoife Ní Dhomhnaill wrote:\n« Le conseil sait. »\nKwame Asante-Boyd replied:\n„Der Rat weiß es.“",
        &[
            "body | ? | Aoife Ní Dhomhnaill wrote:",
            "block_quote | Aoife Ní Dhomhnaill | Le conseil sait.",
            "body | ? | Kwame Asante-Boyd replied:",
            "block_quote | Kwame Asante-Boyd | Der Rat weiß es.",
        ],
    );
}
