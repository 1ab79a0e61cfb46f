"""words of a task sentence → where one task ends and the next begins

A cut is possible where a coordination may begin: behind a comma, semicolon, colon or dash, and before *en*, *of* and
their like. Candidates are judged from left to right; each is described by what stands to its left, back to the last
cut, and by what stands to its right, up to the next candidate: finite verbs, objects, infinitives, opening words, and
whether the two sides are built alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, product

from sklearn.feature_extraction import FeatureHasher

from vacmap.words import TaggedWords
from vacmap.words.tagger import FINITE, INFINITIVE, NOUN, Feature, NamedWeights, single_features

BITS = 14
"""Features are hashed to 2 to the power of so many columns."""
COORDINATORS = frozenset(["en", "of", "maar", "alsook", "evenals", "alsmede", "en/of", "&", "dus", "daarnaast"])
_COORDINATING = COORDINATORS | {word.capitalize() for word in COORDINATORS} | {word.upper() for word in COORDINATORS}
SEPARATORS = frozenset([",", ";", ":", "–", "-", "—"])
_SPELT = sorted(filter(str.isalpha, COORDINATORS))
_INITIALS = "".join(sorted({word[0] for word in _SPELT}))
MAY_BE_CUT = re.compile(rf"[,;:–—&-]|\b(?=[{_INITIALS}])(?:{'|'.join(_SPELT)})\b", re.IGNORECASE)
"""What stands in every sentence that holds a candidate."""
OPENING, CLOSING = frozenset("(["), frozenset(")]")
SUBORDINATORS = frozenset(
    """
    als dat die doordat hoe indien maar nadat nu of om omdat opdat sinds terwijl toen totdat voordat waar waaraan
    waarbij waardoor waarin waarmee waarop waarover waarvan waarvoor wanneer wat welke wie zoals zodat zodra door
    """.split()
)
PREPOSITION = "ADP"
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
        rows.append(single_features(features))
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


_KIND_SIGNS = dict.fromkeys(OBJECTS, "o") | dict.fromkeys(UNSAYING, "-")
_KIND_SIGNS |= {FINITE: "f", INFINITIVE: "i", NOUN: "n", PREPOSITION: "p"}
_WORD_SIGNS = dict.fromkeys(SUBORDINATORS, "s") | {"van": "v", "te": "t"}
"""What stands for a kind and for a word in the strings of a sentence; a space for all others."""
_SHAPES = {flags: "".join(map(str, flags)) for flags in product((False, True), repeat=3)}
"""Names of: a finite verb to the left, to the right, anywhere behind the candidate."""
_BEHIND = ["$"] * 3
"""What stands behind a sentence."""


class _Sentence:
    """A sentence whose words and their kinds are signs of two strings as well: nothing tells faster than a string what
    stands in a stretch of it."""

    def __init__(self, words: Sequence[str], tags: TaggedWords, n_candidates: int) -> None:
        self.length = len(words)
        self.words = [*map(str.lower, words), *_BEHIND]
        self.kinds = [*tags.kinds, *_BEHIND]
        self.n_candidates = min(3, n_candidates)
        self.kind_signs = "".join([_KIND_SIGNS.get(kind, " ") for kind in tags.kinds])
        self.word_signs = "".join([_WORD_SIGNS.get(word, " ") for word in self.words])

    def features(self, cuts: list[int], index: int, following: int) -> list[Feature]:
        """What tells whether a task begins at candidate ``index``; the next candidate is ``following``."""
        words, kinds = self.words, self.kinds
        start = cuts[-1] if cuts else 0
        first = index + 1 if words[index] in COORDINATORS else index
        left, right = self.kind_signs[start:index], self.kind_signs[first:following]
        left_words, right_words = self.word_signs[start:index], self.word_signs[first:following]
        before = words[index - 1]
        separated = before in SEPARATORS
        opens = words[index] if first > index else before
        comma = before if separated else "-"
        word, kind, kind2 = words[first], kinds[first], kinds[first + 1]
        verb = left.find("f")
        right_finite, rest_finite = "f" in right, "f" in self.kind_signs[first:]
        shape = _SHAPES[verb >= 0, right_finite, rest_finite]
        subordinated = "s" in left_words[verb + 1 :]
        behind_verbs = left[left.rfind("f") + 1 :] if verb >= 0 else ""
        # Behind a separator that opens the sentence, the last word of all stands to the left: so it was learnt.
        last = index - 2 if separated else index - 1
        last_word, last_kind = (words[last], kinds[last]) if last >= 0 else (before, kinds[self.length - 1])
        preposition = left.find("p")
        repeated = preposition >= 0 and (PREPOSITION, word) in zip(kinds[start:index], words[start:index], strict=True)
        return [
            (_about_opening, opens, comma, shape, subordinated, right_finite, len(cuts)),
            (_about_kinds, kind, kind2, kinds[first + 2], shape),
            (_about_first, word, rest_finite),
            (_about_second, words[first + 1], kind, rest_finite),
            (_about_last, last_word, last_kind, right_finite),
            (_about_nouns, min(3, left.count("n")), min(2, right.count("n")), shape),
            (_about_objects, min(2, behind_verbs.count("n") + behind_verbs.count("o")), kind, opens, right_finite),
            (_about_alike, self._opening(left, index), self._opening(right, following), shape),
            ("opening-words", words[start], word),
            (_about_prepositions, words[start + preposition] if preposition >= 0 else "-", kind, repeated),
            ("of", "v" in right_words, "v" in left_words, rest_finite),
            ("te", "t" in left_words, "t" in right_words),
            ("infinitive", "i" in left, "i" in right, shape),
            (_about_length, min(4, (index - start) // 2), min(6, following - first), right_finite, shape),
            ("number", self.n_candidates),
            (_about_closing, words[following], kinds[following + 1], following == self.length, right_finite),
            (_about_verbs, kind == FINITE, kind2 == FINITE, kinds[start] == FINITE, comma, opens),
        ]

    def _opening(self, signs: str, end: int) -> str:
        """Kind of the first word that says something of a stretch before ``end``."""
        n_saying = len(signs.lstrip("-"))
        return self.kinds[end - n_saying] if n_saying else "-"


def _about_opening(
    opens: str, comma: str, shape: str, subordinated: object, right_finite: object, n_cuts: int
) -> list[Feature]:
    return [
        ("bias",),
        ("opens", opens),
        ("comma", comma),
        ("shape", shape),
        ("shape", shape, subordinated),
        ("shape", shape, opens, comma),
        ("subordinated", subordinated, right_finite),
        ("cuts", min(2, n_cuts)),
        ("cuts", min(2, n_cuts), shape, opens),
    ]


def _about_kinds(kind: str, kind2: str, kind3: str, shape: str) -> list[Feature]:
    return [
        ("first-kind", kind),
        ("first-kind", kind, shape),
        ("second-kind", kind2),
        ("kinds", kind, kind2),
        ("kinds", kind, kind2, kind3),
    ]


def _about_first(word: str, rest_finite: object) -> list[Feature]:
    return [
        ("first", word),
        ("first-ending", word[-3:]),
        ("first-two", word[-2:]),
        ("right-subordinated", word in SUBORDINATORS),
        ("ing", word.endswith(("ing", "tie", "heer", "maak", "legging")), rest_finite),
    ]


def _about_second(word: str, kind: str, rest_finite: object) -> list[Feature]:
    return [("second", word), ("ing-two", word.endswith(("ing", "tie", "heer", "maak")), kind, rest_finite)]


def _about_last(word: str, kind: str, right_finite: object) -> list[Feature]:
    return [("left-last", word), ("left-last-kind", kind), ("left-particle", word in SEPARABLE, right_finite)]


def _about_nouns(left: int, right: int, shape: str) -> list[Feature]:
    return [("left-nouns", left), ("right-nouns", right, shape)]


def _about_objects(objects: int, kind: str, opens: str, right_finite: object) -> list[Feature]:
    return [("object", objects, right_finite), ("object", objects, kind, opens)]


def _about_alike(left: str, right: str, shape: str) -> list[Feature]:
    return [("alike", left, right), ("same", left == right, shape)]


def _about_prepositions(left: str, kind: str, repeated: object) -> list[Feature]:
    return [("preposition", left, kind), ("same-preposition", repeated)]


def _about_length(left: int, right: int, right_finite: object, shape: str) -> list[Feature]:
    return [("left-length", left), ("right-length", right, right_finite), ("right-short", right <= 2, shape)]


def _about_closing(word: str, kind: str, ends: object, right_finite: object) -> list[Feature]:
    """What the first word behind the right side tells, and the kind of the second."""
    closes = ("closes-kind", kind, kind == FINITE if kind != "$" else "")
    return [("closes", word), closes, ("ends", ends, right_finite)]


def _about_verbs(first: object, second: object, left: object, comma: str, opens: str) -> list[Feature]:
    """Of finite verbs that open the right side (first, second word) and the left."""
    return [("verb-first", first, left), ("verb-second", second, opens), ("finite-kind", first or second, comma, opens)]
