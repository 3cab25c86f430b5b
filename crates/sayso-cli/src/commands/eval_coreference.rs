//! `sayso eval coreference`: names, pronouns and nominals against hand coding.

use std::collections::BTreeMap;
use std::io::Write;

use anyhow::{Result, ensure};
use rayon::prelude::*;
use sayso_eval::{CharRange, CodedEntities, FoundEntities, NameKind};
use sayso_model::{Document, EntityKind, MentionType, Span};

use crate::args::{EvalCoreferenceArguments, Sources};
use crate::config::Config;
use crate::exit::Outcome;
use crate::stages;

pub(crate) fn run(arguments: &EvalCoreferenceArguments) -> Result<Outcome> {
    let gold = CodedEntities::read(&arguments.gold)?;
    ensure!(gold.texts().len() > 0, "{} holds no document", arguments.gold.display());
    let config = Config::load(&Sources {
        pipeline: arguments.pipeline.clone(),
        inputs: vec![arguments.gold.clone()],
        registries: arguments.registries.clone(),
        how: arguments.how.clone(),
        ..Sources::default()
    })?;
    let texts: Vec<(&str, &str)> = gold.texts().collect();
    let found: Result<BTreeMap<String, FoundEntities>> =
        texts.par_iter().map(|(id, text)| Ok(((*id).to_owned(), find(id, text, &config)?))).collect();
    let scored = gold.score(&found?);
    let mut stdout = std::io::stdout().lock();
    if arguments.json {
        writeln!(stdout, "{}", serde_json::to_string_pretty(&scored)?)?;
    } else {
        write!(stdout, "{scored}")?;
    }
    Ok(Outcome::Done)
}

/// What a build finds in a text, in code points.
fn find(id: &str, text: &str, config: &Config) -> Result<FoundEntities> {
    let links = match &config.model {
        Some(model) => model.links(text)?,
        None => Vec::new(),
    };
    let read = stages::read(Document::from_text(id, text), Vec::new(), config);
    let range = |span: Span| -> CharRange { read.document.char_range(span) };
    let mentions = &read.extraction.mentions;
    let names = mentions.iter().filter(|mention| {
        !matches!(mention.mention_type, MentionType::Pronoun | MentionType::Nominal | MentionType::Handle)
    });
    let names = names.filter_map(|mention| match mention.kind? {
        EntityKind::Person => Some((range(mention.span), NameKind::Person)),
        EntityKind::Organisation => Some((range(mention.span), NameKind::Organisation)),
        _ => None,
    });
    let mut actors: BTreeMap<usize, Vec<CharRange>> = BTreeMap::new();
    for (mention, actor) in mentions.iter().zip(&read.resolution.mention_actors) {
        if let Some(actor) = actor {
            actors.entry(*actor).or_default().push(range(mention.span));
        }
    }
    Ok(FoundEntities {
        names: names.collect(),
        links: links.into_iter().map(|(anaphor, antecedent)| (range(anaphor), range(antecedent))).collect(),
        actors: actors.into_values().collect(),
    })
}
