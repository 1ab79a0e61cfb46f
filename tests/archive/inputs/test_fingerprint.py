"""A hash of all inputs changes when one of them does, and only then."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from vacmap.archive.inputs import find_sources, fingerprint, spool


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "m").mkdir()
    for name in ("a.txt", "b.csv", "foto.jpg"):
        (tmp_path / "m" / name).write_text(f"inhoud van {name}")
    return tmp_path / "m"


def now(folder: Path) -> str:
    return fingerprint(find_sources([folder]))


def test_it_stays_the_same_wherever_and_whenever_files_are(folder: Path, tmp_path: Path) -> None:
    before = now(folder)
    os.utime(folder / "a.txt", (0, 0))
    assert now(folder) == before
    (tmp_path / "elders").mkdir()
    assert now(folder.rename(tmp_path / "elders/m")) == before


@pytest.mark.parametrize("change", ["text", "name", "more", "fewer", "moved"])
def test_it_changes_with_every_input(change: str, folder: Path) -> None:
    before = now(folder)
    if change == "text":
        (folder / "b.csv").write_text("inhoud van c.csv")
    elif change == "name":
        (folder / "a.txt").rename(folder / "a2.txt")
    elif change == "more":
        (folder / "c.txt").write_text("")
    elif change == "fewer":
        (folder / "a.txt").unlink()
    else:  # the same contents one after the other, divided otherwise
        (folder / "a.txt").write_text("inhoud van a.txtinhoud")
        (folder / "b.csv").write_text(" van b.csv")
    assert now(folder) != before


def test_the_order_of_inputs_counts(folder: Path) -> None:
    sources = find_sources([folder])
    assert fingerprint(sources) != fingerprint(sources[::-1])


def test_what_is_in_a_file_of_unknown_format_does_not_count(folder: Path) -> None:
    before = now(folder)
    (folder / "foto.jpg").write_bytes(bytes(9))
    assert now(folder) == before


def test_a_file_that_cannot_be_read_stops_nothing(folder: Path) -> None:
    sources = find_sources([folder])
    before = fingerprint(sources)
    (folder / "a.txt").unlink()
    assert fingerprint(sources) != before


def test_standard_input_is_kept_as_it_came(tmp_path: Path) -> None:
    data = bytes(range(256)) * 5_000
    spool(io.BytesIO(data), tmp_path / "spool.jsonl")
    assert (tmp_path / "spool.jsonl").read_bytes() == data
