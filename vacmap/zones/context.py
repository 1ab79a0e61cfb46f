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

from vacmap.networks import Matrix, Networks, Single, neighbours
from vacmap.zones.batch import Batch
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
    def of(cls, batch: Batch) -> Sections:
        n, units = len(batch), batch.units
        heads = np.fromiter((unit.heading >= HEADING for unit in units), dtype=bool, count=n)
        blank = np.fromiter((unit.after_blank for unit in units), dtype=bool, count=n)
        bullet = np.fromiter((unit.bullet is not None for unit in units), dtype=bool, count=n)
        blank[batch.starts] = True
        heading = np.full(n, -1, dtype=np.intp)
        heading[1:] = np.maximum.accumulate(np.where(heads, np.arange(n), -1))[:-1]
        heading[heading < batch.starts[batch.owner]] = -1
        changes = blank.copy()
        changes[1:] |= bullet[1:] != bullet[:-1]
        new = np.zeros(n, dtype=bool)
        new[batch.starts] = True
        new[1:] |= heading[1:] != heading[:-1]
        return cls(heading, np.cumsum(new) - 1, np.cumsum(blank) - 1, np.cumsum(changes) - 1)


def describe(batch: Batch, said: Matrix, form: Single) -> Single:
    """A row for every unit of some texts: what it and what stands around it in its text say.

    Parameters
    ----------
    said : shape (n_units, n_labels)
        Probability of every label from a unit's own words.
    form : shape (n_units, N_COLUMNS)
        How a unit stands there.
    """
    n, n_labels = said.shape
    owner = batch.owner
    sections = Sections.of(batch)
    said = said.astype(np.float32)
    logs = np.log(np.maximum(said, LEAST))
    logs -= logs.mean(axis=1, keepdims=True)
    # A column of ones tells a neighbour from none.
    around = neighbours(np.hstack([logs, np.ones((n, 1), dtype=np.float32)]), owner, REACH)
    beside = neighbours(form, owner, 1)
    headed = sections.heading >= 0
    above = np.where(headed[:, None], logs[sections.heading], np.float32(0))
    distance = np.where(headed, np.arange(n) - sections.heading, batch.order + 1)
    passed = np.concatenate([np.cumsum(part, axis=0) for part in batch.split(said)])
    whole = passed[batch.starts + batch.sizes - 1]
    parts = [
        form,
        *(around(d) for d in range(-REACH, REACH + 1)),
        beside(-1),
        beside(1),
        above,
        np.column_stack([headed, np.minimum(distance, FAR) / FAR]),
        np.log1p(passed - said),
        np.log1p(whole[owner] - passed),
        (whole / batch.sizes[:, None].astype(np.float32))[owner],
    ]
    talk = np.concatenate([logs, said, form[:, SPOKEN_OF]], axis=1)
    for numbers in (sections.headed, sections.paragraph, sections.list):
        sizes = np.bincount(numbers)
        starts = np.cumsum(sizes) - sizes
        means = np.add.reduceat(talk, starts, axis=0) / sizes[:, None].astype(np.float32)
        parts.append(means[numbers])
        if numbers is not sections.headed:
            near = neighbours(means[:, :n_labels].astype(np.float32), owner[starts], 1)
            parts += [near(-1)[numbers], near(1)[numbers], np.minimum(sizes[numbers], FAR)[:, None] / FAR]
    return np.concatenate(parts, axis=1, dtype=np.float32, casting="same_kind")


@dataclass(frozen=True)
class ContextModel:
    """The networks and what they say of units."""

    networks: Networks

    @property
    def labels(self) -> list[str]:
        return [str(label) for label in self.networks.labels]

    def probabilities(self, texts: Sequence[Single]) -> Matrix:
        """Probability of every label, shape (n_units, n_labels), rows sum to 1: the networks' geometric mean.

        Parameters
        ----------
        texts : at least one array of shape (n_units, n_columns)
            The rows of the units of each text: products of matrices may differ in the last decimal with the number of
            rows, and must not hang on which texts are worked on together.
        """
        scores = np.vstack([self.networks.scores(rows) for rows in texts])
        if scores.shape[1] == 1:  # two labels: one output
            scores = np.hstack([np.zeros_like(scores), scores])
        scores -= scores.max(axis=1, keepdims=True)
        given = np.exp(scores)
        return np.asarray(given / given.sum(axis=1, keepdims=True))
