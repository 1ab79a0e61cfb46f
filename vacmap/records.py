"""What travels along the road: a vacancy, its lines and units, its zones and tasks, the function they describe.

All records are frozen. ``start`` and ``end`` are code-point offsets into the text as it was given (``end`` exclusive),
so ``text[record.start:record.end]`` is always the stretch that a record speaks of.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from vacmap.structure import Structure

SCHEMA = "vacmap/1"
"""Name and version of the JSON of one function."""

OUTSIDE = "buiten"
"""The code for work outside the structure; it stands beside the codes of clusters and of professions."""


class ZoneCode(StrEnum):
    """What a stretch of a vacancy is about."""

    TAKEN = "taken"
    FUNCTIE = "functie"
    ORGANISATIE = "organisatie"
    PROFIEL = "profiel"
    AANBOD = "aanbod"
    PROCEDURE = "procedure"
    OVERIG = "overig"


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A vacancy as it was read, before anything is made of it."""

    id: str
    text: str
    source: str | None = None
    """Where the text came from: a path, or None for a text given in memory."""
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text, without its line break."""

    start: int
    end: int
    content: int
    """Offset of the first character behind indent, bullet and markdown signs; ``end`` in a blank line."""
    bullet: str | None = None
    """The bullet or number that opens the line, as it stands there."""
    indent: int = 0
    """Columns before the first sign (a tab counts as four)."""
    after_blank: bool = False
    continues: bool = False
    """True if the line goes on with the sentence of the line before it (a soft wrap), or of the last line before the
    page furniture above it."""
    marked_heading: bool = False
    """True if the line is marked as a heading: markdown ``#``, or wholly bold."""
    furniture: bool = False
    """True if the line is a header or footer of a page."""

    @property
    def blank(self) -> bool:
        return self.content >= self.end


@dataclass(frozen=True, slots=True)
class Unit:
    """What is labelled: one line (with the lines that continue it), or one sentence inside it."""

    start: int
    end: int
    line: int
    """Index of the line in which the unit starts."""
    opens_line: bool
    """False for the second and later sentences of a line."""
    closes_line: bool
    bullet: str | None
    indent: int
    heading: float
    """How much the unit looks like a heading by its form alone, 0 (not) to 1 (surely)."""
    after_blank: bool = False
    """True if an empty line, or nothing, stands above the unit."""
    furniture: bool = False
    """True if the unit is a header or footer of a page."""
    resumes: bool = False
    """True if the unit is the second part of a sentence that page furniture interrupted: it goes on with the last unit
    before it that is no furniture."""


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch about one thing. Zones follow each other without a gap and cover the text."""

    start: int
    end: int
    zone: ZoneCode
    heading: bool = False
    """True if the stretch is a heading that opens what follows."""
    confidence: float = 1.0
    """Probability of ``zone``, mean over the units in the stretch, 0 to 1."""

    def to_dict(self) -> dict[str, Any]:
        return {
            "start": self.start,
            "end": self.end,
            "zone": self.zone.value,
            "heading": self.heading,
            "confidence": _rounded(self.confidence),
        }


@dataclass(frozen=True, slots=True)
class Match:
    """An activity of the structure that a task resembles."""

    activity: str
    """Id of the hoofdactiviteit."""
    part: str | None
    """Id of the deelactiviteit that comes nearest, if one does."""
    similarity: float
    """Cosine of the two texts, 0 (nothing in common) to 1 (the same words)."""
    share: float = 0.0
    """How far the task may have been cut from this activity rather than from another or from outside, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a task that speaks for the cluster the task was given."""

    start: int
    end: int
    weight: float
    """What the word adds to the log-odds of the cluster, by itself and in pairs with its neighbours; above 0."""


@dataclass(frozen=True, slots=True)
class Alone:
    """What a task says by itself, before the rest of the vacancy was looked at."""

    cluster: str
    """The likeliest cluster, or ``buiten``, by the words of the task alone."""
    words: tuple[Word, ...]
    """Words that speak for the cluster the task was given in the end, the weightiest first; empty if none does."""


@dataclass(frozen=True, slots=True)
class Task:
    """One thing the job holder does, with what the sentence says by itself."""

    start: int
    end: int
    text: str
    cluster: str
    """The cluster with the highest score, or ``buiten``."""
    cluster_scores: dict[str, float]
    """Probability per cluster and ``buiten``; sums to 1."""
    professions: dict[str, float]
    """Share per profession; sums to 1; empty when ``cluster`` is ``buiten``."""
    outside: str | None = None
    """Kind of work, when ``cluster`` is ``buiten``."""
    matches: tuple[Match, ...] = ()
    """Activities of the structure it may have been cut from, best first: the nearest of its cluster, then the likeliest
    of all others. When ``cluster`` is ``buiten`` all are others."""
    confidence: float = 1.0
    """Probability of ``cluster``, 0 to 1."""
    certain: bool = True
    """False if the model would rather not say: ``confidence`` lies under the model's threshold."""
    umbrella: bool = False
    """True if it names in general what the tasks below it state one by one; the profile does not count it."""
    alone: Alone | None = None
    """None where nobody asked why (see :meth:`vacmap.road.Mapper.analyse`)."""

    @property
    def match(self) -> Match | None:
        """The activity the task was cut from, as far as words tell; None when it lies outside the structure."""
        return self.matches[0] if self.matches and self.cluster != OUTSIDE else None

    @property
    def activity(self) -> str | None:
        """Id of the activity the task was cut from; None when it lies outside the structure."""
        return self.match.activity if self.match is not None else None

    def to_dict(self) -> dict[str, Any]:
        return {
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "cluster": self.cluster,
            "cluster_scores": _rounded_shares(self.cluster_scores),
            "professions": _rounded_shares(self.professions),
            "outside": self.outside,
            "activity": self.activity,
            "confidence": _rounded(self.confidence),
            "certain": self.certain,
        }


@dataclass(frozen=True, slots=True)
class Profile:
    """The function as a mixture of professions and work outside."""

    tasks: int
    """Number of tasks the profile rests on. With 0 tasks every dictionary is empty: nothing can be said."""
    professions: dict[str, float] = field(default_factory=dict)
    """Share per profession and ``buiten``; sums to 1."""
    intervals: dict[str, tuple[float, float]] = field(default_factory=dict)
    """Per profession and ``buiten`` the limits between which its share lies with a probability of 90 %."""
    clusters: dict[str, float] = field(default_factory=dict)
    """Share per cluster and ``buiten``; sums to 1."""
    cells: dict[str, float] = field(default_factory=dict)
    """Share per ``profession/cluster``; with the share of ``buiten`` they sum to 1."""
    uncertain: float = 0.0
    """Share of the tasks of which the model is not certain, 0 to 1."""

    def to_dict(self) -> dict[str, Any]:
        return {
            "tasks": self.tasks,
            "professions": _rounded_shares(self.professions),
            "intervals": {code: [_rounded(low), _rounded(high)] for code, (low, high) in self.intervals.items()},
            "clusters": _rounded_shares(self.clusters),
            "cells": _rounded_shares(self.cells),
            "uncertain": _rounded(self.uncertain),
        }


@dataclass(frozen=True, slots=True)
class Measured:
    """How well a model did on labelled vacancies that had no part in its training (see :mod:`vacmap.evaluation`)."""

    vacancies: int
    task_units: int
    cluster_hit: float
    """Share of the tasks that were put in a cluster the readers named too."""
    function_distance: float
    """Mean distance of the mixtures to those of the readers, 0 (the same) to 1 (nothing in common)."""
    intervals_hold: float
    """Share of the 90 % intervals that hold the share the readers gave."""


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """Which model said it."""

    name: str
    version: str
    structure: str
    """Name and version of the structure the model was trained for."""
    measured: Measured | None = None
    """None if nobody measured it, or the figures were not kept."""

    def to_dict(self) -> dict[str, str]:
        return {"name": self.name, "version": self.version, "structure": self.structure}


@dataclass(frozen=True, slots=True)
class Function:
    """What one vacancy describes."""

    id: str
    title: str | None
    text: str
    model: ModelInfo
    zones: tuple[Zone, ...]
    tasks: tuple[Task, ...]
    profile: Profile
    structure: Structure | None = field(default=None, repr=False, compare=False)
    """The :class:`~vacmap.structure.Structure` whose codes the function uses."""
    dutch: bool = True
    """False if the text is not Dutch; then nothing was read from it: one zone, no task."""
    novelty: float = 0.0
    """How unlike the texts the model was trained on, 0 to 1: the part of them with fewer unknown words among the tasks
    (in the whole text, where no task was found)."""

    def to_dict(self, *, with_text: bool = False) -> dict[str, Any]:
        """The JSON of one function (see the contract); ``with_text`` adds the text the offsets point into."""
        out: dict[str, Any] = {
            "schema": SCHEMA,
            "id": self.id,
            "title": self.title,
            "model": self.model.to_dict(),
            "zones": [zone.to_dict() for zone in self.zones],
            "tasks": [task.to_dict() for task in self.tasks],
            "profile": self.profile.to_dict(),
            "novelty": _rounded(self.novelty),
        }
        if with_text:
            out["text"] = self.text
        return out

    def to_frame(self) -> pd.DataFrame:
        """One row per task, a column per field and per profession (share; missing when the task is ``buiten``).

        Returns
        -------
        pandas.DataFrame of shape (n_tasks, 8 + n_professions)
        """
        import pandas as pd

        professions = self.structure.profession_ids if self.structure is not None else ()
        columns = ["start", "end", "text", "cluster", "outside", "activity", "confidence", "certain", *professions]
        rows = [
            [
                *(task.start, task.end, task.text, task.cluster, task.outside, task.activity),
                *(task.confidence, task.certain),
                *(task.professions.get(code) for code in professions),
            ]
            for task in self.tasks
        ]
        return pd.DataFrame(rows, columns=columns)

    def _repr_html_(self) -> str:
        # The report is a later stage; a notebook asks the record itself for its picture.
        from vacmap.report import render_fragment

        return render_fragment(self)


DIGITS = 4
"""Decimals of shares and probabilities in JSON."""


def _rounded(value: float) -> float:
    return round(float(value), DIGITS)


def _rounded_shares(shares: dict[str, float]) -> dict[str, float]:
    """Shares rounded so that they still sum to exactly what they summed to (largest remainder)."""
    if not shares:
        return {}
    unit = 10**DIGITS
    scaled = {code: max(0.0, float(share)) * unit for code, share in shares.items()}
    floors = {code: int(value) for code, value in scaled.items()}
    missing = round(sum(scaled.values())) - sum(floors.values())
    by_remainder = sorted(scaled, key=lambda code: floors[code] - scaled[code])
    for code in by_remainder[:missing]:
        floors[code] += 1
    return {code: count / unit for code, count in floors.items()}
