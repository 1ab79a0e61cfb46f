"""overview → text for a terminal of 80 columns"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from rich import box
from rich.console import RenderableType
from rich.table import Table

from vacmap.overview.figures import Figures
from vacmap.overview.purity import Purity
from vacmap.overview.sayings import (
    say_column,
    say_failure,
    say_fate,
    say_kind,
    say_model,
    say_pairs,
    say_spread,
)
from vacmap.overview.summary import Overview
from vacmap.overview.text_groups import title_lines, type_lines, value_lines
from vacmap.overview.wording import number, part_of
from vacmap.report.console import heading, held, interval_line, print_to_text
from vacmap.report.opening import MENTIONED
from vacmap.report.phrases import label, phrase
from vacmap.report.quality import say_quality
from vacmap.report.wording import capital, percent, percent_range, whole_percent

LINE, BAR = 22, 30
"""Columns of the line that shows a mean, and of the bar of a kind."""
_say = partial(phrase, "overview_text")


def render_overview_text(overview: Overview, *, colour: bool = False) -> str:
    """The overview as text; ``colour`` adds the codes that make a terminal show it in bold and colour."""
    return print_to_text(_parts(overview), colour=colour)


def _parts(overview: Overview) -> Iterator[RenderableType]:
    figures = overview.figures
    yield held(overview.title, style="bold")
    yield ""
    yield held(overview.opening.sentence, style="bold")
    for remark in overview.opening.remarks:
        yield held(remark)
    yield from heading(_say("fates"))
    yield _fates(overview)
    if figures is not None:
        yield from _figures(overview, figures)
    yield from heading(_say("failures"))
    yield from _failures(overview)
    yield from heading(_say("quality"))
    yield held(say_quality(overview.model, "overview_quality"))
    yield ""
    yield held(say_model(overview.model, overview.structure), style="dim")


def _figures(overview: Overview, figures: Figures) -> Iterator[RenderableType]:
    yield from heading(_say("mixture"))
    yield from _mixture(overview, figures)
    yield from heading(_say("purity"))
    yield from _purity(figures.purity)
    yield from heading(_say("matrix"))
    yield held(_say("matrix_note"), style="dim")
    yield _matrix(overview, figures)
    yield from heading(_say("together"))
    yield held(_say("together_note"), style="dim")
    yield ""
    yield held(_say("professions", least=percent(MENTIONED)), style="bold")
    yield from map(held, say_pairs(figures.professions_together, overview.components))
    yield ""
    yield held(_say("clusters"), style="bold")
    yield from map(held, say_pairs(figures.clusters_together, overview.clusters))
    if figures.outside:
        yield from heading(_say("kinds"))
        yield _kinds(figures)
    yield from heading(_say("types"))
    yield from type_lines(overview, figures)
    yield from heading(_say("titles"))
    yield from title_lines(figures)
    if figures.values is not None:
        yield from heading(_say("values", column=say_column(figures.values)))
        yield from value_lines(overview, figures.values)


def _fates(overview: Overview) -> Table:
    fates = overview.fates
    table = Table.grid(padding=(0, 1))
    table.add_column(ratio=1)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(justify="right", no_wrap=True, width=6)
    for name, functions in overview.fate_rows:
        table.add_row(held(say_fate(name)), number(functions), part_of(functions, fates.inputs))
    table.add_row(held(say_fate("inputs"), style="bold"), number(fates.inputs), "")
    return table


def _mixture(overview: Overview, figures: Figures) -> Iterator[RenderableType]:
    table = Table.grid(padding=(0, 1))
    table.add_column(ratio=1)
    table.add_column(no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    scale = overview.mean_function.scale
    for component, mean in zip(overview.components, figures.means, strict=True):
        line = interval_line(mean.share, (mean.low, mean.high), scale, LINE)
        limits = f"({percent_range(mean.low, mean.high)})"
        table.add_row(held(component.name), held(line, style="green"), percent(mean.share), limits)
    yield table
    yield held(_say("mixture_note"), style="dim")
    pure = (*figures.purity.pure_by_profession, None)
    for component, spread, n in zip(overview.components, figures.spreads, pure, strict=True):
        yield ""
        yield held(component.name, style="bold")
        yield held(say_spread(spread, n))


def _purity(purity: Purity) -> Iterator[RenderableType]:
    total = sum(kind.functions for kind in purity.kinds)
    scale = max(kind.functions for kind in purity.kinds)
    table = Table.grid(padding=(0, 1))
    table.add_column(ratio=1)
    table.add_column(width=BAR, no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    for kind in purity.kinds:
        clear, both = (round(part / scale * BAR) for part in (kind.clear, kind.functions))
        bar = "█" * clear + "░" * (both - clear)
        table.add_row(
            held(label("overview_kinds", kind.code)), bar, part_of(kind.functions, total), number(kind.functions)
        )
    yield table
    yield held(_say("purity_note"), style="dim")
    yield ""
    for name, found in (("pure", purity.pure), ("outside", purity.outside)):
        values = {key: number(value) for key, value in found._asdict().items()}
        yield held(_say("surely", name=_say(name), **values))


def _matrix(overview: Overview, figures: Figures) -> Table:
    mean, having = overview.mean_function, figures.clusters_together.having
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1), pad_edge=False, show_footer=True)
    table.add_column(phrase("text", "cluster"), footer=held(phrase("report", "outside")), ratio=1)
    for part in mean.professions:
        table.add_column(part.sign, justify="right", no_wrap=True)
    table.add_column(phrase("text", "together"), footer=percent(mean.outside_share), justify="right", no_wrap=True)
    table.add_column(_say("functions"), justify="right", no_wrap=True)
    places = {cluster.code: cluster.position for cluster in overview.clusters}
    for cluster in mean.clusters:
        cells = [str(whole_percent(cell.share) or "·") if cell.exists else "–" for cell in cluster.cells]
        share = part_of(having[places[cluster.code]], figures.functions)
        table.add_row(held(f"{cluster.number} {cluster.name}"), *cells, percent(cluster.share), share)
    return table


def _kinds(figures: Figures) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1), pad_edge=False)
    table.add_column(_say("kind"), ratio=1)
    for name in ("tasks", "functions", "share"):
        table.add_column(_say(name), justify="right", no_wrap=True)
    for kind in figures.outside:
        table.add_row(
            held(capital(say_kind(kind.code))),
            number(kind.tasks),
            part_of(kind.functions, figures.functions),
            percent(kind.share),
        )
    return table


def _failures(overview: Overview) -> Iterator[RenderableType]:
    if not overview.failures:
        yield held(_say("nothing_failed"))
    for failures in overview.failures:
        stage, error = say_failure(failures)
        said = _say("failure", inputs=number(failures.inputs), stage=stage, error=error, example=failures.example)
        yield held(said)
