"""words, parts of words → numbers, the same on every machine

The hash of a string is the sum of its signs, each times the power of an odd number that stands for its place, modulo
2^64 (a polynomial hash; Karp and Rabin 1987, *Efficient randomized pattern-matching algorithms*), whose bits are then
mixed (the finaliser of MurmurHash3, Appleby 2011). So all words and all their n-grams are hashed at once, by sums of
shifted arrays, and no n-gram is ever cut out of its word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
Columns = NDArray[np.intp]

DIGIT = re.compile(r"\d")
FOLD = np.uint64(0x9E3779B97F4A7C15)
"""An odd number that mixes hashes (Fibonacci hashing, Knuth 1998, 6.4)."""
OPENS, CLOSES = "<", ">"
"""Stand around a word in its n-grams."""
SHIFT = np.uint64(33)
FACTORS = np.uint64(0xFF51AFD7ED558CCD), np.uint64(0xC4CEB9FE1A85EC53)
"""Those of MurmurHash3's 64-bit finaliser."""


def mixed(first: Hashes, second: Hashes) -> Hashes:
    """Hashes of pairs, from the hashes of their parts; the order of the parts counts."""
    return np.asarray((first * FOLD + second) * FOLD, dtype=np.uint64)


def scattered(sums: Hashes) -> Hashes:
    """Sums with their bits mixed: one bit that differs changes half of the others."""
    for factor in FACTORS:
        sums = (sums ^ (sums >> SHIFT)) * factor
    return np.asarray(sums ^ (sums >> SHIFT))


def columns_of(hashed: Hashes, bits: int) -> Columns:
    """Which of 2 to the power of ``bits`` columns hashes stand for."""
    return np.asarray(hashed >> np.uint64(64 - bits)).astype(np.intp)


def columns_of_kind(kind: str, sums: Hashes, bits: int) -> Columns:
    """The columns of words or parts that count as things of some kind, given the sums of their signs: the same word
    counts elsewhere as another kind of thing."""
    return columns_of(scattered(sums + _sum_of_kind(kind)), bits)


@cache
def _sum_of_kind(kind: str) -> np.uint64:
    return np.uint64(hashes([kind])[0])


@cache
def _powers(bits: int) -> tuple[Hashes, Hashes]:
    """Powers of ``FOLD`` from 0 on and their inverses, modulo 2^64: 2 to the power of ``bits`` of each."""
    one, inverse = np.uint64(1), np.uint64(pow(int(FOLD), -1, 2**64))
    powers, inverses = (
        np.cumprod(np.append(one, np.full(2**bits - 1, base)), dtype=np.uint64) for base in (FOLD, inverse)
    )
    return powers, inverses


def _factors(n: int) -> Hashes:
    """What the signs of a string are multiplied by, up to the n-th."""
    return _powers(n.bit_length())[0][:n]


def sums_of_signs(codes: Hashes, starts: Columns) -> Hashes:
    """Sums of the signs from each start to the next, the last to the end; shape (n_starts,).

    Parameters
    ----------
    codes : shape (n_signs,)
        0 for what does not count.
    starts : shape (n_starts,)
        Rising, none twice.
    """
    if not len(starts):
        return np.zeros(0, dtype=np.uint64)
    # Places are counted from the start of all, which is quick, and what stands before each sum is divided out again.
    powers, inverses = _powers(len(codes).bit_length())
    return np.asarray(np.add.reduceat(codes * powers[: len(codes)], starts) * inverses[starts])


@dataclass(frozen=True)
class Spelled:
    """Words, sign by sign; digits are all alike."""

    signs: Hashes
    """Code points of all words, each between ``OPENS`` and ``CLOSES``, one word behind the other."""
    counts: Columns
    """Signs of every word with the two around it, shape (n_words,)."""

    @classmethod
    def of(cls, words: Sequence[str]) -> Spelled:
        """Spell words."""
        said = DIGIT.sub("0", f"{OPENS}{f'{CLOSES}{OPENS}'.join(words)}{CLOSES}") if words else ""
        signs = np.frombuffer(said.encode("utf-32-le", "surrogatepass"), "<u4").astype(np.uint64)
        return cls(signs, np.fromiter(map(len, words), dtype=np.intp, count=len(words)) + 2)

    def whole(self) -> Hashes:
        """Sums of the signs of every word, without those around it; shape (n_words,)."""
        ends = np.cumsum(self.counts)
        starts = ends - self.counts
        signs = self.signs.copy()
        signs[starts] = signs[ends - 1] = 0
        return sums_of_signs(signs, starts + 1)

    def endings(self, length: int) -> Hashes:
        """Sums of the last signs of every word, so many, or all there are; shape (n_words,)."""
        ends = np.cumsum(self.counts) - 1
        counts = np.minimum(self.counts - 2, length)
        places = np.arange(length)
        signs = self.signs[np.minimum((ends - counts)[:, None] + places, len(self.signs) - 1)]
        signs[places >= counts[:, None]] = 0
        return np.asarray((signs * _factors(length)).sum(axis=1, dtype=np.uint64))

    def grams(self, lengths: Sequence[int]) -> tuple[Hashes, Columns]:
        """Sums of the n-grams of every word, one word behind the other; and how many each word has.

        An n-gram that stands twice in a word comes twice. Those of a word are in the order of where they begin.
        """
        n_signs = len(self.signs)
        left = np.repeat(np.cumsum(self.counts), self.counts) - np.arange(n_signs)
        sums = np.zeros(n_signs, dtype=np.uint64)
        found = np.empty((n_signs, len(lengths)), dtype=np.uint64)
        for place, power in enumerate(_factors(max(lengths))[:n_signs]):
            sums[: n_signs - place] += self.signs[place:] * power
            if place + 1 in lengths:
                found[:, lengths.index(place + 1)] = sums
        counts = np.maximum(self.counts[:, None] + 1 - np.array(lengths), 0).sum(axis=1)
        return found[left[:, None] >= np.array(lengths)], counts


def hashes(words: Sequence[str]) -> Hashes:
    """Hashes of words, shape (n_words,); digits are all alike."""
    return scattered(Spelled.of(words).whole())
