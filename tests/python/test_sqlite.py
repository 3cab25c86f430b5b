"""The one SQLite file: the same rows as the tables, with keys that hold, constraints that refuse, and descriptions."""

import shutil
import sqlite3

import pandas
import pytest


@pytest.fixture
def database(dataset):
    connection = sqlite3.connect(f"file:{dataset.folder / 'dataset.sqlite'}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    yield connection
    connection.close()


@pytest.fixture
def copy(dataset, tmp_path):
    """A copy of the file that may be damaged."""
    path = tmp_path / "copy.sqlite"
    shutil.copyfile(dataset.folder / "dataset.sqlite", path)
    connection = sqlite3.connect(path)
    yield connection
    connection.close()


def problems(connection):
    found = [row[0] for row in connection.execute("PRAGMA integrity_check")]
    return [problem for problem in found if problem != "ok"] + [tuple(row) for row in connection.execute("PRAGMA foreign_key_check")]


def test_rows_are_those_of_the_table(database, table):
    booleans = {field["name"] for field in table.schema["fields"] if field["type"] == "boolean"}
    rows = [dict(row) for row in database.execute(f'SELECT * FROM "{table.name}" ORDER BY rowid')]
    for row in rows:
        row.update({name: bool(row[name]) for name in booleans if row[name] is not None})
    assert rows == table.rows


def test_keys_and_constraints_hold(database):
    assert problems(database) == []


def test_every_key_is_declared(database, table):
    keys = {row["name"] for row in database.execute(f'PRAGMA table_info("{table.name}")') if row["pk"]}
    assert keys == set(table.schema.get("primaryKey", []))
    declared = {(row["from"], row["table"]) for row in database.execute(f'PRAGMA foreign_key_list("{table.name}")')}
    told = table.schema.get("foreignKeys", [])
    assert declared == {(key["fields"][0], key["reference"]["resource"] or table.name) for key in told}


def test_tables_and_columns_are_described(database, dataset):
    told = {(row["table_name"], row["column_name"]): row["description"] for row in database.execute("SELECT * FROM about_columns")}
    fields = {
        (table.name, field["name"]): field["description"] for table in dataset.tables.values() for field in table.schema["fields"]
    }
    assert told == fields
    counts = {row["table_name"]: row["row_count"] for row in database.execute("SELECT * FROM about_tables ORDER BY position")}
    assert counts == {name: len(table.rows) for name, table in dataset.tables.items()}
    assert next(iter(counts)) == "statements_flat"
    sql = database.execute("SELECT sql FROM sqlite_master WHERE name = 'statements'").fetchone()[0]
    assert f"-- {fields['statements', 'content']}" in sql


def test_positions_are_code_points_in_sql(database):
    query = """
    SELECT count(*), sum(substr(text, start_char + 1, end_char - start_char) <> surface)
    FROM mentions JOIN documents USING (document_id)
    """
    n_rows, n_wrong = database.execute(query).fetchone()
    assert n_rows and not n_wrong


def test_views_join_names(database, dataset):
    names = {row["actor_id"]: row["name"] for row in dataset.rows("actors")}
    shown = {row["statement_id"]: row["speaker"] for row in database.execute("SELECT * FROM who_said_what")}
    assert shown == {row["statement_id"]: names.get(row["speaker_id"]) for row in dataset.rows("statements")}
    for view, table in (("who_stands_where", "stances"), ("who_belongs_where", "affiliations")):
        assert len(database.execute(f"SELECT * FROM {view}").fetchall()) == len(dataset.rows(table))


def test_pandas_reads_it(database, dataset):
    frame = pandas.read_sql("SELECT speaker, content FROM who_said_what", database)
    assert len(frame) == len(dataset.rows("statements"))


@pytest.mark.parametrize(
    ("change", "refused"),
    [
        ("UPDATE statements SET mode = 'shouted'", "CHECK"),
        ("UPDATE statements SET confidence = 2", "CHECK"),
        ("UPDATE mentions SET surface = NULL", "NOT NULL"),
        ("UPDATE statements SET speaker_id = 'per-nobody'", "FOREIGN KEY"),
        ("INSERT INTO actors SELECT * FROM actors", "UNIQUE"),
    ],
)
def test_wrong_rows_are_refused(copy, change, refused):
    copy.execute("PRAGMA foreign_keys = ON")
    with pytest.raises(sqlite3.IntegrityError, match=f"{refused} constraint failed"):
        copy.execute(change)


def test_damage_is_found(copy):
    copy.execute("UPDATE segments SET document_id = 'd000000000000'")
    copy.commit()
    assert problems(copy)


def test_a_truncated_file_is_refused(dataset, tmp_path):
    path = tmp_path / "short.sqlite"
    contents = (dataset.folder / "dataset.sqlite").read_bytes()
    path.write_bytes(contents[: len(contents) // 2])
    connection = sqlite3.connect(path)
    try:
        found = problems(connection)
    except sqlite3.DatabaseError as error:
        found = [str(error)]
    finally:
        connection.close()
    assert found
