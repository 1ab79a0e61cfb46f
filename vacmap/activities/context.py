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
from vacmap.networks import Single
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
    """A row for every task, shape (n_tasks, n_columns).

    Parameters
    ----------
    without : collection of str
        Parts that are left out, of ``PARTS``.
    """
    tasks, own = looks.tasks, _log_odds(looks.own)
    n, n_labels = own.shape
    headed = np.array([[bool(task.heading)] for task in tasks])
    titled = bool(tasks[0].title)
    # A column of ones tells a neighbour from none.
    padded = np.zeros((n + 2 * REACH, n_labels + 1))
    padded[REACH : REACH + n, :-1] = own
    padded[REACH : REACH + n, -1] = 1
    everywhere = {
        "title": [_log_odds(looks.title) * titled, [titled]],
        "all tasks": [own.mean(axis=0), looks.own.mean(axis=0), [min(n, MANY_TASKS) / MANY_TASKS]],
        "expected mixture": [np.log(np.maximum(looks.expected, LEAST))],
    }
    parts = {
        "own words": [own],
        "sentence": [_log_odds(looks.whole)],
        "heading": [_log_odds(looks.heading) * headed, headed],
        "neighbours": [padded[REACH + d : REACH + d + n] for d in range(-REACH, REACH + 1) if d],
        "form": _counts(tasks),
        **{
            name: [np.broadcast_to(np.concatenate(columns), (n, sum(map(len, columns))))]
            for name, columns in everywhere.items()
        },
    }
    kept = [columns for name in PARTS if name not in without for columns in parts[name]]
    return np.concatenate(kept, axis=1).astype(np.float32)


def _counts(tasks: Sequence[TaskSpan]) -> list[Matrix]:
    """Where each task stands among the others; how long it and its sentence are, whether it is part of one, and whether
    it speaks for those below it."""
    number = np.arange(len(tasks))[:, None] / len(tasks)
    rows = [
        (
            len(task.text.split()) / MANY_WORDS,
            len(task.sentence.split()) / MANY_WORDS,
            float(task.text != task.sentence),
            float(task.umbrella),
        )
        for task in tasks
    ]
    return [number, np.minimum(np.array(rows), 3.0)]


def _log_odds(probabilities: Matrix) -> Matrix:
    bounded = np.clip(probabilities, LEAST, 1 - LEAST)
    return np.asarray(np.log(bounded) - np.log1p(-bounded))
