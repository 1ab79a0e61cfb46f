"""`vacmap overview` as a user runs it: its output, messages and exit status."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from vacmap.cli import main
from vacmap.cli.output import UNREADABLE

Capture = pytest.CaptureFixture[str]


def vacmap(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> int:
    """Runs a command in this process; gives its exit status."""
    monkeypatch.setattr(sys, "argv", ["vacmap", *map(str, arguments)])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


def test_without_options_it_prints_text(few: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    assert vacmap(monkeypatch, "overview", few) == 0
    printed = capsys.readouterr()
    assert printed.out.startswith("Wat 66 vacatures vragen\n")
    assert printed.err == ""


def test_the_suffix_of_the_file_chooses_the_format(
    few: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    out = tmp_path / "overzicht.json"
    assert vacmap(monkeypatch, "overview", few, "-o", out, "--by", "plaats") == 0
    assert capsys.readouterr().err == f"{out}: written\n"
    found = json.loads(out.read_text(encoding="utf-8"))
    assert [value["value"] for value in found["functions"]["by"]["values"]] == ["Hasselt", "Gent", None]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nergens"], "vacmap: nergens: no such folder; expected a folder that vacmap classify wrote"),
        (["{few}", "--by", "regio"], "vacmap: The 'by' parameter of an overview must be one of 'plaats', 'jaar'."),
        (["{few}", "-o", "x.pdf"], "vacmap: x.pdf: cannot tell the format from this suffix"),
        (["{few}", "--model", "nergens"], "vacmap: nergens: no model here"),
    ],
)
def test_a_mistake_ends_with_one_line_and_status_2(
    arguments: list[str], message: str, few: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    status = vacmap(monkeypatch, "overview", *(one.format(few=few) for one in arguments))
    printed = capsys.readouterr()
    assert status == UNREADABLE
    assert printed.err.startswith(message)
    assert printed.err.count("\n") == 1
    assert printed.out == ""
