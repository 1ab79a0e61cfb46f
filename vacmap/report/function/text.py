"""summary → text for a terminal of 80 columns"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from rich import box
from rich.console import RenderableType
from rich.table import Table

from vacmap.records import Function
from vacmap.report.console import heading, held, interval_line, print_to_text
from vacmap.report.function.snippets import Snippet
from vacmap.report.function.summary import Summary, summarise
from vacmap.report.phrases import phrase
from vacmap.report.wording import capital, percent, percent_range

LINE = 22
"""Columns of the line that shows a share and its interval."""
_say = partial(phrase, "text")


def render_text(function: Function, *, keep_contacts: bool = False, colour: bool = False) -> str:
    """The report as text; ``colour`` adds the codes that make a terminal show it in bold and colour."""
    summary = summarise(function, keep_contacts=keep_contacts)
    return print_to_text(_parts(summary), colour=colour)


def _parts(summary: Summary) -> Iterator[RenderableType]:
    yield held(summary.title, style="bold")
    yield ""
    yield held(summary.opening.sentence, style="bold")
    for remark in summary.opening.remarks:
        yield held(remark)
    if summary.components:
        yield from heading(_say("components"))
        yield _components(summary)
        yield held(_say("components_note"), style="dim")
        yield from heading(_say("matrix"))
        yield _matrix(summary)
    if summary.tasks:
        yield from heading(_say("tasks"))
        yield from _tasks(summary)
    if summary.uncertain:
        yield from heading(_say("uncertain"))
        yield _listing((snippet, list(filter(None, (snippet.doubt, snippet.why)))) for snippet in summary.uncertain)
    if summary.outside:
        yield from heading(_say("outside"))
        for group in summary.outside:
            yield held(capital(group.label), style="bold")
            yield _listing((snippet, [] if snippet.certain else [_say("unsure")]) for snippet in group.tasks)
    if summary.unused:
        yield from heading(_say("unused_blocks"))
        for one in summary.unused:
            yield held(_say("unused_of", name=one.name, blocks="; ".join(block.rstrip(".") for block in one.blocks)))
    if summary.skipped:
        yield from heading(_say("skipped"))
        yield held("; ".join(_say("words", label=zone.label, count=str(zone.words)) for zone in summary.skipped))
    yield from heading(_say("quality"))
    yield held(summary.quality)
    yield ""
    model = summary.model
    yield held(_say("model", name=model.name, version=model.version, structure=model.structure), style="dim")


def _components(summary: Summary) -> Table:
    table = Table.grid(padding=(0, 1))
    table.add_column(ratio=1)
    table.add_column(no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    for part in summary.components:
        limits = (part.low, part.high) if part.low is not None and part.high is not None else None
        line = interval_line(part.share, limits, summary.scale, LINE)
        said = f"({percent_range(*limits)})" if limits is not None else ""
        table.add_row(held(part.name), held(line, style="green"), percent(part.share), said)
    return table


def _matrix(summary: Summary) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1), pad_edge=False, show_footer=True)
    table.add_column(_say("cluster"), footer=held(phrase("report", "outside")), ratio=1)
    for part in summary.professions:
        table.add_column(part.sign, justify="right", no_wrap=True)
    table.add_column(_say("together"), footer=percent(summary.outside_share), justify="right", no_wrap=True)
    for cluster in summary.clusters:
        cells = [percent(cell.share) if cell.share else "·" if cell.exists else "–" for cell in cluster.cells]
        table.add_row(held(f"{cluster.number} {cluster.name}"), *cells, percent(cluster.share))
    return table


def _tasks(summary: Summary) -> Iterator[RenderableType]:
    for at, shell in enumerate(summary.shells):
        if at:
            yield ""
        yield held(shell.name.upper(), style="bold")
        for cluster in shell.clusters:
            if cluster.tasks:
                yield held(f"{cluster.number} {cluster.name} ({percent(cluster.share)})", style="bold")
                yield _listing((snippet, _evidence(snippet)) for snippet in cluster.tasks)
        if shell.unused:
            yield held(_say("unused", names="; ".join(cluster.name for cluster in shell.unused)), style="dim")


def _evidence(snippet: Snippet) -> list[str]:
    doubt = "" if snippet.certain else f" – {_say('unsure')}"
    block = snippet.block
    if block is None:
        return [f"{snippet.whose}{doubt}", f"→ {_say('no_block')}"]
    part = f": {block.part}" if block.part else ""
    return [f"{snippet.whose}{doubt}", f"→ [{block.sign}] {block.title}{part} ({percent(block.share)})"]


def _listing(rows: Iterator[tuple[Snippet, list[str]]]) -> Table:
    table = Table.grid(padding=(0, 1))
    table.add_column(justify="right", width=4, no_wrap=True)
    table.add_column(ratio=1)
    for snippet, below in rows:
        table.add_row(str(snippet.number), held(snippet.text))
        for line in below:
            table.add_row("", held(line, style="dim"))
    return table
