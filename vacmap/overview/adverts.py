"""``functions.parquet`` → one row per advert: mixtures and intervals as arrays, and what became of every input

A repeated advert counts once: of a group the first vacancy that was analysed stands for all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from vacmap.archive.schema import functions_schema, own_columns
from vacmap.overview.errors import OverviewError
from vacmap.overview.functions import Adverts, Fates, Functions, Matrix
from vacmap.overview.tables import Table
from vacmap.records import OUTSIDE
from vacmap.report.opening import FEW_TASKS
from vacmap.structure import Structure

OFF_BY = 1e-3
"""Shares of a function may miss their sum by this."""


def read_functions(table: Table, structure: Structure, failed: int, by: str | None = None) -> Adverts:
    """Read the table of functions.

    Parameters
    ----------
    table : Table
    structure : Structure
    failed : int
        Number of inputs that failed.
    by : str or None
        A column of the inputs to keep.

    Raises
    ------
    OverviewError
        If a column is missing or of another type, the professions are others than those of the structure, or shares
        are no shares.
    """
    _check_columns(table, structure, by)
    ids, places, fates = _stand_for_groups(table, failed)
    parts = []
    at = 0
    for batch in table.batches([name for name in table.schema.names if name in own_columns(structure) or name == by]):
        rows = np.flatnonzero(places[at : at + len(batch)] >= 0)
        parts.append(_functions(table, batch.take(pa.array(rows)), structure, by, rows + at))
        at += len(batch)
    if not parts:
        parts.append(_functions(table, pa.RecordBatch.from_pylist([], table.schema), structure, by, places))
    names = Functions.__slots__
    joined = Functions(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))
    return Adverts(joined, ids, places, fates)


def _check_columns(table: Table, structure: Structure, by: str | None) -> None:
    names = table.schema.names
    found = [name for name in names if {f"{name}_low", f"{name}_high"} <= set(names) and name != OUTSIDE]
    if found and set(found) != set(structure.profession_ids):
        raise OverviewError(
            f"{table.file}: shares of {', '.join(found[:8])}; expected those of {', '.join(structure.profession_ids)} "
            "(--model: the model the tables were made with)"
        )
    table.check(functions_schema(structure, ()))
    passed = [name for name in names if name not in own_columns(structure)]
    if by is None:
        return
    if by not in passed:
        known = f"one of {', '.join(map(repr, passed))}" if passed else "None: these tables pass no columns through"
        raise OverviewError(f"The 'by' parameter of an overview must be {known}. Got {by!r} instead.")
    table.check(pa.schema([(by, pa.string())]))


def _stand_for_groups(table: Table, failed: int) -> tuple[pa.Array, NDArray[np.intp], Fates]:
    """The ids, which row of the functions each advert is (-1: none), and what became of all."""
    ids = []
    places: list[int] = []
    seen: set[str] = set()
    waiting: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    for batch in table.batches(["id", "group", "tasks"]):
        ids.append(batch["id"])
        for group, tasks in zip(batch["group"].to_pylist(), batch["tasks"].to_pylist(), strict=True):
            if group is None or (tasks is not None and tasks < 0):
                raise table.fault(len(places), f"group {group!r}, {tasks!r} tasks; expected a group and a number")
            place = -1
            if group in seen:
                counts["repeats"] += 1
            elif tasks is None:
                waiting[group] += 1  # of an advert that failed, or that comes later
            else:
                seen.add(group)
                counts["repeats"] += waiting.pop(group, 0)
                if tasks > FEW_TASKS:
                    place = counts["described"]
                counts["described" if tasks > FEW_TASKS else "few_tasks" if tasks else "no_tasks"] += 1
            places.append(place)
    together = pa.concat_arrays(ids) if ids else pa.array([], pa.string())
    if together.null_count or len(together.unique()) != len(together):
        raise OverviewError(f"{table.file}: an id is missing or stands twice; expected an id per row")
    names = ("repeats", "no_tasks", "few_tasks", "described")
    fates = Fates(failed=failed, lost=waiting.total(), **{name: counts[name] for name in names})
    return together, np.array(places, dtype=np.intp), fates


def _functions(
    table: Table, batch: pa.RecordBatch, structure: Structure, by: str | None, rows: NDArray[np.intp]
) -> Functions:
    """The functions of a batch; ``rows`` are their rows in the table."""
    components = (*structure.profession_ids, OUTSIDE)
    functions = Functions(
        titles=_objects(batch, "title"),
        values=_objects(batch, by),
        tasks=batch["tasks"].to_numpy(zero_copy_only=False).astype(np.int64),
        shares=_matrix(batch, components),
        low=_matrix(batch, [f"{code}_low" for code in components]),
        high=_matrix(batch, [f"{code}_high" for code in components]),
        clusters=_matrix(batch, [f"cluster_{code}" for code in structure.cluster_ids]),
        uncertain=_matrix(batch, ["uncertain"])[:, 0],
        novelty=_matrix(batch, ["novelty"])[:, 0],
    )
    wrong = ~_is_sound(functions)
    if wrong.any():
        row = int(rows[int(wrong.argmax())])
        raise table.fault(row, "shares or limits that are none; expected shares that sum to 1, within their limits")
    return functions


def _is_sound(functions: Functions) -> NDArray[np.bool_]:
    """Whether shares are shares, per function; what is missing is NaN, and no comparison holds for it."""
    shares, low, high, clusters = functions.shares, functions.low, functions.high, functions.clusters
    conditions: Any = [
        abs(shares.sum(axis=1) - 1) <= OFF_BY,
        abs(clusters.sum(axis=1) + shares[:, -1] - 1) <= OFF_BY,
        ((low <= shares + OFF_BY) & (shares <= high + OFF_BY)).all(axis=1),
        *(((one >= -OFF_BY) & (one <= 1 + OFF_BY)).all(axis=1) for one in (low, high, clusters)),
        *((one >= 0) & (one <= 1) for one in (functions.uncertain, functions.novelty)),
    ]
    return np.asarray(np.logical_and.reduce(conditions))


def _matrix(batch: pa.RecordBatch, columns: Sequence[str]) -> Matrix:
    found = [batch[column].to_numpy(zero_copy_only=False) for column in columns]
    return np.stack(found, axis=1).astype(float)


def _objects(batch: pa.RecordBatch, column: str | None) -> NDArray[np.object_]:
    out = np.full(len(batch), None, dtype=object)
    if column is not None:
        out[:] = batch[column].to_pylist()
    return out
