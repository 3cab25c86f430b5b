"""No published file shows an identifier or, for the public, the name of a private person: every file, read by its own reader."""

import json
import os
import sqlite3
import subprocess

import duckdb
import pyarrow.parquet
import pytest

# invented people; numbers of ranges that are kept for films and examples
TEXT = """Letter of the week

Dear Rosa Lind MP,
I am writing as a constituent. Zeno Varga, a pensioner, said that the bridge must stay open. "Call me on 020 7946 0958," Zeno Varga said.
I asked the mayor, Ada Moll, to call zeno.varga@example.org, and she said that she would.
My National Insurance number is AB 12 34 56 C, and I live at 12 Mill Lane, Northwick CT5 1ZZ.
Yours sincerely
Zeno Varga
(membership no. L5550123)
"""
IDENTIFIERS = ["020 7946 0958", "zeno.varga@example.org", "AB 12 34 56 C", "12 Mill Lane", "CT5 1ZZ", "L5550123"]
NOT_IDENTIFIERS = ["Northwick", "Rosa Lind", "Ada Moll"]


def build(folder, *options):
    text = folder / "zeno.varga@example.org.txt"
    text.write_text(TEXT, encoding="utf-8")
    out = folder / "out"
    command = [os.environ["SAYSO_PROGRAM"], "build", "--quiet", "--input", str(text), "--out", str(out), *options]
    subprocess.run(command, check=True)
    subprocess.run([os.environ["SAYSO_PROGRAM"], "check", str(out)], check=True, stdout=subprocess.DEVNULL)
    return out


def shown(folder):
    """File -> all that it shows, as text. Nothing is passed over: an unknown kind of file fails."""
    contents = {}
    for path in sorted(folder.iterdir()):
        if path.suffix == ".parquet":
            contents[path.name] = json.dumps(pyarrow.parquet.read_table(path).to_pylist(), ensure_ascii=False)
            with duckdb.connect() as connection:
                metadata = connection.sql("SELECT * FROM parquet_kv_metadata($path)", params={"path": str(path)})
                contents[path.name] += str(metadata.fetchall())
        elif path.suffix == ".sqlite":
            connection = sqlite3.connect(path)
            contents[path.name] = "\n".join(connection.iterdump())
            connection.close()
        else:
            assert path.suffix in {".csv", ".json", ".md", ".html", ".cff"}, path
            contents[path.name] = path.read_text(encoding="utf-8")
    return contents


def found(contents, secrets):
    return {(name, secret) for name, text in contents.items() for secret in secrets if secret.lower() in text.lower()}


@pytest.fixture(scope="module")
def masked(tmp_path_factory):
    return build(tmp_path_factory.mktemp("masked"))


def test_no_file_shows_an_identifier(masked):
    contents = shown(masked)
    assert found(contents, IDENTIFIERS) == set()
    assert {secret for _, secret in found(contents, NOT_IDENTIFIERS)} == set(NOT_IDENTIFIERS)
    for secret in IDENTIFIERS:
        for path in masked.iterdir():
            assert secret.encode() not in path.read_bytes(), path.name


def test_positions_are_those_of_the_text(masked):
    [document] = pyarrow.parquet.read_table(masked / "documents.parquet").to_pylist()
    assert (len(document["text"]), len(document["text"].encode())) == (len(TEXT), len(TEXT.encode()))
    redactions = pyarrow.parquet.read_table(masked / "redactions.parquet").to_pylist()
    assert {TEXT[row["start_char"] : row["end_char"]] for row in redactions} == set(IDENTIFIERS)
    assert {row["action"] for row in redactions} == {"masked"}


def test_identifiers_are_kept_where_that_is_wanted(tmp_path):
    folder = build(tmp_path, "--keep-identifiers")
    contents = shown(folder)
    assert {secret for _, secret in found(contents, IDENTIFIERS)} == set(IDENTIFIERS)
    redactions = pyarrow.parquet.read_table(folder / "redactions.parquet").to_pylist()
    assert len(redactions) == len(IDENTIFIERS) and {row["action"] for row in redactions} == {"kept"}


def test_the_public_sees_no_private_name(tmp_path):
    folder = build(tmp_path, "--publish-profile", "public")
    contents = shown(folder)
    assert found(contents, [*IDENTIFIERS, "Zeno", "Varga"]) == set()
    assert found(contents, ["Rosa Lind", "Ada Moll"])
    key = tmp_path / "out.pseudonym-key"
    assert found(contents, [key.read_text(encoding="utf-8").strip()]) == set()
    [private] = [
        row for row in pyarrow.parquet.read_table(folder / "actors.parquet").to_pylist() if row["public_role"] == "private"
    ]
    assert private["name"].startswith("Private person ") and private["actor_id"].startswith("x-prv-")
    speakers = [row["speaker_id"] for row in pyarrow.parquet.read_table(folder / "statements.parquet").to_pylist()]
    assert private["actor_id"] in speakers
    again = build(tmp_path, "--publish-profile", "public")
    assert {name: text for name, text in shown(again).items() if name != "manifest.json"} == {
        name: text for name, text in contents.items() if name != "manifest.json"
    }


def test_another_key_gives_other_pseudonyms(tmp_path):
    def private_id(key):
        folder = build(tmp_path, "--publish-profile", "public", "--pseudonym-key", str(tmp_path / key))
        actors = pyarrow.parquet.read_table(folder / "actors.parquet").to_pylist()
        documents = pyarrow.parquet.read_table(folder / "documents.parquet").to_pylist()
        return [row["actor_id"] for row in actors if row["public_role"] == "private"] + [row["sha256"] for row in documents]

    one, other = private_id("one"), private_id("other")
    assert one == private_id("one") and not set(one) & set(other)


def test_a_damaged_mask_is_found(masked, tmp_path):
    """A file that shows what the manifest says is masked does not pass."""
    folder = tmp_path / "damaged"
    folder.mkdir()
    for path in masked.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    table = pyarrow.parquet.read_table(folder / "documents.parquet")
    at = table.column_names.index("text")
    texts = pyarrow.array([TEXT], type=table.schema.field("text").type)
    pyarrow.parquet.write_table(table.set_column(at, table.schema.field("text"), texts), folder / "documents.parquet")
    command = [os.environ["SAYSO_PROGRAM"], "check", "--json", str(folder)]
    report = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=False).stdout)
    messages = {finding["message"] for finding in report["findings"] if finding["rule"] == "redactions"}
    assert "shows an e-mail address" in messages
    assert 'is "masked", but the text there shows more than a mask' in messages
