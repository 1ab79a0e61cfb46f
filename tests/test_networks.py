"""Networks that look twice: what holds of them whatever they look at."""

from __future__ import annotations

import numpy as np
import pytest

from vacmap.networks import Networks

Data = tuple[np.ndarray, np.ndarray]


@pytest.fixture(scope="module")
def data() -> Data:
    """Rows that belong to any of three sets, told apart at a glance; and to which they belong."""
    generator = np.random.default_rng(1)
    sets = generator.integers(0, 2, (400, 3))
    return sets + generator.normal(0, 0.1, (400, 3)), sets


def test_what_is_plain_is_learnt(data: Data) -> None:
    assert ((Networks.fit(lambda _: data).scores(data[0]) > 0) == data[1]).mean() > 0.95


def test_scores_are_the_mean_of_what_the_networks_say(data: Data) -> None:
    networks = Networks.fit(lambda _: data)
    odds = [np.log(p) - np.log1p(-p) for p in (one.predict_proba(data[0]) for one in networks.estimators)]
    np.testing.assert_allclose(networks.scores(data[0]), np.mean(odds, axis=0), rtol=1e-3, atol=1e-3)


def test_every_network_learns_from_rows_of_its_own(data: Data) -> None:
    asked: list[int] = []

    def learn_from(number: int) -> Data:
        asked.append(number)
        return data

    networks = Networks.fit(learn_from, jobs=1)
    assert asked == list(range(len(networks.estimators)))


def test_a_network_keeps_nothing_that_is_only_needed_for_learning(data: Data) -> None:
    for pipeline in Networks.fit(lambda _: data).estimators:
        assert pipeline[-1]._optimizer is None


def test_the_same_data_give_the_same_networks(data: Data) -> None:
    first, second = Networks.fit(lambda _: data), Networks.fit(lambda _: data)
    np.testing.assert_array_equal(first.scores(data[0]), second.scores(data[0]))


@pytest.mark.parametrize("n_rows", [1, 3], ids=["one row", "three rows"])
def test_next_to_no_rows_give_networks_all_the_same(n_rows: int) -> None:
    rows, labels = np.ones((n_rows, 2)), np.zeros((n_rows, 2), dtype=int)
    assert np.isfinite(Networks.fit(lambda _: (rows, labels)).scores(rows)).all()
