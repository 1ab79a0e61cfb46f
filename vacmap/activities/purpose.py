"""what is told of a job → the mixture to expect, before its tasks are looked at

Advising, reporting and keeping contacts are everybody's work; whether they serve a campaign, a neighbourhood or an
insurance company shows in the rest of the vacancy. A multinomial logistic regression reads all that is told of the
job and of the employer; what it expects is the prior of the function's mixture (:mod:`vacmap.functions.mixture`), and
one of the things the second look at the tasks knows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.sparse import csr_matrix, vstack
from scipy.special import softmax
from sklearn.linear_model import LogisticRegression

from vacmap.activities.job import Matrix
from vacmap.terms import N_COLUMNS, Terms, TermSums, Texts

STRENGTH = 20.0
"""Inverse strength C of the L2 penalty."""
ITERATIONS = 200
LEAST = 1e-3
"""Least share of a component: nothing is ruled out."""


@dataclass(frozen=True)
class Purpose:
    """What vacancies that tell such things are mixtures of."""

    terms: Terms | None
    estimator: LogisticRegression | None
    """Its classes are numbers of components. None: nothing can be learnt, ``mean`` holds for every job."""
    mean: list[float]
    """Mean mixture; sums to 1."""

    @classmethod
    def fit(cls, texts: Sequence[str], mixtures: Matrix) -> Purpose:
        """Learn from what was told of some jobs.

        Parameters
        ----------
        mixtures : shape (n_texts, n_components)
            Shares that sum to 1. A job counts for every component as far as it is of it: the penalised cross-entropy of
            the whole mixture is what is made least.
        """
        n_texts, n_components = mixtures.shape
        mean = mixtures.mean(axis=0).tolist() if n_texts else [1.0 / n_components] * n_components
        weights = mixtures.T.ravel()
        used = np.flatnonzero(weights)
        components = np.repeat(np.arange(n_components), n_texts)[used]
        if len(np.unique(components)) < 2:
            return cls(None, None, mean)
        terms = Terms.fit(texts)
        stacked = csr_matrix(vstack([terms.matrix(texts)] * n_components))[used]
        estimator = LogisticRegression(C=STRENGTH, max_iter=ITERATIONS)
        estimator.fit(stacked, components, sample_weight=weights[used])
        estimator.coef_ = estimator.coef_.astype(np.float32)
        return cls(terms, estimator, mean)

    @cached_property
    def _sums(self) -> TermSums | None:
        if self.terms is None or self.estimator is None:
            return None
        weights = np.zeros((N_COLUMNS, len(self.mean)), dtype=np.float32)
        offsets = np.full(len(self.mean), np.log(LEAST), dtype=np.float32)
        coefficients, intercepts = self.estimator.coef_, self.estimator.intercept_
        if len(coefficients) == 1:  # two components: one row, for the second
            coefficients, intercepts = np.vstack([-coefficients, coefficients]) / 2, np.array([-1, 1]) * intercepts / 2
        weights[:, self.estimator.classes_] = coefficients.T
        offsets[self.estimator.classes_] = intercepts
        return TermSums(self.terms, weights, offsets)

    def expected(self, texts: Texts) -> Matrix:
        """Mixture to expect, shape (n_texts, n_components); rows sum to 1. Where nothing is told: the mean."""
        out = np.tile(np.asarray(self.mean), (len(texts), 1))
        told = texts.counts > 0
        if told.any() and self._sums is not None:
            out[told] = softmax(self._sums.scores(texts), axis=1)[told]
        out = np.maximum(out, LEAST)
        return np.asarray(out / out.sum(axis=1, keepdims=True))
