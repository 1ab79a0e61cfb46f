"""types → their names and what is said of each, in Dutch"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vacmap.overview.figures import Figures
from vacmap.overview.labels import ClusterLabel, Component
from vacmap.overview.profiles import Type
from vacmap.overview.purity import KIND_OF
from vacmap.overview.sayings import say_kind
from vacmap.overview.types import LEAST
from vacmap.overview.wording import in_words, number
from vacmap.report.opening import FEW_TASKS, MENTIONED, MOST_NAMED, Part, write_opening
from vacmap.report.phrases import phrase
from vacmap.report.wording import capital, enumerate_words, in_sentence, percent

WEAK, STRONG = 0.25, 0.5
"""Mean silhouettes under which groups have no substantial structure, and from which it is a reasonable one (Kaufman &
Rousseeuw 1990)."""
TOLD = 3
"""Clusters, and kinds of work outside, that are told of a type."""
_GROUP = "overview_types"


@dataclass(frozen=True, slots=True)
class NamedType:
    """A type as the reader sees it."""

    number: int
    name: str
    type: Type
    said: tuple[str, ...]
    """What stands out in it."""
    holds: str
    """How far its functions differ, and how well it holds."""


def named_types(
    figures: Figures, components: Sequence[Component], clusters: Sequence[ClusterLabel]
) -> tuple[NamedType, ...]:
    """The types with names that differ; ``clusters`` in the order of the structure."""
    names = [_name(type_, components) for type_ in figures.types]
    names = [_told_apart(at, names, figures.types, clusters) for at in range(len(names))]
    return tuple(
        NamedType(at + 1, name, type_, _stands_out(type_, figures, clusters), _holds(type_))
        for at, (name, type_) in enumerate(zip(names, figures.types, strict=True))
    )


def say_types(figures: Figures) -> str:
    """How many types there are and how far apart, or why there are none."""
    grouping = figures.grouping
    if not grouping.tried:
        kind = "too_few_one" if figures.functions == 1 else "too_few"
        return phrase(_GROUP, kind, least=number(LEAST), functions=number(figures.functions))
    if not grouping.returns:
        return phrase(_GROUP, "unstable")
    silhouette = grouping.silhouette
    separation = "merge" if silhouette < WEAK else "overlap" if silhouette < STRONG else "apart"
    return phrase(_GROUP, "found", types=in_words(len(grouping.returns)), separation=phrase(_GROUP, separation))


def _name(type_: Type, components: Sequence[Component]) -> str:
    """What reports would call a function with the mean mixture."""
    parts = [Part(one.name, share, share, share) for one, share in zip(components, type_.shares, strict=True)]
    kind = KIND_OF[write_opening(parts, tasks=FEW_TASKS + 1, unsure=0).kind]
    ranked = sorted(parts[:-1], key=lambda part: -part.share)
    named = [in_sentence(part.name) for part in ranked if part.share >= MENTIONED] or [in_sentence(ranked[0].name)]
    first, second = (*named, named[0])[:2]
    names = enumerate_words(named[:MOST_NAMED])
    return capital(phrase(_GROUP, kind, first=first, second=second, names=names))


def _told_apart(at: int, names: Sequence[str], types: Sequence[Type], clusters: Sequence[ClusterLabel]) -> str:
    """The name of a type; with what it has more of, or a number, where others have the same name."""
    same = [other for other, name in enumerate(names) if name == names[at]]
    if len(same) == 1:
        return names[at]
    accents = {other: types[other].more[:1] for other in same}
    if accents[at] and list(accents.values()).count(accents[at]) == 1:
        return phrase(_GROUP, "accent", name=names[at], cluster=in_sentence(clusters[accents[at][0]].name))
    return phrase(_GROUP, "again", name=names[at], number=str(same.index(at) + 1))


def _stands_out(type_: Type, figures: Figures, clusters: Sequence[ClusterLabel]) -> tuple[str, ...]:
    said = []
    if type_.more:
        names = enumerate_words([f"‘{in_sentence(clusters[at].name)}’" for at in type_.more[:TOLD]])
        said.append(phrase(_GROUP, "more", clusters=names))
    if type_.kinds:
        kinds = enumerate_words([say_kind(figures.outside[at].code) for at in type_.kinds[:TOLD]])
        said.append(phrase(_GROUP, "kinds", kinds=kinds))
    if type_.titles:
        said.append(phrase(_GROUP, "titles", titles="; ".join(type_.titles)))
    return tuple(said)


def _holds(type_: Type) -> str:
    return phrase(_GROUP, "holds", apart=percent(type_.apart), returns=percent(type_.returns))
