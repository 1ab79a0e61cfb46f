"""The cells of functions add up to the shares the tables hold."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from vacmap.overview.cells import rake
from vacmap.structure import Structure, load_structure

STRUCTURE: Structure = load_structure()
SHAPE = (3, len(STRUCTURE.profession_ids), len(STRUCTURE.cluster_ids))


@settings(max_examples=15)
@given(arrays.arrays(np.float64, SHAPE, elements=st.floats(0, 1)), st.floats(0, 1))
def test_cells_sum_to_the_shares_of_professions_and_clusters(weights: np.ndarray, inside: float) -> None:
    exists = [[STRUCTURE.has_cell(one, code) for code in STRUCTURE.cluster_ids] for one in STRUCTURE.profession_ids]
    cells = (weights + 0.01) * exists
    cells *= inside / cells.sum(axis=(1, 2), keepdims=True)
    found = rake(STRUCTURE, weights.astype(np.float32), cells.sum(axis=2), cells.sum(axis=1))
    assert np.allclose(found.sum(axis=2), cells.sum(axis=2), atol=2e-3)
    assert np.allclose(found.sum(axis=1), cells.sum(axis=1), atol=1e-4)
    assert (found[:, ~np.array(exists)] < 1e-6).all()


def test_the_tasks_decide_where_a_profession_stands() -> None:
    tasks = np.zeros(SHAPE, np.float32)[:1]
    tasks[0, 0, 1] = tasks[0, 1, 2] = 100
    professions, clusters = np.zeros((1, SHAPE[1])), np.zeros((1, SHAPE[2]))
    professions[0, :2] = clusters[0, 1:3] = 0.4
    found = rake(STRUCTURE, tasks, professions, clusters)[0]
    assert found[0, 1] > 0.35
    assert found[0, 2] < 0.05


def test_without_tasks_they_are_what_the_shares_let_expect() -> None:
    professions, clusters = np.full((1, SHAPE[1]), 0.1), np.full((1, SHAPE[2]), 0.5 / SHAPE[2])
    found = rake(STRUCTURE, np.zeros(SHAPE, np.float32)[:1], professions, clusters)[0]
    assert np.isclose(found.sum(), 0.5, atol=1e-4)
    assert found[0].max() < 0.02
