"""draft, what an analysis said of its document → how much of what was pasted is read back

The circle closes if the analysis finds every task, gives it its cluster and its profession, and sees the mixture that
was meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from vacmap.compose.blocks import Source
from vacmap.compose.draft import Draft, DraftTask, compose
from vacmap.records import OUTSIDE, Function, Task
from vacmap.report.function.snippets import SHARES_WITH_FIRST

if TYPE_CHECKING:
    from vacmap.structure import Structure

CELLS = (2, 6)
"""Fewest and most blocks of a random draft."""
WEIGHTS = (1, 2, 3)
NEUTRAL_TITLE = "Medewerker"
"""A title that tells nothing of the blocks."""
MOST = 0.5
"""A block is recovered if more than this part of its tasks is."""


@dataclass(frozen=True, slots=True)
class TaskRecovery:
    """One pasted task, and what the analysis said of it."""

    task: DraftTask
    read: Task | None
    """The task found that covers most of the sentence; None if none does."""
    cluster: bool
    """True if the cluster is that of a source."""
    cell: bool
    """True if, besides, the profession of a source in that cluster is among those said to share the task: its share
    is at least half the largest, as in the report."""

    @property
    def found(self) -> bool:
        return self.read is not None


@dataclass(frozen=True, slots=True)
class Recovery:
    """How much of a draft is read back."""

    tasks: tuple[TaskRecovery, ...]
    strays: tuple[Task, ...]
    """Tasks found outside the pasted sentences, without headings that name them together."""
    blocks: dict[str, bool]
    """Block → whether most of its tasks were read back in their cell."""
    leader: bool
    """Whether the profession read as the largest is one of those meant as the largest."""
    distance: float
    """Total variation distance of the mixture meant (by weights) and the mixture read, 0 (the same) to 1."""


def random_drafts(
    structure: Structure, count: int, seed: int, ids: Sequence[str] | None = None, sizes: tuple[int, int] = CELLS
) -> list[Draft]:
    """Drafts from random blocks with random weights, the same ones for the same seed.

    Parameters
    ----------
    ids : sequence of str or None
        What blocks are drawn from; None: the cells.
    sizes : (int, int)
        Fewest and most blocks of a draft.
    """
    random = Random(seed)  # noqa: S311  nothing secret
    return [
        compose(
            {id_: random.choice(WEIGHTS) for id_ in random.sample(ids or structure.cells, random.randint(*sizes))},
            title=NEUTRAL_TITLE,
            structure=structure,
        )
        for _ in range(count)
    ]


def recover(draft: Draft, function: Function) -> Recovery:
    """Compare a draft with the analysis of its document.

    Raises
    ------
    ValueError
        If the text analysed lacks a task of the draft: then it is no document of this draft.
    """
    places = list(_places(draft, function.text))
    judged = tuple(_judge(task, _read(function, place)) for task, place in zip(draft.tasks, places, strict=True))
    cells = {one.task: one.cell for one in judged}
    by_block = {block.id: [cells[task] for task in draft.tasks_of(block)] for block in draft.blocks}
    meant, read = draft.professions, function.profile.professions
    leader = max(meant, key=lambda code: read.get(code, 0.0))
    return Recovery(
        tasks=judged,
        strays=tuple(
            task for task in function.tasks if not task.umbrella and not any(_overlap(task, place) for place in places)
        ),
        blocks={id_: sum(right) > MOST * len(right) for id_, right in by_block.items()},
        leader=bool(read) and meant[leader] == max(meant.values()),
        distance=sum(abs(meant.get(code, 0.0) - read.get(code, 0.0)) for code in (*meant, OUTSIDE)) / 2,
    )


def _places(draft: Draft, text: str) -> Iterator[tuple[int, int]]:
    end = 0
    for task in draft.tasks:
        start = text.index(task.text, end)
        end = start + len(task.text)
        yield start, end


def _overlap(task: Task, place: tuple[int, int]) -> int:
    return max(0, min(task.end, place[1]) - max(task.start, place[0]))


def _read(function: Function, place: tuple[int, int]) -> Task | None:
    tasks = [task for task in function.tasks if not task.umbrella and _overlap(task, place)]
    return max(tasks, key=lambda task: _overlap(task, place), default=None)


def _judge(task: DraftTask, read: Task | None) -> TaskRecovery:
    if read is None:
        return TaskRecovery(task, None, cluster=False, cell=False)
    sources = [source for source in task.sources if source.cluster == read.cluster]
    return TaskRecovery(task, read, bool(sources), any(_shares(source, read) for source in sources))


def _shares(source: Source, read: Task) -> bool:
    share = read.professions.get(source.profession, 0.0)
    return share > 0 and share >= SHARES_WITH_FIRST * max(read.professions.values())
