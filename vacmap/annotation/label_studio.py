"""labelled vacancies ↔ Label Studio

A region per unit, labelled with its zone; clusters, professions and the kind of work outside are choices per region;
the mixture is a number per component. The labelling interface that belongs to it is :func:`interface`. Format: Label
Studio's JSON of tasks with predictions (https://labelstud.io/guide/predictions), and its JSON export.
"""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from pydantic import BaseModel, FiniteFloat, ValidationError

from vacmap.activities import Codes
from vacmap.annotation.fields import About, Fault, Region, assemble
from vacmap.annotation.shown import shown
from vacmap.records import OUTSIDE, ZoneCode
from vacmap.structure import Structure
from vacmap.training import LabelledVacancy

TEXT = "text"
ZONE, CLUSTER, ALSO, PROFESSION, KIND, SHARE = "zone", "cluster", "cluster_also", "profession", "outside", "share_"
"""Names of the controls; ``SHARE`` is followed by a component."""
PERCENT = 100


def interface(structure: Structure, codes: Codes) -> str:
    """The labelling interface, as XML to paste into the settings of a project."""
    view = Element("View")
    SubElement(view, "Style").text = ".htx-text { white-space: pre-wrap; }"
    SubElement(view, "Header", value="$title")
    zones = SubElement(view, "Labels", name=ZONE, toName=TEXT)
    for zone in ZoneCode:
        SubElement(zones, "Label", value=zone.value)
    SubElement(view, "Text", name=TEXT, value="$text", granularity="word")
    clusters = {cluster.id: cluster.name for cluster in structure.clusters} | {OUTSIDE: "buiten de structuur"}
    professions = {profession.id: profession.name for profession in structure.professions}
    _choices(view, CLUSTER, "single", "Cluster (de zwaarste)", clusters)
    _choices(view, ALSO, "multiple", "Ook", clusters)
    _choices(view, PROFESSION, "multiple", "Beroepen", professions)
    _choices(view, KIND, "single", "Soort werk buiten de structuur", dict.fromkeys(codes.kinds, ""))
    SubElement(view, "Header", value="De functie als geheel, in procent")
    for code in codes.components:
        SubElement(view, "Header", value=code, size="5")
        SubElement(view, "Number", name=f"{SHARE}{code}", toName=TEXT, min="0", max=str(PERCENT))
    indent(view)
    return tostring(view, encoding="unicode") + "\n"


def _choices(view: Element, name: str, choice: str, header: str, codes: dict[str, str]) -> None:
    """A control for tasks: shown only while one is selected, and left out of what is submitted for other regions."""
    only_tasks = {"visibleWhen": "region-selected", "whenTagName": ZONE, "whenLabelValue": ZoneCode.TAKEN.value}
    box = SubElement(view, "View", only_tasks)
    SubElement(box, "Header", value=header, size="5")
    own = {"name": name, "toName": TEXT, "perRegion": "true", "choice": choice, "showInline": "true"}
    choices = SubElement(box, "Choices", own | only_tasks)
    for code, hint in codes.items():
        SubElement(choices, "Choice", {"value": code} | ({"hint": hint} if hint else {}))


def task(vacancy: LabelledVacancy, said_by: str) -> dict[str, Any]:
    """One vacancy as a task whose labels are predictions of ``said_by``."""
    text = shown(vacancy.text)
    data = {"id": vacancy.id, "title": vacancy.title or "", TEXT: text}
    if text != vacancy.text:
        data["source_text"] = vacancy.text
    result: list[dict[str, Any]] = []
    for number, unit in enumerate(vacancy.units):
        label = unit.label
        values = {
            ZONE: [label.zone.value],
            CLUSTER: list(label.clusters[:1]),
            ALSO: list(label.clusters[1:]),
            PROFESSION: list(label.professions),
            KIND: list(label.outside[:1]),
        }
        place = {"start": unit.start, "end": unit.end, "text": text[unit.start : unit.end]}
        for name, chosen in values.items():
            kind = "labels" if name == ZONE else "choices"
            if chosen:
                result.append(_result(name, kind, place | {kind: chosen}, f"unit-{number}"))
    for code, share in (vacancy.mixture or {}).items():
        name = f"{SHARE}{code}"
        result.append(_result(name, "number", {"number": round(PERCENT * share)}, name))
    return {"data": data, "predictions": [{"model_version": said_by, "result": result}]}


def _result(name: str, kind: str, value: dict[str, Any], region: str) -> dict[str, Any]:
    return {"id": region, "from_name": name, "to_name": TEXT, "type": kind, "value": value}


class _Value(BaseModel):
    """What was chosen for a region, or for all of the text."""

    start: int | None = None
    end: int | None = None
    text: str | None = None
    labels: list[str] = []
    choices: list[str] = []
    number: FiniteFloat | None = None


class _Result(BaseModel):
    id: str = ""
    type: str
    from_name: str = ""
    value: _Value = _Value()


class _Annotation(BaseModel):
    was_cancelled: bool = False
    result: list[_Result]


class _Task(BaseModel):
    data: About
    annotations: list[_Annotation]


def read(raw: Any, codes: Codes) -> LabelledVacancy | None:
    """What people made of a task of an export; None if nobody has annotated it.

    Of several annotations the last counts that was not cancelled. Relations between regions say nothing here. Raises
    Fault for what does not fit.
    """
    try:
        one = _Task.model_validate(raw)
    except ValidationError as error:
        raise Fault.of(error, "a task as Label Studio exports it") from None
    done = [annotation.result for annotation in one.annotations if not annotation.was_cancelled]
    results = [result for result in (done[-1] if done else ()) if result.type in {"labels", "choices", "number"}]
    if not results:
        return None
    regions: dict[str, Region] = {}
    shares: dict[str, float] = {}
    for result in results:
        if result.from_name.startswith(SHARE) and result.value.number is not None:
            shares[result.from_name.removeprefix(SHARE)] = result.value.number
        else:
            _choose(result, regions, one.data.text)
    for region in regions.values():
        if region.zones != [ZoneCode.TAKEN]:  # what was chosen for a task is kept, unseen, when the zone is changed
            region.clusters, region.professions, region.kinds = [], [], []
    return assemble(one.data, list(regions.values()), shares, codes)


def _choose(result: _Result, regions: dict[str, Region], text: str) -> None:
    """Add what was chosen to its region."""
    value = result.value
    if value.start is None or value.end is None:
        raise Fault(f"{result.from_name!r}: expected the start and end of a region")
    region = regions.setdefault(result.id, Region(value.start, value.end))
    if (region.start, region.end) != (value.start, value.end):
        raise Fault(f"region {result.id!r}: expected one place, got {value.start} and {region.start}")
    _check(text, region, value.text)
    if result.from_name == ZONE:
        region.zones += value.labels
    elif result.from_name == CLUSTER:  # the weightiest stands first, whatever the order in which they were chosen
        region.clusters = value.choices + region.clusters
    elif result.from_name == ALSO:
        region.clusters += value.choices
    elif result.from_name == PROFESSION:
        region.professions += value.choices
    elif result.from_name == KIND:
        region.kinds += value.choices
    else:
        raise Fault(f"expected a control of the labelling interface, got {result.from_name!r}")


def _check(text: str, region: Region, said: str | None) -> None:
    """The tool stores the text of a region too: where it is another one, the offsets are not to be trusted."""
    if said is not None and _signs(said) != _signs(text[region.start : region.end]):
        raise Fault(
            f"characters {region.start} to {region.end} are {text[region.start : region.end][:40]!r}; "
            f"expected {said[:40]!r}, the text the region was stored with"
        )


def _signs(text: str) -> str:
    return "".join(character for character in text.replace("\\n", "\n") if not character.isspace())
