"""Every notebook runs from its first cell to its last, and shows what it says it shows."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOKS = sorted((Path(__file__).resolve().parents[1] / "notebooks").glob("*.ipynb"))


def run(file: Path, folder: Path) -> nbformat.NotebookNode:
    """The notebook with its outputs, run by a kernel that treats warnings as a reader would meet them."""
    notebook = nbformat.read(file, as_version=4)
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(folder)}}).execute()
    return notebook


# The kernel's own start-up warns about its transport and its event loop on some platforms; that is not ours to mend.
@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)
def test_it_runs(file: Path, tmp_path: Path) -> None:
    notebook = run(file, tmp_path)
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    warned = [output for output in outputs if output.get("name") == "stderr"]
    assert not warned
    assert any("text/html" in output.get("data", {}) for output in outputs)


def test_there_is_one_to_run() -> None:
    assert NOTEBOOKS
