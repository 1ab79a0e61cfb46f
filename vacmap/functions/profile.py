"""tasks and their evidence → the profile of the function"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from vacmap.activities import Evidence, cell_shares
from vacmap.functions.mixture import Matrix, MixtureParameters, infer
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
    """The function as a whole, from its tasks. Without tasks nothing is said. A task that only names in general what
    those below it state does not count beside them."""
    counted = [row for row, task in enumerate(tasks) if not task.umbrella]
    tasks, evidence = [tasks[row] for row in counted], evidence.of(counted)
    if not tasks:
        return Profile(0)
    lengths = np.array([len(task.text.split()) for task in tasks], dtype=float)
    rows = component_evidence(structure, evidence)
    mixture = infer(parameters, evidence.expected, rows, [float(length) for length in lengths])
    codes = (*structure.profession_ids, OUTSIDE)
    weights = lengths / lengths.sum()
    shares = dict(zip(codes, (float(share) for share in mixture.shares), strict=True))
    cells = _cells(structure, evidence, mixture.shares, mixture.responsibilities, weights)
    # A cluster's share is the sum of its cells: what the report shows side by side has to add up.
    clusters = dict.fromkeys(structure.cluster_ids, 0.0)
    for cell, share in cells.items():
        clusters[cell.rpartition("/")[2]] += share
    return Profile(
        tasks=len(tasks),
        professions=shares,
        intervals={
            code: (float(low), float(high)) for code, (low, high) in zip(codes, mixture.intervals(), strict=True)
        },
        clusters={**clusters, OUTSIDE: shares[OUTSIDE]},
        cells=cells,
        uncertain=sum(not task.certain for task in tasks) / len(tasks),
    )


def _cells(
    structure: Structure, evidence: Evidence, shares: Matrix, responsibilities: Matrix, weights: Matrix
) -> dict[str, float]:
    """Each profession's share, divided over its cells as its tasks are; with ``buiten`` they sum to 1."""
    cells: dict[str, float] = {}
    for column, profession in enumerate(structure.profession_ids):
        possible = [code for code in structure.cluster_ids if structure.has_cell(profession, code)]
        indices = [structure.cluster_ids.index(code) for code in possible]
        amounts = (weights * responsibilities[:, column]) @ evidence.clusters[:, indices]
        total = amounts.sum()
        for code, amount in zip(possible, amounts, strict=True):
            cells[f"{profession}/{code}"] = float(shares[column] * (amount / total if total else 1 / len(possible)))
    return cells
