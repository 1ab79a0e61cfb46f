"""words of units → all of a text in one row"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vacmap.lexicon import flat, numbered
from vacmap.records import Unit

Numbers = NDArray[np.intp]


@dataclass(frozen=True)
class TextWords:
    """The words of the units of some texts, one row behind the other."""

    different: Sequence[str]
    """Every word that is met, once."""
    numbers: Numbers
    """Numbers of the words of all units among the different ones, in order; shape (n_words,)."""
    starts: Numbers
    """Index of the first word of every unit, shape (n_units,)."""
    counts: Numbers
    """Number of words of every unit, shape (n_units,); a unit without any has the single word ``""``."""

    @classmethod
    def of(cls, rows: Iterable[Sequence[str]]) -> TextWords:
        """The words of some units, a row each."""
        words, counts = flat([row or [""] for row in rows])
        return cls(*numbered(words), np.cumsum(counts) - counts, counts)

    @property
    def words(self) -> list[str]:
        """The words of all units, in order."""
        return [self.different[number] for number in self.numbers.tolist()]

    def stretch(self, first: int, end: int) -> tuple[TextWords, slice]:
        """The words of the units from ``first`` to before ``end``, and where they stand in the row."""
        place = slice(int(self.starts[first]), int(self.starts[end - 1] + self.counts[end - 1]))
        starts = self.starts[first:end] - place.start
        return TextWords(self.different, self.numbers[place], starts, self.counts[first:end]), place


def whole_sentences(units: Sequence[Unit], words: Sequence[Sequence[str]]) -> list[Sequence[str]]:
    """The words of every unit of a text, given those that stand in each (:func:`vacmap.layout.read_words`). A unit that
    resumes an interrupted sentence, and the one it resumes, have both the words of the whole."""
    rows = list(words)
    for index, unit in enumerate(units):
        if unit.resumes:
            owner = resumed_unit(units, index)
            rows[owner] = rows[index] = [*rows[owner], *rows[index]]
    return rows


def resumed_unit(units: Sequence[Unit], index: int) -> int:
    """Index of the unit that a unit behind page furniture goes on with."""
    return next((i for i in range(index - 1, -1, -1) if not units[i].furniture), index)
