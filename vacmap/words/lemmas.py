"""a word and its kind → its lemma

Words seen in the treebanks have the lemma they have there. Other words follow the longest ending that is known for
their kind: so many letters off, these letters on. The *ge* of a participle (*opgevolgd*) is taken out first.
Lemmas of separable verbs whose parts stand apart (*volgt … op*) are those of the part at hand (*volgen*).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from vacmap.words.tagger import PARTICIPLE

LONGEST_ENDING = 6
PARTICLES = (
    *("aan", "achter", "af", "bij", "binnen", "boven", "door", "in", "mee", "mede", "na", "neer", "om", "onder", "op"),
    *(
        "over",
        "rond",
        "samen",
        "tegen",
        "terug",
        "toe",
        "uit",
        "vast",
        "voor",
        "voorbij",
        "weg",
        "weer",
        "goed",
        "bekend",
    ),
)
"""What a separable verb may open with."""


@dataclass(frozen=True)
class Lemmatiser:
    """Lemmas of words whose kind is known (see :mod:`vacmap.words.tagger`)."""

    words: Mapping[str, Mapping[str, str]]
    """Kind → word (lower case) → lemma, for the words whose lemma does not follow from their ending."""
    endings: Mapping[str, Mapping[str, tuple[int, str]]]
    """Kind → ending → letters to take off, and what to put on."""
    _kept: dict[tuple[str, str], str] = field(default_factory=dict, repr=False, compare=False)

    def lemma(self, word: str, kind: str) -> str:
        """The lemma, in lower case; a word of an unknown kind is its own."""
        key = (word, kind)
        if key not in self._kept:
            if len(self._kept) > 100_000:
                self._kept.clear()
            lower = word.lower()
            known = self.words.get(kind, {}).get(lower)
            self._kept[key] = by_ending(lower, kind, self.endings) if known is None else known
        return self._kept[key]


def by_ending(word: str, kind: str, endings: Mapping[str, Mapping[str, tuple[int, str]]]) -> str:
    """The lemma that a word's ending tells."""
    own = endings.get(kind, {})
    stem = without_ge(word) if kind == PARTICIPLE else word
    for length in range(min(LONGEST_ENDING, len(stem)), -1, -1):
        rule = own.get(stem[len(stem) - length :])
        if rule is not None and rule[0] < max(1, len(stem)):
            return stem[: len(stem) - rule[0]] + rule[1]
    return word


def without_ge(participle: str) -> str:
    """A participle without its *ge*: *opgevolgd* → *opvolgd*, *gemaakt* → *maakt*."""
    if participle.startswith("ge") and len(participle) > 5:
        return participle[2:]
    for particle in PARTICLES:
        if participle.startswith(f"{particle}ge") and len(participle) > len(particle) + 4:
            return particle + participle[len(particle) + 2 :]
    return participle


def to_json(lemmatiser: Lemmatiser) -> str:
    """The lemmatiser as JSON."""
    endings = {
        kind: {ending: list(rule) for ending, rule in rules.items()} for kind, rules in lemmatiser.endings.items()
    }
    return (
        json.dumps({"words": lemmatiser.words, "endings": endings}, ensure_ascii=False, indent=0, sort_keys=True) + "\n"
    )


def from_json(text: str) -> Lemmatiser:
    """The lemmatiser that :func:`to_json` wrote; raises ValueError, KeyError or TypeError for anything else."""
    raw = json.loads(text)
    return Lemmatiser(
        {str(kind): {str(word): str(lemma) for word, lemma in words.items()} for kind, words in raw["words"].items()},
        {
            str(kind): {str(ending): (int(rule[0]), str(rule[1])) for ending, rule in rules.items()}
            for kind, rules in raw["endings"].items()
        },
    )
