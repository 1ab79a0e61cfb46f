"""words of a sentence → which of them are finite verbs, and what kind of word each is

Two linear models, one upon the other. The first sees a word and its neighbours (three to each side) and gives a
probability per kind of word: the Universal Dependencies tags, verbs told apart by their form (``VFin``, ``VInf``,
``VPart``). Its score is a sum of what each word adds at its distance, so that what a word adds is computed once and
kept. The second looks again at the words that may be finite verbs, with the kinds of the words around them and the
other verbs of the clause: a Dutch clause has one finite verb.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction import FeatureHasher
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier

Matrix = NDArray[np.float64]

FINITE, INFINITIVE, PARTICIPLE, NOUN = "VFin", "VInf", "VPart", "NOUN"
REACH = 3
"""Words to each side that the first model sees."""
WORD_BITS, VERB_BITS = 17, 14
"""Features are hashed to 2 to the power of so many columns."""
STRENGTH = 0.3
"""Inverse strength C of the L2 penalty of both models."""
DOUBT = (0.02, 0.99)
"""Words whose probability to be finite lies between these are looked at a second time."""
KEPT_WORDS = 50_000
"""So many words' scores are kept; then the store starts anew."""
CLAUSE_BREAKS = frozenset(
    [",", ";", ":", "(", ")", '"', "-", "–", "en", "of", "maar", "want", "dat", "die", "omdat", "zodat", "als", "waar"]
)
"""Words and signs at which a clause may begin or end."""
LOWER, UPPER, DIGIT, REPEATED = (
    re.compile(r"[a-zß-öø-ÿ]"),
    re.compile(r"[A-ZÀ-ÖØ-Þ]"),
    re.compile(r"\d"),
    re.compile(r"(.)\1+"),
)


@dataclass(frozen=True)
class TaggedWords:
    """What the tagger says of a sentence's words."""

    kinds: list[str]
    """Kind of every word; ``VFin`` exactly for the finite verbs."""
    finite: NDArray[np.bool_]
    """True for finite verbs, shape (n_words,)."""


@dataclass(frozen=True)
class VerbTagger:
    """The two models; ``words`` is fitted on hashed :func:`word_features`, ``verbs`` on hashed
    :func:`verb_features`."""

    words: OneVsRestClassifier
    verbs: LogisticRegression
    _store: dict[str, Matrix] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def kinds(self) -> list[str]:
        return [str(kind) for kind in self.words.classes_]

    @cached_property
    def _weights(self) -> Matrix:
        """Weight of every hashed feature for every kind, shape (2 ** WORD_BITS, n_kinds)."""
        return np.ascontiguousarray(np.vstack([one.coef_ for one in self.words.estimators_]).T, dtype=float)

    @cached_property
    def _intercepts(self) -> Matrix:
        return np.ravel([one.intercept_ for one in self.words.estimators_])

    def tag(self, words: Sequence[str]) -> TaggedWords:
        """Kinds and finite verbs of one sentence, given as its words and signs in order."""
        kinds = self.kinds
        if not words:
            return TaggedWords([], np.zeros(0, dtype=bool))
        probabilities = self.probabilities(words)
        column = kinds.index(FINITE)
        finite = probabilities[:, column] >= 0.5
        doubtful = doubtful_words(probabilities[:, column])
        if len(doubtful):
            rows = list(verb_features(words, probabilities, kinds, doubtful))
            finite[doubtful] = self.verbs.predict(verb_hasher().transform(rows))
        others = np.where(np.arange(len(kinds)) == column, -1.0, probabilities)
        best = [kinds[index] for index in others.argmax(axis=1)]
        return TaggedWords([FINITE if yes else kind for yes, kind in zip(finite, best, strict=True)], finite)

    def probabilities(self, words: Sequence[str]) -> Matrix:
        """Probability of every kind of word by the first model, shape (n_words, n_kinds); rows sum to 1."""
        padded = ["^"] * REACH + list(words) + ["$"] * REACH
        table = np.stack([self._scores(word) for word in padded])
        n = len(words)
        scores = sum(table[REACH + d : REACH + d + n, REACH + d] for d in range(-REACH, REACH + 1))
        given = 1 / (1 + np.exp(-(scores + self._intercepts)))
        return np.asarray(given / given.sum(axis=1, keepdims=True))

    def _scores(self, word: str) -> Matrix:
        """What a word adds to the score of each kind at each distance, shape (2 · REACH + 1, n_kinds)."""
        if word not in self._store:
            if len(self._store) >= KEPT_WORDS:
                self._store.clear()
            rows = word_hasher().transform(word_features(word, d) for d in range(-REACH, REACH + 1))
            self._store[word] = np.asarray(rows @ self._weights, dtype=float)
        return self._store[word]


def doubtful_words(finite: Matrix) -> NDArray[np.intp]:
    """Indices of the words that are looked at a second time, from every word's probability to be finite."""
    return np.flatnonzero((finite > DOUBT[0]) & (finite < DOUBT[1]))


def word_hasher() -> FeatureHasher:
    return FeatureHasher(2**WORD_BITS, input_type="string", alternate_sign=False, dtype=np.float32)


def verb_hasher() -> FeatureHasher:
    return FeatureHasher(2**VERB_BITS, input_type="string", alternate_sign=False, dtype=np.float32)


def word_features(word: str, distance: int) -> list[str]:
    """What the first model sees of a word at a distance (negative: to the left) from the word it judges."""
    lower = word.lower()
    names = [f"w{distance}={lower}"]
    if abs(distance) <= 2:
        names.append(f"s{distance}={lower[-3:]}")
    if abs(distance) <= 1:
        names.append(f"q{distance}={lower[-2:]}")
    if distance == 0:
        names += [f"suffix{k}={lower[-k:]}" for k in range(1, 6)]
        names += [f"prefix{k}={lower[:k]}" for k in range(1, 5)]
        names += [f"shape={_shape(word)}", f"length={min(len(word), 10)}"]
    return names


def verb_features(
    words: Sequence[str], probabilities: Matrix, kinds: Sequence[str], rows: Sequence[int] | NDArray[np.intp]
) -> Iterator[list[str]]:
    """What the second model sees of the words at ``rows`` of a sentence, given the first model's probabilities."""
    lower = [word.lower() for word in words]
    column = list(kinds).index(FINITE)
    best = [kinds[index] for index in probabilities.argmax(axis=1)]
    likely = probabilities[:, column] > 0.5
    breaks = [word in CLAUSE_BREAKS for word in lower]

    def kind(i: int) -> str:
        return best[i] if 0 <= i < len(words) else "X"

    for i in rows:
        names = [
            f"{name}={min(4, int(probabilities[i, list(kinds).index(form)] * 5))}"
            for name, form in (("own", FINITE), ("inf", INFINITIVE), ("part", PARTICIPLE), ("noun", NOUN))
        ]
        names += [f"c{d}={kind(i + d)}" for d in range(-4, 5)]
        names += [f"around={kind(i - 1)}|{kind(i + 1)}", f"before={kind(i - 2)}|{kind(i - 1)}"]
        left, right = i - 1, i + 1
        while left >= 0 and not breaks[left]:
            left -= 1
        while right < len(words) and not breaks[right]:
            right += 1
        verb_left, verb_right = bool(likely[left + 1 : i].any()), bool(likely[i + 1 : right].any())
        earlier = np.flatnonzero(likely[:i])
        names += [
            f"opens={lower[left] if left >= 0 else '^'}",
            f"closes={lower[right] if right < len(words) else '$'}",
            f"clause={verb_left}{verb_right}",
            f"clause={verb_left}{verb_right}{int(probabilities[i, column] * 5)}",
            f"sentence={min(3, int(likely.sum()))}",
            f"sentence-before={min(3, len(earlier))}",
            f"sentence-after={min(3, int(likely[i + 1 :].sum()))}",
            f"gap={min(9, int(i - earlier[-1])) if len(earlier) else 9}",
            f"word={lower[i]}",
            f"ending={lower[i][-3:]}",
            f"last={lower[i - 1] if i else '^'}",
            f"next={lower[i + 1] if i + 1 < len(words) else '$'}",
            f"start={i == 0}",
        ]
        yield names


def _shape(word: str) -> str:
    """The form of a word: letters, capitals, digits, runs shortened to two."""
    return REPEATED.sub(r"\1\1", DIGIT.sub("d", UPPER.sub("X", LOWER.sub("x", word))))
