"""`vacmap classify`"""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from vacmap.cli.options import ContactsOption, ModelOption
from vacmap.cli.output import fail, say

SOME_FAILED = 1
"""Exit status when the run is done, but some inputs failed."""
INTERRUPTED = 130
"""Exit status after Ctrl-C, as shells have it."""


class Beside(StrEnum):
    CSV = "csv"
    XLSX = "xlsx"
    JSONL = "jsonl"


def classify(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT…", help="Files, folders, globs, tables with a text column; - for JSONL on stdin."
        ),
    ],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="Folder for the tables.")],
    jobs: Annotated[int | None, typer.Option("--jobs", min=1, help="Workers; default: a worker per core.")] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Take up a run that was ended.")] = False,
    keep_duplicates: Annotated[
        bool, typer.Option("--keep-duplicates", help="Analyse repeated ads too, not only the first of each.")
    ] = False,
    scheduler: Annotated[
        str | None, typer.Option("--scheduler", metavar="ADDRESS", help="A Dask scheduler, as tcp://host:8786.")
    ] = None,
    text_column: Annotated[
        str | None, typer.Option("--text-column", help="Column of tables that holds the vacancies; default: guessed.")
    ] = None,
    id_column: Annotated[
        str | None, typer.Option("--id-column", help="Column that names each vacancy; default: table and row.")
    ] = None,
    also: Annotated[
        list[Beside] | None, typer.Option("--also", help="Write csv, xlsx or jsonl beside the Parquet tables.")
    ] = None,
    seconds: Annotated[
        float | None, typer.Option("--seconds", min=1, help="Time a vacancy may take, in seconds; default: 60.")
    ] = None,
    model: ModelOption = None,
    keep_contacts: ContactsOption = False,
) -> None:
    """An archive of vacancies into tables: functions, tasks, errors."""
    from vacmap.archive import Options, Progress
    from vacmap.archive import classify as run
    from vacmap.archive.plan import SECONDS

    options = Options(
        text_column=text_column,
        id_column=id_column,
        keep_duplicates=keep_duplicates,
        keep_contacts=keep_contacts,
        seconds=seconds or SECONDS,
        formats=tuple(dict.fromkeys(one.value for one in also or ())),
    )
    try:
        outcome = run(
            inputs,
            output,
            model=model,
            options=options,
            jobs=jobs,
            scheduler=scheduler,
            resume=resume,
            standard_input=sys.stdin.buffer,
            progress=Progress(),
        )
    except KeyboardInterrupt:
        say(f"{output}: ended; the same command with --resume goes on where it was")
        raise typer.Exit(INTERRUPTED) from None
    except OSError as error:
        fail(f"{error.filename or output}: {error.strerror or error}; --resume goes on once there is room")
    say(
        f"{output}: {outcome.inputs:,} inputs: {outcome.done:,} analysed, {outcome.duplicate:,} duplicates, "
        f"{outcome.failed:,} failed"
    )
    if outcome.failed:
        say(f"{output / 'errors.parquet'}: why each of them failed")
        raise typer.Exit(SOME_FAILED)
