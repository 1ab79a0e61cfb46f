"""units → their words"""

from __future__ import annotations

import re
from collections.abc import Sequence

from vacmap.layout.sentences import plain
from vacmap.lexicon import bounded
from vacmap.records import Unit

MARKS = "?:!€%@"
WORD_OR_MARK = re.compile(rf"[^\W_]+(?:['’-][^\W_]+)*|[{MARKS}]")
"""What counts as a word here: signs that say something about the kind of sentence are words too. Parts of a compound
are no words of their own."""


def read_words(text: str, units: Sequence[Unit]) -> tuple[tuple[str, ...], ...]:
    """The words and marks of every unit, in small letters; a word that is broken over a line is whole."""
    return tuple([tuple(_words(text[unit.start : unit.end])) for unit in units])


def _words(said: str) -> list[str]:
    if not said.isprintable():  # a line break, or a soft hyphen
        said = plain(said)
    words: list[str] = WORD_OR_MARK.findall(said.lower())
    return bounded(words, len(said))
