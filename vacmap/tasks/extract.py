"""zones → tasks: the stretches that state one thing the job holder does, with what stands around them"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vacmap.layout import plain
from vacmap.records import Unit, ZoneCode
from vacmap.tasks.splitter import ClauseSplitter
from vacmap.tasks.words import split_words
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
    sentence: str
    """The whole sentence or list item it stands in, plain."""
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


def extract_tasks(
    text: str, labelled: Sequence[LabelledUnit], splitter: ClauseSplitter, title: str | None = None
) -> list[TaskSpan]:
    """The tasks of every unit that states an activity, in the order of the text; a unit may state several."""
    title = title if title is not None else find_title(text, labelled)
    tasks: list[TaskSpan] = []
    heading = previous = ""
    for item in labelled:
        said = plain(text[item.unit.start : item.unit.end])
        heads = item.unit.heading >= HEADING
        if item.zone is not ZoneCode.TAKEN:
            heading, previous = (said if heads else heading), ""
        elif not item.states_activity:
            heading, previous = said, ""
        else:
            for start, end in _clauses(text, item.unit, splitter):
                clause = plain(text[start:end])
                tasks.append(TaskSpan(start, end, clause, said, heading, previous, title or ""))
                previous = clause
            if heads:
                heading, previous = said, ""
    return tasks


def _clauses(text: str, unit: Unit, splitter: ClauseSplitter) -> Iterator[tuple[int, int]]:
    """Start and end of every task in a unit; together they hold all its words."""
    words = split_words(text, unit.start, unit.end)
    firsts = [0, *splitter.split([word.text for word in words])]
    for number, first in enumerate(firsts):
        last = firsts[number + 1] - 1 if number + 1 < len(firsts) else None
        yield (
            unit.start if number == 0 else words[first].start,
            unit.end if last is None else words[last].end,
        )
