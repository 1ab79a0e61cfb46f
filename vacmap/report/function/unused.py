"""components and snippets → the blocks of the weightiest professions that no task was cut from"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vacmap.report.function.snippets import Snippet

if TYPE_CHECKING:
    from vacmap.structure import Structure

WEIGHTY = 0.15
"""Share from which a profession's blocks are gone through."""
MOST_PROFESSIONS = 3


@dataclass(frozen=True, slots=True)
class UnusedBlocks:
    """What a function leaves out of one profession."""

    name: str
    sign: str
    position: int
    blocks: tuple[str, ...]
    """Titles of the activities, or the names of their clusters where they have none, in the structure's order."""
    total: int
    """Number of activities the profession has."""


def unused_blocks(
    professions: Sequence[tuple[str, str, float]], snippets: Sequence[Snippet], structure: Structure
) -> tuple[UnusedBlocks, ...]:
    """Per weighty profession the activities that come second or third to no task either.

    Parameters
    ----------
    professions : sequence of (name, sign, share)
        In the structure's order.
    """
    used = {
        block.activity
        for snippet in snippets
        for block in ((snippet.block, *snippet.runners_up) if snippet.block is not None else ())
    }
    weighty = sorted(range(len(professions)), key=lambda at: -professions[at][2])[:MOST_PROFESSIONS]
    out = []
    for position in weighty:
        name, sign, share = professions[position]
        code = structure.profession_ids[position]
        activities = [activity for activity in structure.activities if activity.profession == code]
        blocks = tuple(
            activity.title or structure.cluster(activity.cluster).name
            for activity in activities
            if activity.id not in used
        )
        if share >= WEIGHTY and blocks:
            out.append(UnusedBlocks(name, sign, position, blocks, len(activities)))
    return tuple(out)
