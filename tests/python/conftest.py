"""What the tests share: the published dataset that SAYSO_DATASET names, and its tables."""

import os
from pathlib import Path

import pytest

import exports
from dataset import Dataset

ROOT = Path(__file__).resolve().parents[2]


def pytest_report_header():
    return f"dataset: {os.environ.get('SAYSO_DATASET', 'SAYSO_DATASET is not set')}"


def dataset_folder() -> Path:
    folder = os.environ.get("SAYSO_DATASET")
    if not folder:
        raise pytest.UsageError("set SAYSO_DATASET to the folder of a published dataset, or run `tools/just test-python`")
    return Path(folder).resolve()


def pytest_generate_tests(metafunc):
    """A test that asks for `table` runs once for each published table."""
    if "table" in metafunc.fixturenames:
        tables = Dataset(dataset_folder()).tables
        metafunc.parametrize("table", tables.values(), ids=tables.keys())


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def dataset() -> Dataset:
    return Dataset(dataset_folder())


@pytest.fixture(scope="session")
def corpus_exports(dataset, tmp_path_factory) -> Path:
    """The folder of all exports of the published dataset."""
    return exports.exported(dataset.folder, tmp_path_factory.mktemp("corpus") / "exports")


@pytest.fixture(scope="session")
def town(tmp_path_factory) -> Path:
    """The folder of an invented dataset."""
    return exports.town().write(tmp_path_factory.mktemp("town") / "dataset")


@pytest.fixture(scope="session")
def town_exports(town, tmp_path_factory) -> Path:
    """The folder of its exports in the formats that are tested with it."""
    return exports.exported(town, tmp_path_factory.mktemp("town") / "exports", "dna", "popolo", "tei")
