"""labelled files → labelled vacancies

Two forms: the plain-text format of ``data/training/README.md`` (``.txt``), which people write and read, and the JSONL of the gold set
(``.jsonl``). Both give the same records, with offsets into the vacancy's text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vacmap.errors import TrainingDataError
from vacmap.records import OUTSIDE, ZoneCode
from vacmap.structure import Structure

LETTERS_FILE = "labels.json"
"""In a folder of training files: the letters that stand for professions in them."""


@dataclass(frozen=True, slots=True)
class Label:
    """What a person said of a unit."""

    zone: ZoneCode
    clusters: tuple[str, ...] = ()
    """Clusters or ``buiten``, the weightiest first; empty for a unit that states no activity."""
    professions: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    """Kinds of work outside, one for each ``buiten`` among the clusters (at most one in practice)."""


@dataclass(frozen=True, slots=True)
class LabelledSpan:
    """A unit as it was labelled; ``end`` is exclusive."""

    start: int
    end: int
    label: Label


@dataclass(frozen=True, slots=True)
class LabelledVacancy:
    """A text with its units; or a series of sentences that have nothing to do with each other."""

    id: str
    text: str
    units: tuple[LabelledSpan, ...]
    title: str | None = None
    mixture: dict[str, float] | None = None
    """Share per profession and ``buiten``; sums to 1. None for a series."""

    @property
    def is_series(self) -> bool:
        return self.mixture is None


def read_labelled(path: Path, structure: Structure) -> list[LabelledVacancy]:
    """All labelled vacancies of a file, or of the files of a folder and its subfolders, in the order of their names.

    Raises
    ------
    TrainingDataError
        If a file breaks its format or uses a code the structure does not have; the message names file, line and what was
        expected. Also if there is nothing to read.
    """
    if not path.exists():
        raise TrainingDataError(f"{path}: no such file or folder; expected labelled vacancies")
    files = [path] if path.is_file() else sorted(file for file in path.rglob("*") if file.suffix in READERS)
    items = [item for file in files for item in _reader(file)(file, structure)]
    if not items:
        raise TrainingDataError(f"{path}: holds no labelled vacancies ({', '.join(READERS)})")
    return items


def _reader(file: Path) -> Callable[[Path, Structure], Iterator[LabelledVacancy]]:
    if file.suffix not in READERS:
        raise TrainingDataError(f"{file}: expected a file of type {', '.join(READERS)}")
    return READERS[file.suffix]


LINE = re.compile(r"(?P<label>[a-z][^|+~]*?)? ?(?P<sign>[|+~])(?: (?P<text>.*))?")
MIXTURE_PART = re.compile(r"(?P<code>[a-z0-9-]+) (?P<share>\d+)")
HEADER_KEYS = ("title", "mixture", "about")


class _TextItem:
    """One ``=== id`` item while it is being read."""

    def __init__(self, id_: str) -> None:
        self.id = id_
        self.header: dict[str, str] = {}
        self.text = ""
        self.lines = 0
        self.units: list[LabelledSpan] = []

    def start_line(self, text: str) -> int:
        """Append a new line; returns where its text starts."""
        if self.lines:
            self.text += "\n"
        self.lines += 1
        start = len(self.text)
        self.text += text
        return start


def _read_text(file: Path, structure: Structure) -> Iterator[LabelledVacancy]:
    letters = _letters(file, structure)
    item: _TextItem | None = None
    in_header = False

    def fail(why: str) -> TrainingDataError:
        return TrainingDataError(f"{file}: line {number}: {why}")

    number = 0
    for number, line in enumerate(_lines(file), 1):
        if line.startswith("=== "):
            if item is not None:
                yield _finish(item, structure, fail)
            item, in_header = _TextItem(line[4:].strip()), True
        elif item is None:
            if line.strip():
                raise fail("expected '=== id' before the first item")
        elif in_header:
            if not line.strip():
                in_header = False
                continue
            key, colon, value = line.partition(": ")
            if not colon or key not in HEADER_KEYS:
                raise fail(f"expected a header line 'key: value' with a key of {HEADER_KEYS}, got {line[:60]!r}")
            item.header[key] = value.strip()
        elif line:
            match = LINE.fullmatch(line)
            if not match:
                raise fail(f"expected 'LABEL SIGN TEXT' with a sign of | + ~, got {line[:60]!r}")
            _add(item, match, structure, letters, fail)
    if item is not None:
        yield _finish(item, structure, fail)


def _add(
    item: _TextItem,
    match: re.Match[str],
    structure: Structure,
    letters: dict[str, str],
    fail: Callable[[str], TrainingDataError],
) -> None:
    label, sign, text = match["label"], match["sign"], match["text"] or ""
    if sign == "~":
        if label or not item.units:
            raise fail("'~' goes on with the unit before it and takes no label")
        item.start_line(text)
        last = item.units[-1]
        item.units[-1] = LabelledSpan(last.start, len(item.text), last.label)
        return
    if not label:
        if text.strip() or sign == "+":
            raise fail("expected a label before the sign, since a text follows")
        item.start_line(text)
        return
    if not text.strip():
        raise fail("expected a text behind the label")
    parsed = parse_label(label, structure, letters, fail)
    if sign == "+" and item.units:
        item.text += " "
        start = len(item.text)
        item.text += text
    else:
        start = item.start_line(text)
    item.units.append(LabelledSpan(start, len(item.text), parsed))


def parse_label(
    label: str, structure: Structure, letters: dict[str, str], fail: Callable[[str], TrainingDataError]
) -> Label:
    """``zone`` or ``taken CLUSTERS [PROFESSIONS]`` → Label."""
    zone, *rest = label.split(" ")
    if zone not in list(ZoneCode):
        raise fail(f"expected a zone of {', '.join(ZoneCode)}, got {zone!r}")
    if rest and zone != ZoneCode.TAKEN or len(rest) > 2:
        raise fail(f"expected 'zone' or 'taken CLUSTERS PROFESSIONS', got {label!r}")
    clusters: list[str] = []
    outside: list[str] = []
    for part in rest[0].split(",") if rest else []:
        code, _, kind = part.partition(":")
        if code == OUTSIDE and kind:
            outside.append(kind)
        elif code not in structure.cluster_ids or kind:
            raise fail(f"expected a cluster of {', '.join(structure.cluster_ids)} or {OUTSIDE}:KIND, got {part!r}")
        clusters.append(code)
    unknown = [letter for letter in (rest[1] if len(rest) > 1 else "") if letter not in letters]
    if unknown:
        raise fail(f"expected letters of {', '.join(letters)}, got {unknown[0]!r}")
    professions = tuple(letters[letter] for letter in (rest[1] if len(rest) > 1 else ""))
    inside = any(code != OUTSIDE for code in clusters)
    if inside != bool(professions):
        raise fail("expected professions beside a cluster, and none beside work outside alone")
    return Label(ZoneCode(zone), tuple(clusters), professions, tuple(outside))


def _finish(item: _TextItem, structure: Structure, fail: Callable[[str], TrainingDataError]) -> LabelledVacancy:
    mixture = None
    if "mixture" in item.header:
        mixture = {}
        for part in item.header["mixture"].split(","):
            match = MIXTURE_PART.fullmatch(part.strip())
            if not match or match["code"] not in (*structure.profession_ids, OUTSIDE):
                raise fail(f"item {item.id}: expected 'profession share' in the mixture, got {part.strip()!r}")
            mixture[match["code"]] = int(match["share"]) / 100
        if abs(sum(mixture.values()) - 1) > 1e-9:
            raise fail(f"item {item.id}: expected a mixture that sums to 100, got {item.header['mixture']!r}")
    return LabelledVacancy(item.id, item.text, tuple(item.units), item.header.get("title"), mixture)


def _letters(file: Path, structure: Structure) -> dict[str, str]:
    """Letters of the nearest ``labels.json`` above the file; without one, the first letters of the professions."""
    for folder in file.resolve().parents:
        source = folder / LETTERS_FILE
        if source.is_file():
            try:
                letters = json.loads(source.read_text(encoding="utf-8"))["professions"]
                wrong = [code for code in letters.values() if code not in structure.profession_ids]
            except (json.JSONDecodeError, UnicodeDecodeError, KeyError, TypeError, AttributeError) as error:
                raise TrainingDataError(f"{source}: expected {{'professions': {{letter: code}}}} ({error})") from None
            if wrong:
                raise TrainingDataError(f"{source}: expected professions of {structure.profession_ids}, got {wrong[0]!r}")
            return dict(letters)
    return {code[0]: code for code in structure.profession_ids}


def _read_jsonl(file: Path, structure: Structure) -> Iterator[LabelledVacancy]:
    for number, line in enumerate(_lines(file), 1):
        if not line.strip():
            continue
        try:
            raw: dict[str, Any] = json.loads(line)
            units = tuple(
                LabelledSpan(
                    int(unit["start"]),
                    int(unit["end"]),
                    Label(
                        ZoneCode(unit["zone"]),
                        tuple(unit["clusters"]),
                        tuple(unit["professions"]),
                        (unit["outside"],) if unit.get("outside") else (),
                    ),
                )
                for unit in raw["units"]
            )
            item = LabelledVacancy(str(raw["id"]), str(raw["text"]), units, raw.get("title"), dict(raw["mixture"]))
        except (json.JSONDecodeError, KeyError, TypeError, ValueError, AttributeError) as error:
            raise TrainingDataError(
                f"{file}: line {number}: expected a labelled vacancy (id, text, units, mixture): {error!r}"
            ) from None
        known = (*structure.cluster_ids, OUTSIDE)
        for unit in item.units:
            wrong = [code for code in unit.label.clusters if code not in known]
            wrong += [code for code in unit.label.professions if code not in structure.profession_ids]
            if wrong:
                raise TrainingDataError(f"{file}: line {number}: expected a code of the structure, got {wrong[0]!r}")
        yield item


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise TrainingDataError(f"{file}: cannot be read as UTF-8 text ({error})") from None


READERS: dict[str, Callable[[Path, Structure], Iterator[LabelledVacancy]]] = {
    ".txt": _read_text,
    ".jsonl": _read_jsonl,
}
"""Suffix → reader."""
