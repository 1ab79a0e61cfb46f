"""comparison → text for a terminal of 80 columns"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from rich import box
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table

from vacmap.report.comparison.comparison import Comparison
from vacmap.report.comparison.differences import APART, ComponentRow
from vacmap.report.comparison.functions import Entry
from vacmap.report.comparison.pairs import Pair
from vacmap.report.comparison.shared import SharedBlock
from vacmap.report.console import COLUMNS, heading, held, interval_line, print_to_text
from vacmap.report.phrases import phrase
from vacmap.report.wording import count, in_sentence, percent, percent_range, whole_percent

LINE = 48
"""Columns of the line that shows a share and its interval."""
GAP = 3
"""Columns between two matrices."""
_say = partial(phrase, "comparison_text")


def render_comparison_text(comparison: Comparison, *, most_blocks: int, colour: bool = False) -> str:
    """The report as text; ``colour`` adds the codes that make a terminal show it in bold and colour."""
    return print_to_text(_parts(comparison, most_blocks), colour=colour)


def _parts(comparison: Comparison, most_blocks: int) -> Iterator[RenderableType]:
    yield held(comparison.title, style="bold")
    yield ""
    yield held(comparison.opening.sentence, style="bold")
    for remark in comparison.opening.remarks:
        yield held(remark)
    yield from heading(_say("functions"))
    yield _functions(comparison.entries)
    yield from heading(_say("profiles"))
    for row in comparison.components:
        yield from _component(row, comparison.scale)
    yield held(_say("profiles_note", apart=count(whole_percent(APART))), style="dim")
    yield from heading(_say("matrices"))
    yield held(_say("matrices_note"), style="dim")
    yield _matrices(comparison.drawn)
    yield from heading(_say("clusters"))
    yield _clusters(comparison)
    yield from heading(_say("blocks"))
    yield from _blocks(comparison.blocks, most_blocks)
    if comparison.pairs:
        yield from heading(_say("likeness"))
        yield held(_say("likeness_note"), style="dim")
        yield from _likeness(comparison)
    yield from heading(phrase("text", "quality"))
    yield held(comparison.quality)
    yield ""
    model = comparison.model
    said = phrase("text", "model", name=model.name, version=model.version, structure=model.structure)
    yield held(said, style="dim")


def _functions(entries: Iterable[Entry]) -> Table:
    table = Table.grid(padding=(0, 1))
    table.add_column(width=2, no_wrap=True)
    table.add_column(ratio=1)
    for entry in entries:
        name = f" ({entry.name})" if entry.name and entry.name != entry.title else ""
        table.add_row(held(entry.letter, style="bold"), held(f"{entry.title}{name}", style="bold"))
        table.add_row("", held(entry.summary.opening.sentence))
        if entry.tasks:
            uncertain = percent(entry.function.profile.uncertain)
            kind = "one_task" if entry.tasks == 1 else "tasks"
            table.add_row("", held(_say(kind, tasks=str(entry.tasks), uncertain=uncertain), style="dim"))
    return table


def _component(row: ComponentRow, scale: float) -> Iterator[RenderableType]:
    yield held(row.name, style="bold")
    table = Table.grid(padding=(0, 1))
    table.add_column(width=2, no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(justify="right", no_wrap=True, width=5)
    table.add_column(justify="right", no_wrap=True, width=10)
    for share in row.shares:
        line = interval_line(share.share, (share.low, share.high), scale, LINE)
        limits = f"({percent_range(share.low, share.high)})"
        table.add_row(
            share.letter, held(line, style="green" if share.compared else "dim"), percent(share.share), limits
        )
    yield table
    for sentence in row.said:
        yield Padding(held(sentence), (0, 0, 0, 3))
    yield ""


def _matrices(entries: tuple[Entry, ...]) -> Table:
    """The matrices of as many functions beside each other as there is room for."""
    professions = len(entries[0].summary.professions)
    width = 3 + 4 * professions
    beside = max(1, (COLUMNS + GAP) // (width + GAP))
    grid = Table.grid(padding=(1, GAP, 0, 0))
    for _ in range(beside):
        grid.add_column(width=width)
    for at in range(0, len(entries), beside):
        grid.add_row(*(_matrix(entry) for entry in entries[at : at + beside]))
    return grid


def _matrix(entry: Entry) -> Table:
    summary = entry.summary
    table = Table.grid(padding=(0, 0))
    table.add_column(width=3, no_wrap=True)
    for _ in summary.professions:
        table.add_column(width=4, justify="right", no_wrap=True)
    table.add_row(held(entry.letter, style="bold"), *(held(part.sign[:4], style="dim") for part in summary.professions))
    for cluster in summary.clusters:
        cells = [str(whole_percent(cell.share) or "·") if cell.exists or cell.share else "–" for cell in cluster.cells]
        table.add_row(str(cluster.number), *cells)
    outer = Table.grid()
    outer.add_row(table)
    outer.add_row(held(_say("outside", share=percent(summary.outside_share)), style="dim"))
    return outer


def _clusters(comparison: Comparison) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 0), pad_edge=False)
    table.add_column("", ratio=1)
    for entry in comparison.drawn:
        table.add_column(entry.letter, justify="right", width=3, no_wrap=True)
    for shell in comparison.shells:
        for cluster in shell.clusters:
            number = f"{cluster.number} " if cluster.number is not None else ""
            note = f" – {cluster.note}" if cluster.note else ""
            counts = [str(cluster.counts[entry.letter] or "·") for entry in comparison.drawn]
            table.add_row(held(f"{number}{cluster.name}{note}"), *counts)
    return table


def _blocks(blocks: tuple[SharedBlock, ...], most: int) -> Iterator[RenderableType]:
    if not blocks:
        yield held(_say("no_blocks"))
    for block in blocks[:most]:
        signs = " ".join(owner.sign for owner in block.owners)
        where = f" – {block.where}" if block.where else ""
        yield held(f"[{signs}] {block.title}{where}", style="bold")
        table = Table.grid(padding=(0, 1))
        table.add_column(width=2, no_wrap=True)
        table.add_column(ratio=1)
        for use in block.uses:
            more = _say("more", count=str(len(use.tasks) - 1)) if len(use.tasks) > 1 else ""
            unsure = "" if use.example.certain else _say("unsure")
            table.add_row(use.entry.letter, held(_say("example", text=use.example.text, unsure=unsure, more=more)))
        yield table
    if len(blocks) > most:
        titles = "; ".join(block.title.rstrip(".") for block in blocks[most:])
        yield ""
        yield held(_say("rest", titles=titles), style="dim")


def _likeness(comparison: Comparison) -> Iterator[RenderableType]:
    listed = comparison.listed
    for name, pairs in zip(("most", "least"), listed, strict=False):
        if len(listed) > 1:
            yield ""
            yield held(_say(name), style="bold")
        yield _pairs(pairs)
    if len(comparison.compared) > 3:
        yield ""
        yield held(_say("all_pairs"), style="bold")
        yield _pair_table(comparison)


def _pairs(pairs: Iterable[Pair]) -> Table:
    table = Table.grid(padding=(0, 1))
    table.add_column(width=5, no_wrap=True)
    table.add_column(width=5, justify="right", no_wrap=True)
    table.add_column(width=11, no_wrap=True)
    table.add_column(ratio=1)
    for pair in pairs:
        first, second = pair.letters
        gap = pair.gap
        values = {"first": first, "one": percent(gap.first), "second": second, "other": percent(gap.second)}
        said = (
            _say("same_text")
            if pair.same_text
            else _say("pair", cells=percent(1 - pair.cell_distance), name=in_sentence(gap.name), **values)
        )
        limits = "" if pair.same_text else f"({percent_range(*pair.likeness_range)})"
        table.add_row(f"{first} – {second}", percent(pair.likeness), limits, held(said, style="dim"))
    return table


def _pair_table(comparison: Comparison) -> Table:
    table = Table.grid(padding=(0, 0))
    table.add_column(width=3)
    for _ in comparison.compared:
        table.add_column(width=4, justify="right", no_wrap=True)
    table.add_row("", *(entry.letter for entry in comparison.compared))
    for row in comparison.compared:
        pairs = [comparison.likeness(row.letter, column.letter) for column in comparison.compared]
        table.add_row(row.letter, *("" if pair is None else str(whole_percent(pair.likeness)) for pair in pairs))
    return table
