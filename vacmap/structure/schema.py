"""The beroepenstructuur as records: professions × clusters × activities, in shells."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from vacmap.records import OUTSIDE

CODE = r"^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$"
"""Form of the id of a shell, cluster or profession."""
PATH = r"^[a-z0-9-]+(?:/[a-z0-9-]+)+$"
"""Form of the id of an activity or part: readable steps with slashes."""


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, str_min_length=1)


class Shell(_Record):
    """A ring of the model: kern, kernactiviteiten, ondersteunende activiteiten."""

    id: str = Field(pattern=CODE)
    name: str
    description: str


class Cluster(_Record):
    """A kind of activity that every profession has in its own way."""

    id: str = Field(pattern=CODE)
    name: str
    shell: str
    description: str | None = None


class Profession(_Record):
    """An ideal type (beroep)."""

    id: str = Field(pattern=CODE)
    name: str
    definition: str


class Part(_Record):
    """A deelactiviteit, with its own sub-items where it has any."""

    id: str = Field(pattern=PATH)
    text: str
    parts: tuple[Part, ...] = ()

    def walk(self) -> Iterator[Part]:
        """The part and everything under it, in order."""
        yield self
        for part in self.parts:
            yield from part.walk()


class Activity(_Record):
    """A hoofdactiviteit of one cell; ``title`` is None for a list that has none."""

    id: str = Field(pattern=PATH)
    profession: str
    cluster: str
    title: str | None
    parts: tuple[Part, ...]

    @property
    def cell(self) -> str:
        """Code of the cell: ``profession/cluster``."""
        return f"{self.profession}/{self.cluster}"

    def walk(self) -> Iterator[Part]:
        """All parts, sub-items directly behind the part they belong to."""
        for part in self.parts:
            yield from part.walk()


class Structure(_Record):
    """A whole beroepenstructuur.

    Raises
    ------
    pydantic.ValidationError
        If an id stands twice, a cluster names no shell, an activity names no profession or cluster, or ``buiten`` is
        used as a code.
    """

    name: str
    version: str
    source: str
    description: str | None = None
    shells: tuple[Shell, ...] = Field(min_length=1)
    clusters: tuple[Cluster, ...] = Field(min_length=1)
    professions: tuple[Profession, ...] = Field(min_length=1)
    activities: tuple[Activity, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _ids_stand_once(self) -> Self:
        for kind in ("shells", "clusters", "professions"):
            seen: set[str] = set()
            for index, item in enumerate(getattr(self, kind)):
                if item.id in seen:
                    raise ValueError(f"{kind}[{index}].id: expected an id used once, got {item.id!r} again")
                if item.id == OUTSIDE:
                    raise ValueError(f"{kind}[{index}].id: {OUTSIDE!r} is kept for work outside the structure")
                seen.add(item.id)
        ids: set[str] = set()
        for index, activity in enumerate(self.activities):
            for id_ in (activity.id, *(part.id for part in activity.walk())):
                if id_ in ids:
                    raise ValueError(f"activities[{index}]: expected ids used once, got {id_!r} again")
                ids.add(id_)
        return self

    @model_validator(mode="after")
    def _references_hold(self) -> Self:
        shells = sorted(shell.id for shell in self.shells)
        for index, cluster in enumerate(self.clusters):
            if cluster.shell not in shells:
                raise ValueError(f"clusters[{index}].shell: expected one of {shells}, got {cluster.shell!r}")
        for field, allowed in (("profession", self.profession_ids), ("cluster", self.cluster_ids)):
            for index, activity in enumerate(self.activities):
                if (code := getattr(activity, field)) not in allowed:
                    raise ValueError(f"activities[{index}].{field}: expected one of {list(allowed)}, got {code!r}")
            used = {getattr(activity, field) for activity in self.activities}
            for index, code in enumerate(allowed):
                if code not in used:
                    raise ValueError(f"{field}s[{index}]: expected at least one activity of {code!r}")
        return self

    @cached_property
    def profession_ids(self) -> tuple[str, ...]:
        return tuple(profession.id for profession in self.professions)

    @cached_property
    def cluster_ids(self) -> tuple[str, ...]:
        return tuple(cluster.id for cluster in self.clusters)

    @cached_property
    def cells(self) -> tuple[str, ...]:
        """Codes ``profession/cluster`` of the cells that hold an activity, in the structure's order."""
        return tuple(dict.fromkeys(activity.cell for activity in self.activities))

    def has_cell(self, profession: str, cluster: str) -> bool:
        return f"{profession}/{cluster}" in self._by_cell

    def in_cell(self, profession: str, cluster: str) -> tuple[Activity, ...]:
        """Activities of a cell; empty if the structure leaves it empty."""
        return self._by_cell.get(f"{profession}/{cluster}", ())

    def activity(self, id_: str) -> Activity:
        """The activity with this id. Raises KeyError if there is none."""
        return self._by_id[id_]

    def part(self, id_: str) -> Part:
        """The deelactiviteit with this id. Raises KeyError if there is none."""
        return self._parts[id_]

    def cluster(self, id_: str) -> Cluster:
        """The cluster with this id. Raises KeyError if there is none."""
        return {cluster.id: cluster for cluster in self.clusters}[id_]

    def profession(self, id_: str) -> Profession:
        """The profession with this id. Raises KeyError if there is none."""
        return {profession.id: profession for profession in self.professions}[id_]

    @property
    def label(self) -> str:
        """Name and version in one word, as a model's card names the structure it was trained for."""
        return f"{re.sub(r'[^a-z0-9]+', '-', self.name.lower()).strip('-')}@{self.version}"

    def to_dict(self) -> dict[str, Any]:
        """The JSON of the structure (see the contract)."""
        return self.model_dump(mode="json")

    def digest(self) -> str:
        """SHA-256 of the content, independent of layout: a model refuses a structure with another digest."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()

    @cached_property
    def _by_cell(self) -> dict[str, tuple[Activity, ...]]:
        cells: dict[str, tuple[Activity, ...]] = {}
        for activity in self.activities:
            cells[activity.cell] = (*cells.get(activity.cell, ()), activity)
        return cells

    @cached_property
    def _by_id(self) -> dict[str, Activity]:
        return {activity.id: activity for activity in self.activities}

    @cached_property
    def _parts(self) -> dict[str, Part]:
        return {part.id: part for activity in self.activities for part in activity.walk()}
