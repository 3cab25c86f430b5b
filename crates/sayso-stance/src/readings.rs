//! What the frames leave open, asked of a learned reader: each target that a voice names, in its sentence.

use std::collections::BTreeSet;
use std::ops::Range;

use sayso_model::{Method, Span};

use crate::draft::Draft;
use crate::lexicon::{Class, Sign};
use crate::scene::{Scene, Side, Target};
use crate::{LOW_CONFIDENCE, Options, PolarityReader, Probabilities, Question, UNREADABLE};

/// A question with whose stance its answer tells.
struct Asked {
    question: Question,
    holder: usize,
    target: Target,
    /// −1 where the words name the contrary of the target.
    sign: Sign,
    statement: Option<usize>,
}

/// What a reader says of the targets of which no frame has spoken in the same sentence.
pub(crate) fn read(
    scene: &Scene<'_>,
    frames: &[Draft],
    reader: &dyn PolarityReader,
    options: &Options,
) -> Vec<Draft> {
    let asked = questions(scene, frames);
    let questions: Vec<Question> = asked.iter().map(|asked| asked.question).collect();
    let answers = reader.read(scene.layers.document.text(), &questions);
    let answered = asked.iter().zip(answers);
    answered.filter_map(|(asked, answer)| draft(asked, answer, reader.name(), options)).collect()
}

/// One question for each target and sentence, in text order.
fn questions(scene: &Scene<'_>, frames: &[Draft]) -> Vec<Asked> {
    let settled: BTreeSet<(usize, usize, Target)> = frames
        .iter()
        .filter_map(|draft| {
            let token = scene.tokens_in(draft.evidence).next()?;
            Some((scene.tokens[token].sentence, draft.holder, draft.target))
        })
        .collect();
    let mut asked = Vec::new();
    let mut known = settled;
    for (nth, sentence) in scene.sentences.iter().enumerate() {
        for at in sentence.tokens.clone() {
            for (target, sign, tokens) in named(scene, at) {
                let Some(voice) = scene.voice(at) else { continue };
                if target == Target::Actor(voice.holder) || !known.insert((nth, voice.holder, target)) {
                    continue;
                }
                let question = Question { sentence: around(scene, at), target: scene.span_of(tokens) };
                if question.sentence.contains(question.target) {
                    asked.push(Asked {
                        question,
                        holder: voice.holder,
                        target,
                        sign,
                        statement: voice.statement,
                    });
                }
            }
        }
    }
    asked
}

/// The targets whose names start at a token. Who is meant by "I" and "you" is left to frames.
fn named(scene: &Scene<'_>, at: usize) -> Vec<(Target, Sign, Range<usize>)> {
    let mut found = Vec::new();
    if !scene.has_any(at, &[Class::FirstPerson, Class::SecondPerson])
        && let Some(party) = scene.party_starting(at)
    {
        found.push((Target::Actor(party.actor), 1, party.tokens));
    }
    for mention in scene.issue_starting(at) {
        if let Side::Names(sign) = mention.side {
            found.push((Target::Issue(mention.issue), sign, mention.tokens.clone()));
        }
    }
    found
}

/// The sentence around a token, as far as one voice speaks.
fn around(scene: &Scene<'_>, token: usize) -> Span {
    let sentence = scene.span_of(scene.sentence_of(token));
    let Some(statement) = scene.quoted(token) else { return sentence };
    let place = scene.tokens[token].span;
    let parts = scene.layers.extraction.statements[statement].content.iter();
    let part = parts.copied().find(|part| part.contains(place)).unwrap_or(sentence);
    let start = part.start_byte().max(sentence.start_byte());
    Span::between(start, part.end_byte().min(sentence.end_byte()).max(start))
}

/// `None` where the answer is that there is no stance.
fn draft(asked: &Asked, answer: Option<Probabilities>, name: &str, options: &Options) -> Option<Draft> {
    let mut draft = Draft {
        holder: asked.holder,
        target: asked.target,
        sign: None,
        score: 0.0,
        confidence: 0.0,
        is_explicit: false,
        evidence: asked.question.sentence,
        statement: asked.statement,
        method: Method::Model,
        rule_id: name.to_owned(),
        derived_from: None,
        abstain_reason: None,
    };
    let Some(Probabilities { support, oppose, neutral }) = answer else {
        draft.abstain_reason = Some(UNREADABLE.to_owned());
        return Some(draft);
    };
    if neutral >= support && neutral >= oppose {
        return None;
    }
    let sign = if support > oppose { asked.sign } else { -asked.sign };
    draft.confidence = f64::from(support.max(oppose)).clamp(0.0, 1.0);
    draft.score = f64::from(asked.sign) * f64::from(support - oppose);
    if draft.confidence >= options.min_confidence {
        draft.sign = Some(sign);
    } else {
        draft.abstain_reason = Some(LOW_CONFIDENCE.to_owned());
    }
    Some(draft)
}

#[cfg(test)]
mod tests {
    use crate::Options;
    use crate::testing::{Sample, reader};

    #[test]
    fn the_reader_is_asked_only_what_frames_leave_open() {
        let sample = Sample::body("Ann Park backs Bo Lind. Bo Lind met the Harbour Union. They like it.");
        let asked = std::sync::Mutex::new(Vec::new());
        let against = reader(|(sentence, target)| {
            asked.lock().unwrap().push(format!("{target} in {sentence}"));
            Some((0.05, 0.9, 0.05))
        });
        let rows = sample.rows(Some(&against), &Options::default());
        assert_eq!(
            *asked.lock().unwrap(),
            [
                "Ann Park in Ann Park backs Bo Lind.",
                "Bo Lind in Ann Park backs Bo Lind.",
                "Bo Lind in Bo Lind met the Harbour Union.",
                "Harbour Union in Bo Lind met the Harbour Union.",
            ]
        );
        assert_eq!(
            rows,
            [
                "Ann Park > Bo Lind support",
                "Cy Voice > Ann Park oppose",
                "Cy Voice > Bo Lind oppose",
                "Cy Voice > Harbour Union oppose"
            ]
        );
    }

    #[test]
    fn a_wording_of_the_contrary_turns_the_answer() {
        let sample = Sample::body("The free crossing it is.");
        let rows = sample.rows(Some(&reader(|_| Some((0.9, 0.05, 0.05)))), &Options::default());
        assert_eq!(rows, ["Cy Voice > bridge-toll oppose"]);
    }
}
