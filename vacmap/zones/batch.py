"""texts → the units of several texts in one row

Most of the time that a short text takes is not spent on its words but on starting every step of the work; several texts
together start each step once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from vacmap.layout import read_words
from vacmap.records import Unit
from vacmap.spelling import Words
from vacmap.zones.unit_words import TextWords, whole_sentences

Numbers = NDArray[np.intp]


class Cut(NamedTuple):
    """A text, cut into units."""

    text: str
    units: Sequence[Unit]
    words: Words
    """The words of every unit (:func:`vacmap.layout.read_words`)."""

    @classmethod
    def of(cls, text: str, units: Sequence[Unit]) -> Cut:
        return cls(text, units, read_words(text, units))


MOST_UNITS = 4000
"""Units looked at at once: some kB each."""


def batches(texts: Sequence[Cut]) -> Iterator[list[int]]:
    """Numbers of the texts that are looked at together; a text without units is in none."""
    batch: list[int] = []
    size = 0
    for number, cut in enumerate(texts):
        if batch and size + len(cut.units) > MOST_UNITS:
            yield batch
            batch, size = [], 0
        if cut.units:
            batch.append(number)
            size += len(cut.units)
    if batch:
        yield batch


@dataclass(frozen=True)
class Batch:
    """The units of some texts, one text behind the other."""

    units: Sequence[Unit]
    said: Sequence[str]
    """The stretch of every unit."""
    words: TextWords
    sizes: Numbers
    """Units of every text, shape (n_texts,); none is 0."""

    @classmethod
    def of(cls, texts: Sequence[Cut]) -> Batch:
        return cls(
            [unit for cut in texts for unit in cut.units],
            [cut.text[unit.start : unit.end] for cut in texts for unit in cut.units],
            TextWords.of(Words.joined([whole_sentences(cut.units, cut.words) for cut in texts])),
            np.fromiter((len(cut.units) for cut in texts), dtype=np.intp, count=len(texts)),
        )

    def __len__(self) -> int:
        return len(self.units)

    @cached_property
    def owner(self) -> Numbers:
        """Number of the text of every unit."""
        return np.repeat(np.arange(len(self.sizes)), self.sizes)

    @cached_property
    def starts(self) -> Numbers:
        """The first unit of every text."""
        return np.cumsum(self.sizes) - self.sizes

    @cached_property
    def order(self) -> Numbers:
        """Place of every unit in its text."""
        return np.arange(len(self)) - self.starts[self.owner]

    def split(self, rows: NDArray[Any]) -> list[NDArray[Any]]:
        """Rows of all units, text by text: for what must not hang on which texts are worked on together, even in the
        last decimal, as products of matrices do."""
        return np.split(rows, self.starts[1:])

    def stretch(self, start: int, end: int) -> tuple[Batch, slice]:
        """A stretch of the units of a single text, as if it were all there is; and where its words stand."""
        words, place = self.words.stretch(start, end)
        return Batch(self.units[start:end], self.said[start:end], words, np.array([end - start])), place
