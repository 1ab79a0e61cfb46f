"""what units say by themselves → what they say where they stand

A unit's zone shows in its neighbours: in the heading above it, in the list or paragraph it belongs to, in what came
before and comes after. This room describes every unit by what the sentence model says of it and of all these, and by
their form; a small network (:class:`sklearn.neural_network.MLPClassifier`) reads the description. It takes the place of
a linear chain: the network sees three units to each side and whole sections, and learns what follows what.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
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
LearnFrom = Callable[[int], tuple[Single, Sequence[str]]]

REACH = 3
"""Units to each side whose scores are seen."""
NETWORKS = 6
"""Networks that are trained from different beginnings and on different excerpts; their scores are added."""
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


def _trained(learn_from: LearnFrom, seed: int) -> Pipeline:
    rows, labels = learn_from(seed)
    passes = max(PASSES, LEAST_STEPS // -(-len(rows) // BATCH))
    network = MLPClassifier(
        (HIDDEN,), alpha=PENALTY, max_iter=passes, batch_size=min(BATCH, len(rows)), random_state=seed
    )
    pipeline = make_pipeline(StandardScaler(), network)
    with warnings.catch_warnings():
        # The passes are few on purpose: stopping early keeps the networks general.
        warnings.simplefilter("ignore", ConvergenceWarning)
        pipeline.fit(rows, labels)
    network._optimizer = None  # needed for learning only, and of a type that no model file should hold
    return pipeline


@dataclass(frozen=True)
class ContextModel:
    """The networks, each behind its own scaling."""

    estimators: tuple[Pipeline, ...]

    @classmethod
    def fit(cls, learn_from: LearnFrom) -> ContextModel:
        """Train the networks.

        Parameters
        ----------
        learn_from : callable
            Number of a network → the rows of :func:`describe` it learns from, and their labels.
        """
        return cls(tuple(Parallel(n_jobs=-1)(delayed(_trained)(learn_from, seed) for seed in range(NETWORKS))))

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

    def probabilities(self, rows: Single) -> Matrix:
        """Probability of every label, shape (n_units, n_labels), rows sum to 1: the networks' geometric mean."""
        first, offset, second, last = self._layers
        hidden = np.maximum(np.asarray(rows, dtype=np.float32) @ first + offset, 0)
        scores = (hidden @ second + last).astype(float)
        if scores.shape[1] == 1:  # two labels: one output
            scores = np.hstack([np.zeros_like(scores), scores])
        scores -= scores.max(axis=1, keepdims=True)
        given = np.exp(scores)
        return np.asarray(given / given.sum(axis=1, keepdims=True))
