"""words of a task → what it says by itself

The first look: a logistic regression per label on words, pairs of words and character n-grams (:mod:`vacmap.terms`).
Labels are sets: a task may belong to several clusters, and most activities stand in the columns of several
professions. What stands around a task has no part in this; see :mod:`vacmap.activities.context`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.multiclass import OneVsRestClassifier

from vacmap.activities.job import Codes, Matrix, TaskExample
from vacmap.linear import COARSE, halve_weights, logistic
from vacmap.terms import N_COLUMNS, Single, Terms, TermSums, Texts

CLUSTER_C = 12.0
PROFESSION_C = 6.0
OUTSIDE_C = 12.0
"""Inverse strengths C of the L2 penalties."""
LEAST = 1e-6
"""Least probability of a label: nothing is ruled out."""


@dataclass(frozen=True)
class Membership:
    """Which of some labels hold: a logistic regression per label, since labels are sets."""

    codes: list[str]
    """The labels that can be told apart: those that some training tasks have and others lack."""
    always: list[str]
    """The labels that all training tasks have."""
    estimator: OneVsRestClassifier | None
    """None if there is nothing to tell apart."""

    @classmethod
    def fit(
        cls, matrix: csr_matrix, labels: Sequence[Sequence[str]], codes: Sequence[str], strength: float
    ) -> Membership:
        """Learn which of ``codes`` each row's set of labels holds; ``strength`` is the inverse of the L2 penalty."""
        counts = Counter(label for row in labels for label in set(row))
        told = [code for code in codes if 0 < counts[code] < len(labels)]
        always = [code for code in codes if labels and counts[code] == len(labels)]
        if not told:
            return cls(told, always, None)
        target = np.array([[code in row for code in told] for row in labels], dtype=int)
        estimator = OneVsRestClassifier(logistic(strength, tolerance=COARSE)).fit(
            matrix, target if len(told) > 1 else target[:, 0]
        )
        return cls(told, always, halve_weights(estimator))

    def linear(self, codes: Sequence[str]) -> tuple[Single, Single]:
        """Weights and offsets of ``codes``, shapes (n_columns, len(codes)) and (len(codes),). What holds always or
        never has no weights."""
        weights = np.zeros((N_COLUMNS, len(codes)), dtype=np.float32)
        offsets = np.full(len(codes), np.log(LEAST), dtype=np.float32)
        offsets[[codes.index(code) for code in self.always]] = -np.log(LEAST)
        for code, one in zip(self.codes, self.estimator.estimators_ if self.estimator else (), strict=True):
            weights[:, codes.index(code)] = one.coef_[0]
            offsets[codes.index(code)] = one.intercept_[0]
        return weights, offsets


@dataclass(frozen=True)
class TaskWords:
    """Three sets of labels, told from the same features."""

    codes: Codes
    terms: Terms
    cluster: Membership
    profession: Membership
    outside: Membership

    @classmethod
    def fit(cls, codes: Codes, examples: Sequence[TaskExample]) -> TaskWords:
        """Learn from labelled tasks. Professions are learnt from tasks that belong to some, kinds from work outside."""
        texts = [example.task.text for example in examples]
        terms = Terms.fit(texts)
        matrix = terms.matrix(texts)
        inside = [row for row, example in enumerate(examples) if example.professions]
        outside = [row for row, example in enumerate(examples) if example.outside]
        return cls(
            codes,
            terms,
            Membership.fit(matrix, [example.clusters for example in examples], codes.clusters, CLUSTER_C),
            Membership.fit(
                matrix[inside], [examples[row].professions for row in inside], codes.professions, PROFESSION_C
            ),
            Membership.fit(matrix[outside], [examples[row].outside[:1] for row in outside], codes.kinds, OUTSIDE_C),
        )

    @cached_property
    def _sums(self) -> TermSums:
        heads = (
            self.cluster.linear(self.codes.clusters),
            self.profession.linear(self.codes.professions),
            self.outside.linear(self.codes.kinds),
        )
        weights, offsets = zip(*heads, strict=True)
        return TermSums(self.terms, np.hstack(weights), np.concatenate(offsets))

    def look(self, texts: Texts) -> Matrix:
        """Probability of every label for every text, shape (n_texts, len(codes))."""
        scores = np.clip(self._sums.scores(texts), np.log(LEAST), -np.log(LEAST))
        return np.asarray(1 / (1 + np.exp(-scores)))

    def added(self, text: str) -> Matrix:
        """What every word of a text adds to the log-odds of every label, shape (n_words, len(codes)); see
        :meth:`vacmap.terms.TermSums.contributions`."""
        return self._sums.contributions(text)
