"""The report as a real browser shows it: hover, focus, keyboard, phone, paper."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from browser import NARROW, WIDE, Open
from playwright.sync_api import expect

from vacmap.records import Function
from vacmap.report import render, summarise
from vacmap.road import Mapper

from ..conftest import ODD

A4 = (595, 842)
"""Points."""
LIT = "vm-lit"


@pytest.fixture(scope="module")
def page(mapper: Mapper, vacancy: str) -> str:
    """The report of the oKo vacancy by the shipped model."""
    return render(mapper.analyse(vacancy), "html")


@pytest.mark.parametrize(("size", "dark"), [(WIDE, False), (NARROW, True)], ids=["wide, light", "narrow, dark"])
def test_nobody_is_kept_out(page: str, open_page: Open, size: tuple[int, int], dark: bool) -> None:
    opened = open_page(page, size, dark=dark)
    assert opened.serious_faults() == []
    assert opened.sticks_out() == 0
    assert opened.requests == []
    assert opened.complaints == []


@pytest.mark.parametrize("kind", ODD)
def test_odd_functions_fit_a_phone_and_run_nothing(odd: dict[str, Function], open_page: Open, kind: str) -> None:
    opened = open_page(render(odd[kind], "html"), NARROW)
    assert opened.sticks_out() == 0
    assert opened.requests == []
    assert opened.complaints == []
    assert opened.page.evaluate("document.scripts.length") == (1 if summarise(odd[kind]).tasks else 0)


def test_a_snippet_under_the_pointer_lights_its_place_in_the_text_and_its_cell(page: str, open_page: Open) -> None:
    shown = open_page(page).page
    last = shown.locator(".vm-snippet").last
    last.hover()
    number = last.get_attribute("data-task")
    mark = shown.locator(f"mark[data-task='{number}']").first
    assert LIT in (mark.get_attribute("class") or "")
    expect(mark).to_be_in_viewport()
    cells = (last.get_attribute("data-cells") or "").split()
    lit = shown.locator("td.vm-lit").evaluate_all("cells => cells.map(cell => cell.dataset.cell)")
    assert sorted(lit) == sorted(cells)
    assert shown.locator("g.vm-lit").count() == 1


def test_a_place_in_the_text_lights_its_snippet_and_says_what_it_is(page: str, open_page: Open) -> None:
    shown = open_page(page).page
    mark = shown.locator("mark").nth(3)
    mark.hover()
    number = mark.get_attribute("data-task")
    assert LIT in (shown.locator(f"#knip-{number}").get_attribute("class") or "")
    said = shown.locator(".vm-now")
    expect(said).to_be_visible()
    expect(said).to_have_text(shown.locator(f"#knip-{number}").get_attribute("data-said") or "?")
    shown.locator("h1").hover()
    expect(said).to_be_hidden()
    assert shown.locator(f".{LIT}").count() == 0


def test_a_cluster_in_the_table_lights_all_its_tasks(page: str, open_page: Open) -> None:
    shown = open_page(page).page
    row = shown.locator("th[data-cluster='organiseren']")
    row.hover()
    lit = shown.locator(f".vm-snippet.{LIT}")
    group = shown.locator("#cluster-organiseren + ol > li")
    assert lit.count() == group.count() > 0


def test_all_of_it_works_by_keyboard(page: str, open_page: Open) -> None:
    shown = open_page(page).page
    number = shown.locator(".vm-snippet .vm-back").first
    number.focus()
    task = shown.locator(".vm-snippet").first.get_attribute("data-task")
    mark = shown.locator(f"#tekst-{task}")
    assert LIT in (mark.get_attribute("class") or "")
    shown.keyboard.press("Escape")
    assert LIT not in (mark.get_attribute("class") or "")
    shown.keyboard.press("Enter")
    assert shown.url.endswith(f"#tekst-{task}")
    expect(mark).to_be_in_viewport()
    mark.locator("a").focus()
    assert LIT in (shown.locator(f"#knip-{task}").get_attribute("class") or "")
    shown.keyboard.press("Enter")
    expect(shown.locator(f"#knip-{task}")).to_be_in_viewport()
    why = shown.locator(f"#knip-{task} summary").first
    why.focus()
    shown.keyboard.press("Enter")
    expect(shown.locator(f"#knip-{task} details p").first).to_be_visible()


def test_without_script_the_links_lead_there_and_back(page: str, open_page: Open) -> None:
    shown = open_page(page, script=False).page
    number = shown.locator(".vm-snippet .vm-back").first
    number.click()
    target = shown.locator("mark:target")
    expect(target).to_be_in_viewport()
    target.locator("a").click()
    expect(shown.locator(".vm-snippet:target")).to_be_in_viewport()


def test_on_paper_everything_is_folded_out(page: str, open_page: Open, mapper: Mapper, vacancy: str) -> None:
    content = open_page(page).page.pdf(prefer_css_page_size=True, print_background=True)
    paper = pypdfium2.PdfDocument(io.BytesIO(content))
    assert {tuple(round(side) for side in sheet.get_size()) for sheet in paper} == {A4}
    said = "".join("".join(sheet.get_textpage().get_text_bounded().split()) for sheet in paper)
    summary = summarise(mapper.analyse(vacancy))
    snippets = [snippet for cluster in summary.clusters for snippet in cluster.tasks]
    assert snippets
    for snippet in snippets:
        assert "".join(snippet.why.split()) in said
        for other in snippet.runners_up:
            assert "".join(other.title.split()) in said
    assert "".join(summary.quality.split()) in said
    first = paper[0].get_textpage().get_text_bounded()
    assert "Buiten de structuur" in first.split("Beroep in totaal")[1]  # all figures stand on one sheet
