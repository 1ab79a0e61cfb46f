"""labelled jobs → first looks, and networks that learnt from first looks at jobs the first had not seen"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray
from sklearn.model_selection import KFold

from vacmap.activities.context import Looks, describe
from vacmap.activities.job import Codes, Job, LabelledJob, Matrix, ReadJobs
from vacmap.activities.purpose import Purpose
from vacmap.activities.words import TaskWords
from vacmap.linear import SEED
from vacmap.networks import Networks, Single, excerpts
from vacmap.structure import Structure

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

    def at(self, read: ReadJobs) -> list[Looks]:
        """Look at some jobs, at all of them together."""
        said = self.words.look(read.texts)[read.rows]
        expected = self.purpose.expected(read.told)
        out, first = [], 0
        for job, mixture in zip(read.jobs, expected, strict=True):
            own, whole, heading, title = said[first : first + len(job.tasks)].transpose(1, 0, 2)
            out.append(Looks(job.tasks, own, whole, heading, title[:1].sum(axis=0), mixture))
            first += len(job.tasks)
        return out


class Learner:
    """What is worked out once for a classifier and for those that judge the jobs held out.

    Parameters
    ----------
    jobs : sequence of LabelledJob
        Those without tasks teach nothing here.
    """

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
        self.targets = [self.codes.targets(job.examples) for job in self.jobs]

    def held_out(self) -> list[Matrix]:
        """Probability of every label for the tasks of every job, by networks that did not learn from it."""
        out: dict[int, Matrix] = {}
        for seen, unseen in self.folds:
            networks = self.networks(seen.tolist())
            out |= {row: probabilities(networks, [describe(self.looks[row])]) for row in unseen.tolist()}
        return [out[row] for row in range(len(self.jobs))]

    def networks(self, jobs: Sequence[int], without: Collection[str] = ()) -> Networks:
        """Networks that learn from some of the jobs; ``without`` some of the parts of a description (see
        :func:`describe`)."""
        told = [(self.looks[row], self.targets[row]) for row in jobs]
        return Networks.fit(partial(_rows_and_targets, told, frozenset(without)))


def _rows_and_targets(
    jobs: Sequence[tuple[Looks, Targets]], without: Collection[str], seed: int
) -> tuple[Single, Targets]:
    """What one network learns from: the tasks of every job, and excerpts of them that only this network sees, since
    adverts are often shown in part."""
    generator = np.random.default_rng(seed)
    rows: list[Single] = []
    row_targets: list[Targets] = []
    for looks, targets in jobs:
        n, count = len(targets), EXCERPTS if len(targets) > LEAST_TASKS else 0
        places = [slice(0, n), *(slice(*place) for place in excerpts(n, count, EXCERPT_TASKS, generator))]
        rows += [describe(looks.of(place), without) for place in places]
        row_targets += [targets[place] for place in places]
    return np.vstack(rows), np.vstack(row_targets)


def _looks_at(codes: Codes, seen: Sequence[LabelledJob], unseen: Sequence[Job]) -> list[Looks]:
    return FirstLooks.fit(codes, seen).at(ReadJobs.of(unseen))


def probabilities(networks: Networks, jobs: Sequence[Single]) -> Matrix:
    """Probability of every label for all tasks of some jobs, given the rows of each; shape (n_tasks, n_labels)."""
    # Job by job: a product of matrices may differ in the last decimal with the number of its rows.
    scores = np.vstack([networks.scores(rows) for rows in jobs])
    return np.maximum(1 / (1 + np.exp(-np.clip(scores, -30, 30))), LEAST)
