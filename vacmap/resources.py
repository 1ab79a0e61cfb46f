"""Where the files that come with vacmap lie, installed or in a checkout.

``data/`` and ``models/`` are top-level folders of the repository; the build maps them to ``vacmap.data`` and
``vacmap.models``, so that the import system finds them. One case it cannot see: Python started in the root of a
checkout imports the source folder itself, beside which they lie.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

DEFAULT_STRUCTURE = "sociaal-cultureel-werk"
DEFAULT_MODEL = "sociaal-cultureel-werk"
DEFAULT_SPLITTER = "taakzinnen"
MANIFEST = "model.json"
"""What makes a folder a model's."""


def data_folder(name: str) -> Path:
    """Folder of shipped data: ``structure``, ``training``, ``gold`` or ``vacancies``."""
    return _root("data") / name


def default_structure() -> Path:
    """Folder of the structure that is used when none is named."""
    return data_folder("structure") / DEFAULT_STRUCTURE


def default_model() -> Path:
    """Folder of the model that is used when none is named."""
    return _root("models") / DEFAULT_MODEL


def default_splitter() -> Path:
    """Folder of the clause splitter."""
    return _root("models") / DEFAULT_SPLITTER


@cache
def _root(name: str) -> Path:
    try:
        return Path(str(files(f"vacmap.{name}")))
    except ModuleNotFoundError:
        return Path(__file__).resolve().parent.with_name(name)
