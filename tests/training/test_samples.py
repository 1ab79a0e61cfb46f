"""labelled vacancies → what the models learn from: units as the pipeline cuts them, with the labels a person gave."""

from __future__ import annotations

from pathlib import Path

import pytest

from vacmap.layout import split_lines, split_units
from vacmap.records import ZoneCode
from vacmap.structure import Structure
from vacmap.training import Label, LabelledSpan, LabelledVacancy, read_labelled
from vacmap.training.samples import Sample, cut, series_examples
from vacmap.zones import FRAME

FILE = Path(__file__).parent / "cases/formats.txt"


@pytest.fixture(scope="module")
def sample(structure: Structure) -> Sample:
    return cut(read_labelled(FILE, structure)[0])


def labelled(text: str, *spans: tuple[int, int, str]) -> LabelledVacancy:
    units = tuple(LabelledSpan(start, end, Label(ZoneCode(zone))) for start, end, zone in spans)
    return LabelledVacancy("proef", text, units, mixture={"buiten": 1.0})


def test_units_are_those_of_the_layout_stage(sample: Sample) -> None:
    text = sample.vacancy.text
    assert sample.units == split_units(text, split_lines(text))
    assert len(sample.labels) == len(sample.units)


def test_a_unit_takes_the_label_it_was_given(sample: Sample) -> None:
    assert [label.zone.value for label in sample.labels] == ["functie", *["organisatie"] * 2, *["taken"] * 5]
    assert sample.labels[4].clusters == ("ontwerpen",)


def test_a_unit_that_frames_the_tasks_has_a_label_of_its_own(sample: Sample) -> None:
    assert list(sample.labelled_text().labels) == ["functie", "organisatie", "organisatie", FRAME, *["taken"] * 4]


def test_a_unit_over_two_labels_takes_the_one_it_shares_most_with() -> None:
    text = "Je plant de lessen en je hebt een diploma van leraar."
    assert [label.zone.value for label in cut(labelled(text, (0, 18, "taken"), (18, 53, "profiel"))).labels] == [
        "profiel"
    ]
    assert [label.zone.value for label in cut(labelled(text, (0, 40, "taken"), (40, 53, "profiel"))).labels] == [
        "taken"
    ]


def test_a_label_over_two_units_goes_to_both() -> None:
    text = "Je plant. Je geeft les."
    assert [label.zone.value for label in cut(labelled(text, (0, 23, "taken"))).labels] == ["taken", "taken"]


def test_a_unit_without_a_label_is_overig() -> None:
    text = "Je plant.\nTerug naar boven"
    assert [label.zone.value for label in cut(labelled(text, (0, 9, "taken"))).labels] == ["taken", "overig"]


def test_labelled_units_are_those_of_a_perfect_zone_stage(sample: Sample) -> None:
    units = sample.labelled_units()
    assert [item.states_activity for item in units] == [False, False, False, False, True, True, True, True]
    assert {item.confidence for item in units} == {1.0}


def test_task_examples_carry_labels_and_what_stands_around_them(sample: Sample) -> None:
    first, second, *_ = sample.task_examples()
    assert (first.clusters, first.professions) == (("ontwerpen",), ("begeleider",))
    assert (first.task.text, first.task.heading) == ("Je schrijft spelfiches over water.", "Wat ga je doen?")
    assert (second.task.previous, second.task.title) == (first.task.text, "Jeugdwerker Speelbos")
    assert second.task.text == "Je begeleidt de groepen"
    assert "laatste ouder" in second.task.sentence


def test_task_examples_keep_the_kind_of_work_outside(sample: Sample) -> None:
    kinds = [example.outside for example in sample.task_examples()]
    assert [kind for kind in kinds if kind] == [("communicatie",), ("techniek",)]


def test_the_zone_classifier_learns_from_the_units_and_their_labels(sample: Sample) -> None:
    learnt = sample.labelled_text()
    assert (learnt.text, learnt.units) == (sample.vacancy.text, sample.units)
    assert len(learnt.labels) == len(sample.units)


def test_a_series_gives_its_task_sentences_with_nothing_around_them(structure: Structure) -> None:
    (example,) = series_examples(read_labelled(FILE, structure)[1])
    assert example.task.text == "Je denkt mee over het beleid."
    assert (example.task.heading, example.task.previous, example.task.title) == ("", "", "")
    assert (example.clusters, example.professions) == (("adviseren",), ("gemeenschapswerker", "begeleider"))
