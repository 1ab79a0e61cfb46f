"""The commands: thin shells over plain functions.

Results go to standard output or the file named; progress and messages to standard error. Exit status: 0 done, 2 wrong
usage or unreadable input. Nothing heavy is imported before a command runs, so that ``--help`` answers at once.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from vacmap.errors import VacmapError

app = typer.Typer(
    help="Reads Dutch job vacancies and shows how each function is cut and pasted from ideal-type professions.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

UNREADABLE = 2
"""Exit status of wrong usage and of input that cannot be read."""
LONG_LINE = 20_000
"""A line of more characters is no line of a vacancy; it is read, and said."""


class ReportFormat(StrEnum):
    HTML = "html"
    MD = "md"
    JSON = "json"
    TEXT = "text"


class StructureFormat(StrEnum):
    TEXT = "text"
    JSON = "json"
    HTML = "html"


class FigureFormat(StrEnum):
    TEXT = "text"
    JSON = "json"


SUFFIXES = {
    ".html": ReportFormat.HTML,
    ".htm": ReportFormat.HTML,
    ".md": ReportFormat.MD,
    ".json": ReportFormat.JSON,
    ".txt": ReportFormat.TEXT,
}
"""Suffix of the output file → format, where none is named."""

ModelOption = Annotated[
    Path | None, typer.Option("--model", help="A model folder; default: the model that comes with vacmap.")
]
OutOption = Annotated[Path | None, typer.Option("-o", "--output", help="File to write; default: standard output.")]
StructureOption = Annotated[
    Path | None, typer.Option("--structure", help="A structure folder; default: the one that comes with vacmap.")
]


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


@app.command()
def report(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A vacancy: txt or md.")],
    output: OutOption = None,
    format: Annotated[
        ReportFormat | None, typer.Option("--format", help="Default: by the suffix of the output file, else text.")
    ] = None,
    model: ModelOption = None,
    keep_contacts: Annotated[
        bool, typer.Option("--keep-contacts", help="Show e-mail addresses and telephone numbers.")
    ] = False,
) -> None:
    """How one function is cut and pasted from the ideal types."""
    from vacmap.read import read
    from vacmap.report import render
    from vacmap.road import load

    chosen = format or (SUFFIXES.get(output.suffix.lower()) if output else None)
    if chosen is None and output is not None and output.suffix:
        _fail(f"{output}: cannot tell the format from this suffix; expected {', '.join(SUFFIXES)} or --format")
    vacancy = read(file)
    longest = max(map(len, vacancy.text.splitlines()), default=0)
    if longest > LONG_LINE:
        _say(f"{file}: a line of {longest:,} characters; read as one paragraph")
    function = load(model).analyse(vacancy.text, id=vacancy.id)
    if not function.dutch:
        _fail(f"{file}: the text does not look Dutch; expected a vacancy in Dutch")
    if not function.tasks:
        _say(f"{file}: no tasks found in this text, so nothing can be said about the function")
    content = render(
        function,
        (chosen or ReportFormat.TEXT).value,
        keep_contacts=keep_contacts,
        colour=output is None and sys.stdout.isatty(),
    )
    _write(content, output)


@app.command()
def structure(
    profession: Annotated[str | None, typer.Option("--profession", help="Only this profession (its id).")] = None,
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

    by_suffix = {".html": StructureFormat.HTML, ".htm": StructureFormat.HTML, ".json": StructureFormat.JSON}
    chosen = format or (by_suffix.get(output.suffix.lower()) if output else None) or StructureFormat.TEXT
    colour = output is None and sys.stdout.isatty()
    content = render_structure(
        load_structure(structure), chosen.value, profession=profession, cluster=cluster, colour=colour
    )
    _write(content, output)


@app.command()
def train(
    output: Annotated[Path, typer.Option("-o", "--output", metavar="MODEL", help="Folder to write the model to.")],
    structure: StructureOption = None,
    data: Annotated[
        Path | None, typer.Option("--data", help="A folder of labelled files; default: the data that come with vacmap.")
    ] = None,
    name: Annotated[
        str | None, typer.Option("--name", help="What the model calls itself; default: its folder's name.")
    ] = None,
    model_version: Annotated[str, typer.Option("--model-version", help="Version of the model.")] = "1",
) -> None:
    """A model folder from labelled data."""
    from vacmap.bundle import save_model
    from vacmap.training import train as learn

    model = learn(structure, data, name=name or output.resolve().name, model_version=model_version, report=_say)
    try:
        save_model(model, output)
    except OSError as error:
        _fail(f"{output}: cannot be written ({error.strerror or error})")
    _say(f"{output}: written")


@app.command()
def evaluate(
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD", help="Labelled vacancies: jsonl, or the text format of the training data.")
    ],
    model: ModelOption = None,
    format: Annotated[FigureFormat, typer.Option("--format", help="text or json.")] = FigureFormat.TEXT,
    per_document: Annotated[bool, typer.Option("--per-document", help="A row per vacancy too.")] = False,
) -> None:
    """Figures of a model on labelled vacancies, beside two references."""
    from vacmap.evaluation import evaluate as judge
    from vacmap.evaluation import figures_as_json, figures_as_text

    evaluation = judge(gold, model)
    if format is FigureFormat.JSON:
        print(json.dumps(figures_as_json(evaluation, per_document=per_document), indent=2))
    else:
        print(figures_as_text(evaluation, per_document=per_document))


def _write(content: str, output: Path | None) -> None:
    """To standard output, or to a file that appears only when it is whole."""
    if output is None:
        sys.stdout.write(content if content.endswith("\n") else content + "\n")
        return
    try:
        handle, name = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
                stream.write(content)
            mask = os.umask(0)
            os.umask(mask)
            Path(name).chmod(0o666 & ~mask)  # mkstemp makes private files; a report is an ordinary one
            Path(name).replace(output)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        _fail(f"{output}: cannot be written ({error.strerror or error})")
    _say(f"{output}: written")


def _say(message: str) -> None:
    print(message, file=sys.stderr)


def _fail(message: str) -> None:
    _say(f"vacmap: {message}")
    raise typer.Exit(UNREADABLE)


def main() -> None:
    """Entry point: a user's mistake ends with one line and status 2, never with a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        app()
    except VacmapError as error:
        _say(f"vacmap: {error}")
        sys.exit(UNREADABLE)
    except BrokenPipeError:
        # The reader of our output went away (`| head`): nothing is wrong, and nothing more can be written.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


if __name__ == "__main__":
    main()
