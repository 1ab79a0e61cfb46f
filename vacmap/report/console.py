"""rich renderables → text of 80 columns, with colour only where it is asked for"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import StringIO

from rich.console import Console, RenderableType
from rich.text import Text

from vacmap.report.wording import NBSP

COLUMNS = 80
HELD = "\ue000"
"""Stands for NBSP while lines are broken: rich breaks at every kind of space."""


def held(text: str, style: str = "") -> Text:
    """Text that is not broken where a space that holds stands: "37 %" stays on one line."""
    return Text(text.replace(NBSP, HELD), style=style)


def heading(words: str) -> Iterator[RenderableType]:
    """A line of words with a line under them, and room above."""
    yield ""
    yield held(words, style="bold cyan")
    yield held("─" * len(words), style="cyan")


def interval_line(share: float, limits: tuple[float, float] | None, scale: float, columns: int) -> str:
    """A dot at a share on a line over its interval: "··├──●────┤···"; the last column is at ``scale``."""

    def column(value: float) -> int:
        return round(value / scale * (columns - 1))

    signs = ["·"] * columns
    if limits is not None:
        first, last = map(column, limits)
        signs[first : last + 1] = ["─"] * (last - first + 1)
        signs[first], signs[last] = "├", "┤"
    signs[column(share)] = "●"
    return "".join(signs)


def print_to_text(renderables: Iterable[RenderableType], *, colour: bool) -> str:
    """What a terminal of 80 columns would show.

    Parameters
    ----------
    renderables : iterable of rich renderables
    colour : bool
        True: with ANSI codes, for a terminal. False: plain, for a file or a pipe.
    """
    stream = StringIO()
    console = Console(
        file=stream,
        width=COLUMNS,
        force_terminal=colour,
        color_system="standard" if colour else None,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
    )
    for renderable in renderables:
        console.print(renderable)
    shown = stream.getvalue().replace(HELD, NBSP)
    return "\n".join(line.rstrip() for line in shown.splitlines()).strip("\n") + "\n"
