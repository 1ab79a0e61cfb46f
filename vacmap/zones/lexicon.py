"""word → number, and what is known of each word once and for all

What a word adds to the scores of a unit is the same wherever it stands, so it is worked out when the word is first
met and kept. A text is then a row of numbers, and everything that is asked of its words is asked of all at once.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vacmap.layout import plain
from vacmap.records import Unit

Numbers = NDArray[np.intp]
Hashes = NDArray[np.uint64]

WORD_OR_MARK = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[?:!€;%@]")
"""What counts as a word here: signs that say something about the kind of sentence are words too."""
DIGIT = re.compile(r"\d")
KEPT_WORDS = 60_000
"""So many words are kept; then the store starts anew."""
FOLD = np.uint64(0x9E3779B97F4A7C15)
"""An odd number that mixes hashes (Fibonacci hashing, Knuth 1998, 6.4)."""


def word_hash(word: str) -> int:
    """A 64-bit number for a word, the same on every machine."""
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def hashes(words: Sequence[str]) -> Hashes:
    """Hashes of words, shape (n_words,); digits are all alike."""
    return np.fromiter((word_hash(DIGIT.sub("0", word)) for word in words), dtype=np.uint64, count=len(words))


def mixed(first: Hashes, second: Hashes) -> Hashes:
    """Hashes of pairs, from the hashes of their parts; the order of the parts counts."""
    return np.asarray((first * FOLD + second) * FOLD, dtype=np.uint64)


@dataclass(frozen=True)
class TextWords:
    """The words of the units of a text, one row behind the other."""

    words: list[str]
    """Lower-cased words of all units, in order."""
    starts: Numbers
    """Index of the first word of every unit, shape (n_units,)."""
    counts: Numbers
    """Number of words of every unit, shape (n_units,); a unit without any has the single word ``""``."""


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
    return WORD_OR_MARK.findall(said.lower())


WorkOut = Callable[[Sequence[str]], NDArray[Any]]
"""Words → an array with a row for each."""


class Lexicon:
    """What is worked out once per word, a column for each thing that is asked of words.

    Parameters
    ----------
    columns : dict of callables
        Name → what gives the rows of words that have not been met before.
    """

    def __init__(self, columns: dict[str, WorkOut]) -> None:
        self._work_out = columns
        self._lock = Lock()
        self._numbers: dict[str, int] = {}
        self._rows: dict[str, NDArray[Any]] = {}

    def look_up(self, words: Sequence[str]) -> dict[str, NDArray[Any]]:
        """The rows of the words in every column, each of shape (n_words, …)."""
        with self._lock:
            numbers = self._numbers
            try:
                found = [numbers[word] for word in words]
            except KeyError:
                self._add(words)
                found = [self._numbers[word] for word in words]
            return {name: rows[found] for name, rows in self._rows.items()}

    def _add(self, words: Sequence[str]) -> None:
        new = list(dict.fromkeys(word for word in words if word not in self._numbers))
        if len(self._numbers) + len(new) > KEPT_WORDS:
            self._numbers = {}
            new = list(dict.fromkeys(words))
        used = len(self._numbers)
        for name, work_out in self._work_out.items():
            added = work_out(new)
            rows = self._rows.get(name)
            if rows is None or used + len(new) > len(rows):
                grown = np.zeros((2 * (used + len(new)), *added.shape[1:]), dtype=added.dtype)
                if rows is not None:
                    grown[:used] = rows[:used]
                self._rows[name] = rows = grown
            rows[used : used + len(new)] = added
        self._numbers.update(zip(new, range(used, used + len(new)), strict=True))
