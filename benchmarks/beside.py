"""What the speed benchmarks share: the texts, and the clock that lets everything run in turn."""

from __future__ import annotations

import json
import random
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from vacmap.layout import read_all_words, split_lines, split_units
from vacmap.resources import data_folder
from vacmap.zones import Cut

ROUNDS = 3
TOGETHER = 64
"""Texts that are worked on at once, as in ``Mapper.pipe``."""
NAME = re.compile(r"(?<=[a-zà-ÿ,] )[A-ZÀ-Þ][\w'’-]+")
"""A capital inside a sentence: the name of a person, an organisation, a place."""
NUMBER = re.compile(r"\d+")
SYLLABLES = [onset + vowel + coda for onset in "bdfghjklmnprstvwz" for vowel in "aeiou" for coda in ("", "r", "n", "l")]
Item = TypeVar("Item")


def gold_texts() -> list[str]:
    """The gold vacancies."""
    lines = (data_folder("gold") / "vacancies.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["text"] for line in lines]


def varied_texts(copies: int) -> list[str]:
    """So many copies of the gold vacancies, varied by a number so that no cache flatters."""
    return [re.sub(r"\b(Je|U|De)\b", rf"\1 nr{copy}", text) for copy in range(copies) for text in gold_texts()]


def renamed_texts(count: int) -> Iterator[str]:
    """So many vacancies: the gold ones in turn, in each copy with other names and other numbers, as in an archive."""
    texts = gold_texts()
    for number in range(count):
        yield _renamed(texts[number % len(texts)], random.Random(number))  # noqa: S311  it makes up names


def recombined_texts(count: int) -> Iterator[str]:
    """So many vacancies, no two of them alike, as in an archive of many employers: every line is that of some gold
    vacancy at the same height, with other names and numbers."""
    texts = [text.splitlines() for text in gold_texts()]
    for number in range(count):
        rng = random.Random(number)  # noqa: S311  it draws lines
        n = len(texts[number % len(texts)])
        others = (rng.choice(texts) for _ in range(n))
        yield _renamed("\n".join(other[at * len(other) // n] for at, other in enumerate(others)), rng)


def _renamed(text: str, rng: random.Random) -> str:
    def name(found: re.Match[str]) -> str:
        return "".join(rng.choices(SYLLABLES, k=max(2, len(found[0]) // 3))).capitalize()

    def digits(found: re.Match[str]) -> str:
        return "".join(rng.choices("123456789", k=len(found[0])))

    return NUMBER.sub(digits, NAME.sub(name, text))


def cut_all(texts: Sequence[str]) -> list[Cut]:
    """Texts cut into units and words, together, as the pipeline does it."""
    cut = [(text, split_units(text, split_lines(text))) for text in texts]
    return [Cut(text, units, words) for (text, units), words in zip(cut, read_all_words(cut), strict=True)]


def classify_command(archive: Path, out: Path, jobs: int) -> list[str]:
    """The arguments of Python for a run of ``vacmap classify``, by so many workers."""
    return ["-m", "vacmap.cli", "classify", str(archive), "-o", str(out), "--jobs", str(jobs)]


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
