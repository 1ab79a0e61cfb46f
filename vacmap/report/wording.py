"""shares, counts and names → the way a Dutch reader writes them ("37 %", "twaalf taken", "a, b en c")"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence

from vacmap.report.phrases import number_words

NBSP = "\u00a0"
"""Keeps a number and its % sign on one line."""


def whole_percent(share: float) -> int:
    """A share as whole percents; halves go up, as readers expect (12.5 → 13)."""
    return math.floor(share * 100 + 0.5 + 1e-9)


def percent(share: float) -> str:
    """A share in whole percents, never more precise than that.

    Examples
    --------
    >>> percent(0.374), percent(0.003), percent(0.999)
    ('37\\xa0%', '<1\\xa0%', '>99\\xa0%')
    """
    whole = whole_percent(share)
    if whole == 0 and share > 0:
        return f"<1{NBSP}%"
    if whole >= 100 and share < 1 - 1e-9:
        return f">99{NBSP}%"
    return f"{whole}{NBSP}%"


def percent_range(low: float, high: float) -> str:
    """Two limits as one range: "18–39 %"."""
    return f"{whole_percent(low)}–{whole_percent(high)}{NBSP}%"


def count(number: int) -> str:
    """A number in letters up to twelve, in figures beyond."""
    words = number_words()
    return words[number] if number < len(words) else str(number)


def enumerate_words(words: Sequence[str]) -> str:
    """Words as a list in a sentence: a; a en b; a, b en c."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} en {words[-1]}"


def in_sentence(name: str) -> str:
    """A name as it stands inside a sentence: without its capital, unless the word is all capitals ("ICT-coach")."""
    first = re.split(r"[\s-]", name, maxsplit=1)[0]
    return name if first[1:] != first[1:].lower() or len(first) < 2 else name[0].lower() + name[1:]


def capital(sentence: str) -> str:
    """The sentence with a capital at its start."""
    return sentence[:1].upper() + sentence[1:]


def clean(text: str) -> str:
    """The text without control characters, which a terminal could take as commands; line breaks and tabs stay."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in text if sign in "\n\t" or unicodedata.category(sign) not in {"Cc", "Cs"})


def one_line(text: str) -> str:
    """The text on one line: line breaks and runs of space become one space."""
    return " ".join(clean(text).split())
