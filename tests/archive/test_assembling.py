"""Tables out of the rows of chunks; nothing in them that a spreadsheet would run."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from vacmap.archive import assembling
from vacmap.archive.assembling import CELL_SIGNS, FORMATS, TABLES, assemble, harmless
from vacmap.archive.records import ArchiveError
from vacmap.archive.store import Store

SCHEMA = pa.schema([("id", pa.string()), ("note", pa.string()), ("share", pa.float64()), ("stage", pa.string())])
KEYS = ["000000-000000", "000000-000001"]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path)
    notes = ["=1+1", "-5,2", "een lange\nregel", "\x07bel", "x" * 40_000, None]
    rows = [{"id": str(at), "note": note, "share": at / 10, "stage": "read"} for at, note in enumerate(notes)]
    for table in TABLES:
        for key, some in zip(KEYS, (rows[:4], rows[4:]), strict=True):
            store.write_batch(table, key, pa.RecordBatch.from_pylist(some, SCHEMA))
    assemble(store, KEYS, dict.fromkeys(TABLES, SCHEMA))
    return store


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+32 475", "'+32 475"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("-", "'-"),
        ("-5", "-5"),
        ("+3.5", "+3.5"),
        ("gewoon", "gewoon"),
        (-5.0, -5.0),
        (None, None),
    ],
)
def test_a_text_that_opens_like_a_formula_is_held_back(value: object, shown: object) -> None:
    assert harmless(value) == shown


def test_rows_stand_in_the_order_of_the_chunks(store: Store) -> None:
    for table in TABLES:
        assert pq.read_table(store.folder / f"{table}.parquet")["id"].to_pylist() == list("012345")


def test_many_rows_make_several_row_groups(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assembling, "ROWS_AT_ONCE", 3)
    assemble(store, KEYS, dict.fromkeys(TABLES, SCHEMA))
    assert pq.read_metadata(store.folder / "functions.parquet").num_row_groups == 2


def test_a_table_without_rows_is_a_table(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for table in TABLES:
        store.write_batch(table, KEYS[0], pa.RecordBatch.from_pylist([], SCHEMA))
    assemble(store, KEYS[:1], dict.fromkeys(TABLES, SCHEMA))
    for name in FORMATS.keys() - {"jsonl"}:
        FORMATS[name](store, KEYS[:1])
    assert pq.read_table(tmp_path / "errors.parquet").schema == SCHEMA
    assert (tmp_path / "errors.csv").read_text(encoding="utf-8-sig").split() == [",".join(SCHEMA.names)]


def test_csv_holds_everything_for_excel(store: Store) -> None:
    FORMATS["csv"](store, KEYS)
    with (store.folder / "functions.csv").open(encoding="utf-8-sig", newline="") as stream:
        header, *rows = csv.reader(stream)
    assert header == SCHEMA.names
    assert [row[1] for row in rows][:4] == ["'=1+1", "-5,2", "een lange\nregel", "\x07bel"]
    assert len(rows[4][1]) == 40_000


def test_a_spreadsheet_holds_a_sheet_per_table(store: Store) -> None:
    FORMATS["xlsx"](store, KEYS)
    book = openpyxl.load_workbook(store.folder / "vacmap.xlsx")
    assert book.sheetnames == list(TABLES)
    header, *rows = book["functions"].iter_rows(values_only=True)
    assert list(header) == SCHEMA.names
    assert [row[1] for row in rows][:4] == ["'=1+1", "-5,2", "een lange\nregel", "bel"]
    assert len(str(rows[4][1])) == CELL_SIGNS


def test_more_rows_than_a_sheet_has_is_told(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assembling, "SHEET_ROWS", 5)
    with pytest.raises(ArchiveError, match="functions: 6 rows; a spreadsheet holds 5"):
        FORMATS["xlsx"](store, KEYS)
    assert not (store.folder / "vacmap.xlsx").exists()
