"""labelled files → labelled vacancies

Two forms: the plain-text format of ``data/training/README.md`` (``.txt``), which people write and read, and the JSONL
of the gold set (``.jsonl``). Both give the same records, with offsets into the vacancy's text.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from vacmap.errors import TrainingDataError
from vacmap.structure import Structure
from vacmap.training.jsonl_format import read_jsonl
from vacmap.training.labels import LabelledVacancy, Legend
from vacmap.training.text_format import read_text

LEGEND_FILE = "labels.json"
"""In a folder of training files: the letters that stand for professions in them, and the kinds of work outside."""

Reader = Callable[[Path, Structure, Legend], Iterator[LabelledVacancy]]
"""File, structure and legend → what is labelled in the file."""

READERS: dict[str, Reader] = {".txt": read_text, ".jsonl": read_jsonl}
"""Suffix → reader."""


def read_labelled(path: Path, structure: Structure) -> list[LabelledVacancy]:
    """All labelled vacancies of a file, or of the files of a folder and its subfolders, in the order of their names.

    Raises
    ------
    TrainingDataError
        If a file breaks its format or uses a code the structure does not have; the message names file, line and what
        was expected. Also if there is nothing to read.
    """
    if not path.exists():
        raise TrainingDataError(f"{path}: no such file or folder; expected labelled vacancies")
    files = [path] if path.is_file() else sorted(file for file in path.rglob("*") if file.suffix in READERS)
    legend = _legend(path if path.is_dir() else path.parent, structure)
    items = [item for file in files for item in _reader(file)(file, structure, legend)]
    if not items:
        raise TrainingDataError(f"{path}: holds no labelled vacancies ({', '.join(READERS)})")
    return items


def _reader(file: Path) -> Reader:
    if file.suffix not in READERS:
        raise TrainingDataError(f"{file}: expected a file of type {', '.join(READERS)}")
    return READERS[file.suffix]


def _legend(folder: Path, structure: Structure) -> Legend:
    """The ``labels.json`` in the folder or the one above it; without one, professions go by their initials as far as
    these differ."""
    source = next((place / LEGEND_FILE for place in (folder, folder.parent) if (place / LEGEND_FILE).is_file()), None)
    if source is None:
        initials = Counter(code[0] for code in structure.profession_ids)
        return Legend({code[0]: code for code in structure.profession_ids if initials[code[0]] == 1})
    try:
        raw = json.loads(source.read_text(encoding="utf-8"))
        legend = Legend(dict(raw["professions"]), tuple(raw["outside"]) if "outside" in raw else None)
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise TrainingDataError(
            f"{source}: expected {{'professions': {{letter: code}}, 'outside': [kind, …]}} ({error})"
        ) from None
    wrong = [code for code in legend.letters.values() if code not in structure.profession_ids]
    if wrong:
        raise TrainingDataError(f"{source}: expected professions of {structure.profession_ids}, got {wrong[0]!r}")
    return legend


def digest(folder: Path) -> str:
    """SHA-256 of the labelled files of a folder, names and contents, in the order of their names."""
    sums = hashlib.sha256()
    for file in sorted(file for file in folder.rglob("*") if file.suffix in READERS):
        sums.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return sums.hexdigest()
