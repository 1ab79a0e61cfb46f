"""Archives made for the tests: adverts in a few words → the tables that vacmap classify would write."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from vacmap.archive.schema import ERRORS, functions_schema, tasks_schema
from vacmap.functions.mixture import Mixture
from vacmap.overview import Overview
from vacmap.overview.adverts import read_functions
from vacmap.overview.failures import read_failures
from vacmap.overview.figures import measure
from vacmap.overview.tables import Table
from vacmap.overview.tasks import sum_tasks
from vacmap.records import OUTSIDE, ModelInfo
from vacmap.resources import default_model
from vacmap.structure import Structure

Work = tuple[str, str]
"""A task: cluster and profession; or ``buiten`` and a kind of work."""
FINISHED = datetime(2026, 1, 10, 9, 4, tzinfo=UTC)


@dataclass(frozen=True)
class Advert:
    """A vacancy of the archive."""

    id: str
    tasks: Sequence[Work]
    title: str | None = "Medewerker"
    group: str | None = None
    """None: it stands for itself."""
    analysed: bool = True
    uncertain: int = 0
    """So many of its tasks the model is not certain of."""
    novelty: float = 0.3
    columns: dict[str, str | None] = field(default_factory=dict)


def write_tables(
    folder: Path, structure: Structure, adverts: Iterable[Advert], failed: Sequence[tuple[str, str, str]] = ()
) -> Path:
    """The tables of a run; ``failed`` are stage, error and message of inputs that failed."""
    given = list(adverts)
    passed = tuple(dict.fromkeys(name for advert in given for name in advert.columns))
    functions = [function_row(structure, advert) for advert in given]
    tasks = [row for advert in given if advert.analysed for row in task_rows(structure, advert)]
    errors = [
        {"id": f"mislukt-{at}", "source": "in.csv", "stage": stage, "error": error, "message": message}
        for at, (stage, error, message) in enumerate(failed)
    ]
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows, schema in (
        ("functions", functions, functions_schema(structure, passed)),
        ("tasks", tasks, tasks_schema(structure)),
        ("errors", errors, ERRORS),
    ):
        pq.write_table(pa.Table.from_pylist(rows, schema), folder / f"{name}.parquet")
    done = sum(advert.analysed for advert in given)
    run = {
        "vacmap": "0.1.0",
        "model": {"name": "sociaal-cultureel-werk", "sha256": model_hash()},
        "counts": {"done": done, "duplicate": len(given) - done, "failed": len(failed)},
        "started": FINISHED.isoformat(),
        "finished": FINISHED.isoformat(),
    }
    (folder / "run.json").write_text(json.dumps(run), encoding="utf-8")
    return folder


def overview_of(
    folder: Path, structure: Structure, adverts: Iterable[Advert], *, by: str | None = None, model: ModelInfo
) -> Overview:
    """The overview of adverts in any structure, also one that no model was trained for."""
    write_tables(folder, structure, adverts)
    read = read_functions(Table(folder / "functions.parquet"), structure, 0, by)
    sums = sum_tasks(Table(folder / "tasks.parquet"), structure, read)
    figures = measure(read.functions, sums, structure, by) if read.fates.described else None
    failures = read_failures(Table(folder / "errors.parquet"))
    return Overview(folder.name, read.fates, failures, figures, structure, model, "0.1.0", FINISHED)


def model_hash() -> str:
    """That of the shipped model, as a run keeps it."""
    return hashlib.sha256((default_model() / "model.json").read_bytes()).hexdigest()


def function_row(structure: Structure, advert: Advert) -> dict[str, Any]:
    """A row of ``functions.parquet``: the tasks counted, with a little of every component."""
    group = advert.group or advert.id
    row: dict[str, Any] = {"id": advert.id, "source": "in.csv", "group": group, "duplicate": group != advert.id}
    row |= advert.columns
    if not advert.analysed:
        return row
    row |= {"title": advert.title, "tasks": len(advert.tasks), "novelty": advert.novelty}
    if not advert.tasks:
        return row
    components = (*structure.profession_ids, OUTSIDE)
    counts = np.full(len(components), 0.1)
    for cluster, what in advert.tasks:
        counts[components.index(OUTSIDE if cluster == OUTSIDE else what)] += 1
    mixture = Mixture(counts, np.empty((0, len(components))))
    shares = dict(zip(components, mixture.shares.tolist(), strict=True))
    row |= shares
    for code, (low, high) in zip(components, mixture.intervals().tolist(), strict=True):
        row |= {f"{code}_low": low, f"{code}_high": high}
    inside = [cluster for cluster, _ in advert.tasks if cluster != OUTSIDE] or list(structure.cluster_ids)
    for code in structure.cluster_ids:
        row[f"cluster_{code}"] = inside.count(code) / len(inside) * (1 - shares[OUTSIDE])
    row["purity"] = max(mixture.shares[:-1]) / mixture.shares[:-1].sum()
    row["uncertain"] = advert.uncertain / len(advert.tasks)
    return row


def task_rows(structure: Structure, advert: Advert) -> list[dict[str, Any]]:
    """Rows of ``tasks.parquet``."""
    rows = []
    for at, (cluster, what) in enumerate(advert.tasks):
        outside = cluster == OUTSIDE
        row: dict[str, Any] = {"id": advert.id, "task": at + 1, "start": at * 50, "end": at * 50 + 40}
        row |= {"text": f"Taak {at}", "cluster": cluster, "outside": what if outside else None}
        row |= {"confidence": 0.9, "certain": at >= advert.uncertain}
        if not outside:
            row |= {code: float(code == what) for code in structure.profession_ids}
        rows.append(row)
    return rows


def plain(text: str) -> str:
    """The text with ordinary spaces only."""
    return text.replace("\u00a0", " ")
