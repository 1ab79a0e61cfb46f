"""model folder ↔ model: weights, structure and everything needed to know what they are

A folder holds ``model.json`` (name, version, parameters, figures, the SHA-256 of every other file), ``structure.json``,
the weights (``zones.skops``, ``activities.skops``) and a card (``README.md``); and, once the model was measured,
``measured.json``. Nothing in it is unpickled (see :mod:`vacmap.weights`).
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from vacmap.activities import ActivityClassifier, ActivityIndex, Novelty
from vacmap.errors import ModelError, StructureError
from vacmap.functions import MixtureParameters
from vacmap.networks import Networks
from vacmap.records import Measured, ModelInfo
from vacmap.resources import MANIFEST
from vacmap.structure import Structure, load_structure
from vacmap.weights import digest, read_manifest, read_weights, write_manifest, write_weights
from vacmap.zones import ContextModel, SentenceModel, ZoneClassifier

FORMAT = 5
STRUCTURE = "structure.json"
ZONES = "zones.skops"
ACTIVITIES = "activities.skops"
CARD = "README.md"
MEASURED = "measured.json"
HASHED = (STRUCTURE, ZONES, ACTIVITIES)


@dataclass(frozen=True)
class Model:
    """Everything that was learnt or set: what the pipeline's components work with."""

    name: str
    version: str
    structure: Structure
    zones: ZoneClassifier
    activities: ActivityClassifier
    novelty: Novelty
    mixture: MixtureParameters
    certainty: float
    """A task is certain if its cluster's probability is at least this."""
    about: dict[str, Any] = field(default_factory=dict)
    """What the manifest says beside: training data and their hash, figures, library versions."""
    card: str = ""
    measured: Measured | None = None

    @property
    def info(self) -> ModelInfo:
        return ModelInfo(self.name, self.version, self.structure.label, self.measured)

    @cached_property
    def index(self) -> ActivityIndex:
        """The structure's activities, ready to be compared with tasks."""
        return ActivityIndex(self.structure)


def save_model(model: Model, folder: Path) -> None:
    """Write a model folder; files of the same names are replaced, the manifest last."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MEASURED).unlink(missing_ok=True)
    structure = json.dumps(model.structure.to_dict(), ensure_ascii=False, indent=1) + "\n"
    (folder / STRUCTURE).write_text(structure, encoding="utf-8")
    zones = {"sentence": model.zones.sentence.estimator, "context": list(model.zones.context.networks.estimators)}
    write_weights(zones, folder / ZONES)
    activities = {"classifier": model.activities.to_parts(), "novelty": model.novelty.to_parts()}
    write_weights(activities, folder / ACTIVITIES)
    (folder / CARD).write_text(model.card, encoding="utf-8")
    manifest = {
        "format": FORMAT,
        "name": model.name,
        "version": model.version,
        "structure": {"label": model.structure.label, "sha256": model.structure.digest()},
        "files": {name: digest(folder / name) for name in HASHED},
        "certainty": model.certainty,
        "mixture": model.mixture.to_dict(),
        "about": model.about,
    }
    write_manifest(folder / MANIFEST, manifest)
    if model.measured is not None:
        keep_measured(folder, model.measured)


@dataclass(frozen=True)
class _Kept:
    """Figures, and the hashes of the files they were measured with."""

    files: dict[str, str]
    measured: Measured


def keep_measured(folder: Path, measured: Measured) -> None:
    """Write into a model folder how well the model did; reports say so from then on."""
    manifest = read_manifest(folder, MANIFEST, FORMAT, HASHED)
    said = asdict(_Kept(manifest["files"], measured))
    (folder / MEASURED).write_text(json.dumps(said, indent=1) + "\n", encoding="utf-8")


def load_model(folder: Path) -> Model:
    """Read a model folder.

    Raises
    ------
    ModelError
        If a file is missing or has another hash than the manifest says, if a weight file holds a type that is not
        trusted, or if the structure beside it is not the one the model was trained for. Nothing is executed before all
        this was
        checked.
    """
    manifest = read_manifest(folder, MANIFEST, FORMAT, HASHED)
    try:
        structure = load_structure(folder / STRUCTURE)
    except StructureError as error:
        raise ModelError(str(error)) from None
    try:
        if structure.digest() != manifest["structure"]["sha256"]:
            raise ModelError(f"{folder / STRUCTURE}: not the structure the model was trained for")
        activities = read_weights(folder / ACTIVITIES)
        return Model(
            name=str(manifest["name"]),
            version=str(manifest["version"]),
            structure=structure,
            zones=_zones(read_weights(folder / ZONES)),
            activities=ActivityClassifier.from_parts(structure, activities["classifier"]),
            novelty=Novelty.from_parts(activities["novelty"]),
            mixture=MixtureParameters.from_dict(manifest["mixture"]),
            certainty=float(manifest["certainty"]),
            about=dict(manifest["about"]),
            card=(folder / CARD).read_text(encoding="utf-8") if (folder / CARD).is_file() else "",
            measured=_measured(folder / MEASURED, manifest["files"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ModelError(
            f"{folder / MANIFEST}: expected the manifest of a model of format {FORMAT} ({error!r})"
        ) from None


def _zones(parts: dict[str, Any]) -> ZoneClassifier:
    return ZoneClassifier(SentenceModel(parts["sentence"]), ContextModel(Networks(tuple(parts["context"]))))


def _measured(file: Path, files: dict[str, str]) -> Measured | None:
    if not file.is_file():
        return None
    try:
        kept = TypeAdapter(_Kept).validate_json(file.read_bytes())
    except ValidationError as error:
        raise ModelError(f"{file}: expected figures as vacmap evaluate --keep writes them ({error!r})") from None
    if kept.files != files:
        raise ModelError(f"{file}: figures of other weights; expected those of this model (vacmap evaluate --keep)")
    return kept.measured
