"""tasks → cells: which cluster a task belongs to, for which professions, or what kind of work outside

Two looks: what a task says by itself (:mod:`vacmap.activities.words`), then what it says among the others and in a
vacancy for such a job (:mod:`vacmap.activities.context`, :mod:`vacmap.activities.purpose`). The second learns from
first looks at vacancies that the first had not seen. The probabilities of the clusters are scaled to sum to 1, since a
task's place is one of them, with a temperature T: p(cluster) ∝ given(cluster)^(1/T). T is the one with which the
largest of them is nearest to how often such tasks were right (least log loss, on tasks of jobs held out).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar

from vacmap.activities.context import Looks, describe_all
from vacmap.activities.job import Codes, Evidence, Job, LabelledJob, Matrix, ReadJobs
from vacmap.activities.learner import LEAST, FirstLooks, Learner, probabilities
from vacmap.activities.purpose import Purpose
from vacmap.activities.words import Membership, TaskWords
from vacmap.networks import Networks
from vacmap.structure import Structure
from vacmap.terms import Terms

HEADS = ("cluster", "profession", "outside")
TEMPERATURES = (-2.0, 2.0)
"""Bounds of the temperature's natural logarithm."""


@dataclass(frozen=True)
class ActivityClassifier:
    """The two looks."""

    structure: Structure
    first: FirstLooks
    networks: Networks
    temperature: float = 1.0

    @property
    def codes(self) -> Codes:
        return self.first.codes

    @classmethod
    def fit(cls, structure: Structure, jobs: Sequence[LabelledJob]) -> ActivityClassifier:
        """Learn from labelled jobs."""
        return cls.fit_and_judge(structure, jobs)[0]

    @classmethod
    def fit_and_judge(
        cls, structure: Structure, jobs: Sequence[LabelledJob]
    ) -> tuple[ActivityClassifier, list[Evidence]]:
        """Learn from labelled jobs; and say of each what a classifier says that learnt from the others.

        That the first looks at the other jobs come from models that had seen this one is not undone: it would take as
        many trainings again.
        """
        learner = Learner(structure, jobs)
        given = learner.held_out()
        temperature = fit_temperature(learner.codes, given, learner.jobs)
        classifier = cls(structure, learner.first, learner.networks(range(len(learner.jobs))), temperature)
        return classifier, classifier._evidence(np.vstack(given), [learner.looks[row] for row in range(len(given))])

    def evidence(self, job: Job) -> Evidence:
        """What is known of each task of a job."""
        return self.evidence_all(ReadJobs.of([job]))[0]

    def evidence_all(self, read: ReadJobs) -> list[Evidence]:
        """What is known of each task of some jobs: several together take less time than one by one."""
        looks = self.first.at(read)
        described = [rows for one, rows in zip(looks, describe_all(looks), strict=True) if one.tasks]
        given = probabilities(self.networks, described) if described else np.zeros((0, len(self.codes)))
        return self._evidence(given, looks)

    def _evidence(self, given: Matrix, looks: Sequence[Looks]) -> list[Evidence]:
        """The evidence of every job, from the probabilities of all their tasks, one job behind the other."""
        clusters, professions, kinds = self.codes.split(given)
        clusters = tempered(clusters, self.temperature)
        best = [self.codes.kinds[column] for column in kinds.argmax(axis=1).tolist()]
        ends = list(accumulate(len(one.tasks) for one in looks))
        rows = [slice(end - len(one.tasks), end) for end, one in zip(ends, looks, strict=True)]
        return [
            Evidence(clusters[own], professions[own], best[own], one.expected)
            for own, one in zip(rows, looks, strict=True)
        ]

    def to_parts(self) -> dict[str, Any]:
        """Everything but the structure, in types of scikit-learn and of Python itself, as a model folder stores it."""
        words, purpose = self.first.words, self.first.purpose
        heads = {name: getattr(words, name) for name in HEADS}
        return {
            "kinds": list(self.codes.kinds),
            "rarity": words.terms.rarity,
            "heads": {
                name: {"codes": head.codes, "always": head.always, "estimator": head.estimator}
                for name, head in heads.items()
            },
            "purpose": {
                "rarity": None if purpose.terms is None else purpose.terms.rarity,
                "estimator": purpose.estimator,
                "mean": purpose.mean,
            },
            "networks": list(self.networks.estimators),
            "temperature": self.temperature,
        }

    @classmethod
    def from_parts(cls, structure: Structure, parts: dict[str, Any]) -> ActivityClassifier:
        """The classifier whose parts :meth:`to_parts` gave."""
        codes = Codes.of(structure, parts["kinds"])
        words = TaskWords(codes, Terms(parts["rarity"]), *(Membership(**parts["heads"][name]) for name in HEADS))
        told = parts["purpose"]
        terms = None if told["rarity"] is None else Terms(told["rarity"])
        first = FirstLooks(codes, words, Purpose(terms, told["estimator"], told["mean"]))
        return cls(structure, first, Networks(tuple(parts["networks"])), float(parts["temperature"]))


def tempered(given: Matrix, temperature: float) -> Matrix:
    """Probabilities of labels that may go together, made those of one choice: rows sum to 1."""
    scaled = given ** (1 / temperature)
    return np.asarray(scaled / scaled.sum(axis=1, keepdims=True))


def fit_temperature(codes: Codes, given: Sequence[Matrix], jobs: Sequence[LabelledJob]) -> float:
    """The temperature with the least log loss of "the likeliest cluster is one of the right ones"."""
    clusters = np.vstack([codes.split(rows)[0] for rows in given])
    right = np.vstack([codes.split(codes.targets(job.examples))[0] for job in jobs])
    hit = right[np.arange(len(right)), clusters.argmax(axis=1)].astype(bool)

    def loss(log_temperature: float) -> float:
        best = np.clip(tempered(clusters, float(np.exp(log_temperature))).max(axis=1), LEAST, 1 - LEAST)
        return float(-np.where(hit, np.log(best), np.log1p(-best)).mean())

    return float(np.exp(minimize_scalar(loss, bounds=TEMPERATURES, method="bounded").x))


def filled_cells(structure: Structure) -> NDArray[np.bool_]:
    """Which cells hold an activity, shape (n_clusters, n_professions)."""
    return np.array(
        [[structure.has_cell(code, cluster) for code in structure.profession_ids] for cluster in structure.cluster_ids]
    )


def cell_shares(structure: Structure, professions: Matrix) -> Matrix:
    """Share of every profession in every task, were it of each cluster; a profession that has no such cell gets none.

    Parameters
    ----------
    professions : shape (n_tasks, n_professions)
        :attr:`Evidence.professions`.

    Returns
    -------
    array of shape (n_tasks, n_clusters, n_professions)
        Sums to 1 over the professions, or to 0 where none has the cell.
    """
    shares = np.maximum(professions, LEAST)[:, None, :] * filled_cells(structure)
    totals = shares.sum(axis=2, keepdims=True)
    return np.asarray(np.divide(shares, totals, out=np.zeros_like(shares), where=totals > 0))
