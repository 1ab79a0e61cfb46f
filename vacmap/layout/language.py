"""text → is it Dutch?

Told by function words: every language repeats a few dozen of them, and Dutch shares few of its own with its neighbours.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from vacmap.layout.sentences import WORD

ENOUGH_WORDS = 25
"""Under this number of words a text is too short to tell; it is taken to be Dutch."""
SAMPLE = 20_000
"""Characters looked at, from the beginning."""
LEAST_SHARE = 0.06
"""Share of Dutch function words under which a text is not Dutch, in lists without sentences too."""


def is_dutch(text: str) -> bool:
    """True if the text is Dutch, or too short to tell (under 25 words)."""
    words = [word.lower() for word in WORD.findall(text[:SAMPLE])]
    if len(words) < ENOUGH_WORDS:
        return True
    shares = {language: sum(word in own for word in words) / len(words) for language, own in _function_words().items()}
    dutch = shares.pop("nl")
    return dutch >= LEAST_SHARE and dutch >= max(shares.values())


@cache
def _function_words() -> dict[str, frozenset[str]]:
    raw = json.loads(files("vacmap.layout").joinpath("function_words.json").read_text(encoding="utf-8"))
    return {language: frozenset(words.split()) for language, words in raw["words"].items()}
