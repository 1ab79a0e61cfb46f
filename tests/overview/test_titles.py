"""Whether jobs with one title have one content."""

from __future__ import annotations

import numpy as np
import pytest

from vacmap.overview import Overview
from vacmap.overview.sayings import say_titles
from vacmap.overview.titles import ENOUGH, FREQUENT, Named, compare_titles

TITLES, OF_EACH = 40, 6


def named(codes: np.ndarray) -> Named:
    return Named(codes, tuple(f"Titel {code}" for code in range(codes.max() + 1)))


@pytest.fixture
def shares() -> np.ndarray:
    """Functions that are alike within a title."""
    rng = np.random.default_rng(0)
    centres = rng.dirichlet(np.full(6, 0.4), TITLES)
    return np.repeat(centres, OF_EACH, axis=0) * 0.9 + rng.dirichlet(np.ones(6), TITLES * OF_EACH) * 0.1


def test_titles_that_say_what_a_function_is_are_told_from_titles_that_do_not(shares: np.ndarray) -> None:
    codes = np.repeat(np.arange(TITLES), OF_EACH)
    telling = compare_titles(named(codes), shares)
    assert say_titles(telling)[0] == "De titel zegt hier veel over de inhoud."
    by_chance = compare_titles(named(np.random.default_rng(1).permutation(codes)), shares)
    assert by_chance.same is not None
    assert by_chance.same.low <= by_chance.any <= by_chance.same.high
    assert say_titles(by_chance)[0] == "De titel zegt hier weinig over de inhoud."


def test_few_titles_that_repeat_say_nothing(shares: np.ndarray) -> None:
    codes = np.arange(len(shares))
    codes[: 2 * (ENOUGH - 1)] = np.repeat(np.arange(ENOUGH - 1), 2)
    found = compare_titles(named(codes), shares)
    assert found.same is None
    assert "te weinig titels" in say_titles(found)[0]


def test_frequent_titles_are_listed_with_their_mean_mixture(overview: Overview) -> None:
    assert overview.figures is not None
    titles = overview.figures.titles
    assert [title.name for title in titles.frequent] == ["Educatief medewerker", "Beleidsmedewerker", "Boekhouder"]
    for title in titles.frequent:
        assert title.functions >= FREQUENT
        assert sum(title.shares) == pytest.approx(1)
        assert 0 < title.apart < titles.any


def test_functions_without_a_name_are_left_out(shares: np.ndarray) -> None:
    codes = np.full(len(shares), -1)
    codes[:7] = 0
    found = compare_titles(Named(codes, ("Opbouwwerker",)), shares)
    assert (found.named, found.names, found.frequent[0].functions) == (7, 1, 7)
