"""folder or file → Structure"""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import ValidationError

from vacmap.errors import StructureError
from vacmap.resources import default_structure
from vacmap.structure.schema import Structure

FILE_NAME = "structure.json"


def load_structure(path: str | Path | None = None) -> Structure:
    """Read a beroepenstructuur and check it.

    Parameters
    ----------
    path : str, pathlib.Path or None
        A folder that holds ``structure.json``, or such a file itself. None: the structure that comes with vacmap, the
        Beroepenstructuur Sociaal-Cultureel Werk (Sociare, 2016).

    Raises
    ------
    StructureError
        If the file is missing, is no JSON, or breaks the schema; the message names the file, the place in it and what
        was expected there.
    """
    file = default_structure() if path is None else Path(path)
    if file.is_dir():
        file = file / FILE_NAME
    try:
        content = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise StructureError(f"{file}: no such file; expected a structure ({FILE_NAME})") from None
    except (OSError, UnicodeDecodeError) as error:
        raise StructureError(f"{file}: cannot be read as UTF-8 text ({error})") from None
    try:
        raw = json.loads(content)
    except json.JSONDecodeError as error:
        raise StructureError(f"{file}: line {error.lineno}, column {error.colno}: not JSON: {error.msg}") from None
    except ValueError as error:
        raise StructureError(f"{file}: not JSON that can be read: {error}") from None
    except RecursionError:
        raise StructureError(f"{file}: nested too deeply for a structure") from None
    try:
        return Structure.model_validate(raw)
    except ValidationError as error:
        raise StructureError(f"{file}: {_first_fault(error)}") from None


def _first_fault(error: ValidationError) -> str:
    """The first fault in one line: place, what was expected, what was found; and how many more there are."""
    fault = error.errors(include_url=False)[0]
    place = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in fault["loc"]).lstrip(".")
    message = fault["msg"].removeprefix("Value error, ")
    found = (
        repr(fault["input"]) if isinstance(fault["input"], str | int | float | None) else type(fault["input"]).__name__
    )
    if len(found) > 80:
        found = found[:77] + "..."
    text = f"{place}: {message}, got {found}" if place else message
    more = error.error_count() - 1
    return f"{text} (and {more} more)" if more else text
