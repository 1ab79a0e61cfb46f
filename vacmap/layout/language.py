"""text → is it Dutch?

Told by function words: every language repeats a few dozen of them, and Dutch shares few of its own with its neighbours.
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files

from vacmap.layout.sentences import WORD

ENOUGH_WORDS = 25
"""Under this number of words a text may well hold no function word; it is Dutch unless another language shows more."""
SAMPLE = 20_000
"""Characters looked at, from the beginning."""
LEAST_SHARE = 0.06
"""Share of Dutch function words under which a longer text is not Dutch, in lists without sentences too."""
LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
LEAST_LATIN = 0.5
"""Share of Latin letters among the letters of a text under which it is not Dutch."""


def is_dutch(text: str) -> bool:
    """True if the text is Dutch; one without words is taken to be."""
    sample = text[:SAMPLE]
    letters = sum(char.isalpha() for char in sample)
    if letters and len(LATIN.findall(sample)) < LEAST_LATIN * letters:
        return False
    words = [word.lower() for word in WORD.findall(sample)]
    if not words:
        return True
    counts = {language: sum(word in own for word in words) for language, own in _function_words().items()}
    dutch = counts.pop("nl")
    if dutch < max(counts.values()):
        return False
    return len(words) < ENOUGH_WORDS or dutch >= LEAST_SHARE * len(words)


@cache
def _function_words() -> dict[str, frozenset[str]]:
    raw = json.loads(files("vacmap.layout").joinpath("function_words.json").read_text(encoding="utf-8"))
    return {language: frozenset(words.split()) for language, words in raw["words"].items()}
