"""`popolo.json` holds to Popolo's own schemas, tells what the tables tell, and the schemas refuse damaged ones."""

import json

import pytest
from jsonschema import Draft3Validator
from referencing import Registry
from referencing.jsonschema import DRAFT3

KINDS = {"persons": "person", "organizations": "organization", "memberships": "membership", "speeches": "speech"}


@pytest.fixture(scope="module")
def validators(root):
    folder = root / "tests" / "python" / "schemas" / "popolo"
    schemas = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.json")}
    resources = [(schema["id"].rstrip("#"), DRAFT3.create_resource(schema)) for schema in schemas.values()]
    registry = Registry().with_resources([*resources, *((f"{uri}#", resource) for uri, resource in resources)])
    return {kind: Draft3Validator(schemas[name], registry=registry) for kind, name in KINDS.items()}


@pytest.fixture(params=["corpus_exports", "town_exports"])
def popolo(request):
    return read(request.getfixturevalue(request.param))


def read(folder):
    return json.loads((folder / "popolo.json").read_text(encoding="utf-8"))


def faults(popolo, validators) -> list[str]:
    """What the schemas refuse, and ids that lead nowhere."""
    found = [error.message for kind, rows in popolo.items() for row in rows for error in validators[kind].iter_errors(row)]
    ids = [row["id"] for kind in ("persons", "organizations") for row in popolo[kind]]
    bodies = {row["id"] for row in popolo["organizations"]}
    found += [f"{one} twice" for one in {one for one in ids if ids.count(one) > 1}]
    for row in popolo["speeches"]:
        found += [f"nobody is {row[key]}" for key in ("creator_id", "audience_id") if row.get(key) not in {None, *ids}]
    for row in popolo["memberships"]:
        member = row.get("person_id") or row.get("member", {}).get("id")
        found += [f"nobody is {member}"] if member not in ids else []
        found += [f"no body is {row['organization_id']}"] if row["organization_id"] not in bodies else []
    return found


def test_holds_to_the_schemas(popolo, validators):
    assert set(popolo) == set(KINDS)
    assert all(popolo.values())
    assert faults(popolo, validators) == []


def test_tells_what_the_tables_tell(dataset, corpus_exports):
    popolo = read(corpus_exports)
    actors = {row["actor_id"]: row["name"] for row in dataset.rows("actors")}
    assert {row["id"]: row["name"] for kind in ("persons", "organizations") for row in popolo[kind]} == actors
    said = {row["statement_id"]: row for row in dataset.rows("statements")
            if not row["is_negated"] and not row["is_hypothetical"] and row["act"] != "attitude"}  # fmt: skip
    speeches = {row["id"]: row for row in popolo["speeches"]}
    assert set(speeches) == set(said)
    for statement_id, row in said.items():
        speech = speeches[statement_id]
        assert (speech["text"], speech.get("creator_id"), speech.get("attribution_text"), speech.get("audience_id")) == (
            row["content"], row["speaker_id"], row["speaker_surface"], row["addressee_id"])  # fmt: skip
    wikidata = {(row["actor_id"], row["identifier"]) for row in dataset.rows("actor_identifiers") if row["scheme"] == "wikidata"}
    told = {(row["id"], known["identifier"]) for kind in ("persons", "organizations") for row in popolo[kind]
            for known in row.get("identifiers", []) if known["scheme"] == "wikidata"}  # fmt: skip
    assert told == wikidata
    assert len(popolo["memberships"]) == len(dataset.rows("affiliations"))


def test_positions_follow_the_text(dataset, corpus_exports):
    starts = {row["statement_id"]: row["start_char"] for row in dataset.rows("statements")}
    speeches = read(corpus_exports)["speeches"]
    assert [row["position"] for row in speeches] == list(range(1, len(speeches) + 1))
    assert [starts[row["id"]] for row in speeches] == sorted(starts[row["id"]] for row in speeches)


@pytest.mark.parametrize(
    "damage",
    [
        lambda popolo: popolo["persons"][0].update(name=7),
        lambda popolo: popolo["persons"][0].update(other_names=[{"note": "acronym"}]),
        lambda popolo: popolo["organizations"][0].update(identifiers=[{"scheme": "wikidata"}]),
        lambda popolo: popolo["memberships"][0].update(start_date="March 2019"),
        lambda popolo: popolo["memberships"][0].update(person_id="per-nobody"),
        lambda popolo: popolo["memberships"][0].update(organization_id="per-park"),
        lambda popolo: popolo["speeches"][0].update(position="first"),
        lambda popolo: popolo["speeches"][0].update(sources=[{"note": "no address"}]),
        lambda popolo: popolo["speeches"][0].update(creator_id="per-nobody"),
        lambda popolo: popolo["persons"].append(popolo["persons"][0]),
    ],
)
def test_damage_is_found(town_exports, validators, damage):
    popolo = read(town_exports)
    assert faults(popolo, validators) == []
    damage(popolo)
    assert faults(popolo, validators) != []
