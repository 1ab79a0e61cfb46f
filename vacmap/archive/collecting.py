"""sources → chunks of items, in files: what is there to be done, in a fixed order

Sources that stand beside each other and are files of their own make a group; every table is a group. A group's chunks
are numbered within it, so that a table may be read in a worker of its own without knowing how many chunks others have.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from functools import partial
from itertools import chain, count, groupby, islice
from pathlib import Path
from typing import Any

from vacmap.archive.inputs import Kind, Source, read_items
from vacmap.archive.plan import CHUNK, Plan
from vacmap.archive.records import Failure, Item, Stage
from vacmap.archive.store import ITEMS, Store
from vacmap.archive.supervise import Assignment, Watch

FAILURE = "failure"
"""Key of a line that holds no item but why there is none."""


def groups_of(sources: Sequence[Source]) -> list[tuple[Source, ...]]:
    """Sources that are worked on together: neighbours that are files of their own, or one table."""
    out: list[tuple[Source, ...]] = []
    for is_table, neighbours in groupby(sources, key=lambda source: source.kind is Kind.TABLE):
        some = tuple(neighbours)
        out += [(source,) for source in some] if is_table else [some]
    return out


def group_key(number: int) -> str:
    """Name of a group; names sort as their numbers."""
    return f"{number:06d}"


def chunk_keys(store: Store, n_groups: int) -> Iterator[str]:
    """Keys of all chunks of a run whose inputs were collected, in their order."""
    for group in map(group_key, range(n_groups)):
        for number in range(store.read_lines(ITEMS, group)[0]["chunks"]):
            yield f"{group}-{number:06d}"


def collect(plan: Plan, groups: Mapping[int, tuple[Source, ...]], assignment: Assignment) -> int:
    """Write the items of a group, a file per chunk, and last how many chunks there are; gives how many items."""
    store = Store(plan.folder)
    sources = groups[int(assignment.key)]
    with Watch(assignment) as watch:
        items: Iterator[Item | Failure] = _watched(_items(sources, plan), watch)
        for why in assignment.left_out[:1]:  # what follows a row at which the worker ended cannot be reached
            name = sources[-1].shown
            message = f"{name}: row {why.item + 1}: {why.message}; the rows from here on were not read"
            items = chain(islice(items, why.item), [Failure(name, name, Stage.INPUT, why.error, message)])
        n_items = n_chunks = 0
        while chunk := list(islice(items, CHUNK)):
            store.write_lines(ITEMS, f"{assignment.key}-{n_chunks:06d}", map(as_line, chunk))
            n_chunks, n_items = n_chunks + 1, n_items + len(chunk)
    store.write_lines(ITEMS, assignment.key, [{"chunks": n_chunks, "items": n_items}])
    return n_items


def _items(sources: Iterable[Source], plan: Plan) -> Iterator[Item | Failure]:
    look = partial(
        read_items,
        text_column=plan.options.text_column,
        id_column=plan.options.id_column,
        own_columns=plan.own,
    )
    for source in sources:
        for item in look(source):
            # A worker need not stand in the folder that the paths start from.
            yield replace(item, path=str(Path(item.path).absolute())) if isinstance(item, Item) and item.path else item


def _watched(items: Iterator[Item | Failure], watch: Watch) -> Iterator[Item | Failure]:
    for number in count():
        watch.at(number)
        item = next(items, None)
        if item is None:
            return
        yield item


def as_line(value: Item | Failure) -> dict[str, Any]:
    """As it stands in a file."""
    return {FAILURE: asdict(value)} if isinstance(value, Failure) else asdict(value)


def from_line(line: dict[str, Any]) -> Item | Failure:
    """What :func:`as_line` gave."""
    if FAILURE in line:
        failure = Failure(**line[FAILURE])
        return replace(failure, stage=Stage(failure.stage))
    return Item(**line)
