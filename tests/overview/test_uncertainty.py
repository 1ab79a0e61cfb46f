"""Intervals hold what they promise, and what is called clear is no chance."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vacmap.functions.mixture import Mixture
from vacmap.overview.uncertainty import above, concentrations, holm, means, number, variances

ALPHA = np.array([2.0, 1.0, 0.5, 0.5, 0.2, 3.0])


def known(concentration: np.ndarray, mixtures: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Shares and limits as the tables hold them."""
    found = [
        Mixture(s * mixture, np.empty((0, mixtures.shape[1])))
        for s, mixture in zip(concentration, mixtures, strict=True)
    ]
    limits = np.stack([one.intervals() for one in found])
    return np.stack([one.shares for one in found]), limits[:, :, 0], limits[:, :, 1]


def test_the_concentration_is_found_again_from_shares_and_limits() -> None:
    rng = np.random.default_rng(0)
    concentration = rng.uniform(5, 60, 200)
    found = concentrations(*known(concentration, rng.dirichlet(ALPHA, 200).clip(1e-3)))
    assert np.allclose(found, concentration, rtol=0.1)


def test_intervals_of_means_hold_the_mean_of_all_there_could_be_in_nine_of_ten_archives() -> None:
    """True mixtures are drawn, seen through a few tasks; the interval is to hold the mean of the population."""
    rng = np.random.default_rng(5)
    population = ALPHA / ALPHA.sum()
    held = []
    for _ in range(40):
        true = rng.dirichlet(ALPHA, 40)
        counts = np.stack([rng.multinomial(12, mixture) for mixture in true])
        seen = (counts + ALPHA) / (counts + ALPHA).sum(axis=1, keepdims=True)
        noise = variances(seen, np.full(40, 12 + ALPHA.sum()))
        held.append(
            [mean.low <= share <= mean.high for mean, share in zip(means(seen, noise), population, strict=True)]
        )
    assert 0.85 <= np.mean(held) <= 0.96


def test_the_uncertainty_of_each_function_widens_the_interval() -> None:
    shares = np.random.default_rng(0).dirichlet(ALPHA, 30)
    plain, noisy = means(shares)[0], means(shares, np.full(shares.shape, 0.05))[0]
    assert noisy.high - noisy.low > 1.1 * (plain.high - plain.low)
    assert plain.share == pytest.approx(noisy.share)


def test_a_mean_of_one_function_is_itself() -> None:
    assert means(np.array([[0.25, 0.75]]))[1] == pytest.approx((0.75, 0.75, 0.75))


def test_the_probability_to_be_above_a_share_is_that_of_the_dirichlet_distribution() -> None:
    rng = np.random.default_rng(0)
    concentration, mean = 14.0, ALPHA / ALPHA.sum()
    drawn = rng.dirichlet(concentration * mean, 40_000)
    inside = drawn[:, :-1]
    share = inside[:, 0] / inside.sum(axis=1)
    rest = mean[1:-1].sum()
    found = above(mean[:1], np.array([rest]), np.array([concentration]), 0.6)
    assert found[0] == pytest.approx((share >= 0.6).mean(), abs=0.01)


@given(st.lists(st.tuples(st.booleans(), st.floats(0, 1)), max_size=30))
def test_bounds_of_a_number_lie_around_it(functions: list[tuple[bool, float]]) -> None:
    estimated, probabilities = np.array([one for one, _ in functions], bool), np.array([p for _, p in functions])
    found = number(estimated, probabilities)
    assert found.surely <= found.estimated <= found.possibly
    assert found.estimated == estimated.sum()


def test_what_all_have_for_sure_has_no_bounds() -> None:
    assert number(np.array([True, True, False]), np.array([0.99, 1.0, 0.01])) == (2, 2, 2)


@pytest.mark.parametrize(
    ("probabilities", "clear"),
    [
        ([], []),
        ([0.04], [True]),
        ([0.04, 0.9], [False, False]),
        ([0.02, 0.9], [True, False]),
        ([0.02, 0.04], [True, True]),
        ([0.9, 0.01, 0.03], [False, True, False]),
    ],
)
def test_more_differences_ask_for_more_evidence(probabilities: list[float], clear: list[bool]) -> None:
    assert holm(probabilities) == clear
