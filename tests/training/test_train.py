"""Training: the same data give the same predictions; another structure needs no other code, from data to report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

import vacmap
from vacmap.bundle import Model, load_model, save_model
from vacmap.errors import TrainingDataError
from vacmap.report import render
from vacmap.structure import Structure
from vacmap.training import LabelledVacancy, digest, fit, read_labelled, train

OTHER = Path(__file__).resolve().parents[1] / "cases/other-structure"


@pytest.fixture(scope="module")
def some_data(data: Path, structure: Structure) -> Sequence[LabelledVacancy]:
    """Enough to learn from in seconds."""
    items = read_labelled(data / "training", structure)
    vacancies = [item for item in items if not item.is_series]
    return [*vacancies[:: len(vacancies) // 12], *[item for item in items if item.is_series][:3]]


@pytest.fixture(scope="module")
def bakery() -> Model:
    return train(OTHER, OTHER / "training", name="bakkerij")


def test_training_twice_gives_the_same_predictions(bakery: Model, data: Path) -> None:
    again = train(OTHER, OTHER / "training", name="bakkerij")
    text = (data / "vacancies/community-manager.txt").read_text(encoding="utf-8")
    assert vacmap.load(again).analyse(text).to_dict() == vacmap.load(bakery).analyse(text).to_dict()


def test_too_few_data_are_refused_with_their_number(structure: Structure, some_data: Sequence[LabelledVacancy]) -> None:
    with pytest.raises(TrainingDataError, match="2 labelled vacancies"):
        fit(structure, some_data[:2], name="x")


def test_the_card_says_what_the_model_was_made_from(bakery: Model) -> None:
    assert "bakkerij" in bakery.card
    assert bakery.structure.label in bakery.card
    assert digest(OTHER / "training") in bakery.card


def test_the_digest_changes_with_a_label_and_not_with_a_readme(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("=== a\n", encoding="utf-8")
    before = digest(tmp_path)
    (tmp_path / "README.md").write_text("about", encoding="utf-8")
    assert digest(tmp_path) == before
    (tmp_path / "a.txt").write_text("=== b\n", encoding="utf-8")
    assert digest(tmp_path) != before


class TestAnotherStructure:
    TEXT = (
        "Bakker gezocht\n\nJouw taken\n- Je kneedt het deeg voor de broden van de dag.\n"
        "- Je houdt de rijstijden van het deeg in het oog.\n- Je schiet de broden in de oven.\n"
        "- Je rekent af met de klanten aan de kassa.\n\nProfiel\nJe bent een ochtendmens.\n"
    )

    def test_its_model_speaks_in_its_codes(self, bakery: Model) -> None:
        function = vacmap.load(bakery).analyse(self.TEXT)
        assert function.tasks
        assert set(function.profile.professions) == {*bakery.structure.profession_ids, "buiten"}
        assert set(function.tasks[0].cluster_scores) == {*bakery.structure.cluster_ids, "buiten"}
        assert max(function.profile.professions, key=lambda code: function.profile.professions[code]) == "bakker"

    @pytest.mark.parametrize("format", ["html", "md", "json", "text"])
    def test_its_report_names_its_professions_and_none_of_ours(self, bakery: Model, format: str) -> None:
        report = render(vacmap.load(bakery).analyse(self.TEXT), format)
        assert "bakker" in report.lower()
        assert "winkelier" in report.lower()
        assert "gemeenschapswerker" not in report.lower()

    def test_its_model_is_saved_and_loaded(self, bakery: Model, tmp_path: Path) -> None:
        save_model(bakery, tmp_path / "bakkerij")
        again = load_model(tmp_path / "bakkerij")
        assert vacmap.load(again).analyse(self.TEXT).to_dict() == vacmap.load(bakery).analyse(self.TEXT).to_dict()
