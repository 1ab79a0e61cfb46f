"""what units say by themselves → what they say where they stand

A unit's zone shows in its neighbours: in the heading above it, in the list or paragraph it belongs to, in what came
before and comes after. This room describes every unit by what the sentence model says of it and of all these, and by
their form; small networks (:mod:`vacmap.networks`) read the description. They take the place
of a linear chain: they see three units to each side and whole sections, and learn what follows what.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vacmap.networks import Matrix, Networks, Single
from vacmap.records import Unit
from vacmap.zones.form import HEADING, SPOKEN_OF

REACH = 3
"""Units to each side whose scores are seen."""
LEAST = 1e-4
"""Least probability that is told apart from none."""
FAR = 10
"""Units from which on a heading is simply far away."""


@dataclass(frozen=True)
class Sections:
    """Which units belong together: rows of numbers that never fall, shape (n_units,) each."""

    heading: NDArray[np.intp]
    """Index of the last heading above, or -1."""
    headed: NDArray[np.intp]
    """Number of the section: units under the same heading."""
    paragraph: NDArray[np.intp]
    """Number of the paragraph: units without an empty line between them."""
    list: NDArray[np.intp]
    """Number of the list: units of a paragraph that all have a bullet, or none."""

    @classmethod
    def of(cls, units: Sequence[Unit]) -> Sections:
        n = len(units)
        heads = np.fromiter((unit.heading >= HEADING for unit in units), dtype=bool, count=n)
        blank = np.fromiter((unit.after_blank for unit in units), dtype=bool, count=n)
        bullet = np.fromiter((unit.bullet is not None for unit in units), dtype=bool, count=n)
        blank[0] = False
        heading = np.full(n, -1, dtype=np.intp)
        heading[1:] = np.maximum.accumulate(np.where(heads, np.arange(n), -1))[:-1]
        changes = blank.copy()
        changes[1:] |= bullet[1:] != bullet[:-1]
        headed = np.zeros(n, dtype=np.intp)
        headed[1:] = np.cumsum(heading[1:] != heading[:-1])
        return cls(heading, headed, np.cumsum(blank), np.cumsum(changes))


def describe(units: Sequence[Unit], said: Matrix, form: Single) -> Single:
    """A row for every unit of one text: what it and what stands around it say.

    Parameters
    ----------
    said : shape (n_units, n_labels)
        Probability of every label from a unit's own words.
    form : shape (n_units, N_COLUMNS)
        How a unit stands there.
    """
    said = said.astype(np.float32)
    n, n_labels = said.shape
    sections = Sections.of(units)
    logs = np.log(np.maximum(said, LEAST))
    logs -= logs.mean(axis=1, keepdims=True)
    # A column of ones tells a neighbour from none.
    padded = np.zeros((n + 2 * REACH, n_labels + 1), dtype=np.float32)
    padded[REACH : REACH + n, :-1] = logs
    padded[REACH : REACH + n, -1] = 1
    beside = np.zeros((n + 2, form.shape[1]), dtype=np.float32)
    beside[1:-1] = form
    headed = sections.heading >= 0
    above = np.where(headed[:, None], logs[sections.heading], np.float32(0))
    passed = np.cumsum(said, axis=0)
    parts = [
        form,
        *(padded[REACH + d : REACH + d + n] for d in range(-REACH, REACH + 1)),
        beside[:-2],
        beside[2:],
        above,
        np.column_stack([headed, np.minimum(np.arange(n) - sections.heading, FAR) / FAR]),
        np.log1p(passed - said),
        np.log1p(passed[-1] - passed),
        np.broadcast_to(passed[-1] / n, said.shape),
    ]
    talk = np.concatenate([logs, said, form[:, SPOKEN_OF]], axis=1)
    for numbers in (sections.headed, sections.paragraph, sections.list):
        sizes = np.bincount(numbers)
        starts = np.zeros(len(sizes), dtype=np.intp)
        np.cumsum(sizes[:-1], out=starts[1:])
        means = np.add.reduceat(talk, starts, axis=0) / sizes[:, None].astype(np.float32)
        parts.append(means[numbers])
        if numbers is not sections.headed:
            around = np.zeros((len(means) + 2, n_labels), dtype=np.float32)
            around[1:-1] = means[:, :n_labels]
            parts += [around[numbers], around[numbers + 2], np.minimum(sizes[numbers], FAR)[:, None] / FAR]
    return np.concatenate(parts, axis=1, dtype=np.float32, casting="same_kind")


@dataclass(frozen=True)
class ContextModel:
    """The networks and what they say of units."""

    networks: Networks

    @property
    def labels(self) -> list[str]:
        return [str(label) for label in self.networks.labels]

    def probabilities(self, rows: Single) -> Matrix:
        """Probability of every label, shape (n_units, n_labels), rows sum to 1: the networks' geometric mean."""
        scores = self.networks.scores(rows)
        if scores.shape[1] == 1:  # two labels: one output
            scores = np.hstack([np.zeros_like(scores), scores])
        scores -= scores.max(axis=1, keepdims=True)
        given = np.exp(scores)
        return np.asarray(given / given.sum(axis=1, keepdims=True))
