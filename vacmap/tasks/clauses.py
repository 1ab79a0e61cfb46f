"""words of a task sentence → where one task ends and the next begins

A cut is possible where a coordination may begin: behind a comma, semicolon, colon or dash, and before *en*, *of* and
their like. Candidates are judged from left to right; each is described by what stands to its left, back to the last
cut, and
by what stands to its right, up to the next candidate: finite verbs, objects, infinitives, opening words, and whether
the
two sides are built alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from sklearn.feature_extraction import FeatureHasher

from vacmap.words import TaggedWords
from vacmap.words.tagger import FINITE, INFINITIVE, NOUN, Feature, NamedWeights

BITS = 14
"""Features are hashed to 2 to the power of so many columns."""
COORDINATORS = frozenset(["en", "of", "maar", "alsook", "evenals", "alsmede", "en/of", "&", "dus", "daarnaast"])
_COORDINATING = COORDINATORS | {word.capitalize() for word in COORDINATORS} | {word.upper() for word in COORDINATORS}
SEPARATORS = frozenset([",", ";", ":", "–", "-", "—"])
MAY_BE_CUT = re.compile(
    r"[,;:–—&-]|\b(?:" + "|".join(sorted(filter(str.isalpha, COORDINATORS))) + r")\b", re.IGNORECASE
)
"""What stands in every sentence that holds a candidate."""
OPENING, CLOSING = frozenset("(["), frozenset(")]")
SUBORDINATORS = frozenset(
    """
    als dat die doordat hoe indien maar nadat nu of om omdat opdat sinds terwijl toen totdat voordat waar waaraan
    waarbij waardoor waarin waarmee waarop waarover waarvan waarvoor wanneer wat welke wie zoals zodat zodra door
    """.split()
)
OBJECTS = frozenset([NOUN, "PROPN", "PRON"])
UNSAYING = frozenset(["CCONJ", "PUNCT", "DET"])
SEPARABLE = frozenset("aan af bij door in mee na om op over toe uit voor op weg samen terug".split())


def candidates(words: Sequence[str]) -> list[int]:
    """Indices of the words with which a second or later task may begin; never the first word, none inside brackets,
    none behind a word whose second half is still to come ("cultuur- en jeugddiensten")."""
    found = [
        i
        for i in range(1, len(words))
        if (words[i] in _COORDINATING and not (words[i - 1].endswith("-") and words[i - 1] != "-"))
        or (words[i - 1] in SEPARATORS and words[i] not in SEPARATORS and words[i] not in CLOSING)
    ]
    if not found or OPENING.isdisjoint(words):
        return found
    # A closing bracket without an opening one closes nothing.
    depths = list(
        accumulate(words, lambda depth, word: max(0, depth + (word in OPENING) - (word in CLOSING)), initial=0)
    )
    return [i for i in found if not depths[i + 1]]


def split_points(words: Sequence[str], places: Sequence[int], tags: TaggedWords, weights: NamedWeights) -> list[int]:
    """Indices, out of the candidate ``places``, of the words with which the second and later tasks begin."""
    cuts: list[int] = []
    for index, features in _walk(words, places, tags, cuts):
        if weights.score(features) > 0:
            cuts.append(index)
    return cuts


@dataclass(frozen=True)
class Candidates:
    """Candidates of a sentence with their features, walked with the cuts that people made."""

    rows: list[list[Feature]]
    labels: list[bool]


def learn_from(words: Sequence[str], tags: TaggedWords, cuts: Sequence[int]) -> Candidates:
    """The rows a model learns from, for a sentence whose cuts are known."""
    rows, labels = [], []
    made: list[int] = []
    for index, features in _walk(words, candidates(words), tags, made):
        rows.append(features)
        labels.append(index in cuts)
        if index in cuts:
            made.append(index)
    return Candidates(rows, labels)


def hasher() -> FeatureHasher:
    return FeatureHasher(2**BITS, input_type="string", alternate_sign=False)


def _walk(
    words: Sequence[str], places: Sequence[int], tags: TaggedWords, cuts: list[int]
) -> Iterator[tuple[int, list[Feature]]]:
    """Every candidate with its features; the caller adds to ``cuts`` before it asks for the next one."""
    sentence = _Sentence(words, tags, len(places))
    for number, index in enumerate(places):
        following = places[number + 1] if number + 1 < len(places) else len(words)
        yield index, sentence.features(cuts, index, following)


class _Sentence:
    """A sentence whose words are counted once, so that what stands in a stretch of it is a difference."""

    def __init__(self, words: Sequence[str], tags: TaggedWords, n_candidates: int) -> None:
        self.words = [word.lower() for word in words]
        self.kinds = tags.kinds
        self.finite = tags.finite
        self.n_candidates = n_candidates
        self.n_finite = _counted(tags.finite)
        self.n_nouns = _counted([kind == NOUN for kind in tags.kinds])
        self.n_objects = _counted([kind in OBJECTS for kind in tags.kinds])
        self.n_infinitives = _counted([kind == INFINITIVE for kind in tags.kinds])
        self.n_van = _counted([word == "van" for word in self.words])
        self.n_te = _counted([word == "te" for word in self.words])
        self.subordinators = [i for i, word in enumerate(self.words) if word in SUBORDINATORS]
        self.verbs = [i for i, yes in enumerate(tags.finite) if yes]
        self.prepositions = [i for i, kind in enumerate(tags.kinds) if kind == "ADP"]

    def features(self, cuts: list[int], index: int, following: int) -> list[Feature]:
        """What tells whether a task begins at candidate ``index``; the next candidate is ``following``."""
        words, kinds, n = self.words, self.kinds, len(self.words)
        start = cuts[-1] if cuts else 0
        first = index + 1 if words[index] in COORDINATORS else index
        before = words[index - 1]
        separated = before in SEPARATORS
        opens = words[index] if first > index else before
        comma = before if separated else "-"
        word, second = _at(words, first), _at(words, first + 1)
        kind, kind2, kind3 = _at(kinds, first), _at(kinds, first + 1), _at(kinds, first + 2)
        left_finite = self.n_finite[index] > self.n_finite[start]
        right_finite = self.n_finite[following] > self.n_finite[first]
        rest_finite = self.n_finite[n] > self.n_finite[first]
        own_verbs = [i for i in self.verbs if start <= i < index]
        subordinated = any(start <= i < index and (not own_verbs or i > own_verbs[0]) for i in self.subordinators)
        left_nouns = self.n_nouns[index] - self.n_nouns[start]
        objects = min(2, self.n_objects[index] - self.n_objects[own_verbs[-1] + 1]) if own_verbs else 0
        right_nouns = self.n_nouns[following] - self.n_nouns[first]
        opening_left, opening_right = self._opening(start, index), self._opening(first, following)
        last_at = index - 2 if separated else index - 1
        last_left = words[last_at] if last_at >= 0 else before
        prepositions = [words[i] for i in self.prepositions if start <= i < index]
        preposition = prepositions[0] if prepositions else "-"
        ends = following == n
        shape = f"{left_finite}{right_finite}{rest_finite}"
        length = following - first
        n_cuts = min(2, len(cuts))
        ing = word.endswith(("ing", "tie", "heer", "maak", "legging"))
        return [
            ("bias",),
            ("opens", opens),
            ("comma", comma),
            ("shape", shape),
            ("shape", shape, subordinated),
            ("shape", shape, opens, comma),
            ("first", word),
            ("first-kind", kind),
            ("first-kind", kind, shape),
            ("second-kind", kind2),
            ("kinds", kind, kind2),
            ("kinds", kind, kind2, kind3),
            ("second", second),
            ("first-ending", word[-3:]),
            ("first-two", word[-2:]),
            ("left-last", last_left),
            ("left-last-kind", kinds[last_at]),
            ("left-particle", last_left in SEPARABLE, right_finite),
            ("left-nouns", min(3, left_nouns)),
            ("object", objects, right_finite),
            ("object", objects, kind, opens),
            ("right-nouns", min(2, right_nouns), shape),
            ("alike", opening_left, opening_right),
            ("same", opening_left == opening_right, shape),
            ("opening-words", words[start], word) if start < index else ("opening-words",),
            ("preposition", preposition, kind),
            ("same-preposition", word in prepositions),
            ("of", self.n_van[following] > self.n_van[first], self.n_van[index] > self.n_van[start], rest_finite),
            (
                "infinitive",
                self.n_infinitives[index] > self.n_infinitives[start],
                self.n_infinitives[following] > self.n_infinitives[first],
                shape,
            ),
            ("te", self.n_te[index] > self.n_te[start], self.n_te[following] > self.n_te[first]),
            ("subordinated", subordinated, right_finite),
            ("right-subordinated", word in SUBORDINATORS),
            ("right-length", min(6, length), right_finite),
            ("right-short", length <= 2, shape),
            ("left-length", min(4, (index - start) // 2)),
            ("ends", ends, right_finite),
            ("closes", words[following] if not ends else "$"),
            ("closes-kind", _at(kinds, following + 1), self.finite[following + 1] if following + 1 < n else ""),
            ("number", min(3, self.n_candidates)),
            ("cuts", n_cuts),
            ("cuts", n_cuts, shape, opens),
            ("verb-first", first < n and self.finite[first], self.finite[start]),
            ("verb-second", first + 1 < n and self.finite[first + 1], opens),
            ("finite-kind", FINITE in (kind, kind2), comma, opens),
            ("ing", ing, rest_finite),
            ("ing-two", second.endswith(("ing", "tie", "heer", "maak")), kind, rest_finite),
        ]

    def _opening(self, start: int, end: int) -> str:
        """Kind of the first word of a stretch that says something."""
        return next((self.kinds[i] for i in range(start, end) if self.kinds[i] not in UNSAYING), "-")


def _counted(answers: list[bool]) -> list[int]:
    """How many are true before every place, and in all."""
    return list(accumulate(answers, initial=0))


def _at(row: Sequence[str], index: int) -> str:
    return row[index] if index < len(row) else "$"
