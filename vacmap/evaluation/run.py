"""labelled vacancies, a model → its figures, with reference rows beside them"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from vacmap.activities import ActivityClassifier, LabelledJob, TaskExample
from vacmap.bundle import Model
from vacmap.evaluation.figures import Prediction, Tally, compare
from vacmap.records import OUTSIDE, Measured
from vacmap.road import Mapper, load
from vacmap.structure import Structure
from vacmap.tasks import TaskSpan
from vacmap.training import LabelledVacancy, read_labelled

REFERENCES = ("all buiten", "structure only")
"""Rows beside the model's: every task outside the structure; a model that learnt activities from nothing but the
structure's own texts."""


@dataclass(frozen=True)
class Evaluation:
    """Figures of a model and of the references, over the same vacancies."""

    model: dict[str, float]
    references: dict[str, dict[str, float]]
    per_document: dict[str, dict[str, float]]

    @property
    def measured(self) -> Measured:
        """What a report says of them."""
        figures = self.model
        return Measured(
            vacancies=round(figures["documents"]),
            task_units=round(figures["task_units"]),
            **{name: round(figures[name], 4) for name in ("cluster_hit", "function_distance", "intervals_hold")},
        )


def evaluate(gold: str | Path, model: str | Path | Model | None = None) -> Evaluation:
    """Figures of a model on labelled vacancies.

    Parameters
    ----------
    gold : path
        Labelled vacancies: the JSONL of ``data/gold`` or the text format of ``data/training``.
    model : path, Model or None
        As for :func:`vacmap.load`.

    Raises
    ------
    TrainingDataError
        If the vacancies cannot be read.
    ModelError
        If the model cannot be loaded.
    """
    mapper = load(model)
    loaded = mapper.model
    items = [item for item in read_labelled(Path(gold), loaded.structure) if not item.is_series]
    alone = load(replace(loaded, activities=structure_only(loaded.structure)))

    def tallies(predictions: Iterable[Prediction]) -> list[Tally]:
        n_professions = len(loaded.structure.profession_ids)
        return [compare(item, said, n_professions) for item, said in zip(items, predictions, strict=True)]

    predictions = [predict(mapper, item) for item in items]
    own = tallies(predictions)
    return Evaluation(
        total(own),
        {
            "all buiten": total(tallies(map(_outside, predictions))),
            "structure only": total(tallies(predict(alone, item) for item in items)),
        },
        {item.id: tally.figures() for item, tally in zip(items, own, strict=True)},
    )


def predict(mapper: Mapper, item: LabelledVacancy) -> Prediction:
    """What the mapper makes of a labelled vacancy's text."""
    function = mapper.analyse(item.text, id=item.id, explain=False)
    return Prediction(function.zones, function.tasks, function.profile.professions, function.profile.intervals)


def total(tallies: Sequence[Tally]) -> dict[str, float]:
    """Figures of a set of vacancies."""
    whole = Tally()
    for tally in tallies:
        whole.add(tally)
    return whole.figures()


def structure_only(structure: Structure) -> ActivityClassifier:
    """A classifier that has read nothing but the structure's own activities."""
    return ActivityClassifier.fit(structure, [LabelledJob([example]) for example in _structure_examples(structure)])


def _structure_examples(structure: Structure) -> Iterator[TaskExample]:
    for activity in structure.activities:
        for text in filter(None, (activity.title, *(part.text for part in activity.walk()))):
            yield TaskExample(
                TaskSpan(0, len(text), text, text, "", "", ""), (activity.cluster,), (activity.profession,)
            )


def _outside(predicted: Prediction) -> Prediction:
    tasks = [replace(task, cluster=OUTSIDE, professions={}) for task in predicted.tasks]
    return Prediction(predicted.zones, tasks, {OUTSIDE: 1.0})
