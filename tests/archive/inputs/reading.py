"""What most tests of inputs do: read a file, and say in short what became of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from vacmap.archive.inputs import Source, find_sources, read_items
from vacmap.archive.records import Failure, Item

CASES = Path(__file__).parent / "cases"


def source_of(path: Path) -> Source:
    """The one source that a path stands for."""
    (source,) = find_sources([path])
    return source


def read(path: Path, **options: Any) -> list[Item | Failure]:
    """All that a file gives."""
    return list(read_items(source_of(path), **options))


def items(path: Path, **options: Any) -> list[Item]:
    """The items of a file that has no fault."""
    found = read(path, **options)
    assert [one for one in found if isinstance(one, Failure)] == []
    return [one for one in found if isinstance(one, Item)]


def failure(path: Path, **options: Any) -> Failure:
    """Why a file gives nothing."""
    (found,) = read(path, **options)
    assert isinstance(found, Failure)
    return found


def failures(path: Path, **options: Any) -> list[Failure]:
    """What failed among what a file gives."""
    return [one for one in read(path, **options) if isinstance(one, Failure)]


def texts(path: Path, **options: Any) -> list[str | None]:
    """Texts of the items of a file that has no fault."""
    return [item.text for item in items(path, **options)]
