//! One HTML file: the page's frame with style, data and script in it, and a policy that lets nothing else in.

use std::fmt::Write;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::site::{Places, Site};
use crate::text::Texts;
use sayso_published::PublishedError;
use sayso_published::Tables;

/// The frame; `{{name}}` stands for what is filled in.
const FRAME: &str = include_str!("../assets/page.html");

const STYLE: &str = include_str!("../assets/report.css");

/// All of the script, in the order in which it runs.
const SCRIPT: &str = concat!(
    "\"use strict\";\n{\n",
    include_str!("../assets/dom.js"),
    include_str!("../assets/site.js"),
    include_str!("../assets/route.js"),
    include_str!("../assets/filters.js"),
    include_str!("../assets/cards.js"),
    include_str!("../assets/text.js"),
    include_str!("../assets/documents.js"),
    include_str!("../assets/actors.js"),
    include_str!("../assets/matrix.js"),
    include_str!("../assets/layout.js"),
    include_str!("../assets/network.js"),
    include_str!("../assets/timeline.js"),
    include_str!("../assets/coverage.js"),
    include_str!("../assets/main.js"),
    "}\n",
);

/// Which of a report's pages it is.
pub(crate) enum Kind {
    /// The only one.
    Whole,
    /// The page of all documents, without their texts; `address` tells where a document's own page is.
    Index {
        /// From a document's id to the address of its page.
        address: fn(&str) -> String,
    },
    /// The page of one document.
    Document {
        /// Address of the page of all documents.
        home: &'static str,
    },
}

/// The page of `tables`.
pub(crate) fn page(tables: &Tables, kind: &Kind) -> Result<String, PublishedError> {
    let places = Places::of(tables)?;
    // gathered for an index too, so that what is wrong with the tables is told before any file is written
    let texts = Texts::gather(tables, &places)?;
    let (home, address) = match kind {
        Kind::Whole => (None, None),
        Kind::Index { address } => (None, Some(address)),
        Kind::Document { home } => (Some(*home), None),
    };
    let site = Site::build(tables, &places, home, |id| address.map(|address| address(id)))?;
    let mut data = element("site", &site);
    if address.is_none() {
        for number in 0..tables.documents.len() {
            data.push_str(&element(&format!("text-{number}"), &texts.text(&places, number)));
        }
    }
    Ok(framed(&title(tables, kind, &places), &data))
}

/// The dataset's title; a document's own page has the document's before it.
fn title(tables: &Tables, kind: &Kind, places: &Places<'_>) -> String {
    match (kind, places.document_rows()) {
        (Kind::Document { .. }, [(_, row)]) => {
            format!("{} – {}", row.title.as_deref().unwrap_or(&row.source), tables.title)
        }
        _ => tables.title.clone(),
    }
}

fn framed(title: &str, data: &str) -> String {
    let title = escaped(title);
    let policy = format!(
        "default-src 'none'; script-src '{}'; style-src '{}'; base-uri 'none'; form-action 'none'; \
         require-trusted-types-for 'script'; trusted-types 'none'",
        hash(SCRIPT),
        hash(STYLE),
    );
    let value = |name: &str| match name {
        "title" => title.as_str(),
        "policy" => policy.as_str(),
        "generator" => concat!("sayso ", env!("CARGO_PKG_VERSION")),
        "style" => STYLE,
        "data" => data,
        "script" => SCRIPT,
        _ => "",
    };
    let mut page = String::with_capacity(FRAME.len() + STYLE.len() + SCRIPT.len() + data.len());
    for (nth, piece) in FRAME.split("{{").enumerate() {
        match piece.split_once("}}") {
            Some((name, rest)) if nth > 0 => {
                page.push_str(value(name));
                page.push_str(rest);
            }
            _ => page.push_str(piece),
        }
    }
    page
}

/// What the policy calls a script or style: the hash of what stands between its tags.
fn hash(contents: &str) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(contents)))
}

/// Data in an element that no browser runs.
fn element(id: &str, value: &impl Serialize) -> String {
    // a struct of strings, numbers and lists always has a JSON form
    let json = serde_json::to_string(value).unwrap_or_default();
    format!("<script type=\"application/json\" id=\"{id}\">{}</script>\n", contained(&json))
}

/// JSON without any character that could end its element, start a comment, or stand for another in HTML.
///
/// All of them occur within strings only, where JSON lets them be written as numbers.
fn contained(json: &str) -> String {
    let mut out = String::with_capacity(json.len() + json.len() / 16);
    for symbol in json.chars() {
        match symbol {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                let _ = write!(out, "\\u{:04x}", u32::from(symbol));
            }
            _ => out.push(symbol),
        }
    }
    out
}

/// Text as HTML that shows it.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for symbol in text.chars() {
        match symbol {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(symbol),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;

    /// Contents of the elements that hold data, as a browser would hand them to the script.
    fn data(page: &str) -> Vec<serde_json::Value> {
        let elements = page.split("<script type=\"application/json\" id=\"").skip(1);
        let json = elements.map(|rest| rest.split_once("\">").unwrap().1.split("</script").next().unwrap());
        json.map(|json| serde_json::from_str(json).unwrap()).collect()
    }

    #[test]
    fn nothing_of_a_document_can_be_markup() {
        let hostile =
            "</script><script>alert(1)</script><!-- & <img src=x onerror=alert(1)> \u{2028}{{script}}";
        let mut tables = samples::letter();
        tables.title = hostile.to_owned();
        tables.actors[0].name = hostile.to_owned();
        tables.documents[0].text.push_str(&format!("\n{hostile}\n"));
        let page = page(&tables, &Kind::Whole).unwrap();
        assert_eq!(page.matches("<script").count(), 3, "site, one text, the script");
        assert_eq!(page.matches("</script").count(), 3);
        assert!(!page.contains("<!-- ") && !page.contains("<img"));
        let data = data(&page);
        assert_eq!(data[0]["actors"][0]["name"], hostile);
        assert!(data[1].to_string().contains("<img src=x onerror=alert(1)>"));
    }

    #[test]
    fn the_policy_names_what_is_there_and_nothing_else() {
        let page = page(&samples::letter(), &Kind::Whole).unwrap();
        let policy = page.split("content=\"").nth(1).unwrap().split('"').next().unwrap();
        assert!(policy.starts_with("default-src 'none'; script-src 'sha256-"), "{policy}");
        for (contents, name) in [(SCRIPT, "script"), (STYLE, "style")] {
            assert!(page.contains(&format!("<{name}>{contents}</{name}>")), "{name}");
            assert!(policy.contains(&hash(contents)), "{name}");
        }
        assert!(!policy.contains("unsafe"));
        let outside = ["src=", "@import", "url(", "fetch(", "innerHTML", "style=", " href=\"http"];
        for word in outside {
            assert!(![FRAME, STYLE, SCRIPT].iter().any(|part| part.contains(word)), "{word}");
        }
    }

    #[test]
    fn every_file_of_the_script_is_in_it() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
        let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let files: Vec<_> = files.filter(|path| path.extension().is_some_and(|word| word == "js")).collect();
        assert!(files.len() > 10);
        for path in files {
            assert!(SCRIPT.contains(&std::fs::read_to_string(&path).unwrap()), "{}", path.display());
        }
    }

    /// Browsers turn a carriage return into a line feed and end a script at its end tag, and the hash would be of something else.
    #[test]
    fn style_and_script_are_taken_as_they_are_written() {
        for part in [FRAME, STYLE, SCRIPT] {
            assert!(!part.contains('\r'));
        }
        for word in ["</", "<!--", "<script"] {
            assert!(!SCRIPT.contains(word) && !STYLE.contains(word), "{word}");
        }
    }

    #[test]
    fn every_place_of_the_frame_is_filled() {
        let page = framed("Rent & more", "[data]");
        let frame = page.replace(STYLE, "").replace(SCRIPT, "");
        assert!(!frame.contains("{{") && !frame.contains("}}") && !frame.contains("\"\""), "{frame}");
        assert!(
            frame.contains("<title>Rent &amp; more</title>") && frame.contains("[data]<script></script>")
        );
    }

    #[test]
    fn positions_are_code_points_also_behind_emoji() {
        let page = page(&samples::letter(), &Kind::Whole).unwrap();
        let text = data(&page)[1].to_string();
        assert!(text.contains(r#""n":["Nobody 👩‍👧 can pay"]"#), "{text}");
        assert!(text.contains(r#""n":["raise the rent"]"#), "{text}");
    }

    #[test]
    fn a_block_statement_frames_its_segment() {
        let page = page(&samples::letter(), &Kind::Whole).unwrap();
        let text = &data(&page)[1];
        assert_eq!(text["blocks"][0]["type"], "letter");
        assert_eq!(text["blocks"][0]["frame"], 0);
    }

    #[test]
    fn the_same_tables_give_the_same_page() {
        let tables = samples::letter();
        assert_eq!(page(&tables, &Kind::Whole).unwrap(), page(&tables, &Kind::Whole).unwrap());
    }

    #[test]
    fn a_position_that_the_text_does_not_have_is_told() {
        let mut tables = samples::letter();
        tables.mentions[0].end_char = 9999;
        let error = page(&tables, &Kind::Whole).unwrap_err().to_string();
        let n_chars = tables.documents[0].text.chars().count();
        assert_eq!(
            error,
            format!("mentions row 1: 5..9999 is not within the {n_chars} characters of the text")
        );
    }

    #[test]
    fn a_dataset_of_nothing_has_a_page() {
        let page = page(&Tables::default(), &Kind::Whole).unwrap();
        assert_eq!(data(&page)[0]["documents"], serde_json::json!([]));
    }
}
