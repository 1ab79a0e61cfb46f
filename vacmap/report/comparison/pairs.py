"""entries → pairs: how much of their mixtures functions have in common, with an interval

Distance. The distance of two functions is the total variation between their mixtures over professions and work outside,
½ Σ |aᵢ − bᵢ|: 0 if they are the same, 1 if they have nothing in common. One minus the distance is Σ min(aᵢ, bᵢ), the
part of the mixture that both have; the report calls that their likeness. The same over cells tells whether it is also
the same clusters they share; it is never a smaller distance, since professions are sums of cells.

Interval. :mod:`vacmap.functions.mixture` knows the shares of a function as a Dirichlet distribution, and the profile
keeps its mean m and the 90 % intervals of its marginals Beta(S·mᵢ, S·(1 − mᵢ)). Only the concentration S is left out;
it is found again as the S whose limits lie nearest to those of the profile (least squares). From Dirichlet(S·m) of each
function mixtures are drawn, and the 5 % and 95 % quantiles of their distances are the limits.

Assumptions: shares of one function vary together as a Dirichlet distribution lets them (which is how the model itself
computes them), and functions vary independently. What is uncertain of two mixtures sets them apart in most draws, so
that the distance of the means can lie under the low limit; the limits are widened to hold it, as the model does for
shares.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from vacmap.functions.mixture import INTERVAL, LEAST, Mixture
from vacmap.report.comparison.functions import Entry
from vacmap.report.function.summary import Component

DRAWS = 4000
"""Mixtures drawn per function: limits are then off by less than a percent."""
SEED = 2016
CONCENTRATIONS = np.geomspace(1.0, 1e4, 400)
"""What S can be, from nearly nothing known of a mixture to everything, in steps of 2 %."""

Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Gap:
    """A component of two functions."""

    code: str
    name: str
    sign: str
    position: int | None
    first: float
    second: float


@dataclass(frozen=True, slots=True)
class Pair:
    """Two functions."""

    first: Entry
    second: Entry
    distance: float
    """0 (the same mixture) to 1 (nothing in common)."""
    low: float
    high: float
    """Limits between which the distance lies with a probability of 90 %."""
    cell_distance: float
    gap: Gap
    """Where their shares differ most."""

    @property
    def letters(self) -> tuple[str, str]:
        return self.first.letter, self.second.letter

    @property
    def same_text(self) -> bool:
        return self.first.source == self.second.source

    @property
    def likeness(self) -> float:
        return 1 - self.distance

    @property
    def likeness_range(self) -> tuple[float, float]:
        return 1 - self.high, 1 - self.low


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike functions are, two by two."""

    pairs: tuple[Pair, ...]
    """The most alike first."""
    closest: Pair | None
    """The most alike two of different texts, among three texts or more."""
    closest_probability: float
    """How probable it is that no other two are more alike."""
    farthest: Entry | None
    """The function that lies farthest from the one nearest to it, among three texts or more."""
    farthest_probability: float


def measure_likeness(entries: Sequence[Entry]) -> Likeness:
    """Distances between all functions, each with its interval.

    Parameters
    ----------
    entries : sequence of Entry
        Functions with a profile.
    """
    draws: dict[str, Vector] = {}
    for at, entry in enumerate(entries):
        draws[entry.letter] = draws[entry.source] if entry.source in draws else _draw(entry, at)
    pairs, distances = [], []
    for first, second in combinations(entries, 2):
        drawn = np.abs(draws[first.letter] - draws[second.letter]).sum(axis=1) / 2
        pairs.append(_pair(first, second, drawn))
        distances.append(drawn)
    order = sorted(range(len(pairs)), key=lambda at: (pairs[at].distance, pairs[at].letters))
    several = len({entry.source for entry in entries}) > 2
    different = [at for at in order if not pairs[at].same_text]
    closest = pairs[different[0]] if several else None
    farthest, far = _farthest(entries, pairs, distances) if several else (None, 0.0)
    return Likeness(
        tuple(pairs[at] for at in order),
        closest,
        _first_is_least([distances[at] for at in different]) if closest is not None else 0.0,
        farthest,
        far,
    )


def concentration(components: Sequence[Component]) -> float:
    """S of the Dirichlet distribution with these shares as mean whose intervals come nearest to these.

    A component without an interval could have any share.
    """
    mean = _mean(components)
    limits = np.array([[part.low or 0.0, 1.0 if part.high is None else part.high] for part in components])
    nothing = np.empty((0, len(mean)))
    misfits = [((Mixture(s * mean, nothing).intervals() - limits) ** 2).sum() for s in CONCENTRATIONS]
    return float(CONCENTRATIONS[int(np.argmin(misfits))])


def _mean(components: Sequence[Component]) -> Vector:
    shares = np.maximum([part.share for part in components], LEAST)
    return np.asarray(shares / shares.sum())


def _draw(entry: Entry, position: int) -> Vector:
    """Mixtures the function may have, shape (DRAWS, n_components); the same whoever stands behind it."""
    components = entry.summary.components
    return np.random.default_rng([SEED, position]).dirichlet(concentration(components) * _mean(components), DRAWS)


def _pair(first: Entry, second: Entry, drawn: Vector) -> Pair:
    both = list(zip(first.summary.components, second.summary.components, strict=True))
    distance = sum(abs(a.share - b.share) for a, b in both) / 2
    tail = (1 - INTERVAL) / 2
    low, high = (float(limit) for limit in np.quantile(drawn, [tail, 1 - tail]))
    one, other = max(both, key=lambda parts: abs(parts[0].share - parts[1].share))
    return Pair(
        first,
        second,
        distance,
        min(low, distance),
        max(high, distance),
        _cell_distance(first, second),
        Gap(one.code, one.name, one.sign, one.position, one.share, other.share),
    )


def _cell_distance(first: Entry, second: Entry) -> float:
    one, other = first.function.profile.cells, second.function.profile.cells
    inside = sum(abs(one.get(cell, 0.0) - other.get(cell, 0.0)) for cell in one.keys() | other.keys())
    return (inside + abs(first.summary.outside_share - second.summary.outside_share)) / 2


def _first_is_least(distances: Sequence[Vector]) -> float:
    return float((np.argmin(np.stack(distances), axis=0) == 0).mean())


def _farthest(entries: Sequence[Entry], pairs: Sequence[Pair], drawn: Sequence[Vector]) -> tuple[Entry, float]:
    """The function with the largest distance to its nearest, and how probable it is that no other has a larger one."""
    letters = [entry.letter for entry in entries]
    nearest, nearest_drawn = np.ones(len(entries)), np.ones((len(entries), DRAWS))
    for pair, distances in zip(pairs, drawn, strict=True):
        for at in map(letters.index, pair.letters):
            nearest[at] = min(nearest[at], pair.distance)
            nearest_drawn[at] = np.minimum(nearest_drawn[at], distances)
    farthest = int(nearest.argmax())
    return entries[farthest], float((nearest_drawn.argmax(axis=0) == farthest).mean())
