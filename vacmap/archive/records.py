"""What travels through an archive run: an item that was asked for, or why it failed"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from vacmap.errors import VacmapError


class ArchiveError(VacmapError):
    """An archive cannot be worked on: no such input, no text column, another run's folder."""


DONE, DUPLICATE, FAILED = "done", "duplicate", "failed"
"""The fates of an input."""


class Stage(StrEnum):
    """Where on the road an input failed."""

    INPUT = "input"
    """A table, or a row of one, could not be read."""
    READ = "read"
    """A file of its own, or the html in a cell, could not be turned into text."""
    ANALYSE = "analyse"


@dataclass(frozen=True, slots=True)
class Item:
    """One vacancy that was asked for, before it is read."""

    id: str
    """Unique in a run."""
    source: str
    """The input it came from, as a person finds it back: a path, ``-`` for standard input."""
    path: str | None = None
    """File of its own; None for a row of a table, and for a gzipped file."""
    row: int | None = None
    """Row of a table, from 1, without its header."""
    text: str | None = None
    """Text of the row's cell, as it stands there; None for a file."""
    columns: dict[str, str | None] = field(default_factory=dict)
    """All other columns of the row, as text; they pass through to the tables."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an input gave nothing; a row of ``errors.parquet``."""

    id: str
    source: str
    stage: Stage
    error: str
    """Name of the exception's class, or what ended the worker: ``Timeout``, ``WorkerDied``."""
    message: str
    """One line that names the file, the place and what was expected."""


def failed(item: Item, stage: Stage, error: str | BaseException, message: str = "") -> Failure:
    """Why an item gave nothing; the message of an error is its first line."""
    if isinstance(error, BaseException):
        lines = str(error).splitlines()
        message = message or (lines[0] if lines else "no message")
        error = type(error).__name__
    return Failure(item.id, item.source, stage, error, message)
