"""What is masked and what is not (cases/contacts.txt)."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vacmap.report.contacts import find_contacts, mask_contacts

CASES = Path(__file__).parent / "cases" / "contacts.txt"


def cases() -> list[tuple[str, str]]:
    lines = [line for line in CASES.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    pairs = [line.split("|") for line in lines]
    return [(given.strip(), given.strip() if shown.strip() == "=" else shown.strip()) for given, shown in pairs]


@pytest.mark.parametrize(("given", "shown"), cases())
def test_contact_data_is_masked_and_nothing_else(given: str, shown: str) -> None:
    assert mask_contacts(given) == shown


@pytest.mark.parametrize(("given", "shown"), cases())
def test_masking_does_not_depend_on_the_words_around(given: str, shown: str) -> None:
    assert mask_contacts(f"Vragen? {given}\nTot snel!") == f"Vragen? {shown}\nTot snel!"


def test_a_number_broken_over_two_lines_is_masked_whole() -> None:
    assert mask_contacts("bel 0475 12\n34 56 of kom langs") == "bel [telefoon] of kom langs"


@given(st.text())
def test_offsets_point_into_the_text_as_given(text: str) -> None:
    at = 0
    for contact in find_contacts(text):
        assert at <= contact.start < contact.end <= len(text)
        at = contact.end


def test_a_long_line_of_digits_is_searched_in_reasonable_time() -> None:
    mask_contacts("0 1 2 3 4 5 6 7 8 9 " * 10_000)
    mask_contacts("a.b-c" * 20_000)
