"""unit → how it stands there: bullets, signs, numbers, whom it speaks of

Everything here is told without knowing what the words mean; the words of persons are a closed list.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from vacmap.records import Unit
from vacmap.zones.batch import Batch

Single = NDArray[np.float32]

HEADING = 0.4
"""From this value of ``Unit.heading`` on a unit is taken to head what follows it."""
PERSONS = {
    "you": frozenset(["je", "jij", "jou", "jouw", "u", "uw", "jezelf", "uzelf", "ge", "gij"]),
    "we": frozenset(["we", "wij", "ons", "onze"]),
    "article": frozenset(["de", "het", "een", "er", "dat", "dit", "die", "deze"]),
}
"""Whom a unit speaks of: tasks and profile speak of the reader, the organisation of itself or of things."""
DATE = re.compile(
    r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{1,2} (?:jan|feb|maart|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec)", re.IGNORECASE
)
PHONE = re.compile(r"(?:\+\d{2}|\b0\d)[\d /.()-]{6,}")
GENDER = re.compile(r"\(?[mvxfhw] ?/ ?[mvxfhw]\b", re.IGNORECASE)
HOURS = frozenset(
    [
        "uur",
        "uren",
        "voltijds",
        "voltijdse",
        "halftijds",
        "halftijdse",
        "deeltijds",
        "deeltijdse",
        "fte",
        "vte",
        "fulltime",
        "parttime",
    ]
)
WORD_FLAGS = (*PERSONS, "infinitive", "digit", "hours", "€", "%", "@")
"""What is asked of every word; a bit each."""
MARKS = (
    *("bullet", "numbered", "opens line", "closes line", "heads", "after blank", "furniture", "resumes"),
    *("full stop", "colon", "question", "semicolon", "lower", "capitals", "site", "date", "phone", "gender"),
)
"""What is asked of every unit; a bit each."""
PLACES = ("any", "first", "last")
"""Where the word stands of which something is asked."""
NUMBERS = 9
"""Columns of :func:`unit_form` that are no bits."""
N_COLUMNS = len(WORD_FLAGS) * len(PLACES) + len(MARKS) + NUMBERS
SPOKEN_OF = slice(0, 3)
"""Columns of the persons anywhere in the unit."""


def word_flags(words: Sequence[str]) -> NDArray[np.uint32]:
    """Bits of ``WORD_FLAGS`` for every word."""

    def bits(word: str) -> int:
        answers = [word in people for people in PERSONS.values()]
        answers += [len(word) > 3 and word.endswith("en"), any(map(str.isdigit, word)), word in HOURS]
        answers += [word == sign for sign in "€%@"]
        return sum(answer << place for place, answer in enumerate(answers))

    return np.fromiter(map(bits, words), dtype=np.uint32, count=len(words))


def unit_form(batch: Batch, flags: NDArray[np.uint32]) -> Single:
    """How every unit of some texts stands there, shape (n_units, N_COLUMNS).

    Parameters
    ----------
    flags : the :func:`word_flags` of all words of the texts.
    """
    n, units, words = len(batch), batch.units, batch.words
    anywhere = np.bitwise_or.reduceat(flags, words.starts)
    by_place = (anywhere, flags[words.starts], flags[words.starts + words.counts - 1])
    digits = anywhere & (1 << WORD_FLAGS.index("digit"))
    marks = np.fromiter(
        (_marks(said, unit, bool(digit)) for said, unit, digit in zip(batch.said, units, digits, strict=True)),
        dtype=np.uint32,
        count=n,
    )
    out = np.empty((n, N_COLUMNS), dtype=np.float32)
    width = len(WORD_FLAGS)
    for number, column in enumerate(by_place):
        out[:, number * width : (number + 1) * width] = column[:, None] >> np.arange(width, dtype=np.uint32) & 1
    at = len(PLACES) * width
    out[:, at : at + len(MARKS)] = marks[:, None] >> np.arange(len(MARKS), dtype=np.uint32) & 1
    at += len(MARKS)
    order, of_text = batch.order, batch.sizes[batch.owner]
    out[:, at] = [unit.heading for unit in units]
    out[:, at + 1] = [min(unit.indent, 12) / 4 for unit in units]
    out[:, at + 2] = np.minimum(words.counts, 40) / 10
    out[:, at + 3] = words.counts <= 2
    out[:, at + 4] = words.counts <= 5
    out[:, at + 5] = order / of_text
    out[:, at + 6] = order < 3
    out[:, at + 7] = order < 7
    out[:, at + 8] = np.minimum(of_text, 60) / 20
    return out


def _marks(said: str, unit: Unit, has_digit: bool) -> int:  # noqa: FBT001
    """Bits of ``MARKS``."""
    last = said[-1]
    bits = 0
    if unit.bullet is not None:
        bits |= 3 if any(map(str.isalnum, unit.bullet)) else 1
    bits |= unit.opens_line << 2 | unit.closes_line << 3 | (unit.heading >= HEADING) << 4
    bits |= unit.after_blank << 5 | unit.furniture << 6 | unit.resumes << 7
    bits |= (last == ".") << 8 | (last == ":") << 9 | (last == "?") << 10 | (last == ";") << 11
    bits |= said[0].islower() << 12 | said.isupper() << 13
    if "www." in said or "://" in said:
        bits |= 1 << 14
    if has_digit:
        bits |= (DATE.search(said) is not None) << 15 | (PHONE.search(said) is not None) << 16
    if "/" in said and GENDER.search(said):
        bits |= 1 << 17
    return bits
