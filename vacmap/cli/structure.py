"""`vacmap structure`"""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from vacmap.cli.options import OutOption, StructureOption, chosen_format
from vacmap.cli.output import write


class StructureFormat(StrEnum):
    TEXT = "text"
    JSON = "json"
    HTML = "html"


SUFFIXES = {
    ".html": StructureFormat.HTML,
    ".htm": StructureFormat.HTML,
    ".json": StructureFormat.JSON,
    ".txt": StructureFormat.TEXT,
}


def structure(
    profession: Annotated[
        list[str] | None,
        typer.Option(
            "--profession",
            help="Only this profession (its id); given twice: the two side by side, what they share joined.",
        ),
    ] = None,
    cluster: Annotated[str | None, typer.Option("--cluster", help="Only this cluster (its id).")] = None,
    format: Annotated[
        StructureFormat | None, typer.Option("--format", help="Default: by the suffix of the output file, else text.")
    ] = None,
    output: OutOption = None,
    structure: StructureOption = None,
) -> None:
    """Browse the structure: professions, clusters, activities."""
    from vacmap.report import render_structure
    from vacmap.structure import load_structure

    chosen = chosen_format(format, output, SUFFIXES, StructureFormat.TEXT)
    colour = output is None and sys.stdout.isatty()
    content = render_structure(
        load_structure(structure), chosen.value, profession=profession, cluster=cluster, colour=colour
    )
    write(content, output)
