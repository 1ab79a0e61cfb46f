"""units → features: what a unit says, how it stands there, and what stands around it

A feature is a name with a value. Names open with the group they belong to (``w=`` words, ``c=`` word beginnings, ``h=`` words of the
heading above, …), so that a model's weights can be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import sqrt

from vacmap.layout import WORD, plain
from vacmap.records import Unit

Features = dict[str, float]

HEADING = 0.4
"""From this value of ``Unit.heading`` on a unit is taken to head what follows it."""
LOOKS = {
    "e-mail": re.compile(r"\S@\S"),
    "phone": re.compile(r"(?:\+\d{2}|\b0\d)[\d /.()-]{6,}"),
    "date": re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b|\b\d{1,2} (?:jan|feb|ma|apr|mei|ju|aug|sep|okt|nov|dec)", re.IGNORECASE),
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


def unit_features(text: str, units: Sequence[Unit]) -> list[Features]:
    """Features of every unit of one text, in order."""
    words = [[word.lower() for word in WORD.findall(plain(text[unit.start : unit.end]))][:WORDS_READ] for unit in units]
    headings = list(_headings_above(units))
    out: list[Features] = []
    for index, unit in enumerate(units):
        features: Features = {"bias": 1.0}
        own = words[index]
        _spread(features, "w=", own, 2.0)
        _spread(features, "b=", [f"{a} {b}" for a, b in zip(own, own[1:], strict=False)], 1.5)
        _spread(features, "c=", [word[:5] for word in own if len(word) > 5], 1.5)
        _spread(features, "e=", [word[-4:] for word in own if len(word) > 6], 0.7)
        for place, word in enumerate(own[:2]):
            features[f"first{place}={word}"] = 0.7
        heading = headings[index]
        if heading is not None:
            _spread(features, "h=", words[heading][:12], 1.5)
            _spread(features, "hc=", [word[:5] for word in words[heading][:12]], 0.7)
        _spread(features, "prev=", words[index - 1][:8] if index else ["^"], 0.6)
        _spread(features, "next=", words[index + 1][:8] if index + 1 < len(units) else ["$"], 0.6)
        for name in _looks(text[unit.start : unit.end], unit, index, len(units), len(own)):
            features[name] = 0.5
        out.append(features)
    return out


def _headings_above(units: Sequence[Unit]) -> Iterator[int | None]:
    """For every unit the index of the last heading before it, or None."""
    last: int | None = None
    for index, unit in enumerate(units):
        yield last
        if unit.heading >= HEADING:
            last = index


def _spread(features: Features, prefix: str, names: Sequence[str], weight: float) -> None:
    """Add a group of names whose values have Euclidean length ``weight``, however many there are."""
    if names:
        value = weight / sqrt(len(names))
        for name in names:
            features[prefix + name] = features.get(prefix + name, 0.0) + value


def _looks(content: str, unit: Unit, index: int, count: int, length: int) -> Iterator[str]:
    yield f"bullet={'number' if unit.bullet and unit.bullet[0].isalnum() else unit.bullet is not None}"
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
