"""`vacmap train` and `vacmap evaluate`"""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from vacmap.cli.options import ModelOption, StructureOption
from vacmap.cli.output import fail, say


class FigureFormat(StrEnum):
    TEXT = "text"
    JSON = "json"


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
    from vacmap.resources import MANIFEST
    from vacmap.training import train as learn

    if output.exists() and not output.is_dir():
        fail(f"{output}: a file; expected a folder to write the model to")
    if output.is_dir() and any(output.iterdir()) and not (output / MANIFEST).is_file():
        fail(f"{output}: holds other files; expected a new folder, an empty one, or a model to replace")
    model = learn(structure, data, name=name or output.resolve().name, model_version=model_version, report=say)
    try:
        save_model(model, output)
    except OSError as error:
        fail(f"{output}: cannot be written ({error.strerror or error})")
    say(f"{output}: written")


def evaluate(
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD", help="Labelled vacancies: jsonl, or the text format of the training data.")
    ],
    model: ModelOption = None,
    format: Annotated[FigureFormat, typer.Option("--format", help="text or json.")] = FigureFormat.TEXT,
    per_document: Annotated[bool, typer.Option("--per-document", help="A row per vacancy too.")] = False,
    keep: Annotated[
        bool, typer.Option("--keep", help="Keep the figures in the model's folder: its reports then name them.")
    ] = False,
) -> None:
    """Figures of a model on labelled vacancies, beside two references."""
    from vacmap.evaluation import evaluate as judge
    from vacmap.evaluation import figures_as_json, figures_as_text

    evaluation = judge(gold, model)
    if keep:
        from vacmap.bundle import keep_measured
        from vacmap.resources import default_model

        keep_measured(model or default_model(), evaluation.measured)
    if format is FigureFormat.JSON:
        print(json.dumps(figures_as_json(evaluation, per_document=per_document), indent=2))
    else:
        print(figures_as_text(evaluation, per_document=per_document))
