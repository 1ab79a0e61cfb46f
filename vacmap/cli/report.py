"""`vacmap report`"""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from vacmap.cli.options import ContactsOption, ModelOption, OutOption, WordsOption, chosen_format
from vacmap.cli.output import fail, say, write
from vacmap.cli.vacancies import read_vacancy


class ReportFormat(StrEnum):
    HTML = "html"
    MD = "md"
    JSON = "json"
    TEXT = "text"


SUFFIXES = {
    ".html": ReportFormat.HTML,
    ".htm": ReportFormat.HTML,
    ".md": ReportFormat.MD,
    ".json": ReportFormat.JSON,
    ".txt": ReportFormat.TEXT,
}
"""Suffix of the output file → format, where none is named."""


def report(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A vacancy: txt, md, html, pdf or docx.")],
    output: OutOption = None,
    format: Annotated[
        ReportFormat | None, typer.Option("--format", help="Default: by the suffix of the output file, else text.")
    ] = None,
    model: ModelOption = None,
    words: WordsOption = None,
    keep_contacts: ContactsOption = False,
) -> None:
    """How one function is cut and pasted from the ideal types."""
    chosen = chosen_format(format, output, SUFFIXES, ReportFormat.TEXT)
    if output is not None and output.resolve() == file.resolve():
        fail(f"{output}: the vacancy itself; expected another file to write to")
    vacancy = read_vacancy(file)
    # Only now: a file that cannot be read is told of before the heavy libraries are loaded.
    from vacmap.report import render
    from vacmap.road import load

    function = load(model, words=words).analyse(vacancy.text, id=vacancy.id)
    if not function.dutch:
        fail(f"{file}: the text does not look Dutch; expected a vacancy in Dutch")
    if not function.tasks:
        say(f"{file}: no tasks found in this text, so nothing can be said about the function")
    content = render(
        function,
        chosen.value,
        keep_contacts=keep_contacts,
        colour=output is None and sys.stdout.isatty(),
    )
    write(content, output)
