"""What `sayso export` writes, of the published dataset and of an invented one."""

import os
import subprocess
from pathlib import Path

import pytest

from invented import Invented

# an emoji of several code points stands before everything that has a position
TEXT = "👩‍👧 & Co:\n“Rents <rise>,” said Park, “too fast.” Marsh objects that Park wants no freeze.\n\nNever\vmind 🙂.\n"


def program() -> str:
    path = os.environ.get("SAYSO_PROGRAM")
    if not path:
        raise pytest.UsageError("set SAYSO_PROGRAM to the sayso program, or run `tools/just test-python`")
    return path


def export(dataset: Path, out: Path, *formats: str) -> subprocess.CompletedProcess:
    chosen = [word for name in formats for word in ("--format", name)]
    command = [program(), "export", str(dataset), "--out", str(out), *chosen]
    return subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)


def exported(dataset: Path, out: Path, *formats: str) -> Path:
    done = export(dataset, out, *formats)
    assert done.returncode == 0, done.stderr
    return out


def town() -> Invented:
    """One text in which statements lie within one another and cross, and a group and somebody unknown speak."""
    rows = Invented()
    rows.actor("per-park", "Ann Park")
    rows.actor("per-marsh", "Cleo Marsh")
    for actor_id, actor_type, name in [("org-union", "organisation", "Tenants & Union"), ("grp-many", "group", "many tenants"), ("x-1", "unknown", "X")]:
        rows.add("actors", actor_id=actor_id, actor_type=actor_type, name=name, public_role="unknown", is_registered="false", n_mentions=0)
    rows.add("actor_names", actor_id="org-union", name="TU", name_type="acronym", is_observed="true")
    rows.add("actor_names", actor_id="per-park", name="@park", name_type="handle", is_observed="true")
    rows.add("actor_identifiers", actor_id="org-union", scheme="wikidata", identifier="Q1")
    rows.add("issues", issue_id="freeze", label="rent freeze " + "of all rents " * 20, definition="A freeze.")
    at = TEXT.index
    rows.document("d1", TEXT, date="2019-03", date_precision="month", author_id="per-marsh")
    rows.document("d2", "", lang="und")
    rows.statement("s1", "d1", "per-park", (at("Rents"), at(",”")), (at("too"), at(".” Marsh")), cue="said")
    rows.statement("s2", "d1", "per-marsh", (at("Park wants"), at(".\n\nNever")), mode="indirect", confidence=0.5)
    rows.statement("s3", "d1", "org-union", (at("wants"), at("mind")), mode="mixed", is_negated="true")  # crosses s2 and paragraphs
    rows.statement("s4", "d1", "x-1", (at("no freeze"), at("freeze.") + 6), mode="indirect", inside_id="s2")
    rows.add("statement_parts", statement_id="s1", role="cue", part=1, start_char=at("said"), end_char=at("said") + 4)
    rows.add("statement_parts", statement_id="s1", role="speaker", part=1, start_char=at("Park"), end_char=at("Park") + 4)
    rows.add("mentions", document_id="d1", actor_id="per-park", start_char=at("Park"), end_char=at("Park") + 4)
    issue, place = ("issue", "freeze"), (at("no freeze"), at("no freeze") + 9)
    rows.stance("t1", "d1", "per-park", issue, "oppose", place, statement_id="s4")
    rows.stance("t2", "d1", "per-marsh", issue, "support", place, statement_id="s2")
    rows.stance("t3", "d1", "grp-many", ("actor", "org-union"), "support", place)
    rows.stance("t4", "d1", "org-union", issue, "mixed", place)
    rows.stance("t5", "d1", "x-1", issue, "support", place)
    rows.stance("t6", "d1", "org-union", ("actor", "per-park"), "oppose", (at("Never"), at("Never") + 5))
    rows.add("affiliations", document_id="d1", member_id="per-park", organisation_id="org-union", role="chair", status="current", evidence="Park")
    rows.add("affiliations", document_id="d1", member_id="grp-many", organisation_id="org-union", status="claimed", evidence="Union")
    return rows
