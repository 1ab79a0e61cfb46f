"""structure, profile and snippets → shells: the matrix of professions and clusters, and the tasks laid out in it"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vacmap.records import Function
from vacmap.report.function.snippets import Snippet

if TYPE_CHECKING:
    from vacmap.structure import Structure


@dataclass(frozen=True, slots=True)
class Cell:
    """One profession × one cluster."""

    profession: str
    position: int
    share: float
    exists: bool
    """False if the structure leaves this cell empty."""


@dataclass(frozen=True, slots=True)
class ClusterView:
    """A cluster: its row of the matrix and the tasks cut from it."""

    code: str
    name: str
    number: int
    description: str | None
    share: float
    cells: tuple[Cell, ...]
    tasks: tuple[Snippet, ...]


@dataclass(frozen=True, slots=True)
class ShellView:
    """A shell of the model with its clusters, in the structure's order."""

    id: str
    name: str
    description: str
    share: float
    clusters: tuple[ClusterView, ...]

    @property
    def unused(self) -> tuple[ClusterView, ...]:
        """Clusters no task was cut from."""
        return tuple(cluster for cluster in self.clusters if not cluster.tasks)


def shell_views(function: Function, structure: Structure, snippets: tuple[Snippet, ...]) -> tuple[ShellView, ...]:
    """The shells of the structure with their clusters, in its order; clusters are numbered from 1 over all shells."""
    profile = function.profile
    shells = []
    number = 0
    for shell in structure.shells:
        clusters = []
        for cluster in structure.clusters:
            if cluster.shell != shell.id:
                continue
            number += 1
            cells = tuple(
                Cell(
                    profession,
                    position,
                    profile.cells.get(f"{profession}/{cluster.id}", 0.0),
                    structure.has_cell(profession, cluster.id),
                )
                for position, profession in enumerate(structure.profession_ids)
            )
            tasks = tuple(snippet for snippet in snippets if snippet.cluster == cluster.id)
            share = profile.clusters.get(cluster.id, 0.0)
            clusters.append(ClusterView(cluster.id, cluster.name, number, cluster.description, share, cells, tasks))
        total = sum(cluster.share for cluster in clusters)
        shells.append(ShellView(shell.id, shell.name, shell.description, total, tuple(clusters)))
    return tuple(shells)
