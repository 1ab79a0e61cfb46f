"""a source → its items, one fate each"""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterator
from itertools import islice
from pathlib import Path, PurePath

from vacmap.archive.inputs.columns import Choice, PassedNames, choose
from vacmap.archive.inputs.encodings import STRAY
from vacmap.archive.inputs.formats import PACKED, TABLES, Kind, is_packed, suffix_of
from vacmap.archive.inputs.packed import BROKEN, read_bytes, why_broken
from vacmap.archive.inputs.sources import Source
from vacmap.archive.inputs.tables import MAX_ROW, MAX_ROWS, BadRow, Cells, Row, first_half, is_whole, size_of
from vacmap.archive.records import ArchiveError, Failure, Item, Stage
from vacmap.errors import InputError
from vacmap.read import LIMITS, MAX_BYTES, READERS
from vacmap.read.plain import read_plain

MAX_ID = 500
"""Characters of an id; a longer cell is none."""
FORMATS = f"{', '.join([*READERS, *TABLES])}, or one of {', '.join(sorted(PACKED))} with .gz behind it"


def read_items(
    source: Source,
    *,
    text_column: str | None = None,
    id_column: str | None = None,
    own_columns: Collection[str] = (),
) -> Iterator[Item | Failure]:
    """Read a source: a document gives one item, a table one for each of its rows that is not blank.

    Parameters
    ----------
    text_column, id_column : str or None
        Columns of texts and ids in tables. None: the obvious one; ``id`` if there is one. A row without an id is known
        by the name of its table and its number. Ids may repeat; see :class:`UniqueIds`.
    own_columns : collection of str
        Names that no passed-through column may have; one that has it gets ``input_`` before its name.

    Yields
    ------
    Item or Failure
        In order. What cannot be read gives a failure: a row, a table, or the rest of a table that is damaged further
        on.

    Raises
    ------
    ArchiveError
        If a column that is named is not in the table, or none is and no single one is the obvious one.
    """
    if source.kind is Kind.TABLE:
        yield from _rows(source, text_column, id_column, own_columns)
        return
    try:
        yield _document(source)
    except (InputError, OSError) as error:
        yield _failure(source, error)


def columns_of(
    source: Source,
    *,
    text_column: str | None = None,
    id_column: str | None = None,
    own_columns: Collection[str] = (),
) -> list[str]:
    """Names of all columns that the items of a source may have, in order; parameters and errors as for
    :func:`read_items`.

    Only the first rows are read, but for JSONL, of which any line may have keys of its own. A table that cannot be read
    has none: its items tell why.
    """
    if source.kind is not Kind.TABLE:
        return []
    found: dict[str, None] = {}
    called: PassedNames | None = None
    try:
        with TABLES[suffix_of(source.path)](source.path) as tables:
            choice = choose(source.shown, tables, text_column, id_column)
            called = PassedNames(choice, own_columns)
            found = dict.fromkeys(choice.table.columns)
            for row in () if choice.table.fixed else islice(choice.table.rows, MAX_ROWS):
                found |= dict.fromkeys(row.cells if isinstance(row, Row) else ())
    except ArchiveError:
        raise
    except Exception:  # noqa: BLE001, S110  the items tell what is wrong; what was found before it is right
        pass
    return [] if called is None else [new for name in found if (new := called[name]) is not None]


def _document(source: Source) -> Item:
    """The item of a file that is no table."""
    path = source.path
    _check_name(path)
    if source.kind is Kind.UNKNOWN:
        raise InputError(_why_unknown(path))
    if not is_packed(path):
        return Item(source.name, source.shown, path=path)
    data = read_bytes(path, LIMITS.get(suffix_of(path), MAX_BYTES))
    return Item(source.name, source.shown, text=read_plain(data, source.shown))


def _check_name(path: str) -> None:
    if not is_whole(path):
        raise InputError("a name that is not UTF-8; expected one that is")


def _why_unknown(path: str) -> str:
    """Why a file is neither document nor table."""
    mode = Path(path).stat().st_mode
    if stat.S_ISDIR(mode):
        os.scandir(path).close()  # which raises what it raised before
    if not stat.S_ISREG(mode):
        return "neither a file nor a folder (a pipe or a device); expected a file"
    return f"unknown format {PurePath(path).suffix or '(no suffix)'!r}; expected {FORMATS}"


def _rows(
    source: Source, text_column: str | None, id_column: str | None, own_columns: Collection[str]
) -> Iterator[Item | Failure]:
    number = 0
    try:
        _check_name(source.path)
        with TABLES[suffix_of(source.path)](source.path) as tables:
            choice = choose(source.shown, tables, text_column, id_column)
            called = PassedNames(choice, own_columns)
            for row in choice.table.rows:
                if row.number > MAX_ROWS:
                    more = InputError(f"more than {MAX_ROWS:,} rows; expected a table of fewer, or several")
                    yield _failure(source, more, number)
                    return
                number = row.number
                yield _item(source, row, choice, called)
        if not number:
            yield _failure(source, InputError("no rows below the header; expected one per vacancy"))
    except ArchiveError:
        raise
    except Exception as error:  # noqa: BLE001  a library stumbled over the file: it is this file that failed
        yield _failure(source, error, number)


def _item(source: Source, row: Row | BadRow, choice: Choice, called: PassedNames) -> Item | Failure:
    """The item of a row."""
    if isinstance(row, BadRow):
        return _row_failure(source, row, row.message, _key(source, row.number))
    text = row.cells.get(choice.text)
    said = (row.cells.get(choice.ids) or "").strip() if choice.ids is not None else ""
    key = said if said and len(said) <= MAX_ID and is_whole(said) else _key(source, row.number)
    if why := _why_bad(row.cells, text, choice.table.misfit):
        return _row_failure(source, row, why, key)
    columns = {new: cell for name, cell in row.cells.items() if (new := called[name]) is not None}
    return Item(key, source.shown, row=row.number, text=text, columns=columns)


def _why_bad(cells: Cells, text: str | None, misfit: int | None) -> str:
    """Why a row that was read is no vacancy; empty if it may be one."""
    if text is None or not text.strip():
        return "empty; expected the text of a vacancy"
    if (size := size_of(cells)) > MAX_ROW:
        return f"{size:,} characters; expected one vacancy of at most {MAX_ROW:,}"
    half = next((half for cell in cells.values() if cell and (half := first_half(cell))), "")
    if half and misfit is not None and STRAY < ord(half) <= STRAY + 0xFF:
        byte = f"byte 0x{ord(half) - STRAY:02x}"
        return f"{byte} is neither UTF-8 nor Windows-1252; the first such byte of the file is at {misfit:,}"
    return f"half of a character ({half!a}); expected whole ones" if half else ""


def _key(source: Source, number: int) -> str:
    """Id of a row without one."""
    return f"{source.name}#{number}"


def _row_failure(source: Source, row: Row | BadRow, why: str, key: str) -> Failure:
    message = _safe(f"{source.shown}: row {row.number:,}: {why}")
    return Failure(_safe(key), _safe(source.shown), Stage.INPUT, InputError.__name__, message)


def _failure(source: Source, error: Exception, number: int = 0) -> Failure:
    """Why a source gave nothing, or nothing after a row."""
    kind = InputError if isinstance(error, (InputError, *BROKEN)) else type(error)
    said = str(error) if isinstance(error, InputError) else why_broken(error)
    if number:
        said = f"after row {number:,}: {said}; what follows is lost"
    message = said if said.startswith(source.shown) else f"{source.shown}: {said}"
    return Failure(_safe(source.name), _safe(source.shown), Stage.INPUT, kind.__name__, _safe(message))


def _safe(text: str) -> str:
    """One line that can be written."""
    return " ".join(text.split()).encode("utf-8", "replace").decode("utf-8")
