"""Function → Summary: every number and phrase the templates need, as plain data

The templates only lay out; whatever has to be counted, chosen or worded is done here and in the modules this one calls.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vacmap.activities import UNLIKE
from vacmap.records import OUTSIDE, Function, ModelInfo, ZoneCode
from vacmap.report.contacts import mask_contacts
from vacmap.report.errors import ReportError
from vacmap.report.function.shells import ClusterView, ShellView, shell_views
from vacmap.report.function.snippets import Snippet, cut_snippets
from vacmap.report.function.stretches import Stretch, cut_text
from vacmap.report.function.unused import UnusedBlocks, unused_blocks
from vacmap.report.opening import FEW_TASKS, Opening, Part, write_opening
from vacmap.report.palette import signs
from vacmap.report.phrases import label, phrase
from vacmap.report.quality import say_quality
from vacmap.report.wording import one_line

if TYPE_CHECKING:
    from vacmap.structure import Structure

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Component:
    """A profession, or the work outside, as part of the function."""

    code: str
    name: str
    sign: str
    position: int | None
    """Place in the structure; None for what lies outside."""
    share: float
    low: float | None
    """Lower limit of the 90 % interval, None if the profile gives none."""
    high: float | None
    definition: str | None = None


@dataclass(frozen=True, slots=True)
class OutsideGroup:
    """Work of one kind that lies outside the structure."""

    code: str
    label: str
    tasks: tuple[Snippet, ...]


@dataclass(frozen=True, slots=True)
class SkippedZone:
    """A kind of text that tells no tasks and was not used."""

    code: str
    label: str
    words: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What the report says about one function."""

    title: str
    opening: Opening
    tasks: int
    components: tuple[Component, ...]
    """Professions in the structure's order, then what lies outside; empty if nothing can be said."""
    shells: tuple[ShellView, ...]
    outside: tuple[OutsideGroup, ...]
    """Kinds of work outside, the most frequent first."""
    unused: tuple[UnusedBlocks, ...]
    """Blocks of the weightiest professions that no task was cut from; empty if there are too few tasks to say so."""
    uncertain: tuple[Snippet, ...]
    skipped: tuple[SkippedZone, ...]
    text: tuple[Stretch, ...]
    text_complete: bool
    model: ModelInfo
    quality: str
    """How well the model did on vacancies it did not know."""
    structure_name: str
    structure_source: str
    professions: tuple[Component, ...]
    """Every profession of the structure, also when nothing can be said of its share."""

    @property
    def clusters(self) -> tuple[ClusterView, ...]:
        return tuple(cluster for shell in self.shells for cluster in shell.clusters)

    @property
    def scale(self) -> float:
        """Where the axis of a chart of the components ends: above every interval, in steps of 10 %, at least 50 %."""
        most = max((max(part.share, part.high or 0.0) for part in self.components), default=0.0)
        return min(1.0, max(0.5, math.ceil(most * 10 - 1e-9) / 10))

    @property
    def full_cluster(self) -> float:
        """The share at which a cluster is drawn full: the largest there is, but never less than a quarter."""
        return max([0.25, *(cluster.share for cluster in self.clusters)])

    @property
    def full_cell(self) -> float:
        """The share at which a cell of the matrix has its deepest colour, never less than a tenth."""
        return max([0.1, *(cell.share for cluster in self.clusters for cell in cluster.cells)])

    @property
    def outside_share(self) -> float:
        return sum(part.share for part in self.components if part.position is None)


def summarise(function: Function, *, keep_contacts: bool = False) -> Summary:
    """Gather what the report says about one function.

    Parameters
    ----------
    function : Function
        It must carry its structure.
    keep_contacts : bool, default=False
        Show e-mail addresses and phone numbers instead of masking them.

    Raises
    ------
    ReportError
        If ``function.structure`` is None.
    """
    structure: Structure | None = function.structure
    if structure is None:
        raise ReportError("The 'structure' of the function must be a Structure to report on it. Got None instead.")
    snippets = cut_snippets(function, structure, keep_contacts=keep_contacts)
    professions = _professions(function, structure)
    outside = _outside_groups(snippets)
    components = (*professions, _outside_component(function)) if function.profile.professions else ()
    title = one_line(function.title or "")
    stretches, complete = cut_text(function, snippets, keep_contacts=keep_contacts)
    return Summary(
        title=(title if keep_contacts else mask_contacts(title)) or phrase("report", "untitled"),
        opening=write_opening(
            [Part(part.name, part.share, part.low, part.high) for part in components],
            tasks=function.profile.tasks,
            unsure=round(function.profile.uncertain * function.profile.tasks),
            outside_kinds=[group.label for group in outside],
            dutch=function.dutch,
            unlike=function.novelty >= UNLIKE,
        ),
        tasks=len(snippets),
        components=components,
        shells=shell_views(function, structure, snippets),
        outside=outside,
        unused=unused_blocks([(part.name, part.sign, part.share) for part in professions], snippets, structure)
        if len(snippets) > FEW_TASKS
        else (),
        uncertain=tuple(snippet for snippet in snippets if not snippet.certain),
        skipped=_skipped_zones(function),
        text=stretches,
        text_complete=complete,
        model=function.model,
        quality=say_quality(function.model),
        structure_name=structure.name,
        structure_source=structure.source,
        professions=professions,
    )


def _professions(function: Function, structure: Structure) -> tuple[Component, ...]:
    profile = function.profile
    names = signs([profession.name for profession in structure.professions])
    components = []
    for position, profession in enumerate(structure.professions):
        low, high = profile.intervals.get(profession.id, (None, None))
        share = profile.professions.get(profession.id, 0.0)
        components.append(
            Component(
                profession.id, profession.name, names[position], position, share, low, high, profession.definition
            )
        )
    return tuple(components)


def _outside_component(function: Function) -> Component:
    profile = function.profile
    low, high = profile.intervals.get(OUTSIDE, (None, None))
    return Component(OUTSIDE, phrase("report", "outside"), "–", None, profile.professions.get(OUTSIDE, 0.0), low, high)


def _outside_groups(snippets: tuple[Snippet, ...]) -> tuple[OutsideGroup, ...]:
    kinds = Counter(snippet.outside for snippet in snippets if snippet.outside is not None)
    return tuple(
        OutsideGroup(
            kind, label("outside_kinds", kind), tuple(snippet for snippet in snippets if snippet.outside == kind)
        )
        for kind, _ in kinds.most_common()
    )


def _skipped_zones(function: Function) -> tuple[SkippedZone, ...]:
    words: Counter[str] = Counter()
    for zone in function.zones:
        if zone.zone != ZoneCode.TAKEN:
            words[zone.zone.value] += len(_WORD.findall(function.text[zone.start : zone.end]))
    return tuple(SkippedZone(code, label("zones", code), words[code]) for code in words if words[code])
