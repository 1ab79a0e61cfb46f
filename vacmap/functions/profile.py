"""tasks and their evidence → the profile of the function"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from vacmap.activities import Evidence, cell_shares, filled_cells
from vacmap.functions.mixture import Matrix, Mixture, MixtureParameters, infer_all
from vacmap.layout import n_words
from vacmap.records import OUTSIDE, Profile, Task
from vacmap.structure import Structure


def component_evidence(structure: Structure, evidence: Evidence) -> Matrix:
    """What each task says about professions and ``buiten``, shape (n_tasks, n_professions + 1); rows sum to 1.

    A profession's part of a task is summed over the clusters the task may belong to, so an empty cell gives it nothing.
    """
    shares = cell_shares(structure, evidence.professions)
    held = (evidence.clusters[:, :-1, None] * shares).sum(axis=1)
    return np.hstack([held, evidence.clusters[:, -1:]])


def make_profile(
    structure: Structure, parameters: MixtureParameters, tasks: Sequence[Task], evidence: Evidence
) -> Profile:
    """The function as a whole, from its tasks; see :func:`make_profiles`."""
    return make_profiles(structure, parameters, [(tasks, evidence)])[0]


def make_profiles(
    structure: Structure, parameters: MixtureParameters, functions: Sequence[tuple[Sequence[Task], Evidence]]
) -> list[Profile]:
    """Some functions as a whole, each from its tasks. Without tasks nothing is said. A task that only names in general
    what those below it state does not count beside them."""
    told: list[tuple[list[Task], Evidence]] = []
    for tasks, evidence in functions:
        counted = [row for row, task in enumerate(tasks) if not task.umbrella]
        told.append(([tasks[row] for row in counted], evidence.of(counted)))
    if not told:
        return []
    lengths = np.array([n_words(task.text) for tasks, _ in told for task in tasks], dtype=float)
    sizes = [len(tasks) for tasks, _ in told]
    rows = component_evidence(structure, Evidence.joined([evidence for _, evidence in told]))
    expected = np.array([evidence.expected for _, evidence in told])
    mixtures = infer_all(parameters, expected, rows, lengths, sizes)
    filled = filled_cells(structure).T
    cells = [f"{structure.profession_ids[row]}/{structure.cluster_ids[at]}" for row, at in np.argwhere(filled)]
    own_lengths = np.split(lengths, np.cumsum(sizes)[:-1])
    return [
        _profile(structure, cells, filled, tasks, evidence, mixture, own)
        for (tasks, evidence), mixture, own in zip(told, mixtures, own_lengths, strict=True)
    ]


def _profile(
    structure: Structure,
    codes_of_cells: Sequence[str],
    filled: NDArray[np.bool_],
    tasks: Sequence[Task],
    evidence: Evidence,
    mixture: Mixture,
    lengths: Matrix,
) -> Profile:
    if not tasks:
        return Profile(0)
    codes = (*structure.profession_ids, OUTSIDE)
    shares = dict(zip(codes, mixture.shares.tolist(), strict=True))
    cells = _cells(filled, evidence, mixture, lengths / lengths.sum())
    # A cluster's share is the sum of its cells: what the report shows side by side has to add up.
    clusters = dict(zip(structure.cluster_ids, cells.sum(axis=0).tolist(), strict=True))
    return Profile(
        tasks=len(tasks),
        professions=shares,
        intervals=dict(zip(codes, map(tuple, mixture.intervals().tolist()), strict=True)),
        clusters={**clusters, OUTSIDE: shares[OUTSIDE]},
        cells=dict(zip(codes_of_cells, cells[filled].tolist(), strict=True)),
        uncertain=sum(not task.certain for task in tasks) / len(tasks),
    )


def _cells(filled: NDArray[np.bool_], evidence: Evidence, mixture: Mixture, weights: Matrix) -> Matrix:
    """Each profession's share, divided over its cells as its tasks are; with ``buiten`` they sum to 1.

    Returns
    -------
    array of shape (n_professions, n_clusters)
    """
    amounts = (weights[:, None] * mixture.responsibilities[:, :-1]).T @ evidence.clusters[:, :-1] * filled
    totals = amounts.sum(axis=1, keepdims=True)
    evenly = filled / filled.sum(axis=1, keepdims=True)
    return np.asarray(mixture.shares[:-1, None] * np.divide(amounts, totals, out=evenly, where=totals > 0))
