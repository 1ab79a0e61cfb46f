"""Titles of adverts are read as names of functions, however they are dressed up."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from strategies import any_text

from vacmap.overview.names import LONGEST, function_name, usual_spelling
from vacmap.report.contacts import find_contacts

CASES = [
    tuple(part.strip() for part in line.split("=>"))
    for line in (Path(__file__).parent / "cases/titles.txt").read_text(encoding="utf-8").splitlines()
    if "=>" in line and not line.startswith("#")
]


@pytest.mark.parametrize(("title", "name"), CASES)
def test_a_name_is_found(title: str, name: str) -> None:
    assert function_name(title) == (name or None)


def test_no_title_is_no_name() -> None:
    assert function_name(None) is None


@given(any_text)
def test_a_name_is_short_on_one_line_and_reaches_nobody(text: str) -> None:
    name = function_name(text)
    if name is not None:
        assert 0 < len(name) <= LONGEST
        assert name.isprintable()
        assert not find_contacts(name)


@pytest.mark.parametrize(
    ("names", "spelling"),
    [
        (["COÖRDINATOR", "coördinator", "COÖRDINATOR"], "Coördinator"),
        (["HR-medewerker", "hr-medewerker", "HR-medewerker"], "HR-medewerker"),
        (["BOEKHOUDER"], "Boekhouder"),
    ],
)
def test_a_name_is_shown_as_it_is_written_most_often(names: list[str], spelling: str) -> None:
    assert usual_spelling(names) == spelling
