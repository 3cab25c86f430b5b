"""The tutorial in polars, pandas, DuckDB and R runs from load to plot, with the same headings and the same figures in all of them."""

import csv
import os
import re
import shutil
import subprocess

import nbformat
import polars
import pytest
from nbclient import NotebookClient

NOTEBOOKS = ["polars", "pandas", "duckdb"]
FIGURES = {
    "quoted": ["speaker", "mode", "statements"],
    "positions": ["actor", "issue", "support", "oppose"],
    "checked": ["role", "parts", "equal"],
    "ties": ["source", "target", "congruence", "conflict"],
}
NEEDED = 'quit(status = if (requireNamespace("igraph", quietly = TRUE)) 0 else 1)'


@pytest.fixture(scope="module")
def folder(root, dataset, tmp_path_factory):
    """Where the tutorials run, with what they find beside them."""
    folder = tmp_path_factory.mktemp("tutorials")
    shutil.copy(root / "notebooks" / "draw_network.py", folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SAYSO_DATASET", str(dataset.folder))
        for variable in ("IPYTHONDIR", "JUPYTER_RUNTIME_DIR", "JUPYTER_DATA_DIR", "JUPYTER_CONFIG_DIR"):
            patch.setenv(variable, str(folder / variable.lower()))
        yield folder


def read(root, library):
    return nbformat.read(root / "notebooks" / f"tutorial-{library}.ipynb", as_version=4)


def figures(results):
    """Table -> its rows, as words."""
    found = {}
    for name, columns in FIGURES.items():
        with open(results / f"{name}.csv", encoding="utf-8", newline="") as file:
            header, *found[name] = csv.reader(file)
        assert header == columns
    return found


@pytest.fixture(scope="module")
def run(root, folder):
    """Runs a notebook once; gives back its outputs and figures."""
    done = {}

    def once(library):
        if library not in done:
            notebook = read(root, library)
            NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(folder)}}).execute()
            outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
            done[library] = outputs, figures(folder / f"results-{library}")
        return done[library]

    return once


@pytest.mark.parametrize("library", NOTEBOOKS)
def test_it_runs_and_shows_both_networks(run, library):
    outputs, _ = run(library)
    assert [output.text for output in outputs if output.get("name") == "stderr"] == []
    assert len([output for output in outputs if "image/png" in output.get("data", {})]) == 2


def test_all_have_the_same_figures(run):
    for library in NOTEBOOKS[1:]:
        assert run(library)[1] == run(NOTEBOOKS[0])[1], library


def test_the_figures_are_those_of_the_dataset(run, dataset):
    _, found = run(NOTEBOOKS[0])
    assert sum(int(n) for *_, n in found["quoted"]) == len(dataset.rows("statements"))
    issues = {row["issue_id"] for row in dataset.rows("issues")}
    on_issues = [row for row in dataset.rows("stances") if row["target_id"] in issues and row["polarity"] in {"support", "oppose"}]
    assert sum(int(n) + int(m) for *_, n, m in found["positions"]) == len([row for row in on_issues if row["holder_id"]])
    assert sum(int(n) for _, n, _ in found["checked"]) == len(dataset.rows("statement_parts"))
    assert found["ties"]


def test_r_comes_to_the_same(run, root, folder):
    if not shutil.which("Rscript"):
        pytest.skip("no Rscript on the path; install r-base-core and r-cran-igraph to run the tutorial in R")
    if subprocess.run(["Rscript", "-e", NEEDED], capture_output=True, check=False).returncode:
        pytest.skip("R has no package igraph; install r-cran-igraph to run the tutorial in R")
    # R counts code points of UTF-8 where the language of the system is told to be in it
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    script = root / "notebooks" / "tutorial.R"
    done = subprocess.run(["Rscript", script], cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert figures(folder / "results-r") == run(NOTEBOOKS[0])[1]
    for name in ("positions", "sides"):
        assert (folder / "results-r" / f"{name}.png").stat().st_size > 10_000


def test_damage_is_noticed(root, folder, tmp_path, dataset, monkeypatch):
    """A position that leads elsewhere stops the tutorial where it compares words."""
    damaged = tmp_path / "damaged"
    shutil.copytree(dataset.folder, damaged)
    path = damaged / "statement_parts.parquet"
    parts = polars.read_parquet(path)
    parts.with_columns(polars.col("start_char") + 1, polars.col("end_char") + 1).write_parquet(path)
    monkeypatch.setenv("SAYSO_DATASET", str(damaged))
    with pytest.raises(Exception, match="AssertionError"):
        NotebookClient(read(root, "polars"), timeout=300, kernel_name="python3", resources={"metadata": {"path": str(folder)}}).execute()


def headings(text):
    return re.findall(r"^(?:#' )?## (.*)$", text, re.MULTILINE)


def test_all_have_the_same_headings(root):
    script = (root / "notebooks" / "tutorial.R").read_text(encoding="utf-8")
    for library in NOTEBOOKS:
        told = "\n".join(cell.source for cell in read(root, library).cells if cell.cell_type == "markdown")
        assert headings(told) == headings(script) != []


@pytest.mark.parametrize("library", NOTEBOOKS)
def test_it_is_committed_without_outputs(root, library):
    for cell in read(root, library).cells:
        if cell.cell_type == "code":
            assert cell.outputs == [] and cell.execution_count is None, cell.id
