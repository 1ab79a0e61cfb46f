"""A model folder is loaded only when it is whole, unchanged, trusted and made for its structure."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import skops.io
from sklearn.base import BaseEstimator

from vacmap.bundle import (
    ACTIVITIES,
    HASHED,
    MEASURED,
    STRUCTURE,
    ZONES,
    Model,
    keep_measured,
    load_model,
    save_model,
)
from vacmap.errors import ModelError
from vacmap.records import Measured
from vacmap.resources import MANIFEST, default_model


class Stranger(BaseEstimator):
    """A type that no model of ours holds."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(default_model(), tmp_path / "model"))


def weights(model: Model) -> list[list[float]]:
    assert model.activities.first.words.cluster.estimator is not None
    return [one.coef_.tolist() for one in model.activities.first.words.cluster.estimator.estimators_]


def refresh_hash(folder: Path, name: str) -> None:
    """Let the manifest agree with a file that was changed, as an attacker would."""
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    manifest["files"][name] = hashlib.sha256((folder / name).read_bytes()).hexdigest()
    (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")


def test_a_whole_folder_loads(folder: Path) -> None:
    model = load_model(folder)
    assert model.name == "sociaal-cultureel-werk"
    assert model.info.structure == model.structure.label


@pytest.mark.parametrize("name", HASHED)
def test_a_changed_byte_is_refused(folder: Path, name: str) -> None:
    content = bytearray((folder / name).read_bytes())
    content[len(content) // 2] ^= 1
    (folder / name).write_bytes(content)
    with pytest.raises(ModelError, match=rf"{name}: changed since the model was saved"):
        load_model(folder)


@pytest.mark.parametrize("name", [MANIFEST, *HASHED])
def test_a_missing_file_is_refused(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(ModelError, match="expected a"):
        load_model(folder)


@pytest.mark.parametrize("name", [ZONES, ACTIVITIES])
def test_a_type_that_is_not_trusted_is_refused_though_the_hash_is_right(folder: Path, name: str) -> None:
    skops.io.dump({"features": Stranger()}, folder / name)
    refresh_hash(folder, name)
    with pytest.raises(ModelError, match=r"types that are not trusted: .*Stranger"):
        load_model(folder)


def test_a_weight_file_that_is_something_else_is_refused(folder: Path) -> None:
    (folder / ZONES).write_bytes(b"PK no archive at all")
    refresh_hash(folder, ZONES)
    with pytest.raises(ModelError, match="expected a skops file"):
        load_model(folder)


def test_a_structure_the_model_was_not_trained_for_is_refused(folder: Path) -> None:
    raw = json.loads((folder / STRUCTURE).read_text(encoding="utf-8"))
    raw["professions"][0]["definition"] += " En meer."
    (folder / STRUCTURE).write_text(json.dumps(raw), encoding="utf-8")
    refresh_hash(folder, STRUCTURE)
    with pytest.raises(ModelError, match="not the structure the model was trained for"):
        load_model(folder)


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"format": 99}', '{"format": 2}', '{"format": 2, "files": {}}', "{" * 9]
)
def test_a_manifest_of_another_form_is_refused_in_one_line(folder: Path, content: str) -> None:
    (folder / MANIFEST).write_text(content, encoding="utf-8")
    with pytest.raises(ModelError) as caught:
        load_model(folder)
    assert MANIFEST in str(caught.value)
    assert "\n" not in str(caught.value)


def test_saving_what_was_loaded_gives_the_same_model(folder: Path, tmp_path: Path) -> None:
    model = load_model(folder)
    save_model(model, tmp_path / "again")
    again = load_model(tmp_path / "again")
    assert again.mixture == model.mixture
    assert again.about == model.about
    assert again.card == model.card
    assert weights(again) == weights(model)


class TestMeasured:
    FIGURES = Measured(vacancies=2, task_units=9, cluster_hit=0.5, function_distance=0.25, intervals_hold=0.9)

    def test_figures_that_are_kept_are_read_with_the_model(self, folder: Path) -> None:
        keep_measured(folder, self.FIGURES)
        assert load_model(folder).info.measured == self.FIGURES

    def test_a_model_that_nobody_measured_has_none(self, folder: Path) -> None:
        (folder / MEASURED).unlink()
        assert load_model(folder).measured is None

    def test_figures_of_other_weights_are_refused(self, folder: Path) -> None:
        kept = json.loads((folder / MEASURED).read_text(encoding="utf-8"))
        kept["files"][ZONES] = "0" * 64
        (folder / MEASURED).write_text(json.dumps(kept), encoding="utf-8")
        with pytest.raises(ModelError, match=r"measured\.json: figures of other weights"):
            load_model(folder)

    @pytest.mark.parametrize("content", ["", "[]", '{"files": {}, "measured": {"vacancies": "veel"}}'])
    def test_something_else_is_refused(self, folder: Path, content: str) -> None:
        (folder / MEASURED).write_text(content, encoding="utf-8")
        with pytest.raises(ModelError, match=r"measured\.json: expected figures as vacmap evaluate --keep writes them"):
            load_model(folder)

    def test_a_model_that_is_saved_anew_takes_its_figures_along(self, folder: Path, tmp_path: Path) -> None:
        model = load_model(folder)
        save_model(model, tmp_path / "copy")
        assert load_model(tmp_path / "copy").measured == model.measured
        save_model(replace(model, measured=None), folder)
        assert load_model(folder).measured is None
