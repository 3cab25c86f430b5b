"""Each table, read by pandas, polars, pyarrow and DuckDB from CSV and from Parquet, has the same columns, types and values."""

import duckdb
import pandas
import polars
import pyarrow
import pyarrow.csv
import pytest

from dataset import Table

PANDAS = {"string": "string", "integer": "Int64", "number": "Float64", "boolean": "boolean"}
POLARS = {"string": polars.String, "integer": polars.Int64, "number": polars.Float64, "boolean": polars.Boolean}
PYARROW = {"string": pyarrow.string(), "integer": pyarrow.int64(), "number": pyarrow.float64(), "boolean": pyarrow.bool_()}
DUCKDB = {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN"}


def by_column(columns, rows):
    return [dict(zip(columns, row, strict=True)) for row in rows]


def from_pandas(frame):
    frame = frame.astype(object).where(frame.notna(), None)
    return by_column(frame.columns, frame.itertuples(index=False, name=None))


def pandas_csv(table):
    # without keep_default_na=False, words such as "None" and "NA" would be read as missing
    frame = pandas.read_csv(table.csv, dtype=table.types(PANDAS), keep_default_na=False, na_values=[""])
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == table.types(PANDAS)
    return from_pandas(frame)


def pandas_parquet(table):
    return from_pandas(pandas.read_parquet(table.parquet, dtype_backend="numpy_nullable"))


def polars_csv(table):
    frame = polars.read_csv(table.csv, schema=table.types(POLARS))
    return frame.to_dicts()


def polars_parquet(table):
    frame = polars.read_parquet(table.parquet)
    assert dict(frame.schema) == table.types(POLARS)
    return frame.to_dicts()


def pyarrow_csv(table):
    read = pyarrow.csv.read_csv(
        table.csv,
        read_options=pyarrow.csv.ReadOptions(block_size=1 << 28),
        parse_options=pyarrow.csv.ParseOptions(newlines_in_values=True),
        convert_options=pyarrow.csv.ConvertOptions(
            column_types=table.types(PYARROW), null_values=[""], strings_can_be_null=True
        ),
    )
    return read.to_pylist()


def pyarrow_parquet(table):
    read = pyarrow.parquet.read_table(table.parquet)
    assert dict(zip(read.column_names, read.schema.types, strict=True)) == table.types(PYARROW)
    return read.to_pylist()


def duckdb_rows(table, relation):
    assert dict(zip(relation.columns, map(str, relation.types), strict=True)) == table.types(DUCKDB)
    return by_column(relation.columns, relation.fetchall())


def duckdb_csv(table):
    columns = ", ".join(f"'{name}': '{word}'" for name, word in table.types(DUCKDB).items())
    query = f"SELECT * FROM read_csv($path, header = true, columns = {{{columns}}}, nullstr = '', max_line_size = 268435456)"
    with duckdb.connect() as connection:
        return duckdb_rows(table, connection.sql(query, params={"path": str(table.csv)}))


def duckdb_parquet(table):
    with duckdb.connect() as connection:
        return duckdb_rows(table, connection.sql("SELECT * FROM read_parquet($path)", params={"path": str(table.parquet)}))


READERS = [
    pandas_csv,
    pandas_parquet,
    polars_csv,
    polars_parquet,
    pyarrow_csv,
    pyarrow_parquet,
    duckdb_csv,
    duckdb_parquet,
]


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.__name__)
def test_every_reader_sees_the_same_rows(table, reader):
    rows = reader(table)
    assert len(rows) == len(table.rows)
    for number, (row, expected) in enumerate(zip(rows, table.rows, strict=True)):
        assert list(row) == table.columns
        assert row == expected, f"row {number} of {table.name}"


def copy_of(dataset, name, folder):
    """A copy of one table's files, to be damaged."""
    table = dataset.tables[name]
    for path in (table.csv, table.parquet):
        (folder / path.name).write_bytes(path.read_bytes())
    return Table(name, folder, table.schema)


def damage_parquet(table):
    contents = table.parquet.read_bytes()
    table.parquet.write_bytes(contents[: len(contents) // 2])


def damage_csv(table):
    """Puts a word where a number should be."""
    lines = table.csv.read_text(encoding="utf-8").splitlines(keepends=True)
    header = lines[0].rstrip("\n").split(",")
    cells = lines[1].rstrip("\n").split(",")
    cells[header.index("n_mentions")] = "many"
    table.csv.write_text(lines[0] + ",".join(cells) + "\n" + "".join(lines[2:]), encoding="utf-8")


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.__name__)
def test_every_reader_refuses_damage(reader, dataset, tmp_path):
    table = copy_of(dataset, "actors", tmp_path)
    assert reader(table) == dataset.rows("actors")
    damage_parquet(table)
    damage_csv(table)
    with pytest.raises(Exception):  # noqa: B017 - each reader has an error of its own
        reader(table)


def test_a_plain_read_finds_the_columns(table):
    """What people type first, without telling any types."""
    for frame in (pandas.read_csv(table.csv), pandas.read_parquet(table.parquet), polars.read_parquet(table.parquet)):
        assert list(frame.columns) == table.columns
        assert len(frame) == len(table.rows)


def test_no_text_is_empty_without_being_missing(table):
    """CSV cannot tell an empty text from a missing one, so no table has the former."""
    for row in table.rows:
        assert "" not in row.values(), row


def test_rows_are_sorted_by_key(table):
    key = table.schema.get("primaryKey", [])
    keys = [[row[column].encode() if isinstance(row[column], str) else row[column] for column in key] for row in table.rows]
    assert keys == sorted(keys)
    if key:
        assert len({tuple(values) for values in keys}) == len(keys)


def test_the_tables_under_test_hold_rows(dataset):
    """Where these were empty, most tests of this folder would say little."""
    for name in ("documents", "segments", "actors", "actor_names", "mentions", "statements", "statement_parts", "coverage"):
        assert dataset.rows(name), name
