"""text, zones, tasks → stretches: the whole vacancy cut at every border, so that a template can mark it in place"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise

from vacmap.records import Function, ZoneCode
from vacmap.report.contacts import find_contacts, mask_of
from vacmap.report.function.snippets import Snippet
from vacmap.report.wording import clean

MOST_SIGNS = 200_000
"""Longer texts are shown up to here: a report is read by people."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of the vacancy that is of one zone and of one task, or of none."""

    text: str
    zone: str
    task: Snippet | None
    opens_task: bool
    """True for the first stretch of its task."""
    dimmed: bool
    """True if the stretch was not read for tasks."""
    heading: bool


def cut_text(
    function: Function, snippets: tuple[Snippet, ...], *, keep_contacts: bool = False
) -> tuple[tuple[Stretch, ...], bool]:
    """Cut the text of a function at the borders of its zones, tasks and contact data.

    Returns
    -------
    tuple of Stretch
        In order. Without masking, their texts together are the text (control characters left out).
    bool
        False if the text was too long to show whole.
    """
    text = function.text[:MOST_SIGNS]
    contacts = () if keep_contacts else find_contacts(text)
    masks = {contact.start: mask_of(contact) for contact in contacts}
    hidden = [(contact.start, contact.end) for contact in contacts]
    spans = [*hidden, *((zone.start, zone.end) for zone in function.zones), *((one.start, one.end) for one in snippets)]
    borders = {0, len(text), *(min(border, len(text)) for span in spans for border in span)}
    for start, end in hidden:  # a border inside a phone number would show half of it
        borders -= {border for border in borders if start < border < end}
    edges = sorted(borders)
    zones = sorted(function.zones, key=lambda zone: zone.start)
    zone_starts = [zone.start for zone in zones]
    owner = _owners(edges, snippets)
    stretches: list[Stretch] = []
    seen: set[int] = set()
    for at, (start, end) in enumerate(pairwise(edges)):
        index = bisect_right(zone_starts, start) - 1
        zone = zones[index] if index >= 0 and zones[index].end > start else None
        task = owner[at]
        stretches.append(
            Stretch(
                text=masks[start] if start in masks else clean(text[start:end]),
                zone=(zone.zone if zone is not None else ZoneCode.OVERIG).value,
                task=task,
                opens_task=task is not None and task.number not in seen,
                dimmed=zone is None or zone.zone != ZoneCode.TAKEN,
                heading=zone is not None and zone.heading,
            )
        )
        if task is not None:
            seen.add(task.number)
    return tuple(stretches), len(function.text) <= MOST_SIGNS


def _owners(edges: list[int], snippets: tuple[Snippet, ...]) -> list[Snippet | None]:
    """Per stretch the task it belongs to; where tasks overlap, the one that started last."""
    owner: list[Snippet | None] = [None] * max(0, len(edges) - 1)
    for snippet in sorted(snippets, key=lambda item: item.start):
        first = max(0, bisect_right(edges, snippet.start) - 1)
        for at in range(first, len(owner)):
            if edges[at] >= snippet.end:
                break
            owner[at] = snippet
    return owner
