"""tasks and their evidence → the profile of the function."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vacmap.activities import Evidence, cell_shares
from vacmap.functions import MixtureParameters, component_evidence, make_profile
from vacmap.records import OUTSIDE, Profile, Task
from vacmap.structure import Structure

PARAMETERS = MixtureParameters(("bakker", "winkelier", OUTSIDE))
EXPECTED = np.array([0.4, 0.4, 0.2])
BAKKEN, VERKOPEN, VOORRAAD, BUITEN = np.eye(4)
"""Cluster probabilities of a task that is surely of one cluster."""

MakeProfile = Callable[..., Profile]


def evidence_of(rows: list[tuple[np.ndarray, list[float]]]) -> Evidence:
    """Evidence from (cluster probabilities, profession probabilities) per task."""
    clusters = np.array([clusters for clusters, _ in rows]).reshape(-1, 4)
    professions = np.array([professions for _, professions in rows]).reshape(-1, 2)
    return Evidence(clusters, professions, ["anders"] * len(rows), EXPECTED)


def task(text: str = "Je doet wat je moet doen", *, certain: bool = True) -> Task:
    """A task; the profile reads its length and whether it is certain."""
    return Task(0, len(text), text, "bakken", {"bakken": 1.0}, {"bakker": 1.0}, certain=certain)


@pytest.fixture(scope="module")
def profile_of(other_structure: Structure) -> MakeProfile:
    def make(rows: list[tuple[np.ndarray, list[float]]], tasks: list[Task] | None = None) -> Profile:
        return make_profile(other_structure, PARAMETERS, tasks or [task()] * len(rows), evidence_of(rows))

    return make


def test_no_tasks_give_an_empty_profile(profile_of: MakeProfile) -> None:
    assert profile_of([]) == Profile(0, {}, {}, {}, {}, 0.0)


def test_a_task_that_names_those_below_it_in_general_does_not_count_beside_them(profile_of: MakeProfile) -> None:
    rows = [(BUITEN, [0.5, 0.5]), (BAKKEN, [0.9, 0.1]), (VERKOPEN, [0.2, 0.8])]
    umbrella = replace(task(), umbrella=True)
    assert profile_of(rows, [umbrella, task(), task()]) == profile_of(rows[1:])


probability = st.floats(0, 1)
any_rows = st.lists(
    st.tuples(
        st.lists(st.floats(0.001, 1), min_size=4, max_size=4).map(lambda row: np.array(row) / sum(row)),
        st.lists(probability, min_size=2, max_size=2),
    ),
    min_size=1,
    max_size=8,
)


@given(any_rows)
def test_every_distribution_sums_to_1(other_structure: Structure, rows: list[tuple[np.ndarray, list[float]]]) -> None:
    profile = make_profile(other_structure, PARAMETERS, [task()] * len(rows), evidence_of(rows))
    assert sum(profile.professions.values()) == pytest.approx(1)
    assert sum(profile.clusters.values()) == pytest.approx(1)
    assert sum(profile.cells.values()) + profile.professions[OUTSIDE] == pytest.approx(1)


@given(any_rows)
def test_the_cells_of_a_profession_add_up_to_its_share(
    other_structure: Structure, rows: list[tuple[np.ndarray, list[float]]]
) -> None:
    profile = make_profile(other_structure, PARAMETERS, [task()] * len(rows), evidence_of(rows))
    for code in other_structure.profession_ids:
        cells = [share for cell, share in profile.cells.items() if cell.startswith(f"{code}/")]
        assert sum(cells) == pytest.approx(profile.professions[code])


@given(any_rows)
def test_the_json_sums_to_1_after_rounding(
    other_structure: Structure, rows: list[tuple[np.ndarray, list[float]]]
) -> None:
    raw = make_profile(other_structure, PARAMETERS, [task()] * len(rows), evidence_of(rows)).to_dict()
    assert sum(raw["professions"].values()) == pytest.approx(1, abs=1e-9)
    assert sum(raw["clusters"].values()) == pytest.approx(1, abs=1e-9)


def test_the_profile_names_every_profession_every_cluster_and_every_filled_cell(
    profile_of: MakeProfile, other_structure: Structure
) -> None:
    profile = profile_of([(BAKKEN, [0.5, 0.5])])
    assert list(profile.professions) == list(profile.intervals) == ["bakker", "winkelier", OUTSIDE]
    assert list(profile.clusters) == ["bakken", "verkopen", "voorraad", OUTSIDE]
    assert set(profile.cells) == set(other_structure.cells)


def test_a_profession_without_the_cell_gets_nothing_of_the_task(profile_of: MakeProfile) -> None:
    """Only the baker bakes, whatever the sentence says of professions."""
    profile = profile_of([(BAKKEN, [0.01, 0.99])] * 20)
    assert profile.professions["bakker"] > 0.9
    assert profile.professions["winkelier"] < 0.05


def test_an_empty_cell_is_no_evidence(other_structure: Structure) -> None:
    rows = component_evidence(other_structure, evidence_of([(BAKKEN, [0.1, 0.9]), (VERKOPEN, [0.9, 0.1])]))
    np.testing.assert_allclose(rows, [[1, 0, 0], [0, 1, 0]])


def test_professions_share_a_cluster_that_both_have(other_structure: Structure) -> None:
    rows = component_evidence(other_structure, evidence_of([(VOORRAAD, [0.6, 0.2])]))
    np.testing.assert_allclose(rows, [[0.75, 0.25, 0]])


def test_work_outside_is_evidence_for_no_profession(other_structure: Structure) -> None:
    rows = component_evidence(other_structure, evidence_of([(BUITEN, [0.9, 0.9])]))
    np.testing.assert_allclose(rows, [[0, 0, 1]])


@given(any_rows)
def test_evidence_of_every_task_sums_to_1(
    other_structure: Structure, rows: list[tuple[np.ndarray, list[float]]]
) -> None:
    np.testing.assert_allclose(component_evidence(other_structure, evidence_of(rows)).sum(1), 1)


def test_a_function_of_work_outside_alone_is_outside(profile_of: MakeProfile) -> None:
    profile = profile_of([(BUITEN, [0.5, 0.5])] * 30)
    assert profile.professions[OUTSIDE] > 0.9
    assert profile.clusters[OUTSIDE] == profile.professions[OUTSIDE]


def test_the_cells_of_a_profession_are_divided_as_its_tasks_are(profile_of: MakeProfile) -> None:
    profile = profile_of([(BAKKEN, [1, 0])] * 3 + [(VOORRAAD, [1, 0])])
    assert profile.cells["bakker/bakken"] == pytest.approx(3 * profile.cells["bakker/voorraad"], rel=0.05)


def test_clusters_are_weighed_by_the_length_of_the_tasks(profile_of: MakeProfile) -> None:
    longer = profile_of([(BAKKEN, [1, 0]), (VERKOPEN, [0, 1])], [task("Je bakt en je kneedt"), task("Je verkoopt")])
    alike = profile_of([(BAKKEN, [1, 0]), (VERKOPEN, [0, 1])], [task("Je bakt"), task("Je verkoopt")])
    assert longer.clusters["bakken"] > alike.clusters["bakken"]


def test_a_cluster_is_the_sum_of_its_cells(profile_of: MakeProfile) -> None:
    profile = profile_of([(BAKKEN, [1, 0]), (VOORRAAD, [0.5, 0.5]), (VERKOPEN, [0, 1]), (BUITEN, [0.5, 0.5])])
    for cluster in ("bakken", "verkopen", "voorraad"):
        cells = [share for cell, share in profile.cells.items() if cell.endswith(f"/{cluster}")]
        assert profile.clusters[cluster] == pytest.approx(sum(cells))


def test_uncertain_is_the_share_of_the_tasks_that_are_not_certain(profile_of: MakeProfile) -> None:
    tasks = [task(), task(certain=False), task(), task(certain=False), task()]
    assert profile_of([(BAKKEN, [1, 0])] * 5, tasks).uncertain == pytest.approx(0.4)


@given(any_rows)
def test_shares_sum_to_1_in_every_cluster_that_somebody_has(
    other_structure: Structure, rows: list[tuple[np.ndarray, list[float]]]
) -> None:
    shares = cell_shares(other_structure, np.array([professions for _, professions in rows]))
    assert shares.shape == (len(rows), len(other_structure.cluster_ids), len(other_structure.profession_ids))
    for number, cluster in enumerate(other_structure.cluster_ids):
        somebody = any(other_structure.has_cell(code, cluster) for code in other_structure.profession_ids)
        np.testing.assert_allclose(shares[:, number].sum(axis=1), float(somebody), atol=1e-9)
        for place, code in enumerate(other_structure.profession_ids):
            if not other_structure.has_cell(code, cluster):
                assert not shares[:, number, place].any()
