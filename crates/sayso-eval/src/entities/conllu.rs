//! CoNLL-U files with `Entity=`: documents, words and coded spans.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use flate2::read::MultiGzDecoder;

use crate::error::EvalError;

/// A document of the file.
#[derive(Debug, Default)]
pub(crate) struct ConlluDocument {
    pub(crate) id: String,
    pub(crate) text: String,
    pub(crate) words: Vec<Word>,
    /// In the order in which they end.
    pub(crate) entities: Vec<Entity>,
}

/// A syntactic word, in code points of the text.
#[derive(Debug)]
pub(crate) struct Word {
    pub(crate) form: String,
    pub(crate) upos: String,
    pub(crate) start_char: usize,
    pub(crate) end_char: usize,
}

/// A coded span of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entity {
    pub(crate) first: usize,
    pub(crate) last: usize,
    pub(crate) entity_type: String,
    /// What else is coded as the same.
    pub(crate) chain: String,
    /// Indices of the words that are its heads, at least one.
    pub(crate) heads: Vec<usize>,
}

/// Reads every document of a file, which is compressed if its name ends with `.gz`.
pub(crate) fn read(path: &Path) -> Result<Vec<ConlluDocument>, EvalError> {
    let failed = |source: std::io::Error| EvalError::Read { path: path.to_owned(), source };
    let file = File::open(path).map_err(failed)?;
    let is_compressed = path.extension().is_some_and(|extension| extension == "gz");
    let reader: Box<dyn Read> =
        if is_compressed { Box::new(MultiGzDecoder::new(file)) } else { Box::new(file) };
    let mut parser = Parser::new(path);
    for (nth, line) in BufReader::new(reader).lines().enumerate() {
        parser.line(&line.map_err(failed)?).map_err(|reason| EvalError::Conllu {
            path: path.to_owned(),
            line: nth + 1,
            reason,
        })?;
    }
    parser.finish_document();
    Ok(parser.documents)
}

/// The places of the parts of `Entity=`.
struct Parts {
    chain: usize,
    entity_type: usize,
    heads: usize,
}

struct Parser {
    documents: Vec<ConlluDocument>,
    document: ConlluDocument,
    n_chars: usize,
    parts: Option<Parts>,
    /// Entities that have begun: chain as it is closed, first word, parts.
    open: Vec<(String, usize, Vec<String>)>,
    has_space: bool,
    starts_paragraph: bool,
    /// A token of several words that is being read.
    token: Option<Token>,
}

/// "don’t": one token, two words.
struct Token {
    form: Vec<char>,
    start_char: usize,
    n_left: usize,
    /// Characters of it that words have taken.
    n_taken: usize,
}

impl Parser {
    fn new(path: &Path) -> Self {
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        Self {
            documents: Vec::new(),
            document: ConlluDocument { id: stem, ..ConlluDocument::default() },
            n_chars: 0,
            parts: None,
            open: Vec::new(),
            has_space: false,
            starts_paragraph: false,
            token: None,
        }
    }

    fn finish_document(&mut self) {
        if !self.document.words.is_empty() {
            self.documents.push(std::mem::take(&mut self.document));
        }
        self.open.clear();
        (self.n_chars, self.has_space, self.starts_paragraph, self.token) = (0, false, false, None);
    }

    fn line(&mut self, line: &str) -> Result<(), &'static str> {
        if let Some(comment) = line.strip_prefix('#') {
            self.comment(comment.trim());
            return Ok(());
        }
        if line.trim().is_empty() {
            return Ok(());
        }
        let columns: Vec<&str> = line.split('\t').collect();
        let [id, form, _, upos, .., misc] = columns[..] else { return Err("a word has 10 columns") };
        if columns.len() != 10 {
            return Err("a word has 10 columns");
        }
        if id.contains('.') {
            return Ok(());
        }
        let has_space = !misc.split('|').any(|part| part == "SpaceAfter=No");
        if let Some((first, last)) = id.split_once('-') {
            let (Ok(first), Ok(last)) = (first.parse::<usize>(), last.parse::<usize>()) else {
                return Err("the id of a token is FIRST-LAST");
            };
            let start_char = self.add_text(form, has_space);
            let n_left = (last + 1).saturating_sub(first);
            self.token = Some(Token { form: form.chars().collect(), start_char, n_left, n_taken: 0 });
            return Ok(());
        }
        let (start_char, end_char) = match self.token.as_mut().filter(|token| token.n_left > 0) {
            Some(token) => token.word(form),
            None => {
                let start_char = self.add_text(form, has_space);
                (start_char, start_char + form.chars().count())
            }
        };
        let at = self.document.words.len();
        self.document.words.push(Word { form: form.to_owned(), upos: upos.to_owned(), start_char, end_char });
        let entities = misc.split('|').find_map(|part| part.strip_prefix("Entity="));
        entities.map_or(Ok(()), |entities| self.entities(entities, at))
    }

    fn comment(&mut self, comment: &str) {
        if let Some(id) = comment.strip_prefix("newdoc id = ") {
            self.finish_document();
            self.document.id = id.trim().to_owned();
        } else if comment == "newdoc" {
            self.finish_document();
        } else if comment == "newpar" || comment.starts_with("newpar ") {
            self.starts_paragraph = !self.document.words.is_empty();
        } else if let Some(parts) = comment.strip_prefix("global.Entity = ") {
            let place = |names: [&str; 2]| parts.trim().split('-').position(|part| names.contains(&part));
            let found = (place(["GRP", "eid"]), place(["etype", "etype"]), place(["minspan", "head"]));
            if let (Some(chain), Some(entity_type), Some(heads)) = found {
                self.parts = Some(Parts { chain, entity_type, heads });
            }
        }
    }

    /// Adds a token's form with the space or paragraph break before it, and tells where it starts.
    fn add_text(&mut self, form: &str, has_space: bool) -> usize {
        let before = match (self.starts_paragraph, self.has_space) {
            (true, _) => "\n\n",
            (false, true) => " ",
            (false, false) => "",
        };
        self.document.text.push_str(before);
        let start_char = self.n_chars + before.len();
        self.document.text.push_str(form);
        self.n_chars = start_char + form.chars().count();
        (self.starts_paragraph, self.has_space) = (false, has_space);
        start_char
    }

    /// Opens and closes the entities that `(1-person-…(2-place-…)` and `1)` at the word `at` tell.
    fn entities(&mut self, words: &str, at: usize) -> Result<(), &'static str> {
        let Some(places) = &self.parts else { return Err("Entity= without a # global.Entity line before") };
        let mut rest = words;
        while let Some(symbol) = rest.chars().next() {
            if symbol == '(' {
                let inner = &rest[1..];
                let end = inner.find(['(', ')']).unwrap_or(inner.len());
                let parts: Vec<String> = inner[..end].split('-').map(str::to_owned).collect();
                let chain = parts.get(places.chain).cloned().unwrap_or_default();
                self.open.push((chain.clone(), at, parts));
                rest = &inner[end..];
                if let Some(after) = rest.strip_prefix(')') {
                    close(&mut self.open, &mut self.document.entities, places, &chain, at)?;
                    rest = after;
                }
            } else {
                let Some((chain, after)) = rest.split_once(')') else {
                    return Err("an entity is not closed");
                };
                close(&mut self.open, &mut self.document.entities, places, chain, at)?;
                rest = after;
            }
        }
        Ok(())
    }
}

fn close(
    open: &mut Vec<(String, usize, Vec<String>)>,
    entities: &mut Vec<Entity>,
    places: &Parts,
    chain: &str,
    last: usize,
) -> Result<(), &'static str> {
    let Some(nth) = open.iter().rposition(|(known, ..)| known == chain) else {
        return Err("an entity is closed that has not begun");
    };
    let (chain, first, parts) = open.remove(nth);
    let heads = parts.get(places.heads).map_or("", String::as_str);
    let mut heads: Vec<usize> = heads
        .split(',')
        .filter_map(|head| Some(first + head.parse::<usize>().ok()?.checked_sub(1)?))
        .filter(|head| (first..=last).contains(head))
        .collect();
    if heads.is_empty() {
        heads.push(first);
    }
    entities.push(Entity {
        first,
        last,
        entity_type: parts.get(places.entity_type).cloned().unwrap_or_default(),
        // parts of one span in several pieces are "3[1/2]" and "3[2/2]"
        chain: chain.split('[').next().unwrap_or_default().to_owned(),
        heads,
    });
    Ok(())
}

impl Token {
    /// Where the next word of the token stands in it.
    fn word(&mut self, form: &str) -> (usize, usize) {
        let letters: Vec<char> = form.chars().collect();
        let here = (self.n_taken..self.form.len())
            .find(|start| self.form[*start..].starts_with(&letters))
            .unwrap_or(self.n_taken);
        let end = (here + letters.len()).min(self.form.len());
        self.n_taken = end;
        self.n_left -= 1;
        (self.start_char + here.min(end), self.start_char + end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = include_str!("../../tests/fixtures/entities.conllu");

    fn read_text(contents: &str) -> Result<Vec<ConlluDocument>, EvalError> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.conllu");
        std::fs::write(&path, contents).unwrap();
        read(&path)
    }

    #[test]
    fn texts_words_and_spans() {
        let documents = read_text(FILE).unwrap();
        let ids: Vec<&str> = documents.iter().map(|document| document.id.as_str()).collect();
        assert_eq!(ids, ["harbour", "ferry"]);
        let harbour = &documents[0];
        assert!(
            harbour.text.starts_with("Ms Ann Park left the Tide Watch. She doesn't miss it."),
            "{}",
            harbour.text
        );
        assert!(harbour.text.contains("\n\n"));
        let chars: Vec<char> = harbour.text.chars().collect();
        for word in &harbour.words {
            let slice: String = chars[word.start_char..word.end_char].iter().collect();
            assert_eq!(slice, word.form);
        }
        let first = &harbour.entities[0];
        assert_eq!(
            (first.first, first.last, first.chain.as_str(), first.heads.as_slice()),
            (0, 2, "1", &[1][..])
        );
        assert_eq!(first.entity_type, "person");
    }

    #[test]
    fn compressed_files_are_read_too() {
        use std::io::Write;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.conllu.gz");
        let mut writer =
            flate2::write::GzEncoder::new(File::create(&path).unwrap(), flate2::Compression::fast());
        writer.write_all(FILE.as_bytes()).unwrap();
        writer.finish().unwrap();
        assert_eq!(read(&path).unwrap().len(), 2);
    }

    #[test]
    fn faults_have_their_lines() {
        for (contents, expected) in [
            ("1\tAnn\n", "a.conllu:1: a word has 10 columns"),
            ("1\tAnn\t_\tPROPN\t_\t_\t_\t_\t_\tEntity=(1-person-1)\n", "a.conllu:1: Entity= without"),
            (
                "# global.Entity = GRP-etype-minspan\n1\tAnn\t_\tPROPN\t_\t_\t_\t_\t_\tEntity=1)\n",
                "a.conllu:2: an entity is closed that has not begun",
            ),
        ] {
            let error = read_text(contents).unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        }
    }
}
