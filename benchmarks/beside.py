"""What the speed benchmarks share: the texts, and the clock that lets everything run in turn."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from vacmap.resources import data_folder

ROUNDS = 3
TOGETHER = 64
"""Texts that are worked on at once, as in ``Mapper.pipe``."""
Item = TypeVar("Item")


def gold_texts() -> list[str]:
    """The gold vacancies."""
    lines = (data_folder("gold") / "vacancies.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["text"] for line in lines]


def varied_texts(copies: int) -> list[str]:
    """So many copies of the gold vacancies, varied by a number so that no cache flatters."""
    return [re.sub(r"\b(Je|U|De)\b", rf"\1 nr{copy}", text) for copy in range(copies) for text in gold_texts()]


def best_times(stages: Mapping[str, Callable[[Item], object]], items: Sequence[Item]) -> dict[str, float]:
    """Seconds that every stage takes for all items: the best of ``ROUNDS`` rounds, in which all stages take turns."""
    best: dict[str, float] = {}
    for _ in range(ROUNDS):
        for name, stage in stages.items():
            start = time.perf_counter()
            for item in items:
                stage(item)
            best[name] = min(best.get(name, float("inf")), time.perf_counter() - start)
    return best
