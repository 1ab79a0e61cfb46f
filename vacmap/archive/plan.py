"""what a run was asked to do → what its workers need to know, and how a later run knows it is the same"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from vacmap.archive.records import ArchiveError
from vacmap.resources import MANIFEST

if TYPE_CHECKING:
    from vacmap.road import Mapper

CHUNK = 64
"""Vacancies of a chunk: a second of work, so that little is done again when a run is ended."""
SECONDS = 60.0
"""Time a vacancy may take; an ordinary one takes some hundredths of a second."""


@dataclass(frozen=True)
class Options:
    """What changes the tables."""

    text_column: str | None = None
    id_column: str | None = None
    keep_duplicates: bool = False
    keep_contacts: bool = False
    seconds: float = SECONDS
    formats: tuple[str, ...] = ()
    """Files beside the Parquet tables."""


@dataclass(frozen=True)
class Plan:
    """What workers need to know of a run."""

    folder: Path
    options: Options
    own: frozenset[str]
    """Names of the tables' own columns."""
    passed: tuple[str, ...]
    """Columns of the inputs that pass through."""
    make_mapper: Callable[[], Mapper]
    """Called once in every worker."""
    run: str = field(default_factory=lambda: uuid4().hex)
    """A name that no other run has: by it a worker, who gets a copy of the plan with every chunk, knows its own."""


def identity(options: Options, model: dict[str, Any], inputs: str, version: str) -> dict[str, Any]:
    """What has to be the same for a run to be taken up again: everything the tables depend on, but not how many workers
    there are."""
    return {"vacmap": version, "model": model, "inputs": inputs, "options": json.loads(json.dumps(asdict(options)))}


def first_difference(now: dict[str, Any], then: dict[str, Any]) -> str | None:
    """The first thing in which two identities differ, in words; None if they are the same."""
    for name, value in now.items():
        old = then.get(name)
        if value == old:
            continue
        if name == "options" and isinstance(old, dict):
            changed = next(key for key in value if value[key] != old.get(key))
            return f"option {changed!r} was {old.get(changed)!r} and is {value[changed]!r}"
        return {"inputs": "the inputs changed", "model": "the model changed"}.get(name, f"{name} was {old!r}")
    return None


def model_identity(folder: Path) -> dict[str, str]:
    """Name and hash of a model folder: that of its manifest, which holds those of its files.

    Raises
    ------
    ArchiveError
        If the folder has no manifest.
    """
    file = folder / MANIFEST
    if not file.is_file():
        raise ArchiveError(f"{folder}: no model here; expected a folder that holds {MANIFEST}")
    return {"name": folder.name, "sha256": hashlib.sha256(file.read_bytes()).hexdigest()}
