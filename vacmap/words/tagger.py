"""words of sentences → which of them are finite verbs, and what kind of word each is

Two linear models, one upon the other. The first sees a word and its neighbours (three to each side) and gives a
probability per kind of word: the Universal Dependencies tags, verbs told apart by their form (``VFin``, ``VInf``,
``VPart``). Its score is a sum of what each word adds at its distance, so that what a word adds is computed once and
kept. The second looks again at the words that may be finite verbs, with the kinds of the words around them and the
other verbs of the clause: a Dutch clause has one finite verb.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, pairwise
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction import FeatureHasher
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier
from sklearn.utils import murmurhash3_32

from vacmap.lexicon import Lexicon

Matrix = NDArray[np.float32]

VERB_FORM = "V"
"""What the kinds of verbs open with, before their form."""
FINITE, INFINITIVE, PARTICIPLE, NOUN = "VFin", "VInf", "VPart", "NOUN"
FORMS = (FINITE, INFINITIVE, PARTICIPLE, NOUN)
"""Kinds that a finite verb is mistaken for, itself first."""
REACH = 3
"""Words to each side that the first model sees."""
WORD_BITS, VERB_BITS = 17, 14
"""Features are hashed to 2 to the power of so many columns."""
STRENGTH = 0.3
"""Inverse strength C of the L2 penalty of both models."""
DOUBT = (0.2, 0.8)
"""Words whose probability to be finite lies between these are looked at a second time."""
LEARNT = (0.05, 0.97)
"""The second look learns from words between these: more than it judges, for outside ``DOUBT`` it changes nothing."""
LONGEST_PIECE = 500
"""Words that are read as one sentence at most; time would grow with the square."""
KEPT_WORDS = 10_000
"""Words of which is kept what they add at every distance: half a kB each."""
KEPT_NAMES = 10_000
"""So many names' weights are kept; when there are more, the half that was met first stays."""
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
    """What is known of a sentence's words."""

    kinds: list[str]
    """Kind of every word; ``VFin`` exactly for the finite verbs."""
    finite: list[bool]
    """True for finite verbs."""
    lemmas: list[str] | None = None
    """Lemma of every word, where whoever told the kinds told it too."""


class WordReader(Protocol):
    """What tells the words of sentences apart: the shipped tagger, or a spaCy pipeline that a user has."""

    def tag_all(self, sentences: Sequence[Sequence[str]]) -> list[TaggedWords]:
        """Kinds and finite verbs of sentences, each given as its words and signs in order."""
        ...


Feature = tuple[object, ...]
"""A name and what it is about: ("first", "plant")."""


def feature_name(feature: Feature) -> str:
    """A feature as the models know it: ``first=plant``."""
    return f"{feature[0]}={'|'.join(map(str, feature[1:]))}" if len(feature) > 1 else str(feature[0])


class NamedWeights:
    """Weights of a linear model of hashed features, looked up by feature."""

    def __init__(self, model: LogisticRegression, bits: int) -> None:
        self._column = model.coef_[0]
        self._bits = bits
        self._known: dict[Feature, float] = {}
        self.intercept = float(model.intercept_[0])

    def score(self, features: Sequence[Feature]) -> float:
        """Sum of the weights of the features and the intercept: above 0 the model says yes."""
        known = self._known
        try:
            return self.intercept + sum([known[feature] for feature in features])
        except KeyError:
            if len(known) > KEPT_NAMES:
                known = self._known = dict(islice(known.items(), KEPT_NAMES // 2))
            for feature in features:
                if feature not in known:
                    # As scikit-learn's FeatureHasher does.
                    column = abs(murmurhash3_32(feature_name(feature), seed=0)) % 2**self._bits
                    known[feature] = float(self._column[column])
            return self.intercept + sum([known[feature] for feature in features])


@dataclass(frozen=True)
class WordTagger:
    """The two models; ``words`` is fitted on hashed :func:`word_features`, ``verbs`` on hashed
    :func:`verb_features`."""

    words: OneVsRestClassifier
    verbs: LogisticRegression

    @cached_property
    def kinds(self) -> list[str]:
        return [str(kind) for kind in self.words.classes_]

    @cached_property
    def _weights(self) -> Matrix:
        """Weight of every hashed feature for every kind, shape (2 ** WORD_BITS, n_kinds)."""
        return np.ascontiguousarray(np.vstack([one.coef_ for one in self.words.estimators_]).T, dtype=np.float32)

    @cached_property
    def _intercepts(self) -> Matrix:
        return np.ravel([one.intercept_ for one in self.words.estimators_]).astype(np.float32)

    @cached_property
    def _lexicon(self) -> Lexicon:
        return Lexicon({"scores": self._scores}, KEPT_WORDS)

    @cached_property
    def _second(self) -> NamedWeights:
        return NamedWeights(self.verbs, VERB_BITS)

    def tag(self, words: Sequence[str]) -> TaggedWords:
        """Kinds and finite verbs of one sentence, given as its words and signs in order."""
        return self.tag_all([words])[0]

    def tag_all(self, sentences: Sequence[Sequence[str]]) -> list[TaggedWords]:
        """Kinds and finite verbs of sentences, each given as its words and signs in order. What is too long for a
        sentence is read in pieces."""
        if any(len(words) > LONGEST_PIECE for words in sentences):
            return [self._tag_pieces(words) for words in sentences]
        tagged: list[TaggedWords] = []
        for words, seen in zip(sentences, FirstLook.at(self.probabilities_all(sentences), self.kinds), strict=True):
            finite = seen.likely.copy()
            for i, features in zip(seen.doubtful, verb_features(words, seen), strict=True):
                finite[i] = self._second.score(features) > 0
            found = [FINITE if yes else other for yes, other in zip(finite, seen.others, strict=True)]
            tagged.append(TaggedWords(found, finite))
        return tagged

    def _tag_pieces(self, words: Sequence[str]) -> TaggedWords:
        pieces = [words[start : start + LONGEST_PIECE] for start in range(0, len(words), LONGEST_PIECE)]
        tagged = self.tag_all(pieces)
        return TaggedWords(
            [kind for tags in tagged for kind in tags.kinds], [yes for tags in tagged for yes in tags.finite]
        )

    def probabilities(self, words: Sequence[str]) -> Matrix:
        """Probability of every kind of word by the first model, shape (n_words, n_kinds); rows sum to 1."""
        return self.probabilities_all([words])[0]

    def probabilities_all(self, sentences: Sequence[Sequence[str]]) -> list[Matrix]:
        """The :meth:`probabilities` of sentences, worked out at once."""
        padded: list[str] = []
        places: list[int] = []
        for words in sentences:
            padded += _LEFT
            places += range(len(padded), len(padded) + len(words))
            padded += words
            padded += _RIGHT
        if not places:
            return [np.zeros((0, len(self.kinds)), dtype=np.float32) for _ in sentences]
        table = self._lexicon.look_up(padded).rows("scores")
        inner = len(padded) - 2 * REACH
        scores = self._intercepts + table[:inner, 0]
        for d in range(1, 2 * REACH + 1):
            scores += table[d : inner + d, d]
        given = 1 / (1 + np.exp(-scores[np.array(places) - REACH]))
        given /= given.sum(axis=1, keepdims=True)
        return np.split(given, np.cumsum([len(words) for words in sentences])[:-1])

    def _scores(self, words: Sequence[str]) -> Matrix:
        """What words add to the score of each kind at each distance, shape (n_words, 2 · REACH + 1, n_kinds)."""
        rows = word_hasher().transform(word_features(word, d) for word in words for d in range(-REACH, REACH + 1))
        return np.asarray(rows @ self._weights).reshape(len(words), 2 * REACH + 1, -1)


_LEFT, _RIGHT = ["^"] * REACH, ["$"] * REACH
"""What stands before the first and behind the last word of a sentence."""


@dataclass(frozen=True)
class FirstLook:
    """What the first model says of a sentence's words, as the second reads it; a row for every word."""

    best: list[str]
    """Most probable kind."""
    others: list[str]
    """Most probable kind but ``VFin``."""
    likely: list[bool]
    """Whether it is more likely a finite verb than not."""
    doubtful: list[int]
    """Indices of the words that are looked at a second time."""
    steps: list[list[int]]
    """Probability of each of ``FORMS``, in fifths."""

    @classmethod
    def at(
        cls, probabilities: Sequence[Matrix], kinds: Sequence[str], doubt: tuple[float, float] = DOUBT
    ) -> list[FirstLook]:
        """The first looks at sentences, from the probabilities of every kind of their words."""
        ends = np.cumsum([len(rows) for rows in probabilities]).tolist()
        if not ends or not ends[-1]:
            return [cls([], [], [], [], []) for _ in probabilities]
        table = np.vstack(probabilities)
        column = list(kinds).index(FINITE)
        finite = table[:, column].copy()
        best = [kinds[index] for index in table.argmax(axis=1).tolist()]
        steps = (table[:, [list(kinds).index(form) for form in FORMS]] * 5).astype(int).tolist()
        table[:, column] = -1.0
        others = [kinds[index] for index in table.argmax(axis=1).tolist()]
        likely = (finite >= 0.5).tolist()
        doubtful = ((finite > doubt[0]) & (finite < doubt[1])).tolist()
        return [
            cls(
                best[a:b],
                others[a:b],
                likely[a:b],
                [i for i, doubt in enumerate(doubtful[a:b]) if doubt],
                steps[a:b],
            )
            for a, b in pairwise([0, *ends])
        ]


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


def verb_features(words: Sequence[str], seen: FirstLook) -> Iterator[list[Feature]]:
    """What the second model sees of each doubtful word of a sentence, given the first look at all words."""
    if not seen.doubtful:
        return
    n = len(words)
    lower = [word.lower() for word in words]
    around = ["X"] * 4 + seen.best + ["X"] * 4
    likely = seen.likely
    frequent = min(3, sum(likely))
    likely_at = [i for i, yes in enumerate(likely) if yes]
    breaks = [word in CLAUSE_BREAKS for word in lower]
    for i in seen.doubtful:
        left = i - 1
        while left >= 0 and not breaks[left]:
            left -= 1
        right = i + 1
        while right < n and not breaks[right]:
            right += 1
        verb_left, verb_right = any(likely[left + 1 : i]), any(likely[i + 1 : right])
        earlier = [at for at in likely_at if at < i]
        later = len(likely_at) - len(earlier) - likely[i]
        word = lower[i]
        own = seen.steps[i][0]
        yield [
            *[(name, min(4, fifths)) for name, fifths in zip(_FORM_NAMES, seen.steps[i], strict=True)],
            *zip(_AROUND, around[i : i + 9], strict=True),
            ("around", around[i + 3], around[i + 5]),
            ("before", around[i + 2], around[i + 3]),
            ("opens", lower[left] if left >= 0 else "^"),
            ("closes", lower[right] if right < n else "$"),
            ("clause", f"{verb_left}{verb_right}"),
            ("clause", f"{verb_left}{verb_right}{own}"),
            ("sentence", frequent),
            ("sentence-before", min(3, len(earlier))),
            ("sentence-after", min(3, later)),
            ("gap", min(9, i - earlier[-1]) if earlier else 9),
            ("word", word),
            ("ending", word[-3:]),
            ("last", lower[i - 1] if i else "^"),
            ("next", lower[i + 1] if i + 1 < n else "$"),
            ("start", i == 0),
        ]


_AROUND = tuple(f"c{d}" for d in range(-4, 5))
_FORM_NAMES = ("own", "inf", "part", "noun")


def _shape(word: str) -> str:
    """The form of a word: letters, capitals, digits, runs shortened to two."""
    return REPEATED.sub(r"\1\1", DIGIT.sub("d", UPPER.sub("X", LOWER.sub("x", word))))
