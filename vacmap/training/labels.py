"""What people said of vacancies: the records every labelled file is read into"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from vacmap.errors import TrainingDataError
from vacmap.records import ZoneCode


@dataclass(frozen=True, slots=True)
class Legend:
    """What the signs in a folder of training files stand for."""

    letters: dict[str, str]
    """Letter → profession."""
    kinds: tuple[str, ...] | None = None
    """Kinds of work outside that may be named; None: any."""


MOST_CLUSTERS = 3
"""Clusters of a unit at most."""


@dataclass(frozen=True, slots=True)
class Label:
    """What a person said of a unit."""

    zone: ZoneCode
    clusters: tuple[str, ...] = ()
    """Clusters or ``buiten``, the weightiest first; empty for a unit that states no activity."""
    professions: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    """Kinds of work outside, one for each ``buiten`` among the clusters (at most one in practice)."""


@dataclass(frozen=True, slots=True)
class LabelledSpan:
    """A unit as it was labelled; ``end`` is exclusive."""

    start: int
    end: int
    label: Label


@dataclass(frozen=True, slots=True)
class LabelledVacancy:
    """A text with its units; or a series of sentences that have nothing to do with each other."""

    id: str
    text: str
    units: tuple[LabelledSpan, ...]
    title: str | None = None
    mixture: dict[str, float] | None = None
    """Share per profession and ``buiten``; sums to 1. None where nobody said so, and for a series."""
    is_series: bool = False


def read_lines(file: Path) -> list[str]:
    """Lines of a UTF-8 file. Raises TrainingDataError if it cannot be read as such."""
    try:
        return file.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise TrainingDataError(f"{file}: cannot be read as UTF-8 text ({error})") from None
