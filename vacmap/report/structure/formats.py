"""structure → text, JSON or html, whole or some professions or a cluster of it"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from vacmap.report.errors import check_choice
from vacmap.report.structure.cells import View
from vacmap.report.structure.page import render_page
from vacmap.report.structure.text import render_text

if TYPE_CHECKING:
    from vacmap.structure import Structure


def render_structure(
    structure: Structure,
    format: str,
    profession: str | Sequence[str] | None = None,
    cluster: str | None = None,
    *,
    colour: bool = False,
) -> str:
    """Show a structure.

    Parameters
    ----------
    structure : Structure
    format : {'text', 'json', 'html'}
    profession : str, sequence of str or None
        Show only these professions. Two that are named stand side by side, with what they share joined.
    cluster : str or None
        Show only this cluster.
    colour : bool, default=False
        Add the codes for bold and colour that a terminal understands (text).

    Raises
    ------
    ReportError
        If there is no such format, profession or cluster.
    """
    check = partial(check_choice, "render_structure")
    check("format", format, STRUCTURE_FORMATS)
    named = [profession] if isinstance(profession, str) else list(profession or ())
    for code in named:
        check("profession", code, structure.profession_ids)
    if cluster is not None:
        check("cluster", cluster, structure.cluster_ids)
    professions = tuple(code for code in structure.profession_ids if not named or code in named)
    clusters = structure.cluster_ids if cluster is None else (cluster,)
    view = View(structure, professions, clusters, side_by_side=bool(named) and len(professions) == 2)
    return _RENDERERS[format](view, colour)


def _render_json(view: View) -> str:
    out = view.structure.to_dict()
    out["activities"] = [
        activity
        for activity in out["activities"]
        if activity["profession"] in view.professions and activity["cluster"] in view.clusters
    ]
    return json.dumps(out, ensure_ascii=False, indent=2) + "\n"


_RENDERERS: dict[str, Callable[[View, bool], str]] = {
    "text": lambda view, colour: render_text(view, colour=colour),
    "json": lambda view, colour: _render_json(view),
    "html": lambda view, colour: render_page(view),
}
STRUCTURE_FORMATS = tuple(_RENDERERS)
"""Names of the formats a structure can be shown in."""
