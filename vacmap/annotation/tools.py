"""The annotation tools: a folder to import there, a file that was exported there"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vacmap.activities import Codes
from vacmap.annotation import doccano, label_studio
from vacmap.annotation.fields import Fault
from vacmap.errors import TrainingDataError
from vacmap.structure import Structure
from vacmap.training import LabelledVacancy

MAX_BYTES = 50_000_000
"""A larger export is not read: its JSON takes several times as much memory. That is some ten thousand vacancies."""
MOST_FAULTS = 5
"""So many faults are told at once, and how many more there are."""


@dataclass(frozen=True)
class Tool:
    """How an annotation tool is served."""

    tasks: str
    """Name of the file with the tasks."""
    settings: str
    """Name of the file with the settings of the project."""
    write_tasks: Callable[[Sequence[LabelledVacancy], str], str]
    """Vacancies, and who labelled them → the file with the tasks."""
    write_settings: Callable[[Structure, Codes], str]
    read: Callable[[Any, Codes], LabelledVacancy | None]
    """One vacancy of an export → as people labelled it; None if nobody did. Raises Fault."""


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
        "doccano-labels.json",
        lambda items, _: "".join(json.dumps(doccano.line(item), ensure_ascii=False) + "\n" for item in items),
        lambda _, codes: _json(doccano.labels(codes)),
        doccano.read,
    ),
}
"""Name on the command line → tool."""


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def export_labelled(
    items: Sequence[LabelledVacancy], tool: str, structure: Structure, codes: Codes, said_by: str
) -> dict[str, str]:
    """Files for a tool: its tasks, and the settings of a project for them.

    Parameters
    ----------
    tool : str
        A key of ``TOOLS``.
    said_by : str
        Who gave the labels: name and version of a model.

    Returns
    -------
    dict of str to str
        Name of each file → its content.
    """
    one = TOOLS[tool]
    return {one.tasks: one.write_tasks(items, said_by), one.settings: one.write_settings(structure, codes)}


def import_labelled(file: Path, codes: Codes) -> tuple[list[LabelledVacancy], int]:
    """What people labelled in a tool, and how many vacancies they have not labelled.

    A file that is one JSON list comes from Label Studio, one with an object per line from doccano.

    Raises
    ------
    TrainingDataError
        If the file cannot be read, or labels do not fit; the message names file, places and what was expected.
    """
    tool, rows = _parse(file, _content(file))
    items: list[LabelledVacancy] = []
    faults: list[str] = []
    unlabelled = 0
    for place, raw in rows:
        try:
            item = tool.read(raw, codes)
        except Fault as fault:
            faults.append(f"{place}: {fault}")
        else:
            if item is None:
                unlabelled += 1
            else:
                items.append(item)
    if faults:
        more = f" (and {len(faults) - MOST_FAULTS} more)" if len(faults) > MOST_FAULTS else ""
        raise TrainingDataError(f"{file}: {'; '.join(faults[:MOST_FAULTS])}{more}")
    if not items:
        raise TrainingDataError(f"{file}: holds no labelled vacancy")
    return items, unlabelled


def _content(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
        if len(content) > MAX_BYTES:
            raise TrainingDataError(f"{file}: expected at most {MAX_BYTES:,} bytes")
        return content.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise TrainingDataError(f"{file}: cannot be read as UTF-8 text ({error})") from None


def _parse(file: Path, text: str) -> tuple[Tool, Iterator[tuple[str, Any]]]:
    """The tool a file comes from, and its vacancies with their places."""
    if text.lstrip().startswith("["):
        tasks = _loaded(str(file), text)
        return TOOLS["label-studio"], ((f"task {number}", task) for number, task in enumerate(tasks, 1))
    lines = ((number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip())
    rows = ((f"line {number}", _loaded(f"{file}: line {number}", line)) for number, line in lines)
    return TOOLS["doccano"], rows


def _loaded(place: str, text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise TrainingDataError(
            f"{place}: expected the JSON export of Label Studio, or the JSONL of doccano ({error})"
        ) from None
