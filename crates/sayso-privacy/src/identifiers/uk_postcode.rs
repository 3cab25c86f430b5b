//! Finds: postcodes of the United Kingdom ("CT5 1ZZ").
//!
//! Why it identifies: a postcode is shared by about fifteen addresses.
//!
//! Examples: see the tests. Half a postcode is a district and stays; so do the postcodes of parliaments.
//!
//! Source: Royal Mail, Programmers' guide to the postcode address file: the 124 areas, and the letters that end a postcode.

use sayso_model::RedactionKind;

use super::{Candidate, Rule};

const AREAS: &str = "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE";

pub(super) const RULE: Rule = Rule {
    id: "uk_postcode",
    kind: RedactionKind::PostalAddress,
    pattern: |_| r"(?P<id>\b[A-Z]{1,2}\d[A-Z\d]?[ \u{a0}]{1,2}\d[ABD-HJLNP-UW-Z]{2}\b)".to_owned(),
    accepts,
};

fn accepts(candidate: &Candidate<'_>) -> bool {
    let words = candidate.words().replace('\u{a0}', " ").replace("  ", " ");
    let area = words.trim_end_matches(|symbol: char| symbol != ' ').trim_end();
    let area = area.split(|symbol: char| symbol.is_ascii_digit()).next().unwrap_or_default();
    candidate.is_whole_word()
        && AREAS.split(' ').any(|known| known == area)
        && !candidate.wordings.address.public_postcodes.contains(&words)
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;

    #[test]
    fn hits_and_near_misses() {
        check(
            &super::RULE,
            &[
                ("Whitstable, CT5 1ZZ.", &["CT5 1ZZ"]),
                ("EC1A 1BB and M1 1AE", &["EC1A 1BB", "M1 1AE"]),
                ("House of Commons, London SW1A 0AA", &[]),
                ("in CT5, on the M25 2nd exit, the A2 4X4", &[]),
                ("QQ1 1AA, ct5 1zz, XCT5 1ZZ", &[]),
            ],
        );
    }
}
