"""summary → two static pictures: the components with their intervals, and the tasks in the model's shells

Both are plain SVG with a title and a description for who cannot see them. Colours come from CSS classes, so that the
light, dark and print schemes of the page hold inside the picture too.
"""

from __future__ import annotations

from math import sqrt

from markupsafe import Markup

from vacmap.report.drawing import WIDTH, axis, coordinate, picture
from vacmap.report.function.shells import ClusterView, ShellView
from vacmap.report.function.summary import Component, Summary
from vacmap.report.palette import colour_class
from vacmap.report.phrases import phrase
from vacmap.report.rings import point, radii, turns, wedge
from vacmap.report.wording import count, percent, percent_range

ROW = 46
RADIUS = 200


def components_chart(summary: Summary, uid: str) -> Markup:
    """A bar per component, with a line for its 90 % interval.

    Parameters
    ----------
    summary : Summary
    uid : str
        Opens the ids inside the picture, so that several reports can stand on one page.
    """
    scale = summary.scale
    height = ROW * len(summary.components) + 30
    body = [axis(scale, left=0, right=WIDTH, top=6, bottom=height - 20)]
    for at, part in enumerate(summary.components):
        body.append(_component_row(part, 14 + at * ROW, scale))
    said = ". ".join(_component_words(part) for part in summary.components)
    return picture(f"{uid}c", height, phrase("charts", "components_title"), said, Markup("").join(body))


def _component_row(part: Component, y: int, scale: float) -> Markup:
    width = part.share / scale * WIDTH
    figures = percent(part.share)
    row = Markup(
        '<g class="{colour}"><text class="vm-name" x="0" y="{ty}">{name}</text>'
        '<text class="vm-figure" x="{right}" y="{ty}" text-anchor="end">{figures}'
    ).format(colour=colour_class(part.position), ty=y + 4, name=part.name, right=WIDTH, figures=figures)
    if part.low is not None and part.high is not None:
        row += Markup('<tspan class="vm-range" dx="6">({range})</tspan>').format(
            range=percent_range(part.low, part.high)
        )
    row += Markup('</text><rect class="vm-bar" x="0" y="{y}" width="{w}" height="16" rx="2"/>').format(
        y=y + 11, w=coordinate(width)
    )
    if part.low is not None and part.high is not None:
        low, high = part.low / scale * WIDTH, part.high / scale * WIDTH
        whisker = Markup('<path class="{css}" d="M{a} {y}H{b}M{a} {t}v8M{b} {t}v8"/>')
        for css in ("vm-halo", "vm-whisker"):
            row += whisker.format(
                css=css, a=coordinate(max(low, 1)), b=coordinate(min(high, WIDTH - 1)), y=y + 19, t=y + 15
            )
    return row + Markup("</g>")


def _component_words(part: Component) -> str:
    if part.low is None or part.high is None:
        return phrase("charts", "component", name=part.name, share=percent(part.share))
    low, high = percent(part.low), percent(part.high)
    return phrase("charts", "component_interval", name=part.name, share=percent(part.share), low=low, high=high)


def wheel(summary: Summary, uid: str) -> Markup:
    """The model of the structure: a ring per shell, a sector per cluster, filled by share, coloured by profession.

    A sector is filled by area, in proportion to ``Summary.full_cluster``. Inside a sector the angle is
    divided over the professions.
    """
    clusters = summary.clusters
    rings = []
    reach = radii(len(summary.shells), RADIUS)
    for shell, (inner, outer) in zip(summary.shells, reach, strict=True):
        rings.append(_ring(shell, inner, outer, summary.full_cluster))
    said = [phrase("charts", "wheel_intro", shells=count(len(summary.shells)))]
    said += [
        phrase("charts", "wheel_cluster", number=str(cluster.number), name=cluster.name, share=percent(cluster.share))
        for cluster in clusters
    ]
    height = 2 * RADIUS + 8
    body = Markup('<g transform="translate({x} {y})">{rings}</g>').format(
        x=WIDTH / 2, y=height / 2, rings=Markup("").join(rings)
    )
    return picture(f"{uid}w", height, phrase("charts", "wheel_title"), " ".join(said), body)


def _ring(shell: ShellView, inner: float, outer: float, full: float) -> Markup:
    ring = Markup("")
    sectors = len(shell.clusters)
    for at, cluster in enumerate(shell.clusters):
        ring += _sector(cluster, (inner, outer), turns(at, sectors, inner, outer), full, whole=sectors == 1)
    return ring


def _sector(
    cluster: ClusterView, between: tuple[float, float], turn: tuple[float, float], full: float, *, whole: bool
) -> Markup:
    inner, outer = between
    start, end = turn
    words = phrase(
        "charts", "wheel_cluster", number=str(cluster.number), name=cluster.name, share=percent(cluster.share)
    )
    out = Markup('<g data-cluster="{code}"><title>{words}</title><path class="vm-sector" d="{d}"/>').format(
        code=cluster.code, words=words, d=wedge(inner, outer, start, end)
    )
    reach = sqrt(inner**2 + cluster.share / full * (outer**2 - inner**2))
    total = sum(cell.share for cell in cluster.cells)
    at = start
    for cell in cluster.cells:
        if not cell.share or reach - inner < 0.5:
            continue
        to = at + (end - start) * cell.share / total
        out += Markup('<path class="vm-slice {colour}" d="{d}"/>').format(
            colour=colour_class(cell.position), d=wedge(inner, reach, at, to)
        )
        at = to
    middle, radius = (turn[0] + turn[1]) / 2, 0.0 if inner == 0 and whole else (inner + outer) / 2
    x, y = point(radius, middle)
    if not cluster.share:
        return out + Markup('<text class="vm-number vm-empty" x="{x}" y="{y}">{number}</text></g>').format(
            x=x, y=coordinate(float(y) + 5), number=cluster.number
        )
    return out + Markup(
        '<text class="vm-number" x="{x}" y="{y1}">{number}</text>'
        '<text class="vm-share" x="{x}" y="{y2}">{share}</text></g>'
    ).format(
        x=x,
        y1=coordinate(float(y) - 2),
        y2=coordinate(float(y) + 14),
        number=cluster.number,
        share=percent(cluster.share),
    )
