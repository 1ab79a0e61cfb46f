"""The formats of a comparison: complete, safe, readable, also by who cannot see it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import unescape
from itertools import cycle, islice

import pytest
from browser import NARROW, WIDE, Open

from vacmap.records import Function
from vacmap.report import COMPARISON_FORMATS, Comparison, ReportError, compare, render_comparison

from ..conftest import ODD
from ..page import Page, nested

Make = Callable[..., Function]
KINDS = ("two", "three", "twelve", "odd", "few")
"""Comparisons of :func:`comparison`."""


Made = Callable[[str], Comparison]
_MADE: dict[str, Comparison] = {}


@pytest.fixture
def comparison(oko: Function, make: Make, odd: dict[str, Function]) -> Callable[[str], Comparison]:
    """The comparison of a kind, made once."""
    lines = {
        "begeleider": ("Je begeleidt groepen", "organiseren", {"begeleider": 0.8, "gemeenschapswerker": 0.2}),
        "programmator": ("Je stelt een programma samen", "ontwerpen", {"programmator": 1.0}),
        "buiten": ("Je boekt facturen in", "buiten", "financien"),
    }

    def functions(kind: str) -> list[Function]:
        if kind == "odd":
            return [odd[one] for one in ODD if one != "other structure"]
        if kind == "few":
            return [make([lines["begeleider"]] * 2), make([lines["buiten"]] * 3, title=None)]
        others = {"two": 1, "three": 2, "twelve": 11}[kind]
        return [
            oko,
            *(
                make(list(islice(cycle(lines.values()), at, at + 5 + at)), title=f"Functie {at}")
                for at in range(others)
            ),
        ]

    def made(kind: str) -> Comparison:
        if kind not in _MADE:
            _MADE[kind] = compare(functions(kind))
        return _MADE[kind]

    return made


def flat(text: str) -> str:
    return " ".join(text.replace("\u2060", "").split())


def test_the_formats_are_those_of_a_report() -> None:
    assert COMPARISON_FORMATS == ("html", "md", "json", "text")


def test_an_unknown_format_is_refused_in_one_line(comparison: Made) -> None:
    with pytest.raises(ReportError, match=r"must be one of 'html', 'md', 'json', 'text'\. Got 'pdf' instead\.$"):
        render_comparison(comparison("two"), "pdf")


def test_json_is_the_record(comparison: Made) -> None:
    assert json.loads(render_comparison(comparison("three"), "json")) == comparison("three").to_dict()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("format", ["html", "md", "text"])
def test_every_format_says_what_was_found(comparison: Made, kind: str, format: str) -> None:
    found = comparison(kind)
    shown = render_comparison(found, format)
    shown = flat(Page(shown).words if format == "html" else re.sub(r"\\(.)", r"\1", unescape(shown)))
    assert flat(found.opening.sentence) in shown
    for entry in found.entries:
        assert flat(entry.title) in shown
        assert flat(entry.summary.opening.sentence) in shown
    for row in found.components:
        assert all(flat(sentence) in shown for sentence in row.said)
    for block in found.blocks[:1]:
        assert all(flat(use.example.text) in shown for use in block.uses)


@pytest.mark.parametrize("kind", KINDS)
def test_every_comparison_gives_a_sound_page(comparison: Made, kind: str) -> None:
    page = Page(render_comparison(comparison(kind), "html"))
    ids = page.all("id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in page.all("href")} <= set(ids)
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert (levels[0], levels.count(1), nested(levels)) == (1, 1, True)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_fetched_and_no_script_is_needed(comparison: Made, kind: str) -> None:
    for html in (render_comparison(comparison(kind), "html"), comparison(kind)._repr_html_()):
        page = Page(html)
        assert not page.all("src")
        assert "//" not in html
        assert "url(" not in html
        assert not {"script", "link", "iframe"} & {tag for tag, _ in page.tags}
        assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on")]


def test_every_picture_tells_its_figures_in_words(comparison: Made) -> None:
    found = comparison("twelve")
    html = render_comparison(found, "html")
    page = Page(html)
    pictures = [attrs for tag, attrs in page.tags if tag == "svg"]
    assert len(pictures) == len(found.components)
    for picture in pictures:
        assert picture["role"] == "img"
        assert set(picture["aria-labelledby"].split()) <= set(page.all("id"))
    said = [unescape(text) for text in re.findall(r"<desc[^>]*>(.*?)</desc>", html, re.S)]
    for row, words in zip(found.components, said, strict=True):
        assert [sentence[0] for sentence in words.split(". ")] == [share.letter for share in row.shares]


def test_the_figures_of_the_matrices_are_those_of_the_profiles(comparison: Made) -> None:
    found = comparison("three")
    html = render_comparison(found, "html")
    tables = re.findall(r'<div class="vm-multiple .*?</table>', html, re.S)
    for entry, table in zip(found.drawn, tables, strict=True):
        shown = re.findall(r'<td class="vm-cell[^>]*>([^<]*)</td>', table)
        cells = [cell for cluster in entry.summary.clusters for cell in cluster.cells if cell.exists or cell.share]
        assert shown == [str(int(cell.share * 100 + 0.5) or "·") for cell in cells]


def test_the_scale_of_the_matrices_is_one_for_all(comparison: Made) -> None:
    found = comparison("three")
    depths = [float(depth) for depth in re.findall(r"vm-cell[^>]*--a:([\d.]+)", render_comparison(found, "html"))]
    assert max(depths) == 1.0
    assert sum(depth == 1.0 for depth in depths) == 1


def test_html_in_a_vacancy_is_shown_as_text(comparison: Made) -> None:
    page = Page(render_comparison(comparison("odd"), "html"))
    assert '<script>alert("1")</script> & <b>dik</b> {{ 7 * 7 }} {% raw %}' in page.words
    assert '</title><script>alert("2")</script>' in page.words


def test_text_fits_a_terminal_of_80_columns_and_commands_nothing(make: Make, comparison: Made) -> None:
    line = ("Je \x1b[2Jwist [bold]alles[/bold] :smile: " + "woord" * 40, "organiseren", {"begeleider": 1.0})
    evil = compare([make([line] * 4, title="\x1b]0;x\x07 titel " * 30)] * 12)
    for found in (*map(comparison, KINDS), evil):
        shown = render_comparison(found, "text")
        assert max(map(len, shown.splitlines())) <= 80
        assert "\x1b" not in shown
    assert "\x1b[1m" in render_comparison(evil, "text", colour=True)
    assert flat(re.sub(r"\x1b\[[0-9;]*m", "", render_comparison(evil, "text", colour=True))) == flat(shown)


@pytest.mark.parametrize("kind", KINDS)
def test_every_row_of_a_markdown_table_has_as_many_cells_as_its_head(comparison: Made, kind: str) -> None:
    tables = re.findall(r"(?:^\|.*\n)+", render_comparison(comparison(kind), "md"), re.M)
    assert len(tables) >= 4
    for table in tables:
        assert len({len(re.findall(r"(?<!\\)\|", row)) for row in table.splitlines()}) == 1


def test_a_fragment_stays_inside_itself(comparison: Made) -> None:
    one, other = (Page(comparison(kind)._repr_html_()) for kind in ("two", "three"))
    assert one.tags[0] == ("div", {"class": "vacmap vm-fragment", "lang": "nl"})
    assert not {"html", "head", "body", "h1"} & {tag for tag, _ in one.tags}
    assert not set(one.all("id")) & set(other.all("id"))
    assert not set(one.all("name")) & set(other.all("name"))
    css = re.search(r"<style>(.*?)</style>", comparison("two")._repr_html_(), re.S)
    assert css is not None
    for selectors in re.findall(r"([^{}]+)\{", css.group(1)):
        for selector in re.split(r",(?![^(]*\))", selectors):
            assert selector.strip().startswith(("@", ".vacmap", "body.vacmap")), selector


def test_contact_data_is_masked_unless_asked_otherwise(make: Make) -> None:
    line = ("Je belt 0475 12 34 56", "organiseren", {"begeleider": 1.0})
    functions = [make([line] * 4, title="Vraag jan@x.be"), make([line] * 5)]
    for name in ("html", "md", "text"):
        masked = render_comparison(compare(functions), name)
        kept = render_comparison(compare(functions, keep_contacts=True), name)
        assert "0475" not in masked
        assert "jan@x.be" not in masked
        assert "0475 12 34 56" in kept
        assert "jan@x.be" in kept


@pytest.mark.parametrize(
    ("kind", "size", "dark"), [("three", WIDE, False), ("odd", NARROW, True)], ids=["wide, light", "narrow, dark"]
)
def test_nobody_is_kept_out(comparison: Made, open_page: Open, kind: str, size: tuple[int, int], *, dark: bool) -> None:
    assert open_page(render_comparison(comparison(kind), "html"), size, dark=dark).serious_faults() == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_page_fits_a_phone_and_asks_for_nothing(comparison: Made, open_page: Open, kind: str) -> None:
    opened = open_page(render_comparison(comparison(kind), "html"), NARROW)
    assert opened.sticks_out() == 0
    assert opened.requests == []
    assert opened.complaints == []


def test_a_chosen_function_is_lit_everywhere_without_script(comparison: Made, open_page: Open) -> None:
    shown = open_page(render_comparison(comparison("twelve"), "html"), script=False).page
    shown.get_by_role("radio", name="C Functie 1").check()
    dimmed = "found => found.map(one => [one.getAttribute('class'), Number(getComputedStyle(one).opacity) < 1])"
    for classes, dim in shown.locator("main .vm-f").evaluate_all(dimmed):
        assert dim != ("vm-fC" in classes.split())
    shown.get_by_role("radio", name="geen").check()
    assert not any(dim for _, dim in shown.locator("main .vm-f").evaluate_all(dimmed))


def test_a_letter_under_the_pointer_is_lit_everywhere(comparison: Made, open_page: Open) -> None:
    shown = open_page(render_comparison(comparison("three"), "html")).page
    shown.locator(".vm-row.vm-fB").first.hover()
    assert shown.locator(".vm-multiple.vm-fB").evaluate("one => getComputedStyle(one).opacity") == "1"
    assert shown.locator(".vm-multiple.vm-fA").evaluate("one => getComputedStyle(one).opacity") != "1"
