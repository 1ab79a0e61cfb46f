"""`vacmap export` and `vacmap import`"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from vacmap.cli.options import ModelOption
from vacmap.cli.output import fail, say, write


class Tool(StrEnum):
    LABEL_STUDIO = "label-studio"
    DOCCANO = "doccano"


def export(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Vacancies: txt, md, html, pdf or docx.")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="Folder to write to.")],
    tool: Annotated[Tool, typer.Option("--tool", help="The annotation tool.")] = Tool.LABEL_STUDIO,
    model: ModelOption = None,
) -> None:
    """Hand vacancies to an annotation tool, with what the model says of them to correct."""
    from vacmap.read import read

    if output.exists() and not (output.is_dir() and not any(output.iterdir())):
        fail(f"{output}: expected a new or empty folder to write to")
    vacancies = [read(file) for file in files]
    from vacmap.annotation import export_labelled, labelled_vacancy
    from vacmap.road import load, resolve_model

    loaded = resolve_model(model)
    names = [one.id for one in vacancies]
    items = []
    for one, function in zip(vacancies, load(loaded).pipe(one.text for one in vacancies), strict=True):
        if not function.dutch:
            say(f"{one.source}: the text does not look Dutch; left out")
            continue
        # A name that two files have would be that of two vacancies.
        id_ = one.id if names.count(one.id) == 1 else str(one.source)
        items.append(labelled_vacancy(replace(function, id=id_)))
    if not items:
        fail("no vacancy in Dutch among the files")
    said_by = f"{loaded.name} {loaded.version}"
    contents = export_labelled(items, tool.value, loaded.structure, loaded.activities.codes, said_by)
    output.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        write(content, output / name)


def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The export of Label Studio (JSON) or doccano (JSONL).")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="OUT.jsonl", help="Labelled vacancies to write.")],
    model: ModelOption = None,
) -> None:
    """Take corrected labels back from an annotation tool, as data for `vacmap train`.

    The model says which codes a label may name. doccano keeps proposals as labels: export approved lines only.
    """
    if output.suffix != ".jsonl":
        fail(f"{output}: expected a name that ends in .jsonl, which is what training reads")
    if output.resolve() == file.resolve():
        fail(f"{output}: the tool's export itself; expected another file to write to")
    from vacmap.annotation import import_labelled
    from vacmap.road import resolve_model
    from vacmap.training import as_jsonl

    items, unlabelled = import_labelled(file, resolve_model(model).activities.codes)
    say(f"{file}: {len(items)} labelled vacancies" + (f", {unlabelled} without labels left out" if unlabelled else ""))
    write("".join(as_jsonl(item) for item in items), output)
