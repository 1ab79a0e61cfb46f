"""the text of a table → its lines, none too long to hold, with a way back"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from io import TextIOWrapper

from vacmap.archive.inputs.tables import MAX_ROW


class LongLine(Exception):
    """A line has more characters than a row may have; its rest was skipped."""

    def __init__(self) -> None:
        super().__init__(f"a line of more than {MAX_ROW:,} characters; expected one vacancy")


class LongRecord(Exception):
    """The lines since :meth:`Lines.begin` have, together, more characters than a row may have."""


class Lines:
    """Lines of a text that can be given back, and are remembered since the record they belong to began.

    Iteration gives lines with their ends, and raises :class:`LongLine` or :class:`LongRecord`.
    """

    def __init__(self, stream: TextIOWrapper) -> None:
        self._stream = stream
        self._back: deque[str] = deque()
        self._size = 0
        self.number = 0
        """Of the line that was read last, from 1."""
        self.start = 1
        """Number of the first line of the record."""
        self.taken: list[str] = []
        """Lines of the record, up to the one with which it is too long."""

    def begin(self) -> None:
        """The next line begins a record."""
        self.start = self.number + 1
        self.taken = []
        self._size = 0

    @property
    def too_long(self) -> bool:
        """True if the record has more characters than a row may have."""
        return self._size > MAX_ROW

    def __iter__(self) -> Lines:
        return self

    def __next__(self) -> str:
        line = self.read()
        if not line:
            raise StopIteration
        if self._size > MAX_ROW:
            raise LongRecord
        return line

    def read(self) -> str:
        """The next line, however long the record is; empty at the end.

        Raises
        ------
        LongLine
            If the line is too long.
        """
        line = self._back.popleft() if self._back else self._stream.readline(MAX_ROW)
        if not line:
            return line
        self.number += 1
        if self._size <= MAX_ROW:
            self.taken.append(line)
        self._size += len(line)
        if len(line) == MAX_ROW and not line.endswith(("\n", "\r")):
            while line and not line.endswith(("\n", "\r")):
                line = self._stream.readline(MAX_ROW)
            raise LongLine
        return line

    def peek(self) -> str:
        """The next line, which stays the next; empty at the end."""
        if not self._back:
            self._back.append(self._stream.readline(MAX_ROW))
        return self._back[0]

    def give_back(self, lines: Iterable[str]) -> None:
        """Have lines that were read last read again."""
        self._back.extendleft(reversed(given := list(lines)))
        self.number -= len(given)
