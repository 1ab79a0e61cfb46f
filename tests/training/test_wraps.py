"""labelled vacancies → what tells a soft wrap."""

from __future__ import annotations

from pathlib import Path

import pytest

from vacmap.layout.wraps import wrap_weights
from vacmap.structure import Structure
from vacmap.training import read_labelled
from vacmap.training.wraps import LinePairs, f1, learn, line_pairs

FOLDER = Path(__file__).parent / "cases"


@pytest.fixture(scope="module")
def pairs(data: Path, structure: Structure) -> LinePairs:
    items = read_labelled(data / "training/vacancies/moeilijk-een.txt", structure)
    return LinePairs.of(items)


def test_lines_marked_as_going_on_are_learnt_from(pairs: LinePairs) -> None:
    assert 0 < sum(pairs.goes_on) < len(pairs.goes_on)
    assert len(pairs.signs) == len(pairs.goes_on) == len(pairs.vacancy)


def test_a_line_of_its_own_and_one_that_goes_on_are_told_apart(structure: Structure, tmp_path: Path) -> None:
    (tmp_path / "labels.json").write_text('{"professions": {"g": "gemeenschapswerker"}}', encoding="utf-8")
    file = tmp_path / "een.txt"
    file.write_text(
        "=== een\ntitle: Proef\nmixture: buiten 100\n\nfunctie | Wij zoeken een medewerker die\n~    alles kan\n"
        "functie | In het centrum\n",
        encoding="utf-8",
    )
    (vacancy,) = read_labelled(file, structure)
    assert [goes_on for _, goes_on in line_pairs(vacancy)] == [True, False]


def test_f1_of_nothing_found_is_0() -> None:
    assert f1([True, False], [False, False]) == 0.0
    assert f1([True, False], [True, False]) == 1.0


def test_what_is_learnt_joins_held_out_lines(pairs: LinePairs) -> None:
    weights, held_out = learn(pairs)
    assert held_out > 0.7
    assert set(weights) <= {sign for signs in pairs.signs for sign in signs}


def test_the_shipped_weights_are_of_signs_that_exist(pairs: LinePairs) -> None:
    used = {sign for signs in pairs.signs for sign in signs}
    assert len(used & set(wrap_weights())) > 0.5 * len(used)
