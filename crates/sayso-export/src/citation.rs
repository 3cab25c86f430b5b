//! How a dataset is cited: `CITATION.cff` for people and code hosts, `datacite.json` for repositories that give DOIs.
//!
//! Neither tells more than the pipeline does. What a repository asks for and the pipeline does not tell is left out, and the
//! datasheet says so.
//!
//! # Source
//! <https://citation-file-format.github.io/> (1.2.0), <https://schema.datacite.org/> (4.5)

use serde_json::{Map, Value, json};

use crate::{Citation, Creator, DatasetInfo};

/// Names of the files.
pub(crate) const CITATION: &str = "CITATION.cff";
/// See [`CITATION`].
pub(crate) const DATACITE: &str = "datacite.json";

/// What is cited where nobody is named as the one who made a dataset.
fn makers(about: &DatasetInfo) -> Vec<Creator> {
    let told: Vec<Creator> =
        about.citation.creators.iter().filter(|creator| !name(creator).is_empty()).cloned().collect();
    if told.is_empty() {
        return vec![Creator {
            name: Some(format!("Makers of the dataset {}", about.name)),
            ..Creator::default()
        }];
    }
    told
}

/// A creator's whole name.
pub(crate) fn name(creator: &Creator) -> String {
    let parts = [creator.given.as_deref(), creator.family.as_deref()];
    let person = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
    creator.name.clone().filter(|name| !name.is_empty()).unwrap_or(person)
}

/// One line by which to cite a dataset.
pub(crate) fn reference(about: &DatasetInfo) -> String {
    let Citation { publisher, year, version, doi, url, .. } = &about.citation;
    let names: Vec<String> = makers(about).iter().map(name).collect();
    let year = year.map(|year| format!(" ({year})")).unwrap_or_default();
    let version = version.as_ref().map(|version| format!(", version {version}")).unwrap_or_default();
    let mut line = format!("{}{year}: {}{version} [data set].", names.join(", "), about.title);
    if let Some(publisher) = publisher {
        line.push_str(&format!(" {publisher}."));
    }
    match (doi, url) {
        (Some(doi), _) => line.push_str(&format!(" https://doi.org/{doi}")),
        (None, Some(url)) => line.push_str(&format!(" {url}")),
        (None, None) => {}
    }
    line
}

/// `CITATION.cff`. Every value is written as JSON, which YAML reads as it is.
pub(crate) fn citation_file(about: &DatasetInfo) -> String {
    let citation = &about.citation;
    let mut file = String::from(
        "# How to cite this dataset; https://citation-file-format.github.io\ncff-version: 1.2.0\n",
    );
    let mut line = |key: &str, value: Value| file.push_str(&format!("{key}: {value}\n"));
    line(
        "message",
        json!(
            "If you use this dataset, please cite it as below, and the texts it was made from as their authors ask."
        ),
    );
    line("type", json!("dataset"));
    line("title", json!(about.title));
    line("abstract", json!(about.description));
    line("authors", makers(about).iter().map(author).collect());
    for (key, value) in [("version", &citation.version), ("doi", &citation.doi), ("url", &citation.url)] {
        if let Some(value) = value {
            line(key, json!(value));
        }
    }
    if !citation.keywords.is_empty() {
        line("keywords", json!(citation.keywords));
    }
    file
}

fn author(creator: &Creator) -> Value {
    let mut author = Map::new();
    match &creator.family {
        Some(family) => {
            author.insert("family-names".to_owned(), json!(family));
            if let Some(given) = &creator.given {
                author.insert("given-names".to_owned(), json!(given));
            }
            if let Some(affiliation) = &creator.affiliation {
                author.insert("affiliation".to_owned(), json!(affiliation));
            }
        }
        None => {
            author.insert("name".to_owned(), json!(name(creator)));
        }
    }
    if let Some(orcid) = &creator.orcid {
        author.insert("orcid".to_owned(), json!(orcid_address(orcid)));
    }
    Value::Object(author)
}

fn orcid_address(orcid: &str) -> String {
    let number = orcid.trim_end_matches('/').rsplit('/').next().unwrap_or(orcid);
    format!("https://orcid.org/{number}")
}

/// `datacite.json`.
pub(crate) fn datacite(about: &DatasetInfo) -> String {
    let citation = &about.citation;
    let mut record = Map::new();
    let mut tell = |key: &str, value: Value| record.insert(key.to_owned(), value);
    if let Some(doi) = &citation.doi {
        tell("doi", json!(doi));
        tell("identifiers", json!([{ "identifier": doi, "identifierType": "DOI" }]));
    }
    tell("creators", makers(about).iter().map(datacite_creator).collect());
    tell("titles", json!([{ "title": about.title }]));
    // the word that DataCite has for what is not known
    tell("publisher", json!({ "name": citation.publisher.as_deref().unwrap_or(":unkn") }));
    if let Some(year) = citation.year {
        tell("publicationYear", json!(format!("{year:04}")));
    }
    tell(
        "types",
        json!({ "resourceType": "Statements, actors and stances", "resourceTypeGeneral": "Dataset" }),
    );
    tell("descriptions", json!([{ "description": about.description, "descriptionType": "Abstract" }]));
    if !citation.keywords.is_empty() {
        tell("subjects", citation.keywords.iter().map(|word| json!({ "subject": word })).collect());
    }
    if let Some(licence) = &about.licence {
        tell("rightsList", json!([{ "rights": licence }]));
    }
    if let Some(version) = &citation.version {
        tell("version", json!(version));
    }
    if let Some(url) = &citation.url {
        tell("url", json!(url));
    }
    tell("formats", json!(["text/csv", "application/vnd.apache.parquet", "application/vnd.sqlite3"]));
    tell("schemaVersion", json!("http://datacite.org/schema/kernel-4"));
    format!("{:#}\n", Value::Object(record))
}

fn datacite_creator(creator: &Creator) -> Value {
    let mut told = Map::new();
    match &creator.family {
        Some(family) => {
            let sorted = [Some(family.as_str()), creator.given.as_deref()]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(", ");
            told.insert("name".to_owned(), json!(sorted));
            told.insert("nameType".to_owned(), json!("Personal"));
            told.insert("familyName".to_owned(), json!(family));
            if let Some(given) = &creator.given {
                told.insert("givenName".to_owned(), json!(given));
            }
        }
        None => {
            told.insert("name".to_owned(), json!(name(creator)));
            told.insert("nameType".to_owned(), json!("Organizational"));
        }
    }
    if let Some(affiliation) = &creator.affiliation {
        told.insert("affiliation".to_owned(), json!([{ "name": affiliation }]));
    }
    if let Some(orcid) = &creator.orcid {
        let identifier = json!([{
            "nameIdentifier": orcid_address(orcid),
            "nameIdentifierScheme": "ORCID",
            "schemeUri": "https://orcid.org",
        }]);
        told.insert("nameIdentifiers".to_owned(), identifier);
    }
    Value::Object(told)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::info;

    fn cited() -> DatasetInfo {
        let person = Creator {
            family: Some("Lind".to_owned()),
            given: Some("Rosa: \"R\"".to_owned()),
            orcid: Some("0000-0002-1825-0097".to_owned()),
            affiliation: Some("University of Northwick".to_owned()),
            name: None,
        };
        let body = Creator { name: Some("Northwick Archive".to_owned()), ..Creator::default() };
        let citation = Citation {
            creators: vec![person, body],
            publisher: Some("Northwick Archive".to_owned()),
            year: Some(2026),
            version: Some("1.0".to_owned()),
            doi: Some("10.5072/northwick".to_owned()),
            url: None,
            keywords: vec!["politics".to_owned()],
        };
        DatasetInfo { citation, ..info() }
    }

    #[test]
    fn a_citation_file_quotes_what_yaml_would_misread() {
        let file = citation_file(&cited());
        assert!(file.contains("\ntitle: \"Made-up texts\"\n"), "{file}");
        assert!(file.contains(r#""given-names":"Rosa: \"R\"""#), "{file}");
        assert!(file.contains(r#"{"name":"Northwick Archive"}"#), "{file}");
        assert!(file.contains("https://orcid.org/0000-0002-1825-0097"), "{file}");
        assert!(!file.contains("url:"), "{file}");
    }

    #[test]
    fn a_record_for_datacite_tells_what_is_known_only() {
        let record: Value = serde_json::from_str(&datacite(&cited())).unwrap();
        assert_eq!(record["creators"][0]["name"], "Lind, Rosa: \"R\"");
        assert_eq!(record["creators"][1]["nameType"], "Organizational");
        assert_eq!(record["publicationYear"], "2026");
        let record: Value = serde_json::from_str(&datacite(&info())).unwrap();
        assert_eq!(record["creators"][0]["name"], "Makers of the dataset Made-up Texts");
        assert_eq!(
            (record["publisher"]["name"].as_str(), record.get("publicationYear")),
            (Some(":unkn"), None)
        );
    }

    #[test]
    fn a_line_to_cite_by() {
        assert_eq!(
            reference(&cited()),
            "Rosa: \"R\" Lind, Northwick Archive (2026): Made-up texts, version 1.0 [data set]. Northwick Archive. https://doi.org/10.5072/northwick"
        );
        assert_eq!(reference(&info()), "Makers of the dataset Made-up Texts: Made-up texts [data set].");
    }
}
