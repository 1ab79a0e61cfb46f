"""The commands: thin shells over plain functions, a module per command.

Results go to standard output or the file named; progress and messages to standard error. Exit status: 0 done, 1 done,
but some inputs of an archive failed, 2 wrong usage or unreadable input. Nothing heavy is imported before a command
runs, so that ``--help`` answers at once. 70 (``EX_SOFTWARE`` of sysexits.h) says that vacmap itself is at fault.
"""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from vacmap.cli.annotate import export, import_
from vacmap.cli.classify import classify
from vacmap.cli.compare import compare
from vacmap.cli.compose import compose
from vacmap.cli.learn import evaluate, train
from vacmap.cli.output import OWN_FAULT, UNREADABLE, say, write_traceback
from vacmap.cli.overview import overview
from vacmap.cli.report import report
from vacmap.cli.structure import structure
from vacmap.errors import VacmapError

app = typer.Typer(
    help="Reads Dutch job vacancies and shows how each function is cut and pasted from ideal-type professions.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(wanted: bool) -> None:
    if wanted:
        from vacmap import __version__

        print(f"vacmap {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and stop.")
    ] = False,
) -> None:
    pass


for command in (report, compare, classify, overview, structure, compose, train, evaluate, export):
    app.command()(command)
app.command("import")(import_)


def main() -> None:
    """Entry point: a user's mistake ends with one line and status 2; a fault of vacmap's own with one line that names
    the file in which its traceback stands, and status 70."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        app()
    except VacmapError as error:
        say(f"vacmap: {error}")
        sys.exit(UNREADABLE)
    except OSError as error:
        if not isinstance(error, BrokenPipeError):
            say(f"vacmap: {error.filename or 'standard output'}: {error.strerror or error}")
            os._exit(UNREADABLE)  # not sys.exit: flushing an output that takes nothing would fail once more
        # The reader of our output went away (`| head`): nothing is wrong, and nothing more can be written.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:  # noqa: BLE001  whatever it is, it is no user's mistake
        kept = write_traceback(error)
        say(f"vacmap: a fault of vacmap itself ({type(error).__name__}: {error}); what led to it stands in {kept}")
        sys.exit(OWN_FAULT)
