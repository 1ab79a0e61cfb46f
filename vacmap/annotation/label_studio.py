"""labelled vacancies ↔ Label Studio

A region per unit, labelled with its zone; clusters, professions and the kind of work outside are choices per region;
the mixture is a number per component. The labelling interface that belongs to it is :func:`interface`. Format: Label
Studio's JSON of tasks with predictions (https://labelstud.io/guide/predictions), and its JSON export.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from vacmap.annotation.fields import Fault, Fields, Region, assemble
from vacmap.annotation.shown import shown
from vacmap.records import OUTSIDE, ZoneCode
from vacmap.structure import Structure
from vacmap.training import LabelledVacancy

TEXT = "text"
ZONE, CLUSTER, ALSO, PROFESSION, KIND, SHARE = "zone", "cluster", "cluster_also", "profession", "outside", "share_"
"""Names of the controls; ``SHARE`` is followed by a component."""
PERCENT = 100


def interface(structure: Structure, kinds: Sequence[str]) -> str:
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
    _choices(view, KIND, "single", "Soort werk buiten de structuur", dict.fromkeys(kinds, ""))
    SubElement(view, "Header", value="De functie als geheel, in procent")
    for code in (*structure.profession_ids, OUTSIDE):
        SubElement(view, "Header", value=code, size="5")
        SubElement(view, "Number", name=f"{SHARE}{code}", toName=TEXT, min="0", max=str(PERCENT))
    indent(view)
    return tostring(view, encoding="unicode") + "\n"


def _choices(view: Element, name: str, choice: str, header: str, codes: dict[str, str]) -> None:
    only_tasks = {"visibleWhen": "region-selected", "whenTagName": ZONE, "whenLabelValue": ZoneCode.TAKEN.value}
    box = SubElement(view, "View", only_tasks)
    SubElement(box, "Header", value=header, size="5")
    choices = SubElement(box, "Choices", name=name, toName=TEXT, perRegion="true", choice=choice, showInline="true")
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


def read(tasks: Any, structure: Structure) -> Iterator[LabelledVacancy | None]:
    """What people made of the tasks of an export; None for a task that nobody has annotated.

    Of several annotations of a task the last counts that was not cancelled. Raises Fault for what does not fit.
    """
    if not isinstance(tasks, list):
        raise Fault("expected a list of tasks")
    for number, one in enumerate(tasks, 1):
        try:
            yield _read_task(one, structure)
        except Fault as fault:
            raise Fault(f"task {number}: {fault}") from None
        except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
            raise Fault(f"task {number}: expected a task as Label Studio exports it ({error!r})") from None


def _read_task(one: dict[str, Any], structure: Structure) -> LabelledVacancy | None:
    done = [annotation for annotation in one["annotations"] if not annotation.get("was_cancelled")]
    if not done:
        return None
    data = one["data"]
    text = str(data[TEXT])
    regions: dict[str, Region] = {}
    shares: dict[str, float] = {}
    for result in done[-1]["result"]:
        name, value = str(result["from_name"]), result["value"]
        if name.startswith(SHARE):
            shares[name.removeprefix(SHARE)] = float(value["number"])
            continue
        place = (int(value["start"]), int(value["end"]))
        region = regions.setdefault(str(result["id"]), Region(*place))
        _check(text, region, value.get("text"))
        chosen = [str(code) for code in value["labels" if name == ZONE else "choices"]]
        if name == ZONE:
            region.zones += chosen
        elif name in {CLUSTER, ALSO}:
            # The weightiest stands first, whatever the order in which they were chosen.
            region.clusters = chosen + region.clusters if name == CLUSTER else region.clusters + chosen
        elif name == PROFESSION:
            region.professions += chosen
        elif name == KIND:
            region.kinds += chosen
        else:
            raise Fault(f"expected a control of the labelling interface, got {name!r}")
    fields = Fields(str(data["id"]), str(data.get("source_text", text)), str(data.get("title") or "") or None, shares)
    return assemble(fields, list(regions.values()), structure)


def _check(text: str, region: Region, said: object) -> None:
    """The tool stores the text of a region too: where it is another one, the offsets are not to be trusted."""
    if isinstance(said, str) and _signs(said) != _signs(text[region.start : region.end]):
        raise Fault(
            f"characters {region.start} to {region.end} are {text[region.start : region.end][:40]!r}; "
            f"expected {said[:40]!r}, the text the region was stored with"
        )


def _signs(text: str) -> str:
    return "".join(character for character in text.replace("\\n", "\n") if not character.isspace())
