"""tasks outside the structure → kinds of work, with their weight"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vacmap.overview.functions import Matrix
from vacmap.overview.tasks import TaskSums


@dataclass(frozen=True, slots=True)
class OutsideKind:
    """Work of one kind that the structure does not describe."""

    code: str
    tasks: int
    functions: int
    """Functions with at least one task of the kind."""
    share: float
    """Mean share of a function, over all functions."""


def kind_shares(sums: TaskSums, outside: Matrix) -> Matrix:
    """Share of each kind in each function, shape (n, n_kinds): its share outside, divided as its tasks outside are.

    Where it has none, as those of all functions together are.
    """
    total = sums.outside.sum(axis=1, keepdims=True)
    overall = sums.outside.sum(axis=0) / max(float(total.sum()), 1.0)
    shares = np.where(total > 0, sums.outside / np.maximum(total, 1.0), overall)
    return np.asarray(shares * outside[:, None])


def outside_kinds(sums: TaskSums, outside: Matrix) -> tuple[OutsideKind, ...]:
    """The kinds of work outside, those with the most tasks first.

    Parameters
    ----------
    outside : shape (n,)
        Share of each function that lies outside.
    """
    shares = kind_shares(sums, outside).mean(axis=0)
    having = (sums.outside > 0).sum(axis=0)
    kinds = [
        OutsideKind(code, int(sums.outside_tasks[at]), int(having[at]), float(shares[at]))
        for at, code in enumerate(sums.kinds)
    ]
    return tuple(sorted(kinds, key=lambda kind: (-kind.tasks, kind.code)))
