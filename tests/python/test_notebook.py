"""The notebook runs from its first cell to its last, shows its plots, and is committed without any output."""

import nbformat
import pyarrow.parquet
import pytest
from nbclient import NotebookClient

N_PLOTS = 4


@pytest.fixture
def notebook(root):
    return nbformat.read(root / "notebooks" / "first-look.ipynb", as_version=4)


def run(notebook, folder, dataset_folder, monkeypatch):
    """Runs every cell on a dataset; a cell that fails raises its error."""
    monkeypatch.setenv("SAYSO_DATASET", str(dataset_folder))
    for variable in ("IPYTHONDIR", "JUPYTER_RUNTIME_DIR", "JUPYTER_DATA_DIR", "JUPYTER_CONFIG_DIR"):
        monkeypatch.setenv(variable, str(folder / variable.lower()))
    NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(folder)}}).execute()
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    warnings = [output.text for output in outputs if output.get("name") == "stderr"]
    assert not warnings, warnings
    return outputs


def plots(outputs):
    return [output for output in outputs if "image/png" in output.get("data", {})]


def test_it_answers_its_questions(notebook, dataset, tmp_path, monkeypatch):
    outputs = run(notebook, tmp_path, dataset.folder, monkeypatch)
    assert len(plots(outputs)) == N_PLOTS
    shown = "".join(output.get("text", "") + output.get("data", {}).get("text/plain", "") for output in outputs)
    speakers = {row["speaker_id"] for row in dataset.rows("statements")} - {None}
    names = [row["name"] for row in dataset.rows("actors") if row["actor_id"] in speakers]
    assert any(name in shown for name in names)


def test_it_copes_with_empty_tables(notebook, dataset, tmp_path, monkeypatch):
    empty = tmp_path / "dataset"
    empty.mkdir()
    for table in dataset.tables.values():
        pyarrow.parquet.write_table(pyarrow.parquet.read_table(table.parquet).slice(0, 0), empty / table.parquet.name)
    assert len(plots(run(notebook, tmp_path, empty, monkeypatch))) == N_PLOTS


def test_it_is_committed_without_outputs(notebook):
    for cell in notebook.cells:
        if cell.cell_type == "code":
            assert cell.outputs == [] and cell.execution_count is None, cell.id
