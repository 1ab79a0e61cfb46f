"""Tasks → cells: probabilities, what a function's other tasks do to them, and where they come from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from vacmap.activities import ActivityClassifier, Evidence, Job, LabelledJob
from vacmap.activities.classifier import fit_temperature, tempered
from vacmap.activities.job import Codes
from vacmap.spelling import read_rows
from vacmap.structure import Structure
from vacmap.tasks import TaskSpan
from vacmap.training import read_labelled
from vacmap.training.samples import cut

BAKERY = read_rows(["een bakkerij"])
OTHER = Path(__file__).resolve().parents[1] / "cases/other-structure"


def task(text: str) -> TaskSpan:
    return TaskSpan(0, len(text), text, text, "", "", "")


@pytest.fixture(scope="module")
def jobs(other_structure: Structure) -> Sequence[LabelledJob]:
    items = read_labelled(OTHER / "training", other_structure)
    return [cut(item).labelled_job() for item in items if not item.is_series]


@pytest.fixture(scope="module")
def judged(other_structure: Structure, jobs: Sequence[LabelledJob]) -> tuple[ActivityClassifier, list[Evidence]]:
    return ActivityClassifier.fit_and_judge(other_structure, jobs)


@pytest.fixture(scope="module")
def classifier(judged: tuple[ActivityClassifier, list[Evidence]]) -> ActivityClassifier:
    return judged[0]


def test_every_task_has_clusters_that_sum_to_1_and_professions_between_0_and_1(classifier: ActivityClassifier) -> None:
    evidence = classifier.evidence(Job([task("Je kneedt het deeg."), task("xyzzy"), task("")], BAKERY))
    np.testing.assert_allclose(evidence.clusters.sum(axis=1), 1)
    assert ((evidence.professions > 0) & (evidence.professions <= 1)).all()
    assert evidence.clusters.shape == (3, len(classifier.codes.clusters))
    assert len(evidence.outside) == 3


def test_a_job_without_tasks_has_no_rows_but_an_expected_mixture(classifier: ActivityClassifier) -> None:
    evidence = classifier.evidence(Job([], BAKERY))
    assert evidence.clusters.shape == (0, len(classifier.codes.clusters))
    assert evidence.expected.sum() == pytest.approx(1)


def test_the_jobs_held_out_are_judged_in_order(
    judged: tuple[ActivityClassifier, list[Evidence]], jobs: Sequence[LabelledJob]
) -> None:
    with_tasks = [job for job in jobs if job.examples]
    assert [len(evidence.clusters) for evidence in judged[1]] == [len(job.examples) for job in with_tasks]


def test_the_parts_of_a_classifier_are_the_whole_of_it(
    classifier: ActivityClassifier, other_structure: Structure
) -> None:
    again = ActivityClassifier.from_parts(other_structure, classifier.to_parts())
    job = Job([task("Je kneedt het deeg."), task("Je rekent af aan de kassa.")], BAKERY)
    one, other = classifier.evidence(job), again.evidence(job)
    np.testing.assert_array_equal(one.clusters, other.clusters)
    np.testing.assert_array_equal(one.professions, other.professions)
    np.testing.assert_array_equal(one.expected, other.expected)


def test_what_stands_around_a_task_counts(classifier: ActivityClassifier, jobs: Sequence[LabelledJob]) -> None:
    doubtful = task("Je zorgt dat alles op tijd klaar is.")
    among = [
        classifier.evidence(Job([*(example.task for example in job.examples), doubtful], job.job.told)).clusters[-1]
        for job in jobs
        if job.examples
    ]
    assert np.ptp(np.array(among), axis=0).max() > 0.01


class TestTemperature:
    GIVEN = np.array([[0.8, 0.4, 0.01], [0.3, 0.3, 0.3]])

    @pytest.mark.parametrize("temperature", [0.2, 1.0, 5.0])
    def test_rows_sum_to_1_and_keep_their_order(self, temperature: float) -> None:
        rows = tempered(self.GIVEN, temperature)
        np.testing.assert_allclose(rows.sum(axis=1), 1)
        np.testing.assert_array_equal(rows.argmax(axis=1), self.GIVEN.argmax(axis=1))

    def test_a_low_temperature_is_surer(self) -> None:
        assert (
            tempered(self.GIVEN, 0.5)[0].max() > tempered(self.GIVEN, 1.0)[0].max() > tempered(self.GIVEN, 2.0)[0].max()
        )

    @pytest.mark.parametrize("right", [0.6, 0.9])
    def test_the_fitted_one_makes_probabilities_how_often_tasks_are_right(
        self, other_structure: Structure, jobs: Sequence[LabelledJob], right: float
    ) -> None:
        codes = Codes.of(other_structure, ["anders"])
        example = replace(jobs[0].examples[0], clusters=("bakken",), professions=(), outside=())
        wrong = replace(example, clusters=("verkopen",))
        labelled = [LabelledJob([example] * round(100 * right) + [wrong] * round(100 * (1 - right)))]
        given = np.full((100, len(codes)), 0.1)
        given[:, codes.clusters.index("bakken")] = 0.5
        clusters = codes.split(given)[0]
        best = tempered(clusters, fit_temperature(codes, [given], labelled)).max(axis=1)
        np.testing.assert_allclose(best, right, atol=0.01)
