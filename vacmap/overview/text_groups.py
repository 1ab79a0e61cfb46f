"""groups of functions (types, titles, values of a column) → text for a terminal of 80 columns"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from rich import box
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table

from vacmap.overview.figures import Figures
from vacmap.overview.sayings import say_titles, say_too_few_values, say_values, value_name
from vacmap.overview.summary import Overview
from vacmap.overview.type_names import named_types, say_types
from vacmap.overview.values import Values
from vacmap.overview.wording import amount, number, part_of
from vacmap.report.console import held
from vacmap.report.opening import MENTIONED
from vacmap.report.phrases import phrase
from vacmap.report.wording import percent, percent_range

_say = partial(phrase, "overview_text")


def type_lines(overview: Overview, figures: Figures) -> Iterator[RenderableType]:
    """The types, each with its main shares and what stands out."""
    yield held(say_types(figures))
    for one in named_types(figures, overview.components, overview.clusters):
        yield ""
        functions = amount("functions", one.type.functions)
        share = part_of(one.type.functions, figures.functions)
        yield held(f"{one.number}. {one.name} – {functions} ({share})", style="bold")
        shares = zip(overview.components, one.type.shares, one.type.ranges, strict=True)
        main = [(part, share, limits) for part, share, limits in shares if share >= MENTIONED]
        listed = [f"{part.name} {percent(share)} ({percent_range(*limits)})" for part, share, limits in main]
        for line in ("; ".join(listed) + ".", *one.said):
            yield Padding(held(line), (0, 0, 0, 3))
        yield Padding(held(one.holds, style="dim"), (0, 0, 0, 3))


def title_lines(figures: Figures) -> Iterator[RenderableType]:
    """Whether titles say what a function is, and the frequent ones."""
    yield from map(held, say_titles(figures.titles))
    if not figures.titles.frequent:
        return
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1), pad_edge=False)
    table.add_column(_say("title"), ratio=1)
    table.add_column(_say("functions"), justify="right", no_wrap=True)
    table.add_column(_say("apart"), justify="right", no_wrap=True)
    for title in figures.titles.frequent:
        table.add_row(held(title.name), number(title.functions), percent(title.apart))
    yield table


def value_lines(overview: Overview, values: Values) -> Iterator[RenderableType]:
    """Mean shares per value, and which clearly differ."""
    if too_few := say_too_few_values(values):
        yield held(too_few)
        return
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1), pad_edge=False)
    table.add_column(_say("value"), ratio=1)
    table.add_column(_say("functions"), justify="right", no_wrap=True)
    for component in overview.components:
        table.add_column(component.sign if component.position is not None else "Buiten", justify="right", no_wrap=True)
    for value in values.values:
        shares = [percent(mean.share) for mean in value.means]
        table.add_row(held(value_name(value)), number(value.functions), *shares)
    yield table
    for at, component in enumerate(overview.components):
        yield held(f"{component.name}: {' '.join(say_values(values, at))}")
