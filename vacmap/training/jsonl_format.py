"""jsonl ↔ labelled vacancies: the form of the gold set, a vacancy per line"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from vacmap.errors import TrainingDataError
from vacmap.records import OUTSIDE, ZoneCode
from vacmap.structure import Structure
from vacmap.training.labels import Label, LabelledSpan, LabelledVacancy, Legend, read_lines

ROUNDING = 0.02
"""How far shares may be off their sum by rounding."""


def read_jsonl(file: Path, structure: Structure, legend: Legend) -> Iterator[LabelledVacancy]:
    for number, line in enumerate(read_lines(file), 1):
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
            item = LabelledVacancy(str(raw["id"]), str(raw["text"]), units, raw.get("title"), _mixture(raw))
        except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
            raise TrainingDataError(
                f"{file}: line {number}: expected a labelled vacancy (id, text, units): {error!r}"
            ) from None
        if fault := _fault(item, structure, legend):
            raise TrainingDataError(f"{file}: line {number}: {fault}")
        yield item


def as_jsonl(item: LabelledVacancy) -> str:
    """A vacancy as its line."""
    units = [
        {
            "start": unit.start,
            "end": unit.end,
            "zone": unit.label.zone.value,
            "clusters": list(unit.label.clusters),
            "professions": list(unit.label.professions),
            "outside": unit.label.outside[0] if unit.label.outside else None,
        }
        for unit in item.units
    ]
    row: dict[str, Any] = {"id": item.id, "title": item.title, "text": item.text, "units": units}
    if item.mixture is not None:
        row["mixture"] = item.mixture
    return json.dumps(row, ensure_ascii=False) + "\n"


def _mixture(raw: dict[str, Any]) -> dict[str, float] | None:
    return None if raw.get("mixture") is None else {str(code): float(part) for code, part in raw["mixture"].items()}


def _fault(item: LabelledVacancy, structure: Structure, legend: Legend) -> str | None:
    """What is wrong with a vacancy that has the right form, if anything is."""
    labels = [unit.label for unit in item.units]
    components = (*structure.profession_ids, OUTSIDE)
    wrong = [code for label in labels for code in label.clusters if code not in (*structure.cluster_ids, OUTSIDE)]
    wrong += [code for label in labels for code in label.professions if code not in structure.profession_ids]
    wrong += [code for code in item.mixture or () if code not in components]
    if wrong:
        return f"expected a code of the structure, got {wrong[0]!r}"
    kinds = [
        kind for label in labels for kind in label.outside if legend.kinds is not None and kind not in legend.kinds
    ]
    if kinds:
        return f"expected a kind of {', '.join(legend.kinds or ())}, got {kinds[0]!r}"
    if item.mixture is not None and not (
        min(item.mixture.values(), default=-1.0) >= 0 and abs(sum(item.mixture.values()) - 1) <= ROUNDING
    ):
        return f"expected a mixture of shares that sum to 1, got {item.mixture}"
    for unit in item.units:
        if not 0 <= unit.start < unit.end <= len(item.text):
            return f"expected offsets inside the text ({len(item.text)} characters), got {unit.start} to {unit.end}"
    return None
