use sayso_model::{ActorType, Vocabulary, unknown_actor_id};
use sayso_normalise::{Registry, RegistryFile};

use super::*;

const REGISTRY: &str = r#"[[organisation]]
id = "org-harbour-union"
name = "Harbour Union"
classification = "trade_union"
evidence = "invented"

[[person]]
id = "per-rosie-hartley"
name = "Rosie Hartley"
public_role = "elected"
evidence = "invented"

[[person]]
id = "per-victor-stone"
name = "Victor Stone"
public_role = "unknown"
evidence = "invented"

[[person]]
id = "per-victor-stone-q7"
name = "Victor Stone"
public_role = "elected"
evidence = "invented"
"#;

fn known() -> RegistryFile {
    RegistryFile::parse("people.toml", REGISTRY).unwrap()
}

fn decisions(contents: &str) -> RegistryFile {
    RegistryFile::parse("decisions.toml", contents).unwrap()
}

fn id(actor_type: ActorType, name: &str) -> String {
    unknown_actor_id(actor_type.as_str(), name, None)
}

/// A dataset of invented actors, each with its mentions: `actor_type|name|is_registered|id|documents and forms`.
struct Dataset {
    actors: String,
    names: String,
    mentions: String,
    documents: String,
}

fn dataset() -> Dataset {
    let person = |name| id(ActorType::Person, name);
    let actors = [
        ("org-harbour-union".to_owned(), "organisation", "Harbour Union", true, "1 Harbour Union"),
        (
            "per-rosie-hartley".to_owned(),
            "person",
            "Rosie Hartley",
            true,
            "1 Rosie Hartley;1 Hartley;2 Rosie Hartly",
        ),
        (person("R. Hartley"), "person", "R. Hartley", false, "2 R. Hartley"),
        (person("Bo Lund"), "person", "Bo Lund", false, "1 Bo Lund;2 Bo Lund;2 Bo Lund"),
        (person("Bo M. Lund"), "person", "Bo M. Lund", false, "3 Bo M. Lund"),
        (person("Merry Mayday"), "person", "Merry Mayday", false, "3 Merry Mayday;3 Merry Mayday"),
        (
            id(ActorType::Organisation, "Tram Riders"),
            "organisation",
            "Tram Riders",
            false,
            "1 Tram Riders;2 Tram Riders",
        ),
        ("x-per-000000000003".to_owned(), "person", "Lund", false, "3 Lund"),
        (String::new(), "", "", false, "1 Victor Stone;2 Victor Stone;3 Old Crane;3 Old Crane"),
    ];
    let mut sorted: Vec<_> = actors.into_iter().collect();
    sorted.sort();
    let mut texts = vec![String::new(); 3];
    let mut places = Vec::new();
    let mut table = String::from("actor_id,actor_type,name,is_registered\n");
    for (actor_id, actor_type, name, is_registered, forms) in &sorted {
        if !actor_id.is_empty() {
            table += &format!("{actor_id},{actor_type},{name},{is_registered}\n");
        }
        for form in forms.split(';') {
            let (document, form) = form.split_once(' ').unwrap();
            let text = &mut texts[document.parse::<usize>().unwrap() - 1];
            *text += "Så sa ";
            let start_char = text.chars().count();
            *text += form;
            places.push((format!("d{document}"), start_char, text.chars().count(), form, actor_id));
            *text += ".\n";
        }
    }
    places.sort();
    let mut mentions = String::from("document_id,start_char,end_char,surface,mention_type,actor_id\n");
    for (document, start_char, end_char, form, actor_id) in places {
        mentions += &format!("{document},{start_char},{end_char},{form},name,{actor_id}\n");
    }
    let mut documents = String::from("document_id,n_chars,text\n");
    for (nth, text) in texts.iter().enumerate() {
        documents += &format!("d{},{},\"{text}\"\n", nth + 1, text.chars().count());
    }
    let names =
        "actor_id,name,name_type,is_observed,source\nper-rosie-hartley,Rosie Hartly,misspelling,true,text\n";
    Dataset { actors: table, names: names.to_owned(), mentions, documents }
}

fn review(dataset: &Dataset, files: &[RegistryFile]) -> String {
    let published = Published {
        actors: dataset.actors.as_bytes(),
        actor_names: dataset.names.as_bytes(),
        mentions: dataset.mentions.as_bytes(),
    };
    let registry = Registry::from_files(files.to_vec()).unwrap();
    let mut review = Review::new(published, &registry, files, 2).unwrap();
    review.add_examples(dataset.documents.as_bytes()).unwrap();
    review.to_csv()
}

/// The rows without ids and counts: kind, name, other name, example, suggestion.
fn short(review: &str) -> Vec<String> {
    let mut reader = csv::Reader::from_reader(review.as_bytes());
    let rows = reader.records().map(|row| row.unwrap());
    rows.map(|row| format!("{}|{}|{}|{}|{}", &row[0], &row[2], &row[4], &row[7], &row[8])).collect()
}

/// The review with `decision` in every row for which `decide` has one.
fn filled(review: &str, decide: impl Fn(&str, &str, &str) -> &'static str) -> String {
    let mut reader = csv::Reader::from_reader(review.as_bytes());
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(reader.headers().unwrap()).unwrap();
    for row in reader.records().map(|row| row.unwrap()) {
        let mut cells: Vec<&str> = row.iter().collect();
        cells[9] = decide(&row[0], &row[2], &row[4]);
        writer.write_record(cells).unwrap();
    }
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

#[test]
fn what_is_open_is_laid_out() {
    let rows = short(&review(&dataset(), &[known()]));
    assert_eq!(
        rows,
        [
            "unknown_name|Bo Lund||Så sa Bo Lund.|person",
            "shared_name|Victor Stone|Victor Stone|Så sa Victor Stone.|",
            "unknown_name|Tram Riders||Så sa Tram Riders.|organisation",
            "unknown_name|Merry Mayday||Så sa Merry Mayday.|person",
            "unresolved_name|Old Crane||Så sa Old Crane.|",
            "middle_name|Bo Lund|Bo M. Lund|Så sa Bo M. Lund.|same",
            "initial|Rosie Hartley|R. Hartley|Så sa R. Hartley.|same",
            "surname|Bo Lund|Lund|Så sa Lund.|",
            "surname|Bo M. Lund|Lund|Så sa Lund.|",
            "merged_spelling|Rosie Hartley|Rosie Hartly|Så sa Rosie Hartly.|same",
        ]
    );
}

fn decide(kind: &str, name: &str, other_name: &str) -> &'static str {
    match (kind, name, other_name) {
        ("initial" | "shared_name" | "middle_name", ..) | ("surname", "Bo Lund", _) => "same",
        ("merged_spelling", ..) => "different",
        ("unknown_name", "Merry Mayday", _) => "nobody",
        ("unknown_name", "Bo Lund", _) => "Person",
        ("unknown_name", "Tram Riders", _) => "organisation",
        ("unresolved_name", ..) => "ignore",
        _ => "",
    }
}

#[test]
fn decisions_become_a_registry_that_answers_the_review() {
    let dataset = dataset();
    let sheet = filled(&review(&dataset, &[known()]), decide);
    let sheet = Sheet { name: "review.csv", contents: &sheet };
    let file = RegistryFile::new("decisions.toml", "# decided by hand\n");
    let applied = apply(sheet, file, &[known()]).unwrap();
    let written = applied.file.to_toml();
    let ids = [
        ("BO-M", id(ActorType::Person, "Bo M. Lund")),
        ("BO", id(ActorType::Person, "Bo Lund")),
        ("R-HARTLEY", id(ActorType::Person, "R. Hartley")),
        ("MAYDAY", id(ActorType::Person, "Merry Mayday")),
        ("TRAM", id(ActorType::Organisation, "Tram Riders")),
    ];
    let readable = ids.iter().fold(written.clone(), |text, (name, id)| text.replace(id, name));
    let mut readable = decisions(&readable.replace("old_id = \"", "old_id = \"x-"));
    readable.redirects.sort_by(|one, other| one.evidence.cmp(&other.evidence));
    let redirects: Vec<String> = readable
        .redirects
        .iter()
        .map(|one| format!("{} -> {}", one.old_id.as_str().trim_start_matches("x-"), one.new_id.as_str()))
        .collect();
    assert_eq!(
        redirects,
        [
            "BO-M -> per-bo-lund",
            "per-000000000003 -> per-bo-lund",
            "BO -> per-bo-lund",
            "R-HARTLEY -> per-rosie-hartley",
            "TRAM -> org-tram-riders",
            "per-victor-stone-q7 -> per-victor-stone",
        ]
    );
    let people: Vec<&str> = readable.people.iter().map(|person| person.name.as_str()).collect();
    assert_eq!(people, ["Bo Lund", "Rosie Hartly"]);
    assert_eq!(readable.people[0].names[0].name.as_str(), "Bo M. Lund");
    let verdicts: Vec<(&str, &str)> =
        readable.decisions.iter().map(|one| (one.verdict.as_str(), one.name.as_str())).collect();
    assert_eq!(verdicts, [("nobody", "Merry Mayday"), ("ignore", "Old Crane")]);
    assert_eq!((applied.n_redirects, applied.n_entries, applied.n_decisions, applied.n_open), (6, 3, 2, 1));

    // reading it again changes nothing, and no row but the open one is asked again
    let again = apply(sheet, decisions(&written), &[known()]).unwrap();
    assert_eq!(again.file.to_toml(), written);
    let rows = short(&review(&dataset, &[known(), decisions(&written)]));
    assert_eq!(rows, ["merged_spelling|Rosie Hartley|Rosie Hartly|Så sa Rosie Hartly.|same"]);
}

#[test]
fn a_build_reads_the_decisions() {
    let sheet = filled(&review(&dataset(), &[known()]), decide);
    let file = RegistryFile::new("decisions.toml", "");
    let applied = apply(Sheet { name: "review.csv", contents: &sheet }, file, &[known()]).unwrap();
    let registry = Registry::from_files(vec![known(), decisions(&applied.file.to_toml())]).unwrap();
    assert!(registry.shared_names().is_empty());
    assert!(registry.known_names().iter().any(|known| known.name == "Tram Riders"));
}

const HEADER: &str = "kind,actor_id,name,other_actor_id,other_name,decision\n";

/// The faults of `rows`, which follow [`HEADER`]: `A`, `B` and `C` stand for ids of unregistered people.
fn faults(rows: &str, file: &str) -> String {
    let rows = ["A", "B", "C"].iter().fold(rows.to_owned(), |rows, letter| {
        rows.replace(&format!(",{letter},"), &format!(",{},", id(ActorType::Person, letter)))
    });
    let contents = format!("{HEADER}{rows}");
    let file = decisions(&file.replace("\"A\"", &format!("{:?}", id(ActorType::Person, "A"))));
    match apply(Sheet { name: "r.csv", contents: &contents }, file, &[known()]) {
        Ok(applied) => format!("no fault: {}", applied.file.to_toml()),
        Err(error) => error.to_string(),
    }
}

#[test]
fn what_cannot_be_is_told_with_its_line() {
    let nobody = "[[decision]]\nverdict = \"nobody\"\nname = \"Ann\"\nactor_id = \"A\"\nevidence = \"e\"\n";
    let different = "[[decision]]\nverdict = \"different\"\nname = \"Rosie\"\nactor_id = \"per-rosie-hartley\"\nother_name = \"Ann\"\nother_actor_id = \"A\"\nevidence = \"e\"\n";
    let redirect = "[[redirect]]\nold_id = \"A\"\nnew_id = \"per-rosie-hartley\"\nevidence = \"e\"\n";
    for (rows, file, expected) in [
        ("misspeling,A,Ann,B,Anne,same\n", "", "r.csv:2: kind \"misspeling\" is none of other_type"),
        ("misspelling,A,Ann,B,Anne,perhaps\n", "", "r.csv:2: \"perhaps\" is no decision about a row of kind"),
        ("misspelling,A,Ann,B,Anne,person\n", "", "r.csv:2: \"person\" is no decision"),
        ("unknown_name,A,Ann,,,same\n", "", "r.csv:2: \"same\" is no decision"),
        ("misspelling,A,Ann,,Anne,same\n", "", "r.csv:2: other_actor_id \"\" is no id"),
        (
            "unknown_name,per-rosie-hartley,Ann,,,nobody\n",
            "",
            "r.csv:2: actor_id \"per-rosie-hartley\" is no id",
        ),
        ("unknown_name,A,,,,person\n", "", "r.csv:2: name is empty"),
        (
            "misspelling,A,Ann,B,Anne,same\nmisspelling,B,Anne,A,Ann,different\n",
            "",
            "r.csv:3: this contradicts line 2: \"Anne\" and \"Ann\" is \"same\" there",
        ),
        (
            "misspelling,A,Ann,B,Anne,same\ninitial,B,Anne,C,A.,same\nsurname,A,Ann,C,A.,different\n",
            "",
            "r.csv:4: this contradicts line 3: \"Ann\" and \"A.\" are one there",
        ),
        (
            "initial,per-rosie-hartley,Rosie,A,R.,same\ninitial,per-victor-stone,Victor,A,R.,same\n",
            "",
            "r.csv:3: this contradicts line 2: ",
        ),
        (
            "misspelling,A,Ann,B,Anne,same\nunknown_name,B,Anne,,,nobody\n",
            "",
            "r.csv:3: this contradicts line 2",
        ),
        (
            "misspelling,A,Ann,B,Anne,same\nunknown_name,A,Ann,,,person\nunknown_name,B,Anne,,,organisation\n",
            "",
            "r.csv:4: this contradicts line 3: what is the same is \"person\" there",
        ),
        (
            "initial,per-rosie-hartley,Rosie,A,R.,same\nunknown_name,A,R.,,,organisation\n",
            "",
            "r.csv:3: this contradicts line 2: \"R.\" is per-rosie-hartley there",
        ),
        ("unknown_name,A,Ann,,,person\n", nobody, "r.csv:2: this contradicts decisions.toml:3"),
        (
            "misspelling,per-rosie-hartley,Rosie,A,Ann,same\n",
            nobody,
            "r.csv:2: this contradicts decisions.toml:3",
        ),
        (
            "misspelling,per-rosie-hartley,Rosie,A,Ann,same\n",
            different,
            "r.csv:2: this contradicts decisions.toml:3",
        ),
        (
            "misspelling,per-rosie-hartley,Rosie,A,Ann,different\n",
            redirect,
            "r.csv:2: this contradicts an earlier redirect",
        ),
        (
            "misspelling,per-victor-stone,Victor,A,Ann,same\n",
            redirect,
            "r.csv:2: this contradicts an earlier redirect",
        ),
        ("initial,per-nobody,Ann,A,A.,same\n", "", "decisions.toml: decisions.toml:3: new_id \"per-nobody\""),
    ] {
        let found = faults(rows, file);
        assert!(found.starts_with(expected), "{rows}{found:?} should start with {expected:?}");
    }
    let contents = HEADER.replace("decision", "verdict");
    let error = apply(Sheet { name: "r.csv", contents: &contents }, decisions(""), &[]).unwrap_err();
    assert!(error.to_string().starts_with("r.csv:1: there is no column \"decision\""), "{error}");
}

#[test]
fn names_that_look_like_formulas_come_back() {
    let mut dataset = dataset();
    dataset.mentions += "d3,0,2,'=1+Crane,name,\nd3,0,2,'=1+Crane,name,\n";
    let sheet = review(&dataset, &[known()]);
    assert!(sheet.contains("'=1+Crane"), "{sheet}");
    let sheet = filled(&sheet, |_, name, _| if name.contains("=1+") { "ignore" } else { "" });
    let applied = apply(Sheet { name: "r.csv", contents: &sheet }, decisions(""), &[known()]).unwrap();
    assert_eq!(applied.file.decisions[0].name.as_str(), "=1+Crane");
}
