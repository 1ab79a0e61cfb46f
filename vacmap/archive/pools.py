"""where the workers are: processes of this machine, or those of a Dask cluster"""

from __future__ import annotations

import os
from concurrent.futures import Executor
from concurrent.futures.process import BrokenProcessPool
from typing import Any

from vacmap.archive.records import ArchiveError
from vacmap.archive.supervise import Workers, begin_worker

ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
"""A worker per core: threads of its libraries would only be in each other's way."""
GROWTH = 1_000_000_000
"""Bytes by which a worker may grow before loky begins a new one: room for the model, and for the words it keeps."""
ENVIRONMENT = ONE_THREAD | {"LOKY_MAX_MEMORY_LEAK_SIZE": str(GROWTH), "MALLOC_ARENA_MAX": "1"}
"""The last is for glibc: one heap, since a heap per thread leaves more holes the longer a worker works."""
CONNECT_SECONDS = 10


def local_workers(jobs: int | None) -> Workers:
    """Processes of this machine (loky); None: as many as it has cores for us."""
    from loky import ProcessPoolExecutor, cpu_count

    def open_pool(size: int) -> Executor:
        pool: Executor = ProcessPoolExecutor(
            max_workers=size, initializer=begin_worker, initargs=(os.getpid(),), env=ENVIRONMENT
        )
        return pool

    return Workers(open_pool, jobs or cpu_count(), (BrokenProcessPool,))


def cluster_workers(scheduler: str, jobs: int | None) -> Workers:
    """Workers of a Dask cluster; None: as many as it has now.

    Raises
    ------
    ArchiveError
        If Dask is not installed, nothing answers at the address, or a worker has several threads: what ends one item
        would end the others with it.
    """
    try:
        from distributed import Client
        from distributed.scheduler import KilledWorker
    except ImportError:
        raise ArchiveError("--scheduler needs Dask; expected: pip install 'vacmap[cluster]'") from None
    try:
        client: Any = Client(scheduler, timeout=CONNECT_SECONDS, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise ArchiveError(f"{scheduler}: no Dask scheduler answers here ({error})") from None
    threads = client.nthreads()
    if not threads:
        raise ArchiveError(
            f"{scheduler}: a scheduler without workers; expected at least one (dask worker --nthreads 1)"
        )
    if max(threads.values()) > 1:
        raise ArchiveError(f"{scheduler}: workers with several threads; expected dask worker --nthreads 1")

    def open_pool(size: int) -> Executor:
        executor: Executor = client.get_executor(pure=False, retries=0)
        return executor

    return Workers(open_pool, jobs or len(threads), (KilledWorker,))
