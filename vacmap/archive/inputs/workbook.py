"""an Excel file → a table for every sheet that can be seen"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from itertools import islice, zip_longest
from lzma import LZMAError
from pathlib import Path

from lxml.etree import LxmlError  # type: ignore[import-untyped]
from openpyxl.utils import get_column_letter

from vacmap.archive.inputs.package import Package, Texts
from vacmap.archive.inputs.sheet_xml import SheetRow, SheetRows
from vacmap.archive.inputs.tables import BadRow, Row, Table, column_names, looked_ahead
from vacmap.errors import InputError

ABOVE_HEADER = 20
"""Rows in which the header is looked for: titles may stand above it."""
TITLE = 200
"""Characters of a title at most."""
OLD = b"\xd0\xcf\x11\xe0"
"""What old Excel files begin with, and those with a password."""
DAMAGE = (zipfile.BadZipFile, zlib.error, LZMAError, OSError, EOFError, RuntimeError, LxmlError, KeyError, ValueError)
"""What opening may raise; RuntimeError: a password or an unknown way of packing, KeyError: a part that is missing."""
EXPECTED = "expected an Excel workbook (.xlsx) without a password"


@contextmanager
def open_workbook(path: str) -> Iterator[list[Table]]:
    """Open an Excel file.

    Raises
    ------
    InputError
        If it is none, is damaged or has a password, or no sheet holds a table.
    """
    with ExitStack() as stack:
        try:
            package = Package(stack.enter_context(zipfile.ZipFile(path)))
            texts = Texts(stack.enter_context(closing(package.strings())), package.formats())
            sheets = [(name, stack.enter_context(package.open(part))) for name, part in package.sheets()]
        except DAMAGE:
            with Path(path).open("rb") as stream:
                old = stream.read(len(OLD)) == OLD
            found = "an old Excel file (.xls), or one with a password" if old else "damaged, or no workbook"
            raise InputError(f"{found}; {EXPECTED}") from None
        yield _tables((name, _undamaged(SheetRows(stream, texts))) for name, stream in sheets)


def _tables(sheets: Iterable[tuple[str, Iterator[SheetRow]]]) -> list[Table]:
    """The tables of sheets; a sheet that holds none is no fault, unless no other does."""
    tables: list[Table] = []
    why = InputError("empty; expected a header and rows")
    for name, rows in sheets:
        try:
            tables += _table(name, rows)
        except InputError as error:
            why = InputError(f"sheet {name!r}: {error}")
    if not tables:
        raise why
    return tables


def _table(name: str, rows: Iterator[SheetRow]) -> list[Table]:
    """The table of a sheet; none if it is empty."""
    first, rows = looked_ahead(rows, lambda row: sum(len(cell) for cell in row[1] if cell))
    if not first:
        next(rows, None)  # raises what was met in place of a first row
        return []
    place = _header_place(first)
    header_row, header, fault = first[place]
    if fault:
        raise InputError(fault)
    width = max(len(cells) for _, cells, _ in first[place:])
    columns = column_names([*header, *[None] * (width - len(header))])
    below = islice(rows, place + 1, None)
    return [Table.opened(columns, _rows(below, header_row, columns), sheet=name)]


def _header_place(rows: Sequence[SheetRow]) -> int:
    """Where the header is: below rows with a single cell, if those can be titles; else it is the first row."""
    for place, (_, cells, _) in enumerate(rows[:ABOVE_HEADER]):
        filled = [cell for cell in cells if cell]
        if len(filled) > 1:
            return place
        if any(len(cell) > TITLE for cell in filled):
            break
    return 0


def _rows(rows: Iterator[SheetRow], header_row: int, columns: Sequence[str]) -> Iterator[Row | BadRow]:
    width = len(columns)
    for in_sheet, cells, fault in rows:
        number = in_sheet - header_row
        if fault:
            yield BadRow(number, f"row {in_sheet:,} of the sheet: {fault}")
        elif len(cells) > width:
            last, most = get_column_letter(len(cells)), get_column_letter(width)
            yield BadRow(number, f"row {in_sheet:,} of the sheet: a cell in column {last}; expected none behind {most}")
        else:
            yield Row(number, dict(zip_longest(columns, cells)))


def _undamaged(rows: Iterable[SheetRow]) -> Iterator[SheetRow]:
    """The rows up to where the file is damaged."""
    try:
        yield from rows
    except DAMAGE:
        raise InputError("damaged from here on") from None
