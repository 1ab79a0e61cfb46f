"""lines → units: sentences as Flemish adverts have them, and headings by their form."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from strategies import any_text

from vacmap.layout import plain, split_lines, split_units
from vacmap.records import Unit
from vacmap.zones import HEADING

from .case_files import Case, read_cases


def units_of(text: str) -> tuple[Unit, ...]:
    return split_units(text, split_lines(text))


@pytest.mark.parametrize("case", read_cases("sentences.txt"), ids=lambda case: case.name)
def test_sentences(case: Case) -> None:
    assert [plain(case.text[unit.start : unit.end]) for unit in units_of(case.text)] == case.expected


@pytest.mark.parametrize("case", read_cases("headings.txt"), ids=lambda case: case.name)
def test_headings(case: Case) -> None:
    headings = [unit for unit in units_of(case.text) if unit.heading >= HEADING]
    assert [case.text[unit.start : unit.end] for unit in headings] == case.expected


@pytest.mark.parametrize("text", ["", " ", "\n\n", "•\n-\n", "\u00a0\t\u2028"], ids=ascii)
def test_a_text_that_says_nothing_has_no_units(text: str) -> None:
    assert units_of(text) == ()


def test_a_unit_knows_its_line_its_bullet_and_its_place_in_the_line() -> None:
    first, second, third = units_of("Taken\n  • Je plant. Je belt.")
    assert (first.line, first.bullet, first.opens_line, first.closes_line) == (0, None, True, True)
    assert (second.line, second.bullet, second.opens_line, second.closes_line) == (1, "•", True, False)
    assert (third.line, third.bullet, third.opens_line, third.closes_line) == (1, "•", False, True)
    assert (second.indent, third.indent) == (2, 2)


def test_a_sentence_among_others_in_its_line_is_no_heading() -> None:
    assert [unit.heading for unit in units_of("Jouw taken? Je profiel?")] == [0.0, 0.0]


@pytest.mark.parametrize(
    ("stretch", "said"),
    [
        ("vrij-\nwilligers", "vrijwilligers"),
        ("vrij\xad\r\n   willigers", "vrijwilligers"),
        ("vrij\xadwilligers", "vrijwilligers"),
        ("  Je\n\tplant\u00a0 lessen ", "Je plant lessen"),
        ("Noord-\nHolland", "Noord- Holland"),
        ("2024-\n2025", "2024- 2025"),
    ],
    ids=ascii,
)
def test_plain_makes_broken_words_whole_and_spaces_single(stretch: str, said: str) -> None:
    assert plain(stretch) == said


@given(any_text)
def test_units_stand_in_order_inside_the_text_and_never_overlap(text: str) -> None:
    units = units_of(text)
    limits = [0, *(limit for unit in units for limit in (unit.start, unit.end)), len(text)]
    assert limits == sorted(limits)
    assert all(unit.start < unit.end for unit in units)


@given(any_text)
def test_units_start_and_end_beside_no_space(text: str) -> None:
    for unit in units_of(text):
        said = text[unit.start : unit.end]
        assert said == said.strip()


@given(any_text)
def test_every_letter_that_a_line_says_stands_in_a_unit(text: str) -> None:
    units = units_of(text)
    inside = {at for unit in units for at in range(unit.start, unit.end)}
    said = {at for line in split_lines(text) for at in range(line.content, line.end) if text[at].isalpha()}
    assert said <= inside


@given(any_text)
def test_a_unit_starts_in_the_line_it_names(text: str) -> None:
    lines = split_lines(text)
    for unit in split_units(text, lines):
        if unit.opens_line:
            assert unit.start >= lines[unit.line].content
            assert unit.start < lines[unit.line].end
        assert 0.0 <= unit.heading <= 1.0


@given(any_text)
def test_plain_has_single_spaces_and_no_line_break(text: str) -> None:
    said = plain(text)
    assert said == " ".join(said.split())
    assert len(said) <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("." * 20_000, id="dots"),
        pytest.param("Je werkt hier" + "." * 20_000 + "x", id="a sentence with a row of dots"),
        pytest.param("Je werkt hier." + " " * 20_000 + ")", id="spaces behind a full stop"),
        pytest.param("Hij. Ze. " * 2_200, id="short sentences"),
        pytest.param("woord " * 3_300, id="words without an end"),
        pytest.param("• a " * 5_000, id="bullets in one line"),
        pytest.param("Hoi!" + ")" * 20_000, id="closing signs"),
        pytest.param("Hoi. " + "(" * 20_000, id="opening signs"),
        pytest.param("o.a. " * 4_000, id="abbreviations"),
        pytest.param("a-\n" * 6_600, id="broken words"),
    ],
)
def test_the_time_grows_with_the_length_and_not_with_its_square(text: str) -> None:
    # A guard in processor time, so that a busy machine does not matter.
    started = time.process_time()
    for unit in units_of(text):
        plain(text[unit.start : unit.end])
    assert time.process_time() - started < 1.5
