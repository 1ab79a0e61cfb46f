"""how far a run is → what a person sees: a bar in a terminal, a line now and then elsewhere"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self, TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

EVERY = 30.0
"""Seconds between two lines where there is no terminal."""
LEAST_RATE = 0.05
"""A second: what is slower is shown as nothing, not as 0.0."""


class Progress:
    """Tells how far each phase of a run is; ``with Progress() as progress: progress.begin("reading", 1200) …``.

    Parameters
    ----------
    stream : text stream
        Standard error by default. A terminal gets a bar; anything else a line every ``EVERY`` seconds and one at the
        end of every phase.
    clock : callable
        Gives seconds.
    """

    def __init__(self, stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream or sys.stderr
        self._clock = clock
        self._bar: Bar | None = None
        if self._stream.isatty():
            self._bar = Bar(
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                TextColumn("{task.fields[rate]}"),
                TimeRemainingColumn(),
                TextColumn("{task.fields[failed]}"),
                console=Console(file=self._stream),
            )
        self._phase, self._total, self._done, self._failed, self._resumed = "", 0, 0, 0, 0
        self._began = self._said = clock()
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        if self._bar:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar:
            self._bar.stop()

    def begin(self, phase: str, total: int, done: int = 0) -> None:
        """A phase begins, of which some may have been done by an earlier run."""
        self._phase, self._total, self._done, self._resumed = phase, total, done, done
        self._began = self._said = self._clock()
        if self._bar:
            self._task = self._bar.add_task(phase, total=total, completed=done, rate="", failed=self._failures())

    def step(self, done: int, failed: int = 0) -> None:
        """So many more are done, of which so many failed."""
        self._done += done
        self._failed += failed
        now = self._clock()
        if self._bar and self._task is not None:
            self._bar.update(self._task, completed=self._done, rate=self._rate(now), failed=self._failures())
        elif now - self._said >= EVERY:
            self._say(now)

    def end(self) -> None:
        """The phase is over."""
        if not self._bar:
            self._say(self._clock())

    def _say(self, now: float) -> None:
        self._said = now
        parts = [
            f"{self._phase}: {self._done:,} of {self._total:,}",
            self._rate(now),
            self._left(now),
            self._failures(),
        ]
        print(", ".join(filter(None, parts)), file=self._stream, flush=True)

    def _rate(self, now: float) -> str:
        rate = self._per_second(now)
        return f"{rate:,.1f} a second" if rate >= LEAST_RATE else ""

    def _left(self, now: float) -> str:
        rate = self._per_second(now)
        left = (self._total - self._done) / rate if rate else 0.0
        return f"{left / 60:,.0f} minutes left" if left >= 90 else f"{left:.0f} seconds left" if left else ""

    def _per_second(self, now: float) -> float:
        return (self._done - self._resumed) / (now - self._began) if now > self._began else 0.0

    def _failures(self) -> str:
        return f"{self._failed:,} failed" if self._failed else ""
