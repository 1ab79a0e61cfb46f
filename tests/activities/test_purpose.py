"""What is told of a job → the mixture to expect."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vacmap.activities.purpose import Purpose
from vacmap.terms import Texts

BAKERY = ["een ambachtelijke bakkerij met brood en gebak", "het atelier bakt koeken en taarten", "deeg, oven en brood"]
SHOP = ["een winkel vol klanten", "verkoop aan de toonbank en de kassa", "klanten in onze winkel, kassa en etalage"]
MIXTURES = np.array([[0.9, 0.1, 0.0]] * 3 + [[0.1, 0.8, 0.1]] * 3)


@pytest.fixture(scope="module")
def purpose() -> Purpose:
    return Purpose.fit([*BAKERY, *SHOP], MIXTURES)


def test_a_job_is_expected_to_be_what_jobs_told_alike_are(purpose: Purpose) -> None:
    bakery, shop = purpose.expected(
        Texts.of(["wij bakken brood in de oven", "aan de kassa van de winkel sta je de klanten bij"])
    )
    assert bakery[0] > shop[0]
    assert shop[1] > bakery[1]


def test_where_nothing_is_told_the_mean_is_expected(purpose: Purpose) -> None:
    np.testing.assert_allclose(purpose.expected(Texts.of([""]))[0], MIXTURES.mean(axis=0), atol=0.01)


@given(st.lists(st.text(max_size=60), max_size=4))
def test_any_texts_have_mixtures_that_rule_nothing_out(purpose: Purpose, texts: list[str]) -> None:
    expected = purpose.expected(Texts.of(texts))
    assert expected.shape == (len(texts), 3)
    assert (expected > 0).all()
    np.testing.assert_allclose(expected.sum(axis=1), 1)


def test_vacancies_that_are_all_of_one_component_teach_their_mean() -> None:
    purpose = Purpose.fit(BAKERY, np.array([[1.0, 0.0]] * 3))
    np.testing.assert_allclose(purpose.expected(Texts.of(["een winkel"])), [[1.0, 0.0]], atol=0.01)


def test_without_vacancies_everything_is_as_likely() -> None:
    np.testing.assert_allclose(Purpose.fit([], np.zeros((0, 3))).expected(Texts.of(["een winkel"])), [[1 / 3] * 3])
