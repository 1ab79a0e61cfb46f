"""labelled data → what more data and every part of the description are worth: learning curve and ablation

A fifth of the vacancies is set apart and judged; the others, and the task sentences, are learnt from. The curve learns
from a sixteenth of them, an eighth, and so on to all, each part holding the one before. The ablation leaves out one
part of what the second look is told (:data:`vacmap.activities.context.PARTS`), or all of them but one. The model's card
shows both tables, and the second notebook.

Run: ``python -m vacmap.training.study [DATA [STRUCTURE]]`` (a quarter of an hour on two cores); it writes
``study.json`` into the folder of the data.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from vacmap.activities import Job, LabelledJob
from vacmap.activities.context import PARTS, describe
from vacmap.activities.job import Codes, Matrix, ReadJobs
from vacmap.activities.learner import FOLDS, Learner, probabilities
from vacmap.errors import TrainingDataError, VacmapError
from vacmap.linear import SEED
from vacmap.records import OUTSIDE
from vacmap.resources import data_folder, default_structure
from vacmap.structure import Structure, load_structure
from vacmap.training.card import STUDY, as_markdown
from vacmap.training.corpus import digest, read_labelled
from vacmap.training.labels import LabelledVacancy
from vacmap.training.samples import cut, series_examples

APART = 5
"""One vacancy in so many is judged."""
DOUBLINGS = 4
FEW_PROFESSIONS = 3
"""Tasks of so many professions at most tell something about professions."""
Row = dict[str, Any]


def study(
    structure: Structure, items: Sequence[LabelledVacancy], *, doublings: int = DOUBLINGS, parts: Sequence[str] = PARTS
) -> dict[str, list[Row]]:
    """Both tables, as rows: ``curve``, with so many doublings, and ``ablation``, with a row for each of ``parts``."""
    jobs = [job for item in items if not item.is_series for job in [cut(item).labelled_job()] if job.examples]
    if len(jobs) < APART:
        raise TrainingDataError(f"{len(jobs)} vacancies with tasks; expected at least {APART}")
    order = np.random.default_rng(SEED).permutation(len(jobs))
    judged = [jobs[row] for row in order[: len(jobs) // APART]]
    learnt = [jobs[row] for row in order[len(jobs) // APART :]]
    alone = [LabelledJob([example]) for item in items if item.is_series for example in series_examples(item)]
    alone = [alone[row] for row in np.random.default_rng(SEED).permutation(len(alone))]
    curve: list[Row] = []
    for halvings in range(doublings, -1, -1):
        part = [*learnt[: len(learnt) >> halvings], *alone[: len(alone) >> halvings]]
        if len(part) < FOLDS:
            continue
        learner = Learner(structure, part)
        curve.append({"tasks": sum(len(job.examples) for job in part), **_judge(learner, judged)})
    first = {"left out": "second look", **_figures(learner.codes, _first_looks(learner, judged), judged)}
    rows = [{"left out": name, **_judge(learner, judged, [name])} for name in parts]
    alone_row = {"left out": "all but own words", **_judge(learner, judged, PARTS[1:])}
    return {
        "curve": curve,
        "ablation": [{"left out": "nothing", **_without("tasks", curve[-1])}, *rows, alone_row, first],
    }


def _judge(learner: Learner, judged: Sequence[LabelledJob], without: Collection[str] = ()) -> Row:
    networks = learner.networks(range(len(learner.jobs)), without)
    looks = learner.first.at(ReadJobs.of([job.job for job in judged]))
    return _figures(learner.codes, [probabilities(networks, [describe(one, without)]) for one in looks], judged)


def _first_looks(learner: Learner, judged: Sequence[LabelledJob]) -> list[Matrix]:
    return [looks.own for looks in learner.first.at(ReadJobs.of([Job(job.job.tasks) for job in judged]))]


def _figures(codes: Codes, given: Sequence[Matrix], judged: Sequence[LabelledJob]) -> Row:
    examples = [example for job in judged for example in job.examples]
    clusters, professions, _ = codes.split(np.vstack(given))
    said = [codes.clusters[best] for best in clusters.argmax(axis=1)]
    hits = [cluster in example.clusters for cluster, example in zip(said, examples, strict=True)]
    outside = [
        (cluster == OUTSIDE, example.clusters[0] == OUTSIDE) for cluster, example in zip(said, examples, strict=True)
    ]
    both = sum(one and other for one, other in outside)
    top = [
        codes.professions[best] in example.professions
        for best, example in zip(professions.argmax(axis=1), examples, strict=True)
        if 0 < len(example.professions) <= FEW_PROFESSIONS
    ]
    return {
        "cluster_hit": round(float(np.mean(hits)), 4),
        "outside_f1": round(2 * both / max(1, sum(one + other for one, other in outside)), 4),
        "profession_top1": round(float(np.mean(top)) if top else 0.0, 4),
    }


def _without(name: str, row: Row) -> Row:
    return {key: value for key, value in row.items() if key != name}


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else data_folder("training")
    structure = load_structure(sys.argv[2] if len(sys.argv) > 2 else default_structure())
    try:
        tables = study(structure, read_labelled(folder, structure))
    except VacmapError as error:
        sys.exit(f"vacmap: {error}")
    content = {"sha256": digest(folder), **tables}
    (folder / STUDY).write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    print(as_markdown(content))


if __name__ == "__main__":
    main()
