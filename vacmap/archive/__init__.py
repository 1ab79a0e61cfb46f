"""many inputs → tables: every vacancy accounted for, on as many workers as there are, resumable at any moment

Names are imported when they are first used: a worker that reads files needs nothing of what analyses them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vacmap.archive.plan import Options
    from vacmap.archive.progress import Progress
    from vacmap.archive.records import ArchiveError
    from vacmap.archive.run import Outcome, classify

__all__ = ["ArchiveError", "Options", "Outcome", "Progress", "classify"]

_HOMES = {
    "ArchiveError": "records",
    "Options": "plan",
    "Outcome": "run",
    "Progress": "progress",
    "classify": "run",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'vacmap.archive' has no attribute {name!r}")
    return getattr(import_module(f"vacmap.archive.{_HOMES[name]}"), name)
