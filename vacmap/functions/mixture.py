"""tasks → the function as a mixture of professions and work outside

Model. A function has a mixture π over the components c (every profession, and ``buiten``). Each task i is cut from one
component zᵢ:

    π ~ Dirichlet(α · m)        zᵢ | π ~ π        p(task i | zᵢ = c) ∝ eᵢ(c)^τ

eᵢ(c) is what is known of the task: eᵢ(buiten) = p(buiten | task i), and for a profession the sum over the clusters of
p(cluster | task i) times its share in that cluster. m is the mixture that the rest of the vacancy lets expect
(:mod:`vacmap.activities.purpose`), α the weight of that prior in tasks, τ ("sharpness") how far a task is believed.

Inference. Variational Bayes with a tempered step: q(zᵢ) = Categorical(rᵢ), q(π) = Dirichlet(κ · γ), with

    rᵢ(c) ∝ eᵢ(c)^τ · exp(ρ · ψ(γ(c)))        γ(c) = α · m(c) + Σᵢ wᵢ rᵢ(c)

repeated until γ stands still. ρ ("pull") says how far the rest of the function decides where a task belongs that
several components share: with 0 every sentence speaks for itself, with 1 this is mean-field variational Bayes, which
lets the
component that leads take nearly all. wᵢ is the length of the task in words relative to the mean, between bounds. κ
("weight") says how many independent observations a task is worth, since neighbouring sentences repeat each other and a
reader's judgement varies too; it widens or narrows the intervals and leaves the shares. The share of c is γ(c) / Σγ,
its interval the 5 % and 95 % quantiles of Beta(κγ(c), κ(Σγ − γ(c))).

Assumptions: tasks are independent given π; each comes from one component; a longer task weighs more, up to a bound.
Source of the scheme: Blei, Ng & Jordan (2003), section 5, with components that are known beforehand in place of topics.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv, digamma

Matrix = NDArray[np.float64]
Numbers = Sequence[float] | NDArray[np.float64]

ITERATIONS = 200
TOLERANCE = 1e-5
"""The rounds end when no γ moves further, in tasks."""
TINY = float(np.finfo(float).tiny)
INTERVAL = 0.90
"""Probability that the interval of a share holds."""
ROUNDED = 0.02
"""People write mixtures in round numbers: an interval that ends this near to such a share holds it."""
LENGTHS = (0.5, 2.0)
"""Bounds of a task's weight, relative to a task of mean length."""
LEAST = 1e-4
"""Least evidence and least prior share of a component: nothing is ruled out."""


@dataclass(frozen=True)
class MixtureParameters:
    """The few numbers of the model, fitted on training vacancies."""

    components: tuple[str, ...]
    strength: float = 1.0
    """α: weight of the prior, in tasks."""
    sharpness: float = 1.0
    """τ: how far a sentence is believed."""
    pull: float = 0.5
    """ρ: how far the rest of the function decides about a shared task, 0 to 1."""
    weight: float = 1.0
    """κ: independent observations a task is worth."""

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_dict(cls, raw: dict[str, Any]) -> MixtureParameters:
        """Read what :meth:`to_dict` gave; raises KeyError, TypeError or ValueError for anything else."""
        return cls(
            components=tuple(map(str, raw["components"])),
            strength=float(raw["strength"]),
            sharpness=float(raw["sharpness"]),
            pull=float(raw["pull"]),
            weight=float(raw["weight"]),
        )


@dataclass(frozen=True)
class Mixture:
    """What is known of a function's mixture."""

    counts: Matrix
    """κ · γ: parameters of the Dirichlet distribution of the shares, shape (n_components,)."""
    responsibilities: Matrix
    """Which component each task came from, given the whole function; shape (n_tasks, n_components); rows sum to 1."""

    @property
    def shares(self) -> Matrix:
        """Mean share per component, shape (n_components,); sums to 1."""
        return np.asarray(self.counts / self.counts.sum())

    def intervals(self) -> Matrix:
        """Limits between which each share lies with a probability of 90 %, shape (n_components, 2)."""
        tails = np.array([(1 - INTERVAL) / 2, (1 + INTERVAL) / 2])
        limits = betaincinv(self.counts[:, None], (self.counts.sum() - self.counts)[:, None], tails)
        # A very skewed distribution has its mean outside its quantiles; an interval always holds the share it is for.
        low, high = np.minimum(limits[:, 0], self.shares), np.maximum(limits[:, 1], self.shares)
        return np.asarray(np.clip(np.stack([low, high], axis=1), 0.0, 1.0))


def holds(low: Any, high: Any, share: Any) -> Any:
    """Whether an interval holds a share that a person gave; numbers, or arrays of one shape."""
    return (low <= share + ROUNDED) & (share - ROUNDED <= high)


def infer(parameters: MixtureParameters, expected: Matrix, evidence: Matrix, lengths: Numbers) -> Mixture:
    """Mixture of a function from the evidence of its tasks.

    Parameters
    ----------
    expected : shape (n_components,)
        m in the formula above; sums to 1.
    evidence : array of shape (n_tasks, n_components)
        e in the formula above; rows sum to 1.
    lengths : shape (n_tasks,)
        Length of each task in words.
    """
    return infer_all(parameters, np.asarray(expected)[None], evidence, lengths, [len(evidence)])[0]


def infer_all(
    parameters: MixtureParameters, expected: Matrix, evidence: Matrix, lengths: Numbers, sizes: Sequence[int]
) -> list[Mixture]:
    """Mixtures of some functions: several together take less time than one by one. That of a function is the same to
    the last bit whatever functions stand beside it.

    Parameters
    ----------
    expected : shape (n_functions, n_components)
    evidence : array of shape (n_tasks, n_components)
        That of all tasks, one function behind the other.
    lengths : shape (n_tasks,)
    sizes : shape (n_functions,)
        Number of tasks of each function.
    """
    prior = np.maximum(np.asarray(expected, dtype=float), LEAST)
    alpha = parameters.strength * prior / prior.sum(axis=1, keepdims=True)
    owner = np.repeat(np.arange(len(alpha)), sizes)
    likelihood = np.maximum(evidence, LEAST) ** parameters.sharpness
    length = np.asarray(lengths, dtype=float)
    mean = np.bincount(owner, length, len(alpha)) / np.maximum(sizes, 1)
    weights = np.clip(length / np.maximum(mean, 1.0)[owner], *LENGTHS)
    counts, leans = alpha.copy(), np.ones_like(alpha)
    moving = _Moving(np.flatnonzero(sizes), owner, likelihood, weights)
    counts[moving.functions] += moving.sums(leans)
    for _ in range(ITERATIONS):
        if not len(moving.functions):
            break
        own = counts[moving.functions]
        # ψ is largest for the leading component: its exponential stays between 0 and 1 when that is taken as the
        # measure.
        pulled = parameters.pull * digamma(own)
        leans[moving.functions] = np.exp(pulled - pulled.max(axis=1, keepdims=True))
        updated = alpha[moving.functions] + moving.sums(leans)
        counts[moving.functions] = updated
        moving = moving.of(np.abs(updated - own).max(axis=1) >= TOLERANCE)
    scores = likelihood * leans[owner]
    responsibilities = scores / np.maximum(scores.sum(axis=1, keepdims=True), TINY)
    ends = np.cumsum(sizes)
    return [
        Mixture(parameters.weight * own, responsibilities[end - size : end])
        for own, end, size in zip(counts, ends, sizes, strict=True)
    ]


@dataclass(frozen=True)
class _Moving:
    """The functions whose γ still moves, and their tasks; every function has some."""

    functions: NDArray[np.intp]
    """Numbers of the functions, rising."""
    owner: NDArray[np.intp]
    """Number of the function of every task."""
    likelihood: Matrix
    weights: Matrix

    def sums(self, leans: Matrix) -> Matrix:
        """Σᵢ wᵢ rᵢ(c) of every function; ``leans`` are those of all functions."""
        scores = self.likelihood * leans[self.owner]
        scores *= (self.weights / np.maximum(scores.sum(axis=1), TINY))[:, None]
        return np.asarray(np.add.reduceat(scores, np.searchsorted(self.owner, self.functions), axis=0))

    def of(self, kept: NDArray[np.bool_]) -> _Moving:
        """Some of the functions."""
        if kept.all():
            return self
        functions = self.functions[kept]
        tasks = np.isin(self.owner, functions)
        return _Moving(functions, self.owner[tasks], self.likelihood[tasks], self.weights[tasks])
