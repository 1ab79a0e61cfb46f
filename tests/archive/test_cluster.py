"""A real Dask scheduler and two worker processes, one of which dies on the way."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from vacmap.archive import ArchiveError, Outcome, classify

from .test_run import same

DASK = [sys.executable, "-m", "distributed.cli"]


@dataclass
class Cluster:
    """Processes of a cluster on this machine."""

    address: str
    workers: list[subprocess.Popen[bytes]]


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    address = f"tcp://127.0.0.1:{free_port()}"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": tmp_path}
    port = address.rpartition(":")[2]
    scheduler = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "distributed.cli.dask_scheduler",
            "--host",
            "127.0.0.1",
            "--port",
            port,
            "--no-dashboard",
        ],
        **quiet,
    )
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-dashboard"]
    workers = [subprocess.Popen(worker, **quiet) for _ in range(2)]
    yield Cluster(address, workers)
    for process in (*workers, scheduler):
        process.kill()
        process.wait()


def test_a_worker_that_dies_changes_no_byte(
    inbox: Path, classified: tuple[Path, Outcome], cluster: Cluster, tmp_path: Path
) -> None:
    from distributed import Client

    with Client(cluster.address, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=60)
    run = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "vacmap.cli",
            "classify",
            str(inbox),
            "-o",
            str(tmp_path / "uit"),
            "--scheduler",
            cluster.address,
        ],
        stderr=subprocess.PIPE,
        text=True,
    )
    while run.poll() is None and not list((tmp_path / "uit").glob(".vacmap/journal/errors-*")):
        time.sleep(0.02)
    cluster.workers[0].kill()
    _, said = run.communicate(timeout=120)
    assert run.returncode == 1, said
    assert same(tmp_path / "uit", classified[0])


def test_an_address_where_nobody_answers_is_told(inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vacmap.archive.pools.CONNECT_SECONDS", 1)
    with pytest.raises(ArchiveError, match="no Dask scheduler answers here"):
        classify([inbox], tmp_path / "uit", scheduler=f"tcp://127.0.0.1:{free_port()}")
