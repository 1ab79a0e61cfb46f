"""The formats beside html, and the choice between them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest

from vacmap.errors import VacmapError
from vacmap.records import Function
from vacmap.report import FORMATS, ReportError, render, summarise
from vacmap.report.markdown import escape_markdown

Make = Callable[..., Function]


def flat(text: str) -> str:
    return " ".join(text.split())


def test_the_formats_are_those_of_the_contract() -> None:
    assert FORMATS == ("html", "md", "json", "text")


def test_an_unknown_format_is_refused_in_one_line(oko: Function) -> None:
    with pytest.raises(ReportError) as caught:
        render(oko, "pdf")
    assert str(caught.value) == (
        "The 'format' parameter of render must be one of 'html', 'md', 'json', 'text'. Got 'pdf' instead."
    )
    assert isinstance(caught.value, VacmapError)


def test_json_is_the_record(oko: Function) -> None:
    assert json.loads(render(oko, "json")) == oko.to_dict()
    assert json.loads(render(oko, "json", with_text=True))["text"] == oko.text


@pytest.mark.parametrize("format", ["md", "text"])
def test_every_task_is_there_with_its_block(oko: Function, format: str) -> None:
    shown = flat(render(oko, format))
    summary = summarise(oko)
    for task in [*(t for c in summary.clusters for t in c.tasks), *(t for g in summary.outside for t in g.tasks)]:
        assert task.text in shown
        if task.block is not None:
            assert task.block.title in shown
    assert flat(summary.opening.sentence) in shown


@pytest.mark.parametrize("format", ["md", "text"])
def test_contact_data_is_masked(make: Make, format: str) -> None:
    function = make([("Je belt 0475 12 34 56", "organiseren", {"begeleider": 1.0})] * 4)
    assert "0475" not in render(function, format)
    assert "0475 12 34 56" in render(function, format, keep_contacts=True)


@pytest.mark.parametrize("format", FORMATS)
def test_nothing_said_is_an_answer_too(make: Make, format: str) -> None:
    assert render(make([]), format)
    assert render(make([], dutch=False, before="We need you"), format)


def test_text_fits_a_terminal_of_80_columns(oko: Function, make: Make) -> None:
    long_ = make([("woord" * 60 + " 🎉", "organiseren", {"begeleider": 1.0})] * 4, title="titel " * 50)
    for function in (oko, long_):
        assert max(map(len, render(function, "text").splitlines())) <= 80


def test_text_is_plain_unless_colour_is_asked_for(oko: Function) -> None:
    assert "\x1b" not in render(oko, "text")
    coloured = render(oko, "text", colour=True)
    assert flat(re.sub(r"\x1b\[[0-9;]*m", "", coloured)) == flat(render(oko, "text"))
    assert "\x1b[1m" in coloured


def test_a_vacancy_cannot_command_the_terminal(make: Make) -> None:
    evil = make(
        [("Je \x1b[2Jwist [bold]alles[/bold] :smile:", "organiseren", {"begeleider": 1.0})] * 4, title="\x1b]0;x\x07"
    )
    shown = render(evil, "text")
    assert "\x1b" not in shown
    assert "[bold]alles[/bold] :smile:" in shown


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("# kop", r"\# kop"),
        ("- punt", r"\- punt"),
        ("12. punt", r"12\. punt"),
        ("a * b _c_ `d`", r"a \* b \_c\_ \`d\`"),
        ("[klik](x) | cel", r"\[klik\](x) \| cel"),
        ("<script>", "&lt;script>"),
        ("<1 %", "<1 %"),
        ("&lt;b", "&amp;lt;b"),
        ("twee\nregels", "twee regels"),
        ("gewoon (met haakjes), 50 % & meer.", "gewoon (met haakjes), 50 % & meer."),
    ],
)
def test_vacancy_text_cannot_break_the_markdown(text: str, escaped: str) -> None:
    assert escape_markdown(text) == escaped


def test_every_row_of_a_markdown_table_has_as_many_cells_as_its_head(oko: Function) -> None:
    for block in re.findall(r"(?:^\|.*\n)+", render(oko, "md"), re.M):
        assert len({len(re.findall(r"(?<!\\)\|", row)) for row in block.splitlines()}) == 1
