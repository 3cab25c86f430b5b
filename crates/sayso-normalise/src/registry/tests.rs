use super::*;
use crate::FaultKind;
use crate::marked_text::invented;
use sayso_model::Vocabulary;

const UNION: &str = "[[organisation]]\nid = \"org-union\"\nname = \"Harbour Union\"\nclassification = \"trade_union\"\nevidence = \"invented\"\n";

fn load(contents: &str) -> Result<Registry, RegistryError> {
    Registry::from_toml(&[("r.toml".to_owned(), contents.to_owned())])
}

/// Every fault of [`UNION`] followed by `more`.
fn check(more: &str, expected: &[&str]) {
    let faults =
        load(&format!("{UNION}{more}")).map(|_| String::new()).unwrap_or_else(|error| error.to_string());
    let found: Vec<&str> = faults.lines().collect();
    assert_eq!(found.len(), expected.len(), "{faults}");
    for (found, expected) in found.iter().zip(expected) {
        assert!(found.starts_with(expected), "{found:?} should start with {expected:?}");
    }
}

#[test]
fn faults_name_file_and_line() {
    let organisation = |id: &str, more: &str| {
        format!(
            "\n[[organisation]]\nid = {id:?}\nname = \"X\"\n{more}classification = \"party\"\nevidence = \"invented\"\n"
        )
    };
    for (more, expected) in [
        (organisation("org-x", ""), &[][..]),
        ("colour = 1\n".to_owned(), &["r.toml:6: unknown field `colour`"]),
        ("\n[[party]]\n".to_owned(), &["r.toml:7: unknown field `party`"]),
        ("\n[[person]]\nid = 3\n".to_owned(), &["r.toml:8: invalid type: integer `3`"]),
        ("\n[[person]]\nid = \"per-x\"\n".to_owned(), &["r.toml:7: missing field `name`"]),
        ("id = \"org-x\"\n".to_owned(), &["r.toml:6: duplicate key"]),
        ("\"\n".to_owned(), &["r.toml:6: "]),
        (
            organisation("org-x", "").replace("party", "club"),
            &["r.toml:10: unknown variant `club`, expected one of `party`"],
        ),
        (organisation("org-union", ""), &["r.toml:8: id \"org-union\" is taken by r.toml:2"]),
        (
            organisation("org-a", ""),
            &["r.toml:8: entries are sorted by id: \"org-a\" should stand before \"org-union\""],
        ),
        (
            organisation("org-x", "parent = \"org-y\"\n"),
            &["r.toml:10: parent \"org-y\" is no organisation of the registry"],
        ),
        (organisation("org-x", "parent = \"org-x\"\n"), &["r.toml:10: \"org-x\" is its own parent"]),
        (organisation("org-x--y", ""), &["r.toml:8: id \"org-x--y\" is no slug of the form org-name"]),
        (organisation("org-Äx", ""), &["r.toml:8: id \"org-Äx\" is no slug"]),
        (organisation("per-x", ""), &["r.toml:8: id \"per-x\" is no slug of the form org-name"]),
        (organisation("org-x", "wikidata_id = \"42\"\n"), &["r.toml:10: \"42\" is no Wikidata item"]),
        (
            organisation("org-x", "wikidata_id = \"Q4\"\n")
                + &organisation("org-y", "wikidata_id = \"Q4\"\n"),
            &["r.toml:17: Wikidata item \"Q4\" is also that of \"org-x\""],
        ),
        (organisation("org-x", "").replace("\"X\"", "\" \""), &["r.toml:9: name is empty"]),
        (organisation("org-x", "").replace("\"invented\"", "\"\""), &["r.toml:11: evidence is empty"]),
        (
            organisation("org-x", "names = [{ name = \"X\", type = \"name\" }]\n"),
            &["r.toml:10: name \"X\" stands twice in this entry"],
        ),
        (
            "\n[[person]]\nid = \"per-x\"\nname = \"X\"\npublic_role = \"elected\"\nevidence = \"e\"\n\
             roles = [{ role = \"MP\", organisation = \"org-none\" }]\n"
                .to_owned(),
            &["r.toml:12: organisation \"org-none\" is no organisation of the registry"],
        ),
    ] {
        let expected: Vec<&str> = expected.to_vec();
        check(&more, &expected);
    }
}

#[test]
fn files_are_checked_together() {
    let other = "\n\n[[organisation]]\nid = \"org-a\"\nname = \"A\"\nclassification = \"party\"\nparent = \"org-union\"\nevidence = \"e\"\n";
    let files =
        |other: &str| [("a.toml".to_owned(), other.to_owned()), ("b.toml".to_owned(), UNION.to_owned())];
    assert!(Registry::from_toml(&files(other)).is_ok());
    let error = Registry::from_toml(&files(&other.replace("org-a", "org-union"))).unwrap_err();
    assert_eq!(error.faults().len(), 2, "{error}");
    assert!(error.to_string().starts_with("a.toml:7: \"org-union\" is its own parent"), "{error}");
    assert!(error.to_string().ends_with("b.toml:2: id \"org-union\" is taken by a.toml:4"), "{error}");
}

#[test]
fn circles_of_parents_are_found_whoever_points_at_them() {
    let body = |id: &str, parent: &str| {
        format!(
            "[[organisation]]\nid = {id:?}\nname = \"X\"\nclassification = \"party\"\nparent = {parent:?}\nevidence = \"e\"\n"
        )
    };
    let error =
        load(&(body("org-a", "org-b") + &body("org-b", "org-c") + &body("org-c", "org-b"))).unwrap_err();
    assert_eq!(error.faults().len(), 2, "{error}");
    assert!(error.faults().iter().all(|fault| matches!(fault.kind, FaultKind::Circle { .. })), "{error}");
}

#[test]
fn names_are_found_in_any_spelling() {
    let registry = invented();
    let ids = |entries: &[usize]| entries.iter().map(|at| registry.entry(*at).id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(registry.with_name("the  HARMONY party’s")), ["org-harmony-party"]);
    assert_eq!(ids(registry.with_name("Rosalind Hart")), ["per-rosie-hart"]);
    assert_eq!(ids(registry.with_handle("@rosiehartmp")), ["per-rosie-hart"]);
    assert_eq!(ids(registry.with_acronym("C.L.")), ["org-civic-league", "org-coastal-league"]);
    assert_eq!(ids(registry.with_acronym("cl")), [""; 0]);
    assert_eq!(ids(registry.with_name("Mallory")), [""; 0]);
    assert_eq!(ids(registry.with_part("mallory")), ["per-tom-mallory"]);
}

#[test]
fn canonical_form_sorts_and_keeps_every_key() {
    let contents = include_str!("../../tests/invented.toml");
    assert_eq!(canonical_toml("invented.toml", contents).unwrap(), contents);
    let (header, entries) = contents.split_once("\n\n").unwrap();
    let mut blocks: Vec<&str> = entries.trim_end().split("\n\n").collect();
    blocks.reverse();
    let shuffled = format!("{header}\n{}\n", blocks.join("\n"));
    assert_eq!(canonical_toml("invented.toml", &shuffled).unwrap(), contents);
}

#[test]
fn canonical_form_escapes_what_toml_needs() {
    let odd = UNION.replace("invented", "a \\\"quoted\\\" \\\\ word,\\nline \\u0007");
    assert_eq!(canonical_toml("r.toml", &odd).unwrap(), odd);
}

#[test]
fn empty_files_are_registries() {
    assert!(load("").unwrap().known_names().is_empty());
    assert_eq!(canonical_toml("r.toml", "# nothing yet\n").unwrap(), "# nothing yet\n");
}

#[test]
fn dates_identifiers_and_roles_are_checked() {
    let person = |more: &str| {
        format!(
            "\n[[person]]\nid = \"per-x\"\nname = \"X\"\n{more}public_role = \"elected\"\nevidence = \"e\"\n"
        )
    };
    let role = |dates: &str| {
        person(&format!("roles = [\n    {{ role = \"MP\", organisation = \"org-union\"{dates} }},\n]\n"))
    };
    for (more, expected) in [
        (role(", from = \"2017-06-08\", to = \"2019\""), &[][..]),
        (role(", from = \"2017-06-31\""), &["r.toml:11: from \"2017-06-31\" is no date"]),
        (role(", to = \"soon\""), &["r.toml:11: to \"soon\" is no date"]),
        (role(", from = \"2017-06\", to = \"2017\""), &[]),
        (
            role(", from = \"2017-06\", to = \"2017-05-31\""),
            &["r.toml:11: \"2017-05-31\" is before \"2017-06\""],
        ),
        (
            person(
                "names = [\n    { name = \"Y\", type = \"former\", from = \"2001\", to = \"2000\" },\n]\n",
            ),
            &["r.toml:11: \"2000\" is before \"2001\""],
        ),
        (
            role("")
                .replace("\n]", ",\n    { role = \"MP\", organisation = \"org-union\", to = \"2019\" }\n]")
                .replace(",,", ","),
            &["r.toml:12: role \"MP\" stands twice"],
        ),
        (
            person("identifiers = [\n    { scheme = \"s\", identifier = \"1\" },\n]\n")
                + &person("identifiers = [\n    { scheme = \"s\", identifier = \"1\" },\n]\n")
                    .replace("per-x", "per-y"),
            &["r.toml:20: s \"1\" is also that of \"per-x\""],
        ),
    ] {
        check(&more, expected);
    }
}

#[test]
fn an_id_that_is_given_up_leaves_its_names_to_the_other() {
    let contents = "[[person]]\nid = \"per-ann-park\"\nname = \"Ann Park\"\npublic_role = \"unknown\"\nevidence = \"e\"\n
[[person]]\nid = \"per-ann-parker\"\nname = \"Ann Parker\"\nnames = [\n    { name = \"@annp\", type = \"handle\" },\n    { name = \"Ann Park\", type = \"former\" },\n]\npublic_role = \"elected\"\nwikidata_id = \"Q1\"\nevidence = \"e\"\n
[[redirect]]\nold_id = \"per-ann-parker\"\nnew_id = \"per-ann-park\"\nevidence = \"e\"\n";
    let registry = load(contents).unwrap();
    for entries in
        [registry.with_name("Ann Park"), registry.with_name("Ann Parker"), registry.with_handle("@annp")]
    {
        let found: Vec<&str> = entries.iter().map(|at| registry.entry(*at).id.as_str()).collect();
        assert_eq!(found, ["per-ann-park"]);
    }
    let entry = registry.entry(0);
    assert_eq!((entry.wikidata_id.as_deref(), entry.public_role.as_str()), (Some("Q1"), "elected"));
    assert!(registry.shared_names().is_empty());
}

#[test]
fn canonical_form_keeps_dates_redirects_and_decisions() {
    let contents = format!(
        "{UNION}
[[redirect]]
old_id = \"x-org-0123456789ab\"
new_id = \"org-union\"
evidence = \"e\"

[[decision]]
verdict = \"different\"
name = \"A\"
actor_id = \"org-union\"
other_name = \"B\"
other_actor_id = \"x-org-0123456789ac\"
evidence = \"e\"

[[decision]]
verdict = \"ignore\"
name = \"C\"
evidence = \"e\"
"
    )
    .replace(
        "classification",
        "names = [\n    { name = \"HU\", type = \"acronym\", from = \"1987\", to = \"1999-05\" },\n]\nclassification",
    );
    assert_eq!(canonical_toml("r.toml", &contents).unwrap(), contents);
    assert!(load(&contents).is_ok());
}
