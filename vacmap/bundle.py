"""model folder ↔ model: weights, structure and everything needed to know what they are

A folder holds ``model.json`` (name, version, parameters, figures, the SHA-256 of every other file),
``structure.json``, the weights (``zones.skops``, ``activities.skops``) and a card (``README.md``). Nothing in it is
unpickled: skops builds only
objects of the types scikit-learn ships and of those named in ``TRUSTED``.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import skops.io

from vacmap.activities import ActivityClassifier, ActivityIndex
from vacmap.errors import ModelError, StructureError
from vacmap.functions import MixtureParameters
from vacmap.records import ModelInfo
from vacmap.structure import Structure, load_structure
from vacmap.zones import Chain, ZoneClassifier

FORMAT = 1
MANIFEST = "model.json"
STRUCTURE = "structure.json"
ZONES = "zones.skops"
ACTIVITIES = "activities.skops"
CARD = "README.md"
HASHED = (STRUCTURE, ZONES, ACTIVITIES)
TRUSTED: tuple[str, ...] = ()
"""Types a model file may hold beyond those skops trusts by itself (scikit-learn's and NumPy's): none."""
LARGEST_FILE = 200_000_000
"""Bytes a model file may take once unpacked."""


@dataclass(frozen=True)
class Model:
    """Everything that was learnt or set: what the pipeline's components work with."""

    name: str
    version: str
    structure: Structure
    zones: ZoneClassifier
    activities: ActivityClassifier
    mixture: MixtureParameters
    certainty: float
    """A task is certain if its cluster's probability is at least this."""
    about: dict[str, Any] = field(default_factory=dict)
    """What the manifest says beside: training data and their hash, figures, library versions."""
    card: str = ""

    @property
    def info(self) -> ModelInfo:
        return ModelInfo(self.name, self.version, self.structure.label)

    @cached_property
    def index(self) -> ActivityIndex:
        """The structure's activities, ready to be compared with tasks."""
        return ActivityIndex(self.structure)


def save_model(model: Model, folder: Path) -> None:
    """Write a model folder; files of the same names are replaced, the manifest last."""
    folder.mkdir(parents=True, exist_ok=True)
    structure = json.dumps(model.structure.to_dict(), ensure_ascii=False, indent=1) + "\n"
    (folder / STRUCTURE).write_text(structure, encoding="utf-8")
    _dump(model.zones.classifier, folder / ZONES)
    _dump(model.activities.to_parts(), folder / ACTIVITIES)
    (folder / CARD).write_text(model.card, encoding="utf-8")
    chain = model.zones.chain
    manifest = {
        "format": FORMAT,
        "name": model.name,
        "version": model.version,
        "structure": {"label": model.structure.label, "sha256": model.structure.digest()},
        "files": {name: _digest(folder / name) for name in HASHED},
        "certainty": model.certainty,
        "chain": {
            "start": chain.start.tolist(),
            "transitions": chain.transitions.tolist(),
            "prior": chain.prior.tolist(),
            "trust": chain.trust,
        },
        "mixture": model.mixture.to_dict(),
        "about": model.about,
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


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
    manifest = _manifest(folder)
    for name in HASHED:
        file = folder / name
        if not file.is_file():
            raise ModelError(f"{file}: missing; expected a whole model folder")
        expected = manifest["files"].get(name)
        if _digest(file) != expected:
            raise ModelError(f"{file}: changed since the model was saved (SHA-256 is not {expected})")
    try:
        structure = load_structure(folder / STRUCTURE)
    except StructureError as error:
        raise ModelError(str(error)) from None
    if structure.digest() != manifest["structure"]["sha256"]:
        raise ModelError(f"{folder / STRUCTURE}: not the structure the model was trained for")
    try:
        chain = Chain(
            start=np.asarray(manifest["chain"]["start"], dtype=float),
            transitions=np.asarray(manifest["chain"]["transitions"], dtype=float),
            prior=np.asarray(manifest["chain"]["prior"], dtype=float),
            trust=float(manifest["chain"]["trust"]),
        )
        return Model(
            name=str(manifest["name"]),
            version=str(manifest["version"]),
            structure=structure,
            zones=ZoneClassifier(_load(folder / ZONES), chain),
            activities=ActivityClassifier.from_parts(structure, _load(folder / ACTIVITIES)),
            mixture=MixtureParameters.from_dict(manifest["mixture"]),
            certainty=float(manifest["certainty"]),
            about=dict(manifest["about"]),
            card=(folder / CARD).read_text(encoding="utf-8") if (folder / CARD).is_file() else "",
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ModelError(
            f"{folder / MANIFEST}: expected the manifest of a model of format {FORMAT} ({error!r})"
        ) from None


def _manifest(folder: Path) -> dict[str, Any]:
    file = folder / MANIFEST
    if not file.is_file():
        raise ModelError(f"{folder}: no model here; expected a folder that holds {MANIFEST} (vacmap train makes one)")
    try:
        manifest = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise ModelError(f"{file}: expected JSON in UTF-8 ({error})") from None
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        found = manifest.get("format") if isinstance(manifest, dict) else manifest
        raise ModelError(f"{file}: expected a model of format {FORMAT}, got {found!r}")
    shape_holds = isinstance(manifest.get("files"), dict) and isinstance(manifest.get("structure"), dict)
    if not shape_holds:
        raise ModelError(f"{file}: expected 'files' and 'structure' with their hashes")
    return manifest


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _dump(value: object, file: Path) -> None:
    skops.io.dump(value, file, compression=zipfile.ZIP_DEFLATED, compresslevel=6)


def _load(file: Path) -> Any:
    try:
        with zipfile.ZipFile(file) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
        if size > LARGEST_FILE:
            raise ModelError(f"{file}: unpacks to {size:,} bytes; expected at most {LARGEST_FILE:,}")
        untrusted = sorted(set(skops.io.get_untrusted_types(file=file)) - set(TRUSTED))
        if untrusted:
            raise ModelError(f"{file}: holds types that are not trusted: {', '.join(untrusted)}")
        return skops.io.load(file, trusted=list(TRUSTED))
    except (zipfile.BadZipFile, KeyError, json.JSONDecodeError) as error:
        raise ModelError(f"{file}: expected a skops file ({error!r})") from None
