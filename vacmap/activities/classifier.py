"""tasks → cells: which cluster a task belongs to, for which professions, or what kind of work outside

Labels are sets: a task may belong to several clusters, and most activities stand in the columns of several professions. The
classifier learns a distribution over clusters (a task's weight is divided over its clusters) and, for each profession, how probable
it is that the profession's column holds the task.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.compose import ColumnTransformer
from sklearn.feature_extraction.text import HashingVectorizer, TfidfTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier
from sklearn.pipeline import Pipeline, make_pipeline

from vacmap.records import OUTSIDE
from vacmap.structure import Structure
from vacmap.tasks import TaskSpan

FIRST_CLUSTER_WEIGHT = 2.0
"""How much more the weightiest cluster of a task counts than each of the others."""
CLUSTER_C = 12.0
PROFESSION_C = 6.0
OUTSIDE_C = 12.0
"""Inverse strengths C of the L2 penalties."""
WORD_BITS, SIGN_BITS, CONTEXT_BITS = 16, 17, 14
"""Each kind of feature is hashed to 2 to the power of so many columns."""
WORD_PATTERN = r"(?u)\b[^\W_]{2,}\b"
FIELD_WEIGHTS = {"words": 1.0, "signs": 1.0, "heading": 0.35, "previous": 0.3, "title": 0.35}
"""How much each kind of feature counts beside the others."""
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
    weight: float = 1.0


@dataclass(frozen=True)
class Evidence:
    """What sentences say by themselves; row i belongs to task i."""

    clusters: Matrix
    """Probability per cluster and, last, ``buiten``; shape (n_tasks, n_clusters + 1); rows sum to 1."""
    professions: Matrix
    """Probability that a profession's column holds the task, given that it is not outside; shape (n_tasks, n_professions)."""
    outside: list[str]
    """Most probable kind of work, were it outside."""


def fields(tasks: Sequence[TaskSpan]) -> NDArray[np.object_]:
    """What the classifier reads of each task, shape (n_tasks, 4): the task, its heading, the task before it, the title."""
    table = np.empty((len(tasks), 4), dtype=object)
    for row, task in enumerate(tasks):
        table[row] = (task.text, task.heading, task.previous, task.title)
    return table


def make_features() -> ColumnTransformer:
    """The transformer from :func:`fields` to a sparse matrix: words and character n-grams of the task, words of what is around it.

    Features are hashed: a model needs no vocabulary, so that it loads in a moment and takes little room.
    """
    return ColumnTransformer(
        [
            ("words", _weighted(WORD_BITS, ngram_range=(1, 2)), 0),
            ("signs", _weighted(SIGN_BITS, analyzer="char_wb", token_pattern=None, ngram_range=(2, 5)), 0),
            ("heading", _weighted(CONTEXT_BITS), 1),
            ("previous", _weighted(CONTEXT_BITS), 2),
            ("title", _weighted(CONTEXT_BITS), 3),
        ],
        transformer_weights=FIELD_WEIGHTS,
    )


def _weighted(bits: int, **counting: Any) -> Pipeline:
    """Hashed counts, weighted by TF-IDF."""
    counting = {"token_pattern": WORD_PATTERN} | counting
    counter = HashingVectorizer(n_features=2**bits, alternate_sign=False, norm=None, dtype=np.float32, **counting)
    return make_pipeline(counter, TfidfTransformer(sublinear_tf=True))


@dataclass(frozen=True)
class ActivityClassifier:
    """Four scikit-learn estimators that read the same features."""

    structure: Structure
    features: ColumnTransformer
    cluster: LogisticRegression
    profession: OneVsRestClassifier | None
    """None if the training data hold no task inside the structure for more than one set of professions."""
    outside: LogisticRegression | None
    """None if the training data name fewer than two kinds of work outside."""

    @classmethod
    def fit(cls, structure: Structure, examples: Sequence[TaskExample]) -> ActivityClassifier:
        """Learn from labelled tasks."""
        features = make_features()
        matrix = csr_matrix(features.fit_transform(fields([example.task for example in examples])))
        return cls(
            structure,
            features,
            _fit_clusters(matrix, examples),
            _fit_professions(matrix, examples, structure),
            _fit_outside(matrix, examples),
        )

    def evidence(self, tasks: Sequence[TaskSpan]) -> Evidence:
        """What each task says by itself."""
        codes = (*self.structure.cluster_ids, OUTSIDE)
        n_professions = len(self.structure.profession_ids)
        if not tasks:
            return Evidence(np.zeros((0, len(codes))), np.zeros((0, n_professions)), [])
        matrix = self.features.transform(fields(tasks))
        clusters = np.zeros((len(tasks), len(codes)))
        for column, code in enumerate(self.cluster.classes_):
            clusters[:, codes.index(code)] = self.cluster.predict_proba(matrix)[:, column]
        if self.profession is None:
            professions = np.full((len(tasks), n_professions), 1 / n_professions)
        else:
            professions = np.asarray(self.profession.predict_proba(matrix))
        kinds = [NOTHING_KNOWN] * len(tasks) if self.outside is None else [str(k) for k in self.outside.predict(matrix)]
        return Evidence(clusters, professions, kinds)


def profession_shares(structure: Structure, cluster: str, probabilities: Sequence[float]) -> dict[str, float]:
    """Share of every profession in a task of a cluster; a profession that has no such cell gets none.

    Parameters
    ----------
    probabilities : shape (n_professions,)
        A row of :attr:`Evidence.professions`.
    """
    possible = {
        code: max(float(p), 1e-9)
        for code, p in zip(structure.profession_ids, probabilities, strict=True)
        if structure.has_cell(code, cluster)
    }
    total = sum(possible.values())
    return {code: possible.get(code, 0.0) / total for code in structure.profession_ids} if total else {}


def _fit_clusters(matrix: csr_matrix, examples: Sequence[TaskExample]) -> LogisticRegression:
    rows: list[int] = []
    labels: list[str] = []
    weights: list[float] = []
    for row, example in enumerate(examples):
        shares = [FIRST_CLUSTER_WEIGHT, *[1.0] * (len(example.clusters) - 1)]
        for cluster, share in zip(example.clusters, shares, strict=True):
            rows.append(row)
            labels.append(cluster)
            weights.append(example.weight * share / sum(shares))
    return LogisticRegression(C=CLUSTER_C, max_iter=300).fit(matrix[rows], labels, sample_weight=weights)


def _fit_professions(
    matrix: csr_matrix, examples: Sequence[TaskExample], structure: Structure
) -> OneVsRestClassifier | None:
    rows = [row for row, example in enumerate(examples) if example.professions]
    target = np.array([[code in examples[row].professions for code in structure.profession_ids] for row in rows], dtype=int)
    if not len(rows) or (target == target[0]).all():
        return None
    base = LogisticRegression(C=PROFESSION_C, max_iter=300)
    return OneVsRestClassifier(base).fit(matrix[rows], target)


def _fit_outside(matrix: csr_matrix, examples: Sequence[TaskExample]) -> LogisticRegression | None:
    pairs = [(row, example.outside[0]) for row, example in enumerate(examples) if example.outside]
    if len({kind for _, kind in pairs}) < 2:
        return None
    return LogisticRegression(C=OUTSIDE_C, max_iter=300).fit(matrix[[row for row, _ in pairs]], [kind for _, kind in pairs])


def heads(classifier: ActivityClassifier) -> dict[str, Any]:
    """The estimators by name, as a model folder stores them."""
    return {
        "features": classifier.features,
        "cluster": classifier.cluster,
        "profession": classifier.profession,
        "outside": classifier.outside,
    }
