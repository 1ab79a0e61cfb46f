"""units → features: what a unit says, how it stands there, and what stands around it

A feature is a name with a value. Names open with the group they belong to (``w=`` words, ``c=`` word beginnings,
``h=`` words of the heading above, …), so that a model's weights can be read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import sqrt

from vacmap.layout import WORD, plain
from vacmap.records import Unit

Features = dict[str, float]

HEADING = 0.4
"""From this value of ``Unit.heading`` on a unit is taken to head what follows it."""
LOOKS = {
    "e-mail": re.compile(r"\S@\S"),
    "phone": re.compile(r"(?:\+\d{2}|\b0\d)[\d /.()-]{6,}"),
    "date": re.compile(
        r"\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b|\b\d{1,2} (?:jan|feb|ma|apr|mei|ju|aug|sep|okt|nov|dec)", re.IGNORECASE
    ),
    "euro": re.compile(r"€|\beuro?\b", re.IGNORECASE),
    "percent": re.compile(r"\d\s*%|voltijds|halftijds|deeltijds|\buren\b|\bfte\b|\bvte\b", re.IGNORECASE),
    "site": re.compile(r"https?://|www\."),
    "digit": re.compile(r"\d"),
    "m/v": re.compile(r"\(?[mvxfh] ?/ ?[mvxfh]\b", re.IGNORECASE),
    "question": re.compile(r"\?\s*$"),
    "colon": re.compile(r":\s*$"),
    "semicolon": re.compile(r";\s*$"),
}
"""What catches the eye in a unit whatever its words are."""
WORDS_READ = 60
"""Words of a unit that are looked at; what a unit is about shows in its beginning."""
SHAPES = 12
"""Steps in which the place of a unit in the text is told."""
PERSONS = {
    "you": frozenset(["je", "jij", "jou", "jouw", "u", "uw", "jezelf", "uzelf"]),
    "we": frozenset(["we", "wij", "ons", "onze"]),
    "article": frozenset(["de", "het", "een", "er", "dat", "dit", "die", "deze"]),
}
"""Whom a unit speaks of: tasks and profile speak of the reader, the organisation of itself or of things."""


def unit_features(text: str, units: Sequence[Unit]) -> list[Features]:
    """Features of every unit of one text, in order."""
    words = [[word.lower() for word in WORD.findall(plain(text[unit.start : unit.end]))][:WORDS_READ] for unit in units]
    headings = list(_headings_above(units))
    out: list[Features] = []
    for index, unit in enumerate(units):
        features: Features = {"bias": 1.0}
        own = words[index]
        _spread(features, "w=", own, 2.6)
        _spread(features, "b=", [f"{a} {b}" for a, b in pairwise(own)], 2.0)
        _spread(features, "c=", [word[:5] for word in own if len(word) > 5], 2.0)
        _spread(features, "e=", [word[-4:] for word in own if len(word) > 6], 0.7)
        for place, word in enumerate(own[:2]):
            features[f"first{place}={word}"] = 0.7
        heading = headings[index]
        if heading is not None:
            _spread(features, "h=", words[heading][:12], 0.8)
            _spread(features, "hc=", [word[:5] for word in words[heading][:12]], 0.4)
        _spread(features, "prev=", words[index - 1][:8] if index else ["^"], 1.0)
        _spread(features, "next=", words[index + 1][:8] if index + 1 < len(units) else ["$"], 1.0)
        for name in _looks(text[unit.start : unit.end], unit, index, len(units), len(own)):
            features[name] = 0.5
        for name in _persons(own, unit, text):
            features[name] = 0.9
        out.append(features)
    return out


def _persons(words: Sequence[str], unit: Unit, text: str) -> Iterator[str]:
    """Whom the unit speaks of, and how it opens."""
    said = set(words)
    spoken_of = [person for person in ("you", "we") if said & PERSONS[person]]
    yield from (f"person={person}" for person in spoken_of or ["none"])
    for place, word in enumerate(words[:2]):
        group = next(
            (person for person, own in PERSONS.items() if word in own), "infinitive" if word.endswith("en") else "other"
        )
        yield f"opens{place}={group}"
    yield f"sentence={unit.bullet is not None}/{text[unit.end - 1 : unit.end] == '.'}"


def _headings_above(units: Sequence[Unit]) -> Iterator[int | None]:
    """For every unit the index of the last heading before it, or None."""
    last: int | None = None
    for index, unit in enumerate(units):
        yield last
        if unit.heading >= HEADING:
            last = index


def _spread(features: Features, prefix: str, names: Sequence[str], weight: float) -> None:
    """Add a group of names whose values have Euclidean length ``weight``, however many there are."""
    counts = Counter(names)
    length = sqrt(sum(count * count for count in counts.values()))
    for name, count in counts.items():
        features[prefix + name] = weight * count / length


def _looks(content: str, unit: Unit, index: int, count: int, length: int) -> Iterator[str]:
    numbered = unit.bullet is not None and any(char.isalnum() for char in unit.bullet)
    yield f"bullet={'number' if numbered else unit.bullet is not None}"
    yield f"heading={round(unit.heading * 5)}"
    yield f"place={index * SHAPES // count}"
    yield f"index={min(index, 5)}"
    yield f"length={length.bit_length()}"
    yield f"opens={unit.opens_line}"
    for name, pattern in LOOKS.items():
        if pattern.search(content):
            yield f"looks={name}"
    if content.isupper():
        yield "looks=capitals"
    elif content[:1].islower():
        yield "looks=lower"
