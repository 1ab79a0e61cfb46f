"""What goes together beyond chance is found, and long adverts are not taken for it."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from vacmap.overview.together import ENOUGH, Together, go_together
from vacmap.overview.together import _chance as chance


def by_length(rng: np.random.Generator, functions: int) -> np.ndarray:
    """Functions of all lengths that have each of six things by chance, the longer the more."""
    eager, frequent = rng.normal(0, 1.5, (functions, 1)), np.array([-2.0, -1.0, -0.5, 0.0, 0.5, 1.5])
    return rng.random((functions, 6)) < 1 / (1 + np.exp(-(eager + frequent)))


def plain_lifts(present: np.ndarray) -> list[float]:
    """What comes of taking things for independent."""
    having = present.mean(axis=0)
    return [
        (present[:, one] & present[:, other]).mean() / having[one] / having[other]
        for one, other in combinations(range(6), 2)
    ]


def test_length_alone_makes_nothing_go_together() -> None:
    rng = np.random.default_rng(2)
    alarms, held = [], []
    for _ in range(25):
        present = by_length(rng, 250)
        found = go_together(present)
        alarms.append(bool(found.clear))
        held += [pair.lift_range[0] <= 1 <= pair.lift_range[1] for pair in found.pairs if pair.judged]
        assert np.mean([pair.lift for pair in found.pairs]) == pytest.approx(1, abs=0.06)
        assert np.mean(plain_lifts(present)) > 1.2
    assert np.mean(alarms) <= 0.1
    assert np.mean(held) == pytest.approx(0.9, abs=0.04)  # intervals of 90 %


def test_two_things_that_go_together_are_found() -> None:
    rng = np.random.default_rng(3)
    present = by_length(rng, 600)
    present[:, 4] = np.where(rng.random(600) < 0.5, present[:, 1], present[:, 4])
    found = go_together(present)
    best = found.clear[0]
    assert (best.first, best.second) == (1, 4)
    assert best.lift_range[0] > 1
    assert found.pair(4, 1) == best


@pytest.mark.parametrize("things", [[0], [0, 2]])
def test_chance_is_that_of_drawing_so_many_things_by_weight(things: list[int]) -> None:
    weights = np.array([0.5, 1.0, 2.0, 4.0])
    expected = chance(weights, things)
    for size in range(5):
        drawn = [set(one) for one in combinations(range(4), size)]
        weighed = [np.prod(weights[list(one)]) if one else 1.0 for one in drawn]
        having = sum(w for one, w in zip(drawn, weighed, strict=True) if set(things) <= one)
        assert expected[size] == pytest.approx(having / sum(weighed))


@settings(max_examples=30)
@given(arrays.arrays(bool, st.tuples(st.integers(1, 12), st.integers(1, 5))))
def test_as_many_pairs_are_expected_as_there_are(present: np.ndarray) -> None:
    found = go_together(present)
    assert len(found.pairs) == present.shape[1] * (present.shape[1] - 1) // 2
    assert found.having == tuple(present.sum(axis=0))
    for pair in found.pairs:
        assert 0 <= pair.expected <= min(found.having[pair.first], found.having[pair.second]) + 1e-6
        assert pair.judged or not pair.clear
    open_things = [at for at, n in enumerate(found.having) if 0 < n < len(present)]
    expected = sum(pair.expected for pair in found.pairs if {pair.first, pair.second} <= set(open_things))
    together = sum(pair.together for pair in found.pairs if {pair.first, pair.second} <= set(open_things))
    assert expected == pytest.approx(together, abs=1e-3)


def test_few_functions_are_not_judged() -> None:
    present = np.array([[True, True, False]] * 4 + [[False, False, True]] * 4)
    found: Together = go_together(present)
    assert all(pair.expected < ENOUGH for pair in found.pairs)
    assert found.clear == ()
