"""`CITATION.cff` and `datacite.json` hold to their formats' own schemas, and the schemas refuse damaged ones."""

import json

import datacite.schema45
import jsonschema
import pytest
import yaml


@pytest.fixture(scope="module")
def citation(dataset):
    return yaml.safe_load((dataset.folder / "CITATION.cff").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def citation_schema(root):
    path = root / "tests" / "python" / "schemas" / "citation-file-format-1.2.0.json"
    return jsonschema.Draft7Validator(
        json.loads(path.read_text(encoding="utf-8")), format_checker=jsonschema.Draft7Validator.FORMAT_CHECKER
    )


@pytest.fixture(scope="module")
def record(dataset):
    return json.loads((dataset.folder / "datacite.json").read_text(encoding="utf-8"))


def test_the_citation_file_is_valid(citation, citation_schema, dataset):
    assert [error.message for error in citation_schema.iter_errors(citation)] == []
    assert citation["title"] == dataset.package["title"]


@pytest.mark.parametrize(
    "damage",
    [
        lambda citation: citation.pop("authors"),
        lambda citation: citation.update(type="tables"),
        lambda citation: citation.update({"date-released": "spring"}),
        lambda citation: citation.update(colour="red"),
    ],
)
def test_a_damaged_citation_file_is_refused(citation, citation_schema, damage):
    damaged = dict(citation)
    damage(damaged)
    assert list(citation_schema.iter_errors(damaged))


def test_the_record_for_datacite_is_valid(record):
    datacite.schema45.validator.validate(record)


@pytest.mark.parametrize("key", ["titles", "creators", "publicationYear", "types"])
def test_a_damaged_record_is_refused(record, key):
    damaged = {name: value for name, value in record.items() if name != key}
    with pytest.raises(jsonschema.ValidationError):
        datacite.schema45.validator.validate(damaged)
