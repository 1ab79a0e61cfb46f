"""a ring per shell, a sector per cluster → radii, and paths to fill and to write along

The middle lies at 0, 0; angles are in turns, clockwise from the top.
"""

from __future__ import annotations

from math import cos, pi, sin

from vacmap.report.drawing import coordinate

GAP = 3
"""Space between two rings, and between two sectors."""


def radii(shells: int, radius: float) -> list[tuple[float, float]]:
    """Inner and outer radius per ring; the first is a disc, as thick as the others are together with their gap."""
    step = radius / (shells + 0.15)
    return [(0.0 if at == 0 else step * (at + 0.15) + GAP, step * (at + 1.15)) for at in range(shells)]


def turns(sector: int, sectors: int, inner: float, outer: float) -> tuple[float, float]:
    """Where a sector of a ring starts and ends, with its half of the gaps left free.

    The gap is as wide in every ring, so its angle depends on the ring's radius. In a disc it would become a wedge;
    there sectors touch.
    """
    pad = 0.0 if sectors == 1 or not inner else GAP / 2 / (pi * (inner + outer))
    return sector / sectors + pad, (sector + 1) / sectors - pad


def wedge(inner: float, outer: float, start: float, end: float) -> str:
    """Path of a piece of a ring."""
    if end - start > 0.9999:  # an arc from a point to itself is drawn as nothing, so a full circle takes two halves
        return _circle(outer) + (_circle(inner) if inner else "")  # fill-rule evenodd leaves the inner one open
    large = int(end - start > 0.5)
    x, y = point(outer, start)
    path = f"M{x} {y}{_arc_to(outer, end, large, 1)}"
    if not inner:
        return f"{path}L0 0Z"
    x, y = point(inner, end)
    return f"{path}L{x} {y}{_arc_to(inner, start, large, 0)}Z"


def line(radius: float, start: float, end: float, *, backwards: bool) -> str:
    """Path to write along; ``backwards`` runs it against the clock, for words below the middle."""
    large = int(end - start > 0.5)
    begin, stop = (end, start) if backwards else (start, end)
    x, y = point(radius, begin)
    return f"M{x} {y}{_arc_to(radius, stop, large, int(not backwards))}"


def point(radius: float, turn: float) -> tuple[str, str]:
    """Coordinates of a point on a circle."""
    return coordinate(radius * sin(2 * pi * turn)), coordinate(-radius * cos(2 * pi * turn))


def _arc_to(radius: float, turn: float, large: int, sweep: int) -> str:
    x, y = point(radius, turn)
    return f"A{coordinate(radius)} {coordinate(radius)} 0 {large} {sweep} {x} {y}"


def _circle(radius: float) -> str:
    r = coordinate(radius)
    return f"M0 -{r}A{r} {r} 0 1 1 0 {r}A{r} {r} 0 1 1 0 -{r}Z"
