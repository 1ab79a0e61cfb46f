"""words of a unit → what the unit says by itself

A linear model of the unit's words, their beginnings, middles and ends (character n-grams inside a word), pairs of
neighbouring words, and the words it opens and closes with. All are hashed to columns, so that a model needs no
vocabulary. A score is a sum over words and pairs divided by the root of their number: what each word adds is worked
out once (see :mod:`vacmap.lexicon`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.special import expit
from sklearn.multiclass import OneVsRestClassifier

from vacmap.hashing import Spelled, columns_of, columns_of_kind, hashes, mixed
from vacmap.lexicon import Known, Lexicon, totals
from vacmap.linear import COARSE, halve_weights, logistic
from vacmap.zones.cues import cue_columns, cue_counts, n_cues
from vacmap.zones.form import word_flags
from vacmap.zones.unit_words import TextWords

Matrix = NDArray[np.float64]

BITS = 18
"""Features are hashed to 2 to the power of so many columns."""
COLUMNS = 2**BITS
REGULARISATION = 10.0
"""Inverse strength C of the L2 penalty."""
ENDING = 3
"""Signs of the ending of a word."""
GRAMS = (3, 4, 5)
"""Lengths of the character n-grams; a word is bounded by ``<`` and ``>``."""
WORD_WEIGHT, GRAM_WEIGHT, PAIR_WEIGHT, EDGE_WEIGHT, LENGTH_WEIGHT, CUE_WEIGHT = 1.0, 2.0, 1.0, 0.7, 0.5, 1.0
"""How much each kind of feature counts beside the others."""
LENGTHS = 8
"""Steps in which the number of words is told: powers of two."""
EDGES = ("first", "second", "last")
"""Words of a unit that count by their place too."""
BOUNDARY = hashes(["<boundary>"])[0]
"""Stands before the first and behind the last word of a unit."""


def body_features(words: Sequence[str]) -> tuple[NDArray[np.intp], NDArray[np.float32], NDArray[np.intp]]:
    """Columns and values of words, wherever they stand, one word behind the other; and how many each word has.

    The word itself is one of them, the others are its n-grams.
    """
    spelled = Spelled.of(words)
    grams, n_grams = spelled.grams(GRAMS)
    counts = n_grams + 1
    weights = GRAM_WEIGHT / np.sqrt(np.maximum(n_grams, 1))
    values = np.repeat(weights.astype(np.float32), counts)
    columns = np.empty(len(values), dtype=np.intp)
    whole = np.zeros(len(values), dtype=bool)
    whole[np.cumsum(counts) - counts] = True
    values[whole] = WORD_WEIGHT
    columns[whole] = columns_of_kind("word", spelled.whole(), BITS)
    columns[~whole] = columns_of_kind("n-gram", grams, BITS)
    return columns, values, counts


def edge_features(words: Sequence[str]) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
    """Columns of words at each of the ``EDGES``, shape (n_words, len(EDGES), 2): of the word and of its ending; and the
    values of these two."""
    spelled = Spelled.of(words)
    said, ending = spelled.whole(), spelled.endings(ENDING)
    whole = [columns_of_kind(f"{edge} word", said, BITS) for edge in EDGES]
    endings = [columns_of_kind(f"ending of {edge} word", ending, BITS) for edge in EDGES]
    return np.array([whole, endings]).transpose(2, 1, 0), np.array([EDGE_WEIGHT, EDGE_WEIGHT / 2], dtype=np.float32)


@dataclass(frozen=True)
class Pairs:
    """Pairs of neighbouring words of a text, the boundaries of units among them: one more than words in every unit."""

    columns: NDArray[np.intp]
    starts: NDArray[np.intp]

    @classmethod
    def of(cls, words: TextWords) -> Pairs:
        n_units, hashed = len(words.counts), words.hashes
        starts = words.starts + np.arange(n_units)
        own = np.arange(len(hashed)) + np.repeat(np.arange(n_units), words.counts)
        left = np.full(len(hashed) + n_units, BOUNDARY, dtype=np.uint64)
        right = left.copy()
        left[own + 1] = hashed
        right[own] = hashed
        left[starts] = BOUNDARY
        return cls(columns_of(mixed(left, right), BITS), starts)


def length_step(counts: NDArray[np.intp]) -> NDArray[np.intp]:
    """Number of words in steps of powers of two, 0 to ``LENGTHS`` - 1."""
    return np.minimum(np.log2(counts).astype(np.intp), LENGTHS - 1)


@dataclass(frozen=True)
class SentenceModel:
    """Probability of every label from a unit's own words."""

    estimator: OneVsRestClassifier
    """Fitted on :func:`feature_matrix`."""

    @classmethod
    def fit(cls, features: csr_matrix, labels: Sequence[str]) -> SentenceModel:
        """Learn from the :func:`feature_matrix` of some units and their labels."""
        return cls(halve_weights(OneVsRestClassifier(logistic(REGULARISATION, tolerance=COARSE)).fit(features, labels)))

    @property
    def labels(self) -> list[str]:
        return [str(label) for label in self.estimator.classes_]

    @cached_property
    def _weights(self) -> NDArray[np.float32]:
        """Weight of every column for every label, shape (n_columns, n_labels)."""
        rows = [one.coef_[0] for one in self.estimator.estimators_]
        if len(rows) == 1:  # two labels: one estimator, for the second
            rows = [-rows[0], rows[0]]
        return np.ascontiguousarray(np.vstack(rows).T, dtype=np.float32)

    @cached_property
    def _intercepts(self) -> NDArray[np.float32]:
        given = [float(one.intercept_[0]) for one in self.estimator.estimators_]
        return np.array([-given[0], given[0]] if len(given) == 1 else given, dtype=np.float32)

    @cached_property
    def lexicon(self) -> Lexicon:
        """What is known of every word met so far."""
        return Lexicon(
            {
                "anywhere": self._anywhere,
                "at edges": self._at_edges,
                "cues": cue_columns,
                "flags": word_flags,
            }
        )

    def _anywhere(self, words: Sequence[str]) -> NDArray[np.float32]:
        """What a word adds to the scores of the labels wherever it stands, shape (n_words, n_labels)."""
        columns, values, counts = body_features(words)
        return totals(self._weights, columns, counts, values)

    def _at_edges(self, words: Sequence[str]) -> NDArray[np.float32]:
        """What a word adds at each of the ``EDGES``, shape (n_words, len(EDGES), n_labels)."""
        columns, values = edge_features(words)
        return np.asarray(np.einsum("wefl,f->wel", self._weights[columns], values))

    def scores(self, words: TextWords) -> tuple[Matrix, Known]:
        """Probability of every label for every unit, shape (n_units, n_labels), rows sum to 1; and what the lexicon
        knows of the words."""
        known = self.lexicon.look_up(words.different, words.different.keys).at(words.numbers)
        weights = self._weights
        pairs = Pairs.of(words)
        total = totals(known.columns["anywhere"], known.numbers, words.counts)
        total += PAIR_WEIGHT * totals(weights, pairs.columns, words.counts + 1)
        cues = cue_counts(words, known)
        # einsum, not @: the same to the last bit, however many units there are.
        total += CUE_WEIGHT * np.einsum("uc,cl->ul", cues, weights[COLUMNS + LENGTHS :])
        total /= np.sqrt(words.counts, dtype=np.float32)[:, None]
        last = words.starts + words.counts - 1
        total += known.rows("at edges", words.starts)[:, 0] + known.rows("at edges", last)[:, 2]
        several = words.counts > 1
        total[several] += known.rows("at edges", words.starts[several] + 1)[:, 1]
        total += LENGTH_WEIGHT * weights[COLUMNS + length_step(words.counts)] + self._intercepts
        given = expit(total.astype(float))
        return given / given.sum(axis=1, keepdims=True), known


def feature_matrix(texts: Sequence[TextWords]) -> csr_matrix:
    """The features of all units of the texts, shape (n_units, 2 ** BITS + LENGTHS + n_cues)."""
    words_met: dict[str, dict[str, tuple[NDArray[Any], NDArray[Any]]]] = {}

    def known(word: str) -> dict[str, tuple[NDArray[Any], NDArray[Any]]]:
        if word not in words_met:
            body, weights, _ = body_features([word])
            ((at_edges,), edge_weights) = edge_features([word])
            words_met[word] = {"body": (body, weights)}
            words_met[word] |= {edge: (row, edge_weights) for edge, row in zip(EDGES, at_edges, strict=True)}
        return words_met[word]

    columns: list[NDArray[Any]] = []
    values: list[NDArray[Any]] = []
    sizes = [0]
    lexicon = Lexicon({"cues": cue_columns})
    for text in texts:
        words = text.words
        looked_up = lexicon.look_up(text.different, text.different.keys).at(text.numbers)
        pairs = Pairs.of(text)
        cues = cue_counts(text, looked_up)
        steps = length_step(text.counts)
        for unit, (start, count) in enumerate(zip(text.starts, text.counts, strict=True)):
            own = words[start : start + count]
            scale = np.float32(1 / sqrt(count))
            parts: list[tuple[NDArray[Any], NDArray[Any]]] = [
                (found, value * scale) for found, value in (known(word)["body"] for word in own)
            ]
            own_pairs = pairs.columns[pairs.starts[unit] : pairs.starts[unit] + count + 1]
            parts.append((own_pairs, np.full(len(own_pairs), PAIR_WEIGHT * scale)))
            parts += [known(own[0])["first"], known(own[-1])["last"]]
            if count > 1:
                parts.append(known(own[1])["second"])
            parts.append((np.array([COLUMNS + steps[unit]]), np.array([LENGTH_WEIGHT])))
            seen = np.flatnonzero(cues[unit])
            parts.append((COLUMNS + LENGTHS + seen, cues[unit, seen] * CUE_WEIGHT * scale))
            columns += [found for found, _ in parts]
            values += [value for _, value in parts]
            sizes.append(sizes[-1] + sum(len(found) for found, _ in parts))
    matrix = csr_matrix(
        (
            np.concatenate(values).astype(np.float32),
            np.concatenate(columns).astype(np.int32),
            np.array(sizes, dtype=np.int32),
        ),
        shape=(len(sizes) - 1, COLUMNS + LENGTHS + n_cues()),
    )
    matrix.sum_duplicates()
    return matrix
