"""two cells of a cluster → what they share, each deelactiviteit joined with its partner, and what only one has"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from vacmap.report.structure.cells import ActivityView, CellView, PartView


@dataclass(frozen=True, slots=True)
class Joined:
    """A deelactiviteit as both professions word it."""

    left: PartView
    right: PartView
    literal: bool
    """True if they word it the same."""


@dataclass(frozen=True, slots=True)
class Block:
    """What a hoofdactiviteit of one profession shares with a hoofdactiviteit of the other."""

    left: ActivityView
    right: ActivityView
    rows: tuple[Joined, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two cells side by side, in the order of the left one; what only the right one has keeps its own order."""

    shared: tuple[Block, ...]
    only_left: CellView
    only_right: CellView


def beside(left: CellView, right: CellView) -> Pair:
    """Lay two cells of a cluster beside each other."""
    of_right = {part.number: (activity, part) for activity, part in right.walk()}
    blocks: dict[tuple[int, int], Block] = {}
    joined: set[int] = set()
    for activity, part in left.walk():
        for also in part.also:
            if also.cluster is None and also.number in of_right.keys() - joined:
                other, partner = of_right[also.number]
                key = id(activity), id(other)
                block = blocks.get(key, Block(activity, other, ()))
                blocks[key] = replace(block, rows=(*block.rows, Joined(part, partner, also.literal)))
                joined |= {part.number, partner.number}
    return Pair(tuple(blocks.values()), _without(left, joined), _without(right, joined))


def _without(cell: CellView, joined: Collection[int]) -> CellView:
    left = (replace(activity, parts=_left_over(activity.parts, joined)) for activity in cell.activities)
    kept = (now for now, before in zip(left, cell.activities, strict=True) if now.parts or not before.parts)
    return replace(cell, activities=tuple(kept))


def _left_over(parts: tuple[PartView, ...], joined: Collection[int]) -> tuple[PartView, ...]:
    """Parts that are not joined; one that is stays above its sub-items that are not."""
    kept = []
    for part in parts:
        below = _left_over(part.parts, joined)
        if below or part.number not in joined:
            kept.append(replace(part, parts=below, context=part.number in joined))
    return tuple(kept)
