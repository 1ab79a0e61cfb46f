"""`vacmap compare`"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vacmap.cli.options import ContactsOption, ModelOption, OutOption, WordsOption, chosen_format
from vacmap.cli.output import fail, say, write
from vacmap.cli.report import SUFFIXES, ReportFormat
from vacmap.cli.vacancies import read_vacancy

if TYPE_CHECKING:
    from vacmap.records import Function

FEWEST, MOST = 2, 12
"""Vacancies in one comparison."""


def compare(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE FILE…", help="Two to twelve vacancies: txt, md, html, pdf or docx.")
    ],
    output: OutOption = None,
    format: Annotated[
        ReportFormat | None, typer.Option("--format", help="Default: by the suffix of the output file, else text.")
    ] = None,
    model: ModelOption = None,
    words: WordsOption = None,
    keep_contacts: ContactsOption = False,
) -> None:
    """Functions side by side: what they share, where they differ, which are most alike."""
    chosen = chosen_format(format, output, SUFFIXES, ReportFormat.TEXT)
    if not FEWEST <= len(files) <= MOST:
        fail(f"{len(files)} file{'s' if len(files) > 1 else ''}; expected {FEWEST} to {MOST} vacancies to compare")
    if output is not None and output.resolve() in {file.resolve() for file in files}:
        fail(f"{output}: one of the vacancies; expected another file to write to")
    vacancies = [read_vacancy(file) for file in files]
    # Only now: a file that cannot be read is told of before the heavy libraries are loaded.
    from vacmap.report import compare as put_side_by_side
    from vacmap.report import render_comparison
    from vacmap.road import load

    functions = [
        replace(function, id=vacancy.id)
        for vacancy, function in zip(
            vacancies, load(model, words=words).pipe(vacancy.text for vacancy in vacancies), strict=True
        )
    ]
    without = [str(file) for file, function in zip(files, functions, strict=True) if not function.profile.tasks]
    if len(files) - len(without) < FEWEST:
        fail(f"no tasks found in {', '.join(without)}; expected at least {FEWEST} vacancies with tasks")
    _tell(files, functions)
    comparison = put_side_by_side(functions, keep_contacts=keep_contacts)
    content = render_comparison(comparison, chosen.value, colour=output is None and sys.stdout.isatty())
    write(content, output)


def _tell(files: Sequence[Path], functions: Sequence[Function]) -> None:
    """What the reader of the comparison should know of a file."""
    first_with: dict[str, Path] = {}
    for file, function in zip(files, functions, strict=True):
        first = first_with.setdefault(function.text, file)
        if first is not file:
            say(f"{file}: given more than once" if first == file else f"{file}: the same text as {first}")
        elif not function.dutch:
            say(f"{file}: the text does not look Dutch; shown, not compared")
        elif not function.profile.tasks:
            say(f"{file}: no tasks found in this text; shown, not compared")
