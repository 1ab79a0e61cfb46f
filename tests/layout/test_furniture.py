"""lines → page furniture, and the sentences it parts."""

from __future__ import annotations

import pytest
from hypothesis import given
from strategies import any_text

from vacmap.layout import split_lines, split_units
from vacmap.records import Line

from .case_files import Case, read_cases


def described(text: str, line: Line) -> str:
    kind = "pagina" if line.furniture else "verder" if line.continues else "punt" if line.bullet else "regel"
    return f"{kind} | {text[line.content : line.end]}"


@pytest.mark.parametrize("case", read_cases("furniture.txt"), ids=lambda case: case.name)
def test_furniture(case: Case) -> None:
    lines = split_lines(case.text)
    assert [described(case.text, line) for line in lines if not line.blank] == case.expected


@pytest.mark.parametrize(
    "line",
    [
        *("Pagina 2", "pagina 2 van 4", "Vacature jeugdwerker   Pagina 2 van 4", "p. 3", "Blz. 1/3", "2/4", "- 2 -"),
        *("Page 3 of 3 | Huis van de Wijk", "Huis van de Wijk                     3"),
    ],
)
def test_a_line_that_counts_pages_is_furniture(line: str) -> None:
    text = f"Je plant de lessen.\n{line}\nJe geeft ze."
    assert [one.furniture for one in split_lines(text)] == [False, True, False]


@pytest.mark.parametrize(
    "line", ["Je leest 2 pagina's", "30/04", "4/5", "Barema B1", "3 dagen", "p. 3000 lezers", "In 2 weken"]
)
def test_a_line_with_a_number_is_mostly_none(line: str) -> None:
    text = f"Je plant de lessen.\n{line}\nJe geeft ze."
    found = [one.furniture for one in split_lines(text)]
    assert found == [False, line == "4/5", False]  # 4/5 may count pages, and reads so


def test_the_unit_behind_a_page_break_resumes_the_sentence() -> None:
    text = "Je plant de lessen en volgt de\nPagina 1 van 2\nvragen van leden op. Je belt."
    first, page, second, third = split_units(text, split_lines(text))
    assert (first.resumes, second.resumes, third.resumes) == (False, True, False)
    assert page.furniture
    assert text[second.start : second.end] == "vragen van leden op."


@given(any_text)
def test_only_plain_text_resumes_and_something_stands_before_it(text: str) -> None:
    lines = split_lines(text)
    for number, unit in enumerate(split_units(text, lines)):
        if unit.resumes:
            assert number > 0
            assert unit.bullet is None
            assert unit.heading == 0
        assert unit.furniture == lines[unit.line].furniture
