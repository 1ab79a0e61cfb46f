"""text → lines: bullets, marked headings, soft wraps."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from strategies import any_text

from vacmap.layout import split_lines
from vacmap.records import Line

from .case_files import Case, read_cases


def described(text: str, line: Line) -> str:
    """A line as the case files write it."""
    if line.furniture:
        kind = "pagina"
    elif line.continues:
        kind = "vervolg"
    elif line.marked_heading:
        kind = "kop"
    else:
        kind = f"punt {line.bullet}" if line.bullet else "regel"
    return f"{kind} | {text[line.content : line.end]}"


@pytest.mark.parametrize("case", read_cases("lines.txt"), ids=lambda case: case.name)
def test_lines(case: Case) -> None:
    lines = split_lines(case.text)
    assert [described(case.text, line) for line in lines if not line.blank] == case.expected


@pytest.mark.parametrize("sign", ["\n", "\r", "\r\n", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"], ids=ascii)
def test_every_line_break_of_unicode_ends_a_line(sign: str) -> None:
    text = f"Taken{sign}Je plant."
    assert [text[line.start : line.end] for line in split_lines(text)] == ["Taken", "Je plant."]


def test_an_empty_text_is_one_blank_line() -> None:
    (line,) = split_lines("")
    assert line.blank


@pytest.mark.parametrize(("text", "indent"), [("Je", 0), ("  - Je", 2), ("\tJe", 4), (" \t- Je", 4), ("\u00a0Je", 1)])
def test_an_indent_is_counted_in_columns(text: str, indent: int) -> None:
    assert split_lines(text)[0].indent == indent


def test_a_line_knows_whether_an_empty_one_stands_above() -> None:
    lines = split_lines("Taken\nJe plant.\n \nProfiel")
    assert [line.after_blank for line in lines] == [True, False, False, True]


@given(any_text)
def test_lines_and_breaks_tile_the_text(text: str) -> None:
    lines = split_lines(text)
    said = [text[line.start : line.end] for line in lines]
    assert [*said[:-1], said[-1] + "."] == (text + ".").splitlines()
    assert (lines[0].start, lines[-1].end) == (0, len(text))
    breaks = [text[before.end : after.start] for before, after in pairwise(lines)]
    assert all(len(sign.splitlines()) == 1 and not sign.strip() for sign in breaks)


@given(any_text)
def test_the_content_of_a_line_lies_in_it_and_opens_with_no_space(text: str) -> None:
    for line in split_lines(text):
        assert line.start <= line.content <= line.end
        assert line.blank or text[line.content : line.end].strip()
        assert line.blank or not text[line.content].isspace()


@given(any_text)
def test_only_a_plain_line_goes_on_with_the_line_above(text: str) -> None:
    lines = split_lines(text)
    said = [line for line in lines if not line.furniture]
    for before, line in zip([None, *said], said, strict=False):
        if line.continues:
            assert before is not None
            assert (line.blank, line.bullet, line.marked_heading) == (False, None, False)
            interrupted = any(before.end < page.start < line.start for page in lines if page.furniture)
            assert interrupted or not (before.blank or line.after_blank)


@pytest.mark.parametrize("sign", [".", " ", "•", "*", "-", "1.", "\t", "\n", "- ", "• ", "a"], ids=ascii)
def test_200_000_times_the_same_sign_take_a_moment(sign: str) -> None:
    # A guard against time that grows with the square (minutes), in processor time, so that a busy machine does not
    # matter.
    started = time.process_time()
    split_lines(sign * 200_000 + "x")
    assert time.process_time() - started < 20
