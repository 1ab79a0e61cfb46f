"""a Parquet file and the columns it must have → batches of their rows, checked"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from vacmap.overview.errors import OverviewError

ROWS_AT_ONCE = 20_000
"""Rows that are held in memory."""


class Table:
    """A table of a run."""

    def __init__(self, file: Path) -> None:
        self.file = file
        if not file.is_file():
            raise OverviewError(f"{file}: no such file; expected a table that vacmap classify wrote")
        with _told(file), pq.ParquetFile(file) as opened:
            self.schema: pa.Schema = opened.schema_arrow
            self.n_rows: int = opened.metadata.num_rows

    def check(self, expected: pa.Schema) -> None:
        """Raises OverviewError unless the table has these columns, of these types."""
        names = self.schema.names
        for column in expected:
            if names.count(column.name) != 1:
                found = f"has {', '.join(map(repr, names[:12]))}" if names else "has none"
                raise OverviewError(f"{self.file}: {found}; expected one column {column.name!r}")
            kind = self.schema.field(column.name).type
            if kind != column.type:
                raise OverviewError(f"{self.file}: column {column.name!r} holds {kind}; expected {column.type}")

    def batches(self, columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
        """The rows, some at a time, with these columns only."""
        with _told(self.file), pq.ParquetFile(self.file) as opened:
            yield from opened.iter_batches(ROWS_AT_ONCE, columns=list(columns))

    def fault(self, row: int, what: str) -> OverviewError:
        """What is wrong with a row, counted from 0."""
        return OverviewError(f"{self.file}: row {row + 1}: {what}")


@contextmanager
def _told(file: Path) -> Iterator[None]:
    """What pyarrow says of a file it cannot read, in one line."""
    try:
        yield
    except (pa.ArrowException, OSError) as error:
        lines = str(error).splitlines() or ["no message"]
        raise OverviewError(f"{file}: not a Parquet table that can be read ({lines[0][:200]})") from None
