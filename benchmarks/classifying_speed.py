"""Time per vacancy of the activities stage, beside spaCy's blank Dutch tokeniser alone.

One process, one core, the same texts in turn: the gold vacancies, varied by a number so that no cache flatters; their
zones and tasks are found beforehand. Run: ``python benchmarks/classifying_speed.py``
"""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Callable

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[variable] = "1"

import spacy  # noqa: E402

from vacmap.activities import Job, assign, told  # noqa: E402
from vacmap.functions import make_profile  # noqa: E402
from vacmap.layout import split_lines, split_units  # noqa: E402
from vacmap.resources import data_folder  # noqa: E402
from vacmap.road import shipped_model  # noqa: E402
from vacmap.tasks import extract_tasks, shipped_splitter  # noqa: E402

COPIES = 8
ROUNDS = 3


def texts() -> list[str]:
    lines = (data_folder("gold") / "vacancies.jsonl").read_text(encoding="utf-8").splitlines()
    return [
        re.sub(r"\b(Je|U|De)\b", rf"\1 nr{copy}", json.loads(line)["text"]) for copy in range(COPIES) for line in lines
    ]


def main() -> None:
    model, splitter, blank = shipped_model(), shipped_splitter(), spacy.blank("nl")
    found: list[tuple[str, Job]] = []
    for text in texts():
        labelled = model.zones.label(text, split_units(text, split_lines(text)))
        found.append((text, Job(extract_tasks(text, labelled, splitter), told(text, labelled))))

    def assigned(job: Job) -> object:
        return assign(model.activities, model.index, job, model.certainty)

    def whole(job: Job) -> object:
        tasks, evidence = assign(model.activities, model.index, job, model.certainty)
        return make_profile(model.structure, model.mixture, tasks, evidence)

    stages: dict[str, Callable[[str, Job], object]] = {
        "spacy.blank('nl')": lambda text, job: blank(text),
        "clusters and professions": lambda text, job: model.activities.evidence(job),
        "+ nearest activities, records": lambda text, job: assigned(job),
        "+ the function's mixture": lambda text, job: whole(job),
    }
    best: dict[str, float] = {}
    for _ in range(ROUNDS):
        for name, stage in stages.items():
            start = time.perf_counter()
            for text, job in found:
                stage(text, job)
            best[name] = min(best.get(name, float("inf")), time.perf_counter() - start)
    yardstick = next(iter(best.values()))
    print(f"{len(found)} texts, {ROUNDS} rounds, the best of each")
    print(f"{'':32}{'ms/text':>10}{'time':>8}")
    for name, seconds in best.items():
        print(f"{name:32}{1000 * seconds / len(found):10.2f}{seconds / yardstick:8.2f}")


if __name__ == "__main__":
    main()
