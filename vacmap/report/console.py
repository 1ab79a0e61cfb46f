"""rich renderables → text of 80 columns, with colour only where it is asked for"""

from __future__ import annotations

from collections.abc import Iterable
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
