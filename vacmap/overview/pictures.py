"""figures → static pictures: kinds of functions, how shares are spread, means per value of a column

Plain SVG with a title and a description for who cannot see it; colours come from CSS classes of the page.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from vacmap.overview.figures import Spread
from vacmap.overview.labels import Component
from vacmap.overview.purity import Purity
from vacmap.overview.sayings import value_name
from vacmap.overview.values import Values
from vacmap.overview.wording import amount, number, part_of
from vacmap.report.comparison.functions import shorten
from vacmap.report.drawing import WIDTH, axis, coordinate, picture
from vacmap.report.opening import WHOLLY_ONE
from vacmap.report.palette import colour_class
from vacmap.report.phrases import label, phrase
from vacmap.report.wording import percent, percent_range, whole_percent

ROW = 40
"""Height of a kind of function."""
TALL, FOOT, TICKS = 132, 22, 5
"""Heights of a histogram and of the words under it; steps of its axis."""
LEFT, RIGHT, VALUE_ROW = 160, WIDTH - 122, 22
"""Where the axis of values begins and ends, and the height of a value."""
SHORT = 18
"""Signs of a value's name."""


def kinds_chart(purity: Purity, uid: str) -> Markup:
    """A bar per kind of function: those that are clear, and hatched those that are not."""
    total = sum(kind.functions for kind in purity.kinds)
    scale = max(kind.functions for kind in purity.kinds)
    hatch = f"{uid}hatch"
    body = Markup(
        '<defs><pattern id="{hatch}" width="6" height="6" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><rect class="vm-hatchback" width="6" height="6"/>'
        '<rect class="vm-hatch" width="2" height="6"/></pattern></defs>'
    ).format(hatch=hatch)
    said = []
    for at, kind in enumerate(purity.kinds):
        y, name = at * ROW, label("overview_kinds", kind.code)
        clear, unsure = (part / scale * WIDTH for part in (kind.clear, kind.unsure))
        body += Markup(
            '<text class="vm-name" x="0" y="{text}">{name}</text>'
            '<text class="vm-figure" x="{right}" y="{text}" text-anchor="end">{share}'
            '<tspan class="vm-range" dx="6">({functions})</tspan></text>'
            '<rect class="vm-solid" x="0" y="{y}" width="{clear}" height="14"/>'
            '<rect class="vm-unclear" x="{clear}" y="{y}" width="{unsure}" height="14" fill="url(#{hatch})"/>'
        ).format(
            text=y + 14,
            name=name,
            right=WIDTH,
            share=part_of(kind.functions, total),
            functions=number(kind.functions),
            y=y + 19,
            clear=coordinate(clear),
            unsure=coordinate(unsure),
            hatch=hatch,
        )
        functions = amount("functions", kind.functions)
        said.append(phrase("overview_charts", "kinds_row", name=name, functions=functions, unsure=number(kind.unsure)))
    title = phrase("overview_charts", "kinds_title")
    return picture(f"{uid}k", len(purity.kinds) * ROW, title, ". ".join(said), body)


def spread_chart(component: Component, spread: Spread, most: int, uid: str) -> Markup:
    """Functions by their share of a component, in tenths; ``most`` is the number at which a bar is full."""
    title = phrase("overview_charts", "spread_title", name=component.name)
    body = Markup('<g class="{colour}">{bars}</g>').format(
        colour=colour_class(component.position), bars=_bars(spread.tenths, most, sum(spread.tenths))
    )
    return picture(f"{uid}s{component.code}", TALL + FOOT, title, _bins_in_words(spread.tenths), body)


def leading_chart(purity: Purity, uid: str) -> Markup:
    """Functions that lie mostly inside by the share of their leading profession; the pure end is darker."""
    bins = len(purity.leading)
    pure = round(WHOLLY_ONE * bins)
    body = Markup('<g class="vm-all">{mixed}</g><g class="vm-purest">{pure}</g>').format(
        mixed=_bars([*purity.leading[:pure], *[0] * (bins - pure)], max(purity.leading), sum(purity.leading)),
        pure=_bars([*[0] * pure, *purity.leading[pure:]], max(purity.leading), sum(purity.leading)),
    )
    title = phrase("overview_charts", "leading_title")
    return picture(f"{uid}l", TALL + FOOT, title, _bins_in_words(purity.leading), body)


def values_chart(values: Values, component: Component, at: int, scale: float, uid: str) -> Markup:
    """A row per value: a dot at the mean share of a component, a line over its interval.

    Parameters
    ----------
    values : Values
    component : Component
    at : int
        Its place among the components.
    scale : float
        Where the axis ends.
    uid : str
        Opens the ids inside the picture.
    """
    bottom = 4 + VALUE_ROW * len(values.values)
    body = axis(scale, left=LEFT, right=RIGHT, top=4, bottom=bottom)
    said = []
    for row, value in enumerate(values.values):
        mean, name, y = value.means[at], value_name(value), 4 + VALUE_ROW * (row + 0.5)
        dot, low, high = (LEFT + part / scale * (RIGHT - LEFT) for part in mean)
        body += Markup(
            '<g class="{clear}"><text x="0" y="{base}">{name}</text>'
            '<path class="vm-interval" d="M{low} {y}H{high}M{low} {t}v8M{high} {t}v8"/>'
            '<circle class="vm-dot" cx="{dot}" cy="{y}" r="5"/>'
            '<text class="vm-figure" x="{figure}" y="{base}" text-anchor="end">{share}</text>'
            '<text class="vm-range" x="{width}" y="{base}" text-anchor="end">({range})</text></g>'
        ).format(
            clear="vm-clear" if value.differs[at] else "vm-unmarked",
            name=shorten(value_name(value, short=True), SHORT),
            base=coordinate(y + 5),
            y=coordinate(y),
            t=coordinate(y - 4),
            low=coordinate(low),
            high=coordinate(high),
            dot=coordinate(dot),
            figure=WIDTH - 72,
            width=WIDTH,
            share=percent(mean.share),
            range=percent_range(mean.low, mean.high),
        )
        limits = {"share": percent(mean.share), "low": percent(mean.low), "high": percent(mean.high)}
        said.append(phrase("overview_charts", "values_row", name=name, **limits))
    body = Markup('<g class="{colour}">{body}</g>').format(colour=colour_class(component.position), body=body)
    return picture(f"{uid}v{component.code}", bottom + 20, component.name, ". ".join(said), body)


def _bars(counts: Sequence[int], most: int, total: int) -> Markup:
    """A bar per step of a share, with how much of all it is in whole percents, and the axis under them."""
    width, room = WIDTH / len(counts), TALL - 18
    body = Markup("")
    for at, functions in enumerate(counts):
        if not functions:
            continue
        height, x = functions / most * room, at * width
        body += Markup(
            '<rect class="vm-bar" x="{x}" y="{y}" width="{w}" height="{h}"/>'
            '<text class="vm-range" x="{middle}" y="{over}" text-anchor="middle">{share}</text>'
        ).format(
            x=coordinate(x + 1),
            y=coordinate(TALL - height),
            w=coordinate(width - 2),
            h=coordinate(height),
            middle=coordinate(x + width / 2),
            over=coordinate(TALL - height - 4),
            share=whole_percent(functions / total) or "<1",
        )
    body += Markup('<line class="vm-base" x1="0" x2="{w}" y1="{y}" y2="{y}"/>').format(w=WIDTH, y=TALL)
    for tick in range(TICKS + 1):
        anchor = "start" if tick == 0 else "end" if tick == TICKS else "middle"
        body += Markup('<text class="vm-tick" x="{x}" y="{y}" text-anchor="{anchor}">{share}</text>').format(
            x=coordinate(tick / TICKS * WIDTH), y=TALL + 15, anchor=anchor, share=percent(tick / TICKS)
        )
    return body


def _bins_in_words(counts: Sequence[int]) -> str:
    return ". ".join(
        phrase(
            "overview_charts",
            "spread_bin",
            low=str(at * 100 // len(counts)),
            high=str((at + 1) * 100 // len(counts)),
            functions=amount("functions", functions),
        )
        for at, functions in enumerate(counts)
    )
