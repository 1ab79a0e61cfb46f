"""The kind of estimator that looks twice: small networks that read what a first look says of a thing and its neighbours

Several networks of one hidden layer (:class:`sklearn.neural_network.MLPClassifier`) are trained from different
beginnings, each on rows of its own; their scores are averaged. When they judge, all of them are one matrix.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

Matrix = NDArray[np.float64]
Single = NDArray[np.float32]
LearnFrom = Callable[[int], tuple[Single, Any]]
"""Number of a network → the rows it learns from, shape (n, n_columns), and their labels: one each, or an indicator
matrix of shape (n, n_labels)."""

NETWORKS = 6
"""How many networks there are where nobody says otherwise."""
HIDDEN = 64
PENALTY = 1.0
PASSES = 14
"""How often the networks see all rows."""
LEAST_STEPS = 1000
"""Steps that networks make at least: with few rows they see them more often."""
BATCH = 200


def excerpts(n: int, count: int, lengths: tuple[int, int], generator: np.random.Generator) -> Iterator[tuple[int, int]]:
    """So many stretches of ``n`` things, at random: adverts are often shown in part, as on a job board.

    Parameters
    ----------
    lengths : tuple of int
        Length of the shortest stretch, and of the longest (exclusive); all are shorter than ``n``.
    """
    for _ in range(count):
        length = int(generator.integers(lengths[0], min(lengths[1], n)))
        start = int(generator.integers(0, n - length + 1))
        yield start, start + length


def neighbours(rows: Single, owner: NDArray[np.intp], reach: int) -> Callable[[int], Single]:
    """What stands so many rows further among the rows of the same owner, at most ``reach``, for every row: zeros behind
    the last one and before the first.

    Parameters
    ----------
    rows : shape (n, n_columns); at least one
    owner : shape (n,)
        Rising.
    """
    place = np.arange(len(rows)) + reach * (owner + 1)
    spread = np.zeros((len(rows) + reach * (int(owner[-1]) + 2), rows.shape[1]), dtype=np.float32)
    spread[place] = rows
    return lambda distance: spread[place + distance]


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
class Networks:
    """The networks, each behind its own scaling."""

    estimators: tuple[Pipeline, ...]

    @classmethod
    def fit(cls, learn_from: LearnFrom, count: int = NETWORKS, *, jobs: int = -1) -> Networks:
        """Train so many networks, in so many processes at once."""
        return cls(tuple(Parallel(n_jobs=jobs)(delayed(_trained)(learn_from, seed) for seed in range(count))))

    @property
    def labels(self) -> Sequence[Any]:
        """What the columns of the scores stand for; two labels have one column, for the second."""
        return list(self.estimators[0].classes_)

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

    def scores(self, rows: Single) -> Matrix:
        """Mean output of the networks before it is made a probability, shape (n, n_outputs)."""
        first, offset, second, last = self._layers
        hidden = np.maximum(np.asarray(rows, dtype=np.float32) @ first + offset, 0)
        return np.asarray((hidden @ second + last).astype(float))
