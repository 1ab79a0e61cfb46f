"""rows of text → their words, as numbers

A word is known by its hash (:mod:`vacmap.hashing`); what it reads like is looked up only where that matters, which is
when it is met for the first time. So all words of many texts are found, told apart and counted by arrays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import accumulate, pairwise
from typing import overload

import numpy as np
from numpy.typing import NDArray

from vacmap.hashing import DIGIT, Columns, Hashes, scattered, sums_of_signs

MARKS = "?:!€%@"
JOINERS = "'’-"
WORD = re.compile(rf"[^\W_]+(?:[{JOINERS}][^\W_]+)*")
"""Parts of a compound are no words of their own."""
WORD_OR_MARK = re.compile(rf"{WORD.pattern}|[{MARKS}]")
"""What counts as a word here: signs that say something about the kind of sentence are words too."""
LONGEST_WORD = 60
"""Signs of a word that are looked at: what is longer is no word, and would take time by its square."""
BETWEEN = "\n"
"""Stands between rows."""
AT_ONCE = 2**19
"""Signs that are looked at together: some 80 bytes each. A row is not cut."""
N_SIGNS = 0x110000
LETTER, JOINER, MARK = 1, 2, 3


@dataclass(frozen=True)
class Words:
    """The words and marks of some rows of text, one row behind the other: in small letters, digits all alike."""

    said: str
    """What they stand in, in small letters."""
    starts: Columns
    """Where each begins, shape (n_words,)."""
    ends: Columns
    hashes: Hashes
    marks: NDArray[np.bool_]
    """Which of them are marks."""
    counts: Columns
    """Words and marks of every row, shape (n_rows,)."""

    @classmethod
    def joined(cls, parts: Sequence[Words]) -> Words:
        """The rows of all parts, one part behind the other."""
        if not parts:
            return read_rows([])
        # Parts of one text stand in it still: it is there once.
        texts = {id(part.said): part.said for part in parts}
        shifts = dict(zip(texts, accumulate(map(len, texts.values()), initial=0), strict=False))
        said = parts[0].said if len(texts) == 1 else "".join(texts.values())
        return cls(
            said,
            np.concatenate([part.starts + shifts[id(part.said)] for part in parts]),
            np.concatenate([part.ends + shifts[id(part.said)] for part in parts]),
            np.concatenate([part.hashes for part in parts]),
            np.concatenate([part.marks for part in parts]),
            np.concatenate([part.counts for part in parts]),
        )

    def split(self, sizes: Sequence[int]) -> list[Words]:
        """So many of the rows, then so many, and so on."""
        parts, row, word = [], 0, 0
        ends = np.append(0, np.cumsum(self.counts)).tolist()
        for size in sizes:
            row, first = row + size, word
            word = ends[row]
            parts.append(self._stretch(slice(first, word), slice(row - size, row)))
        return parts

    def _stretch(self, own: slice, rows: slice) -> Words:
        return Words(self.said, self.starts[own], self.ends[own], self.hashes[own], self.marks[own], self.counts[rows])

    def together(self, groups: Sequence[Sequence[int]]) -> Words:
        """The rows of every group made one row."""
        starts = np.cumsum(self.counts) - self.counts
        rows = np.array([row for group in groups for row in group], dtype=np.intp)
        owner = np.repeat(np.arange(len(groups)), list(map(len, groups)))
        counts = np.bincount(owner, weights=self.counts[rows], minlength=len(groups)).astype(np.intp)
        return self._picked(within(starts[rows], self.counts[rows]), counts)

    def only(self, which: NDArray[np.bool_]) -> Words:
        """Some of the words, shape (n_words,)."""
        owner = np.repeat(np.arange(len(self)), self.counts)
        return self._picked(np.flatnonzero(which), np.bincount(owner[which], minlength=len(self)))

    def without_marks(self) -> Words:
        """The words alone."""
        return self.only(~self.marks) if self.marks.any() else self

    def _picked(self, places: Columns, counts: Columns) -> Words:
        return Words(self.said, self.starts[places], self.ends[places], self.hashes[places], self.marks[places], counts)

    def one_each(self) -> Words:
        """The same, with an empty word in every row that has none."""
        empty = self.counts == 0
        if not empty.any():
            return self
        at = (np.cumsum(self.counts) - self.counts)[empty]
        starts, ends = np.insert(self.starts, at, 0), np.insert(self.ends, at, 0)
        hashes, marks = np.insert(self.hashes, at, 0), np.insert(self.marks, at, values=False)
        return Words(self.said, starts, ends, hashes, marks, self.counts + empty)

    def __len__(self) -> int:
        return len(self.counts)

    def spelled(self, place: int) -> str:
        """What a word reads like."""
        start = int(self.starts[place])
        return DIGIT.sub("0", self.said[start : min(int(self.ends[place]), start + LONGEST_WORD)])

    def rows(self) -> list[list[str]]:
        """All words of every row, spelled."""
        spelled = [self.spelled(place) for place in range(len(self.hashes))]
        ends = np.cumsum(self.counts).tolist()
        return [spelled[end - count : end] for end, count in zip(ends, self.counts.tolist(), strict=True)]

    def numbered(self) -> tuple[Different, Columns, Columns]:
        """What a :class:`Numbered` is made of."""
        order = np.argsort(self.hashes)
        ordered = self.hashes[order]
        first = np.ones(len(order), dtype=bool)
        first[1:] = ordered[1:] != ordered[:-1]
        numbers = np.empty(len(order), dtype=np.intp)
        numbers[order] = np.cumsum(first) - 1
        return Different(self, order[first], ordered[first]), numbers, self.counts


@dataclass(frozen=True)
class Different(Sequence[str]):
    """Different words, in the order of their hashes; each is spelled when it is asked for."""

    words: Words
    places: Columns
    """One place of each among the words."""
    hashes: Hashes

    @overload
    def __getitem__(self, number: int) -> str: ...
    @overload
    def __getitem__(self, number: slice) -> list[str]: ...
    def __getitem__(self, number: int | slice) -> str | list[str]:
        if isinstance(number, slice):
            return [self.words.spelled(place) for place in self.places[number].tolist()]
        return self.words.spelled(int(self.places[number]))

    def __len__(self) -> int:
        return len(self.places)

    @cached_property
    def keys(self) -> list[int]:
        """Their hashes."""
        found: list[int] = self.hashes.tolist()
        return found

    def only(self, which: NDArray[np.bool_]) -> Different:
        """Some of them, shape (len(self),)."""
        return Different(self.words, self.places[which], self.hashes[which])


@dataclass(frozen=True)
class Numbered:
    """The words of some rows, one row behind the other, as numbers."""

    different: Different
    """Every word that is met, once."""
    numbers: Columns
    """Number of every word among the different ones, shape (n_words,)."""
    counts: Columns
    """Words of every row, shape (n_rows,)."""

    def __len__(self) -> int:
        return len(self.counts)

    @cached_property
    def starts(self) -> Columns:
        """Index of the first word of every row, shape (n_rows,)."""
        return np.cumsum(self.counts) - self.counts

    @cached_property
    def hashes(self) -> Hashes:
        """Hashes of all words, shape (n_words,)."""
        return self.different.hashes[self.numbers]


def read_rows(rows: Sequence[str]) -> Words:
    """The words and marks of rows of text, as :data:`WORD_OR_MARK` finds them in small letters."""
    lowered = [row.lower() for row in rows]
    lengths = np.fromiter(map(len, lowered), dtype=np.intp, count=len(lowered))
    chunk = (np.cumsum(lengths) - lengths) // AT_ONCE
    if len(chunk) == 0 or chunk[-1] == 0:
        return _read(lowered, lengths)
    ends = [*(np.flatnonzero(np.diff(chunk)) + 1).tolist(), len(lowered)]
    return Words.joined([_read(lowered[start:end], lengths[start:end]) for start, end in pairwise([0, *ends])])


def _read(lowered: Sequence[str], lengths: Columns) -> Words:
    said = BETWEEN.join(lowered)
    # What stands between rows stands before the first and behind the last as well: every sign has two neighbours.
    signs = np.frombuffer(f"{BETWEEN}{said}{BETWEEN}".encode("utf-32-le", "surrogatepass"), "<u4")
    kinds, codes = (table.take(signs) for table in _signs())
    in_word, joins, marks = kinds == LETTER, kinds == JOINER, (kinds == MARK)[1:-1]
    joins[1:-1] &= in_word[:-2] & in_word[2:]
    in_word |= joins
    own = in_word[1:-1]
    starts = np.flatnonzero((own & ~in_word[:-2]) | marks)
    ends = np.flatnonzero((own & ~in_word[2:]) | marks) + 1
    counts = np.diff(np.searchsorted(starts, np.cumsum(lengths + 1)), prepend=0)
    codes = codes[1:-1] * (own | marks)
    beyond = np.maximum(ends - starts - LONGEST_WORD, 0)
    if beyond.any():
        codes[within(ends - beyond, beyond)] = 0
    return Words(said, starts, ends, scattered(sums_of_signs(codes, starts)), marks[starts], counts)


@cache
def _signs() -> tuple[NDArray[np.uint8], Hashes]:
    """Of every sign: what it does in a word, and its code; digits are all alike. Each has shape (N_SIGNS,)."""
    every = np.arange(N_SIGNS, dtype="<u4").tobytes().decode("utf-32-le", "surrogatepass")
    kinds = np.zeros(N_SIGNS, dtype=np.uint8)
    codes = np.arange(N_SIGNS, dtype=np.uint64)
    for match in re.finditer(r"[^\W_]+", every):
        kinds[match.start() : match.end()] = LETTER
    for match in re.finditer(r"\d+", every):
        codes[match.start() : match.end()] = ord("0")
    kinds[[ord(sign) for sign in JOINERS]] = JOINER
    kinds[[ord(sign) for sign in MARKS]] = MARK
    return kinds, codes


def within(starts: Columns, counts: Columns) -> Columns:
    """The numbers from each start on, so many."""
    return np.arange(int(counts.sum())) + np.repeat(starts - np.cumsum(counts) + counts, counts)
