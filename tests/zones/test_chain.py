"""Scores of single units → labels of a whole text, by the formula in the module's docstring."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from vacmap.zones import Chain
from vacmap.zones.chain import Matrix

KERN, RAND = 0, 1


@pytest.fixture
def chain() -> Chain:
    """Two labels that like to follow themselves."""
    return Chain.count([[KERN, KERN, KERN, RAND, RAND], [KERN, KERN, RAND, RAND, RAND]], 2, trust=0.7)


def by_enumeration(chain: Chain, probabilities: Matrix) -> Matrix:
    """Marginals the slow way: the weight of every sequence of labels, added up."""
    n_units, n_labels = probabilities.shape
    out = np.zeros_like(probabilities)
    for labels in product(range(n_labels), repeat=n_units):
        weight = probabilities[0, labels[0]] * (chain.start[labels[0]] / chain.prior[labels[0]]) ** chain.trust
        for at in range(1, n_units):
            step = chain.transitions[labels[at - 1], labels[at]] / chain.prior[labels[at]]
            weight *= probabilities[at, labels[at]] * step**chain.trust
        for at, label in enumerate(labels):
            out[at, label] += weight
    return np.asarray(out / out.sum(1, keepdims=True))


def test_counts_are_smoothed_by_one() -> None:
    chain = Chain.count([[KERN, KERN, RAND]], 2)
    np.testing.assert_allclose(chain.start, [2 / 3, 1 / 3])
    np.testing.assert_allclose(chain.transitions, [[2 / 4, 2 / 4], [1 / 2, 1 / 2]])
    np.testing.assert_allclose(chain.prior, [3 / 5, 2 / 5])


def test_a_text_without_units_teaches_nothing() -> None:
    with_empty, without = Chain.count([[KERN, RAND], []], 2), Chain.count([[KERN, RAND]], 2)
    np.testing.assert_array_equal(with_empty.transitions, without.transitions)
    np.testing.assert_array_equal(with_empty.start, without.start)


def test_labels_never_seen_keep_a_chance() -> None:
    chain = Chain.count([[0, 1]], 3)
    assert min(chain.start.min(), chain.transitions.min(), chain.prior.min()) > 0


@pytest.mark.parametrize("trust", [0.0, 0.7, 1.0])
def test_marginals_are_those_of_adding_up_every_sequence(trust: float) -> None:
    chain = Chain.count([[0, 0, 1, 2], [0, 1, 1, 2, 2]], 3, trust)
    probabilities = np.array([[0.5, 0.3, 0.2], [0.2, 0.2, 0.6], [0.1, 0.8, 0.1], [0.3, 0.3, 0.4]])
    np.testing.assert_allclose(chain.marginals(probabilities), by_enumeration(chain, probabilities))


def test_without_trust_the_order_counts_for_nothing() -> None:
    chain = Chain.count([[KERN, KERN, RAND]], 2, trust=0.0)
    probabilities = np.array([[0.9, 0.1], [0.2, 0.8], [0.9, 0.1]])
    np.testing.assert_allclose(chain.marginals(probabilities), probabilities)


def test_a_doubtful_unit_takes_the_label_of_its_neighbours(chain: Chain) -> None:
    doubtful = np.array([[0.95, 0.05], [0.5, 0.5], [0.95, 0.05]])
    assert chain.marginals(doubtful)[1, KERN] > 0.6


def test_a_sure_unit_keeps_its_label_among_others(chain: Chain) -> None:
    sure = np.array([[0.9, 0.1], [0.001, 0.999], [0.9, 0.1]])
    assert chain.marginals(sure)[1, RAND] > 0.9


def test_a_text_of_20_000_units_does_not_sink_to_zero(chain: Chain) -> None:
    marginals = chain.marginals(np.tile([[0.99, 0.01], [0.01, 0.99]], (10_000, 1)))
    assert np.isfinite(marginals).all()
    np.testing.assert_allclose(marginals.sum(1), 1)


def test_no_units_no_marginals(chain: Chain) -> None:
    assert chain.marginals(np.zeros((0, 2))).shape == (0, 2)


@given(arrays(float, st.tuples(st.integers(1, 6), st.just(2)), elements=st.floats(0, 1)))
def test_marginals_are_probabilities_whatever_the_classifier_says(probabilities: Matrix) -> None:
    marginals = Chain.count([[KERN, RAND]], 2).marginals(probabilities)
    assert (marginals >= 0).all()
    np.testing.assert_allclose(marginals.sum(1), 1)
