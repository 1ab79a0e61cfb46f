"""the XML of a sheet → its rows; that of a workbook's strings → the strings, by number

XML is read as a stream of tags, so that a sheet takes no more memory than a row. openpyxl, which is no faster, keeps
all strings of a workbook (200 MB for forty thousand vacancies), and all cells of a row, however many it claims to have.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterator
from tempfile import SpooledTemporaryFile
from typing import IO
from xml.parsers import expat

from vacmap.archive.inputs.tables import MAX_COLUMNS, MAX_ROW
from vacmap.errors import InputError

BLOCK = 1 << 16
"""Bytes that are parsed at a time."""
EXCEL_ROWS, EXCEL_COLUMNS = 1_048_576, 16_384
"""Rows and columns that a sheet can have."""
MAX_DEPTH = 100
"""Elements inside each other; the parser keeps the names of all that are open, and a sheet has some ten."""
MAX_TAG = 1_000_000
"""Bytes of a tag or comment, which the parser reads anew with every block until it is whole."""
MAX_STRINGS = 20 * EXCEL_ROWS
"""Different strings of a workbook."""
IN_MEMORY = 1 << 23
"""Bytes of strings from which on they are kept in a file."""
SHORT = 100
"""Bytes of a string that may be one of a few (a town, a regime), and so is remembered …"""
REMEMBERED = 10_000
"""… beside so many others."""
COLUMN = re.compile(r"[A-Z]{1,3}")
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
"""How a workbook writes characters that XML does not allow, and a carriage return (ECMA-376-1, 22.9.2.19)."""

Convert = Callable[[str, str, str], str | None]
"""Type of a cell, number of its style, and what stands in the XML → text."""
SheetRow = tuple[int, list[str | None], str]
"""Number of a row in the sheet, its cells, and why they are not all of it (mostly empty)."""


class _Tags:
    """Reads the tags of a part; collects the text of the cell or string that is open."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = _refuse_doctype
        self._said: list[str] = []
        self._size = self._phonetic = self._depth = 0

    def blocks(self) -> Iterator[None]:
        """Parse on, block by block."""
        n_bytes = 0
        try:
            while block := self._stream.read(BLOCK):
                self._parser.Parse(block)
                n_bytes += len(block)
                if n_bytes - self._parser.CurrentByteIndex > MAX_TAG:
                    raise InputError(f"a tag of more than {MAX_TAG:,} bytes in its XML; expected a workbook")
                yield
            self._parser.Parse(b"", True)  # noqa: FBT003  positional only
            yield
        except expat.ExpatError as error:
            raise InputError(f"damaged XML ({expat.ErrorString(error.code)})") from None

    def began(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins; its name comes without a prefix."""

    def ended(self, tag: str) -> None:
        """An element ends."""

    def forget(self) -> None:
        """What follows belongs to another cell or string."""
        self._said, self._size = [], 0

    @property
    def text(self) -> str:
        """The text since then; of one that is too long for a row only what shows it."""
        return "".join(self._said)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise InputError(f"more than {MAX_DEPTH} elements inside each other in its XML; expected a workbook")
        if tag in {"v", "t"} and not self._phonetic:
            self._parser.CharacterDataHandler = self._collect
        elif tag == "rPh":  # how a word is pronounced
            self._phonetic += 1
        self.began(tag, attributes)

    def _end(self, tag: str) -> None:
        tag = tag.rpartition(":")[2]
        self._depth -= 1
        if tag in {"v", "t"}:
            self._parser.CharacterDataHandler = None
        elif tag == "rPh":
            self._phonetic -= 1
        self.ended(tag)

    def _collect(self, text: str) -> None:
        if self._size <= MAX_ROW:
            self._said.append(text)
            self._size += len(text)


class Strings(_Tags):
    """The strings of a workbook, by number; they take little memory, however many they are.

    Raises
    ------
    InputError
        If the XML is damaged, or holds more strings than any workbook.
    """

    def __init__(self, stream: IO[bytes]) -> None:
        super().__init__(stream)
        self._file: SpooledTemporaryFile[bytes] = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  see close
        self._ends = array("Q", [0])
        self._remembered: dict[int, str] = {}
        try:
            for _ in self.blocks():
                pass
        except BaseException:
            self.close()
            raise

    def began(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "si":
            self.forget()

    def ended(self, tag: str) -> None:
        if tag != "si":
            return
        if len(self._ends) > MAX_STRINGS:
            raise InputError(f"more than {MAX_STRINGS:,} strings; expected the strings of a workbook")
        self._ends.append(self._ends[-1] + self._file.write(unescaped(self.text).encode("utf-8", "surrogatepass")))

    def __getitem__(self, number: int) -> str | None:
        """The string of a number; None if there is none."""
        if number in self._remembered:
            return self._remembered[number]
        if not 0 <= number < len(self._ends) - 1:
            return None
        start, end = self._ends[number], self._ends[number + 1]
        self._file.seek(start)
        string = self._file.read(end - start).decode("utf-8", "surrogatepass")
        if end - start <= SHORT and len(self._remembered) < REMEMBERED:
            self._remembered[number] = string
        return string

    def close(self) -> None:
        """Give back what the strings take."""
        self._file.close()


class SheetRows(_Tags):
    """The rows of a sheet that hold something, in their order.

    Raises
    ------
    InputError
        If the XML is damaged, or holds more rows than any sheet.
    """

    def __init__(self, stream: IO[bytes], convert: Convert) -> None:
        super().__init__(stream)
        self._convert = convert
        self._done: list[SheetRow] = []
        self._n_rows = self._row = self._column = self._row_size = 0
        self._cells: list[str | None] = []
        self._kind = self._style = self._fault = ""

    def __iter__(self) -> Iterator[SheetRow]:
        try:
            for _ in self.blocks():
                yield from self._done
                self._done.clear()
        except InputError:
            yield from self._done  # rows before the damage
            raise

    def began(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "c":
            self.forget()
            letters = COLUMN.match(attributes.get("r", ""))
            self._column = column_number(letters[0]) if letters else self._column + 1
            if self._column > EXCEL_COLUMNS:
                raise InputError(f"more than {EXCEL_COLUMNS:,} cells in a row; expected a sheet as Excel writes it")
            self._kind = attributes.get("t", "n")
            self._style = attributes.get("s", "")
        elif tag == "row":
            said = attributes.get("r", "")
            self._row = int(said) if said.isdecimal() and len(said) < 9 else self._row + 1
            self._column, self._row_size, self._cells, self._fault = 0, 0, [], ""
            self._n_rows += 1
            if self._n_rows > EXCEL_ROWS:
                raise InputError(f"more than {EXCEL_ROWS:,} rows; expected a sheet as Excel writes it")

    def ended(self, tag: str) -> None:
        if tag == "c" and self._said:
            if text := self._convert(self._kind, self._style, self.text):
                self._add(text)
        elif tag == "row" and (self._cells or self._fault):
            self._done.append((self._row, self._cells, self._fault))

    def _add(self, text: str) -> None:
        self._row_size += len(text)
        if self._column > MAX_COLUMNS:
            self._fault = f"more than {MAX_COLUMNS:,} columns; expected the columns of the header"
        elif self._row_size > MAX_ROW:
            self._fault = f"more than {MAX_ROW:,} characters; expected one vacancy"
        else:
            self._cells += [None] * (self._column - len(self._cells))
            self._cells[self._column - 1] = text


def column_number(letters: str) -> int:
    """Number of a column, from 1: AA → 27."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number


def unescaped(text: str) -> str:
    """A string with the characters that its escapes stand for."""
    return ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def _refuse_doctype(*_: object) -> None:
    raise InputError("a DTD in its XML, with which a small file can become endless; expected a workbook without")
