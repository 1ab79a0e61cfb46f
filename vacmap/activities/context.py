"""what tasks say by themselves → what they say among each other

"Je volgt de vergaderingen op" is work for members in one function and office work in another. Every task is described
by what the first look says of it, of the whole sentence it was cut from, of its heading, its neighbours, the function's
title and all tasks together, by the mixture that the rest of the vacancy lets expect, and by its form. Small
networks read the description.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from vacmap.activities.job import Matrix
from vacmap.layout import n_words
from vacmap.networks import Single, neighbours
from vacmap.tasks import TaskSpan

REACH = 2
"""Tasks to each side that are seen."""
LEAST = 1e-3
"""Least probability that is told apart from none."""
PARTS = ("own words", "sentence", "heading", "neighbours", "form", "title", "all tasks", "expected mixture")
"""What the description of a task consists of."""
MANY_TASKS, MANY_WORDS = 20.0, 20.0
"""What counts as one of the numbers of tasks and of words."""


@dataclass(frozen=True)
class Looks:
    """First looks at a job; n_labels is ``len(codes)``."""

    tasks: Sequence[TaskSpan]
    own: Matrix
    """At the tasks, shape (n_tasks, n_labels)."""
    whole: Matrix
    """At the sentences they were cut from, shape (n_tasks, n_labels)."""
    heading: Matrix
    """At the headings they stand under, shape (n_tasks, n_labels)."""
    title: Matrix
    """At the function's title, shape (n_labels,)."""
    expected: Matrix
    """The mixture that the rest lets expect, shape (n_components,)."""

    def of(self, place: slice) -> Looks:
        """The looks at a stretch of the tasks, as if it were all there is."""
        own, whole, heading = self.own[place], self.whole[place], self.heading[place]
        return Looks(self.tasks[place], own, whole, heading, self.title, self.expected)


def describe(looks: Looks, without: Collection[str] = ()) -> Single:
    """A row for every task of a job, shape (n_tasks, n_columns); see :func:`describe_all`."""
    return describe_all([looks], without)[0]


def describe_all(jobs: Sequence[Looks], without: Collection[str] = ()) -> list[Single]:
    """The rows of every job, one for each of its tasks: shape (n_tasks, n_columns). Those of a job are the same to the
    last bit whatever jobs stand beside it.

    Parameters
    ----------
    without : collection of str
        Parts that are left out, of ``PARTS``.
    """
    described = [looks for looks in jobs if looks.tasks]
    if not described:
        return [np.zeros((0, 0), dtype=np.float32) for _ in jobs]
    tasks = [task for looks in described for task in looks.tasks]
    sizes = np.array([len(looks.tasks) for looks in described], dtype=np.intp)
    owner, starts = np.repeat(np.arange(len(sizes)), sizes), np.cumsum(sizes) - sizes
    given = np.concatenate([looks.own for looks in described])
    own = _log_odds(given)
    headed = np.array([[bool(task.heading)] for task in tasks])
    titled = np.array([[bool(looks.tasks[0].title)] for looks in described])
    # A column of ones tells a neighbour from none.
    around = neighbours(np.hstack([own, np.ones((len(own), 1))]), owner, REACH)

    def means(rows: Matrix) -> Matrix:
        return np.asarray(np.add.reduceat(rows, starts, axis=0) / sizes[:, None])

    everywhere = {
        "title": [_log_odds(np.array([looks.title for looks in described])) * titled, titled],
        "all tasks": [means(own), means(given), np.minimum(sizes[:, None], MANY_TASKS) / MANY_TASKS],
        "expected mixture": [np.log(np.maximum([looks.expected for looks in described], LEAST))],
    }
    parts = {
        "own words": [own],
        "sentence": [_log_odds(np.concatenate([looks.whole for looks in described]))],
        "heading": [_log_odds(np.concatenate([looks.heading for looks in described])) * headed, headed],
        "neighbours": [around(d) for d in range(-REACH, REACH + 1) if d],
        "form": [((np.arange(len(tasks)) - starts[owner]) / sizes[owner])[:, None], _form(tasks)],
        **{name: [np.hstack(columns)[owner]] for name, columns in everywhere.items()},
    }
    rows = np.hstack([columns for name in PARTS if name not in without for columns in parts[name]]).astype(np.float32)
    own_rows = iter(np.split(rows, starts[1:]))
    return [next(own_rows) if looks.tasks else rows[:0] for looks in jobs]


def _form(tasks: Sequence[TaskSpan]) -> Matrix:
    """How long each task and its sentence are, whether it is part of one, and whether it speaks for those below it."""
    rows = [
        (
            n_words(task.text) / MANY_WORDS,
            n_words(task.sentence) / MANY_WORDS,
            float(task.text != task.sentence),
            float(task.umbrella),
        )
        for task in tasks
    ]
    return np.asarray(np.minimum(np.array(rows), 3.0))


def _log_odds(probabilities: Matrix) -> Matrix:
    bounded = np.clip(probabilities, LEAST, 1 - LEAST)
    return np.asarray(np.log(bounded) - np.log1p(-bounded))
