"""How figures and names are written."""

from __future__ import annotations

import pytest

from vacmap.report.wording import clean, count, enumerate_words, in_sentence, one_line, percent, percent_range


@pytest.mark.parametrize(
    ("share", "written"),
    [(0.0, "0 %"), (0.004, "<1 %"), (0.005, "1 %"), (0.125, "13 %"), (0.374, "37 %"), (0.999, ">99 %"), (1.0, "100 %")],
)
def test_percentages_are_whole(share: float, written: str) -> None:
    assert percent(share).replace("\u00a0", " ") == written


def test_a_range_has_one_percent_sign() -> None:
    assert percent_range(0.184, 0.39) == "18–39\u00a0%"


@pytest.mark.parametrize(("number", "word"), [(0, "nul"), (1, "één"), (12, "twaalf"), (13, "13")])
def test_numbers_up_to_twelve_are_written_in_letters(number: int, word: str) -> None:
    assert count(number) == word


@pytest.mark.parametrize(
    ("words", "written"), [([], ""), (["a"], "a"), (["a", "b"], "a en b"), (["a", "b", "c"], "a, b en c")]
)
def test_enumerations(words: list[str], written: str) -> None:
    assert enumerate_words(words) == written


@pytest.mark.parametrize(
    ("name", "written"),
    [("Programmator cultuur en educatie", "programmator cultuur en educatie"), ("ICT-coach", "ICT-coach"), ("", "")],
)
def test_a_name_loses_its_capital_inside_a_sentence(name: str, written: str) -> None:
    assert in_sentence(name) == written


def test_text_is_shown_without_control_characters() -> None:
    assert clean("a\x1b[31mb\x00\r\nc") == "a[31mb\nc"
    assert one_line("  a \n\t b\u00a0c ") == "a b c"
