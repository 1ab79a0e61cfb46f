"""The opening sentence, for every kind of mixture (cases/openings.txt)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from vacmap.report.opening import Opening, Part, write_opening

CASES = Path(__file__).parent / "cases" / "openings.txt"
PART = re.compile(r"(\S+) (\d+) \((\d+)-(\d+)\)")


def cases() -> Iterator[tuple[str, str, str, str]]:
    lines = [line for line in CASES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    for block in "\n".join(lines).strip().split("\n\n"):
        name, mixture, tasks, expected = block.strip().splitlines()
        yield name, mixture, tasks, expected


def opening_of(mixture: str, tasks: str) -> Opening:
    parts = [
        Part(name, int(share) / 100, int(low) / 100, int(high) / 100)
        for name, share, low, high in PART.findall(mixture)
    ]
    tasks, unlike = tasks.removesuffix("; vreemd"), tasks.endswith("; vreemd")
    counts, kinds = tasks.split(";")
    number, unsure = map(int, re.findall(r"\d+", counts))
    kinds = kinds.strip()
    return write_opening(
        parts,
        tasks=number,
        unsure=unsure,
        outside_kinds=[kind.strip() for kind in kinds.split(",")] if kinds else [],
        dutch=kinds != "geen Nederlands",
        unlike=unlike,
    )


@pytest.mark.parametrize(("mixture", "tasks", "expected"), [pytest.param(*case[1:], id=case[0]) for case in cases()])
def test_the_opening_says_what_the_expert_would_say(mixture: str, tasks: str, expected: str) -> None:
    assert opening_of(mixture, tasks).text.replace("\u00a0", " ") == expected


@pytest.mark.parametrize("share", [0.0, 0.05, 0.2, 0.33, 0.5, 0.66, 0.9, 1.0])
@pytest.mark.parametrize("outside", [0.0, 0.04, 0.2, 0.3, 0.49, 0.5, 0.9, 1.0])
@pytest.mark.parametrize("known", [True, False])
def test_there_is_a_sentence_for_any_mixture(share: float, outside: float, known: bool) -> None:
    inside = 1 - outside
    shares = [inside * share, inside * (1 - share) * 0.7, inside * (1 - share) * 0.3, outside]
    parts = [
        Part(f"Beroep{at}", value, value if known else None, value if known else None)
        for at, value in enumerate(shares)
    ]
    opening = write_opening(parts, tasks=9, unsure=3)
    assert opening.sentence.startswith("Deze functie ")
    assert opening.sentence.endswith(".")
    assert "  " not in opening.text


def test_a_structure_may_have_one_profession() -> None:
    opening = write_opening([Part("Gids", 0.9, 0.8, 0.97), Part("Buiten", 0.1, 0.03, 0.2)], tasks=9, unsure=0)
    assert opening.sentence == "Deze functie is bijna helemaal die van een gids (90\u00a0%)."


def test_overlapping_intervals_never_give_a_firm_sentence() -> None:
    parts = [Part("Gids", 0.62, 0.3, 0.9), Part("Conservator", 0.38, 0.1, 0.7), Part("Buiten", 0.0, 0.0, 0.1)]
    assert "lijkt" in write_opening(parts, tasks=9, unsure=0).sentence
