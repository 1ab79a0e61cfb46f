"""functions in types → what each type is: its mean mixture and spread, what it has more of, its most typical titles"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vacmap.overview.functions import Matrix
from vacmap.overview.titles import Named
from vacmap.overview.types import Grouping
from vacmap.report.opening import MENTIONED, MOSTLY_OUTSIDE

SPREAD = (0.1, 0.9)
"""Quantiles between which the shares of most functions of a type lie."""
MORE = 1.25
"""A type has more of a cluster than others if, of what lies inside, it has so many times the mean of all functions."""
NAMED = 0.05
"""Clusters under this share of the functions are not named; kinds of work under ``MENTIONED``."""
TYPICAL = 5
"""Titles told of a type."""


@dataclass(frozen=True, slots=True)
class Type:
    """Functions of like mixture."""

    functions: int
    returns: float
    """How much of it comes back when the adverts are others, 0 to 1."""
    shares: tuple[float, ...]
    """Mean share per component."""
    ranges: tuple[tuple[float, float], ...]
    """Per component the shares between which eight of ten of its functions lie."""
    clusters: tuple[float, ...]
    """Mean share per cluster."""
    more: tuple[int, ...]
    """Positions of the clusters it has more of than functions have on average, the weightiest first; of a type that
    lies mostly outside none."""
    kinds: tuple[int, ...]
    """Positions of the kinds of work outside that are at least ``MENTIONED`` of a function, the weightiest first."""
    apart: float
    """Mean distance of its functions to their mean mixture (total variation), 0 to 1."""
    titles: tuple[str, ...]


def describe_types(
    grouping: Grouping, shares: Matrix, clusters: Matrix, kinds: Matrix, named: Named
) -> tuple[Type, ...]:
    """What each type is.

    Parameters
    ----------
    shares : shape (n, n_components)
    clusters : shape (n, n_clusters)
    kinds : shape (n, n_kinds)
        Share of each kind of work outside.
    """
    inside = clusters.mean(axis=0) / max(clusters.mean(axis=0).sum(), np.finfo(float).tiny)
    types = []
    for label, returns in enumerate(grouping.returns):
        rows = np.flatnonzero(grouping.labels == label)
        mean, weights, outside = (part[rows].mean(axis=0) for part in (shares, clusters, kinds))
        own = weights / max(weights.sum(), np.finfo(float).tiny)
        ratio = own / np.maximum(inside, np.finfo(float).tiny)
        types.append(
            Type(
                functions=len(rows),
                returns=returns,
                shares=tuple(mean.tolist()),
                ranges=tuple(map(tuple, np.quantile(shares[rows], SPREAD, axis=0).T.tolist())),
                clusters=tuple(weights.tolist()),
                more=_ranked(weights, (ratio >= MORE) & (weights >= NAMED) & (mean[-1] < MOSTLY_OUTSIDE)),
                kinds=_ranked(outside, outside >= MENTIONED),
                apart=float(np.abs(shares[rows] - mean).sum(axis=1).mean() / 2),
                titles=_typical_titles(named, rows, grouping.distances[rows]),
            )
        )
    return tuple(types)


def _ranked(weights: Matrix, wanted: NDArray[np.bool_]) -> tuple[int, ...]:
    """The positions wanted, the weightiest first."""
    return tuple(at for at in np.argsort(-weights, kind="stable").tolist() if wanted[at])


def _typical_titles(named: Named, rows: NDArray[np.intp], distances: Matrix) -> tuple[str, ...]:
    """Titles that the type has more of than its size lets expect; among equals those of functions near its centre."""
    total = np.bincount(named.codes[named.codes >= 0], minlength=len(named.names))
    codes = named.codes[rows]
    own = np.bincount(codes[codes >= 0], minlength=len(named.names))
    nearest = np.full(len(named.names), np.inf)
    np.minimum.at(nearest, codes[codes >= 0], distances[codes >= 0])
    having = np.flatnonzero(own)
    excess = own[having] - total[having] * len(rows) / len(named.codes)
    best = np.lexsort((having, nearest[having], -np.round(excess, 6)))[:TYPICAL]
    return tuple(named.names[code] for code in having[best])
