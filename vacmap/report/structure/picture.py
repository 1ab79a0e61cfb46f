"""structure → a static picture of its model: shells as rings, clusters as sectors that carry their names and lead to
their place on the page"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import pi, sqrt
from textwrap import wrap

from markupsafe import Markup

from vacmap.report.drawing import coordinate
from vacmap.report.phrases import phrase
from vacmap.report.rings import line, point, radii, turns, wedge
from vacmap.report.structure.cells import View
from vacmap.report.wording import NBSP

RADIUS = 214
FONT, LEADING, LETTER = 13, 15, 7.3
"""Size of the names, distance of their lines, width of an average letter (of bold capitals too)."""
MARGIN = 14
"""Space that words leave free in a sector, both ends together."""
WIDEST = 0.21
"""Turns that a line runs along a ring at most: words bent further are hard to read."""


def model(view: View) -> Markup:
    """The rings. Names that do not fit are left out; the number of the cluster always stands there."""
    structure = view.structure
    rings = Markup("")
    said = [phrase("structure_model", "intro")]
    for shell, (inner, outer) in zip(structure.shells, radii(len(structure.shells), RADIUS), strict=True):
        clusters = [cluster for cluster in structure.clusters if cluster.shell == shell.id]
        names = [f"{view.numbers[cluster.id]} {cluster.name}" for cluster in clusters]
        depth = coordinate(inner / RADIUS)
        said.append(phrase("structure_model", "shell", name=shell.name, clusters="; ".join(names)))
        for at, (cluster, name) in enumerate(zip(clusters, names, strict=True)):
            turn = turns(at, len(clusters), inner, outer)
            sector = Markup('<title>{name}</title><path class="vm-sector" style="--depth:{depth}" d="{d}"/>').format(
                name=name, depth=depth, d=wedge(inner, outer, *turn)
            ) + _name(name, f"vm-m{view.numbers[cluster.id]}", inner, outer, turn)
            if cluster.id in view.clusters:
                # The list beside the picture has the same links; with the keyboard one passes them once.
                sector = Markup('<a href="#cluster-{code}" tabindex="-1">{sector}</a>').format(
                    code=cluster.id, sector=sector
                )
            else:
                sector = Markup('<g class="vm-away">{sector}</g>').format(sector=sector)
            rings += sector
    size = 2 * RADIUS + 4
    # A group and no image: an image may hold no links.
    return Markup(
        '<svg class="vm-svg" viewBox="{low} {low} {size} {size}" role="group" aria-labelledby="vm-model-t vm-model-d">'
        '<title id="vm-model-t">{title}</title><desc id="vm-model-d">{said}</desc>{rings}</svg>'
    ).format(low=-size / 2, size=size, title=phrase("structure_model", "title"), said=" ".join(said), rings=rings)


def _name(name: str, uid: str, inner: float, outer: float, turn: tuple[float, float]) -> Markup:
    """The number and name of a cluster: straight in a full disc, else along the ring."""
    start, end = turn
    full = not inner and end - start == 1
    centre = 0.0 if full else (inner + outer) / 2 if inner else outer * 0.62
    most = int((2 * outer if full else outer - inner) / LEADING) - 1
    for lines in range(1, most + 1):
        deep = (lines - 1) / 2 * LEADING
        if full:
            room = 2 * sqrt(outer**2 - (deep + FONT / 2) ** 2)
        else:
            room = min(end - start, WIDEST) * 2 * pi * (centre - deep)
        if rows := _lines(name, lines, int((room - MARGIN) / LETTER)):
            return Markup("").join(_straight(rows) if full else _along(rows, uid, centre, turn))
    x, y = point(centre, (start + end) / 2)
    return _text(name.split(maxsplit=1)[0], x, coordinate(float(y) + FONT * 0.36))


def _lines(name: str, lines: int, letters: int) -> list[str]:
    """The name in lines of about the same length; empty if that takes more lines, or more letters a line."""
    name = name.replace(" – ", f"{NBSP}– ")  # a line may end with a dash, not open with one
    for width in range(max(1, len(name) // lines), letters + 1):
        rows = wrap(name, width, break_long_words=False)
        if len(rows) <= lines and max(map(len, rows)) <= letters:
            return rows
    return []


def _straight(rows: Sequence[str]) -> Iterator[Markup]:
    for at, row in enumerate(rows):
        yield _text(row, "0", coordinate((at - (len(rows) - 1) / 2) * LEADING + FONT * 0.36))


def _text(words: str, x: str, y: str) -> Markup:
    return Markup('<text class="vm-clustername" x="{x}" y="{y}">{words}</text>').format(x=x, y=y, words=words)


def _along(rows: Sequence[str], uid: str, centre: float, turn: tuple[float, float]) -> Iterator[Markup]:
    if turn[1] - turn[0] == 1:
        turn = -0.25, 0.25  # a ring of one sector carries its name on top
    below = 0.25 < sum(turn) / 2 < 0.75
    for at, row in enumerate(rows):
        outward = (at - (len(rows) - 1) / 2) * LEADING * (1 if below else -1)
        baseline = centre + outward + FONT * (0.36 if below else -0.36)
        yield Markup(
            '<path id="{uid}-{at}" class="vm-baseline" d="{d}"/><text class="vm-clustername">'
            '<textPath href="#{uid}-{at}" startOffset="50%">{row}</textPath></text>'
        ).format(uid=uid, at=at, d=line(baseline, *turn, backwards=below), row=row)
