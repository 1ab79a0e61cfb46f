"""Case files: rows of ``=== name``, a text, ``---`` and what is expected of it, so that anyone can add a case."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Case:
    name: str
    text: str
    expected: list[str]


def read_cases(name: str) -> list[Case]:
    """The cases of a file, in order; rows before the first ``===`` explain it."""
    cases = []
    for block in (FOLDER / name).read_text(encoding="utf-8").split("\n=== ")[1:]:
        title, _, body = block.partition("\n")
        text, _, expected = body.partition("\n---\n")
        cases.append(Case(title, text, [row for row in expected.split("\n") if row.strip()]))
    return cases


def read_rows(name: str) -> list[tuple[str, str]]:
    """Rows ``label | text`` of a file; those that open with ``#`` explain it."""
    rows = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    pairs = (row.partition(" | ") for row in rows if row.strip() and not row.startswith("#"))
    return [(label.strip(), text) for label, _, text in pairs]
