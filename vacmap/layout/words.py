"""units → their words"""

from __future__ import annotations

from collections.abc import Sequence

from vacmap.layout.sentences import plain
from vacmap.records import Unit
from vacmap.spelling import Words, read_rows


def read_words(text: str, units: Sequence[Unit]) -> Words:
    """The words and marks of every unit, a row each; a word that is broken over a line is whole."""
    return read_all_words([(text, units)])[0]


def read_all_words(texts: Sequence[tuple[str, Sequence[Unit]]]) -> list[Words]:
    """The words of some texts, given with their units: several together take less time than one by one."""
    said = [text[unit.start : unit.end] for text, units in texts for unit in units]
    # What is not printable is a line break, or a soft hyphen.
    rows = read_rows([row if row.isprintable() else plain(row) for row in said])
    return rows.split([len(units) for _, units in texts])
