//! `sayso schema`: what the tables look like.

use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::args::SchemaArguments;
use crate::exit::Outcome;

pub(crate) fn run(arguments: &SchemaArguments) -> Result<Outcome> {
    if let Some(folder) = &arguments.write {
        write_all(folder)?;
        return Ok(Outcome::Done);
    }
    let mut stdout = std::io::stdout().lock();
    match &arguments.table {
        None => {
            for table in sayso_tables::TABLES {
                writeln!(stdout, "{:<18} {}", table.name, table.description)?;
            }
        }
        Some(name) => {
            let Some(table) = sayso_tables::TABLES.iter().find(|table| table.name == name) else {
                bail!("there is no table {name:?}; `sayso schema` lists them");
            };
            write!(stdout, "{}", table.table_schema_json())?;
        }
    }
    Ok(Outcome::Done)
}

fn write_all(folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    for (name, contents) in sayso_tables::schema_files() {
        let path = folder.join(name);
        std::fs::write(&path, contents).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}
