"""What an archive costs as it grows: time per document and memory of ``vacmap classify`` over ever more documents.

One JSONL file each; the gold vacancies in turn, every line drawn from one of them, with other names and numbers: each
is an advert of its own. Memory is the resident set of the run and its workers together, looked at ten times a second
(Linux). What a run needs before its first documents are done is measured with a few and taken off.

Runs that come after each other meet a machine that is not always as fast. So of every fifth of a long run the fastest
seconds are told too, while it analysed: what would take longer the more was done before, shows there.

Run: ``python benchmarks/archive_growth.py [DOCUMENTS …] [--jobs N]`` (without numbers: some eight minutes)
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from beside import classify_command, recombined_texts

from vacmap.archive.plan import CHUNK
from vacmap.archive.pools import ONE_THREAD
from vacmap.archive.store import ERRORS, Store

DOCUMENTS = (1000, 5000, 100_000)
JOBS = 2
FEW = 256
"""Vacancies with which the beginning is measured."""
ROUNDS = 3
"""So often; the best counts, since a thousand vacancies take no longer than the beginning."""
DONE = (0, 1)
"""Exit statuses of a run that went to its end; 1: of some recombined texts nothing could be made."""
OFTEN = 0.1
"""Seconds between two looks at the memory."""
WINDOW, PARTS = 5.0, 5
"""The fastest so many seconds are told of every so manieth part of a run."""
MIB = 2**20


@dataclass(frozen=True)
class Run:
    """What a run took."""

    seconds: float
    own: int
    """Most bytes that the run's own process held."""
    together: int
    """Most bytes that it and its workers held."""
    fastest: list[float]
    """Seconds a document took in the fastest ``WINDOW`` of each of the ``PARTS``; none for a short run."""


def measure(documents: int, jobs: int) -> Run:
    """A run over so many documents."""
    with tempfile.TemporaryDirectory() as name:
        archive = Path(name) / "archive.jsonl"
        with archive.open("w", encoding="utf-8") as file:
            for number, text in enumerate(recombined_texts(documents)):
                file.write(json.dumps({"id": f"{number:06d}", "tekst": text}) + "\n")
        command = classify_command(archive, Path(name) / "out", jobs)
        start = time.perf_counter()
        with (Path(name) / "said").open("w", encoding="utf-8") as said:
            process = subprocess.Popen(
                [sys.executable, *command, "--keep-duplicates"],
                stderr=said,
                stdout=said,
                env={**os.environ, **ONE_THREAD},
            )
            own = together = 0
            made = Store(Path(name) / "out")
            done: list[tuple[float, int]] = []
            while process.poll() is None:
                held = [resident(pid) for pid in family(process.pid)]
                own, together = max(own, held[0]), max(together, sum(held))
                if not done or time.perf_counter() - done[-1][0] > 1:
                    done.append((time.perf_counter(), len(made.made(ERRORS)) * CHUNK))
                time.sleep(OFTEN)
        if process.returncode not in DONE:
            raise SystemExit((Path(name) / "said").read_text(encoding="utf-8"))
        return Run(time.perf_counter() - start, own, together, fastest(done, documents))


def fastest(done: Sequence[tuple[float, int]], documents: int) -> list[float]:
    """Seconds per document in the fastest ``WINDOW`` that ends in each of the ``PARTS``; given how many when."""
    best: dict[int, float] = {}
    for (start, before), (end, then) in combinations(done, 2):
        if 0 < before < then and WINDOW <= end - start < 2 * WINDOW:
            part = min(then * PARTS // documents, PARTS - 1)
            best[part] = min(best.get(part, float("inf")), (end - start) / (then - before))
    return [best[part] for part in sorted(best)] if len(best) == PARTS else []


def family(pid: int) -> list[int]:
    """A process and all that it began."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        children = []
    return [pid, *(one for child in children for one in family(int(child)))]


def resident(pid: int) -> int:
    """Bytes of memory a process holds; 0 for one that has ended."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("documents", type=int, nargs="*", default=DOCUMENTS)
    parser.add_argument("--jobs", type=int, default=JOBS)
    asked = parser.parse_args()
    start = min(measure(FEW, asked.jobs).seconds for _ in range(ROUNDS))
    print(f"{asked.jobs} workers; {start:.1f} s for the first {FEW}\n")
    print(f"{'documents':>10}{'seconds':>9}{'ms each':>9}{'run, MiB':>10}{'with workers, MiB':>19}")
    for documents in asked.documents:
        run = measure(documents, asked.jobs)
        each = 1000 * (run.seconds - start) / (documents - FEW)
        print(
            f"{documents:10d}{run.seconds:9.0f}{each:9.2f}{run.own / MIB:10.0f}{run.together / MIB:19.0f}", flush=True
        )
        if run.fastest:
            told = " ".join(f"{1000 * seconds:.2f}" for seconds in run.fastest)
            print(f"{'':10}ms each while analysing, the fastest {WINDOW:g} seconds of every part: {told}", flush=True)


if __name__ == "__main__":
    main()
