"""What every table is read into: named columns, and rows that come one by one

The limits that hold for all formats stand here: no table, however it was made, may cost more than a row at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import TypeVar

from vacmap.errors import InputError

MAX_ROW = 10_000_000
"""Characters of all cells of a row: a vacancy of the longest kind as html, twice."""
MAX_ROWS = 10_000_000
"""Rows of a table: a file of some bytes can claim any number of them."""
MAX_COLUMNS = 2_000
"""Columns of a table; what has more is no list of vacancies."""
MAX_NAME = 500
"""Characters of a column's name; where the first row holds longer texts, it is no header."""
SAMPLE_ROWS = 100
"""Rows that are looked at to tell which column holds the texts."""
SAMPLE_SIZE = 2_000_000
"""Characters after which a sample is large enough, however few rows it has."""

T = TypeVar("T")
Cells = dict[str, str | None]
"""Name of a column → what stands there; None where nothing does."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row that could be read."""

    number: int
    """From 1, without the header; a blank row counts, so that people find the row back."""
    cells: Cells


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that could not."""

    number: int
    message: str
    """What was found and what was expected, without the name of the file."""


@dataclass(frozen=True)
class Table:
    """A table that was opened; its rows can be gone through once."""

    columns: tuple[str, ...]
    """Names, each different. If not ``fixed``: those of the sample; later rows may bring others."""
    sample: tuple[Row, ...]
    """The first rows."""
    rows: Iterator[Row | BadRow]
    """All rows, those of the sample too."""
    fixed: bool = True
    sheet: str = ""
    """Name of the sheet of a workbook."""
    misfit: int | None = None
    """Offset of the first byte that fits no encoding."""

    @classmethod
    def opened(
        cls,
        columns: Sequence[str] | None,
        rows: Iterator[Row | BadRow],
        *,
        sheet: str = "",
        misfit: int | None = None,
    ) -> Table:
        """A table whose first rows were looked at.

        Parameters
        ----------
        columns : sequence of str or None
            Names; None if every row names its own.
        """
        first, rows = looked_ahead(rows, lambda row: size_of(row.cells) if isinstance(row, Row) else 0)
        sample = tuple(row for row in first if isinstance(row, Row))
        names = dict.fromkeys(name for row in sample for name in row.cells) if columns is None else columns
        return cls(tuple(names), sample, rows, columns is not None, sheet, misfit)


def looked_ahead(rows: Iterator[T], size: Callable[[T], int]) -> tuple[list[T], Iterator[T]]:
    """The first rows, up to ``SAMPLE_ROWS`` or ``SAMPLE_SIZE``; and all rows, those again. An error that is met among
    the first is raised at its place among all."""
    first: list[T] = []
    total = 0
    try:
        for row in islice(rows, SAMPLE_ROWS):
            first.append(row)
            total += size(row)
            if total > SAMPLE_SIZE:
                break
    except Exception as error:  # noqa: BLE001  nothing is caught, it comes later
        rows = _raised(error)
    return first, chain(first, rows)


def _raised(error: Exception) -> Iterator[T]:
    yield from ()
    raise error


def size_of(cells: Cells) -> int:
    """Characters of a row."""
    return sum(len(cell) for cell in cells.values() if cell)


def column_names(header: Iterable[str | None]) -> list[str]:
    """Names of columns from the cells of a header.

    Raises
    ------
    InputError
        See :func:`check_names`.
    """
    names = [" ".join((name or "").replace("\ufeff", "").split()) for name in header]
    check_names(names)
    return different(names)


def check_names(names: Sequence[str]) -> None:
    """Raise an InputError if these are no names of columns: too many, or texts, or broken."""
    if len(names) > MAX_COLUMNS:
        raise InputError(f"{len(names):,} columns; expected at most {MAX_COLUMNS:,}")
    for name in names:
        if len(name) > MAX_NAME:
            raise InputError(f"{len(name):,} characters where the name of a column was expected ({name[:30]!r} …)")
        if not is_whole(name):
            raise InputError(f"characters that are none in the name of a column ({name[:MAX_NAME]!a}); expected text")


def different(names: Sequence[str]) -> list[str]:
    """Names for all columns, no two the same: the second ``x`` becomes ``x_2``; the third, if it has none,
    ``column_3``."""
    given = set(names)
    out: dict[str, None] = {}
    for place, name in enumerate(names, 1):
        wanted = new = name if name.strip() else f"column_{place}"
        number = 1
        while new in out or (new != name and new in given):
            number += 1
            new = f"{wanted}_{number}"
        out[new] = None
    return list(out)


def is_whole(text: str) -> bool:
    """True if a text can be written: it holds no half of a character."""
    return not first_half(text)


def first_half(text: str) -> str:
    """The first half of a character (a surrogate) in a text; empty if there is none."""
    try:
        if not text.isascii():
            text.encode("utf-8")
    except UnicodeEncodeError as error:
        return text[error.start]
    return ""
