"""comparison → a static picture per component: the share of every function with its interval, on one scale

Plain SVG with a title and a description for who cannot see it. All pictures have the same axis, so that they can stand
under and beside each other as one.
"""

from __future__ import annotations

from markupsafe import Markup

from vacmap.report.comparison.comparison import Comparison
from vacmap.report.comparison.differences import ComponentRow, Share
from vacmap.report.drawing import WIDTH, axis, coordinate, picture
from vacmap.report.palette import colour_class
from vacmap.report.phrases import phrase
from vacmap.report.wording import percent, percent_range

ROW = 21
LEFT, RIGHT = 32, WIDTH - 132
"""Where the axis begins and ends: letters stand to its left, figures to its right."""
TOP = 4
TICKS = 20


def component_chart(comparison: Comparison, row: ComponentRow, uid: str) -> Markup:
    """A row per function: a line over the 90 % interval and a dot at the share.

    Parameters
    ----------
    comparison : Comparison
    row : ComponentRow
        The component to draw.
    uid : str
        Opens the ids inside the picture, so that several can stand on one page.
    """
    bottom = TOP + ROW * len(row.shares)
    body = axis(comparison.scale, left=LEFT, right=RIGHT, top=TOP, bottom=bottom)
    for at, share in enumerate(row.shares):
        body += _function_row(share, TOP + ROW * (at + 0.5), comparison.scale)
    said = ". ".join(
        phrase(
            "charts",
            "component_interval",
            name=share.letter,
            share=percent(share.share),
            low=percent(share.low),
            high=percent(share.high),
        )
        for share in row.shares
    )
    body = Markup('<g class="{colour}">{body}</g>').format(colour=colour_class(row.position), body=body)
    return picture(f"{uid}c{row.code}", bottom + TICKS, row.name, said, body)


def _function_row(share: Share, y: float, scale: float) -> Markup:
    at, low, high = (LEFT + value / scale * (RIGHT - LEFT) for value in (share.share, share.low, share.high))
    return Markup(
        '<g class="vm-f vm-f{letter} vm-row{few}">'
        '<rect class="vm-rowback" x="0" y="{top}" width="{width}" height="{height}"/>'
        '<text class="vm-rowletter" x="10" y="{base}" text-anchor="middle">{letter}</text>'
        '<path class="vm-interval" d="M{low} {y}H{high}M{low} {t}v8M{high} {t}v8"/>'
        '<circle class="vm-dot" cx="{at}" cy="{y}" r="5.5"/>'
        '<text class="vm-figure" x="{figure}" y="{base}" text-anchor="end">{percent}</text>'
        '<text class="vm-range" x="{width}" y="{base}" text-anchor="end">({range})</text></g>'
    ).format(
        letter=share.letter,
        few="" if share.compared else " vm-few",
        top=coordinate(y - ROW / 2),
        width=WIDTH,
        height=ROW,
        base=coordinate(y + 5),
        y=coordinate(y),
        t=coordinate(y - 4),
        low=coordinate(low),
        high=coordinate(high),
        at=coordinate(at),
        figure=WIDTH - 78,
        percent=percent(share.share),
        range=percent_range(share.low, share.high),
    )
