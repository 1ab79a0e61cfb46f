"""`vacmap overview`"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from vacmap.cli.options import ModelOption, OutOption, chosen_format
from vacmap.cli.output import say, write
from vacmap.cli.report import SUFFIXES, ReportFormat


def overview(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder of tables that vacmap classify wrote.")],
    output: OutOption = None,
    format: Annotated[
        ReportFormat | None, typer.Option("--format", help="Default: by the suffix of the output file, else text.")
    ] = None,
    by: Annotated[
        str | None,
        typer.Option(
            "--by", metavar="COLUMN", help="A column of the inputs, as region or year: the figures per value."
        ),
    ] = None,
    model: ModelOption = None,
) -> None:
    """What an archive holds: mixtures, purity, cluster combinations, types of functions."""
    chosen = chosen_format(format, output, SUFFIXES, ReportFormat.TEXT)
    from vacmap.overview import make_overview, render_overview

    made = make_overview(folder, by=by, model=model)
    if made.model.measured is None:
        say(f"{folder}: the figures of the model that made these tables are not known here (--model names its folder)")
    write(render_overview(made, chosen.value, colour=output is None and sys.stdout.isatty()), output)
