"""functions by a column of the inputs → the main figures per value, and which values clearly differ

A value differs clearly in a component if its mean lies farther from that of all functions than the farthest of all
values and components does in all but one of twenty shufflings of the column (Westfall & Young 1993, single-step maxT).
A t test with Holm's method would not do: shares are skewed, and of twelve values without any difference it called one
clear in 43 % of the trials.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vacmap.overview.functions import Functions, Matrix
from vacmap.overview.purity import Judged
from vacmap.overview.uncertainty import LEVEL, SEED, Mean, means, variances
from vacmap.report.contacts import mask_contacts
from vacmap.report.wording import one_line

LEAST = 20
"""Functions from which a value stands by itself."""
MOST = 12
"""Values that stand by themselves, the most frequent ones."""
LONGEST = 200
"""Signs of a value that are looked at."""
SHUFFLES = 500
_NUMBER = re.compile(r"[+-]?\d+(?:[.,-]\d+)*")


@dataclass(frozen=True, slots=True)
class Value:
    """Functions with one value in the column, or the rest."""

    name: str | None
    """What stands in the column; None where nothing does, and for the rest."""
    together: int
    """Number of values it stands for: 0 where nothing stands in the column, 1, or more for the rest."""
    functions: int
    means: tuple[Mean, ...]
    """Mean share per component."""
    pure: int
    outside: int
    """Functions that are pure, and that lie mostly outside, by their estimated shares."""
    differs: tuple[int, ...]
    """Per component 1 or -1 if it clearly has more or less than the others, else 0."""


@dataclass(frozen=True, slots=True)
class Values:
    """Functions by a column."""

    column: str
    values: tuple[Value, ...]
    """Numbers and dates in their order, else the most frequent first; what is empty and the rest last."""


def compare_values(column: str, functions: Functions, judged: Judged, concentration: Matrix) -> Values:
    """The main figures per value of the column that was asked for."""
    written = {value: one_line(value)[:LONGEST] or None for value in set(functions.values) if value is not None}
    cells = [written.get(value) for value in functions.values]
    counted = Counter(cell for cell in cells if cell is not None)
    own = [value for value, n in counted.most_common(MOST) if n >= LEAST]
    if all(map(_NUMBER.fullmatch, own)):
        own.sort(key=_by_number)
    place = {value: at for at, value in enumerate(own)}
    empty, rest = len(own), len(own) + 1
    groups = np.array([empty if cell is None else place.get(cell, rest) for cell in cells])
    names: list[str | None] = [*own, None, None]
    sizes = [1] * len(own) + [0, len(counted) - len(own)]
    found = [at for at in range(len(names)) if (groups == at).any()]
    differs = _differences(functions.shares, groups, [at for at in found if at < empty])
    noise = variances(functions.shares, concentration)
    nowhere = (0,) * functions.shares.shape[1]
    values = []
    for at in found:
        rows = groups == at
        name = names[at]
        values.append(
            Value(
                None if name is None else mask_contacts(name),
                sizes[at],
                int(rows.sum()),
                means(functions.shares[rows], noise[rows]),
                int(judged.pure[rows].sum()),
                int(judged.outside[rows].sum()),
                differs.get(at, nowhere),
            )
        )
    return Values(column, tuple(values))


def _by_number(value: str) -> tuple[float, ...]:
    return tuple(float(part) for part in re.findall(r"\d+", value))


def _differences(shares: Matrix, groups: NDArray[np.intp], compared: list[int]) -> dict[int, tuple[int, ...]]:
    """Per group and component whether its mean is clearly above (1) or below (-1) that of all functions."""
    if len(compared) < 2:
        return {}
    rng = np.random.default_rng(SEED)
    found = _gaps(shares, groups)[compared]
    by_chance = [np.abs(_gaps(shares, rng.permutation(groups))[compared]).max() for _ in range(SHUFFLES)]
    signs = np.where(np.abs(found) > np.quantile(by_chance, 1 - LEVEL), np.sign(found), 0).astype(int)
    return {group: tuple(signs[row].tolist()) for row, group in enumerate(compared)}


def _gaps(shares: Matrix, groups: NDArray[np.intp]) -> Matrix:
    """How far the mean of each group is from that of all, in standard errors; shape (n_groups, n_components)."""
    sizes = np.bincount(groups)
    sums = np.stack([np.bincount(groups, weights=component) for component in shares.T], axis=1)
    gaps = sums / np.maximum(sizes, 1)[:, None] - shares.mean(axis=0)
    errors = shares.std(axis=0) * np.sqrt(1 / np.maximum(sizes, 1))[:, None]
    return np.asarray(gaps / np.maximum(errors, np.finfo(float).tiny))
