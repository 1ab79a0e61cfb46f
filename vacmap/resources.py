"""Where the files that come with vacmap lie, installed or in a checkout.

``data/`` and ``models/`` are top-level folders of the repository; the build maps them to ``vacmap.data`` and
``vacmap.models``, so that the import system finds them in both cases.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

DEFAULT_STRUCTURE = "sociaal-cultureel-werk"
DEFAULT_MODEL = "sociaal-cultureel-werk"


def data_folder(name: str) -> Path:
    """Folder of shipped data: ``structure``, ``training``, ``gold`` or ``vacancies``."""
    return Path(str(files("vacmap.data").joinpath(name)))


def default_structure() -> Path:
    """Folder of the structure that is used when none is named."""
    return data_folder("structure") / DEFAULT_STRUCTURE


def default_model() -> Path:
    """Folder of the model that is used when none is named."""
    return Path(str(files("vacmap.models").joinpath(DEFAULT_MODEL)))
