"""what each function has → which of it go together more, or less, than chance brings about

Long adverts have more of everything, so that nearly everything seems to go together. Chance is therefore what happens
when every function keeps as many things as it has, and every thing as many functions: given k, the things of a function
are drawn with weights y that are the same for all functions,

    p(things A | k) = Π_{c in A} y_c / e_k(y),      e_k: elementary symmetric polynomial,

the conditional form of the Rasch model (Andersen 1970; conditional Bernoulli sampling: Chen, Dempster & Liu 1994). y is
such that every thing has as many functions as it has. Of two things together are then expected E = Σ p(both | k); the
lift is observed / E. The number observed varies around E with the variance that is left of its own once the numbers of
functions per thing are known, v − cᵀ C⁺ c, with C the covariances of these numbers and c theirs with the pair (as in
the R₂c test of Glas 1988). On the labelled vacancies the lifts of clusters by the model's tasks and by the readers'
correlate by 0.99; under plain independence the average lift is 1.27.

Pairs of which fewer than ``ENOUGH`` are expected are not judged (Cochran 1954). The others are clear if Holm's method
says so and the lift differs from 1 by the factor ``WORTH``: in a large archive every trifle is beyond chance, but the
model does not read so precisely.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from vacmap.overview.uncertainty import DEVIATIONS, holm

ENOUGH = 5
WORTH = 1.05
ROUNDS = 1000
TOLERANCE = 1e-9
WEIGHTS = (1e-9, 1e9)
"""Weights stay within, also where a thing only stands beside all others."""

Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two things, by their positions."""

    first: int
    second: int
    together: int
    """Functions that have both."""
    expected: float
    spread: float
    """Standard deviation of the number expected."""
    beyond: bool
    """Whether it is more, or less, than chance brings about."""

    @property
    def judged(self) -> bool:
        return self.expected >= ENOUGH

    @property
    def lift(self) -> float:
        """Observed by expected; 1 is chance."""
        return self.together / self.expected if self.expected else 1.0

    @property
    def clear(self) -> bool:
        """Whether it is beyond chance, and by so much that it says something."""
        return self.beyond and not 1 / WORTH < self.lift < WORTH

    @property
    def lift_range(self) -> tuple[float, float]:
        """Limits of its 90 % interval."""
        if not self.expected:
            return 0.0, float("inf")
        reach = DEVIATIONS * self.spread / self.expected
        return max(0.0, self.lift - reach), self.lift + reach


@dataclass(frozen=True, slots=True)
class Together:
    """Things and what goes together among them."""

    functions: int
    having: tuple[int, ...]
    """Functions per thing."""
    pairs: tuple[Pair, ...]
    """Every two things, in their order."""

    def pair(self, one: int, other: int) -> Pair:
        """The pair of two positions, in any order."""
        first, second = sorted((one, other))
        return next(pair for pair in self.pairs if (pair.first, pair.second) == (first, second))

    @property
    def clear(self) -> tuple[Pair, ...]:
        """The clear pairs, what goes together most beyond chance first."""
        return tuple(sorted((pair for pair in self.pairs if pair.clear), key=lambda pair: -pair.lift))


def go_together(present: NDArray[np.bool_]) -> Together:
    """What goes together.

    Parameters
    ----------
    present : shape (n_functions, n_things)
    """
    n, things = present.shape
    having = present.sum(axis=0)
    counts = present.astype(np.int32)
    both = counts.T @ counts
    expected, variance = _expected(present, having)
    found = list(combinations(range(things), 2))
    spread = [float(np.sqrt(variance[pair])) for pair in found]
    judged = [at for at, pair in enumerate(found) if expected[pair] >= ENOUGH and spread[at] > 0]
    chances = [2 * float(ndtr(-abs(both[found[at]] - expected[found[at]]) / spread[at])) for at in judged]
    beyond = {at for at, clear in zip(judged, holm(chances), strict=True) if clear}
    pairs = tuple(
        Pair(*pair, int(both[pair]), float(expected[pair]), spread[at], at in beyond) for at, pair in enumerate(found)
    )
    return Together(n, tuple(having.tolist()), pairs)


def _expected(present: NDArray[np.bool_], having: NDArray[np.int64]) -> tuple[Vector, Vector]:
    """How many functions have two things by chance, and the variance; shape (n_things, n_things)."""
    n, things = present.shape
    # What all functions have, or none has, tells nothing: beside it stands what there is of the other.
    open_things = np.flatnonzero((having > 0) & (having < n))
    expected = np.minimum(having[:, None], having[None, :]).astype(float)
    variance = np.zeros((things, things))
    sizes = np.bincount(present[:, open_things].sum(axis=1), minlength=len(open_things) + 1)
    weights = _weights(having[open_things].astype(float), sizes)
    places = range(len(weights))
    single = [_chance(weights, [at]) for at in places]
    pairs = {pair: _chance(weights, list(pair)) for pair in combinations(places, 2)}
    among = np.array([[sizes @ (_both(single, pairs, a, b) - single[a] * single[b]) for b in places] for a in places])
    known = np.linalg.pinv(among, hermitian=True) if len(weights) else among
    for (one, other), chance in pairs.items():
        with_others = np.array(
            [
                sizes @ (_chance(weights, sorted({one, other, at})) - chance * single[at])  # with one of the two: both
                for at in places
            ]
        )
        pair = open_things[one], open_things[other]
        expected[pair] = sizes @ chance
        variance[pair] = max(0.0, sizes @ (chance * (1 - chance)) - with_others @ known @ with_others)
    return expected, variance


def _both(single: list[Vector], pairs: dict[tuple[int, int], Vector], one: int, other: int) -> Vector:
    """Probability to have two things, or one where they are the same, by k."""
    return single[one] if one == other else pairs[min(one, other), max(one, other)]


def _weights(having: Vector, sizes: NDArray[np.int64]) -> Vector:
    """y in the formula above: found by turns, each weight set right by what is expected with the weights before."""
    weights = np.ones(len(having))
    for _ in range(ROUNDS):
        expected = np.array([sizes @ _chance(weights, [at]) for at in range(len(weights))])
        updated = np.clip(weights * having / np.maximum(expected, WEIGHTS[0]), *WEIGHTS)
        updated /= np.exp(np.log(updated).mean()) if len(updated) else 1.0
        moved = np.abs(np.log(updated / weights)).max(initial=0.0)
        weights = updated
        if moved < TOLERANCE:
            break
    return weights


def _chance(weights: Vector, things: list[int]) -> Vector:
    """Probability that a function has these things, by the number k of all its things; shape (n_things + 1,)."""
    all_sums, others = _polynomials(weights), _polynomials(np.delete(weights, things))
    out = np.zeros(len(all_sums))
    out[len(things) :] = weights[things].prod() * others / all_sums[len(things) :]
    return out


def _polynomials(weights: Vector) -> Vector:
    """Elementary symmetric polynomials of degree 0 to n."""
    out = np.zeros(len(weights) + 1)
    out[0] = 1.0
    for weight in weights.tolist():
        out[1:] += weight * out[:-1]
    return out
