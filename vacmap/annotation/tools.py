"""The annotation tools: a folder to import there, a file that was exported there"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vacmap.annotation import doccano, label_studio
from vacmap.annotation.fields import Fault
from vacmap.errors import TrainingDataError
from vacmap.structure import Structure
from vacmap.training import LabelledVacancy

MAX_BYTES = 500_000_000
"""A larger export is not read: its JSON is held in memory as a whole."""


@dataclass(frozen=True)
class Tool:
    """How an annotation tool is served."""

    tasks: str
    """Name of the file with the tasks."""
    settings: str
    """Name of the file with the settings of the project."""
    write_tasks: Callable[[Sequence[LabelledVacancy], str], str]
    """Vacancies, and who labelled them → the file with the tasks."""
    write_settings: Callable[[Structure, Sequence[str]], str]
    """Structure, and kinds of work outside → the file with the settings."""
    read: Callable[[Any, Structure], Iterator[LabelledVacancy | None]]
    """What was exported → labelled vacancies; None for one that nobody labelled. Raises Fault."""


TOOLS = {
    "label-studio": Tool(
        "tasks.json",
        "interface.xml",
        lambda items, said_by: _json([label_studio.task(item, said_by) for item in items]),
        label_studio.interface,
        label_studio.read,
    ),
    "doccano": Tool(
        "tasks.jsonl",
        "labels.json",
        lambda items, _: "".join(json.dumps(doccano.line(item), ensure_ascii=False) + "\n" for item in items),
        lambda structure, kinds: _json(doccano.labels(structure, kinds)),
        doccano.read,
    ),
}
"""Name on the command line → tool."""


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def export_labelled(
    items: Sequence[LabelledVacancy], tool: str, structure: Structure, kinds: Sequence[str], said_by: str
) -> dict[str, str]:
    """Files for a tool: its tasks, and the settings of a project for them.

    Parameters
    ----------
    tool : str
        A key of ``TOOLS``.
    kinds : sequence of str
        Kinds of work outside that can be chosen.
    said_by : str
        Who gave the labels: name and version of a model.

    Returns
    -------
    dict of str to str
        Name of each file → its content.
    """
    one = TOOLS[tool]
    return {one.tasks: one.write_tasks(items, said_by), one.settings: one.write_settings(structure, kinds)}


def import_labelled(file: Path, structure: Structure) -> tuple[list[LabelledVacancy], int]:
    """What people labelled in a tool, and how many vacancies they have not labelled.

    A file that is one JSON list comes from Label Studio, one with an object per line from doccano.

    Raises
    ------
    TrainingDataError
        If the file cannot be read, or a label does not fit; the message names file and place.
    """
    try:
        if file.stat().st_size > MAX_BYTES:
            raise TrainingDataError(f"{file}: expected at most {MAX_BYTES:,} bytes")
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise TrainingDataError(f"{file}: cannot be read as UTF-8 text ({error})") from None
    tool, content = _parse(file, text)
    try:
        read = list(tool.read(content, structure))
    except Fault as fault:
        raise TrainingDataError(f"{file}: {fault}") from None
    items = [item for item in read if item is not None]
    if not items:
        raise TrainingDataError(f"{file}: holds no labelled vacancy")
    return items, len(read) - len(items)


def _parse(file: Path, text: str) -> tuple[Tool, Any]:
    if text.lstrip().startswith("["):
        return TOOLS["label-studio"], _loaded(str(file), text)
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    return TOOLS["doccano"], [_loaded(f"{file}: line {number}", line) for number, line in lines]


def _loaded(place: str, text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise TrainingDataError(
            f"{place}: expected the JSON export of Label Studio, or the JSONL of doccano ({error})"
        ) from None
