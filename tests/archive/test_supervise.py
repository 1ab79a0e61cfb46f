"""Work in processes that hang, die, eat memory: the rest goes on, and every item has its fate."""

from __future__ import annotations

import ctypes
import os
import signal
import time
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from pathlib import Path

import pytest

from vacmap.archive.pools import local_workers
from vacmap.archive.records import ArchiveError
from vacmap.archive.supervise import MEMORY, Assignment, Supervisor, Watch

SECONDS = 2.0
SIZE = 4
"""Items of a chunk."""
Item = Callable[[], None]


def well() -> None:
    pass


def hang_in_c() -> None:
    """Sleeps in C and never gives the interpreter's lock back."""
    ctypes.PyDLL(None).sleep(60)


def crash() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def leave() -> None:
    os._exit(0)


def eat_memory() -> None:
    bytearray(8 * 1024**3)


KEPT: list[bytearray] = []


def keep_memory() -> None:
    """As a model or a cache does: a good deal of the limit, and it stays."""
    KEPT.append(bytearray(MEMORY * 3 // 5))


def work(items: dict[str, list[Item]], assignment: Assignment) -> list[str]:
    """Fate of every item of a chunk."""
    left_out = {one.item: one.error for one in assignment.left_out}
    fates = []
    with Watch(assignment) as watch:
        for number, item in enumerate(items[assignment.key]):
            if number in left_out:
                fates.append(left_out[number])
                continue
            watch.at(number)
            try:
                item()
            except MemoryError:
                fates.append("MemoryError")
            else:
                fates.append("done")
    return fates


def supervised(items: dict[str, list[Item]], folder: Path, jobs: int = 2) -> dict[str, list[str]]:
    with local_workers(jobs) as workers:
        supervisor = Supervisor(partial(work, items), workers, SECONDS)
        return dict(supervisor.results((key, folder / key) for key in items))


def test_every_item_has_its_fate_and_neighbours_go_on(tmp_path: Path) -> None:
    hostile = {"hang": hang_in_c, "crash": crash, "leave": leave, "eat": eat_memory}
    chunks: dict[str, list[Item]] = {f"well-{at}": [well] * SIZE for at in range(6)}
    chunks |= {name: [well, well, item, well] for name, item in hostile.items()}
    chunks["two"] = [crash, well, well, leave]
    found = supervised(chunks, tmp_path)
    assert found == {
        **{f"well-{at}": ["done"] * SIZE for at in range(6)},
        "hang": ["done", "done", "Timeout", "done"],
        "crash": ["done", "done", "WorkerDied", "done"],
        "leave": ["done", "done", "WorkerDied", "done"],
        "eat": ["done", "done", "MemoryError", "done"],
        "two": ["WorkerDied", "done", "done", "WorkerDied"],
    }
    assert list(tmp_path.iterdir()) == []


def test_what_a_worker_keeps_takes_nothing_from_what_later_items_may_take(tmp_path: Path) -> None:
    found = supervised({f"keeps-{at}": [keep_memory] for at in range(4)}, tmp_path, jobs=1)
    assert found == {f"keeps-{at}": ["done"] for at in range(4)}


def test_an_error_of_the_work_itself_ends_the_run(tmp_path: Path) -> None:
    def fail() -> None:
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        supervised({"a": [fail]}, tmp_path, jobs=1)


def test_workers_that_never_begin_end_the_run(tmp_path: Path) -> None:
    def work(assignment: Assignment) -> None:
        os._exit(1)

    with local_workers(1) as workers:
        results = Supervisor(work, workers, SECONDS).results([("a", tmp_path / "a")])
        with pytest.raises(ArchiveError, match="workers end before they begin"):
            list(results)


def test_a_worker_ends_with_its_run(tmp_path: Path) -> None:
    """As after kill -9: the worker's parent is gone."""
    told = tmp_path / "worker"
    script = (
        "import os, time\n"
        "from pathlib import Path\n"
        "from vacmap.archive.pools import local_workers\n"
        f"def work(): Path({str(told)!r}).write_text(str(os.getpid())); time.sleep(60)\n"
        "local_workers(1).pool(1).submit(work)\n"
        f"while not Path({str(told)!r}).exists(): time.sleep(0.05)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    import subprocess
    import sys

    subprocess.run([sys.executable, "-c", script], check=False, timeout=60)
    worker = int(told.read_text())
    for _ in range(50):
        if not Path(f"/proc/{worker}").exists():
            return
        time.sleep(0.1)
    pytest.fail("the worker is still there")


def test_only_ended_processes_count_as_such() -> None:
    assert local_workers(1).died == (BrokenProcessPool,)
