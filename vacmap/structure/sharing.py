"""structure → which of its activities stand in several professions, and which are distinctive for one

The same deelactiviteit often stands in the columns of several professions: word for word, or nearly ("Maakt
werkafspraken met alle betrokken actoren (medewerkers, gebruikers, partners...)", where other columns have "klanten").
Activities are laid beside each other per cluster and per two professions; each gets at most one partner in each
other profession:

1. first those with the same words are partners (case, accents, punctuation and space do not count);
2. then those left over, the most similar first, as long as their similarity is at least ``NEARLY``.

The first step matters as much as the measure. "Brengt de beginsituatie van de doelgroep in kaart" and "Brengt de noden
en verwachtingen van de doelgroep in kaart" look alike, but one profession has both: each finds its own partner.
Nor is there a chain: A can be the partner of B and of C, in two other professions, while B and C are no partners.

Similarity is Dice's coefficient (Dice 1945) of two sets of words, in which a word weighs its inverse document frequency
(Spärck Jones 1972) over the structure's texts, so that "betrokken actoren" says more than "van de". Words are cut off
behind their sixth letter: a stemmer that needs no language ("inhoud", "inhouden").

``NEARLY`` was chosen by reading. Of all pairs of different wordings that could be partners in the nota (941), sorted by
similarity, the first 41 say the same with another example, addition or target group. The 42nd has another purpose, and
from there on the two kinds lie mixed. The border lies in the last gap before: between the 40th pair (0.599) and the
41st (0.585). Other measures meet a pair that differs earlier: the cosine of :class:`vacmap.terms.Terms` after 39 pairs,
difflib's ratio of words after 34, Dice's coefficient without weights and stems after 32. The pairs around the border
stand in ``tests/structure/cases/wordings.txt`` with what the reader thought of them.

In another cluster only the same words count as the same: the context is another one there, and similar words can mean
something else.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from vacmap.structure.schema import Structure

NEARLY = 0.59
"""Similarity from which two wordings are taken for the same activity."""
STEM = 6
"""Letters of a word that count in similarity."""
WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Item:
    """A deelactiviteit, or the title of a hoofdactiviteit, in the column of one profession."""

    id: str
    profession: str
    cluster: str
    text: str


@dataclass(frozen=True, slots=True)
class Partner:
    """The same activity in the column of another profession."""

    item: Item
    literal: bool
    """True if it stands there in the same words."""


@dataclass(frozen=True, slots=True)
class Sharing:
    """Who shares what. Methods raise KeyError for an id that is not compared."""

    items: tuple[Item, ...]
    """Everything compared, in the structure's order."""
    partners: Mapping[str, tuple[Partner, ...]]
    """By the id of an item, its partners in the same cluster: at most one per profession, in the professions' order."""
    elsewhere: Mapping[str, tuple[Item, ...]]
    """By the id of an item, the same words in professions where it has no partner (so in another cluster, as a rule):
    the first of each such profession, in the professions' order."""

    def partner(self, id_: str, profession: str) -> Partner | None:
        """The partner of an item in a profession, or None."""
        return next((one for one in self.partners[id_] if one.item.profession == profession), None)

    def is_distinctive(self, id_: str) -> bool:
        """True if the item stands in one profession only."""
        return not self.partners[id_] and not self.elsewhere[id_]

    def of(self, profession: str) -> tuple[Item, ...]:
        """Everything in the column of a profession."""
        return tuple(item for item in self.items if item.profession == profession)

    def distinctive(self, profession: str) -> tuple[Item, ...]:
        """What stands in the column of this profession and in no other."""
        return tuple(item for item in self.of(profession) if self.is_distinctive(item.id))

    def joined(self, one: str, other: str) -> tuple[Item, ...]:
        """What ``one`` shares with ``other`` in the same cluster, as ``one`` words it."""
        return tuple(item for item in self.of(one) if self.partner(item.id, other) is not None)


def share_parts(structure: Structure) -> Sharing:
    """Which deelactiviteiten stand in several professions. Sub-items count as deelactiviteiten."""
    items = [
        Item(part.id, activity.profession, activity.cluster, part.text)
        for activity in structure.activities
        for part in activity.walk()
    ]
    return _share(structure, items)


def share_titles(structure: Structure) -> Sharing:
    """Which hoofdactiviteiten stand in several professions, by their titles. Those without a title are left out."""
    items = [
        Item(activity.id, activity.profession, activity.cluster, activity.title)
        for activity in structure.activities
        if activity.title is not None
    ]
    return _share(structure, items)


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in lower case, without accents; the text itself if it holds none."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return tuple(WORD.findall("".join(sign for sign in bare if not unicodedata.combining(sign)))) or (text,)


class Likeness:
    """Similarity of two texts, by texts that tell which words are rare.

    Parameters
    ----------
    texts : iterable of str
        What is said in the same words counts once.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        different = {words_of(text) for text in texts}
        self._n_texts = len(different)
        self._n_with = Counter(stem for words in different for stem in _stems(words))

    def __call__(self, one: str, other: str) -> float:
        """From 0, no word in common, to 1, the same words in any order."""
        first, second = _stems(words_of(one)), _stems(words_of(other))
        return 2 * self._weight(first & second) / (self._weight(first) + self._weight(second))

    def _weight(self, stems: frozenset[str]) -> float:
        # Document frequency is smoothed as scikit-learn's TfidfTransformer does. fsum, for a set has no order.
        return math.fsum(math.log((1 + self._n_texts) / (1 + self._n_with[stem])) + 1 for stem in stems)


def _stems(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word[:STEM] for word in words)


def _share(structure: Structure, items: Sequence[Item]) -> Sharing:
    likeness = Likeness(item.text for item in items)
    cells: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for item in items:
        cells[item.profession, item.cluster].append(item)
    partners: dict[str, tuple[Partner, ...]] = {item.id: () for item in items}
    for cluster in structure.cluster_ids:
        # Two by two in the professions' order, so that everyone's partners come in that order.
        for one, other in combinations(structure.profession_ids, 2):
            for left, right, literal in _pairs(cells[one, cluster], cells[other, cluster], likeness):
                partners[left.id] += (Partner(right, literal),)
                partners[right.id] += (Partner(left, literal),)
    return Sharing(tuple(items), partners, _elsewhere(structure, items, partners))


def _pairs(left: Sequence[Item], right: Sequence[Item], likeness: Likeness) -> Iterator[tuple[Item, Item, bool]]:
    """Partners of two cells, and whether they have the same words."""
    same: dict[tuple[str, ...], list[Item]] = defaultdict(list)
    for item in right:
        same[words_of(item.text)].append(item)
    alone = []
    for item in left:
        if found := same[words_of(item.text)]:
            yield item, found.pop(0), True
        else:
            alone.append(item)
    others = [item for found in same.values() for item in found]
    alike = [(likeness(one.text, other.text), one, other) for one, other in product(alone, others)]
    taken: set[str] = set()
    for similarity, one, other in sorted(alike, key=lambda found: -found[0]):
        if similarity >= NEARLY and not taken & {one.id, other.id}:
            taken |= {one.id, other.id}
            yield one, other, False


def _elsewhere(
    structure: Structure, items: Sequence[Item], partners: Mapping[str, tuple[Partner, ...]]
) -> dict[str, tuple[Item, ...]]:
    first: dict[tuple[str, ...], dict[str, Item]] = defaultdict(dict)
    for item in items:
        first[words_of(item.text)].setdefault(item.profession, item)
    out = {}
    for item in items:
        same = first[words_of(item.text)]
        known = {item.profession, *(partner.item.profession for partner in partners[item.id])}
        out[item.id] = tuple(same[code] for code in structure.profession_ids if code in same and code not in known)
    return out
