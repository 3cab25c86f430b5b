"""What the README tells people to write and to type does what it says, on invented texts."""

import json
import os
import re
import subprocess
from pathlib import Path

import pandas
import pytest

LETTER = """By Cleo Marsh

The tenants wrote to the council last week.

Dear councillor Park,

We ask you to vote for the rent freeze. "Nobody can pay more," said Ann Park in May.

Yours,
Bo Lind, Northwick Tenants' Association (NTA)
"""
POSTS = 'posted_on,writer,body\n2019-03-04,Ann Park,"""I will vote for it,"" said Bo Lind."\n'


@pytest.fixture(scope="module")
def readme(root):
    return (root / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def project(readme, tmp_path_factory):
    """A folder with the README's own files and some texts."""
    folder = tmp_path_factory.mktemp("project")
    blocks = re.findall(r"```toml\n# (\S+)\n(.*?)```", readme, re.DOTALL)
    assert [name for name, _ in blocks] == ["letters.toml", "people.toml", "issues.toml"]
    for name, contents in blocks:
        (folder / name).write_text(contents, encoding="utf-8")
    (folder / "letters").mkdir()
    (folder / "letters" / "first.txt").write_text(LETTER, encoding="utf-8")
    (folder / "posts.csv").write_text(POSTS, encoding="utf-8")
    return folder


def sayso(folder: Path, *arguments: str) -> subprocess.CompletedProcess:
    program = os.environ.get("SAYSO_PROGRAM")
    if not program:
        raise pytest.UsageError("set SAYSO_PROGRAM to the sayso program, or run `tools/just test-python`")
    return subprocess.run([program, *arguments], cwd=folder, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)


def test_the_pipeline_builds_and_passes_its_check(project):
    for arguments in (["build", "letters.toml"], ["check", "tables"]):
        done = sayso(project, *arguments)
        assert done.returncode == 0, done.stderr + done.stdout
    documents = pandas.read_parquet(project / "tables" / "documents.parquet")
    assert sorted(documents["date"].dropna()) == ["2019-03-04"]
    actors = pandas.read_parquet(project / "tables" / "actors.parquet")
    assert {"per-ann-park", "org-northwick-tenants"} <= set(actors["actor_id"])
    issues = pandas.read_parquet(project / "tables" / "issues.parquet")
    assert list(issues["issue_id"]) == ["rent-freeze"]
    manifest = (project / "tables" / "manifest.json").read_text(encoding="utf-8")
    assert json.loads(manifest) and str(project) not in manifest


def test_the_commands_without_a_pipeline_work(project):
    for arguments in (
        ["build", "--input", "letters/", "--out", "plain"],
        ["build", "--input", "letters/*.txt", "--registry", "people.toml", "--out", "globbed"],
        ["build", "--input", "posts.csv", "--text-column", "body", "--out", "table"],
        ["check", "plain"],
        ["show", "letters/first.txt"],
        ["diff", "plain", "plain"],
        ["agree", "plain", "globbed", "--out", "agreement"],
        ["coding", "template", "plain", "--out", "coding.csv"],
        ["build", "letters.toml", "--coding", "coding.csv", "--out", "coded"],
        ["check", "coded"],
        ["codebook", "check", "issues.toml"],
        ["codebook", "suggest", "letters.toml"],
    ):
        done = sayso(project, *arguments)
        assert done.returncode == 0, f"{arguments}: {done.stderr}{done.stdout}"


def test_a_table_opens_as_the_readme_shows(project, readme, monkeypatch):
    assert sayso(project, "build", "letters.toml").returncode == 0
    monkeypatch.chdir(project)
    code = re.search(r"```python\n(.*?)```", readme, re.DOTALL).group(1)
    names: dict = {}
    exec(compile(code, "README.md", "exec"), names)
    assert "Ann Park" in set(names["statements"]["speaker"])


def test_a_mistake_in_the_pipeline_is_told_with_its_line_and_writes_nothing(project):
    broken = (project / "letters.toml").read_text(encoding="utf-8").replace('dir = "tables"', 'dir = "never"\ntypo = 1')
    (project / "broken.toml").write_text(broken, encoding="utf-8")
    done = sayso(project, "build", "broken.toml")
    line = broken.splitlines().index("typo = 1") + 1
    assert done.returncode == 2
    assert f"broken.toml:{line}" in done.stderr
    assert not (project / "never").exists()


def test_the_exit_codes_are_those_of_the_help(readme, project):
    help_page = " ".join(sayso(project, "--help").stdout.split())
    codes = re.findall(r"^\| (\d+) \| (.*?) \|$", readme, re.MULTILINE)
    assert [code for code, _ in codes] == ["0", "1", "2", "130"]
    for code, meaning in codes:
        assert f"{code} {meaning}" in help_page


def test_the_network_is_the_one_that_the_readme_shows(readme, project):
    coded, matrix = re.findall(r"```csv\n(.*?)```", readme, re.DOTALL)
    (project / "coded.csv").write_text(coded, encoding="utf-8")
    done = sayso(project, "network", "--input", "coded.csv")
    assert (done.returncode, done.stdout) == (0, matrix), done.stderr
    section = readme[readme.index("## Discourse networks") : readme.index("## How good it is")]
    commands = re.findall(r"^sayso (network --input .*)$", section, re.MULTILINE)
    assert len(commands) == 2
    for command in commands:
        done = sayso(project, *command.split())
        assert done.returncode == 0 and (project / command.split()[-1]).stat().st_size, done.stderr
