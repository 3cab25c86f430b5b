//! The line that introduces words of somebody else: whose they are and which words announce them.

use sayso_model::Span;

use super::lines::Page;
use super::names::{head, leading_name, name_runs, tail, words};
use super::words as list;

/// What a line says about the words after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Introduction {
    /// The words that name whose words follow.
    pub(crate) author: Option<Span>,
    /// The words that announce them.
    pub(crate) cue: Option<Span>,
    /// Whether it says outright that words follow ("as follows", "the following statement").
    pub(crate) is_announcement: bool,
    /// Whether a social network is spoken of.
    pub(crate) is_posting: bool,
    /// Whether the line ends in a colon.
    pub(crate) has_colon: bool,
}

/// How much of a line's end is read, in bytes: sentences that introduce something are shorter.
const MAX_SENTENCE_BYTES: usize = 900;

/// What line `line` announces, if it ends in a colon; lines before `floor` are not looked at.
pub(crate) fn introduction(page: &Page<'_>, line: usize, floor: usize) -> Option<Introduction> {
    let words = page.text(line);
    let stem = words.trim_end_matches(['-', '–', '—', ' ']);
    let stem = stem.strip_suffix(':')?.trim_end();
    let start_byte = page.span(page.paragraph_start(line, floor)).start_byte();
    let whole = Span::between(start_byte, page.span(line).start_byte() + stem.len());
    Some(Introduction { has_colon: true, ..read(page, last_sentence(page, whole)) })
}

/// What a line announces that is nothing but a name and a verb ("Ann Park reports").
pub(crate) fn cue_line(page: &Page<'_>, line: usize) -> Option<Introduction> {
    let text = page.text(line);
    if text.len() > 80
        || text.split_whitespace().count() > 8
        || text.ends_with(['.', '!', '?', ';', '”', '"'])
    {
        return None;
    }
    let base = page.span(line).start_byte();
    let name = leading_name(text, base, 2)?;
    let rest = &text[name.span.end_byte() - base..];
    let (at, verb) = words(rest).find(|(_, word)| !list::is_between(word))?;
    let is_verb = list::is_reporting(&list::bare(verb)) && !name.is_possessive;
    let cue = Span::of_length(name.span.end_byte() + at, rest[at..].trim_end_matches([',', ':', '-']).len());
    is_verb.then_some(Introduction {
        author: Some(name.span),
        cue: Some(cue),
        is_announcement: true,
        is_posting: false,
        has_colon: false,
    })
}

/// What a sentence that mentions `noun` ("letter") says of whose it is, in a paragraph without a colon.
pub(crate) fn introduction_of(page: &Page<'_>, line: usize, noun: &str) -> Option<Introduction> {
    let span = page.span(line);
    let text = head(page.document.slice(span), MAX_SENTENCE_BYTES);
    let at = text
        .match_indices(noun)
        .map(|(at, _)| at)
        .find(|at| !text[..*at].ends_with(char::is_alphanumeric))?;
    let start = sentence_start(&text[..at]);
    let end = text[at..].find(['.', '?', '!', ':', ';']).map_or(text.len(), |end| at + end);
    Some(read(page, Span::between(span.start_byte() + start, span.start_byte() + end)))
}

fn last_sentence(page: &Page<'_>, whole: Span) -> Span {
    let text = tail(page.document.slice(whole), MAX_SENTENCE_BYTES);
    let start_byte = whole.end_byte() - text.len();
    Span::between(start_byte + sentence_start(text), whole.end_byte())
}

/// Where the last sentence of `text` starts.
fn sentence_start(text: &str) -> usize {
    let mut start = 0;
    for (at, _) in text.match_indices(['.', '?', '!']) {
        let after = text[at + 1..].trim_start_matches(['”', '’', '"', '\'', ')']);
        let word = text[..at].rsplit(char::is_whitespace).next().unwrap_or_default();
        let is_short =
            word.chars().count() < 3 || matches!(word, "Mrs" | "Prof" | "Rev" | "Hon" | "Sgt" | "Gen");
        let is_abbreviation = is_short && word.starts_with(char::is_uppercase) && text[at..].starts_with('.');
        if after.starts_with(char::is_whitespace) && !is_abbreviation {
            start = text.len() - after.trim_start().len();
        }
    }
    start
}

/// One word of the sentence.
struct Word<'a> {
    at: usize,
    raw: &'a str,
    bare: String,
}

fn read(page: &Page<'_>, sentence: Span) -> Introduction {
    let text = page.document.slice(sentence);
    let base = sentence.start_byte();
    let sentence_words: Vec<Word<'_>> =
        words(text).map(|(at, raw)| Word { at, raw, bare: list::bare(raw) }).collect();
    let following =
        sentence_words.windows(2).any(|pair| pair[0].bare == "following" && pair[1].bare != "the");
    let as_follows = sentence_words.windows(2).any(|pair| pair[0].bare == "as" && pair[1].bare == "follows");
    let has_wording = sentence_words.iter().any(|word| list::is_wording(&word.bare));
    let verb = main_verb(&sentence_words, has_wording);
    let author = match verb {
        Some(nth) => subject(page, Span::of_length(base, sentence_words[nth].at))
            .or_else(|| owner(text, base, &sentence_words)),
        None => owner(text, base, &sentence_words),
    };
    let author = if verb.is_some_and(|nth| is_passive(&sentence_words, nth)) { None } else { author };
    let from = match verb {
        Some(nth) => Some(nth),
        None => {
            sentence_words.iter().position(|word| word.bare == "following" || list::is_wording(&word.bare))
        }
    };
    let cue = from.map(|nth| cue_from(&sentence_words, nth, verb.is_some(), base));
    Introduction {
        author,
        cue,
        is_announcement: as_follows || (following && has_wording),
        is_posting: sentence_words.iter().any(|word| list::is_posting(&word.bare)),
        has_colon: false,
    }
}

/// The verb that carries the report: the last one that is not in a subordinate clause, else the last one.
fn main_verb(sentence: &[Word<'_>], has_wording: bool) -> Option<usize> {
    let is_verb = |nth: usize| {
        let word = &sentence[nth];
        let is_noun = nth > 0 && list::is_determiner(&sentence[nth - 1].bare);
        (list::is_reporting(&word.bare) || (has_wording && list::is_giving(&word.bare)))
            && !is_noun
            && nth > 0
    };
    let verbs: Vec<usize> = (0..sentence.len()).filter(|nth| is_verb(*nth)).collect();
    let is_main = |nth: &&usize| {
        let clause = sentence[..**nth].iter().rev().take_while(|word| !word.raw.ends_with([',', ';', ')']));
        !clause.into_iter().any(|word| list::is_subordinating(&word.bare))
    };
    verbs.iter().rev().find(is_main).or(verbs.last()).copied()
}

fn is_passive(sentence: &[Word<'_>], verb: usize) -> bool {
    let before = sentence[..verb].iter().rev().find(|word| !list::is_between(word.raw));
    before.is_some_and(|word| list::is_be(&word.bare))
}

/// From the verb to what completes it: "as follows", the announced noun, or a short rest.
fn cue_from(sentence: &[Word<'_>], first: usize, is_verb: bool, base: usize) -> Span {
    let rest = &sentence[first..];
    let follows = rest.iter().position(|word| word.bare == "follows");
    let wording = rest.iter().position(|word| list::is_wording(&word.bare));
    let last = match (follows, wording) {
        (Some(last), _) => last,
        (None, Some(last)) if is_verb => last,
        _ if rest.len() <= 5 => rest.len() - 1,
        _ => 0,
    };
    let word = &rest[last];
    let end = word.at + word.raw.trim_end_matches([',', ';', ':', '.', '”', '"', '-']).len();
    Span::between(base + rest[0].at, base + end.max(rest[0].at))
}

/// The one whose words they are by possession or preposition: "Ann Park’s statement", "a letter from Ann Park".
fn owner(text: &str, base: usize, sentence: &[Word<'_>]) -> Option<Span> {
    let runs = name_runs(text, base);
    let nth = sentence.iter().position(|word| list::is_wording(&word.bare) || word.bare == "according")?;
    let noun_at = base + sentence[nth].at;
    let possessor = runs.iter().rev().find(|run| run.is_possessive && run.span.end_byte() < noun_at);
    let is_near = |span: Span| text[span.end_byte() - base..sentence[nth].at].split_whitespace().count() <= 3;
    if let Some(run) = possessor.filter(|run| is_near(run.span)) {
        return Some(run.span);
    }
    let link = sentence.get(nth + 1)?;
    let is_link = matches!(link.bare.as_str(), "by" | "from" | "of" | "to")
        && (link.bare != "to" || sentence[nth].bare == "according")
        && (link.bare != "of" || sentence[nth].bare == "words");
    let mut after = sentence.iter().skip(nth + 2);
    let mut named = after.next()?;
    if matches!(named.bare.as_str(), "the" | "our" | "one") {
        named = after.next()?;
    }
    let run = runs.iter().find(|run| run.span.start_byte() == base + named.at)?;
    (is_link && !run.is_possessive).then_some(run.span)
}

/// The grammatical subject of a verb before which `before` stands: a name, or a pronoun.
///
/// Appositions and relative clauses between the name and the verb are passed over.
fn subject(page: &Page<'_>, before: Span) -> Option<Span> {
    let text = page.document.slice(before);
    let mut fallback = None;
    let mut is_own_clause = true;
    for clause in clauses(text).into_iter().rev() {
        let (at, clause) = without_leading(text, clause);
        let base = before.start_byte() + at;
        let runs = name_runs(clause, base);
        let at_start = runs.first().filter(|run| run.span.start_byte() == base && !run.is_possessive);
        let is_apposition = clause.starts_with(char::is_lowercase) || starts_with_article(clause);
        let is_empty = clause.split_whitespace().all(list::is_between);
        if is_own_clause && !is_empty {
            if let Some(word) = closing_pronoun(clause, base) {
                return Some(word);
            }
            let closing = runs.last().filter(|run| !run.is_possessive && is_closing(clause, base, run.span));
            let own =
                at_start.filter(|run| run.n_words > 1 || closing.is_none() || runs.len() == 1).or(closing);
            return own.map(|run| run.span);
        }
        is_own_clause = false;
        if let Some(run) = at_start.filter(|_| !is_apposition) {
            if run.n_words > 1 {
                return Some(run.span);
            }
            fallback = fallback.or(Some(run.span));
        }
    }
    fallback
}

/// The parts of `text` between commas, dashes and brackets, as byte ranges.
fn clauses(text: &str) -> Vec<(usize, usize)> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, mark) in text.match_indices([',', '–', '—', '(', ')', ';', ':']) {
        parts.push((start, at));
        start = at + mark.len();
    }
    parts.push((start, text.len()));
    parts
}

/// The clause without white space and words such as "and" or "including" at its start.
fn without_leading(text: &str, (start, end): (usize, usize)) -> (usize, &str) {
    let mut clause = text[start..end].trim();
    while let Some(word) = clause.split_whitespace().next().filter(|word| list::is_leading(&list::bare(word)))
    {
        clause = clause[word.len()..].trim_start();
    }
    (clause.as_ptr() as usize - text.as_ptr() as usize, clause)
}

fn starts_with_article(clause: &str) -> bool {
    let first = clause.split_whitespace().next().map(list::bare).unwrap_or_default();
    matches!(first.as_str(), "a" | "an" | "the" | "who" | "which" | "whose" | "our" | "her" | "his" | "their")
}

/// The pronoun after which only an auxiliary or adverb stands.
fn closing_pronoun(clause: &str, base: usize) -> Option<Span> {
    let all: Vec<(usize, &str)> = words(clause).collect();
    let (at, word) = all.iter().rev().find(|(_, word)| !list::is_between(word))?;
    list::is_pronoun(&word.to_lowercase()).then_some(Span::of_length(base + at, word.len()))
}

/// Whether only an auxiliary or adverb stands between the name and the end of the clause.
fn is_closing(clause: &str, base: usize, name: Span) -> bool {
    clause[name.end_byte() - base..].split_whitespace().all(list::is_between)
}

#[cfg(test)]
mod tests {
    use super::*;
    use sayso_model::Document;

    fn check(text: &str, author: &str, cue: &str) {
        let document = Document::from_text("a.txt", text);
        let page = Page::read(&document);
        let found = introduction(&page, 0, 0).or_else(|| cue_line(&page, 0));
        let words = |span: Option<Span>| span.map_or("", |span| document.slice(span));
        let found = found.map(|found| (words(found.author), words(found.cue)));
        assert_eq!(found, Some((author, cue)), "{text}");
    }

    #[test]
    fn subjects() {
        check("Ann Park wrote:", "Ann Park", "wrote");
        check("It was cold. Then Ann Park said of the vote:-", "Ann Park", "said of the vote");
        check("The well-known surveyor, Ann Park, says of the plan:-", "Ann Park", "says of the plan");
        check(
            "And Ann Park, the tireless author of I Tom Reed, put the question as follows:-",
            "Ann Park",
            "put the question as follows",
        );
        check(
            "Ann Park, who is a Quaker, Welsh, a member of Reach and Secretary of the Exton Council, responded as follows:-",
            "Ann Park",
            "responded as follows",
        );
        check(
            "It angered many of Reed’s neighbours, including Ann Park, a tenant and baker for the Exton Fair, who commented as follows:-",
            "Ann Park",
            "commented as follows",
        );
        check(
            "Ann Park poses some further questions for Tom Reed about his faith in “friends” such as Hill, Rose and ETU:",
            "Ann Park",
            "poses some further questions",
        );
        check(
            "Last week, the Exton mayor, Tom Reed, made the following request on the radio:-",
            "Tom Reed",
            "made the following request",
        );
        check("Ann Park of the Exton and Aylmer Tenants, later publicly replied:", "Ann Park", "replied");
        check("A spokesman for the Exton Tenants Union said:", "Exton Tenants Union", "said");
        check("Mr Reed went home, where she wrote:", "she", "wrote");
        check("In a letter to the council she has written nothing, but she asked:", "she", "asked");
    }

    #[test]
    fn owners() {
        check("Ann Park’s statement in full:", "Ann Park", "statement in full");
        check("Here is a letter from Ann Park:", "Ann Park", "letter from Ann Park");
        check("In the words of Ann Park:", "Ann Park", "words of Ann Park");
    }

    #[test]
    fn nobody_is_made_up() {
        check("Ann Park’s husband said:", "", "said");
        check("Tom Reed was told:", "", "told");
        check(
            "There are many in Exton for whom the following statement resonates:-",
            "",
            "following statement resonates",
        );
        check("We need three things:", "", "");
    }

    #[test]
    fn bare_cue_lines() {
        check("Ann Park reports", "Ann Park", "reports");
        check("Ngozi Hara-smith writes on Facebook", "Ngozi Hara-smith", "writes on Facebook");
    }

    #[test]
    fn lines_that_introduce_nothing() {
        for text in [
            "He said the following: nothing.",
            "Ann Park reports that all is well with the old town hall",
            "Reports",
            "Ann Park",
        ] {
            let document = Document::from_text("a.txt", text);
            let page = Page::read(&document);
            assert_eq!(introduction(&page, 0, 0), None, "{text}");
            assert!(text.len() > 40 || cue_line(&page, 0).is_none(), "{text}");
        }
    }
}
