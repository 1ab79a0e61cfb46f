"""what units say by themselves → rows that tell what stands around them."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from strategies import any_text

from vacmap.layout import split_lines, split_units
from vacmap.networks import Networks
from vacmap.zones.batch import Batch, Cut
from vacmap.zones.context import ContextModel, Sections, describe
from vacmap.zones.form import N_COLUMNS

from .conftest import CutText

TEXT = (
    "Taken:\n- Je plant\n- Je belt\n\nIn onze ploeg werken tien mensen. Ze kennen de buurt.\nProfiel:\n- Je hebt geduld"
)


def test_sections_follow_headings_paragraphs_and_lists(cut_text: CutText) -> None:
    sections = Sections.of(Batch.of([Cut.of(TEXT, cut_text(TEXT))]))
    assert sections.heading.tolist() == [-1, 0, 0, 0, 0, 0, 5]
    assert sections.headed.tolist() == [0, 1, 1, 1, 1, 1, 2]
    assert sections.paragraph.tolist() == [0, 0, 0, 1, 1, 1, 1]
    assert sections.list.tolist() == [0, 1, 1, 2, 2, 2, 3]


def rows(text: str, cut_text: CutText, said: np.ndarray | None = None) -> np.ndarray:
    batch = Batch.of([Cut.of(text, cut_text(text))])
    given = np.full((len(batch), 4), 0.25) if said is None else said
    return describe(batch, given, np.zeros((len(batch), N_COLUMNS)))


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
        assert np.isfinite(describe(Batch.of([Cut.of(text, units)]), said, np.zeros((len(units), N_COLUMNS)))).all()


@given(st.lists(any_text, min_size=1, max_size=4))
def test_texts_know_nothing_of_each_other(texts: list[str]) -> None:
    cut = [Cut.of(text, split_units(text, split_lines(text))) for text in texts]
    cut = [one for one in cut if one.units]
    if cut:
        generator = np.random.default_rng(0)
        said = [generator.dirichlet(np.ones(4), len(one.units)) for one in cut]
        form = [generator.random((len(one.units), N_COLUMNS)) for one in cut]
        alone = [describe(Batch.of([one]), *looked) for one, *looked in zip(cut, said, form, strict=True)]
        np.testing.assert_allclose(
            describe(Batch.of(cut), np.vstack(said), np.vstack(form)), np.vstack(alone), rtol=1e-4, atol=1e-5
        )


def test_probabilities_are_the_networks_geometric_mean() -> None:
    generator = np.random.default_rng(1)
    names = ["taken", "profiel", "aanbod"]
    labels = generator.integers(0, 3, 300)
    rows = np.eye(3)[labels] + generator.normal(0, 0.1, (300, 3))
    model = ContextModel(Networks.fit(lambda _: (rows, [names[label] for label in labels])))
    product = np.exp(np.mean([np.log(one.predict_proba(rows)) for one in model.networks.estimators], axis=0))
    np.testing.assert_allclose(
        model.probabilities([rows[:100], rows[100:]]), product / product.sum(1, keepdims=True), rtol=1e-3, atol=1e-5
    )
    assert (
        np.mean(
            [
                model.labels[best] == names[b]
                for best, b in zip(model.probabilities([rows[:100], rows[100:]]).argmax(1), labels, strict=True)
            ]
        )
        > 0.95
    )
