"""What a reader of the repository relies on: commands that exist, links that lead somewhere, files without leftovers."""

import json
import re

import pytest

# Folders that are made, not written, and files that other programs or other people wrote.
MADE = {".git", "target", "out", ".venv", "__pycache__", ".pytest_cache", ".ipynb_checkpoints"}
FOREIGN = {"Cargo.lock", "requirements.lock"}
MAX_RUST_LINES = 800

LEFTOVER = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|X" r"XX)\b")
MACHINE_PATH = re.compile(r"(?<![\w.~/}])/(?:root|work|workspace|Users/\w+|home/(?:runner|ubuntu|user))/\w")
REGISTRY_HOST = re.compile(r"\b(?:pypi|crates|npmjs|python" r"hosted|debian)\.(?:org|io|com)\b")


def written_files(root):
    """Every text file of the repository that its authors wrote."""
    folders = [root]
    while folders:
        for path in sorted(folders.pop().iterdir()):
            if path.is_symlink() or path.name in MADE:
                continue
            if path.is_dir():
                if path != root / "data" / "raw":
                    folders.append(path)
            elif path.name not in FOREIGN:
                try:
                    yield path, path.read_text(encoding="utf-8")
                except UnicodeDecodeError:  # a picture, a model or a fixture in another encoding
                    continue


@pytest.fixture(scope="module")
def files(root):
    files = dict(written_files(root))
    assert len(files) > 50
    return files


@pytest.mark.parametrize("pattern", [LEFTOVER, MACHINE_PATH, REGISTRY_HOST], ids=["leftovers", "machine_paths", "registry_hosts"])
def test_no_file_has(files, root, pattern):
    found = [
        f"{path.relative_to(root)}:{number}: {line.strip()[:120]}"
        for path, text in files.items()
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        (LEFTOVER, "// TO" "DO: later"),
        (MACHINE_PATH, 'open("/ro' 'ot/texts")'),
        (REGISTRY_HOST, "see py" "pi.org"),
    ],
)
def test_the_patterns_find_what_they_are_for(pattern, line):
    assert pattern.search(line)


def test_rust_files_stay_short(files, root):
    long = {path: text.count("\n") for path, text in files.items() if path.suffix == ".rs" and text.count("\n") > MAX_RUST_LINES}
    assert not long


def pages(files):
    return {path: text for path, text in files.items() if path.suffix == ".md"}


def test_commands_of_the_pages_are_recipes(files, root):
    recipes = set(re.findall(r"^([a-z][a-z-]*)(?: [^:\n]*)?:(?!=)", files[root / "justfile"], re.MULTILINE))
    assert {"build-dataset", "test", "check", "schema", "accept", "bench"} <= recipes
    named = {
        (path.name, recipe)
        for path, text in pages(files).items()
        for recipe in re.findall(r"(?:tools/|`)just ([a-z][a-z-]*)", text)
    }
    assert {recipe for _, recipe in named} >= {"build-dataset", "test"}
    assert [use for use in sorted(named) if use[1] not in recipes] == []


def test_every_recipe_says_what_it_does(files, root):
    lines = files[root / "justfile"].splitlines()
    for above, line in zip(lines, lines[1:]):
        if re.match(r"[a-z][a-z-]*(?: [^:]*)?:(?!=)", line):
            assert above.startswith(("# ", "[")), line


def test_links_of_the_pages_lead_somewhere(files):
    for path, text in pages(files).items():
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text):
            if "://" not in target:
                assert (path.parent / target).exists(), f"{path.name}: {target}"


def test_places_that_the_pages_name_are_there(files, root):
    place = re.compile(r"`((?:crates|data|notebooks|pipelines|schemas|tests|tools)/[\w./-]*)`")
    for path, text in pages(files).items():
        if path.parent == root:
            for name in place.findall(text):
                assert name.startswith("data/out") or (root / name).exists(), f"{path.name}: {name}"


def test_the_readme_lists_every_table(files, root):
    [section] = re.findall(r"^## The tables\n(.*?)^## ", files[root / "README.md"], re.MULTILINE | re.DOTALL)
    listed = set(re.findall(r"^\| `([a-z_]+)` \|", section, re.MULTILINE))
    assert listed == {path.name.removesuffix(".schema.json") for path in (root / "schemas").glob("*.schema.json")}


def test_json_files_are_well_formed(files):
    for path, text in files.items():
        if path.suffix in {".json", ".ipynb"}:
            json.loads(text)
