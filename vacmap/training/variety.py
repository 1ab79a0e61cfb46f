"""labelled texts → how varied they are: what was filled into templates, or written twice, teaches little"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import HashingVectorizer

from vacmap.terms import words_of
from vacmap.training.labels import LabelledVacancy

WINDOW = 1000
"""Words in which different pairs are counted: in longer texts they become rarer by themselves."""
SHINGLE = 3
"""Words that are compared together."""
NEAR = 0.5
"""Two sentences are near duplicates from this Jaccard similarity of their shingles on."""
LEAST_WORDS = 5
"""Shorter sentences repeat each other by nature and are left out."""


@dataclass(frozen=True)
class Variety:
    """How varied the task sentences of a set are."""

    sentences: int
    words: int
    pairs: float
    """Different pairs of neighbouring words per ``WINDOW`` words, mean over stretches of that length."""
    near_duplicates: float
    """Share of the sentences that nearly repeat an earlier one."""

    def __str__(self) -> str:
        return (
            f"{self.sentences} task units, {self.words} words; {self.pairs:.0f} different word pairs per {WINDOW} "
            f"words; near duplicates {self.near_duplicates:.2%}"
        )


def task_texts(items: Iterable[LabelledVacancy]) -> list[str]:
    """The texts of all units that state an activity."""
    return [item.text[unit.start : unit.end] for item in items for unit in item.units if unit.label.clusters]


def measure(texts: Sequence[str]) -> Variety:
    """Variety of some sentences."""
    rows = [words_of(text) for text in texts]
    flat = [word for row in rows for word in row]
    stretches = [flat[start : start + WINDOW] for start in range(0, max(len(flat) - WINDOW, 0) + 1, WINDOW)]
    pairs = [len(set(pairwise(words))) for words in stretches if len(words) > 1]
    per_window = [WINDOW * n / len(words) for n, words in zip(pairs, stretches, strict=False)]
    return Variety(len(texts), len(flat), float(np.mean(per_window)) if per_window else 0.0, near_duplicates(texts))


def near_duplicates(texts: Sequence[str]) -> float:
    """Share of the sentences of at least ``LEAST_WORDS`` words that nearly repeat one before them."""
    long = [words for words in map(words_of, texts) if len(words) >= LEAST_WORDS]
    if not long:
        return 0.0
    shingled = HashingVectorizer(
        analyzer=_shingles, n_features=2**24, norm=None, binary=True, alternate_sign=False, dtype=np.float32
    ).transform(long)
    matrix = csr_matrix(shingled)
    sizes = np.asarray(matrix.sum(axis=1)).ravel()
    shared = (matrix @ matrix.T).tocoo()
    earlier = shared.row > shared.col
    row, column, common = shared.row[earlier], shared.col[earlier], shared.data[earlier]
    alike = common / (sizes[row] + sizes[column] - common) >= NEAR
    return len(np.unique(row[alike])) / len(long)


def _shingles(words: list[str]) -> list[str]:
    return [" ".join(words[start : start + SHINGLE]) for start in range(len(words) - SHINGLE + 1)]
