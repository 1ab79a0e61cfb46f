"""text → is it Dutch?

Told by function words: every language repeats a few dozen of them, and Dutch shares few of its own with its neighbours.
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from vacmap.hashing import Hashes, hashes
from vacmap.spelling import Words

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


def is_dutch(text: str, words: Words) -> bool:
    """True if a text is Dutch, given with its words (:func:`vacmap.layout.read_words`); one without words is taken to
    be."""
    if not _is_latin(text[:SAMPLE]):
        return False
    hashed = words.hashes[:SAMPLE_WORDS]
    n_words = len(hashed) - int(words.marks[:SAMPLE_WORDS].sum())
    known, languages = _function_words()
    places = known.searchsorted(hashed)
    met = np.bincount(places[known[places] == hashed], minlength=len(known))
    dutch, *others = (met @ languages).tolist()
    if dutch < max(others):
        return False
    return n_words < ENOUGH_WORDS or dutch >= LEAST_SHARE * n_words


def _is_latin(sample: str) -> bool:
    if len(sample) - len(sample.encode("latin-1", "ignore")) <= FEW_OTHERS * len(sample):
        return True
    return len(NOT_LATIN.findall(sample)) <= (1 - LEAST_LATIN) * sum(map(str.isalpha, sample))


@cache
def _function_words() -> tuple[Hashes, NDArray[np.intp]]:
    """Hashes of the function words of all languages, rising, a last one larger than all; and which are those of Dutch
    and of each other language, shape (n_words + 1, n_languages)."""
    raw = json.loads(files("vacmap.layout").joinpath("function_words.json").read_text(encoding="utf-8"))
    of_language = {language: hashes(list(set(words.split()))) for language, words in raw["words"].items()}
    dutch = of_language.pop("nl")
    known = np.append(np.unique(np.concatenate([dutch, *of_language.values()])), np.uint64(2**64 - 1))
    return known, np.array([np.isin(known, own) for own in (dutch, *of_language.values())], dtype=np.intp).T
