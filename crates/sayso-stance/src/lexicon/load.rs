//! Files to lexicon.

use std::collections::{BTreeMap, HashMap};

use sayso_model::{regular_verb, s_form};
use toml::Spanned;

use super::files::{EventGroup, FrameGroup, Sides, StancesFile};
use super::source::Source;
use super::{Class, Event, Form, Frame, Lexicon, Phrases, Sign, Slot};
use crate::StanceError;

const STANCES: &str = "stances.toml";
const WORDS: &str = "words.toml";

/// The lists of `words.toml` that are of use here.
const CLOSED_CLASSES: [(&str, Class); 13] = [
    ("determiners", Class::Determiner),
    ("prepositions", Class::Preposition),
    ("conjunctions", Class::Conjunction),
    ("be_forms", Class::Be),
    ("have_forms", Class::Have),
    ("do_forms", Class::Do),
    ("modals", Class::Modal),
    ("negations", Class::Negation),
    ("suppositions", Class::Supposition),
    ("adverbs", Class::Adverb),
    ("relatives", Class::Relative),
    ("possessives", Class::Possessive),
    ("abbreviations", Class::Abbreviation),
];

/// How sure a clear case of a frame is where its group does not say.
const CONFIDENCE: f64 = 0.85;

pub(super) fn load(stances: &str, words: &str) -> Result<Lexicon, StanceError> {
    let source = Source { name: STANCES, contents: stances };
    let file: StancesFile = source.read()?;
    let mut loading = Loading {
        source,
        irregular: &file.irregular,
        lexicon: Lexicon {
            classes: HashMap::new(),
            adverb_endings: Vec::new(),
            verbs: Phrases::default(),
            nouns: Phrases::default(),
            people: Phrases::default(),
            adjectives: Phrases::default(),
            links: Vec::new(),
            stands: Phrases::default(),
            hashtags: Vec::new(),
            prefixes: HashMap::new(),
            events: Vec::new(),
            event_nouns: Phrases::default(),
            event_verbs: Phrases::default(),
            judgements: Phrases::default(),
            additions: Phrases::default(),
        },
    };
    loading.closed_classes(words)?;
    loading.classes(&file)?;
    loading.frames(&file)?;
    loading.sides(&file)?;
    loading.events(&file.events)?;
    Ok(loading.lexicon)
}

struct Loading<'a> {
    source: Source<'a>,
    irregular: &'a BTreeMap<String, [String; 4]>,
    lexicon: Lexicon,
}

impl Loading<'_> {
    fn closed_classes(&mut self, words: &str) -> Result<(), StanceError> {
        let source = Source { name: WORDS, contents: words };
        let file: BTreeMap<String, Vec<String>> = source.read()?;
        for (list, class) in CLOSED_CLASSES {
            let Some(words) = file.get(list) else {
                let message = format!("the list {list} is missing");
                return Err(StanceError::Syntax { file: WORDS.to_owned(), line: 1, message });
            };
            for word in words {
                self.insert(word, class);
            }
        }
        Ok(())
    }

    fn insert(&mut self, word: &str, class: Class) {
        self.lexicon.classes.entry(word.to_owned()).or_default().insert(class);
    }

    fn classes(&mut self, file: &StancesFile) -> Result<(), StanceError> {
        let (words, turns) = (&file.words, &file.turns);
        let lists: [(&'static str, &[Spanned<String>], Class); 30] = [
            ("first_person", &words.first_person, Class::FirstPerson),
            ("second_person", &words.second_person, Class::SecondPerson),
            ("constituents", &words.constituents, Class::Constituent),
            ("partitives", &words.partitives, Class::Partitive),
            ("of_words", &words.of_words, Class::OfWord),
            ("such_as", &words.such_as, Class::SuchAs),
            ("on_words", &words.on_words, Class::OnWord),
            ("agents", &words.agents, Class::Agent),
            ("exclamations", &words.exclamations, Class::Exclamation),
            ("copulas", &words.copulas, Class::Copula),
            ("deeds", &words.deeds, Class::Deed),
            ("infinitives", &words.infinitives, Class::Infinitive),
            ("clauses", &words.clauses, Class::Clause),
            ("degrees", &words.degrees, Class::Adverb),
            ("particles", &turns.particles, Class::Particle),
            ("intensifiers", &turns.intensifiers, Class::Intensifier),
            ("passive_only", &turns.passive_only, Class::PassiveOnly),
            ("articles", &words.articles, Class::Article),
            ("withs", &words.withs, Class::With),
            ("instead", &words.instead, Class::Instead),
            ("lessening", &turns.lessening, Class::Lessening),
            ("unwilling", &turns.unwilling, Class::Denial),
            ("claims", &turns.claims, Class::Claim),
            ("feelings", &file.judgements.feelings, Class::Feeling),
            ("none", &turns.none, Class::None),
            ("supposing", &turns.supposing, Class::Supposing),
            ("demanding", &turns.demanding, Class::Demanding),
            ("only_predicate", &file.judgements.only_predicate, Class::OnlyPredicate),
            ("works.nouns", &file.works.nouns, Class::Work),
            ("thanks", &file.works.thanks, Class::Thanks),
        ];
        for (list, entries, class) in lists {
            for entry in entries {
                let word = self.source.entry(list, entry)?.to_owned();
                self.insert(&word, class);
            }
        }
        let verbs: [(&'static str, &[Spanned<String>], Class); 7] = [
            ("bearers", &words.bearers, Class::Bearer),
            ("ascriptions", &file.judgements.ascriptions, Class::Ascription),
            ("ascriptions_as", &file.judgements.ascriptions_as, Class::AscriptionAs),
            ("enjoyments", &file.works.enjoyments, Class::Enjoyment),
            ("removals", &turns.removals, Class::Removal),
            ("asked", &turns.asked, Class::Asked),
            ("denials", &turns.denials, Class::Denial),
        ];
        for (list, entries, class) in verbs {
            for entry in entries {
                let lemma = self.source.entry(list, entry)?.to_owned();
                for (form, word) in self.forms(&lemma) {
                    self.insert(&word, class);
                    let is_participle = matches!(form, Form::Participle | Form::PastOrParticiple);
                    if class == Class::Asked && is_participle {
                        self.insert(&word, Class::AskedOf);
                    }
                }
            }
        }
        for phrase in &words.additions {
            self.lexicon.additions.add(self.source.entry("additions", phrase)?, ());
        }
        self.lexicon.adverb_endings =
            words.adverb_endings.iter().map(|ending| ending.get_ref().clone()).collect();
        Ok(())
    }

    fn frames(&mut self, file: &StancesFile) -> Result<(), StanceError> {
        for group in &file.verbs {
            let frame = self.frame(group)?;
            for lemma in &group.lemmas {
                let lemma = self.source.entry("verbs", lemma)?.to_owned();
                for (form, words) in self.forms(&lemma) {
                    self.lexicon.verbs.add(&words, (frame, form));
                }
            }
        }
        for group in &file.nouns {
            let (frame, links) = (self.frame(group)?, self.links(group)?);
            for lemma in &group.lemmas {
                let noun = self.source.entry("nouns", lemma)?.to_owned();
                self.lexicon.nouns.add(&noun, (frame, links));
                self.lexicon.nouns.add(&s_form(&noun), (frame, links));
            }
        }
        for group in &file.people {
            let (frame, links) = (self.frame(group)?, self.links(group)?);
            for lemma in &group.lemmas {
                let noun = self.source.entry("people", lemma)?.to_owned();
                self.lexicon.people.add(&noun, (frame, links));
                self.lexicon.people.add(&s_form(&noun), (frame, links));
            }
        }
        for group in &file.adjectives {
            let (frame, links) = (self.frame(group)?, self.links(group)?);
            for lemma in &group.lemmas {
                let adjective = self.source.entry("adjectives", lemma)?;
                self.lexicon.adjectives.add(adjective, (frame, links));
            }
        }
        Ok(())
    }

    fn frame(&self, group: &FrameGroup) -> Result<Frame, StanceError> {
        let slot = |name: &'static str, slot: &Option<Spanned<String>>, default: Slot| match slot {
            None => Ok(default),
            Some(slot) => match slot.get_ref().as_str() {
                "subject" => Ok(Slot::Subject),
                "object" => Ok(Slot::Object),
                "voice" if name == "holder" => Ok(Slot::Voice),
                _ => Err(self.source.fault(name, slot, "it is no place of a frame")),
            },
        };
        let holder = slot("holder", &group.holder, Slot::Subject)?;
        let target = slot("target", &group.target, Slot::Object)?;
        if let (Some(entry), true) = (&group.holder, holder == target) {
            return Err(self.source.fault("holder", entry, "holder and target have one place"));
        }
        if let Some(entry) = group.confidence.as_ref().filter(|entry| !(0.0..=1.0).contains(entry.get_ref()))
        {
            return Err(self.source.fault("confidence", entry, "it is a number from 0 to 1"));
        }
        let is_about_people = match group.towards.as_ref() {
            None => true,
            Some(towards) if towards.get_ref() == "things" => false,
            Some(towards) => return Err(self.source.fault("towards", towards, "it is things")),
        };
        let is_only_imperative = match group.mood.as_ref() {
            None => false,
            Some(mood) if mood.get_ref() == "imperative" => true,
            Some(mood) => return Err(self.source.fault("mood", mood, "it is imperative")),
        };
        Ok(Frame {
            sign: self.source.sign(&group.polarity)?,
            holder,
            target,
            confidence: group.confidence.as_ref().map_or(CONFIDENCE, |entry| *entry.get_ref()),
            is_explicit: group.explicit.unwrap_or(true),
            is_about_people,
            is_only_imperative,
            is_mutual: group.mutual,
            is_leaving: group.leaves,
        })
    }

    fn links(&mut self, group: &FrameGroup) -> Result<usize, StanceError> {
        let mut links = Phrases::default();
        for link in &group.links {
            links.add(self.source.entry("links", link)?, ());
        }
        self.lexicon.links.push(links);
        Ok(self.lexicon.links.len() - 1)
    }

    fn sides(&mut self, file: &StancesFile) -> Result<(), StanceError> {
        for group in &file.stands {
            let sign = self.source.sign(&group.polarity)?;
            for words in &group.words {
                self.lexicon.stands.add(self.source.entry("stands", words)?, sign);
            }
        }
        for (tag, sign) in both(&file.hashtags) {
            let Some((before, after)) = self.source.entry("hashtags", tag)?.split_once("{}") else {
                return Err(self.source.fault("hashtags", tag, "the name's place {} is missing"));
            };
            self.lexicon.hashtags.push((before.to_owned(), after.to_owned(), sign));
        }
        for (prefix, sign) in both(&file.prefixes) {
            let prefix = self.source.entry("prefixes", prefix)?.to_owned();
            self.lexicon.prefixes.insert(prefix, sign);
        }
        for (list, words, sign) in [("good", &file.judgements.good, 1), ("bad", &file.judgements.bad, -1)] {
            for word in words {
                self.lexicon.judgements.add(self.source.entry(list, word)?, sign);
            }
        }
        Ok(())
    }

    fn events(&mut self, groups: &[EventGroup]) -> Result<(), StanceError> {
        for (nth, group) in groups.iter().enumerate() {
            let effect = match group.effect.get_ref().as_str() {
                "helps" => 1,
                "harms" => -1,
                _ => return Err(self.source.fault("effect", &group.effect, "it is helps or harms")),
            };
            let is_own_act = match group.agent.as_ref() {
                None => false,
                Some(agent) if agent.get_ref() == "self" => true,
                Some(agent) => return Err(self.source.fault("agent", agent, "it is self")),
            };
            let is_of_agent = match group.possessor.as_ref() {
                None => false,
                Some(possessor) if possessor.get_ref() == "agent" => true,
                Some(possessor) => return Err(self.source.fault("possessor", possessor, "it is agent")),
            };
            let mut undoes = Vec::new();
            for noun in &group.undoes {
                let has_noun =
                    |group: &EventGroup| group.nouns.iter().any(|known| known.get_ref() == noun.get_ref());
                match groups.iter().position(has_noun) {
                    Some(event) => undoes.push(event),
                    None => return Err(self.source.fault("undoes", noun, "no event has this noun")),
                }
            }
            self.lexicon.events.push(Event { effect, is_own_act, is_of_agent, undoes });
            for noun in &group.nouns {
                self.lexicon.event_nouns.add(self.source.entry("nouns", noun)?, nth);
            }
            for verb in &group.verbs {
                let lemma = self.source.entry("verbs", verb)?.to_owned();
                for (form, words) in self.forms(&lemma) {
                    self.lexicon.event_verbs.add(&words, (nth, form));
                }
            }
        }
        Ok(())
    }

    /// Every form of a verb, what follows its first word unchanged.
    fn forms(&self, lemma: &str) -> Vec<(Form, String)> {
        let (verb, rest) = lemma.split_once(' ').map_or((lemma, ""), |(verb, rest)| (verb, rest));
        let [third, past, participle, gerund] =
            self.irregular.get(verb).cloned().unwrap_or_else(|| regular_verb(verb));
        let mut forms =
            vec![(Form::Base, verb.to_owned()), (Form::ThirdPerson, third), (Form::Gerund, gerund)];
        if past == participle {
            forms.push((Form::PastOrParticiple, past));
        } else {
            forms.extend([(Form::Past, past), (Form::Participle, participle)]);
        }
        let whole = |word: String| if rest.is_empty() { word } else { format!("{word} {rest}") };
        forms.into_iter().map(|(form, word)| (form, whole(word))).collect()
    }
}

fn both(sides: &Sides) -> impl Iterator<Item = (&Spanned<String>, Sign)> {
    let support = sides.support.iter().map(|entry| (entry, 1));
    support.chain(sides.oppose.iter().map(|entry| (entry, -1)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::ENGLISH;

    fn fault(from: &str, to: &str) -> String {
        let stances = ENGLISH.0.replacen(from, to, 1);
        assert_ne!(stances, ENGLISH.0, "{from}");
        let error = Lexicon::from_toml(&stances, ENGLISH.1).unwrap_err().to_string();
        let (place, what) = error.split_once(": ").unwrap();
        let (file, line) = place.split_once(':').unwrap();
        assert_eq!(file, "stances.toml");
        let line: usize = line.parse().unwrap();
        let named = stances.lines().nth(line - 1).unwrap();
        assert!(named.contains(to.lines().next().unwrap()), "{named:?} should hold {to:?}");
        what.to_owned()
    }

    #[test]
    fn faults_name_file_and_line() {
        for (from, to, expected) in [
            (
                "polarity = \"support\"",
                "polarity = \"for\"",
                "polarity cannot hold \"for\": it is support or oppose",
            ),
            (
                "holder = \"voice\"",
                "holder = \"reader\"",
                "holder cannot hold \"reader\": it is no place of a frame",
            ),
            (
                "holder = \"voice\"",
                "holder = \"subject\"",
                "holder cannot hold \"subject\": holder and target have one place",
            ),
            (
                "confidence = 0.7\n",
                "confidence = 7.5\n",
                "confidence cannot hold \"7.5\": it is a number from 0 to 1",
            ),
            (
                "effect = \"harms\"",
                "effect = \"hurts\"",
                "effect cannot hold \"hurts\": it is helps or harms",
            ),
            ("agent = \"self\"", "agent = \"me\"", "agent cannot hold \"me\": it is self"),
            (
                "undoes = [\"suspension\"",
                "undoes = [\"sunrise\"",
                "undoes cannot hold \"sunrise\": no event has this noun",
            ),
            (
                "\"istandwith{}\"",
                "\"istandwith\"",
                "hashtags cannot hold \"istandwith\": the name's place {} is missing",
            ),
            ("\"acclaimed\"", "\"Acclaimed\"", "good cannot hold \"Acclaimed\": entries are in lower case"),
            ("towards = \"things\"", "towards = \"all\"", "towards cannot hold \"all\": it is things"),
            (
                "possessor = \"agent\"\n\n",
                "possessor = \"owner\"\n\n",
                "possessor cannot hold \"owner\": it is agent",
            ),
            ("[works]", "[books]", "unknown field `books`"),
        ] {
            let message = fault(from, to);
            assert!(message.starts_with(expected), "{message}");
        }
        let missing = Lexicon::from_toml(ENGLISH.0, "determiners = []").unwrap_err().to_string();
        assert_eq!(missing, "words.toml:1: the list prepositions is missing");
    }
}
