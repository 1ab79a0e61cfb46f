"""The study of the data: its tables, for the bakery's few vacancies, and how the card shows them."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from vacmap.errors import TrainingDataError
from vacmap.resources import data_folder
from vacmap.structure import Structure
from vacmap.training import read_labelled
from vacmap.training.card import STUDY, as_markdown, make_card, read_study
from vacmap.training.corpus import digest
from vacmap.training.study import study

OTHER = Path(__file__).resolve().parents[1] / "cases/other-structure"
SOME = ("neighbours", "expected mixture")
FIGURES = ("cluster_hit", "outside_f1", "profession_top1")


@pytest.fixture(scope="module")
def tables(other_structure: Structure) -> dict[str, list[dict[str, Any]]]:
    return study(other_structure, read_labelled(OTHER / "training", other_structure), doublings=1, parts=SOME)


def test_every_row_of_the_curve_learns_from_more_tasks(tables: dict[str, list[dict[str, Any]]]) -> None:
    tasks = [row["tasks"] for row in tables["curve"]]
    assert tasks == sorted(set(tasks))


def test_the_ablation_has_a_row_for_every_part(tables: dict[str, list[dict[str, Any]]]) -> None:
    left_out = [row["left out"] for row in tables["ablation"]]
    assert left_out == ["nothing", *SOME, "all but own words", "second look"]


def test_figures_are_shares(tables: dict[str, list[dict[str, Any]]]) -> None:
    assert all(0 <= row[name] <= 1 for rows in tables.values() for row in rows for name in FIGURES)


def test_the_tables_are_markdown(tables: dict[str, list[dict[str, Any]]]) -> None:
    curve, ablation = as_markdown(tables).split("\n\n")
    assert curve.splitlines()[0] == "| tasks | cluster_hit | outside_f1 | profession_top1 |"
    assert len(ablation.splitlines()) == 2 + len(tables["ablation"])


def test_too_few_vacancies_are_told(other_structure: Structure) -> None:
    items = read_labelled(OTHER / "training", other_structure)
    with pytest.raises(TrainingDataError, match="vacancies with tasks; expected at least 5"):
        study(other_structure, items[:3])


def test_data_without_a_study_have_none(tmp_path: Path) -> None:
    assert read_study(tmp_path) is None


@pytest.mark.parametrize(
    "content",
    ["", "[]", '{"curve": []}', '{"curve": [{"a": 1}], "ablation": [{"a": 1}]}', '{"curve": [{}], "ablation": 3}'],
)
def test_a_damaged_study_is_told(content: str, tmp_path: Path) -> None:
    (tmp_path / STUDY).write_text(content, encoding="utf-8")
    with pytest.raises(TrainingDataError, match=rf"{STUDY}: expected what vacmap.training.study writes"):
        read_study(tmp_path)


class TestShipped:
    @pytest.fixture
    def content(self) -> dict[str, Any]:
        content = read_study(data_folder("training"))
        assert content is not None
        return content

    def test_it_doubles_the_data_four_times(self, content: dict[str, Any]) -> None:
        tasks = [row["tasks"] for row in content["curve"]]
        assert len(tasks) == 5
        assert all(1.7 < more / fewer < 2.3 for fewer, more in pairwise(tasks))

    def test_it_is_about_the_data_that_are_shipped(self, content: dict[str, Any]) -> None:
        assert content["sha256"] == digest(data_folder("training"))

    def test_the_card_shows_it(self, content: dict[str, Any]) -> None:
        from vacmap.road import shipped_model

        assert make_card(shipped_model(), content) == shipped_model().card
        assert as_markdown(content) in shipped_model().card
