"""Files of a run are whole or not there."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vacmap.archive.store import ITEMS, TASKS, Store, appearing


def test_a_file_appears_when_it_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "table.parquet"
    with appearing(target) as file:
        file.write_text("half")
        assert not target.exists()
    assert target.read_text() == "half"
    assert [one.name for one in tmp_path.iterdir()] == ["table.parquet"]


def test_a_file_that_fails_leaves_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "table.parquet"
    target.write_text("old")

    def fail() -> None:
        with appearing(target) as file:
            file.write_text("half")
            raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        fail()
    assert target.read_text() == "old"
    assert [one.name for one in tmp_path.iterdir()] == ["table.parquet"]


@given(
    values=st.lists(st.dictionaries(st.text(max_size=5), st.text() | st.none() | st.integers(), max_size=3), max_size=4)
)
def test_lines_come_back_as_they_went(tmp_path_factory: pytest.TempPathFactory, values: list[object]) -> None:
    store = Store(tmp_path_factory.mktemp("store"))
    store.write_lines(ITEMS, "000000-000000", values)
    assert store.read_lines(ITEMS, "000000-000000") == values


def test_rows_come_back_as_they_went_and_are_known_as_made(tmp_path: Path) -> None:
    store = Store(tmp_path)
    rows = pa.RecordBatch.from_pylist([{"id": "a", "share": 0.25}, {"id": "b", "share": None}])
    assert store.made(TASKS) == set()
    store.write_batch(TASKS, "000000-000003", rows)
    assert store.read_batch(TASKS, "000000-000003").equals(rows)
    assert store.made(TASKS) == {"000000-000003"}
