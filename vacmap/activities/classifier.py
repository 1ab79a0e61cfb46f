"""tasks → cells: which cluster a task belongs to, for which professions, or what kind of work outside

Labels are sets: a task may belong to several clusters, and most activities stand in the columns of several
professions. The classifier learns for each cluster and each profession how probable it is that it holds the task; the
probabilities of
the clusters are scaled to sum to 1, since a task's place is one of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.compose import ColumnTransformer
from sklearn.feature_extraction.text import HashingVectorizer, TfidfTransformer
from sklearn.multiclass import OneVsRestClassifier
from sklearn.pipeline import Pipeline, make_pipeline

from vacmap.linear import halve_weights, logistic
from vacmap.records import OUTSIDE
from vacmap.structure import Structure
from vacmap.tasks import TaskSpan

CLUSTER_C = 12.0
PROFESSION_C = 6.0
OUTSIDE_C = 12.0
"""Inverse strengths C of the L2 penalties."""
WORD_BITS, SIGN_BITS, CONTEXT_BITS = 16, 17, 14
"""Each kind of feature is hashed to 2 to the power of so many columns."""
WORD_PATTERN = r"(?u)\b[^\W_]{2,}\b"
FIELD_WEIGHTS = {
    "words": 1.0,
    "signs": 1.0,
    "sentence words": 0.6,
    "sentence signs": 0.6,
    "heading": 0.35,
    "previous": 0.3,
    "title": 0.35,
}
"""How much each kind of feature counts beside the others."""
SENTENCE_SHARE = 0.5
"""How far a clause is judged as its whole sentence would be, 0 (not) to 1 (wholly)."""
LEAST = 1e-6
"""Least probability of a label: nothing is ruled out."""
HEADS = ("cluster", "profession", "outside")
NOTHING_KNOWN = "anders"
"""Kind of work outside where the training data name none."""

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class TaskExample:
    """A task with its labels."""

    task: TaskSpan
    clusters: tuple[str, ...]
    """The weightiest first; ``buiten`` among them for work outside."""
    professions: tuple[str, ...]
    outside: tuple[str, ...] = ()


@dataclass(frozen=True)
class Evidence:
    """What sentences say by themselves; row i belongs to task i."""

    clusters: Matrix
    """Probability per cluster and, last, ``buiten``; shape (n_tasks, n_clusters + 1); rows sum to 1."""
    professions: Matrix
    """Probability that a profession's column holds the task, given that it is not outside; shape (n_tasks,
    n_professions)."""
    outside: list[str]
    """Most probable kind of work, were it outside."""

    def of(self, rows: Sequence[int]) -> Evidence:
        """The evidence of some of the tasks."""
        return Evidence(self.clusters[rows], self.professions[rows], [self.outside[row] for row in rows])


def fields(tasks: Sequence[TaskSpan]) -> NDArray[np.object_]:
    """What the classifier reads of each task, shape (n_tasks, 5): the task, the sentence it stands in, its heading, the
    task before it, the title."""
    table = np.empty((len(tasks), 5), dtype=object)
    for row, task in enumerate(tasks):
        table[row] = (task.text, task.sentence, task.heading, task.previous, task.title)
    return table


def make_features() -> ColumnTransformer:
    """The transformer from :func:`fields` to a sparse matrix: words and character n-grams of the task, words of what
    is around it.

    Features are hashed: a model needs no vocabulary, so that it loads in a moment and takes little room.
    """
    return ColumnTransformer(
        [
            ("words", _weighted(WORD_BITS, ngram_range=(1, 2)), 0),
            ("signs", _weighted(SIGN_BITS, analyzer="char_wb", token_pattern=None, ngram_range=(2, 5)), 0),
            ("sentence words", _weighted(WORD_BITS, ngram_range=(1, 2)), 1),
            ("sentence signs", _weighted(SIGN_BITS, analyzer="char_wb", token_pattern=None, ngram_range=(3, 5)), 1),
            ("heading", _weighted(CONTEXT_BITS), 2),
            ("previous", _weighted(CONTEXT_BITS), 3),
            ("title", _weighted(CONTEXT_BITS), 4),
        ],
        transformer_weights=FIELD_WEIGHTS,
    )


def _weighted(bits: int, **counting: Any) -> Pipeline:
    """Hashed counts, weighted by TF-IDF."""
    counting = {"token_pattern": WORD_PATTERN} | counting
    counter = HashingVectorizer(n_features=2**bits, alternate_sign=False, norm=None, dtype=np.float32, **counting)
    return make_pipeline(counter, TfidfTransformer(sublinear_tf=True))


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
        """Learn which of ``codes`` each row's set of labels holds; ``strength`` is the inverse of the L2 penalty.

        liblinear's dual solver walks through sparse rows, so that unused columns cost nothing; its order is fixed by
        the seed.
        """
        counts = Counter(label for row in labels for label in set(row))
        told = [code for code in codes if 0 < counts[code] < len(labels)]
        always = [code for code in codes if labels and counts[code] == len(labels)]
        if not told:
            return cls(told, always, None)
        target = np.array([[code in row for code in told] for row in labels], dtype=int)
        estimator = OneVsRestClassifier(logistic(strength)).fit(matrix, target if len(told) > 1 else target[:, 0])
        return cls(told, always, halve_weights(estimator))

    def probabilities(self, matrix: csr_matrix, codes: Sequence[str]) -> Matrix:
        """Probability that each of ``codes`` holds, shape (n_tasks, len(codes))."""
        out = np.full((matrix.shape[0], len(codes)), LEAST)
        out[:, [codes.index(code) for code in self.always]] = 1.0
        if self.estimator is not None and matrix.shape[0]:
            given = self.estimator.predict_proba(matrix)
            given = given[:, 1:] if len(self.codes) == 1 else given
            out[:, [codes.index(code) for code in self.codes]] = np.maximum(given, LEAST)
        return out


@dataclass(frozen=True)
class ActivityClassifier:
    """Three sets of labels, told from the same features."""

    structure: Structure
    features: ColumnTransformer
    cluster: Membership
    profession: Membership
    outside: Membership

    @classmethod
    def fit(cls, structure: Structure, examples: Sequence[TaskExample]) -> ActivityClassifier:
        """Learn from labelled tasks."""
        features = make_features()
        matrix = csr_matrix(features.fit_transform(fields([example.task for example in examples])))
        inside = [row for row, example in enumerate(examples) if example.professions]
        outside = [row for row, example in enumerate(examples) if example.outside]
        kinds = sorted({example.outside[0] for example in examples if example.outside})
        codes = (*structure.cluster_ids, OUTSIDE)
        return cls(
            structure,
            features,
            Membership.fit(matrix, [example.clusters for example in examples], codes, CLUSTER_C),
            Membership.fit(
                matrix[inside], [examples[row].professions for row in inside], structure.profession_ids, PROFESSION_C
            ),
            Membership.fit(matrix[outside], [examples[row].outside[:1] for row in outside], kinds, OUTSIDE_C),
        )

    def evidence(self, tasks: Sequence[TaskSpan]) -> Evidence:
        """What each task says by itself."""
        codes = (*self.structure.cluster_ids, OUTSIDE)
        if not tasks:
            return Evidence(np.zeros((0, len(codes))), np.zeros((0, len(self.structure.profession_ids))), [])
        # A clause is judged by itself and as its whole sentence would be; the geometric mean of both holds.
        whole = [row for row, task in enumerate(tasks) if task.sentence != task.text]
        sentences = [replace(tasks[row], text=tasks[row].sentence) for row in whole]
        matrix = csr_matrix(self.features.transform(fields([*tasks, *sentences])))
        clusters, professions = (
            _blended(head.probabilities(matrix, labels), whole)
            for head, labels in ((self.cluster, codes), (self.profession, self.structure.profession_ids))
        )
        kinds = [*self.outside.always, *self.outside.codes] or [NOTHING_KNOWN]
        best = self.outside.probabilities(matrix[: len(tasks)], kinds).argmax(axis=1)
        return Evidence(clusters / clusters.sum(axis=1, keepdims=True), professions, [kinds[column] for column in best])

    def to_parts(self) -> dict[str, Any]:
        """Everything but the structure, in types of scikit-learn and of Python itself, as a model folder stores it."""
        heads = {name: getattr(self, name) for name in HEADS}
        return {"features": self.features} | {
            name: {"codes": head.codes, "always": head.always, "estimator": head.estimator}
            for name, head in heads.items()
        }

    @classmethod
    def from_parts(cls, structure: Structure, parts: dict[str, Any]) -> ActivityClassifier:
        """The classifier whose parts :meth:`to_parts` gave."""
        return cls(structure, parts["features"], *(Membership(**parts[name]) for name in HEADS))


def _blended(probabilities: Matrix, whole: Sequence[int]) -> Matrix:
    """The rows of tasks, those at ``whole`` blended with the rows of their sentences, which stand behind all tasks."""
    n_tasks = len(probabilities) - len(whole)
    out = probabilities[:n_tasks].copy()
    rows = list(whole)
    out[rows] = out[rows] ** (1 - SENTENCE_SHARE) * probabilities[n_tasks:] ** SENTENCE_SHARE
    return out


def profession_shares(structure: Structure, cluster: str, probabilities: Sequence[float]) -> dict[str, float]:
    """Share of every profession in a task of a cluster; a profession that has no such cell gets none.

    Parameters
    ----------
    probabilities : shape (n_professions,)
        A row of :attr:`Evidence.professions`.
    """
    possible = {
        code: max(float(p), LEAST)
        for code, p in zip(structure.profession_ids, probabilities, strict=True)
        if structure.has_cell(code, cluster)
    }
    total = sum(possible.values())
    return {code: possible.get(code, 0.0) / total for code in structure.profession_ids} if total else {}
