"""entries → what functions share: clusters they all have tasks in, blocks that several were cut from"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vacmap.records import OUTSIDE
from vacmap.report.comparison.functions import Entry
from vacmap.report.function.snippets import Block, Snippet
from vacmap.report.phrases import phrase
from vacmap.report.wording import count

_GROUP = "comparison_clusters"


@dataclass(frozen=True, slots=True)
class ClusterRow:
    """A cluster, or the work outside, with the number of tasks per function."""

    code: str
    number: int | None
    """None for the work outside."""
    name: str
    counts: Mapping[str, int]
    """Tasks per letter, of the functions with a profile."""
    everywhere: bool
    """True if every compared function has a task here."""
    only: str | None
    """Letter of the function that alone has tasks here."""
    note: str
    """The same in words; empty if there is nothing to say."""


@dataclass(frozen=True, slots=True)
class ShellRows:
    """A shell with its clusters."""

    name: str
    clusters: tuple[ClusterRow, ...]


@dataclass(frozen=True, slots=True)
class Use:
    """What a function has of a block."""

    entry: Entry
    example: Snippet
    """The task that was most likely cut from the block, among the certain ones if there are."""
    tasks: tuple[Snippet, ...]


@dataclass(frozen=True, slots=True)
class SharedBlock:
    """A block of the structure that several functions have tasks from.

    The structure repeats blocks from profession to profession; those of one cluster and one title count as one.
    """

    title: str
    cluster: str
    cluster_name: str
    number: int
    owners: tuple[Block, ...]
    """A block of each profession that tasks were cut from, in the structure's order."""
    uses: tuple[Use, ...]
    everywhere: bool
    """True if every compared function has a task from it."""
    where: str
    """The same in words; empty if it is not so."""


def cluster_rows(entries: Sequence[Entry]) -> tuple[ShellRows, ...]:
    """Shells and clusters in the structure's order, and last what lies outside, in a shell without a name."""
    drawn = [entry for entry in entries if entry.drawn]
    shells = [
        ShellRows(
            shell.name,
            tuple(
                _row(
                    drawn,
                    cluster.code,
                    cluster.number,
                    cluster.name,
                    {entry.letter: _tasks_in(entry, cluster.code) for entry in drawn},
                )
                for cluster in shell.clusters
            ),
        )
        for shell in drawn[0].summary.shells
    ]
    outside = {entry.letter: _tasks_outside(entry) for entry in drawn}
    return (*shells, ShellRows("", (_row(drawn, OUTSIDE, None, phrase("report", "outside"), outside),)))


def shared_blocks(entries: Sequence[Entry]) -> tuple[SharedBlock, ...]:
    """Blocks of at least two functions with different texts; those of the most functions first, then of the most
    tasks."""
    drawn = [entry for entry in entries if entry.drawn]
    found: dict[tuple[str, str], list[Use]] = {}
    for entry in drawn:
        for key, tasks in _by_block(entry).items():
            found.setdefault(key, []).append(Use(entry, max(tasks, key=_certainty), tuple(tasks)))
    numbers = {cluster.code: cluster.number for cluster in drawn[0].summary.clusters}
    blocks = [_block(uses, numbers[cluster], drawn) for (cluster, _), uses in found.items() if _several_texts(uses)]
    return tuple(
        sorted(blocks, key=lambda block: (-len(block.uses), -sum(len(use.tasks) for use in block.uses), block.number))
    )


def _several_texts(uses: Sequence[Use]) -> bool:
    return len({use.entry.source for use in uses}) > 1


def _by_block(entry: Entry) -> dict[tuple[str, str], list[Snippet]]:
    """The tasks per block: code of the cluster and title."""
    tasks: dict[tuple[str, str], list[Snippet]] = {}
    for cluster in entry.summary.clusters:
        for snippet in cluster.tasks:
            if snippet.block is not None:
                tasks.setdefault((cluster.code, snippet.block.title.casefold()), []).append(snippet)
    return tasks


def _row(
    drawn: Sequence[Entry], code: str, number: int | None, name: str, tasks: Mapping[str, tuple[Snippet, ...]]
) -> ClusterRow:
    compared = [entry.letter for entry in drawn if entry.compared]
    having = [letter for letter, found in tasks.items() if found]
    everywhere = len(compared) > 1 and set(compared) <= set(having)
    only = having[0] if len(compared) > 1 and len(having) == 1 and not everywhere else None
    missing = [letter for letter in tasks if letter not in having]
    counted = having if only is not None else compared
    surely = all(any(task.certain for task in tasks[letter]) for letter in counted)
    if len(compared) < 2:
        note = ""
    elif everywhere:
        note = _sure(_everywhere(drawn), surely=surely)
    elif only is not None:
        note = _sure(phrase(_GROUP, "only", letter=only), surely=surely)
    elif len(missing) == 1:
        note = phrase(_GROUP, "all_but", letter=missing[0])
    else:
        note = phrase(_GROUP, "some" if having else "nowhere", having=count(len(having)), functions=count(len(drawn)))
    counts = {letter: len(found) for letter, found in tasks.items()}
    return ClusterRow(code, number, name, counts, everywhere, only, note)


def _everywhere(drawn: Sequence[Entry]) -> str:
    compared = sum(entry.compared for entry in drawn)
    which = "all" if compared == len(drawn) else "compared"
    return phrase(_GROUP, f"in_{which}_{'both' if compared == 2 else 'several'}")


def _sure(note: str, *, surely: bool) -> str:
    return note if surely else phrase(_GROUP, "unsure", note=note)


def _tasks_in(entry: Entry, code: str) -> tuple[Snippet, ...]:
    return next(cluster.tasks for cluster in entry.summary.clusters if cluster.code == code)


def _tasks_outside(entry: Entry) -> tuple[Snippet, ...]:
    return tuple(task for group in entry.summary.outside for task in group.tasks)


def _block(uses: Sequence[Use], number: int, drawn: Sequence[Entry]) -> SharedBlock:
    cut = [(task, task.block) for use in uses for task in use.tasks if task.block is not None]
    task, block = cut[0]
    owners = {one.position: one for _, one in cut}
    compared = [entry for entry in drawn if entry.compared]
    using = {use.entry.letter for use in uses}
    everywhere = len(compared) > 1 and all(entry.letter in using for entry in compared)
    return SharedBlock(
        title=block.title,
        cluster=task.cluster,
        cluster_name=task.cluster_name,
        number=number,
        owners=tuple(owners[position] for position in sorted(owners)),
        uses=tuple(uses),
        everywhere=everywhere,
        where=_everywhere(drawn) if everywhere else "",
    )


def _certainty(task: Snippet) -> tuple[bool, float]:
    return task.certain, task.block.share if task.block is not None else 0.0
