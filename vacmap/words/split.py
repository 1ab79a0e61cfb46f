"""task sentence → its words and signs, with where they stand

The same cutting serves where the models learn and where they are used. A word broken over a line is one word.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from vacmap.layout import plain

WORD_OR_SIGN = re.compile(
    r"""
    [^\W_]+ (?: [-'’/.]?+ [^\W_]+ | [-\xad] [^\S\n]*+ \n \s*+ (?=[a-zà-ÿ]) (?!(?:en|of|tot)\b) [^\W_]+ )*+ -?
  | [^\w\s] | _+
    """,
    re.VERBOSE,
)


class Word(NamedTuple):
    """A word or sign; ``text`` is its plain form."""

    text: str
    start: int
    end: int


def split_plain(text: str) -> list[str]:
    """The words and signs of a plain text, none of which holds white space: most stand alone between spaces, where no
    pattern has to look for them."""
    words: list[str] = []
    for piece in text.split():
        if piece.isalnum():
            words.append(piece)
        else:
            words += WORD_OR_SIGN.findall(piece)
    return words


def split_texts(text: str, start: int, end: int) -> list[str]:
    """The words and signs of ``text[start:end]`` alone, plain."""
    return [word if word.isalnum() else plain(word) for word in WORD_OR_SIGN.findall(text, start, end)]


def split_words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Words and signs of ``text[start:end]``, with offsets into ``text``."""
    stop = len(text) if end is None else end
    return [
        Word(word if word.isalnum() else plain(word), *match.span())
        for match in WORD_OR_SIGN.finditer(text, start, stop)
        if (word := match.group())
    ]
