"""Files describe themselves: each column in Parquet, each table in datapackage.json, and both as schemas/ says."""

import hashlib
import json

import duckdb
import polars
import pyarrow.parquet


def test_every_schema_is_published_in_both_formats(dataset, root):
    schemas = {path.name.removesuffix(".schema.json") for path in (root / "schemas").glob("*.schema.json")}
    assert schemas and schemas == set(dataset.tables)
    for table in dataset.tables.values():
        assert table.csv.is_file() and table.parquet.is_file(), table.name


def test_the_package_carries_the_committed_schema(table, root):
    committed = json.loads((root / "schemas" / f"{table.name}.schema.json").read_text(encoding="utf-8"))
    for key in ("fields", "primaryKey", "foreignKeys", "missingValues"):
        assert table.schema.get(key) == committed.get(key), key


def test_parquet_columns_carry_their_descriptions(table):
    schema = pyarrow.parquet.read_schema(table.parquet)
    for field in table.schema["fields"]:
        metadata = schema.field(field["name"]).metadata
        assert metadata[b"description"].decode() == field["description"]
        assert schema.field(field["name"]).nullable == ("required" not in field.get("constraints", {}))


def test_key_value_metadata_is_seen_by_duckdb_and_polars(table):
    query = "SELECT decode(key), decode(value) FROM parquet_kv_metadata($path)"
    with duckdb.connect() as connection:
        seen = dict(connection.sql(query, params={"path": str(table.parquet)}).fetchall())
    assert seen["sayso.table"] == table.name
    assert seen["sayso.schema_version"] == table.schema["version"]
    assert polars.read_parquet_metadata(table.parquet)["sayso.table"] == table.name


def test_hashes_and_sizes_are_those_of_the_files(dataset):
    for resource in dataset.package["resources"]:
        contents = (dataset.folder / resource["path"]).read_bytes()
        assert resource["bytes"] == len(contents), resource["path"]
        assert resource["hash"] == f"sha256:{hashlib.sha256(contents).hexdigest()}", resource["path"]


def test_no_other_file_lies_beside_the_described_ones(dataset):
    described = {resource["path"] for resource in dataset.package["resources"]}
    tables = {path.name for path in dataset.folder.iterdir() if path.suffix in {".csv", ".parquet"}}
    assert tables == {path for path in described if path.endswith((".csv", ".parquet"))}
