"""labelled data → model

What is learnt from sentences (zones, activities) is fitted on all data; what is learnt about the model's own judgement
(the mixture's parameters, the threshold of certainty) on predictions for vacancies that the fitted part had not seen.
"""

from __future__ import annotations

import platform
from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

from vacmap.activities import ActivityClassifier, LabelledJob, Novelty
from vacmap.bundle import Model
from vacmap.errors import TrainingDataError
from vacmap.resources import data_folder, default_structure
from vacmap.structure import Structure, load_structure
from vacmap.training.card import make_card, read_study
from vacmap.training.corpus import digest, read_labelled
from vacmap.training.held_out import Confidences, HeldOut, fit_mixture
from vacmap.training.labels import LabelledVacancy
from vacmap.training.samples import cut, series_examples
from vacmap.training.variety import measure, task_texts
from vacmap.zones import ZoneClassifier

FOLDS = 5
LIBRARIES = ("numpy", "scikit-learn", "scipy", "skops", "spacy")
Progress = Callable[[str], None]


def silent(_: str) -> None:
    """Report nothing."""


def train(
    structure: str | Path | None = None,
    data: str | Path | None = None,
    *,
    name: str,
    model_version: str = "1",
    report: Progress = silent,
) -> Model:
    """Train a model from labelled data.

    Parameters
    ----------
    structure : path or None
        Folder of a structure; None: the one that comes with vacmap.
    data : path or None
        Folder of labelled files (see ``data/training/README.md``); None: the data that come with vacmap.
    name, model_version : str
        What the model calls itself.
    report : callable
        Told in a line what was done, and with how much.

    Raises
    ------
    StructureError, TrainingDataError
        If the structure or the data cannot be read, or the data are too few to learn from.
    """
    loaded = load_structure(default_structure() if structure is None else structure)
    folder = data_folder("training") if data is None else Path(data)
    items = read_labelled(folder, loaded)
    study = read_study(folder)  # now: a damaged one is told before the work, not after it
    report(f"variety of the data: {measure(task_texts(items))}")
    if structure is None and data is None:
        gold = read_labelled(data_folder("gold"), loaded)
        report(f"beside it, texts never trained on: {measure(task_texts(gold))}")
    model = fit(loaded, items, name=name, model_version=model_version, report=report)
    about = model.about | {"data": {**model.about["data"], "sha256": digest(folder)}}
    trained = replace(model, about=about)
    return replace(trained, card=make_card(trained, study))


def fit(
    structure: Structure,
    items: Sequence[LabelledVacancy],
    *,
    name: str,
    model_version: str = "1",
    report: Progress = silent,
) -> Model:
    """Train a model from labelled vacancies and series in memory."""
    samples = [cut(item) for item in items if not item.is_series]
    loose = [example for item in items if item.is_series for example in series_examples(item)]
    jobs = [sample.labelled_job() for sample in samples]
    count = sum(len(job.examples) for job in jobs)
    report(f"{len(samples)} vacancies with {count} tasks, {len(loose)} task sentences apart")
    if len(samples) < FOLDS or count + len(loose) < FOLDS:
        raise TrainingDataError(
            f"{len(samples)} labelled vacancies with {count + len(loose)} tasks; expected at least {FOLDS} of each"
        )
    zones = ZoneClassifier.fit([sample.labelled_text() for sample in samples])
    report("zones learnt")
    whole = [job for job in jobs if job.examples]
    alone = [LabelledJob([example]) for example in loose]
    activities, judged = ActivityClassifier.fit_and_judge(structure, [*whole, *alone])
    report("activities learnt")
    held_out = [HeldOut(job, evidence) for job, evidence in zip(whole, judged, strict=False)]
    mixture, reached = fit_mixture(structure, held_out)
    confidences = Confidences.of(structure, held_out)
    certainty = confidences.certainty()
    figures = confidences.figures(certainty) | reached
    report("vacancies held out: " + ", ".join(f"{name} {value:.3f}" for name, value in figures.items()))
    novelty = Novelty.fit(
        [sample.vacancy.text for sample in samples],
        [" ".join(example.task.text for example in job.examples) for job in jobs],
        [example.task.text for example in loose],
    )
    return Model(
        name,
        model_version,
        structure,
        zones,
        activities,
        novelty,
        mixture,
        certainty,
        about={
            "data": {"vacancies": len(samples), "tasks_in_vacancies": count, "task_sentences": len(loose)},
            "held_out": {name: round(value, 4) for name, value in figures.items()},
            "coverage": confidences.coverage(),
            "reliability": confidences.reliability(),
            "libraries": {library: version(library) for library in LIBRARIES},
            "python": platform.python_version(),
        },
    )
