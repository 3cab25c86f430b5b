//! TEI P5: one document for each text, with reported speech as `<said>`.
//!
//! The text of `<body>` is the document's, character for character: elements are put around words, and nothing between them. Segments
//! are `<div>`, lines `<p>`, statements `<said>`, cues and speakers' words `<seg>`, names `<persName>` or `<orgName>`, other words that
//! mean somebody `<rs>`; whom they point to stands in `<standOff>` with affiliations and stances. What would cross another element is
//! cut and linked by `@prev` and `@next`, never dropped; so are the parts of a quotation that its attribution interrupts.
//!
//! XML 1.0 cannot hold control characters other than tabs and line ends, U+FFFE and U+FFFF, not even escaped: each stands as U+FFFD, so
//! that positions stay.
//!
//! # Source
//! TEI P5 guidelines, 3.3.3 (Quotation) and 21 (Non-hierarchical structures): <https://tei-c.org/release/doc/tei-p5-doc/en/html/>

mod body;

mod header;

mod layout;

mod marks;

mod nest;

mod people;

mod xml;

use sayso_published::DocumentRow;

use self::people::Cast;
use self::xml::{Xml, xml_id};
use crate::formats::{Format, counted};
use crate::index::Index;
use crate::output::Output;
use crate::{Dataset, ExchangeError};

pub(super) const FORMAT: Format = Format {
    name: "tei",
    output: "tei/",
    summary: "TEI P5, a document for each text, with reported speech as `<said who>`",
    write,
};

fn write(dataset: &Dataset, output: &mut Output<'_>) -> Result<(), ExchangeError> {
    let index = Index::of(dataset);
    let mut told = Told::default();
    for row in &dataset.tables().documents {
        let contents = document(dataset, &index, row, &mut told);
        output.write(&format!("tei/{}.xml", xml_id(&row.document_id)), contents)?;
    }
    let Told { n_replaced, n_lost, n_unheld } = told;
    let notes = [
        counted(n_replaced, "character", "characters", "that XML cannot hold written as U+FFFD"),
        counted(n_lost, "statement", "statements", "left out: without words in the text"),
        counted(n_unheld, "stance", "stances", "left out: of nobody"),
    ];
    notes.into_iter().flatten().for_each(|note| output.note(note));
    Ok(())
}

/// What is to be told of all documents.
#[derive(Default)]
struct Told {
    n_replaced: usize,
    n_lost: usize,
    n_unheld: usize,
}

fn document(dataset: &Dataset, index: &Index<'_>, row: &DocumentRow, told: &mut Told) -> String {
    let cast = Cast::of(index, row);
    let mut xml = Xml::default();
    xml.open("TEI", &[("xmlns", Some("http://www.tei-c.org/ns/1.0"))]).line();
    header::write(&mut xml, dataset, index, row, &cast);
    cast.write(&mut xml, index);
    xml.open("text", &[("xml:lang", Some(&row.lang))]).line();
    told.n_lost += body::write(&mut xml, index, row);
    xml.line().close().line();
    let (contents, n_replaced) = xml.finish();
    told.n_replaced += n_replaced;
    told.n_unheld += cast.n_unheld;
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{contents}\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;
    use sayso_published::{PartRow, StatementRow, Tables};

    fn written(tables: Tables) -> (Vec<String>, Vec<String>) {
        let folder = tempfile::tempdir().unwrap();
        let mut output = Output::new(folder.path());
        write(&Dataset::of(tables), &mut output).unwrap();
        let (files, notes) = output.finish();
        (files.iter().map(|name| std::fs::read_to_string(folder.path().join(name)).unwrap()).collect(), notes)
    }

    /// The body of a document.
    fn body(xml: &str) -> &str {
        let start = xml.find("<body>").unwrap() + "<body>".len();
        &xml[start..xml.find("</body>").unwrap()]
    }

    /// The text of what is well formed.
    fn text(xml: &str) -> String {
        let pieces = xml.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text));
        let text: String = pieces.collect();
        text.replace("&#13;", "\r").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    }

    #[test]
    fn the_body_has_the_text_and_nested_statements() {
        let (files, notes) = written(samples::letter());
        let body = body(&files[1]);
        assert_eq!(text(body), samples::LETTER);
        assert!(notes.is_empty(), "{notes:?}");
        let names = |xml: &str| xml.replace(" ana=\"#mode.indirect #act.speech\" cert=\"0.8\"", "");
        let expected = "<seg type=\"speaker\" corresp=\"#s-said\"><persName ref=\"#per-park\">Park</persName></seg> \
                        <seg type=\"cue\" corresp=\"#s-said\">said</seg> that \
                        <said xml:id=\"s-said\" who=\"#per-park\" direct=\"false\" n=\"1\">\
                        <seg type=\"speaker\" corresp=\"#s-rent\">the <orgName ref=\"#org-nta\">NTA</orgName></seg> \
                        <seg type=\"cue\" corresp=\"#s-rent\">wants</seg> \
                        <said xml:id=\"s-rent\" who=\"#org-nta\" direct=\"false\" n=\"1\">no rent rise</said></said>. Never 🙂.";
        assert!(names(body).contains(expected), "{body}");
    }

    #[test]
    fn parts_are_linked() {
        let (files, _) = written(samples::letter());
        let body = body(&files[1]);
        for piece in [
            "<said xml:id=\"s-split\" next=\"#s-split.2\" who=\"#org-nta\" direct=\"true\" n=\"1\"",
            "<said xml:id=\"s-split.2\" prev=\"#s-split\" who=\"#org-nta\" direct=\"true\" n=\"2\"",
            "<said xml:id=\"s-letter.3\" prev=\"#s-letter.2\" who=\"#per-lind\" direct=\"true\" n=\"1\"",
        ] {
            assert!(body.contains(piece), "{piece} {body}");
        }
    }

    #[test]
    fn an_empty_text_has_an_empty_paragraph() {
        let (files, _) = written(samples::letter());
        assert_eq!(body(&files[0]), "<p/>");
        assert!(!files[0].contains("standOff"));
    }

    #[test]
    fn who_is_pointed_to_is_declared() {
        let (files, _) = written(samples::letter());
        for pointer in files[1].split(['"', ' ']).filter_map(|value| value.strip_prefix('#')) {
            assert!(files[1].contains(&format!("xml:id=\"{pointer}\"")), "{pointer}");
        }
        let relation = "<relation type=\"stance\" name=\"oppose\" active=\"#org-nta\" passive=\"#issue.rent\" corresp=\"#s-rent\" \
                        cert=\"0.9\"><desc type=\"evidence\">no rent rise</desc></relation>";
        assert!(files[1].contains(relation), "{}", files[1]);
        let relation = "<relation type=\"affiliation\" name=\"current\" active=\"#per-park\" passive=\"#org-party\" from=\"2017\">";
        assert!(files[1].contains(relation), "{}", files[1]);
    }

    #[test]
    fn what_crosses_is_cut_and_what_xml_cannot_hold_is_told() {
        let mut tables = samples::letter();
        let text_of = "ab\u{b}cd\nef";
        tables.documents[0].text = text_of.to_owned();
        let statement = |id: &str| StatementRow {
            statement_id: id.to_owned(),
            document_id: "d-empty".to_owned(),
            segment_id: "g-letter".to_owned(),
            mode: "mixed".to_owned(),
            act: "speech".to_owned(),
            ..StatementRow::default()
        };
        let part = |id: &str, start_char: usize, end_char: usize| PartRow {
            statement_id: id.to_owned(),
            role: "content".to_owned(),
            part: 1,
            start_char,
            end_char,
        };
        tables.statements.extend([statement("s1"), statement("s2"), statement("s3")]);
        tables.statement_parts.extend([part("s1", 0, 3), part("s2", 1, 7), part("s3", 5, 6)]);
        let (files, notes) = written(tables);
        assert_eq!(text(body(&files[0])), "ab\u{FFFD}cd\nef");
        for piece in [
            "xml:id=\"s2\" next=\"#s2.2\"",
            "xml:id=\"s2.2\" prev=\"#s2\" next=\"#s2.3\"",
            "xml:id=\"s2.3\" prev=\"#s2.2\"",
        ] {
            assert!(files[0].contains(piece), "{piece} {}", files[0]);
        }
        assert_eq!(
            notes,
            [
                "1 character that XML cannot hold written as U+FFFD",
                "1 statement left out: without words in the text"
            ]
        );
    }
}
