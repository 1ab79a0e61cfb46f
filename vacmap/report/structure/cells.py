"""structure → the part of it that is asked for: shells, clusters and cells, and of each activity in which professions
it stands"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from vacmap.report.palette import signs
from vacmap.structure.sharing import Sharing, share_parts, share_titles

if TYPE_CHECKING:
    from vacmap.structure import Activity, Cluster, Part, Profession, Shell, Structure


@dataclass(frozen=True, slots=True)
class ProfessionView:
    """A profession with its sign, its place in the structure (which chooses its colour) and what it has of its own."""

    profession: Profession
    sign: str
    position: int
    parts: int
    """Number of deelactiviteiten."""
    distinctive: int
    """Number of those that stand in no other profession."""


@dataclass(frozen=True, slots=True)
class Also:
    """Another profession in which an activity stands."""

    owner: ProfessionView
    wording: str
    literal: bool
    """True if it stands there in the same words."""
    cluster: int | None
    """Number of the cluster in which it stands there; None for the same cluster."""
    number: int
    """Number of the activity there, see ``PartView.number``."""


@dataclass(frozen=True, slots=True)
class PartView:
    """A deelactiviteit with its sub-items."""

    number: int
    """Its place among all deelactiviteiten of the structure, from 0."""
    text: str
    also: tuple[Also, ...]
    parts: tuple[PartView, ...]
    under: str | None
    """The deelactiviteit whose sub-item it is."""
    context: bool = False
    """True if it only stands here above its sub-items."""

    def walk(self) -> Iterator[PartView]:
        """The part and everything under it, in order."""
        yield self
        for part in self.parts:
            yield from part.walk()


@dataclass(frozen=True, slots=True)
class ActivityView:
    """A hoofdactiviteit; ``title`` is None for a list that has none."""

    title: str | None
    also: tuple[Also, ...]
    parts: tuple[PartView, ...]


@dataclass(frozen=True, slots=True)
class CellView:
    """One profession × one cluster."""

    owner: ProfessionView
    activities: tuple[ActivityView, ...]

    def walk(self) -> Iterator[tuple[ActivityView, PartView]]:
        """Every deelactiviteit, sub-items too, with the hoofdactiviteit it belongs to."""
        for activity in self.activities:
            for part in activity.parts:
                for one in part.walk():
                    yield activity, one


@dataclass(frozen=True, slots=True)
class ClusterCells:
    """A cluster with the cells to show of it; clusters are numbered from 1 over all shells."""

    cluster: Cluster
    number: int
    cells: tuple[CellView, ...]


@dataclass(frozen=True, slots=True)
class ShellCells:
    """A shell with the clusters to show of it."""

    shell: Shell
    clusters: tuple[ClusterCells, ...]


@dataclass(frozen=True)
class View:
    """The part of a structure that was asked for. What is shared is told from the whole structure."""

    structure: Structure
    professions: tuple[str, ...]
    clusters: tuple[str, ...]
    side_by_side: bool = False
    """True if two professions were asked for, to be laid beside each other."""

    @property
    def whole(self) -> bool:
        """True if nothing is left out."""
        structure = self.structure
        return (len(self.professions), len(self.clusters)) == (len(structure.professions), len(structure.clusters))

    @cached_property
    def shown(self) -> tuple[ProfessionView, ...]:
        """The professions asked for, in the structure's order."""
        return tuple(one for code, one in self._professions.items() if code in self.professions)

    @cached_property
    def shells(self) -> tuple[ShellCells, ...]:
        """Shells and clusters in the structure's order, without those that were not asked for."""
        shells = []
        for shell in self.structure.shells:
            clusters = tuple(
                ClusterCells(cluster, self.numbers[cluster.id], tuple(self._cell(one, cluster) for one in self.shown))
                for cluster in self.structure.clusters
                if cluster.shell == shell.id and cluster.id in self.clusters
            )
            if clusters:
                shells.append(ShellCells(shell, clusters))
        return tuple(shells)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Number of every cluster of the structure, shell by shell."""
        of_shells = [
            cluster.id
            for shell in self.structure.shells
            for cluster in self.structure.clusters
            if cluster.shell == shell.id
        ]
        return {code: number for number, code in enumerate(of_shells, 1)}

    @cached_property
    def sharing(self) -> Sharing:
        """Which deelactiviteiten stand in several professions."""
        return share_parts(self.structure)

    @cached_property
    def _titles(self) -> Sharing:
        return share_titles(self.structure)

    @cached_property
    def _places(self) -> dict[str, int]:
        """By id, the place of a deelactiviteit or title among its like."""
        return {item.id: at for sharing in (self.sharing, self._titles) for at, item in enumerate(sharing.items)}

    @cached_property
    def _professions(self) -> dict[str, ProfessionView]:
        names = signs([profession.name for profession in self.structure.professions])
        return {
            profession.id: ProfessionView(
                profession,
                names[at],
                at,
                len(self.sharing.of(profession.id)),
                len(self.sharing.distinctive(profession.id)),
            )
            for at, profession in enumerate(self.structure.professions)
        }

    def _cell(self, owner: ProfessionView, cluster: Cluster) -> CellView:
        activities = self.structure.in_cell(owner.profession.id, cluster.id)
        return CellView(owner, tuple(self._activity(activity) for activity in activities))

    def _activity(self, activity: Activity) -> ActivityView:
        also = () if activity.title is None else self._also(self._titles, activity.id)
        return ActivityView(activity.title, also, tuple(self._part(part, None) for part in activity.parts))

    def _part(self, part: Part, under: str | None) -> PartView:
        return PartView(
            self._places[part.id],
            part.text,
            self._also(self.sharing, part.id),
            tuple(self._part(one, part.text) for one in part.parts),
            under,
        )

    def _also(self, sharing: Sharing, id_: str) -> tuple[Also, ...]:
        own = sharing.items[self._places[id_]].cluster
        found = [(partner.item, partner.literal) for partner in sharing.partners[id_]]
        found += [(item, True) for item in sharing.elsewhere[id_]]
        also = [
            Also(
                self._professions[item.profession],
                item.text,
                literal,
                None if item.cluster == own else self.numbers[item.cluster],
                self._places[item.id],
            )
            for item, literal in found
        ]
        return tuple(sorted(also, key=lambda one: one.owner.position))
