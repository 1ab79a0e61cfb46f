"""The commands: thin shells over plain functions.

Results go to standard output or the file named; progress and messages to standard error. Exit status: 0 done, 2 wrong
usage or unreadable input. Nothing heavy is imported before a command runs, so that ``--help`` answers at once.
"""

from __future__ import annotations

import errno
import json
import os
import sys
import tempfile
from dataclasses import replace
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


class Tool(StrEnum):
    LABEL_STUDIO = "label-studio"
    DOCCANO = "doccano"


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
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A vacancy: txt, md, html, pdf or docx.")],
    output: OutOption = None,
    format: Annotated[
        ReportFormat | None, typer.Option("--format", help="Default: by the suffix of the output file, else text.")
    ] = None,
    model: ModelOption = None,
    words: Annotated[
        str | None,
        typer.Option(
            "--words", help="A spaCy pipeline that tells words apart, as nl_core_news_lg; default: vacmap's own."
        ),
    ] = None,
    keep_contacts: Annotated[
        bool, typer.Option("--keep-contacts", help="Show e-mail addresses and telephone numbers.")
    ] = False,
) -> None:
    """How one function is cut and pasted from the ideal types."""
    from vacmap.read import read

    chosen = format or (SUFFIXES.get(output.suffix.lower()) if output else None)
    if chosen is None and output is not None and output.suffix:
        _fail(f"{output}: cannot tell the format from this suffix; expected {', '.join(SUFFIXES)} or --format")
    if output is not None and output.resolve() == file.resolve():
        _fail(f"{output}: the vacancy itself; expected another file to write to")
    vacancy = read(file)
    longest = max(map(len, vacancy.text.splitlines()), default=0)
    if longest > LONG_LINE:
        _say(f"{file}: a line of {longest:,} characters; read as one paragraph")
    # Only now: a file that cannot be read is told of before the heavy libraries are loaded.
    from vacmap.report import render
    from vacmap.road import load

    function = load(model, words=words).analyse(vacancy.text, id=vacancy.id)
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
    from vacmap.bundle import MANIFEST, save_model
    from vacmap.training import train as learn

    if output.exists() and not output.is_dir():
        _fail(f"{output}: a file; expected a folder to write the model to")
    if output.is_dir() and any(output.iterdir()) and not (output / MANIFEST).is_file():
        _fail(f"{output}: holds other files; expected a new folder, an empty one, or a model to replace")
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


@app.command()
def export(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Vacancies: txt, md, html, pdf or docx.")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="Folder to write to.")],
    tool: Annotated[Tool, typer.Option("--tool", help="The annotation tool.")] = Tool.LABEL_STUDIO,
    model: ModelOption = None,
) -> None:
    """Hand vacancies to an annotation tool, with what the model says of them to correct."""
    from vacmap.read import read

    if output.exists() and not (output.is_dir() and not any(output.iterdir())):
        _fail(f"{output}: expected a new or empty folder to write to")
    vacancies = [read(file) for file in files]
    from vacmap.annotation import export_labelled, labelled_vacancy
    from vacmap.road import load, resolve_model

    loaded = resolve_model(model)
    names = [one.id for one in vacancies]
    items = []
    for one, function in zip(vacancies, load(loaded).pipe(one.text for one in vacancies), strict=True):
        if not function.dutch:
            _say(f"{one.source}: the text does not look Dutch; left out")
            continue
        # A name that two files have would be that of two vacancies.
        id_ = one.id if names.count(one.id) == 1 else str(one.source)
        items.append(labelled_vacancy(replace(function, id=id_)))
    if not items:
        _fail("no vacancy in Dutch among the files")
    said_by = f"{loaded.name} {loaded.version}"
    contents = export_labelled(items, tool.value, loaded.structure, loaded.activities.codes, said_by)
    output.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        _write(content, output / name)


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The export of Label Studio (JSON) or doccano (JSONL).")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="OUT.jsonl", help="Labelled vacancies to write.")],
    model: ModelOption = None,
) -> None:
    """Take corrected labels back from an annotation tool, as data for `vacmap train`.

    The model says which codes a label may name. doccano keeps proposals as labels: export approved lines only.
    """
    if output.suffix != ".jsonl":
        _fail(f"{output}: expected a name that ends in .jsonl, which is what training reads")
    if output.resolve() == file.resolve():
        _fail(f"{output}: the tool's export itself; expected another file to write to")
    from vacmap.annotation import import_labelled
    from vacmap.road import resolve_model
    from vacmap.training import as_jsonl

    items, unlabelled = import_labelled(file, resolve_model(model).activities.codes)
    _say(f"{file}: {len(items)} labelled vacancies" + (f", {unlabelled} without labels left out" if unlabelled else ""))
    _write("".join(as_jsonl(item) for item in items), output)


def _write(content: str, output: Path | None) -> None:
    """To standard output, or to a file that appears only when it is whole."""
    if output is None:
        sys.stdout.write(content if content.endswith("\n") else content + "\n")
        return
    try:
        target = output.resolve()
        if target.exists() and not target.is_file():
            if target.is_dir():
                _fail(f"{output}: a folder; expected a file to write to")
            target.write_text(content, encoding="utf-8")  # a pipe or a device: written to, not replaced
        else:
            _replace(content, target)
    except OSError as error:
        _fail(f"{output}: cannot be written ({error.strerror or error})")
    _say(f"{output}: written")


def _replace(content: str, target: Path) -> None:
    """Write a file beside the target and put it in its place; an existing file keeps its mode."""
    mask = os.umask(0)
    os.umask(mask)
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~mask
    if not mode & 0o200:
        raise PermissionError(errno.EACCES, "read-only file")
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(content)
        Path(name).chmod(mode)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


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
    except OSError as error:
        if not isinstance(error, BrokenPipeError):
            _say(f"vacmap: {error.filename or 'standard output'}: {error.strerror or error}")
            os._exit(UNREADABLE)  # not sys.exit: flushing an output that takes nothing would fail once more
        # The reader of our output went away (`| head`): nothing is wrong, and nothing more can be written.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


if __name__ == "__main__":
    main()
