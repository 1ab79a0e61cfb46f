"""shares of functions with their intervals → means with intervals, numbers with bounds, differences beyond chance

Concentration. :mod:`vacmap.functions.mixture` knows the mixture of a function as a Dirichlet distribution with mean m;
the tables keep m and the 90 % intervals of its marginals Beta(S·mᵢ, S·(1 − mᵢ)). S is the one with which the widest of
these intervals is as wide as it is.

Means. What is uncertain of a mean over functions is which adverts happened to be there, and what is uncertain of each.
The first is found by the bootstrap (Efron 1979): adverts are drawn with replacement, ``RESAMPLES`` times; deviations
are widened by √(n / (n − 1)), since the variance of n values drawn from is that much too small. To the mean of each
draw noise is added with the variance of the second, the mean of mᵢ(1 − mᵢ)/(S + 1) over the functions, divided by n.
The interval holds the middle 90 %. A model that is wrong in the same direction everywhere is not in it: the mean
mixture may be off by as much as mixtures are on average (total variation is convex), and is by a third of it: by 0.05
on the gold vacancies, where mixtures are off by 0.16, and by 0.03 on the training vacancies, where they are by 0.09.

Numbers. How many functions have a property can be counted by their estimated shares. Bounds are how many have it with a
probability of at least 95 % by their own Dirichlet distribution, and how many with at least 5 %. They hold also if the
errors of all functions go the same way, as those of a model do; if functions erred independently the sum over all would
be known far better, but they do not: of the 1,853 labelled vacancies 671 lie mostly outside, 561 by the model's
estimates, 580 ± 13 if errors were independent, 424 to 777 by these bounds.

Chance. Several differences looked at together are clear if they stay so by Holm's method (1979) at ``LEVEL``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc, betaincinv, ndtri

from vacmap.functions.mixture import INTERVAL, LEAST
from vacmap.overview.functions import Matrix

SEED = 2016
RESAMPLES = 1000
TAIL = (1 - INTERVAL) / 2
DEVIATIONS = float(ndtri(1 - TAIL))
"""Standard deviations at both sides of the mean of a normal distribution that hold the interval."""
ROUNDS = 8
"""Until the widths of intervals are met within a thousandth."""
CONCENTRATIONS = (0.5, 1e4)
"""What S can be, from nearly nothing known of a mixture to everything."""
LEVEL = 0.05
"""Probability that among differences that are none any is called clear."""


class Mean(NamedTuple):
    """A mean share, with the limits of its 90 % interval."""

    share: float
    low: float
    high: float


class Number(NamedTuple):
    """How many functions have a property."""

    surely: int
    estimated: int
    possibly: int


def concentrations(shares: Matrix, low: Matrix, high: Matrix) -> Matrix:
    """S of each function, shape (n,)."""
    widths = high - low
    rows, widest = np.arange(len(shares)), widths.argmax(axis=1)
    mean = np.clip(shares[rows, widest], LEAST, 1 - LEAST)
    width = np.maximum(widths[rows, widest], LEAST)
    out = np.clip(mean * (1 - mean) / (width / (2 * DEVIATIONS)) ** 2 - 1, *CONCENTRATIONS)
    for _ in range(ROUNDS):
        ends = [betaincinv(out * mean, out * (1 - mean), tail) for tail in (TAIL, 1 - TAIL)]
        out = np.clip(out * ((ends[1] - ends[0]) / width) ** 2, *CONCENTRATIONS)
    return np.asarray(out)


def means(values: Matrix, noise: Matrix | None = None) -> tuple[Mean, ...]:
    """The mean of each column with its interval.

    Parameters
    ----------
    values : shape (n, n_columns)
        Shares; n is at least 1.
    noise : shape (n, n_columns) or None
        Variance of each.
    """
    n, columns = values.shape
    rng = np.random.default_rng(SEED)
    mean = values.mean(axis=0)
    drawn = np.empty((RESAMPLES, columns))
    for at in range(RESAMPLES):
        drawn[at] = np.bincount(rng.integers(n, size=n), minlength=n) @ values / n
    drawn = mean + (drawn - mean) * np.sqrt(n / max(n - 1, 1))
    if noise is not None:
        drawn += rng.standard_normal(drawn.shape) * np.sqrt(noise.mean(axis=0) / n)
    low, high = np.clip(np.quantile(drawn, [TAIL, 1 - TAIL], axis=0), 0.0, 1.0)
    return tuple(
        Mean(*map(float, one)) for one in zip(mean, np.minimum(low, mean), np.maximum(high, mean), strict=True)
    )


def variances(shares: Matrix, concentration: Matrix) -> Matrix:
    """Variance of every share, shape (n, n_components)."""
    return np.asarray(shares * (1 - shares) / (concentration[:, None] + 1))


def above(shares: Matrix, rest: Matrix, concentration: Matrix, least: float) -> Matrix:
    """Probability that shares are at least ``least`` of themselves and the rest, by the Dirichlet distribution.

    Parts of a Dirichlet distribution have a Beta distribution as shares of their sum, whatever the other parts are.
    """
    a, b = (concentration * np.maximum(part, LEAST) for part in (shares, rest))
    return np.asarray(1 - betainc(a, b, least))


def number(estimated: NDArray[np.bool_], probabilities: Matrix) -> Number:
    """How many functions have a property, by whether each has it by its estimate, and the probability that it has."""
    counted = int(estimated.sum())
    surely, possibly = ((probabilities >= least).sum() for least in (1 - TAIL, TAIL))
    return Number(min(int(surely), counted), counted, max(int(possibly), counted))


def holm(probabilities: Sequence[float]) -> list[bool]:
    """Which of several differences are clear, by the probability of each that chance alone gives it."""
    clear = [False] * len(probabilities)
    for passed, at in enumerate(sorted(range(len(probabilities)), key=probabilities.__getitem__)):
        if probabilities[at] > LEVEL / (len(probabilities) - passed):
            break
        clear[at] = True
    return clear
