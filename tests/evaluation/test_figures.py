"""The figures are those of ``score.py``, whatever is predicted."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from vacmap.evaluation import Prediction, compare, distance, predict, total
from vacmap.records import OUTSIDE, Task, Zone, ZoneCode
from vacmap.road import Mapper
from vacmap.structure import Structure
from vacmap.training import LabelledVacancy, read_labelled

GOLD = Path(__file__).resolve().parents[2] / "data/gold"


@pytest.fixture(scope="module")
def gold(structure: Structure) -> list[LabelledVacancy]:
    return read_labelled(GOLD / "vacancies.jsonl", structure)


def as_json(id_: str, prediction: Prediction) -> str:
    return json.dumps(
        {
            "id": id_,
            "zones": [{"start": z.start, "end": z.end, "zone": z.zone.value} for z in prediction.zones],
            "tasks": [
                {"start": t.start, "end": t.end, "cluster": t.cluster, "professions": t.professions}
                for t in prediction.tasks
            ],
            "profile": {"professions": dict(prediction.professions)},
        }
    )


def scored_by_script(predictions: dict[str, Prediction], folder: Path) -> dict[str, float]:
    """What ``score.py`` prints for these predictions, run as anyone would run it."""
    file = folder / "predictions.jsonl"
    file.write_text("\n".join(as_json(id_, prediction) for id_, prediction in predictions.items()), encoding="utf-8")
    command = [sys.executable, str(GOLD / "score.py"), str(GOLD / "vacancies.jsonl"), str(file)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    return dict(json.loads(run.stdout.splitlines()[-1]))


def invented(item: LabelledVacancy, structure: Structure, luck: random.Random) -> Prediction:
    """A prediction that is right and wrong at random: spans that overlap, stick out, are empty; tasks without
    professions."""
    length = len(item.text)
    spans = [sorted((luck.randrange(length + 5), luck.randrange(length + 5))) for _ in range(25)]
    spans += [[unit.start, unit.end] for unit in item.units if luck.random() < 0.6]
    zones = [Zone(start, end, luck.choice(list(ZoneCode))) for start, end in spans]
    tasks = []
    for start, end in luck.sample(spans, len(spans) // 2):
        cluster = luck.choice([*structure.cluster_ids, OUTSIDE])
        shares = {code: luck.random() for code in luck.sample(structure.profession_ids, luck.randint(1, 5))}
        inside = {} if cluster == OUTSIDE else {code: share / sum(shares.values()) for code, share in shares.items()}
        tasks.append(Task(start, end, "", cluster, {}, inside))
    mixture = {code: luck.random() for code in (*structure.profession_ids, OUTSIDE)} if luck.random() < 0.8 else {}
    return Prediction(zones, tasks, mixture)


@pytest.mark.parametrize("seed", range(5))
def test_figures_are_those_of_the_script_for_any_prediction(
    seed: int, gold: list[LabelledVacancy], structure: Structure, tmp_path: Path
) -> None:
    luck = random.Random(seed)  # noqa: S311
    predictions = {item.id: invented(item, structure, luck) for item in gold}
    own = total([compare(item, predictions[item.id], len(structure.profession_ids)) for item in gold])
    assert_same(own, scored_by_script(predictions, tmp_path))


def test_figures_of_the_model_are_those_of_the_script(
    gold: list[LabelledVacancy], structure: Structure, mapper: Mapper, tmp_path: Path
) -> None:
    predictions = {item.id: predict(mapper, item) for item in gold}
    own = total([compare(item, predictions[item.id], len(structure.profession_ids)) for item in gold])
    assert_same(own, scored_by_script(predictions, tmp_path))


def assert_same(own: dict[str, float], script: dict[str, float]) -> None:
    assert set(own) - {"intervals_hold"} | {"missing_documents"} == set(script)
    assert {name: round(value, 4) for name, value in own.items() if name in script} == pytest.approx(
        {name: value for name, value in script.items() if name != "missing_documents"}, abs=1e-4
    )


def test_a_perfect_prediction_scores_perfectly(gold: list[LabelledVacancy], structure: Structure) -> None:
    def perfect(item: LabelledVacancy) -> Prediction:
        zones = [Zone(unit.start, unit.end, unit.label.zone) for unit in item.units]
        tasks = []
        for unit in item.units:
            label = unit.label
            if label.clusters:
                shares = {code: 1 / len(label.professions) for code in label.professions}
                inside = {} if label.clusters[0] == OUTSIDE else shares
                tasks.append(Task(unit.start, unit.end, "", label.clusters[0], {}, inside))
        return Prediction(zones, tasks, item.mixture or {})

    figures = total([compare(item, perfect(item), len(structure.profession_ids)) for item in gold])
    for name in ("zone_accuracy", "task_f1", "cluster_hit", "cluster_macro_f1", "outside_f1"):
        assert figures[name] == 1.0
    assert figures["function_distance"] == pytest.approx(0)


def test_an_interval_holds_a_share_that_lies_in_it_or_next_to_it(gold: list[LabelledVacancy]) -> None:
    item = next(item for item in gold if item.mixture and item.mixture.get(OUTSIDE, 0) > 0.2)
    share = (item.mixture or {})[OUTSIDE]
    near, far = (share + 0.01, 1.0), (share + 0.05, 1.0)
    figures = [total([compare(item, Prediction(intervals={OUTSIDE: limits}), 5)]) for limits in (near, far)]
    assert [row["intervals_hold"] for row in figures] == [1, 0]


def test_a_vacancy_without_a_mixture_says_nothing_of_the_function(gold: list[LabelledVacancy]) -> None:
    tallies = [compare(item, Prediction(), 5) for item in (gold[0], replace(gold[1], mixture=None))]
    assert total(tallies)["function_distance"] == 1
    assert total(tallies[1:])["function_distance"] == 0


def test_distance_counts_mixtures_by_their_shape_and_a_missing_one_as_the_farthest() -> None:
    assert distance({"a": 2, "b": 2}, {"a": 1, "b": 1}) == 0
    assert distance({"a": 1}, {"b": 5}) == 1
    assert distance({"a": 1}, {}) == 1
    assert distance({}, {}) == 0
