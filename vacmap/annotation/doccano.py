"""labelled vacancies ↔ doccano

Sequence labelling with spans that may overlap ("Allow overlapping entities" in the settings of the project): a span
per unit and label. The weightiest cluster bears its code, a further one ``ook CODE``; work outside bears its kind.
There is no place for a mixture, so none comes back. Format: doccano's JSONL of sequence labelling.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from vacmap.annotation.fields import Fault, Fields, Region, assemble
from vacmap.annotation.shown import shown
from vacmap.records import OUTSIDE, ZoneCode
from vacmap.structure import Structure
from vacmap.training import Label, LabelledVacancy

ALSO = "ook "
KIND = f"{OUTSIDE} "
ID, TITLE, SOURCE = "vacmap_id", "title", "source_text"
TEXTS, LABELS, METADATA = ("text", "data"), ("label", "labels", "entities"), ("metadata", "meta")
"""Names that versions of doccano give to the same thing."""


def labels(structure: Structure, kinds: Sequence[str]) -> list[dict[str, str]]:
    """The labels of the project, as its label settings import them."""
    clusters = [*structure.cluster_ids, OUTSIDE, *(f"{KIND}{kind}" for kind in kinds)]
    names = [*ZoneCode, *clusters, *(f"{ALSO}{cluster}" for cluster in clusters), *structure.profession_ids]
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


def read(lines: Iterable[Any], structure: Structure) -> Iterator[LabelledVacancy | None]:
    """What people made of the lines of an export; None for a line without a label. Raises Fault for what does not
    fit."""
    for number, one in enumerate(lines, 1):
        try:
            yield _read_line(one, structure)
        except Fault as fault:
            raise Fault(f"line {number}: {fault}") from None
        except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
            raise Fault(f"line {number}: expected a line as doccano exports it ({error!r})") from None


def _read_line(one: dict[str, Any], structure: Structure) -> LabelledVacancy | None:
    text = str(next(one[name] for name in TEXTS if name in one))
    spans: list[Any] = next((one[name] for name in LABELS if one.get(name)), [])
    if not spans:
        return None
    about = next((one[name] for name in METADATA if isinstance(one.get(name), dict)), {}) | one
    regions: dict[tuple[int, int], Region] = {}
    for start, end, name in map(_span, spans):
        region = regions.setdefault((start, end), Region(start, end))
        cluster, also = name.removeprefix(ALSO), name.startswith(ALSO)
        if cluster.startswith(KIND):
            region.kinds.append(cluster.removeprefix(KIND))
            cluster = OUTSIDE
        if name in structure.profession_ids:
            region.professions.append(name)
        elif name in list(ZoneCode):
            region.zones.append(name)
        else:
            region.clusters.insert(len(region.clusters) if also else 0, cluster)
    fields = Fields(str(about[ID]), str(about.get(SOURCE) or text), str(about.get(TITLE) or "") or None)
    return assemble(fields, list(regions.values()), structure)


def _span(one: Any) -> tuple[int, int, str]:
    if isinstance(one, dict):
        return int(one["start_offset"]), int(one["end_offset"]), str(one["label"])
    start, end, name = one
    return int(start), int(end), str(name)
