"""names of functions and their mixtures → whether jobs with one title have one content

The distance of two functions is the total variation between their mixtures, ½ Σ |aᵢ − bᵢ|, 0 (the same) to 1 (nothing
in common). Told is the mean distance of two functions with the same title, beside that of any two: both hold the
uncertainty of the mixtures themselves. The interval is found by drawing titles with replacement.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from vacmap.overview.functions import Matrix
from vacmap.overview.names import function_name, usual_spelling
from vacmap.overview.uncertainty import RESAMPLES, SEED, TAIL, Mean

FREQUENT = 5
"""Functions from which a title is listed."""
LISTED = 15
ENOUGH = 20
"""Titles of several functions from which titles are compared with chance."""
ALL_PAIRS = 50
"""Up to so many functions of a title all pairs are looked at; of more a sample."""
PAIRS = 2_000

Codes = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Named:
    """Functions by name."""

    codes: Codes
    """Number of each function's name; -1 if its title holds none."""
    names: tuple[str, ...]
    """As they are written most often."""


@dataclass(frozen=True, slots=True)
class Title:
    """Functions with one title."""

    name: str
    functions: int
    shares: tuple[float, ...]
    """Mean share per component."""
    apart: float
    """Mean distance of two of its functions."""


@dataclass(frozen=True, slots=True)
class Titles:
    """What titles say of contents."""

    named: int
    """Functions whose title holds a name."""
    names: int
    """Different names."""
    frequent: tuple[Title, ...]
    """The most frequent ones."""
    same: Mean | None
    """Mean distance of two functions with the same title; None if there are too few to say so."""
    any: float
    """Mean distance of any two functions."""


def name_functions(titles: Sequence[str | None]) -> Named:
    """Give functions with the same name the same number."""
    found: dict[str, int] = {}
    spellings: list[list[str]] = []
    codes = np.full(len(titles), -1, dtype=np.intp)
    for row, title in enumerate(titles):
        name = function_name(title)
        if name is None:
            continue
        code = codes[row] = found.setdefault(name.casefold(), len(found))
        if code == len(spellings):
            spellings.append([])
        spellings[code].append(name)
    return Named(codes, tuple(map(usual_spelling, spellings)))


def compare_titles(named: Named, shares: Matrix) -> Titles:
    """What titles say of contents.

    Parameters
    ----------
    shares : shape (n, n_components)
    """
    rng = np.random.default_rng(SEED)
    sizes = np.bincount(named.codes[named.codes >= 0], minlength=len(named.names))
    order = np.argsort(named.codes, kind="stable")
    ends = np.searchsorted(named.codes[order], np.arange(len(sizes) + 1))
    several = np.flatnonzero(sizes > 1)
    rows = {int(code): order[ends[code] : ends[code + 1]] for code in several}
    apart = {code: _apart(shares[of_title], rng) for code, of_title in rows.items()}
    frequent = sorted((code for code in rows if sizes[code] >= FREQUENT), key=lambda code: (-sizes[code], code))
    return Titles(
        named=int(sizes.sum()),
        names=len(sizes),
        frequent=tuple(
            Title(named.names[code], int(sizes[code]), tuple(shares[rows[code]].mean(axis=0).tolist()), apart[code])
            for code in frequent[:LISTED]
        ),
        same=_mean(np.array(list(apart.values())), sizes[several], rng) if len(several) >= ENOUGH else None,
        any=_apart(shares, rng),
    )


def _apart(shares: Matrix, rng: np.random.Generator) -> float:
    """Mean distance of two of some functions."""
    n = len(shares)
    if n < 2:
        return 0.0
    if n <= ALL_PAIRS:
        pairs = np.array(list(combinations(range(n), 2)))
    else:
        first = rng.integers(n, size=PAIRS)
        pairs = np.column_stack([first, (first + rng.integers(1, n, size=PAIRS)) % n])
    return float(np.abs(shares[pairs[:, 0]] - shares[pairs[:, 1]]).sum(axis=1).mean() / 2)


def _mean(apart: Matrix, sizes: NDArray[np.int64], rng: np.random.Generator) -> Mean:
    """Mean over titles, each weighing as its functions."""
    drawn = (rng.integers(len(apart), size=len(apart)) for _ in range(RESAMPLES))
    means = [np.average(apart[rows], weights=sizes[rows]) for rows in drawn]
    low, high = np.quantile(means, [TAIL, 1 - TAIL])
    return Mean(float(np.average(apart, weights=sizes)), float(low), float(high))
