"""what units say by themselves → rows that tell what stands around them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from strategies import any_text

from vacmap.layout import split_lines, split_units
from vacmap.zones.context import ContextModel, Sections, describe
from vacmap.zones.form import N_COLUMNS

from .conftest import CutText

TEXT = (
    "Taken:\n- Je plant\n- Je belt\n\nIn onze ploeg werken tien mensen. Ze kennen de buurt.\nProfiel:\n- Je hebt geduld"
)


def test_sections_follow_headings_paragraphs_and_lists(cut_text: CutText) -> None:
    sections = Sections.of(cut_text(TEXT))
    assert sections.heading.tolist() == [-1, 0, 0, 0, 0, 0, 5]
    assert sections.headed.tolist() == [0, 1, 1, 1, 1, 1, 2]
    assert sections.paragraph.tolist() == [0, 0, 0, 1, 1, 1, 1]
    assert sections.list.tolist() == [0, 1, 1, 2, 2, 2, 3]


def rows(text: str, cut_text: CutText, said: np.ndarray | None = None) -> np.ndarray:
    units = cut_text(text)
    given = np.full((len(units), 4), 0.25) if said is None else said
    return describe(units, given, np.zeros((len(units), N_COLUMNS)))


def test_every_unit_has_a_row_of_the_same_width(cut_text: CutText) -> None:
    assert rows(TEXT, cut_text).shape[0] == 7
    assert rows(TEXT, cut_text).shape[1] == rows("Je plant", cut_text).shape[1]


def test_a_neighbour_changes_a_row_and_a_text_far_away_only_what_is_said_of_the_whole(cut_text: CutText) -> None:
    lines = "\n".join(f"Regel {word}." for word in "abcdefghijklmnop")
    n = len(cut_text(lines))
    said = np.full((n, 4), 0.25)
    changed = said.copy()
    changed[1] = [0.97, 0.01, 0.01, 0.01]
    difference = np.abs(rows(lines, cut_text, said) - rows(lines, cut_text, changed)).sum(1)
    assert (difference > 0).all()  # the shares of the whole text
    assert difference[0] > difference[n - 1]


@given(any_text)
def test_any_text_has_finite_rows(text: str) -> None:
    units = split_units(text, split_lines(text))
    if units:
        said = np.random.default_rng(0).dirichlet(np.ones(4), len(units))
        assert np.isfinite(describe(units, said, np.zeros((len(units), N_COLUMNS)))).all()


@pytest.fixture(scope="module")
def data() -> tuple[np.ndarray, list[str]]:
    """Rows of three kinds that are told apart at a glance, and their labels."""
    generator = np.random.default_rng(1)
    names = ["taken", "profiel", "aanbod"]
    labels = generator.integers(0, 3, 300)
    return np.eye(3)[labels] + generator.normal(0, 0.1, (300, 3)), [names[label] for label in labels]


class TestNetworks:
    def test_what_is_plain_is_learnt(self, data: tuple[np.ndarray, list[str]]) -> None:
        model = ContextModel.fit(lambda _: data)
        said = [model.labels[best] for best in model.probabilities(data[0]).argmax(1)]
        assert np.mean([a == b for a, b in zip(said, data[1], strict=True)]) > 0.95

    def test_the_layers_side_by_side_are_the_networks_geometric_mean(self, data: tuple[np.ndarray, list[str]]) -> None:
        model = ContextModel.fit(lambda _: data)
        product = np.exp(np.mean([np.log(one.predict_proba(data[0])) for one in model.estimators], axis=0))
        np.testing.assert_allclose(
            model.probabilities(data[0]), product / product.sum(1, keepdims=True), rtol=1e-3, atol=1e-5
        )

    def test_a_network_keeps_nothing_that_is_only_needed_for_learning(self, data: tuple[np.ndarray, list[str]]) -> None:
        for pipeline in ContextModel.fit(lambda _: data).estimators:
            assert pipeline[-1]._optimizer is None

    def test_the_same_data_give_the_same_networks(self, data: tuple[np.ndarray, list[str]]) -> None:
        first, second = ContextModel.fit(lambda _: data), ContextModel.fit(lambda _: data)
        np.testing.assert_array_equal(first.probabilities(data[0]), second.probabilities(data[0]))
