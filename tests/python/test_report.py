"""`sayso report` as a reader meets it, in a headless Chromium."""

import os
import re
import subprocess
from itertools import combinations
from pathlib import Path

import pytest
from playwright.sync_api import expect

from browser import chromium, reader  # noqa: F401
from invented import Invented

N_MANY = 1000
SECONDS = 4  # of one processor, for opening a page of a thousand documents or a view of it
HOSTILE = "</script><script>document.title='taken'; alert(1)</script><img src=x onerror=alert(2)><!-- "


def report(dataset: Path, out: Path, *arguments: str) -> subprocess.CompletedProcess:
    program = os.environ.get("SAYSO_PROGRAM")
    if not program:
        raise pytest.UsageError("set SAYSO_PROGRAM to the sayso program, or run `tools/just test-python`")
    command = [program, "report", str(dataset), "--out", str(out), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)


def made(dataset: Path, out: Path, *arguments: str) -> Path:
    done = report(dataset, out, *arguments)
    assert done.returncode == 0, done.stderr
    return out


def council() -> Invented:
    """Two texts: a quotation split by its attribution behind an emoji, speech within speech, stances on both sides."""
    rows = Invented()
    for actor_id, name in [("park", "Ann Park"), ("lind", "Bo Lind"), ("marsh", "Cleo Marsh")]:
        rows.actor(actor_id, name)
    rows.add("issues", issue_id="rent", label="rent freeze", definition="A freeze of rents.")
    rows.add("issues", issue_id="bridge", label="new bridge", definition="")
    first = "👩‍👧 “Rents,” said Park, “must stay as Lind asks.” Marsh objects that nobody could pay for it."
    rows.document("d1", first, date="2019-02-01", date_precision="day")
    at = first.index
    rows.statement("s1", "d1", "park", (at("Rents"), at("Rents") + 5), (at("must"), at(".”")), cue="said")
    rows.statement("s2", "d1", "lind", (at("stay"), at("stay") + 4), mode="indirect", confidence=0.4, inside_id="s1", cue="asks")
    rows.statement("s3", "d1", "marsh", (at("nobody"), len(first) - 1), mode="indirect", act="writing", cue="objects")
    rows.stance("t1", "d1", "park", ("issue", "rent"), "support", (at("must"), at(" as")), statement_id="s1")
    rows.stance("t2", "d1", "marsh", ("issue", "rent"), "oppose", (at("objects"), at("objects") + 7))
    second = "Lind wants the freeze and no bridge. Park too. <b>Bold</b>"
    rows.document("d2", second, date="2020-05-01", date_precision="day")
    rows.stance("t3", "d2", "lind", ("issue", "rent"), "support", (0, 21))
    rows.stance("t4", "d2", "lind", ("issue", "bridge"), "oppose", (26, 35))
    rows.stance("t5", "d2", "park", ("issue", "bridge"), "oppose", (37, 45))
    rows.add("coverage", document_id="d1", counter="names_seen", n=4)
    rows.add("coverage", document_id="d1", counter="names_resolved", n=3)
    rows.add("diagnostics", document_id="d1", severity="info", code="unresolved_speaker", stage="normalise", message=HOSTILE)
    return rows


@pytest.fixture(scope="module")
def council_report(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("council")
    return made(council().write(folder / "tables"), folder / "report.html")


@pytest.fixture(scope="module")
def corpus_report(tmp_path_factory, dataset) -> Path:
    return made(dataset.folder, tmp_path_factory.mktemp("corpus") / "report.html")


def words(page, selector: str) -> list[str]:
    return [" ".join(text.split()) for text in page.locator(selector).all_inner_texts()]


def test_every_view_of_the_corpus_opens_without_complaint(reader, corpus_report, dataset):
    page = reader(corpus_report).go()
    for link in page.locator("#views a").all():
        link.click()
        assert page.locator("main h1").inner_text()
    actor_id = max(dataset.rows("actors"), key=lambda row: row["n_statements"])["actor_id"]
    page.goto(f"{corpus_report.as_uri()}#/actor/{actor_id}")
    page.wait_for_selector("main .item")


def test_the_text_is_whole_and_every_statement_has_a_label(reader, corpus_report, dataset):
    page = reader(corpus_report).go()
    shown = page.evaluate("""() => {
        const text = document.querySelector('.text').cloneNode(true);
        for (const added of text.querySelectorAll('button, .voice')) added.remove();
        return text.textContent;
    }""")
    (document,) = dataset.rows("documents")
    assert "".join(shown.split()) == "".join(document["text"].split())
    labels = page.locator(".text .label .number").all_inner_texts()
    assert sorted(map(int, labels)) == list(range(1, len(dataset.rows("statements")) + 1))


def test_a_split_quotation_is_one_statement_and_the_nested_one_lies_in_it(reader, council_report):
    page = reader(council_report).go("#/document/d1")
    assert page.locator('.s[data-s="0"]').count() == 2
    assert page.locator('.s[data-s="0"].resumed').count() == 1
    assert page.locator('.label[data-s="0"]').count() == 1
    assert page.locator('.s[data-s="0"] .s[data-s="1"]').inner_text() == "stay"
    page.locator('.label[data-s="0"]').focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert page.locator('.s[data-s="0"].lit').count() == 2


def test_the_keyboard_shows_stance_and_confidence(reader, council_report):
    page = reader(council_report).go("#/document/d1")
    page.locator('.label[data-s="0"]').focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    tip = page.locator("#tip")
    tip.wait_for(state="visible")
    assert "Ann Park ▲ for rent freeze · confidence 0.70" in " ".join(tip.inner_text().split())
    assert "confidence 0.90" in tip.inner_text()
    assert page.evaluate("document.activeElement.getAttribute('aria-describedby')") == "tip"
    page.keyboard.press("Escape")
    tip.wait_for(state="hidden")
    page.keyboard.press("Enter")
    details = page.locator("#details")
    assert "Ann Park ▲ for rent freeze" in " ".join(details.inner_text().split())
    page.keyboard.press("Escape")
    assert details.inner_text() == ""
    assert page.evaluate("document.activeElement.dataset.s") == "0"


def test_a_stance_in_the_texts_own_voice_is_reached_by_the_keyboard(reader, council_report):
    page = reader(council_report).go("#/document/d2")
    signs = page.locator(".text button.sign")
    assert [sign.get_attribute("aria-label") for sign in signs.all()] == [
        "Stance: Bo Lind for rent freeze",
        "Stance: Bo Lind against new bridge",
        "Stance: Ann Park against new bridge",
    ]
    signs.first.press("Enter")
    assert "Bo Lind ▲ for rent freeze" in " ".join(page.locator("#details").inner_text().split())


def test_hovering_tells_what_a_statement_is(reader, council_report):
    page = reader(council_report).go("#/document/d1")
    page.locator('.s[data-s="2"]').hover()
    assert "Cleo Marsh · objects" in page.locator("#tip").inner_text()


@pytest.mark.parametrize(
    ("filters", "kept"),
    [
        ({"actor": "park"}, ["1"]),
        ({"issue": "rent"}, ["1"]),
        ({"mode": "indirect"}, ["2", "3"]),
        ({"act": "writing"}, ["3"]),
        ({"confidence": "0.5"}, ["1", "3"]),
        ({"words": "NOBODY"}, ["3"]),
        ({"mode": "indirect", "confidence": "0.5"}, ["3"]),
        ({"mode": "direct", "act": "writing"}, []),
    ],
)
def test_filters_leave_what_they_ask_for(reader, council_report, filters, kept):
    page = reader(council_report).go("#/document/d1")
    for name, value in filters.items():
        field = page.locator(f"#by-{name}")
        field.select_option(value) if name in {"actor", "issue", "mode", "act"} else field.fill(value)
    expect(page.locator(".notes .item")).to_have_count(len(kept))
    assert words(page, ".text .label:not(.off) .number") == kept
    assert page.locator("#tally").inner_text().startswith(f"{len(kept)} of 3 statements")
    page.reload()  # filters are part of the address
    page.wait_for_selector("main h1")
    assert words(page, ".text .label:not(.off) .number") == kept
    page.get_by_role("button", name="Clear filters").click()
    expect(page.locator(".notes .item")).to_have_count(3)


def test_filters_leave_documents_that_have_what_they_ask_for(reader, council_report):
    page = reader(council_report).go("#/documents?issue=bridge")
    assert words(page, "tbody th") == ["Text d2"]
    page.locator("#by-issue").select_option("rent")
    expect(page.locator("tbody th")).to_have_count(2)


def test_an_actor_has_a_page_with_both_sides(reader, council_report):
    page = reader(council_report).go("#/actor/lind")
    assert page.locator("main h1").inner_text() == "Bo Lind"
    assert words(page, "main h3") == ["▲ For (1)", "▼ Against (1)"]
    page.get_by_role("link", name="new bridge").click()
    assert page.locator("main h1").inner_text() == "new bridge"
    assert words(page, "main .claim") == ["Bo Lind ▼ against new bridge", "Ann Park ▼ against new bridge"]


def test_the_matrix_counts_stances(reader, council_report):
    page = reader(council_report).go("#/matrix")
    labels = [cell.get_attribute("aria-label") for cell in page.locator(".matrix .cell").all()]
    assert sorted(labels) == [
        "Ann Park on new bridge: 0 for, 1 against",
        "Ann Park on rent freeze: 1 for, 0 against",
        "Bo Lind on new bridge: 0 for, 1 against",
        "Bo Lind on rent freeze: 1 for, 0 against",
        "Cleo Marsh on rent freeze: 0 for, 1 against",
    ]
    page.locator(".matrix .cell").first.click()
    assert page.locator("#details .stance").count() == 1


def ties(rows: list[dict]) -> set[tuple]:
    """Congruence and conflict of each pair of holders, from rows of `stances`."""
    counts: dict = {}
    for row in rows:
        if row["polarity"] in {"support", "oppose"} and row["holder_id"]:
            key = (row["holder_id"], row["target_type"], row["target_id"])
            counts.setdefault(key, {"support": 0, "oppose": 0})[row["polarity"]] += 1
    found: dict = {}
    for (one, *target), ours in counts.items():
        for (other, *theirs_on), theirs in counts.items():
            if one < other and target == theirs_on:
                same = ours["support"] * theirs["support"] + ours["oppose"] * theirs["oppose"]
                different = ours["support"] * theirs["oppose"] + ours["oppose"] * theirs["support"]
                for kind, weight in (("congruence", same), ("conflict", different)):
                    found[one, other, kind] = found.get((one, other, kind), 0) + weight
    return {(one, other, kind, weight) for (one, other, kind), weight in found.items() if weight}


def test_the_network_has_the_ties_of_the_stances(reader, council_report):
    page = reader(council_report).go("#/network")
    page.locator(".as-table summary").click()
    rows = [words(row, "th, td") for row in page.locator(".as-table tbody tr").all()]
    ids = {"Ann Park": "park", "Bo Lind": "lind", "Cleo Marsh": "marsh"}
    found = {(*sorted((ids[one], ids[other])), kind, int(weight)) for one, other, kind, weight in rows}
    assert found == ties(council().rows["stances"]) != set()


def test_nodes_start_in_the_same_place_and_can_be_moved(reader, council_report):
    place = "[...document.querySelectorAll('.node')].map((node) => node.getAttribute('transform'))"
    page = reader(council_report).go("#/network")
    before = page.evaluate(place)
    assert reader(council_report).go("#/network").evaluate(place) == before
    assert len(set(before)) == 3
    page.locator(".node").first.scroll_into_view_if_needed()
    box = page.locator(".node circle").first.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] - 60, box["y"] - 40, steps=4)
    page.mouse.up()
    dragged = page.evaluate(place)
    assert dragged[0] != before[0] and dragged[1:] == before[1:]
    page.locator(".node").nth(1).focus()
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(place)[1] != before[1]


def test_the_timeline_counts_by_period(reader, council_report):
    page = reader(council_report).go("#/timeline")
    page.locator(".as-table summary").click()
    assert words(page, ".as-table tbody tr") == ["Feb 2019 3 1 1", "May 2020 0 1 2"]


def test_coverage_and_diagnostics_are_told(reader, council_report):
    page = reader(council_report).go("#/coverage")
    assert words(page, ".shares li")[0].endswith("3 of 4")
    assert HOSTILE.strip() in page.locator("main").inner_text()


def test_markup_in_documents_is_words(reader, tmp_path):
    rows = council()
    rows.actor("evil", f"Eve {HOSTILE}")
    text = f"Eve said {HOSTILE} and that was all."
    rows.document("d3", text, title=HOSTILE, author_id="evil", url="javascript:alert(3)")
    rows.rows["documents"][-1].pop("url")  # a column this dataset does not have
    rows.statement("s9", "d3", "evil", (9, 9 + len(HOSTILE)), cue=HOSTILE)
    page = reader(made(rows.write(tmp_path / "tables"), tmp_path / "report.html")).go()
    for address in ("#/documents", "#/document/d3", "#/document/d3/s9", "#/actor/evil", "#/actors", "#/coverage", f"#/actor/{HOSTILE}"):
        page.goto(f"{(tmp_path / 'report.html').as_uri()}{address}")
        page.wait_for_selector("main h1")
        assert page.locator("main img, main script").count() == 0
        assert not page.title().startswith("taken")
    page.goto(f"{(tmp_path / 'report.html').as_uri()}#/document/d3")
    assert "<script>document.title='taken'" in page.locator(".text").inner_text()


def test_the_policy_stops_what_is_put_in_later(reader, council_report, tmp_path):
    """A page that somebody else has tampered with does not run what they put in."""
    contents = council_report.read_text(encoding="utf-8")
    tampered = tmp_path / "tampered.html"
    tampered.write_text(contents.replace("</body>", "<script>document.title='taken'</script></body>"), encoding="utf-8")
    opened = reader(tampered)
    page = opened.go()
    assert page.title() != "taken"
    assert len(opened.complaints) == 1 and "Content Security Policy" in opened.complaints.pop()


def test_the_page_is_told_to_people_who_do_not_see_it(reader, corpus_report):
    page = reader(corpus_report).go()
    assert page.locator("html").get_attribute("lang") == "en"
    page.locator(".text .label").first.press("Enter")
    for landmark in ("banner", "navigation", "main", "complementary", "contentinfo"):
        assert page.get_by_role(landmark).first.count() == 1, landmark
    nameless = page.evaluate("""() => [...document.querySelectorAll('button, a, input, select, [tabindex="0"]')]
        .filter((node) => !(node.getAttribute('aria-label') || node.labels?.length || node.textContent.trim())).length""")
    assert nameless == 0
    page.reload()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"


CONTRAST = """() => {
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    const rgb = (colour) => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); return [...canvas.getImageData(0, 0, 1, 1).data]; };
    const light = ([r, g, b]) => [r, g, b].map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)).reduce((sum, c, n) => sum + c * [0.2126, 0.7152, 0.0722][n], 0);
    const behind = (node) => { for (; node; node = node.parentElement) { const colour = rgb(getComputedStyle(node).backgroundColor); if (colour[3] === 255) return colour; } return [255, 255, 255]; };
    const faint = [];
    for (const node of document.querySelectorAll('body *')) {
        if (![...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim()) || !node.checkVisibility() || node.closest('svg, script, style, :disabled, option')) continue;
        const [a, b] = [light(rgb(getComputedStyle(node).color)), light(behind(node))];
        const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        if (ratio < 4.5) faint.push(`${ratio.toFixed(2)} ${node.tagName} ${node.className} ${node.textContent.slice(0, 30)}`);
    }
    return faint;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_what_is_behind_them(reader, corpus_report, scheme):
    page = reader(corpus_report, color_scheme=scheme, reduced_motion="reduce").go()
    for address in ("", "#/actors", "#/matrix", "#/coverage"):
        page.goto(f"{corpus_report.as_uri()}{address}")
        page.wait_for_selector("main h1")
        assert page.evaluate(CONTRAST) == []


# whether the link to the view that is shown lies within the screen
SHOWS_WHERE_IT_IS = """() => {
  const box = document.querySelector("#views a[aria-current]").getBoundingClientRect();
  return box.left >= -1 && box.right <= document.documentElement.clientWidth + 1;
}"""


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_nothing_is_wider_than_the_screen(reader, corpus_report, width):
    page = reader(corpus_report, viewport={"width": width, "height": 800}).go()
    for link in range(page.locator("#views a").count()):
        page.locator("#views a").nth(link).click()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.wait_for_function(SHOWS_WHERE_IT_IS, timeout=5000)
    page.goto(f"{corpus_report.as_uri()}#/documents")
    boxes = [box for box in (label.bounding_box() for label in page.locator(".text .label").all()) if box]
    overlapping = [(a, b) for a, b in combinations(boxes, 2) if a["x"] < b["x"] + b["width"] and b["x"] < a["x"] + a["width"] and a["y"] < b["y"] + b["height"] - 1 and b["y"] < a["y"] + a["height"] - 1]
    assert overlapping == []


def many() -> Invented:
    rows = Invented()
    for number in range(200):
        rows.actor(f"a{number:03}", f"Person Number{number}")
    for issue in ("rent", "bridge", "harbour"):
        rows.add("issues", issue_id=issue, label=issue, definition="")
    for number in range(N_MANY):
        document_id, text, spans = f"d{number:04}", "", []
        for nth in range(20):
            text += f"The council met in room {nth} and heard what the tenants had to tell about it. Somebody said that "
            start = len(text)
            text += f"the harbour wall of year {number + nth} should be mended before winter comes"
            spans.append((start, len(text)))
            text += ".\n"
        rows.document(document_id, text, date=f"{2000 + number % 20}-{1 + number % 12:02}", date_precision="month")
        for nth, span in enumerate(spans):
            speaker = f"a{(number * 7 + nth * nth) % 200:03}"
            rows.statement(f"{document_id}-s{nth}", document_id, speaker, span, mode="indirect", cue="said")
            if nth % 4 == 0:
                rows.stance(f"{document_id}-t{nth}", document_id, speaker, ("issue", ("rent", "bridge", "harbour")[nth % 3]), "support" if (number + nth) % 3 else "oppose", span, statement_id=f"{document_id}-s{nth}")
    return rows


@pytest.fixture(scope="module")
def many_tables(tmp_path_factory) -> Path:
    return many().write(tmp_path_factory.mktemp("many") / "tables")


def test_a_thousand_documents_open_in_seconds(reader, many_tables, tmp_path):
    path = made(many_tables, tmp_path / "report.html")
    opened = reader(path)
    page = opened.go()
    assert opened.seconds() < SECONDS
    assert words(page, ".figures li")[:2] == ["1,000 documents", "20,000 statements"]
    assert page.locator("tbody tr").count() == 50
    for address, selector in [("#/document/d0999", ".text .s"), ("#/network", ".node"), ("#/timeline", ".bar, rect"), ("#/actor/a003", ".item"), ("#/documents?words=year+17", "tbody tr")]:
        before = opened.seconds()
        page.goto(f"{path.as_uri()}{address}")
        page.wait_for_selector(selector)
        assert opened.seconds() - before < SECONDS, address


def test_a_split_report_leads_from_page_to_page(reader, tmp_path):
    dataset = council().write(tmp_path / "tables")
    folder = made(dataset, tmp_path / "report", "--split")
    assert sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html")) == ["documents/d1.html", "documents/d2.html", "index.html"]
    page = reader(folder / "index.html").go("#/actor/park")
    page.get_by_role("link", name="no. 1").first.click()
    page.wait_for_selector(".text")
    assert page.url.endswith("documents/d1.html#/document/d1/s1")
    assert page.evaluate("document.activeElement.dataset.s") == "0"
    page.get_by_role("link", name="All documents").click()
    page.wait_for_selector("tbody tr")
    again = report(dataset, folder, "--split")
    assert again.returncode == 2 and "not empty" in again.stderr


def test_a_dataset_that_does_not_hold_together_is_told(tmp_path):
    rows = council()
    rows.rows["statements"][0]["speaker_id"] = "nobody"
    done = report(rows.write(tmp_path / "tables"), tmp_path / "report.html")
    assert done.returncode == 2
    assert re.search(r'statements row 1: speaker_id "nobody" is not in actors', done.stderr)
    assert not (tmp_path / "report.html").exists()
