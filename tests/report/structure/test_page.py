"""Walking through the structure in a real browser: choosing, side by side, searching, sharing a view, printing."""

from __future__ import annotations

import io
from itertools import combinations
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from browser import NARROW, WIDE, Open
from playwright.sync_api import Page, expect

from vacmap.report import render_structure
from vacmap.report.structure.cells import View
from vacmap.report.structure.pairs import beside
from vacmap.structure import Structure, load_structure
from vacmap.structure.sharing import share_parts


@pytest.fixture(scope="module")
def nota(structure: Structure) -> str:
    return render_structure(structure, "html")


@pytest.fixture(scope="module")
def library_structure() -> Structure:
    return load_structure(Path(__file__).parents[2] / "structure/cases/library.json")


@pytest.fixture(scope="module")
def library(library_structure: Structure) -> str:
    return render_structure(library_structure, "html")


def go(page: Page, state: str) -> None:
    """Give the page an address with something chosen in it."""
    page.goto(page.url.partition("#")[0] + state)


def seen(page: Page) -> list[str]:
    """The deelactiviteiten that are visible, in the order of the page."""
    texts: list[str] = page.locator(".vm-part > .vm-said:visible").all_inner_texts()
    return texts


def expect_address(page: Page, state: str) -> None:
    expect(page).to_have_url(f"{page.url.partition('#')[0]}#{state}")


@pytest.mark.parametrize(
    ("state", "size", "dark"),
    [("", WIDE, False), ("#p=leesbegeleider,bibliothecaris&q=lezers", NARROW, True)],
    ids=["all", "two searched on a phone, dark"],
)
def test_nobody_is_kept_out(library: str, open_page: Open, state: str, size: tuple[int, int], dark: bool) -> None:
    opened = open_page(library, size, dark=dark)
    go(opened.page, state)
    assert opened.serious_faults() == []
    assert opened.sticks_out() == 0
    assert opened.requests == []
    assert opened.complaints == []


def test_without_script_everything_is_seen_and_nothing_is_promised(
    library: str, library_structure: Structure, open_page: Open
) -> None:
    page = open_page(library, script=False).page
    assert sorted(seen(page)) == sorted(part.text for one in library_structure.activities for part in one.walk())
    expect(page.get_by_role("search")).to_be_hidden()


def test_two_professions_are_laid_side_by_side(library: str, open_page: Open) -> None:
    page = open_page(library).page
    page.get_by_label("Bibliothecaris").check()
    expect_address(page, "p=bibliothecaris")
    page.get_by_label("Leesbegeleider").check()
    expect_address(page, "p=bibliothecaris,leesbegeleider")
    rows = page.locator(".vm-row")
    assert [row.locator(".vm-said, small").all_inner_texts() for row in rows.all()] == [
        ["Luistert naar de vragen van lezers", "luistert naar de vragen van lezers.", "(bij: Leest voor)"],
        ["Geeft advies over boeken, kranten en tijdschriften", "Geeft advies over boeken en tijdschriften"],
    ]
    assert rows.locator("u").all_inner_texts() == ["kranten"]
    expect(page.locator("#vm-status")).to_have_text(
        "Gedeeld: 2. Alleen bij de bibliothecaris: 3. Alleen bij de leesbegeleider: 2."
    )


def test_the_page_joins_what_the_terminal_joins(structure: Structure, nota: str, open_page: Open) -> None:
    page = open_page(nota).page
    view = View(structure, structure.profession_ids, structure.cluster_ids)
    clusters = [cluster for shell in view.shells for cluster in shell.clusters]
    for one, other in combinations(range(len(structure.professions)), 2):
        go(page, f"#p={structure.profession_ids[one]},{structure.profession_ids[other]}")
        pairs = [beside(cluster.cells[one], cluster.cells[other]) for cluster in clusters]
        rows = [(row.left.number, row.right.number) for pair in pairs for block in pair.shared for row in block.rows]
        alone = [
            part.number
            for pair in pairs
            for cell in (pair.only_left, pair.only_right)
            for _, part in cell.walk()
            if not part.context
        ]
        found: dict[str, Any] = page.evaluate(
            """() => {
              const numbers = query => [...document.querySelectorAll(query)].map(one => Number(one.dataset.n));
              return {
                rows: [...document.querySelectorAll(".vm-row")].map(row =>
                  [...row.querySelectorAll("li")].map(one => Number(one.dataset.n))),
                alone: numbers(".vm-rests .vm-part:not(.vm-context)"),
              };
            }"""
        )
        assert found["alone"] == alone
        assert [row[0] for row in found["rows"]] == [left for left, _ in rows]
        assert all(row == list(pair)[: len(row)] for row, pair in zip(found["rows"], rows, strict=True))


def test_search_finds_words_by_their_beginning_whatever_case_or_accents(library: str, open_page: Open) -> None:
    page = open_page(library).page
    field, status = page.get_by_label("Zoek een activiteit"), page.locator("#vm-status")
    field.fill("IDEEEN groep")
    expect(status).to_have_text("1 deelactiviteit")
    assert seen(page) == ["Leest voor.", "Kiest ideeënboeken met de groep"], "a sub-item below its own"
    assert page.locator("mark:visible").all_inner_texts() == ["ideeën", "groep"]
    field.fill("bewaren depot")
    expect(status).to_have_text("1 deelactiviteit")
    assert seen(page) == ["Volgt het klimaat in het depot op"], "the first word stands in the title"
    field.fill("vlieg")
    expect(status).to_have_text("Geen enkele deelactiviteit voldoet daaraan.")
    assert seen(page) == []
    field.press("Escape")
    expect(field).to_have_value("")
    expect(status).to_have_text("13 deelactiviteiten")
    expect(page.locator("mark")).to_have_count(0)


def test_only_what_is_distinctive_or_shared_can_be_shown(
    library: str, library_structure: Structure, open_page: Open
) -> None:
    page = open_page(library).page
    shared = share_parts(library_structure)
    page.get_by_label("alleen bij één beroep").check()
    distinctive = [item.text for item in shared.items if shared.is_distinctive(item.id)]
    assert sorted(seen(page)) == sorted(distinctive)
    page.get_by_label("gedeeld", exact=True).check()
    expect_address(page, "toon=gedeeld")
    expect(page.locator("#vm-status")).to_have_text("8 deelactiviteiten")
    assert seen(page).count("Leest voor.") == 1, "above its sub-item"


def test_a_view_can_be_shared_and_left_with_the_back_button(library: str, open_page: Open) -> None:
    page = open_page(library).page
    go(page, "#p=leesbegeleider,bibliothecaris&q=geeft%20boek&toon=gedeeld")
    page.reload()
    assert set(seen(page)) == {
        "Geeft advies over boeken, kranten en tijdschriften",
        "Geeft advies over boeken en tijdschriften",
    }
    expect(page.get_by_label("Zoek een activiteit")).to_have_value("geeft boek")
    expect(page.get_by_label("gedeeld", exact=True)).to_be_checked()
    page.get_by_role("button", name="Alles tonen").click()
    expect_address(page, "")
    expect(page.get_by_label("Zoek een activiteit")).to_be_focused()
    page.go_back()
    expect(page.get_by_label("Leesbegeleider")).to_be_checked()
    assert len(seen(page)) == 2


def test_going_to_a_cluster_keeps_what_was_chosen(library: str, open_page: Open) -> None:
    page = open_page(library).page
    go(page, "#q=leest")
    page.get_by_role("navigation", name="Naar een cluster").get_by_role("link").first.click()
    expect_address(page, "q=leest&c=lezers")
    page.locator(".vm-model nav a").last.click()  # nothing found there: the search gives way
    expect(page.get_by_label("Zoek een activiteit")).to_have_value("")
    expect(page.locator("#cluster-geld")).to_be_in_viewport()


def test_a_link_to_a_cluster_opens_the_page_there(library: str, open_page: Open) -> None:
    opened = open_page(library, NARROW)
    go(opened.page, "#cluster-geld")
    opened.page.reload()
    expect(opened.page.locator("#cluster-geld")).to_be_in_viewport()
    expect(opened.page.locator("#vm-status")).to_have_text("13 deelactiviteiten")
    assert opened.complaints == []


def test_the_table_leads_to_two_professions_and_to_what_one_has_alone(library: str, open_page: Open) -> None:
    page = open_page(library).page
    page.get_by_role("row", name="Bib Bibliothecaris").get_by_role("link", name="2").click()
    expect_address(page, "p=bibliothecaris,leesbegeleider")
    expect(page.locator(".vm-row")).to_have_count(2)
    page.get_by_role("row", name="Arc Archivaris").get_by_role("link", name="2 alleen hier").click()
    assert seen(page) == ["Leest oud schrift", "Volgt het klimaat in het depot op"]


def test_it_can_be_used_with_the_keyboard(library: str, open_page: Open) -> None:
    page = open_page(library).page
    page.get_by_label("Zoek een activiteit").focus()
    page.keyboard.type("leest")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect_address(page, "p=leesbegeleider&q=leest")
    assert seen(page) == [
        "Leest voor.",
        "Kiest ideeënboeken met de groep",
        "luistert naar de vragen van lezers.",
    ]
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    expect_address(page, "p=leesbegeleider&q=leest&toon=eigen")
    assert page.evaluate("document.activeElement.name") == "vm-show"


def test_on_paper_everything_stands_in_order(structure: Structure, nota: str, open_page: Open) -> None:
    page = open_page(nota, script=False).page
    paper = pypdfium2.PdfDocument(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(paper) < 20
    width, height = paper[0].get_size()
    assert (round(width), round(height)) == (842, 595)
    text = "".join(sheet.get_textpage().get_text_range() for sheet in paper)
    letters = "".join(filter(str.isalpha, text.replace("\ufffe", "")))
    at = 0
    for cluster in structure.clusters:
        at = letters.index("".join(filter(str.isalpha, cluster.name)), at)
    for activity in structure.activities:
        for part in activity.walk():
            assert "".join(filter(str.isalpha, part.text)) in letters


def test_a_structure_of_two_professions_lays_them_side_by_side_at_once(
    library_structure: Structure, open_page: Open
) -> None:
    raw = library_structure.to_dict()
    del raw["professions"][2]
    raw["activities"] = [{**one, "title": None} for one in raw["activities"] if one["profession"] != "archivaris"]
    opened = open_page(render_structure(Structure.model_validate(raw), "html"), NARROW)
    expect(opened.page.locator(".vm-row")).to_have_count(2)
    assert opened.complaints == []
    assert opened.sticks_out() == 0


def test_a_structure_of_one_profession_can_be_searched(library_structure: Structure, open_page: Open) -> None:
    page = open_page(render_structure(library_structure, "html", "bibliothecaris")).page
    page.get_by_label("Zoek een activiteit").fill("catalogus")
    assert seen(page) == ["Toont de weg in de catalogus"]
