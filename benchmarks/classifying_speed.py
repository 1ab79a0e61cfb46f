"""Time per vacancy of the activities stage, beside spaCy's blank Dutch tokeniser alone.

One process, one core, the same texts in turn: the gold vacancies, varied by a number so that no cache flatters; their
zones and tasks are found beforehand. Run: ``python benchmarks/classifying_speed.py``
"""

from __future__ import annotations

import os
from collections.abc import Callable

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[variable] = "1"

import spacy  # noqa: E402
from beside import ROUNDS, best_times, varied_texts  # noqa: E402

from vacmap.activities import Evidence, Job, assign, told  # noqa: E402
from vacmap.functions import make_profile  # noqa: E402
from vacmap.layout import split_lines, split_units  # noqa: E402
from vacmap.records import Task  # noqa: E402
from vacmap.road import shipped_model  # noqa: E402
from vacmap.tasks import extract_tasks, shipped_splitter  # noqa: E402

COPIES = 8


def main() -> None:
    model, splitter, blank = shipped_model(), shipped_splitter(), spacy.blank("nl")
    found: list[tuple[str, Job]] = []
    for text in varied_texts(COPIES):
        labelled = model.zones.label(text, split_units(text, split_lines(text)))
        found.append((text, Job(extract_tasks(text, labelled, splitter), told(text, labelled))))

    def assigned(job: Job) -> tuple[tuple[Task, ...], Evidence]:
        return assign(model.activities, model.index, job, model.certainty)

    def whole(job: Job) -> object:
        return make_profile(model.structure, model.mixture, *assigned(job))

    stages: dict[str, Callable[[tuple[str, Job]], object]] = {
        "spacy.blank('nl')": lambda read: blank(read[0]),
        "clusters and professions": lambda read: model.activities.evidence(read[1]),
        "+ nearest activities, records": lambda read: assigned(read[1]),
        "+ the function's mixture": lambda read: whole(read[1]),
    }
    best = best_times(stages, found)
    yardstick = next(iter(best.values()))
    print(f"{len(found)} texts, {ROUNDS} rounds, the best of each")
    print(f"{'':32}{'ms/text':>10}{'time':>8}")
    for name, seconds in best.items():
        print(f"{name:32}{1000 * seconds / len(found):10.2f}{seconds / yardstick:8.2f}")


if __name__ == "__main__":
    main()
