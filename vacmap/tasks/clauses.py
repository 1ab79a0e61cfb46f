"""words of a task sentence → where one task ends and the next begins

A cut is possible where a coordination may begin: behind a comma, semicolon, colon or dash, and before *en*, *of* and
their like. Candidates are judged from left to right; each is described by what stands to its left, back to the last
cut, and
by what stands to its right, up to the next candidate: finite verbs, objects, infinitives, opening words, and whether
the
two sides are built alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sklearn.feature_extraction import FeatureHasher
from sklearn.linear_model import LogisticRegression

from vacmap.tasks.verbs import FINITE, INFINITIVE, NOUN, TaggedWords

BITS = 14
"""Features are hashed to 2 to the power of so many columns."""
COORDINATORS = frozenset(["en", "of", "maar", "alsook", "evenals", "alsmede", "en/of", "&", "dus", "daarnaast"])
SEPARATORS = frozenset([",", ";", ":", "–", "-", "—"])
OPENING, CLOSING = frozenset("(["), frozenset(")]")
SUBORDINATORS = frozenset(
    """
    als dat die doordat hoe indien maar nadat nu of om omdat opdat sinds terwijl toen totdat voordat waar waaraan
    waarbij waardoor waarin waarmee waarop waarover waarvan waarvoor wanneer wat welke wie zoals zodat zodra door
    """.split()
)
SEPARABLE = frozenset("aan af bij door in mee na om op over toe uit voor op weg samen terug".split())


def candidates(words: Sequence[str]) -> list[int]:
    """Indices of the words with which a second or later task may begin; never the first word, none inside brackets."""
    found = []
    depth = 0
    for i, word in enumerate(words):
        depth = max(0, depth + (word in OPENING) - (word in CLOSING))
        if i == 0 or depth:
            continue
        after_separator = words[i - 1] in SEPARATORS
        if word.lower() in COORDINATORS or (after_separator and word not in SEPARATORS and word not in CLOSING):
            found.append(i)
    return found


def split_points(words: Sequence[str], tags: TaggedWords, model: LogisticRegression) -> list[int]:
    """Indices of the words with which the second and later tasks of a sentence begin."""
    cuts: list[int] = []
    for index, features in _walk(words, tags, cuts):
        if model.predict(hasher().transform([features]))[0]:
            cuts.append(index)
    return cuts


@dataclass(frozen=True)
class Candidates:
    """Candidates of a sentence with their features, walked with the cuts that people made."""

    rows: list[list[str]]
    labels: list[bool]


def learn_from(words: Sequence[str], tags: TaggedWords, cuts: Sequence[int]) -> Candidates:
    """The rows a model learns from, for a sentence whose cuts are known."""
    rows, labels = [], []
    made: list[int] = []
    for index, features in _walk(words, tags, made):
        rows.append(features)
        labels.append(index in cuts)
        if index in cuts:
            made.append(index)
    return Candidates(rows, labels)


def hasher() -> FeatureHasher:
    return FeatureHasher(2**BITS, input_type="string", alternate_sign=False)


def _walk(words: Sequence[str], tags: TaggedWords, cuts: list[int]) -> Iterator[tuple[int, list[str]]]:
    """Every candidate with its features; the caller adds to ``cuts`` before it asks for the next one."""
    lower = [word.lower() for word in words]
    places = candidates(words)
    for number, index in enumerate(places):
        following = places[number + 1] if number + 1 < len(places) else len(words)
        start = cuts[-1] if cuts else 0
        yield index, _features(lower, tags, start, index, following, len(places), cuts)


def _features(
    words: list[str], tags: TaggedWords, start: int, index: int, following: int, n_candidates: int, cuts: list[int]
) -> list[str]:
    kinds, finite = tags.kinds, tags.finite
    first = index + 1 if words[index] in COORDINATORS else index
    left, right = range(start, index), range(first, following)
    rest = range(first, len(words))
    opens = words[index] if words[index] in COORDINATORS else words[index - 1]
    comma = words[index - 1] if words[index - 1] in SEPARATORS else "-"

    def kind(i: int) -> str:
        return kinds[i] if i < len(kinds) else "$"

    def word(i: int) -> str:
        return words[i] if i < len(words) else "$"

    left_finite, right_finite = any(finite[i] for i in left), any(finite[i] for i in right)
    rest_finite = any(finite[i] for i in rest)
    left_verbs = [i for i in left if finite[i]]
    subordinated = any(words[i] in SUBORDINATORS for i in left if not left_verbs or i > left_verbs[0])
    left_nouns = sum(kinds[i] == NOUN for i in left)
    nouns_after_verb = sum(kinds[i] in (NOUN, "PROPN", "PRON") for i in left if left_verbs and i > left_verbs[-1])
    right_nouns = sum(kinds[i] == NOUN for i in right)
    opening_left = next((kinds[i] for i in left if kinds[i] not in ("CCONJ", "PUNCT", "DET")), "-")
    opening_right = next((kinds[i] for i in right if kinds[i] not in ("CCONJ", "PUNCT", "DET")), "-")
    last_left = words[index - 2] if words[index - 1] in SEPARATORS and index > 1 else words[index - 1]
    prepositions_left = [words[i] for i in left if kinds[i] == "ADP"]
    ends_sentence = following == len(words)
    shape = f"{left_finite}{right_finite}{rest_finite}"
    return [
        "bias",
        f"opens={opens}",
        f"comma={comma}",
        f"shape={shape}",
        f"shape={shape}|{subordinated}",
        f"shape={shape}|{opens}|{comma}",
        f"first={word(first)}",
        f"first-kind={kind(first)}",
        f"first-kind={kind(first)}|{shape}",
        f"second-kind={kind(first + 1)}",
        f"kinds={kind(first)}|{kind(first + 1)}",
        f"kinds={kind(first)}|{kind(first + 1)}|{kind(first + 2)}",
        f"second={word(first + 1)}",
        f"first-ending={word(first)[-3:]}",
        f"first-two={word(first)[-2:]}",
        f"left-last={last_left}",
        f"left-last-kind={kind(index - 2 if words[index - 1] in SEPARATORS else index - 1)}",
        f"left-particle={last_left in SEPARABLE}|{right_finite}",
        f"left-nouns={min(3, left_nouns)}",
        f"object={min(2, nouns_after_verb)}|{right_finite}",
        f"object={min(2, nouns_after_verb)}|{kind(first)}|{opens}",
        f"right-nouns={min(2, right_nouns)}|{shape}",
        f"alike={opening_left}|{opening_right}",
        f"same={opening_left == opening_right}|{shape}",
        f"opening-words={words[start]}|{word(first)}" if start < index else "opening-words",
        f"preposition={prepositions_left[0] if prepositions_left else '-'}|{kind(first)}",
        f"same-preposition={bool(prepositions_left) and word(first) in prepositions_left}",
        f"of={'van' in [words[i] for i in right]}|{'van' in [words[i] for i in left]}|{rest_finite}",
        f"infinitive={any(kinds[i] == INFINITIVE for i in left)}|{any(kinds[i] == INFINITIVE for i in right)}|{shape}",
        f"te={'te' in [words[i] for i in left]}|{'te' in [words[i] for i in right]}",
        f"subordinated={subordinated}|{right_finite}",
        f"right-subordinated={word(first) in SUBORDINATORS}",
        f"right-length={min(6, len(right))}|{right_finite}",
        f"right-short={len(right) <= 2}|{shape}",
        f"left-length={min(4, len(left) // 2)}",
        f"ends={ends_sentence}|{right_finite}",
        f"closes={word(following) if not ends_sentence else '$'}",
        f"closes-kind={kind(following + 1)}|{finite[following + 1] if following + 1 < len(words) else ''}",
        f"number={min(3, n_candidates)}",
        f"cuts={min(2, len(cuts))}",
        f"cuts={min(2, len(cuts))}|{shape}|{opens}",
        f"verb-first={bool(right) and bool(finite[first])}|{bool(finite[start])}",
        f"verb-second={first + 1 < len(words) and bool(finite[first + 1])}|{opens}",
        f"finite-kind={FINITE in (kind(first), kind(first + 1))}|{comma}|{opens}",
        f"ing={word(first).endswith(('ing', 'tie', 'heer', 'maak', 'legging'))}|{rest_finite}",
        f"ing-two={word(first + 1).endswith(('ing', 'tie', 'heer', 'maak'))}|{kind(first)}|{rest_finite}",
    ]
