"""A structure is read from a folder or a file; a wrong one gives one line: file, place, what was expected."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import vacmap
from vacmap.errors import StructureError
from vacmap.structure import Structure, load_structure

FAULTS: list[dict[str, Any]] = json.loads((Path(__file__).parent / "cases/faults.json").read_text(encoding="utf-8"))
"""Each fault is one change to the bakery's structure: a value set or removed, or a list cut short."""


def with_fault(raw: dict[str, Any], fault: dict[str, Any]) -> dict[str, Any]:
    *way, last = fault["at"]
    place: Any = raw
    for step in way:
        place = place[step]
    if "remove" in fault:
        del place[last]
    elif "keep" in fault:
        place[last] = place[last][: fault["keep"]]
    else:
        place[last] = fault["set"]
    return raw


def refusal(file: Path) -> str:
    """The message with which a file is refused."""
    with pytest.raises(StructureError) as caught:
        load_structure(file)
    return str(caught.value)


def test_without_a_path_the_shipped_structure_is_read(structure: Structure) -> None:
    assert vacmap.load_structure() == structure


def test_a_folder_stands_for_the_file_in_it(other_structure_file: Path) -> None:
    assert load_structure(other_structure_file.parent) == load_structure(other_structure_file)


def test_a_path_may_be_a_string(other_structure_file: Path) -> None:
    assert load_structure(str(other_structure_file)).version == "3"


def test_another_structure_needs_no_other_code(other_structure: Structure) -> None:
    assert other_structure.profession_ids == ("bakker", "winkelier")
    assert other_structure.cluster_ids == ("bakken", "verkopen", "voorraad")
    assert other_structure.cells == ("bakker/bakken", "bakker/voorraad", "winkelier/verkopen", "winkelier/voorraad")


def test_a_byte_order_mark_is_no_fault(tmp_path: Path, other_structure_file: Path) -> None:
    file = tmp_path / "structure.json"
    file.write_bytes(b"\xef\xbb\xbf" + other_structure_file.read_bytes())
    assert load_structure(file) == load_structure(other_structure_file)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault["case"])
def test_a_fault_is_named_with_file_and_place(
    fault: dict[str, Any], tmp_path: Path, other_structure_file: Path
) -> None:
    raw = json.loads(other_structure_file.read_text(encoding="utf-8"))
    file = tmp_path / "eigen.json"
    file.write_text(json.dumps(with_fault(raw, fault)), encoding="utf-8")
    message = refusal(file)
    assert message.startswith(f"{file}: {fault['message']}")
    assert "\n" not in message


def test_several_faults_give_the_first_and_their_number(tmp_path: Path) -> None:
    file = tmp_path / "eigen.json"
    file.write_text('{"name": "Leeg"}', encoding="utf-8")
    assert refusal(file).startswith(f"{file}: version: Field required")
    assert refusal(file).endswith("(and 5 more)")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(b"", "line 1, column 1: not JSON", id="empty"),
        pytest.param(b'{"name": "x",\n "version": }', "line 2, column 13: not JSON", id="broken JSON"),
        pytest.param(b"\xff\xfe\x00\xd8", "cannot be read as UTF-8 text", id="not UTF-8"),
        pytest.param(b"[]", "valid dictionary", id="a list"),
        pytest.param(b"null", "valid dictionary", id="null"),
        pytest.param(b"[" * 100_000, "nested too deeply", id="nested without end"),
        pytest.param(b'{"name": ' + b"9" * 5_000 + b"}", "not JSON", id="a number of 5,000 digits"),
    ],
)
def test_a_file_that_holds_no_structure_is_refused(content: bytes, expected: str, tmp_path: Path) -> None:
    file = tmp_path / "eigen.json"
    file.write_bytes(content)
    message = refusal(file)
    assert message.startswith(f"{file}: ")
    assert expected in message
    assert "\n" not in message


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert (
        refusal(tmp_path / "weg.json")
        == f"{tmp_path / 'weg.json'}: no such file; expected a structure (structure.json)"
    )


def test_a_folder_without_a_structure_names_the_file_that_is_missing(tmp_path: Path) -> None:
    assert str(tmp_path / "structure.json") in refusal(tmp_path)
