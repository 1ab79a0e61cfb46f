"""marked sentences → sentences with their finite verbs and task clauses

One sentence a line; ``*`` stands before a finite verb, `` || `` where one task ends and the next begins; lines that
open with ``#`` are comments. See ``data/clauses/README.md``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from vacmap.errors import TrainingDataError
from vacmap.training.labels import read_lines

MARKS = re.compile(r"(?P<cut> \|\| )|(?P<finite>(?<!\S)[(\"'‘“]?\*(?=\w))")


@dataclass(frozen=True, slots=True)
class ClauseSentence:
    """A sentence without its marks."""

    text: str
    finite: tuple[int, ...]
    """Offsets at which a finite verb starts."""
    cuts: tuple[int, ...]
    """Offsets at which the second and later tasks start."""


def read_clause_sentences(path: Path) -> list[ClauseSentence]:
    """Sentences of a file, or of the ``.txt`` files of a folder in the order of their names.

    Raises
    ------
    TrainingDataError
        If a file cannot be read or a line holds a mark out of place.
    """
    if not path.exists():
        raise TrainingDataError(f"{path}: no such file or folder; expected marked sentences")
    files = [path] if path.is_file() else sorted(path.glob("*.txt"))
    return [
        parse_clause_sentence(line, f"{file}: line {number}")
        for file in files
        for number, line in enumerate(read_lines(file), 1)
        if line.strip() and not line.startswith("#")
    ]


def parse_clause_sentence(line: str, place: str = "") -> ClauseSentence:
    """One marked line. Raises TrainingDataError that names ``place`` if a mark stands out of place."""
    text, finite, cuts = "", [], []
    end = 0
    for match in MARKS.finditer(line):
        text += line[end : match.start()]
        if match["cut"]:
            text += " "
            cuts.append(len(text))
        else:
            text += match["finite"][:-1]
            finite.append(len(text))
        end = match.end()
    text += line[end:]
    if "||" in text or re.search(r"(?<!\S)\*\S", text):
        raise TrainingDataError(f"{place}: expected '*' before a word and ' || ' between words, got {line[:60]!r}")
    return ClauseSentence(text.strip(), tuple(finite), tuple(cuts))
