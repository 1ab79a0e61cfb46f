"""labelled vacancies ↔ doccano

Sequence labelling with spans that may overlap ("Allow overlapping entities" in the settings of the project): a span
per unit and label. The weightiest cluster bears its code, a further one ``ook CODE``; work outside bears its kind.
There is no place for a mixture, so none comes back. doccano keeps proposals as labels: whether a person looked at them
shows only in its approval, so only approved lines should be exported. Format: doccano's JSONL of sequence labelling.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ValidationError

from vacmap.activities import Codes
from vacmap.annotation.fields import About, Fault, Region, assemble
from vacmap.annotation.shown import shown
from vacmap.errors import TrainingDataError
from vacmap.records import OUTSIDE, ZoneCode
from vacmap.training import Label, LabelledVacancy

ALSO = "ook "
KIND = f"{OUTSIDE} "
ID, TITLE, SOURCE = "vacmap_id", "title", "source_text"
TEXTS, LABELS, METADATA = ("text", "data"), ("label", "labels", "entities"), ("metadata", "meta")
"""Names that versions of doccano give to the same thing."""


def labels(codes: Codes) -> list[dict[str, str]]:
    """The labels of the project, as its label settings import them.

    Raises
    ------
    TrainingDataError
        If one name stands for two things: doccano has a single list of labels.
    """
    clusters = [*codes.clusters, *(f"{KIND}{kind}" for kind in codes.kinds)]
    names = [*ZoneCode, *clusters, *(f"{ALSO}{cluster}" for cluster in clusters), *codes.professions]
    twice = [name for name, count in Counter(map(str, names)).items() if count > 1]
    if twice:
        raise TrainingDataError(f"structure: expected different codes for doccano's one list, got {twice[0]!r} twice")
    return [{"text": str(name)} for name in names]


def line(vacancy: LabelledVacancy) -> dict[str, Any]:
    """One vacancy."""
    text = shown(vacancy.text)
    spans = [[unit.start, unit.end, name] for unit in vacancy.units for name in _names(unit.label)]
    out: dict[str, Any] = {"text": text, "label": spans, ID: vacancy.id, TITLE: vacancy.title or ""}
    return out | ({SOURCE: vacancy.text} if text != vacancy.text else {})


def _names(label: Label) -> Iterator[str]:
    yield label.zone.value
    kind = label.outside[0] if label.outside else None
    for number, cluster in enumerate(label.clusters):
        name = f"{KIND}{kind}" if cluster == OUTSIDE and kind else cluster
        yield f"{ALSO}{name}" if number else name
    yield from label.professions


class _Span(BaseModel):
    label: str
    start_offset: int
    end_offset: int


class _Line(BaseModel):
    """A line, under the names that most versions give to its parts; the others are moved there first."""

    about: About
    spans: list[_Span | tuple[int, int, str]]


def read(raw: Any, codes: Codes) -> LabelledVacancy | None:
    """What people made of a line of an export; None if it has no label. Raises Fault for what does not fit."""
    try:
        one = _Line.model_validate(_renamed(raw))
    except ValidationError as error:
        raise Fault.of(error, "a line as doccano exports it") from None
    if not one.spans:
        return None
    regions: dict[tuple[int, int], Region] = {}
    for span in one.spans:
        start, end, name = (span.start_offset, span.end_offset, span.label) if isinstance(span, _Span) else span
        region = regions.setdefault((start, end), Region(start, end))
        cluster, also = name.removeprefix(ALSO), name.startswith(ALSO)
        if cluster.startswith(KIND):
            region.kinds.append(cluster.removeprefix(KIND))
            cluster = OUTSIDE
        if name in codes.professions:
            region.professions.append(name)
        elif name in list(ZoneCode):
            region.zones.append(name)
        else:
            region.clusters.insert(len(region.clusters) if also else 0, cluster)
    return assemble(one.about, list(regions.values()), {}, codes)


def _renamed(raw: Any) -> Any:
    """What is known of a line, by the names of ``_Line``."""
    if not isinstance(raw, dict):
        return raw
    kept: dict[str, Any] = next((raw[name] for name in METADATA if isinstance(raw.get(name), dict)), {}) | raw
    about = {"id": kept.get(ID), "title": kept.get(TITLE), "source_text": kept.get(SOURCE)}
    about["text"] = next((raw[name] for name in TEXTS if name in raw), None)
    return {"about": about, "spans": next((raw[name] for name in LABELS if raw.get(name)), [])}
