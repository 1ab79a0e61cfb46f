"""tasks → the function as a mixture of professions and work outside

Model. A function has a mixture π over the components c (every profession, and ``buiten``). Each task i is cut from one
component zᵢ:

    π ~ Dirichlet(α · m)        zᵢ | π ~ π        p(task i | zᵢ = c) ∝ eᵢ(c) / b(c)

eᵢ(c) is what the sentence says by itself: eᵢ(buiten) = p(buiten | task i), and for a profession the sum over the
clusters of p(cluster | task i) times its share in that cluster. b(c) is the mean of e(c) over the training tasks, so
that a component that is common among sentences does not win by that alone. m is the mean mixture of the training
functions,
α the weight of that prior in tasks.

Inference. Mean-field variational Bayes: q(zᵢ) = Categorical(rᵢ), q(π) = Dirichlet(γ), with

    rᵢ(c) ∝ (eᵢ(c) / b(c))^τ · exp(ψ(γ(c)))        γ(c) = α · m(c) + κ · Σᵢ wᵢ rᵢ(c)

repeated until γ stands still. wᵢ is the length of the task in words relative to the mean, between bounds; τ
("sharpness") says how far a sentence is believed; κ ("weight") how many independent observations a task is worth,
since neighbouring sentences repeat each other. The
share of c is γ(c) / Σγ, its interval the 5 % and 95 % quantiles of Beta(γ(c), Σγ − γ(c)).

Assumptions: tasks are independent given π; each comes from one component; a longer task weighs more, up to a bound.
Source of the scheme: Blei, Ng & Jordan (2003), section 5, with observed mixtures in place of topics.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import digamma
from scipy.stats import beta

Matrix = NDArray[np.float64]

ITERATIONS = 200
TOLERANCE = 1e-6
INTERVAL = 0.90
"""Probability that the interval of a share holds."""
LENGTHS = (0.5, 2.0)
"""Bounds of a task's weight, relative to a task of mean length."""
LEAST = 1e-4
"""Least evidence and least prior share of a component: nothing is ruled out."""


@dataclass(frozen=True)
class MixtureParameters:
    """The few numbers of the model, fitted on training vacancies."""

    components: tuple[str, ...]
    prior: tuple[float, ...]
    """m: mean mixture; sums to 1."""
    base: tuple[float, ...]
    """b: mean evidence per component; sums to 1."""
    strength: float = 1.0
    """α: weight of the prior, in tasks."""
    sharpness: float = 1.0
    """τ: how far a sentence is believed."""
    weight: float = 1.0
    """κ: independent observations a task is worth."""

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_dict(cls, raw: dict[str, Any]) -> MixtureParameters:
        """Read what :meth:`to_dict` gave; raises KeyError, TypeError or ValueError for anything else."""
        return cls(
            components=tuple(map(str, raw["components"])),
            prior=tuple(map(float, raw["prior"])),
            base=tuple(map(float, raw["base"])),
            strength=float(raw["strength"]),
            sharpness=float(raw["sharpness"]),
            weight=float(raw["weight"]),
        )


@dataclass(frozen=True)
class Mixture:
    """What is known of a function's mixture."""

    shares: Matrix
    """Mean share, shape (n_components,); sums to 1."""
    intervals: Matrix
    """Limits of each share, shape (n_components, 2)."""
    responsibilities: Matrix
    """Which component each task came from, given the whole function; shape (n_tasks, n_components); rows sum to 1."""


def infer(parameters: MixtureParameters, evidence: Matrix, lengths: Sequence[float]) -> Mixture:
    """Mixture of a function from the evidence of its tasks.

    Parameters
    ----------
    evidence : array of shape (n_tasks, n_components)
        e in the formula above; rows sum to 1.
    lengths : shape (n_tasks,)
        Length of each task in words.
    """
    prior = np.maximum(np.asarray(parameters.prior), LEAST)
    alpha = parameters.strength * prior / prior.sum()
    likelihood = (np.maximum(evidence, LEAST) / np.maximum(np.asarray(parameters.base), LEAST)) ** parameters.sharpness
    length = np.asarray(lengths, dtype=float)
    weights = np.clip(length / max(length.mean(), 1.0), *LENGTHS) if len(length) else length
    responsibilities = likelihood / likelihood.sum(1, keepdims=True)
    gamma = alpha + parameters.weight * (weights @ responsibilities)
    for _ in range(ITERATIONS):
        scores = likelihood * np.exp(digamma(gamma))
        responsibilities = scores / scores.sum(1, keepdims=True)
        updated = alpha + parameters.weight * (weights @ responsibilities)
        moved = float(np.abs(updated - gamma).max())
        gamma = updated
        if moved < TOLERANCE:
            break
    total = gamma.sum()
    tail = (1 - INTERVAL) / 2
    shares = gamma / total
    # A very skewed distribution has its mean outside its own quantiles; an interval always holds the share it belongs
    # to.
    low = np.minimum(beta.ppf(tail, gamma, total - gamma), shares)
    high = np.maximum(beta.ppf(1 - tail, gamma, total - gamma), shares)
    return Mixture(shares, np.clip(np.stack([low, high], axis=1), 0.0, 1.0), responsibilities)
