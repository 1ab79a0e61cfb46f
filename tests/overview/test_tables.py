"""Tables that are not what they should be are told of in one line that names the file and what was expected."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from vacmap.overview import OverviewError, make_overview

FAULTS: list[dict[str, Any]] = json.loads((Path(__file__).parent / "cases/faults.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", FAULTS, ids=[case["fault"] for case in FAULTS])
def test_a_fault_is_told_of(case: dict[str, Any], tables: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(tables, tmp_path / "archief"))
    for name in case.get("remove", ()):
        (folder / name).unlink()
    for name, content in case.get("write", {}).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    if "table" in case:
        file = folder / f"{case['table']}.parquet"
        pq.write_table(broken(pq.read_table(file), case), file)
    with pytest.raises(OverviewError) as told:
        make_overview(folder)
    message = str(told.value)
    assert case["message"] in message
    assert message.startswith(str(folder))
    assert "\n" not in message


def broken(table: pa.Table, case: dict[str, Any]) -> pa.Table:
    """The table with the fault of a case."""
    if "drop" in case:
        return table.drop_columns(case["drop"])
    if "cast" in case:
        name, kind = case["cast"]
        return table.set_column(table.schema.get_field_index(name), name, table[name].cast(kind))
    if "rename" in case:
        return table.rename_columns([case["rename"].get(name, name) for name in table.column_names])
    if "keep" in case:
        return table.slice(0, case["keep"])
    name, row, value = case["set"]
    values = table[name].to_pylist()
    values[row] = value
    kind = table.schema.field(name).type
    return table.set_column(table.schema.get_field_index(name), name, pa.array(values, kind))


@pytest.mark.parametrize("name", ["nergens", "bestand"])
def test_a_folder_that_is_none_is_told_of(tmp_path: Path, name: str) -> None:
    (tmp_path / "bestand").write_text("", encoding="utf-8")
    with pytest.raises(OverviewError, match="expected a folder that vacmap classify wrote"):
        make_overview(tmp_path / name)


def test_a_column_that_does_not_exist_is_told_of_with_those_that_do(tables: Path) -> None:
    with pytest.raises(OverviewError, match=r"must be one of 'plaats', 'jaar'\. Got 'regio' instead"):
        make_overview(tables, by="regio")


def test_tables_of_another_model_are_shown_without_figures_that_are_not_theirs(few: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(few, tmp_path / "archief"))
    run = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    run["model"] = {"name": "vorig-model", "sha256": "0" * 64}
    (folder / "run.json").write_text(json.dumps(run), encoding="utf-8")
    made = make_overview(folder)
    assert made.model.name == "vorig-model"
    assert made.model.measured is None
    assert "is niet bekend" in made.opening.text
