"""zones → tasks: which stretches become tasks, and what they take along of what stands around them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from strategies import any_text

from vacmap.layout import split_lines, split_units
from vacmap.records import ZoneCode
from vacmap.structure import Structure
from vacmap.tasks import TaskSpan, TaskText, extract_all, extract_tasks, find_title, shipped_splitter
from vacmap.training.corpus import read_labelled
from vacmap.training.samples import Sample, cut
from vacmap.zones import LabelledUnit

Adverts = dict[str, Sample]


@pytest.fixture(scope="module")
def adverts(structure: Structure) -> Adverts:
    """The adverts of ``cases/adverts.txt``, labelled as a perfect zone stage would."""
    file = Path(__file__).parent / "cases/adverts.txt"
    return {item.id: cut(item) for item in read_labelled(file, structure)}


def tasks_of(sample: Sample) -> list[TaskSpan]:
    return extract_tasks(sample.vacancy.text, sample.labelled_units(), shipped_splitter())


def test_every_unit_that_states_an_activity_is_a_task(adverts: Adverts) -> None:
    assert [task.text for task in tasks_of(adverts["met-lijst"])] == [
        "Je plant de uitstappen.",
        "Je begeleidt de kinderen.",
    ]


def test_offsets_slice_the_original_text(adverts: Adverts) -> None:
    text = adverts["met-lijst"].vacancy.text
    first, second = tasks_of(adverts["met-lijst"])
    assert text[first.start : first.end] == "Je plant de uit-\n  stappen."
    assert text[second.start : second.end] == second.text


def test_a_task_knows_the_heading_it_stands_under(adverts: Adverts) -> None:
    assert [task.heading for task in tasks_of(adverts["met-lijst"])] == ["Wat ga je doen?"] * 2


def test_a_task_knows_the_task_before_it_in_the_same_list(adverts: Adverts) -> None:
    assert [task.previous for task in tasks_of(adverts["met-lijst"])] == ["", "Je plant de uitstappen."]


def test_a_heading_that_names_an_activity_is_a_task_and_heads_what_follows(adverts: Adverts) -> None:
    found = [(task.text, task.heading, task.previous) for task in tasks_of(adverts["met-tussenkoppen"])]
    assert found == [
        ("Vrijwilligers begeleiden", "JE TAKEN", ""),
        ("Je zoekt vrijwilligers.", "Vrijwilligers begeleiden", ""),
        ("Je coacht ze.", "Vrijwilligers begeleiden", "Je zoekt vrijwilligers."),
        ("Je maakt affiches.", "Communicatie", ""),
    ]


def test_without_an_activity_there_are_no_tasks(adverts: Adverts) -> None:
    assert tasks_of(adverts["zonder-taken"]) == []


def test_an_empty_text_has_no_tasks_and_no_title() -> None:
    assert extract_tasks("", [], shipped_splitter()) == []
    assert find_title("", []) is None


class TestTitle:
    def test_is_the_first_line_that_frames_the_function(self, adverts: Adverts) -> None:
        sample = adverts["met-lijst"]
        assert find_title(sample.vacancy.text, sample.labelled_units()) == "Jeugdwerker (m/v/x)"

    def test_is_missing_where_nothing_frames_the_function(self, adverts: Adverts) -> None:
        sample = adverts["met-tussenkoppen"]
        assert find_title(sample.vacancy.text, sample.labelled_units()) is None

    def test_goes_along_with_every_task(self, adverts: Adverts) -> None:
        assert {task.title for task in tasks_of(adverts["met-lijst"])} == {"Jeugdwerker (m/v/x)"}
        assert {task.title for task in tasks_of(adverts["met-tussenkoppen"])} == {""}

    def test_given_by_the_caller_goes_before_the_one_found(self, adverts: Adverts) -> None:
        sample = adverts["met-lijst"]
        tasks = extract_tasks(sample.vacancy.text, sample.labelled_units(), shipped_splitter(), "Animator")
        assert {task.title for task in tasks} == {"Animator"}

    @pytest.mark.parametrize(
        ("above", "found"), [(11, "Jeugdwerker"), (12, None)], ids=["twelfth unit", "thirteenth unit"]
    )
    def test_is_looked_for_among_the_first_twelve_units(self, above: int, found: str | None) -> None:
        text = "Menu\n" * above + "Jeugdwerker"
        units = split_units(text, split_lines(text))
        zones = [ZoneCode.OVERIG] * above + [ZoneCode.FUNCTIE]
        labelled = [LabelledUnit(unit, zone, False, 1.0) for unit, zone in zip(units, zones, strict=True)]
        assert find_title(text, labelled) == found

    def test_is_no_long_sentence(self) -> None:
        text = "Als jeugdwerker ben je dag na dag in de weer voor de kinderen en de jongeren van onze mooie stad."
        unit, *_ = split_units(text, split_lines(text))
        assert find_title(text, [LabelledUnit(unit, ZoneCode.FUNCTIE, False, 1.0)]) is None


def test_a_sentence_that_states_two_activities_is_two_tasks_that_know_their_sentence(adverts: Adverts) -> None:
    sample = adverts["met-lijst"]
    text = "Je werft nieuwe leden en beheert het bestaande ledenbestand."
    unit = split_units(text, split_lines(text))[0]
    found = extract_tasks(
        text, [LabelledUnit(unit, ZoneCode.TAKEN, True, 1.0)], shipped_splitter(), sample.vacancy.title
    )
    assert [task.text for task in found] == ["Je werft nieuwe leden", "en beheert het bestaande ledenbestand."]
    assert {task.sentence for task in found} == {text}
    assert [task.previous for task in found] == ["", "Je werft nieuwe leden"]


class TestWhatStandsAround:
    @pytest.fixture
    def tasks(self, adverts: Adverts) -> list[TaskSpan]:
        return tasks_of(adverts["met-dakzin"])

    def test_a_heading_above_its_items_is_an_umbrella(self, tasks: list[TaskSpan]) -> None:
        assert [task.text for task in tasks if task.umbrella] == ["Je ondersteunt de leden"]

    def test_items_under_an_introduction_are_judged_with_it(self, tasks: list[TaskSpan]) -> None:
        assert [task.sentence for task in tasks if task.sentence.startswith("Daarnaast")] == [
            "Daarnaast sta je in voor: het onthaal van nieuwe leden",
            "Daarnaast sta je in voor: de ledenlijst",
        ]

    def test_an_introduction_ends_with_its_list(self, tasks: list[TaskSpan]) -> None:
        assert tasks[-1].sentence.startswith("Je bezorgt")

    def test_a_sentence_over_a_page_break_is_one_task_without_the_page(
        self, adverts: Adverts, tasks: list[TaskSpan]
    ) -> None:
        last = tasks[-1]
        assert last.text == "Je bezorgt het bestuur elk jaar een overzicht van de bezoeken aan de leden."
        assert adverts["met-dakzin"].vacancy.text[last.start : last.end].endswith("bezoeken aan de leden.")

    @pytest.mark.parametrize(
        ("text", "umbrella"),
        [
            ("Je begeleidt de groepen:\n- Je plant de lessen\n- Je geeft ze", [True, False, False]),
            ("- Je begeleidt de groepen:\n  o Je plant de lessen\n  o Je geeft ze", [True, False, False]),
            ("Je begeleidt de groepen.\n- Je plant de lessen", [False, False]),
            ("Je begeleidt de groepen:\nJe plant de lessen.", [False, False]),
            ("- Je begeleidt de groepen:\n- Je plant de lessen", [False, False]),
        ],
        ids=["items", "deeper items", "a sentence of its own", "no items", "items of the same kind"],
    )
    def test_what_is_an_umbrella(self, text: str, umbrella: list[bool]) -> None:
        labelled = [LabelledUnit(unit, ZoneCode.TAKEN, True, 1.0) for unit in split_units(text, split_lines(text))]
        assert [task.umbrella for task in extract_tasks(text, labelled, shipped_splitter())] == umbrella


@pytest.mark.parametrize(("text", "tasks"), [("a" * 200_000, 0), ("!!!", 0), ("Je plant " + "a" * 500, 1), ("Belt", 1)])
def test_a_line_without_a_word_of_human_length_is_no_task(text: str, tasks: int) -> None:
    labelled = [LabelledUnit(unit, ZoneCode.TAKEN, True, 1.0) for unit in split_units(text, split_lines(text))]
    assert len(extract_tasks(text, labelled, shipped_splitter())) == tasks


def test_texts_together_have_the_tasks_they_have_alone(adverts: Adverts) -> None:
    texts = [TaskText(one.vacancy.text, one.labelled_units()) for one in adverts.values()]
    together = extract_all(texts, shipped_splitter())
    assert together == [extract_tasks(one.text, one.labelled, shipped_splitter()) for one in texts]
    assert extract_all([], shipped_splitter()) == []


@given(any_text)
def test_tasks_of_any_text_slice_back_to_their_words(text: str) -> None:
    units = split_units(text, split_lines(text))
    labelled = [LabelledUnit(unit, ZoneCode.TAKEN, not unit.furniture, 1.0) for unit in units]
    last = 0
    for task in extract_tasks(text, labelled, shipped_splitter()):
        assert last <= task.start < task.end <= len(text)
        assert set(task.text.replace(" ", "")) <= set(text)
        last = task.end
