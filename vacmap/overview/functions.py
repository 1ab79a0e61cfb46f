"""What the tables hold, once read: functions with a profile as arrays, and what became of every input"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Functions:
    """Functions with a profile, a row each; shares are in the structure's order, what lies outside last."""

    titles: NDArray[np.object_]
    """str or None."""
    values: NDArray[np.object_]
    """What stands in the column that was asked for (str or None); None everywhere if none was."""
    tasks: NDArray[np.int64]
    shares: Matrix
    """Shape (n, n_professions + 1); rows sum to 1."""
    low: Matrix
    high: Matrix
    """Limits of the 90 % intervals of the shares."""
    clusters: Matrix
    """Shape (n, n_clusters); a row and what lies outside sum to 1."""
    uncertain: Matrix
    """Share of the tasks of which the model is not certain, shape (n,)."""
    novelty: Matrix
    """Shape (n,)."""

    def __len__(self) -> int:
        return len(self.tasks)


@dataclass(frozen=True, slots=True)
class Fates:
    """What became of the inputs; all together they are ``inputs``."""

    failed: int
    repeats: int
    """Adverts that stand for the same function as another one, which counts."""
    lost: int
    """Repeats of an advert that failed: nothing is known of them."""
    no_tasks: int
    few_tasks: int
    """Adverts with so few tasks that their shares say nothing of the function."""
    described: int
    """Adverts that all figures are about."""

    @property
    def inputs(self) -> int:
        return self.failed + self.repeats + self.lost + self.no_tasks + self.few_tasks + self.described


@dataclass(frozen=True, slots=True)
class Adverts:
    """What ``functions.parquet`` holds."""

    functions: Functions
    """Those that say enough to be described."""
    ids: pa.Array
    """Of all rows."""
    places: NDArray[np.intp]
    """Row of the table → row of ``functions``; -1 for those that are not among them."""
    fates: Fates
