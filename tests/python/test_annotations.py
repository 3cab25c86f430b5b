"""What `sayso export` writes for annotation tools, read as the tools read it: every mark is where the words are, and is what a table tells."""

import csv
import json
import random
import re
import subprocess
import uuid
import zipfile
from pathlib import Path

import pyrefiqda
import pytest
from lxml import etree

import exports

FORMATS = ("brat", "doccano", "label-studio", "refi-qda", "web-annotation")
NAMESPACE = "{urn:QDA-XML:project:1.0}"


def rows(folder: Path, table: str) -> list[dict]:
    with open(folder / f"{table}.csv", newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def pieces(words: str) -> list[str]:
    """The lines of some words, without white space around them."""
    return [line.strip() for line in words.split("\n") if line.strip()]


@pytest.fixture(scope="module", params=["corpus", "town"])
def place(request, dataset, town, tmp_path_factory) -> tuple[Path, Path]:
    """A dataset and the folder of its files for tools."""
    folder = dataset.folder if request.param == "corpus" else town
    return folder, exports.exported(folder, tmp_path_factory.mktemp("tools") / "out", *FORMATS)


def published(folder: Path) -> dict[str, list]:
    """By document: each content and evidence as (words, what is told of them), sorted."""
    texts = {row["document_id"]: row["text"] for row in rows(folder, "documents")}
    parts: dict[str, list] = {}
    for part in rows(folder, "statement_parts"):
        if part["role"] == "content":
            parts.setdefault(part["statement_id"], []).append((int(part["start_char"]), int(part["end_char"])))
    told: dict[str, list] = {document: [] for document in texts}
    for row in rows(folder, "statements"):
        text = texts[row["document_id"]]
        words = [piece for start, end in sorted(parts[row["statement_id"]]) for piece in pieces(text[start:end])]
        values = {"mode": row["mode"], "act": row["act"], "speaker_id": row["speaker_id"]}
        values |= {name: "yes" for name in ("negated", "hypothetical") if row[f"is_{name}"] == "true"}
        told[row["document_id"]].append(("content", words, {key: value for key, value in values.items() if value}))
    for row in rows(folder, "stances"):
        text = texts[row["document_id"]]
        words = pieces(text[int(row["evidence_start_char"]) : int(row["evidence_end_char"])])
        values = {key: row[key] for key in ("holder_id", "target_id", "polarity") if row[key]}
        told[row["document_id"]].append(("evidence", words, values))
    return {document: sorted(marks, key=str) for document, marks in told.items()}


def same(place: tuple[Path, Path], found: dict[str, list]):
    expected = {document: marks for document, marks in published(place[0]).items()}
    found = {document: sorted((mark for mark in marks if mark[0] in ("content", "evidence")), key=str) for document, marks in found.items()}
    assert found == expected
    assert any(found.values())


def test_brat_standoff_is_where_the_words_are(place):
    folder = place[1] / "brat"
    conf = (folder / "annotation.conf").read_text(encoding="utf-8")
    assert [line for line in conf.splitlines() if line.startswith("[")] == ["[entities]", "[relations]", "[events]", "[attributes]"]
    known = dict(re.findall(r"^(\w+) Arg:\w+(?:, Value:(.*))?$", conf, re.M))
    found = {}
    for file in sorted(folder.glob("*.ann")):
        text = file.with_suffix(".txt").read_text(encoding="utf-8")
        marks: dict[str, tuple] = {}
        for line in file.read_text(encoding="utf-8").splitlines():
            if match := re.fullmatch(r"(T\d+)\t(\w+) ([\d ;]+)\t(.*)", line):
                spans = [tuple(map(int, span.split())) for span in match[3].split(";")]
                words = [text[start:end] for start, end in spans]
                # as brat itself wants it: no piece crosses a line end, and the words are those of the text
                assert not any("\n" in piece for piece in words)
                assert re.sub(r"\s", " ", " ".join(words)) == re.sub(r"\s", " ", match[4])
                marks[match[1]] = (match[2].lower(), [piece.strip() for piece in words], {})
        for line in file.read_text(encoding="utf-8").splitlines():
            if match := re.fullmatch(r"A\d+\t(\w+) (T\d+)(?: (\S+))?", line):
                assert match[1] in known and (not match[3] or match[3] in known[match[1]].split("|"))
                marks[match[2]][2][match[1].lower()] = match[3] or "yes"
            elif match := re.fullmatch(r"R\d+\t(\w+) Arg1:(T\d+) Arg2:(T\d+)", line):
                ends = (marks[match[2]][0], marks[match[3]][0])
                assert ends == {"HasCue": ("content", "cue"), "HasSpeaker": ("content", "speaker"), "HasStatement": ("evidence", "content")}[match[1]]
            else:
                assert re.match(r"T\d+\t|#\d+\tAnnotatorNotes T\d+\tsayso ", line), line
        found[file.stem] = list(marks.values())
    same(place, found)


def whole(marks: dict, parts: list[tuple]) -> list[tuple]:
    """Marks, with those that are further parts in the marks whose parts they are."""
    for first, further in parts:
        marks[first][1].extend(marks[further][1])
    return [mark for key, mark in marks.items() if key not in {further for _, further in parts}]


def test_doccano_lines_hold_spans_and_their_values(place):
    folder = place[1] / "doccano"
    labels = {label["text"] for label in json.loads((folder / "span-labels.json").read_text(encoding="utf-8"))}
    kinds = {label["text"] for label in json.loads((folder / "relation-labels.json").read_text(encoding="utf-8"))}
    found = {}
    for line in (folder / "documents.jsonl").read_text(encoding="utf-8").splitlines():
        line = json.loads(line)
        marks, values = {}, {}
        for entity in line["entities"]:
            assert entity["label"] in labels
            words = pieces(line["text"][entity["start_offset"] : entity["end_offset"]])
            key, _, value = entity["label"].partition(": ")
            if value:
                values[entity["id"]] = (key, value, entity)
            else:
                marks[entity["id"]] = (key, words, {}, entity)
        of = {relation["from_id"]: relation["to_id"] for relation in line["relations"] if relation["type"] == "of"}
        assert {relation["type"] for relation in line["relations"]} <= kinds
        parts = [(relation["from_id"], relation["to_id"]) for relation in line["relations"] if relation["type"] == "part"]
        for number, (key, value, entity) in values.items():
            role = "evidence" if key in ("holder_id", "target_id", "polarity") else "content"
            places = ("start_offset", "end_offset")
            ours = [number for number, mark in marks.items() if mark[0] == role and all(mark[3][end] == entity[end] for end in places)]
            ours = [number for number in ours if number not in {further for _, further in parts}]
            (mark,) = [of[number]] if number in of else ours
            marks[mark][2][key] = value
        found[line["document_id"]] = [mark[:3] for mark in whole(marks, parts)]
    same(place, found)


def test_label_studio_tasks_fit_their_interface(place):
    folder = place[1] / "label-studio"
    config = etree.parse(folder / "label-config.xml").getroot()
    (text_tag,) = config.iter("Text")
    controls = {control.get("name"): control for control in config if control.get("toName") == text_tag.get("name")}
    values = {name: {item.get("alias") or item.get("value") for item in control} for name, control in controls.items()}
    relations = {relation.get("value") for relation in config.iter("Relation")}
    found = {}
    for task in json.loads((folder / "tasks.json").read_text(encoding="utf-8")):
        text = task["data"][text_tag.get("value").removeprefix("$")]
        (annotation,) = task["annotations"]
        marks, parts = {}, []
        for item in annotation["result"]:
            if item["type"] == "relation":
                assert set(item["labels"]) <= relations
                if item["labels"] == ["part"]:
                    parts.append((item["from_id"], item["to_id"]))
                continue
            value, name = item["value"], item["from_name"]
            assert text[value["start"] : value["end"]] == value["text"]
            (chosen,) = value[item["type"]]
            assert chosen in values[name] and item["to_name"] == text_tag.get("name")
            assert controls[name].tag.lower() == item["type"]
            if name == "role":
                marks[item["id"]] = (chosen, pieces(value["text"]), {})
            else:
                marks[item["id"]][2][name] = chosen
        found[task["data"]["document_id"]] = whole(marks, parts)
    same(place, found)


def test_refi_qda_is_a_project_of_the_standard(place, tmp_path):
    file = place[1] / "refi-qda/project.qdpx"
    # made from the schema of the standard: elements in another order or without what they need do not pass
    project = pyrefiqda.RefiProject.load(file, extract_dir=str(tmp_path))
    names = {}
    for code in project.code_book.codes.code:
        for code in [code, *code.code]:
            assert uuid.UUID(code.guid).version == 5
            names[code.guid] = code.name
    guids: set[str] = set()
    found = {}
    documents = {row["text"]: row["document_id"] for row in rows(place[0], "documents")}
    links = project.links.link if project.links else []
    parts = [(link.origin_guid, link.target_guid) for link in links if link.name == "part"]
    for source in project.sources.text_source:
        assert source.plain_text_path == f"internal://{source.guid}.txt"
        text = (tmp_path / "sources" / f"{source.guid}.txt").read_bytes().decode("utf-8")
        assert not text.startswith("\ufeff") and "\r" not in text
        marks = {}
        for selection in source.plain_text_selection:
            codes = [names[coding.code_ref.target_guid] for coding in selection.coding]
            (role,) = [code for code in codes if ": " not in code]
            values = dict(code.split(": ", 1) for code in codes if ": " in code)
            marks[selection.guid] = (role, pieces(text[selection.start_position : selection.end_position]), values)
        assert not guids & set(marks)
        guids |= set(marks)
        found[documents[text]] = whole(marks, [part for part in parts if part[0] in marks])
    assert {end for link in links for end in (link.origin_guid, link.target_guid)} <= guids
    same(place, found)
    root = etree.parse(tmp_path / "project.qde").getroot()
    assert root.tag == f"{NAMESPACE}Project"
    with zipfile.ZipFile(file) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_web_annotations_select_by_position_and_quotation(place):
    found = {}
    for file in sorted((place[1] / "web-annotation").glob("*.jsonld")):
        page = json.loads(file.read_text(encoding="utf-8"))
        text = file.with_suffix(".txt").read_bytes().decode("utf-8")
        assert (page["@context"], page["type"]) == ("http://www.w3.org/ns/anno.jsonld", "AnnotationPage")
        marks = {}
        links = [item for item in page["items"] if item["motivation"] == "linking"]
        for item in page["items"]:
            assert item["type"] == "Annotation"
            if item in links:
                continue
            words = []
            for target in item["target"].get("items", [item["target"]]):
                assert target["source"] == f"{file.stem}.txt"
                position, quote = target["selector"]
                assert (position["type"], quote["type"]) == ("TextPositionSelector", "TextQuoteSelector")
                start, end = position["start"], position["end"]
                assert text[start:end] == quote["exact"]
                assert text[:start].endswith(quote["prefix"]) and text[end:].startswith(quote["suffix"])
                words += pieces(quote["exact"])
            role, *tags = [body["value"] for body in item["body"]]
            marks[item["id"]] = (role, words, dict(tag.split(": ", 1) for tag in tags))
        assert len(marks) + len(links) == len(page["items"])
        assert {end["id"] for link in links for end in link["target"]} <= set(marks)
        found[file.stem] = list(marks.values())
    same(place, found)


@pytest.mark.parametrize("name", FORMATS)
def test_untouched_files_come_back_as_nothing_and_damaged_ones_are_told(place, name, tmp_path):
    folder, tools = place
    n_rows = len(rows(folder, "statements")) + len(rows(folder, "stances"))

    def read(path):
        command = [exports.program(), "import", name, str(path), "--dataset", str(folder), "--out", str(tmp_path / "coding")]
        return subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)

    broken = tmp_path / "broken"
    broken.mkdir()
    for file in (tools / name).iterdir():
        contents = file.read_bytes()
        (broken / file.name).write_bytes(contents[: len(contents) // 2])
    done = read(broken)
    assert done.returncode == 2 and str(broken) in done.stderr
    assert not (tmp_path / "coding").exists()
    done = read(tools / name)
    assert done.returncode == 0, done.stderr
    assert f"0 rows corrected, 0 rejected, 0 added, 0 accepted; {n_rows} unchanged" in done.stdout
    assert not rows(tmp_path / "coding", "statements") and not rows(tmp_path / "coding", "stances")


def edited(page: dict, chance: random.Random, actors: list[str]) -> dict:
    """A page of annotations in which somebody has changed, deleted and added many things."""
    items, gone = [], set()
    tag = "{}: {}".format
    for item in page["items"]:
        values = [body["value"] for body in item["body"]]
        role, what = values[0], chance.random()
        if item["motivation"] == "tagging" and role in ("content", "evidence"):
            key = "speaker_id" if role == "content" else "holder_id"
            if what < 0.1:
                gone.add(item["id"])
                continue
            if what < 0.25:
                item["body"] = [body for body in item["body"] if not body["value"].startswith(key)]
                item["body"].append({"type": "TextualBody", "purpose": "tagging", "value": tag(key, chance.choice(actors))})
            elif what < 0.35 and "selector" in item["target"]:
                position, quote = item["target"]["selector"]
                n_cut = len(quote["exact"].split(" ", 1)[0])
                if len(quote["exact"]) > n_cut + 4 and quote["exact"][n_cut:].strip():
                    quote["exact"] = quote["exact"][n_cut:]
                    position["start"] += n_cut
            elif what < 0.45:
                for body in item["body"]:
                    for key, new in (("mode", "mixed"), ("act", "writing"), ("polarity", "neutral")):
                        if body["value"].startswith(f"{key}: "):
                            body["value"] = tag(key, new)
        items.append(item)
    dangles = [item for item in items if item["motivation"] == "linking" and gone & {end["id"] for end in item["target"]}]
    page["items"] = [item for item in items if item not in dangles]
    return page


@pytest.mark.parametrize("seed", range(4))
def test_edits_of_the_corpus_come_through_a_rebuild_as_they_were_made(dataset, root, seed, tmp_path):
    chance = random.Random(seed)
    tools = exports.exported(dataset.folder, tmp_path / "tools", "web-annotation") / "web-annotation"
    actors = sorted(row["actor_id"] for row in rows(dataset.folder, "actors") if row["is_registered"] == "true")
    for file in sorted(tools.glob("*.jsonld")):
        page = edited(json.loads(file.read_text(encoding="utf-8")), chance, actors)
        text = file.with_suffix(".txt").read_bytes().decode("utf-8")
        # within a paragraph: words of two segments are no statement
        added = chance.choice([at for at in range(100, 5000) if "\n" not in text[at : at + 30]])
        exact = text[added : added + 30]
        tags = ["content", "mode: indirect", "act: speech", f"speaker_id: {chance.choice(actors)}"]
        body = [{"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in tags]
        selector = [{"type": "TextPositionSelector", "start": added, "end": added + 30}, {"type": "TextQuoteSelector", "exact": exact}]
        page["items"].append({"id": "#new", "type": "Annotation", "motivation": "tagging", "body": body, "target": {"source": file.stem, "selector": selector}})
        file.write_text(json.dumps(page), encoding="utf-8")

    def run(*arguments):
        command = [exports.program(), *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=root, stdin=subprocess.DEVNULL)
        assert done.returncode == 0, done.stderr
        return done.stdout

    coding, again = tmp_path / "coding", tmp_path / "again"
    told = run("import", "web-annotation", tools, "--dataset", dataset.folder, "--out", coding)
    assert all(int(n) > 0 for n in re.findall(r"(\d+) (?:rows corrected|rejected|added)", told)), told
    files = [word for table in ("statements", "stances") for word in ("--coding", coding / f"{table}.csv")]
    run("build", root / "pipelines/canterbury.toml", "--out", again, *files)
    told = run("import", "web-annotation", tools, "--dataset", again, "--out", tmp_path / "nothing")
    left = {table: rows(tmp_path / "nothing", table) for table in ("statements", "stances")}
    assert left == {"statements": [], "stances": []}, told
