"""scores of single units → labels of a whole text

A linear chain: the label of a unit depends on what the unit says and on the label before it. With a classifier's
probabilities p(y | x), the prior p(y) and the transitions p(y | y'), a sequence of labels has the weight

    ∏ p(yᵢ | xᵢ) · (p(yᵢ | yᵢ₋₁) / p(yᵢ))^λ

(a hybrid of classifier and Markov chain, as in Bourlard & Morgan 1994). λ, "trust", says how much the order of zones
counts. The forward-backward algorithm gives each unit's marginal probabilities; its label is the most probable one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]

SMOOTHING = 1.0
"""Added to every count of one label behind another."""


@dataclass(frozen=True)
class Chain:
    """Order of labels, learnt by counting."""

    start: Matrix
    """p(first label), shape (n_labels,)."""
    transitions: Matrix
    """p(label | label before), shape (n_labels, n_labels); rows sum to 1."""
    prior: Matrix
    """p(label), shape (n_labels,)."""
    trust: float = 0.5

    @classmethod
    def count(cls, sequences: Sequence[Sequence[int]], n_labels: int, trust: float = trust) -> Chain:
        """Learn from label sequences (a list of label indices per text)."""
        start = np.full(n_labels, SMOOTHING)
        transitions = np.full((n_labels, n_labels), SMOOTHING)
        prior = np.full(n_labels, SMOOTHING)
        for labels in sequences:
            if not labels:
                continue
            start[labels[0]] += 1
            np.add.at(transitions, (list(labels[:-1]), list(labels[1:])), 1)
            np.add.at(prior, list(labels), 1)
        return cls(start / start.sum(), transitions / transitions.sum(1, keepdims=True), prior / prior.sum(), trust)

    def marginals(self, probabilities: Matrix) -> Matrix:
        """Probability of every label for every unit of one text, given all units.

        Parameters
        ----------
        probabilities : array of shape (n_units, n_labels)
            What the classifier says of each unit by itself.
        """
        n_units = len(probabilities)
        if not n_units:
            return probabilities
        emission = np.maximum(probabilities, 1e-9)
        step = (self.transitions / self.prior) ** self.trust
        forward = np.empty_like(emission)
        backward = np.ones_like(emission)
        forward[0] = _normal(emission[0] * (self.start / self.prior) ** self.trust)
        for i in range(1, n_units):
            forward[i] = _normal(emission[i] * (forward[i - 1] @ step))
        for i in range(n_units - 2, -1, -1):
            backward[i] = _normal(step @ (emission[i + 1] * backward[i + 1]))
        joint = forward * backward
        return np.asarray(joint / joint.sum(1, keepdims=True))


def _normal(row: Matrix) -> Matrix:
    return np.asarray(row / row.sum())
