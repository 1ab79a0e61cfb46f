"""rows of chunks → the tables, one file each that appears when it is whole; and what spreadsheets and programs ask"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from vacmap.archive.records import ArchiveError, Stage
from vacmap.archive.store import ERRORS, FUNCTIONS, OBJECTS, TASKS, Store, appearing

TABLES = (FUNCTIONS, TASKS, ERRORS)
ROWS_AT_ONCE = 20_000
"""Rows of a row group: what is held in memory, and what readers skip by."""
COMPRESSION = "zstd"
SHEET_ROWS = 1_048_575
"""Rows a sheet of a spreadsheet may have below its header."""
CELL_SIGNS = 32_767
"""Signs a cell of a spreadsheet may hold."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a text opens that a spreadsheet would run as a formula (OWASP, CSV injection)."""
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")


def assemble(store: Store, keys: Iterable[str], schemas: dict[str, pa.Schema]) -> None:
    """Write ``functions.parquet``, ``tasks.parquet`` and ``errors.parquet``.

    What repeats a vacancy that could not be analysed has failed with it: nothing is known of either.
    """
    chunks = list(keys)
    lost = _not_analysed(store, chunks)
    lost_ids = pa.array(list(lost), pa.string())
    for table in TABLES:
        with (
            appearing(store.folder / f"{table}.parquet") as file,
            pq.ParquetWriter(file, schemas[table], compression=COMPRESSION) as writer,
        ):
            for rows in _together(_of_chunk(store, table, key, lost, lost_ids) for key in chunks):
                writer.write_table(rows, row_group_size=len(rows))


def _not_analysed(store: Store, keys: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Error and message of every vacancy that failed when it was analysed, by id."""
    found: dict[str, tuple[str, str]] = {}
    for key in keys:
        errors = store.read_batch(ERRORS, key)
        if len(errors):
            rows = errors.filter(pc.equal(errors["stage"], Stage.ANALYSE.value)).to_pylist()
            found |= {row["id"]: (row["error"], row["message"]) for row in rows}
    return found


def _of_chunk(
    store: Store, table: str, key: str, lost: dict[str, tuple[str, str]], lost_ids: pa.Array
) -> pa.RecordBatch:
    """The rows of a chunk in a table; repeats of what could not be analysed are errors."""
    batch = store.read_batch(table, key)
    if table == TASKS or not lost:
        return batch
    functions = batch if table == FUNCTIONS else store.read_batch(FUNCTIONS, key)
    repeats = pc.and_(pc.is_in(functions["group"], value_set=lost_ids), pc.is_null(functions["tasks"]))
    if table == FUNCTIONS:
        return batch.filter(pc.invert(repeats))
    rows = functions.filter(repeats).select(["id", "source", "group"]).to_pylist()
    return pa.RecordBatch.from_pylist(
        [*batch.to_pylist(), *(_repeat_of(*lost[row["group"]], row) for row in rows)], batch.schema
    )


def _repeat_of(error: str, message: str, row: dict[str, str]) -> dict[str, str]:
    """The error of what repeats a vacancy that failed."""
    said = f"{row['source']}: repeats {row['group']}, which failed: {message}"
    return {"id": row["id"], "source": row["source"], "stage": Stage.ANALYSE.value, "error": error, "message": said}


def _together(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.Table]:
    """The rows of small batches in tables of at least ``ROWS_AT_ONCE`` rows, but for the last."""
    held: list[pa.RecordBatch] = []
    for batch in batches:
        held.append(batch)
        if sum(len(one) for one in held) >= ROWS_AT_ONCE:
            yield pa.Table.from_batches(held).combine_chunks()
            held = []
    if any(len(one) for one in held):
        yield pa.Table.from_batches(held).combine_chunks()


def as_csv(store: Store, keys: Iterable[str]) -> None:
    """The three tables as csv, UTF-8 with the mark by which Excel knows it."""
    for table in TABLES:
        with (
            appearing(store.folder / f"{table}.csv") as file,
            file.open("w", encoding="utf-8-sig", newline="") as stream,
        ):
            writer = csv.writer(stream)
            writer.writerows(_rows(store.folder / f"{table}.parquet"))


def as_xlsx(store: Store, keys: Iterable[str]) -> None:
    """The three tables as sheets of one spreadsheet.

    Raises
    ------
    ArchiveError
        If a table has more rows than a sheet may have.
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for table in TABLES:
        file = store.folder / f"{table}.parquet"
        n_rows = pq.read_metadata(file).num_rows
        if n_rows > SHEET_ROWS:
            raise ArchiveError(
                f"{table}: {n_rows:,} rows; a spreadsheet holds {SHEET_ROWS:,} (csv and Parquet hold all)"
            )
        sheet = book.create_sheet(table)
        for row in _rows(file):
            sheet.append([_in_cell(value) for value in row])
    with appearing(store.folder / "vacmap.xlsx") as target:
        book.save(target)


def as_jsonl(store: Store, keys: Iterable[str]) -> None:
    """The JSON of every function, one a line."""
    with appearing(store.folder / "functions.jsonl") as file, file.open("wb") as stream:
        for key in keys:
            stream.write(store.lines(OBJECTS, key).read_bytes())


FORMATS: dict[str, Callable[[Store, Iterable[str]], None]] = {"csv": as_csv, "xlsx": as_xlsx, "jsonl": as_jsonl}
"""What may be asked beside the Parquet tables."""


def _rows(file: Path) -> Iterator[list[Any]]:
    """Header and rows of a Parquet table, with nothing a spreadsheet would run."""
    with pq.ParquetFile(file) as table:
        yield [harmless(name) for name in table.schema_arrow.names]
        for batch in table.iter_batches(ROWS_AT_ONCE):
            for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                yield [harmless(value) for value in row]


def harmless(value: Any) -> Any:
    """The value such that a spreadsheet takes it for what it is: a text that opens like a formula, and is no number,
    gets a ' before it."""
    if isinstance(value, str) and value.startswith(FORMULA) and not _NUMBER.fullmatch(value):
        return "'" + value
    return value


def _in_cell(value: Any) -> Any:
    """A text without signs that a spreadsheet's file cannot hold, no longer than a cell."""
    if not isinstance(value, str):
        return value
    return "".join(sign for sign in value if sign.isprintable() or sign in "\n\t")[:CELL_SIGNS]
