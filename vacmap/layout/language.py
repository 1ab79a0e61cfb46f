"""text → is it Dutch?

Told by function words: every language repeats a few dozen of them, and Dutch shares few of its own with its neighbours.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from importlib.resources import files
from itertools import chain

WHOLE_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
"""Parts of a compound are no words of their own: "e-inclusie" is not the Italian for "and"."""
ENOUGH_WORDS = 25
"""Under this number of words a text may well hold no function word; it is Dutch unless another language shows more."""
SAMPLE = 20_000
"""Characters looked at, from the beginning."""
LEAST_SHARE = 0.06
"""Share of Dutch function words under which a longer text is not Dutch, in lists without sentences too."""
NOT_LATIN = re.compile(r"[^\W\d_A-Za-zÀ-ɏ]")
LEAST_LATIN = 0.5
"""Share of Latin letters among the letters of a text under which it is not Dutch."""


def is_dutch(text: str) -> bool:
    """True if the text is Dutch; one without words is taken to be."""
    sample = text[:SAMPLE]
    if not sample.isascii():
        others = len(NOT_LATIN.findall(sample))
        if others and others > (1 - LEAST_LATIN) * sum(map(str.isalpha, sample)):
            return False
    words = WHOLE_WORD.findall(sample.lower())
    if not words:
        return True
    languages, own = _function_words()
    counts = Counter(chain.from_iterable(map(own.__getitem__, filter(own.__contains__, words))))
    dutch = counts["nl"]
    if dutch < max(counts[language] for language in languages if language != "nl"):
        return False
    return len(words) < ENOUGH_WORDS or dutch >= LEAST_SHARE * len(words)


@cache
def _function_words() -> tuple[tuple[str, ...], dict[str, tuple[str, ...]]]:
    """The languages, and in which of them each word is a function word."""
    raw = json.loads(files("vacmap.layout").joinpath("function_words.json").read_text(encoding="utf-8"))
    own: dict[str, tuple[str, ...]] = {}
    for language, words in raw["words"].items():
        for word in set(words.split()):
            own[word] = (*own.get(word, ()), language)
    return tuple(raw["words"]), own
