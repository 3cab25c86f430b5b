//! How letters begin and end: salutations, valedictions, sign-offs.

use std::sync::LazyLock;

use regex::Regex;
use sayso_model::Span;

use super::lines::Page;
use super::names::{is_name_word, leading_name, name_runs, tail, whole_name};
use super::{pattern, words as list};

/// A line that begins a letter.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Salutation {
    /// The words that name the one addressed.
    pub(crate) addressee: Option<Span>,
    /// Where the letter's own words start, if they do on the same line.
    pub(crate) rest_byte: Option<usize>,
}

static SALUTATION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^[“„«‘\x22'>\s]*(?:(?P<dear>Dear|DEAR|Hallo|Hello|Hi|Esteemed|Honou?red) (?P<whom>[^,:;.!?\n–—]{2,70}?)|(?P<sir>Sirs?|SIRS?|Madam|Mr Editor)|To (?P<editor>[Tt]he [Ee]ditors?[^,:.]{0,40}))\s*(?P<mark>[,:–—!-]|$)\s*",
    )
});

/// Words that may be greeted instead of a name.
const GREETED: &[&str] = &[
    "all",
    "brothers",
    "colleague",
    "colleagues",
    "comrade",
    "comrades",
    "editor",
    "everyone",
    "fellow",
    "friend",
    "friends",
    "madam",
    "member",
    "members",
    "neighbour",
    "neighbours",
    "reader",
    "readers",
    "sir",
    "sirs",
    "sisters",
];

/// The salutation with which the line starts.
pub(crate) fn salutation(page: &Page<'_>, line: usize) -> Option<Salutation> {
    let text = super::names::head(page.text(line), 300);
    let found = SALUTATION.captures(text)?;
    let base = page.span(line).start_byte();
    let whom = found.name("whom").or(found.name("sir")).or(found.name("editor"))?;
    let rest = &text[found.get(0)?.end()..];
    if found.name("dear").is_some() {
        let mut greeted = whom.as_str().split_whitespace();
        let is_known = greeted
            .next()
            .is_some_and(|word| is_name_word(word) || GREETED.contains(&word.to_lowercase().as_str()));
        let n_small =
            greeted.filter(|word| word.starts_with(char::is_lowercase) && !is_joining(word)).count();
        let is_own_line = rest.is_empty() && found.name("mark").is_some_and(|mark| !mark.is_empty());
        let is_group = is_own_line && whom.as_str().starts_with(char::is_lowercase);
        if !is_known || (n_small > 0 && !is_group) {
            return None;
        }
    } else if found.name("mark")?.as_str().is_empty() && found.name("editor").is_none() {
        return None;
    }
    let addressee = Span::of_length(base + whom.start(), whom.len());
    let rest_byte = (!rest.is_empty()).then(|| base + text.len() - rest.len());
    Some(Salutation { addressee: Some(addressee), rest_byte })
}

fn is_joining(word: &str) -> bool {
    matches!(word, "and" | "or" | "of" | "the") || GREETED.contains(&word)
}

static VALEDICTION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:yours(?:,? (?:and )?(?:\w+ly|ever|etc|aye|always|in [\w\s]{1,30}))*|(?:with |in |my |and |our )*(?:very |kind(?:est)? |best |warm(?:est)? |many |all |good |friendly |fraternal |comradely )*(?:regards|wishes|solidarity|greetings|love|thanks)(?: (?:to|from|and|for) [\w\s]{0,30})?|sincerely(?: yours)?|respectfully(?: yours)?|faithfully(?: yours)?|cordially|fraternally|best|cheers)\s*(?P<mark>[,.:!–—-]|$)\s*",
    )
});
static INLINE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?P<before>[,.!?;–—]|^)\s*(?i:(?:kind |best |warm )?(?:regards|wishes)|yours(?: \w+)?|sincerely|in solidarity|cheers|love)[,:]?\s+(?P<name>\p{Lu}[\w’'.-]*(?: \p{Lu}[\w’'.-]*){0,3})\s*[.]?\s*[”»\x22’]?$",
    )
});

/// A line that closes a letter, with the signature on the same line if it is there.
pub(crate) fn valediction(page: &Page<'_>, line: usize) -> Option<Option<Span>> {
    let text = page.text(line);
    if text.len() > 90 {
        return None;
    }
    let found = VALEDICTION.find(text)?;
    let base = page.span(line).start_byte() + found.end();
    let rest = &text[found.end()..];
    if rest.is_empty() {
        return Some(None);
    }
    let closed = rest.trim_end_matches(['”', '"', '»', '’', '.']);
    whole_name(closed, base, 1).map(Some)
}

/// A farewell with a name at the end of running text ("…, regards Ann Park").
#[derive(Clone, Copy, Debug)]
pub(crate) struct SignOff {
    /// Where the farewell starts.
    pub(crate) start_byte: usize,
    /// The name.
    pub(crate) name: Span,
}

/// The farewell with which the line ends.
pub(crate) fn sign_off(page: &Page<'_>, line: usize) -> Option<SignOff> {
    let text = page.text(line);
    let end = tail(text, 120);
    let base = page.span(line).end_byte() - end.len();
    let found = INLINE.captures(end)?;
    let name = found.name("name")?;
    let start_byte = base + found.name("before")?.start();
    let trimmed = name.as_str().trim_end_matches('.');
    Some(SignOff { start_byte, name: Span::of_length(base + name.start(), trimmed.len()) })
}

static KISSES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?:^|[.!?…)]\s*)(?P<name>\p{Lu}[\p{L}’'-]+?)(?:\s?(?:x{2,}|X{2,})|\s+[xX])[.!]?$")
});
static DASHED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?:^|[.!?…]\s*)[–—-]{1,2}\s?(?P<name>\p{Lu}[\p{L}’'-]+(?: \p{Lu}[\p{L}’'.-]*){0,2})[.]?$")
});

/// The name with which a comment's last line signs, `is_own_line` where the comment has lines before it.
pub(crate) fn signature(page: &Page<'_>, line: usize, is_own_line: bool) -> Option<Span> {
    let text = page.text(line);
    let base = page.span(line).start_byte();
    if is_own_line && let Some(name) = whole_name(text, base, 2) {
        return Some(name);
    }
    if is_own_line && let Some(name) = valediction(page, line).flatten() {
        return Some(name);
    }
    let end = tail(text, 120);
    let end_base = page.span(line).end_byte() - end.len();
    let found = KISSES.captures(end).or_else(|| DASHED.captures(end)).and_then(|found| found.name("name"));
    let found = found.map(|name| Span::of_length(end_base + name.start(), name.len()));
    found.or_else(|| sign_off(page, line).map(|sign_off| sign_off.name))
}

/// The name at the start of a signature's line.
pub(crate) fn signed_name(page: &Page<'_>, line: usize) -> Option<Span> {
    let text = page.text(line);
    let base = page.span(line).start_byte();
    let name =
        leading_name(text, base, 1).filter(|_| text.len() <= 90 && !text.ends_with(['.', '?', ':']))?;
    Some(name.span)
}

/// Whether the line goes on with a signature: a bracket, a role, a place, another name.
pub(crate) fn is_signature_line(page: &Page<'_>, line: usize) -> bool {
    let text = page.text(line);
    let is_bracket = text.starts_with(['(', '[']) && text.ends_with([')', ']']);
    let is_short = text.len() <= 70 && !text.ends_with(['.', '!', '?', ':', '-']);
    let n_words = text.split_whitespace().count();
    let n_capitals: usize = name_runs(super::names::head(text, 80), 0).iter().map(|run| run.n_words).sum();
    let is_on_behalf = text.to_lowercase().starts_with("on behalf of");
    let verb_follows = text
        .split_whitespace()
        .any(|word| list::is_be(&list::bare(word)) || list::is_reporting(&list::bare(word)));
    text.len() <= 120 && is_bracket
        || (is_short && is_on_behalf)
        || (is_short && !verb_follows && n_capitals * 2 >= n_words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use sayso_model::Document;

    fn on_line<T>(text: &str, ask: impl Fn(&Page<'_>) -> T) -> T {
        let document = Document::from_text("a.txt", text);
        ask(&Page::read(&document))
    }

    #[test]
    fn salutations() {
        for (text, expected) in [
            ("Dear Ann,", Some("Ann")),
            ("Dear Ms Park", Some("Ms Park")),
            ("Dear Sir or Madam,", Some("Sir or Madam")),
            ("Dear friends and neighbours,", Some("friends and neighbours")),
            ("“Hallo Ann, you have asked me to leave.", Some("Ann")),
            ("Sir – The mayor is wrong.", Some("Sir")),
            ("To the Editor of the Echo:", Some("the Editor of the Echo")),
            ("Dear me, what a day that was.", None),
            ("Dear Exton how we miss you.", None),
            ("Dear oh dear, they lost again.", None),
            ("Sir Tom Reed spoke first.", None),
            ("Hi-vis jackets, they said, were needed.", None),
        ] {
            let found = on_line(text, |page| {
                salutation(page, 0)
                    .and_then(|found| found.addressee)
                    .map(|span| page.document.slice(span).to_owned())
            });
            assert_eq!(found.as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn valedictions() {
        for text in [
            "Yours fraternally",
            "Yours sincerely,",
            "Kind regards",
            "In solidarity,",
            "With all good wishes,",
            "Best regards, Ann Park",
        ] {
            assert!(on_line(text, |page| valediction(page, 0).is_some()), "{text}");
        }
        for text in [
            "Yours is the earth.",
            "Best of all, we won the vote in the end.",
            "Regards were sent to the widow.",
        ] {
            assert!(on_line(text, |page| valediction(page, 0).is_none()), "{text}");
        }
    }

    #[test]
    fn sign_offs_and_signatures() {
        for (text, expected) in [
            ("They told us no, regards Ann Park”", Some("Ann Park")),
            ("We won. Annxx", Some("Ann")),
            ("We won! Ann xx", Some("Ann")),
            ("We won. – Ann Park", Some("Ann Park")),
            ("I await a reply", None),
            ("We were in Halifaxx", None),
            ("They sent their regards to Ann Park", None),
        ] {
            let found = on_line(text, |page| {
                signature(page, 0, false).map(|span| page.document.slice(span).to_owned())
            });
            assert_eq!(found.as_deref(), expected, "{text}");
        }
    }
}
