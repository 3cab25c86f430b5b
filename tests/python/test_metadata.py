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


def described_files(dataset):
    """Every file that the package describes: each table's CSV, and the Parquet file with the same rows as its alternate."""
    for resource in dataset.package["resources"]:
        yield from [resource, *resource.get("alternates", [])]


def test_hashes_and_sizes_are_those_of_the_files(dataset):
    for described in described_files(dataset):
        contents = (dataset.folder / described["path"]).read_bytes()
        assert described["bytes"] == len(contents), described["path"]
        assert described["hash"] == f"sha256:{hashlib.sha256(contents).hexdigest()}", described["path"]


def test_row_counts_are_those_of_the_tables(dataset):
    for resource in dataset.csv_resources():
        assert resource["rows"] == len(dataset.rows(resource["name"])), resource["name"]


def test_every_counter_says_what_it_counts(dataset):
    assert [row["counter"] for row in dataset.rows("coverage") if not row["meaning"]] == []


def test_every_table_file_is_described(dataset):
    tables = {path.name for path in dataset.folder.iterdir() if path.suffix in {".csv", ".parquet"}}
    assert tables == {described["path"] for described in described_files(dataset)}


def test_the_manifest_names_no_path_of_this_machine(dataset):
    manifest = (dataset.folder / "manifest.json").read_text(encoding="utf-8")
    outputs = json.loads(manifest)["outputs"]
    assert {path for path in outputs if path.endswith((".csv", ".parquet"))} == {
        described["path"] for described in described_files(dataset)
    }
    assert str(dataset.folder.parent) not in manifest
