"""Functions to report on: the oKo vacancy with made-up but plausible scores, and odd ones."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from vacmap.records import Function, Match, ModelInfo, Profile, Task, Zone, ZoneCode
from vacmap.structure import Structure, load_structure

ROOT = Path(__file__).resolve().parents[2]
MODEL = ModelInfo("proef", "0.1", "beroepenstructuur-sociaal-cultureel-werk@2016-07-06")


def gold(id_: str) -> dict[str, Any]:
    """A vacancy of the gold set with its labels."""
    with (ROOT / "data/gold/vacancies.jsonl").open(encoding="utf-8") as lines:
        found: dict[str, Any] = next(item for item in map(json.loads, lines) if item["id"] == id_)
    return found


def task_from_labels(structure: Structure, text: str, span: tuple[int, int], labels: dict[str, Any]) -> Task:
    """A task as a model could have read it from what the readers wrote down."""
    cluster, *others = labels["clusters"]
    certain = len(labels["clusters"]) < 2 and len(labels["professions"]) < 4
    top = 0.82 if certain else 0.52
    scores = dict.fromkeys((*structure.cluster_ids, "buiten"), 0.0)
    second = others[0] if others else next(code for code in scores if code != cluster)
    scores |= dict.fromkeys(scores, 0.2 * (1 - top) / 8) | {cluster: top, second: 0.8 * (1 - top)}
    professions: dict[str, float] = {}
    if cluster != "buiten":
        weights = {code: 1.0 / (at + 1) for at, code in enumerate(labels["professions"])}
        professions = {code: weight / sum(weights.values()) for code, weight in weights.items()}
    matches: list[Match] = []
    for at, code in enumerate(professions):
        for activity in structure.in_cell(code, cluster)[:1]:
            parts = list(activity.walk())
            matches.append(Match(activity.id, parts[(span[0] // 7) % len(parts)].id, 0.6 - 0.1 * at, 0.4 - 0.2 * at))
    return Task(
        *span,
        text=text[span[0] : span[1]],
        cluster=cluster,
        cluster_scores=scores,
        professions=professions,
        outside=labels["outside"] if cluster == "buiten" else None,
        matches=tuple(matches),
        confidence=top,
        certain=certain,
    )


def profile_of(structure: Structure, tasks: list[Task], margin: float = 0.09) -> Profile:
    """Tasks added up, with a margin on both sides: not the model's formula, but figures that agree with each other."""
    if not tasks:
        return Profile(0)
    size = len(tasks)
    cells: dict[str, float] = {}
    clusters = dict.fromkeys((*structure.cluster_ids, "buiten"), 0.0)
    professions = dict.fromkeys((*structure.profession_ids, "buiten"), 0.0)
    for task in tasks:
        clusters[task.cluster] += 1 / size
        if task.cluster == "buiten":
            professions["buiten"] += 1 / size
        for code, share in task.professions.items():
            professions[code] += share / size
            cells[f"{code}/{task.cluster}"] = cells.get(f"{code}/{task.cluster}", 0.0) + share / size
    intervals = {code: (max(0.0, share - margin), min(1.0, share + margin)) for code, share in professions.items()}
    uncertain = sum(not task.certain for task in tasks) / size
    return Profile(size, professions, intervals, clusters, cells, uncertain)


def function_from_gold(structure: Structure, id_: str) -> Function:
    """A vacancy of the gold set as a Function."""
    item = gold(id_)
    text: str = item["text"]
    units = item["units"]
    starts = [0, *(unit["start"] for unit in units[1:]), len(text)]
    zones = tuple(
        Zone(starts[at], starts[at + 1], ZoneCode(unit["zone"]), heading=text[unit["start"] : unit["end"]] in HEADINGS)
        for at, unit in enumerate(units)
    )
    tasks = [
        task_from_labels(structure, text, (_behind_bullet(text, unit["start"]), unit["end"]), unit)
        for unit in units
        if unit["zone"] == "taken" and unit["clusters"]
    ]
    return Function(
        item["id"],
        item["title"] or text.splitlines()[0],
        text,
        MODEL,
        zones,
        tuple(tasks),
        profile_of(structure, tasks),
        structure,
    )


HEADINGS = {"Functieomschrijving", "Profiel", "Wij bieden", "Procedure", "Vragen en meer info"}


def _behind_bullet(text: str, start: int) -> int:
    while text[start] in "•- \t":
        start += 1
    return start


MakeFunction = Callable[..., Function]


@pytest.fixture(scope="session")
def structure() -> Structure:
    return load_structure(ROOT / "data/structure/sociaal-cultureel-werk")


@pytest.fixture(scope="session")
def small_structure() -> Structure:
    """Another structure: two professions, three clusters, two shells, one empty cell, codes of its own."""
    return load_structure(Path(__file__).parent / "cases" / "structure-museum.json")


@pytest.fixture(scope="session")
def oko(structure: Structure) -> Function:
    return function_from_gold(structure, "oko-netwerkcoordinatie")


@pytest.fixture
def make(structure: Structure) -> MakeFunction:
    """A function from lines: each line a task, given as (text, cluster, professions) or (text, "buiten", kind)."""

    def make_function(
        lines: list[tuple[str, str, Any]],
        *,
        title: str | None = "Medewerker",
        certain: bool = True,
        structure: Structure = structure,
        dutch: bool = True,
        before: str = "",
    ) -> Function:
        text = before + "\n".join(line for line, _, _ in lines)
        at = len(before)
        tasks = []
        for line, cluster, detail in lines:
            outside = cluster == "buiten"
            matches = (
                ()
                if outside
                else tuple(
                    Match(activity.id, next(activity.walk()).id, 0.5, 0.9 * share)
                    for code, share in detail.items()
                    for activity in structure.in_cell(code, cluster)[:1]
                )
            )
            tasks.append(
                Task(
                    at,
                    at + len(line),
                    line,
                    cluster,
                    {cluster: 0.9 if certain else 0.4, structure.cluster_ids[-1]: 0.1 if certain else 0.35},
                    {} if outside else detail,
                    outside=detail if outside else None,
                    matches=matches,
                    confidence=0.9 if certain else 0.4,
                    certain=certain,
                )
            )
            at += len(line) + 1
        zones = [Zone(0, len(before), ZoneCode.ORGANISATIE)] if before else []
        zones.append(Zone(len(before), len(text), ZoneCode.TAKEN if tasks else ZoneCode.OVERIG))
        return Function(
            "proef", title, text, MODEL, tuple(zones), tuple(tasks), profile_of(structure, tasks), structure, dutch
        )

    return make_function


ODD = (
    *("no task", "no text", "one task", "120 tasks", "everything outside", "everything uncertain"),
    *("title of 300 characters", "right to left, emoji", "html in the text"),
    *("not Dutch", "no title", "other structure"),
)
"""Names of the functions of :func:`odd`."""


@pytest.fixture
def odd(make: MakeFunction, small_structure: Structure) -> dict[str, Function]:
    """Functions that are not what a template expects."""
    task = ("Je begeleidt groepen", "organiseren", {"begeleider": 0.7, "gemeenschapswerker": 0.3})
    outside = ("Je klasseert dossiers", "buiten", "administratie")
    return {
        "no task": make([], before="Wij zijn een vereniging."),
        "no text": make([]),
        "one task": make([task]),
        "120 tasks": make([(f"{line} nummer {at}", *rest) for at in range(60) for line, *rest in (task, outside)]),
        "everything outside": make([outside] * 5),
        "everything uncertain": make([task] * 8, certain=False),
        "title of 300 characters": make([task] * 5, title="Medewerker " * 27 + "eind"),
        "right to left, emoji": make([("أنت تنظم الأنشطة 🎉👩‍👩‍👧", *task[1:])] * 5, title="مدير 🎨"),
        "html in the text": make(
            [('<script>alert("1")</script> & <b>dik</b> {{ 7 * 7 }} {% raw %}', *task[1:])] * 5,
            title='</title><script>alert("2")</script>',
        ),
        "not Dutch": make([], dutch=False, before="We are looking for a project officer."),
        "no title": make([task] * 5, title=None),
        "other structure": make([("Je leidt rond", "tonen", {"gids": 1.0})] * 5, structure=small_structure),
    }
