"""what units say by themselves → what they say where they stand

A unit's zone shows in its neighbours: in the heading above it, in the list or paragraph it belongs to, in what came
before and comes after. This room describes every unit by what the sentence model says of it and of all these, and by
their form; a small network (:class:`sklearn.neural_network.MLPClassifier`) reads the description. It takes the place of
a linear chain: the network sees three units to each side and whole sections, and learns what follows what.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from vacmap.records import Unit
from vacmap.zones.form import HEADING, SPOKEN_OF

Matrix = NDArray[np.float64]
Single = NDArray[np.float32]

REACH = 3
"""Units to each side whose scores are seen."""
NETWORKS = 5
"""Networks that are trained from different beginnings; their scores are added."""
HIDDEN = 64
PENALTY = 1.0
PASSES = 14
"""How often the networks see all rows."""
LEAST_STEPS = 1000
"""Steps that networks make at least: with few rows they see them more often."""
BATCH = 200
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


def describe(units: Sequence[Unit], said: Matrix, form: Matrix) -> Matrix:
    """A row for every unit of one text: what it and what stands around it say.

    Parameters
    ----------
    said : shape (n_units, n_labels)
        Probability of every label from a unit's own words.
    form : shape (n_units, N_COLUMNS)
        How a unit stands there.
    """
    n = len(units)
    sections = Sections.of(units)
    logs = np.log(np.maximum(said, LEAST))
    logs -= logs.mean(axis=1, keepdims=True)
    padded = np.zeros((n + 2 * REACH, logs.shape[1] + 1))
    padded[REACH : REACH + n, :-1] = logs
    padded[REACH : REACH + n, -1] = 1  # tells a neighbour from none
    beside = np.zeros((n + 2, form.shape[1]))
    beside[1:-1] = form
    headed = sections.heading >= 0
    above = np.where(headed[:, None], logs[sections.heading], 0.0)
    distance = np.minimum(np.arange(n) - sections.heading, FAR) / FAR
    talk = np.hstack([logs, said, form[:, SPOKEN_OF]])
    passed = np.cumsum(said, axis=0)
    parts = [
        form,
        *(padded[REACH + d : REACH + d + n] for d in range(-REACH, REACH + 1)),
        beside[:-2],
        beside[2:],
        above,
        np.column_stack([headed, distance]),
        np.log1p(passed - said),
        np.log1p(passed[-1:] - passed),
        np.broadcast_to(passed[-1:] / n, said.shape),
    ]
    for numbers in (sections.headed, sections.paragraph, sections.list):
        starts = np.flatnonzero(np.diff(numbers, prepend=-1))
        means = np.add.reduceat(talk, starts, axis=0) / np.diff(np.append(starts, n))[:, None]
        parts.append(means[numbers])
        if numbers is not sections.headed:
            around = np.zeros((len(means) + 2, logs.shape[1]))
            around[1:-1] = means[:, : logs.shape[1]]
            parts += [around[numbers], around[numbers + 2]]
            size = np.diff(np.append(starts, n))
            parts.append(np.minimum(size[numbers], FAR)[:, None] / FAR)
    return np.hstack(parts)


def _trained(rows: Matrix, labels: Sequence[str], seed: int) -> Pipeline:
    passes = max(PASSES, LEAST_STEPS // -(-len(rows) // BATCH))
    network = MLPClassifier(
        (HIDDEN,), alpha=PENALTY, max_iter=passes, batch_size=min(BATCH, len(rows)), random_state=seed
    )
    with warnings.catch_warnings():
        # The passes are few on purpose: stopping early keeps the networks general.
        warnings.simplefilter("ignore", ConvergenceWarning)
        return make_pipeline(StandardScaler(), network).fit(rows, labels)


@dataclass(frozen=True)
class ContextModel:
    """The networks, each behind its own scaling."""

    estimators: tuple[Pipeline, ...]

    @classmethod
    def fit(cls, rows: Matrix, labels: Sequence[str]) -> ContextModel:
        """Learn from the rows of :func:`describe` and their labels."""
        return cls(tuple(Parallel(n_jobs=-1)(delayed(_trained)(rows, labels, seed) for seed in range(NETWORKS))))

    @property
    def labels(self) -> list[str]:
        return [str(label) for label in self.estimators[0].classes_]

    @cached_property
    def _layers(self) -> tuple[Single, Single, Single, Single]:
        """Both layers of all networks side by side, the scaling put into the first one."""
        weights, offsets, outputs = [], [], []
        last: Matrix | float = 0.0
        for scaler, network in (pipeline.named_steps.values() for pipeline in self.estimators):
            first = network.coefs_[0] / scaler.scale_[:, None]
            weights.append(first)
            offsets.append(network.intercepts_[0] - scaler.mean_ @ first)
            outputs.append(network.coefs_[1] / len(self.estimators))
            last = last + network.intercepts_[1] / len(self.estimators)
        return (
            np.hstack(weights).astype(np.float32),
            np.hstack(offsets).astype(np.float32),
            np.vstack(outputs).astype(np.float32),
            np.asarray(last, dtype=np.float32),
        )

    def probabilities(self, rows: Matrix) -> Matrix:
        """Probability of every label, shape (n_units, n_labels), rows sum to 1: the networks' geometric mean."""
        first, offset, second, last = self._layers
        hidden = np.maximum(rows.astype(np.float32) @ first + offset, 0)
        scores = (hidden @ second + last).astype(float)
        if scores.shape[1] == 1:  # two labels: one output
            scores = np.hstack([np.zeros_like(scores), scores])
        scores -= scores.max(axis=1, keepdims=True)
        given = np.exp(scores)
        return np.asarray(given / given.sum(axis=1, keepdims=True))
