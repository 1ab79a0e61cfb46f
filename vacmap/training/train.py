"""labelled data → model

What is learnt from sentences (zones, activities) is fitted on all data; what is learnt about the model's own judgement
(the mixture's parameters, the threshold of certainty) on predictions for vacancies that the fitted part had not seen.
"""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from importlib.metadata import version
from itertools import product
from pathlib import Path

import numpy as np
from joblib import Parallel, delayed
from sklearn.model_selection import GroupKFold

from vacmap.activities import ActivityClassifier, Evidence, TaskExample
from vacmap.bundle import Model
from vacmap.errors import TrainingDataError
from vacmap.functions import Mixture, MixtureParameters, component_evidence, infer
from vacmap.functions.mixture import INTERVAL
from vacmap.layout import WORD
from vacmap.records import OUTSIDE
from vacmap.resources import data_folder, default_structure
from vacmap.structure import Structure, load_structure
from vacmap.tasks import TaskSpan
from vacmap.training.card import CERTAIN_ACCURACY, make_card
from vacmap.training.corpus import READERS, read_labelled
from vacmap.training.labels import LabelledVacancy
from vacmap.training.samples import Sample, cut, series_examples
from vacmap.zones import ZoneClassifier

FOLDS = 5
LIBRARIES = ("numpy", "scikit-learn", "scipy", "skops", "spacy")
STRENGTHS = (0.5, 1.0, 2.0, 4.0)
SHARPNESSES = (0.75, 1.0, 1.5, 2.0)
PULLS = (0.0, 0.25, 0.5, 0.75, 1.0)
WEIGHTS = (0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.7, 1.0)
"""Values tried for the mixture's parameters α, τ, ρ and κ."""
MIXTURE_VACANCIES = 500
"""Vacancies, spread over all, on which the values are tried: four numbers need no more."""
ROUNDED = 0.02
"""People write mixtures in round numbers: an interval that ends this near to a written share holds it."""

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
    model = fit(loaded, items, name=name, model_version=model_version, report=report)
    about = model.about | {"data": {**model.about["data"], "sha256": digest(folder)}}
    trained = replace(model, about=about)
    return replace(trained, card=make_card(trained))


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
    inside = [sample.task_examples() for sample in samples]
    count = sum(map(len, inside))
    report(f"{len(samples)} vacancies with {count} tasks, {len(loose)} task sentences apart")
    if len(samples) < FOLDS or count + len(loose) < FOLDS:
        raise TrainingDataError(
            f"{len(samples)} labelled vacancies with {count + len(loose)} tasks; expected at least {FOLDS} of each"
        )
    zones = ZoneClassifier.fit([sample.labelled_text() for sample in samples])
    report("zones learnt")
    activities = ActivityClassifier.fit(structure, [example for examples in inside for example in examples] + loose)
    report("activities learnt")
    held_out = list(_held_out(structure, samples, inside, loose))
    mixture, distance = fit_mixture(structure, held_out)
    certainty, coverage = fit_certainty(structure, held_out)
    report(f"mixture fitted (distance {distance:.3f} on vacancies held out), certainty from {certainty:.2f}")
    return Model(
        name,
        model_version,
        structure,
        zones,
        activities,
        mixture,
        certainty,
        about={
            "data": {"vacancies": len(samples), "tasks_in_vacancies": count, "task_sentences": len(loose)},
            "held_out": {"function_distance": round(distance, 4), "certain": round(coverage, 4)},
            "libraries": {library: version(library) for library in LIBRARIES},
            "python": platform.python_version(),
        },
    )


class HeldOut:
    """A vacancy's tasks, its labels, and what a classifier that had not seen it says of them."""

    def __init__(self, sample: Sample, examples: Sequence[TaskExample], evidence: Evidence) -> None:
        self.sample = sample
        self.examples = examples
        self.evidence = evidence
        # What only names in general what stands below it does not count in the mixture.
        self.counted = [row for row, example in enumerate(examples) if not example.task.umbrella]
        self.lengths = [float(len(WORD.findall(examples[row].task.text))) for row in self.counted]


def _held_out(
    structure: Structure, samples: Sequence[Sample], inside: Sequence[list[TaskExample]], loose: list[TaskExample]
) -> Iterator[HeldOut]:
    """Every vacancy with tasks, judged by a classifier trained on the vacancies of the other folds."""
    used = [index for index, examples in enumerate(inside) if examples]
    folds = list(GroupKFold(min(FOLDS, len(used))).split(used, groups=used))
    judged = Parallel(n_jobs=-1)(
        delayed(_judged)(
            structure,
            [example for row in seen for example in inside[used[row]]] + loose,
            [[example.task for example in inside[used[row]]] for row in unseen],
        )
        for seen, unseen in folds
    )
    for (_, unseen), evidences in zip(folds, judged, strict=True):
        for row, evidence in zip(unseen, evidences, strict=True):
            yield HeldOut(samples[used[row]], inside[used[row]], evidence)


def _judged(
    structure: Structure, seen: Sequence[TaskExample], vacancies: Sequence[Sequence[TaskSpan]]
) -> list[Evidence]:
    """What a classifier that learnt from some tasks says of those of other vacancies."""
    classifier = ActivityClassifier.fit(structure, seen)
    return [classifier.evidence(tasks) for tasks in vacancies]


def fit_mixture(structure: Structure, held_out: Sequence[HeldOut]) -> tuple[MixtureParameters, float]:
    """Prior, sharpness and pull with the least distance to the mixtures the vacancies were written to have; then the
    weight whose intervals hold a share of these mixtures nearest to ``INTERVAL``.

    Returns the parameters and the mean total variation distance they reach.
    """
    codes = (*structure.profession_ids, OUTSIDE)
    held_out = held_out[:: -(-len(held_out) // MIXTURE_VACANCIES)]
    evidences = [component_evidence(structure, item.evidence.of(item.counted)) for item in held_out]
    wanted = np.array([[(item.sample.vacancy.mixture or {}).get(code, 0.0) for code in codes] for item in held_out])
    prior = tuple(float(share) for share in wanted.mean(axis=0))

    def inferred(parameters: MixtureParameters) -> list[Mixture]:
        return [infer(parameters, e, item.lengths) for e, item in zip(evidences, held_out, strict=True)]

    def distance(parameters: MixtureParameters) -> float:
        shares = np.array([mixture.shares for mixture in inferred(parameters)])
        return float(np.abs(shares - wanted).sum(axis=1).mean() / 2)

    def missed_coverage(parameters: MixtureParameters) -> float:
        low, high = np.array([mixture.intervals() for mixture in inferred(parameters)]).transpose(2, 0, 1)
        return abs(float(((low <= wanted + ROUNDED) & (wanted - ROUNDED <= high)).mean()) - INTERVAL)

    grid = [MixtureParameters(codes, prior, *values) for values in product(STRENGTHS, SHARPNESSES, PULLS)]
    nearest = min(grid, key=distance)
    best = min((replace(nearest, weight=weight) for weight in WEIGHTS), key=missed_coverage)
    return best, distance(best)


def fit_certainty(structure: Structure, held_out: Sequence[HeldOut]) -> tuple[float, float]:
    """Least confidence from which on tasks were right as often as ``CERTAIN_ACCURACY`` says, and the share of tasks
    above it."""
    codes = (*structure.cluster_ids, OUTSIDE)
    pairs = [
        (float(row.max()), codes[int(row.argmax())] in example.clusters)
        for item in held_out
        for row, example in zip(item.evidence.clusters, item.examples, strict=True)
    ]
    pairs.sort(reverse=True)
    right = np.cumsum([hit for _, hit in pairs]) / np.arange(1, len(pairs) + 1)
    enough = np.flatnonzero(right >= CERTAIN_ACCURACY)
    last = int(enough[-1]) if len(enough) else 0
    return round(pairs[last][0], 4), (last + 1) / len(pairs)


def digest(folder: Path) -> str:
    """SHA-256 of the labelled files of a folder, names and contents, in the order of their names."""
    sums = hashlib.sha256()
    for file in sorted(file for file in folder.rglob("*") if file.suffix in READERS):
        sums.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return sums.hexdigest()
