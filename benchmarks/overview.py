"""Time and memory of `vacmap overview` on made tables of growing size: 1,500,000 tasks for 100,000 functions.

Every run is a process of its own, start and imports included. Run: ``python benchmarks/overview.py [FUNCTIONS…]``
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from vacmap.archive.schema import ERRORS, functions_schema, tasks_schema
from vacmap.bundle import MANIFEST
from vacmap.records import OUTSIDE
from vacmap.resources import default_model
from vacmap.structure import Structure, load_structure

SIZES = (5_000, 25_000, 100_000)
TASKS = 15
ROWS = 5_000
JOBS = ("medewerker", "coördinator", "begeleider", "consulent", "stafmedewerker")
FIELDS = ("jeugd", "cultuur", "educatie", "buurtwerk", "communicatie", "erfgoed", "vorming", "beleid", "onthaal")
KINDS = ("administratie", "techniek", "communicatie", "leidinggeven")


def main(sizes: list[int]) -> None:
    structure = load_structure()
    print(f"{'functions':>10}{'tasks':>12}{'tables':>9}{'seconds':>9}{'memory':>9}")
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder)
            write_tables(structure, place, size)
            bytes_ = sum(file.stat().st_size for file in place.iterdir())
            seconds, memory = run(place)
            print(f"{size:10,}{size * TASKS:12,}{bytes_ / 1e6:6.0f} MB{seconds:9.1f}{memory / 1e6:6.0f} MB")


def run(place: Path) -> tuple[float, float]:
    """Seconds and peak memory, in bytes, of one overview."""
    start = time.perf_counter()
    command = ["-m", "vacmap.cli", "overview", str(place), "--by", "regio", "-o", str(place / "out.html")]
    child = os.posix_spawn(sys.executable, [sys.executable, *command], os.environ)
    _, status, usage = os.wait4(child, 0)
    if status:
        raise SystemExit(f"vacmap overview ended with status {status}")
    return time.perf_counter() - start, usage.ru_maxrss * 1024


def write_tables(structure: Structure, folder: Path, size: int) -> None:
    """The tables of a run over so many vacancies, of which some repeat others."""
    rng = np.random.default_rng(0)
    passed = ("regio",)
    with (
        pq.ParquetWriter(folder / "functions.parquet", functions_schema(structure, passed)) as functions,
        pq.ParquetWriter(folder / "tasks.parquet", tasks_schema(structure)) as tasks,
    ):
        for start in range(0, size, ROWS):
            rows, per_task = made(structure, rng, range(start, min(start + ROWS, size)))
            functions.write_table(pa.Table.from_pylist(rows, functions_schema(structure, passed)))
            tasks.write_table(pa.Table.from_pylist(list(per_task), tasks_schema(structure)))
    pq.write_table(pa.Table.from_pylist([], ERRORS), folder / "errors.parquet")
    manifest = (default_model() / MANIFEST).read_bytes()
    run_json = {
        "vacmap": "0",
        "model": {"name": default_model().name, "sha256": hashlib.sha256(manifest).hexdigest()},
        "counts": {"done": size, "duplicate": 0, "failed": 0},
        "finished": "2026-01-01T00:00:00+00:00",
    }
    (folder / "run.json").write_text(json.dumps(run_json), encoding="utf-8")


def made(
    structure: Structure, rng: np.random.Generator, numbers: range
) -> tuple[list[dict[str, Any]], Iterator[dict[str, Any]]]:
    """Functions around one profession each, and their tasks."""
    codes = (*structure.profession_ids, OUTSIDE)
    lead = rng.integers(len(codes), size=len(numbers))
    shares = rng.dirichlet(np.full(len(codes), 0.3), len(numbers)) * 0.5 + np.eye(len(codes))[lead] * 0.5
    divided = rng.dirichlet(np.full(len(structure.cluster_ids), 0.6), len(numbers))
    picked = rng.integers(len(structure.cluster_ids), size=(len(numbers), TASKS))
    outside = rng.random((len(numbers), TASKS)) < shares[:, -1:]
    rows = []
    for at, number in enumerate(numbers):
        own = dict(zip(codes, shares[at].tolist(), strict=True))
        row: dict[str, Any] = {"id": str(number), "source": "made", "group": str(number), "duplicate": False}
        row |= {"title": f"{JOBS[number % 5]} {FIELDS[number % 9]} {number % 700}", "tasks": TASKS, **own}
        row |= {f"{code}_low": max(0.0, share - 0.1) for code, share in own.items()}
        row |= {f"{code}_high": min(1.0, share + 0.1) for code, share in own.items()}
        inside = (divided[at] * (1 - own[OUTSIDE])).tolist()
        row |= {f"cluster_{code}": share for code, share in zip(structure.cluster_ids, inside, strict=True)}
        rows.append(row | {"purity": 0.5, "uncertain": 0.2, "novelty": 0.4, "regio": f"regio {number % 11}"})

    def tasks() -> Iterator[dict[str, Any]]:
        for at, number in enumerate(numbers):
            of_task = {code: float(share) for code, share in zip(codes[:-1], shares[at], strict=False)}
            for task in range(TASKS):
                out = bool(outside[at, task])
                row = {"id": str(number), "task": task + 1, "start": task * 60, "end": task * 60 + 50}
                row |= {"text": f"Je begeleidt groepen en overlegt met partners, taak {task} van {number}."}
                row |= {"cluster": OUTSIDE if out else structure.cluster_ids[picked[at, task]], "activity": None}
                row |= {"outside": KINDS[task % 4] if out else None, "confidence": 0.8, "certain": task % 5 > 0}
                yield row if out else row | of_task

    return rows, tasks()


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or list(SIZES))
