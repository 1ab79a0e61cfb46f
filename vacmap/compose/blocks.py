"""ids with weights → the blocks of the structure, each with the deelactiviteiten that can be cut from it

A block is a profession (``programmator``), a cell (``programmator/ontwerpen``), an activity or a deelactiviteit.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from vacmap.compose.errors import ComposeError
from vacmap.compose.wording import full_text, sentence, sentence_for

if TYPE_CHECKING:
    from vacmap.structure import Activity, Part, Structure

SUGGESTIONS = 3
"""Ids that are named beside one that does not exist."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a task was cut from."""

    profession: str
    cluster: str
    activity: str
    """Id of the hoofdactiviteit."""
    part: str | None
    """Id of the deelactiviteit; None if the hoofdactiviteit lists none and its title is the task."""
    text: str
    """What stands there in the structure."""

    @property
    def id(self) -> str:
        return self.part or self.activity

    def to_dict(self) -> dict[str, str | None]:
        return {"profession": self.profession, "activity": self.activity, "part": self.part}


@dataclass(frozen=True, slots=True)
class Piece:
    """A deelactiviteit, ready to be pasted."""

    sentence: str
    """As a vacancy would say it; words that stand for the target group in braces."""
    source: Source


@dataclass(frozen=True, slots=True)
class Block:
    """A chosen part of the structure."""

    id: str
    weight: float
    share: float
    """Its weight as a part of all weights; the shares of a choice sum to 1."""
    profession: str
    pieces: tuple[Piece, ...]
    """In the structure's order."""


def parse_weights(arguments: Iterable[str]) -> dict[str, float]:
    """Read blocks as the command line gives them: ``id`` or ``id=weight``, with a decimal point or comma.

    Raises
    ------
    ComposeError
        If a weight is no number, or a block stands twice.

    Examples
    --------
    >>> parse_weights(["programmator/ontwerpen=2", "begeleider/organiseren"])
    {'programmator/ontwerpen': 2.0, 'begeleider/organiseren': 1.0}
    """
    weights: dict[str, float] = {}
    for argument in arguments:
        id_, sign, number = (part.strip() for part in argument.partition("="))
        try:
            weight = float(number.replace(",", ".")) if sign else 1.0
        except ValueError:
            raise ComposeError(f"{argument}: expected a positive number behind the =, got {number!r}") from None
        if id_ in weights:
            raise ComposeError(
                f"{id_}: given twice; expected every block once, with a weight behind = if it counts more"
            )
        weights[id_] = weight
    return weights


def pick_blocks(weights: Mapping[str, float], structure: Structure) -> tuple[Block, ...]:
    """The blocks with these ids.

    Parameters
    ----------
    weights : mapping of str to float
        Id of a profession, cell, activity or deelactiviteit → a positive weight; only proportions count.

    Raises
    ------
    ComposeError
        If there are none, an id does not exist, or a weight is no positive number.
    """
    if not weights:
        raise ComposeError("no blocks; expected at least one id of a profession, cell, activity or deelactiviteit")
    for id_, weight in weights.items():
        if not (math.isfinite(weight) and weight > 0):
            raise ComposeError(f"{id_}: expected a positive number as weight, got {weight:g}")
    largest = max(weights.values())
    total = sum(weight / largest for weight in weights.values())
    return tuple(
        Block(id_, weight, weight / largest / total, pieces[0].source.profession, pieces)
        for id_, weight in weights.items()
        for pieces in (_pieces(id_, structure),)
    )


def _pieces(id_: str, structure: Structure) -> tuple[Piece, ...]:
    """What a block holds, in the structure's order."""
    for activity in structure.activities:
        for part in activity.walk():
            if id_ == part.id:
                return (_piece(activity, part),)
    activities = [one for one in structure.activities if id_ in {one.profession, one.cell, one.id}]
    if not activities:
        raise ComposeError(_unknown(id_, structure))
    pieces = tuple(piece for activity in activities for piece in pieces_of(activity))
    if not pieces:
        raise ComposeError(f"{id_}: expected a block with deelactiviteiten; it has none, and no title")
    return pieces


def pieces_of(activity: Activity) -> Iterator[Piece]:
    """The deelactiviteiten of an activity, or the activity itself where it lists none."""
    if activity.parts:
        yield from (_piece(activity, part) for part in activity.parts)
    elif activity.title is not None:
        source = Source(activity.profession, activity.cluster, activity.id, None, activity.title)
        yield Piece(sentence(activity.title), source)


def _piece(activity: Activity, part: Part) -> Piece:
    source = Source(activity.profession, activity.cluster, activity.id, part.id, full_text(part))
    return Piece(sentence_for(part), source)


def block_ids(structure: Structure) -> tuple[str, ...]:
    """Every id that can be a block: professions, cells, activities, deelactiviteiten."""
    below = [id_ for one in structure.activities for id_ in (one.id, *(part.id for part in one.walk()))]
    return (*structure.profession_ids, *structure.cells, *below)


def _unknown(id_: str, structure: Structure) -> str:
    ids = block_ids(structure)
    profession, _, cluster = id_.partition("/")
    if profession in structure.profession_ids and cluster in structure.cluster_ids:
        return f"{id_}: expected a cell with activities; {structure.name} gives this profession none in this cluster"
    # A cluster alone is no block: whose it is has to be said.
    near = [cell for cell in structure.cells if cell.endswith(f"/{id_}")] or get_close_matches(
        id_, ids, n=SUGGESTIONS, cutoff=0.5
    )
    expected = f"did you mean {' or '.join(map(repr, near))}?" if near else f"expected an id such as {ids[0]!r}"
    return f"{id_}: no such block in {structure.name}; {expected} `vacmap structure --format json` lists the ids"
