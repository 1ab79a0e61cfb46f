"""work on chunks → their results, in processes that may hang or die

Some files hang a parser, eat all memory or end the process that reads them, and no exception tells. So a worker says in
a journal at which item it is, and sets a clock for it that ends the process from outside the interpreter (a C thread
of :mod:`faulthandler`, which asks no lock of Python). When a worker ends, its chunk is done again by itself, one item
at a time; the item at which the worker ends once more is left out, with the reason, and the rest of the chunk goes on.

A pool is any :class:`concurrent.futures.Executor`: loky's on one machine, that of a Dask cluster on many.
"""

from __future__ import annotations

import faulthandler
import os
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass
from math import inf
from pathlib import Path
from types import TracebackType
from typing import Generic, Self, TypeVar

from vacmap.archive.records import ArchiveError

AHEAD = 2
"""Chunks handed out per worker: one in work, one waiting."""
NEVER_BEGUN = 3
"""Pools that end before any item was begun until the run gives up."""
NEARLY = 0.9
"""A worker that was at an item for this part of its time is said to have used it up."""
MEMORY = 2 * 1024**3
"""Bytes an item may take beyond what the worker holds."""
REWIND = 1.0
"""Seconds after which the clock of the next item is wound up anew; an item has that much more at most."""
CHECK_PARENT = 1.0
"""Seconds between two looks whether the run is still there."""

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An item at which a worker ended."""

    item: int
    """Its place in the chunk, from 0."""
    error: str
    """``Timeout`` or ``WorkerDied``."""
    message: str


@dataclass(frozen=True, slots=True)
class Assignment:
    """What a worker is told about a chunk."""

    key: str
    journal: Path
    seconds: float | None = None
    """Time an item may take; several together have the same. None: as long as it takes."""
    memory: int | None = None
    """Bytes an item may take beyond what the worker holds; None: as many as there are."""
    careful: bool = False
    """True: one item at a time, each in the journal."""
    left_out: tuple[LeftOut, ...] = ()


class Watch:
    """Held by a worker while it works on a chunk: ``with Watch(assignment) as watch: … watch.at(3) …``."""

    def __init__(self, assignment: Assignment) -> None:
        self._journal = assignment.journal
        self._seconds = assignment.seconds
        self._memory = assignment.memory
        self._nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  closed on leaving
        self._written: int | None = None
        self._wound = -inf

    def __enter__(self) -> Self:
        self._journal.parent.mkdir(parents=True, exist_ok=True)
        if self._memory is not None:
            limit_memory(self._memory)
        return self

    def at(self, item: int) -> None:
        """Say that the work on an item begins, and see that the clock leaves it its time."""
        if self._written is None:
            self._written = os.open(self._journal, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
        os.lseek(self._written, 0, os.SEEK_SET)
        os.write(self._written, b"%-20d" % item)
        if self._seconds is not None and (now := time.monotonic()) - self._wound > REWIND:
            self._wound = now
            faulthandler.dump_traceback_later(self._seconds + REWIND, exit=True, file=self._nowhere)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        faulthandler.cancel_dump_traceback_later()
        self._nowhere.close()
        if self._written is not None:
            os.close(self._written)
        self._journal.unlink(missing_ok=True)


def begin_worker(run: int) -> None:
    """What a worker does first: leave Ctrl-C to the run, and end with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(run,), daemon=True).start()


def limit_memory(more: int) -> None:
    """From now on the process may take so many bytes more than it holds now; where the system knows such a limit."""
    try:
        import resource
    except ImportError:
        return
    held = _address_space()
    if held is not None:
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        soft = held + more
        resource.setrlimit(resource.RLIMIT_AS, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))


def _address_space() -> int | None:
    """Bytes of address space this process holds; None where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except OSError:
        return None
    return pages * os.sysconf("SC_PAGE_SIZE")


def _end_with(run: int) -> None:
    while os.getppid() == run:
        time.sleep(CHECK_PARENT)
    os._exit(1)


class Workers:
    """Pools of workers, opened when they are first needed and kept until a worker ends.

    Parameters
    ----------
    open_pool : callable
        Gives a new pool of so many workers.
    jobs : int
        How many there are.
    died : tuple of exception classes
        What a future raises when its worker ended.
    """

    def __init__(self, open_pool: Callable[[int], Executor], jobs: int, died: tuple[type[BaseException], ...]) -> None:
        self._open_pool = open_pool
        self.jobs = jobs
        self.died = died
        self._pools: dict[int, Executor] = {}

    def pool(self, size: int) -> Executor:
        """A pool of so many workers."""
        if size not in self._pools:
            self._pools[size] = self._open_pool(size)
        return self._pools[size]

    def drop(self, size: int) -> None:
        """End a pool at once; loky's knows how to end its workers."""
        pool = self._pools.pop(size, None)
        if pool is None:
            return
        try:
            pool.shutdown(wait=False, kill_workers=True)  # type: ignore[call-arg]
        except TypeError:
            pool.shutdown(wait=False, cancel_futures=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for size in list(self._pools):
            if kind is None:
                self._pools.pop(size).shutdown()
            else:
                self.drop(size)


class Supervisor(Generic[Result]):
    """Lets workers work on chunks and outlives them.

    Parameters
    ----------
    work : callable
        Called in a worker with an :class:`Assignment`; it opens a :class:`Watch`, and leaves out what it is told to.
    seconds, memory : float, int or None
        What an item may take; see :class:`Assignment`.
    """

    def __init__(
        self, work: Callable[[Assignment], Result], workers: Workers, seconds: float, memory: int | None = MEMORY
    ) -> None:
        self._work = work
        self._workers = workers
        self._seconds = seconds
        self._memory = memory

    def results(self, chunks: Iterable[tuple[str, Path]]) -> Iterator[tuple[str, Result]]:
        """Key and result of every chunk, given as key and journal, in the order in which they are done.

        Raises
        ------
        ArchiveError
            If workers end again and again before they begin.
        """
        waiting = iter(chunks)
        again: list[tuple[str, Path]] = []
        never_begun = 0
        while True:
            fell: list[tuple[str, Path]] = []
            yield from self._until_one_falls(again, waiting, fell)
            if not fell:
                return
            begun = [chunk for chunk in fell if chunk[1].exists()]
            never_begun = 0 if begun else never_begun + 1
            if never_begun == NEVER_BEGUN:
                raise ArchiveError("workers end before they begin an item; expected room to load the model")
            again += [chunk for chunk in fell if chunk not in begun]
            for chunk in begun:
                yield chunk[0], self._alone(chunk)

    def _until_one_falls(
        self, again: list[tuple[str, Path]], waiting: Iterator[tuple[str, Path]], fell: list[tuple[str, Path]]
    ) -> Iterator[tuple[str, Result]]:
        """Results of a pool until a worker ends; the chunks it was to do then stand in ``fell``."""
        flying: dict[Future[Result], tuple[str, Path]] = {}
        jobs = self._workers.jobs
        while True:
            while not fell and len(flying) < AHEAD * jobs:
                chunk = again.pop() if again else next(waiting, None)
                if chunk is None:
                    break
                flying[self._workers.pool(jobs).submit(self._work, self._assignment(chunk))] = chunk
            if not flying:
                break
            done, _ = wait(flying, return_when=FIRST_COMPLETED)
            for future in done:
                chunk = flying.pop(future)
                try:
                    result = future.result()
                except self._workers.died:
                    fell.append(chunk)
                else:
                    yield chunk[0], result
        if fell:
            self._workers.drop(jobs)

    def _assignment(
        self, chunk: tuple[str, Path], left_out: tuple[LeftOut, ...] = (), *, careful: bool = False
    ) -> Assignment:
        return Assignment(*chunk, self._seconds, self._memory, careful, left_out)

    def _alone(self, chunk: tuple[str, Path]) -> Result:
        """The result of a chunk at which a worker ended, without the items at which one ends again."""
        left_out: tuple[LeftOut, ...] = ()
        while True:
            assignment = self._assignment(chunk, left_out, careful=True)
            try:
                return self._workers.pool(1).submit(self._work, assignment).result()
            except self._workers.died:
                self._workers.drop(1)
                left_out += (self._at_fault(chunk, left_out),)

    def _at_fault(self, chunk: tuple[str, Path], known: tuple[LeftOut, ...]) -> LeftOut:
        key, journal = chunk
        try:
            item = int(journal.read_text(encoding="ascii"))
            spent = time.time() - journal.stat().st_mtime
        except (OSError, ValueError):
            item, spent = -1, 0.0
        if item < 0 or any(item == one.item for one in known):
            raise ArchiveError(
                f"chunk {key}: its worker ends before it begins an item; expected room to load the model"
            )
        if spent >= NEARLY * self._seconds:
            return LeftOut(item, "Timeout", f"took more than {self._seconds:g} seconds; its worker was ended")
        return LeftOut(item, "WorkerDied", "ended the process that worked on it")
