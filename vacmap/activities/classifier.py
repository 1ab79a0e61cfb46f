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
from functools import partial
from typing import Any

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from sklearn.model_selection import KFold

from vacmap.activities.context import Looks, describe
from vacmap.activities.job import Codes, Evidence, Job, LabelledJob, Matrix
from vacmap.activities.purpose import Purpose
from vacmap.activities.words import Membership, TaskWords
from vacmap.linear import SEED
from vacmap.networks import Networks, Single, excerpts
from vacmap.structure import Structure
from vacmap.terms import Terms

FOLDS = 5
"""The second look learns from first looks by models that each saw all folds but one."""
EXCERPTS = 2
"""Excerpts of every job from which the second look learns too."""
EXCERPT_TASKS = (2, 9)
"""Tasks of the shortest excerpt, and of the longest (exclusive)."""
LEAST_TASKS = 3
"""A job of so many tasks has no excerpts."""
LEAST = 1e-6
"""Least probability of a label: nothing is ruled out."""
Targets = NDArray[np.int_]
HEADS = ("cluster", "profession", "outside")
TEMPERATURES = (-2.0, 2.0)
"""Bounds of the temperature's natural logarithm."""
NOTHING_KNOWN = "anders"
"""Kind of work outside where the training data name none."""


@dataclass(frozen=True)
class FirstLooks:
    """Everything that looks before the networks do."""

    codes: Codes
    words: TaskWords
    purpose: Purpose

    @classmethod
    def fit(cls, codes: Codes, jobs: Sequence[LabelledJob]) -> FirstLooks:
        """Learn from labelled jobs."""
        described = [job for job in jobs if job.mixture is not None]
        mixtures = np.array([[(job.mixture or {}).get(code, 0.0) for code in codes.components] for job in described])
        return cls(
            codes,
            TaskWords.fit(codes, [example for job in jobs for example in job.examples]),
            Purpose.fit([job.told for job in described], mixtures.reshape(len(described), len(codes.components))),
        )

    def at(self, jobs: Sequence[Job]) -> list[Looks]:
        """Look at some jobs that have tasks, at all of them together."""
        tasks = [task for job in jobs for task in job.tasks]
        texts = [text for task in tasks for text in (task.text, task.sentence, task.heading, task.title)]
        said = self.words.look(texts).reshape(len(tasks), 4, len(self.codes))
        expected = self.purpose.expected([job.told for job in jobs])
        out, first = [], 0
        for job, mixture in zip(jobs, expected, strict=True):
            own, whole, heading, title = said[first : first + len(job.tasks)].transpose(1, 0, 2)
            out.append(Looks(job.tasks, own, whole, heading, title[0], mixture))
            first += len(job.tasks)
        return out


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
        learner = _Learner(structure, jobs)
        given = learner.held_out()
        temperature = fit_temperature(learner.codes, given, learner.jobs)
        classifier = cls(structure, learner.first, learner.networks(range(len(learner.jobs))), temperature)
        return classifier, [classifier._evidence(rows, learner.looks[row].expected) for row, rows in enumerate(given)]

    def evidence(self, job: Job) -> Evidence:
        """What is known of each task of a job."""
        if not job.tasks:
            return self._evidence(np.zeros((0, len(self.codes))), self.first.purpose.expected([job.told])[0])
        (looks,) = self.first.at([job])
        return self._evidence(_probabilities(self.networks, describe(looks)), looks.expected)

    def _evidence(self, given: Matrix, expected: Matrix) -> Evidence:
        clusters, professions, kinds = self.codes.split(given)
        best = [self.codes.kinds[column] for column in kinds.argmax(axis=1)]
        return Evidence(tempered(clusters, self.temperature), professions, best, expected)

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


class _Learner:
    """What is worked out once for a classifier and for those that judge the jobs held out."""

    def __init__(self, structure: Structure, jobs: Sequence[LabelledJob]) -> None:
        kinds = sorted({example.outside[0] for job in jobs for example in job.examples if example.outside})
        self.structure = structure
        self.codes = Codes.of(structure, kinds or [NOTHING_KNOWN])
        self.jobs = [job for job in jobs if job.examples]
        every = np.arange(len(self.jobs))
        n_folds = min(FOLDS, len(self.jobs))
        self.folds = (
            list(KFold(n_folds, shuffle=True, random_state=SEED).split(every)) if n_folds > 1 else [(every, every)]
        )
        *folded, self.first = Parallel(n_jobs=-1)(
            [
                *(
                    delayed(_looks_at)(
                        self.codes, [self.jobs[row] for row in seen], [self.jobs[row].job for row in unseen]
                    )
                    for seen, unseen in self.folds
                ),
                delayed(FirstLooks.fit)(self.codes, self.jobs),
            ]
        )
        self.looks: dict[int, Looks] = {}
        for looks, (_, unseen) in zip(folded, self.folds, strict=True):
            self.looks |= dict(zip(unseen.tolist(), looks, strict=True))
        self.rows = [describe(self.looks[row]) for row in every.tolist()]
        self.targets = [self.codes.targets(job.examples) for job in self.jobs]

    def held_out(self) -> list[Matrix]:
        """Probability of every label for the tasks of every job, by networks that did not learn from it."""
        out: dict[int, Matrix] = {}
        for seen, unseen in self.folds:
            networks = self.networks(seen.tolist())
            out |= {row: _probabilities(networks, self.rows[row]) for row in unseen.tolist()}
        return [out[row] for row in range(len(self.jobs))]

    def networks(self, jobs: Sequence[int]) -> Networks:
        """Networks that learn from some of the jobs."""
        return Networks.fit(partial(_rows_and_targets, [(self.looks[row], self.targets[row]) for row in jobs]))


def _rows_and_targets(jobs: Sequence[tuple[Looks, Targets]], seed: int) -> tuple[Single, Targets]:
    """What one network learns from: the tasks of every job, and excerpts of them that only this network sees, since
    adverts are often shown in part."""
    generator = np.random.default_rng(seed)
    rows: list[Single] = []
    row_targets: list[Targets] = []
    for looks, targets in jobs:
        n, count = len(targets), EXCERPTS if len(targets) > LEAST_TASKS else 0
        places = [slice(0, n), *(slice(*place) for place in excerpts(n, count, EXCERPT_TASKS, generator))]
        rows += [describe(looks.of(place)) for place in places]
        row_targets += [targets[place] for place in places]
    return np.vstack(rows), np.vstack(row_targets)


def _looks_at(codes: Codes, seen: Sequence[LabelledJob], unseen: Sequence[Job]) -> list[Looks]:
    return FirstLooks.fit(codes, seen).at(unseen)


def _probabilities(networks: Networks, rows: Single) -> Matrix:
    """Probability of every label, shape (n_tasks, n_labels)."""
    return np.maximum(1 / (1 + np.exp(-np.clip(networks.scores(rows), -30, 30))), LEAST)


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


def profession_shares(structure: Structure, cluster: str, probabilities: Sequence[float]) -> dict[str, float]:
    """Share of every profession in a task of a cluster; a profession that has no such cell gets none.

    Parameters
    ----------
    probabilities : shape (n_professions,)
        A row of :attr:`Evidence.professions`.
    """
    possible = {
        code: max(float(p), LEAST)
        for code, p in zip(structure.profession_ids, probabilities, strict=True)
        if structure.has_cell(code, cluster)
    }
    total = sum(possible.values())
    return {code: possible.get(code, 0.0) / total for code in structure.profession_ids} if total else {}
