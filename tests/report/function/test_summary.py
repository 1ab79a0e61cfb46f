"""Function → Summary."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable

import pytest

from vacmap.records import Function, Zone, ZoneCode
from vacmap.report import ReportError, summarise
from vacmap.structure import Structure

Make = Callable[..., Function]


def test_the_components_are_the_profile_in_the_order_of_the_structure(oko: Function, structure: Structure) -> None:
    components = summarise(oko).components
    assert [part.code for part in components] == [*structure.profession_ids, "buiten"]
    assert {part.code: part.share for part in components} == oko.profile.professions
    assert {part.code: (part.low, part.high) for part in components} == oko.profile.intervals


def test_the_matrix_holds_exactly_the_cells_of_the_profile(oko: Function, structure: Structure) -> None:
    shown = {
        f"{cell.profession}/{cluster.code}": cell.share
        for cluster in summarise(oko).clusters
        for cell in cluster.cells
        if cell.share
    }
    assert shown == {code: share for code, share in oko.profile.cells.items() if share}


def test_a_cell_the_structure_leaves_empty_is_marked(oko: Function) -> None:
    empty = [
        (cell.profession, cluster.code)
        for cluster in summarise(oko).clusters
        for cell in cluster.cells
        if not cell.exists
    ]
    assert empty == [("belangenbehartiger", "ondersteunen")]


def test_every_task_stands_in_one_place(oko: Function) -> None:
    summary = summarise(oko)
    placed = [task for cluster in summary.clusters for task in cluster.tasks]
    placed += [task for group in summary.outside for task in group.tasks]
    assert sorted(task.number for task in placed) == list(range(1, len(oko.tasks) + 1))


def test_a_task_stands_beside_the_block_it_was_cut_from(oko: Function) -> None:
    tasks = [task for cluster in summarise(oko).clusters for task in cluster.tasks]
    sessions = next(task for task in tasks if task.text.startswith("Je organiseert infosessies"))
    assert (
        sessions.whose == "gedeeld door programmator cultuur en educatie en begeleider sociaal-culturele activiteiten"
    )
    assert sessions.block is not None
    assert sessions.block.title == "Activiteiten, processen en projecten opstarten en opvolgen"
    assert sessions.block.sign == "Pro"
    assert [block.sign for block in sessions.runners_up] == ["Beg"]


def test_an_untitled_block_goes_by_the_name_of_its_cluster(make: Make) -> None:
    function = make([("Je leest vakliteratuur", "deskundigheid", {"begeleider": 1.0})])
    task = summarise(function).clusters[0].tasks[0]
    assert task.block is not None
    assert task.block.title == "De eigen deskundigheid opbouwen"


@pytest.mark.parametrize(
    ("professions", "whose"),
    [
        ({"begeleider": 1.0}, "begeleider sociaal-culturele activiteiten"),
        ({"campagnewerker": 0.55, "begeleider": 0.25, "programmator": 0.2}, "vooral campagnewerker"),
        ({"campagnewerker": 0.6, "belangenbehartiger": 0.4}, "gedeeld door campagnewerker en belangenbehartiger"),
        (
            dict.fromkeys(
                ("gemeenschapswerker", "programmator", "begeleider", "campagnewerker", "belangenbehartiger"), 0.2
            ),
            "komt voor bij alle vijf de beroepen",
        ),
    ],
)
def test_whose_task_it_is_in_words(make: Make, professions: dict[str, float], whose: str) -> None:
    assert summarise(make([("Je doet iets", "organiseren", professions)])).clusters[2].tasks[0].whose == whose


def test_an_uncertain_task_says_what_else_it_could_be(oko: Function) -> None:
    doubts = {task.text: task.doubt.replace("\u00a0", " ") for task in summarise(oko).uncertain}
    assert doubts["Je werft nieuwe leden en beheert het bestaande ledenbestand."] == (
        "Voorlopig geplaatst bij ‘Oriënteren en relaties’ (52 %); het kan ook ‘Buiten de structuur’ zijn (38 %)."
    )


def test_work_outside_is_grouped_by_kind_the_most_frequent_first(make: Make) -> None:
    lines = [
        ("Je onderhoudt de website", "buiten", "ict"),
        ("Je klasseert dossiers", "buiten", "administratie"),
        ("Je maakt verslagen", "buiten", "administratie"),
        ("Je duikt naar wrakken", "buiten", "duikwerk"),
    ]
    groups = summarise(make(lines)).outside
    assert [(group.label, len(group.tasks)) for group in groups] == [("administratie", 2), ("ICT", 1), ("duikwerk", 1)]


def test_blocks_of_the_weightiest_professions_that_no_task_resembles(make: Make, small_structure: Structure) -> None:
    lines = [("Je leidt rond", "tonen", {"gids": 1.0})] * 4
    assert [(one.name, one.blocks, one.total) for one in summarise(make(lines, structure=small_structure)).unused] == [
        ("Gids", ("Vertellen",), 2)
    ]
    assert not summarise(make(lines[:3], structure=small_structure)).unused


def test_zones_without_tasks_are_counted_in_words(make: Make) -> None:
    function = make([("Je doet iets", "organiseren", {"begeleider": 1.0})], before="Wij zijn een vereniging.\n")
    assert [(zone.label, zone.words) for zone in summarise(function).skipped] == [("de organisatie", 4)]


def test_the_text_is_cut_without_losing_a_sign(oko: Function) -> None:
    stretches = summarise(oko, keep_contacts=True).text
    assert "".join(stretch.text for stretch in stretches) == oko.text
    for task in oko.tasks:
        marked = "".join(s.text for s in stretches if s.task is not None and s.task.start == task.start)
        assert marked == task.text


def test_zones_other_than_tasks_are_dimmed(oko: Function) -> None:
    dimmed = "".join(stretch.text for stretch in summarise(oko).text if stretch.dimmed)
    assert "Extralegale voordelen" in dimmed
    assert "Je organiseert ledenbevragingen" not in dimmed


def test_contact_data_is_masked_even_across_borders(make: Make) -> None:
    function = make([("Je belt 0475 12", "organiseren", {"begeleider": 1.0}), ("34 56 elke dag", "buiten", "ict")])
    shown = "".join(stretch.text for stretch in summarise(function).text)
    assert shown == "Je belt [telefoon] elke dag"


def test_a_title_with_a_phone_number_is_masked(make: Make) -> None:
    assert summarise(make([], title="Gids, 02 555 01 23")).title == "Gids, [telefoon]"
    assert summarise(make([], title="Gids, 02 555 01 23"), keep_contacts=True).title == "Gids, 02 555 01 23"


def test_tasks_may_overlap_and_zones_may_leave_gaps(oko: Function) -> None:
    first, second, *_ = oko.tasks
    overlapping = dataclasses.replace(
        oko,
        tasks=(first, dataclasses.replace(second, start=first.start + 5, end=first.end + 5)),
        zones=(Zone(10, 20, ZoneCode.TAKEN),),
    )
    assert "".join(stretch.text for stretch in summarise(overlapping, keep_contacts=True).text) == oko.text


def test_another_structure_brings_its_own_words(make: Make, small_structure: Structure) -> None:
    function = make(
        [
            ("Je leidt groepen rond", "tonen", {"gids": 0.5, "conservator": 0.5}),
            ("Je volgt het klimaat op", "bewaren", {"conservator": 1.0}),
            ("Je schrijft zaalteksten", "vertellen", {"gids": 1.0}),
            ("Je staat aan de balie", "buiten", "onthaal"),
        ],
        structure=small_structure,
    )
    summary = summarise(function)
    assert [part.sign for part in summary.professions] == ["Gid", "Con"]
    assert [shell.name for shell in summary.shells] == ["Hart", "Rand"]
    assert summary.clusters[0].tasks[0].whose == "gedeeld door beide beroepen"
    assert summary.outside[0].label == "onthaal"
    assert summary.opening.kind == "part_two"


def test_the_summary_is_plain_data(oko: Function) -> None:
    json.dumps(dataclasses.asdict(summarise(oko)))


def test_a_function_without_structure_is_refused(oko: Function) -> None:
    with pytest.raises(ReportError, match="The 'structure' of the function must be a Structure"):
        summarise(dataclasses.replace(oko, structure=None))
