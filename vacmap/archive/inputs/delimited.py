"""a csv or tsv file → a table

Python's csv module reads what is well formed, strictly: where a quote is missing, a lenient reader takes two rows for
one, and nobody notices. Where it finds a fault, :mod:`vacmap.archive.inputs.quotes` goes on.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from io import StringIO, TextIOWrapper
from itertools import count

from vacmap.archive.inputs.encodings import open_text
from vacmap.archive.inputs.lines import Lines, LongLine, LongRecord
from vacmap.archive.inputs.packed import BROKEN
from vacmap.archive.inputs.quotes import NO_DELIMITER, QUOTE, Dialect, Unclosed, are_rows, literal, read_on
from vacmap.archive.inputs.tables import MAX_ROW, BadRow, Row, Table, column_names
from vacmap.errors import InputError

DELIMITERS = ",;\t|"
"""What may stand between cells, the likeliest first."""
LOOK, PART = 500_000, 5_000
"""Characters from which is told how a file was written, and how many of them are read at a time."""
NO_FIT = (0.0, 0)
SEPARATOR = re.compile(r"sep=(.)\r?\n")
"""A first line that tells Excel the delimiter."""
ESCAPE = "\\"
SECOND_CHANCES = 5
"""How often lines behind a quote that never closes are read again; each time may cost a look at all that follows."""


@contextmanager
def open_delimited(path: str) -> Iterator[list[Table]]:
    """Open a file with a header, and cells between commas, semicolons, tabs or bars.

    Raises
    ------
    InputError
        If it is no text, or has no header.
    """
    csv.field_size_limit(max(csv.field_size_limit(), MAX_ROW))  # Python has one for all; here lines bound a record
    stream, encoding = open_text(path, newline="")
    with stream:
        sample = _sample(stream)
        stream.seek(0)
        lines = Lines(stream)
        try:
            if said := SEPARATOR.match(sample):
                lines.read()
            dialect = Dialect(said[1]) if said else _dialect(sample)
            header = next((cells for cells in csv.reader(lines, strict=True, **dialect.options) if any(cells)), None)
        except (csv.Error, LongLine, LongRecord):
            raise InputError(f"line {lines.number}: no header; expected a row with names of columns") from None
        if header is None:
            raise InputError("empty; expected a header and rows")
        columns = column_names(header)
        yield [Table.opened(columns, _rows(lines, dialect, columns), misfit=encoding.misfit)]


def _rows(lines: Lines, dialect: Dialect, columns: Sequence[str]) -> Iterator[Row | BadRow]:
    reader = csv.reader(lines, strict=True, **dialect.options)
    chances = SECOND_CHANCES
    width = len(columns)
    for number in count(1):
        lines.begin()
        try:
            cells = _cells(reader, lines, dialect, width)
        except InputError as error:
            if isinstance(error, Unclosed) and chances and not lines.too_long:
                chances -= 1
                if are_rows(below := lines.taken[1:], dialect, width):
                    lines.give_back(below)
            yield BadRow(number, f"{_place(lines)}: {error}")
            continue
        if cells is None:
            return
        if not any(map(str.strip, cells)):
            continue
        if len(cells) < width or any(cells[width:]):
            yield BadRow(number, f"{_place(lines)}: {len(cells):,} cells; expected {width:,}, as in the header")
        else:
            yield Row(number, {name: cell or None for name, cell in zip(columns, cells, strict=False)})


def _cells(reader: Iterator[list[str]], lines: Lines, dialect: Dialect, width: int) -> list[str] | None:
    """The cells of the next record; None at the end."""
    try:
        return next(reader, None)
    except (csv.Error, LongRecord):
        first, below = lines.taken[0], lines.taken[1:]
        if cells := literal(first, dialect, width):
            lines.give_back(below)
            return cells
        lines.give_back([first, *below])
        lines.begin()
        return read_on(lines, dialect)
    except LongLine as error:
        raise InputError(str(error)) from None


def _place(lines: Lines) -> str:
    """Where a record stands, as an editor counts lines."""
    return f"line {lines.start:,}" if lines.number <= lines.start else f"lines {lines.start:,} to {lines.number:,}"


def _sample(stream: TextIOWrapper) -> str:
    """The first characters; of a damaged gzip those before the damage."""
    parts: list[str] = []
    with suppress(*BROKEN):
        while len(parts) < LOOK // PART and (part := stream.read(PART)):
            parts.append(part)
    return "".join(parts)


def _dialect(sample: str) -> Dialect:
    """How the cells are written: in the way in which most of the first rows have as many cells as the header."""
    lines = list(StringIO(sample, newline=""))
    top = next((line for line in lines if line.strip()), "")
    ways = [Dialect(delimiter) for delimiter in DELIMITERS if delimiter in top]
    best = max(ways, key=lambda way: _fit(lines, way), default=None)
    if best is None or (_fit(lines, best) == NO_FIT and top.startswith(QUOTE)):
        return Dialect(NO_DELIMITER)  # the header is one cell, quoted if there is a delimiter in it
    odd = [Dialect(best.delimiter, escape, spaced) for escape in (None, ESCAPE) for spaced in (False, True)]
    return max(odd, key=lambda way: _fit(lines, way))  # the plain way is the first, and stays if none is better


def _fit(lines: Sequence[str], way: Dialect) -> tuple[float, int]:
    """Share of the rows that have as many cells as the header, and how many that are; ``NO_FIT`` below two."""
    rows = csv.reader(lines, strict=True, **way.options)
    widths: list[int] = []
    while True:
        try:
            row = next(rows, None)
        except csv.Error:
            row = [""]
        if row is None:
            break
        if row:
            widths.append(len(row))
    header, others = widths[0], widths[1:]
    return (others.count(header) / max(len(others), 1), header) if header > 1 else NO_FIT
