//! `networks`: discourse networks of organisations and of persons, for Gephi, igraph, networkx, UCINET and spreadsheets.
//!
//! Which networks there are, the pipeline of the dataset tells (`[[network]]`, kept in its manifest), or else they are the usual ones.
//! They are those of `sayso network DATASET`, and what their files are stands in a README beside them.

mod event_list;

mod readme;

use std::fs::File;
use std::io::{BufWriter, Write};

use sayso_network::{Duplicates, Events, Mode, Network, NetworkError, Nodes, Plan, Projection};

use self::readme::Written;
use crate::formats::Format;
use crate::output::Output;
use crate::{Dataset, ExchangeError};

pub(super) const FORMAT: Format = Format {
    name: "networks",
    output: "networks/",
    summary: "discourse networks as node and edge lists, matrices, GraphML, GEXF and UCINET DL",
    write,
};

fn write(dataset: &Dataset, output: &mut Output<'_>) -> Result<(), ExchangeError> {
    let plans = plans(dataset)?;
    let list = event_list::csv(dataset);
    let mut all = Vec::new();
    let mut read: Vec<(Nodes, Events)> = Vec::new();
    for plan in &plans {
        if !read.iter().any(|(nodes, _)| *nodes == plan.nodes) {
            // duplicates are told by columns that the list always has
            let (name, duplicates) = ("the dataset's stances", Duplicates::Document);
            let events = sayso_network::read_event_list(&*list, name, plan.nodes, duplicates)?;
            read.push((plan.nodes, events));
        }
        let Some((_, events)) = read.iter().find(|(nodes, _)| *nodes == plan.nodes) else { continue };
        let projection = plan.projection()?;
        match sayso_network::project(events, &projection) {
            Ok(network) => all.push(one(plan, &projection, events, &network, output)?),
            Err(NetworkError::Empty { reason }) => {
                output.note(format!("{} is not written: {reason}", plan.file_name()));
                all.push(Written {
                    name: plan.file_name(),
                    told: format!("not written: {reason}"),
                    files: Vec::new(),
                });
            }
            Err(error) => return Err(error.into()),
        }
    }
    output.write("networks/README.md", readme::page(&dataset.tables().title, &all))
}

/// The networks that the dataset's manifest asks for, or the usual ones.
fn plans(dataset: &Dataset) -> Result<Vec<Plan>, ExchangeError> {
    let told: Vec<Plan> = match dataset.networks() {
        None => Vec::new(),
        Some(told) => serde_json::from_value(told.clone())
            .map_err(|error| ExchangeError::Networks { message: error.to_string() })?,
    };
    Ok(if told.is_empty() { Plan::usual() } else { told })
}

/// Writes one network in every format that is asked for.
fn one(
    plan: &Plan,
    projection: &Projection,
    events: &Events,
    network: &Network,
    output: &mut Output<'_>,
) -> Result<Written, ExchangeError> {
    let name = plan.file_name();
    let mut files = Vec::new();
    for format in &plan.formats {
        let (ending, what) = readme::ending(*format);
        file(output, &name, ending, |out| sayso_network::write(network, *format, out))?;
        files.push((format!("{name}.{ending}"), what));
        if *format == sayso_network::Format::Edges {
            file(output, &name, "nodes.csv", |out| sayso_network::write_nodes(network, out))?;
            files.push((format!("{name}.nodes.csv"), readme::NODES));
        }
        let has_dates = events.n_undated()? < events.n_events();
        if *format == sayso_network::Format::Gexf && has_dates {
            match sayso_network::windows(events, plan.window, 1, projection) {
                Ok(snapshots) => {
                    let ending = "dynamic.gexf";
                    file(output, &name, ending, |out| sayso_network::write_dynamic(&snapshots, out))?;
                    files.push((format!("{name}.{ending}"), readme::DYNAMIC));
                }
                // dates that tell no window, such as years for windows of months
                Err(NetworkError::Empty { reason }) => {
                    output.note(format!("{name} is not written over time: {reason}"));
                }
                Err(error) => return Err(error.into()),
            }
        }
    }
    let (n_rows, n_columns, n_ties) = (network.rows().len(), network.columns().len(), network.ties().len());
    let nodes = match network.mode() {
        Mode::OneMode => format!("{n_rows} actors"),
        Mode::TwoMode => format!("{n_rows} actors, {n_columns} concepts"),
    };
    Ok(Written { name, told: format!("{projection}; {nodes}, {n_ties} ties"), files })
}

fn file(
    output: &mut Output<'_>,
    name: &str,
    ending: &str,
    write: impl FnOnce(&mut dyn Write) -> Result<(), NetworkError>,
) -> Result<(), ExchangeError> {
    let path = output.create(&format!("networks/{name}.{ending}"))?;
    let file = File::create(&path).map_err(ExchangeError::io(&path, "write"))?;
    Ok(write(&mut BufWriter::new(file))?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;
    use std::fs;

    fn written(dataset: &Dataset) -> (tempfile::TempDir, Vec<String>, Vec<String>) {
        let folder = tempfile::tempdir().unwrap();
        let mut output = Output::new(folder.path());
        write(dataset, &mut output).unwrap();
        let (files, notes) = output.finish();
        (folder, files, notes)
    }

    #[test]
    fn usual_networks_of_a_letter() {
        let (folder, files, notes) = written(&Dataset::of(samples::letter()));
        let read = |name: &str| fs::read_to_string(folder.path().join("networks").join(name)).unwrap();
        assert_eq!(
            read("person-twomode-subtract.edges.csv"),
            "source,target,weight,type\nAnn Park,Bo Lind (concept),1,Undirected\nBo Lind,rent rise,-1,Undirected\n"
        );
        assert_eq!(
            read("organization-twomode-subtract.matrix.csv"),
            ",Bo Lind,rent rise\nBridge Party,1,0\nNorthwick Tenants’ Association,0,-1\n"
        );
        assert!(
            read("person-twomode-subtract.dynamic.gexf").contains("start=\"2019-03-01\" end=\"2019-03-31\"")
        );
        // 8 networks, 7 files each, and the page
        assert_eq!((files.len(), notes.len()), (8 * 7 + 1, 0), "{files:?} {notes:?}");
        let page = read("README.md");
        for file in files.iter().filter(|file| !file.ends_with("README.md")) {
            assert!(page.contains(file.trim_start_matches("networks/")), "{file}");
        }
    }

    #[test]
    fn networks_that_the_manifest_asks_for() {
        let told =
            serde_json::json!([{ "name": "who", "nodes": "actor", "type": "twomode", "formats": ["edges"] }]);
        let (_folder, files, _) = written(&Dataset::of(samples::letter()).with_networks(told));
        assert_eq!(files, ["networks/who.edges.csv", "networks/who.nodes.csv", "networks/README.md"]);
        let wrong = Dataset::of(samples::letter()).with_networks(serde_json::json!([{ "nodes": "party" }]));
        let folder = tempfile::tempdir().unwrap();
        let error = write(&wrong, &mut Output::new(folder.path())).unwrap_err().to_string();
        assert!(error.starts_with("networks of the manifest: unknown variant `party`"), "{error}");
    }

    #[test]
    fn without_stances_there_is_a_page_and_a_note_for_each() {
        let mut tables = samples::letter();
        tables.stances.clear();
        let (_folder, files, notes) = written(&Dataset::of(tables));
        assert_eq!((files, notes.len()), (vec!["networks/README.md".to_owned()], 8));
    }
}
