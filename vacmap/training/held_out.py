"""vacancies held out → what the model's own judgement is worth

A classifier that had not seen a vacancy says what it makes of its tasks. From that are learnt the parameters of the
mixture and the confidence from which on a task is certain; and it gives the figures of the model's card.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
from numpy.typing import NDArray
from sklearn.isotonic import isotonic_regression

from vacmap.activities import Evidence, LabelledJob
from vacmap.functions import Mixture, MixtureParameters, component_evidence, holds, infer_all
from vacmap.functions.mixture import INTERVAL
from vacmap.layout import WORD
from vacmap.records import OUTSIDE
from vacmap.structure import Structure

CERTAIN_ACCURACY = 0.75
"""A task is called certain where tasks of about that confidence were right this often."""
KEPT = 0.8
"""Share of the tasks for which it is told how often the surest of them are right."""
COVERAGES = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5)
BINS = 10
"""Intervals of confidence in which the calibration error is counted."""
STRENGTHS = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0)
SHARPNESSES = (0.75, 1.0, 1.5, 2.0, 3.0)
PULLS = (0.0, 0.25, 0.5, 0.75, 1.0)
WEIGHTS = (0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.7, 1.0, 1.4, 2.0)
"""Values tried for the mixture's parameters α, τ, ρ and κ."""
MIXTURE_VACANCIES = 500
"""Vacancies, spread over all, on which the values are tried: four numbers need no more."""


class HeldOut:
    """A vacancy's tasks and labels, and what a classifier that had not seen it says of them."""

    def __init__(self, job: LabelledJob, evidence: Evidence) -> None:
        self.job = job
        self.evidence = evidence
        # What only names in general what stands below it does not count in the mixture.
        self.counted = [row for row, example in enumerate(job.examples) if not example.task.umbrella]
        self.lengths = [float(len(WORD.findall(job.examples[row].task.text))) for row in self.counted]


def fit_mixture(structure: Structure, held_out: Sequence[HeldOut]) -> tuple[MixtureParameters, dict[str, float]]:
    """Strength, sharpness and pull with the least squared distance to the labelled mixtures; then the weight whose
    intervals hold a share of these mixtures nearest to ``INTERVAL``.

    Each mixture is what one reader saw. The squared distance is least at what readers see on average; the total
    variation distance is least at their median, and so rewards saying more than one can know.

    Returns the parameters and what they reach: the mean total variation distance, and the share of intervals that hold.
    """
    codes = (*structure.profession_ids, OUTSIDE)
    held_out = [item for item in held_out if item.job.mixture is not None]
    if not held_out:
        return MixtureParameters(codes), {}
    held_out = held_out[:: -(-len(held_out) // MIXTURE_VACANCIES)]
    evidences = [component_evidence(structure, item.evidence.of(item.counted)) for item in held_out]
    expected = np.array([item.evidence.expected for item in held_out])
    lengths = [length for item in held_out for length in item.lengths]
    wanted = np.array([[(item.job.mixture or {}).get(code, 0.0) for code in codes] for item in held_out])

    def inferred(parameters: MixtureParameters) -> list[Mixture]:
        return infer_all(parameters, expected, np.concatenate(evidences), lengths, list(map(len, evidences)))

    def distance(parameters: MixtureParameters) -> float:
        shares = np.array([mixture.shares for mixture in inferred(parameters)])
        return float(np.abs(shares - wanted).sum(axis=1).mean() / 2)

    def squared(parameters: MixtureParameters) -> float:
        shares = np.array([mixture.shares for mixture in inferred(parameters)])
        return float(((shares - wanted) ** 2).sum(axis=1).mean())

    def coverage(parameters: MixtureParameters) -> float:
        low, high = np.array([mixture.intervals() for mixture in inferred(parameters)]).transpose(2, 0, 1)
        return float(holds(low, high, wanted).mean())

    grid = [MixtureParameters(codes, *values) for values in product(STRENGTHS, SHARPNESSES, PULLS)]
    nearest = min(grid, key=squared)
    weighed = [replace(nearest, weight=weight) for weight in WEIGHTS]
    reached, best = min(((coverage(one), one) for one in weighed), key=lambda pair: abs(pair[0] - INTERVAL))
    return best, {"function_distance": distance(best), "intervals_hold": reached}


@dataclass(frozen=True)
class Confidences:
    """How sure a classifier was of the cluster of every task held out, and whether it was right."""

    confidence: NDArray[np.float64]
    """Rising; shape (n_tasks,)."""
    right: NDArray[np.float64]
    """1 where the likeliest cluster is among those of the label; shape (n_tasks,)."""

    @classmethod
    def of(cls, structure: Structure, held_out: Sequence[HeldOut]) -> Confidences:
        codes = (*structure.cluster_ids, OUTSIDE)
        pairs = [
            (float(row.max()), codes[int(row.argmax())] in example.clusters)
            for item in held_out
            for row, example in zip(item.evidence.clusters, item.job.examples, strict=True)
        ]
        confidence, right = np.array(pairs, dtype=float).T
        order = np.argsort(confidence, kind="stable")
        return cls(confidence[order], right[order])

    def certainty(self) -> float:
        """Least confidence at which a task was right as often as ``CERTAIN_ACCURACY`` says. How often tasks of about a
        confidence were right is an isotonic regression."""
        enough = np.flatnonzero(isotonic_regression(self.right) >= CERTAIN_ACCURACY)
        return round(float(self.confidence[enough[0] if len(enough) else -1]), 4)

    def figures(self, certainty: float) -> dict[str, float]:
        """Accuracy of the likeliest cluster; that of the surest ``KEPT`` of the tasks; expected calibration error; how
        many tasks are certain.

        The calibration error is the mean distance between confidence and accuracy over ``BINS`` equal intervals,
        weighed by their tasks (Naeini, Cooper & Hauskrecht 2015).
        """
        gaps = np.bincount(self._bins, self.confidence - self.right, minlength=BINS)
        return {
            "cluster_hit": float(self.right.mean()),
            "cluster_hit_of_surest": self._accuracy(KEPT),
            "calibration_error": float(np.abs(gaps).sum() / len(self.right)),
            "certain": float((self.confidence >= certainty).mean()),
        }

    def coverage(self) -> list[dict[str, float]]:
        """The curve of abstaining: how often the surest tasks are right, for every share of the tasks of ``COVERAGES``,
        and how sure the least sure of them is."""
        return [
            {
                "coverage": kept,
                "accuracy": round(self._accuracy(kept), 4),
                "confidence": round(float(self.confidence[self._first(kept)]), 4),
            }
            for kept in COVERAGES
        ]

    def reliability(self) -> list[dict[str, float]]:
        """Mean confidence, accuracy and number of the tasks of each of ``BINS`` equal intervals that has some."""
        return [
            {
                "confidence": round(float(self.confidence[own].mean()), 4),
                "accuracy": round(float(self.right[own].mean()), 4),
                "tasks": int(own.sum()),
            }
            for number in range(BINS)
            if (own := self._bins == number).any()
        ]

    @property
    def _bins(self) -> NDArray[np.int_]:
        return np.asarray(np.minimum((self.confidence * BINS).astype(int), BINS - 1))

    def _first(self, kept: float) -> int:
        """The least sure task of the surest ones."""
        return min(round((1 - kept) * len(self.right)), len(self.right) - 1)

    def _accuracy(self, kept: float) -> float:
        return float(self.right[self._first(kept) :].mean())
