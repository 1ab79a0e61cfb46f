"""structure → text, JSON or html, whole or one profession or cluster of it"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from vacmap.report.console import print_to_text
from vacmap.report.errors import ReportError
from vacmap.report.html import environment
from vacmap.report.palette import signs
from vacmap.report.phrases import phrase

if TYPE_CHECKING:
    from vacmap.structure import Activity, Cluster, Part, Profession, Shell, Structure


@dataclass(frozen=True, slots=True)
class CellView:
    """One cell as it is shown."""

    profession: Profession
    sign: str
    position: int
    activities: tuple[Activity, ...]


@dataclass(frozen=True, slots=True)
class ClusterCells:
    """A cluster with the cells to show of it."""

    cluster: Cluster
    number: int
    cells: tuple[CellView, ...]


@dataclass(frozen=True, slots=True)
class ShellCells:
    """A shell with the clusters to show of it."""

    shell: Shell
    clusters: tuple[ClusterCells, ...]


@dataclass(frozen=True, slots=True)
class View:
    """The part of a structure that was asked for."""

    structure: Structure
    professions: tuple[str, ...]
    clusters: tuple[str, ...]
    whole: bool
    colour: bool

    @property
    def chosen(self) -> tuple[CellView, ...]:
        """The professions shown, with all their activities."""
        structure = self.structure
        names = signs([profession.name for profession in structure.professions])
        return tuple(
            CellView(
                profession,
                names[at],
                at,
                tuple(activity for activity in structure.activities if activity.profession == profession.id),
            )
            for at, profession in enumerate(structure.professions)
            if profession.id in self.professions
        )

    @property
    def shells(self) -> tuple[ShellCells, ...]:
        """Shells and clusters in the structure's order, without those that were not asked for."""
        shells = []
        number = 0
        for shell in self.structure.shells:
            clusters = []
            for cluster in self.structure.clusters:
                if cluster.shell != shell.id:
                    continue
                number += 1
                if cluster.id in self.clusters:
                    clusters.append(ClusterCells(cluster, number, self._cells(cluster.id)))
            if clusters:
                shells.append(ShellCells(shell, tuple(clusters)))
        return tuple(shells)

    def _cells(self, cluster: str) -> tuple[CellView, ...]:
        return tuple(
            CellView(one.profession, one.sign, one.position, self.structure.in_cell(one.profession.id, cluster))
            for one in self.chosen
        )


def render_structure(
    structure: Structure,
    format: str,
    profession: str | None = None,
    cluster: str | None = None,
    *,
    colour: bool = False,
) -> str:
    """Show a structure.

    Parameters
    ----------
    structure : Structure
    format : {'text', 'json', 'html'}
    profession, cluster : str or None
        Show only the activities of this profession, of this cluster, or of both: one cell.
    colour : bool, default=False
        Add the codes for bold and colour that a terminal understands (text).

    Raises
    ------
    ReportError
        If there is no such format, profession or cluster.
    """
    _check("format", format, STRUCTURE_FORMATS)
    if profession is not None:
        _check("profession", profession, structure.profession_ids)
    if cluster is not None:
        _check("cluster", cluster, structure.cluster_ids)
    view = View(
        structure,
        structure.profession_ids if profession is None else (profession,),
        structure.cluster_ids if cluster is None else (cluster,),
        whole=profession is None and cluster is None,
        colour=colour,
    )
    return _RENDERERS[format](view)


def _check(name: str, value: str, allowed: Sequence[str]) -> None:
    if value not in allowed:
        choices = ", ".join(map(repr, allowed))
        raise ReportError(
            f"The {name!r} parameter of render_structure must be one of {choices}. Got {value!r} instead."
        )


def _as_json(view: View) -> str:
    out = view.structure.to_dict()
    out["activities"] = [
        activity
        for activity in out["activities"]
        if activity["profession"] in view.professions and activity["cluster"] in view.clusters
    ]
    return json.dumps(out, ensure_ascii=False, indent=2) + "\n"


def _as_html(view: View) -> str:
    return environment().get_template("structure.html").render(view=view, structure=view.structure)


def _as_text(view: View) -> str:
    return print_to_text(_text_parts(view), colour=view.colour)


def _text_parts(view: View) -> Iterator[RenderableType]:
    structure = view.structure
    yield Text(structure.name, style="bold")
    yield Text(phrase("text", "structure_source", source=structure.source, version=structure.version), style="dim")
    for one in view.chosen:
        yield ""
        yield Text.assemble((one.profession.name, "bold"), (f" [{one.profession.id}]", "dim"))
        yield Padding(Text(one.profession.definition), (0, 0, 0, 2))
    for shell in view.shells:
        yield ""
        yield Text(shell.shell.name.upper(), style="bold cyan")
        for cluster in shell.clusters:
            yield ""
            yield Text.assemble(
                (f"{cluster.number} {cluster.cluster.name}", "bold"), (f" [{cluster.cluster.id}]", "dim")
            )
            for cell in cluster.cells:
                yield Padding(Text(cell.profession.name, style="green"), (0, 0, 0, 2))
                if not cell.activities:
                    yield Padding(Text(phrase("text", "no_activities"), style="dim"), (0, 0, 0, 4))
                for activity in cell.activities:
                    if activity.title is not None:
                        yield Padding(Text(activity.title, style="italic"), (0, 0, 0, 4))
                    yield from _text_of_parts(activity.parts, 4)


def _text_of_parts(parts: tuple[Part, ...], indent: int) -> Iterator[RenderableType]:
    for part in parts:
        bullet = Text("- ", end="")
        yield Padding(Text.assemble(bullet, part.text), (0, 0, 0, indent))
        yield from _text_of_parts(part.parts, indent + 2)


_RENDERERS: dict[str, Callable[[View], str]] = {"text": _as_text, "json": _as_json, "html": _as_html}
STRUCTURE_FORMATS = tuple(_RENDERERS)
"""Names of the formats a structure can be shown in."""
