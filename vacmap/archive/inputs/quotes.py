"""a row of a csv file with faulty quotes → its cells after all, or where the next row begins

Three faults are common. A cell begins with a quoted word (``"Echte" begeleiders``): where the cells of the line are as
many as they should be, its quotes are signs like any other. Quotes inside a quoted cell are not doubled (``"het "beste"
team"``): only a quote before a delimiter or the end of a line closes a cell. A quote never closes: a line further on
that clearly begins a row of its own shows it, and reading goes on there.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from vacmap.archive.inputs.lines import Lines, LongLine
from vacmap.archive.inputs.tables import MAX_ROW
from vacmap.errors import InputError

QUOTE = '"'
NO_DELIMITER = "\x1f"
"""Between the cells of a table of one column: nothing. This sign (UNIT SEPARATOR) stands in no text."""
LIKE_ROWS = 0.9
"""Lines behind a quote that never closes are rows, if such a share has the right number of cells …"""
FEWEST = 3
"""… and they are at least so many: a line of a text may have it by chance."""


class Unclosed(InputError):
    """A quote is still open at the end of the file."""


@dataclass(frozen=True)
class Dialect:
    """How the cells of a row are written."""

    delimiter: str
    escape: str | None = None
    """What stands before a quote inside a quoted cell, where such a quote is not doubled."""
    spaced: bool = False
    """True if a space behind a delimiter does not belong to the cell."""

    @cached_property
    def options(self) -> dict[str, Any]:
        """The same, for Python's csv module."""
        return {"delimiter": self.delimiter, "escapechar": self.escape, "skipinitialspace": self.spaced}

    @cached_property
    def row_start(self) -> re.Pattern[str]:
        """What no line of a text has: a quote right behind a delimiter."""
        return re.compile(QUOTE if self.delimiter == NO_DELIMITER else f"[^\r\n]*?{re.escape(self.delimiter)}{QUOTE}")

    @cached_property
    def closing(self) -> re.Pattern[str]:
        """What follows a quote that closes its cell."""
        return re.compile(f" *(?:({re.escape(self.delimiter)})|[\r\n]|$)")


def literal(line: str, dialect: Dialect, width: int) -> list[str] | None:
    """The cells of a line in which cells begin with a quoted word; None if that is not the fault."""
    cells = line.rstrip("\r\n").split(dialect.delimiter)
    if len(cells) != width or line.count(QUOTE) % 2:
        return None
    for place, cell in enumerate(cells):
        if len(cell) > 1 and cell.startswith(QUOTE) and cell.endswith(QUOTE):
            cells[place] = cell[1:-1]
            if QUOTE in cells[place]:
                return None
    return cells


def read_on(lines: Lines, dialect: Dialect) -> list[str]:
    """The cells of the record that begins with the next line.

    Raises
    ------
    InputError
        If a quote does not close before the next row (:class:`Unclosed`: before the end), or the record is too long.
        The next line is then the first one that is not part of it.
    """
    record = _Record(dialect)
    while True:
        if record.quoted and dialect.row_start.match(lines.peek()):
            raise InputError("a quote that does not close before the next row; expected one at the end of the cell")
        try:
            line = lines.read()
        except LongLine as error:
            raise InputError(str(error)) from None
        if not line:
            raise Unclosed("a quote that never closes; expected one at the end of the cell")
        done = record.add(line)
        if lines.too_long:
            record.forget()
            if done:
                raise InputError(f"more than {MAX_ROW:,} characters; expected one vacancy")
        elif done:
            return record.cells


class _Record:
    """The cells of a record, line by line."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._parts: list[str] = []
        self._faulty = False
        self.quoted = False
        """True while a quote is open."""
        self.cells: list[str] = []

    def add(self, line: str) -> bool:
        """Read a line; True if the record ends with it."""
        place = 0
        while place >= 0:
            if not self.quoted and line.startswith(QUOTE, place):
                self.quoted, self._faulty, place = True, False, place + 1
            place = self._inside(line, place) if self.quoted else self._outside(line, place)
        return not self.quoted

    def forget(self) -> None:
        """Keep no more of a record that is too long anyway."""
        self.cells, self._parts = [], []

    def _outside(self, line: str, place: int) -> int:
        """Read a cell without quotes; where the next begins, or -1 at the end of the line."""
        end = line.find(self._dialect.delimiter, place)
        self.cells.append(line[place:end] if end >= 0 else line[place:].rstrip("\r\n"))
        return end + 1 if end >= 0 else -1

    def _inside(self, line: str, place: int) -> int:
        """Read a quoted cell up to its end or that of the line; where the next begins, or -1."""
        while (end := line.find(QUOTE, place)) >= 0:
            doubled = line.startswith(QUOTE, end + 1)
            last = end + 1 if doubled and self._faulty else end
            if after := self._dialect.closing.match(line, last + 1):
                self.cells.append("".join([*self._parts, line[place:last]]))
                self._parts, self.quoted = [], False
                return after.end() if after[1] else -1
            self._faulty |= not doubled
            self._parts.append(line[place : end + 1])
            place = end + (2 if doubled else 1)
        self._parts.append(line[place:])
        return -1


def are_rows(lines: Sequence[str], dialect: Dialect, width: int) -> bool:
    """True if nearly all lines are rows of so many cells."""
    filled = [line for line in lines if line.strip()]
    rows = csv.reader(filled, **dialect.options)
    return len(filled) >= FEWEST and sum(len(row) == width for row in rows) >= LIKE_ROWS * len(filled)
