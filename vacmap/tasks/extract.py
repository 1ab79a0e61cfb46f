"""zones → tasks: the stretches that state one thing the job holder does, with what stands around them"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vacmap.layout import plain
from vacmap.records import ZoneCode
from vacmap.zones import HEADING, LabelledUnit

TITLE_UNITS = 12
"""The title of a function stands among the first so many units."""


@dataclass(frozen=True, slots=True)
class TaskSpan:
    """A stretch that states an activity, before anything is said about which."""

    start: int
    end: int
    text: str
    """The stretch in plain form: broken words whole, white space single."""
    heading: str
    """The heading or introduction it stands under, plain; empty if there is none."""
    previous: str
    """The task before it in the same list, plain; empty if there is none."""
    title: str
    """The function's title, plain; empty if none was found."""


def find_title(text: str, labelled: Sequence[LabelledUnit]) -> str | None:
    """The function's title: the first line near the top that frames the function and reads like a heading."""
    framing = [item.unit for item in labelled[:TITLE_UNITS] if item.zone is ZoneCode.FUNCTIE]
    for unit in framing:
        if unit.heading > 0 or len(plain(text[unit.start : unit.end])) <= 80:
            return plain(text[unit.start : unit.end])
    return None


def extract_tasks(text: str, labelled: Sequence[LabelledUnit], title: str | None = None) -> list[TaskSpan]:
    """Every unit that states an activity, in the order of the text."""
    title = title if title is not None else find_title(text, labelled)
    tasks: list[TaskSpan] = []
    heading = previous = ""
    for item in labelled:
        said = plain(text[item.unit.start : item.unit.end])
        if item.zone is not ZoneCode.TAKEN:
            heading = said if item.unit.heading >= HEADING else heading
            previous = ""
        elif not item.states_activity:
            heading, previous = said, ""
        else:
            tasks.append(TaskSpan(item.unit.start, item.unit.end, said, heading, previous, title or ""))
            previous = said
            if item.unit.heading >= HEADING:
                heading, previous = said, ""
    return tasks
