"""the columns of a table → which holds the texts, which the ids, and what the others are called in vacmap's tables"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from statistics import median

from vacmap.archive.inputs.tables import Row, Table
from vacmap.archive.records import ArchiveError

ID = "id"
"""A column of this name holds ids, where no other is named."""
LONG = 200
"""Characters of a cell, in the middle of its column, from which on it is more than a name or a label."""
FILLED = 0.5
"""A column of texts holds one in at least so many rows."""
SHOWN = 40
"""Columns that a message lists at most."""
PREFIX = "input_"
"""What a passed-through column is called before its name, where vacmap has a column of that name itself."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What the columns of a table are for."""

    table: Table
    text: str
    """Column of the texts."""
    ids: str | None
    """Column of the ids; None if there is none."""


class PassedNames(dict[str, str | None]):
    """Names of a table's columns → what they are called in vacmap's tables; None for those that do not pass through.

    All do but the texts, and the ids of a column ``id``, which come back as ids; an id column of another name does, so
    that tables can be joined by it. A name that vacmap's tables have themselves gets a prefix, and so does one that
    would then be taken: ``title`` → ``input_title`` → ``input_input_title``. So no two columns become one, whatever
    columns there are and whichever is met first.
    """

    def __init__(self, choice: Choice, own: Collection[str]) -> None:
        super().__init__({choice.text: None})
        if choice.ids is not None and is_id(choice.ids):
            self[choice.ids] = None
        self._own = frozenset(map(str.casefold, own))

    def __missing__(self, name: str) -> str:
        bare = name.casefold()
        while bare.startswith(PREFIX) and bare not in self._own:
            bare = bare.removeprefix(PREFIX)
        self[name] = new = f"{PREFIX}{name}" if bare in self._own else name
        return new


def choose(source: str, tables: Sequence[Table], text_column: str | None, id_column: str | None) -> Choice:
    """Choose the columns of a table, and the sheet of a workbook: the first, or the only one that has a text column.

    Raises
    ------
    ArchiveError
        If a column that is named is not there, or none is and no single one is the obvious one.
    """
    found = [(table, name) for table in tables if (name := _text(table, text_column)) is not None]
    if not found and text_column is None and len(tables) == len(tables[0].columns) == 1:
        found = [(tables[0], tables[0].columns[0])]  # nothing else to choose
    if not found or (found[0][0] is not tables[0] and len(found) > 1):
        raise ArchiveError(_refusal(source, tables, text_column, [table.sheet for table, _ in found]))
    table, text = found[0]
    if id_column is None:
        ids = next((name for name in table.columns if is_id(name) and name != text), None)
    elif (ids := _named(table, id_column)) is None:
        raise ArchiveError(f"{source}: no column {id_column!r} (--id-column); its columns: {_listed(table.columns)}")
    return Choice(table, text, ids)


def is_id(name: str) -> bool:
    """True if a column holds ids by its name."""
    return name.casefold() == ID


def _text(table: Table, wanted: str | None) -> str | None:
    """The column of texts: the one that is named; or the only one with such a name and long texts, the only one with
    such a name, or the only one with long texts, and none beside it of the other kind."""
    if wanted is not None:
        return _named(table, wanted)
    named = [name for name in table.columns if fold(name) in _text_names()]
    long = [name for name in table.columns if _is_long(name, table.sample)]
    both = [name for name in named if name in long]
    candidates = both or [*named, *long]
    return candidates[0] if len(candidates) == 1 else None


def _named(table: Table, wanted: str) -> str | None:
    """The column that a person means: by its very name, or by the only one that differs in capitals and signs."""
    if wanted in table.columns:
        return wanted
    alike = [name for name in table.columns if fold(name) == fold(wanted) != ""]
    return alike[0] if len(alike) == 1 else None


def _is_long(name: str, sample: Sequence[Row]) -> bool:
    lengths = [len(cell) for row in sample if (cell := (row.cells.get(name) or "").strip())]
    return len(lengths) >= FILLED * len(sample) and bool(lengths) and median(lengths) >= LONG


def _refusal(source: str, tables: Sequence[Table], text_column: str | None, sheets: Sequence[str]) -> str:
    if sheets:
        return (
            f"{source}: several sheets have a column of texts ({', '.join(sheets)}), and the first sheet has none; "
            "expected one sheet of vacancies, or the first"
        )
    columns = tables[0].columns
    if text_column is not None:
        return f"{source}: no column {text_column!r} (--text-column); its columns: {_listed(columns)}"
    return (
        f"{source}: no column is the obvious one with the texts; name it with --text-column; "
        f"its columns: {_listed(columns)}"
    )


def _listed(columns: Sequence[str]) -> str:
    more = f" and {len(columns) - SHOWN:,} more" if len(columns) > SHOWN else ""
    return ", ".join(columns[:SHOWN]) + more


def fold(name: str) -> str:
    """A name without what does not count in it: capitals, accents, spaces and signs."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return re.sub(r"[\W_]+", "", "".join(char for char in plain if not unicodedata.combining(char)))


@cache
def _text_names() -> frozenset[str]:
    lines = files(__package__).joinpath("text_columns.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(fold(line) for line in lines if line.strip() and not line.startswith("#"))
