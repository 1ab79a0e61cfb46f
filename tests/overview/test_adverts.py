"""Every input has one fate, and a repeated advert counts once."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from vacmap.overview import Overview
from vacmap.overview.adverts import read_functions
from vacmap.overview.functions import Adverts
from vacmap.overview.tables import Table
from vacmap.report.opening import FEW_TASKS
from vacmap.structure import Structure, load_structure

from .made import Advert, write_tables

TASK = ("bakken", "bakker")


def read(folder: Path, structure: Structure, adverts: list[Advert]) -> Adverts:
    write_tables(folder, structure, adverts)
    return read_functions(Table(folder / "functions.parquet"), structure, 0)


def test_of_a_group_the_first_that_was_analysed_counts(tmp_path: Path, other_structure: Structure) -> None:
    adverts = [
        Advert("a", [], group="mislukt", analysed=False),
        Advert("b", [TASK] * 5, "Bakker", group="mislukt"),
        Advert("c", [TASK] * 9, "Andere titel", group="mislukt"),
    ]
    found = read(tmp_path, other_structure, adverts)
    assert found.functions.titles.tolist() == ["Bakker"]
    assert found.places.tolist() == [-1, 0, -1]
    assert (found.fates.repeats, found.fates.lost, found.fates.described) == (2, 0, 1)


def test_repeats_of_an_advert_that_failed_are_lost(tmp_path: Path, other_structure: Structure) -> None:
    found = read(tmp_path, other_structure, [Advert("a", [], group="mislukt", analysed=False)])
    assert (found.fates.repeats, found.fates.lost, found.fates.described) == (0, 1, 0)
    assert len(found.functions) == 0


def test_an_archive_without_any_vacancy_is_read(tmp_path: Path, other_structure: Structure) -> None:
    assert read(tmp_path, other_structure, []).fates.inputs == 0


def test_the_fates_of_an_archive_are_told(overview: Overview) -> None:
    fates = overview.fates
    assert (fates.described, fates.few_tasks, fates.no_tasks) == (260, 1, 1)
    assert (fates.repeats, fates.lost, fates.failed, fates.inputs) == (1, 1, 3, 267)


@settings(max_examples=12)
@given(given_=st.lists(st.tuples(st.integers(0, 3), st.booleans(), st.integers(0, 6)), max_size=12))
def test_fates_add_up_and_groups_with_enough_tasks_are_described(
    given_: list[tuple[int, bool, int]], tmp_path_factory: object
) -> None:
    structure = load_structure(Path(__file__).parents[1] / "cases/other-structure/structure.json")
    adverts = [
        Advert(str(at), [TASK] * tasks, group=f"groep {group}", analysed=analysed)
        for at, (group, analysed, tasks) in enumerate(given_)
    ]
    folder = Path(tmp_path_factory.mktemp("fates"))  # type: ignore[attr-defined]
    found = read(folder, structure, adverts)
    first: dict[int, int] = {}
    for group, analysed, tasks in given_:
        if analysed:
            first.setdefault(group, tasks)
    assert found.fates.inputs == len(given_)
    assert found.fates.described == sum(tasks > FEW_TASKS for tasks in first.values())
    assert found.fates.no_tasks == sum(tasks == 0 for tasks in first.values())
    assert found.functions.tasks.tolist() == [tasks for tasks in first.values() if tasks > FEW_TASKS]
