"""words of a unit → how many cues of each zone stand among them

The cues stand in ``vocabulary/``: a file for each zone with words and phrases that make it likely, and one with words
of headings that open it. A model learns how much a cue of a zone counts, not what each cue counts, so that a word added
to a file works at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from vacmap.hashing import DIGIT, Hashes, hashes, mixed
from vacmap.lexicon import Known
from vacmap.spelling import WORD_OR_MARK
from vacmap.zones.unit_words import TextWords

FOLDER = "vocabulary"
HEADING_WORDS = 8
"""Words of the longest unit in which words of headings count."""
LONGEST_PHRASE = 4
ANY_ENDING = "*"


@dataclass(frozen=True)
class Cues:
    """All cues, by the form they are looked for in."""

    groups: tuple[str, ...]
    """Names of the files: ``cues-taken``, ``headings-taken``, …"""
    headings: NDArray[np.bool_]
    """Which groups hold words of headings, shape (n_groups,)."""
    words: dict[str, tuple[int, ...]]
    """Single words → their groups."""
    beginnings: dict[str, tuple[int, ...]]
    """Beginnings of single words → their groups."""
    phrases: Hashes
    """Hashes of the phrases, sorted, shape (n_phrases,)."""
    phrase_groups: NDArray[np.float32]
    """Which groups each phrase stands in, shape (n_phrases, n_groups)."""
    openings: frozenset[str]
    """First words of phrases."""
    prefixes: tuple[Hashes, ...]
    """Hashes of what longer phrases open with, by their number of words less two, sorted."""


def read_entries(text: str) -> Iterator[tuple[str, ...]]:
    """The entries of a vocabulary file, each as its words; digits are all alike."""
    for row in text.splitlines():
        entry = DIGIT.sub("0", row.strip().lower())
        if entry and not entry.startswith("#"):
            words = WORD_OR_MARK.findall(entry)
            if words and entry.endswith(ANY_ENDING):
                words[-1] += ANY_ENDING
            if words:
                yield tuple(words)


@cache
def load_cues() -> Cues:
    """The cues that come with vacmap."""
    folder = files("vacmap.zones").joinpath(FOLDER)
    texts = {
        file.name.removesuffix(".txt"): file.read_text(encoding="utf-8")
        for file in folder.iterdir()
        if file.name.endswith(".txt")
    }
    groups = tuple(sorted(texts))
    entries = [
        (number, entry)
        for number, group in enumerate(groups)
        for entry in read_entries(texts[group])
        if len(entry) <= LONGEST_PHRASE
    ]
    words: dict[str, set[int]] = {}
    beginnings: dict[str, set[int]] = {}
    phrases: dict[int, set[int]] = {}
    prefixes: list[set[int]] = [set() for _ in range(LONGEST_PHRASE - 2)]
    openings: set[str] = set()
    different = list({word for _, entry in entries for word in entry})
    hashed = dict(zip(different, hashes(different)[:, None], strict=True))
    for number, entry in entries:
        if len(entry) == 1 and entry[0].endswith(ANY_ENDING):
            beginnings.setdefault(entry[0].removesuffix(ANY_ENDING), set()).add(number)
        elif len(entry) == 1:
            words.setdefault(entry[0], set()).add(number)
        elif not any(word.endswith(ANY_ENDING) for word in entry):
            *shorter, whole = (int(found[0]) for found in accumulate((hashed[word] for word in entry), mixed))
            phrases.setdefault(whole, set()).add(number)
            for known, prefix in zip(prefixes, shorter[1:], strict=False):
                known.add(prefix)
            openings.add(entry[0])
    ordered = sorted(phrases)
    phrase_groups = np.zeros((len(ordered), len(groups)), dtype=np.float32)
    for row, phrase in enumerate(ordered):
        phrase_groups[row, list(phrases[phrase])] = 1
    return Cues(
        groups,
        np.array([group.startswith("headings") for group in groups], dtype=bool),
        {word: tuple(sorted(found)) for word, found in words.items()},
        {word: tuple(sorted(found)) for word, found in beginnings.items()},
        np.array(ordered, dtype=np.uint64),
        phrase_groups,
        frozenset(openings),
        tuple(np.array(sorted(known), dtype=np.uint64) for known in prefixes),
    )


def n_cues() -> int:
    """Number of groups of cues."""
    return len(load_cues().groups)


def cue_columns(words: Sequence[str]) -> NDArray[np.float32]:
    """Whether each word is a cue by itself, and whether it opens a phrase: shape (n_words, n_groups + 1)."""
    cues = load_cues()
    out = np.zeros((len(words), len(cues.groups) + 1), dtype=np.float32)
    beginnings = cues.beginnings
    for row, word in enumerate(words):
        found = [*cues.words.get(word, ())]
        for beginning in beginnings.keys() & [word[:end] for end in range(2, len(word) + 1)]:
            found += beginnings[beginning]
        if found:
            out[row, found] = 1
        if word in cues.openings:
            out[row, -1] = 1
    return out


def cue_counts(words: TextWords, known: Known) -> NDArray[np.float32]:
    """How many cues of each group every unit holds, shape (n_units, n_groups)."""
    cues = load_cues()
    single = known.rows("cues")
    counts = np.add.reduceat(single[:, :-1], words.starts, axis=0)
    if len(cues.phrases):
        _add_phrases(counts, cues, words, np.flatnonzero(single[:, -1]))
    counts[np.ix_(words.counts > HEADING_WORDS, cues.headings)] = 0
    return np.asarray(counts)


def _add_phrases(counts: NDArray[np.float32], cues: Cues, words: TextWords, opening: NDArray[np.intp]) -> None:
    """Add the phrases that start at the words ``opening`` to the counts of their units."""
    hashed = words.hashes
    unit_of = np.searchsorted(words.starts, opening, side="right") - 1
    room = words.starts[unit_of] + words.counts[unit_of] - opening
    total = hashed[opening]
    for length in range(2, LONGEST_PHRASE + 1):
        enough = room >= length
        opening, unit_of, room, total = opening[enough], unit_of[enough], room[enough], total[enough]
        if not len(opening):
            return
        total = mixed(total, hashed[opening + length - 1])
        at, hit = _found(cues.phrases, total)
        np.add.at(counts, unit_of[hit], cues.phrase_groups[at[hit]])
        if length == LONGEST_PHRASE:
            return
        _, goes_on = _found(cues.prefixes[length - 2], total)
        opening, unit_of, room, total = opening[goes_on], unit_of[goes_on], room[goes_on], total[goes_on]


def _found(known: Hashes, asked: Hashes) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
    """Where each hash would stand among the known ones, and whether it does."""
    if not len(known):
        return np.zeros(len(asked), dtype=np.intp), np.zeros(len(asked), dtype=bool)
    at = np.minimum(np.searchsorted(known, asked), len(known) - 1)
    return at, known[at] == asked
