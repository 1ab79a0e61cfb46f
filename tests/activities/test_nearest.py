"""The activities a task may have been cut from, and how far each."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vacmap.activities import ActivityIndex
from vacmap.records import OUTSIDE
from vacmap.structure import Structure
from vacmap.terms import Texts

TEXTS = ["Je ontwikkelt workshops", "Je schat de kosten van elke activiteit", "", "Je bakt brood"]


@pytest.fixture(scope="module")
def index(structure: Structure) -> ActivityIndex:
    return ActivityIndex(structure)


def places(structure: Structure, *clusters: str) -> np.ndarray:
    """Places of clusters in the structure's list; that of work outside is behind it."""
    return np.array([[*structure.cluster_ids, OUTSIDE].index(cluster) for cluster in clusters])


def cells_for(structure: Structure, *, inside: float, cluster: str, seed: int = 0) -> np.ndarray:
    """Probabilities of the cells, most of them in one cluster; none in cells that do not exist."""
    generator = np.random.default_rng(seed)
    cells = generator.random((len(structure.cluster_ids), len(structure.profession_ids)))
    cells *= [[structure.has_cell(p, c) for p in structure.profession_ids] for c in structure.cluster_ids]
    if cluster != OUTSIDE:
        cells[structure.cluster_ids.index(cluster)] *= 20
    return np.asarray(cells / cells.sum() * inside)


@given(st.sampled_from(TEXTS), st.floats(0.05, 1), st.integers(0, 50), st.data())
def test_the_first_is_of_the_cluster_and_the_others_follow_by_share(
    index: ActivityIndex, structure: Structure, text: str, inside: float, seed: int, data: st.DataObject
) -> None:
    cluster = data.draw(st.sampled_from((*structure.cluster_ids, OUTSIDE)))
    cells = cells_for(structure, inside=inside, cluster=cluster, seed=seed)
    (found,) = index.nearest(Texts.of([text]), cells[None], places(structure, cluster))
    if cluster != OUTSIDE:
        assert structure.activity(found[0].activity).cluster == cluster
    others = [match.share for match in found[cluster != OUTSIDE :]]
    assert others == sorted(others, reverse=True)
    assert sum(match.share for match in found) <= inside + 1e-6
    assert len({match.activity for match in found}) == len(found)


def test_shares_of_all_activities_sum_to_what_lies_inside(
    structure: Structure, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vacmap.activities.nearest.MATCHES", len(structure.activities))
    cells = cells_for(structure, inside=0.7, cluster="organiseren")
    (found,) = ActivityIndex(structure).nearest(Texts.of(TEXTS[:1]), cells[None], places(structure, "organiseren"))
    assert len(found) == len(structure.activities)
    assert sum(match.share for match in found) == pytest.approx(0.7)


def test_the_same_words_are_wholly_alike(index: ActivityIndex, structure: Structure) -> None:
    part = structure.part("programmator/organiseren/middelen/schat-berekent-kosten")
    cells = np.full((len(structure.cluster_ids), len(structure.profession_ids)), 0.02)
    (found,) = index.nearest(Texts.of([part.text]), cells[None], places(structure, "organiseren"))
    assert (found[0].part, round(found[0].similarity, 3)) == (part.id, 1)


def test_a_cell_without_probability_gives_nothing(index: ActivityIndex, structure: Structure) -> None:
    cells = np.zeros((1, len(structure.cluster_ids), len(structure.profession_ids)))
    assert index.nearest(Texts.of(["Je bakt brood"]), cells, places(structure, OUTSIDE)) == [()]
