"""words of sentences → which of them are finite verbs, and what kind of word each is

Two linear models, one upon the other. The first sees a word and its neighbours (three to each side) and gives a
probability per kind of word: the Universal Dependencies tags, verbs told apart by their form (``VFin``, ``VInf``,
``VPart``). Its score is a sum of what each word adds at its distance, so that what a word adds is computed once and
kept. The second looks again at the words that may be finite verbs, with the kinds of the words around them and the
other verbs of the clause: a Dutch clause has one finite verb.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain, pairwise
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction import FeatureHasher
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier
from sklearn.utils import murmurhash3_32

from vacmap.lexicon import Lexicon, first_half

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
KEPT_NAMES = 20_000
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
"""A name and what it is about: ``("first", "plant")``. Features that depend on the same few things stand together as
one, so that their weight is looked up once: ``(about_word, "plant")`` is all that the function tells of "plant"."""


def single_features(features: Iterable[Feature]) -> list[Feature]:
    """The features one by one, those that stand together as well."""
    single: list[Feature] = []
    for feature in features:
        tell, *about = feature
        single += tell(*about) if callable(tell) else [feature]
    return single


def feature_name(feature: Feature) -> str:
    """A single feature as the models know it: ``first=plant``."""
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
                self._known = first_half(known, KEPT_NAMES)
            return self.intercept + sum(map(self._weight, features))

    def _weight(self, feature: Feature) -> float:
        weight = self._known.get(feature)
        if weight is None:
            self._known[feature] = weight = self._worked_out(feature)
        return weight

    def _worked_out(self, feature: Feature) -> float:
        tell, *about = feature
        if callable(tell):
            return float(sum(map(self._weight, tell(*about))))
        # As scikit-learn's FeatureHasher does.
        column = abs(murmurhash3_32(feature_name(feature), seed=0)) % 2**self._bits
        return float(self._column[column])


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
        words = list(chain.from_iterable(sentences))
        ends = list(accumulate(map(len, sentences), initial=0))
        seen = FirstLook.at(self.probabilities_all(sentences), self.kinds)
        kinds, finite = seen.kinds.copy(), seen.likely.copy()
        for i, doubt in seen.doubtful.items():
            following = bisect_right(ends, i)
            finite[i] = self._second.score(verb_features(words, seen, i, ends[following - 1], ends[following])) > 0
            kinds[i] = FINITE if finite[i] else doubt.other
        return [TaggedWords(kinds[start:end], finite[start:end]) for start, end in pairwise(ends)]

    def _tag_pieces(self, words: Sequence[str]) -> TaggedWords:
        pieces = [words[start : start + LONGEST_PIECE] for start in range(0, len(words), LONGEST_PIECE)]
        tagged = self.tag_all(pieces)
        return TaggedWords(
            [kind for tags in tagged for kind in tags.kinds], [yes for tags in tagged for yes in tags.finite]
        )

    def probabilities(self, words: Sequence[str]) -> Matrix:
        """Probability of every kind of word by the first model, shape (n_words, n_kinds); rows sum to 1."""
        return self.probabilities_all([words])

    def probabilities_all(self, sentences: Sequence[Sequence[str]]) -> Matrix:
        """The :meth:`probabilities` of sentences, one behind the other, worked out at once."""
        if not sentences:
            return np.zeros((0, len(self.kinds)), dtype=np.float32)
        padded: list[str] = []
        for words in sentences:
            padded += _LEFT
            padded += words
            padded += _RIGHT
        known = self._lexicon.look_up(padded)
        # The rows of one distance are taken at a time, and only those: whole words take several times as long.
        table = known.columns["scores"].reshape(-1, len(self.kinds))
        rows = known.numbers * _WIDTH
        lengths = [len(words) for words in sentences]
        firsts = np.arange(sum(lengths)) + np.repeat(np.arange(len(sentences)) * 2 * REACH, lengths)
        scores = self._intercepts + table.take(rows[firsts], axis=0)
        for k in range(1, _WIDTH):
            scores += table.take(rows[firsts + k] + k, axis=0)
        given = 1 / (1 + np.exp(-scores))
        given /= given.sum(axis=1, keepdims=True)
        return np.asarray(given)

    def _scores(self, words: Sequence[str]) -> Matrix:
        """What words add to the score of each kind at each distance, shape (n_words, _WIDTH, n_kinds)."""
        rows = word_hasher().transform(word_features(word, d) for word in words for d in range(-REACH, REACH + 1))
        return np.asarray(rows @ self._weights).reshape(len(words), _WIDTH, -1)


_LEFT, _RIGHT = ["^"] * REACH, ["$"] * REACH
"""What stands before the first and behind the last word of a sentence."""
_WIDTH = 2 * REACH + 1
"""Distances at which a word is seen."""


class Doubt(NamedTuple):
    """What the first model says of a word that is looked at a second time."""

    other: str
    """Most probable kind but ``VFin``."""
    steps: list[int]
    """Probability of each of ``FORMS``, in fifths."""


@dataclass(frozen=True)
class FirstLook:
    """What the first model says of words, as the second reads it."""

    best: list[str]
    """Most probable kind."""
    kinds: list[str]
    """The same, but ``VFin`` exactly where it is likely."""
    likely: list[bool]
    """Whether it is more likely a finite verb than not."""
    doubtful: dict[int, Doubt]
    """The words that are looked at a second time, by index."""

    @classmethod
    def at(cls, probabilities: Matrix, kinds: Sequence[str], doubt: tuple[float, float] = DOUBT) -> FirstLook:
        """The first look at words, from the probabilities of all kinds, shape (n_words, n_kinds)."""
        names = np.array(kinds, dtype=object)
        column = list(kinds).index(FINITE)
        finite = probabilities[:, column]
        best = probabilities.argmax(axis=1)
        (doubtful,) = np.nonzero((finite > doubt[0]) & (finite < doubt[1]))
        steps = (probabilities[doubtful][:, [list(kinds).index(form) for form in FORMS]] * 5).astype(int)
        others = best.copy()
        without = probabilities[best == column]
        without[:, column] = -1.0
        others[best == column] = without.argmax(axis=1)
        likely = finite >= 0.5
        return cls(
            names[best].tolist(),
            names[np.where(likely, column, others)].tolist(),
            likely.tolist(),
            dict(zip(doubtful.tolist(), map(Doubt, names[others[doubtful]].tolist(), steps.tolist()), strict=True)),
        )


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


def verb_features(words: Sequence[str], seen: FirstLook, i: int, start: int, end: int) -> list[Feature]:
    """What the second model sees of doubtful word ``i``, given the first look at all words; its sentence is
    ``words[start:end]``."""
    likely = seen.likely
    left = i - 1
    while left >= start and words[left].lower() not in CLAUSE_BREAKS:
        left -= 1
    right = i + 1
    while right < end and words[right].lower() not in CLAUSE_BREAKS:
        right += 1
    earlier, later = likely[start:i], likely[i + 1 : end]
    n_earlier, n_later = sum(earlier), sum(later)
    gap = 1 + earlier[::-1].index(True) if n_earlier else 9
    around = [seen.best[at] if start <= at < end else "X" for at in range(i - 4, i + 5)]
    return [
        (_about_forms, *seen.doubtful[i].steps, any(likely[left + 1 : i]), any(likely[i + 1 : right])),
        *zip(_AROUND, around, strict=True),
        ("around", around[3], around[5]),
        ("before", around[2], around[3]),
        ("opens", words[left].lower() if left >= start else "^"),
        ("closes", words[right].lower() if right < end else "$"),
        (_about_verbs, min(3, n_earlier + likely[i] + n_later), min(3, n_earlier), min(3, n_later), min(9, gap)),
        (_about_word, words[i].lower()),
        ("last", words[i - 1].lower() if i > start else "^"),
        ("next", words[i + 1].lower() if i + 1 < end else "$"),
        ("start", i == start),
    ]


_AROUND = tuple(f"c{d}" for d in range(-4, 5))


def _about_forms(own: int, inf: int, part: int, noun: int, verb_left: object, verb_right: object) -> list[Feature]:
    clause = f"{verb_left}{verb_right}"
    return [
        ("own", min(4, own)),
        ("inf", min(4, inf)),
        ("part", min(4, part)),
        ("noun", min(4, noun)),
        ("clause", clause),
        ("clause", f"{clause}{own}"),
    ]


def _about_verbs(all_: int, earlier: int, later: int, gap: int) -> list[Feature]:
    return [("sentence", all_), ("sentence-before", earlier), ("sentence-after", later), ("gap", gap)]


def _about_word(word: str) -> list[Feature]:
    return [("word", word), ("ending", word[-3:])]


def _shape(word: str) -> str:
    """The form of a word: letters, capitals, digits, runs shortened to two."""
    return REPEATED.sub(r"\1\1", DIGIT.sub("d", UPPER.sub("X", LOWER.sub("x", word))))
