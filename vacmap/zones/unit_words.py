"""words of units → all of a text in one row"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vacmap.records import Unit
from vacmap.spelling import Numbered, Words


@dataclass(frozen=True)
class TextWords(Numbered):
    """The words of the units of some texts, a row each; a unit without any has the single word ``""``."""

    @classmethod
    def of(cls, words: Words) -> TextWords:
        """The words of some units, a row each."""
        return cls(*words.one_each().numbered())

    @property
    def words(self) -> list[str]:
        """The words of all units, in order."""
        spelled = list(self.different)
        return [spelled[number] for number in self.numbers.tolist()]

    def stretch(self, first: int, end: int) -> tuple[TextWords, slice]:
        """The words of the units from ``first`` to before ``end``, and where they stand in the row."""
        place = slice(int(self.starts[first]), int(self.starts[end - 1] + self.counts[end - 1]))
        return TextWords(self.different, self.numbers[place], self.counts[first:end]), place


def whole_sentences(units: Sequence[Unit], words: Words) -> Words:
    """The words of every unit of a text, given those that stand in each (:func:`vacmap.layout.read_words`). A unit that
    resumes an interrupted sentence, and the one it resumes, have both the words of the whole."""
    if not any(unit.resumes for unit in units):
        return words
    rows = [[index] for index in range(len(units))]
    for index, unit in enumerate(units):
        if unit.resumes:
            owner = resumed_unit(units, index)
            rows[owner] = rows[index] = [*rows[owner], *rows[index]]
    return words.together(rows)


def resumed_unit(units: Sequence[Unit], index: int) -> int:
    """Index of the unit that a unit behind page furniture goes on with."""
    return next((i for i in range(index - 1, -1, -1) if not units[i].furniture), index)
