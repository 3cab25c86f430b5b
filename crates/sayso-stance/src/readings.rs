//! What the frames leave open, asked of a learned reader: whom reported speech names.
//!
//! The reader was trained on news and answers how a *sentence* speaks of somebody. That is the speaker's own position where somebody
//! is quoted or reported and names nobody else in the sentence. In narration, letters and comments, and among several names, a
//! sentence that is bitter about an event reads as one against whoever it happened to: of such answers on the hand-coded corpus one in
//! three was right, whatever their confidence, so that they are not asked for. Issues are left to their wordings, because what
//! supports an issue is told by its definition and not by the tone of a sentence.

use std::collections::BTreeSet;

use sayso_model::{Method, Mode, Span};

use crate::draft::Draft;
use crate::lexicon::Class;
use crate::scene::{Party, Scene, Target};
use crate::{LOW_CONFIDENCE, Options, PolarityReader, Probabilities, Question, UNREADABLE};

/// A question with whose stance its answer tells.
struct Asked {
    question: Question,
    holder: usize,
    target: Target,
    statement: usize,
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

/// One question for each sentence of reported speech in which one actor is named, in text order.
fn questions(scene: &Scene<'_>, frames: &[Draft]) -> Vec<Asked> {
    let settled: BTreeSet<(usize, usize, Target)> = frames
        .iter()
        .filter_map(|draft| {
            let token = scene.tokens_in(draft.evidence).next()?;
            Some((scene.tokens[token].sentence, draft.holder, draft.target))
        })
        .collect();
    let mut asked = Vec::new();
    for (nth, sentence) in scene.sentences.iter().enumerate() {
        let named: Vec<Party> = sentence.tokens.clone().filter_map(|at| named(scene, at)).collect();
        for (place, Party { actor, tokens, .. }) in named.iter().enumerate() {
            let (target, Some(voice)) = (Target::Actor(*actor), scene.voice(tokens.start)) else { continue };
            let Some(statement) = voice.statement.filter(|statement| is_reported(scene, *statement)) else {
                continue;
            };
            let is_alone = named.iter().all(|other| other.actor == *actor || other.actor == voice.holder);
            let is_first = named[..place].iter().all(|other| other.actor != *actor);
            if *actor == voice.holder
                || !is_alone
                || !is_first
                || settled.contains(&(nth, voice.holder, target))
            {
                continue;
            }
            let question =
                Question { sentence: around(scene, tokens.start), target: scene.span_of(tokens.clone()) };
            if question.sentence.contains(question.target) {
                asked.push(Asked { question, holder: voice.holder, target, statement });
            }
        }
    }
    asked
}

/// Whether somebody else reports a statement, rather than its author's own text standing there.
fn is_reported(scene: &Scene<'_>, statement: usize) -> bool {
    scene.layers.extraction.statements[statement].mode != Mode::Block
}

/// The actor whose name starts at a token. Who is meant by "I" and "you" is left to frames.
fn named(scene: &Scene<'_>, at: usize) -> Option<Party> {
    let is_person = scene.has_any(at, &[Class::FirstPerson, Class::SecondPerson]);
    scene.party_starting(at).filter(|_| !is_person)
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
        statement: Some(asked.statement),
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
    draft.confidence = f64::from(support.max(oppose)).clamp(0.0, 1.0);
    draft.score = f64::from(support - oppose);
    if draft.confidence >= options.reader_min_confidence {
        draft.sign = Some(if support > oppose { 1 } else { -1 });
    } else {
        draft.abstain_reason = Some(LOW_CONFIDENCE.to_owned());
    }
    Some(draft)
}

#[cfg(test)]
mod tests {
    use crate::Options;
    use crate::testing::{Sample, reader};

    /// What the reader was asked, and the rows, where it is against everybody.
    fn asked(sample: &Sample, confidence: f32) -> (Vec<String>, Vec<String>) {
        let asked = std::sync::Mutex::new(Vec::new());
        let against = reader(|(sentence, target)| {
            asked.lock().unwrap().push(format!("{target} in {sentence}"));
            Some(((1.0 - confidence) / 2.0, confidence, (1.0 - confidence) / 2.0))
        });
        let rows = sample.rows(Some(&against), &Options::default());
        let questions = asked.lock().unwrap().clone();
        (questions, rows)
    }

    #[test]
    fn the_reader_is_asked_of_whom_reported_speech_names_alone() {
        let said = "Bo Lind was there. Bo Lind met the Harbour Union. I saw Bo Lind and Lind saw me.";
        let sample = Sample::body(said).quoting(said);
        let expected = ["Bo Lind in Bo Lind was there.", "Bo Lind in I saw Bo Lind and Lind saw me."]
            .map(str::to_owned)
            .to_vec();
        assert_eq!(asked(&sample, 0.95), (expected, vec!["Cy Voice > Bo Lind oppose".to_owned()]));
    }

    #[test]
    fn narration_and_what_frames_have_decided_is_not_asked() {
        let nothing: Vec<String> = Vec::new();
        assert_eq!(asked(&Sample::body("Bo Lind was there."), 0.95), (nothing.clone(), nothing.clone()));
        let said = "I support Bo Lind.";
        let (questions, rows) = asked(&Sample::body(said).quoting(said), 0.95);
        assert_eq!((questions, rows), (nothing, vec!["Cy Voice > Bo Lind support".to_owned()]));
    }

    #[test]
    fn an_answer_that_is_not_sure_is_no_stance() {
        let said = "Bo Lind was there.";
        let (questions, rows) = asked(&Sample::body(said).quoting(said), 0.85);
        assert_eq!((questions.len(), rows.len()), (1, 0));
    }
}
