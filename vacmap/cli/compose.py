"""`vacmap compose`"""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from vacmap.cli.options import OutOption, StructureOption, chosen_format
from vacmap.cli.output import UNREADABLE, fail, say, write

LEAST_FILLED = 0.75
"""A block that has less of its part of the tasks than this is told of."""


class DraftFormat(StrEnum):
    MD = "md"
    DOCX = "docx"
    JSON = "json"


SUFFIXES = {".md": DraftFormat.MD, ".docx": DraftFormat.DOCX, ".json": DraftFormat.JSON}


def compose(
    blocks: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[BLOCK[=WEIGHT]…]",
            help="Ids of professions (programmator), cells (programmator/ontwerpen), activities or deelactiviteiten; "
            "`vacmap structure --format json` lists them. Without any, in a terminal: choose from lists.",
        ),
    ] = None,
    output: OutOption = None,
    format: Annotated[
        DraftFormat | None, typer.Option("--format", help="Default: by the suffix of the output file, else md.")
    ] = None,
    title: Annotated[str | None, typer.Option("--title", help="What the function is called.")] = None,
    organisation: Annotated[str | None, typer.Option("--organisation", help="Name of the organisation.")] = None,
    target_group: Annotated[
        str | None, typer.Option("--target-group", help="Its words for the target group: 'kwetsbare jongeren'.")
    ] = None,
    tasks: Annotated[
        int | None, typer.Option("--tasks", min=1, help="Number of task sentences; default: what suits the blocks.")
    ] = None,
    structure: StructureOption = None,
) -> None:
    """Paste a draft function profile from blocks of the structure."""
    chosen_format(format, output, SUFFIXES, DraftFormat.MD)  # a suffix that says nothing is told at once
    in_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    if not blocks and not in_terminal:
        fail(
            "no blocks; expected ids of the structure (`vacmap structure --format json` lists them), or a terminal to "
            "choose them in"
        )
    if blocks and output is None and format is DraftFormat.DOCX:
        fail("a Word document cannot be printed; expected a file to write it to, as -o OUT.docx")
    from vacmap.cli.choice import Choice, as_command, choose
    from vacmap.compose import compose as paste
    from vacmap.compose import parse_weights, render_draft
    from vacmap.report.phrases import phrase
    from vacmap.structure import load_structure

    loaded = load_structure(structure)
    wanted = Choice(parse_weights(blocks or ()), title, organisation, target_group, tasks, output)
    if not blocks:
        try:
            wanted = choose(loaded, wanted, list(SUFFIXES), file_needed=format is DraftFormat.DOCX)
        except (typer.Abort, KeyboardInterrupt):
            say(f"\n{phrase('choice', 'stopped')}")
            raise typer.Exit(UNREADABLE) from None
        say("\n".join(["", phrase("choice", "again"), f"  {as_command(wanted, format, structure)}", ""]))
    draft = paste(
        wanted.weights,
        title=wanted.title,
        organisation=wanted.organisation,
        target_group=wanted.target_group,
        tasks=wanted.tasks,
        structure=loaded,
    )
    if wanted.tasks is not None and len(draft.tasks) < wanted.tasks:
        say(f"{wanted.tasks} tasks asked; these blocks hold {len(draft.tasks)}")
    for block in draft.blocks:
        used = len(draft.tasks_of(block))
        if used == len(block.pieces) and used < LEAST_FILLED * block.share * len(draft.tasks):
            say(f"{block.id}: all it holds is in the profile ({used} tasks); that is less than its weight asks")
    write(render_draft(draft, chosen_format(format, wanted.output, SUFFIXES, DraftFormat.MD).value), wanted.output)
