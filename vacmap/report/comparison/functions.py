"""functions → entries: each function with its letter, its summary, and whether it can be compared"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from vacmap.activities import UNLIKE
from vacmap.records import Function
from vacmap.report.errors import ReportError
from vacmap.report.function.summary import Component, Summary, summarise
from vacmap.report.opening import FEW_TASKS
from vacmap.report.wording import one_line

LETTERS = "ABCDEFGHIJKL"
"""What functions are called, in the order given; there can be no more of them than letters."""
FEWEST = 2
SHORT = 30
"""Characters of a title where there is little room."""


class State(StrEnum):
    """What can be done with a function."""

    COMPARED = "compared"
    FEW = "few"
    """So few tasks that its shares say nothing about the function: drawn, not compared."""
    NO_TASKS = "no_tasks"
    NOT_DUTCH = "not_dutch"


@dataclass(frozen=True, slots=True)
class Entry:
    """A function of the comparison."""

    letter: str
    function: Function
    summary: Summary
    label: str
    """Its title, or the name of its text where it has none."""
    state: State
    same_text_as: str | None
    """Letter of the first function with the very same text."""

    @property
    def title(self) -> str:
        return self.summary.title

    @property
    def short(self) -> str:
        """Its label in few characters."""
        return shorten(self.label)

    @property
    def name(self) -> str:
        """How the text was called by who gave it; empty if it was not."""
        return one_line(self.function.id)

    @property
    def source(self) -> str:
        """Letter of the first function with this text, be it itself."""
        return self.same_text_as or self.letter

    @property
    def drawn(self) -> bool:
        """Whether it has a profile."""
        return bool(self.summary.components)

    @property
    def compared(self) -> bool:
        return self.state is State.COMPARED

    @property
    def tasks(self) -> int:
        return self.function.profile.tasks

    @property
    def unsure(self) -> int:
        """Tasks of which the model is not certain."""
        return round(self.function.profile.uncertain * self.tasks)

    @property
    def mostly_unsure(self) -> bool:
        return self.unsure > self.tasks / 2

    @property
    def unlike(self) -> bool:
        """Whether the text is unlike all that the model knows."""
        return self.function.novelty >= UNLIKE

    def component(self, code: str) -> Component:
        """The profession, or the work outside, with this code."""
        return next(part for part in self.summary.components if part.code == code)


def make_entries(functions: Iterable[Function], *, keep_contacts: bool) -> tuple[Entry, ...]:
    """Give functions their letters; raises ReportError where they cannot stand side by side (see ``compare``)."""
    given = list(functions)
    _check(given)
    first_with: dict[str, str] = {}
    entries = []
    for letter, function in zip(LETTERS, given, strict=False):
        summary = summarise(function, keep_contacts=keep_contacts)
        first = first_with.setdefault(function.text, letter)
        entries.append(
            Entry(
                letter,
                function,
                summary,
                summary.title if function.title else one_line(function.id) or summary.title,
                _state(function),
                first if first != letter else None,
            )
        )
    if sum(entry.drawn for entry in entries) < FEWEST:
        raise ReportError(
            f"The 'functions' parameter of compare must hold at least {FEWEST} functions with tasks. "
            f"Got {sum(entry.drawn for entry in entries)} of {len(entries)} instead."
        )
    return tuple(entries)


def shorten(title: str, most: int = SHORT) -> str:
    """A title in at most so many characters, cut between words where that leaves enough of it.

    Examples
    --------
    >>> shorten("Educatief medewerker samen spelen en regionaal werk")
    'Educatief medewerker samen…'
    """
    if len(title) <= most:
        return title
    cut = title[: most - 1]
    whole = cut.rpartition(" ")[0]
    return (whole if len(whole) > most / 2 else cut).rstrip(" ,;:–-(/") + "…"


def _check(functions: list[Function]) -> None:
    for function in functions:
        if not isinstance(function, Function):
            raise ReportError(
                f"The 'functions' parameter of compare must hold Functions. Got {type(function).__name__} instead."
            )
    if not FEWEST <= len(functions) <= len(LETTERS):
        raise ReportError(
            f"The 'functions' parameter of compare must hold {FEWEST} to {len(LETTERS)} functions. "
            f"Got {len(functions)} instead."
        )
    models = list(dict.fromkeys(_model(function) for function in functions))
    if len(models) > 1:
        found = " and ".join(models)
    elif any(function.structure != functions[0].structure for function in functions):
        found = "different structures of one name"
    else:
        return
    raise ReportError(
        f"The 'functions' parameter of compare must hold functions of one model and one structure. Got {found} instead."
    )


def _model(function: Function) -> str:
    model = function.model
    return f"{model.name} {model.version} ({model.structure})"


def _state(function: Function) -> State:
    if not function.dutch:
        return State.NOT_DUTCH
    if not function.profile.professions:
        return State.NO_TASKS
    return State.COMPARED if function.profile.tasks > FEW_TASKS else State.FEW
