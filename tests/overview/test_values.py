"""A column of the inputs: what differs clearly is told, and chance is not."""

from __future__ import annotations

import numpy as np
import pytest

from vacmap.overview import Overview
from vacmap.overview.functions import Functions
from vacmap.overview.purity import Judged
from vacmap.overview.sayings import say_too_few_values, say_values, value_name
from vacmap.overview.values import LEAST, MOST, Values, compare_values


def values_of(cells: list[str | None], shares: np.ndarray) -> Values:
    n = len(shares)
    column = np.empty(n, dtype=object)
    column[:] = cells
    nothing = np.empty(n, dtype=object)
    ones = np.ones(n)
    functions = Functions(nothing, column, ones.astype(int) * 9, shares, shares, shares, shares, ones, ones)
    return compare_values("kolom", functions, Judged(np.zeros(n, np.intp), ones > 1), ones * 15)


def made(functions: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).dirichlet(np.full(6, 0.5), functions)


def test_what_was_put_in_is_found(overview: Overview) -> None:
    """In Gent there are more who defend interests."""
    assert overview.figures is not None
    values = overview.figures.values
    assert values is not None
    assert [value_name(value) for value in values.values] == ["Hasselt", "Gent", "niet ingevuld"]
    codes = [component.code for component in overview.components]
    place = codes.index("belangenbehartiger")
    assert [value.differs[place] for value in values.values] == [-1, 1, 0]
    said = say_values(values, place)
    assert said[0].startswith("Duidelijk meer bij ‘Gent’ (")
    assert sum(value.functions for value in values.values) == overview.figures.functions


def test_values_that_mean_nothing_rarely_differ() -> None:
    rng = np.random.default_rng(7)
    alarms = [
        any(
            any(value.differs)
            for value in values_of([str(one) for one in rng.integers(5, size=200)], made(200, seed)).values
        )
        for seed in range(8)
    ]
    assert np.mean(alarms) <= 0.15


def test_numbers_and_dates_stand_in_their_order_and_words_by_their_number() -> None:
    shares = made(3 * LEAST + 15)
    years = ["2024"] * (LEAST + 10) + ["2022"] * LEAST + ["2023"] * (LEAST + 5)
    assert [value.name for value in values_of(list(years), shares).values] == ["2022", "2023", "2024"]
    words = [f"jaar {year}" for year in years]
    assert [value.name for value in values_of(list(words), shares).values] == ["jaar 2024", "jaar 2023", "jaar 2022"]


def test_rare_values_and_those_beyond_the_first_stand_together() -> None:
    cells = [f"regio {at:02}" for at in range(MOST + 2) for _ in range(LEAST)] + ["zeldzaam", None, ""]
    found = values_of(list(cells), made(len(cells)))
    assert len(found.values) == MOST + 2
    empty, rest = found.values[-2:]
    assert (empty.together, empty.functions, value_name(empty)) == (0, 2, "niet ingevuld")
    assert (rest.together, rest.functions, value_name(rest)) == (3, 2 * LEAST + 1, "drie andere waarden samen")
    assert not any(rest.differs)


def test_a_column_without_frequent_values_says_so() -> None:
    found = values_of([str(at) for at in range(30)], made(30))
    assert say_too_few_values(found) == f"Geen enkele waarde van deze kolom komt bij minstens {LEAST} functies voor."


def test_what_stands_in_a_cell_is_shown_on_one_line_without_contacts() -> None:
    (value,) = values_of(["Gent\n(jan@huis.be)"] * LEAST, made(LEAST)).values
    assert value.name == "Gent ([e-mail])"


@pytest.mark.parametrize("functions", [1, 2])
def test_one_value_is_compared_with_nothing(functions: int) -> None:
    found = values_of(["a"] * LEAST * functions, made(LEAST * functions))
    assert not any(found.values[0].differs)
