"""rich renderables → text of 80 columns, with colour only where it is asked for"""

from __future__ import annotations

from collections.abc import Iterable
from io import StringIO

from rich.console import Console, RenderableType

COLUMNS = 80


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
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines()).strip("\n") + "\n"
