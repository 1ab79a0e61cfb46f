"""words/*.txt → sentences, phrases, verbs, headings and purposes: the Dutch that composing knows, to be extended

Every file says in its first lines what it holds. Lines that open with ``#`` are comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import NamedTuple

_ARROW = " => "


class Verb(NamedTuple):
    """How a verb is said to the reader: "je volgt … op"."""

    finite: str
    particle: str
    """Empty if the verb is not separable."""


@cache
def sentences() -> Mapping[str, str]:
    """Text of a structure → sentence of a vacancy. Sub-items stand behind a colon, split by semicolons."""
    return _pairs("sentences.txt")


@cache
def purposes() -> Mapping[str, str]:
    """Definition of a profession → what an employer wants with it."""
    return _pairs("purposes.txt")


@cache
def phrases() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Patterns with what to put in their place, in the order of the file."""
    found = []
    for line in _lines("phrases.txt"):
        old, _, new = line.partition(_ARROW)
        pattern = re.escape(old).replace("…", "(.+)")
        found.append((re.compile(rf"(?<!\w){pattern}(?!\w)", re.IGNORECASE), new.replace("…", r"\1")))
    return tuple(found)


@cache
def verbs() -> Mapping[str, Verb]:
    """Infinitive → how it is said to the reader."""
    rows = (line.split() for line in _lines("verbs.txt"))
    return MappingProxyType({row[0]: Verb(row[1], "".join(row[2:])) for row in rows})


@cache
def headings() -> Mapping[str, str]:
    """Name of a cluster → heading of its tasks, in the order in which they stand where they weigh the same."""
    return MappingProxyType(dict(line.split(_ARROW) for line in _lines("headings.txt")))


def _pairs(name: str) -> Mapping[str, str]:
    """Lines with the line that stands indented under each."""
    lines = list(_lines(name))
    return MappingProxyType({text: said.strip() for text, said in zip(lines[::2], lines[1::2], strict=True)})


def _lines(name: str) -> Iterator[str]:
    content = files("vacmap.compose").joinpath("words", name).read_text(encoding="utf-8")
    return (line.rstrip() for line in content.splitlines() if line.strip() and not line.startswith("#"))
