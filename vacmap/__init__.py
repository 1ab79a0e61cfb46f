"""vacmap reads Dutch job vacancies and shows how each function is cut and pasted from ideal-type professions.

Names are imported when they are first used, so that ``import vacmap`` costs next to nothing and loads no model.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vacmap.errors import VacmapError
    from vacmap.records import Function
    from vacmap.report import compare
    from vacmap.road import Mapper, load, pipeline
    from vacmap.structure import load_structure

__all__ = ["Function", "Mapper", "VacmapError", "__version__", "compare", "load", "load_structure", "pipeline"]
__version__ = "0.1.0"

_HOMES = {
    "Function": "vacmap.records",
    "Mapper": "vacmap.road",
    "VacmapError": "vacmap.errors",
    "compare": "vacmap.report",
    "load": "vacmap.road",
    "load_structure": "vacmap.structure",
    "pipeline": "vacmap.road",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'vacmap' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
