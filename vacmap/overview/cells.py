"""shares of professions and clusters, and tasks → the share of every cell

The tables hold a function's share per profession and per cluster, not per cell. The cells are found again by raking
(iterative proportional fitting; Deming & Stephan 1940): the cells of its tasks, added up, are scaled by turns until
their rows sum to the professions' shares and their columns to the clusters'. A little of what the two alone let expect
is added first, since tasks are counted in one cluster each while a profile knows their probabilities.

On the 1,854 labelled vacancies of the project the cells so found differ from those of the profiles by 0.03 on average
(total variation; 0.62 of a function lies inside); without the tasks by 0.07.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from vacmap.structure import Structure

EXPECTED = 0.1
"""Part of what professions and clusters alone let expect, beside the tasks."""
ROUNDS = 30
TINY = 1e-12
AT_ONCE = 10_000
"""Functions raked together: what is held in memory."""


def rake(
    structure: Structure, tasks: NDArray[np.float32], professions: NDArray[np.float64], clusters: NDArray[np.float64]
) -> NDArray[np.float32]:
    """Share of every cell of functions.

    Parameters
    ----------
    tasks : shape (n, n_professions, n_clusters)
        Tasks per cell, in any measure.
    professions : shape (n, n_professions)
    clusters : shape (n, n_clusters)
        Their sums per row are the same: what lies inside the structure.

    Returns
    -------
    shape (n, n_professions, n_clusters)
        Cells that the structure does not have are 0.
    """
    exists = np.array(
        [[structure.has_cell(one, code) for code in structure.cluster_ids] for one in structure.profession_ids]
    )
    out = np.empty(tasks.shape, np.float32)
    for start in range(0, len(tasks), AT_ONCE):
        some = slice(start, start + AT_ONCE)
        out[some] = _rake(exists, tasks[some].astype(float), professions[some], clusters[some])
    return out


def _rake(
    exists: NDArray[np.bool_],
    tasks: NDArray[np.float64],
    professions: NDArray[np.float64],
    clusters: NDArray[np.float64],
) -> NDArray[np.float64]:
    expected = professions[:, :, None] * clusters[:, None, :]
    cells: NDArray[np.float64] = exists * (_shares(tasks) + EXPECTED * _shares(expected) + TINY)
    for _ in range(ROUNDS):
        cells *= (professions / np.maximum(cells.sum(axis=2), TINY))[:, :, None]
        cells *= (clusters / np.maximum(cells.sum(axis=1), TINY))[:, None, :]
    return cells


def _shares(parts: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(parts / np.maximum(parts.sum(axis=(1, 2), keepdims=True), TINY))
