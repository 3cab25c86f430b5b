"""TEI documents are well formed, have the elements and attributes that TEI P5 allows there, and hold the text character for character."""

import re
import xml.etree.ElementTree as ElementTree

import pytest

TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"

# of TEI P5 4.9, for the elements that are written: what may stand in them, in which order (a pattern over names with a space behind
# each), whether words may, and their attributes besides xml:id, xml:lang, n, prev, next, corresp and ana
WORDS = "(said |seg |persName |orgName |rs )*"
NAMES = "(persName |orgName )+(idno )*"
CONTENT = {
    "TEI": ("teiHeader (standOff )?text ", False, ""),
    "teiHeader": ("fileDesc encodingDesc profileDesc ", False, ""),
    "fileDesc": ("titleStmt publicationStmt sourceDesc ", False, ""),
    "titleStmt": ("title (author )?", False, ""),
    "publicationStmt": ("publisher idno availability ", False, ""),
    "availability": ("(licence |p )", False, "status"),
    "sourceDesc": ("bibl ", False, ""),
    "bibl": ("title (author )?(publisher )?(date )?(ptr )?idno ", False, ""),
    "encodingDesc": ("projectDesc (classDecl )?", False, ""),
    "projectDesc": ("(p )+", False, ""),
    "classDecl": ("(taxonomy )+", False, ""),
    "taxonomy": ("(category )+", False, ""),
    "category": ("catDesc ", False, ""),
    "profileDesc": ("langUsage textClass ", False, ""),
    "langUsage": ("language ", False, ""),
    "textClass": ("keywords ", False, ""),
    "keywords": ("term ", False, ""),
    "standOff": ("(listPerson )?(listOrg )?(listRelation )?", False, ""),
    "listPerson": ("(person |personGrp )+", False, ""),
    "listOrg": ("(org )+", False, ""),
    "listRelation": ("(relation )+", False, ""),
    "person": (NAMES, False, "role"),
    "personGrp": (NAMES, False, "role"),
    "org": (NAMES, False, "role"),
    "relation": ("(desc )*", False, "type name active passive from to cert"),
    "text": ("body ", False, ""),
    "body": ("(p )*(div )*", False, ""),
    "div": ("(p )*(div )*", False, "type"),
    "p": (WORDS, True, ""),
    "said": (WORDS, True, "who toWhom direct cert"),
    "seg": (WORDS, True, "type"),
    "persName": (WORDS, True, "ref type"),
    "orgName": (WORDS, True, "ref type"),
    "rs": (WORDS, True, "ref type"),
    **{name: ("", True, "ref type when ident") for name in "title author publisher licence date idno catDesc language term desc".split()},
    "ptr": ("", False, "target"),
}
GLOBAL = {ID, LANG, "n", "prev", "next", "corresp", "ana"}
POINTERS = ["who", "toWhom", "ref", "corresp", "prev", "next", "ana", "active", "passive"]
DATE = re.compile(r"\d{4}(-\d\d){0,2}")


def faults(root) -> list[str]:
    """What does not hold in a document."""
    found = []
    ids = [element.get(ID) for element in root.iter() if element.get(ID) is not None]
    found += [f"{one} twice" for one in set(ids) if ids.count(one) > 1]
    found += [f"{one} is no name" for one in ids if not re.fullmatch(r"[A-Za-z_][\w.-]*", one)]
    people = {element.get(ID) for name in ("person", "personGrp", "org") for element in root.iter(TEI + name)}
    by_id = {element.get(ID): element for element in root.iter()}
    for element in root.iter():
        name = element.tag.removeprefix(TEI)
        if name not in CONTENT:
            found.append(f"TEI has no {element.tag} here")
            continue
        pattern, has_words, attributes = CONTENT[name]
        inner = "".join(child.tag.removeprefix(TEI) + " " for child in element)
        if not re.fullmatch(pattern, inner):
            found.append(f"{name} holds {inner}")
        between = [element.text, *(child.tail for child in element)]
        if not has_words and any((words or "").strip(" \t\r\n") for words in between):
            found.append(f"{name} holds words")
        found += [f"{name} has {attribute}" for attribute in set(element.attrib) - GLOBAL - set(attributes.split())]
        for attribute in POINTERS:
            for pointer in element.get(attribute, "").split():
                if pointer.removeprefix("#") not in ids or not pointer.startswith("#"):
                    found.append(f"{attribute} {pointer} leads nowhere")
        for attribute in ("who", "toWhom", "ref", "active"):
            found += [f"{attribute} is nobody" for pointer in [element.get(attribute)] if pointer and pointer[1:] not in people]
        found += [f"{attribute} is no date" for attribute in ("when", "from", "to") if not DATE.fullmatch(element.get(attribute, "2019"))]
        if not element.get("direct", "true") in ("true", "false") or not 0 <= float(element.get("cert", 1)) <= 1:
            found.append(f"{name}: {element.attrib}")
        if element.get("next") and by_id.get(element.get("next")[1:], element).get("prev") != f"#{element.get(ID)}":
            found.append(f"{element.get('next')} does not lead back")
    return found


def text_of(element) -> str:
    return "".join(element.itertext())


def body(root):
    return root.find(f"{TEI}text/{TEI}body")


def said(root) -> dict[str, str]:
    """Statement -> its words, gathered over all pieces in the order of their links."""
    pieces = {element.get(ID): element for element in body(root).iter(TEI + "said")}
    words = {}
    for first, element in pieces.items():
        if element.get("prev"):
            continue
        chain = [element]
        while chain[-1].get("next"):
            chain.append(pieces[chain[-1].get("next")[1:]])
        words[first] = "".join(text_of(piece) for piece in chain)
    return words


@pytest.fixture(scope="module")
def documents(dataset, corpus_exports):
    return {row["document_id"]: ElementTree.parse(corpus_exports / "tei" / f"{row['document_id']}.xml").getroot() for row in dataset.rows("documents")}


@pytest.fixture
def town_document(town_exports):
    return ElementTree.parse(town_exports / "tei" / "d1.xml").getroot()


def test_documents_are_as_tei_allows(documents, town_document, town_exports):
    empty = ElementTree.parse(town_exports / "tei" / "d2.xml").getroot()
    for root in [*documents.values(), town_document, empty]:
        assert faults(root) == []
    assert text_of(body(empty)) == ""


def test_the_body_has_the_text(dataset, documents):
    for document_id, root in documents.items():
        assert text_of(body(root)) == dataset.texts[document_id]


def test_a_character_that_xml_cannot_hold_is_replaced_one_for_one(town_document):
    from exports import TEXT

    assert text_of(body(town_document)) == TEXT.replace("\v", "\ufffd")


def squeezed(text):
    """Without white space, which stands between paragraphs and so between pieces."""
    return re.sub(r"[ \t\r\n]+", "", text)


def test_every_statement_has_its_words_speaker_and_mode(dataset, documents):
    parts = {}
    for row in sorted(dataset.rows("statement_parts"), key=lambda row: row["part"]):
        if row["role"] == "content":
            parts.setdefault(row["statement_id"], []).append(row["text"])
    found = {}
    for root in documents.values():
        found |= said(root)
    assert {name: squeezed(words) for name, words in found.items()} == {name: squeezed("".join(words)) for name, words in parts.items()}
    elements = {element.get(ID): element for root in documents.values() for element in body(root).iter(TEI + "said")}
    for row in dataset.rows("statements"):
        element = elements[row["statement_id"]]
        assert element.get("who") == (f"#{row['speaker_id']}" if row["speaker_id"] else None)
        assert element.get("direct") == str(row["mode"] in ("direct", "block")).lower()
        assert ("#flag.negated" in element.get("ana").split()) == row["is_negated"]


def test_speech_within_speech_lies_in_it(dataset, documents):
    outer = {}
    for root in documents.values():
        for element in body(root).iter(TEI + "said"):
            for inner in element.iter(TEI + "said"):
                outer.setdefault(inner.get(ID).split(".")[0], set()).add(element.get(ID).split(".")[0])
    inside = {row["statement_id"]: row["inside_id"] for row in dataset.rows("statements") if row["inside_id"]}
    assert inside
    for statement_id, outer_id in inside.items():
        assert outer_id in outer[statement_id]


def test_what_crosses_is_cut_and_linked(town_document):
    assert said(town_document)["s3"] == "wants no freeze.Never\ufffd"
    pieces = [element for element in body(town_document).iter(TEI + "said") if element.get(ID).split(".")[0] == "s3"]
    assert len(pieces) == 3


def test_every_segment_is_a_division(dataset, documents):
    for document_id, root in documents.items():
        expected = {row["segment_id"]: row["segment_type"] for row in dataset.rows("segments") if row["document_id"] == document_id}
        found = {element.get(ID): element.get("type") for element in body(root).iter(TEI + "div") if not element.get("prev")}
        assert found == expected


def drop(root, name):
    for parent in root.iter():
        for child in list(parent):
            if child.tag == TEI + name:
                parent.remove(child)


@pytest.mark.parametrize(
    "damage",
    [
        lambda root: drop(root, "listPerson"),
        lambda root: drop(root, "taxonomy"),
        lambda root: drop(root, "publicationStmt"),
        lambda root: next(root.iter(TEI + "said")).set("who", "#per-nobody"),
        lambda root: next(root.iter(TEI + "said")).set("speaker", "#per-park"),
        lambda root: next(root.iter(TEI + "said")).set("direct", "maybe"),
        lambda root: next(root.iter(TEI + "said")).set("cert", "7"),
        lambda root: next(root.iter(TEI + "said")).set(ID, "per-park"),
        lambda root: next(element for element in root.iter(TEI + "said") if element.get("prev")).attrib.pop("prev"),
        lambda root: next(root.iter(TEI + "date")).set("when", "March 2019"),
        lambda root: body(root).append(ElementTree.Element(TEI + "seg")),
        lambda root: setattr(next(root.iter(TEI + "div")), "text", "loose"),
    ],
)
def test_damage_is_found(town_document, damage):
    assert faults(town_document) == []
    damage(town_document)
    assert faults(town_document) != []


def test_a_file_that_was_cut_is_not_well_formed(town_exports, tmp_path):
    path = tmp_path / "cut.xml"
    path.write_bytes((town_exports / "tei" / "d1.xml").read_bytes()[:-20])
    with pytest.raises(ElementTree.ParseError):
        ElementTree.parse(path)
