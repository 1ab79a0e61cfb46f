"""What a person sees of a run: little where nobody looks, a bar in a terminal."""

from __future__ import annotations

import io

from vacmap.archive.progress import EVERY, Progress


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_elsewhere_a_line_now_and_then_and_one_at_the_end() -> None:
    clock, stream = Clock(), io.StringIO()
    with Progress(stream, clock) as progress:
        progress.begin("texts", 1000, done=200)
        for _ in range(6):
            clock.now += EVERY / 3
            progress.step(100, failed=1)
        progress.end()
    assert stream.getvalue().splitlines() == [
        "texts: 500 of 1,000, 10.0 a second, 50 seconds left, 3 failed",
        "texts: 800 of 1,000, 10.0 a second, 20 seconds left, 6 failed",
        "texts: 800 of 1,000, 10.0 a second, 20 seconds left, 6 failed",
    ]


def test_a_terminal_gets_a_bar() -> None:
    stream = Terminal()
    with Progress(stream) as progress:
        progress.begin("texts", 10)
        progress.step(10, failed=2)
        progress.end()
    shown = stream.getvalue()
    assert "texts" in shown
    assert "10/10" in shown
    assert "2 failed" in shown


def test_a_phase_without_work_is_no_error() -> None:
    stream = io.StringIO()
    with Progress(stream, Clock()) as progress:
        progress.begin("texts", 0)
        progress.end()
    assert stream.getvalue() == "texts: 0 of 0\n"
