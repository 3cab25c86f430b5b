"""The `.dna` file keeps what DNA and rDNA need of it, and has the networks of the dataset."""

import base64
import csv
import hashlib
import itertools
import shutil
import sqlite3
import subprocess

import pandas
import pytest

import exports

FILE = "dataset.dna"

# each finds rows that must not be
INVARIANTS = {
    "version": "SELECT 'missing' WHERE NOT EXISTS (SELECT 1 FROM SETTINGS WHERE Property = 'version' AND Value LIKE '3.%')",
    "first coder": "SELECT 'missing' WHERE NOT EXISTS (SELECT 1 FROM CODERS WHERE ID = 1 AND length(Password) = 64)",
    "variables": """SELECT 'missing' WHERE (SELECT group_concat(Variable || ':' || DataType, ',') FROM (SELECT * FROM VARIABLES ORDER BY ID))
        != 'person:short text,organization:short text,concept:short text,agreement:boolean'""",
    "an empty entity": """SELECT ID FROM VARIABLES v WHERE DataType = 'short text'
        AND (SELECT count(*) FROM ENTITIES e WHERE e.VariableId = v.ID AND e.Value = '') != 1""",
    "different entities": "SELECT Value FROM ENTITIES GROUP BY VariableId, Value HAVING count(*) > 1",
    "attributes": """SELECT e.ID, v.ID FROM ENTITIES e JOIN ATTRIBUTEVARIABLES v USING (VariableId)
        WHERE (SELECT count(*) FROM ATTRIBUTEVALUES a WHERE a.EntityId = e.ID AND a.AttributeVariableId = v.ID) != 1""",
    "three attributes": """SELECT ID FROM VARIABLES v WHERE DataType = 'short text'
        AND (SELECT group_concat(AttributeVariable) FROM ATTRIBUTEVARIABLES a WHERE a.VariableId = v.ID) != 'Type,Alias,Notes'""",
    "short texts": """SELECT s.ID, v.ID FROM STATEMENTS s JOIN VARIABLES v USING (StatementTypeId) WHERE v.DataType = 'short text'
        AND (SELECT count(*) FROM DATASHORTTEXT d JOIN ENTITIES e ON e.ID = d.Entity AND e.VariableId = v.ID
             WHERE d.StatementId = s.ID AND d.VariableId = v.ID) != 1""",
    "booleans": """SELECT s.ID FROM STATEMENTS s
        WHERE (SELECT count(*) FROM DATABOOLEAN d WHERE d.StatementId = s.ID AND d.VariableId = 4 AND d.Value IN (0, 1)) != 1""",
    "data without a statement": """SELECT StatementId FROM (SELECT StatementId FROM DATASHORTTEXT UNION SELECT StatementId FROM DATABOOLEAN)
        WHERE StatementId NOT IN (SELECT ID FROM STATEMENTS)""",
    "dates": "SELECT ID FROM DOCUMENTS WHERE typeof(Date) != 'integer'",
    "titles": "SELECT ID FROM DOCUMENTS WHERE length(Title) NOT BETWEEN 1 AND 190 OR length(Author) > 190 OR length(Source) > 190 OR length(Type) > 190",
    "labels": "SELECT ID FROM ENTITIES WHERE length(Value) > 190",
    "attribute values": "SELECT ID FROM ATTRIBUTEVALUES WHERE length(AttributeValue) > 190",
    "nulls": "SELECT ID FROM DOCUMENTS WHERE Title IS NULL OR Text IS NULL OR Author IS NULL OR Source IS NULL OR Section IS NULL OR Notes IS NULL OR Type IS NULL",
    "positions": """SELECT s.ID FROM STATEMENTS s LEFT JOIN DOCUMENTS d ON d.ID = s.DocumentId
        WHERE d.ID IS NULL OR s.Start < 0 OR s.Start >= s.Stop OR s.Stop > length(d.Text)""",
    "coders": "SELECT ID FROM STATEMENTS WHERE Coder NOT IN (SELECT ID FROM CODERS)",
}

EVENTS = """SELECT s.ID AS statement_id, d.ID AS document_id, strftime('%Y-%m-%d', d.Date, 'unixepoch') AS time,
    p.Value AS person, o.Value AS organization, c.Value AS concept, a.Value AS agreement
    FROM STATEMENTS s JOIN DOCUMENTS d ON d.ID = s.DocumentId
    JOIN DATASHORTTEXT dp ON dp.StatementId = s.ID AND dp.VariableId = 1 JOIN ENTITIES p ON p.ID = dp.Entity
    JOIN DATASHORTTEXT dd ON dd.StatementId = s.ID AND dd.VariableId = 2 JOIN ENTITIES o ON o.ID = dd.Entity
    JOIN DATASHORTTEXT dc ON dc.StatementId = s.ID AND dc.VariableId = 3 JOIN ENTITIES c ON c.ID = dc.Entity
    JOIN DATABOOLEAN a ON a.StatementId = s.ID AND a.VariableId = 4
    ORDER BY s.ID"""

PROJECTIONS = [
    ("onemode", aggregate, normalise)
    for aggregate, normalise in itertools.product(["ignore", "congruence", "conflict", "subtract"], ["no", "average", "jaccard", "cosine"])
] + [("twomode", aggregate, "no") for aggregate in ["ignore", "subtract", "combine"]]  # fmt: skip


def faults(connection) -> list[str]:
    """Names of the invariants that do not hold."""
    return [name for name, query in INVARIANTS.items() if connection.execute(query).fetchall()]


@pytest.fixture(params=["corpus_exports", "town_exports"])
def connection(request):
    folder = request.getfixturevalue(request.param)
    connection = sqlite3.connect(f"file:{folder / FILE}?mode=ro", uri=True)
    yield connection
    connection.close()


@pytest.fixture
def copy(town_exports, tmp_path):
    """A copy of the file that may be damaged."""
    path = tmp_path / FILE
    shutil.copyfile(town_exports / FILE, path)
    connection = sqlite3.connect(path)
    yield connection
    connection.close()


def test_everything_that_dna_needs_is_there(connection):
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert faults(connection) == []
    assert connection.execute("SELECT count(*) FROM STATEMENTS").fetchone()[0] > 3


def test_the_password_is_sample(connection):
    for (stored,) in connection.execute("SELECT Password FROM CODERS"):
        salt, digest = (raw := base64.b64decode(stored))[:16], raw[16:]
        expected = hashlib.sha256(salt + b"sample").digest()
        for _ in range(99_999):
            expected = hashlib.sha256(expected).digest()
        assert digest == expected


def test_positions_are_the_same_in_code_points_and_in_utf_16_units(connection):
    rows = connection.execute("SELECT d.Text, s.Start, s.Stop FROM STATEMENTS s JOIN DOCUMENTS d ON d.ID = s.DocumentId").fetchall()
    for text, start, stop in rows:
        assert text.encode("utf-16-le")[2 * start : 2 * stop].decode("utf-16-le") == text[start:stop]


def test_a_statement_stands_where_its_words_stand(dataset, corpus_exports):
    connection = sqlite3.connect(corpus_exports / FILE)
    found = connection.execute("SELECT substr(d.Text, s.Start + 1, s.Stop - s.Start) FROM STATEMENTS s JOIN DOCUMENTS d ON d.ID = s.DocumentId")
    found = sorted(words for (words,) in found)
    connection.close()
    statements = {row["statement_id"]: row for row in dataset.rows("statements")}
    types = {row["actor_id"]: row["actor_type"] for row in dataset.rows("actors")}
    expected = []
    for row in dataset.rows("stances"):
        if row["polarity"] in ("support", "oppose") and types.get(row["holder_id"], "unknown") != "unknown":
            place = statements[row["statement_id"]] if row["statement_id"] else {key: row[f"evidence_{key}"] for key in ("start_char", "end_char")}
            words = dataset.texts[row["document_id"]][place["start_char"] : place["end_char"]]
            expected.append("".join(symbol if symbol <= "\uffff" else "\u25a1" for symbol in words))
    assert found == sorted(expected)


@pytest.mark.parametrize("nodes", ["person", "organization"])
@pytest.mark.parametrize(("mode", "aggregate", "normalise"), PROJECTIONS)
def test_networks_are_those_of_the_dataset(dataset, corpus_exports, tmp_path, nodes, mode, aggregate, normalise):
    with sqlite3.connect(corpus_exports / FILE) as connection, open(tmp_path / "events.csv", "w", encoding="utf-8", newline="") as file:
        cursor = connection.execute(EVENTS)
        writer = csv.writer(file)
        writer.writerow(column[0] for column in cursor.description)
        writer.writerows(cursor)
    for duplicates in ["include", "document"]:
        options = ["--type", mode, "--aggregate", aggregate, "--normalise", normalise, "--duplicates", duplicates, "--nodes", nodes]
        one, other = (network(tmp_path, *source, *options) for source in (["--input", tmp_path / "events.csv"], [dataset.folder]))
        pandas.testing.assert_frame_equal(one, other)
        assert one.shape[0] > 0


def network(folder, *arguments):
    path = folder / "matrix.csv"
    done = subprocess.run([exports.program(), "network", *arguments, "--out", path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return pandas.read_csv(path, index_col=0, keep_default_na=False)


def test_what_was_left_out_is_told(town, tmp_path):
    done = exports.export(town, tmp_path / "exports", "dna")
    for told in ["1 stance left out: neither", "1 stance left out: not known", "beyond U+FFFF written as U+25A1", "cut to 190 characters"]:
        assert told in done.stderr


@pytest.mark.parametrize(
    ("damage", "broken"),
    [
        ("UPDATE SETTINGS SET Value = '2.0'", "version"),
        ("DELETE FROM CODERS WHERE ID = 1", "first coder"),
        ("UPDATE VARIABLES SET DataType = 'integer' WHERE ID = 4", "variables"),
        ("DELETE FROM ENTITIES WHERE Value = '' AND VariableId = 2", "an empty entity"),
        ("INSERT INTO ENTITIES (VariableId, Value) SELECT VariableId, Value FROM ENTITIES WHERE ID = 5", "different entities"),
        ("DELETE FROM ATTRIBUTEVALUES WHERE ID = 7", "attributes"),
        ("DELETE FROM ATTRIBUTEVARIABLES WHERE ID = 2", "three attributes"),
        ("INSERT INTO DATASHORTTEXT (StatementId, VariableId, Entity) SELECT StatementId, VariableId, Entity FROM DATASHORTTEXT", "short texts"),
        ("UPDATE DATABOOLEAN SET Value = 2 WHERE ID = 1", "booleans"),
        ("DELETE FROM STATEMENTS WHERE ID = 1", "data without a statement"),
        ("UPDATE DOCUMENTS SET Date = NULL", "dates"),
        ("UPDATE DOCUMENTS SET Title = ''", "titles"),
        ("UPDATE ENTITIES SET Value = Value || hex(zeroblob(100)) WHERE ID = 5", "labels"),
        ("UPDATE ATTRIBUTEVALUES SET AttributeValue = hex(zeroblob(100)) WHERE ID = 5", "attribute values"),
        ("UPDATE DOCUMENTS SET Notes = NULL", "nulls"),
        ("UPDATE STATEMENTS SET Stop = 9999 WHERE ID = 1", "positions"),
        ("UPDATE STATEMENTS SET Coder = 3", "coders"),
    ],
)
def test_damage_is_found(copy, damage, broken):
    assert faults(copy) == []
    copy.execute(damage)
    assert broken in faults(copy)


def test_a_file_that_was_cut_is_no_database(town_exports, tmp_path):
    path = tmp_path / FILE
    path.write_bytes((town_exports / FILE).read_bytes()[:5000])
    with pytest.raises(sqlite3.DatabaseError), sqlite3.connect(path) as connection:
        faults(connection)
