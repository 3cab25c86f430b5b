"""`mlcroissant`, the reference library of the Croissant format, accepts the description, reads every table by it, and refuses damage."""

import json
import shutil

import mlcroissant
import pytest


def load(folder):
    return mlcroissant.Dataset(jsonld=folder / "croissant.json")


@pytest.fixture(scope="module")
def described(dataset):
    return load(dataset.folder)


@pytest.fixture
def copy(dataset, tmp_path):
    folder = tmp_path / "copy"
    shutil.copytree(dataset.folder, folder)
    return folder


def test_it_is_valid_without_a_warning(described):
    issues = described.metadata.ctx.issues
    assert (list(issues.errors), list(issues.warnings)) == ([], [])


def test_every_table_is_read(described, table):
    records = list(described.records(table.name))
    assert len(records) == len(table.rows)
    texts = [field["name"] for field in table.schema["fields"] if field["type"] == "string"]
    for record, expected in zip(records, table.rows, strict=True):
        for name in texts:
            value = record[f"{table.name}/{name}"]
            if expected[name] is not None:
                assert value.decode() == expected[name]


def test_columns_say_to_which_table_they_point(described, dataset):
    """One level deep: actors, documents and issues are pointed to, and the rows above are still those of the tables."""
    told = {
        (records.name, field.name, field.references.field)
        for records in described.metadata.record_sets
        for field in records.fields
        if field.references and field.references.field
    }
    leaves = {"actors", "documents", "issues"}
    expected = {
        (table.name, key["fields"][0], f"{key['reference']['resource']}/{key['reference']['fields'][0]}")
        for table in dataset.tables.values()
        for key in table.schema.get("foreignKeys", [])
        if key["reference"]["resource"] in leaves and table.name not in leaves
    }
    assert told == expected and len(told) > 20


def change(folder, edit):
    path = folder / "croissant.json"
    description = json.loads(path.read_text(encoding="utf-8"))
    edit(description)
    path.write_text(json.dumps(description), encoding="utf-8")


def drop_address(description):
    del description["distribution"][0]["contentUrl"]


def point_nowhere(description):
    description["recordSet"][0]["field"][0]["source"]["fileObject"]["@id"] = "nothing.parquet"


def refer_nowhere(description):
    fields = [field for records in description["recordSet"] for field in records["field"] if "references" in field]
    fields[0]["references"]["field"]["@id"] = "nobody/nobody_id"


def unknown_type(description):
    description["recordSet"][0]["@type"] = "cr:Nothing"


@pytest.mark.parametrize("edit", [drop_address, point_nowhere, refer_nowhere, unknown_type])
def test_a_damaged_description_is_refused(copy, edit):
    change(copy, edit)
    with pytest.raises((mlcroissant.ValidationError, ValueError, KeyError)):
        list(load(copy).records("statements_flat"))


def test_a_damaged_file_is_refused(copy):
    (copy / "actors.parquet").write_bytes(b"PAR1")
    with pytest.raises(Exception):  # noqa: B017 - the library has no error of its own for it
        list(load(copy).records("actors"))
