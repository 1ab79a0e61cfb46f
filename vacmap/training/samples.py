"""labelled vacancies → what the models learn from

The models see a text as the pipeline does: cut by its own layout stage. Each unit found that way takes the label of
the labelled unit it shares most characters with.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vacmap.activities import LabelledJob, TaskExample, told
from vacmap.layout import plain, split_lines, split_units
from vacmap.records import Unit, ZoneCode
from vacmap.tasks import TaskSpan, extract_tasks, shipped_splitter
from vacmap.training.labels import Label, LabelledSpan, LabelledVacancy
from vacmap.zones import FRAME, LabelledText, LabelledUnit


@dataclass(frozen=True)
class Sample:
    """One vacancy, cut into units, each with the label a person gave."""

    vacancy: LabelledVacancy
    units: tuple[Unit, ...]
    labels: tuple[Label, ...]

    def labelled_text(self) -> LabelledText:
        """What the zone classifier learns from."""
        labels = [FRAME if _frames(label) else label.zone.value for label in self.labels]
        return LabelledText(self.vacancy.text, self.units, labels)

    def labelled_units(self) -> list[LabelledUnit]:
        """The units as a perfect zone stage would have labelled them."""
        return [
            LabelledUnit(unit, label.zone, bool(label.clusters), 1.0)
            for unit, label in zip(self.units, self.labels, strict=True)
        ]

    def task_examples(self) -> list[TaskExample]:
        """The tasks of a vacancy with what stands around them, each with the label of the stretch it shares most
        with: a person may label the clauses of a sentence one by one."""
        spans = extract_tasks(self.vacancy.text, self.labelled_units(), shipped_splitter(), self.vacancy.title)
        labels = _labels(spans, self.vacancy.units)
        return [_example(span, label) for span, label in zip(spans, labels, strict=True) if label.clusters]

    def labelled_job(self) -> LabelledJob:
        """What the activity classifier learns from."""
        about = told(self.vacancy.text, self.labelled_units())
        return LabelledJob(self.task_examples(), about, self.vacancy.mixture)


def cut(vacancy: LabelledVacancy) -> Sample:
    """Cut a labelled vacancy as the pipeline does."""
    units = split_units(vacancy.text, split_lines(vacancy.text))
    return Sample(vacancy, units, tuple(_labels(units, vacancy.units)))


def series_examples(series: LabelledVacancy) -> Iterator[TaskExample]:
    """The task sentences of a series, whole; nothing stands around them."""
    for span in series.units:
        if span.label.clusters:
            text = plain(series.text[span.start : span.end])
            yield _example(TaskSpan(span.start, span.end, text, text, "", "", ""), span.label)


def _frames(label: Label) -> bool:
    return label.zone is ZoneCode.TAKEN and not label.clusters


def _example(span: TaskSpan, label: Label) -> TaskExample:
    return TaskExample(span, label.clusters, label.professions, label.outside)


def _labels(units: Sequence[Unit | TaskSpan], spans: Sequence[LabelledSpan]) -> Iterator[Label]:
    """Label of the span each unit or task shares most characters with; all are in the order of the text."""
    first = 0
    for unit in units:
        while first < len(spans) and spans[first].end <= unit.start:
            first += 1
        best, most = Label(ZoneCode.OVERIG), 0
        for span in spans[first:]:
            if span.start >= unit.end:
                break
            shared = min(unit.end, span.end) - max(unit.start, span.start)
            if shared > most:
                best, most = span.label, shared
        yield best
