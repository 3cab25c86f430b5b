"""A published dataset as its own datapackage.json describes it."""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pyarrow.parquet


@dataclass
class Table:
    """One table: its files and its Table Schema."""

    name: str
    folder: Path
    schema: dict

    @property
    def csv(self) -> Path:
        return self.folder / f"{self.name}.csv"

    @property
    def parquet(self) -> Path:
        return self.folder / f"{self.name}.parquet"

    @property
    def columns(self) -> list[str]:
        return [field["name"] for field in self.schema["fields"]]

    def types(self, words: dict) -> dict:
        """Column -> the reader's word for its type, given the reader's words for the four types that tables have."""
        return {field["name"]: words[field["type"]] for field in self.schema["fields"]}

    @cached_property
    def rows(self) -> list[dict]:
        """Every row, read from Parquet; what the other readers are compared with."""
        return pyarrow.parquet.read_table(self.parquet).to_pylist()


class Dataset:
    """The tables of a published folder."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
        self.tables = {
            resource["name"]: Table(resource["name"], folder, resource["schema"]) for resource in self.csv_resources()
        }

    def csv_resources(self) -> list[dict]:
        return [resource for resource in self.package["resources"] if resource["path"].endswith(".csv")]

    def rows(self, table: str) -> list[dict]:
        return self.tables[table].rows

    @cached_property
    def texts(self) -> dict[str, str]:
        """Document id -> its text; a document whose file holds no text has an empty one."""
        return {row["document_id"]: row["text"] or "" for row in self.rows("documents")}
