"""titles of adverts → names of functions, so that "Educatief medewerker (m/v/x) – 80 %" and "EDUCATIEF MEDEWERKER" are
one"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from vacmap.report.contacts import mask_contacts
from vacmap.report.wording import capital, one_line

LONGEST = 60
"""A longer title is a sentence, no name."""
READ = 400
"""Characters of a title that are looked at."""
_BRACKETS = re.compile(r"[(\[{][^()\[\]{}]*[)\]}]?")
_DASH = re.compile(r"\s+[-–—/:]\s+|\s*[|•·]\s*")
"""What a name is parted by from place, employer and conditions."""
_AMOUNT = re.compile(
    r"\b\d[\d.,]*\s*(?:%|procent|vte\b|fte\b|u(?:ur|ren)?\b)(?:\s*(?:per|/|p\.?)\s*(?:week|w)\b)?"
    r"|\b\d{1,2}\s*/\s*\d{1,2}(?:de|den|sten?)?\b|\bniveau\s+\w\d?(?:\s*[-–/]\s*\w\d?)?\b",
    re.IGNORECASE,
)
"""How much one works, or at which level: "80 %", "32 uur per week", "4/5de", "niveau B1-B3"."""
_QUOTED = re.compile(r"(?<!\w)['‘“\"]([^'‘’“”\"]+)['’”\"](?!\w)")
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_MARKS = re.compile(r"\s+(?=[,;])|[,;](?=\s*[,;])")
"""What is left of commas when something between them was taken off."""
_LETTER = re.compile(r"[^\W\d_]")


def function_name(title: str | None) -> str | None:
    """The name of a function in an advert's title; None if it holds none.

    Examples
    --------
    >>> function_name("VACATURE: Educatief medewerker (m/v/x) – 80 %, Gent")
    'Educatief medewerker'
    >>> function_name("Functiebeschrijving") is None
    True
    """
    name = _QUOTED.sub(r"\1", _BRACKETS.sub("", mask_contacts(one_line((title or "")[:READ]))))
    parts = map(_stripped, _DASH.split(_AMOUNT.sub(" ", name)))
    first = next(filter(None, parts), "")
    if not first or len(first) > LONGEST or not _LETTER.search(first):
        return None
    return first


def usual_spelling(names: Iterable[str]) -> str:
    """How names that differ in capitals only are written most often, with a capital first; not all in capitals if any
    is otherwise."""
    counted = Counter(names).most_common()
    return capital(next((name for name, _ in counted if not name.isupper()), counted[0][0].lower()))


def _stripped(part: str) -> str:
    """A part of a title without what stands beside its name, until nothing more can be taken off."""
    patterns, before = _patterns(), None
    while part != before:
        before = part
        part = patterns["never"].sub("", _EDGES.sub("", _MARKS.sub("", " ".join(part.split()))))
        for name in ("until", "before", "behind", "from"):
            part = patterns[name].sub("", part)
    return "".join(sign for sign in part if sign.isprintable())


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    """What is taken off, by the lists of ``words/titles.txt``."""
    found: dict[str, list[str]] = {}
    text = (files("vacmap.overview") / "words" / "titles.txt").read_text(encoding="utf-8")
    for line in filter(None, map(str.strip, text.splitlines())):
        if line.startswith("["):
            entries = found.setdefault(line.strip("[]"), [])
        elif not line.startswith("#"):
            entries.append(re.escape(line))
    # The longest come first: "zoekt een" is taken off whole.
    words = {name: "|".join(sorted(entries, key=len, reverse=True)) for name, entries in found.items()}
    frames = {"before": r"^(?:{})(?:\s*:\s*|\s+)", "until": r"^(?:.*\s)?(?:{})(?:\s*:\s*|\s+)"}
    frames |= {"behind": r"(?:^|,?\s+)(?:{})$", "from": r",?\s+(?:{})\s.*$", "never": r"^(?:{})$"}
    return {name: re.compile(frame.format(words[name]), re.IGNORECASE) for name, frame in frames.items()}
