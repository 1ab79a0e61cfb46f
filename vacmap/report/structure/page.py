"""part of a structure → one html page to walk through it, that opens offline; its script only adds"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from vacmap.report.pages import environment
from vacmap.report.phrases import label, phrase
from vacmap.report.structure.cells import Also, ProfessionView, View
from vacmap.report.structure.picture import model
from vacmap.report.wording import capital, enumerate_words, in_sentence


@dataclass(frozen=True, slots=True)
class Overlap:
    """How much a profession has in common with another; of itself, how much it has alone."""

    one: ProfessionView
    other: ProfessionView
    parts: int
    """Deelactiviteiten in the same cluster of both, or of one only."""
    share: float
    """Those as a share of all that ``one`` has, 0 to 1."""


def render_page(view: View) -> str:
    """The structure as a page. Which professions are seen is chosen on it; without script all are."""
    return (
        environment()
        .get_template("structure/page.html")
        .render(
            view=view,
            structure=view.structure,
            model=model(view),
            overlaps=_overlaps(view),
            said=_said,
            other_wordings=_other_wordings,
            told=partial(label, "structure_told"),
        )
    )


def _overlaps(view: View) -> list[list[Overlap]]:
    """A row per profession shown, a column per profession shown."""
    sharing = view.sharing
    rows = []
    for one in view.shown:
        row = []
        for other in view.shown:
            parts = one.distinctive if one is other else len(sharing.joined(one.profession.id, other.profession.id))
            row.append(Overlap(one, other, parts, parts / max(one.parts, 1)))
        rows.append(row)
    return rows


def _said(also: Sequence[Also]) -> str:
    """In words what the signs behind an activity show."""
    kinds = (
        ("also", [one for one in also if one.literal and one.cluster is None]),
        ("nearly", [one for one in also if not one.literal]),
        ("elsewhere", [one for one in also if one.cluster is not None]),
    )
    said = [phrase("structure", kind, names=_names(found)) for kind, found in kinds if found]
    return capital("; ".join(said)) + "."


def _names(also: Sequence[Also]) -> str:
    return enumerate_words([in_sentence(one.owner.profession.name) for one in also])


def _other_wordings(also: Sequence[Also]) -> dict[str, list[Also]]:
    """By other wording of nearly the same, the professions that use it."""
    found: dict[str, list[Also]] = {}
    for one in also:
        if not one.literal:
            found.setdefault(one.wording, []).append(one)
    return found
