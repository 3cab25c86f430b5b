"""Positions are code points of documents.text: a slice gives a row's own words, in Python, in DuckDB and in polars."""

import duckdb
import polars
import pytest

# table, first position, position after the last, the column that holds the words
PLACES = [
    ("mentions", "start_char", "end_char", "surface"),
    ("statement_parts", "start_char", "end_char", "text"),
    ("statements", "speaker_start_char", "speaker_end_char", "speaker_surface"),
    ("statements", "cue_start_char", "cue_end_char", "cue"),
    ("statements", "start_char", "end_char", "content"),
    ("stances", "evidence_start_char", "evidence_end_char", "evidence"),
    ("stance_evidence", "start_char", "end_char", "text"),
    ("affiliations", "evidence_start_char", "evidence_end_char", "evidence"),
]
JOINT = " … "


def document_of(dataset):
    """Statement id -> document id; parts of statements name their statement only."""
    return {row["statement_id"]: row["document_id"] for row in dataset.rows("statements")}


def parts(dataset, statement_id, role):
    rows = [row for row in dataset.rows("statement_parts") if (row["statement_id"], row["role"]) == (statement_id, role)]
    return sorted(rows, key=lambda row: row["part"])


@pytest.mark.parametrize(("name", "start", "end", "words"), PLACES)
def test_python_slices(dataset, name, start, end, words):
    documents = document_of(dataset)
    for row in dataset.rows(name):
        if row[start] is None:
            continue
        text = dataset.texts[row.get("document_id") or documents[row["statement_id"]]]
        slice_of_text = text[row[start] : row[end]]
        if JOINT in row[words] and row[words] != slice_of_text:  # several parts: see the next test
            first, last = row[words].split(JOINT)[0], row[words].split(JOINT)[-1]
            assert slice_of_text.startswith(first) and slice_of_text.endswith(last), row
        else:
            assert slice_of_text == row[words], row


def test_parts_make_up_contents_and_cues(dataset):
    for statement in dataset.rows("statements"):
        for role, words in (("content", "content"), ("cue", "cue"), ("speaker", "speaker_surface")):
            found = parts(dataset, statement["statement_id"], role)
            assert [row["part"] for row in found] == list(range(1, len(found) + 1))
            assert (JOINT.join(row["text"] for row in found) or None) == statement[words], statement


def test_bytes_and_code_points_agree(dataset):
    documents = document_of(dataset)
    encoded = {document_id: text.encode() for document_id, text in dataset.texts.items()}
    for name in ("segments", "mentions", "statements", "statement_parts"):
        for row in dataset.rows(name):
            document_id = row.get("document_id") or documents[row["statement_id"]]
            by_char = dataset.texts[document_id][row["start_char"] : row["end_char"]]
            by_byte = encoded[document_id][row["start_byte"] : row["end_byte"]].decode()
            assert by_char == by_byte and by_char, row


def test_contexts_stand_around_contents(dataset):
    for row in dataset.rows("statements"):
        text = dataset.texts[row["document_id"]]
        assert (row["prefix"] or "") == text[max(0, row["start_char"] - 32) : row["start_char"]]
        assert (row["suffix"] or "") == text[row["end_char"] : row["end_char"] + 32]


def test_lengths_are_those_of_the_text(dataset):
    for row in dataset.rows("documents"):
        text = dataset.texts[row["document_id"]]
        assert (row["n_chars"], row["n_bytes"], row["n_words"]) == (len(text), len(text.encode()), len(text.split()))


SQL = """
SELECT count(*) AS n_rows, count(*) FILTER (substring(d.text, r.{start} + 1, r.{end} - r.{start}) <> r.{words}) AS n_wrong
FROM read_parquet('{rows}') r JOIN read_parquet('{documents}') d USING (document_id)
WHERE r.{start} IS NOT NULL AND NOT contains(r.{words}, '{joint}')
"""


@pytest.mark.parametrize(("name", "start", "end", "words"), [place for place in PLACES if place[0] != "statement_parts"])
def test_duckdb_slices(dataset, name, start, end, words):
    query = SQL.format(
        start=start,
        end=end,
        words=words,
        joint=JOINT,
        rows=dataset.tables[name].parquet,
        documents=dataset.tables["documents"].parquet,
    )
    expected = sum(row[start] is not None and JOINT not in row[words] for row in dataset.rows(name))
    with duckdb.connect() as connection:
        assert connection.sql(query).fetchall() == [(expected, 0)]


def test_duckdb_slices_of_parts(dataset):
    query = f"""
    SELECT count(*), count(*) FILTER (substring(d.text, p.start_char + 1, p.end_char - p.start_char) <> p.text)
    FROM read_parquet('{dataset.tables["statement_parts"].parquet}') p
    JOIN read_parquet('{dataset.tables["statements"].parquet}') s USING (statement_id)
    JOIN read_parquet('{dataset.tables["documents"].parquet}') d USING (document_id)
    """
    with duckdb.connect() as connection:
        assert connection.sql(query).fetchall() == [(len(dataset.rows("statement_parts")), 0)]


def test_polars_slices(dataset):
    mentions = polars.read_parquet(dataset.tables["mentions"].parquet)
    documents = polars.read_parquet(dataset.tables["documents"].parquet).select("document_id", "text")
    length = polars.col("end_char") - polars.col("start_char")
    words = polars.col("text").str.slice(polars.col("start_char"), length)
    joined = mentions.join(documents, on="document_id")
    assert len(joined) == len(mentions)
    assert joined.filter(words != polars.col("surface")).is_empty()
