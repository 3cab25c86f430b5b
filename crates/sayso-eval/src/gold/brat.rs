//! Coding as brat keeps it: one `.ann` file for each text and coder.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::{CodedDocument, check_within, read_file};
use crate::attribution::{Attribution, CharRange, Coded};
use crate::error::EvalError;
use crate::text::Text;

/// Every text of `text_dir` that has coding in `gold_dir`.
pub(super) fn read(text_dir: &Path, gold_dir: &Path) -> Result<BTreeMap<String, CodedDocument>, EvalError> {
    let first_coders = first_coders(gold_dir)?;
    let mut documents = BTreeMap::new();
    for name in file_names(text_dir)? {
        let Some(stem) = name.strip_suffix(".txt").filter(|stem| !stem.starts_with('.')) else { continue };
        let Some((_, path)) = first_coders.get(stem) else { continue };
        let text = Text::new(&read_file(&text_dir.join(&name))?);
        let attributions = parse(path, &read_file(path)?, &text)?;
        documents.insert(stem.to_owned(), CodedDocument { text, attributions });
    }
    Ok(documents)
}

/// The alphabetically first coder of each text, and that coder's file.
fn first_coders(gold_dir: &Path) -> Result<BTreeMap<String, (String, PathBuf)>, EvalError> {
    let mut first_coders = BTreeMap::<String, (String, PathBuf)>::new();
    for name in file_names(gold_dir)? {
        let Some((stem, coder)) = name.strip_suffix(".ann").and_then(|name| name.rsplit_once('_')) else {
            continue;
        };
        let is_coder = !coder.is_empty() && coder.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let is_first = first_coders.get(stem).is_none_or(|(first, _)| coder < first.as_str());
        if is_coder && is_first {
            first_coders.insert(stem.to_owned(), (coder.to_owned(), gold_dir.join(&name)));
        }
    }
    Ok(first_coders)
}

fn file_names(dir: &Path) -> Result<Vec<String>, EvalError> {
    let fault = |source| EvalError::Read { path: dir.to_owned(), source };
    let entries = fs::read_dir(dir).map_err(fault)?;
    entries.map(|entry| Ok(entry.map_err(fault)?.file_name().to_string_lossy().into_owned())).collect()
}

/// A marked span, and the line that marks it.
struct Marked {
    line: usize,
    ranges: Vec<CharRange>,
}

/// The attributions of one file, in the order of its events.
fn parse(path: &Path, contents: &str, text: &Text) -> Result<Vec<Coded>, EvalError> {
    let mut spans = BTreeMap::new();
    let mut events = Vec::new();
    for (at, line_text) in contents.split('\n').enumerate() {
        let line = at + 1;
        let fault = |reason| EvalError::Annotation { path: path.to_owned(), line, reason };
        let mut fields = line_text.split('\t');
        let (Some(id), Some(body)) = (fields.next(), fields.next()) else { continue };
        if is_id(id, 'T') {
            let ranges = ranges(body).ok_or_else(|| fault("a span is told as TYPE START END;START END"))?;
            spans.insert(id, Marked { line, ranges });
        } else if is_id(id, 'E') {
            let mut words = body.split_whitespace();
            let event_type = words.next().ok_or_else(|| fault("an event is told as TYPE:SPAN ROLE:SPAN"))?;
            if event_type.starts_with("Attribution") {
                events.push(words.collect::<Vec<_>>());
            }
        }
    }
    let mut attributions = Vec::new();
    for arguments in events {
        attributions.extend(attribution(&arguments, &spans, path, text)?);
    }
    Ok(attributions)
}

/// Whether `id` is `kind` and a number.
fn is_id(id: &str, kind: char) -> bool {
    let number = id.strip_prefix(kind).unwrap_or_default();
    !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// `Content 3 8;12 15` -> the two ranges.
fn ranges(body: &str) -> Option<Vec<CharRange>> {
    let (_, ranges) = body.split_once(' ')?;
    let range = |range: &str| {
        let mut ends = range.split_whitespace().map(str::parse::<usize>);
        let (start_char, end_char) = (ends.next()?.ok()?, ends.next()?.ok()?);
        ends.next().is_none().then_some((start_char, end_char))
    };
    ranges.split(';').map(range).collect()
}

/// What an event's arguments say, if there is content among them. Arguments that point at nothing are passed over.
fn attribution(
    arguments: &[&str],
    spans: &BTreeMap<&str, Marked>,
    path: &Path,
    text: &Text,
) -> Result<Option<Coded>, EvalError> {
    let (mut source, mut cue, mut content) = (Vec::new(), Vec::new(), Vec::new());
    let mut used = Vec::new();
    for argument in arguments {
        let Some((role, span)) = argument.split_once(':') else { continue };
        let Some(marked) = spans.get(span) else { continue };
        let role = role.trim_end_matches(|char: char| char.is_ascii_digit()).to_lowercase();
        let ranges = match role.as_str() {
            "source" => &mut source,
            "cue" => &mut cue,
            "content" => &mut content,
            _ => continue,
        };
        ranges.extend(&marked.ranges);
        used.push(marked);
    }
    let coded = Coded::new(&Attribution { source: Some(source), cue: Some(cue), content });
    if coded.is_some() {
        for marked in used {
            check_within(text, &marked.ranges, path, marked.line)?;
        }
    }
    Ok(coded)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "“No,” said Ann, “never.”";

    fn parsed(contents: &str) -> Result<Vec<Coded>, String> {
        parse(Path::new("a_x.ann"), contents, &Text::new(TEXT)).map_err(|error| error.to_string())
    }

    #[test]
    fn contents_of_one_event_are_one_content() {
        let contents = "T1\tContent 16 24\t“never.”\nT2\tContent 0 5\t“No,”\nT3\tSource 11 14\tAnn\nT4\tAttribution 6 10\tsaid\n\
                        E1\tAttribution:T4 Content:T1 Source:T3 Content2:T2\n";
        let expected = Coded { source: vec![(11, 14)], cue: vec![], content: vec![(0, 5), (16, 24)] };
        assert_eq!(parsed(contents).unwrap(), [expected]);
    }

    #[test]
    fn a_span_may_be_in_pieces_and_come_after_its_event() {
        let contents =
            "E7\tAttribution-no-source:T9 CONTENT:T1 Cue12:T2\nT1\tContent 16 24;0 5\nT2\tCue 6 10\tsaid";
        let expected = Coded { source: vec![], cue: vec![(6, 10)], content: vec![(0, 5), (16, 24)] };
        assert_eq!(parsed(contents).unwrap(), [expected]);
    }

    #[test]
    fn lines_that_are_no_annotation_are_passed_over() {
        let contents = "T1\tContent 0 5\r\n\r\nT99 broken\nTx\tCue\n#1\tAnnotatorNotes T1\tsure?\nR1\tRel T1\n\
                        E1\tAttribution:T4 Content:T1 Source:T77 Odd:T1 Cue\r\nE2\tOther:T4 Content:T1\nE3\tAttribution:T4\n";
        assert_eq!(parsed(contents).unwrap(), [Coded { source: vec![], cue: vec![], content: vec![(0, 5)] }]);
    }

    #[test]
    fn faults_name_file_and_line() {
        let reason = "a span is told as TYPE START END;START END";
        for span in ["Content", "Content 1", "Content 1 2 3", "Content a b", "Content 1 2;", "Content -1 2"] {
            assert_eq!(parsed(&format!("\nT1\t{span}\tx")), Err(format!("a_x.ann:2: {reason}")), "{span}");
        }
        assert_eq!(parsed("E1\t "), Err("a_x.ann:1: an event is told as TYPE:SPAN ROLE:SPAN".to_owned()));
    }

    #[test]
    fn a_span_beyond_the_text_is_refused_where_it_is_used() {
        let contents = "T1\tContent 16 25\tx\nE1\tAttribution:T2 Source:T1\n";
        assert_eq!(parsed(contents).unwrap(), []);
        assert_eq!(
            parsed(&contents.replace("Source", "Content")),
            Err("a_x.ann:1: span 16..25 is not within the 24 characters of the text".to_owned())
        );
    }

    #[test]
    fn the_first_coder_counts_and_texts_without_coder_are_passed_over() {
        let dir = tempfile::tempdir().unwrap();
        for (name, contents) in [
            ("a.txt", TEXT),
            ("a_1.txt", TEXT),
            ("b.txt", TEXT),
            (".c.txt", TEXT),
            ("a_1_b2.ann", ""),
            ("a_1_B9.ann", "T1\tContent 0 5\tx\nE1\tAttribution:T2 Content:T1\n"),
            ("a_1_0-0.ann", "T1\tbroken\tx"),
            ("a_1_.ann", "T1\tbroken\tx"),
            ("b.ann", "T1\tbroken\tx"),
            (".c_x.ann", ""),
        ] {
            fs::write(dir.path().join(name), contents).unwrap();
        }
        let documents = read(dir.path(), dir.path()).unwrap();
        assert_eq!(documents.keys().collect::<Vec<_>>(), ["a_1"]);
        assert_eq!(documents["a_1"].attributions.len(), 1);
    }
}
