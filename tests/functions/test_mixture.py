"""tasks → mixture: what holds for any evidence."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from vacmap.functions import Mixture, MixtureParameters, infer, infer_all
from vacmap.functions.mixture import Matrix

COMPONENTS = ("bakker", "winkelier", "buiten")
EXPECTED = (0.5, 0.3, 0.2)
EVEN = (1 / 3, 1 / 3, 1 / 3)
PARAMETERS = MixtureParameters(COMPONENTS, strength=2.0, sharpness=1.2, pull=0.75, weight=0.8)
BAKKER, WINKELIER, BUITEN = 0, 1, 2

evidence_rows = arrays(float, st.tuples(st.integers(1, 12), st.just(3)), elements=st.floats(0.01, 1)).map(
    lambda rows: rows / rows.sum(1, keepdims=True)
)
"""Evidence of 1 to 12 tasks; rows sum to 1."""


def infer_even(
    evidence: Matrix, parameters: MixtureParameters = PARAMETERS, expected: tuple[float, ...] = EXPECTED
) -> Mixture:
    """The mixture of tasks of the same length."""
    return infer(parameters, np.array(expected), np.asarray(evidence, dtype=float), [8.0] * len(evidence))


def widths(mixture: Mixture) -> Matrix:
    return np.asarray(mixture.intervals()[:, 1] - mixture.intervals()[:, 0])


@given(evidence_rows)
def test_shares_sum_to_1(evidence: Matrix) -> None:
    shares = infer_even(evidence).shares
    assert (shares >= 0).all()
    assert shares.sum() == pytest.approx(1)


@given(evidence_rows)
def test_every_task_is_divided_over_the_components(evidence: Matrix) -> None:
    responsibilities = infer_even(evidence).responsibilities
    assert responsibilities.shape == evidence.shape
    np.testing.assert_allclose(responsibilities.sum(1), 1)


@given(evidence_rows)
def test_every_interval_contains_its_share_and_lies_between_0_and_1(evidence: Matrix) -> None:
    mixture = infer_even(evidence)
    low, high = mixture.intervals().T
    assert (low >= 0).all()
    assert (high <= 1).all()
    assert (low <= mixture.shares).all()
    assert (mixture.shares <= high).all()


@pytest.mark.parametrize("prior", [0.01, 0.0])
def test_an_interval_contains_a_share_that_is_next_to_nothing(prior: float) -> None:
    parameters = MixtureParameters(COMPONENTS, strength=0.5)
    mixture = infer_even([[1.0, 0.0, 0.0]] * 5, parameters, (1 - prior - 0.2, prior, 0.2))
    low, high = mixture.intervals()[WINKELIER]
    assert low <= mixture.shares[WINKELIER] <= high


def test_intervals_are_narrower_with_more_tasks() -> None:
    few, some, many = (infer_even([[0.8, 0.1, 0.1], [0.1, 0.8, 0.1]] * n) for n in (1, 4, 16))
    assert widths(few)[BAKKER] > widths(some)[BAKKER] > widths(many)[BAKKER]


def test_three_tasks_tell_little() -> None:
    mixture = infer_even([[0.8, 0.1, 0.1], [0.1, 0.8, 0.1], [0.1, 0.1, 0.8]])
    assert (widths(mixture) > 0.3).all()


def test_tasks_that_all_say_the_same_decide() -> None:
    assert infer_even([[0.02, 0.96, 0.02]] * 30).shares[WINKELIER] > 0.9


def test_a_doubtful_task_follows_the_rest_of_the_function() -> None:
    doubtful = [0.5, 0.5, 0.0]
    among_bakers = infer_even([[0.95, 0.03, 0.02]] * 9 + [doubtful])
    among_sellers = infer_even([[0.03, 0.95, 0.02]] * 9 + [doubtful])
    assert among_bakers.responsibilities[-1, BAKKER] > 0.7
    assert among_sellers.responsibilities[-1, WINKELIER] > 0.7


def test_without_pull_every_task_speaks_for_itself() -> None:
    rows = [[0.95, 0.03, 0.02]] * 9 + [[0.4, 0.4, 0.2]]
    alone = MixtureParameters(COMPONENTS, sharpness=1.0, pull=0.0)
    np.testing.assert_allclose(infer_even(rows, alone, EVEN).responsibilities, rows, atol=1e-6)


def test_the_more_pull_the_more_the_leading_component_takes() -> None:
    rows = [[0.5, 0.3, 0.2]] * 8 + [[0.2, 0.6, 0.2]] * 3
    shares = [
        infer_even(rows, MixtureParameters(COMPONENTS, pull=pull), EVEN).shares[BAKKER] for pull in (0.0, 0.5, 1.0)
    ]
    assert shares[0] < shares[1] < shares[2]


def test_the_weight_of_a_task_widens_or_narrows_the_intervals() -> None:
    rows = [[0.8, 0.1, 0.1], [0.1, 0.8, 0.1]] * 4
    wide, narrow = (infer_even(rows, MixtureParameters(COMPONENTS, weight=w), (0.4, 0.4, 0.2)) for w in (0.2, 1.0))
    assert (widths(wide) > widths(narrow)).all()


@given(st.lists(st.one_of(evidence_rows, st.just(np.zeros((0, 3)))), min_size=1, max_size=5))
def test_functions_together_are_what_they_are_alone_to_the_last_bit(functions: list[Matrix]) -> None:
    sizes = [len(evidence) for evidence in functions]
    lengths = np.arange(1.0, sum(sizes) + 1)
    expected = np.tile(EXPECTED, (len(functions), 1))
    together = infer_all(PARAMETERS, expected, np.vstack(functions), lengths, sizes)
    for mixture, evidence, own in zip(together, functions, np.split(lengths, np.cumsum(sizes)[:-1]), strict=True):
        alone = infer(PARAMETERS, np.array(EXPECTED), evidence, own)
        np.testing.assert_array_equal(mixture.counts, alone.counts)
        np.testing.assert_array_equal(mixture.responsibilities, alone.responsibilities)


def test_without_tasks_what_was_expected_stands() -> None:
    mixture = infer(PARAMETERS, np.array(EXPECTED), np.zeros((0, 3)), [])
    np.testing.assert_allclose(mixture.shares, EXPECTED)


def test_what_is_expected_counts_less_with_every_task() -> None:
    rows, sellers = [[0.9, 0.05, 0.05]], (0.05, 0.9, 0.05)
    shares = [infer_even(rows * n, PARAMETERS, sellers).shares[WINKELIER] for n in (1, 4, 16)]
    assert shares[0] > shares[1] > shares[2]


def test_a_longer_task_weighs_more_up_to_a_bound() -> None:
    rows = np.array([[0.9, 0.05, 0.05], [0.05, 0.9, 0.05]])
    shares = [
        infer(PARAMETERS, np.array(EXPECTED), rows, lengths).shares[WINKELIER]
        for lengths in ([8, 8], [8, 12], [8, 800], [8, 8000])
    ]
    assert shares[0] < shares[1] < shares[2]
    assert shares[3] == pytest.approx(shares[2], abs=0.01)


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([[1.0, 0.0, 0.0]], id="sure of one"),
        pytest.param([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]] * 200, id="400 sure tasks that disagree"),
        pytest.param([[0.0, 0.0, 0.0]], id="no evidence at all"),
        pytest.param([[1e-300, 1 - 1e-300, 0.0]] * 3, id="next to nothing"),
        pytest.param([[0.0, 0.0, 1.0]] * 1000, id="1,000 tasks outside"),
    ],
)
@pytest.mark.parametrize("sharpness", [0.5, 1.5, 10.0])
@pytest.mark.parametrize("prior", [(0.5, 0.3, 0.2), (1.0, 0.0, 0.0)], ids=["even prior", "extreme prior"])
def test_extreme_evidence_gives_numbers(
    rows: list[list[float]], sharpness: float, prior: tuple[float, float, float]
) -> None:
    mixture = infer_even(rows, MixtureParameters(COMPONENTS, 0.5, sharpness, 1.0), prior)
    for values in (mixture.shares, mixture.intervals(), mixture.responsibilities):
        assert np.isfinite(values).all()
    assert mixture.shares.sum() == pytest.approx(1)


@pytest.mark.parametrize("lengths", [[0.0, 0.0], [1.0, 1e6]], ids=["no words", "a million words"])
def test_extreme_lengths_give_numbers(lengths: list[float]) -> None:
    mixture = infer(PARAMETERS, np.array(EXPECTED), np.array([[0.9, 0.05, 0.05], [0.05, 0.9, 0.05]]), lengths)
    assert np.isfinite(mixture.shares).all()


@given(evidence_rows, st.integers(0, 11), st.floats(0.05, 1))
def test_more_evidence_for_a_component_never_lowers_its_share(evidence: Matrix, row: int, step: float) -> None:
    """Part of what one task says for the other components moves to the first."""
    assume(row < len(evidence))
    more = evidence.copy()
    more[row] *= 1 - step
    more[row, BAKKER] += step
    assert infer_even(more).shares[BAKKER] >= infer_even(evidence).shares[BAKKER] - 1e-4


@given(evidence_rows)
def test_one_more_task_of_a_component_never_lowers_its_share(evidence: Matrix) -> None:
    more = np.vstack([evidence, [1.0, 0.0, 0.0]])
    assert infer_even(more).shares[BAKKER] >= infer_even(evidence).shares[BAKKER] - 1e-4


@given(evidence_rows)
def test_the_order_of_the_tasks_does_not_matter(evidence: Matrix) -> None:
    np.testing.assert_allclose(infer_even(evidence).shares, infer_even(evidence[::-1]).shares, atol=1e-5)


@given(evidence_rows)
def test_the_same_tasks_give_the_same_mixture(evidence: Matrix) -> None:
    first, second = infer_even(evidence), infer_even(evidence.copy())
    np.testing.assert_array_equal(first.shares, second.shares)
    np.testing.assert_array_equal(first.intervals(), second.intervals())


def test_parameters_survive_json() -> None:
    assert MixtureParameters.from_dict(PARAMETERS.to_dict()) == PARAMETERS
