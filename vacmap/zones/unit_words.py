"""units → their words, all of a text in one row"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vacmap.layout import plain
from vacmap.lexicon import bounded
from vacmap.records import Unit

Numbers = NDArray[np.intp]

WORD_OR_MARK = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[?:!€%@]")
"""What counts as a word here: signs that say something about the kind of sentence are words too."""


@dataclass(frozen=True)
class TextWords:
    """The words of the units of a text, one row behind the other."""

    words: list[str]
    """Lower-cased words of all units, in order."""
    starts: Numbers
    """Index of the first word of every unit, shape (n_units,)."""
    counts: Numbers
    """Number of words of every unit, shape (n_units,); a unit without any has the single word ``""``."""

    @classmethod
    def joined(cls, texts: Sequence[TextWords]) -> TextWords:
        """The words of some texts, one text behind the other."""
        sizes = np.array([len(text.words) for text in texts], dtype=np.intp)
        starts = [text.starts + before for text, before in zip(texts, np.cumsum(sizes) - sizes, strict=True)]
        words = [word for text in texts for word in text.words]
        return cls(words, np.concatenate(starts), np.concatenate([text.counts for text in texts]))

    def of(self, first: int, end: int) -> tuple[TextWords, slice]:
        """The words of the units from ``first`` to before ``end``, and where they stand in the row."""
        place = slice(int(self.starts[first]), int(self.starts[end - 1] + self.counts[end - 1]))
        return TextWords(self.words[place], self.starts[first:end] - place.start, self.counts[first:end]), place


def read_words(text: str, units: Sequence[Unit]) -> TextWords:
    """The words of every unit. A unit that resumes an interrupted sentence, and the one it resumes, have both the words
    of the whole."""
    rows = [_unit_words(text, unit) for unit in units]
    for index, unit in enumerate(units):
        if unit.resumes:
            owner = resumed_unit(units, index)
            rows[owner] = rows[index] = rows[owner] + rows[index]
    rows = [row or [""] for row in rows]
    counts = np.fromiter(map(len, rows), dtype=np.intp, count=len(rows))
    starts = np.zeros(len(rows), dtype=np.intp)
    np.cumsum(counts[:-1], out=starts[1:])
    return TextWords([word for row in rows for word in row], starts, counts)


def resumed_unit(units: Sequence[Unit], index: int) -> int:
    """Index of the unit that a unit behind page furniture goes on with."""
    return next((i for i in range(index - 1, -1, -1) if not units[i].furniture), index)


def _unit_words(text: str, unit: Unit) -> list[str]:
    said = text[unit.start : unit.end]
    if "\n" in said or "\xad" in said:
        said = plain(said)
    words: list[str] = WORD_OR_MARK.findall(said.lower())
    return bounded(words, len(said))
