"""phrases/*.json → the fixed Dutch words of reports.

All sentences that code has to choose between stand in ``templates/phrases/``, a file per kind of report; what is always
said in the same place stands in the templates. So a Dutch reader can review every word without reading Python.
"""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = {}
    folder = files("vacmap.report").joinpath("templates", "phrases")
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        groups = json.loads(file.read_text(encoding="utf-8"))
        if table.keys() & groups.keys():
            raise ValueError(f"{file.name}: expected groups of its own, got {sorted(table.keys() & groups.keys())}")
        table |= groups
    return table


def phrase(group: str, name: str, /, **values: str) -> str:
    """The sentence ``name`` of a group, with its gaps filled.

    Examples
    --------
    >>> phrase("task", "shared", names="gids en gastheer")
    'gedeeld door gids en gastheer'
    """
    return _table()[group][name].format(**values)


def label(group: str, code: str) -> str:
    """The Dutch word for a code, or the code itself where the table does not know it (another structure's codes)."""
    return _table()[group].get(code, code)


def number_words() -> list[str]:
    """Number words from nul upward, as far as Dutch writes them in letters."""
    return list(_table()["numbers"])
