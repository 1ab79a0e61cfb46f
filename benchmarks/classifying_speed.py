"""Time per vacancy of the activities stage, beside spaCy's blank Dutch tokeniser alone.

One process, one core, the same texts in turn: the gold vacancies, varied by a number so that no cache flatters; their
zones and tasks are found beforehand. Run: ``python benchmarks/classifying_speed.py``
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[variable] = "1"

import spacy  # noqa: E402
from beside import ROUNDS, TOGETHER, best_times, cut_all, varied_texts  # noqa: E402

from vacmap.activities import Job, ReadJobs, assign_all, told_words  # noqa: E402
from vacmap.activities.assign import Assigned  # noqa: E402
from vacmap.functions import make_profiles  # noqa: E402
from vacmap.road import shipped_model  # noqa: E402
from vacmap.tasks import TaskText, extract_all, shipped_splitter  # noqa: E402

COPIES = 8
Batch = Sequence[tuple[str, Job]]


def main() -> None:
    model, splitter, blank = shipped_model(), shipped_splitter(), spacy.blank("nl")
    texts = varied_texts(COPIES)
    cut = cut_all(texts)
    labelled = model.zones.label_all(cut)
    found = extract_all([TaskText(text, units) for text, units in zip(texts, labelled, strict=True)], splitter)
    jobs = [Job(spans, told_words(units, one.words)) for one, units, spans in zip(cut, labelled, found, strict=True)]
    read = list(zip(texts, jobs, strict=True))

    def assigned(batch: Batch) -> list[Assigned]:
        return assign_all(model.activities, model.index, ReadJobs.of([job for _, job in batch]), model.certainty)

    def whole(batch: Batch) -> object:
        return make_profiles(model.structure, model.mixture, assigned(batch))

    stages: dict[str, Callable[[Batch], object]] = {
        "spacy.blank('nl')": lambda batch: list(blank.pipe([text for text, _ in batch])),
        "clusters and professions": lambda batch: model.activities.evidence_all(ReadJobs.of([job for _, job in batch])),
        "+ nearest activities, records": assigned,
        "+ the function's mixture": whole,
        "the same, texts one by one": lambda batch: [whole([one]) for one in batch],
    }
    best = best_times(stages, [read[start : start + TOGETHER] for start in range(0, len(read), TOGETHER)])
    yardstick = next(iter(best.values()))
    print(f"{len(read)} texts, {TOGETHER} at a time, {ROUNDS} rounds, the best of each")
    print(f"{'':32}{'ms/text':>10}{'time':>8}")
    for name, seconds in best.items():
        print(f"{name:32}{1000 * seconds / len(read):10.2f}{seconds / yardstick:8.2f}")


if __name__ == "__main__":
    main()
