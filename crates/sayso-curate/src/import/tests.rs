use super::*;

const POPOLO: &str = include_str!("../../tests/fixtures/norland.popolo.json");
const EVERYPOLITICIAN: &str = include_str!("../../tests/fixtures/norland.everypolitician.csv");
const WIKIDATA: &str = include_str!("../../tests/fixtures/norland.wikidata.csv");

fn source<'a>(name: &'a str, contents: &'a str) -> Source<'a> {
    Source { name, contents, format: None }
}

fn empty() -> RegistryFile {
    RegistryFile::new("parliament.toml", "# invented\n")
}

fn parsed(contents: &str) -> RegistryFile {
    RegistryFile::parse("parliament.toml", contents).unwrap()
}

/// What comes of one file, brought into an empty registry.
fn imported(name: &str, contents: &str) -> Imported {
    import(&[source(name, contents)], empty(), &[], None).unwrap()
}

fn faults(name: &str, contents: &str) -> String {
    import(&[source(name, contents)], empty(), &[], None).unwrap_err().to_string()
}

#[test]
fn popolo_becomes_a_registry() {
    let imported = imported("norland.json", POPOLO);
    assert_eq!(imported.file.to_toml(), include_str!("../../tests/fixtures/norland.popolo.toml"));
    assert_eq!((imported.n_new, imported.n_updated), (7, 0));
}

#[test]
fn everypolitician_becomes_a_registry() {
    let imported = imported("norland.csv", EVERYPOLITICIAN);
    assert_eq!(imported.file.to_toml(), include_str!("../../tests/fixtures/norland.everypolitician.toml"));
    assert!(imported.notes.is_empty(), "{:?}", imported.notes);
}

#[test]
fn wikidata_becomes_a_registry() {
    let imported = imported("query.csv", WIKIDATA);
    assert_eq!(imported.file.to_toml(), include_str!("../../tests/fixtures/norland.wikidata.toml"));
    assert_eq!(
        imported.notes,
        [
            "query.csv: without a name, so left out: Q900000005",
            "query.csv: other names of a single word left out: 1",
            "query.csv: \"Minister of Harbours\" left out, because no column \"organisation\" says where; rows: 1",
        ]
    );
}

#[test]
fn nothing_private_is_taken() {
    for contents in [POPOLO, EVERYPOLITICIAN] {
        assert!(contents.contains("left out") && contents.contains("left.out@"));
        let toml = imported("norland", contents).file.to_toml();
        assert!(!toml.contains("left out") && !toml.contains("left.out"), "{toml}");
    }
}

#[test]
fn importing_again_changes_nothing() {
    for contents in [POPOLO, EVERYPOLITICIAN, WIKIDATA] {
        let first = imported("norland", contents).file.to_toml();
        let again = import(&[source("norland", contents)], parsed(&first), &[], None).unwrap();
        assert_eq!(again.file.to_toml(), first);
        assert_eq!(again.n_new, 0);
    }
}

#[test]
fn sources_meet_by_identifier_in_any_order() {
    let sources = [source("a.json", POPOLO), source("b.csv", EVERYPOLITICIAN), source("c.csv", WIKIDATA)];
    let all = import(&sources, empty(), &[], None).unwrap().file.to_toml();
    let mut reversed = sources;
    reversed.reverse();
    assert_eq!(import(&reversed, empty(), &[], None).unwrap().file.to_toml(), all);
    assert_eq!(all.matches("wikidata_id = \"Q900000001\"").count(), 1);
    assert_eq!(all.matches("name = \"Fjord Party\"\n").count(), 1);
    let ylva =
        parsed(&all).people.iter().find(|person| person.id.as_str() == "per-ylva-tjern").unwrap().clone();
    assert_eq!(ylva.evidence.as_str(), "imported from a.json; imported from b.csv; imported from c.csv");
}

#[test]
fn slugs_stay_whatever_comes_later() {
    let first_row: String = EVERYPOLITICIAN.lines().take(4).map(|line| format!("{line}\n")).collect();
    let first = imported("norland.csv", &first_row).file;
    assert!(first.people.iter().any(|person| person.id.as_str() == "per-nils-aune"));
    let later = import(&[source("norland.csv", EVERYPOLITICIAN)], first, &[], None).unwrap();
    let slugs: Vec<&str> = later.file.people.iter().map(|person| person.id.as_str()).collect();
    assert_eq!(slugs, ["per-nils-aune", "per-nils-aune-q900000003", "per-ylva-tjern"]);
    assert!(later.notes.is_empty(), "{:?}", later.notes);

    let renamed =
        EVERYPOLITICIAN.replace("Nils Aune,\"Aune, Nils\",,,Inland", "Nils Berg,\"Berg, Nils\",,,Inland");
    let renamed = import(&[source("norland.csv", &renamed)], later.file, &[], None).unwrap();
    let nils = renamed.file.people.iter().find(|person| person.id.as_str() == "per-nils-aune").unwrap();
    assert_eq!((nils.name.as_str(), nils.names[0].name.as_str()), ("Nils Aune", "Nils Berg"));
}

#[test]
fn what_the_file_says_by_hand_stays() {
    let first = imported("norland.csv", EVERYPOLITICIAN).file.to_toml();
    let edited = first
        .replace("# invented", "# checked by hand")
        .replace("name = \"Ylva Tjern\"\n", "name = \"Ylva Tjern\"\nhonorific_prefix = \"Ms\"\n");
    let edited = parsed(&edited).to_toml();
    let again = import(&[source("norland.csv", EVERYPOLITICIAN)], parsed(&edited), &[], None).unwrap();
    assert_eq!(again.file.to_toml(), edited);
}

#[test]
fn an_open_role_is_closed() {
    let first = imported("norland.csv", EVERYPOLITICIAN).file;
    let ended = EVERYPOLITICIAN.replace("8,2017-09-12,,,Q900000002", "8,2017-09-12,2021-09-13,,Q900000002");
    let again = import(&[source("norland.csv", &ended)], first, &[], None).unwrap();
    let aune = again.file.people.iter().find(|one| one.id.as_str() == "per-nils-aune-q900000002").unwrap();
    assert_eq!(aune.roles.len(), 2);
    assert!(aune.roles.iter().all(|role| role.to.as_ref().is_some_and(|to| to.as_str() == "2021-09-13")));
}

#[test]
fn whom_other_files_have_is_not_repeated() {
    let other = "[[organisation]]\nid = \"org-fjord\"\nname = \"Fjord Party\"\nclassification = \"party\"\nevidence = \"invented\"\n\n[[person]]\nid = \"per-tjern\"\nname = \"Ylva Tjern\"\npublic_role = \"elected\"\nwikidata_id = \"Q900000001\"\nevidence = \"invented\"\n";
    let other = RegistryFile::parse("people.toml", other).unwrap();
    let imported = import(&[source("norland.csv", EVERYPOLITICIAN)], empty(), &[other], None).unwrap();
    let toml = imported.file.to_toml();
    assert!(!toml.contains("Ylva") && !toml.contains("name = \"Fjord"), "{toml}");
    assert!(toml.contains("organisation = \"org-fjord\""));
    assert_eq!(imported.n_elsewhere, 2);
}

#[test]
fn faults_name_their_places() {
    let header = "id,name,chamber,start_date,end_date,wikidata\n";
    for (row, expected) in [
        ("1,,Assembly,,,\n", "n.csv:2: name is empty"),
        (",Ann,Assembly,,,\n", "n.csv:2: id is empty"),
        ("1,Ann,Assembly,soon,,\n", "n.csv:2: start_date \"soon\" is no date"),
        ("1,Ann,Assembly,2019,2018-05,\n", "n.csv:2: \"2018-05\" is before \"2019\""),
        ("1,Ann,Assembly,,,42\n", "n.csv:2: \"42\" is no Wikidata item"),
        ("1,Ann\n", "n.csv:2: 2 cells where the first line has 6"),
    ] {
        let found = faults("n.csv", &format!("{header}{row}"));
        assert!(found.starts_with(expected), "{found:?} should start with {expected:?}");
    }
    assert!(faults("n.csv", "name,group\nAnn,X\n").starts_with("n.csv:1: this is no Popolo JSON"));
    let told = Source { format: Some(Format::EveryPolitician), ..source("n.csv", "name,group\nAnn,X\n") };
    let found = import(&[told], empty(), &[], None).unwrap_err().to_string();
    assert!(found.starts_with("n.csv:1: there is no column \"id\"; the columns are \"name\""), "{found}");
    for (contents, expected) in [
        ("{\n\"people\": []}", "n.json:2: missing field `persons`"),
        ("{\n\n\"persons\": [", "n.json:3: EOF"),
        ("{\"persons\": [{\"id\": \"1\"}]}", "n.json: persons[0]: name is empty"),
        (
            "{\"persons\": [{\"name\": \"Ann\"}, {\"name\": \"Ann\"}]}",
            "n.json: persons[1]: several people are named \"Ann\"",
        ),
        (
            "{\"persons\": [{\"id\": \"1\", \"name\": \"A\"}, {\"id\": \"1\", \"name\": \"B\"}]}",
            "n.json: persons[1]: id \"1\" is taken",
        ),
        (
            "{\"persons\": [], \"memberships\": [{\"person_id\": \"7\"}]}",
            "n.json: memberships[0]: person_id \"7\" is nothing",
        ),
        (
            "{\"persons\": [{\"id\": \"1\", \"name\": \"A\"}], \"memberships\": [{\"person_id\": \"1\", \"organization_id\": \"2\"}]}",
            "n.json: memberships[0]: organization_id \"2\" is nothing",
        ),
    ] {
        let found = faults("n.json", contents);
        assert!(found.starts_with(expected), "{found:?} should start with {expected:?}");
    }
}

#[test]
fn ids_of_another_collection_do_not_make_two_people_one() {
    let first = imported("a.csv", "id,name\n1,Ann Lund\n").file;
    let other = [source("b.csv", "id,name\n1,Bo Berg\n")];
    let error = import(&other, first.clone(), &[], None).unwrap_err().to_string();
    assert!(
        error.starts_with("b.csv:2: everypolitician \"1\" is \"Bo Berg\" here and \"Ann Lund\""),
        "{error}"
    );
    let both = import(&other, first, &[], Some("southland")).unwrap();
    assert_eq!(both.file.people.len(), 2);
}

#[test]
fn namesakes_that_nothing_tells_apart_are_told() {
    let other = "[[person]]\nid = \"per-ann-lund\"\nname = \"Ann Lund\"\npublic_role = \"unknown\"\nevidence = \"invented\"\n";
    let other = RegistryFile::parse("people.toml", other).unwrap();
    let imported =
        import(&[source("a.csv", "id,name,chamber\n1,Ann Lund,\n")], empty(), &[other], None).unwrap();
    assert_eq!(imported.file.people[0].id.as_str(), "per-ann-lund-1");
    assert_eq!(
        imported.notes,
        [
            "a.csv: \"Ann Lund\" has the name of per-ann-lund in people.toml; if they are one, redirect one to the other"
        ]
    );
}
