"""part of a structure → text for a terminal of 80 columns: professions below each other, or two side by side"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from vacmap.report.console import print_to_text
from vacmap.report.phrases import phrase
from vacmap.report.structure.cells import ActivityView, Also, CellView, ClusterCells, PartView, ProfessionView, View
from vacmap.report.structure.pairs import Joined, beside

_say = partial(phrase, "structure_text")
_tell = partial(phrase, "structure_told")


def render_text(view: View, *, colour: bool) -> str:
    """The structure as text; ``colour`` adds the codes that make a terminal show it in bold and colour."""
    return print_to_text(_parts(view), colour=colour)


def _parts(view: View) -> Iterator[RenderableType]:
    structure = view.structure
    yield Text(structure.name, style="bold")
    yield Text(_say("source", source=structure.source, version=structure.version), style="dim")
    for one in view.shown:
        yield ""
        yield Text.assemble((one.profession.name, "bold"), (f" [{one.profession.id}]", "dim"))
        yield Padding(Text(one.profession.definition), (0, 0, 0, 2))
    if len(structure.professions) > 1:
        yield ""
        yield _overview(view.shown)
        yield ""
        yield Text(_say("key_beside" if view.side_by_side else "key"), style="dim")
    for shell in view.shells:
        yield ""
        yield Text(shell.shell.name.upper(), style="bold cyan")
        for cluster in shell.clusters:
            yield ""
            yield Text.assemble(
                (f"{cluster.number} {cluster.cluster.name}", "bold"), (f" [{cluster.cluster.id}]", "dim")
            )
            yield from _beside(*cluster.cells) if view.side_by_side else _below(cluster)


def _overview(professions: Sequence[ProfessionView]) -> Table:
    table = Table.grid(padding=(0, 2))
    for justify in ("left", "left", "right", "right"):
        table.add_column(justify=justify)
    table.add_row("", "", _say("parts"), _say("distinctive"), style="bold")
    for one in professions:
        table.add_row(Text(one.sign, style="green"), Text(one.profession.name), str(one.parts), str(one.distinctive))
    return table


def _below(cluster: ClusterCells) -> Iterator[RenderableType]:
    for cell in cluster.cells:
        yield Padding(Text(cell.owner.profession.name, style="green"), (0, 0, 0, 2))
        yield Padding(_cell(cell, _say("empty")), (0, 0, 0, 4))


def _cell(cell: CellView, nothing: str) -> Group:
    rows: list[RenderableType] = [] if cell.activities else [Text(nothing, style="dim")]
    for activity in cell.activities:
        rows += _title(activity)
        for part in activity.parts:
            rows += _tree(part, 0)
    return Group(*rows)


def _title(activity: ActivityView, partner: ProfessionView | None = None) -> Iterator[Text]:
    if activity.title is not None:
        yield Text.assemble((activity.title, "italic"), _signs(activity.also, partner))


def _tree(part: PartView, depth: int) -> Iterator[RenderableType]:
    words = Text(part.text, style="dim") if part.context else Text.assemble(part.text, _signs(part.also))
    yield Padding(_row("-", words), (0, 0, 0, 2 * depth))
    for one in part.parts:
        yield from _tree(one, depth + 1)


def _signs(also: Sequence[Also], partner: ProfessionView | None = None) -> Text:
    """The professions in which it stands too, as " [Beg ≈Cam Bel/8]"; without the partner that it stands beside."""
    signs = [
        f"{'' if one.literal else '≈'}{one.owner.sign}{'' if one.cluster is None else f'/{one.cluster}'}"
        for one in also
        if one.owner != partner
    ]
    return Text(f" [{' '.join(signs)}]", style="cyan") if signs else Text("")


def _beside(left: CellView, right: CellView) -> Iterator[RenderableType]:
    pair = beside(left, right)
    names = [cell.owner.profession.name for cell in (left, right)]
    if pair.shared:
        yield _row("", *(Text(name, style="green") for name in names))
    for block in pair.shared:
        if block.left.title == block.right.title:
            yield from (_row("", title) for title in _title(block.left, right.owner))
        else:
            titles = Group(*_title(block.left, right.owner)), Group(*_title(block.right, left.owner))
            yield _row("", *titles)
        for row in block.rows:
            yield _joined(row, left.owner, right.owner)
    yield _row("", *(Text(_say("only", name=name), style="green") for name in names))
    yield _row(
        "",
        _cell(pair.only_left, _tell("nothing") if left.activities else _say("empty")),
        _cell(pair.only_right, _tell("nothing") if right.activities else _say("empty")),
    )


def _joined(row: Joined, left: ProfessionView, right: ProfessionView) -> Table:
    words = [_words(row.left, right)]
    if not row.literal or row.left.under != row.right.under:
        words.append(_words(row.right, left))
    return _row("=" if row.literal else "≈", *words)


def _words(part: PartView, partner: ProfessionView) -> Text:
    under = "" if part.under is None else f" {_tell('under', part=part.under.rstrip('.'))}"
    return Text.assemble(part.text, (under, "dim"), _signs(part.also, partner))


def _row(mark: str, *columns: RenderableType) -> Table:
    """A mark, and columns of the same width beside it."""
    table = Table.grid(padding=(0, 1), expand=True)
    table.add_column(width=1)
    for _ in columns:
        table.add_column(ratio=1)
    table.add_row(mark, *columns)
    return table
