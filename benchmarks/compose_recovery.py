"""Whether the circle closes: random blocks are pasted into a profile, the profile is analysed, and the blocks compared.

Columns: pasted tasks that are found; whose cluster is right; whose cell is (the profession of a source is among those
said to share the task); blocks most of whose tasks are in their cell; compositions whose heaviest profession is read as
the heaviest; distance of the mixture read from the one meant (0 is best); tasks found where none was pasted. Behind ±
the standard error over the compositions.

References: ``the structure`` reads every task without fault and shares it evenly among all professions that have it,
which shows how much of a mixture is lost because professions share their work; ``fullest cluster`` says of every task
the cluster with most deelactiviteiten, and all professions alike; ``random cell`` says any cell. ``no headings`` and
``no opening`` leave these out of the document, to show what they tell.
Run: ``python benchmarks/compose_recovery.py``
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from random import Random
from statistics import mean, stdev

import vacmap
from vacmap.compose import Draft, DraftTask, render_draft
from vacmap.compose.blocks import pieces_of
from vacmap.compose.recovery import Recovery, random_drafts, recover
from vacmap.compose.wording import for_target_group
from vacmap.read import read
from vacmap.records import Function, ModelInfo, Profile, Task
from vacmap.structure import Structure

SEED = 16
COUNT = 200
Reading = Callable[[DraftTask], tuple[str, Mapping[str, float]]]
"""A pasted task → the cluster and the professions that are said of it."""


def main() -> None:
    parser = argparse.ArgumentParser(description="Recovery of random compositions.")
    parser.add_argument("count", nargs="?", type=int, default=COUNT, help=f"compositions, {COUNT} unless given")
    count = parser.parse_args().count
    structure = vacmap.load_structure()
    mapper = vacmap.load()
    drafts = random_drafts(structure, count, SEED)
    _head(f"{count} compositions of two to six cells", drafts)
    for name, texts in _documents(drafts).items():
        _print(name, drafts, list(mapper.pipe(texts)))
    for name, reading in _references(structure).items():
        _print(name, drafts, [_function(draft, reading) for draft in drafts])
    drafts = random_drafts(structure, count, SEED, structure.profession_ids, (2, 2))
    _head(f"{count} compositions of two whole professions", drafts)
    _print("md", drafts, list(mapper.pipe(_as_read(draft, "md") for draft in drafts)))
    for name, reading in _references(structure).items():
        _print(name, drafts, [_function(draft, reading) for draft in drafts])


def _documents(drafts: list[Draft]) -> dict[str, list[str]]:
    return {
        "md": [_as_read(draft, "md") for draft in drafts],
        "docx": [_as_read(draft, "docx") for draft in drafts],
        "md, no headings": [_as_read(_without_headings(draft), "md") for draft in drafts],
        "md, no opening": [_without_opening(_as_read(draft, "md")) for draft in drafts],
    }


def _as_read(draft: Draft, format: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"profiel.{format}"
        content = render_draft(draft, format)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read(file).text


def _without_headings(draft: Draft) -> Draft:
    return replace(draft, sections=tuple(replace(section, heading=None) for section in draft.sections))


def _without_opening(text: str) -> str:
    """Without what stands between the title and the first gap."""
    title, _, others = text.partition("\n\n")
    return f"{title}\n\n{others[others.index('[') :]}"


def _references(structure: Structure) -> dict[str, Reading]:
    held: dict[str, set[str]] = {}
    for activity in structure.activities:
        for piece in pieces_of(activity):
            held.setdefault(for_target_group(piece.sentence, None), set()).add(activity.profession)
    sizes = Counter(activity.cluster for activity in structure.activities for _ in pieces_of(activity))
    fullest = sizes.most_common(1)[0][0]
    random = Random(SEED)  # noqa: S311  nothing secret

    def any_cell(_: DraftTask) -> tuple[str, Mapping[str, float]]:
        profession, _, cluster = random.choice(structure.cells).partition("/")
        return cluster, {profession: 1.0}

    return {
        "the structure": lambda task: (task.cluster, _evenly(held[task.text])),
        "fullest cluster": lambda _: (fullest, _evenly(structure.profession_ids)),
        "random cell": any_cell,
    }


def _evenly(codes: Iterable[str]) -> dict[str, float]:
    listed = sorted(codes)
    return dict.fromkeys(listed, 1 / len(listed))


def _function(draft: Draft, reading: Reading) -> Function:
    """What an analysis would give that says this of every task."""
    text = "\n".join(task.text for task in draft.tasks)
    tasks = []
    shares: Counter[str] = Counter()
    at = 0
    for task in draft.tasks:
        cluster, professions = reading(task)
        end = at + len(task.text)
        tasks.append(Task(at, end, task.text, cluster, {cluster: 1.0}, dict(professions)))
        shares.update({code: share / len(draft.tasks) for code, share in professions.items()})
        at = end + 1
    info = ModelInfo("reference", "", draft.structure.label)
    return Function("", None, text, info, (), tuple(tasks), Profile(len(tasks), dict(shares)))


def _head(what: str, drafts: list[Draft]) -> None:
    print(f"\n{what}, {sum(len(draft.tasks) for draft in drafts)} tasks, seed {SEED}")
    print(f"{'':16}{''.join(f'{name:>15}' for name in COLUMNS)}{'strays':>8}")


def _print(name: str, drafts: list[Draft], functions: list[Function]) -> None:
    recoveries = [recover(draft, function) for draft, function in zip(drafts, functions, strict=True)]
    figures = []
    for figure in COLUMNS.values():
        values = [figure(one) for one in recoveries]
        figures.append(f"{mean(values):.3f} ± {stdev(values) / len(values) ** 0.5:.3f}")
    print(f"{name:16}{''.join(f'{figure:>15}' for figure in figures)}{sum(len(one.strays) for one in recoveries):>8}")


COLUMNS: dict[str, Callable[[Recovery], float]] = {
    "found": lambda one: mean(task.found for task in one.tasks),
    "cluster": lambda one: mean(task.cluster for task in one.tasks),
    "cell": lambda one: mean(task.cell for task in one.tasks),
    "blocks": lambda one: mean(one.blocks.values()),
    "leader": lambda one: one.leader,
    "distance": lambda one: one.distance,
}


if __name__ == "__main__":
    main()
