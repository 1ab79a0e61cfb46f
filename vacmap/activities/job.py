"""zones, tasks → a job: all that is read of it to know its activities; and what becomes known"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vacmap.layout import plain
from vacmap.lexicon import numbered
from vacmap.records import OUTSIDE, ZoneCode
from vacmap.spelling import Words, read_rows
from vacmap.structure import Structure
from vacmap.tasks import TaskSpan
from vacmap.terms import Texts
from vacmap.zones import LabelledUnit

Matrix = NDArray[np.float64]
Places = NDArray[np.intp]

TOLD = (ZoneCode.FUNCTIE, ZoneCode.ORGANISATIE, ZoneCode.PROFIEL, ZoneCode.TAKEN)
"""Zones that tell what the job is for."""


@dataclass(frozen=True)
class Job:
    """The tasks of a function, and what is told of it around them."""

    tasks: Sequence[TaskSpan]
    told: Words = field(default_factory=partial(read_rows, [""]))
    """Words of what the vacancy says of the job and of the employer, in one row; none for sentences that stand
    alone."""


def told(text: str, labelled: Sequence[LabelledUnit]) -> str:
    """What a text says in the zones ``TOLD``, plain."""
    return plain(" ".join(text[item.unit.start : item.unit.end] for item in labelled if item.zone in TOLD))


def told_words(labelled: Sequence[LabelledUnit], words: Words) -> Words:
    """The words of what :func:`told` gives, in one row, from those of every unit (:func:`vacmap.layout.read_words`)."""
    return words.together([[row for row, item in enumerate(labelled) if item.zone in TOLD]])


@dataclass(frozen=True)
class ReadJobs:
    """Some jobs, every text of their tasks read once."""

    jobs: Sequence[Job]
    texts: Texts
    """The different texts of all tasks."""
    rows: Places
    """Which of them are each task's own words, its whole sentence, its heading and its title; shape (n_tasks, 4)."""
    told: Texts
    """What is told of every job."""

    @classmethod
    def of(cls, jobs: Sequence[Job]) -> ReadJobs:
        """Read jobs."""
        tasks = [task for job in jobs for task in job.tasks]
        said = [text for task in tasks for text in (task.text, task.sentence, task.heading, task.title)]
        different, rows = numbered(said)
        return cls(
            jobs, Texts.of(different), rows.reshape(-1, 4), Texts.of_words(Words.joined([job.told for job in jobs]))
        )

    @cached_property
    def tasks(self) -> Texts:
        """The words of all tasks themselves, job by job."""
        return self.texts.at(self.rows[:, 0])


@dataclass(frozen=True)
class TaskExample:
    """A task with its labels."""

    task: TaskSpan
    clusters: tuple[str, ...]
    """The weightiest first; ``buiten`` among them for work outside."""
    professions: tuple[str, ...]
    outside: tuple[str, ...] = ()


@dataclass(frozen=True)
class LabelledJob:
    """A job with the labels of its tasks; a sentence that stands alone is a job of one task."""

    examples: Sequence[TaskExample]
    told: str = ""
    mixture: dict[str, float] | None = None
    """Share per profession and ``buiten``; None where nobody said so."""

    @property
    def job(self) -> Job:
        return Job([example.task for example in self.examples], read_rows([self.told]))


@dataclass(frozen=True)
class Codes:
    """What can be said of a task, in the order of the columns of a look."""

    clusters: tuple[str, ...]
    """``buiten`` last."""
    professions: tuple[str, ...]
    kinds: tuple[str, ...] = field(default=())
    """Kinds of work outside."""

    @classmethod
    def of(cls, structure: Structure, kinds: Sequence[str]) -> Codes:
        return cls((*structure.cluster_ids, OUTSIDE), tuple(structure.profession_ids), tuple(kinds))

    @property
    def components(self) -> tuple[str, ...]:
        """What a function is a mixture of."""
        return (*self.professions, OUTSIDE)

    def __len__(self) -> int:
        return len(self.clusters) + len(self.professions) + len(self.kinds)

    def split(self, rows: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
        """The columns of clusters, of professions and of kinds, of an array of shape (n, len(self))."""
        first, second = len(self.clusters), len(self.clusters) + len(self.professions)
        return rows[:, :first], rows[:, first:second], rows[:, second:]

    def targets(self, examples: Sequence[TaskExample]) -> NDArray[np.int_]:
        """1 for every label that an example has, shape (n_examples, len(self)). Of kinds only the first counts."""
        said = [(e.clusters, e.professions, e.outside[:1]) for e in examples]
        columns = (self.clusters, self.professions, self.kinds)
        rows = [[code in had for codes, had in zip(columns, row, strict=True) for code in codes] for row in said]
        return np.array(rows, dtype=int).reshape(len(examples), len(self))


@dataclass(frozen=True)
class Evidence:
    """What is known of a job's tasks; row i belongs to task i."""

    clusters: Matrix
    """Probability per cluster and, last, ``buiten``; shape (n_tasks, n_clusters + 1); rows sum to 1."""
    professions: Matrix
    """How far the column of each profession holds the task, 0 to 1; shape (n_tasks, n_professions)."""
    outside: list[str]
    """Most probable kind of work, were it outside."""
    expected: Matrix
    """Mixture that is expected from what is told of the job, whatever its tasks: professions and, last, ``buiten``;
    shape (n_professions + 1,); sums to 1."""

    @classmethod
    def joined(cls, jobs: Sequence[Evidence]) -> Evidence:
        """That of the tasks of some jobs, at least one, one job behind the other; what is expected of the first."""
        return cls(
            np.concatenate([one.clusters for one in jobs]),
            np.concatenate([one.professions for one in jobs]),
            [kind for one in jobs for kind in one.outside],
            jobs[0].expected,
        )

    def of(self, rows: Sequence[int]) -> Evidence:
        """The evidence of some of the tasks."""
        return Evidence(self.clusters[rows], self.professions[rows], [self.outside[row] for row in rows], self.expected)
