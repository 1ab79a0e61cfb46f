"""structure → components and clusters as an overview calls and colours them"""

from __future__ import annotations

from dataclasses import dataclass

from vacmap.records import OUTSIDE
from vacmap.report.palette import signs
from vacmap.report.phrases import phrase
from vacmap.structure import Structure


@dataclass(frozen=True, slots=True)
class Component:
    """A profession, or the work outside."""

    code: str
    name: str
    sign: str
    position: int | None
    """Place in the structure; None for what lies outside."""


@dataclass(frozen=True, slots=True)
class ClusterLabel:
    """A cluster with its number over all shells."""

    code: str
    name: str
    number: int
    position: int
    """Place in the structure."""


@dataclass(frozen=True, slots=True)
class ShellLabel:
    """A shell with its clusters."""

    name: str
    clusters: tuple[ClusterLabel, ...]


def component_labels(structure: Structure) -> tuple[Component, ...]:
    """The professions in the structure's order, and last what lies outside."""
    short = signs([profession.name for profession in structure.professions])
    professions = [
        Component(profession.id, profession.name, short[at], at) for at, profession in enumerate(structure.professions)
    ]
    return (*professions, Component(OUTSIDE, phrase("report", "outside"), "–", None))


def shell_labels(structure: Structure) -> tuple[ShellLabel, ...]:
    """The shells with their clusters, numbered as reports number them."""
    shells, number = [], 0
    for shell in structure.shells:
        clusters = []
        for position, cluster in enumerate(structure.clusters):
            if cluster.shell == shell.id:
                number += 1
                clusters.append(ClusterLabel(cluster.id, cluster.name, number, position))
        shells.append(ShellLabel(shell.name, tuple(clusters)))
    return tuple(shells)
