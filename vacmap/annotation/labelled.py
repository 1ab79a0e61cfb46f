"""function → labelled vacancy: what a model said, in the form in which people say it"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vacmap.records import OUTSIDE, Function, Task, ZoneCode
from vacmap.training import Label, LabelledSpan, LabelledVacancy
from vacmap.training.labels import MOST_CLUSTERS

NAMED = 0.5
"""A label is proposed if its probability or share is at least so large a part of the largest one."""


def labelled_vacancy(function: Function) -> LabelledVacancy:
    """What a model says of a vacancy, as a proposal to correct.

    Every task is a unit with its clusters and professions; what lies between tasks is one unit per zone. Units follow
    each other and cover all of the text but white space.
    """
    units = list(_units(function))
    mixture = function.profile.professions or None
    return LabelledVacancy(function.id, function.text, tuple(units), function.title, mixture)


def _units(function: Function) -> Iterator[LabelledSpan]:
    """The tasks, and the stretches between them, zone by zone. A task that page furniture interrupts holds it."""
    place = 0
    for zone in function.zones:
        for task in function.tasks:
            if zone.start <= task.start < zone.end and task.start >= place:
                yield from _between(function.text, place, task.start, zone.zone)
                yield LabelledSpan(task.start, task.end, _label(task))
                place = task.end
        if place < zone.end:
            yield from _between(function.text, place, zone.end, zone.zone)
            place = zone.end


def _between(text: str, start: int, end: int, zone: ZoneCode) -> Iterator[LabelledSpan]:
    """A stretch that states no task, without the white space around it; nothing if it has no word."""
    inside = text[start:end]
    if any(character.isalnum() for character in inside):
        first = start + len(inside) - len(inside.lstrip())
        yield LabelledSpan(first, first + len(inside.strip()), Label(zone))


def _label(task: Task) -> Label:
    clusters = sorted(_named(task.cluster_scores), key=lambda code: -task.cluster_scores[code])
    clusters.sort(key=lambda code: code != task.cluster)
    if task.cluster == OUTSIDE:  # what professions a second cluster would have, the task does not say
        return Label(ZoneCode.TAKEN, (OUTSIDE,), (), (task.outside,) if task.outside else ())
    inside = [code for code in clusters if code != OUTSIDE]
    return Label(ZoneCode.TAKEN, tuple(inside[:MOST_CLUSTERS]), tuple(_named(task.professions)))


def _named(shares: Mapping[str, float]) -> list[str]:
    least = NAMED * max(shares.values(), default=0.0)
    return [code for code, share in shares.items() if share >= least]
