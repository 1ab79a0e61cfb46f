"""word → number, and what is known of each word once and for all

What a word adds to the scores of a unit is the same wherever it stands, so it is worked out when the word is first
met and kept. A text is then a row of numbers, and everything that is asked of its words is asked of all at once.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from itertools import islice
from threading import Lock
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

Key = TypeVar("Key")
Value = TypeVar("Value")

KEPT_WORDS = 20_000
"""How many words are kept where nobody says otherwise."""


def totals(
    table: NDArray[np.float32] | csr_matrix, rows: NDArray[Any], counts: NDArray[np.intp], values: Any = None
) -> NDArray[np.float32]:
    """Sums of rows of a table, so many for each; as a product with a sparse matrix, which copies no row.

    Parameters
    ----------
    table : shape (n_rows, n_columns)
    rows : shape (sum(counts),)
        Numbers of the rows to be summed, one sum behind the other.
    counts : shape (n_sums,)
    values : array of shape (sum(counts),) or None
        What each row is multiplied by; None: 1.

    Returns
    -------
    array of shape (n_sums, n_columns)
        Every sum is the same to the last bit whatever sums stand beside it.
    """
    starts = np.concatenate([[0], np.cumsum(counts)])
    values = np.ones(len(rows), dtype=np.float32) if values is None else values
    found = csr_matrix((values, rows, starts), shape=(len(counts), table.shape[0])) @ table
    return np.asarray(found.toarray() if isinstance(table, csr_matrix) else found)


def numbered(strings: Sequence[str]) -> tuple[list[str], NDArray[np.intp]]:
    """The different strings of a row, and the number among them of every string of the row, shape (n_strings,)."""
    numbers = {string: number for number, string in enumerate(dict.fromkeys(strings))}
    return list(numbers), _taken(strings, numbers)


def first_half(known: dict[Key, Value], kept: int) -> dict[Key, Value]:
    """What a full store keeps: what is frequent is met early (Zipf), and what is rare does not come back."""
    return dict(islice(known.items(), kept // 2))


def _taken(keys: Sequence[Key], numbers: dict[Key, int]) -> NDArray[np.intp]:
    return np.fromiter(map(numbers.__getitem__, keys), dtype=np.intp, count=len(keys))


WorkOut = Callable[[Sequence[str]], NDArray[Any]]
"""Words → an array with a row for each."""


@dataclass(frozen=True)
class Known:
    """What a lexicon knows of a row of words."""

    numbers: NDArray[np.intp]
    """Numbers of the words, shape (n_words,)."""
    columns: dict[str, NDArray[Any]]

    def at(self, places: NDArray[np.intp]) -> Known:
        """What is known of the words at some places, which may come more than once."""
        return Known(self.numbers[places], self.columns)

    def rows(self, column: str, places: NDArray[np.intp] | None = None) -> NDArray[Any]:
        """The rows of all words in a column, or of those at some places: shape (n_words, …) or (n_places, …)."""
        numbers = self.numbers if places is None else self.numbers[places]
        return np.asarray(self.columns[column][numbers])


class Lexicon:
    """What is worked out once per word, a column for each thing that is asked of words.

    Parameters
    ----------
    columns : dict of callables
        Name → what gives the rows of words that have not been met before.
    kept : int
        So many words are kept; when there are more, the half that was met first stays.
    """

    def __init__(self, columns: dict[str, WorkOut], kept: int = KEPT_WORDS) -> None:
        self._work_out = columns
        self._kept = kept
        self._lock = Lock()
        self._numbers: dict[Hashable, int] = {}
        self._rows: dict[str, NDArray[Any]] = {}

    def look_up(self, words: Sequence[str], keys: Sequence[Hashable] | None = None) -> Known:
        """What is known of the words.

        Parameters
        ----------
        words : sequence of str
            Only those that are met for the first time are read.
        keys : sequence or None
            What each word is known by, always the same of its kind in one lexicon; None: by itself.
        """
        keys = words if keys is None else keys
        with self._lock:
            if not self._rows:  # so that there are columns even for no words
                self._add(words, keys)
            try:
                found = _taken(keys, self._numbers)
            except KeyError:
                self._add(words, keys)
                found = _taken(keys, self._numbers)
            return Known(found, dict(self._rows))

    def _add(self, words: Sequence[str], keys: Sequence[Hashable]) -> None:
        new = self._unknown(keys)
        if len(self._numbers) + len(new) > self._kept:
            self._forget()
            new = self._unknown(keys)
        used = len(self._numbers)
        end = used + len(new)
        new_words = [words[place] for place in new.values()]
        for name, work_out in self._work_out.items():
            added = work_out(new_words)
            rows = self._rows.get(name)
            if rows is None or end > len(rows):
                # Room for all at once: the system gives memory only to what is written.
                grown = np.zeros((max(end, self._kept), *added.shape[1:]), dtype=added.dtype)
                if rows is not None:
                    grown[:used] = rows[:used]
                self._rows[name] = rows = grown
            rows[used:end] = added
        self._numbers.update(zip(new, range(used, end), strict=True))

    def _unknown(self, keys: Sequence[Hashable]) -> dict[Hashable, int]:
        """The keys that were not met, and a place of each."""
        known = self._numbers
        return {key: place for place, key in enumerate(keys) if key not in known}

    def _forget(self) -> None:
        # Whoever looked up before may still read the old rows: the next words get room in new ones.
        self._numbers = first_half(self._numbers, self._kept)
        self._rows = {name: rows[: len(self._numbers)] for name, rows in self._rows.items()}
