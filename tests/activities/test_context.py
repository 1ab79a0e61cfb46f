"""Rows of the second look: what they hold, whatever the tasks."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vacmap.activities.context import Looks, describe, describe_all
from vacmap.tasks import TaskSpan

N_LABELS, N_COMPONENTS = 5, 3


def task(number: int, heading: str = "Taken", title: str = "Bakker") -> TaskSpan:
    text = f"Je doet {'veel ' * number}."
    return TaskSpan(0, len(text), text, text, heading, "", title)


def looks(n_tasks: int, seed: int = 0) -> Looks:
    generator = np.random.default_rng(seed)
    own, whole, heading = generator.random((3, n_tasks, N_LABELS))
    tasks = [task(number) for number in range(n_tasks)]
    return Looks(tasks, own, whole, heading, generator.random(N_LABELS), generator.dirichlet(np.ones(N_COMPONENTS)))


@given(st.integers(1, 30))
def test_there_is_a_finite_row_for_every_task(n_tasks: int) -> None:
    rows = describe(looks(n_tasks))
    assert rows.shape == (n_tasks, describe(looks(1)).shape[1])
    assert np.isfinite(rows).all()


@given(st.lists(st.integers(0, 6), min_size=1, max_size=5))
def test_jobs_together_have_the_rows_they_have_alone_to_the_last_bit(sizes: list[int]) -> None:
    jobs = [looks(size, seed) for seed, size in enumerate(sizes)]
    for job, rows in zip(jobs, describe_all(jobs), strict=True):
        assert len(rows) == len(job.tasks)
        if job.tasks:
            np.testing.assert_array_equal(rows, describe(job))


def test_certainties_of_nought_and_one_have_finite_rows() -> None:
    sure = replace(looks(2), own=np.eye(2, N_LABELS), whole=np.ones((2, N_LABELS)), expected=np.array([1.0, 0.0, 0.0]))
    assert np.isfinite(describe(sure)).all()


@pytest.mark.parametrize("far", [1, 2])
def test_a_task_sees_its_neighbours(far: int) -> None:
    before = looks(12)
    own = before.own.copy()
    own[[5, 11]] = own[[11, 5]]  # the mean of all tasks stays
    changed = np.abs(describe(replace(before, own=own)) - describe(before)).sum(axis=1) > 1e-4
    assert changed[5 - far]
    assert changed[5 + far]
    assert not changed[0:3].any()


def test_what_is_said_of_no_heading_and_no_title_does_not_count() -> None:
    bare = [replace(task, heading="", title="") for task in looks(3).tasks]
    one = replace(looks(3), tasks=bare)
    other = replace(one, heading=np.random.default_rng(9).random((3, N_LABELS)), title=np.full(N_LABELS, 0.9))
    np.testing.assert_array_equal(describe(one), describe(other))
