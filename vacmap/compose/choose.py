"""blocks → a balanced choice of their deelactiviteiten

How many of a block: places are given one by one, each to the block with the largest share / (2 · places + 1) (the
method of Webster and Sainte-Laguë); every block gets its first place before any gets a second. So places follow the
weights, and a longer profile only adds to a shorter one.

Which of a block: one of every hoofdactiviteit in turn, then in proportion to their size; of a hoofdactiviteit first
what few professions do, since that says most about the function. A deelactiviteit that two chosen professions have
stands once, with both as its source.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from vacmap.compose.blocks import Block, Piece, Source, block_ids
from vacmap.compose.errors import ComposeError
from vacmap.structure.sharing import share_parts

if TYPE_CHECKING:
    from vacmap.structure import Structure

PER_CELL = 3
LEAST, MOST = 8, 20
"""Tasks where no number is named: so many for every cell touched, between these, as most vacancies have."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A task, with everything it was cut from."""

    sentence: str
    sources: tuple[Source, ...]
    """In the order in which the blocks asked for it."""

    @property
    def cluster(self) -> str:
        return self.sources[0].cluster


def usual_tasks(blocks: Sequence[Block]) -> int:
    """The number of tasks where none is named."""
    cells = {(piece.source.profession, piece.source.cluster) for block in blocks for piece in block.pieces}
    return max(len(blocks), min(MOST, max(LEAST, PER_CELL * len(cells))))


def choose(blocks: Sequence[Block], structure: Structure, tasks: int | None = None) -> tuple[Chosen, ...]:
    """Tasks from blocks, in the structure's order.

    Parameters
    ----------
    tasks : int or None
        How many in all; None: a number that suits the blocks. Blocks that hold fewer give all they have.

    Raises
    ------
    ComposeError
        If ``tasks`` is less than the number of blocks.
    """
    wanted = usual_tasks(blocks) if tasks is None else tasks
    if wanted < len(blocks):
        raise ComposeError(f"{wanted} tasks for {len(blocks)} blocks; expected at least one task a block")
    shared = _other_professions(structure)
    waiting = [_in_turn(block.pieces, shared) for block in blocks]
    places = [0] * len(blocks)
    chosen: dict[str, list[Source]] = {}
    while any(waiting):
        able = [at for at, pieces in enumerate(waiting) if pieces]
        at = max(able, key=lambda at: (places[at] == 0, blocks[at].share / (2 * places[at] + 1), -at))
        if places[at] and len(chosen) >= wanted:
            break
        piece = waiting[at].pop(0)
        sources = chosen.setdefault(piece.sentence, [])
        # Of one profession a sentence takes one place, wherever it stands.
        places[at] += piece.source.profession not in {source.profession for source in sources}
        if piece.source not in sources:
            sources.append(piece.source)
    order = {id_: at for at, id_ in enumerate(block_ids(structure))}
    tasks_ = [Chosen(sentence, tuple(sources)) for sentence, sources in chosen.items()]
    return tuple(sorted(tasks_, key=lambda task: order[task.sources[0].id]))


@lru_cache(maxsize=4)
def _other_professions(structure: Structure) -> dict[str, int]:
    """Id of a deelactiviteit → in how many other professions it stands in the same words. (Where the words differ, the
    difference is what tells a profession: more blocks are read back than if nearly the same counted as the same.)"""
    sharing = share_parts(structure)
    return {
        item.id: sum(partner.literal for partner in sharing.partners[item.id]) + len(sharing.elsewhere[item.id])
        for item in sharing.items
    }


def _in_turn(pieces: Iterable[Piece], shared: Mapping[str, int]) -> list[Piece]:
    """The order in which the pieces of a block are taken: cells in turn, in a cell its activities in turn."""
    return _interleaved(
        _interleaved(
            sorted(activity, key=lambda piece: shared.get(piece.source.id, 0))
            for activity in _grouped(cell, lambda piece: piece.source.activity)
        )
        for cell in _grouped(pieces, lambda piece: piece.source.cluster)
    )


def _grouped(pieces: Iterable[Piece], key: Callable[[Piece], str]) -> list[list[Piece]]:
    groups: dict[str, list[Piece]] = {}
    for piece in pieces:
        groups.setdefault(key(piece), []).append(piece)
    return list(groups.values())


def _interleaved(groups: Iterable[Sequence[Piece]]) -> list[Piece]:
    """The first of every group, then the others in proportion to the size of their group."""
    placed = [(at / len(group), piece) for group in groups for at, piece in enumerate(group)]
    return [piece for _, piece in sorted(placed, key=lambda one: one[0])]
