"""text → is it Dutch?

Told by function words: every language repeats a few dozen of them, and Dutch shares few of its own with its neighbours.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from itertools import islice

from vacmap.layout.words import MARKS

ENOUGH_WORDS = 25
"""Under this number of words a text may well hold no function word; it is Dutch unless another language shows more."""
SAMPLE, SAMPLE_WORDS = 20_000, 4_000
"""Signs and words looked at, from the beginning."""
LEAST_SHARE = 0.06
"""Share of Dutch function words under which a longer text is not Dutch, in lists without sentences too."""
NOT_LATIN = re.compile(r"[^\W\d_A-Za-zÀ-ɏ]")
LEAST_LATIN = 0.5
"""Share of Latin letters among the letters of a text under which it is not Dutch."""
FEW_OTHERS = 0.05
"""Share of signs outside Latin-1 under which nobody counts what they are."""


def is_dutch(text: str, words: Iterable[str]) -> bool:
    """True if a text is Dutch, given with its words (:func:`vacmap.layout.read_words`); one without words is taken to
    be."""
    if not _is_latin(text[:SAMPLE]):
        return False
    times = Counter(islice(words, SAMPLE_WORDS))
    n_words = times.total() - sum(times[mark] for mark in MARKS)
    languages, own = _function_words()
    counts = dict.fromkeys(languages, 0)
    for word in own.keys() & times.keys():
        for language in own[word]:
            counts[language] += times[word]
    dutch = counts.pop("nl")
    if dutch < max(counts.values()):
        return False
    return n_words < ENOUGH_WORDS or dutch >= LEAST_SHARE * n_words


def _is_latin(sample: str) -> bool:
    if len(sample) - len(sample.encode("latin-1", "ignore")) <= FEW_OTHERS * len(sample):
        return True
    return len(NOT_LATIN.findall(sample)) <= (1 - LEAST_LATIN) * sum(map(str.isalpha, sample))


@cache
def _function_words() -> tuple[tuple[str, ...], dict[str, tuple[str, ...]]]:
    """The languages, and in which of them each word is a function word."""
    raw = json.loads(files("vacmap.layout").joinpath("function_words.json").read_text(encoding="utf-8"))
    own: dict[str, tuple[str, ...]] = {}
    for language, words in raw["words"].items():
        for word in set(words.split()):
            own[word] = (*own.get(word, ()), language)
    return tuple(raw["words"]), own
