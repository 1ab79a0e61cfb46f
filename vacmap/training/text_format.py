"""txt → labelled vacancies: the form that people write and read (see ``data/training/README.md``)"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from vacmap.errors import TrainingDataError
from vacmap.records import OUTSIDE, ZoneCode
from vacmap.structure import Structure
from vacmap.training.labels import Label, LabelledSpan, LabelledVacancy, Legend, read_lines

LINE = re.compile(r"(?P<label>[a-z][^|+~]*?)? ?(?P<sign>[|+~])(?: (?P<text>.*))?")
MIXTURE_PART = re.compile(r"(?P<code>[a-z0-9-]+) (?P<share>\d+)")
HEADER_KEYS = ("title", "mixture", "about")
OPENS_ITEM = "=== "

Fail = Callable[[str], TrainingDataError]
"""Makes the error for what is wrong in the line that is being read."""


def read_text(file: Path, structure: Structure, legend: Legend) -> Iterator[LabelledVacancy]:
    """Labelled vacancies and series of a file. Raises TrainingDataError that names the line and what was expected."""
    item: _Item | None = None
    ids: set[str] = set()
    number = 0

    def fail(why: str) -> TrainingDataError:
        return TrainingDataError(f"{file}: line {number}: {why}")

    for number, line in enumerate(read_lines(file), 1):
        if line.startswith(OPENS_ITEM):
            if item is not None:
                yield item.finish(file)
            item = _Item(line.removeprefix(OPENS_ITEM).strip(), number)
            if item.id in ids:
                raise fail(f"expected an id used once, got {item.id!r} again")
            ids.add(item.id)
        elif item is not None:
            item.read(line, structure, legend, fail)
        elif line.strip():
            raise fail("expected '=== id' before the first item")
    if item is not None:
        yield item.finish(file)


class _Item:
    """One item while it is being read."""

    def __init__(self, id_: str, line: int) -> None:
        self.id = id_
        self.line = line
        self.in_header = True
        self.title: str | None = None
        self.mixture: dict[str, float] | None = None
        self.text = ""
        self.lines = 0
        self.units: list[LabelledSpan] = []

    def read(self, line: str, structure: Structure, legend: Legend, fail: Fail) -> None:
        """Take one line of the item."""
        if self.in_header:
            self._read_header(line, structure, fail)
        elif line:
            match = LINE.fullmatch(line)
            if not match:
                raise fail(f"expected 'LABEL SIGN TEXT' with a sign of | + ~, got {line[:60]!r}")
            self._add(match["label"], match["sign"], match["text"] or "", structure, legend, fail)

    def finish(self, file: Path) -> LabelledVacancy:
        """What was read."""
        if not self.units:
            raise TrainingDataError(f"{file}: line {self.line}: expected a labelled text in item {self.id!r}")
        return LabelledVacancy(
            self.id, self.text, tuple(self.units), self.title, self.mixture, is_series=self.mixture is None
        )

    def _read_header(self, line: str, structure: Structure, fail: Fail) -> None:
        if not line.strip():
            self.in_header = False
            return
        key, colon, value = line.partition(": ")
        if not colon or key not in HEADER_KEYS:
            raise fail(f"expected a header line 'key: value' with a key of {HEADER_KEYS}, got {line[:60]!r}")
        if key == "title":
            self.title = value.strip()
        elif key == "mixture":
            self.mixture = _mixture(value, structure, fail)

    def _add(self, label: str | None, sign: str, text: str, structure: Structure, legend: Legend, fail: Fail) -> None:
        if sign == "~":
            if label or not self.units:
                raise fail("'~' goes on with the unit before it and takes no label")
            if not text.strip():
                raise fail("expected a text behind '~', which goes on with a unit")
            self._start_line(text)
            last = self.units[-1]
            self.units[-1] = LabelledSpan(last.start, len(self.text), last.label)
        elif not label:
            if text.strip() or sign == "+":
                raise fail("expected a label before the sign, since a text follows")
            self._start_line(text)
        elif not text.strip():
            raise fail("expected a text behind the label")
        else:
            parsed = parse_label(label, structure, legend, fail)
            start = self._continue_line(text) if sign == "+" and self.units else self._start_line(text)
            self.units.append(LabelledSpan(start, len(self.text), parsed))

    def _start_line(self, text: str) -> int:
        """Append a new line; returns where its text starts."""
        if self.lines:
            self.text += "\n"
        self.lines += 1
        start = len(self.text)
        self.text += text
        return start

    def _continue_line(self, text: str) -> int:
        """Append to the last line, one space further; returns where the text starts."""
        self.text += " "
        start = len(self.text)
        self.text += text
        return start


def parse_label(label: str, structure: Structure, legend: Legend, fail: Fail) -> Label:
    """``zone`` or ``taken CLUSTERS [PROFESSIONS]`` → Label."""
    zone, *rest = label.split(" ")
    if zone not in list(ZoneCode):
        raise fail(f"expected a zone of {', '.join(ZoneCode)}, got {zone!r}")
    if (rest and zone != ZoneCode.TAKEN) or len(rest) > 2:
        raise fail(f"expected 'zone' or 'taken CLUSTERS PROFESSIONS', got {label!r}")
    clusters: list[str] = []
    outside: list[str] = []
    for part in rest[0].split(",") if rest else []:
        code, _, kind = part.partition(":")
        if code == OUTSIDE and kind:
            if legend.kinds is not None and kind not in legend.kinds:
                raise fail(f"expected a kind of {', '.join(legend.kinds)}, got {kind!r}")
            outside.append(kind)
        elif code not in structure.cluster_ids or kind:
            raise fail(f"expected a cluster of {', '.join(structure.cluster_ids)} or {OUTSIDE}:KIND, got {part!r}")
        clusters.append(code)
    unknown = [letter for letter in (rest[1] if len(rest) > 1 else "") if letter not in legend.letters]
    if unknown:
        raise fail(f"expected letters of {', '.join(legend.letters)} (from labels.json), got {unknown[0]!r}")
    professions = tuple(legend.letters[letter] for letter in (rest[1] if len(rest) > 1 else ""))
    inside = any(code != OUTSIDE for code in clusters)
    if inside != bool(professions):
        raise fail("expected professions beside a cluster, and none beside work outside alone")
    return Label(ZoneCode(zone), tuple(clusters), professions, tuple(outside))


def _mixture(value: str, structure: Structure, fail: Fail) -> dict[str, float]:
    mixture: dict[str, float] = {}
    for part in value.split(","):
        match = MIXTURE_PART.fullmatch(part.strip())
        if not match or match["code"] not in (*structure.profession_ids, OUTSIDE) or match["code"] in mixture:
            raise fail(f"expected 'profession share' in the mixture, got {part.strip()!r}")
        mixture[match["code"]] = int(match["share"]) / 100
    if abs(sum(mixture.values()) - 1) > 1e-9:
        raise fail(f"expected a mixture that sums to 100, got {value!r}")
    return mixture
