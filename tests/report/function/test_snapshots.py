"""Whole reports, as they were when somebody last read them.

A change shows as a difference to read. ``python -m pytest tests/report/test_snapshots.py --write-snapshots`` writes the
files anew; read the difference before you commit it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from vacmap.records import Function
from vacmap.report import render
from vacmap.road import Mapper

from ..conftest import ODD, ROOT

SNAPSHOTS = Path(__file__).parent / "snapshots"
FORMATS = {"md": "md", "text": "txt", "json": "json"}
REAL = ("stafmedewerker-netwerkcoordinatie", "community-manager")


def compare(found: str, file: Path, *, write: bool) -> None:
    if write:
        file.parent.mkdir(exist_ok=True)
        file.write_text(found, encoding="utf-8")
    kept = file.read_text(encoding="utf-8")
    if file.suffix == ".json":
        assert near(json.loads(found), json.loads(kept))
    else:
        assert found == kept


def near(found: Any, kept: Any) -> bool:
    """Whether two JSON values are the same but for the last decimal, which another processor may round otherwise."""
    if isinstance(found, dict):
        return list(found) == list(kept) and all(near(found[key], kept[key]) for key in found)
    if isinstance(found, list):
        return len(found) == len(kept) and all(map(near, found, kept))
    return bool(found == pytest.approx(kept, abs=2e-4)) if isinstance(found, float) else bool(found == kept)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("name", REAL)
def test_a_real_vacancy(mapper: Mapper, name: str, format: str, write_snapshots: bool) -> None:
    text = (ROOT / f"data/vacancies/{name}.txt").read_text(encoding="utf-8")
    found = render(mapper.analyse(text, id=name), format)
    compare(found, SNAPSHOTS / f"{name}.{FORMATS[format]}", write=write_snapshots)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("kind", ODD)
def test_an_odd_function(odd: dict[str, Function], kind: str, format: str, write_snapshots: bool) -> None:
    name = kind.replace(", ", "-").replace(" ", "-")
    compare(render(odd[kind], format), SNAPSHOTS / f"{name}.{FORMATS[format]}", write=write_snapshots)
