"""The overview as a real browser shows it: laptop, phone, paper."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
from browser import NARROW, WIDE, Open, Opened

from vacmap.overview import Overview, make_overview, render_overview
from vacmap.structure import Structure

from .odd import ODD

A4 = (595, 842)
"""Points."""
WORDS_OUTSIDE = """() => [...document.querySelectorAll("svg text")].filter(text => {
    const own = text.getBoundingClientRect(), all = text.closest("svg").getBoundingClientRect();
    return own.left < all.left - 2 || own.right > all.right + 2;
}).map(text => text.textContent)"""
"""Words of pictures that are drawn over the edge."""


def test_nobody_is_kept_out(overview: Overview, open_page: Open) -> None:
    keeps_nobody_out(open_page(render_overview(overview, "html"), WIDE))


def test_nobody_is_kept_out_on_a_phone_in_the_dark(few: Path, open_page: Open) -> None:
    keeps_nobody_out(open_page(render_overview(make_overview(few, by="plaats"), "html"), NARROW, dark=True))


def keeps_nobody_out(opened: Opened) -> None:
    assert opened.serious_faults() == []
    assert opened.sticks_out() == 0
    assert opened.page.evaluate(WORDS_OUTSIDE) == []
    assert opened.requests == []
    assert opened.complaints == []


@pytest.mark.parametrize("kind", ["hostile"])
def test_odd_archives_fit_a_phone_and_run_nothing(
    kind: str, open_page: Open, structure: Structure, other_structure: Structure, tmp_path: Path
) -> None:
    opened = open_page(render_overview(ODD[kind](tmp_path, structure, other_structure), "html"), NARROW)
    assert opened.sticks_out() == 0
    assert opened.requests == []
    assert opened.complaints == []
    assert opened.page.evaluate("document.scripts.length") == 0


def test_on_paper_it_is_a4_and_holds_all_that_is_said(overview: Overview, open_page: Open) -> None:
    content = open_page(render_overview(overview, "html")).page.pdf(prefer_css_page_size=True, print_background=True)
    paper = pypdfium2.PdfDocument(io.BytesIO(content))
    assert {tuple(round(side) for side in sheet.get_size()) for sheet in paper} == {A4}
    said = "".join("".join(sheet.get_textpage().get_text_bounded().split()) for sheet in paper)
    for words in (overview.opening.sentence, *overview.opening.remarks):
        assert "".join(words.split()) in said
