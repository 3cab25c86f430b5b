//! Files of annotation tools: see `sayso-annotate`, which reads them back too.

use crate::formats::Format;
use crate::output::Output;
use crate::{Dataset, ExchangeError};

pub(super) const BRAT: Format = Format {
    name: "brat",
    output: "brat/",
    summary: "texts with standoff annotations and the configuration of the editor, for brat",
    write: |dataset, output| write("brat", dataset, output),
};

pub(super) const DOCCANO: Format = Format {
    name: "doccano",
    output: "doccano/",
    summary: "JSON lines with spans and relations, and their labels, for doccano",
    write: |dataset, output| write("doccano", dataset, output),
};

pub(super) const LABEL_STUDIO: Format = Format {
    name: "label-studio",
    output: "label-studio/",
    summary: "tasks with annotations and the labelling interface, for Label Studio",
    write: |dataset, output| write("label-studio", dataset, output),
};

pub(super) const REFI_QDA: Format = Format {
    name: "refi-qda",
    output: "refi-qda/",
    summary: "a REFI-QDA project for MAXQDA, NVivo, ATLAS.ti and QualCoder",
    write: |dataset, output| write("refi-qda", dataset, output),
};

pub(super) const WEB_ANNOTATION: Format = Format {
    name: "web-annotation",
    output: "web-annotation/",
    summary: "W3C Web Annotation as JSON-LD, beside the texts",
    write: |dataset, output| write("web-annotation", dataset, output),
};

fn write(name: &str, dataset: &Dataset, output: &mut Output<'_>) -> Result<(), ExchangeError> {
    let (pages, names) = sayso_annotate::pages(dataset.tables())?;
    let formats = sayso_annotate::FORMATS.iter().filter(|format| format.name == name);
    for file in formats.flat_map(|format| (format.write)(&pages, &names)) {
        output.write(&format!("{name}/{}", file.path), file.contents)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::FORMATS;

    #[test]
    fn every_annotation_tool_is_a_format() {
        for format in sayso_annotate::FORMATS {
            assert!(FORMATS.iter().any(|known| known.name == format.name), "{}", format.name);
        }
    }
}
