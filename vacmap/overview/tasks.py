"""``tasks.parquet``, some rows at a time → what the tasks of each function come to

What is kept per function is small, whatever the number of its tasks; the texts of tasks are not read.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from vacmap.archive.schema import tasks_schema
from vacmap.overview.errors import OverviewError
from vacmap.overview.functions import Adverts
from vacmap.overview.tables import Table
from vacmap.records import OUTSIDE
from vacmap.structure import Structure

MOST_KINDS = 64
"""Kinds of work outside; a table with more holds something else in that column."""


@dataclass
class TaskSums:
    """Sums over the tasks of functions, a row per function. A task weighs as much as it is long."""

    cells: NDArray[np.float32]
    """Characters of tasks per profession and cluster, divided as the tasks are; (n, n_professions, n_clusters)."""
    clusters: NDArray[np.int32]
    """Number of tasks per cluster, shape (n, n_clusters)."""
    outside: NDArray[np.float32]
    """Characters of tasks per kind of work outside, shape (n, n_kinds)."""
    outside_tasks: NDArray[np.int32]
    """Number of tasks per kind, of all functions together."""
    kinds: list[str] = field(default_factory=list)
    """Codes of the kinds."""
    tasks: int = 0
    certain: int = 0
    """Tasks of which the model is certain."""


def sum_tasks(table: Table, structure: Structure, adverts: Adverts) -> TaskSums:
    """Read the table of tasks.

    Raises
    ------
    OverviewError
        If a column is missing or of another type, a code is not one of the structure, a task belongs to no function, or
        a function has none.
    """
    table.check(tasks_schema(structure))
    n, professions, clusters = len(adverts.functions), structure.profession_ids, structure.cluster_ids
    sums = TaskSums(
        np.zeros((n, len(professions), len(clusters)), np.float32),
        np.zeros((n, len(clusters)), np.int32),
        np.zeros((n, 0), np.float32),
        np.zeros(0, np.int32),
    )
    at = 0
    for batch in table.batches(["id", "start", "end", "cluster", "outside", "certain", *professions]):
        rows = _rows(table, batch, adverts, at)
        ours = np.flatnonzero(rows >= 0)
        _add(sums, table, batch.take(pa.array(ours)), rows[ours], structure, at)
        at += len(batch)
    having = sums.clusters.sum(axis=1) + sums.outside.sum(axis=1)
    if (having == 0).any():
        row = int(np.flatnonzero(adverts.places == int((having == 0).argmax()))[0])
        raise OverviewError(f"{table.file}: no task of {adverts.ids[row].as_py()!r}; expected those of every function")
    return sums


def _rows(table: Table, batch: pa.RecordBatch, adverts: Adverts, at: int) -> NDArray[np.intp]:
    """The function of each task; -1 where it is not among those described."""
    places = pc.index_in(batch["id"], value_set=adverts.ids)
    if places.null_count:
        row = int(pc.index(pc.is_null(places), True).as_py())
        raise table.fault(at + row, f"a task of {batch['id'][row].as_py()!r}, which is no function")
    found: NDArray[np.intp] = adverts.places[places.to_numpy(zero_copy_only=False)]
    return found


def _add(
    sums: TaskSums, table: Table, batch: pa.RecordBatch, rows: NDArray[np.intp], structure: Structure, at: int
) -> None:
    codes = pa.array([*structure.cluster_ids, OUTSIDE])
    clusters = pc.index_in(batch["cluster"], value_set=codes)
    lengths = pc.subtract(batch["end"], batch["start"])
    if clusters.null_count or lengths.null_count:
        raise OverviewError(
            f"{table.file}: rows {at + 1} and on: a cluster or a place that is none; "
            f"expected one of {', '.join(codes.to_pylist())}"
        )
    column = clusters.to_numpy()
    weight = np.maximum(lengths.to_numpy(), 1).astype(np.float32)
    outside = column == len(codes) - 1
    inside = ~outside
    np.add.at(sums.clusters, (rows[inside], column[inside]), 1)
    for number, profession in enumerate(structure.profession_ids):
        shares = np.nan_to_num(batch[profession].to_numpy(zero_copy_only=False)[inside]).clip(0.0, 1.0)
        np.add.at(sums.cells[:, number], (rows[inside], column[inside]), weight[inside] * shares.astype(np.float32))
    _add_outside(sums, table, batch["outside"].filter(pa.array(outside)), rows[outside], weight[outside])
    sums.tasks += len(rows)
    sums.certain += pc.sum(batch["certain"]).as_py() or 0


def _add_outside(
    sums: TaskSums, table: Table, kinds: pa.Array, rows: NDArray[np.intp], weight: NDArray[np.float32]
) -> None:
    kinds = pc.fill_null(kinds, "")
    new = [kind for kind in kinds.unique().to_pylist() if kind not in sums.kinds]
    if new:
        sums.kinds += new
        if len(sums.kinds) > MOST_KINDS:
            raise OverviewError(
                f"{table.file}: column 'outside' holds more than {MOST_KINDS} kinds of work; expected codes"
            )
        sums.outside = np.pad(sums.outside, ((0, 0), (0, len(new))))
        sums.outside_tasks = np.pad(sums.outside_tasks, (0, len(new)))
    column = pc.index_in(kinds, value_set=pa.array(sums.kinds, pa.string())).to_numpy(zero_copy_only=False)
    np.add.at(sums.outside, (rows, column), weight)
    np.add.at(sums.outside_tasks, column, 1)
