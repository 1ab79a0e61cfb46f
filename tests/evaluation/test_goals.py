"""What the shipped model reaches on the gold vacancies, which no model was trained on.

The floors are goals of the project, not what happened to be measured; the figures themselves are printed by
``vacmap evaluate data/gold/vacancies.jsonl``.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from vacmap.evaluation import Evaluation, evaluate
from vacmap.road import Mapper

GOALS = {"zone_accuracy": 0.90, "task_f1": 0.95, "cluster_hit": 0.60, "outside_f1": 0.60}


@pytest.fixture(scope="module")
def evaluation(data: Path) -> Evaluation:
    return evaluate(data / "gold/vacancies.jsonl")


@pytest.mark.parametrize(("figure", "floor"), GOALS.items())
def test_the_shipped_model_reaches_the_goal(figure: str, floor: float, evaluation: Evaluation) -> None:
    assert evaluation.model[figure] >= floor


def test_the_model_is_better_than_both_references(evaluation: Evaluation) -> None:
    for reference in evaluation.references.values():
        assert evaluation.model["cluster_hit"] > reference["cluster_hit"] + 0.2
        assert evaluation.model["function_distance"] < reference["function_distance"] - 0.1


def test_the_references_are_what_they_are_called(evaluation: Evaluation) -> None:
    assert evaluation.references["all buiten"]["profession_top1"] == 0
    assert evaluation.references["structure only"]["outside_f1"] == 0


def test_the_shipped_model_keeps_the_figures_that_it_is_measured_with(evaluation: Evaluation, mapper: Mapper) -> None:
    assert mapper.model.measured == evaluation.measured


def test_the_figures_of_the_readme_are_those_of_the_shipped_model(evaluation: Evaluation, data: Path) -> None:
    """The table between the markers is what ``vacmap evaluate`` prints, to two decimals."""
    readme = (data.parent / "README.md").read_text(encoding="utf-8")
    table = readme.split("<!-- figures -->")[1].split("<!-- end of figures -->")[0]
    rows = dict(re.findall(r"^\| `(\w+)` \| ([\d.]+) \|", table, re.MULTILINE))
    assert len(rows) >= 8
    assert {name: f"{evaluation.model[name]:.2f}" for name in rows} == rows
