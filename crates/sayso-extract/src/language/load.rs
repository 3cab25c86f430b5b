//! Files to language.

use sayso_model::{Act, Vocabulary, regular_verb, s_form};
use serde::de::DeserializeOwned;
use toml::Spanned;

use super::files::{CuesFile, GivenNamesFile, NamesFile, RolesFile, WordsFile};
use super::{Class, Cue, Form, Frame, Language, Office, Takes, Turn, Word};
use crate::ExtractError;

const FILES: [&str; 5] = ["cues.toml", "words.toml", "names.toml", "given_names.toml", "roles.toml"];

/// One file and how its faults are told.
struct Source<'a> {
    name: &'a str,
    contents: &'a str,
}

impl Source<'_> {
    fn line(&self, at_byte: usize) -> usize {
        1 + self.contents.bytes().take(at_byte).filter(|byte| *byte == b'\n').count()
    }

    fn read<T: DeserializeOwned>(&self) -> Result<T, ExtractError> {
        toml::from_str(self.contents).map_err(|error| ExtractError::Syntax {
            file: self.name.to_owned(),
            line: self.line(error.span().map_or(0, |range| range.start)),
            message: error.message().replace('\n', " "),
        })
    }

    fn fault(&self, list: &'static str, entry: &Spanned<String>, reason: &'static str) -> ExtractError {
        ExtractError::Entry {
            file: self.name.to_owned(),
            line: self.line(entry.span().start),
            list,
            value: entry.get_ref().clone(),
            reason,
        }
    }

    fn act(&self, word: &Spanned<String>) -> Result<Act, ExtractError> {
        Act::from_word(word.get_ref())
            .ok_or_else(|| self.fault("act", word, "it is none of speech, writing, thought, attitude"))
    }
}

pub(super) fn load(files: &[(&str, &str)]) -> Result<Language, ExtractError> {
    if let Some((name, _)) = files.iter().find(|(name, _)| !FILES.iter().any(|known| is_named(name, known))) {
        return Err(ExtractError::UnknownFile { file: (*name).to_owned() });
    }
    let source = |file: &'static str| {
        let found = files.iter().find(|(name, _)| is_named(name, file));
        found.map(|(name, contents)| Source { name, contents }).ok_or(ExtractError::MissingFile { file })
    };
    let mut language = Language {
        words: Vec::new(),
        index: Default::default(),
        cues: Vec::new(),
        long_titles: Vec::new(),
        offices: Vec::new(),
        frames: Vec::new(),
    };

    let words = source("words.toml")?;
    add_lists(&mut language, &words, words.read::<WordsFile>()?.lists())?;
    let names = source("names.toml")?;
    let names_file: NamesFile = names.read()?;
    add_lists(&mut language, &names, names_file.lists())?;
    language.long_titles = names_file
        .long_titles
        .iter()
        .map(|title| title.get_ref().split_whitespace().map(str::to_owned).collect())
        .collect();
    let given = source("given_names.toml")?;
    add_lists(&mut language, &given, given.read::<GivenNamesFile>()?.lists())?;
    let cues = source("cues.toml")?;
    add_cues(&mut language, &cues)?;
    let roles = source("roles.toml")?;
    add_roles(&mut language, &roles)?;
    Ok(language)
}

/// Whether `path` ends with the file's name.
fn is_named(path: &str, file: &str) -> bool {
    path.rsplit(['/', '\\']).next() == Some(file)
}

fn add_lists(
    language: &mut Language,
    source: &Source,
    lists: Vec<(&'static str, Class, &[Spanned<String>])>,
) -> Result<(), ExtractError> {
    for (list, class, entries) in lists {
        for entry in entries {
            let word = entry.get_ref();
            if word.is_empty() || word.contains(char::is_whitespace) {
                return Err(source.fault(list, entry, "each entry is one word"));
            }
            if word.to_lowercase() != *word {
                return Err(source.fault(list, entry, "entries are in lower case"));
            }
            language.entry(word).classes.insert(class);
        }
    }
    Ok(())
}

fn add_cues(language: &mut Language, source: &Source) -> Result<(), ExtractError> {
    let file: CuesFile = source.read()?;
    let mut is_used = vec![false; file.irregular.len()];
    for group in &file.verbs {
        let act = source.act(&group.act)?;
        let mut takes = Takes::default();
        for entry in &group.takes {
            match entry.get_ref().as_str() {
                "quotation" => takes.quotation = true,
                "clause" => takes.clause = true,
                "question" => takes.question = true,
                "addressee" => takes.addressee = true,
                "bare" => takes.bare = true,
                "infinitive" => takes.infinitive = true,
                "of" => takes.of = true,
                "as" => takes.r#as = true,
                _ => {
                    let reason =
                        "it is none of quotation, clause, question, addressee, bare, infinitive, of, as";
                    return Err(source.fault("takes", entry, reason));
                }
            }
        }
        for lemma in &group.lemmas {
            let (verb, particle) = match lemma.get_ref().split_once(' ') {
                Some((verb, particle)) if !particle.contains(' ') => (verb, Some(particle.to_owned())),
                None => (lemma.get_ref().as_str(), None),
                Some(_) => return Err(source.fault("lemmas", lemma, "a verb has at most one particle")),
            };
            let irregular = file.irregular.iter().position(|(known, _)| known.get_ref() == verb);
            let forms = match irregular {
                Some(nth) => {
                    is_used[nth] = true;
                    file.irregular.values().nth(nth).cloned().unwrap_or_default()
                }
                None => regular_verb(verb),
            };
            add_verb(
                language,
                lemma.get_ref(),
                Cue { lemma: lemma.get_ref().clone(), act, takes, particle },
                verb,
                &forms,
            );
        }
    }
    if let Some(((verb, _), _)) = file.irregular.iter().zip(&is_used).find(|(_, is_used)| !**is_used) {
        return Err(source.fault("irregular", verb, "no group lists this verb"));
    }
    for group in &file.nouns {
        let act = source.act(&group.act)?;
        for lemma in &group.lemmas {
            let cue = language.cues.len();
            let noun = lemma.get_ref();
            language.cues.push(Cue { lemma: noun.clone(), act, takes: Takes::default(), particle: None });
            language.entry(noun).noun = Some(cue);
            language.entry(&s_form(noun)).noun = Some(cue);
        }
    }
    Ok(())
}

fn add_roles(language: &mut Language, source: &Source) -> Result<(), ExtractError> {
    let file: RolesFile = source.read()?;
    add_lists(language, source, file.words.lists())?;
    for form in file.offices {
        let office = language.offices.len();
        language.offices.push(Office { role: form.role, body: form.body });
        for word in &form.words {
            if word.get_ref().to_lowercase() != *word.get_ref() {
                return Err(source.fault("offices", word, "entries are in lower case"));
            }
            language.entry(word.get_ref()).office = Some(office);
        }
    }
    for form in file.frames {
        let turn = Turn::from_word(form.turn.get_ref())
            .ok_or_else(|| source.fault("turn", &form.turn, "it is none of enters, leaves, holds"))?;
        let frame = language.frames.len();
        language.frames.push(Frame { links: form.links, role: form.role, turn });
        for verb in &form.verbs {
            if verb.get_ref().contains(char::is_whitespace) {
                return Err(source.fault("verbs", verb, "each entry is one word"));
            }
            language.entry(verb.get_ref()).frames.push(frame);
        }
    }
    Ok(())
}

/// Adds a verb, or what a second group says of one that is known: the first group's act stands, and what it takes adds up.
fn add_verb(language: &mut Language, lemma: &str, cue: Cue, verb: &str, forms: &[String; 4]) {
    if let Some(known) = language.cues.iter_mut().find(|known| known.lemma == lemma) {
        known.takes.quotation |= cue.takes.quotation;
        known.takes.clause |= cue.takes.clause;
        known.takes.question |= cue.takes.question;
        known.takes.addressee |= cue.takes.addressee;
        known.takes.bare |= cue.takes.bare;
        known.takes.infinitive |= cue.takes.infinitive;
        known.takes.of |= cue.takes.of;
        known.takes.r#as |= cue.takes.r#as;
        return;
    }
    let at = language.cues.len();
    let is_phrasal = cue.particle.is_some();
    language.cues.push(cue);
    let [third, past, participle, gerund] = forms;
    let past_form = if past == participle { Form::PastOrParticiple } else { Form::Past };
    for (form, word) in [
        (Form::Base, verb),
        (Form::ThirdPerson, third.as_str()),
        (past_form, past.as_str()),
        (Form::Participle, participle.as_str()),
        (Form::Gerund, gerund.as_str()),
    ] {
        if form == Form::Participle && past == participle {
            continue;
        }
        let verbs = &mut language.entry(word).verbs;
        if verbs.iter().any(|(known, _)| *known == at) {
            continue;
        }
        if is_phrasal {
            verbs.insert(0, (at, form));
        } else {
            verbs.push((at, form));
        }
    }
}

impl Language {
    fn entry(&mut self, word: &str) -> &mut Word {
        let next = self.words.len();
        let at = *self.index.entry(word.to_owned()).or_insert(next);
        if at == next {
            self.words.push(Word::default());
        }
        &mut self.words[at]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::ENGLISH;

    fn fault(file: &str, contents: &str) -> String {
        let files: Vec<(&str, &str)> =
            ENGLISH.iter().map(|(name, old)| (*name, if *name == file { contents } else { *old })).collect();
        Language::from_toml(&files).unwrap_err().to_string()
    }

    #[test]
    fn faults_name_file_and_line() {
        for (file, contents, message) in [
            (
                "cues.toml",
                "[[verbs]]\nact = \"song\"\ntakes = []\nlemmas = []",
                "cues.toml:2: act cannot hold \"song\": it is none of speech, writing, thought, attitude",
            ),
            (
                "cues.toml",
                "[[verbs]]\nact = \"speech\"\ntakes = [\"tea\"]\nlemmas = []",
                "cues.toml:3: takes cannot hold \"tea\": it is none of quotation, clause, question, addressee, bare, infinitive, of, as",
            ),
            (
                "cues.toml",
                "verbs = []\n[irregular]\nbe = [\"is\", \"was\", \"been\", \"being\"]",
                "cues.toml:3: irregular cannot hold \"be\": no group lists this verb",
            ),
            (
                "given_names.toml",
                "of_women = []\nof_men = []\ngiven_names = [\n\"anna\",\n\"Bo\"]",
                "given_names.toml:5: given_names cannot hold \"Bo\": entries are in lower case",
            ),
            (
                "given_names.toml",
                "of_women = []\nof_men = []\ngiven_names = [\n\"anna lee\"]",
                "given_names.toml:4: given_names cannot hold \"anna lee\": each entry is one word",
            ),
        ] {
            assert_eq!(fault(file, contents), message);
        }
        let roles = ENGLISH[4].1;
        let turned = fault("roles.toml", &roles.replacen("turn = \"enters\"", "turn = \"dances\"", 1));
        assert!(
            turned.ends_with("turn cannot hold \"dances\": it is none of enters, leaves, holds"),
            "{turned}"
        );
        let unknown_key = fault("given_names.toml", "given_names = []\nsurnames = []");
        assert!(unknown_key.starts_with("given_names.toml:2: unknown field"), "{unknown_key}");
        let no_toml = fault("words.toml", "\n\nwhat?");
        assert!(no_toml.starts_with("words.toml:3: "), "{no_toml}");
    }

    #[test]
    fn files_are_complete() {
        assert_eq!(
            Language::from_toml(&ENGLISH[..3]).unwrap_err().to_string(),
            "given_names.toml:1: the language lacks this file"
        );
        let extra = [ENGLISH[0], ("verse.toml", "")];
        assert_eq!(
            Language::from_toml(&extra).unwrap_err().to_string(),
            "verse.toml:1: no language has a file of this name"
        );
    }
}
