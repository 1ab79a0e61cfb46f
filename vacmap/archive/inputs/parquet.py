"""a Parquet file → a table

Batches are small: a short file can say that each of a million rows holds the same ten million characters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count

import pyarrow as pa
import pyarrow.parquet as pq

from vacmap.archive.inputs.tables import BadRow, Row, Table, check_names, different
from vacmap.archive.inputs.values import as_text
from vacmap.errors import InputError

BATCH = 32
"""Rows that are unpacked at a time."""
BUFFER = 1 << 20
"""Bytes of a column that are read at a time; else all of a row group would be."""
FAULTS = (pa.ArrowException, OSError, ValueError, ArithmeticError)
"""What pyarrow raises for what it cannot read; ArithmeticError: a time outside Python's years."""


@contextmanager
def open_parquet(path: str) -> Iterator[list[Table]]:
    """Open a Parquet file.

    Raises
    ------
    InputError
        If it is none, or damaged.
    """
    try:
        file = pq.ParquetFile(path, buffer_size=BUFFER)
        names = file.schema_arrow.names
    except FAULTS as error:
        raise InputError(f"no Parquet file, or a damaged one ({_in_short(error)})") from None
    with file:
        check_names(names)
        columns = different(names)
        yield [Table.opened(columns, _rows(file, columns))]


def _rows(file: pq.ParquetFile, columns: Sequence[str]) -> Iterator[Row | BadRow]:
    numbers = count(1)
    try:
        for batch in _batches(file):
            for cells, number in zip(_cells(batch), numbers, strict=False):
                if isinstance(cells, str):
                    yield BadRow(number, cells)
                else:
                    yield Row(number, dict(zip(columns, cells, strict=True)))
    except FAULTS as error:
        raise InputError(f"damaged from here on ({_in_short(error)})") from None


def _batches(file: pq.ParquetFile) -> Iterator[pa.RecordBatch]:
    """Batches that end where a row group does, so that a damaged one costs no row before it."""
    for group in range(file.num_row_groups):
        yield from file.iter_batches(BATCH, row_groups=[group], use_threads=False)


def _cells(batch: pa.RecordBatch) -> Iterator[Sequence[str | None] | str]:
    """Cells of every row, or why a row has none."""
    try:
        yield from list(zip(*map(_texts, batch.columns), strict=True))
    except FAULTS:  # one cell is enough; the others of the batch are as they should be
        for row in (batch.slice(place, 1) for place in range(len(batch))):
            try:
                yield [_texts(column)[0] for column in row.columns]
            except FAULTS as error:
                yield f"a value that is none ({_in_short(error)}); expected what its column says"


def _texts(column: pa.Array) -> list[str | None]:
    kind = column.type
    if pa.types.is_float32(kind) or pa.types.is_float16(kind):  # the nearest double has digits that nobody wrote
        shortest = column.cast(pa.float32()).cast(pa.string()).to_pylist()
        return [None if value is None else as_text(float(value)) for value in shortest]
    values = column.to_pylist()
    return values if pa.types.is_string(kind) else list(map(as_text, values))


def _in_short(error: Exception) -> str:
    return str(error).partition("\n")[0][:200]
