"""functions and their tasks → every figure of an overview, as numbers and codes' positions"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vacmap.activities import UNLIKE
from vacmap.overview.cells import rake
from vacmap.overview.functions import Functions, Matrix
from vacmap.overview.labels import component_labels
from vacmap.overview.outside import OutsideKind, kind_shares, outside_kinds
from vacmap.overview.profiles import SPREAD, Type, describe_types
from vacmap.overview.purity import Purity, judge, measure_purity
from vacmap.overview.tasks import TaskSums
from vacmap.overview.titles import Titles, compare_titles, name_functions
from vacmap.overview.together import Together, go_together
from vacmap.overview.types import Grouping, group_functions
from vacmap.overview.uncertainty import Mean, concentrations, means, variances
from vacmap.overview.values import Values, compare_values
from vacmap.report.opening import MENTIONED
from vacmap.structure import Structure

BINS = 10


@dataclass(frozen=True, slots=True)
class Spread:
    """How the share of one component is spread over the functions."""

    tenths: tuple[int, ...]
    """Functions by their share, in tenths: the first is 0 to 10 %."""
    low: float
    middle: float
    high: float
    """Four of five functions lie between low and high; half lie under the middle."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What is counted and measured of the functions that can be described; components, clusters and kinds of work are
    in the order of the structure and of ``outside``."""

    functions: int
    tasks: int
    uncertain: float
    """Share of the tasks of which the model is not certain."""
    unlike: int
    """Functions whose words are unlike all that the model knows."""
    means: tuple[Mean, ...]
    """Of the share of each component."""
    spreads: tuple[Spread, ...]
    purity: Purity
    clusters: tuple[Mean, ...]
    """Of the share of each cluster; their intervals tell of the adverts only."""
    cells: NDArray[np.float64]
    """Mean share of each cell, shape (n_professions, n_clusters)."""
    professions_together: Together
    """Of professions with at least ``MENTIONED`` of a function."""
    clusters_together: Together
    """Of clusters with at least one task."""
    outside: tuple[OutsideKind, ...]
    grouping: Grouping
    types: tuple[Type, ...]
    titles: Titles
    values: Values | None
    """Functions by a column of the inputs; None if none was asked for."""


def measure(functions: Functions, sums: TaskSums, structure: Structure, by: str | None) -> Figures:
    """All figures; there must be at least one function."""
    inside, outside = functions.shares[:, :-1], functions.shares[:, -1]
    concentration = concentrations(functions.shares, functions.low, functions.high)
    cells = rake(structure, sums.cells, inside, functions.clusters)
    named = name_functions(functions.titles.tolist())
    grouping = group_functions(cells, outside)
    kinds = outside_kinds(sums, outside)
    order = [sums.kinds.index(kind.code) for kind in kinds]
    per_kind = kind_shares(sums, outside)[:, order]
    components = np.hstack([functions.shares, functions.clusters])
    noise = np.hstack([variances(functions.shares, concentration), np.zeros_like(functions.clusters)])
    found = means(components, noise)
    names = [component.name for component in component_labels(structure)]
    judged = judge(functions, names)
    return Figures(
        functions=len(functions),
        tasks=sums.tasks,
        uncertain=1 - sums.certain / max(sums.tasks, 1),
        unlike=int((functions.novelty >= UNLIKE).sum()),
        means=found[: len(names)],
        spreads=tuple(map(_spread, functions.shares.T)),
        purity=measure_purity(functions, judged, concentration),
        clusters=found[len(names) :],
        cells=cells.mean(axis=0, dtype=float),
        professions_together=go_together(inside >= MENTIONED),
        clusters_together=go_together(sums.clusters > 0),
        outside=kinds,
        grouping=grouping,
        types=describe_types(grouping, functions.shares, functions.clusters, per_kind, named),
        titles=compare_titles(named, functions.shares),
        values=compare_values(by, functions, judged, concentration) if by is not None else None,
    )


def _spread(shares: Matrix) -> Spread:
    tenths = np.minimum((shares * BINS).astype(int), BINS - 1)
    return Spread(
        tuple(np.bincount(tenths, minlength=BINS).tolist()), *np.quantile(shares, [SPREAD[0], 0.5, SPREAD[1]]).tolist()
    )
