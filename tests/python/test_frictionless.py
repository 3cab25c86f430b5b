"""`frictionless`, which knows nothing of sayso, accepts the published package and refuses damaged copies of it.

Only the CSV files are given to it: it reads missing whole numbers of Parquet files as NaN and calls them wrong.
"""

import csv
import json

import pytest
from frictionless import Package, system


def validate(dataset, tables, folder, *, has_hashes):
    """Problems that frictionless finds in `tables` (name -> header and rows), written to `folder` as a package."""
    resources = []
    for resource in dataset.csv_resources():
        header, *rows = tables[resource["name"]]
        with open(folder / resource["path"], "w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([header, *rows])
        kept = {key: value for key, value in resource.items() if has_hashes or key not in {"hash", "bytes"}}
        resources.append(kept)
    (folder / "datapackage.json").write_text(json.dumps({**dataset.package, "resources": resources}), encoding="utf-8")
    return problems(folder / "datapackage.json")


def problems(package):
    with system.use_context(trusted=True):
        report = Package(str(package)).validate()
    found = {(task.name, error.type) for task in report.tasks for error in task.errors}
    return found | {("package", error.type) for error in report.errors}


def read(table):
    with open(table.csv, encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@pytest.fixture
def tables(dataset):
    """A copy of every table as header and rows, to be damaged."""
    return {name: read(table) for name, table in dataset.tables.items()}


def test_the_published_package_is_valid(dataset, tmp_path):
    """The files themselves, as published."""
    for resource in dataset.csv_resources():
        (tmp_path / resource["path"]).write_bytes((dataset.folder / resource["path"]).read_bytes())
    package = {**dataset.package, "resources": dataset.csv_resources()}
    (tmp_path / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    assert problems(tmp_path / "datapackage.json") == set()


def test_a_faithful_copy_is_valid(dataset, tables, tmp_path):
    """So that what the damaged copies below are refused for is the damage."""
    assert validate(dataset, tables, tmp_path, has_hashes=False) == set()


def set_cell(table, column, value, row=1):
    table[row][table[0].index(column)] = value


def drop_column(table, column):
    at = table[0].index(column)
    for row in table:
        del row[at]


def repeat_row(table):
    table.append(list(table[-1]))


DAMAGES = [
    ("word_outside_a_closed_list", "statements", lambda t: set_cell(t, "mode", "shouted"), "constraint-error"),
    ("document_that_is_not_there", "segments", lambda t: set_cell(t, "document_id", "d000000000000"), "foreign-key"),
    ("speaker_that_is_not_there", "statements", lambda t: set_cell(t, "speaker_id", "per-nobody"), "foreign-key"),
    ("missing_column", "mentions", lambda t: drop_column(t, "surface"), "missing-label"),
    ("repeated_key", "actors", repeat_row, "primary-key"),
    ("words_for_a_number", "documents", lambda t: set_cell(t, "n_chars", "many"), "type-error"),
    ("required_value_missing", "mentions", lambda t: set_cell(t, "surface", ""), "constraint-error"),
    ("number_out_of_bounds", "mentions", lambda t: set_cell(t, "confidence", "1.5"), "constraint-error"),
    ("word_for_a_truth_value", "statements", lambda t: set_cell(t, "is_negated", "perhaps"), "type-error"),
    ("malformed_id", "documents", lambda t: set_cell(t, "sha256", "abc"), "constraint-error"),
    ("row_too_short", "actors", lambda t: t[1].pop(), "missing-cell"),
]


@pytest.mark.parametrize(("name", "damage", "problem"), [d[1:] for d in DAMAGES], ids=[d[0] for d in DAMAGES])
def test_damage_is_found(dataset, tables, tmp_path, name, damage, problem):
    damage(tables[name])
    assert (name, problem) in validate(dataset, tables, tmp_path, has_hashes=False)


def test_an_altered_file_is_found(dataset, tables, tmp_path):
    """A change that breaks no rule is told by the hash alone."""
    set_cell(tables["actors"], "name", "Somebody Else")
    assert ("actors", "hash-count") in validate(dataset, tables, tmp_path, has_hashes=True)
